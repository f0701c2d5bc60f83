//! Counts of what brings two parties together, by period and by how it is told.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use crate::relations::By;

/// How events between two parties are told: whether as deeds or words, and on whose word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sort {
    /// `deeds` or `words`; `said` of statements; `all` of all that a period has.
    pub what: &'static str,
    /// How it stands in its report; empty for the last two.
    pub standing: &'static str,
}

const STANDINGS: [&str; 5] = ["asserted", "attributed", "planned", "possible", "denied"];

impl Sort {
    /// Statements.
    pub const SAID: Self = Self { what: "said", standing: "" };
    /// All that a period has.
    pub const ALL: Self = Self { what: "all", standing: "" };

    /// By its two names, where these are known.
    pub fn named(what: &str, standing: &str) -> Option<Self> {
        match (what, standing) {
            ("said", "") => Some(Self::SAID),
            ("all", "") => Some(Self::ALL),
            _ => {
                let what = ["deeds", "words"].into_iter().find(|known| *known == what)?;
                let standing = STANDINGS.into_iter().find(|known| *known == standing)?;
                Some(Self { what, standing })
            }
        }
    }
}

/// How much there is of one sort in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Happenings.
    pub n: i64,
    /// Those that the one does.
    pub n_by_one: i64,
    /// Those that the other does.
    pub n_by_other: i64,
    /// The sum of the happenings' mean intensities, in millionths: whole numbers, so that what is added can be taken off.
    pub intensity: i64,
    /// Reports.
    pub n_reports: i64,
    /// Whose texts these are.
    pub n_origins: i64,
    /// Statements; of all that a period has alone.
    pub n_statements: i64,
}

impl Tally {
    /// Adds another, times `sign`.
    pub fn add(&mut self, other: Self, sign: i64) {
        self.n += sign * other.n;
        self.n_by_one += sign * other.n_by_one;
        self.n_by_other += sign * other.n_by_other;
        self.intensity += sign * other.intensity;
        self.n_reports += sign * other.n_reports;
        self.n_origins += sign * other.n_origins;
        self.n_statements += sign * other.n_statements;
    }
}

/// Tallies by period and sort.
pub type Tallies = BTreeMap<(String, Sort), Tally>;

/// An event between two parties, as far as it counts for its happening.
#[derive(Clone, Debug)]
pub struct Deal {
    pub day: String,
    pub sort: Sort,
    pub by_one: bool,
    pub by_other: bool,
    pub intensity: f64,
}

/// An event between two parties, with whose text tells of it.
pub struct Row {
    pub deal: Deal,
    pub happening: i64,
    pub report: i64,
    pub origin: i64,
    pub is_copy: bool,
}

/// A statement in which both parties are, and that is no copy's.
pub struct Said {
    pub day: String,
    pub report: i64,
    pub origin: i64,
}

/// What one happening adds, by events of its reports that are no copies.
pub fn of_happening(by: By, deals: &[Deal]) -> Tallies {
    let mut found: BTreeMap<(String, Sort), (Tally, i64)> = BTreeMap::new();
    for deal in deals {
        let (tally, n_deals) = found.entry((period_of(by, &deal.day), deal.sort)).or_default();
        tally.n = 1;
        tally.n_by_one |= i64::from(deal.by_one);
        tally.n_by_other |= i64::from(deal.by_other);
        tally.intensity += (deal.intensity * 1e6).round() as i64;
        *n_deals += 1;
    }
    let mean = |(cell, (mut tally, n_deals)): ((String, Sort), (Tally, i64))| {
        tally.intensity = (tally.intensity as f64 / n_deals as f64).round() as i64;
        (cell, tally)
    };
    found.into_iter().map(mean).collect()
}

/// The tallies of these events and statements.
pub fn tallied(by: By, rows: &[Row], said: &[Said]) -> Tallies {
    let mut tallies = Tallies::new();
    let mut happenings: BTreeMap<i64, Vec<Deal>> = BTreeMap::new();
    let mut voices: BTreeMap<(String, Sort), (BTreeSet<i64>, BTreeSet<i64>)> = BTreeMap::new();
    let mut tell = |period: &str, sort, report, origin| {
        let (reports, origins) = voices.entry((period.to_owned(), sort)).or_default();
        reports.insert(report);
        origins.insert(origin);
    };
    for row in rows {
        let period = period_of(by, &row.deal.day);
        tell(&period, row.deal.sort, row.report, row.origin);
        tell(&period, Sort::ALL, row.report, row.origin);
        if !row.is_copy {
            happenings.entry(row.happening).or_default().push(row.deal.clone());
        }
    }
    for said in said {
        let period = period_of(by, &said.day);
        tell(&period, Sort::ALL, said.report, said.origin);
        tallies.entry((period, Sort::ALL)).or_default().n_statements += 1;
    }
    for (cell, tally) in happenings.values().flat_map(|deals| of_happening(by, deals)) {
        tallies.entry(cell).or_default().add(tally, 1);
    }
    for (cell, (reports, origins)) in voices {
        let tally = tallies.entry(cell).or_default();
        (tally.n_reports, tally.n_origins) = (reports.len() as i64, origins.len() as i64);
    }
    tallies
}

/// A day of our time; nothing of words that name none.
pub fn date_of(day: &str) -> Option<Date> {
    day.parse::<Date>().ok().filter(|date| date.year() > 0)
}

/// The period that a day is in; empty where that is not known.
pub fn period_of(by: By, day: &str) -> String {
    date_of(day).map_or_else(String::new, |date| named(by, date))
}

/// What the period of a day is called.
pub fn named(by: By, date: Date) -> String {
    let mut name = bounds_of(by, date).0.to_string();
    if by == By::Month {
        name.truncate(7);
    }
    name
}

/// The first and the last day of the period that a day is in.
pub fn bounds_of(by: By, date: Date) -> (Date, Date) {
    match by {
        By::Day => (date, date),
        By::Month => (date.first_of_month(), date.last_of_month()),
        By::Week => {
            let back = i64::from(date.weekday().to_monday_zero_offset());
            let first = date.saturating_sub(back.days());
            (first, first.saturating_add(6.days()))
        }
    }
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
