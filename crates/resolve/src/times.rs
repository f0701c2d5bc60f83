//! The words of time of a report, read in the order of the text.

use std::collections::BTreeMap;

use jiff::civil::Date;
use record::{EventMention, TokenSpan, Upos};

use crate::{
    dates::{Tense, When},
    reading::Reading,
};

/// Words of time, and the time that they mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    pub head: usize,
    pub tokens: TokenSpan,
    /// What they mean in their own clause, where that is fixed.
    pub when: Option<When>,
    /// The tense of that clause.
    pub tense: Tense,
    /// The day told before them, from which "the next day" counts.
    pub anchor: Option<Date>,
}

/// All words of time that events may be told by, each by the word that carries it.
pub(crate) fn times(reading: &Reading, events: &[EventMention]) -> BTreeMap<usize, Time> {
    let mut told: Vec<_> = events.iter().flat_map(|event| event.times.iter().chain(&event.date)).collect();
    told.retain(|time| reading.holds(time));
    told.sort_by_key(|time| (time.tokens.start, time.tokens.end));
    told.dedup_by_key(|time| time.head);
    let (mut anchor, mut last) = (None, None);
    let mut found = BTreeMap::new();
    for time in told {
        let tense = tense_of(reading, time.head);
        let words = reading.analysis.words(time.tokens);
        let sentence = reading.analysis.sentence_of(time.head);
        let calendar = reading.calendar(anchor, tense);
        // "left on Friday, a day after troops shelled the town": counted from the day told beside it.
        let counted = || {
            let turn = turn(reading, time.tokens.end).filter(|_| last == Some(sentence))?;
            calendar.when(&format!("{words} {turn}"))
        };
        let when = calendar.when(words).or_else(counted);
        found.insert(time.head, Time { head: time.head, tokens: time.tokens, when, tense, anchor });
        if let Some(day) = when.and_then(When::day) {
            (anchor, last) = (Some(day), Some(sentence));
        }
    }
    found
}

/// Which way a span of time counts that stands before a clause.
fn turn(reading: &Reading, mark: usize) -> Option<&'static str> {
    let marks = reading.analysis.tokens.get(mark).is_some_and(|word| word.is("mark"));
    match reading.lower(mark.min(reading.analysis.tokens.len().saturating_sub(1))).as_str() {
        "after" if marks => Some("earlier"),
        "before" if marks => Some("later"),
        _ => None,
    }
}

/// The tense of a word's clause, by the verb over it.
pub(crate) fn tense_of(reading: &Reading, token: usize) -> Tense {
    let tokens = &reading.analysis.tokens;
    let verb = std::iter::once(token)
        .chain(reading.analysis.above(token).take(12))
        .find(|&token| tokens[token].upos == Upos::Verb);
    let Some(verb) = verb else { return Tense::Open };
    let future = reading.analysis.children(verb).any(|child| {
        tokens[child].upos == Upos::Aux
            && matches!(reading.lower(child).as_str(), "will" | "shall" | "'ll" | "would" | "may" | "might")
    });
    match (future, tokens[verb].feat("Tense")) {
        (true, _) => Tense::Future,
        (_, Some("Past")) => Tense::Past,
        _ => Tense::Open,
    }
}
