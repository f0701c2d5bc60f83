//! To whom it is done where the words beside it do not say: blame, demands and refusals are always of somebody.

use std::collections::BTreeMap;

use record::{Actor, ActorKind, Doubt, Event, EventType, Role, RoleKind, Sector, Span};

/// How many letters back somebody may stand who is meant without being named again.
const REACH: usize = 300;

/// How often one has to do with another in a report's events.
pub(crate) type Dealings = BTreeMap<(String, String), usize>;

/// Counts who has to do with whom.
pub(crate) fn dealings(events: &[Event]) -> Dealings {
    let mut found = Dealings::new();
    events.iter().flat_map(pairs).for_each(|pair| *found.entry(pair).or_default() += 1);
    found
}

/// Gives the events that need a recipient and name none the one whom their source deals with elsewhere in the report, or
/// else the one named last before; each is a doubt.
pub(crate) fn complete<'e>(
    events: impl Iterator<Item = &'e mut Event>,
    dealings: &Dealings,
    actors: &[Actor],
    doubts: &mut Vec<Doubt>,
) {
    for event in events.filter(|event| needs_recipient(event)) {
        let Some(at) = event.mentions.first().map(|mention| mention.trigger.start) else { continue };
        let sources: Vec<&Actor> = actors.iter().filter(|actor| event.sources.contains(&actor.id)).collect();
        // Nobody makes demands of the country that he acts for himself; its people and its opposition do.
        let serves = |source: &Actor| {
            matches!(source.sector, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy | Sector::Unk)
        };
        let own = |actor: &Actor| sources.iter().any(|source| source.country == actor.country && serves(source));
        let may_be = |actor: &&Actor| {
            let source = event.sources.contains(&actor.id);
            !source && answers(actor) && !(actor.kind == ActorKind::Government && own(actor))
        };
        let others: Vec<&Actor> = actors.iter().filter(may_be).collect();
        let known = usual(&event.sources, dealings, &others);
        let reason = if known.is_some() {
            "not named beside the event; the one whom its source has most to do with in the report"
        } else {
            "not named beside the event; the one named last before it"
        };
        let Some(found) = known.or_else(|| named_before(&others, at)) else { continue };
        let Some(span) = nearest(found, at) else { continue };
        event.recipients.push(found.id.clone());
        let role = Role { role: RoleKind::Recipient, id: Some(found.id.clone()), span };
        event.mentions[0].roles.push(role);
        doubts.push(Doubt {
            at: format!("events/{}/recipients", event.id),
            reason: reason.to_owned(),
            span: Some(span),
        });
    }
}

fn needs_recipient(event: &Event) -> bool {
    let always = matches!(
        event.kind,
        EventType::Accuse
            | EventType::Aid
            | EventType::Reject
            | EventType::Request
            | EventType::Sanction
            | EventType::Threaten
    );
    always && event.recipients.is_empty() && !event.sources.is_empty()
}

/// Who does something to whom, both ways round.
fn pairs(event: &Event) -> Vec<(String, String)> {
    let pairs = event.sources.iter().flat_map(|source| event.recipients.iter().map(move |other| (source, other)));
    pairs.flat_map(|(a, b)| [(a.clone(), b.clone()), (b.clone(), a.clone())]).collect()
}

/// The one whom the sources have most to do with; of equals the first.
fn usual<'a>(sources: &[String], dealings: &Dealings, others: &[&'a Actor]) -> Option<&'a Actor> {
    let times = |actor: &Actor| {
        let with = |source: &String| dealings.get(&(source.clone(), actor.id.clone())).copied().unwrap_or(0);
        sources.iter().map(with).sum::<usize>()
    };
    others.iter().copied().filter(|actor| times(actor) > 0).rev().max_by_key(|actor| times(actor))
}

/// Whether somebody is one whom the world knows and may hold to account.
fn answers(actor: &Actor) -> bool {
    matches!(
        actor.kind,
        ActorKind::Government
            | ActorKind::Organ
            | ActorKind::Person
            | ActorKind::Party
            | ActorKind::ArmedGroup
            | ActorKind::Igo
            | ActorKind::Ngo
    )
}

/// The last of those who is named shortly before a place in the text.
fn named_before<'a>(others: &[&'a Actor], at: usize) -> Option<&'a Actor> {
    let last = |actor: &Actor| {
        let before = actor.mentions.iter().map(|span| span.start).filter(|&start| start < at && start + REACH > at);
        before.max()
    };
    others
        .iter()
        .filter_map(|&actor| Some((last(actor)?, actor)))
        .max_by_key(|(start, _)| *start)
        .map(|(_, actor)| actor)
}

/// The words for an actor that stand last before a place in the text, or else first of all.
fn nearest(actor: &Actor, at: usize) -> Option<Span> {
    actor.mentions.iter().rev().find(|span| span.start < at).or(actor.mentions.first()).copied()
}
