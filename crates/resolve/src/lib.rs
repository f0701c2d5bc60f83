//! Says who, where and when.
//!
//! Takes the mentions that `attribution` and `events` found in a parsed report, gives actors, places, statements and events:
//! mentions of one actor put together, times turned into dates, mentions of one event merged, with whose word each rests on.
//!
//! Never finds new mentions of statements or events; never asserts what the words leave open.

mod bodies;
mod cast;
mod dates;
mod happening;
mod merging;
mod naming;
mod nominals;
mod persons;
mod places;
mod profiles;
mod pronouns;
mod reading;
mod resolved;
mod statements;
mod telling;
mod vouching;

pub use resolved::{Resolved, resolve};
