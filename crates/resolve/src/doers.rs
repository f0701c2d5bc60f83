//! What depends on who does it: a state's protest is criticism and its strike an attack; crowds and workers protest, and
//! what they block is blocked in protest.

use record::{ActorKind, EventMention, EventType, Sector, Upos};

use crate::{
    cast::{Cast, Key},
    naming::noun_of,
};

/// The mentions, with the types that their doers leave them.
pub(crate) fn typed(cast: &Cast, events: &[EventMention]) -> Vec<EventMention> {
    let violent = events.iter().any(|event| event.kind == EventType::Assault);
    let crowds = events.iter().any(|event| event.kind == EventType::Protest && doer(cast, event) == Doer::Other);
    let mut typed = events.to_vec();
    for event in typed.iter_mut().filter(|e| e.kind == EventType::Coerce && e.head < cast.reading.analysis.tokens.len())
    {
        let blocks =
            matches!(noun_of(cast.reading, event.head).as_str(), "block" | "blockade" | "barricade" | "occupy");
        if blocks && is_crowd(cast, event) {
            (event.kind, event.mode) = (EventType::Protest, Some("obstruct".to_owned()));
        }
    }
    for event in
        typed.iter_mut().filter(|e| e.kind == EventType::Protest && e.head < cast.reading.analysis.tokens.len())
    {
        let strike = event.mode.as_deref() == Some("strike") || noun_of(cast.reading, event.head) == "strike";
        let word = &cast.reading.analysis.tokens[event.head];
        let protests = word.upos == Upos::Verb && word.lemma == "protest";
        let (kind, mode) = match doer(cast, event) {
            Doer::State if strike => (EventType::Assault, None),
            Doer::State if protests => (EventType::Accuse, Some("disapprove".to_owned())),
            Doer::Nobody if strike && violent && !crowds => (EventType::Assault, None),
            _ => continue,
        };
        (event.kind, event.mode) = (kind, mode);
    }
    typed
}

/// Whether all who do it are people without power: demonstrators, workers, villagers.
fn is_crowd(cast: &Cast, event: &EventMention) -> bool {
    let mut members = event.sources.iter().flat_map(|source| cast.members_of(source)).peekable();
    let civil = |member: &usize| {
        let hint = &cast.members[*member].hint;
        matches!(hint.sector, Some(Sector::Cvl | Sector::Lab | Sector::Edu)) && hint.kind != Some(ActorKind::Person)
    };
    members.peek().is_some() && members.all(civil)
}

/// Who does what an event tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doer {
    /// A state, its forces or those who hold office in it; an armed group.
    State,
    /// Somebody else.
    Other,
    /// Nobody whom the words name.
    Nobody,
}

fn doer(cast: &Cast, event: &EventMention) -> Doer {
    let mut members = event.sources.iter().flat_map(|source| cast.members_of(source)).peekable();
    if members.peek().is_none() {
        return Doer::Nobody;
    }
    let state = |member: &usize| {
        let member = &cast.members[*member];
        let office = member.said.iter().find_map(|(said, _)| said.title.as_ref().map(|(_, title)| title.sector));
        let sector = member.hint.sector.or(office);
        let arms = matches!(sector, Some(Sector::Gov | Sector::Mil | Sector::Reb));
        matches!(member.key, Key::Country(_)) || arms && member.hint.kind != Some(ActorKind::Crowd)
    };
    if members.all(state) { Doer::State } else { Doer::Other }
}
