//! Tables in Parquet.

mod guarded;

use std::fs::File;
use std::io::Read;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, reader::RowIter};
use parquet::schema::types::Type;

use self::guarded::{Guarded, Rows, checked};
use super::feed::day_of_stamp;
use super::table::{Row, item_of_row};
use super::{Items, Settings, Taken, lone};
use crate::error::Error;

/// A file may give so many rows, and so many bytes of words, whatever its size; and so many times its bytes of both. A
/// cell that is told once and meant a million times takes next to no room in a file.
const FREE_ROWS: u64 = 10_000;
const FREE_WORDS: u64 = 64_000_000;
const MOST_RATIO: u64 = 200;

/// The reports in a table.
pub(super) fn items(file: File, name: String, settings: &Settings) -> Items {
    let wanted: Vec<Vec<&str>> = settings.columns.names().into();
    let cells = match Cells::open(file, &name, &wanted, settings.taken.clone()) {
        Ok(cells) => cells,
        Err(error) => return lone(error),
    };
    let settings = settings.clone();
    Box::new(cells.map(move |row| {
        let (number, cells) = row?;
        let row: Row = cells.try_into().unwrap_or_default();
        item_of_row(row, format!("{name}#{number}"), &settings)
    }))
}

/// The words in a column of a table, each with the number of its row, from 1.
pub type Words = Box<dyn Iterator<Item = Result<(u64, Option<String>), Error>>>;

/// The words of one column of a table in Parquet, row by row; nothing where the file is none, or has no such column.
pub fn column_of_parquet(path: &Path, column: &str) -> Result<Option<Words>, Error> {
    let name = path.display().to_string();
    let unreadable = |cause| Error::Unreadable { path: name.clone(), cause };
    let mut head = [0; 4];
    let mut file = File::open(path).map_err(unreadable)?;
    if file.read_exact(&mut head).is_err() || &head != b"PAR1" {
        return Ok(None);
    }
    match Cells::open(file, &name, &[vec![column]], Taken::default()) {
        Ok(cells) => {
            Ok(Some(Box::new(cells.map(|row| row.map(|(number, mut cells)| (number, cells.pop().flatten()))))))
        }
        Err(Error::NoColumn { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What comes of reading in a file whose parts may contradict each other: where the reader breaks on that, it is broken.
fn unbroken<T>(read: impl FnOnce() -> parquet::errors::Result<T>) -> Result<T, String> {
    match panic::catch_unwind(AssertUnwindSafe(read)) {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        Err(_) => Err("its parts contradict each other".to_owned()),
    }
}

/// The rows of a table being read: some of its columns.
struct Cells {
    rows: RowIter<'static>,
    /// The columns that are taken, in the order of a row.
    chosen: Vec<Option<String>>,
    name: String,
    taken: Taken,
    n_bytes: u64,
    n_rows: u64,
    n_taken: u64,
    n_words: u64,
    is_over: bool,
}

impl Cells {
    /// Of each of the wanted columns the first of its names that is there; the first column must be.
    fn open(file: File, name: &str, wanted: &[Vec<&str>], taken: Taken) -> Result<Self, Error> {
        let broken = |what: String| Error::Broken { path: name.to_owned(), what };
        let n_bytes = file.metadata().map_or(0, |data| data.len());
        let opened = unbroken(|| SerializedFileReader::new(Guarded::new(file)?));
        let reader = opened.map_err(broken)?;
        let n_rows = checked(reader.metadata(), n_bytes, FREE_ROWS).map_err(broken)?;
        let schema = reader.metadata().file_metadata().schema().clone();
        let there: Vec<&str> =
            schema.get_fields().iter().filter(|field| field.is_primitive()).map(|field| field.name()).collect();
        let chosen: Vec<Option<String>> = wanted
            .iter()
            .map(|names| names.iter().find(|name| there.contains(name)).map(|&name| name.to_owned()))
            .collect();
        if chosen.first().is_none_or(Option::is_none) {
            let names = wanted.first().map_or_else(String::new, |names| names.join("\", \""));
            return Err(Error::NoColumn { path: name.to_owned(), names });
        }
        // Only the columns that are asked for are read.
        let fields =
            schema.get_fields().iter().filter(|field| chosen.iter().flatten().any(|name| name == field.name()));
        let projection = Type::group_type_builder(schema.name()).with_fields(fields.cloned().collect()).build();
        let rows = unbroken(|| RowIter::from_file_into(Box::new(Rows(reader))).project(Some(projection?)));
        let rows = rows.map_err(broken)?;
        Ok(Self { rows, chosen, name: name.to_owned(), taken, n_bytes, n_rows, n_taken: 0, n_words: 0, is_over: false })
    }

    fn break_off(&mut self, what: String) -> Error {
        self.is_over = true;
        Error::Broken { path: format!("{}#{}", self.name, self.n_taken + 1), what }
    }
}

impl Iterator for Cells {
    /// The number of a row, from 1, and its cells.
    type Item = Result<(u64, Vec<Option<String>>), Error>;

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
        self.taken.add(place(self.n_taken + 1) - place(self.n_taken));
        self.n_taken += 1;
        let cell = |wanted: &Option<String>| -> Option<String> {
            let wanted = wanted.as_ref()?;
            row.get_column_iter().find(|(name, _)| *name == wanted).and_then(|(_, field)| words_of(field))
        };
        let cells: Vec<Option<String>> = self.chosen.iter().map(cell).collect();
        self.n_words += cells.iter().flatten().map(|cell| cell.len() as u64).sum::<u64>();
        if self.n_words > FREE_WORDS.max(self.n_bytes.saturating_mul(MOST_RATIO)) {
            let what = format!("its cells have more than {MOST_RATIO} times the bytes of the file");
            return Some(Err(self.break_off(what)));
        }
        Some(Ok((self.n_taken, cells)))
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
