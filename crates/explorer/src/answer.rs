//! Answers, and the forms that they are given in.

use archive::Cursor;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::Error;

/// An answer, ready to be written.
pub enum Answer {
    /// Something by itself, as JSON.
    One(String),
    /// A page of a list.
    Page {
        /// What is on it, each as JSON.
        items: Vec<String>,
        /// By which the next page is asked for, where there is one.
        next: Option<String>,
        /// What the list leaves out because the archive is large, in words.
        cut: Option<String>,
    },
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON.
    Json,
    /// An item a line, as JSON.
    JsonLines,
    /// A table.
    Csv,
}

impl Form {
    /// By its name.
    pub fn named(name: &str) -> Result<Self, Error> {
        match name {
            "json" => Ok(Self::Json),
            "jsonl" => Ok(Self::JsonLines),
            "csv" => Ok(Self::Csv),
            _ => Err(Error::Wrong(format!("format is {name:.80?}; it takes one of json, jsonl, csv"))),
        }
    }

    /// What HTTP calls it.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::JsonLines => "application/x-ndjson; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }
}

/// Where a page begins.
pub fn cursor_of(cursor: Option<String>) -> Result<Option<Cursor>, Error> {
    let parsed = cursor.map(|cursor| cursor.parse().map_err(|error: archive::Error| Error::Wrong(error.to_string())));
    parsed.transpose()
}

fn fault(error: serde_json::Error) -> Error {
    Error::Reader(error.to_string())
}

fn written(thing: impl Serialize) -> Result<String, Error> {
    serde_json::to_string(&thing).map_err(fault)
}

impl Answer {
    /// Something by itself.
    pub fn one(thing: impl Serialize) -> Result<Self, Error> {
        Ok(Self::One(written(thing)?))
    }

    /// A page, and where the next begins.
    pub fn page<T: Serialize>(items: Vec<T>, next: Option<Cursor>) -> Result<Self, Error> {
        let items = items.into_iter().map(written).collect::<Result<_, _>>()?;
        Ok(Self::Page { items, next: next.map(|next| next.to_string()), cut: None })
    }

    /// The same, with what the list leaves out.
    pub fn cut(self, words: Option<String>) -> Self {
        match self {
            Self::Page { items, next, .. } => Self::Page { items, next, cut: words },
            one => one,
        }
    }

    /// As JSON.
    fn text(self) -> Result<String, Error> {
        Ok(match self {
            Self::One(text) => text,
            Self::Page { items, next, cut } => {
                format!("{{\"items\":[{}],\"next\":{},\"cut\":{}}}", items.join(","), written(next)?, written(cut)?)
            }
        })
    }

    /// As a value.
    pub fn json(self) -> Result<Value, Error> {
        serde_json::from_str(&self.text()?).map_err(fault)
    }

    /// As bytes.
    pub fn written(self, form: Form) -> Result<Vec<u8>, Error> {
        match (form, self) {
            (Form::Json, answer) => Ok(answer.text()?.into_bytes()),
            (_, Self::One(_)) => Err(Error::Wrong("format: this answer is no list; it comes as JSON alone".into())),
            (Form::JsonLines, Self::Page { items, .. }) => {
                Ok(items.into_iter().flat_map(|item| [item, "\n".to_owned()]).collect::<String>().into_bytes())
            }
            (Form::Csv, Self::Page { items, .. }) => {
                let values = items.iter().map(|item| serde_json::from_str(item).map_err(fault));
                table(&values.collect::<Result<Vec<Value>, _>>()?)
            }
        }
    }
}

/// Items as a table: a column a value, "report.outlet" for one that is inside another.
fn table(items: &[Value]) -> Result<Vec<u8>, Error> {
    let rows: Vec<Map<String, Value>> = items.iter().map(flat).collect();
    let mut columns: Vec<&String> = Vec::new();
    for column in rows.iter().flat_map(Map::keys) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let fault = |error: csv::Error| Error::Reader(error.to_string());
    if !columns.is_empty() {
        writer.write_record(&columns).map_err(fault)?;
    }
    for row in &rows {
        writer
            .write_record(columns.iter().map(|column| row.get(*column).map_or_else(String::new, cell)))
            .map_err(fault)?;
    }
    writer.into_inner().map_err(|error| Error::Reader(error.to_string()))
}

fn flat(item: &Value) -> Map<String, Value> {
    let mut row = Map::new();
    flatten("", item, &mut row);
    row
}

fn flatten(name: &str, value: &Value, row: &mut Map<String, Value>) {
    match value {
        Value::Object(inner) => {
            for (key, value) in inner {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                flatten(&name, value, row);
            }
        }
        other => {
            row.insert(if name.is_empty() { "value".to_owned() } else { name.to_owned() }, other.clone());
        }
    }
}

/// A value as a cell holds it. Words that a spreadsheet would take for a formula get an apostrophe.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) if words.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{words}"),
        Value::String(words) => words.clone(),
        Value::Array(items) if items.iter().all(|item| item.is_string() || item.is_number()) => {
            cell(&Value::String(items.iter().map(plain).collect::<Vec<_>>().join("; ")))
        }
        other => other.to_string(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_table_starts_no_formula() {
        let items = vec![json!({"report": {"title": "=1+1", "n": -2}, "names": ["@x", "y"]}), json!({"more": null})];
        let text = String::from_utf8(table(&items).unwrap()).unwrap();
        assert_eq!(text, "names,report.n,report.title,more\n'@x; y,-2,'=1+1,\n,,,\n");
    }

    #[test]
    fn a_cursor_is_one_of_ours() {
        for right in ["after-40", "before-7-2024-03-05", "before-7-"] {
            assert_eq!(cursor_of(Some(right.into())).unwrap().unwrap().to_string(), right);
        }
        let wrong =
            ["40", "after--1", "after-99999999999999999999", "after-100001", "", "before-x-2024", "before-1-' OR 1"];
        for wrong in wrong {
            assert!(cursor_of(Some(wrong.into())).is_err(), "{wrong}");
        }
    }
}
