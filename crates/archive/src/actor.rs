//! All that reports tell of one party.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Where there is too much to count all events: the day on which their counts begin.
    pub counted_from: Option<String>,
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

/// So many of the latest events are counted.
const MOST_COUNTED: usize = 1_000;

/// The most names, and the most others, that are listed.
const MOST: usize = 20;

impl Archive {
    /// What reports tell of whom these words mean, with so many of the latest events and statements.
    pub fn actor(&self, name: &str, limit: usize) -> Result<ActorDossier, Error> {
        let keys = self.called(name)?;
        let within = listed(&keys);
        let teller = Teller::of(&self.db);
        let latest = |is_statement: bool, part: &str, most: usize| {
            let sql = format!(
                "SELECT DISTINCT day, owner FROM parts WHERE party = ?1 AND is_statement = ?2 {part}
                ORDER BY day DESC, owner DESC LIMIT ?3"
            );
            let mut found: BTreeSet<(String, i64)> = BTreeSet::new();
            for key in &keys {
                found.extend(all(&self.db, &sql, &[key, &is_statement, &most], |row| Ok((row.get(0)?, row.get(1)?)))?);
            }
            Ok::<_, Error>(found.into_iter().rev().take(most).collect::<Vec<_>>())
        };
        let mut events = latest(false, "", MOST_COUNTED + 1)?;
        let is_cut = events.len() > MOST_COUNTED;
        events.truncate(MOST_COUNTED);
        let (mut done, mut undergone) = (BTreeSet::new(), BTreeSet::new());
        let mut with: BTreeMap<(String, String), BTreeSet<i64>> = BTreeMap::new();
        for (_, event) in &events {
            let sql = format!(
                "SELECT c.happening, p.role, a.party IN ({within}) OR y.key IN ({within}), o.handle, o.label, y.handle, y.label
                FROM clusters c CROSS JOIN event_parties p ON p.event = c.event CROSS JOIN actors a ON a.key = p.actor
                CROSS JOIN parties o ON o.key = a.party LEFT JOIN parties y ON y.handle = a.country WHERE c.event = ?1"
            );
            // What they do with others who are with them in it; nobody is with itself.
            let rows = all(&self.db, &sql, &[event], |row| {
                let (itself, country) = ((row.get(3)?, row.get(4)?), (row.get(5)?, row.get(6)?));
                Ok((
                    row.get(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, Option<bool>>(2)? == Some(true),
                    itself,
                    country,
                ))
            })?;
            let own_roles: BTreeSet<String> = rows.iter().filter(|row| row.2).map(|row| row.1.clone()).collect();
            for (happening, role, is_own, itself, country) in rows {
                let happening: i64 = happening;
                if is_own {
                    if role == "source" { &mut done } else { &mut undergone }.insert(happening);
                } else if role == "source" || own_roles.contains("source") {
                    let (handle, label): (Option<String>, Option<String>) = country;
                    let others = [Some(itself), handle.zip(label)];
                    for other in others.into_iter().flatten() {
                        with.entry(other).or_default().insert(happening);
                    }
                }
            }
        }
        let mut with: Vec<(String, String, usize)> =
            with.into_iter().map(|((handle, label), happenings)| (handle, label, happenings.len())).collect();
        with.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        with.truncate(MOST);
        let n_reports = match keys[..] {
            [key] => format!("SELECT n_reports FROM party_counts WHERE party = {key}"),
            // Several that are called so are names, of which no country's have many.
            _ => format!("SELECT count(DISTINCT report) FROM actors WHERE party IN ({within})"),
        };
        let told = |(_, key): &(String, i64)| teller.event(*key);
        let said = |(_, key): &(String, i64)| teller.statement(*key);
        let statements = latest(true, "AND part = 'speaker'", limit)?;
        Ok(ActorDossier {
            asked: name.to_owned(),
            parties: keys.iter().take(MOST).map(|&key| self.party(key)).collect::<Result<_, _>>()?,
            n_reports: first(&self.db, &n_reports, &[], |row| row.get(0))?.unwrap_or(0),
            n_done: done.len(),
            n_undergone: undergone.len(),
            n_said: usize::try_from(self.n_of(&keys)?.2).unwrap_or(0),
            counted_from: events.last().filter(|_| is_cut).map(|(day, _)| day.clone()),
            with,
            events: events.iter().take(limit).map(told).collect::<Result<_, _>>()?,
            statements: statements.iter().map(said).collect::<Result<_, _>>()?,
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
