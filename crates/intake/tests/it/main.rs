//! Intake by its public door.

mod bytes;
mod cleaning;
mod inputs;
mod made;
mod once;
mod pages;
mod parquet;
mod properties;
mod web;
