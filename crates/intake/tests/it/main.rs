//! Intake by its public door.

mod bytes;
mod cleaning;
mod inputs;
mod once;
mod pages;
mod properties;
mod web;
