//! Scores whatever evaluation sets are at hand.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::{
    names,
    reader::{Predictions, Reader},
    reading::{self, Found, GoldReport, Measure},
    scores::{Scores, percent},
    treebank::{self, Treebank},
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

/// A set of annotated texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Set {
    /// Universal Dependencies, English Web Treebank.
    Ewt,
    /// Universal Dependencies, GUM in its free genres.
    Gum,
    /// Universal NER on the English Web Treebank.
    Uner,
    /// Annotated readings of news reports.
    Readings,
}

const PRF: &[&str] = &["set", "measure", "P", "R", "F1", "right", "annotated", "found"];

impl Set {
    /// Its name on the command line and in tables.
    fn name(self) -> &'static str {
        match self {
            Self::Ewt => "ewt",
            Self::Gum => "gum",
            Self::Uner => "uner",
            Self::Readings => "readings",
        }
    }

    /// Its file in the folder of evaluation sets.
    fn path(self) -> &'static str {
        match self {
            Self::Ewt => "data/language/ud-ewt/en_ewt-ud-test.conllu",
            Self::Gum => "data/language/gum/free/gum-free-ud-test.conllu",
            Self::Uner => "data/language/uner-ewt/en_ewt-ud-test.iob2",
            Self::Readings => "gold/dev/readings.jsonl",
        }
    }
}

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
    let mut scores = Scores { reader: predictions.version(), ..Scores::default() };
    for &set in sets {
        let path = data.join(set.path());
        if !path.exists() {
            eprintln!("{}: skipped, there is no {}", set.name(), path.display());
            scores.not_measured.push(set.name().to_owned());
            continue;
        }
        match set {
            Set::Ewt | Set::Gum => score_trees(set, &path, predictions, &mut scores),
            Set::Uner => score_names(set, &path, predictions, &mut scores),
            Set::Readings => score_readings(set, &path, predictions, &mut scores),
        }
        .with_context(|| format!("cannot score {}", set.name()))?;
    }
    Ok(scores)
}

/// Notes that a set's predictions are not in the folder.
fn without(name: &str, scores: &mut Scores) {
    eprintln!("{name}: skipped, there is no prediction of that name");
    scores.not_measured.push(name.to_owned());
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn score_trees(set: Set, path: &Path, predictions: &Predictions, scores: &mut Scores) -> Result<()> {
    let table = read(path)?;
    let gold = Treebank::read(&table).with_context(|| format!("{} is no treebank", path.display()))?;
    let from_tokens = |reader: &Reader, document: &str| {
        let tokens = record::conllu::read(&treebank::tokens_only(document))?;
        treebank::with_predictions(document, &reader.annotate(tokens))
    };
    let from_text =
        |reader: &Reader, document: &str| Ok(record::conllu::write(&reader.analyse(&treebank::whole_text(document))));
    type Parse<'a> = &'a dyn Fn(&Reader, &str) -> Result<String>;
    for (way, parse) in [("gold-tokens", &from_tokens as Parse), ("raw", &from_text)] {
        let name = format!("{}.{way}.conllu", set.name());
        let parse_all = |reader: &Reader| treebank::documents(&table).iter().map(|part| parse(reader, part)).collect();
        let Some(parsed) = predictions.get(&name, parse_all)? else {
            without(&name, scores);
            continue;
        };
        let parsed = Treebank::read(&parsed).with_context(|| format!("{name} is no treebank"))?;
        let label = format!("{}, {}", set.name(), if way == "raw" { "raw text" } else { "gold tokens" });
        let rows = treebank::score(&gold, &parsed)?.into_iter().map(|score| {
            let figures = [score.precision(), score.recall(), score.f1()];
            row(&label, score.name, figures, [score.correct, score.gold, score.system])
        });
        scores.add("Language: words and trees", PRF, rows.collect());
    }
    Ok(())
}

fn row(set: &str, measure: &str, figures: [f64; 3], counts: [usize; 3]) -> Vec<String> {
    let cells = [set.to_owned(), measure.to_owned()].into_iter();
    cells.chain(figures.map(percent)).chain(counts.map(|count| count.to_string())).collect()
}

fn score_names(set: Set, path: &Path, predictions: &Predictions, scores: &mut Scores) -> Result<()> {
    let sentences = names::read_iob2(&read(path)?)?;
    let name = format!("{}.conllu", set.name());
    let parse_all = |reader: &Reader| {
        let parse = |part: &&[names::Sentence]| {
            let tokens = record::conllu::read(&names::tokens_only(part))?;
            Ok(record::conllu::write(&reader.annotate(tokens)))
        };
        names::documents(&sentences).iter().map(parse).collect()
    };
    let Some(parsed) = predictions.get(&name, parse_all)? else {
        without(&name, scores);
        return Ok(());
    };
    let parsed = record::conllu::read(&parsed).with_context(|| format!("cannot read {name}"))?;
    let words: Vec<&str> = sentences.iter().flat_map(|sentence| &sentence.words).map(|word| word.0.as_str()).collect();
    ensure!(words.len() == parsed.tokens.len(), "{name} has {} words, the set {}", parsed.tokens.len(), words.len());
    if let Some(at) = (0..words.len()).find(|&at| words[at] != parsed.form(at)) {
        anyhow::bail!("{name} has \"{}\" where the set has \"{}\" (word {at})", parsed.form(at), words[at]);
    }

    let result = names::score(&names::marked(&sentences), &names::found(&parsed));
    let all = [("all".to_owned(), result.all)].into_iter().chain(result.by_kind);
    let rows = all.map(|(kind, score)| {
        let figures = [score.precision(), score.recall(), score.f1()];
        row(set.name(), &kind, figures, [score.correct, score.gold, score.found])
    });
    scores.add("Language: names", PRF, rows.collect());
    Ok(())
}

fn score_readings(set: Set, path: &Path, predictions: &Predictions, scores: &mut Scores) -> Result<()> {
    let gold = GoldReport::read_all(path)?;
    let name = format!("{}.jsonl", set.name());
    let read_all = |reader: &Reader| {
        let read = |report: &GoldReport| Ok(serde_json::to_string(&reader.read(&report.report()))? + "\n");
        gold.iter().map(read).collect()
    };
    let Some(records) = predictions.get(&name, read_all)? else {
        without(&name, scores);
        return Ok(());
    };
    let records = Found::read_lines(&records).with_context(|| format!("cannot read {name}"))?;
    scores.reader = scores.reader.take().or_else(|| records.iter().find_map(|found| found.reader.clone()));
    add_readings(set.name(), &reading::score(&gold, records), scores);
    Ok(())
}

fn add_readings(set: &str, scored: &reading::Scored, scores: &mut Scores) {
    const HEADS: &[&str] = &["set", "measure", "P", "R", "F1", "right", "annotated", "found", "95 % interval of F1"];
    let rows = Measure::ALL.into_iter().map(|measure| {
        let tally = scored.total.tally(measure);
        let figures = [tally.precision(), tally.recall(), tally.f1()];
        let mut cells = row(set, measure.as_str(), figures, [tally.hit, tally.gold, tally.found]);
        cells.push(
            scored
                .interval(measure)
                .map_or(String::new(), |(low, high)| format!("{} to {}", percent(low), percent(high))),
        );
        cells
    });
    scores.add("Reading: events and statements", HEADS, rows.collect());

    let shares = scored.total.shares.iter().map(|(accuracy, share)| {
        let value = share.value().map_or(String::new(), percent);
        vec![set.to_owned(), accuracy.to_string(), value, share.right.to_string(), share.of.to_string()]
    });
    scores.add("Reading: of what was matched", &["set", "measure", "share", "right", "of"], shares.collect());

    let by_type = scored.total.by_type.iter().map(|(kind, tally)| {
        row(set, kind, [tally.precision(), tally.recall(), tally.f1()], [tally.hit, tally.gold, tally.found])
    });
    scores.add("Reading: mentions of events, type by type", PRF, by_type.collect());
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "\
1\tOlm\tOlm\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\tTense=Past\t0\troot\t_\t_

";
    const NAMES: &str = "# text = Olm left\n1\tOlm\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n";

    /// A folder of sets and of predictions, made for one test and gone after it.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str, files: &[(&str, &str)]) -> Self {
            let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            for (path, text) in files {
                let path = folder.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Self(folder)
        }

        fn score(&self) -> Result<Scores> {
            score(&self.0, &Predictions::Files(self.0.join("found")), Set::value_variants())
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn all_sets_make_one_page() {
        let found_tree = TREE.replace("VERB", "NOUN");
        let found_names = TREE.replace("nsubj\t_\t_", "nsubj\t_\tName=B-LOC");
        let gold = include_str!("reading/example/gold.jsonl");
        let scratch = Scratch::new(
            "all",
            &[
                (Set::Ewt.path(), TREE),
                (Set::Uner.path(), NAMES),
                (Set::Readings.path(), gold),
                ("found/ewt.raw.conllu", &found_tree),
                ("found/uner.conllu", &found_names),
                ("found/readings.jsonl", include_str!("reading/example/records.jsonl")),
            ],
        );
        let page = scratch.score().unwrap().markdown();
        assert_eq!(page, scratch.score().unwrap().markdown());
        for line in [
            "Read by dateline 0.0.0.",
            "- model `blake3:11`",
            "| ewt, raw text | UPOS | 50.00 | 50.00 | 50.00 | 1 | 2 | 2 |",
            "| ewt, raw text | LAS | 100.00 | 100.00 | 100.00 | 2 | 2 | 2 |",
            "| uner | all | 0.00 | 0.00 | 0.00 | 0 | 1 | 1 |",
            "| uner | PER | 0.00 | 0.00 | 0.00 | 0 | 1 | 0 |",
            "| readings | event | 66.67 | 75.00 | 70.59 | 6 | 8 | 9 | 66.67 to 75.00 |",
            "| readings | direction | 75.00 | 3 | 4 |",
            "| readings | CONSULT | 50.00 | 50.00 | 50.00 | 1 | 2 | 2 |",
            "Not measured: ewt.gold-tokens.conllu, gum.",
        ] {
            assert!(page.lines().any(|other| other == line), "{line}\n{page}");
        }
    }

    #[test]
    fn predictions_for_other_words_are_an_error() {
        let other = TREE.replace("Olm\tOlm", "Ohm\tOhm");
        let scratch = Scratch::new("other", &[(Set::Uner.path(), NAMES), ("found/uner.conllu", &other)]);
        let fault = format!("{:#}", scratch.score().unwrap_err());
        assert_eq!(fault, "cannot score uner: uner.conllu has \"Ohm\" where the set has \"Olm\" (word 0)");
    }

    #[test]
    fn sets_that_are_not_there_are_told() {
        let scratch = Scratch::new("none", &[("found/uner.conllu", TREE)]);
        let scores = scratch.score().unwrap();
        assert!(scores.tables.is_empty());
        assert_eq!(scores.not_measured, ["ewt", "gum", "uner", "readings"]);
    }
}
