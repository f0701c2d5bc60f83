//! Rows in and out of tables: spans, lists, hashes of rows.

use record::Span;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, ToSql};

use crate::Error;

/// A span's two columns.
pub fn columns(span: Span) -> (i64, i64) {
    (number(span.start), number(span.end))
}

/// The two columns of a span that may be missing.
pub fn some_columns(span: Option<Span>) -> (Option<i64>, Option<i64>) {
    span.map(columns).unzip()
}

/// A count as SQLite keeps it.
pub fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The span in two columns of a row.
pub fn span(row: &Row, start: usize) -> rusqlite::Result<Span> {
    Ok(Span::new(row.get(start)?, row.get(start + 1)?))
}

/// The span in two columns, where there is one.
pub fn some_span(row: &Row, start: usize) -> rusqlite::Result<Option<Span>> {
    match row.get_ref(start)? {
        ValueRef::Null => Ok(None),
        _ => span(row, start).map(Some),
    }
}

/// A row's value from one of the field's closed lists.
pub fn listed<T: std::str::FromStr>(row: &Row, column: usize) -> rusqlite::Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    let name: String = row.get(column)?;
    name.parse().map_err(|error| failed(column, error))
}

/// A row's value that is kept as JSON.
pub fn json<T: serde::de::DeserializeOwned>(row: &Row, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| failed(column, error))
}

fn failed(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

/// All rows of a query, each made into something.
pub fn all<T>(
    db: &Connection,
    sql: &str,
    parameters: &[&dyn ToSql],
    make: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Error> {
    let mut query = db.prepare_cached(sql)?;
    let rows = query.query_map(parameters, make)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The first row of a query, if there is one.
pub fn first<T>(
    db: &Connection,
    sql: &str,
    parameters: &[&dyn ToSql],
    make: impl FnOnce(&Row) -> rusqlite::Result<T>,
) -> Result<Option<T>, Error> {
    let mut query = db.prepare_cached(sql)?;
    let mut rows = query.query(parameters)?;
    Ok(rows.next()?.map(make).transpose()?)
}

/// Runs a change, and says how many rows it changed.
pub fn run(db: &Connection, sql: &str, parameters: &[&dyn ToSql]) -> Result<usize, Error> {
    Ok(db.prepare_cached(sql)?.execute(parameters)?)
}

/// Runs an insertion, and gives the new row's key.
pub fn insert(db: &Connection, sql: &str, parameters: &[&dyn ToSql]) -> Result<i64, Error> {
    run(db, sql, parameters)?;
    Ok(db.last_insert_rowid())
}

/// The hash of values in their order, each with its type, so that no two rows have one unless they are equal.
#[derive(Default)]
pub struct Digest(blake3::Hasher);

impl Digest {
    /// Takes in a value.
    pub fn take(&mut self, value: ValueRef) {
        let (kind, bytes): (u8, &[u8]) = match value {
            ValueRef::Null => (0, &[]),
            ValueRef::Integer(number) => {
                self.0.update(&[1]).update(&number.to_le_bytes());
                return;
            }
            ValueRef::Real(number) => {
                self.0.update(&[2]).update(&number.to_bits().to_le_bytes());
                return;
            }
            ValueRef::Text(bytes) => (3, bytes),
            ValueRef::Blob(bytes) => (4, bytes),
        };
        self.0.update(&[kind]).update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
    }

    /// Takes in all rows of a query.
    pub fn take_rows(&mut self, db: &Connection, sql: &str, parameters: &[&dyn ToSql]) -> Result<(), Error> {
        let mut query = db.prepare_cached(sql)?;
        let n_columns = query.column_count();
        let mut rows = query.query(parameters)?;
        while let Some(row) = rows.next()? {
            for column in 0..n_columns {
                self.take(row.get_ref(column)?);
            }
        }
        Ok(())
    }

    /// The first 16 bytes.
    pub fn finish(self) -> Vec<u8> {
        self.0.finalize().as_bytes()[..16].to_vec()
    }
}
