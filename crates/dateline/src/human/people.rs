//! Actors and places as a page calls them, and on whose word something stands.

use record::{Actor, ActorKind, Record, Sector, Span, Statement, Voucher};

use super::layout::{Ink, Words};

/// The actor with this id.
pub fn actor<'a>(record: &'a Record, id: &str) -> Option<&'a Actor> {
    record.actors.iter().find(|actor| actor.id == id)
}

/// An actor's name, with the code of its country and sector where they are known.
pub fn called(record: &Record, id: &str) -> Words {
    let Some(actor) = actor(record, id) else { return Words::of(Ink::STRONG, id) };
    let words = Words::of(Ink::STRONG, &actor.name);
    match code(actor) {
        Some(code) => words.and(Ink::FAINT, &format!(" ({code})")),
        None => words,
    }
}

/// Actors, one after the other.
pub fn all_called(record: &Record, ids: &[String]) -> Words {
    let names: Vec<Words> = ids.iter().map(|id| called(record, id)).collect();
    Words::joined(&names, ", ")
}

fn code(actor: &Actor) -> Option<String> {
    let country = Some(actor.country.as_str()).filter(|&country| country != "UNK");
    let sector = Some(actor.sector.as_str()).filter(|_| actor.sector != Sector::Unk);
    match (country, sector) {
        (Some(country), Some(sector)) if country != sector => Some(format!("{country} {sector}")),
        (Some(one), _) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => None,
    }
}

/// An actor's name alone.
fn name(record: &Record, id: &str) -> String {
    actor(record, id).map_or_else(|| id.to_owned(), |actor| actor.name.clone())
}

/// "according to ...": on whose word something stands.
pub fn according_to(record: &Record, vouchers: &[Voucher]) -> String {
    let named: Vec<String> = vouchers.iter().map(|voucher| voucher_named(record, voucher)).collect();
    match &named[..] {
        [] => "nobody is named for it".to_owned(),
        [one] => format!("according to {one}"),
        [first @ .., last] => format!("according to {} and to {last}", first.join(", to ")),
    }
}

fn voucher_named(record: &Record, voucher: &Voucher) -> String {
    match voucher {
        Voucher::Report(_) => "the report".to_owned(),
        Voucher::Actor(id) => name(record, id),
        Voucher::Unsourced(span) => format!("nobody named ({})", quoted(record, *span)),
        Voucher::Statement(id) => match record.statements.iter().find(|statement| statement.id == *id) {
            Some(statement) => format!("{} [{id}]", speaker(record, statement)),
            None => format!("[{id}]"),
        },
    }
}

/// A statement's speaker, with what the report says of whom it has it from.
pub fn speaker(record: &Record, statement: &Statement) -> String {
    let mut words = statement.speaker.as_deref().map_or_else(|| "nobody named".to_owned(), |id| name(record, id));
    if let Some(unnamed) = unnamed(record, statement) {
        words.push_str(&format!(", {unnamed}"));
    }
    for via in &statement.via {
        words.push_str(&format!(", via {}", via.name));
    }
    words
}

/// What a page adds to a speaker whom the report does not name.
pub fn unnamed(record: &Record, statement: &Statement) -> Option<&'static str> {
    let is_a_body = |actor: &Actor| !matches!(actor.kind, ActorKind::Person | ActorKind::Unnamed | ActorKind::Other);
    let speaker = statement.speaker.as_deref().and_then(|id| actor(record, id));
    match speaker {
        _ if !statement.anonymous => None,
        Some(speaker) if is_a_body(speaker) => Some("not named"),
        _ => Some("unnamed"),
    }
}

/// Words of the report in quotation marks, unless they bring their own.
pub fn quoted(record: &Record, span: Span) -> String {
    let words = record.report.text.slice(span);
    if words.starts_with(['“', '"', '„', '«']) { words.to_owned() } else { format!("“{words}”") }
}

/// The sentence that holds the first letter of a span.
pub fn sentence_of(record: &Record, span: Span) -> usize {
    record
        .sentences
        .partition_point(|sentence| sentence.end <= span.start)
        .min(record.sentences.len().saturating_sub(1))
}

/// "sentence 4", "sentences 1, 3, 9–12".
pub fn sentences(numbers: impl IntoIterator<Item = usize>) -> String {
    let mut numbers: Vec<usize> = numbers.into_iter().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let noun = if numbers.len() == 1 { "sentence" } else { "sentences" };
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    format!("{noun} {}", runs.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_sentences_are_told_in_short() {
        assert_eq!(sentences([4]), "sentence 4");
        assert_eq!(sentences([9, 1, 3, 4, 10, 11, 9]), "sentences 1, 3, 4, 9–11");
    }
}
