//! Takes in news reports as they come and gives them clean.
//!
//! Takes a file, a stream, bytes or a text, and what is known [`About`] it; gives a [`Report`](record::Report):
//! title, body, and all that cleaning took out.
//!
//! Never interprets what a report says, and never drops a word unlisted.
//!
//! ```
//! let report = intake::report_from_text("Ferry sinks\n\nBy Ana Bell\n\nA ferry sank.", &intake::About::default());
//! assert_eq!(report.text.as_str(), "Ferry sinks\n\nA ferry sank.");
//! assert_eq!(report.byline, ["Ana Bell"]);
//! ```

mod about;
pub mod bodies;
mod characters;
mod cleaning;
mod decoding;
mod entities;
mod error;
pub mod fetch;
mod format;
mod furniture;
mod inputs;
mod language;
pub mod once;
mod page;
mod paragraphs;
mod reports;
pub mod watch;

pub use about::{About, Limits, published_from};
pub use error::Error;
pub use format::Format;
pub use inputs::{
    Columns, Item, Items, Settings, Taken, column_of_parquet, files_in, items_of_page, items_of_path, items_of_reader,
};
pub use jiff::civil::Date;
pub use reports::{report_from_bytes, report_from_page, report_from_path, report_from_reader, report_from_text};
