//! What stands around a report's words: who wrote it, when, pictures, invitations.

pub(crate) mod byline;
pub(crate) mod caption;
pub(crate) mod dates;
pub(crate) mod deck;
pub(crate) mod notice;
pub(crate) mod outlet;
mod person;
pub(crate) mod title;
mod words;

pub(crate) use byline::Byline;
pub(crate) use person::is_person;
pub(crate) use words::Words;
