//! Who and what is the same, in OntoNotes' terms.

use anyhow::{Context, Result, ensure};

use super::Bench;
use crate::{
    coreference::{self, Counts},
    reader::Reader,
    scores::percent,
    treebank,
};

const PATH: &str = "data/language/gum/free/ontogum-free-test.conllu";

const HEADS: &[&str] = &["set", "measure", "P", "R", "F1"];

/// Finds mentions and their chains from a set's tokens.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(table) = bench.read(set, PATH)? else { return Ok(()) };
    let name = format!("{set}.conllu");
    let gold = treebank::documents(&table);
    let parse_all = |reader: &Reader| {
        let parse = |document: &&str| {
            let tokens = record::conllu::read(&treebank::tokens_only(document))?;
            Ok(format!("# newdoc\n{}", record::conllu::write(&reader.annotate(tokens))))
        };
        gold.iter().map(parse).collect()
    };
    let Some(parsed) = bench.predictions(&name, parse_all)? else { return Ok(()) };
    let parsed = treebank::documents(&parsed);
    ensure!(parsed.len() == gold.len(), "{name} has {} documents, the set {}", parsed.len(), gold.len());

    let mut counts = Counts::default();
    for (n, (gold, parsed)) in gold.iter().zip(parsed).enumerate() {
        let parsed = record::conllu::read(parsed).with_context(|| format!("{name}, document {}", n + 1))?;
        let words = record::conllu::read(&treebank::tokens_only(gold))?.tokens.len();
        ensure!(
            parsed.tokens.len() == words,
            "{name}, document {} has {} words, not {words}",
            n + 1,
            parsed.tokens.len()
        );
        counts.add(&Counts::of(&coreference::annotated(gold)?, &coreference::found(&parsed)));
    }
    let measured = [("MUC", counts.muc), ("B-cubed", counts.b_cubed), ("CEAF (phi4)", counts.ceaf)];
    let measured = measured.map(|(measure, of)| (measure, [of.precision(), of.recall(), of.f1()].map(percent)));
    let mentions = [counts.mentions.precision(), counts.mentions.recall(), counts.mentions.f1()].map(percent);
    let mean = [String::new(), String::new(), percent(counts.conll())];
    let rows = [("mentions", mentions)].into_iter().chain(measured).chain([("CoNLL, the mean of the three", mean)]);
    let rows = rows.map(|(measure, figures)| [set.to_owned(), measure.to_owned()].into_iter().chain(figures).collect());
    bench.scores.add("Language: coreference", HEADS, rows.collect());
    Ok(())
}
