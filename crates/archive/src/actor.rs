//! All that reports tell of one party.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::rows::{all, first};
use crate::search::{keys_as_json, listed};
use crate::telling::Teller;
use crate::{Archive, Error, EventTold, StatementTold};

/// What reports tell of one party.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
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
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
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

/// The keys of happenings.
type Happenings = BTreeSet<i64>;

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
        let keys_of_events: Vec<i64> = events.iter().map(|(_, key)| *key).collect();
        let (done, undergone, with) = self.company(&keys, &keys_of_events)?;
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
            with: self.most_often(with)?,
            events: events.iter().take(limit).map(told).collect::<Result<_, _>>()?,
            statements: statements.iter().map(said).collect::<Result<_, _>>()?,
        })
    }

    /// The happenings of these events that they do, those that are done to them, and those that others are in with them.
    fn company(
        &self,
        own: &[i64],
        events: &[i64],
    ) -> Result<(Happenings, Happenings, BTreeMap<i64, Happenings>), Error> {
        let handle = "SELECT handle FROM parties WHERE key = ?1";
        let named = own.iter().map(|key| first(&self.db, handle, &[key], |row| row.get::<_, String>(0)));
        let own_handles: BTreeSet<String> = named.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
        let own: BTreeSet<i64> = own.iter().copied().collect();
        let sql = "SELECT c.event, c.happening, p.role = 'source', a.party, a.country FROM json_each(?1) k
            CROSS JOIN clusters c ON c.event = k.value CROSS JOIN event_parties p ON p.event = c.event
            CROSS JOIN actors a ON a.key = p.actor";
        let rows = all(&self.db, sql, &[&keys_as_json(events)], |row| {
            let (party, country): (i64, String) = (row.get(3)?, row.get(4)?);
            let is_own = own.contains(&party) || own_handles.contains(&country);
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, bool>(2)?, is_own, party, country))
        })?;
        let (mut done, mut undergone, mut with) = <(Happenings, Happenings, BTreeMap<i64, Happenings>)>::default();
        let mut countries: BTreeMap<String, Option<i64>> = BTreeMap::new();
        // An event's rows come together.
        for rows in rows.chunk_by(|a, b| a.0 == b.0) {
            let is_doer = rows.iter().any(|(_, _, is_source, is_own, ..)| *is_own && *is_source);
            for (_, happening, is_source, is_own, party, country) in rows {
                if *is_own {
                    if *is_source { &mut done } else { &mut undergone }.insert(*happening);
                } else if *is_source || is_doer {
                    // What they do with others who are with them in it; nobody is with itself.
                    if !countries.contains_key(country) {
                        let sql = "SELECT key FROM parties WHERE handle = ?1";
                        countries.insert(country.clone(), first(&self.db, sql, &[country], |row| row.get(0))?);
                    }
                    for other in [Some(*party), countries[country]].into_iter().flatten() {
                        with.entry(other).or_default().insert(*happening);
                    }
                }
            }
        }
        Ok((done, undergone, with))
    }

    /// Those with most happenings: handle, name, how many.
    fn most_often(&self, with: BTreeMap<i64, Happenings>) -> Result<Vec<(String, String, usize)>, Error> {
        let mut numbers: Vec<usize> = with.values().map(BTreeSet::len).collect();
        numbers.sort_unstable_by(|a, b| b.cmp(a));
        let least = numbers.get(MOST - 1).copied().unwrap_or(0);
        let sql = "SELECT handle, label FROM parties WHERE key = ?1";
        let mut most = Vec::new();
        for (party, n) in with.iter().map(|(party, happenings)| (party, happenings.len())).filter(|(_, n)| *n >= least)
        {
            most.extend(first(&self.db, sql, &[party], |row| Ok((row.get::<_, String>(0)?, row.get(1)?, n)))?);
        }
        most.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
        most.truncate(MOST);
        Ok(most)
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
