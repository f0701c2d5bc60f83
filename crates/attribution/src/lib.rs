//! Finds who says what in a report, and through whom the report has it.
//!
//! Takes a [`record::Analysis`] (one parsed report), gives [`record::StatementMention`]s in the order of the text: content, speaker's
//! words, cue. Never decides which real person a speaker is; that is `resolve`. A text it cannot make sense of gives none.
//!
//! ```
//! let lexicon = attribution::Lexicon::embedded();
//! let statements = attribution::statements(&lexicon, &record::Analysis::default());
//! assert!(statements.is_empty());
//! ```

mod anonymity;
mod beside;
mod clause;
mod content;
mod cue;
mod headline;
mod lexicon;
mod passing;
mod quotation;
mod scores;
mod speaker;
mod standing;
mod statements;
mod view;
mod ways;

pub use lexicon::Lexicon;
pub use statements::statements;
