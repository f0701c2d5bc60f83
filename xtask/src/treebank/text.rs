//! What of a treebank is handed to the reader, and how its parse is put back into the treebank's rows.

use anyhow::{Result, ensure};
use record::Analysis;

/// A treebank's documents, each with its comments and rows.
pub fn documents(table: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = table
        .match_indices("# newdoc")
        .map(|(at, _)| at)
        .filter(|&at| at == 0 || table[..at].ends_with('\n'))
        .collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([table.len()]);
    let parts = starts.iter().zip(ends).map(|(&start, end)| &table[start..end]);
    parts.filter(|part| part.lines().any(|line| Row::of(line).is_some())).collect()
}

/// The text of a document as it was written, a blank line between its paragraphs.
pub fn whole_text(document: &str) -> String {
    let mut text = String::new();
    let (mut before, mut covered) = ("", 0);
    for line in document.lines() {
        if opens_paragraph(line) {
            before = "\n\n";
        }
        let Some(row) = Row::of(line) else {
            covered = 0;
            continue;
        };
        // A multiword token's words add nothing to its letters.
        if row.number().is_some_and(|number| number <= covered) {
            continue;
        }
        covered = row.range_end().unwrap_or(0);
        if !text.is_empty() {
            text.push_str(before);
        }
        text.push_str(row.form);
        before = if row.space_after() { " " } else { "" };
    }
    text
}

/// The document's words alone, in CoNLL-U: nothing of its annotation but where sentences, words and spaces are.
pub fn tokens_only(document: &str) -> String {
    let mut out = String::new();
    // The words of the open multiword token: its last number, and whether a space follows it.
    let mut open: Option<(usize, bool)> = None;
    for line in document.lines() {
        let Some(row) = Row::of(line) else {
            if opens_paragraph(line) {
                out.push_str("# newpar\n");
            } else if line.is_empty() {
                out.push('\n');
                open = None;
            }
            continue;
        };
        if let Some(end) = row.range_end() {
            open = Some((end, row.space_after()));
            continue;
        }
        let space = match (open, row.number()) {
            (Some((end, _)), Some(number)) if number < end => false,
            (Some((end, space)), Some(number)) if number == end => space,
            _ => row.space_after(),
        };
        let misc = if space { "_" } else { "SpaceAfter=No" };
        out.push_str(&format!("{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n", row.id, row.form));
    }
    out
}

/// The document with lemmas, tags, features, heads and relations as the analysis of its words has them.
pub fn with_predictions(document: &str, analysis: &Analysis) -> Result<String> {
    let mut out = String::new();
    let mut at = 0;
    for line in document.lines() {
        let row = Row::of(line).filter(|row| row.range_end().is_none());
        let (Some(row), Some(token)) = (row, analysis.tokens.get(at)) else {
            ensure!(row.is_none(), "the analysis has only {at} words");
            out.push_str(line);
            out.push('\n');
            continue;
        };
        let first = analysis.sentences[analysis.sentence_of(at)].tokens.start;
        ensure!(row.number() == Some(at - first + 1), "word {at} is number {} of its sentence", row.id);
        let head = token.head.map_or(0, |head| (head + 1).saturating_sub(first));
        let upos = token.upos.as_str();
        let (lemma, feats, deprel) = (&token.lemma, &token.feats, &token.deprel);
        out.push_str(&format!("{}\t{}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t_\n", row.id, row.form));
        at += 1;
    }
    ensure!(at == analysis.tokens.len(), "the analysis has {} words, the treebank {at}", analysis.tokens.len());
    Ok(out)
}

fn opens_paragraph(line: &str) -> bool {
    let comment = line.strip_prefix('#').map(str::trim_start);
    comment.is_some_and(|comment| {
        ["newpar", "newdoc"].iter().any(|word| comment == *word || comment.starts_with(&format!("{word} ")))
    })
}

/// A row of CoNLL-U that holds a word or a multiword token.
#[derive(Clone, Copy)]
struct Row<'a> {
    id: &'a str,
    form: &'a str,
    misc: &'a str,
}

impl<'a> Row<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let mut columns = line.split('\t');
        let (id, form, misc) = (columns.next()?, columns.next()?, columns.nth(7)?);
        (!id.starts_with('#') && !id.contains('.')).then_some(Self { id, form, misc })
    }

    fn number(&self) -> Option<usize> {
        self.id.parse().ok()
    }

    fn range_end(&self) -> Option<usize> {
        self.id.split_once('-')?.1.parse().ok()
    }

    fn space_after(&self) -> bool {
        !self.misc.split('|').any(|item| item == "SpaceAfter=No")
    }
}
