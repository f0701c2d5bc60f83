//! Records in one SQLite file that remembers, corroborates and answers.
//!
//! Takes [`Record`](record::Record)s, gives answers: search, happenings that several reports tell of, quotations,
//! relations between two parties over time. Each value of an answer names its report and sentence.
//!
//! Never reads a text: what a report says is settled when its record comes in. Never says that something is so; it says
//! who reported it.
//!
//! ```
//! # fn main() -> Result<(), archive::Error> {
//! # let folder = tempfile::tempdir().unwrap();
//! let archive = archive::Archive::open(&folder.path().join("news.db"))?;
//! assert_eq!(archive.stats()?.n_reports, 0);
//! # Ok(()) }
//! ```

mod actor;
mod add;
mod answers;
mod archive;
mod asking;
mod change;
mod checks;
mod contradictions;
mod decisions;
mod error;
mod finding;
mod happenings;
mod ids;
mod ledger;
mod meeting;
mod origins;
mod overview;
mod parties;
mod parts;
mod people;
mod reading;
mod relation_counts;
mod relations;
mod retract;
mod rows;
mod schema;
mod seals;
mod search;
mod show;
mod stats;
mod stream;
mod tallies;
mod telling;
mod tellings;
mod verify;
mod words;
mod writing;

pub use actor::{ActorDossier, Party};
pub use add::{Added, Keep, Known, Run};
pub use answers::*;
pub use archive::Archive;
pub use asking::Interrupter;
pub use contradictions::{according_to, counted};
pub use decisions::Decided;
pub use error::Error;
pub use overview::{Disagreement, Disagreements, Happenings, OnMap, Places, Stretch, Timeline};
pub use people::{Pair, Speaker, Speakers, Suggestion};
pub use relations::{Between, By, Count, Period, Relation, StatementBetween, Told};
pub use retract::{Reread, Retracted};
pub use search::{Found, Hit, Search, Wanted};
pub use stream::Cursor;
pub use verify::Verified;
