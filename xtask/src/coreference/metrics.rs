//! MUC, B-cubed and CEAF, of mentions that the reader finds itself, as the reference scorer of CoNLL has them
//! (Pradhan et al. 2014).

use std::iter::zip;

use pathfinding::{kuhn_munkres::kuhn_munkres, matrix::Matrix};

use super::Mentions;
use crate::tally::Tally;

/// What chains come to, given how many mentions each shares with each of the other side.
type Measure = fn(&[Mentions], &[Vec<usize>]) -> (f64, f64);

/// What documents came to; those of several add up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// Mentions with the right first and last word.
    pub mentions: Tally,
    /// How many links must be added to join what belongs together.
    pub muc: Measured,
    /// How much of each mention's chain is with it.
    pub b_cubed: Measured,
    /// How well whole chains stand for one another, one to one (phi4).
    pub ceaf: Measured,
}

/// A measure by parts and wholes, from which precision and recall come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    found: (f64, f64),
    gold: (f64, f64),
}

impl Counts {
    /// Compares the chains of one document. A mention stands in one chain of a side.
    pub fn of(gold: &[Mentions], found: &[Mentions]) -> Self {
        let shared: Vec<Vec<usize>> =
            gold.iter().map(|g| found.iter().map(|f| g.intersection(f).count()).collect()).collect();
        let turned: Vec<Vec<usize>> = (0..found.len()).map(|f| shared.iter().map(|row| row[f]).collect()).collect();
        let both = |of: Measure| Measured { found: of(found, &turned), gold: of(gold, &shared) };
        let alike = most_alike(gold, found, &shared);
        let all = |chains: &[Mentions]| chains.iter().flatten().copied().collect::<Mentions>();
        let (golds, founds) = (all(gold), all(found));
        Self {
            mentions: Tally { hit: golds.intersection(&founds).count(), gold: golds.len(), found: founds.len() },
            muc: both(links),
            b_cubed: both(company),
            ceaf: Measured { found: (alike, found.len() as f64), gold: (alike, gold.len() as f64) },
        }
    }

    /// Adds the counts of another document.
    pub fn add(&mut self, other: &Self) {
        self.mentions.add(other.mentions);
        self.muc.add(other.muc);
        self.b_cubed.add(other.b_cubed);
        self.ceaf.add(other.ceaf);
    }

    /// The mean of the three F1, by which systems are compared.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3.0
    }
}

/// Of each chain, the links that hold, out of those that it needs.
fn links(chains: &[Mentions], shared: &[Vec<usize>]) -> (f64, f64) {
    let (mut held, mut needed) = (0, 0);
    for (chain, shared) in zip(chains, shared) {
        let parts = shared.iter().filter(|&&count| count > 0).count() + chain.len() - shared.iter().sum::<usize>();
        held += chain.len() - parts;
        needed += chain.len() - 1;
    }
    (held as f64, needed as f64)
}

/// Of each mention, the share of its chain that is with it on the other side.
fn company(chains: &[Mentions], shared: &[Vec<usize>]) -> (f64, f64) {
    let of_chain = |(chain, shared): (&Mentions, &Vec<usize>)| {
        shared.iter().map(|count| count * count).sum::<usize>() as f64 / chain.len() as f64
    };
    (zip(chains, shared).map(of_chain).sum(), chains.iter().map(|chain| chain.len() as f64).sum())
}

/// The sum of likenesses of chains that stand for one another, chosen so that it is the largest.
fn most_alike(gold: &[Mentions], found: &[Mentions], shared: &[Vec<usize>]) -> f64 {
    let likeness = |g: usize, f: usize| 2.0 * shared[g][f] as f64 / (gold[g].len() + found[f].len()) as f64;
    let turned = gold.len() > found.len();
    let (rows, columns) = if turned { (found.len(), gold.len()) } else { (gold.len(), found.len()) };
    if rows == 0 {
        return 0.0;
    }
    let at = |(row, column): (usize, usize)| if turned { likeness(column, row) } else { likeness(row, column) };
    // Weights must be ordered: whole parts of 2^40 tell any two likenesses of a document apart.
    let weights = Matrix::from_fn(rows, columns, |place| (at(place) * (1_u64 << 40) as f64).round() as i64);
    let (_, columns) = kuhn_munkres(&weights);
    columns.into_iter().enumerate().map(at).sum()
}

impl Measured {
    fn add(&mut self, other: Self) {
        for (sum, other) in [(&mut self.found, other.found), (&mut self.gold, other.gold)] {
            *sum = (sum.0 + other.0, sum.1 + other.1);
        }
    }

    /// Of what was found, how much is right.
    pub fn precision(self) -> f64 {
        share(self.found)
    }

    /// Of what is annotated, how much was found.
    pub fn recall(self) -> f64 {
        share(self.gold)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share((part, whole): (f64, f64)) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chains of one-letter mentions: "abc de".
    fn chains(told: &str) -> Vec<Mentions> {
        told.split_whitespace()
            .map(|chain| chain.bytes().map(|byte| (byte.into(), 1 + usize::from(byte))).collect())
            .collect()
    }

    #[track_caller]
    fn check(measured: Measured, recall: f64, precision: f64) {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(close(measured.recall(), recall) && close(measured.precision(), precision), "{measured:?}");
    }

    #[test]
    fn the_worked_example_of_the_reference() {
        let counts = Counts::of(&chains("abc defg"), &chains("ab cd fghi"));
        assert_eq!(counts.mentions, Tally { hit: 6, gold: 7, found: 8 });
        // abc falls into ab and c, defg into d, e and fg: (1 + 1) / (2 + 3). ab holds, cd falls apart, fghi into fg, h, i.
        check(counts.muc, 2.0 / 5.0, 2.0 / 5.0);
        // (2² + 1) / 3 + (1 + 2²) / 4 of 7 mentions; 2² / 2 + (1 + 1) / 2 + 2² / 4 of 8.
        check(counts.b_cubed, 35.0 / 12.0 / 7.0, 4.0 / 8.0);
        // abc with ab: 4 / 5, defg with fghi: 4 / 8; of two chains, of three.
        check(counts.ceaf, 1.3 / 2.0, 1.3 / 3.0);
        assert!((counts.ceaf.f1() - 0.52).abs() < 1e-12);
        assert!((counts.conll() - (0.4 + 0.454_545_454_545 + 0.52) / 3.0).abs() < 1e-9);
    }

    #[test]
    fn chains_stand_for_one_another_so_that_the_sum_is_largest() {
        // abcd is likest to abcx (3/4), but then ef would be left with nothing: ab of abcd with ab, and so on.
        let counts = Counts::of(&chains("abcd xy"), &chains("abcxy cd"));
        // abcd with abcxy 6/9 and xy with cd 0; or abcd with cd 4/6 and xy with abcxy 4/7: the latter.
        check(counts.ceaf, (4.0 / 6.0 + 4.0 / 7.0) / 2.0, (4.0 / 6.0 + 4.0 / 7.0) / 2.0);
        // More chains on one side than on the other, both ways round.
        check(Counts::of(&chains("ab cd ef"), &chains("ef")).ceaf, 1.0 / 3.0, 1.0);
        check(Counts::of(&chains("ef"), &chains("ab cd ef")).ceaf, 1.0, 1.0 / 3.0);
    }

    #[test]
    fn perfect_and_empty() {
        let perfect = Counts::of(&chains("abc de"), &chains("de abc"));
        assert_eq!(perfect.conll(), 1.0);
        let nothing = Counts::of(&chains("abc de"), &[]);
        assert_eq!((nothing.conll(), nothing.mentions.gold), (0.0, 5));
        assert_eq!(Counts::of(&[], &[]).conll(), 0.0);
    }

    #[test]
    fn documents_add_up() {
        let mut all = Counts::of(&chains("ab"), &chains("ab"));
        all.add(&Counts::of(&chains("ab cd"), &[]));
        check(all.muc, 1.0 / 3.0, 1.0);
        check(all.b_cubed, 2.0 / 6.0, 1.0);
        check(all.ceaf, 1.0 / 3.0, 1.0);
        assert_eq!(all.mentions, Tally { hit: 2, gold: 6, found: 2 });
    }
}
