//! The columns of other systems, filled as far as a record goes.

mod acled;
mod gdelt2;
mod icews;
mod polecat;

use std::fmt;

use jiff::civil::Date;
use record::{Actor, Event, Grain, Place, Precision};

use crate::table::{Column, Kind, Table};
use crate::{Reported, Settings, codes};

/// A system of event data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// GDELT 2.0's table of events: tabs, no header.
    Gdelt2,
    /// ICEWS as the Harvard Dataverse has it: tabs.
    Icews,
    /// POLECAT as the Harvard Dataverse has it: tabs.
    Polecat,
    /// ACLED as its export has it: commas.
    Acled,
}

/// How a table of text is written.
#[derive(Clone, Copy)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) has_header: bool,
    /// Whether cells may be put in quotation marks; without, they hold neither tabs nor such marks.
    pub(crate) is_quoted: bool,
}

impl Dialect {
    pub(crate) const CSV: Self = Self { delimiter: b',', has_header: true, is_quoted: true };
    const TABS: Self = Self { delimiter: b'\t', has_header: true, is_quoted: false };
}

impl Profile {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Gdelt2, Self::Icews, Self::Polecat, Self::Acled];

    /// Its columns, with what stands in each.
    pub fn table(self) -> &'static Table {
        match self {
            Self::Gdelt2 => &gdelt2::EVENTS,
            Self::Icews => &icews::EVENTS,
            Self::Polecat => &polecat::EVENTS,
            Self::Acled => &acled::EVENTS,
        }
    }

    pub(crate) fn dialect(self) -> Dialect {
        match self {
            Self::Gdelt2 => Dialect { has_header: false, ..Dialect::TABS },
            Self::Icews | Self::Polecat => Dialect::TABS,
            Self::Acled => Dialect::CSV,
        }
    }

    /// Whether it can hold an event: one with a party, and of a type that the system counts.
    pub(crate) fn holds(self, reported: &Reported, event: &Event) -> bool {
        match self {
            Self::Acled => acled::is_covered(event),
            _ => !dyads(reported, event).is_empty(),
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.table().name)
    }
}

/// A column of another system; its values are text to us, codes among them.
const fn theirs(name: &'static str, about: &'static str) -> Column {
    crate::table::column(name, Kind::Text, about)
}

/// More pairs of an event's parties than this are of no use to anybody, and a hostile record may have a million.
const MOST_DYADS: usize = 100;

/// Who does it and to whom, every source with every recipient; one side may be lacking, not both.
pub(crate) fn dyads<'a>(reported: &'a Reported, event: &Event) -> Vec<[Option<&'a Actor>; 2]> {
    let side = |ids: &[String]| {
        let found: Vec<_> = ids.iter().filter_map(|id| reported.actor(id)).map(Some).take(MOST_DYADS).collect();
        if found.is_empty() { vec![None] } else { found }
    };
    let (sources, recipients) = (side(&event.sources), side(&event.recipients));
    let pairs = sources.into_iter().flat_map(|source| recipients.iter().map(move |&recipient| [source, recipient]));
    pairs.filter(|pair| pair.iter().any(Option::is_some)).take(MOST_DYADS).collect()
}

/// When an event took place, as exactly as it is known.
#[derive(Default)]
struct When {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<Date>,
    /// Whether the text tells it, and not the day of publication alone.
    is_told: bool,
}

fn when(reported: &Reported, event: &Event, settings: &Settings) -> When {
    let of_day =
        |day: Date, is_told| When { year: Some(day.year()), month: Some(day.month()), day: Some(day), is_told };
    let Some(date) = &event.date else {
        let published = reported.record.report.published.as_ref().filter(|_| settings.date_by_publication);
        return published.and_then(|day| day.parse().ok()).map_or_else(When::default, |day| of_day(day, false));
    };
    let first_day = match date.grain {
        Grain::Day => return date.value.parse().map_or_else(|_| When::default(), |day| of_day(day, true)),
        Grain::Month => format!("{}-01", date.value),
        Grain::Year => format!("{}-01-01", date.value),
    };
    let Ok(first_day) = first_day.parse::<Date>() else { return When::default() };
    let month = Some(first_day.month()).filter(|_| date.grain == Grain::Month);
    When { year: Some(first_day.year()), month, day: None, is_told: true }
}

/// A country's code, where an actor has a country.
fn country_of(actor: &Actor) -> Option<&str> {
    let iso3 = actor.country.as_str();
    (!matches!(iso3, "IGO" | "INT" | "UNK")).then_some(iso3)
}

/// A country's name; empty for what is none.
fn country_name(iso3: Option<&str>) -> &'static str {
    iso3.map_or("", codes::country_name)
}

/// The name of a place that is no wider than a city.
fn city(place: &Place) -> Option<&str> {
    matches!(place.precision, Precision::City | Precision::Point).then_some(place.name.as_str())
}

/// The province that a place lies in or is.
fn province(place: &Place) -> Option<&str> {
    let itself = (place.precision == Precision::Admin1).then_some(place.name.as_str());
    itself.or(place.admin1.as_deref())
}

/// A number for an event that is the same in every export and that a spreadsheet keeps exactly: 53 bits of a hash.
fn number(key: &str) -> i64 {
    let hash = blake3::hash(key.as_bytes());
    let first = hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    (first >> 11) as i64
}

/// What an event is called where a row stands for a happening.
fn happening_key(reported: &Reported, event: &Event) -> String {
    reported.happening(event).map_or_else(|| reported.event_key(event), |happening| happening.id.clone())
}
