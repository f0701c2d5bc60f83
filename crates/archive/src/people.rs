//! Who is in an archive: those who speak, those who have to do with one another, those whose names begin so.

use schemars::JsonSchema;
use serde::Serialize;

use crate::parties::folded;
use crate::rows::all;
use crate::{Archive, Error};

/// Who speaks in reports, and through whom they have it.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Speakers {
    /// Those to whom most statements are ascribed.
    pub speakers: Vec<Speaker>,
    /// How many statements speakers make whom reports do not name.
    pub n_anonymous: usize,
    /// Who passes most statements on: name, how many.
    pub via: Vec<(String, usize)>,
}

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Speaker {
    /// By which [`Archive::actor`] knows it.
    pub handle: String,
    /// What it is called.
    pub label: String,
    /// How many statements are ascribed to it.
    pub n_statements: usize,
    /// By how many reports.
    pub n_reports: usize,
}

/// Two countries that reports tell of together.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Pair {
    /// The one: handle and name.
    pub one: (String, String),
    /// The other.
    pub other: (String, String),
    /// How many events reports tell of between them.
    pub n_events: usize,
}

/// A name that begins as was asked.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Suggestion {
    /// By which [`Archive::actor`] knows it.
    pub handle: String,
    /// What it is called.
    pub label: String,
    /// The name that begins so.
    pub name: String,
}

/// How many names are gone through for suggestions; with more, the words say too little.
const LOOKED_AT: i64 = 400;

impl Archive {
    /// Who speaks most, and through whom.
    pub fn speakers(&self, limit: usize) -> Result<Speakers, Error> {
        let sql = "SELECT p.handle, p.label, c.n_said_named, c.n_reports_said FROM party_counts c
            CROSS JOIN parties p ON p.key = c.party WHERE c.n_said_named > ?2 AND p.kind <> 'country'
            ORDER BY c.n_said_named DESC, c.party LIMIT ?1";
        let who = |least: i64| {
            let sql = sql.replace("?2", &least.to_string());
            all(&self.db, &sql, &[&limit], |row| {
                Ok(Speaker {
                    handle: row.get(0)?,
                    label: row.get(1)?,
                    n_statements: row.get(2)?,
                    n_reports: row.get(3)?,
                })
            })
        };
        // Most names are said to have spoken once, and are in no index; where there are no others, there are few.
        let mut speakers = who(1)?;
        if speakers.len() < limit {
            speakers = who(0)?;
        }
        let sql = "SELECT n FROM counts WHERE what = 'anonymous'";
        let anonymous = all(&self.db, sql, &[], |row| row.get(0))?;
        let sql = "SELECT which, n FROM counts WHERE what = 'via' ORDER BY n DESC, which LIMIT ?1";
        let via = all(&self.db, sql, &[&limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Speakers { speakers, n_anonymous: anonymous.first().copied().unwrap_or(0), via })
    }

    /// Between which two countries reports tell of most events.
    pub fn pairs(&self, limit: usize) -> Result<Vec<Pair>, Error> {
        let sql = "SELECT a.handle, a.label, b.handle, b.label, d.n FROM
            (SELECT one, other, n_events AS n FROM ties ORDER BY n DESC, one, other LIMIT ?1) d
            JOIN parties a ON a.key = d.one JOIN parties b ON b.key = d.other ORDER BY d.n DESC, a.handle, b.handle";
        all(&self.db, sql, &[&limit], |row| {
            let (one, other) = ((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?));
            Ok(Pair { one, other, n_events: row.get(4)? })
        })
    }

    /// Names that begin with these letters, or a word of which does; those of which most is told come first.
    pub fn suggest(&self, begins: &str, limit: usize) -> Result<Vec<Suggestion>, Error> {
        let letters = folded(begins);
        if letters.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT p.handle, p.label, min(near.name), near.is_inside,
                coalesce((SELECT n_reports FROM party_counts WHERE party = p.key), 0) AS n FROM
            (SELECT party, name, 0 AS is_inside FROM
                (SELECT party, name FROM party_names WHERE name >= ?1 AND name < ?1 || char(1114111) LIMIT ?2)
             UNION ALL SELECT party, name, 1 FROM
                (SELECT party, name FROM name_tails WHERE tail >= ?1 AND tail < ?1 || char(1114111) LIMIT ?2)
             UNION ALL SELECT key, handle, 0 FROM parties WHERE handle = upper(?1)) near
            JOIN parties p ON p.key = near.party GROUP BY p.key ORDER BY n DESC, near.is_inside, p.handle LIMIT ?3";
        all(&self.db, sql, &[&letters, &LOOKED_AT, &limit], |row| {
            Ok(Suggestion { handle: row.get(0)?, label: row.get(1)?, name: row.get(2)? })
        })
    }
}
