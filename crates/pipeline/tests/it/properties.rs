//! What holds of every record, whatever the report says.

use pipeline::About;
use proptest::prelude::*;
use record::{Record, Span};

use crate::READER;

const REPORTS: [&str; 3] = [
    "Ministers meet\n\nThe foreign minister of Norway met her Swedish counterpart in Oslo on Monday. “We agreed on much,” \
     she said.",
    "Guards fire at boat\n\nBorder guards fired at a fishing boat near Batumi on Friday, killing two people, a witness \
     told The Coast Post. Georgia’s government condemned the shooting.",
    "Zürich, où l’on parle\n\n“Naïve” plans — 12 of them — were rejected, officials said. Protesters marched in São \
     Paulo; police reportedly arrested about 40 people.",
];

fn read(text: &str) -> Record {
    READER.read(&pipeline::report_from_text(text, &About::default()))
}

/// Every span of the record, with a name for it.
fn spans(record: &Record) -> Vec<(String, Span)> {
    let json = serde_json::to_value(record).unwrap();
    let mut found = Vec::new();
    collect(&json, "record", &mut found);
    found
}

fn collect(value: &serde_json::Value, at: &str, found: &mut Vec<(String, Span)>) {
    if let (Some(start), Some(end)) = (value["start"].as_u64(), value["end"].as_u64()) {
        found.push((at.to_owned(), Span::new(start as usize, end as usize)));
        return;
    }
    match value {
        serde_json::Value::Object(map) => {
            map.iter().for_each(|(key, value)| collect(value, &format!("{at}/{key}"), found))
        }
        serde_json::Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, value)| collect(value, &format!("{at}/{n}"), found));
        }
        _ => {}
    }
}

fn check(record: &Record) {
    let letters: Vec<char> = record.report.text.as_str().chars().collect();
    for (at, span) in spans(record) {
        assert!(span.start <= span.end && span.end <= letters.len(), "{at} lies outside the text: {span:?}");
        let words: String = letters[span.start..span.end].iter().collect();
        assert_eq!(record.report.text.slice(span), words, "{at} is not what its offsets say");
        assert!(!words.trim().is_empty(), "{at} points at nothing");
    }
    for actor in &record.actors {
        let is_evident = actor.mentions.iter().any(|&mention| !record.report.text.slice(mention).is_empty());
        assert!(is_evident, "{} has no words in the text", actor.name);
        assert!(record.report.text.as_str().contains(&actor.name), "{} does not stand in the text", actor.name);
    }
    for event in &record.events {
        assert!(!event.mentions.is_empty(), "{} is told nowhere", event.id);
        for telling in &event.mentions {
            assert!(record.sentences[telling.sentence].holds(telling.trigger), "{} is told elsewhere", event.id);
        }
        assert!((0.0..=1.0).contains(&event.confidence), "{} is sure to {}", event.id, event.confidence);
    }
    check_ids(record);
}

/// Every id that a record uses is one that it gives.
fn check_ids(record: &Record) {
    let is_actor = |id: &String| record.actors.iter().any(|actor| actor.id == *id);
    let is_place = |id: &String| record.places.iter().any(|place| place.id == *id);
    for event in &record.events {
        assert!(event.sources.iter().chain(&event.recipients).all(is_actor), "{} has an unknown actor", event.id);
        assert!(event.place.iter().all(is_place), "{} has an unknown place", event.id);
        let roles = event.mentions.iter().flat_map(|telling| &telling.roles).filter_map(|role| role.id.as_ref());
        roles.for_each(|id| assert!(is_actor(id) || is_place(id), "{} has an unknown role {id}", event.id));
    }
    for said in &record.statements {
        assert!(said.speaker.iter().chain(&said.addressee).all(is_actor), "{} has an unknown speaker", said.id);
        assert!(!said.content.is_empty(), "{} says nothing", said.id);
    }
}

#[test]
fn every_value_has_its_words() {
    let mut n_spans = 0;
    for text in REPORTS {
        let record = read(text);
        check(&record);
        n_spans += spans(&record).len();
    }
    assert!(n_spans > 30, "only {n_spans} spans were there to check");
}

#[test]
fn threads_and_order_change_no_byte() {
    let reports: Vec<_> = REPORTS.iter().map(|text| pipeline::report_from_text(text, &About::default())).collect();
    let reversed: Vec<_> = reports.iter().rev().cloned().collect();
    let bytes = |records: Vec<Record>| -> Vec<String> {
        records.iter().map(|record| serde_json::to_string(record).unwrap()).collect()
    };
    let one = bytes(READER.read_all(&reports, 1).unwrap());
    let two = bytes(READER.read_all(&reports, 2).unwrap());
    let mut turned = bytes(READER.read_all(&reversed, 2).unwrap());
    turned.reverse();
    assert_eq!(one, two);
    assert_eq!(one, turned);
    assert_eq!(
        one,
        reports.iter().map(|report| serde_json::to_string(&READER.read(report)).unwrap()).collect::<Vec<_>>()
    );
}

#[test]
fn a_record_is_what_its_json_says() {
    let record = read(REPORTS[1]);
    let json = serde_json::to_string(&record).unwrap();
    assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
}

proptest! {
    // The model takes milliseconds a text.
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,120}") {
        check(&read(&text));
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop::sample::select(WORDS), 0..60)) {
        check(&read(&words.join(" ")));
    }
}

/// Words that open what stages look for, in any order.
const WORDS: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    ".",
    ",",
    "\n\n",
    "said",
    "told",
    "that",
    "according",
    "to",
    "the",
    "Minister",
    "Israel",
    "Oslo",
    "attacked",
    "tried",
    "not",
    "reportedly",
    "killing",
    "six",
    "at",
    "least",
    "people",
    "on",
    "Monday",
    "2024",
    "she",
    "President",
    "Anna",
    "Lind",
    "condemned",
    "accused",
    "of",
    "in",
    "and",
    "(",
    ")",
    "—",
    "é",
    "$5",
    "million",
    "who",
];
