//! Words for deeds that nobody does to anybody: what nature does, and what only guards a source.

use record::EventType;

use crate::{clause::Slot, scene::Scene};

/// What kills and destroys without anybody's will.
const NATURE: [&str; 35] = [
    "accident",
    "crash",
    "collision",
    "derailment",
    "shipwreck",
    "stampede",
    "pandemic",
    "fire",
    "wildfire",
    "blaze",
    "flood",
    "flooding",
    "earthquake",
    "quake",
    "tremor",
    "storm",
    "hurricane",
    "typhoon",
    "cyclone",
    "tornado",
    "landslide",
    "mudslide",
    "avalanche",
    "drought",
    "tsunami",
    "eruption",
    "volcano",
    "lightning",
    "rain",
    "disease",
    "virus",
    "cholera",
    "epidemic",
    "heatwave",
    "famine",
];

/// Whether a word is told of nature, or of a source who is not to be named.
pub(crate) fn is(scene: &Scene<'_>, at: usize, kind: EventType, slots: &[Slot]) -> bool {
    match kind {
        EventType::Assault => slots.iter().any(|slot| is_cause(scene, slot)) || is_standing_conflict(scene, at),
        EventType::Request | EventType::Reject => guards_source(scene, at) || asks_for_words(scene, at),
        // "riot police"
        // "riot police", "the March murder"
        EventType::Protest => {
            let word = scene.lemma(at) == "riot" || scene.analysis.form(at) == "March";
            word && scene.is(at, "compound") || is_campaign(scene, at)
        }
        _ => false,
    }
}

/// "an election rally": those who stand for office protest against nobody.
fn is_campaign(scene: &Scene<'_>, at: usize) -> bool {
    const FOR: [&str; 8] =
        ["campaign", "election", "primary", "political", "victory", "electoral", "republican", "democratic"];
    let words = scene.with(at, "compound").chain(scene.with(at, "amod"));
    scene.lemma(at) == "rally" && words.into_iter().any(|word| FOR.contains(&scene.lemma(word).to_lowercase().as_str()))
}

/// "Floods killed 30 people", "30 people were killed by a storm".
fn is_cause(scene: &Scene<'_>, slot: &Slot) -> bool {
    let agent = slot.relation == "nsubj" || slot.relation == "obl" && slot.preposition.as_deref() == Some("by");
    agent && NATURE.contains(&scene.lemma(slot.token))
}

/// "the Israel-Hamas conflict": what two sides have had for years is no deed.
fn is_standing_conflict(scene: &Scene<'_>, at: usize) -> bool {
    let capital = |at: usize| scene.analysis.form(at).starts_with(char::is_uppercase);
    let hyphen = |at: usize| matches!(scene.analysis.form(at), "-" | "–" | "—" | "/");
    let start = scene.sentence(at).start.max(at.saturating_sub(4));
    let pair = |middle: usize| hyphen(middle) && middle > start && capital(middle - 1) && capital(middle + 1);
    let joined = |word: usize| {
        let sides: Vec<&str> = scene.analysis.form(word).split(['-', '–']).collect();
        sides.len() == 2 && sides.iter().all(|side| side.starts_with(char::is_uppercase))
    };
    matches!(scene.lemma(at), "conflict" | "war") && (start..at).any(|word| pair(word) || joined(word))
}

/// "asked not to be named", "refused to be identified", "requested anonymity".
fn guards_source(scene: &Scene<'_>, at: usize) -> bool {
    let named = |child: usize| matches!(scene.lemma(child), "name" | "identify" | "quote");
    let hidden = |child: usize| scene.lemma(child) == "anonymity";
    scene.with(at, "xcomp").any(named) || scene.with(at, "obj").chain(scene.with(at, "obl")).any(hidden)
}

/// "a request for comment", "declined an interview", "asked for comment": what a reporter wants is no demand.
fn asks_for_words(scene: &Scene<'_>, at: usize) -> bool {
    let words = |child: usize| matches!(scene.lemma(child), "comment" | "interview" | "clarification" | "reaction");
    let objects = ["nmod", "obl", "obj"].into_iter().flat_map(|relation| scene.with(at, relation));
    let comments = scene.with(at, "xcomp").any(|child| scene.lemma(child) == "comment");
    let wanted = objects.into_iter().any(words) || comments;
    // "asked whether he would resign, the mayor said": a question, told before its answer.
    let asked = scene.lemma(at) == "ask"
        && scene.is(at, "advcl")
        && scene.form(at) == "asked"
        && ["nsubj", "mark", "aux"].into_iter().all(|relation| scene.with(at, relation).next().is_none());
    wanted || asked
}
