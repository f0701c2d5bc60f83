//! Which mentions tell of one and the same event.
//!
//! Every mention is compared with the earlier ones of its type. What speaks for one event and what against is weighed by
//! a small table ([`weights`]); a mention joins the event of the earlier mention that it fits best, if well enough.

mod ties;
mod weights;

use record::{EventType, Factuality, FigureMention, Sector, Span};

use crate::{
    cast::{Cast, Key, Member},
    places::Atlas,
    telling::Telling,
};

use self::{
    ties::{bound, follows, harms},
    weights::{BY_TYPE, WEIGHTS},
};

/// How far back a mention looks for its event, in mentions of its type.
const REACH: usize = 30;

/// Modes that tell an aim; another mode beside one tells the means, and is no other event.
pub(crate) const AIMS: [&str; 2] = ["assassinate", "massacre"];

/// How sure two mentions must be of one event.
const ENOUGH: f64 = 0.55;
/// And "the attack", with nobody named beside it, of one told before.
const POINTS_BACK: f64 = 0.5;

/// So many mentions away stands the deed whose clause says who was killed by it.
const BESIDE: usize = 8;

/// The least confidence of a mention that joins a surer one.
const JOINS: f32 = 0.40;

/// Leaves out the mentions that are hardly any, of an event that is told of without them.
pub(crate) fn without_faint(groups: Vec<Vec<usize>>, tellings: &[Telling]) -> Vec<Vec<usize>> {
    let clear = |&at: &usize| tellings[at].mention.confidence >= JOINS;
    let kept =
        |group: Vec<usize>| if group.iter().any(clear) { group.into_iter().filter(clear).collect() } else { group };
    groups.into_iter().map(kept).collect()
}

/// Groups of mentions, each of one event; within a group and among groups in the order of the text.
pub(crate) fn merged(cast: &Cast, atlas: &Atlas, tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut group_of: Vec<usize> = Vec::with_capacity(tellings.len());
    // "he bombs somebody": whom it strikes is nobody who was told.
    let struck = |telling: &Telling| cast.reading.analysis.child(telling.mention.head, "obj");
    let anybody =
        |object: usize| matches!(cast.reading.lower(object).as_str(), "somebody" | "someone" | "anybody" | "anyone");
    // "fired at a hall, killing six": those whom it struck besides are not whom it was aimed at.
    let besides = |at: usize| {
        let tells_how = |aim: &usize| *aim != at && !harms(cast, tellings[*aim].mention.head);
        let mut around = (at.saturating_sub(BESIDE)..tellings.len().min(at + BESIDE + 1)).filter(tells_how);
        harms(cast, tellings[at].mention.head) && around.any(|aim| bound(cast, &tellings[aim], &tellings[at]))
    };
    let besides: Vec<bool> = (0..tellings.len()).map(besides).collect();
    let strikes_anybody: Vec<bool> = tellings.iter().map(|telling| struck(telling).is_some_and(anybody)).collect();
    for at in 0..tellings.len() {
        let earlier: Vec<usize> = (0..at)
            .rev()
            .filter(|&other| tellings[other].mention.kind == tellings[at].mention.kind)
            .take(REACH)
            .collect();
        let mut best = None::<(f64, usize)>;
        let mut in_headline = None;
        for (between, &other) in earlier.iter().enumerate() {
            let group = group_of[other];
            let members = groups[group].iter().chain([&at]);
            let spots: Vec<usize> =
                members.filter_map(|&member| tellings[member].place).map(|(spot, _)| spot).collect();
            let made = |member: usize| carried_out(cast, atlas, &tellings[member], &tellings[at]);
            let completed = bound(cast, &tellings[other], &tellings[at]);
            let bound = completed || made(other);
            // An attempt told again and again is not parted from the deed by whom it was aimed at.
            let aimed = |member: usize| made(other) && tellings[member].mention.factuality == Factuality::Attempted;
            let parted = |&member: &usize| {
                let told = made(member) || aimed(member) || besides[member];
                let other = strikes_anybody[member] != strikes_anybody[at];
                !told && (other || apart(cast, atlas, &tellings[member], &tellings[at], &spots))
            };
            if !completed && groups[group].iter().any(parted) {
                continue;
            }
            let headline = headlined(cast, &tellings[other], &tellings[at]).then_some(group);
            in_headline = in_headline.or(headline);
            let sure = if bound || headline.is_some() {
                1.0
            } else {
                likeness(cast, atlas, &tellings[other], &tellings[at], between, &spots)
            };
            if best.is_none_or(|(known, _)| sure > known) {
                best = Some((sure, group));
            }
        }
        let back = tellings[at].definite && tellings[at].sources.is_empty() && tellings[at].recipients.is_empty();
        match best {
            Some((sure, group)) if sure >= if back { POINTS_BACK } else { ENOUGH } => {
                groups[group].push(at);
                group_of.push(group);
            }
            _ => {
                group_of.push(groups.len());
                groups.push(vec![at]);
            }
        }
        // What the headline tells of is what the body tells of at length.
        if let (Some(title), group) = (in_headline, group_of[at])
            && title != group
        {
            let moved = std::mem::take(&mut groups[group]);
            moved.iter().for_each(|&member| group_of[member] = title);
            groups[title].extend(moved);
            groups[title].sort_unstable();
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.sort();
    groups
}

/// Whether the headline tells of violence in a town, by nobody or by the same side, and the body of violence in that town.
fn headlined(cast: &Cast, a: &Telling, b: &Telling) -> bool {
    let town = a.place.zip(b.place).is_some_and(|((one, _), (other, _))| one == other);
    let side = a.sources.is_empty() || matches!(side(cast, &a.sources, &b.sources), Side::Shared | Side::Akin);
    cast.reading.headline().contains(a.mention.head)
        && !cast.reading.headline().contains(b.mention.head)
        && a.mention.kind == EventType::Assault
        && town
        && side
        && !days_differ(a, b)
}

/// How many sentences lie at most between an attempt and the deed by which it was made.
const NEAR: usize = 4;

/// Whether one is an attempt on somebody's life and the other the deed by which the same side made it, told of those whom it
/// hit instead: "tried to kill the chiefs", "fired rockets at a house, killing four".
fn carried_out(cast: &Cast, atlas: &Atlas, a: &Telling, b: &Telling) -> bool {
    let attempts = |one: &Telling, other: &Telling| {
        one.mention.factuality == Factuality::Attempted && other.mention.factuality == Factuality::Happened
    };
    let (attempt, deed) = match (attempts(a, b), attempts(b, a)) {
        (true, _) => (a, b),
        (_, true) => (b, a),
        _ => return false,
    };
    // A noun without anybody, "their attack", may be the attempt itself or another.
    let tells = !deed.recipients.is_empty() || !deed.noun;
    let lethal = a.mention.kind == EventType::Assault && !attempt.recipients.is_empty() && tells;
    let same_side = matches!(side(cast, &a.sources, &b.sources), Side::Shared | Side::Akin);
    let unnamed = |(member, _): &(usize, Span)| matches!(cast.members[*member].key, Key::Described(_));
    let places = a.place.zip(b.place).is_none_or(|((one, _), (other, _))| atlas.agree(one, other));
    lethal
        && !days_differ(a, b)
        && same_side
        && deed.recipients.iter().all(unnamed)
        && deed.said_in.is_none()
        && attempt.said_in.is_none()
        && places
        && a.sentence.abs_diff(b.sentence) <= NEAR
}

/// Whether two mentions cannot be of one event: they tell of different days, or it is done to others.
fn apart(cast: &Cast, atlas: &Atlas, a: &Telling, b: &Telling, spots: &[usize]) -> bool {
    let crossed = shared(&a.sources, &b.recipients) || shared(&a.recipients, &b.sources);
    // What is done together is told now of one party, now of the other.
    let mutual = matches!(a.mention.kind, EventType::Agree | EventType::Consult | EventType::Cooperate)
        && !(promises(a) || promises(b));
    let apart = others(cast, &a.sources, &b.sources) && !sends(cast, a, b);
    let (one, other) = struck(cast, atlas, a, b, spots);
    let parties = others(cast, &one, &other) || !mutual && apart;
    // "police arrested two after soldiers had arrested six": in one sentence two subjects do two things.
    let subject = |telling: &Telling| cast.reading.analysis.child(telling.mention.head, "nsubj").is_some();
    let two = a.sentence == b.sentence && !mutual && subject(a) && subject(b);
    let doers = two && side(cast, &a.sources, &b.sources) == Side::Apart;
    days_differ(a, b)
        || follows(cast, a, b)
        || (parties || doers) && !crossed
        || a.over_years != b.over_years && (day(a) || day(b))
}

/// Whether a mention tells of one side's promise.
fn promises(telling: &Telling) -> bool {
    matches!(telling.lemma.as_str(), "pledge" | "promise" | "vow" | "offer" | "commit")
}

/// Whether a mention tells on which day.
fn day(telling: &Telling) -> bool {
    telling.date.is_some_and(|(when, _)| when.is_some_and(|when| when.day().is_some()))
}

/// Those at whom two deeds are aimed. "Shelled Kharkiv", "its strike in Qatar": a town or country that is struck stands for
/// those in it; `spots` are the places that either tells, or another mention of the same event.
fn struck(cast: &Cast, atlas: &Atlas, a: &Telling, b: &Telling, spots: &[usize]) -> (Recipients, Recipients) {
    let hit = |telling: &Telling| {
        let town = telling.place.map(|(_, span)| span);
        let aimed = |&(member, span): &(usize, Span)| {
            let country = match &cast.members[member].key {
                Key::Country(iso3) => spots.iter().any(|&spot| atlas.lies_in(spot, iso3)),
                _ => false,
            };
            Some(span) != town && !(country && a.mention.kind == EventType::Assault)
        };
        telling.recipients.iter().copied().filter(aimed).collect()
    };
    (hit(a), hit(b))
}

/// Members with the words for them.
type Recipients = Vec<(usize, Span)>;

/// Whether the one tells of who sends forces or takes them back, the other of those forces: "the UN will send 300 troops",
/// "the troops will be deployed".
fn sends(cast: &Cast, a: &Telling, b: &Telling) -> bool {
    let forces = |telling: &Telling| {
        let force = |&(member, _): &(usize, Span)| {
            let member = &cast.members[member];
            matches!(member.key, Key::Described(_)) && member.hint.sector == Some(Sector::Mil)
        };
        !telling.sources.is_empty() && telling.sources.iter().all(force)
    };
    matches!(a.mention.kind, EventType::Mobilize | EventType::Retreat) && forces(a) != forces(b)
}

/// Whether two mentions tell of different days.
fn days_differ(a: &Telling, b: &Telling) -> bool {
    matches!((&a.date, &b.date), (Some((Some(one), _)), Some((Some(other), _))) if !one.agrees(*other))
}

/// Whether both name parties, each by name or by number, and none of the one can be one of the other.
fn others(cast: &Cast, a: &[(usize, Span)], b: &[(usize, Span)]) -> bool {
    let told = |(member, _): &(usize, Span)| {
        let member = &cast.members[*member];
        !matches!(member.key, Key::Described(_)) || member.said.iter().any(|(said, _)| said.number.is_some())
    };
    side(cast, a, b) == Side::Apart && a.iter().all(told) && b.iter().all(told)
}

/// How sure it is, from 0 to 1, that two mentions of one type tell of one event.
fn likeness(cast: &Cast, atlas: &Atlas, a: &Telling, b: &Telling, between: usize, spots: &[usize]) -> f64 {
    let signs = signs(cast, atlas, a, b, between, spots);
    let weighed: f64 = signs.iter().zip(WEIGHTS).map(|(sign, (_, weight))| sign * weight).sum();
    let sum = weighed + BY_TYPE[a.mention.kind as usize];
    1.0 / (1.0 + (-sum).exp())
}

/// What speaks for and against one event, in the order of [`WEIGHTS`]; `a` stands before `b`.
fn signs(
    cast: &Cast,
    atlas: &Atlas,
    a: &Telling,
    b: &Telling,
    between: usize,
    spots: &[usize],
) -> [f64; WEIGHTS.len()] {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let distance = b.sentence.abs_diff(a.sentence);
    let sources = if sends(cast, a, b) { Side::Open } else { side(cast, &a.sources, &b.sources) };
    let (one, other) = struck(cast, atlas, a, b, spots);
    let recipients = if shared(&a.recipients, &b.recipients) { Side::Shared } else { side(cast, &one, &other) };
    let crossed = shared(&a.sources, &b.recipients) || shared(&a.recipients, &b.sources);
    let places = a.place.zip(b.place);
    let dates = a.date.and_then(|(when, _)| when).zip(b.date.and_then(|(when, _)| when));
    let modes = a.mention.mode.as_ref().zip(b.mention.mode.as_ref());
    let paragraph = |telling: &Telling| cast.reading.paragraph_of(telling.mention.head);
    [
        1.0,
        flag(a.lemma == b.lemma),
        flag(a.lemma != b.lemma && akin_words(&a.lemma, &b.lemma)),
        flag(distance == 0),
        (distance as f64).ln_1p(),
        flag(a.sentence == 0),
        flag(a.sentence == 1),
        flag(paragraph(a) == paragraph(b)),
        flag(sources == Side::Shared),
        flag(sources == Side::Akin),
        flag(sources == Side::Apart),
        flag(sources == Side::Open),
        flag(recipients == Side::Shared),
        flag(recipients == Side::Akin),
        flag(recipients == Side::Apart),
        flag(recipients == Side::Open),
        flag(crossed),
        flag(places.is_some_and(|((one, _), (other, _))| one == other)),
        flag(places.is_some_and(|((one, _), (other, _))| !atlas.agree(one, other))),
        flag(dates.is_some_and(|(one, other)| one == other)),
        flag(modes.is_some_and(|(one, other)| one == other)),
        flag(modes.is_some_and(|(one, other)| {
            one != other && !AIMS.contains(&one.as_str()) && !AIMS.contains(&other.as_str())
        })),
        flag(a.mention.factuality != b.mention.factuality && !tried_and_done(a, b, sources, recipients)),
        flag(b.definite),
        flag(b.noun && !b.definite),
        flag(a.noun),
        flag(a.said_in.is_some() && a.said_in == b.said_in),
        flag(a.said_in.is_some() != b.said_in.is_some()),
        flag(figures_differ(&a.mention.figures, &b.mention.figures)),
        flag(b.sources.is_empty() && b.recipients.is_empty()),
        (between as f64).ln_1p(),
    ]
}

/// How one side of two events compares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Somebody is on both.
    Shared,
    /// Somebody on one may be somebody on the other under another name.
    Akin,
    /// Both name parties, all of them others.
    Apart,
    /// One names nobody.
    Open,
    /// Neither names anybody.
    Silent,
}

fn side(cast: &Cast, a: &[(usize, Span)], b: &[(usize, Span)]) -> Side {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() && b.is_empty() { Side::Silent } else { Side::Open };
    }
    if shared(a, b) {
        return Side::Shared;
    }
    let akin = a.iter().any(|(one, _)| b.iter().any(|(other, _)| akin(cast, *one, *other)));
    if akin { Side::Akin } else { Side::Apart }
}

fn shared(a: &[(usize, Span)], b: &[(usize, Span)]) -> bool {
    a.iter().any(|(one, _)| b.iter().any(|(other, _)| one == other))
}

/// Whether two members may be one party under two names: a state and its forces or ministers, a crowd counted twice.
fn akin(cast: &Cast, a: usize, b: usize) -> bool {
    let (one, other) = (&cast.members[a], &cast.members[b]);
    let country = |member: &Member| member.hint.country.clone();
    let same_country = country(one).is_some() && country(one) == country(other);
    let state = |member: &Member| matches!(member.key, Key::Country(_));
    let unnamed = |member: &Member| matches!(member.key, Key::Described(_));
    if state(one) || state(other) {
        return same_country;
    }
    let number = |member: &Member| member.said.iter().find_map(|(d, _)| Some(cast.reading.number(d.number?)));
    let numbers = number(one).zip(number(other)).is_none_or(|(a, b)| a == b);
    let countries = same_country || country(one).is_none() || country(other).is_none();
    unnamed(one) && unnamed(other) && one.plural == other.plural && numbers && countries
}

/// Whether one is an attempt and the other the deed by which the same side made it: "tried to assassinate", "its strike".
fn tried_and_done(a: &Telling, b: &Telling, sources: Side, recipients: Side) -> bool {
    let pair = [a.mention.factuality, b.mention.factuality];
    let tried = pair.contains(&Factuality::Attempted) && pair.contains(&Factuality::Happened);
    // "its strike" names the deed without saying that it reached its aim.
    let names_it = b.definite && recipients == Side::Open && b.mention.factuality == Factuality::Happened;
    tried && (sources == Side::Shared && recipients == Side::Shared || names_it && sources != Side::Apart)
}

/// Whether two words begin alike: "bomb" and "bombing", "protest" and "protester".
fn akin_words(a: &str, b: &str) -> bool {
    let alike = a.chars().zip(b.chars()).take_while(|(one, other)| one == other).count();
    alike >= 4 || alike >= 3 && (a.chars().count() == 3 || b.chars().count() == 3)
}

/// Whether both count the same thing and the counts exclude each other.
fn figures_differ(a: &[FigureMention], b: &[FigureMention]) -> bool {
    let apart = |one: &FigureMention, other: &FigureMention| {
        let over = |low: Option<u64>, high: Option<u64>| matches!((low, high), (Some(low), Some(high)) if low > high);
        one.kind == other.kind && (over(one.low, other.high) || over(other.low, one.high))
    };
    a.iter().any(|one| b.iter().any(|other| apart(one, other)))
}
