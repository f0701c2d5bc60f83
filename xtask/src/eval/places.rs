//! Places in news, with where they are.

use anyhow::Result;

use super::{Bench, SHARES, share_row};
use crate::places::{Annotated, Scores};

const PATH: &str = "data/geo/trnews.jsonl";

/// Scores the places of the set's reports.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(reports) = bench.read_each(set, PATH, |report: &Annotated| (report.id.as_str(), report.text.as_str()))?
    else {
        return Ok(());
    };
    let mut scores = Scores::default();
    for (report, found) in reports {
        let found = found.map(|found| crate::reading::onto(&report.text, found));
        scores.add(&Scores::of(&report, found.as_ref()));
    }
    let rows = [
        share_row(set, "names found", scores.found, scores.names),
        share_row(set, "precision of names", scores.right, scores.mentions),
        share_row(set, "of those found, within 161 km", scores.near, scores.located),
    ];
    bench.scores.add("Places: names and where they are", SHARES, rows.into());
    Ok(())
}
