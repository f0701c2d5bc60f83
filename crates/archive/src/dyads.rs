//! Which two parties an event or a statement brings together.

use std::collections::BTreeSet;

use record::{Event, Record, Statement};
use rusqlite::Connection;

use crate::Error;
use crate::rows::run;
use crate::writing::Writer;

/// The most parties of one side that are paired: a list of fifty signatories makes no fifty relations.
const MOST: usize = 12;

/// One party's part in something.
type Part = (i64, &'static str);

/// The pairs of an event: who does it with whom it is done to, and those who do it together.
pub fn of_event(db: &Connection, event: &Event, day: &str, writer: &Writer, key: i64) -> Result<(), Error> {
    let side = |ids: &[String], part| parts(writer, ids.iter().map(String::as_str), part);
    let (sources, recipients) = (side(&event.sources, "source"), side(&event.recipients, "recipient"));
    let mut pairs = BTreeSet::new();
    for one in sources.iter().chain(&recipients).flatten() {
        pairs.insert((one.0, one.0, one.1));
    }
    for (at, source) in sources.iter().enumerate() {
        let together = sources.iter().skip(at + 1);
        recipients.iter().chain(together).for_each(|other| across(source, other, &mut pairs));
    }
    write(db, &pairs, false, day, key, writer.report)
}

/// The pairs of a statement: who says it, whom it speaks of, and to whom it is said.
pub fn of_statement(
    db: &Connection,
    record: &Record,
    statement: &Statement,
    writer: &Writer,
    key: i64,
) -> Result<(), Error> {
    let speaker = statement.speaker.as_deref();
    let subjects = record.actors.iter().filter(|actor| {
        let inside = |mention: &record::Span| statement.content.iter().any(|piece| piece.holds(*mention));
        actor.mentions.iter().any(inside)
    });
    let mut all = parts(writer, speaker.into_iter(), "speaker");
    all.extend(parts(writer, subjects.map(|actor| actor.id.as_str()), "subject"));
    all.extend(parts(writer, statement.addressee.as_deref().into_iter(), "addressee"));
    let mut pairs = BTreeSet::new();
    for (at, one) in all.iter().enumerate() {
        pairs.extend(one.iter().map(|&(party, part)| (party, party, part)));
        all.iter().skip(at + 1).for_each(|other| across(one, other, &mut pairs));
    }
    let day = record.report.published.as_deref().unwrap_or_default();
    write(db, &pairs, true, day, key, writer.report)
}

/// Each actor's parties.
fn parts<'a>(writer: &Writer, ids: impl Iterator<Item = &'a str>, part: &'static str) -> Vec<Vec<Part>> {
    ids.filter_map(|id| writer.actors.get(id))
        .take(MOST)
        .map(|(_, parties)| parties.iter().map(|&party| (party, part)).collect())
        .collect()
}

fn across(one: &[Part], other: &[Part], pairs: &mut BTreeSet<(i64, i64, &'static str)>) {
    for &(left, left_part) in one {
        for &(right, right_part) in other.iter().filter(|&&(right, _)| right != left) {
            pairs.insert((left, right, left_part));
            pairs.insert((right, left, right_part));
        }
    }
}

fn write(
    db: &Connection,
    pairs: &BTreeSet<(i64, i64, &'static str)>,
    is_statement: bool,
    day: &str,
    owner: i64,
    report: i64,
) -> Result<(), Error> {
    for (one, other, part) in pairs {
        let sql = "INSERT INTO dyads VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        run(db, sql, &[one, other, &is_statement, &day, &owner, part, &report])?;
    }
    Ok(())
}
