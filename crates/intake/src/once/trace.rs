//! What is kept of a report elsewhere than in memory, to know its copies by: an archive remembers longer than a run.

use record::{Origin, OriginBasis, Report};

use super::credit::{self, Claim, Rank};
use super::overlap::{Overlap, Shingles, fingerprints, shingles};
use super::units::{Unit, units};

/// What is kept of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Its words, hashed, in their order.
    pub units: Vec<u32>,
    /// What it is found again by; copies share some.
    pub fingerprints: Vec<u32>,
    /// What it says of whose text it is.
    pub claim: Claimed,
}

/// What a report's own words say of its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Whom it names.
    pub origin: Option<Origin>,
    /// What that weighs against what other copies say: 0 where an agency signs, 1 where the text is credited, 2 where
    /// somebody of the outlet's own signs, 3 where the outlet published it.
    pub rank: u8,
    /// Whether the text is said to be another's whom nobody names.
    pub is_foreign: bool,
    /// Names beside the author's that may be an agency's; they are where others have signed with them.
    pub perhaps: Vec<Origin>,
}

impl Claimed {
    /// The rank where an agency signs.
    pub const SIGNED: u8 = Rank::Signed as u8;
    /// The rank where somebody of the outlet's own signs; from here on a foreign text is not the outlet's.
    pub const OWN: u8 = Rank::OwnByline as u8;

    /// Whether the name stands in a dateline, as agencies' do.
    pub fn is_agency(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| origin.basis == OriginBasis::Dateline)
    }
}

/// What is to be kept of a report.
pub fn trace(report: &Report) -> Trace {
    let units = units(report);
    let Claim { origin, rank, is_foreign, perhaps } = credit::claim(report);
    Trace {
        fingerprints: fingerprints(&shingles(&units)),
        units: units.into_iter().map(|unit| unit.0).collect(),
        claim: Claimed { origin, rank: rank as u8, is_foreign, perhaps },
    }
}

/// Whether two reports are copies, by the units of their traces: then how near they are, more being nearer.
/// `are_rivals` where different agencies signed them.
pub fn copied(one: &[u32], other: &[u32], are_rivals: bool) -> Option<(f64, f64)> {
    let shingles = |units: &[u32]| Shingles::of(shingles(&units.iter().map(|&unit| Unit(unit)).collect::<Vec<_>>()));
    let overlap = Overlap::between(&shingles(one), &shingles(other));
    overlap.is_copy(are_rivals).then_some((overlap.contained, overlap.covered))
}

/// The fingerprints of a report with these units.
pub fn fingerprints_in(units: &[u32]) -> Vec<u32> {
    fingerprints(&shingles(&units.iter().map(|&unit| Unit(unit)).collect::<Vec<_>>()))
}

/// The form in which names of one outlet are equal: "The Herald" and "herald".
pub fn house(name: &str) -> String {
    credit::house(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{About, report_from_text};

    #[test]
    fn a_trace_tells_a_copy_from_a_story_of_one_template() {
        let body = |name: &str, n: u32| {
            format!(
                "KESSEL (Northwire) - The ferry {name} ran aground off Kessel on Monday with {n} people on board. Harbour \
                 master Ilse Maren said that all of them were taken off by nightfall, and that nobody was hurt."
            )
        };
        let of = |title: &str, body: String| trace(&report_from_text(&format!("{title}\n\n{body}"), &About::default()));
        let first = of("Ferry aground", body("Sankt Olaf", 90));
        let copy = of("All saved", body("Sankt Olaf", 90));
        let other = of("Ferry aground", body("Blue Gull", 41));
        assert!(copied(&first.units, &copy.units, false).is_some());
        assert!(copied(&first.units, &other.units, false).is_none());
        assert!(first.fingerprints.iter().any(|print| copy.fingerprints.contains(print)));
        assert_eq!(first.fingerprints, fingerprints_in(&first.units));
        assert_eq!((first.claim.rank, first.claim.is_agency()), (Claimed::SIGNED, true));
        assert_eq!(house("The Herald"), house("herald"));
    }
}
