//! Who has which part in the events and statements of a report, and which countries these bring together.
//!
//! All of it follows from the record, so that it has no seal: it is made anew and compared.

use std::collections::{BTreeMap, BTreeSet};

use record::{Actor, Record};
use rusqlite::Connection;

use crate::rows::{all, first, run};
use crate::tallies::{Sort, period_of};
use crate::writing::{day_of, standing};
use crate::{By, Error, parties};

/// The most actors of one side, or of a statement, that are taken: a list of fifty signatories makes no fifty relations.
const MOST: usize = 12;

/// The keys that the rows of a record have.
pub struct Keys<'a> {
    /// Of actors, by their ids in the record; with the parties that each stands for.
    pub actors: BTreeMap<&'a str, (i64, Vec<i64>)>,
    /// Of statements, in the record's order; with their lasting ids.
    pub statements: Vec<(i64, String)>,
    /// Of events, in the record's order; with their lasting ids.
    pub events: Vec<(i64, String)>,
}

/// Two countries, whether the owner is a statement, day, owner.
type Dyad = (i64, i64, bool, String, i64);

/// All parts and dyads of a record.
#[derive(Default)]
pub struct Parts {
    /// Party, whether the owner is a statement, day, owner, part, actor.
    pub parts: BTreeSet<(i64, bool, String, i64, &'static str, i64)>,
    /// Each dyad, and what is told of it.
    pub dyads: BTreeMap<Dyad, Meeting>,
}

/// What is told of two countries that meet.
#[derive(Clone)]
pub struct Meeting {
    /// Whether the one does it.
    pub by_one: bool,
    /// Whether the other does.
    pub by_other: bool,
    /// The id of the event or statement.
    pub id: String,
    /// How it is told.
    pub sort: Sort,
}

/// An event or statement that has parts.
struct Owner {
    is_statement: bool,
    day: String,
    key: i64,
    id: String,
    sort: Sort,
}

impl<'a> Keys<'a> {
    /// Those of a report that is in the archive.
    pub fn of(db: &Connection, record: &'a Record, report: i64) -> Result<Self, Error> {
        let keys = |sql: &str| all(db, sql, &[&report], |row| Ok((row.get(0)?, row.get(1)?)));
        let rows = all(db, "SELECT key, party FROM actors WHERE report = ?1 ORDER BY key", &[&report], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?;
        let mut actors = BTreeMap::new();
        for (actor, (key, party)) in record.actors.iter().zip(rows) {
            let mut parties = vec![party];
            if let Some(country) = parties::country_of(actor) {
                parties.extend(first(db, "SELECT key FROM parties WHERE handle = ?1", &[&country], |row| {
                    row.get::<_, i64>(0)
                })?);
            }
            actors.insert(actor.id.as_str(), (key, parties));
        }
        Ok(Self {
            actors,
            statements: keys("SELECT key, id FROM statements WHERE report = ?1 ORDER BY key")?,
            events: keys("SELECT key, id FROM events WHERE report = ?1 ORDER BY key")?,
        })
    }
}

impl Parts {
    /// Those of a record whose rows have these keys.
    pub fn of(record: &Record, keys: &Keys) -> Self {
        let mut parts = Self::default();
        for (event, (key, id)) in record.events.iter().zip(&keys.events) {
            let sides = [(&event.sources, "source"), (&event.recipients, "recipient")];
            let taken = sides.iter().flat_map(|(ids, part)| ids.iter().take(MOST).map(|id| (id.as_str(), *part)));
            let day = day_of(record, event).unwrap_or_default();
            let what = if event.quad.as_str().starts_with("material") { "deeds" } else { "words" };
            let sort = Sort { what, standing: standing(event) };
            parts.take(keys, Owner { is_statement: false, day, key: *key, id: id.clone(), sort }, taken.collect());
        }
        for (statement, (key, id)) in record.statements.iter().zip(&keys.statements) {
            let speaker = statement.speaker.as_deref().into_iter().map(|id| (id, "speaker"));
            let addressee = statement.addressee.as_deref().into_iter().map(|id| (id, "addressee"));
            let is_subject = |actor: &&Actor| {
                actor.mentions.iter().any(|mention| statement.content.iter().any(|piece| piece.holds(*mention)))
            };
            let subjects =
                record.actors.iter().filter(is_subject).take(MOST).map(|actor| (actor.id.as_str(), "subject"));
            let day = record.report.published.clone().unwrap_or_default();
            let owner = Owner { is_statement: true, day, key: *key, id: id.clone(), sort: Sort::SAID };
            parts.take(keys, owner, speaker.chain(subjects).chain(addressee).collect());
        }
        parts
    }

    fn take(&mut self, keys: &Keys, owner: Owner, taken: Vec<(&str, &'static str)>) {
        let Owner { is_statement, day, key: owner, id, sort } = owner;
        // What is no day is one that is not known.
        let known_day = period_of(By::Day, &day);
        let mut countries = Vec::new();
        for (id, part) in taken {
            let Some((actor, parties)) = keys.actors.get(id) else { continue };
            for &party in parties {
                self.parts.insert((party, is_statement, day.clone(), owner, part, *actor));
            }
            countries.extend(parties.get(1).map(|&country| (country, *actor, part)));
        }
        for (at, &(one, actor, part)) in countries.iter().enumerate() {
            for &(other, other_actor, other_part) in &countries[at + 1..] {
                let are_apart = one != other && actor != other_actor;
                if !are_apart || (part == "recipient" && other_part == "recipient") {
                    continue;
                }
                let (low, high) = ((one, part), (other, other_part));
                let (low, high) = if low.0 < high.0 { (low, high) } else { (high, low) };
                let meeting = self.dyads.entry((low.0, high.0, is_statement, known_day.clone(), owner));
                let new = || Meeting { by_one: false, by_other: false, id: id.clone(), sort };
                let meeting = meeting.or_insert_with(new);
                meeting.by_one |= low.1 == "source";
                meeting.by_other |= high.1 == "source";
            }
        }
    }

    /// Writes all of them.
    pub fn keep(&self, db: &Connection) -> Result<(), Error> {
        for (party, is_statement, day, owner, part, actor) in &self.parts {
            let sql = "INSERT INTO parts VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            run(db, sql, &[party, is_statement, day, owner, part, actor])?;
        }
        for ((one, other, is_statement, day, owner), met) in &self.dyads {
            let sql = "INSERT INTO dyads VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
            let (what, standing) = (met.sort.what, met.sort.standing);
            #[rustfmt::skip]
            run(db, sql, &[
                one, other, is_statement, day, owner, &met.by_one, &met.by_other, &met.id, &what, &standing,
            ])?;
        }
        Ok(())
    }

    /// Takes all of them away.
    pub fn remove(&self, db: &Connection) -> Result<(), Error> {
        for (party, is_statement, day, owner, part, actor) in &self.parts {
            let sql = "DELETE FROM parts WHERE party = ?1 AND is_statement = ?2 AND day = ?3 AND owner = ?4
                AND part = ?5 AND actor = ?6";
            run(db, sql, &[party, is_statement, day, owner, part, actor])?;
        }
        for (one, other, is_statement, day, owner) in self.dyads.keys() {
            let sql =
                "DELETE FROM dyads WHERE one = ?1 AND other = ?2 AND is_statement = ?3 AND day = ?4 AND owner = ?5";
            run(db, sql, &[one, other, is_statement, day, owner])?;
        }
        Ok(())
    }

    /// How many of them the archive has, just so: parts, dyads.
    pub fn n_kept(&self, db: &Connection) -> Result<(usize, usize), Error> {
        let (mut n_parts, mut n_dyads) = (0, 0);
        for (party, is_statement, day, owner, part, actor) in &self.parts {
            let sql = "SELECT 1 FROM parts WHERE party = ?1 AND is_statement = ?2 AND day = ?3 AND owner = ?4
                AND part = ?5 AND actor = ?6";
            let found = first(db, sql, &[party, is_statement, day, owner, part, actor], |_| Ok(()))?;
            n_parts += usize::from(found.is_some());
        }
        for ((one, other, is_statement, day, owner), met) in &self.dyads {
            let sql =
                "SELECT 1 FROM dyads WHERE one = ?1 AND other = ?2 AND is_statement = ?3 AND day = ?4 AND owner = ?5
                AND by_one = ?6 AND by_other = ?7 AND id = ?8 AND what = ?9 AND standing = ?10";
            let (what, standing) = (met.sort.what, met.sort.standing);
            #[rustfmt::skip]
            let found = first(db, sql, &[
                one, other, is_statement, day, owner, &met.by_one, &met.by_other, &met.id, &what, &standing,
            ], |_| Ok(()))?;
            n_dyads += usize::from(found.is_some());
        }
        Ok((n_parts, n_dyads))
    }
}
