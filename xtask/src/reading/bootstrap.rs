//! How sure a figure is: the spread of F1 over documents drawn anew.

use super::tally::{Counts, Measure};
use crate::tally::Tally;

/// The 95 % interval of a measure's F1 over `resamplings` drawings of as many documents, with repetition.
/// The same documents always give the same interval; `None` without documents or drawings.
pub fn interval(documents: &[Counts], measure: Measure, resamplings: usize) -> Option<(f64, f64)> {
    if documents.is_empty() || resamplings == 0 {
        return None;
    }
    let tallies: Vec<Tally> = documents.iter().map(|counts| counts.tally(measure)).collect();
    let mut draw = Draw(0);
    let mut scores: Vec<f64> = (0..resamplings)
        .map(|_| {
            let mut sum = Tally::default();
            (0..tallies.len()).for_each(|_| sum.add(tallies[draw.below(tallies.len())]));
            sum.f1()
        })
        .collect();
    scores.sort_by(f64::total_cmp);
    let at = |share: f64| scores[(share * resamplings as f64) as usize];
    Some((at(0.025), at(0.975)))
}

/// The splitmix64 generator, here because a seeded draw must stay the same for good.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        ((u128::from(mixed) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(hits: &[usize]) -> Vec<Counts> {
        let counts = |&hit| {
            let mut counts = Counts::default();
            counts.row(Measure::Event, Tally { hit, gold: 10, found: 10 });
            counts
        };
        hits.iter().map(counts).collect()
    }

    #[test]
    fn equal_documents_leave_no_doubt() {
        assert_eq!(interval(&documents(&[5, 5, 5]), Measure::Event, 100), Some((0.5, 0.5)));
    }

    #[test]
    fn the_interval_holds_the_figure_and_stays_the_same() {
        let documents = documents(&[0, 2, 4, 6, 8, 10]);
        let (low, high) = interval(&documents, Measure::Event, 1000).unwrap();
        assert!(0.15 < low && low < 0.4 && 0.6 < high && high < 0.85, "{low} {high}");
        assert_eq!(interval(&documents, Measure::Event, 1000), Some((low, high)));
    }

    #[test]
    fn nothing_gives_no_interval() {
        assert_eq!(interval(&[], Measure::Event, 100), None);
        assert_eq!(interval(&documents(&[1]), Measure::Event, 0), None);
    }
}
