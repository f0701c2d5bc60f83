//! Words and trees against a treebank.

use std::collections::BTreeMap;

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
        if way == "gold-tokens" {
            by_genre(set, &table, &parsed, bench)?;
        }
        let parsed = Treebank::read(&parsed).with_context(|| format!("{name} is no treebank"))?;
        let label = format!("{set}, {label}");
        let scores = treebank::score(&gold, &parsed)?;
        let rows = scores.into_iter().map(|(measure, tally)| row(&label, measure, tally)).collect();
        bench.scores.add("Language: words and trees", PRF, rows);
    }
    Ok(())
}

/// Scores the documents of each genre by themselves; a document's id begins with its genre, in GUM after the corpus.
fn by_genre(set: &str, gold: &str, parsed: &str, bench: &mut Bench) -> Result<()> {
    let mut genres: BTreeMap<&str, [String; 2]> = BTreeMap::new();
    for (gold, parsed) in treebank::documents(gold).into_iter().zip(treebank::documents(parsed)) {
        let id = gold.lines().find_map(|line| line.strip_prefix("# newdoc id = ")).unwrap_or_default();
        let genre = id.trim_start_matches("GUM_").split(['-', '_']).next().unwrap_or_default();
        let texts = genres.entry(genre).or_default();
        texts[0].push_str(gold);
        texts[1].push_str(parsed);
    }
    for (genre, [gold, parsed]) in genres {
        let scores = treebank::score(&Treebank::read(&gold)?, &Treebank::read(&parsed)?)?;
        let told = scores.into_iter().filter(|(measure, _)| ["UPOS", "UAS", "LAS"].contains(measure));
        let rows = told.map(|(measure, tally)| row(&format!("{set}, {genre}"), measure, tally)).collect();
        bench.scores.add("Language: trees by genre, gold tokens", PRF, rows);
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
