//! Annotated readings: events, statements and what is told of them.

use anyhow::Result;
use sha2::{Digest, Sha256};

use super::{Bench, PRF, SHARES, row, share_row};
use crate::{
    reading::{
        self, GoldReport, Measure, Scored,
        reliability::{self, Bin},
    },
    scores::percent,
    tally::share,
};

/// The reports kept for measuring.
pub const READINGS: &str = "gold/dev/readings.jsonl";

/// The reports of which a fifth is held back from training.
const TRAINING: &str = "gold/train/readings.jsonl";

const EVENTS: &str = "Reading: events and statements";

const WITH_INTERVAL: &[&str] =
    &["set", "measure", "P", "R", "F1", "right", "annotated", "found", "95 % interval of F1"];

/// Scores records of the annotated reports.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    if let Some(scored) = readings(set, READINGS, |_| true, bench)? {
        add(set, &scored, bench);
    }
    Ok(())
}

/// Scores records of the reports held back from training: what few reports tell together with those kept for measuring,
/// and how far the confidence of events can be trusted.
pub fn score_held_back(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(held_back) = readings(set, TRAINING, is_held_back, bench)? else { return Ok(()) };
    add_reliability(set, &held_back, bench);
    let Some(kept) = readings("readings", READINGS, |_| true, bench)? else { return Ok(()) };
    add_reliability("readings", &kept, bench);
    let together = kept.with(held_back);
    let rows = [Measure::Hedged, Measure::Voiced, Measure::Killed];
    let rows = rows.map(|measure| with_interval(&format!("readings, {set}"), measure, &together));
    bench.scores.add(EVENTS, WITH_INTERVAL, rows.into());
    Ok(())
}

/// Whether a report belongs to the fifth of the annotation that is never trained on.
fn is_held_back(id: &str) -> bool {
    // The hash, read as one number, modulo five.
    Sha256::digest(id).iter().fold(0, |rest, &byte| (rest * 256 + u32::from(byte)) % 5) == 0
}

/// Scores the reports of a file that are wanted, by their ids.
fn readings(set: &str, path: &str, wanted: impl Fn(&str) -> bool, bench: &mut Bench) -> Result<Option<Scored>> {
    let Some(path) = bench.find(set, path) else { return Ok(None) };
    let mut gold = GoldReport::read_all(&path)?;
    gold.retain(|report| wanted(&report.id));
    let reports: Vec<_> = gold.iter().map(GoldReport::report).collect();
    let records = bench.records(&format!("{set}.jsonl"), &reports)?;
    Ok(records.map(|records| reading::score(&gold, records.into_values().collect())))
}

fn add(set: &str, scored: &Scored, bench: &mut Bench) {
    let rows = Measure::ALL.into_iter().map(|measure| with_interval(set, measure, scored));
    bench.scores.add(EVENTS, WITH_INTERVAL, rows.collect());

    let shares = scored.total.shares.iter();
    let rows = shares.map(|(accuracy, share)| share_row(set, accuracy.as_str(), share.right, share.of)).collect();
    bench.scores.add("Reading: of what was matched", SHARES, rows);

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

fn add_reliability(set: &str, scored: &Scored, bench: &mut Bench) {
    const HEADS: &[&str] =
        &["set", "stated confidence", "events", "stated on average", "type and sentence right", "event right"];
    let bins = reliability::bins(&scored.documents);
    let tenths = bins.iter().enumerate().filter(|(_, bin)| bin.events > 0);
    let mut rows: Vec<Vec<String>> = tenths
        .map(|(n, bin)| {
            let [low, high] = [n, n + 1].map(|n| 100 * n / reliability::BINS);
            let of = |right: usize| percent(share(right, bin.events));
            let stated = percent(bin.stated / bin.events as f64);
            let range = format!("{low} to {high}");
            vec![set.to_owned(), range, bin.events.to_string(), stated, of(bin.told), of(bin.event)]
        })
        .collect();
    let gap = |right: fn(&Bin) -> usize| percent(reliability::gap(&bins, right));
    let gaps = ["mean gap between stated and right".to_owned(), String::new(), String::new()];
    let gaps = gaps.into_iter().chain([gap(|bin| bin.told), gap(|bin| bin.event)]);
    rows.push([set.to_owned()].into_iter().chain(gaps).collect());
    bench.scores.add("Reading: how far the confidence of events can be trusted", HEADS, rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fifth_is_held_back() {
        // As Python's `int(sha256(id).hexdigest(), 16) % 5 == 0` has it.
        let held_back: Vec<usize> = (1..10).filter(|n| is_held_back(&format!("report-{n}"))).collect();
        assert_eq!(held_back, [2, 3, 7]);
    }
}
