//! Places: which of several namesakes a name means.

use std::collections::{BTreeMap, BTreeSet};

use knowledge::CountryWord;
use record::{Doubt, Mention, NameKind, Place, Precision, TokenSpan};

use crate::hints::{Hint, LARGE, province};
use crate::naming::noun_of;
use crate::reading::{Reading, folded, without_frame};

/// The places of a report.
pub(crate) struct Atlas {
    spots: Vec<Spot>,
    of_name: BTreeMap<usize, usize>,
    /// The provinces and states that the report names, folded.
    provinces: BTreeSet<String>,
    pub doubts: Vec<Doubt>,
}

/// One place.
struct Spot {
    name: String,
    place: Option<knowledge::Place>,
    country: Option<String>,
    precision: Precision,
    mentions: Vec<TokenSpan>,
}

/// Words in a name that make it a building, base, crossing or square.
const FACILITIES: [&str; 32] = [
    "airport",
    "airbase",
    "base",
    "barracks",
    "bridge",
    "building",
    "camp",
    "cathedral",
    "cemetery",
    "centre",
    "center",
    "checkpoint",
    "church",
    "court",
    "crossing",
    "embassy",
    "gate",
    "hall",
    "hospital",
    "hotel",
    "house",
    "market",
    "mosque",
    "palace",
    "plant",
    "port",
    "prison",
    "school",
    "square",
    "stadium",
    "station",
    "university",
];

/// Words before a name that make it a part of the place.
const PARTS: [&str; 14] = [
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower",
    "greater", "downtown", "inner",
];

/// Words behind a name that make it the land around the place.
const AREAS: [&str; 11] = [
    "province",
    "district",
    "county",
    "region",
    "governorate",
    "prefecture",
    "state",
    "harbour",
    "harbor",
    "valley",
    "city",
];

/// How many sentences back "the city" may point.
const FAR: usize = 5;

/// So much of a report's country words must be one country's for a place of no table to lie there.
const MAIN: f64 = 0.6;

impl Atlas {
    /// Finds the places that a report names.
    pub fn of(reading: &Reading) -> Self {
        let names = reading.analysis.names.iter().filter(|name| name.kind == NameKind::Location);
        let provinces = names.filter_map(|name| province(reading, reading.analysis.words(name.tokens))).collect();
        let mut atlas = Self { spots: Vec::new(), of_name: BTreeMap::new(), provinces, doubts: Vec::new() };
        let mut known = BTreeMap::new();
        for (at, name) in reading.analysis.names.iter().enumerate() {
            if name.kind == NameKind::Location {
                atlas.add(reading, &mut known, at);
            }
        }
        atlas
    }

    fn add(&mut self, reading: &Reading, known: &mut BTreeMap<String, usize>, name: usize) {
        let tokens = reading.analysis.names[name].tokens;
        let words = without_frame(reading.analysis.words(tokens));
        let key = folded(words);
        if key.is_empty() {
            return;
        }
        let at = match known.get(&key) {
            Some(&at) => at,
            None => {
                let spot = spot(reading, name, words, &self.provinces, &mut self.doubts);
                let same = self.spots.iter().position(|other| other.is(&spot));
                let at = same.unwrap_or(self.spots.len());
                if same.is_none() {
                    self.spots.push(spot);
                }
                known.insert(key, at);
                at
            }
        };
        self.spots[at].mentions.push(tokens);
        self.of_name.insert(name, at);
    }

    /// The place that a mention names: that of its head, else the narrowest within it.
    pub fn place_at(&self, reading: &Reading, mention: &Mention) -> Option<(usize, TokenSpan)> {
        if !reading.holds(mention) {
            return None;
        }
        let of = |token: usize| {
            let name = reading.name_of(token)?;
            Some((*self.of_name.get(&name)?, reading.analysis.names[name].tokens))
        };
        of(mention.head)
            .or_else(|| {
                mention
                    .tokens
                    .tokens()
                    .filter_map(of)
                    .min_by_key(|(spot, tokens)| (width(self.spots[*spot].precision), tokens.start))
            })
            .or_else(|| Some((self.pointed_at(reading, mention.head)?, mention.tokens)))
    }

    /// "in the city": the one spoken of last.
    fn pointed_at(&self, reading: &Reading, noun: usize) -> Option<usize> {
        let sorts: &[Precision] = match noun_of(reading, noun).as_str() {
            "city" | "town" | "village" => &[Precision::City],
            "province" | "region" | "area" => &[Precision::Admin1, Precision::Region],
            "country" | "nation" => &[Precision::Country],
            _ => return None,
        };
        let here = reading.analysis.sentence_of(noun);
        let before = |spot: usize| {
            let spoken = self.spots[spot].mentions.iter().map(|tokens| tokens.start).filter(|&start| start < noun);
            spoken.max().filter(|&start| reading.analysis.sentence_of(start) + FAR >= here)
        };
        let fitting = (0..self.spots.len()).filter(|&spot| sorts.contains(&self.spots[spot].precision));
        fitting.filter_map(|spot| Some((before(spot)?, spot))).max().map(|(_, spot)| spot)
    }

    /// Whether a name is that of a place in no table which is no region either: a wall, a bridge, a square.
    pub fn is_landmark(&self, name: usize) -> bool {
        let spot = self.of_name.get(&name).map(|&spot| &self.spots[spot]);
        spot.is_none_or(|spot| spot.place.is_none() && (spot.country.is_none() || spot.precision == Precision::Point))
    }

    /// Whether a spot lies in a country.
    pub fn lies_in(&self, spot: usize, iso3: &str) -> bool {
        self.spots[spot].country.as_deref() == Some(iso3)
    }

    /// The country of the place that a name names.
    pub fn country_of_name(&self, name: usize) -> Option<&str> {
        self.spots[*self.of_name.get(&name)?].country.as_deref()
    }

    /// Whether two places can be the place of one event: one is the other or may lie in it.
    pub fn agree(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.spots[a], &self.spots[b]);
        let wide = |spot: &Spot| matches!(spot.precision, Precision::Country | Precision::Region | Precision::Admin1);
        let same_country = one.country.is_none() || other.country.is_none() || one.country == other.country;
        let point = one.precision == Precision::Point || other.precision == Precision::Point;
        a == b || same_country && (wide(one) || wide(other) || point)
    }

    /// The country in which a place lies.
    pub fn country(&self, spot: usize) -> Option<&str> {
        self.spots[spot].country.as_deref()
    }

    /// How often a place is named.
    pub fn times_named(&self, spot: usize) -> usize {
        self.spots[spot].mentions.len()
    }

    /// The first word of its first naming.
    pub fn first_named(&self, spot: usize) -> Option<usize> {
        self.spots[spot].mentions.first().map(|tokens| tokens.start)
    }

    /// How narrow a place is; less is narrower.
    pub fn width(&self, spot: usize) -> usize {
        width(self.spots[spot].precision)
    }

    /// The places as records print them; their ids are `p1`, `p2`, ... in the same order.
    pub fn places(&self, reading: &Reading) -> Vec<Place> {
        let print = |(at, spot): (usize, &Spot)| Place {
            id: format!("p{}", at + 1),
            name: spot.name.clone(),
            country: spot.country.clone(),
            admin1: spot.place.as_ref().and_then(|place| place.admin1.as_ref()).map(ToString::to_string),
            geonames: spot.place.as_ref().map(|place| place.geonames).filter(|id| *id > 0),
            lat: spot.place.as_ref().map(|place| place.lat),
            lon: spot.place.as_ref().map(|place| place.lon),
            precision: spot.precision,
            mentions: spot.mentions.iter().map(|tokens| reading.analysis.span(*tokens)).collect(),
        };
        self.spots.iter().enumerate().map(print).collect()
    }
}

impl Spot {
    /// Whether two names are those of one place: "the US" and "the United States".
    fn is(&self, other: &Self) -> bool {
        match (&self.place, &other.place) {
            (Some(a), Some(b)) => self.precision == other.precision && a.geonames == b.geonames && a.name == b.name,
            _ => {
                self.precision == Precision::Country
                    && other.precision == Precision::Country
                    && self.country == other.country
            }
        }
    }
}

fn width(precision: Precision) -> usize {
    Precision::ALL.iter().position(|known| *known == precision).unwrap_or(Precision::ALL.len())
}

/// The place that a name means.
fn spot(reading: &Reading, name: usize, words: &str, provinces: &BTreeSet<String>, doubts: &mut Vec<Doubt>) -> Spot {
    let hint = Hint::of(reading, name, provinces);
    let country = reading.country_of_name(name).filter(|country| country.how == CountryWord::Name);
    let mut found = reading.knowledge.places(words);
    let seat = reading.country_of_name(name).filter(|country| country.how == CountryWord::Metonym);
    if let Some(seat) = seat {
        // The White House is where its government sits, not a village of that name.
        found.retain(|place| place.country.as_ref() == Some(&seat.iso3));
    }
    if let Some(country) = country {
        found.retain(|place| place.precision != Precision::Country || place.country.as_ref() == Some(&country.iso3));
    }
    // A town may be too small for the table: then a namesake abroad is none, where the text says in which country it lies, or
    // where nothing but another language's name for it speaks for it.
    let small = |place: &knowledge::Place| place.feature.starts_with("PPL") && place.population < LARGE;
    found.retain(|place| {
        let country = place.country.as_deref().unwrap_or_default();
        let elsewhere = hint.said.as_deref().is_some_and(|said| said != country);
        !small(place) || !(elsewhere || place.alternate && reading.share(country) == 0.0)
    });
    let mut scored: Vec<(f64, knowledge::Place)> =
        found.into_iter().map(|place| (hint.score(reading, &place), place)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let is_country = scored.first().is_none_or(|(_, place)| place.precision == Precision::Country);
    if let Some(country) = country.filter(|_| is_country) {
        let place = scored.into_iter().map(|(_, place)| place).find(|place| place.precision == Precision::Country);
        // "UK" and "Britain" lie where the United Kingdom does.
        let by_name = || {
            let places = reading.knowledge.places(reading.knowledge.country(&country.iso3)?.name.as_str());
            let here = |place: &knowledge::Place| {
                place.precision == Precision::Country && place.country.as_ref() == Some(&country.iso3)
            };
            places.into_iter().find(here)
        };
        let place = place.or_else(by_name);
        let (name, country) = (words.to_owned(), Some(country.iso3.to_string()));
        return Spot { name, place, country, precision: Precision::Country, mentions: Vec::new() };
    }
    if let [(best, first), (second, other), ..] = &scored[..]
        && best - second < 0.4
        && first.country != other.country
    {
        let span = Some(reading.analysis.span(reading.analysis.names[name].tokens));
        doubts.push(Doubt { at: "places".to_owned(), reason: "namesakes near in score".to_owned(), span });
    }
    match scored.into_iter().next() {
        Some((_, place)) => Spot {
            name: words.to_owned(),
            country: place.country.as_ref().map(ToString::to_string),
            precision: place.precision,
            place: Some(place),
            mentions: Vec::new(),
        },
        None => unlisted(reading, name, words, &hint, doubts),
    }
}

/// A place that no table has: a building, or a part of a place that is known.
fn unlisted(reading: &Reading, name: usize, words: &str, hint: &Hint<'_>, doubts: &mut Vec<Doubt>) -> Spot {
    let tokens = reading.analysis.names[name].tokens;
    let facility = words.split([' ', '-']).any(|word| FACILITIES.contains(&word.to_lowercase().as_str()));
    let part = words.split([' ', '-']).next().is_some_and(|word| PARTS.contains(&word.to_lowercase().as_str()));
    let of_words = |start: usize, end: usize| {
        let country = reading.country_of_word(start).map(|country| country.iso3.to_string());
        country.or_else(|| {
            let words = without_frame(reading.analysis.words(TokenSpan::new(start, end)));
            let mut places = reading.knowledge.places(words);
            // A small namesake far from all that the report names is none to build on.
            places.retain(|place| {
                let near = place.country.as_deref().is_some_and(|country| reading.share(country) > 0.0);
                near || place.feature == "PPLC" || place.population > 500_000
            });
            let best = places.into_iter().max_by(|a, b| hint.score(reading, a).total_cmp(&hint.score(reading, b)))?;
            best.country.map(|country| country.to_string())
        })
    };
    let seat = reading.country_of_name(name).map(|country| country.iso3.to_string());
    let last = words.split(' ').next_back().unwrap_or_default().to_lowercase();
    let area = tokens.len() > 1 && AREAS.contains(&last.as_str());
    let inside = if seat.is_some() {
        seat
    } else if area {
        of_words(tokens.start, tokens.end - 1)
    } else if part {
        of_words(tokens.start + 1, tokens.end)
    } else if facility {
        (tokens.start + 1..tokens.end).rev().find_map(|end| of_words(tokens.start, end))
    } else {
        tokens.tokens().find_map(|token| reading.country_of_word(token)).map(|country| country.iso3.to_string())
    };
    let country = inside.or_else(|| hint.beside.clone()).or_else(|| {
        let (country, _) = reading.main_country().filter(|(_, share)| *share >= MAIN)?;
        let span = Some(reading.analysis.span(tokens));
        let reason = "in no table; taken to lie in the country that the report is about".to_owned();
        doubts.push(Doubt { at: "places".to_owned(), reason, span });
        Some(country.to_owned())
    });
    let precision = if facility { Precision::Point } else { Precision::Region };
    Spot { name: words.to_owned(), place: None, country, precision, mentions: Vec::new() }
}
