//! The reader as a whole: cases in `tests/cases`, and what holds of every record.

// Where what the tests stand on fails, the test fails.
#![allow(clippy::unwrap_used)]

mod cases;
mod pairs;
mod properties;

use std::sync::LazyLock;

use pipeline::Reader;

/// The model is loaded once for all tests.
pub static READER: LazyLock<Reader> =
    LazyLock::new(|| Reader::embedded().expect("the embedded model is the program's"));
