//! Which of what was weighed as parties, dates and places of events the annotation has as such.

use pipeline::{Candidate, PossibleDate, PossiblePlace, Resolved, Side, Weighed};

use super::{
    actors::{Actor, telling_words},
    events::{Compared, likeness, meet},
    gold::GoldReport,
    gold_actors,
    matching::one_to_one_by_likeness,
    words::sentence_of,
};

/// What of a weighed event the annotation has too.
pub struct Right {
    /// Whether each candidate is right as source and as recipient.
    pub parties: Vec<[bool; 2]>,
    /// Whether it is then, date by date; none where the annotation leaves it open.
    pub dates: Vec<bool>,
    /// Whether it is there, place by place.
    pub places: Vec<bool>,
}

/// What is right of each weighed event; `None` of one that the annotation does not have.
pub fn right(gold: &GoldReport, found: &Resolved) -> Vec<Option<Right>> {
    let weighed = &found.weighed;
    let actors = gold_actors(gold);
    let golds: Vec<Compared> = gold.events.iter().map(|event| Compared::of_gold(event, &actors)).collect();
    let weighed_actors: Vec<Vec<Actor>> =
        weighed.iter().map(|event| event.candidates.iter().map(actor).collect()).collect();
    let founds: Vec<Compared> =
        weighed.iter().zip(&weighed_actors).map(|(event, actors)| compared(gold, event, actors)).collect();
    let mut right: Vec<Option<Right>> = weighed.iter().map(|_| None).collect();
    for (g, f) in one_to_one_by_likeness(&golds, &founds, meet, likeness) {
        let on = |side: &[&Actor], actor: &Actor| side.iter().any(|gold: &&Actor| actor.same(gold));
        let sides = |actor| [on(&golds[g].sources, actor), on(&golds[g].recipients, actor)];
        let event = &gold.events[g];
        let then = |date: &PossibleDate| event.date.as_ref() == Some(&date.value);
        // A day in the month that the annotation names is neither right nor wrong.
        let in_it = |date: &PossibleDate| event.date.as_ref().is_some_and(|gold| date.value.starts_with(gold.as_str()));
        let open = weighed[f].dates.iter().any(in_it) && !weighed[f].dates.iter().any(then);
        let there = |place: &PossiblePlace| {
            let wanted = event.place.as_deref().map(telling_words).unwrap_or_default();
            let place = &found.places[place.value];
            let called = place.mentions.iter().map(|&mention| gold.text.slice(mention));
            called.chain([place.name.as_str()]).any(|name| !wanted.is_disjoint(&telling_words(name)))
        };
        right[f] = Some(Right {
            parties: weighed_actors[f].iter().map(sides).collect(),
            dates: weighed[f].dates.iter().filter(|_| !open).map(then).collect(),
            places: weighed[f].places.iter().map(there).collect(),
        });
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
