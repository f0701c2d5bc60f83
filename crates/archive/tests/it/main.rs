//! An archive as its users have it.

// Scratch folders serve tests alone; where one fails, the test fails.
#![allow(clippy::unwrap_used)]

mod adding;
mod asking;
mod happening;
mod made;
mod relating;
mod tampering;
