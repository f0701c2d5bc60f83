//! What brings two parties together, found by what is kept of each.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;

use crate::relations::{Between, Row, Said};
use crate::rows::{all, first};
use crate::search::listed;
use crate::{Archive, Error};

/// So many of the latest events, and so many statements, are counted.
const MOST_COUNTED: usize = 2_000;

impl Archive {
    /// What brings the two together, the latest first, [`MOST_COUNTED`] and one at most: day, key, whether the one does it,
    /// whether the other does.
    fn between(&self, between: &Between, one: &[i64], other: &[i64], is_statement: bool) -> Result<Vec<Met>, Error> {
        let (from, to) = bounds(between);
        let limit = MOST_COUNTED as i64 + 1;
        let are_countries = |keys: &[i64]| -> Result<bool, Error> {
            let sql = "SELECT 1 FROM parties WHERE key = ?1 AND kind = 'country'";
            Ok(keys.len() == 1 && first(&self.db, sql, &[&keys[0]], |_| Ok(()))?.is_some())
        };
        if are_countries(one)? && are_countries(other)? {
            let is_turned = one[0] > other[0];
            let (low, high) = if is_turned { (other[0], one[0]) } else { (one[0], other[0]) };
            let sql =
                "SELECT day, owner, by_one, by_other FROM dyads WHERE one = ?1 AND other = ?2 AND is_statement = ?3
                AND day >= ?4 AND day <= ?5 ORDER BY day DESC, owner DESC LIMIT ?6";
            return all(&self.db, sql, &[&low, &high, &is_statement, &from, &to, &limit], |row| {
                let (by_low, by_high): (bool, bool) = (row.get(2)?, row.get(3)?);
                let (by_one, by_other) = if is_turned { (by_high, by_low) } else { (by_low, by_high) };
                Ok(Met { day: row.get(0)?, key: row.get(1)?, by_one, by_other })
            });
        }
        // Those who are in less are gone through, and it is looked whether the others are in it too. Without the plus, SQLite
        // would take the bounds of a.day for b.day's.
        let n = |parties: &[i64]| self.n_of(parties).map(|n| if is_statement { n.1 } else { n.0 });
        let is_turned = n(other)? < n(one)?;
        let (few, many) = if is_turned { (other, one) } else { (one, other) };
        let mut met: BTreeMap<(String, i64), (bool, bool)> = BTreeMap::new();
        for party in few {
            let sql = format!(
                "SELECT a.day, a.owner, max(a.part = 'source'), max(b.part = 'source') FROM parts a
                CROSS JOIN parts b ON b.party IN ({}) AND b.is_statement = a.is_statement AND b.day = +a.day
                AND b.owner = a.owner AND b.actor <> a.actor AND NOT (a.part = 'recipient' AND b.part = 'recipient')
                WHERE a.party = ?1 AND a.is_statement = ?2 AND a.day >= ?3 AND a.day <= ?4
                GROUP BY a.day, a.owner ORDER BY a.day DESC, a.owner DESC LIMIT ?5",
                listed(many)
            );
            all(&self.db, &sql, &[party, &is_statement, &from, &to, &limit], |row| {
                let by = met.entry((row.get(0)?, row.get(1)?)).or_default();
                *by = (by.0 || row.get(2)?, by.1 || row.get(3)?);
                Ok(())
            })?;
        }
        let met = met.into_iter().rev().take(MOST_COUNTED + 1).map(|((day, key), (by_few, by_many))| {
            let (by_one, by_other) = if is_turned { (by_many, by_few) } else { (by_few, by_many) };
            Met { day, key, by_one, by_other }
        });
        Ok(met.collect())
    }

    /// The origin of a report, and whether it is a copy of an earlier one.
    fn origin_of(&self, report: i64, known: &mut BTreeMap<i64, (i64, bool)>) -> Result<(i64, bool), Error> {
        if let Some(&origin) = known.get(&report) {
            return Ok(origin);
        }
        let sql = "SELECT s.origin, EXISTS (SELECT 1 FROM reports f WHERE f.story = r.story AND f.key < r.key)
            FROM reports r JOIN stories s ON s.key = r.story WHERE r.key = ?1";
        let origin = first(&self.db, sql, &[&report], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let origin = origin.ok_or_else(|| Error::Damaged { reason: "a report is named and not there".to_owned() })?;
        known.insert(report, origin);
        Ok(origin)
    }

    /// The events between two parties in the order of their days, and the day before which there are others.
    pub(crate) fn events_between(
        &self,
        between: &Between,
        one: &[i64],
        other: &[i64],
    ) -> Result<(Vec<Row>, Option<String>), Error> {
        let mut met = self.between(between, one, other, false)?;
        let since = since(&mut met);
        let mut known = BTreeMap::new();
        let sql = "SELECT e.id, e.intensity, e.quad LIKE 'material%', e.standing, c.happening, e.report
            FROM events e JOIN clusters c ON c.event = e.key WHERE e.key = ?1";
        let rows = met.into_iter().rev().map(|met| {
            let row = first(&self.db, sql, &[&met.key], |row| {
                Ok(Row {
                    key: met.key,
                    id: row.get(0)?,
                    day: met.day.clone(),
                    by_one: met.by_one,
                    by_other: met.by_other,
                    intensity: row.get(1)?,
                    is_deed: row.get(2)?,
                    standing: row.get(3)?,
                    happening: row.get(4)?,
                    report: row.get(5)?,
                    origin: 0,
                    is_copy: false,
                })
            })?;
            let mut row = row.ok_or_else(|| Error::Damaged { reason: "an event is named and not there".to_owned() })?;
            (row.origin, row.is_copy) = self.origin_of(row.report, &mut known)?;
            Ok(row)
        });
        Ok((rows.collect::<Result<_, Error>>()?, since))
    }

    /// The statements in which both are, reprints left out, and the day before which there are others.
    pub(crate) fn statements_between(
        &self,
        between: &Between,
        one: &[i64],
        other: &[i64],
    ) -> Result<(Vec<Said>, Option<String>), Error> {
        let mut met = self.between(between, one, other, true)?;
        let since = since(&mut met);
        let (mut known, mut said) = (BTreeMap::new(), Vec::new());
        for Met { day, key, .. } in met.into_iter().rev() {
            let sql = "SELECT id, report FROM statements WHERE key = ?1";
            let Some((id, report)) = first(&self.db, sql, &[&key], |row| Ok((row.get(0)?, row.get(1)?)))? else {
                continue;
            };
            let (origin, is_copy) = self.origin_of(report, &mut known)?;
            if !is_copy {
                said.push(Said { key, id, day, report, origin });
            }
        }
        Ok((said, since))
    }

    /// The latest statements that are about any of the parties.
    pub(crate) fn statements_about(&self, between: &Between, parties: &[i64], limit: usize) -> Result<Vec<i64>, Error> {
        let (from, to) = bounds(between);
        let mut found: BTreeSet<(String, i64)> = BTreeSet::new();
        for party in parties {
            let sql = "SELECT DISTINCT day, owner FROM parts WHERE party = ?1 AND is_statement = 1
                AND day >= ?2 AND day <= ?3 AND part = 'subject' ORDER BY day DESC, owner DESC LIMIT ?4";
            found.extend(all(&self.db, sql, &[party, &from, &to, &limit], |row| Ok((row.get(0)?, row.get(1)?)))?);
        }
        Ok(found.into_iter().rev().take(limit).map(|(_, key)| key).collect())
    }
}

/// Something that brings two parties together.
struct Met {
    day: String,
    key: i64,
    by_one: bool,
    by_other: bool,
}

/// Cuts what is too much, and gives the day from which on all of it is left.
fn since(met: &mut Vec<Met>) -> Option<String> {
    if met.len() <= MOST_COUNTED {
        return None;
    }
    met.truncate(MOST_COUNTED);
    met.last().map(|met| met.day.clone())
}

/// The first and the last day; where none are asked for, the days that are not known are in it too.
fn bounds(between: &Between) -> (Value, Value) {
    let from = between.from.clone().unwrap_or_default();
    let to = between.to.clone().unwrap_or_else(|| "9999-12-31".to_owned());
    // With an end alone, what has no day is out.
    let from = if from.is_empty() && between.to.is_some() { "0000".to_owned() } else { from };
    (Value::Text(from), Value::Text(to))
}
