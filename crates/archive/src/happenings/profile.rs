//! What an event is compared by.

use std::collections::BTreeSet;

use jiff::civil::Date;
use record::{Event, Grain, Record, Span};
use serde::{Deserialize, Serialize};

use crate::parties::folded;
use crate::writing::Writer;
use crate::{Error, ids};

/// What an event is compared by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// The report's key.
    pub report: i64,
    /// PLOVER type.
    pub kind: String,
    /// The codebook's mode.
    pub mode: Option<String>,
    /// The first letters of the words that name it.
    pub triggers: BTreeSet<String>,
    /// How firmly it is told.
    pub factuality: String,
    /// Who does it.
    pub sources: Vec<PartyOf>,
    /// To, with or about whom.
    pub recipients: Vec<PartyOf>,
    /// Where.
    pub place: Option<PlaceOf>,
    /// The first and the last day that it may have been on, where the report tells a date.
    pub days: Option<(i32, i32)>,
    /// The day of publication.
    pub published: Option<i32>,
    /// Hashes of the words of its sentences and of the title, names and short words left out.
    pub words: BTreeSet<u32>,
    /// The names in its sentences, in small letters.
    pub names: BTreeSet<String>,
    /// What it counts: kind, low, high.
    pub figures: Vec<(String, Option<u64>, Option<u64>)>,
}

/// Somebody in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyOf {
    /// What is the same in all reports.
    pub party: i64,
    /// The name in small letters.
    pub name: String,
    /// Its country's code, where it is known.
    pub country: Option<String>,
    /// What sort of actor.
    pub kind: String,
}

/// Where an event is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceOf {
    /// The name in small letters.
    pub name: String,
    /// Its country's code.
    pub country: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Whether it is a town or a point, and no country, province or region.
    pub is_town: bool,
}

/// So many letters of a word are compared, so that "bombed" and "bombing" are one.
const STEM: usize = 4;

/// Words of fewer letters say little.
const LEAST: usize = 4;

impl Profile {
    /// The profile of an event of a record.
    pub fn of(record: &Record, event: &Event, writer: &Writer) -> Self {
        let parties = |ids: &[String]| ids.iter().filter_map(|id| party_of(record, writer, id)).collect();
        let place = event.place.as_ref().and_then(|id| record.places.iter().find(|place| place.id == *id));
        let told = told_in(record, event);
        let text = &record.report.text;
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut named: Vec<Span> = Vec::new();
        let actors = record.actors.iter().map(|actor| (&actor.name, &actor.mentions));
        for (name, mentions) in actors.chain(record.places.iter().map(|place| (&place.name, &place.mentions))) {
            let here: Vec<Span> = mentions.iter().copied().filter(|m| told.iter().any(|s| s.holds(*m))).collect();
            if !here.is_empty() && name.chars().any(char::is_uppercase) {
                names.insert(folded(name));
                named.extend(here);
            }
        }
        let words = told.iter().flat_map(|&span| words_of(text.slice(span), span.start));
        let words = words.filter(|(at, _)| !named.iter().any(|span| span.start <= *at && *at < span.end));
        let triggers = event.mentions.iter().flat_map(|mention| text.slice(mention.trigger).split_whitespace());
        Self {
            report: writer.report,
            kind: event.kind.as_str().to_owned(),
            mode: event.mode.clone(),
            triggers: triggers.map(stem).collect(),
            factuality: event.factuality.as_str().to_owned(),
            sources: parties(&event.sources),
            recipients: parties(&event.recipients),
            place: place.map(|place| PlaceOf {
                name: folded(&place.name),
                country: place.country.clone(),
                geonames: place.geonames,
                is_town: matches!(place.precision, record::Precision::City | record::Precision::Point),
            }),
            days: event.date.as_ref().and_then(|date| days_of(&date.value, date.grain)),
            published: record.report.published.as_deref().and_then(day_number),
            words: words.map(|(_, word)| (ids::hash_of(&[&stem(&word)]) & 0xFFFF_FFFF) as u32).collect(),
            names,
            figures: event.figures.iter().map(|f| (f.kind.as_str().to_owned(), f.low, f.high)).collect(),
        }
    }

    /// A profile as it is kept.
    pub fn parse(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json).map_err(|error| Error::Damaged { reason: format!("a profile is none: {error}") })
    }

    /// Every country that has to do with it.
    pub fn countries(&self) -> BTreeSet<&str> {
        let parties = self.sources.iter().chain(&self.recipients).filter_map(|party| party.country.as_deref());
        parties.chain(self.place.as_ref().and_then(|place| place.country.as_deref())).collect()
    }

    /// The day that it counts for, where any is known.
    pub fn day(&self) -> Option<i32> {
        self.days.map(|(first, _)| first).or(self.published)
    }
}

fn party_of(record: &Record, writer: &Writer, id: &str) -> Option<PartyOf> {
    let actor = record.actors.iter().find(|actor| actor.id == id)?;
    let (_, parties) = writer.actors.get(id)?;
    Some(PartyOf {
        party: *parties.first()?,
        name: folded(&actor.name),
        country: parties.get(1).map(|_| actor.country.clone()),
        kind: actor.kind.as_str().to_owned(),
    })
}

/// The sentences that tell it.
fn told_in(record: &Record, event: &Event) -> Vec<Span> {
    let mut numbers: Vec<usize> = event.mentions.iter().map(|mention| mention.sentence).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().filter_map(|number| record.sentences.get(number)).copied().collect()
}

/// The words of a text that say something, and where each begins.
fn words_of(text: &str, from: usize) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut start = from;
    for (at, letter) in text.chars().chain([' ']).enumerate() {
        if letter.is_alphanumeric() {
            if word.is_empty() {
                start = from + at;
            }
            word.extend(letter.to_lowercase());
        } else if !word.is_empty() {
            let says = word.chars().count() >= LEAST && !EMPTY.contains(&word.as_str());
            let whole = std::mem::take(&mut word);
            if says {
                words.push((start, whole));
            }
        }
    }
    words
}

/// Words that stand in any report: days, saying, function words.
#[rustfmt::skip]
const EMPTY: [&str; 52] = [
    "about", "after", "again", "against", "also", "been", "before", "could", "day", "days", "during", "from", "have", "into",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "more", "other", "over", "said", "says",
    "that", "their", "them", "then", "there", "they", "this", "told", "under", "were", "what", "when", "which", "while",
    "whom", "will", "with", "would", "year", "officials", "people", "week", "month", "reported", "according", "only",
];

/// The beginning of a word, in small letters.
fn stem(word: &str) -> String {
    word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(STEM).collect()
}

/// A day as a number.
pub fn day_number(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    let epoch = Date::constant(2000, 1, 1);
    Some(day.since(epoch).ok()?.get_days())
}

fn days_of(value: &str, grain: Grain) -> Option<(i32, i32)> {
    match grain {
        Grain::Day => day_number(value).map(|day| (day, day)),
        Grain::Month => day_number(&format!("{value}-01")).map(|day| (day, day + 30)),
        Grain::Year => day_number(&format!("{value}-01-01")).map(|day| (day, day + 365)),
    }
}
