//! What brings two parties together, found by what is kept of each.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::types::Value;

use crate::relation_counts::{self, IS_COPY};
use crate::relations::{Between, Found, Listed};
use crate::rows::{all, first};
use crate::search::listed;
use crate::tallies::{Deal, Row, Said, Sort, bounds_of, date_of, named, tallied};
use crate::{Archive, Error};

/// So many of the latest events, and so many statements, are listed by their ids; of parties that are no countries no more
/// are counted.
const MOST_COUNTED: usize = 2_000;

/// The most periods that are told, the latest of them: eleven years of days.
const MOST_PERIODS: i64 = 4_000;

/// Two countries, as they stand in the tables: the lower key first.
pub struct Pair {
    one: i64,
    other: i64,
    /// Whether the one that was asked for is the one with the higher key.
    is_turned: bool,
}

impl Pair {
    /// A pair as the tables have it.
    pub fn kept(one: i64, other: i64) -> Self {
        Self { one, other, is_turned: false }
    }
}

impl Archive {
    /// The two as a pair of countries, where they are.
    pub(crate) fn countries(&self, one: &[i64], other: &[i64]) -> Result<Option<Pair>, Error> {
        let is_country = |keys: &[i64]| -> Result<bool, Error> {
            let sql = "SELECT 1 FROM parties WHERE key = ?1 AND kind = 'country'";
            Ok(keys.len() == 1 && first(&self.db, sql, &[&keys[0]], |_| Ok(()))?.is_some())
        };
        if !is_country(one)? || !is_country(other)? {
            return Ok(None);
        }
        let (one, other) = (one[0], other[0]);
        Ok(Some(Pair { one: one.min(other), other: one.max(other), is_turned: one > other }))
    }

    /// What two countries are told of together, by what is kept: their events are gone through only for periods that are
    /// not asked for whole.
    pub(crate) fn counted_between(&self, between: &Between, pair: &Pair) -> Result<Found, Error> {
        let days = bounds(between);
        let mut stretch = Stretch::of(between);
        let mut counted_from = None;
        let oldest = "SELECT period FROM relation_counts WHERE one = ?1 AND other = ?2 AND by = ?3 AND what = 'all'
            AND period >= ?4 AND period <= ?5 ORDER BY period DESC LIMIT 1 OFFSET ?6";
        let by = between.by.name();
        let oldest = first(
            &self.db,
            oldest,
            &[&pair.one, &pair.other, &by, &stretch.first, &stretch.last, &MOST_PERIODS],
            |row| row.get::<_, String>(0),
        )?;
        if let Some(period) = oldest {
            counted_from = Some(period.clone());
            stretch.first = period;
            stretch.edges.retain(|(first, _)| counted_from.as_ref().is_some_and(|from| first > from));
        }
        let mut tallies =
            relation_counts::kept(&self.db, (pair.one, pair.other), between.by, (&stretch.first, &stretch.last))?;
        for (from, to) in &stretch.edges {
            let (rows, said) = (self.rows_of(pair, (from, to))?, self.said_of(pair, (from, to))?);
            tallies.extend(tallied(between.by, &rows, &said));
        }
        if pair.is_turned {
            for tally in tallies.values_mut() {
                (tally.n_by_one, tally.n_by_other) = (tally.n_by_other, tally.n_by_one);
            }
        }
        let (mut events, mut said) = (self.listed_of(pair, false, &days)?, self.listed_of(pair, true, &days)?);
        let ids_from = [since(&mut events, |listed| &listed.day), since(&mut said, |listed| &listed.day)];
        Ok(Found { tallies, counted_from, events, said, ids_from: ids_from.into_iter().flatten().max() })
    }

    /// The latest events or statements of two countries, [`MOST_COUNTED`] and one at most.
    fn listed_of(&self, pair: &Pair, is_statement: bool, days: &(Value, Value)) -> Result<Vec<Listed>, Error> {
        let own = if is_statement {
            format!(
                "EXISTS (SELECT 1 FROM statements s CROSS JOIN reports r ON r.key = s.report
                WHERE s.key = d.owner AND NOT {IS_COPY})"
            )
        } else {
            "1".to_owned()
        };
        let sql = format!(
            "SELECT d.day, d.owner, d.id, d.what, d.standing FROM dyads d WHERE d.one = ?1 AND d.other = ?2
            AND d.is_statement = ?3 AND d.day >= ?4 AND d.day <= ?5 AND {own}
            ORDER BY d.day DESC, d.owner DESC LIMIT ?6"
        );
        let limit = MOST_COUNTED as i64 + 1;
        all(&self.db, &sql, &[&pair.one, &pair.other, &is_statement, &days.0, &days.1, &limit], |row| {
            Ok(Listed { day: row.get(0)?, key: row.get(1)?, id: row.get(2)?, sort: relation_counts::sort(row, 3)? })
        })
    }

    /// All events of two countries on these days.
    pub(crate) fn rows_of(&self, pair: &Pair, (from, to): (&str, &str)) -> Result<Vec<Row>, Error> {
        let sql = format!(
            "SELECT d.day, d.by_one, d.by_other, d.what, d.standing, e.intensity, c.happening, e.report, s.origin, {IS_COPY}
            FROM dyads d CROSS JOIN events e ON e.key = d.owner CROSS JOIN clusters c ON c.event = e.key
            CROSS JOIN reports r ON r.key = e.report CROSS JOIN stories s ON s.key = r.story
            WHERE d.one = ?1 AND d.other = ?2 AND d.is_statement = 0 AND d.day >= ?3 AND d.day <= ?4"
        );
        all(&self.db, &sql, &[&pair.one, &pair.other, &from, &to], |row| {
            Ok(Row {
                deal: Deal {
                    day: row.get(0)?,
                    by_one: row.get(1)?,
                    by_other: row.get(2)?,
                    sort: relation_counts::sort(row, 3)?,
                    intensity: row.get(5)?,
                },
                happening: row.get(6)?,
                report: row.get(7)?,
                origin: row.get(8)?,
                is_copy: row.get(9)?,
            })
        })
    }

    /// All statements of two countries on these days, those of copies left out.
    pub(crate) fn said_of(&self, pair: &Pair, (from, to): (&str, &str)) -> Result<Vec<Said>, Error> {
        let sql = format!(
            "SELECT d.day, r.key, t.origin FROM dyads d CROSS JOIN statements s ON s.key = d.owner
            CROSS JOIN reports r ON r.key = s.report CROSS JOIN stories t ON t.key = r.story
            WHERE d.one = ?1 AND d.other = ?2 AND d.is_statement = 1 AND d.day >= ?3 AND d.day <= ?4 AND NOT {IS_COPY}"
        );
        all(&self.db, &sql, &[&pair.one, &pair.other, &from, &to], |row| {
            Ok(Said { day: row.get(0)?, report: row.get(1)?, origin: row.get(2)? })
        })
    }

    /// What brings two parties together who are no countries, found by what is kept of each; the latest of it is counted.
    pub(crate) fn gathered_between(&self, between: &Between, one: &[i64], other: &[i64]) -> Result<Found, Error> {
        let (mut events, mut said) = (Vec::new(), Vec::new());
        let (mut rows, mut statements) = (Vec::new(), Vec::new());
        let mut met = self.between(between, one, other, false)?;
        let events_since = since(&mut met, |met| &met.day);
        let told = format!(
            "SELECT e.id, e.intensity, CASE WHEN e.quad LIKE 'material%' THEN 'deeds' ELSE 'words' END, e.standing,
            c.happening, e.report, s.origin, {IS_COPY} FROM events e CROSS JOIN clusters c ON c.event = e.key
            CROSS JOIN reports r ON r.key = e.report CROSS JOIN stories s ON s.key = r.story WHERE e.key = ?1"
        );
        for Met { day, key, by_one, by_other } in met {
            let row = first(&self.db, &told, &[&key], |row| {
                let (id, sort) = (row.get(0)?, relation_counts::sort(row, 2)?);
                let (intensity, happening, report) = (row.get(1)?, row.get(4)?, row.get(5)?);
                let deal = Deal { day: day.clone(), sort, by_one, by_other, intensity };
                Ok((id, Row { deal, happening, report, origin: row.get(6)?, is_copy: row.get(7)? }))
            })?;
            let (id, row) =
                row.ok_or_else(|| Error::Damaged { reason: "an event is named and not there".to_owned() })?;
            events.push(Listed { day, key, id, sort: row.deal.sort });
            rows.push(row);
        }
        let mut met = self.between(between, one, other, true)?;
        let said_since = since(&mut met, |met| &met.day);
        let told = format!(
            "SELECT s.id, r.key, t.origin FROM statements s CROSS JOIN reports r ON r.key = s.report
            CROSS JOIN stories t ON t.key = r.story WHERE s.key = ?1 AND NOT {IS_COPY}"
        );
        for Met { day, key, .. } in met {
            let own = first(&self.db, &told, &[&key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            if let Some((id, report, origin)) = own {
                statements.push(Said { day: day.clone(), report, origin });
                said.push(Listed { day, key, id, sort: Sort::SAID });
            }
        }
        let tallies = tallied(between.by, &rows, &statements);
        Ok(Found { tallies, counted_from: events_since.max(said_since), events, said, ids_from: None })
    }

    /// What brings parties together, the latest first, [`MOST_COUNTED`] and one at most: day, key, whether the one does it,
    /// whether the other does.
    fn between(&self, between: &Between, one: &[i64], other: &[i64], is_statement: bool) -> Result<Vec<Met>, Error> {
        let (from, to) = bounds(between);
        let limit = MOST_COUNTED as i64 + 1;
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
fn since<T>(met: &mut Vec<T>, day: fn(&T) -> &String) -> Option<String> {
    if met.len() <= MOST_COUNTED {
        return None;
    }
    met.truncate(MOST_COUNTED);
    met.last().map(|met| day(met).clone())
}

/// The periods that are asked for whole, and the days of those that are not.
struct Stretch {
    first: String,
    last: String,
    edges: Vec<(String, String)>,
}

impl Stretch {
    fn of(between: &Between) -> Self {
        let by = between.by;
        let day = |day: &Option<String>| day.as_deref().and_then(date_of);
        let (from, to) = (day(&between.from), day(&between.to));
        let whole = |from: Option<Date>, to: Option<Date>| {
            let last = to.map_or_else(|| "9999-12-31".to_owned(), |to| named(by, to));
            // With an end alone, what has no day is out.
            let unbounded = if to.is_some() { "0000".to_owned() } else { String::new() };
            (from.map_or(unbounded, |from| named(by, from)), last)
        };
        let mut edges = Vec::new();
        let (mut first_whole, mut last_whole) = (from, to);
        if let Some((from, (first, last))) = from.map(|from| (from, bounds_of(by, from)))
            && from > first
        {
            edges.push((from.to_string(), to.map_or(last, |to| to.min(last)).to_string()));
            first_whole = Some(last.saturating_add(1.day()));
        }
        if let Some((to, (first, last))) = to.map(|to| (to, bounds_of(by, to)))
            && to < last
        {
            // Where both ends are within one period, it is one edge.
            if from.is_none_or(|from| from <= first) {
                edges.push((first.to_string(), to.to_string()));
            }
            last_whole = Some(first.saturating_sub(1.day()));
        }
        let (first, last) = whole(first_whole, last_whole);
        Self { first, last, edges }
    }
}

/// The first and the last day; where none are asked for, the days that are not known are in it too.
fn bounds(between: &Between) -> (Value, Value) {
    let from = between.from.clone().unwrap_or_default();
    let to = between.to.clone().unwrap_or_else(|| "9999-12-31".to_owned());
    // With an end alone, what has no day is out.
    let from = if from.is_empty() && between.to.is_some() { "0000".to_owned() } else { from };
    (Value::Text(from), Value::Text(to))
}
