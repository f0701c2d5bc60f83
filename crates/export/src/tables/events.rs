//! Who did what to whom.

use record::{Actor, Event, Grain};

use super::vouchers;
use crate::table::{Cell, Kind, Numbers, Row, Table, column};
use crate::{Reported, evidence};

/// The events.
pub(super) const EVENTS: Table = Table {
    name: "events",
    about: "Something that a report says one political actor does to, with or about another",
    columns: &[
        column("report", Kind::Text, "The report"),
        column("event", Kind::Text, "The event's id in the report"),
        column("type", Kind::Text, "PLOVER type"),
        column("mode", Kind::Text, "The codebook's mode"),
        column("cameo", Kind::Text, "CAMEO code, leading zeros kept"),
        column("intensity", Kind::Number, "The Goldstein value of the CAMEO code, from -10 to 10"),
        column("quad", Kind::Text, "The quarter of political behaviour"),
        column("contexts", Kind::Text, "The codebook's contexts, parted by semicolons"),
        column("sources", Kind::Text, "The ids of the actors who do it, parted by semicolons"),
        column("source_names", Kind::Text, "Their names"),
        column("source_countries", Kind::Text, "Their countries"),
        column("source_sectors", Kind::Text, "Their sectors"),
        column("recipients", Kind::Text, "The ids of the actors to, with or about whom, parted by semicolons"),
        column("recipient_names", Kind::Text, "Their names"),
        column("recipient_countries", Kind::Text, "Their countries"),
        column("recipient_sectors", Kind::Text, "Their sectors"),
        column("place", Kind::Text, "The id of the place where"),
        column("place_name", Kind::Text, "Its name"),
        column("place_country", Kind::Text, "Its country"),
        column("day", Kind::Day, "When, where the day is known"),
        column("date", Kind::Text, "When, as exactly as it is known: 2025-09-14, 2025-09 or 2025"),
        column("date_words", Kind::Text, "The words that say when"),
        column("factuality", Kind::Text, "How firmly it is told: happened, attempted, planned, possible or denied"),
        column("factuality_words", Kind::Text, "The words that say so"),
        column("vouched_by", Kind::Text, "Whose word it rests on: report, a statement's id, an actor's id, unsourced"),
        column("confidence", Kind::Number, "How sure the reader is, from 0 to 1"),
        column("n_tellings", Kind::Integer, "How many places in the text tell it"),
        column("sentence", Kind::Integer, "The first sentence that tells it, from 0"),
        column("trigger", Kind::Text, "The words that name it there"),
        column("snippet", Kind::Text, "That sentence, cut to a snippet"),
        column("happening", Kind::Text, "The id of what happened, the same in all reports that tell it"),
        column("happening_reports", Kind::Integer, "How many reports tell it"),
        column("happening_origins", Kind::Integer, "How many origins these have: reprints count once"),
    ],
    key: &["report", "event"],
    leads_to: &[(&["report"], "reports")],
    rows: events,
};

fn events(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    numbers.taken(reported).map(|event| row(reported, event)).collect()
}

fn row(reported: &Reported, event: &Event) -> Row {
    let place = reported.place_of(event);
    let date = event.date.as_ref();
    let day = date.filter(|date| date.grain == Grain::Day);
    let telling = event.mentions.first();
    let words = |span| reported.line(evidence::cut(span));
    let happening = reported.happening(event);
    let mut row = vec![
        Cell::text(&reported.record.report.id),
        Cell::text(&event.id),
        Cell::text(event.kind.as_str()),
        Cell::maybe(event.mode.as_deref()),
        Cell::text(&event.cameo),
        Cell::number(Some(event.intensity)),
        Cell::text(event.quad.as_str()),
        Cell::list(&event.contexts),
    ];
    row.extend(parties(reported, &event.sources));
    row.extend(parties(reported, &event.recipients));
    row.extend([
        Cell::maybe(event.place.as_deref()),
        Cell::maybe(place.map(|place| place.name.as_str())),
        Cell::maybe(place.and_then(|place| place.country.as_deref())),
        Cell::day(day.map(|date| date.value.as_str())),
        Cell::maybe(date.map(|date| date.value.as_str())),
        Cell::maybe(date.map(|date| words(date.expression))),
        Cell::text(event.factuality.as_str()),
        Cell::maybe(event.factuality_cue.map(words)),
        vouchers(reported, &event.vouched_by),
        Cell::number(Some(event.confidence)),
        Cell::count(event.mentions.len()),
        telling.map_or(Cell::Empty, |telling| Cell::count(telling.sentence)),
        Cell::maybe(telling.map(|telling| words(telling.trigger))),
        Cell::maybe(telling.and_then(|telling| evidence::snippet(reported, telling)).map(words)),
        Cell::maybe(happening.map(|happening| happening.id.as_str())),
        Cell::whole(happening.map(|happening| happening.n_reports)),
        Cell::whole(happening.map(|happening| happening.n_origins)),
    ]);
    row
}

/// Ids, names, countries and sectors of the parties on one side, each list in the same order.
fn parties(reported: &Reported, ids: &[String]) -> [Cell; 4] {
    let of_each = |value: fn(&Actor) -> &str| Cell::list(ids.iter().map(|id| reported.actor(id).map_or("", value)));
    [
        Cell::list(ids),
        of_each(|actor| &actor.name),
        of_each(|actor| &actor.country),
        of_each(|actor| actor.sector.as_str()),
    ]
}
