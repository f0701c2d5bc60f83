//! Tables as text, with commas or tabs.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use record::Event;
use serde_json::{Value, json};

use super::Form;
use crate::landing::{self, Landing};
use crate::profiles::Dialect;
use crate::table::{Cell, Kind, Numbers, Table};
use crate::{Error, Profile, Reported, TABLES};

/// A table being written as text.
struct Sheet {
    table: &'static Table,
    is_quoted: bool,
    lines: Writer<BufWriter<File>>,
    n_rows: u64,
}

impl Sheet {
    fn begin(landing: &Landing, table: &'static Table, dialect: Dialect) -> Result<Self, Error> {
        let file = landing.file(&format!("{}.csv", table.name))?;
        let mut lines = WriterBuilder::new()
            .delimiter(dialect.delimiter)
            .quote_style(if dialect.is_quoted { QuoteStyle::Necessary } else { QuoteStyle::Never })
            .terminator(Terminator::Any(b'\n'))
            .from_writer(file);
        if dialect.has_header {
            let header = lines.write_record(table.columns.iter().map(|column| column.name));
            header.map_err(io::Error::other).map_err(landing::fault(landing.place()))?;
        }
        Ok(Self { table, is_quoted: dialect.is_quoted, lines, n_rows: 0 })
    }

    /// Writes a record's rows; gives how many there are.
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        let rows = (self.table.rows)(reported, &Numbers { n_rows: self.n_rows, ..*numbers });
        for row in &rows {
            self.lines.write_record(row.iter().map(|cell| written(cell, self.is_quoted)))?;
        }
        self.n_rows += rows.len() as u64;
        Ok(rows.len())
    }

    fn close(self, landing: &Landing) -> Result<(), Error> {
        let fault = landing::fault(landing.place());
        let file = self.lines.into_inner().map_err(|broken| fault(io::Error::other(broken.to_string())))?;
        landing::close(file, landing.place())
    }
}

fn written(cell: &Cell, is_quoted: bool) -> String {
    match cell {
        Cell::Text(text) if is_quoted => guarded(text).into_owned(),
        Cell::Text(text) => guarded(&bare(text)).into_owned(),
        other => other.written(),
    }
}

/// Text that a spreadsheet does not take for a formula: with an apostrophe before it where it begins like one. Text that begins
/// with apostrophes and then like a formula gets one as well, so that taking one away gives every text back.
fn guarded(text: &str) -> Cow<'_, str> {
    if begins_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell without the apostrophe that keeps a spreadsheet from running it.
///
/// ```
/// assert_eq!(export::unguarded("'=1+1"), "=1+1");
/// assert_eq!(export::unguarded("'s-Hertogenbosch"), "'s-Hertogenbosch");
/// ```
pub fn unguarded(cell: &str) -> &str {
    if begins_like_a_formula(cell) { cell.strip_prefix('\'').unwrap_or(cell) } else { cell }
}

/// Whether the text, apostrophes aside, begins with what spreadsheets take for a formula. The wide forms are those that East
/// Asian editions of Excel take too.
fn begins_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Text for a table without quotation: no tab, no break of lines, and no quotation mark that a reader could take for one that
/// opens a cell.
fn bare(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() {
                ' '
            } else if c == '"' {
                '\''
            } else {
                c
            }
        })
        .collect()
}

/// The folder of tables with its `datapackage.json`.
pub(crate) struct Package {
    sheets: Vec<Sheet>,
}

impl Package {
    pub(crate) fn begin(landing: &Landing) -> Result<Self, Error> {
        let sheets = TABLES.into_iter().map(|table| Sheet::begin(landing, table, Dialect::CSV));
        Ok(Self { sheets: sheets.collect::<Result<_, _>>()? })
    }
}

impl Form for Package {
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        self.sheets.iter_mut().map(|sheet| sheet.add(reported, numbers)).sum()
    }

    fn finish(self: Box<Self>, landing: &Landing) -> Result<(), Error> {
        let resources: Vec<Value> = self.sheets.iter().map(|sheet| resource(sheet.table)).collect();
        for sheet in self.sheets {
            sheet.close(landing)?;
        }
        let package = json!({
            "profile": "tabular-data-package",
            "name": "dateline-export",
            "title": "What news reports say, as dateline read them",
            "description": "Nothing here is asserted: each row is what a report says, with the place in its text.",
            "resources": resources,
        });
        let mut file = landing.file("datapackage.json")?;
        let written = serde_json::to_writer_pretty(&mut file, &package).map_err(io::Error::from);
        written.and_then(|()| file.write_all(b"\n")).map_err(landing::fault(landing.place()))?;
        landing::close(file, landing.place())
    }
}

/// A table as Frictionless describes it.
fn resource(table: &Table) -> Value {
    let fields = table.columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Flag => "boolean",
            Kind::Day => "date",
        };
        json!({ "name": column.name, "type": kind, "description": column.about })
    });
    let leads = table
        .leads_to
        .iter()
        .map(|(columns, other)| json!({ "fields": columns, "reference": { "resource": other, "fields": columns } }));
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": {
            "fields": fields.collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": table.key,
            "foreignKeys": leads.collect::<Vec<_>>(),
        },
    })
}

/// One table with another system's columns.
pub(crate) struct Lone {
    profile: Profile,
    sheet: Sheet,
}

impl Lone {
    pub(crate) fn begin(landing: &Landing, profile: Profile) -> Result<Self, Error> {
        Ok(Self { profile, sheet: Sheet::begin(landing, profile.table(), profile.dialect())? })
    }
}

impl Form for Lone {
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        self.sheet.add(reported, numbers)
    }

    fn holds(&self, reported: &Reported, event: &Event) -> bool {
        self.profile.holds(reported, event)
    }

    fn finish(self: Box<Self>, landing: &Landing) -> Result<(), Error> {
        self.sheet.close(landing)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_text_begins_like_a_formula() {
        for text in ["=1+1", "+49 30", "-5 degrees", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''-x"] {
            assert!(guarded(text).starts_with('\''), "{text}");
        }
        for text in ["", "'s-Hertogenbosch", "a=b", "“-”"] {
            assert_eq!(guarded(text), text);
        }
    }

    proptest! {
        #[test]
        fn taking_the_apostrophe_away_gives_every_text_back(text in "['=+@\t\r\n＝a -]{0,6}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), &text);
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']));
        }
    }
}
