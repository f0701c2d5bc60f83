//! One archive, opened.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::change::Change;
use crate::error::PATIENCE;
use crate::{Error, schema};

/// So often a newcomer tries within [`PATIENCE`].
const TURNS: u32 = 2_400;

/// One archive. Several processes may have it open, and write, at once.
pub struct Archive {
    pub(crate) db: Connection,
}

impl Archive {
    /// Opens the archive in a file, to add to it; makes a new one where there is no file.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut archive = Self::connected(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        schema::version(&archive.db, path)?;
        archive.write_ahead()?;
        schema::migrate(&mut archive.db, path)?;
        Ok(archive)
    }

    /// Opens an archive that is there, to ask or change it.
    pub fn existing(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let mut archive = Self::connected(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        match schema::version(&archive.db, path)? {
            0 => Err(Error::NoArchive { path: path.to_owned() }),
            schema::VERSION => Ok(archive),
            _ => schema::migrate(&mut archive.db, path).map(|()| archive),
        }
    }

    pub(crate) fn connected(path: &Path, flags: OpenFlags) -> Result<Self, Error> {
        let opened = || -> rusqlite::Result<Connection> {
            let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            db.busy_timeout(PATIENCE)?;
            // A file from elsewhere may hold views and triggers that are not ours.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
            // A prepared statement stays so: without this it is prepared anew for each value bound to it.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            db.pragma_update(None, "trusted_schema", false)?;
            db.pragma_update(None, "foreign_keys", true)?;
            db.pragma_update(None, "synchronous", "NORMAL")?;
            db.pragma_update(None, "cache_size", -65_536)?;
            db.set_prepared_statement_cache_capacity(256);
            Ok(db)
        };
        Ok(Self { db: opened().map_err(|error| Error::opening(path, error))? })
    }

    /// Sets the mode in which readers and a writer do not wait for one another. It stays with the file; to set it takes the
    /// file for oneself, for which SQLite does not wait, so two newcomers take turns here.
    fn write_ahead(&self) -> Result<(), Error> {
        let mut left = TURNS;
        loop {
            let mode: String = self.db.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
            if mode == "wal" {
                return Ok(());
            }
            match self.db.pragma_update(None, "journal_mode", "WAL").map_err(Error::from) {
                Err(Error::Busy { .. }) if left > 0 => {
                    left -= 1;
                    std::thread::sleep(PATIENCE / TURNS);
                }
                other => return other,
            }
        }
    }

    /// The largest size that the file may grow to, in bytes; what does not fit fails as on a full disk.
    pub fn limit_size(&self, bytes: u64) -> Result<(), Error> {
        let page: u64 = self.db.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0))?.unsigned_abs();
        let pages = i64::try_from(bytes / page.max(1)).unwrap_or(i64::MAX);
        Ok(self.db.pragma_update(None, "max_page_count", pages)?)
    }

    /// A change that is made whole or not at all; waits for other writers.
    pub(crate) fn change(&mut self) -> Result<Change<'_>, Error> {
        Ok(Change::new(self.db.transaction_with_behavior(TransactionBehavior::Immediate)?))
    }
}
