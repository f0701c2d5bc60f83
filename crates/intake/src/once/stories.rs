//! Whose text each story is, by all the reports that told it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use record::{OriginBasis, Report};

use super::credit::{Claim, Rank, house};

/// The book of stories.
#[derive(Default)]
pub(crate) struct Stories {
    names: Names,
    /// How many stories there are.
    n_stories: u32,
    n_reports: u32,
    /// What reports of a story claim: story, weight of the claim, name.
    claims: BTreeMap<(u32, Rank, u32), Tally>,
    /// Stories that somebody has from agencies whom nobody names, so that they are no outlet's own.
    foreign: BTreeSet<u32>,
    /// Names that have stood in a dateline, as agencies' do.
    agencies: BTreeSet<u32>,
}

/// How often a claim was made, and by whom first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Tally {
    n_reports: u32,
    /// The day of the earliest report that claims it, the unknown last, and which report that is.
    first: (u32, u32),
}

impl Stories {
    /// A new story.
    pub fn open(&mut self) -> u32 {
        self.n_stories += 1;
        self.n_stories - 1
    }

    /// Takes what may be an agency's name for one where others have signed with it.
    pub fn settle(&self, claim: &mut Claim) {
        let is_agency = |name: &str| self.names.known(name).is_some_and(|name| self.agencies.contains(&name));
        let perhaps = std::mem::take(&mut claim.perhaps).into_iter().find(|origin| is_agency(&origin.name));
        if let Some(origin) = perhaps.filter(|_| claim.rank > Rank::Signed) {
            (claim.origin, claim.rank) = (Some(origin), Rank::Signed);
        }
    }

    /// Notes what a report of this story says of its origin.
    pub fn tell(&mut self, story: u32, claim: &Claim, report: &Report) {
        let first = (day(report.published.as_deref()), self.n_reports);
        self.n_reports += 1;
        if claim.is_foreign {
            self.foreign.insert(story);
        }
        let Some(origin) = &claim.origin else { return };
        let name = self.names.number(&origin.name);
        if origin.basis == OriginBasis::Dateline {
            self.agencies.insert(name);
        }
        let tally = self.claims.entry((story, claim.rank, name)).or_insert(Tally { n_reports: 0, first });
        tally.n_reports += 1;
        tally.first = tally.first.min(first);
    }

    /// Whose text the story is: whom the heaviest claims name; of several, whom most name, and then whom the earliest.
    ///
    /// Where outlets have no more to say than that they printed it, it is the first one's.
    pub fn origin(&self, story: u32) -> Option<&str> {
        let (&(_, rank, _), _) = self.of(story).next()?;
        if rank >= Rank::OwnByline && self.foreign.contains(&story) {
            return None;
        }
        let weight = |tally: &Tally| if rank < Rank::OwnByline { tally.n_reports } else { 0 };
        let claims = self.of(story).take_while(|((_, other, _), _)| *other == rank);
        let ((_, _, name), _) = claims.min_by_key(|(_, tally)| (u32::MAX - weight(tally), tally.first))?;
        Some(self.names.of(*name))
    }

    /// Whether other agencies signed the story, and this one did not.
    pub fn is_anothers(&self, story: u32, signer: &str) -> bool {
        let signer = self.names.known(signer);
        let mut signers = self.of(story).take_while(|((_, rank, _), _)| *rank == Rank::Signed).peekable();
        signers.peek().is_some() && signers.all(|((_, _, name), _)| Some(*name) != signer)
    }

    fn of(&self, story: u32) -> impl Iterator<Item = (&(u32, Rank, u32), &Tally)> {
        self.claims.range((story, Rank::Signed, 0)..=(story, Rank::Published, u32::MAX))
    }
}

/// Names of outlets, each with a number. What writes one name in two ways has one number and its first name.
#[derive(Default)]
struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    fn number(&mut self, name: &str) -> u32 {
        let next = self.names.len() as u32;
        let number = *self.numbers.entry(house(name)).or_insert(next);
        if number == next {
            self.names.push(name.to_owned());
        }
        number
    }

    fn known(&self, name: &str) -> Option<u32> {
        self.numbers.get(&house(name)).copied()
    }

    fn of(&self, number: u32) -> &str {
        &self.names[number as usize]
    }
}

/// A day as a number that grows with time; the greatest where it is not known.
fn day(published: Option<&str>) -> u32 {
    let digits: String = published.unwrap_or_default().chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u32::MAX)
}
