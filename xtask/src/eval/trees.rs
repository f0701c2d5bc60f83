//! Words and trees against a treebank.

use anyhow::{Context, Result};

use super::{Bench, PRF, row};
use crate::{reader::Reader, treebank, treebank::Treebank};

/// Parses a treebank's documents from their tokens, and from their text.
pub fn score(set: &str, path: &str, bench: &mut Bench) -> Result<()> {
    let Some(table) = bench.read(set, path)? else { return Ok(()) };
    let gold = Treebank::read(&table).with_context(|| format!("{path} is no treebank"))?;
    for (way, label, parse) in
        [("gold-tokens", "gold tokens", from_tokens as fn(&_, &_) -> _), ("raw", "raw text", from_text)]
    {
        let name = format!("{set}.{way}.conllu");
        let parse_all = |reader: &Reader| treebank::documents(&table).iter().map(|part| parse(reader, part)).collect();
        let Some(parsed) = bench.predictions(&name, parse_all)? else { continue };
        let parsed = Treebank::read(&parsed).with_context(|| format!("{name} is no treebank"))?;
        let label = format!("{set}, {label}");
        let scores = treebank::score(&gold, &parsed)?;
        let rows = scores.into_iter().map(|(measure, tally)| row(&label, measure, tally)).collect();
        bench.scores.add("Language: words and trees", PRF, rows);
    }
    Ok(())
}

fn from_tokens(reader: &Reader, document: &str) -> Result<String> {
    let tokens = record::conllu::read(&treebank::tokens_only(document))?;
    treebank::with_predictions(document, &reader.annotate(tokens))
}

/// A document's parse from its text alone.
pub fn from_text(reader: &Reader, document: &str) -> Result<String> {
    Ok(record::conllu::write(&reader.analyse(&treebank::whole_text(document))))
}
