//! Knows who is who and what is where.
//!
//! Takes a name and a day, gives countries, actors with their roles, places, and the meaning of titles and of nouns for
//! groups, out of embedded tables and the user's overlay.
//!
//! Never reads text: which words are a name, and which namesake a report means, is for others to say.
//!
//! ```
//! let knowledge = knowledge::Knowledge::embedded();
//! assert_eq!(knowledge.country_called("Israelis").unwrap().iso3, "ISR");
//! assert!(knowledge.country_called("us").is_none());
//! ```

pub mod codebook;
mod country;
mod entities;
mod entity;
mod error;
mod knowledge;
mod name;
mod place;
mod table;
mod tables;
mod term;
#[cfg(test)]
mod tests;

pub use country::{Country, CountryName, CountryWord};
pub use entity::{Entity, Holder, OfficeRole, SectorAt};
pub use error::Error;
pub use knowledge::Knowledge;
pub use place::Place;
pub use term::{Group, Title};
