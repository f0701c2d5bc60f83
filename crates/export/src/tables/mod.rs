//! The tables of dateline's own: a record laid out flat.

mod events;
mod parts;
mod reports;
mod statements;

use record::Voucher;

use crate::table::{Cell, Table};
use crate::{Reported, evidence};

/// All of them. `reports` comes first, and every other leads to it.
pub const TABLES: [&Table; 8] = [
    &reports::REPORTS,
    &reports::ACTORS,
    &reports::PLACES,
    &statements::STATEMENTS,
    &events::EVENTS,
    &parts::PARTIES,
    &parts::FIGURES,
    &parts::TELLINGS,
];

/// Whose word something rests on, in a cell: `report`, a statement's or an actor's id, or the words that name nobody.
fn vouchers(reported: &Reported, vouchers: &[Voucher]) -> Cell {
    Cell::list(vouchers.iter().map(|voucher| match voucher {
        Voucher::Report(_) => "report".to_owned(),
        Voucher::Statement(id) | Voucher::Actor(id) => id.clone(),
        Voucher::Unsourced(span) => format!("unsourced: {}", reported.line(evidence::cut(*span))),
    }))
}

/// The first and last code point of a span, in two cells.
fn ends(span: Option<record::Span>) -> [Cell; 2] {
    span.map_or([Cell::Empty, Cell::Empty], |span| [Cell::count(span.start), Cell::count(span.end)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_ways_stand_on_columns_that_are_there() {
        let has = |table: &Table, name: &str| table.columns.iter().any(|column| column.name == name);
        for table in TABLES {
            assert!(!table.key.is_empty() && table.key.iter().all(|name| has(table, name)), "{}", table.name);
            for (columns, other) in table.leads_to {
                let other = TABLES.into_iter().find(|table| table.name == *other).unwrap();
                assert!(columns.iter().all(|name| has(table, name) && other.key.contains(name)), "{}", table.name);
            }
        }
    }
}
