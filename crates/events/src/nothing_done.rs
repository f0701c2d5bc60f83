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
        EventType::Assault => {
            slots.iter().any(|slot| is_cause(scene, slot)) || is_mishap(scene, at) || is_standing_conflict(scene, at)
        }
        EventType::Request | EventType::Reject => {
            guards_source(scene, at) || asks_for_words(scene, at) || is_called_for_day(scene, at)
        }
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
    // "killed in a fire", but "killed by rifle fire from the hills"
    let bare = scene.with(slot.token, "det").next().is_none() && scene.preposition(slot.token).is_some();
    let shots = scene.lemma(slot.token) == "fire" && bare;
    let by = matches!(slot.preposition.as_deref(), Some("by" | "in" | "from" | "after")) && !shots;
    let agent = slot.relation == "nsubj" && !shots || slot.relation == "obl" && by;
    agent && NATURE.contains(&scene.lemma(slot.token))
}

/// "killed when their plane crashed", "a gas explosion".
fn is_mishap(scene: &Scene<'_>, at: usize) -> bool {
    const FAILS: [&str; 6] = ["crash", "sink", "capsize", "collide", "derail", "overturn"];
    const VESSELS: [&str; 16] = [
        "plane",
        "aircraft",
        "airliner",
        "jet",
        "helicopter",
        "train",
        "bus",
        "car",
        "truck",
        "lorry",
        "van",
        "vehicle",
        "boat",
        "ferry",
        "ship",
        "vessel",
    ];
    let marked = |verb: usize| {
        scene
            .with(verb, "mark")
            .chain(scene.with(verb, "advmod"))
            .any(|mark| matches!(scene.lemma(mark), "when" | "after" | "as"))
    };
    let vessel = |verb: usize| scene.with(verb, "nsubj").any(|subject| VESSELS.contains(&scene.lemma(subject)));
    let alone = |verb: &usize| scene.with(*verb, "obj").next().is_none() && marked(*verb) && vessel(*verb);
    let fails = scene.with(at, "advcl").filter(alone).any(|verb| FAILS.contains(&scene.lemma(verb)));
    let of_gas = |noun: usize| {
        let blast = matches!(scene.lemma(noun), "explosion" | "blast");
        blast && scene.with(noun, "compound").any(|sort| matches!(scene.lemma(sort), "gas" | "boiler"))
    };
    let caused = ["nsubj", "obl"].into_iter().flat_map(|relation| scene.with(at, relation)).any(of_gas);
    fails || caused || of_gas(at) || scene.is(at, "compound") && scene.head(at).is_some_and(of_gas)
}

/// "The vote was called on Friday."
fn is_called_for_day(scene: &Scene<'_>, at: usize) -> bool {
    let day = |token: usize| record::calendar::WEEKDAYS.contains(&scene.form(token).to_lowercase().as_str());
    let on = scene.form_after(at) == Some("on") && scene.sentence(at).contains(at + 2) && day(at + 2);
    let asks = scene.with(at, "obl").any(|child| scene.preposition(child) == Some("for"));
    scene.lemma(at) == "call" && on && !asks
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
