//! What reports tell of two parties, over time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use crate::rows::{all, first};
use crate::search::listed;
use crate::telling::Teller;
use crate::{Archive, Error, EventTold, StatementTold};

/// Whom and when a question of relations is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Between {
    /// A country's code, a name, an entity.
    pub one: String,
    /// Another.
    pub other: String,
    /// Not before this day.
    #[serde(default)]
    pub from: Option<String>,
    /// Not after this day.
    #[serde(default)]
    pub to: Option<String>,
    /// How long a period is.
    #[serde(default)]
    pub by: By,
    /// So many events and so many statements are listed, the latest first; 0 for two hundred.
    #[serde(default)]
    pub limit: usize,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A month.
    #[default]
    Month,
}

/// What reports tell of two parties.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relation {
    /// The one, as it was asked for.
    pub one: String,
    /// The other.
    pub other: String,
    /// How long a period is.
    pub by: By,
    /// The periods in which something is told, in order.
    pub periods: Vec<Period>,
    /// Where there is too much to count all of it: the day on which the counts begin. Ask for what is earlier with an end.
    pub counted_from: Option<String>,
    /// The events between the two, the latest first.
    pub events: Vec<EventTold>,
    /// Whether there are more events than are listed.
    pub has_more_events: bool,
    /// Statements that bring the two together or are about either, the former first.
    pub statements: Vec<StatementBetween>,
    /// Whether there are more statements than are listed.
    pub has_more_statements: bool,
}

/// A statement in a relation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementBetween {
    /// Whether both parties are in it, as speaker, as those spoken of or spoken to.
    pub has_both: bool,
    /// The statement.
    #[serde(flatten)]
    pub told: StatementTold,
}

/// One period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    /// `2025-09-14`, the Monday of a week, or `2025-09`; empty where the day is not known.
    pub period: String,
    /// What is done.
    pub deeds: Told,
    /// What is said, offered, demanded.
    pub words: Told,
    /// Statements in which both parties are.
    pub n_statements: usize,
    /// The ids of these statements.
    pub statements: Vec<String>,
    /// How many reports tell any of it.
    pub n_reports: usize,
    /// How many origins these have.
    pub n_origins: usize,
}

/// Events, apart by how they stand in their reports.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Told {
    /// Told by reports in their own voice.
    pub asserted: Count,
    /// Told on others' word.
    pub attributed: Count,
    /// Announced.
    pub planned: Count,
    /// Held possible.
    pub possible: Count,
    /// Said not to have been.
    pub denied: Count,
}

impl Told {
    /// All counts with their names.
    pub fn counts(&self) -> [(&'static str, &Count); 5] {
        [
            ("asserted", &self.asserted),
            ("attributed", &self.attributed),
            ("planned", &self.planned),
            ("possible", &self.possible),
            ("denied", &self.denied),
        ]
    }
}

/// How much there is of one sort.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Count {
    /// Happenings: what several reports tell counts once, what copies of a text add does not count.
    pub n: usize,
    /// Of these, how many the one does, to or with the other.
    pub n_by_one: usize,
    /// And the other, to or with the one.
    pub n_by_other: usize,
    /// The mean of Goldstein's values over happenings; null where there are none.
    pub intensity: Option<f64>,
    /// How many reports tell them.
    pub n_reports: usize,
    /// How many origins these have.
    pub n_origins: usize,
    /// The ids of their events, at most a thousand.
    pub events: Vec<String>,
}

/// So many are listed where no number is asked for.
const USUAL: usize = 200;

/// So many of the latest events, and so many statements, are counted.
const MOST_COUNTED: usize = 5_000;

/// The most ids that one count lists.
const MOST_IDS: usize = 1_000;

/// An event between two parties, as it counts.
struct Row {
    key: i64,
    id: String,
    day: String,
    by_one: bool,
    by_other: bool,
    intensity: f64,
    is_deed: bool,
    standing: String,
    happening: i64,
    report: i64,
    origin: i64,
    is_copy: bool,
}

impl Archive {
    /// What reports tell of two parties.
    pub fn relations(&self, between: &Between) -> Result<Relation, Error> {
        let (one, other) = (self.called(&between.one)?, self.called(&between.other)?);
        if one == other {
            return Err(Error::Unknown(format!("\"{}\" and \"{}\" are one party", between.one, between.other)));
        }
        let limit = if between.limit == 0 { USUAL } else { between.limit };
        let (rows, events_since) = self.events_between(between, &one, &other)?;
        let (said, said_since) = self.statements_between(between, &one, &other)?;
        let teller = Teller { db: &self.db };
        let events = rows.iter().rev().take(limit).map(|row| teller.event(row.key)).collect::<Result<_, _>>()?;
        let both: BTreeSet<i64> = said.iter().map(|said| said.key).collect();
        let mut listed: Vec<(bool, i64)> = said.iter().rev().map(|said| (true, said.key)).collect();
        if listed.len() <= limit {
            let rest = self.statements_about(between, &[one.as_slice(), &other].concat(), limit + 1)?;
            listed.extend(rest.into_iter().filter(|key| !both.contains(key)).map(|key| (false, key)));
        }
        let statements = listed
            .iter()
            .take(limit)
            .map(|&(has_both, key)| Ok(StatementBetween { has_both, told: teller.statement(key)? }));
        Ok(Relation {
            one: between.one.clone(),
            other: between.other.clone(),
            by: between.by,
            events,
            has_more_events: rows.len() > limit || events_since.is_some(),
            statements: statements.collect::<Result<_, Error>>()?,
            has_more_statements: listed.len() > limit,
            periods: periods(between.by, &rows, &said),
            counted_from: events_since.max(said_since),
        })
    }

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
        // Those who are in less are gone through, and it is looked whether the others are in it too.
        let n = |parties: &[i64]| self.n_of(parties).map(|n| if is_statement { n.1 } else { n.0 });
        let is_turned = n(other)? < n(one)?;
        let (few, many) = if is_turned { (other, one) } else { (one, other) };
        let mut met: BTreeMap<(String, i64), (bool, bool)> = BTreeMap::new();
        for party in few {
            let sql = format!(
                "SELECT a.day, a.owner, max(a.part = 'source'), max(b.part = 'source') FROM parts a
                CROSS JOIN parts b ON b.party IN ({}) AND b.is_statement = a.is_statement AND b.day = a.day
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
    fn events_between(
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
    fn statements_between(
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
    fn statements_about(&self, between: &Between, parties: &[i64], limit: usize) -> Result<Vec<i64>, Error> {
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

/// A statement in which both parties are.
struct Said {
    key: i64,
    id: String,
    day: String,
    report: i64,
    origin: i64,
}

/// The first and the last day; where none are asked for, the days that are not known are in it too.
fn bounds(between: &Between) -> (Value, Value) {
    let from = between.from.clone().unwrap_or_default();
    let to = between.to.clone().unwrap_or_else(|| "9999-12-31".to_owned());
    // With an end alone, what has no day is out.
    let from = if from.is_empty() && between.to.is_some() { "0000".to_owned() } else { from };
    (Value::Text(from), Value::Text(to))
}

/// The period that a day is in.
pub fn period_of(by: By, day: &str) -> String {
    match (by, day.parse::<Date>()) {
        (_, Err(_)) => String::new(),
        (By::Day, Ok(day)) => day.to_string(),
        (By::Month, Ok(_)) => day[..7].to_owned(),
        (By::Week, Ok(day)) => {
            let back = i64::from(day.weekday().to_monday_zero_offset());
            day.checked_sub(jiff::Span::new().days(back)).unwrap_or(day).to_string()
        }
    }
}

/// What is gathered for a count.
#[derive(Default)]
struct Gathered {
    /// Intensities by happening.
    happenings: BTreeMap<i64, Vec<f64>>,
    by_one: BTreeSet<i64>,
    by_other: BTreeSet<i64>,
    reports: BTreeSet<i64>,
    origins: BTreeSet<i64>,
    events: Vec<String>,
}

impl Gathered {
    fn take(&mut self, row: &Row) {
        self.reports.insert(row.report);
        self.origins.insert(row.origin);
        if self.events.len() < MOST_IDS {
            self.events.push(row.id.clone());
        }
        if !row.is_copy {
            self.happenings.entry(row.happening).or_default().push(row.intensity);
            if row.by_one {
                self.by_one.insert(row.happening);
            }
            if row.by_other {
                self.by_other.insert(row.happening);
            }
        }
    }

    fn count(self) -> Count {
        let n = self.happenings.len();
        let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
        let intensity = self.happenings.values().map(mean).sum::<f64>() / n as f64;
        Count {
            n,
            n_by_one: self.by_one.len(),
            n_by_other: self.by_other.len(),
            // Two places tell all that a mean of such values can.
            intensity: (n > 0).then(|| (intensity * 100.0).round() / 100.0),
            n_reports: self.reports.len(),
            n_origins: self.origins.len(),
            events: self.events,
        }
    }
}

/// What a period has beside its counts.
#[derive(Default)]
struct Aside {
    reports: BTreeSet<i64>,
    origins: BTreeSet<i64>,
    statements: Vec<String>,
}

fn periods(by: By, rows: &[Row], said: &[Said]) -> Vec<Period> {
    let mut names: BTreeSet<String> = rows.iter().map(|row| period_of(by, &row.day)).collect();
    names.extend(said.iter().map(|said| period_of(by, &said.day)));
    let mut cells: BTreeMap<(String, bool, &str), Gathered> = BTreeMap::new();
    let mut sides: BTreeMap<String, Aside> = BTreeMap::new();
    for row in rows {
        let period = period_of(by, &row.day);
        let side = sides.entry(period.clone()).or_default();
        side.reports.insert(row.report);
        side.origins.insert(row.origin);
        cells.entry((period, row.is_deed, row.standing.as_str())).or_default().take(row);
    }
    for said in said {
        let side = sides.entry(period_of(by, &said.day)).or_default();
        side.reports.insert(said.report);
        side.origins.insert(said.origin);
        side.statements.push(said.id.clone());
    }
    let told = |cells: &mut BTreeMap<(String, bool, &str), Gathered>, period: &str, is_deed| {
        let mut count = |standing| cells.remove(&(period.to_owned(), is_deed, standing)).unwrap_or_default().count();
        Told {
            asserted: count("asserted"),
            attributed: count("attributed"),
            planned: count("planned"),
            possible: count("possible"),
            denied: count("denied"),
        }
    };
    names
        .into_iter()
        .map(|period| {
            let Aside { reports, origins, mut statements } = sides.remove(&period).unwrap_or_default();
            let n_statements = statements.len();
            statements.truncate(MOST_IDS);
            Period {
                deeds: told(&mut cells, &period, true),
                words: told(&mut cells, &period, false),
                n_statements,
                statements,
                n_reports: reports.len(),
                n_origins: origins.len(),
                period,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_begins_on_monday() {
        let of = |by| ["2024-03-03", "2024-03-04", "2024-02-29", ""].map(|day| period_of(by, day));
        assert_eq!(of(By::Week), ["2024-02-26", "2024-03-04", "2024-02-26", ""]);
        assert_eq!(of(By::Month), ["2024-03", "2024-03", "2024-02", ""]);
        assert_eq!(of(By::Day), ["2024-03-03", "2024-03-04", "2024-02-29", ""]);
    }
}
