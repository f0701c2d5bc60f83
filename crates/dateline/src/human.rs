//! A record for eyes: a page that is calm on a terminal and whole in a pipe.
//!
//! Colour adds nothing that is not there in letters: `[e2]` and `[s1]` stand behind the words that an event and a
//! statement rest on, with or without it. The page tells what the report says and on whose word; it never asserts.

mod doubts;
mod events;
mod figures;
mod header;
pub mod layout;
mod marked;
mod people;
mod statements;

use record::Record;

use layout::Page;

/// The page of a record in lines of `width` columns, with ANSI colours.
pub fn page(record: &Record, width: usize) -> String {
    let mut page = Page::new(width);
    let marks = marked::Marks::of(record);
    header::write(&mut page, record, &marks);
    marked::write_body(&mut page, record, &marks);
    statements::write(&mut page, record);
    events::write(&mut page, record);
    doubts::write(&mut page, record);
    page.finish()
}

/// What parts two pages.
pub fn rule(width: usize) -> String {
    let mut page = Page::new(width);
    page.rule();
    page.finish()
}

#[cfg(test)]
mod tests;
