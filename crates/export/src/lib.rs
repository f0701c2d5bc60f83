//! Writes records in the forms that other programs read.
//!
//! Takes records one after the other, each with what is known of the happenings behind its events ([`Reported`]); gives a
//! file or a folder that appears whole or not at all: JSON lines, CSV with its data package, Parquet, GeoJSON, GraphML, Web
//! Annotations, or the columns of GDELT, ICEWS, POLECAT and ACLED. A value that a form asks for and a record lacks stays
//! empty. Memory does not grow with the number of events.
//!
//! Never queries a database, and never carries more of a report's text than snippets unless it is told to.
//!
//! ```no_run
//! # fn main() -> Result<(), export::Error> {
//! use export::{Export, Format, Records, Settings};
//! let mut export = Export::begin("events".as_ref(), Format::Csv, Settings::default())?;
//! for reported in Records::of_path("records.jsonl".as_ref())?.filter_map(Result::ok) {
//!     export.add(&reported)?;
//! }
//! export.finish()?;
//! # Ok(()) }
//! ```

mod codes;
mod error;
mod evidence;
mod export;
mod formats;
mod landing;
mod profiles;
mod records;
mod reported;
mod table;
mod tables;

pub use error::Error;
pub use export::{Added, Export, Format, Settings, Summary};
pub use formats::csv::unguarded;
pub use profiles::Profile;
pub use records::{RecordError, Records};
pub use reported::{Happening, Quoted, Reported};
pub use table::{Column, Kind, Table};
pub use tables::TABLES;
