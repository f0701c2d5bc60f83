//! The types of events in single sentences.

use std::collections::BTreeSet;

use anyhow::Result;
use serde::Deserialize;

use super::{Bench, SHARES, share_row};

const PATH: &str = "data/events/plv_train.jsonl";

/// A sentence with the types of its events.
#[derive(Deserialize)]
struct Annotated {
    id: String,
    text: String,
    events: Vec<AnnotatedEvent>,
}

#[derive(Deserialize)]
struct AnnotatedEvent {
    code: String,
}

/// Right types out of annotated ones, and out of found ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Scores {
    annotated: (usize, usize),
    found: (usize, usize),
}

/// Reads each sentence as a report of its own.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    let Some(sentences) =
        bench.read_each(set, PATH, |sentence: &Annotated| (sentence.id.as_str(), sentence.text.as_str()))?
    else {
        return Ok(());
    };
    let mut scores = Scores::default();
    for (sentence, record) in &sentences {
        let events = record.as_ref().map_or(&[][..], |record| &record.events);
        let gold = sentence.events.iter().map(|event| event.code.as_str()).collect();
        scores.count(&gold, &events.iter().map(|event| event.kind.as_str()).collect());
    }
    let rows = [
        share_row(set, "type right for some event of the sentence", scores.annotated.0, scores.annotated.1),
        share_row(set, "precision of types", scores.found.0, scores.found.1),
    ];
    bench.scores.add("Events: types in single sentences", SHARES, rows.into());
    Ok(())
}

impl Scores {
    /// Counts the distinct types of a sentence.
    fn count(&mut self, gold: &BTreeSet<&str>, found: &BTreeSet<&str>) {
        let right = gold.iter().filter(|gold| found.iter().any(|found| same(gold, found)));
        self.annotated = (self.annotated.0 + right.count(), self.annotated.1 + gold.len());
        let right = found.iter().filter(|found| gold.iter().any(|gold| same(gold, found)));
        self.found = (self.found.0 + right.count(), self.found.1 + found.len());
    }
}

/// YIELD, of an older list, stands for CONCEDE and RETREAT.
fn same(gold: &str, found: &str) -> bool {
    gold == found || gold == "YIELD" && ["CONCEDE", "RETREAT"].contains(&found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distinct_types_count_once() {
        let mut scores = Scores::default();
        scores.count(&["YIELD", "AID"].into(), &["CONCEDE", "RETREAT", "AGREE"].into());
        assert_eq!(scores, Scores { annotated: (1, 2), found: (2, 3) });
        scores.count(&["PROTEST"].into(), &[].into());
        assert_eq!(scores, Scores { annotated: (1, 3), found: (2, 3) });
    }
}
