//! What belongs to an event: parties, figures, tellings; a row each.

use record::RoleKind;

use super::vouchers;
use crate::table::{Cell, Kind, Numbers, Row, Table, column};
use crate::{Reported, evidence};

/// The parties to events.
pub(super) const PARTIES: Table = Table {
    name: "parties",
    about: "An actor's part in an event",
    columns: &[
        column("report", Kind::Text, "The report"),
        column("event", Kind::Text, "The event"),
        column("role", Kind::Text, "source: who does it; recipient: to, with or about whom"),
        column("actor", Kind::Text, "The actor's id in the report"),
        column("name", Kind::Text, "The actor's name"),
        column("country", Kind::Text, "The actor's country"),
        column("sector", Kind::Text, "The actor's sector"),
        column("entity", Kind::Text, "The actor's id in the knowledge tables"),
    ],
    key: &["report", "event", "role", "actor"],
    leads_to: &[(&["report", "event"], "events")],
    rows: parties,
};

fn parties(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    let mut rows = Vec::new();
    for event in numbers.taken(reported) {
        for (role, ids) in [(RoleKind::Source, &event.sources), (RoleKind::Recipient, &event.recipients)] {
            for (_, id) in ids.iter().enumerate().filter(|(at, id)| !ids[..*at].contains(id)) {
                let actor = reported.actor(id);
                rows.push(vec![
                    Cell::text(&reported.record.report.id),
                    Cell::text(&event.id),
                    Cell::text(role.as_str()),
                    Cell::text(id),
                    Cell::maybe(actor.map(|actor| actor.name.as_str())),
                    Cell::maybe(actor.map(|actor| actor.country.as_str())),
                    Cell::maybe(actor.map(|actor| actor.sector.as_str())),
                    Cell::maybe(actor.and_then(|actor| actor.entity.as_deref())),
                ]);
            }
        }
    }
    rows
}

/// The figures of events.
pub(super) const FIGURES: Table = Table {
    name: "figures",
    about: "A number that belongs to an event, with its giver",
    columns: &[
        column("report", Kind::Text, "The report"),
        column("event", Kind::Text, "The event"),
        column("figure", Kind::Integer, "Its place among the event's figures, from 1"),
        column("kind", Kind::Text, "What it counts: killed, injured, detained, displaced, weapons or money"),
        column("low", Kind::Integer, "At least this many"),
        column("high", Kind::Integer, "At most this many"),
        column("approximate", Kind::Flag, "Whether the words call it rough"),
        column("words", Kind::Text, "The words"),
        column("vouched_by", Kind::Text, "Whose word it rests on"),
        column("start", Kind::Integer, "The first code point of the words"),
        column("end", Kind::Integer, "One past the last"),
    ],
    key: &["report", "event", "figure"],
    leads_to: &[(&["report", "event"], "events")],
    rows: figures,
};

fn figures(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    let figures = numbers
        .taken(reported)
        .flat_map(|event| event.figures.iter().zip(1..).map(move |(figure, at)| (event, figure, at)));
    let row = |(event, figure, at): (&record::Event, &record::Figure, usize)| {
        vec![
            Cell::text(&reported.record.report.id),
            Cell::text(&event.id),
            Cell::count(at),
            Cell::text(figure.kind.as_str()),
            Cell::whole(figure.low),
            Cell::whole(figure.high),
            Cell::Flag(figure.approximate),
            Cell::text(reported.line(evidence::cut(figure.span))),
            vouchers(reported, &figure.vouched_by),
            Cell::count(figure.span.start),
            Cell::count(figure.span.end),
        ]
    };
    figures.map(row).collect()
}

/// Where reports tell events.
pub(super) const TELLINGS: Table = Table {
    name: "tellings",
    about: "A place in a report that tells an event",
    columns: &[
        column("report", Kind::Text, "The report"),
        column("event", Kind::Text, "The event"),
        column("telling", Kind::Integer, "Its place among the event's tellings, from 1"),
        column("sentence", Kind::Integer, "The sentence, from 0"),
        column("trigger", Kind::Text, "The words that name the event"),
        column("start", Kind::Integer, "The first code point of these words"),
        column("end", Kind::Integer, "One past the last"),
        column("snippet", Kind::Text, "The sentence, cut to a snippet"),
    ],
    key: &["report", "event", "telling"],
    leads_to: &[(&["report", "event"], "events")],
    rows: tellings,
};

fn tellings(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    let tellings = numbers
        .taken(reported)
        .flat_map(|event| event.mentions.iter().zip(1..).map(move |(told, at)| (event, told, at)));
    let row = |(event, telling, at): (&record::Event, &record::EventTelling, usize)| {
        let snippet = evidence::snippet(reported, telling);
        vec![
            Cell::text(&reported.record.report.id),
            Cell::text(&event.id),
            Cell::count(at),
            Cell::count(telling.sentence),
            Cell::text(reported.line(evidence::cut(telling.trigger))),
            Cell::count(telling.trigger.start),
            Cell::count(telling.trigger.end),
            Cell::maybe(snippet.map(|snippet| reported.line(evidence::cut(snippet)))),
        ]
    };
    tellings.map(row).collect()
}
