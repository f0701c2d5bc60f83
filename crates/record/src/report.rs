//! One news report, cleaned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{OriginBasis, RemovedKind, Text};

/// One news report as the reader takes it: its text, and what is known of where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// blake3 of outlet, title and text, in hexadecimal.
    pub id: String,
    /// The path or URL that it came from; "-" for standard input.
    pub source: String,
    /// Its address on the web.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title, the first paragraph of `text`.
    pub title: Option<String>,
    /// The standfirst under its title, if it had one.
    pub deck: Option<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Whose text it is; null where nothing says so. Reports of one origin and one text are one source.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// The id of an earlier report of the same run that has the same text, or most of it.
    #[serde(default)]
    pub copy_of: Option<String>,
    /// The day of first publication, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The language that it is written in, ISO 639-1.
    pub language: String,
    /// Title, blank line, body with a blank line between paragraphs: the text that all offsets count in.
    pub text: Text,
    /// What cleaning took out, in order.
    pub removed: Vec<Removed>,
}

impl Report {
    /// The id that a report of this outlet, title and text has on every machine.
    pub fn id_of(outlet: Option<&str>, title: Option<&str>, text: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [outlet.unwrap_or(""), title.unwrap_or(""), text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex().to_string()
    }
}

/// The agency or outlet that a report's text came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Its name.
    pub name: String,
    /// What says so.
    pub basis: OriginBasis,
    /// The words that say so, in the text or in what was taken out; null for `overlap`, and for `outlet`.
    pub words: Option<String>,
}

/// Words that cleaning took out of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// What they were.
    pub kind: RemovedKind,
    /// The words.
    pub text: String,
}
