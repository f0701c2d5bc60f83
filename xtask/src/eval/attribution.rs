//! Who is said to have said what, in political news.

use anyhow::Result;

use super::{Bench, PRF, SHARES, row, share_row};
use crate::attribution::{Annotated, Scores};

const PATH: &str = "data/attribution/polnear_dev.jsonl";

/// Scores the statements of the set's reports.
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
    let rows = [("content", scores.content), ("full", scores.full), ("full, and the cue", scores.full_cue)];
    let rows = rows.into_iter().map(|(measure, tally)| row(set, measure, tally));
    bench.scores.add("Attribution: contents and sources", PRF, rows.collect());
    let rows = [
        share_row(set, "quotations found", scores.direct_found, scores.direct),
        share_row(set, "direct-speaker right, of those found", scores.direct_right, scores.direct_found),
        share_row(set, "direct-speaker right, of all", scores.direct_right, scores.direct),
    ];
    bench.scores.add("Attribution: speakers of quotations", SHARES, rows.into());
    Ok(())
}
