//! Who said what.

use record::{Record, Statement};

use super::layout::{Ink, Page, Words};
use super::people;

/// Writes every statement: who, in what words it is ascribed, whether named and through whom, and what.
pub fn write(page: &mut Page, record: &Record) {
    if record.statements.is_empty() {
        return;
    }
    page.heading("WHO SAID WHAT", "");
    let indent = label_width(record.statements.iter().map(|statement| statement.id.as_str()));
    for (at, statement) in record.statements.iter().enumerate() {
        if at > 0 {
            page.blank();
        }
        page.hung(&format!("{:<indent$}", statement.id), indent, &speaker(record, statement));
        page.hung("", indent, &content(record, statement));
    }
}

/// The columns that ids take, with the space behind them.
pub fn label_width<'a>(ids: impl Iterator<Item = &'a str>) -> usize {
    ids.map(|id| id.chars().count()).max().unwrap_or(0).max(2) + 2
}

fn speaker(record: &Record, statement: &Statement) -> Words {
    let mut words = match &statement.speaker {
        Some(id) => people::called(record, id),
        None => Words::of(Ink::PLAIN, "nobody named"),
    };
    if let Some(unnamed) = people::unnamed(record, statement) {
        words = words.and(Ink::PLAIN, &format!(", {unnamed}"));
    }
    for via in &statement.via {
        words = words.and(Ink::PLAIN, &format!(", via {}", via.name));
    }
    if let Some(cue) = statement.cue {
        words = words.and(Ink::PLAIN, &format!(", {}", people::quoted(record, cue)));
    }
    if let Some(addressee) = statement.addressee.as_deref().and_then(|id| people::actor(record, id)) {
        words = words.and(Ink::PLAIN, &format!(" to {}", addressee.name));
    }
    let numbers = statement.content.iter().flat_map(|piece| {
        let last = record::Span::new(piece.end.saturating_sub(1), piece.end);
        people::sentence_of(record, *piece)..=people::sentence_of(record, last)
    });
    words.and(Ink::FAINT, &format!(" · {} · {}", statement.kind, people::sentences(numbers)))
}

fn content(record: &Record, statement: &Statement) -> Words {
    let pieces = statement.content.iter().map(|&piece| Words::of(Ink::SAID, record.report.text.slice(piece)));
    let pieces: Vec<Words> = pieces.collect();
    Words::joined(&pieces, " … ")
}
