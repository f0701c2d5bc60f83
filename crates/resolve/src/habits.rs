//! Of two whom a pronoun may stand for, the one whose side does such deeds: "He bombed another village."

use record::{Doubt, EventType, Factuality};

use crate::{
    cast::{Cast, Key},
    pronouns::{self, Pronoun},
    telling::Telling,
};

/// Gives a deed of force whose doer is a pronoun to the one before it whose side the report tells of doing such a deed, where
/// the side of the one that the pronoun was taken for does none. Each is a doubt.
pub(crate) fn reconsider(cast: &Cast, tellings: &mut [Telling]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for at in 0..tellings.len() {
        let telling = &tellings[at];
        let ([source], [(taken, span)]) = (&telling.mention.sources[..], &telling.sources[..]) else { continue };
        let force = matches!(telling.mention.kind, EventType::Assault | EventType::Coerce);
        let pronoun = Pronoun::of(cast.reading, source.head).filter(|p| matches!(p, Pronoun::He | Pronoun::She));
        let (Some(pronoun), true) = (pronoun, force) else { continue };
        let own = |side: &str| does_such(cast, tellings, at, side);
        if side(cast, *taken).is_none_or(own) {
            continue;
        }
        let likelier = pronouns::others_near(cast, source.head, pronoun).into_iter().filter(|other| other != taken);
        let likelier: Vec<usize> = likelier.filter(|&other| side(cast, other).is_some_and(own)).collect();
        if let [other] = likelier[..] {
            let (reason, span) = ("a pronoun with two candidates; the one whose side does such deeds", *span);
            let taken = std::mem::replace(&mut tellings[at].sources[0].0, other);
            let words = tellings[at].likely.iter_mut().filter(|likely| likely.member == taken && likely.span == span);
            words.for_each(|likely| likely.member = other);
            doubts.push(Doubt { at: "actors".to_owned(), reason: reason.to_owned(), span: Some(span) });
        }
    }
    doubts
}

/// The country that somebody belongs to.
fn side<'c>(cast: &'c Cast, member: usize) -> Option<&'c str> {
    let member = &cast.members[member];
    match (&member.key, &member.known[..]) {
        (Key::Country(iso3) | Key::People(iso3), _) => Some(iso3),
        (_, [entity]) => Some(&entity.country),
        _ => member.hint.country.as_deref(),
    }
}

/// Whether somebody of a side is told by name to do a deed of the same type, or to have tried.
fn does_such(cast: &Cast, tellings: &[Telling], at: usize, wanted: &str) -> bool {
    let deed = tellings[at].mention.kind;
    tellings.iter().enumerate().any(|(other, telling)| {
        let done = matches!(telling.mention.factuality, Factuality::Happened | Factuality::Attempted);
        other != at
            && done
            && telling.mention.kind == deed
            && telling.sources.iter().any(|(source, _)| side(cast, *source) == Some(wanted))
    })
}
