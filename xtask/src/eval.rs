//! Scores whatever evaluation sets are at hand.

mod attribution;
mod boundaries;
mod coreference;
mod extraction;
mod gap;
mod names;
mod places;
mod readings;
mod sets;
mod trees;
mod types;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use pipeline::About;
use record::Report;
use serde::de::DeserializeOwned;

use self::sets::Set;
use crate::{
    reader::{Predictions, Reader},
    reading::Found,
    scores::{Scores, percent},
    tally::Tally,
};

/// What `cargo xtask eval` is asked.
#[derive(Args)]
pub struct Settings {
    /// The folder of evaluation sets, laid out as eval/README.md says [default: the environment's DATELINE_EVAL]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Score these sets alone
    #[arg(long, value_name = "NAME", num_args = 1..)]
    only: Vec<Set>,
    /// Score predictions from files instead of running the reader
    #[arg(long, value_name = "DIR", conflicts_with = "keep")]
    predictions: Option<PathBuf>,
    /// Keep the reader's predictions in this folder, as --predictions takes them
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Where to write the scores [default: eval/SCORES.md; standard output with --only or --predictions]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The documents of GUM that are measured on, where a measure takes those of some genres alone.
const GUM: [(&str, &str); 2] = [
    ("gum dev", "data/language/gum/free/gum-free-ud-dev.conllu"),
    ("gum test", "data/language/gum/free/gum-free-ud-test.conllu"),
];

/// The heads of a table of precision, recall and F1.
const PRF: &[&str] = &["set", "measure", "P", "R", "F1", "right", "annotated", "found"];

/// The heads of a table of shares.
const SHARES: &[&str] = &["set", "measure", "share", "right", "of"];

/// Scores what is there and writes the page of scores.
pub fn run(root: &Path, settings: &Settings) -> Result<()> {
    let data = settings.data.clone().or_else(data_of_environment);
    let data = data.context("no evaluation sets: give --data DIR or set DATELINE_EVAL to their folder")?;
    ensure!(data.is_dir(), "{} is no folder of evaluation sets", data.display());
    let predictions = match &settings.predictions {
        Some(folder) => Predictions::Files(folder.clone()),
        None => Predictions::Made { reader: Box::new(Reader::embedded()?), keep: settings.keep.clone() },
    };

    let wanted = |set: &Set| settings.only.is_empty() || settings.only.contains(set);
    let sets: Vec<Set> = Set::value_variants().iter().copied().filter(wanted).collect();
    let scores = score(&data, &predictions, &sets)?;
    ensure!(!scores.tables.is_empty(), "{} holds none of the sets asked for", data.display());

    let partial = !settings.only.is_empty() || settings.predictions.is_some();
    match &settings.out {
        None if partial => print!("{}", scores.markdown()),
        out => {
            let path = out.clone().unwrap_or_else(|| root.join("eval/SCORES.md"));
            fs::write(&path, scores.markdown()).with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "where the sets lie is not part of any reading")]
fn data_of_environment() -> Option<PathBuf> {
    std::env::var("DATELINE_EVAL").ok().filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

fn score(data: &Path, predictions: &Predictions, sets: &[Set]) -> Result<Scores> {
    let scores = Scores { reader: predictions.version(), ..Scores::default() };
    let mut bench = Bench { data, predictions, scores };
    for &set in sets {
        set.score(&mut bench).with_context(|| format!("cannot score {}", set.name()))?;
    }
    Ok(bench.scores)
}

/// What a set is scored with, and where its scores go.
pub struct Bench<'a> {
    data: &'a Path,
    predictions: &'a Predictions,
    scores: Scores,
}

impl Bench<'_> {
    /// A file or folder of a set; `None`, and noted under `name`, where it is not there.
    fn find(&mut self, name: &str, path: &str) -> Option<PathBuf> {
        let path = self.data.join(path);
        if path.exists() {
            return Some(path);
        }
        eprintln!("{name}: skipped, there is no {}", path.display());
        self.scores.not_measured.push(name.to_owned());
        None
    }

    /// The text of a file of a set; `None`, and noted under `name`, where it is not there.
    fn read(&mut self, name: &str, path: &str) -> Result<Option<String>> {
        self.find(name, path)
            .map(|path| fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display())))
            .transpose()
    }

    /// The predictions that go by `name`; `None`, and noted, where they are to come from files and are not there.
    fn predictions(&mut self, name: &str, make: impl FnOnce(&Reader) -> Result<String>) -> Result<Option<String>> {
        let found = self.predictions.get(name, make)?;
        if found.is_none() {
            eprintln!("{name}: skipped, there is no prediction of that name");
            self.scores.not_measured.push(name.to_owned());
        }
        Ok(found)
    }

    /// The records of reports, by the names of their documents; `None`, and noted, as predictions are.
    fn records(&mut self, name: &str, reports: &[Report]) -> Result<Option<BTreeMap<String, Found>>> {
        let read = |reader: &Reader, report: &Report| Ok(serde_json::to_string(&reader.read(report))? + "\n");
        let read_all = |reader: &Reader| reports.iter().map(|report| read(reader, report)).collect();
        let Some(records) = self.predictions(name, read_all)? else { return Ok(None) };
        let records = Found::read_lines(&records).with_context(|| format!("cannot read {name}"))?;
        self.scores.reader =
            self.scores.reader.take().or_else(|| records.iter().find_map(|found| found.reader.clone()));
        Ok(Some(records.into_iter().map(|found| (found.document(), found)).collect()))
    }

    /// The texts of a set, a value a line, each with what the reader found in it; none where the set is not in the folder.
    /// `parts` gives a text's id and words.
    fn read_each<T: DeserializeOwned>(
        &mut self,
        set: &str,
        path: &'static str,
        parts: impl Fn(&T) -> (&str, &str),
    ) -> Result<Option<Vec<WithFound<T>>>> {
        let Some(lines) = self.read(set, path)? else { return Ok(None) };
        let annotated: Vec<T> = read_lines(&lines).context(path)?;
        let abouts: Vec<About> = annotated.iter().map(|one| about(parts(one).0)).collect();
        let read = |(one, about): (&T, &About)| pipeline::report_from_text(parts(one).1, about);
        let reports: Vec<_> = annotated.iter().zip(&abouts).map(read).collect();
        let Some(mut records) = self.records(&format!("{set}.jsonl"), &reports)? else { return Ok(None) };
        let found = abouts.iter().map(|about| records.remove(&about.source)).collect::<Vec<_>>();
        Ok(Some(annotated.into_iter().zip(found).collect()))
    }
}

/// A text of a set, with what the reader found in it.
type WithFound<T> = (T, Option<Found>);

/// What is known of a report of a set.
fn about(id: &str) -> About {
    // Slashes would cut the name short where a record's source is taken for a path.
    let plain = |c: char| if c.is_alphanumeric() || "_.-".contains(c) { c } else { '_' };
    About { source: id.chars().map(plain).collect(), ..About::default() }
}

/// Reads a file of JSON, a value a line.
fn read_lines<T: DeserializeOwned>(lines: &str) -> Result<Vec<T>> {
    let lines = lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| serde_json::from_str(line).with_context(|| format!("line {}", n + 1))).collect()
}

/// A row under `PRF`.
fn row(set: &str, measure: &str, tally: Tally) -> Vec<String> {
    let figures = [tally.precision(), tally.recall(), tally.f1()].map(percent);
    let counts = [tally.hit, tally.gold, tally.found].map(|count| count.to_string());
    [set.to_owned(), measure.to_owned()].into_iter().chain(figures).chain(counts).collect()
}

/// A row under `SHARES`.
fn share_row(set: &str, measure: &str, right: usize, of: usize) -> Vec<String> {
    let value = if of == 0 { String::new() } else { percent(right as f64 / of as f64) };
    vec![set.to_owned(), measure.to_owned(), value, right.to_string(), of.to_string()]
}

#[cfg(test)]
mod tests;
