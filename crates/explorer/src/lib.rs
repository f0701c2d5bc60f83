//! Shows an archive where others show rows: as web pages, as an HTTP API, as tools for assistants.
//!
//! Takes an archive's file, gives a server ([`serve`]) or answers lines of JSON-RPC ([`converse`]). Every answer of either
//! is one of [`QUESTIONS`], so that pages, API, its description and the tools cannot differ.
//!
//! Never changes the archive, never reaches another file by a request, never sends a request of its own.

mod answer;
mod api;
mod assets;
mod desk;
mod error;
mod guard;
mod mcp;
mod openapi;
mod parameters;
mod questions;
mod rates;
mod reading;
mod server;
mod settings;

pub use error::Error;
pub use mcp::converse;
pub use openapi::openapi;
pub use questions::{QUESTIONS, Question};
pub use server::{Served, serve};
pub use settings::{Settings, fetch_within};
