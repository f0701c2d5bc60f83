//! Several told by one noun: "the two countries", "both sides", "British and Polish governments".

use knowledge::CountryWord;

use crate::{
    cast::{Cast, Key},
    naming::{Article, Description},
    nominals::REACH,
    reading::Reading,
};

/// "the two countries", "both sides": the last two of a sort that are named together, else the last two.
pub(crate) fn pair(cast: &Cast, description: &Description) -> Option<Vec<usize>> {
    if !description.plural {
        return None;
    }
    let two = description.number.is_some_and(|token| cast.reading.number(token) == "2");
    let both = description.head > 0 && cast.reading.lower(description.head.saturating_sub(1)) == "both";
    if !(both || two && description.article == Article::Definite) {
        return None;
    }
    let fits = |member: usize| {
        let found = &cast.members[member];
        match description.noun.as_str() {
            "country" | "nation" | "state" | "government" => matches!(found.key, Key::Country(_)),
            "leader" | "man" | "minister" | "president" | "politician" => found.person && !found.names.is_empty(),
            "side" | "party" | "group" => matches!(found.key, Key::Country(_) | Key::Body(_)),
            _ => false,
        }
    };
    let analysis = cast.reading.analysis;
    let here = analysis.sentence_of(description.head);
    let near = || cast.points.iter().rev().take_while(|point| point.sentence + REACH >= here);
    // "Armenia and Azerbaijan will meet, Georgia said": who is named together before who is named apart.
    let fitting = |members: &[usize]| members.iter().copied().find(|&member| fits(member));
    let together = near().find_map(|point| {
        let first = analysis.tokens[point.token].head.filter(|_| analysis.tokens[point.token].is("conj"))?;
        let pair = [fitting(cast.members_at(first))?, fitting(&point.members)?];
        (pair[0] != pair[1]).then_some(pair)
    });
    if let Some(pair) = together {
        return Some(pair.to_vec());
    }
    let mut found = Vec::new();
    for point in near() {
        for &member in &point.members {
            if fits(member) && !found.contains(&member) && found.len() < 2 {
                found.push(member);
            }
        }
    }
    found.reverse();
    (found.len() == 2).then_some(found)
}

/// The countries that share a noun, "British and Polish governments", and where the first of them stands: each has its own.
pub(crate) fn nations(reading: &Reading, description: &Description) -> (usize, Vec<String>) {
    let head = description.head;
    let describes = |token: usize| {
        let labels = ["amod", "compound", "conj", "nmod", "flat"];
        labels.iter().any(|label| reading.analysis.tokens[token].is(label))
    };
    let country =
        |token: usize| reading.country_of_word(token).filter(|_| describes(token)).map(|c| c.iso3.to_string());
    let mut first = description.words.map_or(head, |words| words.start);
    // "the Russian and Chinese president" would be one with two offices.
    if !(description.plural || description.group.is_some_and(|group| !group.persons)) {
        return (first, Vec::new());
    }
    while first > 1 && reading.lower(first - 1) == "," && country(first - 2).is_some() {
        first -= 2;
    }
    let mut found: Vec<String> = Vec::new();
    let mut joined = true;
    for token in first..head {
        match country(token) {
            Some(country) if joined && !found.contains(&country) => found.push(country),
            Some(_) => {}
            None if !found.is_empty() => joined = matches!(reading.lower(token).as_str(), "and" | ","),
            None => {}
        }
    }
    if found.len() < 2 && description.plural {
        found = listed_behind(reading, head);
    }
    (first, found)
}

/// The countries listed right behind a noun: "troops from Armenia and Azerbaijan".
fn listed_behind(reading: &Reading, head: usize) -> Vec<String> {
    let end = reading.analysis.sentences.get(reading.analysis.sentence_of(head)).map_or(head, |s| s.tokens.end);
    let mut found: Vec<String> = Vec::new();
    if head + 2 >= end || !matches!(reading.lower(head + 1).as_str(), "of" | "from") {
        return found;
    }
    let mut joined = true;
    let mut at = head + 2;
    while at < end {
        let country = reading.name_of(at).and_then(|name| Some((name, reading.country_of_name(name)?)));
        match country {
            Some((name, country)) if joined && country.how == CountryWord::Name => {
                found.push(country.iso3.to_string());
                (joined, at) = (false, reading.analysis.names[name].tokens.end.max(at + 1));
            }
            _ if matches!(reading.lower(at).as_str(), "and" | "," | "both" | "the") => {
                joined |= reading.lower(at) != "the";
                at += 1;
            }
            _ => break,
        }
    }
    found
}
