//! Which words of a report an export quotes, and how many at most.

use std::collections::BTreeSet;

use record::{EventTelling, Record, Span, Voucher};

use crate::Reported;

/// No cell quotes more code points of a report than this: a long sentence of news. More is for those who ask for the text.
pub(crate) const SNIPPET: usize = 240;

/// The span, cut to a snippet.
pub(crate) fn cut(span: Span) -> Span {
    Span::new(span.start, span.end.min(span.start.saturating_add(SNIPPET)))
}

/// The sentence that tells an event; of a long one, as much as a snippet holds around the words that name the event.
pub(crate) fn snippet(reported: &Reported, telling: &EventTelling) -> Option<Span> {
    let sentence = reported.sentence_of(telling)?;
    if sentence.len() <= SNIPPET {
        return Some(sentence);
    }
    let before = telling.trigger.start.saturating_sub(SNIPPET / 2);
    let start = before.clamp(sentence.start, sentence.end - SNIPPET);
    Some(Span::new(start, start + SNIPPET))
}

/// Every span whose words an export may quote, in the order of the text, each cut to a snippet.
pub(crate) fn quoted(reported: &Reported) -> BTreeSet<Span> {
    let record = &reported.record;
    let mut spans = BTreeSet::new();
    for statement in &record.statements {
        spans.extend(statement.speaker_span);
        spans.extend(statement.cue);
        spans.extend(&statement.content);
    }
    for event in &record.events {
        spans.extend(event.date.as_ref().map(|date| date.expression));
        spans.extend(event.factuality_cue);
        spans.extend(unsourced(&event.vouched_by));
        for figure in &event.figures {
            spans.insert(figure.span);
            spans.extend(unsourced(&figure.vouched_by));
        }
        for telling in &event.mentions {
            spans.insert(telling.trigger);
            spans.extend(snippet(reported, telling));
            spans.extend(telling.roles.iter().map(|role| role.span));
        }
    }
    spans.into_iter().map(cut).filter(|span| !span.is_empty()).collect()
}

fn unsourced(vouchers: &[Voucher]) -> impl Iterator<Item = Span> + '_ {
    vouchers.iter().filter_map(|voucher| match voucher {
        Voucher::Unsourced(span) => Some(*span),
        _ => None,
    })
}

/// The record without its report's text, and without what cleaning took out of it.
pub(crate) fn without_text(record: &Record) -> Record {
    let mut record = record.clone();
    record.report.text = record::Text::default();
    record.report.deck = None;
    record.report.removed = Vec::new();
    record
}
