//! What speaks for and against a date as an event's.

use std::collections::BTreeMap;

use record::{Factuality, TokenSpan};

use super::{
    Found, Possible, Words,
    table::{Table, Way, flag, preposition},
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
    pub fn dates(&self, at: usize) -> Found<When, { CLUES.len() }> {
        let mut words: BTreeMap<When, Words> = BTreeMap::new();
        let mut put = |when: When, head: usize, tokens: TokenSpan| {
            let known = words.entry(when).or_default();
            if !known.iter().any(|(other, _)| *other == head) {
                known.push((head, tokens));
            }
        };
        for telling in self.group(at) {
            let near = telling.mention.times.iter().filter_map(|time| self.times.get(&time.head));
            let near = near.filter_map(|time| Some((time.when?, time)));
            near.for_each(|(when, time)| put(when, time.head, time.tokens));
            let own = telling.date.and_then(|(when, _)| when).zip(telling.mention.date);
            own.into_iter().for_each(|(when, mention)| put(when, mention.head, mention.tokens));
        }
        let near: Vec<(When, Way)> = words
            .iter()
            .flat_map(|(when, list)| list.iter().map(move |(head, _)| (*when, *head)))
            .map(|(when, head)| (when, self.way(at, head)))
            .collect();
        let candidate = |(&when, list): (&When, &Words)| {
            let (head, tokens) = *list.iter().min_by_key(|(head, _)| self.way(at, *head).order())?;
            let clues = self.date_clues(at, when, (head, tokens), &near);
            let names = vec![when.value()];
            Some((Possible { names, clues }, (when, self.cast.reading.analysis.span(tokens))))
        };
        words.iter().filter_map(candidate).collect()
    }

    fn date_clues(
        &self,
        at: usize,
        when: When,
        (head, tokens): (usize, TokenSpan),
        near: &[(When, Way)],
    ) -> [f64; CLUES.len()] {
        let reading = self.cast.reading;
        let n = self.groups[at].len() as f64;
        let share = |holds: &dyn Fn(When) -> bool| {
            let told = self.group(at).filter_map(|telling| telling.date.and_then(|(when, _)| when));
            told.filter(|told| holds(*told)).count() as f64 / n
        };
        let way = self.way(at, head);
        let others = || near.iter().filter(|(other, _)| *other != when);
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
            others().filter(|(_, other)| other.order() < way.order()).count() as f64,
            others().filter(|(_, other)| other.sentences == 0).count() as f64,
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
            self.first_told.values().map(|(_, times)| times).sum::<usize>() as f64,
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
