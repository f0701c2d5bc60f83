//! Finds who did what to whom.
//!
//! Takes an [`Analysis`](record::Analysis) (one parsed report) and the codebook, gives
//! [`EventMention`](record::EventMention)s in the order of the text: trigger, type, mode, parties, place, date,
//! factuality and figures, all in tokens.
//!
//! Never decides which real actor a mention is, nor which mentions are one event; that is `resolve`.
//!
//! ```
//! use knowledge::codebook::Codebook;
//! let nothing = events::events(Codebook::embedded(), &record::Analysis::default());
//! assert!(nothing.is_empty());
//! ```

mod bystanders;
mod clause;
mod culprits;
mod factuality;
mod figures;
mod forms;
mod judgements;
mod modes;
mod nothing_done;
mod numbers;
mod parties;
mod phrases;
mod scene;
mod scores;
mod stage;
mod triggers;
mod when_where;

pub use stage::events;
