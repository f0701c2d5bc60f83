//! Evidence as Web Annotations: each says what the reader made of some words, and where these stand.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use record::{Event, Span, Statement};
use serde::Serialize;

use super::Form;
use crate::evidence::SNIPPET;
use crate::landing::{self, Landing};
use crate::table::Numbers;
use crate::{Error, Reported};

/// So many code points before and after quoted words help to find them on a page that has changed.
const AROUND: usize = 32;

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body {
    r#type: &'static str,
    purpose: &'static str,
    format: &'static str,
    value: String,
}

#[derive(Serialize)]
struct Target<'a> {
    source: Source<'a>,
    selector: Vec<Selector<'a>>,
}

/// The cleaned text, which positions count in; not the page that it was taken from.
#[derive(Serialize)]
struct Source<'a> {
    id: String,
    r#type: &'static str,
    format: &'static str,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        exact: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        prefix: &'a str,
        #[serde(skip_serializing_if = "str::is_empty")]
        suffix: &'a str,
    },
}

/// The page of annotations.
pub(crate) struct Page {
    file: BufWriter<File>,
    is_first: bool,
}

impl Page {
    pub(crate) fn begin(landing: &Landing) -> Result<Self, Error> {
        let mut file = landing.file("")?;
        let begun = file.write_all(
            b"{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:dateline:annotations\",\"type\":\"AnnotationPage\",\"items\":[",
        );
        begun.map_err(landing::fault(landing.place()))?;
        Ok(Self { file, is_first: true })
    }
}

impl Form for Page {
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        let mut found = Vec::new();
        for statement in &reported.record.statements {
            of_statement(reported, statement, &mut found);
        }
        for event in numbers.taken(reported) {
            of_event(reported, event, &mut found);
        }
        for evidence in &found {
            self.file.write_all(if self.is_first { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.file, &annotation(reported, evidence))?;
            self.is_first = false;
        }
        Ok(found.len())
    }

    fn finish(mut self: Box<Self>, landing: &Landing) -> Result<(), Error> {
        self.file.write_all(b"\n]}\n").map_err(landing::fault(landing.place()))?;
        landing::close(self.file, landing.place())
    }
}

/// Words, and what they are taken for.
struct Evidence {
    /// The value in the record, as a path: `events/e1/mentions/0/trigger`.
    at: String,
    span: Span,
    /// What class they are of, in short.
    class: String,
    /// The same for eyes.
    told: String,
}

fn of_statement(reported: &Reported, statement: &Statement, found: &mut Vec<Evidence>) {
    let at = format!("statements/{}", statement.id);
    let speaker = statement.speaker.as_ref().and_then(|id| reported.actor(id));
    let name = speaker.map_or("nobody named", |actor| &actor.name);
    let mut add = |what: String, span: Span, class: &str, told: String| {
        found.push(Evidence { at: format!("{at}/{what}"), span, class: class.to_owned(), told });
    };
    for (n, &span) in statement.content.iter().enumerate() {
        add(format!("content/{n}"), span, "statement", format!("{} statement, according to {name}", statement.kind));
    }
    if let Some(span) = statement.cue {
        add("cue".to_owned(), span, "cue", format!("ascribes the statement to {name}"));
    }
    if let Some(span) = statement.speaker_span {
        add("speaker_span".to_owned(), span, "speaker", format!("names the speaker, {name}"));
    }
}

fn of_event(reported: &Reported, event: &Event, found: &mut Vec<Evidence>) {
    let at = format!("events/{}", event.id);
    let mut add = |what: String, span: Span, class: String, told: String| {
        found.push(Evidence { at: format!("{at}/{what}"), span, class, told });
    };
    let kind = format!("{} {}", event.kind, event.mode.as_deref().unwrap_or(""));
    let told = format!("{}, CAMEO {}, told as {}", kind.trim_end(), event.cameo, event.factuality);
    for (n, telling) in event.mentions.iter().enumerate() {
        add(format!("mentions/{n}/trigger"), telling.trigger, event.kind.to_string(), told.clone());
        for (m, role) in telling.roles.iter().enumerate() {
            let name = role.id.as_ref().map_or("", |id| name_of(reported, id));
            let told = format!("{} of the {}: {name}", role.role, event.kind);
            let told = told.trim_end_matches([':', ' ']).to_owned();
            add(format!("mentions/{n}/roles/{m}"), role.span, role.role.to_string(), told);
        }
    }
    if let Some(date) = &event.date {
        add("date".to_owned(), date.expression, "date".to_owned(), date.value.clone());
    }
    if let Some(span) = event.factuality_cue {
        add("factuality_cue".to_owned(), span, "factuality".to_owned(), event.factuality.to_string());
    }
    for (n, figure) in event.figures.iter().enumerate() {
        let told = match (figure.low, figure.high) {
            (Some(low), Some(high)) if low == high => format!("{low} {}", figure.kind),
            (Some(low), Some(high)) => format!("{low} to {high} {}", figure.kind),
            (Some(low), None) => format!("at least {low} {}", figure.kind),
            (None, Some(high)) => format!("at most {high} {}", figure.kind),
            (None, None) => figure.kind.to_string(),
        };
        add(format!("figures/{n}"), figure.span, "figure".to_owned(), told);
    }
}

fn name_of<'a>(reported: &'a Reported, id: &str) -> &'a str {
    let place = || reported.record.places.iter().find(|place| place.id == id).map(|place| place.name.as_str());
    reported.actor(id).map(|actor| actor.name.as_str()).or_else(place).unwrap_or("")
}

fn annotation<'a>(reported: &'a Reported, evidence: &Evidence) -> Annotation<'a> {
    let report = &reported.record.report;
    let urn = format!("urn:dateline:{}", report.id);
    let body =
        |purpose, value: &str| Body { r#type: "TextualBody", purpose, format: "text/plain", value: value.to_owned() };
    Annotation {
        id: format!("{urn}:{}", evidence.at),
        r#type: "Annotation",
        motivation: "classifying",
        body: vec![body("classifying", &evidence.class), body("describing", &evidence.told)],
        target: Target {
            source: Source {
                id: urn,
                r#type: "Text",
                format: "text/plain",
                language: &report.language,
                via: report.url.as_deref(),
            },
            selector: selectors(reported, evidence.span),
        },
    }
}

/// Where words stand: by position, and by the words themselves unless they are more than a snippet.
fn selectors(reported: &Reported, span: Span) -> Vec<Selector<'_>> {
    let mut selectors = vec![Selector::Position { start: span.start, end: span.end }];
    let exact = reported.words(span);
    if span.len() <= SNIPPET && !exact.is_empty() {
        let around = |start: usize, end: usize| {
            if reported.has_text() { reported.words(Span::new(start, end)) } else { "" }
        };
        selectors.push(Selector::Quote {
            exact,
            prefix: around(span.start.saturating_sub(AROUND), span.start),
            suffix: around(span.end, span.end.saturating_add(AROUND)),
        });
    }
    selectors
}
