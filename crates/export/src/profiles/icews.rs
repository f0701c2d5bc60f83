//! ICEWS coded event data, as its files on the Harvard Dataverse have them.

use knowledge::codebook::Codebook;
use record::{Actor, Event};

use super::{When, city, country_name, country_of, dyads, province, theirs, when};
use crate::formats::geojson::coordinates;
use crate::table::{Cell, Numbers, Row, Table};
use crate::{Reported, codes};

/// The 20 columns.
pub(super) const EVENTS: Table = Table {
    name: "icews",
    about: "An event between two actors, as one report tells it",
    columns: &[
        theirs(
            "Event ID",
            "the row's number in this export, from 1, because readers take no longer numbers; not the same in another export",
        ),
        theirs("Event Date", "the day; empty where only a month, a year or nothing is told"),
        theirs("Source Name", "the source's fullest name in the text"),
        theirs("Source Sectors", "the source's sector in ICEWS' words; empty for `REL` and `UNK`"),
        theirs("Source Country", "the name of the source's country; empty for international bodies"),
        theirs("Event Text", "the short name of the CAMEO code, as the codebook has it"),
        theirs("CAMEO Code", "`cameo`, leading zeros kept"),
        theirs("Intensity", "`intensity`"),
        theirs("Target Name", "as Source Name, of the recipient"),
        theirs("Target Sectors", "as Source Sectors, of the recipient"),
        theirs("Target Country", "as Source Country, of the recipient"),
        theirs("Story ID", "the report's number in this export, from 1"),
        theirs("Sentence Number", "the first sentence that tells it, from 1; 0 is the title"),
        theirs("Publisher", "the outlet"),
        theirs("City", "the place, where it is a city or a point"),
        theirs("District", "empty: the tables of places have no districts"),
        theirs("Province", "the province that the place lies in or is"),
        theirs("Country", "the name of the place's country"),
        theirs("Latitude", "degrees north, of cities and points alone"),
        theirs("Longitude", "degrees east, likewise"),
    ],
    key: &["Event ID"],
    leads_to: &[],
    rows,
};

fn rows(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    let mut rows = Vec::new();
    for event in numbers.taken(reported) {
        let when = when(reported, event, numbers.settings);
        for pair in dyads(reported, event) {
            let number = numbers.n_rows + rows.len() as u64 + 1;
            rows.push(row(reported, event, &when, pair, [number, numbers.report]));
        }
    }
    rows
}

fn row(
    reported: &Reported,
    event: &Event,
    when: &When,
    [source, recipient]: [Option<&Actor>; 2],
    [number, story]: [u64; 2],
) -> Row {
    let place = reported.place_of(event);
    let sentence = event.mentions.first().map(|telling| {
        // The title is sentence 0 of a record that has one.
        let first = u64::from(reported.record.report.title.is_none());
        telling.sentence as u64 + first
    });
    let dot = place.and_then(coordinates);
    let text = Codebook::embedded().cameo_row(&event.cameo).map(|row| row.name.as_str());
    let [source_name, source_sector, source_country] = actor(source);
    let [target_name, target_sector, target_country] = actor(recipient);
    vec![
        Cell::whole(Some(number)),
        when.day.map_or(Cell::Empty, Cell::Day),
        source_name,
        source_sector,
        source_country,
        Cell::maybe(text),
        Cell::text(&event.cameo),
        Cell::number(Some(event.intensity)),
        target_name,
        target_sector,
        target_country,
        Cell::whole(Some(story)),
        Cell::whole(sentence),
        Cell::maybe(reported.record.report.outlet.as_deref()),
        Cell::maybe(place.and_then(city)),
        Cell::Empty,
        Cell::maybe(place.and_then(province)),
        Cell::text(country_name(place.and_then(|place| place.country.as_deref()))),
        Cell::number(dot.map(|[_, lat]| lat)),
        Cell::number(dot.map(|[lon, _]| lon)),
    ]
}

fn actor(actor: Option<&Actor>) -> [Cell; 3] {
    let Some(actor) = actor else { return [Cell::Empty, Cell::Empty, Cell::Empty] };
    [
        Cell::text(&actor.name),
        Cell::text(codes::icews_sector(actor.sector)),
        Cell::text(country_name(country_of(actor))),
    ]
}
