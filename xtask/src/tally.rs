//! Counts, and the figures made of them.

/// What was right, what the annotation holds and what was found: precision, recall and F1 come of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub hit: usize,
    /// In the annotation.
    pub gold: usize,
    /// Found, right or wrong.
    pub found: usize,
}

impl Tally {
    /// Counts as booleans: a value is there in the annotation, there in what was found, the right one.
    pub fn of(hit: bool, gold: bool, found: bool) -> Self {
        Self { hit: hit.into(), gold: gold.into(), found: found.into() }
    }

    /// Adds another count to this one.
    pub fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.gold += other.gold;
        self.found += other.found;
    }

    /// The share of what was found that is right; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.hit, self.found)
    }

    /// The share of what the annotation holds that was found; 0 where it holds nothing.
    pub fn recall(self) -> f64 {
        share(self.hit, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        share(2 * self.hit, self.gold + self.found)
    }
}

/// A part of a whole; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_recall_and_f1_come_of_the_counts() {
        let tally = Tally { hit: 2, gold: 4, found: 8 };
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (0.25, 0.5, 1.0 / 3.0));
        assert_eq!(Tally { hit: 0, gold: 0, found: 3 }.f1(), 0.0);
        assert_eq!(Tally::default().precision(), 0.0);
    }
}
