//! Reports out of the archive, with all that rests on them; and reports read anew.

use std::collections::BTreeSet;

use record::{Event, Record};
use rusqlite::Connection;
use serde::Serialize;

use crate::add::{Run, note, started, write_as};
use crate::change::Change;
use crate::parts::{Keys, Parts};
use crate::rows::{all, first, run};
use crate::telling::Teller;
use crate::{Archive, Error, ReportRef, happenings, origins, parties, seals};

/// What went with a withdrawn report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retracted {
    /// The report.
    pub report: ReportRef,
    /// How many events it told.
    pub n_events: usize,
    /// How many statements.
    pub n_statements: usize,
    /// Happenings that nothing else tells of, and that are gone.
    pub happenings_gone: Vec<String>,
    /// Happenings that other reports still tell of.
    pub happenings_left: Vec<String>,
    /// Events of other reports that had been joined to one of its own, and now stand in another happening.
    pub events_moved: Vec<String>,
}

/// What another reading of a report changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reread {
    /// The report.
    pub report: ReportRef,
    /// Events that are read no more.
    pub events_gone: Vec<String>,
    /// Events that were not read before.
    pub events_new: Vec<String>,
    /// Events of which something else is read, and what: `factuality: happened → denied`.
    pub events_changed: Vec<(String, Vec<String>)>,
    /// How many statements are read no more.
    pub n_statements_gone: usize,
    /// How many were not read before.
    pub n_statements_new: usize,
}

impl Archive {
    /// Withdraws a report, by its id or the beginning of it: it goes with all that rests on it, and is not taken in again.
    pub fn retract(&mut self, id: &str, reason: Option<&str>, at: &str) -> Result<Retracted, Error> {
        let Some(key) = self.key_of("reports", id)? else {
            return Err(Error::Unknown(format!("the archive has no report with the id \"{id}\"")));
        };
        self.without_foreign_keys(|change| {
            let report = Teller::of(change).report(key)?;
            let story = story_of(change, key)?;
            let sql = "DELETE FROM decisions WHERE one IN (SELECT id FROM events WHERE report = ?1)
                OR other IN (SELECT id FROM events WHERE report = ?1)";
            run(change, sql, &[&key])?;
            let went = remove(change, key)?;
            origins::rebuild(change, story)?;
            let in_run = started(change, "retract", &report.id, at)?;
            let sql = "INSERT OR REPLACE INTO retractions VALUES (?1, ?2, ?3, x'')";
            run(change, sql, &[&report.id, &reason, &in_run])?;
            seals::RETRACTIONS.seal(change, &[&report.id])?;
            note(change, in_run, 1)?;
            let events_moved = place_again(change, &went.leaning)?;
            parties::tidy(change, &went.parties)?;
            let (happenings_gone, happenings_left) = happenings::tidy(change, &went.happenings)?;
            let (n_events, n_statements) = (went.n_events, went.n_statements);
            Ok(Retracted { report, n_events, n_statements, happenings_gone, happenings_left, events_moved })
        })
    }

    /// Puts new readings of reports that are there in the place of the old ones; what users have decided stays. Gives
    /// what changed, nothing for those that are read as before.
    pub fn reread(&mut self, records: &[Record], run: &mut Run) -> Result<Vec<Reread>, Error> {
        let known = run.key;
        let result = self.without_foreign_keys(|change| {
            let mut changed = Vec::new();
            for record in records {
                changed.extend(reread_one(change, record, run)?);
            }
            if let Some(key) = run.key.filter(|_| !changed.is_empty()) {
                note(change, key, changed.len())?;
            }
            Ok(changed)
        });
        if result.is_err() {
            run.key = known;
        }
        result
    }

    /// Makes a change while SQLite does not look for what rests on each row that goes: it is known here, and to look would
    /// take a walk over whole tables.
    fn without_foreign_keys<T>(&mut self, make: impl FnOnce(&Change) -> Result<T, Error>) -> Result<T, Error> {
        self.db.pragma_update(None, "foreign_keys", false)?;
        // What is withdrawn is not to be found in the file's free pages.
        self.db.pragma_update(None, "secure_delete", true)?;
        let result = self.change().and_then(|change| {
            let made = make(&change)?;
            change.commit()?;
            Ok(made)
        });
        self.db.pragma_update(None, "foreign_keys", true)?;
        result
    }
}

fn reread_one(change: &Change, record: &Record, in_run: &mut Run) -> Result<Option<Reread>, Error> {
    let sql = "SELECT key FROM reports WHERE id = ?1";
    let Some(key) = first(change, sql, &[&record.report.id], |row| row.get::<_, i64>(0))? else { return Ok(None) };
    let before = crate::reading::record_of(change, key)?;
    if before == *record {
        return Ok(None);
    }
    if let Err(reason) = crate::checks::check(record) {
        return Err(Error::Record { report: crate::add::named(&record.report), reason });
    }
    let had_text = first(change, "SELECT 1 FROM texts WHERE report = ?1 AND text IS NOT NULL", &[&key], |_| Ok(()))?;
    in_run.keep = if had_text.is_some() { crate::Keep::Text } else { crate::Keep::Spans };
    let story = story_of(change, key)?;
    let old_ids = ids_of(change, key)?;
    let went = remove(change, key)?;
    write_as(change, record, in_run, Some((key, story)))?;
    origins::rebuild(change, story)?;
    place_again(change, &went.leaning)?;
    parties::tidy(change, &went.parties)?;
    happenings::tidy(change, &went.happenings)?;
    let report = Teller::of(change).report(key)?;
    Ok(Some(difference(report, (&before, &old_ids), (record, &ids_of(change, key)?))))
}

/// The lasting ids of a report's events and statements, in the record's order.
struct Ids {
    events: Vec<String>,
    statements: BTreeSet<String>,
}

fn ids_of(db: &Connection, key: i64) -> Result<Ids, Error> {
    let events = all(db, "SELECT id FROM events WHERE report = ?1 ORDER BY key", &[&key], |row| row.get(0))?;
    let statements = all(db, "SELECT id FROM statements WHERE report = ?1", &[&key], |row| row.get(0))?;
    Ok(Ids { events, statements: statements.into_iter().collect() })
}

fn difference(report: ReportRef, before: (&Record, &Ids), after: (&Record, &Ids)) -> Reread {
    let find = |(record, ids): (&Record, &Ids), id: &str| {
        ids.events.iter().position(|known| known == id).map(|at| record.events[at].clone())
    };
    let mut reread = Reread {
        report,
        events_gone: Vec::new(),
        events_new: after.1.events.iter().filter(|id| !before.1.events.contains(id)).cloned().collect(),
        events_changed: Vec::new(),
        n_statements_gone: before.1.statements.difference(&after.1.statements).count(),
        n_statements_new: after.1.statements.difference(&before.1.statements).count(),
    };
    for id in &before.1.events {
        match find(before, id).zip(find(after, id)) {
            None => reread.events_gone.push(id.clone()),
            Some((old, new)) => {
                let changes = changes(&told(before.0, &old), &told(after.0, &new));
                if !changes.is_empty() {
                    reread.events_changed.push((id.clone(), changes));
                }
            }
        }
    }
    reread
}

/// What an event says, by name, so that two readings of it can be compared.
fn told(record: &Record, event: &Event) -> Vec<(&'static str, String)> {
    let names = |ids: &[String]| {
        let named = ids.iter().filter_map(|id| record.actors.iter().find(|actor| actor.id == *id));
        named.map(|actor| format!("{} ({} {})", actor.name, actor.country, actor.sector)).collect::<Vec<_>>().join(", ")
    };
    let place = event.place.as_ref().and_then(|id| record.places.iter().find(|place| place.id == *id));
    let figures = event.figures.iter().map(|f| format!("{} {:?}-{:?}", f.kind, f.low, f.high)).collect::<Vec<_>>();
    vec![
        ("mode", event.mode.clone().unwrap_or_default()),
        ("code", event.cameo.clone()),
        ("sources", names(&event.sources)),
        ("recipients", names(&event.recipients)),
        ("place", place.map(|place| place.name.clone()).unwrap_or_default()),
        ("date", event.date.as_ref().map(|date| date.value.clone()).unwrap_or_default()),
        ("factuality", event.factuality.to_string()),
        ("figures", figures.join(", ")),
        ("mentions", event.mentions.len().to_string()),
    ]
}

fn changes(old: &[(&str, String)], new: &[(&str, String)]) -> Vec<String> {
    let pairs = old.iter().zip(new).filter(|((_, old), (_, new))| old != new);
    let shown = |value: &str| if value.is_empty() { "nothing".to_owned() } else { value.to_owned() };
    pairs.map(|((name, old), (_, new))| format!("{name}: {} → {}", shown(old), shown(new))).collect()
}

fn story_of(db: &Connection, key: i64) -> Result<i64, Error> {
    first(db, "SELECT story FROM reports WHERE key = ?1", &[&key], |row| row.get(0))?
        .ok_or_else(|| Error::Damaged { reason: format!("report {key} has no story") })
}

/// What a removed report leaves to be tidied.
struct Went {
    n_events: usize,
    n_statements: usize,
    happenings: Vec<i64>,
    parties: Vec<i64>,
    /// Events of other reports that were joined to one of its own.
    leaning: Vec<i64>,
}

/// Takes a report's rows away, and what was made of them.
fn remove(change: &Change, key: i64) -> Result<Went, Error> {
    change.opens_story(story_of(change, key)?)?;
    let record = crate::reading::record_of(change, key)?;
    let keys = Keys::of(change, &record, key)?;
    let found = |sql: &str| all(change, sql, &[&key], |row| row.get::<_, i64>(0));
    let of_events = "(SELECT key FROM events WHERE report = ?1)";
    let went = Went {
        n_events: keys.events.len(),
        n_statements: keys.statements.len(),
        happenings: found(&format!("SELECT DISTINCT happening FROM clusters WHERE event IN {of_events}"))?,
        parties: keys.actors.values().flat_map(|(_, parties)| parties.clone()).collect(),
        leaning: found(&format!(
            "SELECT event FROM clusters WHERE joined_to IN {of_events} AND event NOT IN {of_events} ORDER BY event"
        ))?,
    };
    went.happenings.iter().try_for_each(|&happening| change.opens(happening))?;
    let parts = Parts::of(&record, &keys);
    change.count_gone(&record, &keys, &parts);
    parts.remove(change)?;
    keys.events.iter().try_for_each(|(event, _)| happenings::forget(change, *event))?;
    for &event in &went.leaning {
        run(change, "UPDATE clusters SET joined_to = NULL WHERE event = ?1", &[&event])?;
        seals::CLUSTERS.seal(change, &[&event])?;
    }
    run(change, &format!("DELETE FROM clusters WHERE event IN {of_events}"), &[&key])?;
    for fingerprint in origins::fingerprints_of(change, key)? {
        run(change, "DELETE FROM fingerprints WHERE fingerprint = ?1 AND report = ?2", &[&fingerprint, &key])?;
    }
    let text = first(change, "SELECT text FROM texts WHERE report = ?1", &[&key], |row| row.get(0))?;
    let text: Option<String> = text.flatten();
    run(change, "INSERT INTO words (words, rowid, text) VALUES ('delete', ?1, ?2)", &[&key, &text])?;
    // What rests on something goes before it: rows of events before events, the report last.
    let nested = |(_, _, within, _): &&(&str, &str, &str, &str)| *within != "?1";
    let direct = |row: &&(&str, &str, &str, &str)| !nested(row);
    for (table, column, within, _) in
        seals::RESTING.iter().filter(nested).chain(seals::RESTING.iter().rev().filter(direct))
    {
        run(change, &format!("DELETE FROM {table} WHERE {column} IN {}", in_list(within)), &[&key])?;
    }
    run(change, "DELETE FROM seals WHERE report = ?1", &[&key])?;
    Ok(went)
}

/// `?1` or a question in brackets, as a list.
fn in_list(within: &str) -> String {
    if within.starts_with('(') { within.to_owned() } else { format!("({within})") }
}

/// Looks anew for the happening of events whose likeness to a removed one was why they had theirs; gives those that moved.
fn place_again(change: &Change, events: &[i64]) -> Result<Vec<String>, Error> {
    let mut moved = Vec::new();
    for &event in events {
        if happenings::place_again(change, event)? {
            let id = first(change, "SELECT id FROM events WHERE key = ?1", &[&event], |row| row.get::<_, String>(0))?;
            moved.extend(id);
        }
    }
    Ok(moved)
}
