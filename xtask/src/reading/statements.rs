//! Scores statements: who said what, and through whom.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    actors::{Actor, telling_words},
    events::Actors,
    found::{Found, FoundVia},
    gold::GoldReport,
    matching::{one_to_one, one_to_one_by_likeness},
    tally::{Accuracy, Counts, Measure},
    words::{letters, sentence_of},
};
use crate::tally::Tally;

/// What scoring compares of a statement, annotated or found: its part in one sentence.
struct Compared<'a> {
    letters: BTreeSet<usize>,
    speaker: Option<&'a Actor>,
    anonymous: bool,
    direct: bool,
    via: Vec<BTreeSet<String>>,
}

/// The least overlap at which two contents are the same: the share of all their letters that they share.
const SAME_CONTENT: f64 = 0.8;

/// Counts the statements of one document.
pub fn score(gold: &GoldReport, found: &Found, gold_actors: &Actors, found_actors: &Actors, counts: &mut Counts) {
    let golds = annotated(gold, gold_actors);
    let founds = found_by_sentence(gold, found, found_actors);
    let tally = |hit| Tally { hit, gold: golds.len(), found: founds.len() };
    counts.row(Measure::Statement, tally(one_to_one(&golds, &founds, said_the_same).len()));

    let likeness = |g: &Compared, f: &Compared| f64::from(u8::from(said_the_same(g, f))) + overlap(g, f);
    let pairs = one_to_one_by_likeness(&golds, &founds, same_content, likeness);
    counts.row(Measure::Content, tally(pairs.len()));
    for (g, f) in pairs {
        count_details(&golds[g], &founds[f], counts);
    }
}

fn annotated<'a>(gold: &GoldReport, actors: &'a Actors) -> Vec<Compared<'a>> {
    let mut compared = Vec::new();
    for statement in &gold.statements {
        let pieces: Vec<_> = statement.content.iter().map(|piece| gold.locate(statement.sentence, piece)).collect();
        let letters = letters(&gold.text, &pieces);
        if !letters.is_empty() {
            compared.push(Compared {
                letters,
                speaker: statement.speaker.as_deref().and_then(|id| actors.get(id)),
                anonymous: statement.anonymous,
                direct: statement.kind == "direct",
                via: statement.via.iter().map(|name| telling_words(name)).collect(),
            });
        }
    }
    compared
}

/// A quotation over several sentences is one statement of a record but one a sentence in the annotation, so a record's
/// statements are cut at the sentences' ends.
fn found_by_sentence<'a>(gold: &GoldReport, found: &Found, actors: &'a Actors) -> Vec<Compared<'a>> {
    let sentences = gold.sentences();
    let mut compared = Vec::new();
    for statement in &found.statements {
        let mut cut = BTreeMap::<usize, BTreeSet<usize>>::new();
        for letter in letters(&gold.text, &statement.content) {
            if let Some(sentence) = sentence_of(&sentences, record::Span::new(letter, letter + 1)) {
                cut.entry(sentence).or_default().insert(letter);
            }
        }
        compared.extend(cut.into_values().map(|letters| Compared {
            letters,
            speaker: statement.speaker.as_deref().and_then(|id| actors.get(id)),
            anonymous: statement.anonymous == Some(true),
            direct: false,
            via: statement.via.iter().map(FoundVia::name).map(telling_words).collect(),
        }));
    }
    compared
}

fn overlap(gold: &Compared, found: &Compared) -> f64 {
    gold.letters.intersection(&found.letters).count() as f64 / gold.letters.union(&found.letters).count() as f64
}

fn same_content(gold: &Compared, found: &Compared) -> bool {
    let shared = gold.letters.intersection(&found.letters).count();
    let all = gold.letters.len() + found.letters.len() - shared;
    shared as f64 >= SAME_CONTENT * all as f64
}

fn said_the_same(gold: &Compared, found: &Compared) -> bool {
    let same_speaker = match (gold.speaker, found.speaker) {
        (Some(g), Some(f)) => g.same(f),
        (None, None) => true,
        _ => false,
    };
    same_speaker && same_content(gold, found)
}

fn count_details(gold: &Compared, found: &Compared, counts: &mut Counts) {
    let said = said_the_same(gold, found);
    counts.answer(Accuracy::Speaker, said);
    if gold.direct {
        counts.answer(Accuracy::DirectSpeaker, said);
    }
    let both = gold.anonymous && found.anonymous;
    counts.row(Measure::Anonymous, Tally::of(both, gold.anonymous, found.anonymous));
    let links = one_to_one(&gold.via, &found.via, |g, f| !g.is_disjoint(f));
    counts.row(Measure::Via, Tally { hit: links.len(), gold: gold.via.len(), found: found.via.len() });
}
