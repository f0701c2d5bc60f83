//! Hashes over rows, by which a changed one is known.
//!
//! All rows that rest on a report and never change are hashed together; a row that lives on its own has its hash in its
//! column `seal`.

use rusqlite::{Connection, ToSql};

use crate::Error;
use crate::rows::{Digest, first, run};

/// A table whose rows have their own seal.
pub struct Sealed {
    /// Its name.
    pub name: &'static str,
    /// Its columns without the seal.
    pub columns: &'static str,
    /// What finds a row.
    pub key: &'static str,
}

pub const READERS: Sealed =
    Sealed { name: "readers", columns: "key, version, model, codebook, knowledge", key: "key = ?1" };
pub const RUNS: Sealed = Sealed { name: "runs", columns: "key, did, what, at, n_reports", key: "key = ?1" };
pub const ORIGINS: Sealed = Sealed { name: "origins", columns: "key, house, name, is_agency", key: "key = ?1" };
pub const STORIES: Sealed = Sealed { name: "stories", columns: "key, origin, is_foreign", key: "key = ?1" };
pub const CLAIMS: Sealed = Sealed {
    name: "claims",
    columns: "story, rank, origin, n_reports, first_day, first_report",
    key: "story = ?1 AND rank = ?2 AND origin = ?3",
};
pub const PARTIES: Sealed = Sealed { name: "parties", columns: "key, handle, kind, label", key: "key = ?1" };
pub const HAPPENINGS: Sealed = Sealed { name: "happenings", columns: "key, id, type", key: "key = ?1" };
pub const CLUSTERS: Sealed =
    Sealed { name: "clusters", columns: "event, happening, joined_to, likeness, why, by", key: "event = ?1" };
pub const DECISIONS: Sealed =
    Sealed { name: "decisions", columns: "key, one, other, is_same, reason, run", key: "key = ?1" };
pub const RETRACTIONS: Sealed = Sealed { name: "retractions", columns: "report, reason, run", key: "report = ?1" };

/// All tables whose rows have their own seal.
pub const SEALED: [&Sealed; 10] =
    [&READERS, &RUNS, &ORIGINS, &STORIES, &CLAIMS, &PARTIES, &HAPPENINGS, &CLUSTERS, &DECISIONS, &RETRACTIONS];

impl Sealed {
    /// Seals the row that these keys find.
    pub fn seal(&self, db: &Connection, keys: &[&dyn ToSql]) -> Result<(), Error> {
        let mut digest = Digest::default();
        digest.take_rows(db, &format!("SELECT {} FROM {} WHERE {}", self.columns, self.name, self.key), keys)?;
        let seal = digest.finish();
        let sql = format!("UPDATE {} SET seal = ?{} WHERE {}", self.name, keys.len() + 1, self.key);
        let mut values = keys.to_vec();
        values.push(&seal);
        run(db, &sql, &values).map(|_| ())
    }

    /// The rows whose seal does not fit them, each by its first column.
    pub fn broken(&self, db: &Connection) -> Result<Vec<String>, Error> {
        let mut query = db.prepare(&format!("SELECT seal, {} FROM {}", self.columns, self.name))?;
        let n_columns = query.column_count();
        let mut rows = query.query([])?;
        let mut broken = Vec::new();
        while let Some(row) = rows.next()? {
            let mut digest = Digest::default();
            for column in 1..n_columns {
                digest.take(row.get_ref(column)?);
            }
            if row.get_ref(0)?.as_blob().ok() != Some(&digest.finish()) {
                let key: rusqlite::types::Value = row.get(1)?;
                broken.push(format!("a row of {} ({key:?})", self.name));
            }
        }
        Ok(broken)
    }
}

const OF_EVENTS: &str = "(SELECT key FROM events WHERE report = ?1)";
const OF_ACTORS: &str = "(SELECT key FROM actors WHERE report = ?1)";
const OF_PLACES: &str = "(SELECT key FROM places WHERE report = ?1)";
const OF_STATEMENTS: &str = "(SELECT key FROM statements WHERE report = ?1)";

/// The tables whose rows rest on a report, what finds them, and their order.
pub const RESTING: [(&str, &str, &str, &str); 19] = [
    ("reports", "key", "?1", "key"),
    ("texts", "report", "?1", "report"),
    ("traces", "report", "?1", "report"),
    ("sentences", "report", "?1", "number"),
    ("actors", "report", "?1", "key"),
    ("actor_mentions", "actor", OF_ACTORS, "actor, number"),
    ("places", "report", "?1", "key"),
    ("place_mentions", "place", OF_PLACES, "place, number"),
    ("statements", "report", "?1", "key"),
    ("statement_pieces", "statement", OF_STATEMENTS, "statement, number"),
    ("statement_via", "statement", OF_STATEMENTS, "statement, number"),
    ("events", "report", "?1", "key"),
    ("event_parties", "event", OF_EVENTS, "event, role, number"),
    ("mentions", "event", OF_EVENTS, "event, number"),
    ("mention_roles", "event", OF_EVENTS, "event, mention, number"),
    ("figures", "event", OF_EVENTS, "event, number"),
    ("vouchers", "event", OF_EVENTS, "event, figure, number"),
    ("doubts", "report", "?1", "number"),
    ("profiles", "event", OF_EVENTS, "event"),
];

/// The hash of all rows that rest on a report.
pub fn digest_of_report(db: &Connection, report: i64) -> Result<Vec<u8>, Error> {
    let mut digest = Digest::default();
    for (table, column, within, order) in RESTING {
        let sql =
            format!("SELECT * FROM {table} WHERE {column} IN ({}) ORDER BY {order}", within.trim_matches(['(', ')']));
        digest.take_rows(db, &sql, &[&report])?;
        // Where one table ends and the next begins.
        digest.take(rusqlite::types::ValueRef::Text(table.as_bytes()));
    }
    Ok(digest.finish())
}

/// Seals a report.
pub fn seal_report(db: &Connection, report: i64) -> Result<(), Error> {
    let digest = digest_of_report(db, report)?;
    run(db, "INSERT OR REPLACE INTO seals VALUES (?1, ?2)", &[&report, &digest]).map(|_| ())
}

/// Whether a report's rows are as they were written.
pub fn holds(db: &Connection, report: i64) -> Result<bool, Error> {
    let kept: Option<Vec<u8>> = first(db, "SELECT digest FROM seals WHERE report = ?1", &[&report], |row| row.get(0))?;
    Ok(kept == Some(digest_of_report(db, report)?))
}
