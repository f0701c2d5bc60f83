//! Who said what.

use record::Span;

use super::ends;
use crate::table::{Cell, Kind, Numbers, Row, Table, column};
use crate::{Reported, evidence};

/// The statements.
pub(super) const STATEMENTS: Table = Table {
    name: "statements",
    about: "One quotation or one ascribed content in a report",
    columns: &[
        column("report", Kind::Text, "The report"),
        column("statement", Kind::Text, "The statement's id in the report"),
        column("kind", Kind::Text, "direct, indirect or mixed"),
        column("speaker", Kind::Text, "The id of the actor who says it"),
        column("speaker_name", Kind::Text, "The speaker's name"),
        column("speaker_country", Kind::Text, "The speaker's country"),
        column("speaker_sector", Kind::Text, "The speaker's sector"),
        column("anonymous", Kind::Flag, "Whether the speaker is a person whom the text does not name"),
        column("addressee", Kind::Text, "The id of the actor to whom it is said"),
        column("via", Kind::Text, "Through whom the report has it, innermost first, parted by semicolons"),
        column("cue", Kind::Text, "The words that ascribe it"),
        column("content", Kind::Text, "What is said: the first piece, cut to a snippet"),
        column("start", Kind::Integer, "The first code point of what is said"),
        column("end", Kind::Integer, "One past the last"),
        column("n_pieces", Kind::Integer, "In how many pieces it is said"),
    ],
    key: &["report", "statement"],
    leads_to: &[(&["report"], "reports")],
    rows: statements,
};

fn statements(reported: &Reported, _: &Numbers) -> Vec<Row> {
    let record = &reported.record;
    let row = |statement: &record::Statement| {
        let speaker = statement.speaker.as_ref().and_then(|id| reported.actor(id));
        let words = |span: Option<Span>| Cell::maybe(span.map(|span| reported.line(evidence::cut(span))));
        let [start, end] = ends(statement.content.iter().copied().reduce(Span::cover));
        vec![
            Cell::text(&record.report.id),
            Cell::text(&statement.id),
            Cell::text(statement.kind.as_str()),
            Cell::maybe(statement.speaker.as_deref()),
            Cell::maybe(speaker.map(|actor| actor.name.as_str())),
            Cell::maybe(speaker.map(|actor| actor.country.as_str())),
            Cell::maybe(speaker.map(|actor| actor.sector.as_str())),
            Cell::Flag(statement.anonymous),
            Cell::maybe(statement.addressee.as_deref()),
            Cell::list(statement.via.iter().map(|via| via.name.as_str())),
            words(statement.cue),
            words(statement.content.first().copied()),
            start,
            end,
            Cell::count(statement.content.len()),
        ]
    };
    record.statements.iter().map(row).collect()
}
