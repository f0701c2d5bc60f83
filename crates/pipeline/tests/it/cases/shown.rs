//! What a failing row is answered with: the nearest of its kind, and all of its kind that the record holds.

use record::{Event, Record, Statement, Voucher};

use super::compare::{Difference, names};
use super::row::{Count, Row, What};

/// Why the row does not hold, for a person who has never seen the code.
pub fn difference(row: &Row, difference: &Difference, record: &Record) -> String {
    let mut lines = Vec::new();
    match (row.count, &difference.nearest) {
        (Count::None, _) => lines.push(format!("  but       {} of these are there", difference.n_fitting)),
        (Count::One, _) if difference.n_fitting > 1 => {
            lines.push(format!("  but       {} of these are there, not one", difference.n_fitting));
        }
        (_, Some(nearest)) => lines.push(format!("  but {nearest:<5} has {}", difference.fields.join(" | "))),
        (_, None) => lines.push("  but       there is none".to_owned()),
    }
    lines.extend(all(&row.what, record).into_iter().map(|line| format!("            {line}")));
    lines.join("\n")
}

fn all(what: &What, record: &Record) -> Vec<String> {
    match what {
        What::Event(..) => record.events.iter().map(|one| event(record, one)).collect(),
        What::Statement(_) => record.statements.iter().map(|one| statement(record, one)).collect(),
        What::Actor(_) => record.actors.iter().map(|one| names(record, std::slice::from_ref(&one.id))).collect(),
        What::Report(..) => Vec::new(),
        What::Removed(..) => record.report.removed.iter().map(|one| format!("{} \"{}\"", one.kind, one.text)).collect(),
    }
}

fn event(record: &Record, event: &Event) -> String {
    let mode = event.mode.as_ref().map(|mode| format!(" {mode}")).unwrap_or_default();
    let mut parts = vec![
        format!("{}: {}{mode}", event.id, event.kind),
        format!("{} > {}", names(record, &event.sources), names(record, &event.recipients)),
        event.factuality.to_string(),
    ];
    for figure in &event.figures {
        let end = |n: Option<u64>| n.map(|n| n.to_string()).unwrap_or_default();
        parts.push(format!("{} {}..{}", figure.kind, end(figure.low), end(figure.high)));
    }
    if let Some(place) = record.places.iter().find(|place| event.place.as_ref() == Some(&place.id)) {
        parts.push(format!("place {}", place.name));
    }
    parts.extend(event.date.iter().map(|date| format!("date {}", date.value)));
    parts.extend(event.vouched_by.iter().map(|voucher| match voucher {
        Voucher::Report(_) => "by report".to_owned(),
        Voucher::Statement(id) => format!("by {id}"),
        Voucher::Actor(id) => format!("by {}", names(record, std::slice::from_ref(id))),
        Voucher::Unsourced(_) => "by unsourced".to_owned(),
    }));
    let told: Vec<&str> = event.mentions.iter().map(|telling| record.report.text.slice(telling.trigger)).collect();
    parts.push(format!("words {}", told.join(", ")));
    parts.join(" | ")
}

fn statement(record: &Record, said: &Statement) -> String {
    let pieces: Vec<&str> = said.content.iter().map(|&piece| record.report.text.slice(piece)).collect();
    let cue = said.cue.map_or("no cue".to_owned(), |cue| format!("cue {}", record.report.text.slice(cue)));
    let mut parts =
        vec![format!("{}: {}", said.id, names(record, said.speaker.as_slice())), said.kind.to_string(), cue];
    parts.push(if said.anonymous { "anonymous" } else { "named" }.to_owned());
    parts.extend(said.via.iter().map(|via| format!("via {}", via.name)));
    parts.push(format!("\"{}\"", pieces.join(" … ")));
    parts.join(" | ")
}
