//! Whose mentions fill a slot of a trigger.

use record::{EventType, Mention, NameKind};

use crate::{
    clause::Slot,
    phrases::{counted, describing_mention, mention, town_of},
    scene::Scene,
};

/// The mentions that fill a slot: each of several joined by "and"; where a thing fills it, whose thing it is.
pub(super) fn mentions(scene: &Scene<'_>, slot: &Slot, kind: EventType) -> Vec<Mention> {
    let mut found = Vec::new();
    if matches!(slot.relation, "compound" | "amod") {
        if scene.may_describe_actor(slot.token) {
            found.push(describing_mention(scene, slot.token));
            let joined = scene.with(slot.token, "conj").filter(|&other| scene.may_describe_actor(other));
            found.extend(joined.map(|other| describing_mention(scene, other)));
        }
        return found;
    }
    // What is asked for, promised or talked about is not done to its owner.
    let words = matches!(
        kind,
        EventType::Request | EventType::Agree | EventType::Concede | EventType::Consult | EventType::Cooperate
    );
    let yields = kind == EventType::Concede && slot.preposition.as_deref() == Some("to");
    let climb = !words || slot.relation == "nsubj" || yields;
    collect(scene, slot.token, climb, &mut found, FAR);
    found
}

/// How deep noun phrases inside noun phrases are looked into.
pub(super) const FAR: usize = 4;

fn collect(scene: &Scene<'_>, token: usize, climb: bool, found: &mut Vec<Mention>, depth: usize) {
    if depth == 0 {
        return;
    }
    let counted = town_of(scene, token).unwrap_or_else(|| counted(scene, token));
    if counted != token {
        collect(scene, counted, climb, found, depth - 1);
    } else if scene.may_act(token) {
        found.push(mention(scene, token));
    } else if climb {
        owner(scene, token, found, depth - 1);
    }
    // "the police, not soldiers"
    let meant = |&other: &usize| {
        !scene.is_verb(other) && !scene.children(other).iter().any(|&child| scene.lemma(child) == "not")
    };
    for other in scene.with(token, "conj").filter(meant) {
        collect(scene, other, climb, found, depth - 1);
    }
}

/// Whose thing it is: the possessor, the describing word or the "of" of a noun that cannot act.
fn owner(scene: &Scene<'_>, thing: usize, found: &mut Vec<Mention>, depth: usize) {
    if !scene.is_nominal(thing) {
        return;
    }
    for &child in scene.children(thing) {
        match scene.token(child).deprel.as_str() {
            "nmod:poss" if scene.may_act(child) => return collect(scene, child, true, found, depth),
            "compound" | "amod" if scene.may_describe_actor(child) => {
                return found.push(describing_mention(scene, child));
            }
            _ => {}
        }
    }
    // The port of a town is there, and no part of whoever governs it.
    let town = |at: usize| {
        scene.analysis.name_at(at).is_some_and(|name| name.kind == NameKind::Location) && !scene.is_country(at)
    };
    let of = scene.with(thing, "nmod").find(|&child| matches!(scene.preposition(child), Some("of" | "by")));
    if let Some(of) = of.filter(|&of| !town(of)) {
        collect(scene, of, true, found, depth);
    }
}
