//! Intake by its public door.

mod bytes;
mod cleaning;
mod inputs;
mod pages;
mod properties;
