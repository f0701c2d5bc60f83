//! What is found, the latest first, and no more of it than is asked for.

use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::rows::{all, first};

/// So many are looked at for one answer; where more would have to be, the answer is cut, and says so.
pub const MOST_LOOKED_AT: usize = 10_000;

/// So many are taken from a table at once.
const AT_ONCE: i64 = 250;

/// A day and a key: where something stands in the order of time.
pub type Spot = (String, i64);

/// Where a page ended, so that the next can go on there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cursor {
    /// After so many, in lists that are ordered by how well things fit.
    After(usize),
    /// Before this day and key, in lists that begin with the latest.
    Before(String, i64),
}

/// The farthest that counted pages go.
const FARTHEST: usize = 100_000;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::After(n) => write!(f, "after-{n}"),
            Self::Before(day, key) => write!(f, "before-{key}-{day}"),
        }
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || {
            Error::Unknown(
                "the cursor is none of ours; take the \"next\" of the page before, or ask for fewer days".into(),
            )
        };
        if let Some(n) = text.strip_prefix("after-") {
            let n = n.parse().ok().filter(|n| *n <= FARTHEST && text.len() < 20);
            return n.map(Self::After).ok_or_else(wrong);
        }
        let (key, day) = text.strip_prefix("before-").and_then(|rest| rest.split_once('-')).ok_or_else(wrong)?;
        let is_day = day.len() <= 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let key = key.parse().ok().filter(|key: &i64| is_day && *key >= 0);
        key.map(|key| Self::Before(day.to_owned(), key)).ok_or_else(wrong)
    }
}

/// A table's rows in the order of time: a question for (day, key) before ?1 and ?2, not before day ?3, ?4 at most.
pub struct Source {
    sql: String,
    rest: Vec<Value>,
    ahead: VecDeque<Spot>,
    before: Spot,
    has_ended: bool,
}

impl Source {
    /// What `condition` holds for; its values begin with ?5.
    pub fn new(table: &str, day: &str, key: &str, condition: &str, rest: Vec<Value>) -> Self {
        // The first bound says what the second holds as well: it is by this that an index of an expression is used.
        let sql = format!(
            "SELECT {day}, {key} FROM {table} WHERE {condition} AND {day} <= ?1 AND ({day}, {key}) < (?1, ?2) AND {day} >= ?3
            ORDER BY {day} DESC, {key} DESC LIMIT ?4"
        );
        Self { sql, rest, ahead: VecDeque::new(), before: Spot::default(), has_ended: false }
    }

    /// What has been gathered already.
    pub fn few(mut spots: Vec<Spot>) -> Self {
        spots.sort_unstable_by(|a, b| b.cmp(a));
        spots.dedup();
        Self { sql: String::new(), rest: Vec::new(), ahead: spots.into(), before: Spot::default(), has_ended: true }
    }

    fn fill(&mut self, db: &Connection, from: &str) -> Result<(), Error> {
        while self.ahead.is_empty() && !self.has_ended {
            let (day, key) = &self.before;
            let mut values: Vec<&dyn ToSql> = vec![day, key, &from, &AT_ONCE];
            values.extend(self.rest.iter().map(|value| value as &dyn ToSql));
            let rows = all(db, &self.sql, &values, |row| Ok((row.get(0)?, row.get(1)?)))?;
            self.has_ended = (rows.len() as i64) < AT_ONCE;
            self.ahead.extend(rows);
            self.ahead.make_contiguous();
            if let Some(last) = self.ahead.back() {
                self.before = last.clone();
            }
        }
        Ok(())
    }
}

/// Several sources as one, each thing once, and only what stands a check.
pub struct Stream<'a> {
    db: &'a Connection,
    sources: Vec<Source>,
    check: Option<(String, Vec<Value>)>,
    /// As much of the check as the sources do not see to.
    left: Option<(String, Vec<Value>)>,
    from: String,
    last: Spot,
    n_looked_at: usize,
    /// Whether it was broken off before its end.
    pub is_cut: bool,
}

impl<'a> Stream<'a> {
    /// From the one day to the other. `check` is a question that gives a row for each key, its ?1, that fits.
    pub fn new(
        db: &'a Connection,
        mut sources: Vec<Source>,
        check: Option<(String, Vec<Value>)>,
        (from, to): (Option<&str>, Option<&str>),
        before: Option<&Cursor>,
    ) -> Self {
        let end = to.map_or_else(|| "~".to_owned(), str::to_owned);
        let last = match before {
            Some(Cursor::Before(day, key)) if *day <= end => (day.clone(), *key),
            _ => (end, i64::MAX),
        };
        // With an end alone, what has no day is out.
        let from = from.unwrap_or(if to.is_some() { "0" } else { "" }).to_owned();
        for source in &mut sources {
            source.before = last.clone();
            source.ahead.retain(|spot| *spot < last && spot.0 >= from);
        }
        let left = check.clone();
        Self { db, sources, check, left, from, last, n_looked_at: 0, is_cut: false }
    }

    /// The same, where all that the sources give stands the check but for this part of it.
    pub fn with_left(self, left: Option<(String, Vec<Value>)>) -> Self {
        Self { left, ..self }
    }

    /// The next that fits.
    pub fn next(&mut self) -> Result<Option<i64>, Error> {
        loop {
            for source in &mut self.sources {
                source.fill(self.db, &self.from)?;
            }
            let Some(next) = self.sources.iter().filter_map(|source| source.ahead.front()).max().cloned() else {
                return Ok(None);
            };
            if self.n_looked_at == MOST_LOOKED_AT {
                self.is_cut = true;
                return Ok(None);
            }
            self.n_looked_at += 1;
            for source in &mut self.sources {
                while source.ahead.front() == Some(&next) {
                    source.ahead.pop_front();
                }
            }
            self.last = next;
            if self.stands(&self.left, self.last.1)? {
                return Ok(Some(self.last.1));
            }
        }
    }

    /// Whether something, days apart, is among what fits.
    pub fn holds(&self, key: i64) -> Result<bool, Error> {
        self.stands(&self.check, key)
    }

    fn stands(&self, check: &Option<(String, Vec<Value>)>, key: i64) -> Result<bool, Error> {
        let Some((sql, rest)) = check else { return Ok(true) };
        let mut values: Vec<&dyn ToSql> = vec![&key];
        values.extend(rest.iter().map(|value| value as &dyn ToSql));
        Ok(first(self.db, sql, &values, |_| Ok(()))?.is_some())
    }

    /// Where it stands: what comes next is before that.
    pub fn cursor(&self) -> Cursor {
        Cursor::Before(self.last.0.clone(), self.last.1)
    }

    /// So many after the first `skipped`, and where to go on; nowhere where these are all.
    pub fn page(&mut self, skipped: usize, limit: usize) -> Result<(Vec<i64>, Option<Cursor>), Error> {
        let mut keys = Vec::new();
        for _ in 0..skipped {
            if self.next()?.is_none() {
                break;
            }
        }
        while keys.len() < limit {
            let Some(key) = self.next()? else { break };
            keys.push(key);
        }
        let here = self.cursor();
        // Whether there is one more; where that is not known, there may be.
        let goes_on = self.next()?.is_some();
        let has_more = goes_on || self.is_cut;
        Ok((keys, has_more.then_some(here)))
    }
}
