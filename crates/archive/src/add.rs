//! Records into the archive.

use record::{Record, Report};

use crate::change::Change;
use crate::checks::check;
use crate::parts::Parts;
use crate::rows::{first, insert, number, run};
use crate::writing::{Frame, Writer};
use crate::{Archive, Error, happenings, origins, seals};

/// Whether the words of reports are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Keep {
    /// The text, so that answers show the words and search finds them.
    #[default]
    Text,
    /// Spans and names alone.
    Spans,
}

/// One call of `dateline add`, or another change that reports come in by. Its row is made with its first report.
#[derive(Clone, Debug)]
pub struct Run {
    /// "add", "reread" and so on.
    pub did: String,
    /// What it was given.
    pub what: String,
    /// When, as RFC 3339 has it; the archive has no clock of its own.
    pub at: String,
    /// Whether the words are kept.
    pub keep: Keep,
    pub(crate) key: Option<i64>,
}

impl Run {
    /// A run that has not changed anything yet.
    pub fn new(did: &str, what: &str, at: &str, keep: Keep) -> Self {
        Self { did: did.to_owned(), what: what.to_owned(), at: at.to_owned(), keep, key: None }
    }
}

/// What became of the records of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// How many reports are new.
    pub n_added: usize,
    /// How many the archive had before.
    pub n_known: usize,
    /// How many were withdrawn earlier, so that they stay out.
    pub n_retracted: usize,
    /// Records that cannot be taken in, and why.
    pub refused: Vec<String>,
}

impl Archive {
    /// Adds records, all that can be taken in or none: whatever stops the program, no report is there in part.
    /// A report that is there already is left as it is.
    pub fn add(&mut self, records: &[Record], run: &mut Run) -> Result<Added, Error> {
        let mut added = Added::default();
        let known = run.key;
        let result = self.change().and_then(|change| {
            for record in records {
                add_one(&change, record, run, &mut added)?;
            }
            if let Some(key) = run.key.filter(|_| added.n_added > 0) {
                note(&change, key, added.n_added)?;
            }
            change.commit()
        });
        if result.is_err() {
            run.key = known;
        }
        result.map(|()| added)
    }

    /// Whether the archive has a report, by its id.
    pub fn known(&self, report: &str) -> Result<Known, Error> {
        standing_of(&self.db, report)
    }
}

/// Whether an archive has a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It never had it.
    New,
    /// It has it.
    There,
    /// It had it, and it was withdrawn.
    Retracted,
}

fn standing_of(db: &rusqlite::Connection, report: &str) -> Result<Known, Error> {
    if first(db, "SELECT 1 FROM reports WHERE id = ?1", &[&report], |_| Ok(()))?.is_some() {
        return Ok(Known::There);
    }
    let retracted = first(db, "SELECT 1 FROM retractions WHERE report = ?1", &[&report], |_| Ok(()))?.is_some();
    Ok(if retracted { Known::Retracted } else { Known::New })
}

fn add_one(change: &Change, record: &Record, run: &mut Run, added: &mut Added) -> Result<(), Error> {
    match standing_of(change, &record.report.id)? {
        Known::There => added.n_known += 1,
        Known::Retracted => added.n_retracted += 1,
        Known::New => match check(record) {
            Err(reason) => {
                let report = named(&record.report);
                added.refused.push(Error::Record { report, reason }.to_string());
            }
            Ok(()) => {
                write_as(change, record, run, None)?;
                added.n_added += 1;
            }
        },
    }
    Ok(())
}

/// Writes a record that is in order; `place` is the key and story that its report had before.
pub(crate) fn write_as(
    change: &Change,
    record: &Record,
    run: &mut Run,
    place: Option<(i64, i64)>,
) -> Result<(), Error> {
    let in_run = match run.key {
        Some(key) => key,
        None => *run.key.insert(started(change, &run.did, &run.what, &run.at)?),
    };
    let trace = intake::once::trace(&record.report);
    let story = match place {
        Some((_, story)) => story,
        None => origins::story_of(change, &record.report, &trace)?,
    };
    let frame = Frame { keep: run.keep, run: in_run, story, key: place.map(|(key, _)| key) };
    let writer = Writer::write(change, record, &frame)?;
    let keys = writer.keys();
    let parts = Parts::of(record, &keys);
    parts.keep(change)?;
    change.count_new(writer.report, record, &keys, &parts);
    origins::keep_trace(change, writer.report, &trace)?;
    if place.is_none() {
        origins::take_claim(change, writer.report, story, &record.report, trace.claim)?;
    }
    happenings::place_all(change, record, &writer)?;
    seals::seal_report(change, writer.report)
}

/// A new row for a run.
pub(crate) fn started(change: &Change, did: &str, what: &str, at: &str) -> Result<i64, Error> {
    let sql = "INSERT INTO runs (did, what, at, n_reports, seal) VALUES (?1, ?2, ?3, 0, x'')";
    let key = insert(change, sql, &[&did, &what, &at])?;
    seals::RUNS.seal(change, &[&key])?;
    Ok(key)
}

/// Notes that a run has changed so many more reports.
pub(crate) fn note(change: &Change, key: i64, n_reports: usize) -> Result<(), Error> {
    run(change, "UPDATE runs SET n_reports = n_reports + ?2 WHERE key = ?1", &[&key, &number(n_reports)])?;
    seals::RUNS.seal(change, &[&key])
}

/// A report as messages call it.
pub(crate) fn named(report: &Report) -> String {
    let short: String = report.id.chars().take(12).collect();
    format!("{} ({short})", report.source)
}
