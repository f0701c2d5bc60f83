//! Intake by its public door.

mod bytes;
mod cleaning;
mod pages;
mod properties;
