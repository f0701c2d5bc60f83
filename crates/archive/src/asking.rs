//! An archive that is asked only, by many at once and not for ever.

use std::path::Path;

use rusqlite::{InterruptHandle, OpenFlags};

use crate::rows::first;
use crate::{Archive, Error, schema};

/// Breaks off what an archive is answering, from another thread.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// The question at hand fails with [`Error::Interrupted`]; where there is none, nothing happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl Archive {
    /// Opens an archive that is there, so that nothing can change it.
    pub fn to_ask(path: &Path) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::Missing { path: path.to_owned() });
        }
        let archive = Self::connected(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        match schema::version(&archive.db, path)? {
            schema::VERSION => Ok(archive),
            _ => Err(Error::NoArchive { path: path.to_owned() }),
        }
    }

    /// By what its answers are broken off.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.db.get_interrupt_handle())
    }

    /// Words that are others after every change: equal ones mean equal answers.
    pub fn state(&self) -> Result<String, Error> {
        let sql = "SELECT count(*) || '-' || coalesce(max(key), 0) || '-' || coalesce(sum(n_reports), 0) FROM runs";
        Ok(first(&self.db, sql, &[], |row| row.get(0))?.unwrap_or_default())
    }
}
