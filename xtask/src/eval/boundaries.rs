//! Where sentences end, from raw text.

use anyhow::{Context, Result, ensure};

use super::{Bench, GUM, PRF, readings::READINGS, row, trees};
use crate::{
    reader::Reader,
    reading::GoldReport,
    tally::Tally,
    treebank::{self, Letters, Treebank},
};

/// Cuts GUM's news and interviews, and the annotated reports, into sentences.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    let mut tables = Vec::new();
    for (part, path) in GUM {
        tables.extend(bench.read(&format!("{set}, {part}"), path)?);
    }
    let documents: Vec<&str> = tables.iter().flat_map(|table| treebank::documents(table)).collect();
    let (mut all, mut parts) = (Tally::default(), 0);
    for genre in ["news", "interview"] {
        let of_genre = |document: &&str| document.starts_with(&format!("# newdoc id = GUM_{genre}_"));
        let documents: Vec<&str> = documents.iter().copied().filter(of_genre).collect();
        if documents.is_empty() {
            continue;
        }
        if let Some(tally) = gum(&format!("{set}.{genre}.conllu"), &documents, bench)? {
            add(&format!("{set}, gum {genre}"), tally, bench);
            all.add(tally);
            parts += 1;
        }
    }
    if parts > 1 {
        add(&format!("{set}, gum"), all, bench);
    }
    if let Some(path) = bench.find(&format!("{set}, readings"), READINGS) {
        readings(set, &GoldReport::read_all(&path)?, bench)?;
    }
    Ok(())
}

fn gum(name: &str, documents: &[&str], bench: &mut Bench) -> Result<Option<Tally>> {
    let parse_all = |reader: &Reader| documents.iter().map(|document| trees::from_text(reader, document)).collect();
    let Some(parsed) = bench.predictions(name, parse_all)? else { return Ok(None) };
    let parsed = Treebank::read(&parsed).with_context(|| format!("{name} is no treebank"))?;
    let gold = Treebank::read(&documents.concat())?;
    treebank::same_letters(&gold, &parsed).with_context(|| name.to_owned())?;
    Ok(Some(treebank::of_spans(&gold.sentences, &parsed.sentences)))
}

fn readings(set: &str, reports: &[GoldReport], bench: &mut Bench) -> Result<()> {
    let name = format!("{set}.readings.conllu");
    let parse = |reader: &Reader, report: &GoldReport| record::conllu::write(&reader.analyse(report.text.as_str()));
    let parse_all = |reader: &Reader| Ok(reports.iter().map(|report| parse(reader, report)).collect());
    let Some(parsed) = bench.predictions(&name, parse_all)? else { return Ok(()) };
    let parsed = Treebank::read(&parsed).with_context(|| format!("{name} is no treebank"))?;
    let (mut sentences, mut letters) = (Vec::new(), 0);
    for report in reports {
        let (spans, all) = in_letters(report, letters);
        sentences.extend(spans);
        letters = all;
    }
    let found = parsed.letters.len();
    ensure!(found == letters, "{name} has {found} letters, the reports {letters}");
    add(&format!("{set}, readings"), treebank::of_spans(&sentences, &parsed.sentences), bench);
    Ok(())
}

/// A report's sentences over its letters, white space aside, counted on from `before`; and where its letters end.
fn in_letters(report: &GoldReport, before: usize) -> (Vec<Letters>, usize) {
    let (mut letters, mut place) = (before, vec![before]);
    for c in report.text.as_str().chars() {
        letters += usize::from(!c.is_whitespace());
        place.push(letters);
    }
    let spans = report.spans.iter().map(|&(start, end)| place[start]..place[end]);
    (spans.collect(), letters)
}

fn add(set: &str, tally: Tally, bench: &mut Bench) {
    bench.scores.add("Language: sentence boundaries", PRF, vec![row(set, "Sentences", tally)]);
}
