//! Places in news, with where they are.

use anyhow::{Context, Result};

use super::{Bench, SHARES, about, read_lines, share_row};
use crate::places::{Annotated, Scores};

const PATH: &str = "data/geo/trnews.jsonl";

/// Scores the places of the set's reports.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(lines) = bench.read(set, PATH)? else { return Ok(()) };
    let reports: Vec<Annotated> = read_lines(&lines).context(PATH)?;
    let read = |report: &Annotated| pipeline::report_from_text(report.text.as_str(), &about(&report.id));
    let texts: Vec<_> = reports.iter().map(read).collect();
    let Some(mut records) = bench.records(&format!("{set}.jsonl"), &texts)? else { return Ok(()) };
    let mut scores = Scores::default();
    for report in &reports {
        let found = records.remove(&about(&report.id).source).map(|found| crate::reading::onto(&report.text, found));
        scores.add(&Scores::of(report, found.as_ref()));
    }
    let rows = [
        share_row(set, "names found", scores.found, scores.names),
        share_row(set, "precision of names", scores.right, scores.mentions),
        share_row(set, "of those found, within 161 km", scores.near, scores.located),
    ];
    bench.scores.add("Places: names and where they are", SHARES, rows.into());
    Ok(())
}
