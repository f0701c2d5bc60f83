//! To whom it is done where the words beside it do not say: blame, demands and refusals are always of somebody.

use record::{Actor, ActorKind, Doubt, Event, EventType, Role, RoleKind, Span};

/// How many letters back somebody may stand who is meant without being named again.
const REACH: usize = 300;

/// Gives the events that need a recipient and name none the one whom their source deals with elsewhere in the report, or
/// else the one named last before; each is a doubt.
pub(crate) fn complete(events: &mut [Event], actors: &[Actor], doubts: &mut Vec<Doubt>) {
    let dealings: Vec<(String, String)> = events.iter().flat_map(dealings).collect();
    for event in events.iter_mut().filter(|event| needs_recipient(event)) {
        let Some(at) = event.mentions.first().map(|mention| mention.trigger.start) else { continue };
        let known = usual(&event.sources, &dealings, actors);
        let Some(found) = known.or_else(|| named_before(&event.sources, actors, at)) else { continue };
        let Some(span) = nearest(found, at) else { continue };
        event.recipients.push(found.id.clone());
        let role = Role { role: RoleKind::Recipient, id: Some(found.id.clone()), span };
        event.mentions[0].roles.push(role);
        doubts.push(Doubt {
            at: format!("events/{}/recipients", event.id),
            reason: "not named beside the event; taken from what the report tells of its source".to_owned(),
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
fn dealings(event: &Event) -> Vec<(String, String)> {
    let pairs = event.sources.iter().flat_map(|source| event.recipients.iter().map(move |other| (source, other)));
    pairs.flat_map(|(a, b)| [(a.clone(), b.clone()), (b.clone(), a.clone())]).collect()
}

/// The one whom the sources have most to do with; of equals the first.
fn usual<'a>(sources: &[String], dealings: &[(String, String)], actors: &'a [Actor]) -> Option<&'a Actor> {
    let times = |actor: &Actor| {
        let with = |(one, other): &&(String, String)| sources.contains(one) && *other == actor.id;
        dealings.iter().filter(with).count()
    };
    let others = actors.iter().filter(|actor| !sources.contains(&actor.id) && answers(actor) && times(actor) > 0);
    others.rev().max_by_key(|actor| times(actor))
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
fn named_before<'a>(sources: &[String], actors: &'a [Actor], at: usize) -> Option<&'a Actor> {
    let last = |actor: &Actor| {
        let before = actor.mentions.iter().map(|span| span.start).filter(|&start| start < at && start + REACH > at);
        before.max()
    };
    let others = actors.iter().filter(|actor| !sources.contains(&actor.id) && answers(actor));
    others.filter_map(|actor| Some((last(actor)?, actor))).max_by_key(|(start, _)| *start).map(|(_, actor)| actor)
}

/// The words for an actor that stand last before a place in the text, or else first of all.
fn nearest(actor: &Actor, at: usize) -> Option<Span> {
    actor.mentions.iter().rev().find(|span| span.start < at).or(actor.mentions.first()).copied()
}
