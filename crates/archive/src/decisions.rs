//! What users decide of happenings. It comes before what the archive finds by itself, and outlives a new reading.

use serde::Serialize;

use crate::add::{note, started};
use crate::change::Change;
use crate::happenings::{self, Join};
use crate::rows::{all, first, run};
use crate::{Archive, Error, seals};

/// What a decision changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The happening that the events are in now.
    pub happening: String,
    /// The events that were moved.
    pub moved: Vec<String>,
}

/// A decision is kept for so many pairs of events at most.
const MOST_PAIRS: usize = 4_000;

/// An event of a happening.
struct Member {
    key: i64,
    id: String,
}

impl Archive {
    /// Takes events out of their happening, into one of their own.
    pub fn split(&mut self, events: &[String], reason: Option<&str>, at: &str) -> Result<Decided, Error> {
        let keys = events.iter().map(|id| self.event_key(id)).collect::<Result<Vec<_>, _>>()?;
        let change = self.change()?;
        let Some(&first_key) = keys.first() else {
            return Err(Error::Unknown("name an event to split off".to_owned()));
        };
        let from = happening_of(&change, first_key)?;
        let (moved, left): (Vec<Member>, Vec<Member>) =
            members(&change, from)?.into_iter().partition(|member| keys.contains(&member.key));
        if moved.len() < keys.len() {
            return Err(Error::Unknown("the events are not of one happening; split them one by one".to_owned()));
        }
        if left.is_empty() {
            return Err(Error::Unknown("these are all events of the happening; name fewer".to_owned()));
        }
        let in_run = started(&change, "split", &events.join(" "), at)?;
        let pairs = moved.iter().flat_map(|one| left.iter().map(move |other| (one, other))).take(MOST_PAIRS);
        for (one, other) in pairs {
            decide(&change, (&one.id, &other.id), false, reason, in_run)?;
        }
        for other in &moved[1..] {
            decide(&change, (&moved[0].id, &other.id), true, reason, in_run)?;
        }
        let kind = "SELECT type FROM events WHERE key = ?1";
        let kind: String = first(&change, kind, &[&moved[0].key], |row| row.get(0))?.unwrap_or_default();
        let to = happenings::found(&change, &moved[0].id, &kind)?;
        happenings::set(&change, moved[0].key, to, None)?;
        for other in &moved[1..] {
            happenings::set(&change, other.key, to, Some(&Join::by_user(moved[0].key)))?;
        }
        // Those that had been joined to one of these keep their happening by the user's word.
        for member in &left {
            let sql = "SELECT 1 FROM clusters c JOIN clusters j ON j.event = c.joined_to
                WHERE c.event = ?1 AND j.happening <> c.happening";
            if first(&change, sql, &[&member.key], |_| Ok(()))?.is_some() {
                let join = left.iter().find(|other| other.key != member.key).map(|other| Join::by_user(other.key));
                happenings::set(&change, member.key, from, join.as_ref())?;
            }
        }
        note(&change, in_run, moved.len())?;
        let decided =
            Decided { happening: id_of(&change, to)?, moved: moved.into_iter().map(|member| member.id).collect() };
        change.commit()?;
        Ok(decided)
    }

    /// Makes one happening of two; each is named by its id or by an event of it.
    pub fn join(&mut self, one: &str, other: &str, reason: Option<&str>, at: &str) -> Result<Decided, Error> {
        let (one_key, other_key) = (self.happening_key(one)?, self.happening_key(other)?);
        if one_key == other_key {
            return Err(Error::Unknown(format!("{one} and {other} are one happening already")));
        }
        let change = self.change()?;
        let (stay, moved) = (members(&change, one_key)?, members(&change, other_key)?);
        let Some(anchor) = stay.first() else { return Err(Error::Unknown(format!("{one} has no event"))) };
        let in_run = started(&change, "join", &format!("{one} {other}"), at)?;
        let parted = "DELETE FROM decisions WHERE NOT is_same AND (one = ?1 AND other = ?2 OR one = ?2 AND other = ?1)";
        for (one, other) in stay.iter().flat_map(|one| moved.iter().map(move |other| (one, other))).take(MOST_PAIRS) {
            run(&change, parted, &[&one.id, &other.id])?;
        }
        for member in moved.iter().take(MOST_PAIRS) {
            decide(&change, (&anchor.id, &member.id), true, reason, in_run)?;
            happenings::set(&change, member.key, one_key, Some(&Join::by_user(anchor.key)))?;
        }
        happenings::tidy(&change, &[other_key])?;
        note(&change, in_run, moved.len())?;
        let decided =
            Decided { happening: id_of(&change, one_key)?, moved: moved.into_iter().map(|member| member.id).collect() };
        change.commit()?;
        Ok(decided)
    }

    fn event_key(&self, id: &str) -> Result<i64, Error> {
        let unknown = || Error::Unknown(format!("the archive has no event with the id \"{id}\""));
        self.key_of("events", id)?.ok_or_else(unknown)
    }

    fn happening_key(&self, id: &str) -> Result<i64, Error> {
        match self.key_of("happenings", id)? {
            Some(key) => Ok(key),
            None => happening_of(&self.db, self.event_key(id)?),
        }
    }
}

fn members(db: &rusqlite::Connection, happening: i64) -> Result<Vec<Member>, Error> {
    let sql =
        "SELECT e.key, e.id FROM clusters c JOIN events e ON e.key = c.event WHERE c.happening = ?1 ORDER BY e.key";
    all(db, sql, &[&happening], |row| Ok(Member { key: row.get(0)?, id: row.get(1)? }))
}

fn happening_of(db: &rusqlite::Connection, event: i64) -> Result<i64, Error> {
    first(db, "SELECT happening FROM clusters WHERE event = ?1", &[&event], |row| row.get(0))?
        .ok_or_else(|| Error::Damaged { reason: "an event has no happening".to_owned() })
}

fn id_of(db: &rusqlite::Connection, happening: i64) -> Result<String, Error> {
    first(db, "SELECT id FROM happenings WHERE key = ?1", &[&happening], |row| row.get(0))?
        .ok_or_else(|| Error::Damaged { reason: "a happening is gone".to_owned() })
}

/// Keeps a decision; a later one of the same two takes the place of an earlier.
fn decide(
    change: &Change,
    (one, other): (&str, &str),
    is_same: bool,
    reason: Option<&str>,
    in_run: i64,
) -> Result<(), Error> {
    let (one, other) = if one < other { (one, other) } else { (other, one) };
    run(change, "DELETE FROM decisions WHERE one = ?1 AND other = ?2", &[&one, &other])?;
    let sql = "INSERT INTO decisions (one, other, is_same, reason, run, seal) VALUES (?1, ?2, ?3, ?4, ?5, x'')";
    let key = crate::rows::insert(change, sql, &[&one, &other, &is_same, &reason, &in_run])?;
    seals::DECISIONS.seal(change, &[&key])
}
