//! Short reports, their trees written by hand, and the statements that they make.
//!
//! A line is a sentence, an empty line begins a paragraph. A word is `form/lemma|C4nsubj@PER#2`: a letter for its word class,
//! the number of the word it depends on (0 at the root), its relation, the kind of the name it is part of, its chain, its features (`%Number=Plur`). The lemma is
//! the form in small letters where none is given.

mod direct;
mod indirect;
mod nouns;
mod passing;
mod properties;
mod scores;

use attribution::{Lexicon, statements};
use record::{Analysis, StatementMention, conllu};

/// Reads the statements of `report` and compares them, a row a statement: `speaker | cue | content | kind`, and after these
/// `anonymous`, `to ...`, `via ...` where they hold.
#[track_caller]
fn check(report: &str, expected: &[&str]) {
    compare(&analysis(report), expected);
}

#[track_caller]
fn compare(analysis: &Analysis, expected: &[&str]) {
    let rows: Vec<String> = statements(&Lexicon::embedded(), analysis).iter().map(|s| row(analysis, s)).collect();
    assert_eq!(rows, expected, "\n{}\n{}", analysis.text.as_str(), rows.join("\n"));
}

fn row(analysis: &Analysis, statement: &StatementMention) -> String {
    let pieces: Vec<&str> = statement.content.iter().map(|&piece| analysis.text.slice(piece)).collect();
    let speaker = statement.speaker.map_or("-", |mention| analysis.words(mention.tokens));
    let cue = statement.cue.map_or("-", |cue| analysis.words(cue));
    let mut row = format!("{speaker} | {cue} | {} | {}", pieces.join(" ~ "), statement.kind);
    if statement.anonymous {
        row.push_str(" | anonymous");
    }
    if let Some(mention) = statement.addressee {
        row.push_str(&format!(" | to {}", analysis.words(mention.tokens)));
    }
    for via in &statement.via {
        row.push_str(&format!(" | via {}", analysis.words(via.mention.tokens)));
    }
    row
}

/// Turns the short form into CoNLL-U, and that into an analysis.
fn analysis(report: &str) -> Analysis {
    let mut table = String::new();
    for paragraph in report.trim().split("\n\n") {
        table.push_str("# newpar\n");
        let mut open = false;
        let lines: Vec<&str> = paragraph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        for line in lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            let forms: Vec<&str> = words.iter().map(|word| form_and_lemma(word).0).collect();
            for (n, word) in words.iter().enumerate() {
                let opening = forms[n] == "\"" && !open;
                open ^= forms[n] == "\"";
                let next = forms.get(n + 1);
                let glued = next.is_some_and(|next| {
                    [",", ".", ":", ";", "?", "!", "'s", "n't"].contains(next) || *next == "\"" && open
                });
                table.push_str(&columns(n + 1, word, opening || glued));
            }
            table.push('\n');
        }
    }
    conllu::read(&table).expect("the table is sound")
}

fn form_and_lemma(word: &str) -> (&str, &str) {
    let form = word.rsplit_once('|').expect("a word has a bar").0;
    form.split_once('/').unwrap_or((form, ""))
}

fn columns(n: usize, word: &str, glued: bool) -> String {
    let (form, lemma) = form_and_lemma(word);
    let rest = word.rsplit_once('|').expect("a word has a bar").1;
    let (rest, feats) = rest.split_once('%').unwrap_or((rest, "_"));
    let (rest, chain) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, name) = rest.split_once('@').unwrap_or((rest, ""));
    let (class, rest) = rest.split_at(1);
    let digits = rest.find(|c: char| !c.is_ascii_digit()).expect("a relation follows the head");
    let (head, deprel) = rest.split_at(digits);
    let upos = match class {
        "N" => "NOUN",
        "P" => "PROPN",
        "R" => "PRON",
        "V" => "VERB",
        "X" => "AUX",
        "A" => "ADJ",
        "B" => "ADV",
        "D" => "DET",
        "I" => "ADP",
        "C" => "CCONJ",
        "S" => "SCONJ",
        "T" => "PART",
        "M" => "NUM",
        "." => "PUNCT",
        other => panic!("no word class: {other}"),
    };
    let lemma = if lemma.is_empty() { form.to_lowercase() } else { lemma.to_owned() };
    let feats = if ["who", "which"].contains(&form) { "PronType=Rel" } else { feats };
    let mut misc = Vec::new();
    if let Some(kind) = name.strip_prefix('-') {
        misc.push(format!("Name=I-{kind}"));
    } else if !name.is_empty() {
        misc.push(format!("Name=B-{name}"));
    }
    if !chain.is_empty() {
        misc.push(format!("Chain={chain}"));
    }
    if glued {
        misc.push("SpaceAfter=No".to_owned());
    }
    format!(
        "{n}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{}\n",
        if misc.is_empty() { "_".to_owned() } else { misc.join("|") }
    )
}
