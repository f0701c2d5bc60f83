//! What a table is: its columns, and how a record becomes its rows.

use std::collections::BTreeSet;

use record::Event;

use crate::{Reported, Settings};

/// A table of an export.
pub struct Table {
    /// Its name, which is the name of its file.
    pub name: &'static str,
    /// What a row is, in one line.
    pub about: &'static str,
    /// Its columns, in their order.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// Columns whose values stand in the key of another table, and the name of that table. The columns are named alike there.
    pub leads_to: &'static [(&'static [&'static str], &'static str)],
    pub(crate) rows: fn(&Reported, &Numbers) -> Vec<Row>,
}

/// A column of a table.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// What it says, in one line.
    pub about: &'static str,
}

/// What the values of a column are. Codes are text, so that leading zeros are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words and codes.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A day, `YYYY-MM-DD`.
    Day,
}

/// One row, a cell a column.
pub(crate) type Row = Vec<Cell>;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Integer(i64),
    Number(f64),
    Flag(bool),
    Day(jiff::civil::Date),
}

/// What a projection knows of the export that it serves.
pub(crate) struct Numbers<'a> {
    pub(crate) settings: &'a Settings,
    /// The report's place in the export, from 1.
    pub(crate) report: u64,
    /// How many rows the table has so far.
    pub(crate) n_rows: u64,
    /// The ids of the record's events whose happening has a row already, of an earlier report.
    pub(crate) told: &'a BTreeSet<String>,
}

impl Numbers<'_> {
    /// The events that are told firmly enough.
    pub(crate) fn taken<'r>(&self, reported: &'r Reported) -> impl Iterator<Item = &'r Event> {
        reported.record.events.iter().filter(|event| self.settings.takes(event))
    }

    /// Those of them that a form with one row a happening has a row for.
    pub(crate) fn taken_once<'r>(&self, reported: &'r Reported) -> impl Iterator<Item = &'r Event> {
        self.taken(reported).filter(|event| !self.told.contains(&event.id))
    }
}

/// A column of a table, in a line of it.
pub(crate) const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, about }
}

impl Cell {
    /// Text; empty text is no value.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Text that may be lacking.
    pub(crate) fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub(crate) fn count(n: usize) -> Self {
        Self::Integer(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// A count that may be lacking. What no signed number holds is no count of anything.
    pub(crate) fn whole(n: Option<u64>) -> Self {
        n.and_then(|n| i64::try_from(n).ok()).map_or(Self::Empty, Self::Integer)
    }

    pub(crate) fn number(n: Option<f64>) -> Self {
        n.filter(|n| n.is_finite()).map_or(Self::Empty, Self::Number)
    }

    /// A day, where the text is one.
    pub(crate) fn day(text: Option<&str>) -> Self {
        text.and_then(|text| text.parse().ok()).map_or(Self::Empty, Self::Day)
    }

    /// Several values in one cell, parted by semicolons; a semicolon in one of them becomes a comma.
    pub(crate) fn list<T: AsRef<str>>(values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| value.as_ref().replace(';', ",")).collect();
        Self::text(values.join(";"))
    }

    /// As tables of text write it.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(n) => n.to_string(),
            Self::Number(n) => n.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Day(day) => day.to_string(),
        }
    }
}
