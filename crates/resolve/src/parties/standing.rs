//! What speaks for and against that there is such an event as some mentions tell of.

use std::collections::BTreeMap;

use record::Factuality;

use super::{Candidate, Side};
use crate::{cast::Cast, telling::Telling};

/// The clues by name, in the order in which the judge takes them. What holds or not is 1 or 0.
pub const CLUES: [&str; 28] = [
    "confidence of the surest mention",
    "mentions",
    "score of the likeliest source",
    "score of the next source",
    "score of the likeliest recipient",
    "score of the next recipient",
    "sources",
    "recipients",
    "type",
    "told as happened",
    "told as attempted",
    "told as planned",
    "told as possible",
    "told as denied",
    "all mentions are nouns",
    "all point back",
    "told in the headline alone",
    "all in somebody's words",
    "a mode is told",
    "a place is told",
    "a date is told",
    "first sentence",
    "others of its type in its sentences",
    "the surest of those",
    "others of other types in its sentences",
    "the surest of these others",
    "figures told",
    "others of its type in the report",
];

/// The score of nobody.
const NOBODY: f64 = -9.0;

/// The events of each sentence.
pub(super) struct Sentences(BTreeMap<usize, Vec<usize>>);

impl Sentences {
    pub(super) fn of(groups: &[Vec<usize>], tellings: &[Telling]) -> Self {
        let mut events = BTreeMap::<usize, Vec<usize>>::new();
        for (at, group) in groups.iter().enumerate() {
            for &telling in group {
                let here = events.entry(tellings[telling].sentence).or_default();
                if here.last() != Some(&at) {
                    here.push(at);
                }
            }
        }
        Self(events)
    }
}

/// How sure an event is by its surest mention alone, in log odds.
pub(super) fn by_grammar(clues: &[f64; CLUES.len()]) -> f64 {
    let [surest, ..] = *clues;
    (surest / (1.0 - surest)).ln()
}

/// The clues of one event, with those chosen as its parties.
pub(super) fn clues(
    cast: &Cast,
    groups: &[Vec<usize>],
    at: usize,
    tellings: &[Telling],
    sentences: &Sentences,
    candidates: &[Candidate],
    chosen: &[Vec<usize>; 2],
) -> [f64; CLUES.len()] {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let told: Vec<&Telling> = groups[at].iter().map(|&telling| &tellings[telling]).collect();
    let surest = |event: usize| {
        let sure = groups[event].iter().map(|&telling| f64::from(tellings[telling].mention.confidence));
        sure.fold(0.0, f64::max)
    };
    let best = |side: Side| {
        let mut scores: Vec<f64> = candidates.iter().map(|candidate| candidate.scores[side as usize]).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        scores.extend([NOBODY; 2]);
        [scores[0], scores[1]]
    };
    let ([source, next_source], [recipient, next_recipient]) = (best(Side::Source), best(Side::Recipient));
    let kind = |event: usize| tellings[groups[event][0]].mention.kind;
    let mut beside: Vec<usize> =
        told.iter().flat_map(|telling| sentences.0[&telling.sentence].iter().copied()).collect();
    beside.sort_unstable();
    beside.dedup();
    beside.retain(|&event| event != at);
    let (alike, others): (Vec<usize>, Vec<usize>) = beside.into_iter().partition(|&event| kind(event) == kind(at));
    let surest_of = |events: &[usize]| events.iter().map(|&event| surest(event)).fold(0.0, f64::max);
    let as_told = |factuality: Factuality| flag(told.iter().any(|telling| telling.mention.factuality == factuality));
    let all = |holds: &dyn Fn(&Telling) -> bool| flag(told.iter().all(|telling| holds(telling)));
    let any = |holds: &dyn Fn(&Telling) -> bool| flag(told.iter().any(|telling| holds(telling)));
    let headline = cast.reading.headline();
    [
        surest(at),
        told.len() as f64,
        source,
        next_source,
        recipient,
        next_recipient,
        chosen[0].len() as f64,
        chosen[1].len() as f64,
        kind(at) as usize as f64,
        as_told(Factuality::Happened),
        as_told(Factuality::Attempted),
        as_told(Factuality::Planned),
        as_told(Factuality::Possible),
        as_told(Factuality::Denied),
        all(&|telling| telling.noun),
        all(&|telling| telling.definite),
        all(&|telling| headline.contains(telling.mention.head)),
        all(&|telling| telling.said_in.is_some()),
        any(&|telling| telling.mention.mode.is_some()),
        any(&|telling| telling.place.is_some()),
        any(&|telling| telling.date.is_some()),
        told.iter().map(|telling| telling.sentence).min().unwrap_or(0) as f64,
        alike.len() as f64,
        surest_of(&alike),
        others.len() as f64,
        surest_of(&others),
        told.iter().map(|telling| telling.mention.figures.len()).sum::<usize>() as f64,
        (0..groups.len()).filter(|&event| event != at && kind(event) == kind(at)).count() as f64,
    ]
}
