//! What could not be decided.

use record::{Doubt, Record};

use super::layout::{Ink, Page, Words};
use super::{header, people};

/// Words in question are shown up to this many letters.
const WORDS_SHOWN: usize = 60;

/// Writes every doubt, those of one reason together.
pub fn write(page: &mut Page, record: &Record) {
    if record.doubts.is_empty() {
        return;
    }
    page.heading("DOUBTS", ", what the reader could not decide");
    let mut reasons: Vec<&str> = Vec::new();
    for doubt in &record.doubts {
        if !reasons.contains(&doubt.reason.as_str()) {
            reasons.push(&doubt.reason);
        }
    }
    for reason in reasons {
        let alike = record.doubts.iter().filter(|doubt| doubt.reason == reason);
        let places: Vec<Words> = alike.map(|doubt| place(record, doubt)).collect();
        page.hung("", 0, &Words::of(Ink::PLAIN, reason));
        page.hung("", 4, &Words::joined(&places, " · "));
    }
}

fn place(record: &Record, doubt: &Doubt) -> Words {
    let words = Words::of(Ink::PLAIN, &path(&doubt.at));
    let Some(span) = doubt.span else { return words };
    let in_question = header::cut(&people::quoted(record, span), WORDS_SHOWN);
    words.and(Ink::FAINT, &format!(" {in_question}, {}", people::sentences([people::sentence_of(record, span)])))
}

/// "events/e1/sources" is "e1 sources".
fn path(at: &str) -> String {
    let lists = ["events", "statements", "actors", "places", "report"];
    let rest = at.split_once('/').filter(|(list, _)| lists.contains(list)).map_or(at, |(_, rest)| rest);
    rest.replace('/', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_in_short() {
        assert_eq!(path("events/e1/sources"), "e1 sources");
        assert_eq!(path("actors/a4/country"), "a4 country");
        assert_eq!(path("elsewhere"), "elsewhere");
    }
}
