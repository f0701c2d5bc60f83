//! One-to-one matching of what the annotation holds with what was found.

/// A largest one-to-one matching between `gold` and `found`: pairs of indices, ordered by the first.
pub fn one_to_one<G, F>(gold: &[G], found: &[F], fits: impl Fn(&G, &F) -> bool) -> Vec<(usize, usize)> {
    let mut matching = Matching::new(gold, found, fits);
    matching.complete();
    matching.pairs()
}

/// The same with the likest pairs tried first; equally like ones in the order of the lists.
pub fn one_to_one_by_likeness<G, F>(
    gold: &[G],
    found: &[F],
    fits: impl Fn(&G, &F) -> bool,
    likeness: impl Fn(&G, &F) -> f64,
) -> Vec<(usize, usize)> {
    let mut matching = Matching::new(gold, found, fits);
    matching.take_likest(|g, f| likeness(&gold[g], &found[f]));
    matching.complete();
    matching.pairs()
}

struct Matching {
    /// For each of `gold`, those of `found` that fit it.
    edges: Vec<Vec<usize>>,
    /// For each of `found`, the one of `gold` that it is matched with.
    owner: Vec<Option<usize>>,
    /// Those of `gold` that the likest pairs took.
    taken: Vec<bool>,
}

impl Matching {
    fn new<G, F>(gold: &[G], found: &[F], fits: impl Fn(&G, &F) -> bool) -> Self {
        let fitting = |g: &G| (0..found.len()).filter(|&f| fits(g, &found[f])).collect();
        Self {
            edges: gold.iter().map(fitting).collect(),
            owner: vec![None; found.len()],
            taken: vec![false; gold.len()],
        }
    }

    fn take_likest(&mut self, likeness: impl Fn(usize, usize) -> f64) {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (g, fitting) in self.edges.iter().enumerate() {
            pairs.extend(fitting.iter().map(|&f| (likeness(g, f), g, f)));
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, g, f) in pairs {
            if !self.taken[g] && self.owner[f].is_none() {
                self.owner[f] = Some(g);
                self.taken[g] = true;
            }
        }
    }

    fn complete(&mut self) {
        for g in 0..self.edges.len() {
            if !self.taken[g] {
                self.grow(g, &mut vec![false; self.owner.len()]);
            }
        }
    }

    /// Finds a partner for `g`, moving others to new partners where that frees one (an augmenting path).
    fn grow(&mut self, g: usize, seen: &mut [bool]) -> bool {
        for n in 0..self.edges[g].len() {
            let f = self.edges[g][n];
            if !std::mem::replace(&mut seen[f], true) && self.owner[f].is_none_or(|owner| self.grow(owner, seen)) {
                self.owner[f] = Some(g);
                return true;
            }
        }
        false
    }

    fn pairs(&self) -> Vec<(usize, usize)> {
        let owned = self.owner.iter().enumerate();
        let mut pairs: Vec<_> = owned.filter_map(|(f, &g)| Some((g?, f))).collect();
        pairs.sort_unstable();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matching_is_a_largest_one() {
        // 0 fits a and b, 1 fits a alone: taking a for 0 first must not leave 1 without a partner.
        let fits = |g: &usize, f: &char| matches!((g, f), (0, _) | (1, 'a'));
        assert_eq!(one_to_one(&[0, 1], &['a', 'b'], fits), [(0, 1), (1, 0)]);
    }

    #[test]
    fn the_likest_go_together() {
        let like = |g: &f64, f: &f64| -(g - f).abs();
        assert_eq!(one_to_one_by_likeness(&[1.0, 5.0], &[5.0, 1.0], |_, _| true, like), [(0, 1), (1, 0)]);
        // Equally like: in the order of the lists.
        assert_eq!(one_to_one_by_likeness(&[1.0, 1.0], &[1.0, 1.0], |_, _| true, like), [(0, 0), (1, 1)]);
    }

    #[test]
    fn nothing_fits_nothing() {
        assert!(one_to_one(&[1, 2], &[3], |g, f| g == f).is_empty());
        assert!(one_to_one::<u8, u8>(&[], &[], |_, _| true).is_empty());
    }
}
