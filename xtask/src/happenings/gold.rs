//! The sets of `tests/happenings/`: reports in Markdown, what is the same in them in a file beside it.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// One or two happenings, and the reports that tell of them.
#[derive(Deserialize)]
pub struct Case {
    pub case: String,
    /// Happenings that are alike and must not be one; none, or two.
    pub twins: Vec<String>,
    pub reports: Vec<Told>,
}

/// A report, and what it tells of.
#[derive(Deserialize)]
pub struct Told {
    pub outlet: String,
    pub day: String,
    /// Whose text it is.
    pub origin: String,
    pub mentions: Vec<GoldMention>,
    pub figures: Vec<GoldFigure>,
    #[serde(skip)]
    pub text: String,
}

/// Words that tell of a happening: the n-th place where they stand in the text, from 0.
#[derive(Deserialize)]
pub struct GoldMention {
    pub words: String,
    pub nth: usize,
    pub happening: String,
}

/// A figure of a happening, and who gives it.
#[derive(Deserialize)]
pub struct GoldFigure {
    pub words: String,
    pub kind: String,
    pub low: Option<u64>,
    pub high: Option<u64>,
    pub giver: String,
}

/// The cases of a set.
pub fn read(folder: &Path, set: &str) -> Result<Vec<Case>> {
    let text = |name: String| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut cases: Vec<Case> = serde_json::from_str(&text(format!("{set}.gold.json"))?)?;
    let markdown = text(format!("{set}.md"))?;
    let mut sections = markdown.split("\n## ").skip(1);
    for case in &mut cases {
        let section = sections.next().context("a case has no reports")?;
        let (name, rest) = section.split_once('\n').context("a case ends with its name")?;
        ensure!(name.trim() == case.case, "{set}.md has {name} where {set}.gold.json has {}", case.case);
        let mut reports = rest.split("\n### ").skip(1);
        for told in &mut case.reports {
            let report = reports.next().context("a report is missing")?;
            let (heading, text) = report.split_once('\n').context("a report ends with its heading")?;
            ensure!(heading == format!("{}, {}", told.outlet, told.day), "{set}.md: {heading} in {}", case.case);
            told.text = text.trim().to_owned();
        }
    }
    Ok(cases)
}

/// Where words stand in a text, in code points.
pub fn span_in(text: &str, words: &str, nth: usize) -> Option<(usize, usize)> {
    let (byte, _) = text.match_indices(words).nth(nth)?;
    let start = text[..byte].chars().count();
    Some((start, start + words.chars().count()))
}
