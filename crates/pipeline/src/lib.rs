//! Reads reports.
//!
//! Wires the stages: a [`Report`](record::Report) goes in, a [`Record`](record::Record) comes out, and nothing is in
//! the record that is not in the report's words. This is the library's public face; the stages stay behind it.
//!
//! Adds no knowledge of its own.
//!
//! ```no_run
//! # fn main() -> Result<(), pipeline::Error> {
//! let reader = pipeline::Reader::embedded()?;
//! let report = pipeline::report_from_text("Minister quits\n\nThe minister resigned on Monday.", &Default::default());
//! let record = reader.read(&report);
//! assert_eq!(record.sentences.len(), 2);
//! # Ok(()) }
//! ```

pub mod batch;
mod reader;
mod shards;

pub use intake::{
    About, Columns, Date, Error as IntakeError, Item, Items, Limits, Settings, Taken, column_of_parquet, fetch,
    files_in, items_of_page, items_of_path, items_of_reader, once, published_from, report_from_bytes, report_from_page,
    report_from_path, report_from_reader, report_from_text, watch,
};
pub use knowledge::codebook::Codebook;
pub use reader::{Error, Reader};
pub use resolve::{
    CLUES, Candidate, DATE_CLUES, EVENT_CLUES, PLACE_CLUES, Possible, PossibleDate, PossiblePlace, Resolved, Side,
    Weighed,
};
pub use shards::{Past, Row, ShardError, ShardForm, Shards};
