//! Scores records against annotated reports: events, statements and what is told of them.

mod actors;
mod blocks;
mod bootstrap;
mod events;
mod found;
mod gold;
mod matching;
mod onto;
pub mod reliability;
mod statements;
mod tally;
pub mod weighing;
pub mod words;

use std::{collections::BTreeMap, fmt::Write, path::Path};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use self::{actors::Actor, events::Actors};

pub use self::{
    found::{Found, FoundPlace, FoundStatement},
    gold::GoldReport,
    onto::onto,
    tally::Measure,
};

/// How often the documents are drawn anew for an interval.
pub const RESAMPLINGS: usize = 1000;

/// What records came to against annotated reports.
pub struct Scored {
    /// Annotated documents without a record; they count as read with nothing found.
    pub not_read: usize,
    /// Each document's counts, in the order of the annotation.
    pub documents: Vec<tally::Counts>,
    /// All of them together.
    pub total: tally::Counts,
}

/// Scores the records in one file against the annotated reports in another; writes the figures as JSON where asked.
pub fn score_files(gold: &Path, records: &Path, errors: usize, json: Option<&Path>) -> Result<String> {
    let scored = score(&GoldReport::read_all(gold)?, Found::read_all(records)?);
    if let Some(path) = json {
        let figures = serde_json::to_string_pretty(&scored.json())?;
        std::fs::write(path, figures + "\n").with_context(|| format!("cannot write {}", path.display()))?;
    }
    let mut out = String::new();
    for line in scored.total.errors.iter().take(errors) {
        writeln!(out, "{line}")?;
    }
    Ok(out + &scored.page()?)
}

/// Scores records. Of two that read the same document, the later counts.
pub fn score(gold: &[GoldReport], records: Vec<Found>) -> Scored {
    let mut by_document: BTreeMap<String, Found> = records.into_iter().map(|found| (found.document(), found)).collect();
    let mut scored = Scored { not_read: 0, documents: Vec::new(), total: tally::Counts::default() };
    for report in gold {
        let found = by_document.remove(&found::document_of(&report.id));
        scored.not_read += usize::from(found.is_none());
        let counts = score_document(report, found.unwrap_or_default());
        scored.total.add(&counts);
        scored.documents.push(counts);
    }
    scored
}

/// Everyone in an annotated report.
fn gold_actors(gold: &GoldReport) -> Actors<'_> {
    gold.actors
        .iter()
        .map(|actor| {
            let code = actor.code.as_deref().filter(|code| !code.is_empty()).unwrap_or("UNK:UNK");
            let (country, sector) = code.split_once(':').unwrap_or((code, ""));
            let actor_of = Actor::new(actor.name.as_deref(), Some(country), Some(sector), actor.kind.as_deref());
            (actor.id.as_str(), actor_of)
        })
        .collect()
}

fn score_document(gold: &GoldReport, found: Found) -> tally::Counts {
    let found = onto(&gold.text, found);
    let gold_actors = gold_actors(gold);
    let found_actors: Actors = found
        .actors
        .iter()
        .map(|actor| {
            let (country, sector) = (actor.country.as_deref(), actor.sector.as_deref());
            (actor.id.as_str(), Actor::new(actor.name.as_deref(), country, sector, actor.kind.as_deref()))
        })
        .collect();
    let mut counts = tally::Counts::default();
    events::score(gold, &found, &gold_actors, &found_actors, &mut counts);
    statements::score(gold, &found, &gold_actors, &found_actors, &mut counts);
    counts
}

impl Scored {
    /// These documents and others together.
    pub fn with(mut self, other: Self) -> Self {
        self.not_read += other.not_read;
        self.documents.extend(other.documents);
        self.total.add(&other.total);
        self
    }

    /// The 95 % interval of a measure's F1.
    pub fn interval(&self, measure: Measure) -> Option<(f64, f64)> {
        bootstrap::interval(&self.documents, measure, RESAMPLINGS)
    }

    /// All figures as JSON.
    pub fn json(&self) -> Value {
        let mut figures = self.total.json();
        figures.insert("documents".to_owned(), json!(self.documents.len()));
        figures.insert("not_read".to_owned(), json!(self.not_read));
        Value::Object(figures)
    }

    /// All figures for reading.
    pub fn page(&self) -> Result<String> {
        let mut out = String::new();
        writeln!(out, "{} documents, {} not read", self.documents.len(), self.not_read)?;
        for measure in Measure::ALL {
            let tally = self.total.tally(measure);
            let (p, r, f1) = (tally.precision(), tally.recall(), tally.f1());
            let (low, high) = self.interval(measure).unwrap_or_default();
            let figures = format!("P {p:.3}  R {r:.3}  F1 {f1:.3}   [{low:.3}, {high:.3}]");
            writeln!(out, "{measure:12} {figures}   gold {}  found {}", tally.gold, tally.found)?;
        }
        for (accuracy, share) in &self.total.shares {
            writeln!(out, "{accuracy:14} {:.3}   of {}", share.value().unwrap_or_default(), share.of)?;
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the annotation guide's own scorer gives for the two invented reports in `example`.
    const EXPECTED: &str = r#"
{"documents": 2, "not_read": 0,
"mention": {"p": 0.8889, "r": 0.8, "f1": 0.8421, "gold": 10, "pred": 9},
"event": {"p": 0.6667, "r": 0.75, "f1": 0.7059, "gold": 8, "pred": 9},
"pair": {"p": 0.6667, "r": 0.75, "f1": 0.7059, "gold": 8, "pred": 9},
"statement": {"p": 0.7143, "r": 0.7143, "f1": 0.7143, "gold": 7, "pred": 7},
"content": {"p": 0.8571, "r": 0.8571, "f1": 0.8571, "gold": 7, "pred": 7},
"hedged": {"p": 1.0, "r": 0.6667, "f1": 0.8, "gold": 3, "pred": 2},
"voiced": {"p": 1.0, "r": 0.8, "f1": 0.8889, "gold": 5, "pred": 4},
"date": {"p": 0.6667, "r": 1.0, "f1": 0.8, "gold": 2, "pred": 3},
"place": {"p": 0.6667, "r": 1.0, "f1": 0.8, "gold": 2, "pred": 3},
"killed": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1},
"injured": {"p": 0.5, "r": 0.5, "f1": 0.5, "gold": 2, "pred": 2},
"anonymous": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1},
"via": {"p": 0.6, "r": 1.0, "f1": 0.75, "gold": 3, "pred": 5},
"accuracy": {
  "direct_speaker": {"right": 3, "of": 3, "share": 1.0},
  "direction": {"right": 3, "of": 4, "share": 0.75},
  "factuality": {"right": 5, "of": 6, "share": 0.8333},
  "mode": {"right": 5, "of": 5, "share": 1.0},
  "place_country": {"right": 1, "of": 2, "share": 0.5},
  "speaker": {"right": 5, "of": 6, "share": 0.8333},
  "vouching": {"right": 5, "of": 6, "share": 0.8333}},
"mention_by_type": {
  "ACCUSE": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1},
  "ASSAULT": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 2, "pred": 2},
  "CONSULT": {"p": 0.5, "r": 0.5, "f1": 0.5, "gold": 2, "pred": 2},
  "PROTEST": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 2, "pred": 2},
  "REJECT": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1},
  "RETREAT": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 1, "pred": 1},
  "SUPPORT": {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 1, "pred": 0}}}"#;

    fn example() -> Scored {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let gold = lines(include_str!("reading/example/gold.jsonl"));
        let records = lines(include_str!("reading/example/records.jsonl"));
        let gold: Vec<GoldReport> = gold.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        score(&gold, records.iter().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    #[test]
    fn figures_are_those_of_the_guide() {
        let expected: Value = serde_json::from_str(EXPECTED).unwrap();
        let figures = example().json();
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&figures[name], value, "{name}");
        }
        assert_eq!(figures.as_object().unwrap().len(), expected.as_object().unwrap().len());
    }

    #[test]
    fn errors_are_told_one_by_one() {
        assert_eq!(
            example().total.errors,
            [
                "missed ferry ACCUSE in 4: accused",
                "invented ferry ACCUSE in 4: accused",
                "invented ferry ASSAULT in : ",
                "missed docks SUPPORT in 5: offered",
                "invented docks CONSULT in 5: talks",
            ]
        );
    }

    #[test]
    fn a_document_without_a_record_counts_as_read_with_nothing_found() {
        let gold: Vec<GoldReport> = include_str!("reading/example/gold.jsonl")
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let scored = score(&gold, Vec::new());
        assert_eq!((scored.not_read, scored.total.tally(Measure::Event).gold), (2, 8));
        assert_eq!(scored.total.tally(Measure::Event).f1(), 0.0);
    }
}
