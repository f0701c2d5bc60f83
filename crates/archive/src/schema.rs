//! The tables, and how an older archive becomes a newer one.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::Error;

/// "dtln", by which `file` and dateline know an archive.
const APPLICATION: i64 = 0x6474_6C6E;

/// What makes version n + 1 of version n.
const STEPS: [&str; 1] = [include_str!("schema/1.sql")];

/// The version that this dateline writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// Brings the file to [`VERSION`]; a new one gets all tables. Two processes may do it at once.
pub fn migrate(db: &mut Connection, path: &Path) -> Result<(), Error> {
    if version(db, path)? == VERSION {
        return Ok(());
    }
    let steps = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&steps, path)?;
    for step in &STEPS[usize::try_from(from).unwrap_or(0)..] {
        steps.execute_batch(step)?;
    }
    steps.pragma_update(None, "application_id", APPLICATION)?;
    steps.pragma_update(None, "user_version", VERSION)?;
    Ok(steps.commit()?)
}

/// The version of the file: 0 for an empty one.
pub fn version(db: &Connection, path: &Path) -> Result<i64, Error> {
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let opening = |error| Error::opening(path, error);
    let (found, application) = (number("user_version").map_err(opening)?, number("application_id").map_err(opening)?);
    let n_tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(opening)?;
    match (application, n_tables) {
        (APPLICATION, _) if found > VERSION => Err(Error::Later { path: path.to_owned(), found, known: VERSION }),
        (APPLICATION, _) if found >= 0 => Ok(found),
        (0, 0) if found == 0 => Ok(0),
        _ => Err(Error::NoArchive { path: path.to_owned() }),
    }
}

/// An empty archive in memory.
pub fn fresh() -> Result<Connection, Error> {
    let mut db = Connection::open_in_memory()?;
    migrate(&mut db, Path::new(":memory:"))?;
    Ok(db)
}
