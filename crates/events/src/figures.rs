//! What an event counts: people killed, injured, detained, displaced, weapons, money.

use knowledge::codebook::Part;
use record::{EventMention, EventType, Factuality, FigureKind, FigureMention, Mention, TokenSpan};

use crate::{
    numbers::{Quantity, quantities},
    parties, phrases,
    scene::Scene,
};

mod groups;
mod kinds;
mod victims;

/// A quantity of people or things that something happened to.
struct Count {
    quantity: Quantity,
    kind: FigureKind,
    /// The word that says what happened.
    word: usize,
    /// The noun that is counted; the number itself where it stands alone.
    noun: usize,
}

/// Finds the figures of a report and gives each to the event that it belongs to: rather to one that stands without it.
pub(crate) fn count(scene: &Scene<'_>, mentions: &mut [EventMention], stands: impl Fn(&EventMention) -> bool) {
    let standing: Vec<bool> = mentions.iter().map(stands).collect();
    for (at, sentence) in scene.analysis.sentences.iter().enumerate() {
        let counts =
            quantities(scene, sentence.tokens).into_iter().filter_map(|quantity| kinds::counted(scene, quantity));
        for Count { quantity, kind, word, noun } in groups::summed(scene, counts) {
            let own = |stands: bool| {
                let among = (0..mentions.len()).filter(|&at| standing[at] == stands);
                bearer(scene, mentions, among, sentence.tokens, kind, word)
            };
            let before = || attack_before(scene, mentions, at, kind, word);
            let told_here = own(true);
            let Some(bearer) = told_here.or_else(before).or_else(|| own(false)) else { continue };
            let mention = &mut mentions[bearer];
            // "A bomb hit a market. Six people died", "Clashes left six people dead": they are whom it was done to.
            let side = |party: &Mention| scene.preposition(party.head) == Some("between");
            let struck = matches!(kind, FigureKind::Killed | FigureKind::Injured) && !mention.sources.iter().any(side);
            let fresh = (told_here.is_none() || struck) && mention.recipients.is_empty();
            let people = scene.may_act(noun) && kinds::sense(scene.lemma(noun)).is_none();
            let victims = (fresh && people).then(|| phrases::mention_around(scene, noun)).flatten();
            mention.likely.extend(victims.map(|victims| parties::certain(victims, Part::Recipient)));
            mention.recipients.extend(victims);
            let Quantity { low, high, approximate, tokens, .. } = quantity;
            mention.figures.push(FigureMention { kind, low, high, approximate, tokens });
        }
    }
    for mention in mentions {
        mention.figures.extend(victims::one_by_one(scene, mention));
        // Those whom somebody tried or means to kill are not killed.
        if matches!(mention.factuality, Factuality::Attempted | Factuality::Planned) {
            mention.figures.retain(|figure| matches!(figure.kind, FigureKind::Weapons | FigureKind::Money));
        }
    }
}

/// Whether a verb says that people are killed, injured or held.
pub(crate) fn strikes(lemma: &str) -> bool {
    kinds::sense(lemma).is_some_and(groups::of_people)
}

/// Whether a noun is a weapon that is fired, dropped or set off.
pub(crate) fn is_weapon(lemma: &str) -> bool {
    matches!(lemma, "missile" | "rocket" | "drone" | "shell" | "mortar" | "bomb" | "warhead" | "grenade" | "projectile")
}

/// The mention that a figure belongs to: the trigger that counts it, else the nearest of an apt type in the sentence.
fn bearer(
    scene: &Scene<'_>,
    mentions: &[EventMention],
    among: impl Iterator<Item = usize>,
    sentence: TokenSpan,
    kind: FigureKind,
    word: usize,
) -> Option<usize> {
    let apt = |event: EventType| match kind {
        FigureKind::Killed | FigureKind::Injured => matches!(event, EventType::Assault | EventType::Protest),
        FigureKind::Displaced => matches!(event, EventType::Assault | EventType::Coerce),
        FigureKind::Detained => event == EventType::Coerce,
        FigureKind::Weapons => {
            matches!(event, EventType::Assault | EventType::Mobilize | EventType::Aid | EventType::Cooperate)
        }
        FigureKind::Money => matches!(
            event,
            EventType::Aid
                | EventType::Agree
                | EventType::Cooperate
                | EventType::Sanction
                | EventType::Request
                | EventType::Coerce
        ),
    };
    let distance = |mention: &EventMention| {
        if mention.head == word || mention.trigger.contains(word) {
            return 0;
        }
        let linked = scene.head(word) == Some(mention.head) || scene.head(mention.head) == Some(word);
        mention.head.abs_diff(word) + if linked { 1 } else { 100 }
    };
    let fits = |mention: &EventMention| sentence.contains(mention.head) && apt(mention.kind);
    among.filter(|&at| fits(&mentions[at])).min_by_key(|&at| distance(&mentions[at]))
}

/// The last attack told in the two sentences before, where a sentence says how many died or were hurt and not by what. What
/// it says of another time is of another attack.
fn attack_before(
    scene: &Scene<'_>,
    mentions: &[EventMention],
    sentence: usize,
    kind: FigureKind,
    word: usize,
) -> Option<usize> {
    const OTHER_TIMES: [&str; 9] =
        ["last", "year", "ago", "since", "previous", "earlier", "previously", "similar", "far"];
    let sentences = &scene.analysis.sentences;
    let tokens = sentences[sentence].tokens;
    let dies =
        matches!(scene.lemma(word), "die" | "dead" | "perish" | "hurt" | "injure" | "wound" | "kill" | "toll" | "lose");
    let counts = dies && matches!(kind, FigureKind::Killed | FigureKind::Injured);
    if !counts || tokens.tokens().any(|token| OTHER_TIMES.contains(&scene.lemma(token))) {
        return None;
    }
    let start = sentences[sentence.saturating_sub(2)].tokens.start;
    let told = |mention: &EventMention| {
        let force = mention.kind == EventType::Assault && mention.factuality == Factuality::Happened;
        force && (start..tokens.start).contains(&mention.head)
    };
    let attack = (0..mentions.len()).rfind(|&at| told(&mentions[at]))?;
    (!mentions[attack].figures.iter().any(|figure| figure.kind == kind)).then_some(attack)
}
