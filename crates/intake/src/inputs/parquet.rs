//! Tables in Parquet.

use std::fs::File;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, reader::RowIter};
use parquet::schema::types::Type;

use super::feed::day_of_stamp;
use super::table::{Row, item_of_row};
use super::{Items, Settings, lone};
use crate::error::Error;

/// The reports in a table.
pub(super) fn items(file: File, name: String, settings: &Settings) -> Items {
    let broken = |what: String| lone(Error::Broken { path: name.clone(), what });
    let reader = match SerializedFileReader::new(file) {
        Ok(reader) => reader,
        Err(error) => return broken(error.to_string()),
    };
    let schema = reader.metadata().file_metadata().schema().clone();
    let there: Vec<&str> =
        schema.get_fields().iter().filter(|field| field.is_primitive()).map(|field| field.name()).collect();
    let chosen =
        settings.columns.names().map(|names| names.into_iter().find(|name| there.contains(name)).map(str::to_owned));
    if chosen[0].is_none() {
        let names = settings.columns.names()[0].join("\", \"");
        return lone(Error::NoColumn { path: name, names });
    }
    // Only the columns that are asked for are read.
    let fields =
        schema.get_fields().iter().filter(|field| chosen.iter().flatten().any(|name| name == field.name())).cloned();
    let projection = Type::group_type_builder(schema.name()).with_fields(fields.collect()).build();
    let rows = projection.and_then(|projection| RowIter::from_file_into(Box::new(reader)).project(Some(projection)));
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) => return broken(error.to_string()),
    };
    let settings = settings.clone();
    Box::new(rows.enumerate().map(move |(at, row)| {
        let source = format!("{name}#{}", at + 1);
        let row = row.map_err(|error| Error::Broken { path: source.clone(), what: error.to_string() })?;
        let cell = |wanted: &Option<String>| -> Option<String> {
            let wanted = wanted.as_ref()?;
            row.get_column_iter().find(|(name, _)| *name == wanted).and_then(|(_, field)| words_of(field))
        };
        let row: Row = std::array::from_fn(|at| cell(&chosen[at]));
        item_of_row(row, source, &settings)
    }))
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
