//! What speaks for and against a place as an event's.

use std::collections::BTreeMap;

use record::{Factuality, Precision, Span, TokenSpan};

use super::{
    Found, Possible, Words,
    table::{Table, Way, flag, preposition},
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
    pub fn places(&self, at: usize) -> Found<usize, { CLUES.len() }> {
        let reading = self.cast.reading;
        let mut words: BTreeMap<usize, Words> = BTreeMap::new();
        let mut put = |spot: usize, head: usize, tokens: TokenSpan| {
            let known = words.entry(spot).or_default();
            if !known.iter().any(|(_, other)| *other == tokens) {
                known.push((head, tokens));
            }
        };
        for telling in self.group(at) {
            for place in &telling.mention.places {
                if let Some((spot, tokens)) = self.atlas.place_at(reading, &place.mention) {
                    put(spot, place.mention.head, tokens);
                }
            }
            for (spot, span) in telling.place.iter().chain(&telling.visited) {
                let tokens = tokens_of(self.cast, *span);
                let head = telling.mention.place.filter(|place| tokens.contains(place.head)).map(|place| place.head);
                put(*spot, head.unwrap_or(tokens.start), tokens);
            }
        }
        let near: Vec<(usize, Way)> = words
            .iter()
            .flat_map(|(spot, list)| list.iter().map(move |(head, _)| (*spot, *head)))
            .map(|(spot, head)| (spot, self.way(at, head)))
            .collect();
        let most: BTreeMap<usize, f64> = words.keys().map(|&spot| (spot, self.likeliest(at, spot).0)).collect();
        let candidate = |(&spot, list): (&usize, &Words)| {
            // That a state has a part in it says nothing of where it is.
            if self.is_party(at, spot) && !self.is_told(at, spot) {
                return None;
            }
            // Who visits a country and a wall in it visits the country.
            let visits = |land: usize| {
                land != spot && self.group(at).any(|telling| telling.visited.is_some_and(|(other, _)| other == land))
            };
            if self.atlas.width(spot) == Precision::Point as usize && words.keys().any(|&land| visits(land)) {
                return None;
            }
            let (head, tokens) = *list.iter().min_by_key(|(head, _)| self.way(at, *head).order())?;
            let clues = self.place_clues(at, spot, head, &near, &most);
            Some((Possible { names: self.atlas.names(reading, spot), clues }, (spot, reading.analysis.span(tokens))))
        };
        words.iter().filter_map(candidate).collect()
    }

    /// The most that the model believes of a place beside the mentions or around, that beside alone, and the sum over the mentions.
    fn likeliest(&self, at: usize, spot: usize) -> (f64, f64, f64) {
        let reading = self.cast.reading;
        let (mut most, mut beside, mut sum) = (0.0f64, 0.0f64, 0.0f64);
        for telling in self.group(at) {
            let of_spot =
                telling.mention.places.iter().filter(|place| {
                    self.atlas.place_at(reading, &place.mention).is_some_and(|(other, _)| other == spot)
                });
            let mut own = 0.0f64;
            for place in of_spot {
                own = own.max(f64::from(place.likelihood));
                if reading.analysis.sentence_of(place.mention.head) == telling.sentence {
                    beside = beside.max(f64::from(place.likelihood));
                }
            }
            most = most.max(own);
            sum += own;
        }
        (most, beside, sum)
    }

    fn place_clues(
        &self,
        at: usize,
        spot: usize,
        head: usize,
        near: &[(usize, Way)],
        most: &BTreeMap<usize, f64>,
    ) -> [f64; CLUES.len()] {
        let reading = self.cast.reading;
        let n = self.groups[at].len() as f64;
        let share = |holds: &dyn Fn(usize) -> bool| {
            let told = self.group(at).filter_map(|telling| telling.place.map(|(spot, _)| spot));
            told.filter(|told| holds(*told)).count() as f64 / n
        };
        let way = self.way(at, head);
        let (likeliest, beside, sum) = self.likeliest(at, spot);
        let best_other = most.iter().filter(|(other, _)| **other != spot).map(|(_, most)| *most).fold(0.0, f64::max);
        let others = || near.iter().filter(|(other, _)| *other != spot);
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
            flag(others().any(|(other, _)| self.lies_in(*other, spot))),
            others().filter(|(_, other)| other.order() < way.order()).count() as f64,
            others().filter(|(_, other)| other.sentences == 0).count() as f64,
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
