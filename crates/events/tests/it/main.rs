//! The events stage by its public door: a parsed sentence of our own, and the rows that it should give.

mod cases;
mod judgements;
mod odd;
mod telling;

use knowledge::codebook::Codebook;
use record::{Analysis, EventMention, conllu};

/// Builds an analysis from compact lines, a sentence each, a token `form:lemma:class:head:relation:features@name`.
///
/// An empty lemma is the form in lower case. Classes are shortened to a letter or two. Heads count from 1 in their
/// sentence, 0 is the root.
pub fn parsed(sentences: &str) -> Analysis {
    let mut table = String::new();
    for line in sentences.lines().map(str::trim).filter(|line| !line.is_empty()) {
        for (n, token) in line.split_whitespace().enumerate() {
            let (token, name) = token.split_once('@').unwrap_or((token, ""));
            let cells: Vec<&str> = token.split(':').collect();
            let (form, lemma, class, head) = (cells[0], cells[1], cells[2], cells[3]);
            let lemma = if lemma.is_empty() { form.to_lowercase() } else { lemma.to_owned() };
            let upos = match class {
                "N" => "NOUN",
                "P" => "PROPN",
                "V" => "VERB",
                "A" => "ADJ",
                "D" => "DET",
                "I" => "ADP",
                "X" => "AUX",
                "R" => "PRON",
                "T" => "PART",
                "B" => "ADV",
                "C" => "CCONJ",
                "S" => "SCONJ",
                "#" => "NUM",
                "." => "PUNCT",
                other => other,
            };
            // A subtype of a relation is written with a slash, since the colon parts the cells.
            let (relation, feats) = (cells[4].replace('/', ":"), cells.get(5).unwrap_or(&"_"));
            let misc = match name {
                "" => "_".to_owned(),
                "I" => format!("Name=I-{}", open_name(&table)),
                kind => format!("Name=B-{kind}"),
            };
            table.push_str(&format!("{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{relation}\t_\t{misc}\n", n + 1));
        }
        table.push('\n');
    }
    conllu::read(&table).expect("a compact line has its cells in order")
}

fn open_name(table: &str) -> String {
    table.rsplit("Name=").next().and_then(|rest| rest.get(2..)).unwrap_or("").lines().next().unwrap_or("").to_owned()
}

/// Reads sentences and compares the rows: `TYPE mode | sources > recipients | factuality | what else is told`.
pub fn check(sentences: &str, expected: &[&str]) {
    let analysis = parsed(sentences);
    let rows: Vec<String> =
        events::events(Codebook::embedded(), &analysis).iter().map(|mention| row(&analysis, mention)).collect();
    assert_eq!(rows, expected, "\nin: {}", analysis.text.as_str());
}

fn row(analysis: &Analysis, mention: &EventMention) -> String {
    let words = |mentions: &[record::Mention]| {
        let words: Vec<&str> = mentions.iter().map(|mention| analysis.words(mention.tokens)).collect();
        if words.is_empty() { "-".to_owned() } else { words.join(", ") }
    };
    let mode = mention.mode.as_deref().map(|mode| format!(" {mode}")).unwrap_or_default();
    let mut row = format!(
        "{}{mode} | {} > {} | {}",
        mention.kind,
        words(&mention.sources),
        words(&mention.recipients),
        mention.factuality
    );
    if let Some(cue) = mention.factuality_cue {
        row.push_str(&format!(" ({})", analysis.words(cue)));
    }
    let bound = |value: Option<u64>| value.map(|n| n.to_string()).unwrap_or_default();
    for figure in &mention.figures {
        let about = if figure.approximate { "~" } else { "" };
        row.push_str(&format!(" | {} {about}{}..{}", figure.kind, bound(figure.low), bound(figure.high)));
    }
    if let Some(place) = mention.place {
        row.push_str(&format!(" | in {}", analysis.words(place.tokens)));
    }
    if let Some(date) = mention.date {
        row.push_str(&format!(" | on {}", analysis.words(date.tokens)));
    }
    if mention.unsourced.is_some() {
        row.push_str(" | unsourced");
    }
    row
}
