//! Who did what to whom.

use record::{Event, Factuality, Record};

use super::figures::figure;
use super::layout::{Ink, Page, Words};
use super::people;
use super::statements::label_width;

/// Writes every event: what, how firmly it is told, who and to whom, where and when, and on whose word.
pub fn write(page: &mut Page, record: &Record) {
    if record.events.is_empty() {
        return;
    }
    page.heading("WHO DID WHAT TO WHOM", ", as the report tells it");
    let indent = label_width(record.events.iter().map(|event| event.id.as_str()));
    for (at, event) in record.events.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.hung(&format!("{:<indent$}", event.id), indent, &deed(record, event));
        page.hung("", indent, &parties(record, event));
        let circumstances = circumstances(record, event);
        if !circumstances.is_empty() {
            page.hung("", indent, &circumstances);
        }
        page.hung("", indent, &evidence(record, event));
    }
}

fn deed(record: &Record, event: &Event) -> Words {
    let mut words = Words::of(Ink::DEED, event.kind.as_str());
    if let Some(mode) = &event.mode {
        words = words.and(Ink::PLAIN, &format!(" {mode}"));
    }
    words = words.and(Ink::PLAIN, &format!(" · {}", event.factuality));
    match event.factuality_cue {
        Some(cue) if event.factuality != Factuality::Happened => {
            words.and(Ink::FAINT, &format!(" ({})", people::quoted(record, cue)))
        }
        _ => words,
    }
}

/// "A → B"; "A with B" where all act together.
fn parties(record: &Record, event: &Event) -> Words {
    let sources = || people::all_called(record, &event.sources);
    match (event.sources.len(), event.recipients.is_empty()) {
        (0, true) => Words::of(Ink::FAINT, "nobody named"),
        (0, false) => Words::of(Ink::FAINT, "nobody named → ").then(&people::all_called(record, &event.recipients)),
        (1, true) => sources(),
        (_, true) => sources().and(Ink::FAINT, ", together"),
        (_, false) => sources().and(Ink::FAINT, " → ").then(&people::all_called(record, &event.recipients)),
    }
}

fn circumstances(record: &Record, event: &Event) -> Words {
    let mut parts = Vec::new();
    if let Some(place) = event.place.as_deref().and_then(|id| record.places.iter().find(|place| place.id == id)) {
        let words = Words::of(Ink::PLAIN, &format!("in {}", place.name));
        parts.push(match &place.country {
            Some(country) => words.and(Ink::FAINT, &format!(" ({country})")),
            None => words,
        });
    }
    if let Some(date) = &event.date {
        let words = Words::of(Ink::PLAIN, &format!("{} ", date.value));
        parts.push(words.and(Ink::FAINT, &format!("({})", people::quoted(record, date.expression))));
    }
    parts.extend(event.figures.iter().map(|one| figure(record, event, one)));
    Words::joined(&parts, " · ")
}

fn evidence(record: &Record, event: &Event) -> Words {
    let mut triggers: Vec<String> = Vec::new();
    for telling in &event.mentions {
        let trigger = people::quoted(record, telling.trigger);
        if !triggers.contains(&trigger) {
            triggers.push(trigger);
        }
    }
    let sentences = people::sentences(event.mentions.iter().map(|telling| telling.sentence));
    let word = people::according_to(record, &event.vouched_by);
    Words::of(Ink::PLAIN, &word).and(Ink::FAINT, &format!(" · {sentences}: {}", triggers.join(", ")))
}
