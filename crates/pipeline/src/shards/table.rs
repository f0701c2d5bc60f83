//! A shard as a table in Parquet.

use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use record::Report;

use super::Row;

/// A group of rows is written once its words have this many bytes: it is held in memory until then.
const GROUP_BYTES: usize = 16_000_000;

/// A table being written. Its columns are those of the report, and one with everything as JSON.
pub(super) struct Table {
    writer: SerializedFileWriter<File>,
    texts: [Column; N_TEXTS],
    days: (Vec<i32>, Vec<i16>),
    bylines: Bylines,
    n_bytes: usize,
}

/// The columns of words, in their order. Others than the last two may be empty, but for the first two.
const N_TEXTS: usize = 11;

/// The cells of a column of words: those that are filled, and a level a row that says whether it is.
#[derive(Default)]
struct Column {
    cells: Vec<ByteArray>,
    levels: Vec<i16>,
}

/// The names of all rows, a level a name that says whether there is one, and one that says whether it is the row's first.
#[derive(Default)]
struct Bylines {
    names: Vec<ByteArray>,
    levels: Vec<i16>,
    repeats: Vec<i16>,
}

impl Table {
    /// Begins a table whose column of JSON has this name.
    pub fn begin(file: File, json: &str) -> io::Result<Self> {
        let schema = format!(
            "message reports {{
                required binary id (STRING); required binary source (STRING); optional binary url (STRING);
                optional binary outlet (STRING); optional binary title (STRING); optional binary deck (STRING);
                optional binary origin (STRING); optional binary copy_of (STRING); required binary language (STRING);
                required binary text (STRING); required binary {json} (JSON); optional int32 published (DATE);
                required group byline (LIST) {{ repeated group list {{ required binary element (STRING); }} }}
            }}"
        );
        let schema = parse_message_type(&schema).map_err(said)?;
        let level = ZstdLevel::try_new(3).map_err(said)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_created_by(concat!("dateline ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(said)?;
        let texts = std::array::from_fn(|_| Column::default());
        Ok(Self { writer, texts, days: Default::default(), bylines: Bylines::default(), n_bytes: 0 })
    }

    /// Adds a row.
    pub fn add(&mut self, row: Row<'_>) -> io::Result<()> {
        let report = row.report;
        for (column, cell) in self.texts.iter_mut().zip(cells(report, row.json)) {
            column.levels.push(i16::from(cell.is_some()));
            if let Some(cell) = cell {
                self.n_bytes += cell.len();
                column.cells.push(ByteArray::from(cell.as_bytes().to_vec()));
            }
        }
        let day = report.published.as_deref().and_then(|day| day.parse::<intake::Date>().ok()).and_then(day_number);
        self.days.1.push(i16::from(day.is_some()));
        self.days.0.extend(day);
        self.bylines.add(&report.byline);
        if self.n_bytes >= GROUP_BYTES { self.write_group() } else { Ok(()) }
    }

    /// Ends the table, and sees to it that it is on the disk.
    pub fn close(&mut self) -> io::Result<()> {
        self.write_group()?;
        self.writer.finish().map_err(said)?;
        self.writer.inner().sync_all()
    }

    fn write_group(&mut self) -> io::Result<()> {
        if self.bylines.levels.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group().map_err(said)?;
        let mut texts = self.texts.iter();
        while let Some(mut column) = group.next_column().map_err(said)? {
            match column.untyped() {
                ColumnWriter::Int32ColumnWriter(days) => days.write_batch(&self.days.0, Some(&self.days.1), None),
                ColumnWriter::ByteArrayColumnWriter(words) => match texts.next() {
                    Some(text) => words.write_batch(&text.cells, Some(&text.levels), None),
                    None => {
                        let Bylines { names, levels, repeats } = &self.bylines;
                        words.write_batch(names, Some(levels), Some(repeats))
                    }
                },
                _ => Ok(0),
            }
            .map_err(said)?;
            column.close().map_err(said)?;
        }
        group.close().map_err(said)?;
        self.texts.iter_mut().for_each(|column| *column = Column::default());
        (self.days, self.bylines, self.n_bytes) = (Default::default(), Bylines::default(), 0);
        Ok(())
    }
}

fn cells<'a>(report: &'a Report, json: &'a str) -> [Option<&'a str>; N_TEXTS] {
    [
        Some(&report.id),
        Some(&report.source),
        report.url.as_deref(),
        report.outlet.as_deref(),
        report.title.as_deref(),
        report.deck.as_deref(),
        report.origin.as_ref().map(|origin| origin.name.as_str()),
        report.copy_of.as_deref(),
        Some(&report.language),
        Some(report.text.as_str()),
        Some(json),
    ]
}

impl Bylines {
    fn add(&mut self, names: &[String]) {
        if names.is_empty() {
            self.levels.push(0);
            self.repeats.push(0);
        }
        for (at, name) in names.iter().enumerate() {
            self.names.push(ByteArray::from(name.as_bytes().to_vec()));
            self.levels.push(1);
            self.repeats.push(i16::from(at > 0));
        }
    }
}

/// The days from 1970 to a day.
fn day_number(day: intake::Date) -> Option<i32> {
    let start = intake::Date::new(1970, 1, 1).ok()?;
    Some((day - start).get_days())
}

fn said(fault: ParquetError) -> io::Error {
    io::Error::other(fault.to_string())
}
