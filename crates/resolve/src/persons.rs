//! Persons by name: "Marco Rubio", later "Rubio".

use record::{Doubt, NameKind};

use crate::{
    cast::{Cast, Gender, Key},
    naming::around_name,
    reading::{Reading, folded},
};

/// A person's name in the text.
struct Spelled {
    name: usize,
    /// Its parts, folded, titles and honorifics left out.
    parts: Vec<String>,
}

/// Enlists every person who is named.
pub(crate) fn enlist(cast: &mut Cast) {
    let reading = cast.reading;
    let spelled: Vec<Spelled> = (0..reading.analysis.names.len())
        .filter(|&name| reading.analysis.names[name].kind == NameKind::Person)
        .map(|name| Spelled { name, parts: parts(reading, name) })
        .filter(|spelled| !spelled.parts.is_empty())
        .collect();
    let fulls = fullest(&spelled);
    for Spelled { name, parts } in &spelled {
        let fits: Vec<usize> = candidates(&fulls, parts);
        let full = match fits[..] {
            [] => parts.join(" "),
            [only] => fulls[only].join(" "),
            _ => nearest(cast, &spelled, &fulls, &fits, *name),
        };
        let member = cast.enlist(Key::Person(full), true, false);
        cast.name_is(*name, member);
        let around = around_name(reading, *name);
        let member = &mut cast.members[member];
        let told = around.iter().find_map(|(description, _)| gender_of(&description.noun));
        member.gender = member.gender.or_else(|| gender_before(reading, *name)).or(told);
        let country = around.iter().find_map(|(description, _)| description.country.clone());
        member.hint.country = member.hint.country.take().or(country);
        member.said.extend(around);
    }
}

/// Names of two or more parts, each in its fullest form, in the order of the text.
fn fullest(spelled: &[Spelled]) -> Vec<Vec<String>> {
    let mut fulls: Vec<Vec<String>> = Vec::new();
    for Spelled { parts, .. } in spelled.iter().filter(|spelled| spelled.parts.len() > 1) {
        match fulls.iter_mut().find(|full| one_person(full, parts)) {
            Some(full) if full.len() < parts.len() => full.clone_from(parts),
            Some(_) => {}
            None => fulls.push(parts.clone()),
        }
    }
    fulls
}

/// Whether two full names are one person's: the shorter is in the longer, in order, and both end alike.
fn one_person(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    let fits = |short: &str, long: &str| short == long || initial(short, long) || initial(long, short);
    let mut rest = long.iter();
    let inside = short.iter().all(|part| rest.any(|other| fits(part, other)));
    inside && short.last() == long.last()
}

/// The full names that a name can be short for. A surname comes before a given name.
fn candidates(fulls: &[Vec<String>], parts: &[String]) -> Vec<usize> {
    let of = |fits: &dyn Fn(&Vec<String>) -> bool| -> Vec<usize> {
        (0..fulls.len()).filter(|&at| fits(&fulls[at])).collect()
    };
    if let [part] = parts {
        let by_surname = of(&|full| full.last() == Some(part));
        if !by_surname.is_empty() {
            return by_surname;
        }
        return of(&|full| full.contains(part));
    }
    of(&|full| one_person(full, parts))
}

/// The full name among `fits` that was written last before `name`, else first.
fn nearest(cast: &mut Cast, spelled: &[Spelled], fulls: &[Vec<String>], fits: &[usize], name: usize) -> String {
    let analysis = cast.reading.analysis;
    let span = analysis.span(analysis.names[name].tokens);
    cast.doubts.push(Doubt {
        at: "actors".to_owned(),
        reason: "several persons of one name".to_owned(),
        span: Some(span),
    });
    let full_of = |spelled: &Spelled| fits.iter().find(|&&full| one_person(&fulls[full], &spelled.parts));
    let long = spelled.iter().filter(|spelled| spelled.parts.len() > 1);
    let before = long.clone().rev().filter(|spelled| spelled.name < name).find_map(full_of);
    let full = before.or_else(|| long.clone().find_map(full_of)).unwrap_or(&fits[0]);
    fulls[*full].join(" ")
}

/// The parts of a person's name, folded; titles and honorifics that were taken into it left out.
fn parts(reading: &Reading, name: usize) -> Vec<String> {
    let words = folded(reading.analysis.words(reading.analysis.names[name].tokens));
    let mut parts: Vec<&str> = words.split(' ').filter(|part| !part.is_empty()).collect();
    while parts.len() > 1 && (honorific(parts[0]).is_some() || reading.knowledge.title(parts[0]).is_some()) {
        parts.remove(0);
    }
    if parts.len() > 1 && matches!(parts.last(), Some(&("s" | "jr" | "sr"))) {
        parts.pop();
    }
    parts.into_iter().map(str::to_owned).collect()
}

/// Whether a word is a form of address, and what it tells.
fn honorific(word: &str) -> Option<Option<Gender>> {
    match word.trim_end_matches('.') {
        "mr" | "sir" | "lord" | "monsieur" | "herr" | "señor" | "father" | "brother" => Some(Some(Gender::Male)),
        "mrs" | "ms" | "miss" | "madame" | "lady" | "dame" | "sister" => Some(Some(Gender::Female)),
        "dr" | "prof" | "professor" | "rev" | "reverend" => Some(None),
        _ => None,
    }
}

/// What the word before a name tells of "he" or "she".
fn gender_before(reading: &Reading, name: usize) -> Option<Gender> {
    let tokens = reading.analysis.names[name].tokens;
    let before = tokens.start.checked_sub(1).map(|before| reading.lower(before));
    let own = reading.lower(tokens.start);
    [Some(own), before].into_iter().flatten().find_map(|word| honorific(&word).flatten().or_else(|| gender_of(&word)))
}

/// "he" or "she" by a noun that says so.
pub(crate) fn gender_of(noun: &str) -> Option<Gender> {
    const MEN: [&str; 12] =
        ["king", "prince", "sultan", "emir", "sheikh", "pope", "man", "father", "son", "brother", "husband", "boy"];
    const WOMEN: [&str; 9] = ["queen", "princess", "woman", "mother", "daughter", "sister", "wife", "girl", "widow"];
    let by_ending = |men: &str, women: &str| {
        if noun.ends_with(women) {
            Some(Gender::Female)
        } else if noun.ends_with(men) {
            Some(Gender::Male)
        } else {
            None
        }
    };
    match noun {
        noun if MEN.contains(&noun) => Some(Gender::Male),
        noun if WOMEN.contains(&noun) => Some(Gender::Female),
        noun if noun == "human" || noun == "german" || noun == "roman" => None,
        noun if noun.len() > 5 => by_ending("sman", "woman"),
        _ => None,
    }
}
