//! Reads English.
//!
//! Takes a report's text, gives an [`Analysis`](record::Analysis): sentences, tokens, tags, dependency trees, names,
//! chains of mentions, and the scores of the model's other heads.
//!
//! Never knows what those other labels mean, nor which actors and places there are.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let weights = encoder::Weights::from_owned(std::fs::read("model.safetensors")?)?;
//! let language = language::Language::load(&weights)?;
//! let analysis = language.analyse("The minister resigned.");
//! assert_eq!(analysis.form(2), "resigned");
//! # Ok(()) }
//! ```

mod boundaries;
mod chains;
mod datelines;
mod error;
mod heads;
mod labels;
mod lemmas;
mod names;
mod pieces;
mod priors;
mod reading;
mod segments;
mod stretches;
mod tokens;
mod trees;

pub use error::Error;
pub use reading::Language;
pub use segments::segment_lines;
