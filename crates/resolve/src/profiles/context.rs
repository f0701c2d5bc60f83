//! The country of those whom nothing of their own gives one: the scene, the country that acts, the one that the report is about.

use record::{ActorKind, Doubt, Sector, Upos};

use super::{Profile, doubt, spans};
use crate::{
    cast::{Cast, Key, Member},
    naming::only_backs,
    nominals::country_spoken_of,
};

/// A main country must take up so much of a report's country words to stand for what has no country of its own.
const DOMINANT: f64 = 0.45;

/// Persons and things of an unknown sort come from abroad more often.
const CLEAR: f64 = 0.5;

/// And those whom a name alone tells of, who may be from anywhere.
const ALONE: f64 = 0.7;

/// What has no country of its own has the report's, where one country clearly dominates; that is a doubt.
pub(super) fn from_context(cast: &Cast, member: &Member, profile: &mut Profile, id: &str, doubts: &mut Vec<Doubt>) {
    let kind = profile.kind.unwrap_or(if member.person { ActorKind::Person } else { ActorKind::Other });
    if kind == ActorKind::Ngo && member.plural && matches!(member.key, Key::Described(_)) {
        // "human rights groups" of no country are many countries'.
        profile.country = Some("INT".to_owned());
    }
    if matches!(kind, ActorKind::Igo | ActorKind::Outlet | ActorKind::Ngo) {
        return;
    }
    let Some(first) = member.mentions.keys().next() else { return };
    if of_several_countries(cast, *first) {
        return;
    }
    let loose = matches!(kind, ActorKind::Other | ActorKind::Person);
    let least = match (loose && !member.names.is_empty(), loose) {
        (true, _) => ALONE,
        (_, true) => CLEAR,
        _ => DOMINANT,
    };
    let main = cast.reading.main_country().filter(|(_, share)| *share >= least).map(|(country, _)| country.to_owned());
    let local = matches!(kind, ActorKind::Organ | ActorKind::Crowd | ActorKind::Unnamed | ActorKind::ArmedGroup);
    let organ = kind == ActorKind::Organ && !member.names.is_empty();
    let ministry = organ && profile.sector == Some(Sector::Gov);
    let here = if organ { served_beside(cast, *first) } else { None };
    let here = here.or_else(|| if ministry { acting_before(cast, *first) } else { None });
    let sentence = cast.reading.analysis.sentence_of(*first);
    // "In Germany, director Klaus Brandt criticised the French plan": he need not be of the country that the report is about.
    let elsewhere = |country: &String| scene(cast, sentence).is_some_and(|scene| scene != *country);
    let main = main.filter(|country| !(loose && elsewhere(country)));
    let here = here.or_else(|| if local { scene(cast, sentence) } else { None });
    let here = here.or_else(|| if kind == ActorKind::Crowd { dealt_with(cast, *first) } else { None });
    // "Farmers marched into Warsaw. Some clashed with police": where the sentence before is set, this one is too.
    let paragraph = cast.reading.paragraph_of(*first);
    let with_it = |at: &usize| cast.reading.analysis.sentences[*at].paragraph == paragraph;
    let before = || (sentence.saturating_sub(NEAR)..sentence).rev().filter(with_it).find_map(|at| scene(cast, at));
    let spoken_of = || before().or_else(|| country_spoken_of(cast, *first));
    let country = here.or(main).or_else(|| local.then(spoken_of).flatten());
    if let Some(country) = country {
        profile.country = Some(country);
        doubts.push(doubt(id, "country", "taken from the country that the report is about", spans(cast, member)));
    }
}

/// Whether words count those who each lead or serve a country of their own: "the two presidents", "ministers from five countries".
fn of_several_countries(cast: &Cast, head: usize) -> bool {
    let analysis = cast.reading.analysis;
    let word = |at: usize| &analysis.tokens[at];
    let plural = |at: usize| word(at).feat("Number") == Some("Plur");
    let leads = matches!(
        word(head).lemma.as_str(),
        "president" | "leader" | "premier" | "minister" | "king" | "monarch" | "side"
    );
    let counts = |child: usize| word(child).is("nummod") || word(child).lemma == "both";
    let lands = |child: usize| plural(child) && matches!(word(child).lemma.as_str(), "country" | "nation" | "state");
    plural(head)
        && analysis.children(head).any(|child| leads && counts(child) || word(child).is("nmod") && lands(child))
}

/// The country of whoever deals with a body at home: "Bush asked Congress", "Merkel told the Bundestag".
fn served_beside(cast: &Cast, token: usize) -> Option<String> {
    let analysis = cast.reading.analysis;
    let carrier = cast.reading.name_of(token).map_or(token, |name| cast.reading.head_of_name(name));
    let verb = analysis.tokens[carrier].head.filter(|_| {
        let word = &analysis.tokens[carrier];
        word.is("obj") || word.is("iobj") || word.is("obl")
    })?;
    let subject = analysis.child(verb, "nsubj")?;
    cast.members_at(subject).iter().find_map(|&member| {
        let member = &cast.members[member];
        let known = member.known.first().map(|entity| entity.country.to_string());
        let holder = matches!(member.key, Key::Person(_)) && (known.is_some() || !member.said.is_empty());
        known.or(member.hint.country.clone()).filter(|country| holder && country.len() == 3 && country != "UNK")
    })
}

/// The country to which something is done in the clause above: "gave Chad money for refugees", "struck Mali, killing herders".
fn dealt_with(cast: &Cast, token: usize) -> Option<String> {
    let analysis = cast.reading.analysis;
    let verbs = analysis.above(token).take(3).filter(|&above| analysis.tokens[above].upos == Upos::Verb);
    let suffers = |verb: usize| ["iobj", "obj"].into_iter().find_map(|side| analysis.child(verb, side));
    let country = verbs.into_iter().find_map(|verb| cast.reading.country_of_word(suffers(verb)?));
    country.map(|country| country.iso3.to_string())
}

/// The country that acts in a sentence before a token: "China has imposed sanctions, the Foreign Ministry said".
fn acting_before(cast: &Cast, token: usize) -> Option<String> {
    let analysis = cast.reading.analysis;
    let start = analysis.sentences.get(analysis.sentence_of(token))?.tokens.start;
    let acts = |at: &usize| analysis.tokens[*at].is("nsubj");
    (start..token).rev().filter(acts).find_map(|at| cast.reading.country_at(at)).map(str::to_owned)
}

/// So many sentences back it may be told where one is set.
const NEAR: usize = 2;

/// The one country in which a sentence is set: "in Iraq", "in Basra".
fn scene(cast: &Cast, sentence: usize) -> Option<String> {
    let reading = cast.reading;
    let sentence = reading.analysis.sentences.get(sentence)?.tokens;
    // "in northern Iraq", "near the town of Basra".
    let within = |token: &usize| {
        let word = reading.lower(*token);
        let sort =
            matches!(word.as_str(), "of" | "city" | "town" | "village" | "province" | "region" | "district" | "port");
        sort || matches!(reading.analysis.tokens[*token].upos, Upos::Adj | Upos::Det)
    };
    let set = |token: &usize| {
        let before = (sentence.start..*token).rev().take(5).find(|at| !within(at)).map(|before| reading.lower(before));
        matches!(
            before.as_deref(),
            Some("in" | "at" | "near" | "across" | "outside" | "inside" | "into" | "through" | "throughout")
        )
    };
    let mut countries: Vec<&str> = sentence
        .tokens()
        .filter(|&token| set(&token) && !only_backs(reading, token))
        .filter_map(|token| reading.country_at(token))
        .collect();
    countries.dedup();
    if let [country] = countries[..] { Some(country.to_owned()) } else { None }
}
