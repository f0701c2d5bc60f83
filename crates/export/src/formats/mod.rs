//! The forms, each a module.

pub(crate) mod annotations;
pub(crate) mod csv;
pub(crate) mod geojson;
pub(crate) mod graphml;
pub(crate) mod jsonl;
pub(crate) mod parquet;

use std::io;

use crate::landing::Landing;
use crate::table::Numbers;
use crate::{Error, Reported};

/// A form that is being written.
pub(crate) trait Form {
    /// Writes what belongs to a record.
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<Counts>;

    /// Writes what comes last, and closes all files.
    fn finish(self: Box<Self>, landing: &Landing) -> Result<(), Error>;
}

/// What was written of a record.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) n_rows: u64,
    /// Events that the form cannot hold.
    pub(crate) n_left_out: u64,
}

impl Counts {
    pub(crate) fn rows(n_rows: usize) -> Self {
        Self { n_rows: n_rows as u64, n_left_out: 0 }
    }
}
