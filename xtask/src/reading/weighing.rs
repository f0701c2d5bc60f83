//! Which of those who were weighed as parties of events the annotation has as such.

use pipeline::{Candidate, Side, Weighed};

use super::{
    actors::Actor,
    events::{Compared, likeness, meet},
    gold::GoldReport,
    gold_actors,
    matching::one_to_one_by_likeness,
    words::sentence_of,
};

/// For each weighed event that the annotation has too, whether each of its candidates is right as source and as recipient; `None` for the
/// others.
pub fn right(gold: &GoldReport, weighed: &[Weighed]) -> Vec<Option<Vec<[bool; 2]>>> {
    let actors = gold_actors(gold);
    let golds: Vec<Compared> = gold.events.iter().map(|event| Compared::of_gold(event, &actors)).collect();
    let weighed_actors: Vec<Vec<Actor>> =
        weighed.iter().map(|event| event.candidates.iter().map(actor).collect()).collect();
    let founds: Vec<Compared> =
        weighed.iter().zip(&weighed_actors).map(|(event, actors)| compared(gold, event, actors)).collect();
    let mut right = vec![None; weighed.len()];
    for (g, f) in one_to_one_by_likeness(&golds, &founds, meet, likeness) {
        let on = |side: &[&Actor], actor: &Actor| side.iter().any(|gold: &&Actor| actor.same(gold));
        let sides = |actor| [on(&golds[g].sources, actor), on(&golds[g].recipients, actor)];
        right[f] = Some(weighed_actors[f].iter().map(sides).collect());
    }
    right
}

/// An event with those for its parties whom its grammar gives it.
fn compared<'a>(gold: &GoldReport, event: &'a Weighed, actors: &'a [Actor]) -> Compared<'a> {
    let sentences = gold.sentences();
    let side = |side: Side| {
        let put = event.candidates.iter().zip(actors).filter(move |(candidate, _)| candidate.put[side as usize] > 0);
        put.map(|(_, actor)| actor).collect()
    };
    Compared {
        kind: event.kind.as_str(),
        at: event.triggers.iter().filter_map(|&trigger| sentence_of(&sentences, trigger)).collect(),
        words: event.triggers.iter().map(|&trigger| gold.text.slice(trigger).to_lowercase()).collect(),
        sources: side(Side::Source),
        recipients: side(Side::Recipient),
        mode: None,
        date: None,
        factuality: None,
    }
}

fn actor(candidate: &Candidate) -> Actor {
    let actor = &candidate.actor;
    Actor::new(Some(&actor.name), Some(&actor.country), Some(actor.sector.as_str()), Some(actor.kind.as_str()))
}
