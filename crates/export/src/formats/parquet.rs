//! Tables in Parquet, a file each.

use std::fs::File;
use std::io::{self, BufWriter};
use std::sync::Arc;

use jiff::civil::Date;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::Form;
use crate::landing::{self, Landing};
use crate::table::{Cell, Column, Kind, Numbers, Row, Table};
use crate::{Error, Reported, TABLES};

/// Rows are kept until they take so many bytes, or are so many; then they become a row group. Some 8,000 events fill one.
const GROUP_BYTES: usize = 16 << 20;
const GROUP_ROWS: usize = 50_000;

/// A table being written.
struct Sheet {
    table: &'static Table,
    file: SerializedFileWriter<BufWriter<File>>,
    rows: Vec<Row>,
    n_bytes: usize,
    n_rows: u64,
}

impl Sheet {
    fn begin(landing: &Landing, table: &'static Table) -> Result<Self, Error> {
        let file = landing.file(&format!("{}.parquet", table.name))?;
        let begun = schema(table).and_then(|schema| {
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_created_by(format!("dateline {}", env!("CARGO_PKG_VERSION")))
                .build();
            SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))
        });
        let file = begun.map_err(system).map_err(landing::fault(landing.place()))?;
        Ok(Self { table, file, rows: Vec::new(), n_bytes: 0, n_rows: 0 })
    }

    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        let rows = (self.table.rows)(reported, &Numbers { n_rows: self.n_rows, ..*numbers });
        let n_rows = rows.len();
        self.n_rows += n_rows as u64;
        for row in rows {
            let texts = row.iter().map(|cell| if let Cell::Text(text) = cell { text.len() } else { 0 });
            self.n_bytes += texts.sum::<usize>() + size_of_val(&row[..]);
            self.rows.push(row);
            if self.rows.len() >= GROUP_ROWS || self.n_bytes >= GROUP_BYTES {
                self.write_group().map_err(system)?;
            }
        }
        Ok(n_rows)
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let mut group = self.file.next_row_group()?;
        for (at, column) in self.table.columns.iter().enumerate() {
            let Some(mut writer) = group.next_column()? else { break };
            let cells = self.rows.iter().map(|row| &row[at]);
            match column.kind {
                Kind::Text => write::<ByteArrayType>(&mut writer, cells, |cell| match cell {
                    Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                    _ => None,
                }),
                Kind::Integer => write::<Int64Type>(&mut writer, cells, |cell| match cell {
                    Cell::Integer(n) => Some(*n),
                    _ => None,
                }),
                Kind::Number => write::<DoubleType>(&mut writer, cells, |cell| match cell {
                    Cell::Number(n) => Some(*n),
                    _ => None,
                }),
                Kind::Flag => write::<BoolType>(&mut writer, cells, |cell| match cell {
                    Cell::Flag(flag) => Some(*flag),
                    _ => None,
                }),
                Kind::Day => write::<Int32Type>(&mut writer, cells, |cell| match cell {
                    Cell::Day(day) => Some(days_since_1970(*day)),
                    _ => None,
                }),
            }?;
            writer.close()?;
        }
        group.close()?;
        self.rows.clear();
        self.n_bytes = 0;
        Ok(())
    }
}

/// Writes a column of a row group: which cells have a value, and these values.
fn write<'a, T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'a Cell>,
    value: impl Fn(&'a Cell) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let values: Vec<Option<T::T>> = cells.map(value).collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    writer.typed::<T>().write_batch(&values, Some(&levels), None)?;
    Ok(())
}

fn days_since_1970(day: Date) -> i32 {
    // A date of jiff's lies within 10,000 years of 1970.
    day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() as i32 / 24
}

fn schema(table: &Table) -> Result<Type, ParquetError> {
    let fields = table.columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<_, _>>()?;
    Type::group_type_builder(table.name).with_fields(fields).build()
}

fn field(column: &Column) -> Result<Type, ParquetError> {
    let (physical, logical, converted) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String), ConvertedType::UTF8),
        Kind::Integer => (Physical::INT64, None, ConvertedType::NONE),
        Kind::Number => (Physical::DOUBLE, None, ConvertedType::NONE),
        Kind::Flag => (Physical::BOOLEAN, None, ConvertedType::NONE),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date), ConvertedType::DATE),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .with_converted_type(converted)
        .build()
}

fn system(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(cause) => io::Error::other(cause),
        other => io::Error::other(other),
    }
}

/// The folder of tables.
pub(crate) struct Tables {
    sheets: Vec<Sheet>,
}

impl Tables {
    pub(crate) fn begin(landing: &Landing) -> Result<Self, Error> {
        let sheets = TABLES.into_iter().map(|table| Sheet::begin(landing, table));
        Ok(Self { sheets: sheets.collect::<Result<_, _>>()? })
    }
}

impl Form for Tables {
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        self.sheets.iter_mut().map(|sheet| sheet.add(reported, numbers)).sum()
    }

    fn finish(self: Box<Self>, landing: &Landing) -> Result<(), Error> {
        for mut sheet in self.sheets {
            let file = sheet.write_group().and_then(|()| sheet.file.into_inner());
            landing::close(file.map_err(system).map_err(landing::fault(landing.place()))?, landing.place())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (day, n) in [("1970-01-01", 0), ("1969-12-31", -1), ("2024-03-05", 19_787), ("9999-12-31", 2_932_896)] {
            assert_eq!(days_since_1970(day.parse().unwrap()), n);
        }
    }
}
