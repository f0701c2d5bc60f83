//! What reports tell of two parties, over time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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

/// The most ids that one count lists.
const MOST_IDS: usize = 1_000;

/// An event between two parties, as it counts.
pub struct Row {
    pub key: i64,
    pub id: String,
    pub day: String,
    pub by_one: bool,
    pub by_other: bool,
    pub intensity: f64,
    pub is_deed: bool,
    pub standing: String,
    pub happening: i64,
    pub report: i64,
    pub origin: i64,
    pub is_copy: bool,
}

/// A statement in which both parties are.
pub struct Said {
    pub key: i64,
    pub id: String,
    pub day: String,
    pub report: i64,
    pub origin: i64,
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
        let teller = Teller::of(&self.db);
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
