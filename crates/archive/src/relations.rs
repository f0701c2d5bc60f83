//! What reports tell of two parties, over time.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tallies::{Sort, Tallies, Tally, date_of, period_of};
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
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

impl By {
    /// As it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }
}

/// What reports tell of two parties.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
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
    /// Where counts have more ids than are listed: the day on which the ids begin; the numbers are whole all the same.
    pub ids_from: Option<String>,
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
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StatementBetween {
    /// Whether both parties are in it, as speaker, as those spoken of or spoken to.
    pub has_both: bool,
    /// The statement.
    #[serde(flatten)]
    pub told: StatementTold,
}

/// One period.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Period {
    /// `2025-09-14`, the Monday of a week, or `2025-09`; empty where the day is not known.
    pub period: String,
    /// What is done.
    pub deeds: Told,
    /// What is said, offered, demanded.
    pub words: Told,
    /// Statements in which both parties are.
    pub n_statements: usize,
    /// The ids of these statements, at most a thousand, from `ids_from` on.
    pub statements: Vec<String>,
    /// How many reports tell any of it.
    pub n_reports: usize,
    /// How many origins these have.
    pub n_origins: usize,
}

/// Events, apart by how they stand in their reports.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
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
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
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
    /// The ids of their events, at most a thousand, from `ids_from` on.
    pub events: Vec<String>,
}

/// So many are listed where no number is asked for.
const USUAL: usize = 200;

/// The most ids that one count lists.
const MOST_IDS: usize = 1_000;

/// Something that a count lists by its id.
pub struct Listed {
    pub day: String,
    pub key: i64,
    pub id: String,
    pub sort: Sort,
}

/// What is counted and what is listed of two parties.
pub struct Found {
    pub tallies: Tallies,
    /// The day on which the counts begin, where there is too much.
    pub counted_from: Option<String>,
    /// Events, the latest first.
    pub events: Vec<Listed>,
    /// Statements in which both are.
    pub said: Vec<Listed>,
    /// The day on which what is listed begins, where there is too much.
    pub ids_from: Option<String>,
}

impl Archive {
    /// What reports tell of two parties.
    pub fn relations(&self, between: &Between) -> Result<Relation, Error> {
        let (one, other) = (self.called(&between.one)?, self.called(&between.other)?);
        if one == other {
            return Err(Error::Unknown(format!("\"{}\" and \"{}\" are one party", between.one, between.other)));
        }
        for day in [&between.from, &between.to].into_iter().flatten() {
            if date_of(day).is_none() {
                return Err(Error::Unknown(format!("\"{day}\" is no day; write it like 2024-03-05")));
            }
        }
        let limit = if between.limit == 0 { USUAL } else { between.limit };
        let found = match self.countries(&one, &other)? {
            Some(pair) => self.counted_between(between, &pair)?,
            None => self.gathered_between(between, &one, &other)?,
        };
        let teller = Teller::of(&self.db);
        let events = found.events.iter().take(limit).map(|event| teller.event(event.key)).collect::<Result<_, _>>()?;
        let mut listed: Vec<(bool, i64)> = found.said.iter().map(|said| (true, said.key)).collect();
        if listed.len() <= limit {
            let both: BTreeSet<i64> = found.said.iter().map(|said| said.key).collect();
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
            has_more_events: found.events.len() > limit || found.counted_from.is_some() || found.ids_from.is_some(),
            statements: statements.collect::<Result<_, Error>>()?,
            has_more_statements: listed.len() > limit,
            periods: periods(between.by, &found),
            counted_from: found.counted_from,
            ids_from: found.ids_from,
        })
    }
}

/// The ids of a period, by sort.
type Ids = BTreeMap<(String, Sort), Vec<String>>;

fn periods(by: By, found: &Found) -> Vec<Period> {
    let mut ids = Ids::new();
    // The earliest first, as they were told.
    for listed in found.events.iter().chain(&found.said).rev() {
        ids.entry((period_of(by, &listed.day), listed.sort)).or_default().push(listed.id.clone());
    }
    let names: BTreeSet<&String> = found.tallies.keys().map(|(period, _)| period).collect();
    names.into_iter().map(|period| period_told(period, &found.tallies, &mut ids)).collect()
}

fn period_told(period: &str, tallies: &Tallies, ids: &mut Ids) -> Period {
    let tally = |sort| tallies.get(&(period.to_owned(), sort)).copied().unwrap_or_default();
    let mut listed = |sort| {
        let mut ids = ids.remove(&(period.to_owned(), sort)).unwrap_or_default();
        ids.truncate(MOST_IDS);
        ids
    };
    let mut told = |what| {
        let mut count = |standing| {
            let sort = Sort { what, standing };
            Count::of(tally(sort), listed(sort))
        };
        Told {
            asserted: count("asserted"),
            attributed: count("attributed"),
            planned: count("planned"),
            possible: count("possible"),
            denied: count("denied"),
        }
    };
    let (deeds, words, all) = (told("deeds"), told("words"), tally(Sort::ALL));
    Period {
        period: period.to_owned(),
        deeds,
        words,
        n_statements: all.n_statements as usize,
        statements: listed(Sort::SAID),
        n_reports: all.n_reports as usize,
        n_origins: all.n_origins as usize,
    }
}

impl Count {
    fn of(tally: Tally, events: Vec<String>) -> Self {
        // Two places tell all that a mean of such values can.
        let mean = |n: i64| (tally.intensity as f64 / n as f64 / 1e4).round() / 100.0;
        Self {
            n: tally.n as usize,
            n_by_one: tally.n_by_one as usize,
            n_by_other: tally.n_by_other as usize,
            intensity: (tally.n > 0).then(|| mean(tally.n)),
            n_reports: tally.n_reports as usize,
            n_origins: tally.n_origins as usize,
            events,
        }
    }
}
