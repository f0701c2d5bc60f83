//! Which mentions tell of one and the same event.
//!
//! Mentions of one type are put together where nothing speaks against it (another day, place, party) and enough speaks
//! for it: the same parties, the same word, nearness, a noun that points back.

use crate::{
    cast::{Cast, Key, Member},
    places::Atlas,
    telling::Telling,
};

/// How far back a mention looks for its event, in sentences.
const REACH: usize = 25;

/// How much must speak for two mentions being of one event.
const ENOUGH: f64 = 1.0;

/// Groups of mentions, each of one event; within a group and among groups in the order of the text.
pub(crate) fn merged(cast: &Cast, atlas: &Atlas, tellings: &[Telling]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..tellings.len() {
        let best = groups
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, group)| near(tellings, group, at))
            .filter_map(|(n, group)| Some((n, likeness(cast, atlas, tellings, group, at)?)))
            .fold(None, |best: Option<(usize, f64)>, (n, score)| match best {
                Some((_, known)) if known >= score => best,
                _ => Some((n, score)),
            });
        match best {
            Some((group, score)) if score >= ENOUGH => groups[group].push(at),
            _ => groups.push(vec![at]),
        }
    }
    groups
}

/// Whether a group is within reach of a mention. The title and the opening are in reach of all.
fn near(tellings: &[Telling], group: &[usize], at: usize) -> bool {
    let same_type = tellings[group[0]].mention.kind == tellings[at].mention.kind;
    let last = group.last().map_or(0, |&last| tellings[last].sentence);
    same_type && (tellings[at].sentence <= last + REACH || tellings[group[0]].sentence < 3)
}

/// How much speaks for a mention being of a group's event; `None` where something speaks against it.
fn likeness(cast: &Cast, atlas: &Atlas, tellings: &[Telling], group: &[usize], at: usize) -> Option<f64> {
    let mut best = None::<f64>;
    for &other in group {
        let score = pair_likeness(cast, atlas, &tellings[other], &tellings[at])?;
        best = Some(best.map_or(score, |best| best.max(score)));
    }
    best
}

/// How much speaks for two mentions being of one event.
pub(crate) fn pair_likeness(cast: &Cast, atlas: &Atlas, a: &Telling, b: &Telling) -> Option<f64> {
    if let (Some((Some(one), _)), Some((Some(other), _))) = (&a.date, &b.date)
        && !one.agrees(*other)
    {
        return None;
    }
    if let (Some((one, _)), Some((other, _))) = (a.place, b.place)
        && !atlas.agree(one, other)
    {
        return None;
    }
    let sources = side(cast, &a.sources, &b.sources)?;
    let recipients = side(cast, &a.recipients, &b.recipients)?;
    let mut score = sources + recipients;
    let same_word = a.lemma == b.lemma;
    score += if same_word { 0.8 } else { 0.0 };
    let bare = b.sources.is_empty() && b.recipients.is_empty();
    score += match (b.definite, bare) {
        (true, true) => 1.1,
        (true, false) => 0.4,
        _ => 0.0,
    };
    score += match (&a.mention.mode, &b.mention.mode) {
        (Some(one), Some(other)) if one == other => 0.3,
        (Some(_), Some(_)) => -0.6,
        _ => 0.0,
    };
    let distance = b.sentence.abs_diff(a.sentence) as f64;
    score -= if a.sentence == 0 { 0.0 } else { (distance - 1.0).max(0.0) * 0.06 };
    score -= if a.sentence == b.sentence { 0.2 } else { 0.0 };
    score -= if a.mention.factuality != b.mention.factuality && !bare { 0.4 } else { 0.0 };
    Some(score)
}

/// How well one side of two events agrees: `None` where both name parties and share none.
fn side(cast: &Cast, a: &[(usize, record::Span)], b: &[(usize, record::Span)]) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return Some(if a.is_empty() && b.is_empty() { 0.1 } else { 0.0 });
    }
    let same = a.iter().any(|(one, _)| b.iter().any(|(other, _)| one == other));
    if same {
        return Some(0.7);
    }
    let akin = a.iter().any(|(one, _)| b.iter().any(|(other, _)| akin(cast, *one, *other)));
    akin.then_some(0.3)
}

/// Whether two members may be one party under two names: a state and its forces, a crowd counted twice.
fn akin(cast: &Cast, a: usize, b: usize) -> bool {
    let (one, other) = (&cast.members[a], &cast.members[b]);
    let country = |member: &Member| member.hint.country.clone();
    let same_country = country(one).is_some() && country(one) == country(other);
    let state = |member: &Member| matches!(member.key, Key::Country(_));
    let unnamed = |member: &Member| matches!(member.key, Key::Described(_));
    if state(one) || state(other) {
        return same_country;
    }
    let number = |member: &Member| member.said.iter().find_map(|(d, _)| Some(cast.reading.lower(d.number?)));
    let numbers = number(one).zip(number(other)).is_none_or(|(a, b)| a == b);
    let countries = same_country || country(one).is_none() || country(other).is_none();
    unnamed(one) && unnamed(other) && one.plural == other.plural && numbers && countries
}
