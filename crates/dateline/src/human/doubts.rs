//! What could not be decided.

use record::{Doubt, Record};

use super::layout::{Ink, Page, Words};
use super::{header, people};

/// Words in question are shown up to this many letters.
const WORDS_SHOWN: usize = 60;

/// Writes every doubt.
pub fn write(page: &mut Page, record: &Record) {
    if record.doubts.is_empty() {
        return;
    }
    page.heading("DOUBTS", ", what the reader could not decide");
    let places: Vec<String> = record.doubts.iter().map(|doubt| place(&doubt.at)).collect();
    let widest = places.iter().map(|place| place.chars().count()).max().unwrap_or(0).min(16) + 2;
    for (doubt, place) in record.doubts.iter().zip(places) {
        page.hung(&format!("{place:<widest$}"), widest, &reason(record, doubt));
    }
}

/// "events/e1/sources" is "e1 sources".
fn place(at: &str) -> String {
    let lists = ["events", "statements", "actors", "places", "report"];
    let rest = at.split_once('/').filter(|(list, _)| lists.contains(list)).map_or(at, |(_, rest)| rest);
    rest.replace('/', " ") + " "
}

fn reason(record: &Record, doubt: &Doubt) -> Words {
    let words = Words::of(Ink::PLAIN, &doubt.reason);
    let Some(span) = doubt.span else { return words };
    let number = people::sentences([people::sentence_of(record, span)]);
    let in_question = header::cut(&people::quoted(record, span), WORDS_SHOWN);
    words.and(Ink::FAINT, &format!(" · {in_question}, {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_in_short() {
        assert_eq!(place("events/e1/sources"), "e1 sources ");
        assert_eq!(place("actors/a4/country"), "a4 country ");
        assert_eq!(place("elsewhere"), "elsewhere ");
    }
}
