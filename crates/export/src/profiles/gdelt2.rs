//! GDELT 2.0, table of events, as its codebook of 19 February 2015 describes it.

use record::{Actor, ActorKind, Event, Place, Precision};

use super::{When, country_name, country_of, dyads, happening_key, number, province, theirs, when};
use crate::formats::geojson::coordinates;
use crate::table::{Cell, Numbers, Row, Table};
use crate::{Reported, codes};

const NO_GROUPS: &str = "empty: the record has no codes of groups";
const NO_ETHNIC: &str = "empty: the record tells no ethnicity";
const NO_RELIGION: &str = "empty: the record tells no religion";
const ONE_TYPE: &str = "empty: an actor has one sector";
const NO_ACTOR_GEO: &str = "empty: the record tells where an event is, not where an actor is";

/// The 61 columns.
pub(super) const EVENTS: Table = Table {
    name: "gdelt2",
    about: "An event between two actors",
    columns: &[
        theirs(
            "GLOBALEVENTID",
            "53 bits of a hash of the happening (or report and event) and the two actors; the same in every export",
        ),
        theirs("SQLDATE", "the day, YYYYMMDD; empty where only a month, a year or nothing is told"),
        theirs("MonthYear", "the month, YYYYMM; empty where only a year or nothing is told"),
        theirs("Year", "the year; empty where nothing is told"),
        theirs("FractionDate", "of the day, as GDELT counts it: 30 days a month, 365 a year"),
        theirs("Actor1Code", "country and role, joined: `URYGOV`"),
        theirs("Actor1Name", "the source's name in the text, in capitals"),
        theirs("Actor1CountryCode", "CAMEO's code of the source's country"),
        theirs("Actor1KnownGroupCode", NO_GROUPS),
        theirs("Actor1EthnicCode", NO_ETHNIC),
        theirs("Actor1Religion1Code", NO_RELIGION),
        theirs("Actor1Religion2Code", NO_RELIGION),
        theirs("Actor1Type1Code", "the source's sector, where CAMEO has it: not `PTY`, `REL`, `UNK`"),
        theirs("Actor1Type2Code", ONE_TYPE),
        theirs("Actor1Type3Code", ONE_TYPE),
        theirs("Actor2Code", "as Actor1Code, of the recipient"),
        theirs("Actor2Name", "as Actor1Name, of the recipient"),
        theirs("Actor2CountryCode", "as Actor1CountryCode, of the recipient"),
        theirs("Actor2KnownGroupCode", NO_GROUPS),
        theirs("Actor2EthnicCode", NO_ETHNIC),
        theirs("Actor2Religion1Code", NO_RELIGION),
        theirs("Actor2Religion2Code", NO_RELIGION),
        theirs("Actor2Type1Code", "as Actor1Type1Code, of the recipient"),
        theirs("Actor2Type2Code", ONE_TYPE),
        theirs("Actor2Type3Code", ONE_TYPE),
        theirs(
            "IsRootEvent",
            "1 if the title or the first paragraph tells it, else 0; empty where the text was left out of the record",
        ),
        theirs("EventCode", "`cameo`, leading zeros kept"),
        theirs("EventBaseCode", "its first three digits"),
        theirs("EventRootCode", "its first two digits"),
        theirs(
            "QuadClass",
            "`quad`: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
        ),
        theirs("GoldsteinScale", "`intensity`"),
        theirs("NumMentions", "how many places tell it, in all reports of the happening"),
        theirs("NumSources", "how many origins its reports have; reprints count once, unlike in GDELT"),
        theirs("NumArticles", "how many reports tell it"),
        theirs("AvgTone", "empty: tone is not measured"),
        theirs("Actor1Geo_Type", NO_ACTOR_GEO),
        theirs("Actor1Geo_FullName", NO_ACTOR_GEO),
        theirs("Actor1Geo_CountryCode", NO_ACTOR_GEO),
        theirs("Actor1Geo_ADM1Code", NO_ACTOR_GEO),
        theirs("Actor1Geo_ADM2Code", NO_ACTOR_GEO),
        theirs("Actor1Geo_Lat", NO_ACTOR_GEO),
        theirs("Actor1Geo_Long", NO_ACTOR_GEO),
        theirs("Actor1Geo_FeatureID", NO_ACTOR_GEO),
        theirs("Actor2Geo_Type", NO_ACTOR_GEO),
        theirs("Actor2Geo_FullName", NO_ACTOR_GEO),
        theirs("Actor2Geo_CountryCode", NO_ACTOR_GEO),
        theirs("Actor2Geo_ADM1Code", NO_ACTOR_GEO),
        theirs("Actor2Geo_ADM2Code", NO_ACTOR_GEO),
        theirs("Actor2Geo_Lat", NO_ACTOR_GEO),
        theirs("Actor2Geo_Long", NO_ACTOR_GEO),
        theirs("Actor2Geo_FeatureID", NO_ACTOR_GEO),
        theirs(
            "ActionGeo_Type",
            "1 country, 2 US state, 3 US city, 4 other city, 5 other province; empty for seas and regions",
        ),
        theirs("ActionGeo_FullName", "place, province and country, parted by commas"),
        theirs("ActionGeo_CountryCode", "the country's FIPS 10-4 code"),
        theirs("ActionGeo_ADM1Code", "empty: the tables of places have no FIPS codes of provinces"),
        theirs("ActionGeo_ADM2Code", "empty: the same"),
        theirs("ActionGeo_Lat", "degrees north, of cities and points alone"),
        theirs("ActionGeo_Long", "degrees east, likewise"),
        theirs("ActionGeo_FeatureID", "empty: the record has GeoNames' ids, which are neither GNS nor GNIS ids"),
        theirs("DATEADDED", "empty: the record knows no time of day"),
        theirs("SOURCEURL", "the report's address, or the path that it came from"),
    ],
    key: &["GLOBALEVENTID"],
    leads_to: &[],
    rows,
};

fn rows(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    let mut rows = Vec::new();
    for event in numbers.taken_once(reported) {
        let when = when(reported, event, numbers.settings);
        rows.extend(dyads(reported, event).into_iter().map(|pair| row(reported, event, &when, pair)));
    }
    rows
}

fn row(reported: &Reported, event: &Event, when: &When, [source, recipient]: [Option<&Actor>; 2]) -> Row {
    let id = |actor: Option<&Actor>| actor.map_or("", |actor| &actor.id).to_owned();
    let key = format!("{} {} {}", happening_key(reported, event), id(source), id(recipient));
    let happening = reported.happening(event);
    let counts = happening.map_or([event.mentions.len() as u64, 1, 1], |happening| {
        [happening.n_mentions, happening.n_origins, happening.n_reports]
    });
    let digits = |n: usize| Cell::text(event.cameo.chars().take(n).collect::<String>());
    let month = when.year.zip(when.month);
    let mut row = vec![
        Cell::Integer(number(&key)),
        Cell::maybe(when.day.map(|day| day.strftime("%Y%m%d").to_string())),
        Cell::maybe(month.map(|(year, month)| format!("{year:04}{month:02}"))),
        Cell::maybe(when.year.map(|year| format!("{year:04}"))),
        Cell::maybe(when.day.map(fraction)),
    ];
    row.extend(actor(source));
    row.extend(actor(recipient));
    row.extend([
        root(reported, event),
        Cell::text(&event.cameo),
        digits(3),
        digits(2),
        Cell::Integer(codes::quad_number(event.quad)),
        Cell::number(Some(event.intensity)),
    ]);
    row.extend(counts.map(|n| Cell::whole(Some(n))));
    row.push(Cell::Empty);
    row.extend(std::iter::repeat_n(Cell::Empty, 16));
    row.extend(reported.place_of(event).map_or_else(|| std::array::from_fn(|_| Cell::Empty), geography));
    let report = &reported.record.report;
    row.extend([Cell::Empty, Cell::text(report.url.as_ref().unwrap_or(&report.source))]);
    row
}

fn fraction(day: jiff::civil::Date) -> String {
    let days = (i32::from(day.month()) - 1) * 30 + i32::from(day.day());
    format!("{:04}.{:04}", day.year(), days * 10_000 / 365)
}

/// The ten columns of an actor.
fn actor(actor: Option<&Actor>) -> [Cell; 10] {
    let mut cells = std::array::from_fn(|_| Cell::Empty);
    let Some(actor) = actor else { return cells };
    let country = country_of(actor).map_or("", |iso3| codes::country(iso3).map_or(iso3, |codes| codes.cameo));
    // Whole governments are countries to GDELT, without a role.
    let is_country = actor.kind == ActorKind::Government && actor.sector == record::Sector::Gov;
    let role = codes::cameo_role(actor.sector).filter(|_| !is_country || country.is_empty()).unwrap_or("");
    cells[0] = Cell::text(format!("{country}{role}"));
    cells[1] = Cell::text(actor.name.to_uppercase());
    cells[2] = Cell::text(country);
    cells[7] = Cell::text(role);
    cells
}

/// Whether the title or the paragraph after it tells the event.
fn root(reported: &Reported, event: &Event) -> Cell {
    let text = &reported.record.report.text;
    if text.is_empty() {
        return Cell::Empty;
    }
    let mut breaks = text.as_str().match_indices("\n\n").map(|(byte, _)| text.code_point(byte));
    if reported.record.report.title.is_some() {
        breaks.next();
    }
    let end = breaks.next().unwrap_or(text.len());
    Cell::Integer(i64::from(event.mentions.iter().any(|telling| telling.trigger.start < end)))
}

/// The eight columns of where it is.
fn geography(place: &Place) -> [Cell; 8] {
    let mut cells = std::array::from_fn(|_| Cell::Empty);
    let iso3 = place.country.as_deref();
    let kind = match (place.precision, iso3) {
        (_, None) | (Precision::Region, _) => None,
        (Precision::Country, _) => Some(1),
        (Precision::Admin1, Some("USA")) => Some(2),
        (Precision::City | Precision::Point, Some("USA")) => Some(3),
        (Precision::City | Precision::Point, _) => Some(4),
        (Precision::Admin1, _) => Some(5),
    };
    let country = country_name(iso3);
    let wider = [province(place).unwrap_or(""), country].into_iter();
    let wider = wider.filter(|name| !name.is_empty() && *name != place.name);
    let names: Vec<&str> = std::iter::once(place.name.as_str()).chain(wider).collect();
    cells[0] = kind.map_or(Cell::Empty, Cell::Integer);
    cells[1] = Cell::text(names.join(", "));
    cells[2] = Cell::maybe(iso3.and_then(codes::country).map(|codes| codes.gec));
    if let Some([lon, lat]) = coordinates(place) {
        cells[5] = Cell::Number(lat);
        cells[6] = Cell::Number(lon);
    }
    cells
}
