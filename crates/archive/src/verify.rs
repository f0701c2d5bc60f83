//! Whether the archive is as dateline wrote it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use serde::Serialize;

use crate::ledger::Ledger;
use crate::parts::{Keys, Parts};
use crate::rows::{all, first};
use crate::tellings::Telling;
use crate::{Archive, Error, checks, happenings, origins, parties, reading, relation_counts, schema, seals};

/// What a check of the archive found.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Verified {
    /// How many reports were checked.
    pub n_reports: usize,
    /// What is not as it was written, in words; nothing where all is well.
    pub faults: Vec<String>,
}

/// So many faults are told.
const MOST: usize = 1_000;

impl Archive {
    /// Checks every hash and span against the text, every table against the others, and the file itself.
    pub fn verify(&self) -> Result<Verified, Error> {
        let db = &self.db;
        let mut verified = Verified::default();
        let faults = &mut verified.faults;
        faults.extend(told("the tables", tables_differ(db)));
        faults.extend(told("the file", integrity(db)));
        faults.extend(told("the index of words", words_differ(db)));
        for table in seals::SEALED {
            faults.extend(told(table.name, table.broken(db)));
        }
        faults.extend(told("the tables", strays(db)));
        let reports = all(db, "SELECT key, id FROM reports ORDER BY key", &[], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        });
        match reports {
            Err(error) => faults.push(format!("reports: {error}")),
            Ok(reports) => {
                verified.n_reports = reports.len();
                let mut made = Made::default();
                for (key, id) in reports {
                    faults.extend(told(&format!("report {id}"), of_report(db, key, &mut made)));
                    if faults.len() > MOST {
                        break;
                    }
                }
                faults.extend(told("fingerprints", fingerprints_differ(db)));
                faults.extend(told("what is counted", made.differ(db)));
                faults.extend(told("relations", relation_counts::differ(self)));
                faults.extend(told("names", names_differ(db)));
            }
        }
        verified.faults.truncate(MOST);
        Ok(verified)
    }
}

/// The faults that a check found; that it could not be made is one.
fn told(what: &str, found: Result<Vec<String>, Error>) -> Vec<String> {
    match found {
        Ok(faults) => faults.into_iter().map(|fault| format!("{what}: {fault}")).collect(),
        Err(error) => vec![format!("{what}: {error}")],
    }
}

/// Tables, indexes and views that are not those of the schema.
fn tables_differ(db: &Connection) -> Result<Vec<String>, Error> {
    let defined = |db: &Connection| -> Result<BTreeMap<String, Option<String>>, Error> {
        let sql = "SELECT type || ' ' || name || ' on ' || tbl_name, sql FROM sqlite_schema";
        Ok(all(db, sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
    };
    let fresh = schema::fresh()?;
    let (found, expected) = (defined(db)?, defined(&fresh)?);
    let names: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
    let differ = names.into_iter().filter(|name| found.get(*name) != expected.get(*name));
    Ok(differ.map(|name| format!("{name} is not as dateline made it")).collect())
}

fn integrity(db: &Connection) -> Result<Vec<String>, Error> {
    let mut faults = all(db, "PRAGMA integrity_check(20)", &[], |row| row.get::<_, String>(0))?;
    faults.retain(|fault| fault != "ok");
    let foreign = all(db, "PRAGMA foreign_key_check", &[], |row| row.get::<_, String>(0))?;
    faults.extend(foreign.into_iter().take(20).map(|table| format!("a row of {table} rests on one that is not there")));
    Ok(faults)
}

/// The index of words against the texts.
fn words_differ(db: &Connection) -> Result<Vec<String>, Error> {
    match db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", []) {
        Ok(_) => Ok(Vec::new()),
        Err(error) => Ok(vec![format!("it is not that of the texts ({error})")]),
    }
}

/// Rows that something else must have, and that nothing has.
fn strays(db: &Connection) -> Result<Vec<String>, Error> {
    let questions = [
        ("reports without a text", "SELECT count(*) FROM reports WHERE key NOT IN (SELECT report FROM texts)"),
        ("reports without a trace", "SELECT count(*) FROM reports WHERE key NOT IN (SELECT report FROM traces)"),
        ("reports without a seal", "SELECT count(*) FROM reports WHERE key NOT IN (SELECT report FROM seals)"),
        ("events without a happening", "SELECT count(*) FROM events WHERE key NOT IN (SELECT event FROM clusters)"),
        (
            "happenings without an event",
            "SELECT count(*) FROM happenings WHERE key NOT IN (SELECT happening FROM clusters)",
        ),
        ("stories without a report", "SELECT count(*) FROM stories WHERE key NOT IN (SELECT story FROM reports)"),
    ];
    let mut faults = Vec::new();
    for (what, sql) in questions {
        let n: i64 = first(db, sql, &[], |row| row.get(0))?.unwrap_or(0);
        if n > 0 {
            faults.push(format!("{n} {what}"));
        }
    }
    Ok(faults)
}

/// What follows from the reports, as it should be.
#[derive(Default)]
struct Made {
    n_parts: usize,
    n_dyads: usize,
    n_keys: usize,
    ledger: Ledger,
}

impl Made {
    /// Rows that nothing has, and counts that are others.
    fn differ(&mut self, db: &Connection) -> Result<Vec<String>, Error> {
        let mut faults = Vec::new();
        for (table, expected) in [("parts", self.n_parts), ("dyads", self.n_dyads), ("event_keys", self.n_keys)] {
            let n: usize = first(db, &format!("SELECT count(*) FROM {table}"), &[], |row| row.get(0))?.unwrap_or(0);
            if n != expected {
                faults.push(format!("{table}: there are {n} rows, and should be {expected}"));
            }
        }
        let mut kept = Telling::kept(db)?;
        for key in all(db, "SELECT key FROM happenings", &[], |row| row.get::<_, i64>(0))? {
            if self.ledger.happening(db, key, 1)? != kept.remove(&key) {
                faults.push(format!("tellings does not count what is told of happening {key}"));
            }
        }
        if !kept.is_empty() {
            faults.push("tellings counts happenings that are not there".to_owned());
        }
        faults.extend(self.ledger.differ(db)?);
        Ok(faults)
    }
}

fn of_report(db: &Connection, key: i64, made: &mut Made) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    if !seals::holds(db, key)? {
        faults.push("what is kept of it was changed".to_owned());
    }
    let n_points: usize =
        first(db, "SELECT n_points FROM texts WHERE report = ?1", &[&key], |row| row.get(0))?.unwrap_or(0);
    let record = reading::record_of(db, key)?;
    let keys = Keys::of(db, &record, key)?;
    let parts = Parts::of(&record, &keys);
    if parts.n_kept(db)? != (parts.parts.len(), parts.dyads.len()) {
        faults.push("some of its parts or dyads are missing".to_owned());
    }
    made.n_parts += parts.parts.len();
    made.n_dyads += parts.dyads.len();
    for (event, _) in &keys.events {
        let hashes = happenings::hashes(db, *event)?;
        made.n_keys += hashes.len();
        for hash in hashes {
            let sql = "SELECT 1 FROM event_keys WHERE hash = ?1 AND event = ?2";
            if first(db, sql, &[&hash, event], |_| Ok(()))?.is_none() {
                faults.push("an event is not to be found by what it tells".to_owned());
            }
        }
    }
    made.ledger.report(&record, &keys, &parts, 1);
    let has_text = first(db, "SELECT 1 FROM texts WHERE report = ?1 AND text IS NOT NULL", &[&key], |_| Ok(()))?;
    if has_text.is_some() {
        faults.extend(checks::check(&record).err());
        if record.report.text.len() != n_points {
            faults.push("its text has another length".to_owned());
        }
    }
    Ok(faults)
}

/// Fingerprints that are not those of the traces.
fn fingerprints_differ(db: &Connection) -> Result<Vec<String>, Error> {
    let mut faults = Vec::new();
    let mut n_expected = 0;
    for key in all(db, "SELECT report FROM traces ORDER BY report", &[], |row| row.get::<_, i64>(0))? {
        let fingerprints = origins::fingerprints_of(db, key)?;
        n_expected += fingerprints.len();
        for fingerprint in fingerprints {
            let sql = "SELECT 1 FROM fingerprints WHERE fingerprint = ?1 AND report = ?2";
            if first(db, sql, &[&fingerprint, &key], |_| Ok(()))?.is_none() {
                faults.push(format!("one of report {key} is missing"));
            }
        }
    }
    let n_found: usize = first(db, "SELECT count(*) FROM fingerprints", &[], |row| row.get(0))?.unwrap_or(0);
    if n_found != n_expected {
        faults.push(format!("there are {n_found}, and should be {n_expected}"));
    }
    Ok(faults)
}

/// Names of parties that are not those of the actors.
fn names_differ(db: &Connection) -> Result<Vec<String>, Error> {
    let pair = |row: &rusqlite::Row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    let actors = all(db, "SELECT DISTINCT name, party FROM actors", &[], pair)?;
    let expected: BTreeSet<(String, i64)> =
        actors.into_iter().map(|(name, party)| (parties::folded(&name), party)).collect();
    let found: BTreeSet<(String, i64)> =
        all(db, "SELECT name, party FROM party_names", &[], pair)?.into_iter().collect();
    let sql = "SELECT tail, name, party FROM name_tails";
    let tails: BTreeSet<(String, String, i64)> =
        all(db, sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.into_iter().collect();
    let of = |(name, party): &(String, i64)| {
        parties::tails(name).map(|tail| (tail.to_owned(), name.clone(), *party)).collect::<Vec<_>>()
    };
    let differ = expected.symmetric_difference(&found);
    let mut faults: Vec<String> = differ.map(|(name, _)| format!("\"{name}\" is no actor's, or is missing")).collect();
    if tails != expected.iter().flat_map(of).collect() {
        faults.push("the words of names are not those of the names".to_owned());
    }
    Ok(faults)
}
