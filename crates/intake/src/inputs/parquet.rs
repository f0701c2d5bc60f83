//! Tables in Parquet.

mod guarded;

use std::fs::File;
use std::panic::{self, AssertUnwindSafe};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, reader::RowIter};
use parquet::schema::types::Type;

use self::guarded::{Guarded, Rows, checked};
use super::feed::day_of_stamp;
use super::table::{Row, item_of_row};
use super::{Item, Items, Settings, lone};
use crate::error::Error;

/// A file may give so many rows, and so many bytes of words, whatever its size; and so many times its bytes of both. A
/// cell that is told once and meant a million times takes next to no room in a file.
const FREE_ROWS: u64 = 10_000;
const FREE_WORDS: u64 = 64_000_000;
const MOST_RATIO: u64 = 200;

/// The reports in a table.
pub(super) fn items(file: File, name: String, settings: &Settings) -> Items {
    match reports(file, &name, settings) {
        Ok(items) => items,
        Err(error) => lone(error),
    }
}

fn reports(file: File, name: &str, settings: &Settings) -> Result<Items, Error> {
    let broken = |what: String| Error::Broken { path: name.to_owned(), what };
    let n_bytes = file.metadata().map_or(0, |data| data.len());
    let opened = unbroken(|| SerializedFileReader::new(Guarded::new(file)?));
    let reader = opened.map_err(broken)?;
    let n_rows = checked(reader.metadata(), n_bytes, FREE_ROWS).map_err(broken)?;
    let schema = reader.metadata().file_metadata().schema().clone();
    let there: Vec<&str> =
        schema.get_fields().iter().filter(|field| field.is_primitive()).map(|field| field.name()).collect();
    let chosen =
        settings.columns.names().map(|names| names.into_iter().find(|name| there.contains(name)).map(str::to_owned));
    if chosen[0].is_none() {
        let names = settings.columns.names()[0].join("\", \"");
        return Err(Error::NoColumn { path: name.to_owned(), names });
    }
    // Only the columns that are asked for are read.
    let fields =
        schema.get_fields().iter().filter(|field| chosen.iter().flatten().any(|name| name == field.name())).cloned();
    let projection = Type::group_type_builder(schema.name()).with_fields(fields.collect()).build();
    let rows = unbroken(|| RowIter::from_file_into(Box::new(Rows(reader))).project(Some(projection?)));
    Ok(Box::new(Table {
        rows: rows.map_err(broken)?,
        chosen,
        name: name.to_owned(),
        settings: settings.clone(),
        n_bytes,
        n_rows,
        n_taken: 0,
        n_words: 0,
        is_over: false,
    }))
}

/// What comes of reading in a file whose parts may contradict each other: where the reader breaks on that, it is broken.
fn unbroken<T>(read: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, String> {
    match panic::catch_unwind(AssertUnwindSafe(read)) {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        Err(_) => Err("its parts contradict each other".to_owned()),
    }
}

/// A table being read.
struct Table {
    rows: RowIter<'static>,
    /// The columns that are taken, in the order of a row.
    chosen: [Option<String>; 5],
    name: String,
    settings: Settings,
    n_bytes: u64,
    n_rows: u64,
    n_taken: u64,
    n_words: u64,
    is_over: bool,
}

impl Iterator for Table {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over || self.n_taken == self.n_rows {
            return None;
        }
        let rows = &mut self.rows;
        let row = match unbroken(|| rows.next().transpose()) {
            Ok(row) => row?,
            Err(what) => return Some(Err(self.break_off(what))),
        };
        // How far it is is told by its rows: their bytes are not read in order.
        let place = |n_taken: u64| self.n_bytes * n_taken / self.n_rows;
        self.settings.taken.add(place(self.n_taken + 1) - place(self.n_taken));
        self.n_taken += 1;
        let cell = |wanted: &Option<String>| -> Option<String> {
            let wanted = wanted.as_ref()?;
            row.get_column_iter().find(|(name, _)| *name == wanted).and_then(|(_, field)| words_of(field))
        };
        let row: Row = std::array::from_fn(|at| cell(&self.chosen[at]));
        self.n_words += row.iter().flatten().map(|cell| cell.len() as u64).sum::<u64>();
        if self.n_words > FREE_WORDS.max(self.n_bytes.saturating_mul(MOST_RATIO)) {
            let what = format!("its cells have more than {MOST_RATIO} times the bytes of the file");
            return Some(Err(self.break_off(what)));
        }
        Some(item_of_row(row, format!("{}#{}", self.name, self.n_taken), &self.settings))
    }
}

impl Table {
    fn break_off(&mut self, what: String) -> Error {
        self.is_over = true;
        Error::Broken { path: format!("{}#{}", self.name, self.n_taken + 1), what }
    }
}

fn words_of(field: &Field) -> Option<String> {
    let day = |seconds: i64| day_of_stamp(seconds).map(|day| day.to_string());
    match field {
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::Date(days) => day(i64::from(*days) * 86_400),
        Field::TimestampMillis(time) => day(time.div_euclid(1_000)),
        Field::TimestampMicros(time) => day(time.div_euclid(1_000_000)),
        _ => None,
    }
}
