//! Annotated readings: events, statements and what is told of them.

use anyhow::{Context, Result};

use super::{Bench, PRF, row, share_row};
use crate::{
    reader::Reader,
    reading::{self, Found, GoldReport, Measure, Scored},
    scores::percent,
};

/// The reports kept for measuring.
pub const READINGS: &str = "gold/dev/readings.jsonl";

/// Scores records of the annotated reports.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(path) = bench.find(set, READINGS) else { return Ok(()) };
    let gold = GoldReport::read_all(&path)?;
    let Some(records) = records(set, &gold, bench)? else { return Ok(()) };
    add(set, &reading::score(&gold, records), bench);
    Ok(())
}

/// The records of annotated reports, as predictions of that name have them.
fn records(set: &str, gold: &[GoldReport], bench: &mut Bench) -> Result<Option<Vec<Found>>> {
    let name = format!("{set}.jsonl");
    let read_all = |reader: &Reader| {
        let read = |report: &GoldReport| Ok(serde_json::to_string(&reader.read(&report.report()))? + "\n");
        gold.iter().map(read).collect()
    };
    let Some(records) = bench.predictions(&name, read_all)? else { return Ok(None) };
    let records = Found::read_lines(&records).with_context(|| format!("cannot read {name}"))?;
    bench.scores.reader = bench.scores.reader.take().or_else(|| records.iter().find_map(|found| found.reader.clone()));
    Ok(Some(records))
}

fn add(set: &str, scored: &Scored, bench: &mut Bench) {
    const HEADS: &[&str] = &["set", "measure", "P", "R", "F1", "right", "annotated", "found", "95 % interval of F1"];
    let rows = Measure::ALL.into_iter().map(|measure| with_interval(set, measure, scored));
    bench.scores.add("Reading: events and statements", HEADS, rows.collect());

    let shares = scored.total.shares.iter();
    let rows = shares.map(|(accuracy, share)| share_row(set, accuracy.as_str(), share.right, share.of)).collect();
    bench.scores.add("Reading: of what was matched", super::SHARES, rows);

    let by_type = scored.total.by_type.iter().map(|(kind, &tally)| row(set, kind, tally));
    bench.scores.add("Reading: mentions of events, type by type", PRF, by_type.collect());
}

fn with_interval(set: &str, measure: Measure, scored: &Scored) -> Vec<String> {
    let interval = scored.interval(measure);
    let told = interval.map_or(String::new(), |(low, high)| format!("{} to {}", percent(low), percent(high)));
    let mut cells = row(set, measure.as_str(), scored.total.tally(measure));
    cells.push(told);
    cells
}
