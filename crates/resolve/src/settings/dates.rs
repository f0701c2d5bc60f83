//! What speaks for and against a date as an event's.

use record::{Factuality, TokenSpan};

use super::{
    Found, Possible,
    table::{Near, Table, flag, nearest, preposition},
};
use crate::{
    dates::{Tense, When},
    parties::kind_number,
};

/// The clues of a date by name, in the order in which the judge takes them. What holds or not is 1 or 0; a share is of the event's mentions.
pub const CLUES: [&str; 32] = [
    "share whose clause tells it",
    "share whose clause tells another",
    "sentences since it was told",
    "words between",
    "steps in the tree",
    "other events between",
    "under another event's word",
    "sentence of its first telling",
    "first sentence of the event",
    "days before publication",
    "grain",
    "times told",
    "others nearer",
    "others in its sentences",
    "type",
    "happened",
    "planned",
    "all mentions are nouns",
    "all point back",
    "mentions",
    "other events told then",
    "other events told at other times",
    "the event before is told then",
    "the event before is told at another time",
    "in somebody's words",
    "told in the same words of somebody",
    "preposition",
    "kind of words",
    "told in the same paragraph",
    "told in the future",
    "behind the mention",
    "times of the report",
];

impl Table<'_, '_> {
    /// The dates that may be an event's, each with its words that are nearest.
    pub fn dates(&self, at: usize) -> Found<String, When, { CLUES.len() }> {
        let mut words: Vec<(When, usize, TokenSpan)> = Vec::new();
        for telling in self.group(at) {
            let near = telling.mention.times.iter().filter_map(|time| self.times.get(&time.head));
            words.extend(near.filter_map(|time| Some((time.when?, time.head, time.tokens))));
            let own = telling.date.and_then(|(when, _)| when).zip(telling.mention.date);
            words.extend(own.map(|(when, mention)| (when, mention.head, mention.tokens)));
        }
        // What was done over years was not done on one day.
        if self.group(at).all(|telling| telling.over_years) {
            words.retain(|(when, ..)| when.day().is_none());
        }
        let near = self.near(at, words);
        let candidate = |word: &Near<When>| {
            let possible = Possible { value: word.means.value(), clues: self.date_clues(at, word, &near) };
            (possible, (word.means, self.cast.reading.analysis.span(word.tokens)))
        };
        nearest(&near).map(candidate).collect()
    }

    fn date_clues(&self, at: usize, word: &Near<When>, near: &[Near<When>]) -> [f64; CLUES.len()] {
        let &Near { means: when, head, tokens, way } = word;
        let reading = self.cast.reading;
        let n = self.groups[at].len() as f64;
        let share = |holds: &dyn Fn(When) -> bool| {
            let told = self.group(at).filter_map(|telling| telling.date.and_then(|(when, _)| when));
            told.filter(|told| holds(*told)).count() as f64 / n
        };
        let others = || near.iter().filter(|other| other.means != when);
        let own = self.told[at].date;
        let then = self.dated.get(&when).copied().unwrap_or(0);
        let at_others = self.n_told[0] - then - usize::from(own.is_some_and(|own| own != when));
        let before = self.before[at].and_then(|before| self.told[before].date);
        let (first, times_told) = self.first_told.get(&when).copied().unwrap_or((head, 1));
        let said = |token: usize| reading.statement_around(token);
        let all_said = self.group(at).all(|telling| telling.said_in.is_some());
        let same_words = self.group(at).any(|telling| telling.said_in == said(head));
        let fact = |wanted: Factuality| flag(self.group(at).any(|telling| telling.mention.factuality == wanted));
        [
            share(&|told| told == when),
            share(&|told| told != when),
            way.sentences as f64,
            way.words as f64,
            way.steps as f64,
            way.between as f64,
            flag(way.under_another),
            reading.analysis.sentence_of(first) as f64,
            reading.analysis.sentence_of(self.told[at].first) as f64,
            reading.published.map_or(999.0, |published| when.days_before(published) as f64),
            when.grain() as usize as f64,
            times_told as f64,
            others().filter(|other| other.way.order() < way.order()).count() as f64,
            others().filter(|other| other.way.sentences == 0).count() as f64,
            kind_number(self.tellings[self.groups[at][0]].mention.kind),
            fact(Factuality::Happened),
            fact(Factuality::Planned),
            flag(self.group(at).all(|telling| telling.noun)),
            flag(self.group(at).all(|telling| telling.definite)),
            n,
            (then - usize::from(own == Some(when))) as f64,
            at_others as f64,
            flag(before == Some(when)),
            flag(before.is_some_and(|other| other != when)),
            flag(all_said),
            flag(same_words),
            preposition(self.cast, head),
            kind_of_words(&reading.analysis.words(tokens).to_lowercase()),
            flag(way.paragraph),
            flag(self.times.get(&head).is_some_and(|time| time.tense == Tense::Future)),
            flag(way.behind),
            self.n_times as f64,
        ]
    }
}

/// What sort of words of time these are.
fn kind_of_words(words: &str) -> f64 {
    let has = |list: &[&str]| list.iter().any(|word| words.split_whitespace().any(|other| other == *word));
    let sort = if has(&record::calendar::WEEKDAYS) {
        1
    } else if has(&["today", "yesterday", "tomorrow", "tonight"]) {
        2
    } else if words.split_whitespace().any(|word| record::calendar::month(word).is_some()) {
        if words.bytes().any(|byte| byte.is_ascii_digit()) { 3 } else { 4 }
    } else if has(&["ago", "later", "earlier", "before", "previous", "following", "same"]) {
        5
    } else if has(&["last", "this", "next", "past"]) {
        6
    } else {
        7
    };
    f64::from(sort)
}
