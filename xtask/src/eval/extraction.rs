//! The words of reports on web pages.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::Read,
};

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use pipeline::{About, Limits, report_from_page};
use serde::{Deserialize, Serialize};

use super::{Bench, SHARES, read_lines};
use crate::scores::percent;

const GOLD: &str = "data/extraction/scrapinghub/ground-truth.json";
const PAGES: &str = "data/extraction/scrapinghub/html";

/// The words of a page, as annotated.
#[derive(Deserialize)]
struct Annotated {
    #[serde(rename = "articleBody", default)]
    body: String,
}

/// The words of a page, as found.
#[derive(Deserialize, Serialize)]
struct Found {
    id: String,
    text: String,
}

/// Takes each page in and compares the words of its report, the title left out.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(gold) = bench.read(set, GOLD)? else { return Ok(()) };
    let Some(folder) = bench.find(set, PAGES) else { return Ok(()) };
    let gold: BTreeMap<String, Annotated> = serde_json::from_str(&gold).context(GOLD)?;
    let found = bench.predictions(&format!("{set}.jsonl"), |_| {
        let lines = gold.keys().map(|id| {
            let path = folder.join(format!("{id}.html.gz"));
            let file = fs::File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let mut page = Vec::new();
            GzDecoder::new(file).read_to_end(&mut page).with_context(|| format!("cannot unpack {}", path.display()))?;
            Ok(serde_json::to_string(&Found { id: id.clone(), text: words_on(&page) })? + "\n")
        });
        lines.collect()
    })?;
    let Some(found) = found else { return Ok(()) };
    let found: Vec<Found> = read_lines(&found)?;
    let found: HashMap<&str, &str> = found.iter().map(|found| (found.id.as_str(), found.text.as_str())).collect();
    let mut means = Means::default();
    for (id, page) in &gold {
        means.add(&page.body, found.get(id.as_str()).copied().unwrap_or_default());
    }
    let n_pages = gold.len().to_string();
    let rows = [("precision", means.precision()), ("recall", means.recall()), ("F1", means.f1())];
    let rows = rows.map(|(measure, value)| {
        vec![set.to_owned(), measure.to_owned(), percent(value), String::new(), n_pages.clone()]
    });
    bench.scores.add("Intake: the words of reports on web pages", SHARES, rows.into());
    Ok(())
}

/// The words of a page's report without its title; none where there is no report on it.
fn words_on(page: &[u8]) -> String {
    let limits = Limits { any_language: true, ..Limits::default() };
    let Ok(report) = report_from_page(page, None, &About::default(), limits) else { return String::new() };
    let text = report.text.as_str();
    report.title.and_then(|title| text.strip_prefix(title.as_str())).unwrap_or(text).trim().to_owned()
}

/// Means over pages of the shares of shingles (runs of four words) that are right.
#[derive(Debug, Default)]
struct Means {
    precision: (f64, usize),
    recall: (f64, usize),
}

impl Means {
    /// Counts a page: for precision where anything was found, for recall where anything is annotated.
    fn add(&mut self, annotated: &str, found: &str) {
        let (gold, own) = (shingles(annotated), shingles(found));
        let n_right: usize = gold.iter().map(|(shingle, &n)| n.min(own.get(shingle).copied().unwrap_or(0))).sum();
        let count = |of: &HashMap<Vec<&str>, usize>, mean: &mut (f64, usize)| {
            let n: usize = of.values().sum();
            if n > 0 {
                *mean = (mean.0 + n_right as f64 / n as f64, mean.1 + 1);
            }
        };
        count(&own, &mut self.precision);
        count(&gold, &mut self.recall);
    }

    fn precision(&self) -> f64 {
        self.precision.0 / self.precision.1.max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.recall.0 / self.recall.1.max(1) as f64
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

/// How often each run of four words stands in a text, or all of it where it is shorter.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty()).collect();
    let mut counts = HashMap::new();
    if !words.is_empty() {
        for shingle in words.windows(words.len().min(4)) {
            *counts.entry(shingle.to_vec()).or_insert(0) += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shingles_are_counted_a_page() {
        let mut means = Means::default();
        // One of two, and one of three.
        means.add("a b c d e", "b c d e f g");
        // Nothing found: no precision.
        means.add("a b", "");
        // Nothing annotated: no recall.
        means.add("", "x");
        assert_eq!((means.precision, means.recall), ((1.0 / 3.0, 2), (0.5, 2)));
        assert!((means.f1() - 2.0 * (1.0 / 6.0) * 0.25 / (1.0 / 6.0 + 0.25)).abs() < 1e-12);
    }

    #[test]
    fn words_are_those_of_the_report() {
        let page = "<h1>Port Sale closes its quay</h1><p>The harbour council of Port Sale voted on Monday to close its northern quay for a year.</p>\
            <p>Divers had found cracks in the wall, which has stood there since the old mole was taken away.</p>";
        let words = words_on(page.as_bytes());
        assert!(words.starts_with("The harbour council") && words.ends_with("taken away."), "{words}");
    }
}
