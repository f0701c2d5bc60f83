//! Those named beside an event whom it is not done to: whoever is to be freed is not asked for it, one's own troops are not
//! dealt with.

use record::{EventType, Mention};

use crate::{scene::Scene, triggers::Candidate};

/// Nouns and verbs for setting somebody free.
const FREEING: [&str; 7] = ["release", "free", "freedom", "liberation", "liberate", "pardon", "acquittal"];

/// What a state or a group sends out or takes back as its own.
const OWN: [&str; 13] = [
    "troop",
    "force",
    "soldier",
    "army",
    "fighter",
    "navy",
    "jet",
    "ship",
    "warship",
    "ambassador",
    "envoy",
    "embassy",
    "personnel",
];

/// Takes bystanders out of an event's parties.
pub(crate) fn leave_out(
    scene: &Scene<'_>,
    candidate: &Candidate<'_>,
    sources: &mut Vec<Mention>,
    recipients: &mut Vec<Mention>,
) {
    let own = matches!(
        candidate.kind,
        EventType::Agree | EventType::Concede | EventType::Mobilize | EventType::Retreat | EventType::Reject
    );
    if own && sources.len() > 1 {
        sources.retain(|mention| !is_own(scene, mention.head));
    }
    recipients.retain(|mention| match candidate.kind {
        EventType::Request => !is_freed(scene, mention.head),
        _ => !(own && is_own(scene, mention.head)),
    });
}

/// "called for the release of the editor", "demanded that Peru free the editor".
fn is_freed(scene: &Scene<'_>, token: usize) -> bool {
    let under = |over: usize| FREEING.contains(&scene.lemma(over));
    let freed = scene.is(token, "obj") || scene.preposition(token) == Some("of") || scene.is(token, "nmod:poss");
    freed && scene.head(token).is_some_and(under)
}

/// "its troops".
fn is_own(scene: &Scene<'_>, token: usize) -> bool {
    let pronoun = |at: usize| matches!(scene.form(at).as_str(), "its" | "their" | "his" | "her" | "our");
    OWN.contains(&scene.lemma(token)) && scene.with(token, "nmod:poss").any(pronoun)
}
