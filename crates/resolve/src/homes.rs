//! Which country an office holder serves whose title names none: "Foreign Minister Lie", "the defence minister, Sow".

use record::{Sector, Upos};

use crate::{
    cast::{Cast, Key, Member},
    naming::Description,
    reading::Reading,
};

/// Gives those named with an office but without a country the one that the words around their first mention tell.
pub(crate) fn find(cast: &mut Cast) {
    for at in 0..cast.members.len() {
        let member = &cast.members[at];
        let open = matches!(member.key, Key::Person(_)) && member.hint.country.is_none() && member.known.is_empty();
        let served = member.names.iter().any(|name| serves_body(cast.reading, name.start));
        let Some(office) = office(member).filter(|_| open && !served) else { continue };
        let title = words_of(cast.reading, office);
        // An envoy serves abroad: what is spoken of around him is rather where he is.
        if ["ambassador", "envoy", "consul", "attaché"].iter().any(|word| title.contains(word)) {
            continue;
        }
        let portfolio = portfolio(&title);
        let Some(first) = member.names.iter().map(|name| name.start).min() else { continue };
        let home = portfolio.and_then(|portfolio| ministry_of(cast, &portfolio)).or_else(|| told_before(cast, first));
        cast.members[at].hint.country = home;
    }
}

/// What is said of somebody who holds an office of a state.
fn office<'m>(member: &'m Member) -> Option<&'m Description> {
    let of_state = |description: &&Description| {
        let sector = description.title.as_ref().map(|(_, title)| title.sector);
        let state = matches!(sector, Some(Sector::Gov | Sector::Leg | Sector::Mil | Sector::Jud | Sector::Spy));
        state && description.body.is_none() && description.owner.is_none()
    };
    let told = member.said.iter().map(|(description, _)| description);
    told.clone().all(|description| description.country.is_none()).then(|| told.clone().find(of_state))?
}

/// Whether an acronym stands before a name with its office, as in "AU trade and industry commissioner Moyo": then it is
/// that body's and no country's.
fn serves_body(reading: &Reading, name: usize) -> bool {
    let joins = |token: &usize| {
        matches!(reading.analysis.tokens[*token].upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj)
    };
    let acronym = |token: usize| {
        let form = reading.analysis.form(token);
        let capitals = form.len() > 1 && form.chars().all(|c| c.is_uppercase() || c == '.');
        capitals && reading.knowledge.title(&form.to_lowercase()).is_none()
    };
    let sentence = reading.analysis.sentences.get(reading.analysis.sentence_of(name)).map_or(0, |s| s.tokens.start);
    (sentence.max(name.saturating_sub(8))..name).rev().take_while(joins).any(acronym)
}

fn words_of(reading: &Reading, description: &Description) -> String {
    let title = description.title.as_ref().and_then(|(words, _)| *words);
    title.map(|words| reading.analysis.words(words).to_lowercase()).unwrap_or_default()
}

/// What a minister or ministry is for: "defence" of "Defence Minister" and "Ministry of Defense".
fn portfolio(words: &str) -> Option<String> {
    const FRAME: [&str; 8] = ["minister", "ministry", "department", "secretary", "of", "for", "the", "affairs"];
    let lower = words.to_lowercase().replace("defense", "defence");
    let is_body = |word: &str| matches!(word, "minister" | "ministry" | "department" | "secretary");
    if !lower.split_whitespace().any(is_body) {
        return None;
    }
    let rest: Vec<&str> = lower.split_whitespace().filter(|word| !FRAME.contains(word)).collect();
    (!rest.is_empty() && !rest.contains(&"prime")).then(|| rest.join(" "))
}

/// The country whose ministry of this portfolio the report names, where it names one country's only.
fn ministry_of(cast: &Cast, wanted: &str) -> Option<String> {
    let reading = cast.reading;
    let of_body = |member: &&Member| {
        let named = |tokens: &record::TokenSpan| {
            let without = tokens.tokens().filter(|&token| reading.country_of_word(token).is_none());
            let words: Vec<&str> = without.map(|token| reading.analysis.form(token)).collect();
            portfolio(&words.join(" ")).is_some_and(|portfolio| portfolio == wanted)
        };
        matches!(member.key, Key::Body(_)) && member.names.iter().any(named)
    };
    let mut countries: Vec<&String> =
        cast.members.iter().filter(of_body).filter_map(|member| member.hint.country.as_ref()).collect();
    countries.dedup();
    if let [country] = countries[..] { Some(country.clone()) } else { None }
}

/// The country that acts in the sentence of `token` before it, or the one named there last; else in one of the two
/// sentences before in its paragraph. What is quoted tells of others.
fn told_before(cast: &Cast, token: usize) -> Option<String> {
    let reading = cast.reading;
    let own = reading.analysis.sentence_of(token);
    let paragraph = reading.paragraph_of(token);
    for sentence in (own.saturating_sub(2)..=own).rev() {
        let Some(found) = reading.analysis.sentences.get(sentence).filter(|s| s.paragraph == paragraph) else { break };
        let countries = || {
            let tokens = found.tokens.tokens().filter(|&at| at < token && reading.statement_around(at).is_none());
            tokens.filter_map(|at| Some((at, reading.country_at(at)?)))
        };
        let tokens = &reading.analysis.tokens;
        let describes = |at: usize| tokens[at].is("amod") || tokens[at].upos == Upos::Adj;
        // "Iran said", "Iranian troops left", "Iran's army left".
        let acts = |at: usize| {
            tokens[at].is("nsubj") || tokens[at].head.is_some_and(|head| head > at && tokens[head].is("nsubj"))
        };
        let acting = countries().find(|(at, _)| acts(*at));
        if let Some((_, country)) = acting.or_else(|| countries().rfind(|(at, _)| !describes(*at))) {
            return Some(country.to_owned());
        }
    }
    None
}
