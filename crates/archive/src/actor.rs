//! All that reports tell of one party.

use serde::Serialize;

use crate::rows::{all, first};
use crate::search::listed;
use crate::telling::Teller;
use crate::{Archive, Error, EventTold, StatementTold};

/// What reports tell of one party.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorDossier {
    /// What was asked for.
    pub asked: String,
    /// Whom it means.
    pub parties: Vec<Party>,
    /// In how many reports they are.
    pub n_reports: usize,
    /// How many events they are told to have done, counted once a happening.
    pub n_done: usize,
    /// And how many were done to, with or about them.
    pub n_undergone: usize,
    /// How many statements are theirs.
    pub n_said: usize,
    /// Who is most often in an event with them: handle, name, number of happenings.
    pub with: Vec<(String, String, usize)>,
    /// The latest events.
    pub events: Vec<EventTold>,
    /// The latest statements of theirs.
    pub statements: Vec<StatementTold>,
}

/// Somebody that is the same in all reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Party {
    /// A country's code, an entity's id, or `name:` and a name.
    pub handle: String,
    /// `country`, `entity` or `name`.
    pub kind: String,
    /// What it was called first.
    pub label: String,
    /// All that it is called.
    pub names: Vec<String>,
}

/// The most names, and the most others, that are listed.
const MOST: usize = 20;

impl Archive {
    /// What reports tell of whom these words mean, with so many of the latest events and statements.
    pub fn actor(&self, name: &str, limit: usize) -> Result<ActorDossier, Error> {
        let keys = self.called(name)?;
        let within = listed(&keys);
        let count =
            |sql: String| -> Result<usize, Error> { Ok(first(&self.db, &sql, &[], |row| row.get(0))?.unwrap_or(0)) };
        let own = format!("d.one IN ({within}) AND d.other = d.one");
        let happenings = |part: &str| {
            count(format!(
                "SELECT count(DISTINCT c.happening) FROM dyads d JOIN clusters c ON c.event = d.owner
                WHERE {own} AND d.is_statement = 0 AND d.part = '{part}'"
            ))
        };
        let latest = |is_statement: bool, part: &str| {
            let sql = format!(
                "SELECT DISTINCT d.day, d.owner FROM dyads d WHERE {own} AND d.is_statement = {is_statement} {part}
                ORDER BY d.day DESC, d.owner DESC LIMIT ?1"
            );
            all(&self.db, &sql, &[&limit], |row| row.get::<_, i64>(1))
        };
        let with = format!(
            "SELECT p.handle, p.label, count(DISTINCT c.happening) AS n FROM dyads d JOIN clusters c ON c.event = d.owner
            JOIN parties p ON p.key = d.other WHERE d.one IN ({within}) AND d.other NOT IN ({within}) AND d.is_statement = 0
            GROUP BY d.other ORDER BY n DESC, p.handle LIMIT ?1"
        );
        let teller = Teller { db: &self.db };
        let told = |key: i64| teller.event(key);
        let said = |key: i64| teller.statement(key);
        Ok(ActorDossier {
            asked: name.to_owned(),
            parties: keys.iter().take(MOST).map(|&key| self.party(key)).collect::<Result<_, _>>()?,
            n_reports: count(format!("SELECT count(DISTINCT d.report) FROM dyads d WHERE {own}"))?,
            n_done: happenings("source")?,
            n_undergone: happenings("recipient")?,
            n_said: count(format!(
                "SELECT count(DISTINCT d.owner) FROM dyads d WHERE {own} AND d.is_statement = 1 AND d.part = 'speaker'"
            ))?,
            with: all(&self.db, &with, &[&MOST], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?,
            events: latest(false, "")?.into_iter().map(told).collect::<Result<_, _>>()?,
            statements: latest(true, "AND d.part = 'speaker'")?.into_iter().map(said).collect::<Result<_, _>>()?,
        })
    }

    fn party(&self, key: i64) -> Result<Party, Error> {
        let sql = "SELECT handle, kind, label FROM parties WHERE key = ?1";
        let names = "SELECT name FROM party_names WHERE party = ?1 ORDER BY name LIMIT ?2";
        let names = all(&self.db, names, &[&key, &MOST], |row| row.get(0))?;
        let party = first(&self.db, sql, &[&key], |row| {
            Ok(Party { handle: row.get(0)?, kind: row.get(1)?, label: row.get(2)?, names })
        })?;
        party.ok_or_else(|| Error::Damaged { reason: "a party is named and not there".to_owned() })
    }
}
