//! What the reports of a happening tell of it, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::Error;
use crate::ledger::{Spot, periods_of, spots_of};
use crate::rows::{all, number, run};

/// How often a happening is told, and whether by all alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// Events as reports tell them.
    pub n_events: i64,
    /// Reports.
    pub n_reports: i64,
    /// Whose texts they are.
    pub n_origins: i64,
    /// The day of the last report.
    pub last_report: String,
    /// Whether they may contradict one another.
    pub is_odd: bool,
}

/// All that a happening adds to the counts.
pub struct ToldOf {
    /// How often it is told.
    pub telling: Telling,
    /// What counts it, by which period.
    pub periods: BTreeSet<(String, String)>,
    /// Where it is told to have been.
    pub spots: BTreeSet<Spot>,
}

impl Telling {
    /// Writes it down.
    pub fn keep(&self, db: &Connection, happening: i64) -> Result<(), Error> {
        let sql = "INSERT INTO tellings VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let last = &self.last_report;
        run(db, sql, &[&happening, &self.n_events, &self.n_reports, &self.n_origins, last, &self.is_odd])?;
        Ok(())
    }

    /// All that are written down, by the keys of happenings.
    pub fn kept(db: &Connection) -> Result<BTreeMap<i64, Self>, Error> {
        let sql = "SELECT happening, n_events, n_reports, n_origins, last_report, is_odd FROM tellings";
        let rows = all(db, sql, &[], |row| {
            let (n_events, n_reports, n_origins) = (row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((row.get(0)?, Self { n_events, n_reports, n_origins, last_report: row.get(4)?, is_odd: row.get(5)? }))
        })?;
        Ok(rows.into_iter().collect())
    }
}

/// What a happening's reports tell of it; nothing where no event is left.
pub fn told_of(db: &Connection, happening: i64) -> Result<Option<ToldOf>, Error> {
    let sql = "SELECT e.report, s.origin, coalesce(r.published, ''), e.day, e.quad, e.factuality, e.place
        FROM clusters c CROSS JOIN events e ON e.key = c.event CROSS JOIN reports r ON r.key = e.report
        CROSS JOIN stories s ON s.key = r.story WHERE c.happening = ?1";
    let (mut reports, mut origins, mut factualities, mut places) =
        <(BTreeSet<i64>, BTreeSet<i64>, BTreeSet<String>, BTreeSet<i64>)>::default();
    let (mut n_events, mut last_report, mut is_conflict) = (0, String::new(), false);
    let mut periods = BTreeSet::new();
    all(db, sql, &[&happening], |row| {
        n_events += 1;
        reports.insert(row.get(0)?);
        origins.insert(row.get(1)?);
        last_report = last_report.clone().max(row.get(2)?);
        let (day, quad): (Option<String>, String) = (row.get(3)?, row.get(4)?);
        for (by, period) in day.iter().flat_map(|day| periods_of(day)) {
            periods.insert((format!("{quad} by {by}"), period.clone()));
            periods.insert((format!("happenings by {by}"), period));
        }
        is_conflict |= quad.ends_with("conflict");
        factualities.insert(row.get(5)?);
        places.extend(row.get::<_, Option<i64>>(6)?);
        Ok(())
    })?;
    if n_events == 0 {
        return Ok(None);
    }
    let mut spots = BTreeSet::new();
    for place in places {
        let sql = "SELECT lat, lon, precision, name, country, geonames FROM places
            WHERE key = ?1 AND lat IS NOT NULL AND lon IS NOT NULL";
        let found = all(db, sql, &[&place], |row| {
            let (precision, name): (String, String) = (row.get(2)?, row.get(3)?);
            let country: Option<String> = row.get(4)?;
            Ok(spots_of(row.get(0)?, row.get(1)?, &precision, &name, country.as_deref(), row.get(5)?))
        })?;
        spots.extend(found.into_iter().flatten());
    }
    let is_denied =
        factualities.contains("denied") && (factualities.contains("happened") || factualities.contains("attempted"));
    let is_odd = n_events > 1
        && (is_denied || figures_differ(db, happening)? || (is_conflict && culprits_differ(db, happening)?));
    let (n_reports, n_origins) = (number(reports.len()), number(origins.len()));
    let telling = Telling { n_events, n_reports, n_origins, last_report, is_odd };
    Ok(Some(ToldOf { telling, periods, spots }))
}

/// Whether some figures of one kind exclude each other.
fn figures_differ(db: &Connection, happening: i64) -> Result<bool, Error> {
    let sql = "SELECT f.kind, f.low, f.high FROM clusters c CROSS JOIN figures f ON f.event = c.event
        WHERE c.happening = ?1";
    // Of each kind the highest of the low and the lowest of the high ends.
    let mut ends: BTreeMap<String, (Option<i64>, Option<i64>)> = BTreeMap::new();
    all(db, sql, &[&happening], |row| {
        let (low, high): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
        let end = ends.entry(row.get(0)?).or_default();
        end.0 = end.0.max(low);
        end.1 = end.1.into_iter().chain(high).min();
        Ok(())
    })?;
    Ok(ends.values().any(|ends| matches!(ends, (Some(low), Some(high)) if low > high)))
}

/// Whether those who are known, and told to have done it, are of several countries.
fn culprits_differ(db: &Connection, happening: i64) -> Result<bool, Error> {
    let sql = "SELECT DISTINCT a.country FROM clusters c
        CROSS JOIN event_parties p ON p.event = c.event AND p.role = 'source' CROSS JOIN actors a ON a.key = p.actor
        WHERE c.happening = ?1 AND a.country <> 'UNK' AND (a.entity IS NOT NULL OR a.kind = 'government')";
    Ok(all(db, sql, &[&happening], |_| Ok(()))?.len() > 1)
}
