//! What the judges of events and parties learn from: all that is weighed in annotated reports, with what the annotation says.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use pipeline::{CLUES, EVENT_CLUES, Reader};

use crate::reading::{GoldReport, weighing};

/// Writes a line for each weighed party and side, and for each event: the judge whose case it is, the report, the event, whether the annotation
/// agrees, the clues.
pub fn run(readings: &Path, out: &Path) -> Result<()> {
    let reader = Reader::embedded()?;
    let gold = GoldReport::read_all(readings)?;
    let rows: Vec<String> = gold.iter().map(|report| rows(&reader, report)).collect();
    let head = |judge: &str, clues: &[&str]| format!("{judge}\t\t\t\t{}\n", clues.join("\t"));
    let heads = [head("source", &CLUES), head("recipient", &CLUES), head("event", &EVENT_CLUES)];
    fs::write(out, heads.concat() + &rows.concat()).with_context(|| format!("cannot write {}", out.display()))
}

fn rows(reader: &Reader, gold: &GoldReport) -> String {
    let weighed = reader.weigh(&gold.report());
    let mut out = String::new();
    let mut row = |judge: &str, event: usize, right: bool, clues: &[f64]| {
        write!(out, "{judge}\t{}\t{event}\t{}", gold.id, u8::from(right)).expect("a string takes all");
        clues.iter().for_each(|clue| write!(out, "\t{clue}").expect("a string takes all"));
        out.push('\n');
    };
    for (at, (event, right)) in weighed.iter().zip(weighing::right(gold, &weighed)).enumerate() {
        row("event", at, right.is_some(), &event.clues);
        for (candidate, right) in event.candidates.iter().zip(right.into_iter().flatten()) {
            row("source", at, right[0], &candidate.clues[0]);
            row("recipient", at, right[1], &candidate.clues[1]);
        }
    }
    out
}
