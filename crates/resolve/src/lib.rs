//! Says who, where and when.
//!
//! Takes the mentions that `attribution` and `events` found in a parsed report, gives actors, places, statements and
//! events: mentions of one actor put together, times made dates, mentions of one event merged, each on whose word.
//! Never finds new mentions of statements or events; never asserts what the words leave open.
//!
//! ```
//! use knowledge::{Knowledge, codebook::Codebook};
//! # let report = record::Report { id: String::new(), source: "-".into(), url: None, outlet: None, title: None, deck: None,
//! #     byline: vec![], origin: None, copy_of: None, published: None, language: "en".into(), text: record::Text::new(""), removed: vec![] };
//! let analysis = record::conllu::read("1\tOslo\tOslo\tPROPN\t_\t_\t0\troot\t_\tName=B-LOC\n").unwrap();
//! let found = resolve::resolve(Knowledge::embedded(), Codebook::embedded(), &report, &analysis, &[], &[]);
//! assert_eq!(found.places[0].country.as_deref(), Some("NOR"));
//! ```

mod around;
mod belongings;
mod blame;
mod bodies;
mod borders;
mod cast;
mod counterparts;
mod datelines;
mod dates;
mod doers;
mod habits;
mod happening;
mod hints;
mod homes;
mod judges;
mod merging;
mod naming;
mod nominals;
mod pairs;
mod parties;
mod persons;
mod places;
mod profiles;
mod pronouns;
mod reading;
mod resolved;
mod settings;
mod statements;
mod telling;
mod times;
mod vouching;

pub use parties::{CLUES, Candidate, EVENT_CLUES, Side, Weighed};
pub use resolved::{Resolved, resolve};
pub use settings::{DATE_CLUES, PLACE_CLUES, Possible, PossibleDate, PossiblePlace};
