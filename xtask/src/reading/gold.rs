//! The annotated reports.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use record::{Report, Span, Text};
use serde::Deserialize;

/// One annotated report, as the annotation guide writes it, with its text and the spans of its sentences.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldReport {
    /// The document's id.
    pub id: String,
    /// Its title, the first paragraph of the text.
    #[serde(default)]
    pub title: Option<String>,
    /// The day of publication.
    #[serde(default)]
    pub published: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// Title, blank line, body.
    pub text: Text,
    /// The start and end of every sentence.
    pub spans: Vec<(usize, usize)>,
    /// Everyone in it.
    pub actors: Vec<GoldActor>,
    /// Who said what, a sentence at a time.
    pub statements: Vec<GoldStatement>,
    /// Who did what to whom.
    pub events: Vec<GoldEvent>,
}

/// An annotated actor.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldActor {
    /// `A1`, `A2`, ...
    pub id: String,
    /// Its fullest name.
    pub name: Option<String>,
    /// What sort of actor.
    pub kind: Option<String>,
    /// Country and sector, `TUR:GOV`.
    pub code: Option<String>,
}

/// An annotated statement.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldStatement {
    /// The sentence that it stands in.
    pub sentence: usize,
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// The actor who says it.
    pub speaker: Option<String>,
    /// Its pieces, letter for letter.
    pub content: Vec<String>,
    /// Whether its speaker is a person without a name.
    pub anonymous: bool,
    /// Who passes it on.
    #[serde(default)]
    pub via: Vec<String>,
}

/// An annotated event.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldEvent {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The codebook's mode.
    pub mode: Option<String>,
    /// Who does it.
    pub sources: Vec<String>,
    /// To, with or about whom.
    pub recipients: Vec<String>,
    /// How firmly it is told.
    pub factuality: String,
    /// `report`, `unsourced` or ids of actors.
    pub vouched_by: Vec<String>,
    /// Where.
    pub place: Option<String>,
    /// The country of `place`.
    pub place_country: Option<String>,
    /// When.
    pub date: Option<String>,
    /// At least and at most so many killed.
    pub killed: Option<Bounds>,
    /// At least and at most so many injured.
    pub injured: Option<Bounds>,
    /// Where the report tells it.
    pub mentions: Vec<GoldMention>,
}

/// The bounds of a number, either of which may be open.
pub type Bounds = (Option<i64>, Option<i64>);

/// One mention of an annotated event.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldMention {
    /// The sentence.
    pub sentence: usize,
    /// The words that name it.
    pub trigger: String,
}

impl GoldReport {
    /// Reads annotated reports, one a line.
    pub fn read_all(path: &Path) -> Result<Vec<Self>> {
        let lines = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let reports = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        reports
            .map(|(n, line)| Self::read(line).with_context(|| format!("{}, line {}", path.display(), n + 1)))
            .collect()
    }

    fn read(line: &str) -> Result<Self> {
        let report: Self = serde_json::from_str(line)?;
        let mentions = report.events.iter().flat_map(|event| &event.mentions).map(|mention| mention.sentence);
        for sentence in mentions.chain(report.statements.iter().map(|statement| statement.sentence)) {
            ensure!(sentence < report.spans.len(), "{} has no sentence {sentence}", report.id);
        }
        Ok(report)
    }

    /// The spans of its sentences.
    pub fn sentences(&self) -> Vec<Span> {
        self.spans.iter().map(|&(start, end)| Span::new(start, end)).collect()
    }

    /// Where a piece stands in a sentence: its first place there, an empty span where it has none.
    pub fn locate(&self, sentence: usize, piece: &str) -> Span {
        let (start, end) = self.spans[sentence];
        let words = self.text.slice(Span::new(start, end));
        words.find(piece).map_or(Span::new(start, start), |byte| {
            let at = start + words[..byte].chars().count();
            Span::new(at, at + piece.chars().count())
        })
    }

    /// So many sentences as a report of their own, with the events that they tell of; without statements.
    pub fn excerpt(&self, sentences: std::ops::Range<usize>) -> Self {
        let (start, end) = (self.spans[sentences.start].0, self.spans[sentences.end - 1].1);
        let told = |event: &GoldEvent| {
            let here = event.mentions.iter().filter(|mention| sentences.contains(&mention.sentence));
            let moved = |mention: &GoldMention| GoldMention {
                sentence: mention.sentence - sentences.start,
                trigger: mention.trigger.clone(),
            };
            let mentions: Vec<GoldMention> = here.map(moved).collect();
            (!mentions.is_empty()).then(|| GoldEvent { mentions, ..event.clone() })
        };
        Self {
            title: None,
            text: Text::new(self.text.slice(Span::new(start, end))),
            spans: self.spans[sentences.clone()].iter().map(|&(from, to)| (from - start, to - start)).collect(),
            statements: Vec::new(),
            events: self.events.iter().filter_map(told).collect(),
            ..self.clone()
        }
    }

    /// The report as intake would hand it to the reader.
    pub fn report(&self) -> Report {
        let (outlet, title) = (self.outlet.as_deref(), self.title.as_deref());
        let title = title.filter(|title| self.text.as_str().starts_with(title));
        Report {
            id: Report::id_of(outlet, title, self.text.as_str()),
            source: self.id.clone(),
            url: None,
            outlet: self.outlet.clone(),
            title: title.map(str::to_owned),
            deck: None,
            byline: Vec::new(),
            origin: None,
            copy_of: None,
            published: self.published.clone(),
            language: "en".to_owned(),
            text: self.text.clone(),
            removed: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"id": "d1", "title": "Über", "published": "2020-01-02", "outlet": "Post", "text": "Über\n\nÄa ba ba.",
        "spans": [[0, 4], [6, 15]], "actors": [], "statements": [], "events": []}"#;

    #[test]
    fn pieces_are_found_in_their_sentence() {
        let report = GoldReport::read(LINE).unwrap();
        assert_eq!(report.locate(1, "ba"), Span::new(9, 11));
        assert_eq!(report.locate(1, "Über"), Span::new(6, 6));
        assert_eq!(report.report().title.as_deref(), Some("Über"));
        assert_eq!(report.report().source, "d1");
    }

    #[test]
    fn a_sentence_that_is_not_there_is_an_error() {
        let line = LINE.replace(
            r#""statements": []"#,
            r#""statements": [{"sentence": 2, "kind": "direct", "speaker": null, "content": [], "anonymous": false}]"#,
        );
        assert_eq!(GoldReport::read(&line).unwrap_err().to_string(), "d1 has no sentence 2");
    }
}
