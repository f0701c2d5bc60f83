//! Names in running text, from a set's tokens.

use anyhow::{Context, Result, bail, ensure};
use record::NameKind;

use super::{Bench, GUM, PRF, row};
use crate::{
    names::{self, COARSE, Scores, Sentence},
    reader::Reader,
    tally::Tally,
};

const UNER: &str = "data/language/uner-ewt/en_ewt-ud-test.iob2";
const MEANTIME: &str = "data/language/meantime/intra-doc_annotation";
const CROSSNER: &str = "data/language/crossner/politics/test.txt";

/// Names on the English Web Treebank.
pub fn score_uner(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(table) = bench.read(set, UNER)? else { return Ok(()) };
    let scores = score(set, &names::read_iob2(&table)?, &COARSE, bench)?;
    scores.iter().for_each(|scores| add(set, scores, bench));
    Ok(())
}

/// Names in news: MEANTIME's documents kept for measuring, and GUM's news and interviews.
pub fn score_news(set: &str, bench: &mut Bench) -> Result<()> {
    let (mut all, mut parts) = (Scores::default(), 0);
    if let Some(folder) = bench.find(&format!("{set}, meantime"), MEANTIME) {
        let sentences = names::meantime::read_measured(&folder)?;
        if let Some(scores) = score(&format!("{set}.meantime"), &sentences, &COARSE, bench)? {
            add(&format!("{set}, meantime"), &scores, bench);
            (all, parts) = (all.with(&scores), parts + 1);
        }
    }
    let mut gum = Vec::new();
    for (part, path) in GUM {
        if let Some(table) = bench.read(&format!("{set}, {part}"), path)? {
            gum.extend(names::gum::read(&table, &["news", "interview"]).context(path)?);
        }
    }
    if !gum.is_empty()
        && let Some(scores) = score(&format!("{set}.gum"), &gum, &COARSE, bench)?
    {
        add(&format!("{set}, gum"), &scores, bench);
        (all, parts) = (all.with(&scores), parts + 1);
    }
    if parts > 1 {
        add(set, &all, bench);
    }
    Ok(())
}

/// Names in encyclopaedic text on politics.
pub fn score_crossner(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(table) = bench.read(set, CROSSNER)? else { return Ok(()) };
    let kinds = [NameKind::Person, NameKind::Organisation, NameKind::Location, NameKind::Event];
    let Some(scores) = score(set, &names::crossner::read(&table)?, &kinds, bench)? else { return Ok(()) };
    add(set, &scores, bench);
    let mut coarse = Tally::default();
    COARSE.iter().filter_map(|kind| scores.by_kind.get(kind.as_str())).for_each(|&tally| coarse.add(tally));
    bench.scores.add("Language: names", PRF, vec![row(set, "PER, ORG and LOC", coarse)]);
    Ok(())
}

/// Finds the names of a set, of the kinds that it marks, from its tokens.
fn score(set: &str, sentences: &[Sentence], kinds: &[NameKind], bench: &mut Bench) -> Result<Option<Scores>> {
    let name = format!("{set}.conllu");
    let parse_all = |reader: &Reader| {
        let parse = |part: &&[Sentence]| {
            let tokens = record::conllu::read(&names::tokens_only(part))?;
            Ok(record::conllu::write(&reader.annotate(tokens)))
        };
        names::documents(sentences).iter().map(parse).collect()
    };
    let Some(parsed) = bench.predictions(&name, parse_all)? else { return Ok(None) };
    let parsed = record::conllu::read(&parsed).with_context(|| format!("cannot read {name}"))?;
    let words: Vec<&str> = sentences.iter().flat_map(|sentence| &sentence.words).map(|word| word.0.as_str()).collect();
    ensure!(words.len() == parsed.tokens.len(), "{name} has {} words, the set {}", parsed.tokens.len(), words.len());
    if let Some(at) = (0..words.len()).find(|&at| words[at] != parsed.form(at)) {
        bail!("{name} has \"{}\" where the set has \"{}\" (word {at})", parsed.form(at), words[at]);
    }
    Ok(Some(names::score(&names::marked(sentences), &names::found(&parsed, kinds))))
}

fn add(set: &str, scores: &Scores, bench: &mut Bench) {
    let all = [("all", scores.all)].into_iter();
    let all = all.chain(scores.by_kind.iter().map(|(kind, &tally)| (kind.as_str(), tally)));
    bench.scores.add("Language: names", PRF, all.map(|(kind, tally)| row(set, kind, tally)).collect());
}
