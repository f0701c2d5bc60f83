//! What the judges of events learn from: all that is weighed in annotated reports, with what the annotation says.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use pipeline::{CLUES, DATE_CLUES, EVENT_CLUES, PLACE_CLUES, Reader};

use crate::reading::{GoldReport, weighing};

/// Writes a line for each weighed party and side, each date and place, and for each event: the judge whose case it is, the report, the event, whether the annotation
/// agrees, the clues.
pub fn run(readings: &Path, out: &Path) -> Result<()> {
    let reader = Reader::embedded()?;
    let gold = GoldReport::read_all(readings)?;
    let rows: Vec<String> = gold.iter().map(|report| all_rows(&reader, report)).collect();
    let head = |judge: &str, clues: &[&str]| format!("{judge}\t\t\t\t{}\n", clues.join("\t"));
    let heads = [
        head("source", &CLUES),
        head("recipient", &CLUES),
        head("event", &EVENT_CLUES),
        head("date", &DATE_CLUES),
        head("place", &PLACE_CLUES),
    ];
    fs::write(out, heads.concat() + &rows.concat()).with_context(|| format!("cannot write {}", out.display()))
}

/// The rows of a report, and of some of its sentences by themselves: short reports are read too.
fn all_rows(reader: &Reader, gold: &GoldReport) -> String {
    let mut out = rows(reader, gold, 0);
    for sentence in 1..gold.spans.len() {
        let end = match sentence % APART {
            1 => sentence + 1,
            4 => gold.spans.len().min(sentence + 2),
            _ => continue,
        };
        out += &rows(reader, &gold.excerpt(sentence..end), sentence * EVENTS);
    }
    out
}

/// Of so many sentences, one is read alone and one with the next.
const APART: usize = 6;
/// So many events a report is thought to have at most, to number those of its parts apart.
const EVENTS: usize = 10_000;

fn rows(reader: &Reader, gold: &GoldReport, first: usize) -> String {
    let found = reader.weigh(&gold.report());
    let mut out = String::new();
    let mut row = |judge: &str, event: usize, right: bool, clues: &[f64]| {
        write!(out, "{judge}\t{}\t{event}\t{}", gold.id, u8::from(right)).expect("a string takes all");
        clues.iter().for_each(|clue| write!(out, "\t{clue}").expect("a string takes all"));
        out.push('\n');
    };
    for (at, (event, right)) in (first..).zip(found.weighed.iter().zip(weighing::right(gold, &found))) {
        row("event", at, right.is_some(), &event.clues);
        let Some(right) = right else { continue };
        for (candidate, right) in event.candidates.iter().zip(right.parties) {
            row("source", at, right[0], &candidate.clues[0]);
            row("recipient", at, right[1], &candidate.clues[1]);
        }
        event.dates.iter().zip(right.dates).for_each(|(date, right)| row("date", at, right, &date.clues));
        event.places.iter().zip(right.places).for_each(|(place, right)| row("place", at, right, &place.clues));
    }
    out
}
