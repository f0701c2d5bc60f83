//! The records to be scored, as far as scoring looks at them.
//!
//! A record that lacks what scoring needs is read as one that found nothing of it.

use std::path::Path;

use anyhow::{Context, Result};
use record::{ReaderVersion, Span, Text, Voucher};
use serde::Deserialize;

use super::gold::Bounds;

/// A record to be scored.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Found {
    /// What read it.
    pub reader: Option<ReaderVersion>,
    /// An id outside the report, for lists that are no records.
    pub id: Option<String>,
    /// The report that was read.
    pub report: FoundReport,
    /// Everyone in it.
    pub actors: Vec<FoundActor>,
    /// Every place.
    pub places: Vec<FoundPlace>,
    /// Who said what.
    pub statements: Vec<FoundStatement>,
    /// Who did what to whom.
    pub events: Vec<FoundEvent>,
}

/// The report of a record.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FoundReport {
    /// Where it came from.
    pub source: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Its text as it was read.
    pub text: Option<Text>,
}

/// An actor of a record.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundActor {
    /// Its id in the record.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// The part of society that it acts for.
    pub sector: Option<String>,
    /// What sort of actor.
    pub kind: Option<String>,
}

/// A place of a record.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundPlace {
    /// Its id in the record.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// Its latitude, in degrees.
    pub lat: Option<f64>,
    /// Its longitude, in degrees.
    pub lon: Option<f64>,
    /// Where it is named.
    #[serde(default)]
    pub mentions: Vec<Span>,
}

/// A statement of a record.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundStatement {
    /// Its id in the record.
    pub id: String,
    /// The actor who says it.
    pub speaker: Option<String>,
    /// The words that name the speaker.
    pub speaker_span: Option<Span>,
    /// The words that ascribe it.
    pub cue: Option<Span>,
    /// Its pieces.
    #[serde(default)]
    pub content: Vec<Span>,
    /// Whether its speaker is a person without a name.
    #[serde(default)]
    pub anonymous: Option<bool>,
    /// Who passes it on.
    #[serde(default)]
    pub via: Vec<FoundVia>,
}

/// Who passes a statement on.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum FoundVia {
    /// With a span beside the name.
    Named {
        /// The name.
        name: String,
    },
    /// The name alone.
    Plain(String),
}

/// An event of a record.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundEvent {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The codebook's mode.
    pub mode: Option<String>,
    /// Who does it.
    #[serde(default)]
    pub sources: Vec<String>,
    /// To, with or about whom.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub date: Option<FoundDate>,
    /// How firmly it is told.
    pub factuality: Option<String>,
    /// Whose word it rests on.
    #[serde(default)]
    pub vouched_by: Vec<Voucher>,
    /// How sure the reader is.
    pub confidence: Option<f64>,
    /// What it counts.
    #[serde(default)]
    pub figures: Vec<FoundFigure>,
    /// Where the report tells it.
    #[serde(default)]
    pub mentions: Vec<FoundMention>,
}

/// The date of an event.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundDate {
    /// Its value.
    pub value: Option<String>,
}

/// A number of an event.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundFigure {
    /// What it counts.
    pub kind: String,
    /// At least so many.
    pub low: Option<i64>,
    /// At most so many.
    pub high: Option<i64>,
}

/// One mention of an event.
#[derive(Clone, Debug, Deserialize)]
pub struct FoundMention {
    /// The words that name it.
    pub trigger: Span,
}

impl Found {
    /// Reads a file of records, one a line.
    pub fn read_all(path: &Path) -> Result<Vec<Self>> {
        let lines = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::read_lines(&lines).with_context(|| format!("cannot read {}", path.display()))
    }

    /// Reads records, one a line.
    pub fn read_lines(lines: &str) -> Result<Vec<Self>> {
        let records = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        records.map(|(n, line)| serde_json::from_str(line).with_context(|| format!("line {}", n + 1))).collect()
    }

    /// The document that it reads: the source's file name without its suffix.
    pub fn document(&self) -> String {
        let told = |id: &Option<String>| id.clone().filter(|id| !id.is_empty());
        let name = told(&self.report.source).or_else(|| told(&self.report.id)).or_else(|| told(&self.id));
        document_of(&name.unwrap_or_default())
    }
}

/// The name of a document: the last part of a path, without `.txt`, `.json` or `.html`.
pub fn document_of(name: &str) -> String {
    let last = name.rsplit('/').next().unwrap_or(name);
    let bare = [".txt", ".json", ".html"].iter().find_map(|suffix| last.strip_suffix(suffix));
    bare.unwrap_or(last).to_owned()
}

impl FoundVia {
    /// The name.
    pub fn name(&self) -> &str {
        match self {
            Self::Named { name } | Self::Plain(name) => name,
        }
    }
}

impl FoundEvent {
    /// The value of its date.
    pub fn date(&self) -> Option<&str> {
        self.date.as_ref()?.value.as_deref()
    }

    /// The widest range that its figures of a kind give; `None` where it has none, a bound open where any is.
    pub fn widest(&self, kind: &str) -> Option<Bounds> {
        let figures: Vec<_> = self.figures.iter().filter(|figure| figure.kind == kind).collect();
        if figures.is_empty() {
            return None;
        }
        let lows: Option<Vec<i64>> = figures.iter().map(|figure| figure.low).collect();
        let highs: Option<Vec<i64>> = figures.iter().map(|figure| figure.high).collect();
        Some((lows.and_then(|lows| lows.into_iter().min()), highs.and_then(|highs| highs.into_iter().max())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_known_by_their_file_names() {
        assert_eq!(document_of("news/2020/d1.txt"), "d1");
        assert_eq!(document_of("d1.b.html"), "d1.b");
        let found: Found = serde_json::from_str(r#"{"report": {"source": "", "id": "x/d2.json"}}"#).unwrap();
        assert_eq!(found.document(), "d2");
    }

    #[test]
    fn figures_are_taken_together() {
        let event = r#"{"type": "ASSAULT", "figures": [{"kind": "killed", "low": 3, "high": 5},
            {"kind": "killed", "low": 2, "high": null}, {"kind": "injured", "low": 9, "high": 9}]}"#;
        let event: FoundEvent = serde_json::from_str(event).unwrap();
        assert_eq!(event.widest("killed"), Some((Some(2), None)));
        assert_eq!(event.widest("injured"), Some((Some(9), Some(9))));
        assert_eq!(event.widest("detained"), None);
    }
}
