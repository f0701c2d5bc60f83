//! Which events of several reports are one happening.

use record::Record;
use rusqlite::Connection;

use crate::rows::{insert, run};
use crate::writing::Writer;
use crate::{Error, seals};

/// Gives each event of a report its happening.
pub fn place_all(db: &Connection, record: &Record, writer: &Writer) -> Result<(), Error> {
    for (event, (key, id)) in record.events.iter().zip(&writer.events) {
        let happening = found(db, id, event.kind.as_str())?;
        let sql = "INSERT INTO clusters VALUES (?1, ?2, NULL, 1.0, 'the first report of it', 'reader', x'')";
        run(db, sql, &[key, &happening])?;
        seals::CLUSTERS.seal(db, &[key])?;
    }
    Ok(())
}

/// A new happening, called after the event that it begins with.
fn found(db: &Connection, event: &str, kind: &str) -> Result<i64, Error> {
    let id = format!("h{}", event.trim_start_matches('e'));
    let key = insert(db, "INSERT INTO happenings (id, type, seal) VALUES (?1, ?2, x'')", &[&id, &kind])?;
    seals::HAPPENINGS.seal(db, &[&key])?;
    Ok(key)
}
