//! Reports, and who and what they name.

use super::ends;
use crate::Reported;
use crate::table::{Cell, Kind, Numbers, Row, Table, column};

/// The reports.
pub(super) const REPORTS: Table = Table {
    name: "reports",
    about: "A report that was read",
    columns: &[
        column("report", Kind::Text, "Its id: the blake3 hash of outlet, title and text"),
        column("title", Kind::Text, "Its title"),
        column("outlet", Kind::Text, "Who published it"),
        column("byline", Kind::Text, "Who wrote it, parted by semicolons"),
        column("published", Kind::Day, "The day of first publication"),
        column("url", Kind::Text, "Its address on the web"),
        column("source", Kind::Text, "The path or address that it came from"),
        column("language", Kind::Text, "The language that it is written in, ISO 639-1"),
        column("origin", Kind::Text, "Whose text it is"),
        column("origin_basis", Kind::Text, "What says so"),
        column("copy_of", Kind::Text, "The id of the report that has the same text"),
        column("n_sentences", Kind::Integer, "How many sentences it has"),
        column("reader", Kind::Text, "The version of the program that read it"),
        column("model", Kind::Text, "The hash of the model"),
        column("codebook", Kind::Text, "The hash of the codebook"),
        column("knowledge", Kind::Text, "The hash of the tables of actors and places"),
        column("text", Kind::Text, "Its text, which all offsets count in; only with --with-text"),
    ],
    key: &["report"],
    leads_to: &[],
    rows: reports,
};

fn reports(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    let record = &reported.record;
    let (report, reader) = (&record.report, &record.reader);
    let origin = report.origin.as_ref();
    let text = if numbers.settings.with_text { report.text.as_str() } else { "" };
    vec![vec![
        Cell::text(&report.id),
        Cell::maybe(report.title.as_deref()),
        Cell::maybe(report.outlet.as_deref()),
        Cell::list(&report.byline),
        Cell::day(report.published.as_deref()),
        Cell::maybe(report.url.as_deref()),
        Cell::text(&report.source),
        Cell::text(&report.language),
        Cell::maybe(origin.map(|origin| origin.name.as_str())),
        Cell::maybe(origin.map(|origin| origin.basis.as_str())),
        Cell::maybe(report.copy_of.as_deref()),
        Cell::count(record.sentences.len()),
        Cell::text(&reader.version),
        Cell::text(&reader.model),
        Cell::text(&reader.codebook),
        Cell::text(&reader.knowledge),
        Cell::text(text),
    ]]
}

/// The actors.
pub(super) const ACTORS: Table = Table {
    name: "actors",
    about: "Somebody who speaks, acts or is acted upon in a report",
    columns: &[
        column("report", Kind::Text, "The report"),
        column("actor", Kind::Text, "The actor's id in the report"),
        column("name", Kind::Text, "The fullest name in the text"),
        column("kind", Kind::Text, "What sort of actor"),
        column("country", Kind::Text, "ISO 3166-1 alpha-3, IGO, INT or UNK"),
        column("sector", Kind::Text, "What it acts for"),
        column("title", Kind::Text, "Its title in the text"),
        column("entity", Kind::Text, "Its id in the knowledge tables"),
        column("basis", Kind::Text, "Where country and sector come from"),
        column("n_mentions", Kind::Integer, "How often the text mentions it"),
        column("start", Kind::Integer, "The first code point of its first mention"),
        column("end", Kind::Integer, "One past the last"),
    ],
    key: &["report", "actor"],
    leads_to: &[(&["report"], "reports")],
    rows: actors,
};

fn actors(reported: &Reported, _: &Numbers) -> Vec<Row> {
    let record = &reported.record;
    let row = |actor: &record::Actor| {
        let [start, end] = ends(actor.mentions.first().copied());
        vec![
            Cell::text(&record.report.id),
            Cell::text(&actor.id),
            Cell::text(&actor.name),
            Cell::text(actor.kind.as_str()),
            Cell::text(&actor.country),
            Cell::text(actor.sector.as_str()),
            Cell::maybe(actor.title.as_deref()),
            Cell::maybe(actor.entity.as_deref()),
            Cell::text(actor.basis.as_str()),
            Cell::count(actor.mentions.len()),
            start,
            end,
        ]
    };
    record.actors.iter().map(row).collect()
}

/// The places.
pub(super) const PLACES: Table = Table {
    name: "places",
    about: "A place that a report names",
    columns: &[
        column("report", Kind::Text, "The report"),
        column("place", Kind::Text, "The place's id in the report"),
        column("name", Kind::Text, "Its name in the text"),
        column("country", Kind::Text, "ISO 3166-1 alpha-3"),
        column("admin1", Kind::Text, "Province or state"),
        column("geonames", Kind::Integer, "GeoNames id"),
        column("lat", Kind::Number, "Degrees north; of anything wider than a city, somewhere in its middle"),
        column("lon", Kind::Number, "Degrees east"),
        column("precision", Kind::Text, "How exactly it is known: point, city, admin1, country or region"),
        column("start", Kind::Integer, "The first code point of its first mention"),
        column("end", Kind::Integer, "One past the last"),
    ],
    key: &["report", "place"],
    leads_to: &[(&["report"], "reports")],
    rows: places,
};

fn places(reported: &Reported, _: &Numbers) -> Vec<Row> {
    let record = &reported.record;
    let row = |place: &record::Place| {
        let [start, end] = ends(place.mentions.first().copied());
        vec![
            Cell::text(&record.report.id),
            Cell::text(&place.id),
            Cell::text(&place.name),
            Cell::maybe(place.country.as_deref()),
            Cell::maybe(place.admin1.as_deref()),
            Cell::whole(place.geonames.map(u64::from)),
            Cell::number(place.lat),
            Cell::number(place.lon),
            Cell::text(place.precision.as_str()),
            start,
            end,
        ]
    };
    record.places.iter().map(row).collect()
}
