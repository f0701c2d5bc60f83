//! Counts of the whole archive, kept up to date as reports come and go.
//!
//! What a report or a happening adds to them follows from its rows. Before these change it is taken off, and after that
//! put on again, all in memory until the change is made.

use std::collections::{BTreeMap, BTreeSet};

use record::{Place, Record};
use rusqlite::Connection;

use crate::parts::{Keys, Parts};
use crate::relation_counts::RelationCounts;
use crate::relations::By;
use crate::rows::{all, run};
use crate::tallies::period_of;
use crate::tellings::Telling;
use crate::writing::day_of;
use crate::{Error, tellings};

/// A position as most rows have it: the bits of latitude and longitude, precision, name, country, GeoNames id.
pub type Spot = (u64, u64, String, String, String, i64);

/// What is to be added to the counts.
#[derive(Default)]
pub struct Ledger {
    counts: BTreeMap<(String, String), i64>,
    parties: BTreeMap<i64, [i64; 6]>,
    ties: BTreeMap<(i64, i64), i64>,
    /// Happenings, reports.
    spots: BTreeMap<Spot, [i64; 2]>,
    /// What brings two countries together, by period.
    pub relations: RelationCounts,
    /// Happenings that have been taken off.
    open: BTreeSet<i64>,
}

/// How periods are called in what is counted.
pub const PERIODS: [(By, &str); 3] =
    [(By::Day, By::Day.name()), (By::Week, By::Week.name()), (By::Month, By::Month.name())];

/// The periods that a day is in; none for what is no day.
pub fn periods_of(day: &str) -> impl Iterator<Item = (&'static str, String)> {
    let periods = PERIODS.map(|(by, name)| (name, period_of(by, day)));
    periods.into_iter().filter(|(_, period)| !period.is_empty())
}

/// The rows of a position: one for all of its names, one for this.
pub fn spots_of(
    lat: f64,
    lon: f64,
    precision: &str,
    name: &str,
    country: Option<&str>,
    geonames: Option<i64>,
) -> [Spot; 2] {
    // Of the two zeros one.
    let (lat, lon) = ((lat + 0.0).to_bits(), (lon + 0.0).to_bits());
    let country = country.unwrap_or_default().to_owned();
    let named = (lat, lon, precision.to_owned(), name.to_owned(), country, geonames.unwrap_or(0));
    [(lat, lon, precision.to_owned(), String::new(), String::new(), 0), named]
}

impl Ledger {
    fn count(&mut self, what: &str, which: &str, n: i64) {
        *self.counts.entry((what.to_owned(), which.to_owned())).or_default() += n;
    }

    /// What a report adds, times `sign`.
    pub fn report(&mut self, record: &Record, keys: &Keys, parts: &Parts, sign: i64) {
        let number = |n: usize| sign * i64::try_from(n).unwrap_or(i64::MAX);
        self.count("reports", "", sign);
        self.count("sentences", "", number(record.sentences.len()));
        self.count("statements", "", number(record.statements.len()));
        self.count("anonymous", "", number(record.statements.iter().filter(|statement| statement.anonymous).count()));
        if let Some(outlet) = &record.report.outlet {
            self.count("outlets", outlet, sign);
        }
        if let Some(day) = &record.report.published {
            self.count("published", day, sign);
        }
        for via in record.statements.iter().flat_map(|statement| &statement.via) {
            self.count("via", &via.name, sign);
        }
        let mut periods = BTreeSet::new();
        let mut spots = BTreeSet::new();
        let places: BTreeMap<&str, &Place> = record.places.iter().map(|place| (place.id.as_str(), place)).collect();
        for event in &record.events {
            self.count("events", event.kind.as_str(), sign);
            periods.extend(day_of(record, event).iter().flat_map(|day| periods_of(day)));
            let place = event.place.as_deref().and_then(|id| places.get(id));
            if let Some((place, (lat, lon))) = place.and_then(|place| Some((place, place.lat.zip(place.lon)?))) {
                let geonames = place.geonames.map(i64::from);
                let (precision, country) = (place.precision.as_str(), place.country.as_deref());
                spots.extend(spots_of(lat, lon, precision, &place.name, country, geonames));
            }
        }
        for (by, period) in periods {
            self.count(&format!("reports by {by}"), &period, sign);
        }
        for spot in spots {
            self.spots.entry(spot).or_default()[1] += sign;
        }
        self.of_parties(record, keys, parts, sign);
    }

    fn of_parties(&mut self, record: &Record, keys: &Keys, parts: &Parts, sign: i64) {
        let anonymous: BTreeSet<i64> = record
            .statements
            .iter()
            .zip(&keys.statements)
            .filter(|(said, _)| said.anonymous)
            .map(|(_, (key, _))| *key)
            .collect();
        let (mut there, mut speaking) = (BTreeSet::new(), BTreeSet::new());
        for (party, is_statement, _, owner, part, _) in &parts.parts {
            let counts = self.parties.entry(*party).or_default();
            counts[if *is_statement { 2 } else { 1 }] += sign;
            if there.insert(*party) {
                counts[0] += sign;
            }
            if *part == "speaker" {
                counts[3] += sign;
                if !anonymous.contains(owner) {
                    counts[4] += sign;
                }
                if speaking.insert(*party) {
                    counts[5] += sign;
                }
            }
        }
        for (one, other, ..) in parts.dyads.keys().filter(|(_, _, is_statement, ..)| !is_statement) {
            *self.ties.entry((*one, *other)).or_default() += sign;
        }
    }

    /// What a happening adds, times `sign`.
    pub fn happening(&mut self, db: &Connection, key: i64, sign: i64) -> Result<Option<Telling>, Error> {
        let Some(told) = tellings::told_of(db, key)? else { return Ok(None) };
        self.count("happenings", "", sign);
        if told.telling.n_origins > 1 {
            self.count("corroborated", "", sign);
        }
        for (what, period) in &told.periods {
            self.count(what, period, sign);
        }
        for spot in told.spots {
            self.spots.entry(spot).or_default()[0] += sign;
        }
        Ok(Some(told.telling))
    }

    /// Takes a happening off before anything of it changes; once is enough.
    pub fn open(&mut self, db: &Connection, key: i64) -> Result<(), Error> {
        if self.open.insert(key) {
            self.happening(db, key, -1)?;
            self.relations.happening(db, key, -1)?;
            run(db, "DELETE FROM tellings WHERE happening = ?1", &[&key])?;
        }
        Ok(())
    }

    /// Puts on again what was taken off, and writes all that has come together.
    pub fn close(&mut self, db: &Connection) -> Result<(), Error> {
        for key in std::mem::take(&mut self.open) {
            if let Some(telling) = self.happening(db, key, 1)? {
                telling.keep(db, key)?;
                self.relations.happening(db, key, 1)?;
            }
        }
        self.relations.close(db)?;
        for ((what, which), n) in std::mem::take(&mut self.counts).into_iter().filter(|(_, n)| *n != 0) {
            let sql = "INSERT INTO counts VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n = n + ?3";
            run(db, sql, &[&what, &which, &n])?;
            if n < 0 {
                run(db, "DELETE FROM counts WHERE what = ?1 AND which = ?2 AND n = 0", &[&what, &which])?;
            }
        }
        for (party, n) in std::mem::take(&mut self.parties).into_iter().filter(|(_, n)| *n != [0; 6]) {
            let sql = "INSERT INTO party_counts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET
                n_reports = n_reports + ?2, n_events = n_events + ?3, n_statements = n_statements + ?4,
                n_said = n_said + ?5, n_said_named = n_said_named + ?6, n_reports_said = n_reports_said + ?7";
            run(db, sql, &[&party, &n[0], &n[1], &n[2], &n[3], &n[4], &n[5]])?;
            if n[0] < 0 {
                run(db, "DELETE FROM party_counts WHERE party = ?1 AND n_reports = 0", &[&party])?;
            }
        }
        for ((one, other), n) in std::mem::take(&mut self.ties).into_iter().filter(|(_, n)| *n != 0) {
            let sql = "INSERT INTO ties VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n_events = n_events + ?3";
            run(db, sql, &[&one, &other, &n])?;
            if n < 0 {
                run(db, "DELETE FROM ties WHERE one = ?1 AND other = ?2 AND n_events = 0", &[&one, &other])?;
            }
        }
        for (spot, n) in std::mem::take(&mut self.spots).into_iter().filter(|(_, n)| *n != [0; 2]) {
            let (lat, lon) = (f64::from_bits(spot.0), f64::from_bits(spot.1));
            let sql = "INSERT INTO spots VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET
                n_happenings = n_happenings + ?7, n_reports = n_reports + ?8";
            run(db, sql, &[&lat, &lon, &spot.2, &spot.3, &spot.4, &spot.5, &n[0], &n[1]])?;
            if n[0] < 0 || n[1] < 0 {
                let sql =
                    "DELETE FROM spots WHERE lat = ?1 AND lon = ?2 AND precision = ?3 AND name = ?4 AND country = ?5
                    AND geonames = ?6 AND n_happenings = 0 AND n_reports = 0";
                run(db, sql, &[&lat, &lon, &spot.2, &spot.3, &spot.4, &spot.5])?;
            }
        }
        Ok(())
    }

    /// The tables of counts that are not what has come together here.
    pub fn differ(&self, db: &Connection) -> Result<Vec<String>, Error> {
        let counts: BTreeMap<(String, String), i64> =
            all(db, "SELECT what, which, n FROM counts", &[], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
                .into_iter()
                .collect();
        let sql =
            "SELECT party, n_reports, n_events, n_statements, n_said, n_said_named, n_reports_said FROM party_counts";
        let parties: BTreeMap<i64, [i64; 6]> = all(db, sql, &[], |row| {
            let n = [row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
            Ok((row.get(0)?, n))
        })?
        .into_iter()
        .collect();
        let ties: BTreeMap<(i64, i64), i64> =
            all(db, "SELECT one, other, n_events FROM ties", &[], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
                .into_iter()
                .collect();
        let sql = "SELECT lat, lon, precision, name, country, geonames, n_happenings, n_reports FROM spots";
        let spots: BTreeMap<Spot, [i64; 2]> = all(db, sql, &[], |row| {
            let (lat, lon): (f64, f64) = (row.get(0)?, row.get(1)?);
            let spot = (lat.to_bits(), lon.to_bits(), row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
            Ok((spot, [row.get(6)?, row.get(7)?]))
        })?
        .into_iter()
        .collect();
        let mut expected = self.counts.clone();
        // Nothing of something is no row.
        expected.retain(|_, n| *n != 0);
        let same = [
            ("counts", counts == expected),
            ("party_counts", parties == self.parties),
            ("ties", ties == self.ties),
            ("spots", spots == self.spots),
        ];
        let wrong = same.into_iter().filter(|(_, is_same)| !is_same);
        Ok(wrong.map(|(table, _)| format!("{table} does not count what is there")).collect())
    }
}
