//! Reads the sentences in `tests/pairs`, each as a report of its own, and counts how many come out right.
//!
//! `tests/pairs/README.md` says how they are written. `cargo test -p pipeline --test it pairs -- --nocapture` shows what
//! is wrong and a table by group.

use std::{collections::BTreeSet, fs, path::Path};

use pipeline::About;
use record::{Event, EventType, Factuality, Figure, Record, Span, Voucher};

use crate::READER;

/// The share of sentences that must be right, just below what holds now. The aim is 95 %.
const RIGHT: f64 = 0.80;
/// The share of swapped pairs that must be symmetric, just below what holds now. The aim is 100 %.
const SYMMETRIC: f64 = 0.94;
/// Fewer sentences than this would mean that they are not found.
const FEWEST: usize = 220;
/// The group whose sets are one sentence with two sides changed about.
const SWAPPED: &str = "swapped";
/// Every sentence's day of publication: a Tuesday.
const PUBLISHED: &str = "2024-03-05";
/// In what a reading can be wrong: an event that is not there, one too many, and the fields of one that is there.
const FAULTS: [&str; 8] = ["missing", "extra", "mode", "sources", "recipients", "firmness", "word", "also"];

/// What is wrong with a reading: one of `FAULTS`, and the event.
type Fault = (&'static str, String);

/// A sentence with the events that it tells. Sentences of one group and set differ in one thing.
struct Sentence {
    group: String,
    set: usize,
    line: usize,
    text: String,
    expected: Vec<Told>,
}

/// An event, as a row has it or as it was read.
struct Told {
    kind: EventType,
    /// Whether the sentence leaves open that it is one.
    is_open: bool,
    /// Mode, sources, recipients, how firmly, on whose word, and what else; several are parted by commas.
    fields: [String; 6],
}

#[test]
fn readings_turn_on_the_right_words() {
    let sentences = sentences();
    assert!(sentences.len() >= FEWEST, "only {} sentences were found", sentences.len());
    let records: Vec<Record> = sentences.iter().map(|sentence| read(&sentence.text)).collect();
    let faults: Vec<Vec<Fault>> = sentences.iter().zip(&records).map(|(one, record)| faults_of(one, record)).collect();
    for (sentence, faults) in sentences.iter().zip(&faults).filter(|(_, faults)| !faults.is_empty()) {
        println!("tests/pairs/{}.md:{}: {}", sentence.group, sentence.line, sentence.text);
        for event in faults.chunk_by(|one, other| one.1 == other.1) {
            println!("    {}: {}", event.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", "), event[0].1);
        }
    }
    let symmetric = share_symmetric(&sentences, &records);
    print_table(&sentences, &faults);
    let right = faults.iter().filter(|faults| faults.is_empty()).count() as f64 / faults.len() as f64;
    println!("\n{:.1} % right, {:.1} % of the swapped pairs symmetric", 100.0 * right, 100.0 * symmetric);
    assert!(right >= RIGHT && symmetric >= SYMMETRIC, "{right:.3} of {RIGHT}, {symmetric:.3} of {SYMMETRIC}");
    let is_shown = |kind| sentences.iter().flat_map(|one| &one.expected).any(|one| one.kind == kind && !one.is_open);
    assert!(EventType::ALL.iter().all(|kind| is_shown(*kind)), "not all sixteen types are shown");
}

#[test]
fn a_wrong_side_is_seen() {
    let row = "| Norway expelled the Swedish consul. | SANCTION | Norway > Swedish consul | happened | report | |";
    let sentence = &sentences_in("group", row).unwrap()[0];
    let record = read(&sentence.text);
    assert_eq!(faults_of(sentence, &record), [], "the plainest sentence is read wrong");
    let mut turned = record.clone();
    turned.events.iter_mut().for_each(|event| std::mem::swap(&mut event.sources, &mut event.recipients));
    assert_eq!(faults_of(sentence, &turned)[0].0, "sources");
    assert_ne!(shape(&turned), shape(&record));
    assert!(sentences_in("group", &row.replace("happened", "hapened")).is_err());
}

fn sentences() -> Vec<Sentence> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/pairs");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md"));
    files.sort();
    let in_file = |path: &std::path::PathBuf| {
        let found = sentences_in(&path.file_stem().unwrap().to_string_lossy(), &fs::read_to_string(path).unwrap());
        found.unwrap_or_else(|fault| panic!("{}:{fault}", path.display()))
    };
    files.iter().flat_map(in_file).collect()
}

/// The sentences in a file's table; a fault begins with its line.
fn sentences_in(group: &str, text: &str) -> Result<Vec<Sentence>, String> {
    let (mut sentences, mut set) = (Vec::<Sentence>::new(), 0);
    for (line, row) in (1..).zip(text.lines()) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let fault = format!("{line}: this row is not as the README has it");
        match &cells[..] {
            [_] | ["", "Sentence", ..] => continue,
            ["", dashes, ..] if dashes.starts_with("--") => continue,
            ["", "", "", ..] => set += 1,
            ["", words, event, parties, firmness, by, also, ""] => {
                if !words.is_empty() {
                    let (group, text) = (group.to_owned(), (*words).to_owned());
                    sentences.push(Sentence { group, set, line, text, expected: Vec::new() });
                }
                let found = sentences.last_mut().ok_or(&fault)?;
                if *event != "none" {
                    found.expected.push(expected(event, [parties, firmness, by, also]).ok_or(fault)?);
                }
            }
            _ => return Err(fault),
        }
    }
    Ok(sentences)
}

fn expected(event: &str, [parties, firmness, by, also]: [&str; 4]) -> Option<Told> {
    let bare = event.trim_matches(['(', ')']);
    let (kind, mode) = bare.split_once(' ').unwrap_or((bare, ""));
    let (sources, recipients) = parties.split_once(" > ")?;
    let fields = [mode, sources, recipients, firmness, by, also].map(str::to_owned);
    let is_firmness = firmness.is_empty() || firmness.parse::<Factuality>().is_ok();
    is_firmness.then_some(Told { kind: kind.parse().ok()?, is_open: bare != event, fields })
}

fn read(sentence: &str) -> Record {
    let about = About { published: pipeline::published_from(PUBLISHED).ok(), ..About::default() };
    READER.read(&pipeline::report_from_text(sentence, &about))
}

/// Each expected event is looked for among those of its type, the best fitting first; what is left is too many.
fn faults_of(sentence: &Sentence, record: &Record) -> Vec<Fault> {
    let mut left = told(record, &|name, _| name.to_owned());
    let mut faults = Vec::new();
    for expected in sentence.expected.iter().filter(|expected| !expected.is_open) {
        let of_type = left.iter().enumerate().filter(|(_, told)| told.kind == expected.kind);
        let compared = of_type.map(|(at, told)| (at, differences(expected, told)));
        if let Some((at, found)) = compared.min_by_key(|(_, found)| found.len()) {
            left.remove(at);
            faults.extend(found);
        } else {
            faults.push((FAULTS[0], expected.kind.to_string()));
        }
    }
    let is = |open: &Told, told: &Told| open.is_open && open.kind == told.kind && differences(open, told).is_empty();
    left.retain(|told| !sentence.expected.iter().any(|open| is(open, told)));
    faults.extend(left.iter().map(|told| (FAULTS[1], line(told))));
    faults
}

/// The fields in which the event is not told as expected.
fn differences(expected: &Told, told: &Told) -> Vec<Fault> {
    let fields = FAULTS[2..].iter().zip(expected.fields.iter().zip(&told.fields));
    let wrong = fields.filter(|(fault, (expected, has))| !fits(expected, has, **fault != "also"));
    wrong.map(|(fault, _)| (*fault, line(told))).collect()
}

/// Whether what is expected is there, and nothing else where it is `all`.
fn fits(expected: &str, has: &str, all: bool) -> bool {
    let parts = |text: &str| text.split(", ").filter(|one| !["", "-"].contains(one)).map(words).collect::<Vec<_>>();
    let (names, has) = (parts(expected), parts(has));
    let are_there = names.iter().all(|name| has.iter().any(|one| one.contains(name.as_str())));
    let are_all = has.iter().all(|one| names.iter().any(|name| one.contains(name.as_str())));
    ["", "*"].contains(&expected) || are_there && (!all || are_all && names.len() == has.len())
}

/// The words in lower case, each between blanks.
fn words(text: &str) -> String {
    let is_apart = |letter: char| !letter.is_alphanumeric() && !['.', '-'].contains(&letter);
    let letters = text.to_lowercase().replace(is_apart, " ");
    letters.split_whitespace().map(|word| format!(" {word} ")).collect()
}

/// The events as they were read; `name` says how actors, places and triggers are shown, given words and mentions.
fn told(record: &Record, name: &dyn Fn(&str, &[Span]) -> String) -> Vec<Told> {
    let actor = |id: &String| record.actors.iter().find(|one| one.id == *id).map(|one| name(&one.name, &one.mentions));
    let speaker = |id: &String| record.statements.iter().find(|one| one.id == *id)?.speaker.as_ref();
    let voucher = |one: &Voucher| match one {
        Voucher::Report(_) => Some("report".to_owned()),
        Voucher::Actor(id) => actor(id),
        Voucher::Statement(id) => speaker(id).and_then(actor),
        Voucher::Unsourced(_) => None,
    };
    let end = |end: Option<u64>| end.map(|end| end.to_string()).unwrap_or_default();
    let range = |one: &Figure| [one.low, one.high].map(end).join("..");
    let range = |one: &Figure| if one.low == one.high { end(one.low) } else { range(one) };
    let figure = |one: &Figure| format!("{} {}", one.kind, range(one));
    let actors = |ids: &[String]| ids.iter().filter_map(actor).collect::<BTreeSet<_>>();
    let told = |event: &Event| {
        let by = event.vouched_by.iter().map(|one| voucher(one).unwrap_or("unsourced".to_owned())).collect();
        let places = record.places.iter().filter(|place| event.place.as_ref() == Some(&place.id));
        let also = places.map(|place| format!("place {}", name(&place.name, &place.mentions)));
        let also = also.chain(event.date.iter().map(|date| format!("date {}", date.value)));
        let words = |span: Span| format!("words {}", name(record.report.text.slice(span), &[span]));
        let also = also.chain(event.mentions.iter().map(|telling| words(telling.trigger)));
        let also = also.chain(event.figures.iter().map(figure)).collect();
        let (mode, firmness) = (event.mode.iter().cloned().collect(), [event.factuality.to_string()].into());
        let fields = [mode, actors(&event.sources), actors(&event.recipients), firmness, by, also];
        let fields = fields.map(|parts: BTreeSet<String>| parts.into_iter().collect::<Vec<_>>().join(", "));
        Told { kind: event.kind, is_open: false, fields }
    };
    record.events.iter().map(told).collect()
}

fn line(told: &Told) -> String {
    let [mode, sources, recipients, firmness, by, also] = &told.fields;
    format!("{} {mode} | {sources} > {recipients} | {firmness} | by {by} | {also}", told.kind)
}

/// The share of swapped pairs in which something is read and the same words play the same parts.
fn share_symmetric(sentences: &[Sentence], records: &[Record]) -> f64 {
    let swapped: Vec<_> = sentences.iter().zip(records).filter(|(one, _)| one.group == SWAPPED).collect();
    let is_symmetric = |pair: &&[(&Sentence, &Record)]| {
        let [(one, first), (other, second)] = pair else { panic!("\"{}\" is in no pair", pair[0].0.text) };
        let n_words = |text: &str| text.split(' ').count();
        assert_eq!(n_words(&one.text), n_words(&other.text), "\"{}\" has not its pair's length", one.text);
        let (first, second) = (shape(first), shape(second));
        if first != second {
            println!("not symmetric: {}\n    {}\n    {}", one.text, first.join("; "), second.join("; "));
        }
        !first.is_empty() && first == second
    };
    let pairs: Vec<_> = swapped.chunk_by(|one, other| one.0.set == other.0.set).collect();
    pairs.iter().filter(|pair| is_symmetric(pair)).count() as f64 / pairs.len() as f64
}

/// The events without names: who plays a part is shown as the number of the last word of the first mention.
fn shape(record: &Record) -> Vec<String> {
    let n_words = |span: &Span| record.report.text.slice(Span::new(0, span.end)).split(' ').count();
    let number = |_: &str, mentions: &[Span]| mentions.first().map_or(0, n_words).to_string();
    told(record, &number).iter().map(line).collect()
}

fn print_table(sentences: &[Sentence], faults: &[Vec<Fault>]) {
    println!("\n{:<16}{:>9}{:>7}{:>12}  {}", "group", "sentences", "right", "sets right", FAULTS.join("  "));
    let all: Vec<_> = sentences.iter().zip(faults).collect();
    let row = |name: &str, rows: &[(&Sentence, &Vec<Fault>)]| {
        let right = rows.iter().filter(|(_, faults)| faults.is_empty()).count();
        let sets: Vec<_> = rows.chunk_by(|(one, _), (two, _)| (&one.group, one.set) == (&two.group, two.set)).collect();
        let whole = sets.iter().filter(|set| set.iter().all(|(_, faults)| faults.is_empty())).count();
        let count = |kind: &str| rows.iter().flat_map(|(_, faults)| *faults).filter(|(one, _)| *one == kind).count();
        let counts: String = FAULTS.iter().map(|kind| format!("  {:>1$}", count(kind), kind.len())).collect();
        println!("{name:<16}{:>9}{right:>7}{:>12}{counts}", rows.len(), format!("{whole}/{}", sets.len()));
    };
    all.chunk_by(|(one, _), (other, _)| one.group == other.group).for_each(|rows| row(&rows[0].0.group, rows));
    row("all", &all);
}
