//! `dateline codebook`: the tables that say what an event type is, tried and taken out.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Context, anyhow};
use pipeline::{About, Reader};
use record::{Analysis, EventType, Record, Span};

use crate::arguments::{CheckArguments, ExportArguments};
use crate::errors::{Outcome, Stop};
use crate::output::Output;

/// Reads every example and names those that are read otherwise than their row says.
pub fn check(arguments: &CheckArguments) -> Result<Outcome, Stop> {
    let reader = match &arguments.codebook {
        Some(folder) => Reader::with_codebook_in(folder)?,
        None => Reader::embedded()?,
    };
    let mut output = Output::plain();
    let (mut n_read, mut n_failed) = (0, 0);
    for (kind, word, sentence) in reader.codebook().examples() {
        n_read += 1;
        if let Some(found) = fault(&reader, kind, word, sentence) {
            n_failed += 1;
            output.write(&format!("{kind} \"{word}\": {sentence}\n    found {found}\n"))?;
        }
    }
    output.write(&format!("{} of {n_read} examples are read as their rows say\n", n_read - n_failed))?;
    Ok(if n_failed > 0 { Outcome::WithComplaints } else { Outcome::Well })
}

/// What was found instead of an event of this type at this word; `None` where it was found.
fn fault(reader: &Reader, kind: EventType, word: &str, sentence: &str) -> Option<String> {
    let report = pipeline::report_from_text(sentence, &About::default());
    let analysis = reader.language().analyse(report.text.as_str());
    let record = reader.read_analysed(&report, &analysis);
    let places = spans_of(&analysis, word);
    let is_there = |trigger: Span| places.is_empty() || places.iter().any(|place| place.meets(trigger));
    let tellings = || record.events.iter().flat_map(|event| event.mentions.iter().map(move |telling| (event, telling)));
    if tellings().any(|(event, telling)| event.kind == kind && is_there(telling.trigger)) {
        return None;
    }
    Some(listed(&record))
}

/// Where the word stands, whatever its form; nowhere if the reader takes it for another word.
fn spans_of(analysis: &Analysis, word: &str) -> Vec<Span> {
    analysis.tokens.iter().filter(|token| token.lemma.eq_ignore_ascii_case(word)).map(|token| token.span).collect()
}

fn listed(record: &Record) -> String {
    let tellings = record.events.iter().flat_map(|event| {
        event.mentions.iter().map(|telling| format!("{} \"{}\"", event.kind, record.report.text.slice(telling.trigger)))
    });
    let tellings: Vec<String> = tellings.collect();
    if tellings.is_empty() { "no event".to_owned() } else { tellings.join(", ") }
}

/// The tables that the program carries.
const TABLES: &[(&str, &str)] = &[
    ("types.csv", include_str!("../../../data/codebook/types.csv")),
    ("cameo.csv", include_str!("../../../data/codebook/cameo.csv")),
    ("modes.csv", include_str!("../../../data/codebook/modes.csv")),
    ("contexts.csv", include_str!("../../../data/codebook/contexts.csv")),
    ("frames.csv", include_str!("../../../data/codebook/frames.csv")),
    ("cues.csv", include_str!("../../../data/codebook/cues.csv")),
    ("triggers.csv", include_str!("../../../data/codebook/triggers.csv")),
];

/// Writes the tables into a folder. Never writes over a file: it may hold a user's work.
pub fn export(arguments: &ExportArguments) -> Result<Outcome, Stop> {
    let folder = &arguments.folder;
    if let Some((name, _)) = TABLES.iter().find(|(name, _)| folder.join(name).exists()) {
        let there = folder.join(name);
        return Err(anyhow!("{} is there already; name another folder, or move it away", there.display()).into());
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (name, table) in TABLES {
        let file = folder.join(name);
        written(&file, table).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let (n, folder) = (TABLES.len(), folder.display());
    Output::plain().write(&format!("{n} tables are in {folder}; edit them, then read with --codebook {folder}\n"))?;
    Ok(Outcome::Well)
}

fn written(file: &Path, table: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(file)?;
    io::Write::write_all(&mut file, table.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_tables_are_carried() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/codebook");
        let mut there: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".csv"))
            .collect();
        there.sort();
        let mut carried: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
        carried.sort_unstable();
        assert_eq!(there, carried);
    }
}
