//! A change of the archive: all of it or nothing, and with the counts that follow from it.

use std::cell::RefCell;
use std::ops::Deref;

use record::Record;
use rusqlite::{Connection, Transaction};

use crate::Error;
use crate::ledger::Ledger;
use crate::parts::{Keys, Parts};
use crate::rows::all;

/// A change that is being made.
pub struct Change<'a> {
    db: Transaction<'a>,
    ledger: RefCell<Ledger>,
}

impl Deref for Change<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.db
    }
}

impl<'a> Change<'a> {
    /// A change that this transaction makes.
    pub fn new(db: Transaction<'a>) -> Self {
        Self { db, ledger: RefCell::default() }
    }

    /// Counts a report that has come with this key.
    pub fn count_new(&self, report: i64, record: &Record, keys: &Keys, parts: &Parts) {
        let mut ledger = self.ledger.borrow_mut();
        ledger.report(record, keys, parts, 1);
        ledger.relations.new_report(report);
    }

    /// Counts a report no more that is to go; its story has been opened.
    pub fn count_gone(&self, record: &Record, keys: &Keys, parts: &Parts) {
        self.ledger.borrow_mut().report(record, keys, parts, -1);
    }

    /// Has to be called before anything of a happening changes: which events it has, and whose texts their reports are.
    pub fn opens(&self, happening: i64) -> Result<(), Error> {
        self.ledger.borrow_mut().open(&self.db, happening)
    }

    /// Has to be called before a story gets another origin, and before a report of it goes: a copy of that may be the first
    /// of them then.
    pub fn opens_story(&self, story: i64) -> Result<(), Error> {
        for report in all(&self.db, "SELECT key FROM reports WHERE story = ?1", &[&story], |row| row.get::<_, i64>(0))?
        {
            self.ledger.borrow_mut().relations.open(&self.db, report)?;
        }
        let sql = "SELECT DISTINCT c.happening FROM reports r CROSS JOIN events e ON e.report = r.key
            CROSS JOIN clusters c ON c.event = e.key WHERE r.story = ?1";
        let happenings = all(&self.db, sql, &[&story], |row| row.get::<_, i64>(0))?;
        happenings.into_iter().try_for_each(|happening| self.opens(happening))
    }

    /// Makes it.
    pub fn commit(self) -> Result<(), Error> {
        self.ledger.borrow_mut().close(&self.db)?;
        Ok(self.db.commit()?)
    }
}
