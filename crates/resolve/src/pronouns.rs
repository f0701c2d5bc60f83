//! Pronouns: whom "he", "they", "which" and "we" stand for.

use std::collections::BTreeMap;

use record::{Doubt, Upos};

use crate::{
    cast::{Cast, Gender, Key},
    nominals,
    reading::Reading,
};

/// How many sentences back a pronoun may point.
const REACH: usize = 3;

/// Of a chain no more mentions than this are asked, so that time stays linear in the text.
const MOST: usize = 100;

/// What a pronoun asks of the one it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// "I", "we": who speaks.
    Speaker,
    /// "you".
    Addressee,
    /// "he".
    He,
    /// "she".
    She,
    /// "it".
    It,
    /// "they".
    They,
    /// "who", "which".
    Relative,
    /// "some", "many", "one".
    Indefinite,
    /// "this", "nothing": no actor.
    Nobody,
}

impl Pronoun {
    /// What the word is, if a pronoun.
    pub fn of(reading: &Reading, token: usize) -> Option<Self> {
        let upos = reading.analysis.tokens[token].upos;
        let form = reading.lower(token);
        Some(match form.as_str() {
            "i" | "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"
                if upos == Upos::Pron || upos == Upos::Det =>
            {
                Self::Speaker
            }
            "you" | "your" | "yours" | "yourself" => Self::Addressee,
            "he" | "him" | "his" | "himself" => Self::He,
            "she" | "her" | "hers" | "herself" => Self::She,
            "it" | "its" | "itself" => Self::It,
            "they" | "them" | "their" | "theirs" | "themselves" => Self::They,
            "who" | "whom" | "whose" | "which" => Self::Relative,
            "that" if upos == Upos::Pron && reading.analysis.tokens[token].feat("PronType") == Some("Rel") => {
                Self::Relative
            }
            "this" | "that" | "these" | "what" | "there" | "something" | "anything" | "everything" | "nothing"
            | "none" | "nobody" | "whatever"
                if upos == Upos::Pron || upos == Upos::Det =>
            {
                Self::Nobody
            }
            "both" if upos == Upos::Pron || upos == Upos::Det => Self::They,
            _ if upos == Upos::Pron => Self::Indefinite,
            _ => return None,
        })
    }
}

/// Those whom a pronoun of the third person stands for.
pub(crate) fn antecedents(cast: &mut Cast, token: usize, pronoun: Pronoun) -> Vec<usize> {
    match pronoun {
        Pronoun::Nobody => return Vec::new(),
        Pronoun::Relative => return relative(cast, token),
        Pronoun::Indefinite => return nominals::members(cast, token),
        _ => {}
    }
    let found = both_sides(cast, token)
        .or_else(|| in_parallel(cast, token, pronoun))
        .or_else(|| speaking_on(cast, token, pronoun))
        .or_else(|| by_chain(cast, token, pronoun))
        .unwrap_or_else(|| by_salience(cast, token, pronoun));
    let gender = match pronoun {
        Pronoun::He => Some(Gender::Male),
        Pronoun::She => Some(Gender::Female),
        _ => None,
    };
    if let ([member], Some(gender)) = (&found[..], gender) {
        cast.members[*member].gender.get_or_insert(gender);
    }
    found
}

/// Those who say "I" and "we" in a quotation, and the one who is told "you".
pub(crate) fn in_quotation(cast: &mut Cast, token: usize) -> Vec<usize> {
    let speaker = cast.reading.statement_around(token).and_then(|statement| cast.speaker_of(statement));
    match Pronoun::of(cast.reading, token) {
        Some(Pronoun::Speaker) => speaker.map(|speaker| cast.members_at(speaker).to_vec()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// "Qatar, which ...": the noun that the clause hangs on.
fn relative(cast: &mut Cast, token: usize) -> Vec<usize> {
    let analysis = cast.reading.analysis;
    let clause =
        std::iter::once(token).chain(analysis.above(token).take(8)).find(|&above| analysis.tokens[above].is("acl"));
    let noun = clause.and_then(|clause| analysis.tokens[clause].head);
    let sentence = analysis.sentences.get(analysis.sentence_of(token)).map_or(token, |sentence| sentence.tokens.start);
    let is_noun = |token: &usize| matches!(analysis.tokens[*token].upos, Upos::Noun | Upos::Propn);
    let noun = noun.or_else(|| (sentence.max(token.saturating_sub(4))..token).rev().find(is_noun));
    let Some(noun) = noun.filter(|&noun| noun != token) else { return Vec::new() };
    let carrier = cast.carrier(&record::Mention { tokens: record::TokenSpan::one(noun), head: noun });
    if !cast.members_at(carrier).is_empty() {
        return cast.members_at(carrier).to_vec();
    }
    match cast.reading.name_of(carrier) {
        Some(name) => cast.member_of_name(name).into_iter().collect(),
        None if matches!(analysis.tokens[carrier].upos, Upos::Noun | Upos::Propn) => nominals::members(cast, carrier),
        None => Vec::new(),
    }
}

/// "Talks between them": the several who were named together last.
fn both_sides(cast: &Cast, token: usize) -> Option<Vec<usize>> {
    let analysis = cast.reading.analysis;
    let between = |child: usize| analysis.tokens[child].is("case") && cast.reading.lower(child) == "between";
    if !analysis.children(token).any(between) {
        return None;
    }
    let here = analysis.sentence_of(token);
    let near = cast.points.iter().rev().take_while(|point| point.sentence + REACH >= here);
    let together = near.map(|point| with_conjuncts(cast, point.token, &point.members, Pronoun::They));
    together.into_iter().find(|members| members.len() > 1)
}

/// "The army crossed the river. It shelled a town.": a body that opens a sentence as its subject, as it did the last one.
fn in_parallel(cast: &Cast, token: usize, pronoun: Pronoun) -> Option<Vec<usize>> {
    let analysis = cast.reading.analysis;
    let here = analysis.sentence_of(token);
    let opens = analysis.sentences.get(here).is_some_and(|sentence| sentence.tokens.start == token);
    if pronoun != Pronoun::It || !opens || !analysis.tokens[token].is("nsubj") || here == 0 {
        return None;
    }
    let main = |point: &&crate::cast::Point| {
        let verb = analysis.tokens[point.token].head;
        point.subject && verb.is_some_and(|verb| analysis.tokens[verb].head.is_none())
    };
    let before = cast.points.iter().filter(|point| point.sentence + 1 == here).find(main)?;
    may_be(cast, &before.members, pronoun).then(|| before.members.clone())
}

/// "Peru will wait," he said: who spoke or did something last in the report's own voice, not whom somebody's words name.
fn speaking_on(cast: &Cast, token: usize, pronoun: Pronoun) -> Option<Vec<usize>> {
    let reading = cast.reading;
    if !cast.speaks(token)
        || !matches!(pronoun, Pronoun::He | Pronoun::She)
        || reading.statement_around(token).is_some()
    {
        return None;
    }
    let here = reading.analysis.sentence_of(token);
    let near = cast.points.iter().rev().filter(|point| point.token < token);
    let near = near.take_while(|point| point.sentence + REACH > here);
    let told = |point: &&crate::cast::Point| {
        let own = reading.statement_around(point.token).is_none();
        own && (point.speaks || point.subject) && !co_argument(cast, point.token, token)
    };
    let mut last = near.filter(told).filter(|point| may_be(cast, &point.members, pronoun));
    last.next().map(|point| point.members.clone())
}

/// The member that most mentions in the pronoun's chain stand for.
fn by_chain(cast: &Cast, token: usize, pronoun: Pronoun) -> Option<Vec<usize>> {
    let mut counts = BTreeMap::<Vec<usize>, usize>::new();
    let thing = matches!(pronoun, Pronoun::It | Pronoun::They);
    for head in cast.chained(token).take(MOST).filter(|&head| !(thing && is_setting(cast, head))) {
        let members = with_conjuncts(cast, head, cast.members_at(head), pronoun);
        if !members.is_empty() {
            *counts.entry(members).or_default() += 1;
        }
    }
    let (members, _) =
        counts.into_iter().filter(|(members, _)| may_be(cast, members, pronoun)).max_by_key(|(_, n)| *n)?;
    Some(members)
}

/// Whether a pronoun may stand for these members.
fn may_be(cast: &Cast, members: &[usize], pronoun: Pronoun) -> bool {
    let one = if let [member] = members { Some(&cast.members[*member]) } else { None };
    match pronoun {
        Pronoun::He => one.is_some_and(|m| m.person && m.gender != Some(Gender::Female)),
        Pronoun::She => one.is_some_and(|m| m.person && m.gender != Some(Gender::Male)),
        Pronoun::It => one.is_some_and(|m| !m.person && !m.plural),
        Pronoun::They => one.is_none_or(|m| !m.person),
        _ => true,
    }
}

/// The nearest and most prominent mention before the pronoun that it may stand for.
fn by_salience(cast: &mut Cast, token: usize, pronoun: Pronoun) -> Vec<usize> {
    let analysis = cast.reading.analysis;
    let here = analysis.sentence_of(token);
    let around = cast.reading.statement_around(token);
    let speaker = around.and_then(|statement| cast.speaker_of(statement));
    let mut scored: Vec<(f64, Vec<usize>)> = Vec::new();
    for point in cast.points.iter().rev().take_while(|point| point.sentence + REACH >= here) {
        let members = with_conjuncts(cast, point.token, &point.members, pronoun);
        if point.token >= token || !may_be(cast, &members, pronoun) || co_argument(cast, point.token, token) {
            continue;
        }
        let mut score = -(here as f64 - point.sentence as f64) * 1.0 - (token - point.token) as f64 * 0.01;
        score += f64::from(u8::from(point.subject)) * 0.7 + f64::from(u8::from(point.speaks)) * 0.5;
        score -= if is_setting(cast, point.token) { 0.6 } else { 0.0 };
        let named = point.members.iter().any(|&member| !cast.members[member].names.is_empty());
        score += if named { 0.3 } else { 0.0 };
        if pronoun == Pronoun::They {
            score += if point.plural || members.len() > 1 { 0.8 } else { 0.0 };
            score -= if members.iter().any(|&m| matches!(cast.members[m].key, Key::Country(_))) { 0.5 } else { 0.0 };
        }
        // In his own words a speaker is "I"; told by the report he is "he".
        if speaker == Some(point.token) {
            score += 0.5;
        }
        if around != cast.reading.statement_around(point.token) {
            score -= 0.2;
        }
        match scored.iter_mut().find(|(_, known)| *known == members) {
            Some(known) => known.0 = known.0.max(score) + 0.1,
            None => scored.push((score, members)),
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let Some((best, members)) = scored.first().cloned() else { return Vec::new() };
    if scored.get(1).is_some_and(|(second, _)| best - second < 0.25) {
        let span = Some(analysis.tokens[token].span);
        cast.doubts.push(Doubt { at: "actors".to_owned(), reason: "a pronoun with two candidates".to_owned(), span });
    }
    members
}

/// All whom a pronoun may stand for by the mentions before it, the latest first.
pub(crate) fn others_near(cast: &Cast, token: usize, pronoun: Pronoun) -> Vec<usize> {
    let here = cast.reading.analysis.sentence_of(token);
    let before = cast.points.iter().rev().filter(|point| point.token < token && point.sentence + REACH >= here);
    let mut found = Vec::new();
    for point in before.filter(|point| may_be(cast, &point.members, pronoun) && !co_argument(cast, point.token, token))
    {
        if let [member] = point.members[..]
            && !found.contains(&member)
        {
            found.push(member);
        }
    }
    found
}

/// Whether a word is a place that something happens in: "in Nairobi", "the camp near Juba".
fn is_setting(cast: &Cast, head: usize) -> bool {
    let reading = cast.reading;
    let Some(word) = reading.analysis.tokens.get(head) else { return false };
    let set = |child: usize| {
        let case = matches!(reading.lower(child).as_str(), "in" | "at" | "near" | "on" | "across" | "outside" | "into");
        case && reading.analysis.tokens[child].is("case")
    };
    (word.is("obl") || word.is("nmod")) && reading.analysis.children(head).any(set)
}

/// For "they": a mention together with those it is joined to by "and".
fn with_conjuncts(cast: &Cast, head: usize, members: &[usize], pronoun: Pronoun) -> Vec<usize> {
    let mut all = members.to_vec();
    if pronoun == Pronoun::They {
        for child in
            cast.reading.analysis.children(head).filter(|&child| cast.reading.analysis.tokens[child].is("conj"))
        {
            all.extend(cast.members_at(child).iter().filter(|member| !members.contains(member)));
        }
    }
    all
}

/// Whether two words depend on one verb: "he hit him" has two people.
fn co_argument(cast: &Cast, a: usize, b: usize) -> bool {
    let tokens = &cast.reading.analysis.tokens;
    let argument = |token: usize| {
        let word = &tokens[token];
        word.is("nsubj") || word.is("obj") || word.is("iobj") || word.is("obl")
    };
    let possessive = tokens[b].is("nmod") || tokens[b].is("det");
    !possessive && tokens[a].head.is_some() && tokens[a].head == tokens[b].head && argument(a) && argument(b)
}
