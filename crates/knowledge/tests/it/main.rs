//! Look-ups through the public door.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod actors;
mod countries;
mod overlay;
mod places;
mod terms;

use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}
