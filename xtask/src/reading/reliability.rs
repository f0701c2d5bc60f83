//! Whether what is stated with a confidence is right as often.

use super::tally::Counts;

/// How sure a record is of an event, and whether it is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stated {
    /// Its confidence, from 0 to 1.
    pub confidence: f64,
    /// Whether an annotated event has its type and a sentence in common with it.
    pub told: bool,
    /// Whether an annotated event has the same parties too.
    pub event: bool,
}

/// The events of a range of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many.
    pub events: usize,
    /// The sum of their confidences.
    pub stated: f64,
    /// How many have the right type in a right sentence.
    pub told: usize,
    /// How many are right.
    pub event: usize,
}

/// The ranges that confidence is told in: tenths.
pub const BINS: usize = 10;

/// The events of documents, by tenths of confidence; a tenth begins with its lower bound.
pub fn bins(documents: &[Counts]) -> [Bin; BINS] {
    let mut bins = [Bin::default(); BINS];
    for stated in documents.iter().flat_map(|counts| &counts.stated) {
        let at = (stated.confidence * BINS as f64).max(0.0) as usize;
        bins[at.min(BINS - 1)].add(stated);
    }
    bins
}

/// The mean gap between what is stated and what is right, an event's weight each.
pub fn gap(bins: &[Bin], right: impl Fn(&Bin) -> usize) -> f64 {
    let all: usize = bins.iter().map(|bin| bin.events).sum();
    let gaps: f64 = bins.iter().map(|bin| (bin.stated - right(bin) as f64).abs()).sum();
    if all == 0 { 0.0 } else { gaps / all as f64 }
}

impl Bin {
    fn add(&mut self, stated: &Stated) {
        self.events += 1;
        self.stated += stated.confidence;
        self.told += usize::from(stated.told);
        self.event += usize::from(stated.event);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_fall_into_tenths() {
        let stated =
            [(0.0, false, false), (0.8, true, false), (0.85, true, true), (0.89, false, false), (1.0, true, true)];
        let stated = stated.map(|(confidence, told, event)| Stated { confidence, told, event });
        let documents = [&stated[..2], &stated[2..]].map(|part| Counts { stated: part.to_vec(), ..Counts::default() });
        let bins = bins(&documents);
        assert_eq!(bins.map(|bin| bin.events), [1, 0, 0, 0, 0, 0, 0, 0, 3, 1]);
        assert_eq!((bins[8].told, bins[8].event), (2, 1));
        // 0 against 0; 2.54 stated against 2 right of three; 1 against 1.
        assert!((gap(&bins, |bin| bin.told) - 0.54 / 5.0).abs() < 1e-12);
        assert!((gap(&bins, |bin| bin.event) - 1.54 / 5.0).abs() < 1e-12);
        assert_eq!(gap(&[], |bin| bin.event), 0.0);
    }
}
