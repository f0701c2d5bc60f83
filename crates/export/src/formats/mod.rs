//! The forms, each a module.

pub(crate) mod annotations;
pub(crate) mod csv;
pub(crate) mod geojson;
pub(crate) mod graphml;
pub(crate) mod jsonl;
pub(crate) mod parquet;

use std::io;

use record::Event;

use crate::landing::Landing;
use crate::table::Numbers;
use crate::{Error, Reported};

/// A form that is being written.
pub(crate) trait Form {
    /// Writes what belongs to a record; gives the number of rows.
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize>;

    /// Whether the form can hold an event.
    fn holds(&self, _: &Reported, _: &Event) -> bool {
        true
    }

    /// Writes what comes last, and closes all files.
    fn finish(self: Box<Self>, landing: &Landing) -> Result<(), Error>;
}
