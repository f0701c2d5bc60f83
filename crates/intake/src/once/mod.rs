//! Counts once what is printed many times.
//!
//! [`Once`] takes reports as they come, one after the other, and says of each whether an earlier one has the same text or
//! most of it: a reprint under another title, cut or with paragraphs added, an update. It also keeps book of whose text
//! each story is, so that forty reprints of an agency's report are one source.
//!
//! A text is looked up by a few fingerprints and then compared with what was found in full, so that chance and shared
//! phrases join nothing. Stories that were made from one template have the same words around other names and numbers,
//! which is what tells them from copies. Memory grows with the number of reports up to a bound, past which the oldest
//! are forgotten.

mod credit;
mod overlap;
mod shelf;
mod stories;
mod trace;
mod units;

use std::io;

use record::{Origin, OriginBasis, Report};

use crate::Error;

pub use credit::origin_of;
pub use trace::{Claimed, Trace, copied, fingerprints_in, house, trace};

use overlap::{Overlap, Shingles, fingerprints, shingles};
use shelf::{Kept, Shelf};
use stories::Stories;
use units::units;

/// What was found out about one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The number of the story that it tells, from 0; copies tell one story.
    pub story: u32,
    /// The id of the first report that told this story; none for that one itself.
    pub copy_of: Option<String>,
    /// Whose text it is by its own words.
    claimed: Option<Origin>,
}

/// How much is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// At least so many reports back, copies are seen; at most twice as many are held.
    pub reports: usize,
}

impl Default for Memory {
    /// Half a million reports: more than a day of all the world's news in English. Twice that takes some 400 MB.
    fn default() -> Self {
        Self { reports: 500_000 }
    }
}

/// The reports that were seen, to know a copy when one comes.
///
/// ```
/// # fn main() -> Result<(), intake::Error> {
/// use intake::{About, once::{Memory, Once}, report_from_text};
/// let body = "KESSEL (Reuters) - The ferry Sankt Olaf ran aground off Kessel on Monday with ninety people on board. \
///     Harbour master Ilse Maren said that all of them were taken off by nightfall, and that nobody was hurt.";
/// let mut once = Once::new(Memory::default());
/// let first = once.take(&report_from_text(&format!("Ferry aground\n\n{body}"), &About::default()))?;
/// let second = once.take(&report_from_text(&format!("All saved off Kessel\n\n{body}"), &About::default()))?;
/// assert_eq!((first.story, first.copy_of), (second.story, None));
/// assert_eq!(once.origin(&second).unwrap().name, "Reuters");
/// # Ok(()) }
/// ```
pub struct Once {
    memory: Memory,
    /// What is remembered, older before newer.
    older: Shelf,
    newer: Shelf,
    stories: Stories,
}

/// So many of the nearest texts are compared in full: those that share most fingerprints come first.
const MOST_COMPARED: usize = 16;

impl Once {
    /// Remembers nothing yet.
    pub fn new(memory: Memory) -> Self {
        Self { memory, older: Shelf::new(), newer: Shelf::new(), stories: Stories::default() }
    }

    /// Takes in the next report. Fails only where the disk does.
    pub fn take(&mut self, report: &Report) -> Result<Sighting, Error> {
        self.sight(report).map_err(|cause| Error::Memory { cause })
    }

    /// Takes in the next report and writes what is known by now into it: whose copy it is, and whose text.
    ///
    /// Later reports may tell better whose text it was; [`Once::origin`] has that at the end.
    pub fn mark(&mut self, report: &mut Report) -> Result<(), Error> {
        let sighting = self.take(report)?;
        report.origin = self.origin(&sighting);
        report.copy_of = sighting.copy_of;
        Ok(())
    }

    /// Whose text a report is, by all that has been taken in: its own words, those of its copies, and who came first.
    pub fn origin(&self, sighting: &Sighting) -> Option<Origin> {
        let name = self.stories.origin(sighting.story)?;
        let is_own = |claimed: &&Origin| credit::is_same_house(&claimed.name, name);
        let overlap = || Origin { name: name.to_owned(), basis: OriginBasis::Overlap, words: None };
        Some(sighting.claimed.as_ref().filter(is_own).cloned().unwrap_or_else(overlap))
    }

    fn sight(&mut self, report: &Report) -> io::Result<Sighting> {
        let mut claim = credit::claim(report);
        self.stories.settle(&mut claim);
        let units = units(report);
        let shingles = shingles(&units);
        let mut fingerprints = fingerprints(&shingles);
        let found = self.nearest(&fingerprints, &Shingles::of(shingles), claim.signer())?;
        let (story, first) = match &found {
            Some(kept) => (kept.story, kept.first.clone()),
            None => (self.stories.open(), report.id.clone()),
        };
        self.stories.tell(story, &claim, report);
        if self.newer.len() >= self.memory.reports.max(1) {
            self.older = std::mem::replace(&mut self.newer, Shelf::new());
        }
        // What a copy shares with the texts before it is found through them.
        if found.is_some() {
            fingerprints = self.newer.unknown(&fingerprints);
        }
        self.newer.put(&Kept { story, first: first.clone(), units }, &fingerprints)?;
        Ok(Sighting { story, copy_of: found.map(|_| first), claimed: claim.origin })
    }

    /// The text that this one shares most with, among those that it is a copy of.
    fn nearest(&mut self, fingerprints: &[u32], text: &Shingles, signer: Option<&str>) -> io::Result<Option<Kept>> {
        let mut nearest: Option<((f64, f64), Kept)> = None;
        for shelf in [&mut self.newer, &mut self.older] {
            for number in shelf.candidates(fingerprints).into_iter().take(MOST_COMPARED) {
                let kept = shelf.text(number)?;
                let overlap = Overlap::between(text, &Shingles::of(shingles(&kept.units)));
                let are_rivals = signer.is_some_and(|signer| self.stories.is_anothers(kept.story, signer));
                let key = (overlap.contained, overlap.covered);
                if overlap.is_copy(are_rivals) && nearest.as_ref().is_none_or(|(best, _)| key > *best) {
                    nearest = Some((key, kept));
                }
            }
        }
        Ok(nearest.map(|(_, kept)| kept))
    }
}
