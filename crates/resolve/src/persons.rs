//! Persons by name: "Marco Rubio", later "Rubio".

use std::collections::BTreeSet;

use knowledge::Entity;
use record::{ActorKind, Doubt, NameKind, TokenSpan, Upos};

use crate::{
    around::{around_name, title_within},
    cast::{Cast, Gender, Key, Member},
    naming::of_body_name,
    profiles,
    pronouns::Pronoun,
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
    let spelled_as = |fits: &dyn Fn(&Spelled) -> bool| -> Vec<Spelled> {
        let all = (0..reading.analysis.names.len()).map(|name| Spelled { name, parts: parts(reading, name) });
        all.filter(|spelled| !spelled.parts.is_empty() && fits(spelled)).collect()
    };
    let known = |spelled: &Spelled| {
        let words = reading.analysis.words(reading.analysis.names[spelled.name].tokens);
        let entities = if spelled.parts.len() > 1 { reading.knowledge.entities(words) } else { Vec::new() };
        !entities.is_empty() && entities.iter().all(|entity| entity.kind == ActorKind::Person)
    };
    let is_person = |spelled: &Spelled| {
        let name = &reading.analysis.names[spelled.name];
        let tagged = name.kind == NameKind::Person && !reading.in_dateline(name.tokens.start);
        tagged && reading.country_of_name(spelled.name).is_none() || known(spelled)
    };
    let tagged = spelled_as(&is_person);
    let by_full_name = fullest(&tagged);
    // A person's name is often taken for a body or a place: one that shares its surname with a person is a person's.
    let spelled = spelled_as(&|spelled| {
        let last = spelled.parts.last();
        let same_surname = || match spelled.parts.len() {
            1 => by_full_name.iter().any(|full| full.last() == last),
            2 | 3 => {
                by_full_name.iter().any(|full| spelled.parts.ends_with(full))
                    || tagged.iter().any(|other| other.parts.len() == 1 && other.parts.last() == last)
                        && of_body_name(reading, reading.analysis.names[spelled.name].tokens).0.is_none()
            }
            _ => by_full_name.iter().any(|full| spelled.parts.ends_with(full)),
        };
        let rules = || spelled.parts.len() == 1 && rules(reading, &spelled.parts[0]);
        is_person(spelled) || reading.country_of_name(spelled.name).is_none() && (same_surname() || rules())
    });
    let fulls = fullest(&spelled);
    for Spelled { name, parts } in &spelled {
        let first = reading.analysis.names[*name].tokens.start;
        let before = first.checked_sub(1).map(|before| reading.lower(before)).unwrap_or_default();
        let crown = |word: &str| matches!(word, "king" | "queen" | "pope" | "emir" | "sultan");
        let fits = candidates(&fulls, parts, crown(&before) || crown(&reading.lower(first)));
        let full = match fits[..] {
            [] => parts.join(" "),
            [only] => fulls[only].join(" "),
            _ => nearest(cast, &spelled, &fulls, &without_kin(cast, &fulls, fits), *name),
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

/// Who bears the name that a noun is told with: "a shopkeeper named Okello", "a charity called Open Door".
pub(crate) fn called(cast: &Cast, head: usize) -> Option<usize> {
    let tokens = &cast.reading.analysis.tokens;
    let children = |at: usize| cast.reading.analysis.children(at);
    let naming = |verb: &usize| {
        tokens[*verb].is("acl") && matches!(cast.reading.lower(*verb).as_str(), "named" | "called" | "identified")
    };
    let names = children(head).filter(naming).flat_map(children);
    // "a prosecutor named by Okello" is another.
    let bears = |&name: &usize| name > head && !children(name).any(|child| tokens[child].is("case"));
    let member = names.filter(bears).find_map(|name| cast.member_at_name(cast.reading.name_of(name)?))?;
    Some(member).filter(|&member| cast.members[member].person || matches!(cast.members[member].key, Key::Body(_)))
}

/// The person whose name the words around `head` are, where the analysis saw no name in them.
pub(crate) fn unnoticed(cast: &mut Cast, head: usize) -> Option<usize> {
    let reading = cast.reading;
    let proper = |token: usize| {
        let word = reading.analysis.tokens.get(token);
        word.is_some_and(|word| word.upos == Upos::Propn)
            && reading.analysis.form(token).starts_with(char::is_uppercase)
            && reading.name_of(token).is_none()
    };
    if !proper(head) {
        return None;
    }
    let (mut start, mut end) = (head, head + 1);
    while start > 0
        && proper(start - 1)
        && reading.analysis.sentence_of(start - 1) == reading.analysis.sentence_of(head)
    {
        start -= 1;
    }
    while proper(end) && reading.analysis.sentence_of(end) == reading.analysis.sentence_of(head) {
        end += 1;
    }
    let mut tokens = TokenSpan::new(start, end);
    while tokens.len() > 1 {
        let first = reading.lower(tokens.start);
        if honorific(&first).is_none() && reading.knowledge.title(&first).is_none() {
            break;
        }
        tokens.start += 1;
    }
    let words = reading.analysis.words(tokens);
    let parts: Vec<String> = folded(words).split(' ').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let last = parts.last().filter(|last| reading.knowledge.title(last).is_none())?;
    let named = cast.members.iter().position(|member| {
        matches!(&member.key, Key::Person(full) if full.split(' ').next_back() == Some(last.as_str())
            && (parts.len() == 1 || full.ends_with(&parts.join(" "))))
    });
    let known = || parts.len() > 1 && reading.knowledge.entities(words).iter().any(|e| e.kind == ActorKind::Person);
    if named.is_none() && !known() && !(parts.len() == 1 && rules(reading, last)) {
        return None;
    }
    let member = named.unwrap_or_else(|| cast.enlist(Key::Person(parts.join(" ")), true, false));
    cast.members[member].names.push(tokens);
    recognise_one(cast, member);
    Some(member)
}

/// Whether a word is the surname of somebody in office in a country that the report is about.
fn rules(reading: &Reading, surname: &str) -> bool {
    let Some(day) = reading.published else { return false };
    let persons = reading.knowledge.persons_by_surname(surname);
    persons.iter().any(|person| person.role_at(day).is_some() && reading.share(&person.country) >= 0.1)
}

/// Looks each person up, once all that the text says is together.
pub(crate) fn recognise(cast: &mut Cast) {
    for at in 0..cast.members.len() {
        if cast.members[at].person && !cast.members[at].names.is_empty() {
            recognise_one(cast, at);
            cast.members[at].gender = cast.members[at].gender.or_else(|| gender_in_chains(cast, at));
        }
    }
}

/// "he" or "she" by the pronouns that the chains of the analysis give a person, where nearly all are one of these.
fn gender_in_chains(cast: &Cast, at: usize) -> Option<Gender> {
    let reading = cast.reading;
    let names = cast.members[at].names.iter().filter_map(|name| reading.name_of(name.start));
    let chains: BTreeSet<usize> = names.filter_map(|name| cast.chain_of(reading.head_of_name(name))).collect();
    let (mut men, mut women) = (0, 0);
    for head in chains.into_iter().flat_map(|chain| cast.heads_of_chain(chain)) {
        match Pronoun::of(reading, head) {
            Some(Pronoun::He) => men += 1,
            Some(Pronoun::She) => women += 1,
            _ => {}
        }
    }
    if men > 3 * women {
        Some(Gender::Male)
    } else if women > 3 * men {
        Some(Gender::Female)
    } else {
        None
    }
}

fn recognise_one(cast: &mut Cast, at: usize) {
    let member = &cast.members[at];
    let body = member.said.iter().find_map(|(said, _)| cast.member_at_name(said.body?));
    let told = member.hint.country.clone().or_else(|| body.and_then(|body| cast.members[body].hint.country.clone()));
    let known = known_as(cast, member, told.as_deref());
    let member = &mut cast.members[at];
    if let [entity] = known[..] {
        member.hint.country = member.hint.country.take().or(Some(entity.country.to_string()));
    }
    member.known = known;
}

/// The persons whom the knowledge base has under a member's name and who fit what the text tells.
fn known_as<'a>(cast: &Cast<'a>, member: &Member<'a>, told: Option<&str>) -> Vec<&'a Entity> {
    let reading = cast.reading;
    let full = profiles::name(cast, member);
    let in_office = |entity: &Entity| reading.published.is_some_and(|day| entity.role_at(day).is_some());
    let near = |entity: &Entity, least: f64| reading.share(&entity.country) >= least;
    let mut found = reading.knowledge.entities(&full);
    let surname = matches!(&member.key, Key::Person(key) if !key.contains(' '));
    if found.is_empty() && surname {
        found = reading.knowledge.persons_by_surname(full.rsplit(' ').next().unwrap_or(&full));
        // A bare surname is many people's: only one in office, of a country that the report is about, is meant; or
        // one of a country that it speaks of, in the very office that it tells.
        let titles = || member.said.iter().filter_map(|(said, _)| said.title.as_ref()?.1.office.clone());
        let in_that = |entity: &Entity| {
            let at =
                |day| titles().any(|office| entity.roles.iter().any(|r| r.office == office && r.at(day).is_some()));
            reading.share(&entity.country) > 0.0 && reading.published.is_some_and(at)
        };
        found.retain(|entity| in_office(entity) && (told.is_some() || near(entity, 0.15) || in_that(entity)));
    }
    found.retain(|entity| {
        let abroad = told.is_some_and(|told| told != entity.country) && entity.country.len() == 3;
        entity.kind == ActorKind::Person && (!abroad || near(entity, 0.1) && in_office(entity))
    });
    if found.len() > 1 && found.iter().any(|entity| in_office(entity) || near(entity, 0.1)) {
        found.retain(|entity| in_office(entity) || near(entity, 0.1));
    }
    found
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
fn candidates(fulls: &[Vec<String>], parts: &[String], reigns: bool) -> Vec<usize> {
    let of = |fits: &dyn Fn(&Vec<String>) -> bool| -> Vec<usize> {
        (0..fulls.len()).filter(|&at| fits(&fulls[at])).collect()
    };
    if let [part] = parts {
        let by_surname = of(&|full| full.last() == Some(part));
        if !by_surname.is_empty() {
            return by_surname;
        }
        // "King Abdullah" is known by that name, and no other Abdullah.
        return of(&|full| full.contains(part) && !reigns);
    }
    of(&|full| one_person(full, parts))
}

/// Of the bearers of one surname those whom it alone names: "his daughter Ida Weber" is not "Weber" afterwards.
fn without_kin(cast: &Cast, fulls: &[Vec<String>], fits: Vec<usize>) -> Vec<usize> {
    const KIN: [&str; 12] = [
        "wife", "husband", "widow", "son", "daughter", "brother", "sister", "father", "mother", "child", "cousin",
        "spouse",
    ];
    let kin = |&full: &usize| {
        let member = cast.with_key(&Key::Person(fulls[full].join(" ")));
        member.is_some_and(|member| cast.members[member].said.iter().any(|(said, _)| KIN.contains(&said.noun.as_str())))
    };
    let heads: Vec<usize> = fits.iter().copied().filter(|full| !kin(full)).collect();
    if heads.is_empty() { fits } else { heads }
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
    let tokens = reading.analysis.names[name].tokens;
    let tokens = TokenSpan::new(tokens.start + title_within(reading, tokens), tokens.end);
    let words = folded(reading.analysis.words(tokens));
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

/// Whether a word is a form of address.
pub(crate) fn is_honorific(word: &str) -> bool {
    honorific(word).is_some()
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
