//! Intake by its public door.

mod bytes;
mod cleaning;
mod once;
mod properties;
mod web;
