//! Who takes part in an event, weighed over all its mentions.
//!
//! A mention names parties by its grammar, and the model thinks others likely, there and in the sentences around. What all
//! mentions of an event say of somebody, beside what they say of the others, is put before two judges ([`judges`](crate::judges)):
//! whether he is one of those who do it, and whether it is done to, with or about him. A third judge then weighs whether there is
//! such an event at all.

mod clues;
mod standing;

use record::{Actor, ActorKind, Doubt, EventType, RoleKind, Sector, Span};

use crate::{
    bodies,
    cast::{Cast, Key},
    judges::Judges,
    merging,
    places::Atlas,
    profiles,
    settings::{PossibleDate, PossiblePlace},
    telling::Telling,
};

pub(crate) use self::clues::kind_number;
pub use self::{clues::CLUES, standing::CLUES as EVENT_CLUES};

/// The least scores, in log odds, of a party that the model sees on a side: of the first and of any further one there.
const SEEN: [f64; 2] = [-0.6, 0.2];
/// The same where a pattern of the codebook puts it there.
const BY_PATTERN: [f64; 2] = [-1.0, -0.4];
/// The least score of an event that is told of at all.
const STANDS: f64 = -0.5;
/// The same of one whose victims are counted.
const COUNTED: f64 = -2.0;
/// The least likelihood of words that are shown as a party's beside a mention whose grammar does not give it the part.
const SHOWN: f32 = 0.2;

/// An event, with everyone who was weighed as its party.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Its type.
    pub kind: EventType,
    /// The words that tell it, in the order of the text.
    pub triggers: Vec<Span>,
    /// All who were weighed, in the order of the cast.
    pub candidates: Vec<Candidate>,
    /// What speaks for and against that there is such an event, in the order of [`EVENT_CLUES`].
    pub clues: [f64; EVENT_CLUES.len()],
    /// What was weighed as its date.
    pub dates: Vec<PossibleDate>,
    /// What was weighed as its place.
    pub places: Vec<PossiblePlace>,
}

/// Somebody who may be a party.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Who; the id is nobody's in the record.
    pub actor: Actor,
    /// In how many mentions grammar puts it on a side, source before recipient.
    pub put: [usize; 2],
    /// Whether a pattern of the codebook does.
    pub by_pattern: [bool; 2],
    /// Whether a mention's own sentence names it.
    pub beside: bool,
    /// What the judges came to for either side, in log odds.
    pub scores: [f64; 2],
    /// What speaks for and against either side, in the order of [`CLUES`].
    pub clues: [[f64; CLUES.len()]; 2],
    member: usize,
}

/// One of two sides of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who does it.
    Source,
    /// To, with or about whom.
    Recipient,
}

impl Side {
    /// Both, source first.
    pub const BOTH: [Self; 2] = [Self::Source, Self::Recipient];

    /// That of a role; of places and dates none.
    pub(crate) fn of_role(role: RoleKind) -> Option<Self> {
        match role {
            RoleKind::Source => Some(Self::Source),
            RoleKind::Recipient => Some(Self::Recipient),
            RoleKind::Place | RoleKind::Date => None,
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        Self::BOTH[1 - self as usize]
    }

    /// Where a record's event holds those on it.
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Source => "sources",
            Self::Recipient => "recipients",
        }
    }

    /// Those on this side of a mention.
    pub(crate) fn of<'t>(self, telling: &'t Telling<'_>) -> &'t [(usize, Span)] {
        match self {
            Self::Source => &telling.sources,
            Self::Recipient => &telling.recipients,
        }
    }
}

/// What every member is, looked up once; without the words for it, of which there may be very many.
pub(crate) fn profiles(cast: &Cast, atlas: &Atlas) -> Vec<Actor> {
    let mut doubts = Vec::<Doubt>::new();
    let members = 0..cast.members.len();
    let profile = |member: usize| {
        let actor = profiles::actor(cast, atlas, member, format!("m{member}"), &mut doubts);
        Actor { mentions: Vec::new(), ..actor }
    };
    members.map(profile).collect()
}

/// What was decided of all events.
#[derive(Default)]
pub(crate) struct Decided {
    /// How sure each event is, in log odds.
    pub(crate) sure: Vec<f64>,
    /// The mentions that were given somebody whom their sentence does not name, and by which words.
    pub(crate) from_elsewhere: Vec<(usize, Side, Span)>,
    /// What was weighed, event by event.
    pub(crate) weighed: Vec<Weighed>,
}

/// Gives each event the parties that its mentions together speak for; `groups` are the events, each a list of mentions.
pub(crate) fn decide(cast: &Cast, actors: &[Actor], groups: &[Vec<usize>], tellings: &mut [Telling]) -> Decided {
    let judges = Judges::embedded();
    let mut decided = Decided::default();
    let sentences = standing::Sentences::of(groups, tellings);
    // Where the model says nothing of anybody in the whole report, there is none, and grammar alone decides.
    let by_grammar = tellings.iter().all(|telling| telling.likely.is_empty());
    for (at, group) in groups.iter().enumerate() {
        let mut candidates = clues::candidates(cast, actors, group, tellings);
        for candidate in &mut candidates {
            let [source, recipient] = &candidate.clues;
            candidate.scores = if by_grammar {
                candidate.put.map(|mentions| if mentions > 0 { mentions as f64 } else { f64::MIN })
            } else {
                [judges.source.score(source), judges.recipient.score(recipient)]
            };
        }
        spare_places(cast, group, tellings, &mut candidates);
        candidates.retain(|candidate| !counted_elsewhere(cast, group, tellings, candidate.member));
        let chosen = chosen(cast, actors, &candidates, tellings[group[0]].mention.kind);
        let clues = standing::clues(cast, groups, at, tellings, &sentences, &candidates, &chosen);
        decided.sure.push(if by_grammar { standing::by_grammar(&clues) } else { judges.event.score(&clues) });
        let tell =
            Side::BOTH.map(|side| words(group, tellings, side, &chosen[side as usize], &mut decided.from_elsewhere));
        let [sources, recipients] = tell;
        for ((&telling, sources), recipients) in group.iter().zip(sources).zip(recipients) {
            tellings[telling].sources = sources;
            tellings[telling].recipients = recipients;
        }
        let triggers = group.iter().map(|&telling| cast.reading.analysis.span(tellings[telling].mention.trigger));
        let kind = tellings[group[0]].mention.kind;
        decided.weighed.push(Weighed {
            kind,
            triggers: triggers.collect(),
            candidates,
            clues,
            dates: vec![],
            places: vec![],
        });
    }
    decided
}

/// Whether it is sure enough, in log odds, that there is such an event as some mentions tell of.
pub(crate) fn stands<'t>(sure: f64, mut tellings: impl Iterator<Item = &'t Telling<'t>>) -> bool {
    sure >= STANDS || sure >= COUNTED && tellings.any(|telling| !telling.mention.figures.is_empty())
}

/// Strikes from an attack's recipients what is only where they are, if others are told: a state or hotel in which somebody's life is
/// aimed at; a town that alone had room in the headline, "Rockets Hit Quito".
fn spare_places(cast: &Cast, group: &[usize], tellings: &[Telling], candidates: &mut [Candidate]) {
    let aim = |mode: &String| merging::AIMS.contains(&mode.as_str());
    let life = group.iter().any(|&at| tellings[at].mention.mode.as_ref().is_some_and(aim));
    let headline = cast.reading.headline();
    let in_body = |member: usize| {
        let body = group.iter().filter(|&&at| !headline.contains(tellings[at].mention.head));
        body.into_iter().any(|&at| tellings[at].recipients.iter().any(|(known, _)| *known == member))
    };
    let is_town = |member: usize| bodies::is_place(cast.reading, &cast.members[member]);
    let assault = tellings[group[0]].mention.kind == EventType::Assault;
    let recipient = Side::Recipient as usize;
    let is_place = |candidate: &Candidate| {
        let state = matches!(cast.members[candidate.member].key, Key::Country(_));
        life && (state || candidate.actor.sector == Sector::Bus)
            || assault && is_town(candidate.member) && candidate.put[recipient] > 0 && !in_body(candidate.member)
    };
    if candidates.iter().any(|candidate| candidate.put[recipient] > 0 && !is_place(candidate)) {
        let places = candidates.iter_mut().filter(|candidate| is_place(candidate));
        places.for_each(|place| place.scores[recipient] = f64::MIN);
    }
}

/// Whether somebody is a number of people whom the sentences around name, not those of the event: they belong to what is told there.
fn counted_elsewhere(cast: &Cast, group: &[usize], tellings: &[Telling], member: usize) -> bool {
    let found = &cast.members[member];
    let counted = matches!(found.key, Key::Described(_)) && found.said.iter().any(|(said, _)| said.number.is_some());
    let beside = |&at: &usize| {
        let telling = &tellings[at];
        let put = telling.sources.iter().chain(&telling.recipients).any(|(known, _)| *known == member);
        put || telling.likely.iter().any(|likely| likely.beside && likely.member == member)
    };
    counted && !group.iter().any(beside)
}

/// Those on either side, the likeliest first.
fn chosen(cast: &Cast, actors: &[Actor], candidates: &[Candidate], kind: EventType) -> [Vec<usize>; 2] {
    // What is done together has all its parties on one side in the patterns.
    let mutual = matches!(kind, EventType::Agree | EventType::Consult | EventType::Cooperate);
    let scores: Vec<[f64; 2]> = candidates.iter().map(|candidate| candidate.scores).collect();
    Side::BOTH.map(|side| {
        // Nobody is on both sides.
        let here = |&at: &usize| {
            let (own, other) = (scores[at][side as usize], scores[at][side.other() as usize]);
            own > other || own == other && side == Side::Source
        };
        let mut order: Vec<usize> = (0..candidates.len()).filter(here).collect();
        order.sort_by(|&a, &b| scores[b][side as usize].total_cmp(&scores[a][side as usize]).then(a.cmp(&b)));
        let mut taken: Vec<usize> = Vec::new();
        for at in order {
            let (member, score) = (candidates[at].member, scores[at][side as usize]);
            let put = candidates[at].by_pattern;
            let [first, further] = if put[side as usize] || mutual && put.contains(&true) { BY_PATTERN } else { SEEN };
            // Beside those whom its sentences name nobody from another one takes part too.
            let told = taken.is_empty() || candidates[at].beside;
            let enough = told && score >= if taken.is_empty() { first } else { further };
            // "visited Oslo, where he met Prime Minister Lind": who is named beside his state has a part of his own.
            let named = actors[member].kind == ActorKind::Person && !cast.members[member].names.is_empty();
            let apart = named && candidates[at].put != [0, 0];
            if enough && (apart || !taken.iter().any(|&other| one_party(&actors[member], &actors[other]))) {
                taken.push(member);
            }
        }
        taken
    })
}

/// Whether two are one party under two names: of one country and one arm of it, but not two persons.
fn one_party(a: &Actor, b: &Actor) -> bool {
    let person = |actor: &Actor| actor.kind == ActorKind::Person;
    let arm = |actor: &Actor| match actor.sector {
        Sector::Gov | Sector::Leg | Sector::Jud | Sector::Pty => Sector::Gov,
        Sector::Mil | Sector::Cop | Sector::Spy => Sector::Mil,
        other => other,
    };
    let known = a.country != "UNK" && arm(a) != Sector::Unk;
    known && a.country == b.country && arm(a) == arm(b) && !(person(a) && person(b))
}

/// The words for those on a side, a list for each mention.
fn words(
    group: &[usize],
    tellings: &[Telling],
    side: Side,
    chosen: &[usize],
    from_elsewhere: &mut Vec<(usize, Side, Span)>,
) -> Vec<Vec<(usize, Span)>> {
    let mut told: Vec<Vec<(usize, Span)>> = vec![Vec::new(); group.len()];
    for &member in chosen {
        let before: usize = told.iter().map(Vec::len).sum();
        for (list, &at) in told.iter_mut().zip(group) {
            let telling = &tellings[at];
            let by_grammar =
                side.of(telling).iter().chain(side.other().of(telling)).find(|(known, _)| *known == member);
            let seen = || {
                let beside = telling.likely.iter().filter(|likely| likely.beside && likely.member == member);
                let likely =
                    beside.filter(|likely| likely.of(side) >= SHOWN && likely.of(side) > likely.of(side.other()));
                likely.reduce(|best, next| if next.of(side) > best.of(side) { next } else { best })
            };
            list.extend(by_grammar.map(|(_, span)| *span).or_else(|| Some(seen()?.span)).map(|span| (member, span)));
        }
        if told.iter().map(Vec::len).sum::<usize>() > before {
            continue;
        }
        let seen = group.iter().enumerate().flat_map(|(n, &at)| {
            let likely = tellings[at].likely.iter().filter(|likely| likely.member == member);
            likely.map(move |likely| (n, likely))
        });
        let best = seen.reduce(|best, next| if next.1.of(side) > best.1.of(side) { next } else { best });
        if let Some((n, likely)) = best {
            told[n].push((member, likely.span));
            if !likely.beside {
                from_elsewhere.push((group[n], side, likely.span));
            }
        }
    }
    told.iter_mut().for_each(|list| list.sort_by_key(|(member, span)| (span.start, *member)));
    told
}
