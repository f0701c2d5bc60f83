//! What speaks for and against a place as an event's.

use std::collections::BTreeMap;

use record::{Factuality, LikelyPlace, Precision, Span, TokenSpan};

use super::{
    Found, Possible,
    table::{Near, Table, flag, nearest, preposition},
};
use crate::{
    cast::{Cast, Key},
    parties::kind_number,
    telling::Telling,
};

/// The clues of a place by name, in the order in which the judge takes them. What holds or not is 1 or 0; a share is of the event's mentions.
pub const CLUES: [&str; 35] = [
    "share whose clause tells it",
    "share whose clause tells another",
    "likeliest beside a mention",
    "likeliest around",
    "likelihood, summed over the mentions",
    "likeliest less that of the others",
    "sentences since it was named",
    "words between",
    "steps in the tree",
    "other events between",
    "under another event's word",
    "sentence of its first naming",
    "first sentence of the event",
    "width",
    "times named",
    "named as a party",
    "preposition",
    "in the country of a source",
    "in the country of a recipient",
    "a narrower one is near",
    "a nearer one",
    "others in its sentences",
    "type",
    "happened",
    "all mentions are nouns",
    "all point back",
    "mentions",
    "other events told there",
    "other events told elsewhere",
    "the event before is told there",
    "in somebody's words",
    "its country's share of the report",
    "behind the mention",
    "visited",
    "suffers it",
];

impl Table<'_, '_> {
    /// The places that may be an event's, each with its words that are nearest.
    pub fn places(&self, at: usize) -> Found<usize, usize, { CLUES.len() }> {
        let reading = self.cast.reading;
        let named = |telling: &Telling| -> Vec<Named> {
            let at = |place: &LikelyPlace| {
                let (spot, tokens) = self.atlas.place_at(reading, &place.mention)?;
                let beside = reading.analysis.sentence_of(place.mention.head) == telling.sentence;
                Some(Named { spot, head: place.mention.head, tokens, likelihood: f64::from(place.likelihood), beside })
            };
            telling.mention.places.iter().filter_map(at).collect()
        };
        let named: Vec<Vec<Named>> = self.group(at).map(named).collect();
        let mut words: Vec<(usize, usize, TokenSpan)> =
            named.iter().flatten().map(|place| (place.spot, place.head, place.tokens)).collect();
        for telling in self.group(at) {
            for (spot, span) in telling.place.iter().chain(&telling.visited) {
                let tokens = tokens_of(self.cast, *span);
                let head = telling.mention.place.filter(|place| tokens.contains(place.head)).map(|place| place.head);
                if !words.iter().any(|(other, _, known)| other == spot && *known == tokens) {
                    words.push((*spot, head.unwrap_or(tokens.start), tokens));
                }
            }
        }
        let near = self.near(at, words);
        let most: BTreeMap<usize, f64> =
            nearest(&near).map(|word| (word.means, likeliest(&named, word.means)[0])).collect();
        let candidate = |word: &Near<usize>| {
            let spot = word.means;
            // That a state has a part in it says nothing of where it is.
            if self.is_party(at, spot) && !self.is_told(at, spot) {
                return None;
            }
            // Who visits a country and a wall in it visits the country.
            let visits = |land: usize| {
                land != spot && self.group(at).any(|telling| telling.visited.is_some_and(|(other, _)| other == land))
            };
            if self.atlas.width(spot) == Precision::Point as usize && most.keys().any(|&land| visits(land)) {
                return None;
            }
            let clues = self.place_clues(at, word, &near, (likeliest(&named, spot), &most));
            Some((Possible { value: spot, clues }, (spot, reading.analysis.span(word.tokens))))
        };
        nearest(&near).filter_map(candidate).collect()
    }

    fn place_clues(
        &self,
        at: usize,
        word: &Near<usize>,
        near: &[Near<usize>],
        ([likeliest, beside, sum], most): ([f64; 3], &BTreeMap<usize, f64>),
    ) -> [f64; CLUES.len()] {
        let &Near { means: spot, head, way, .. } = word;
        let reading = self.cast.reading;
        let n = self.groups[at].len() as f64;
        let share = |holds: &dyn Fn(usize) -> bool| {
            let told = self.group(at).filter_map(|telling| telling.place.map(|(spot, _)| spot));
            told.filter(|told| holds(*told)).count() as f64 / n
        };
        let best_other = most.iter().filter(|(other, _)| **other != spot).map(|(_, most)| *most).fold(0.0, f64::max);
        let others = || near.iter().filter(|other| other.means != spot);
        let own = self.told[at].place;
        let there = self.placed.get(&spot).copied().unwrap_or(0);
        let elsewhere = self.n_told[1] - there - usize::from(own.is_some_and(|own| own != spot));
        let before = self.before[at].and_then(|before| self.told[before].place);
        let country = self.atlas.country(spot);
        let of_country = |member: usize| match &self.cast.members[member].key {
            Key::Country(iso3) => Some(iso3.as_str()) == country,
            _ => country.is_some() && self.cast.members[member].hint.country.as_deref() == country,
        };
        let first = self.atlas.first_named(spot).unwrap_or(head);
        let suffers = |telling: &Telling| telling.mention.recipients.iter().any(|party| party.head == head);
        [
            share(&|told| told == spot),
            share(&|told| told != spot),
            beside,
            likeliest,
            sum,
            likeliest - best_other,
            way.sentences as f64,
            way.words as f64,
            way.steps as f64,
            way.between as f64,
            flag(way.under_another),
            reading.analysis.sentence_of(first) as f64,
            reading.analysis.sentence_of(self.told[at].first) as f64,
            self.atlas.width(spot) as f64,
            self.atlas.times_named(spot) as f64,
            flag(self.is_party(at, spot)),
            preposition(self.cast, head),
            flag(self.group(at).any(|telling| telling.sources.iter().any(|(member, _)| of_country(*member)))),
            flag(self.group(at).any(|telling| telling.recipients.iter().any(|(member, _)| of_country(*member)))),
            flag(others().any(|other| self.lies_in(other.means, spot))),
            others().filter(|other| other.way.order() < way.order()).count() as f64,
            others().filter(|other| other.way.sentences == 0).count() as f64,
            kind_number(self.tellings[self.groups[at][0]].mention.kind),
            flag(self.group(at).any(|telling| telling.mention.factuality == Factuality::Happened)),
            flag(self.group(at).all(|telling| telling.noun)),
            flag(self.group(at).all(|telling| telling.definite)),
            n,
            (there - usize::from(own == Some(spot))) as f64,
            elsewhere as f64,
            flag(before == Some(spot)),
            flag(self.group(at).all(|telling| telling.said_in.is_some())),
            country.map_or(0.0, |country| reading.share(country)),
            flag(way.behind),
            flag(self.group(at).any(|telling| telling.visited.is_some_and(|(other, _)| other == spot))),
            flag(self.group(at).any(suffers)),
        ]
    }

    /// Whether the clause of a mention tells that it is there, or that somebody goes there.
    pub fn is_told(&self, at: usize, spot: usize) -> bool {
        let told = |telling: &Telling| telling.place.iter().chain(&telling.visited).any(|(other, _)| *other == spot);
        self.group(at).any(told)
    }

    /// Whether a place is narrower than another and may lie in it.
    pub fn lies_in(&self, spot: usize, other: usize) -> bool {
        self.atlas.width(spot) < self.atlas.width(other) && self.atlas.agree(spot, other)
    }

    /// Whether a place is a state that has a part in an event.
    fn is_party(&self, at: usize, spot: usize) -> bool {
        let state = |member: usize| match &self.cast.members[member].key {
            Key::Country(iso3) => Some(iso3.as_str()) == self.atlas.country(spot),
            _ => false,
        };
        let land = self.atlas.width(spot) == Precision::Country as usize;
        land && self.group(at).any(|t| t.sources.iter().chain(&t.recipients).any(|(member, _)| state(*member)))
    }
}

/// The tokens of a span.
fn tokens_of(cast: &Cast, span: Span) -> TokenSpan {
    let tokens = &cast.reading.analysis.tokens;
    let start = tokens.partition_point(|token| token.span.end <= span.start);
    TokenSpan::new(start, tokens.partition_point(|token| token.span.start < span.end))
}

/// A place that is named near a mention.
struct Named {
    spot: usize,
    head: usize,
    tokens: TokenSpan,
    likelihood: f64,
    /// Whether it stands in the mention's own sentence.
    beside: bool,
}

/// The most that the model believes of a place beside the mentions or around, that beside alone, and the sum over the mentions.
fn likeliest(named: &[Vec<Named>], spot: usize) -> [f64; 3] {
    let (mut most, mut beside, mut sum) = (0.0f64, 0.0f64, 0.0f64);
    for of_mention in named {
        let own = || of_mention.iter().filter(|place| place.spot == spot);
        let best = own().map(|place| place.likelihood).fold(0.0, f64::max);
        beside = own().filter(|place| place.beside).map(|place| place.likelihood).fold(beside, f64::max);
        most = most.max(best);
        sum += best;
    }
    [most, beside, sum]
}
