//! Those known by a description alone, and when two descriptions are one of them.

use knowledge::{CountryWord, Group};
use record::{ActorKind, Basis, Sector, Upos};

use super::recent;
use crate::{
    cast::{Cast, Key, Member},
    naming::{Article, Description},
};

/// One known by the description alone: an organ of a country, a crowd, an unnamed person.
pub(crate) fn described(cast: &mut Cast, description: &Description) -> usize {
    let persons = description.group.is_some_and(|group| group.persons);
    let one_person = !description.plural && (description.title.is_some() || persons);
    let loose = description.number.is_none() && description.article != Article::Indefinite;
    let sector = description.group.map(|group| group.sector);
    let force = sector.filter(|sector| matches!(sector, Sector::Mil | Sector::Cop)).filter(|_| loose && !one_person);
    if let Some(known) = force.and_then(|sector| force_of(cast, sector, description.country.as_deref())) {
        return known;
    }
    if loose
        && !one_person
        && force.is_none()
        && description.marks.is_empty()
        && description.country.is_none()
        && description.owner.is_none()
    {
        let noun = description.noun.as_str();
        let again = recent(cast, description.head, |member| {
            let found = &cast.members[member];
            matches!(found.key, Key::Described(_))
                && found.plural == description.plural
                && found.said.iter().any(|(other, _)| other.noun == noun)
        });
        if let Some(member) = again {
            return member;
        }
    }
    if let Some(known) = only_one_called(cast, description).filter(|_| one_person) {
        return known;
    }
    if let Some(known) = headline_number(cast, description) {
        let member = &mut cast.members[known];
        member.said.clear();
        (member.hint.kind, member.hint.sector) = (description.group.map(|group| group.kind), sector);
        return known;
    }
    let number = description.number.map(|token| cast.reading.number(token)).unwrap_or_default();
    let country = description.country.clone().unwrap_or_default();
    let body = description.body.map(|name| cast.reading.analysis.words(cast.reading.analysis.names[name].tokens));
    let owner = description.owner.map(|token| match cast.members_at(token) {
        [member, ..] => format!("of {member}"),
        [] => cast.reading.lower(token),
    });
    let owner = owner.unwrap_or_default();
    let key = match force {
        Some(sector) => format!("{sector}|{country}"),
        None => {
            let mut marks = description.marks.clone();
            marks.sort();
            let marks = marks.join(" ");
            format!("{}|{country}|{marks}|{number}|{}|{owner}", description.noun, body.unwrap_or_default())
        }
    };
    let plural = description.plural || description.group.is_some_and(|g| g.kind == ActorKind::Crowd);
    let member = cast.enlist(Key::Described(key), one_person, plural);
    let hint = &mut cast.members[member].hint;
    hint.country = hint.country.take().or_else(|| description.country.clone());
    hint.kind = hint.kind.or(description.group.map(|group| group.kind));
    hint.sector = hint.sector.or(sector);
    member
}

/// "a Cuban", later "the Cuban": one of a country's people, without a name.
pub(crate) fn one_of_people(cast: &mut Cast, name: usize) -> Option<usize> {
    let reading = cast.reading;
    let country = reading.country_of_name(name)?;
    let head = reading.head_of_name(name);
    let word = &reading.analysis.tokens[head];
    let alone = !["amod", "compound", "nmod:poss"].iter().any(|label| word.is(label));
    let one = matches!(country.how, CountryWord::Adjective | CountryWord::Person) && alone;
    if !one || word.feat("Number") == Some("Plur") {
        return None;
    }
    let group = Some(Group { kind: ActorKind::Unnamed, sector: Sector::Cvl, persons: true });
    let country = Some(country.iso3.to_string());
    let description = Description { country, group, ..Description::of_noun(reading, head) };
    let again = |member: usize| {
        let found = &cast.members[member];
        matches!(found.key, Key::Described(_)) && found.said.iter().any(|(said, _)| said.noun == description.noun)
    };
    let member = match description.article {
        Article::Indefinite => described(cast, &description),
        Article::Definite => recent(cast, head, again)?,
        Article::Bare => return None,
    };
    cast.members[member].said.push((description, Basis::Demonym));
    Some(member)
}

/// "six policemen" in the body, after "Six killed in attack" in the headline.
fn headline_number(cast: &Cast, description: &Description) -> Option<usize> {
    let reading = cast.reading;
    let number = description.number.filter(|&number| number != description.head)?;
    let headline = reading.headline();
    let bare = |head: usize| {
        headline.contains(head)
            && reading.analysis.tokens[head].upos == Upos::Num
            && reading.number(head) == reading.number(number)
    };
    let told = |member: &&Member| {
        let mut heads = member.mentions.keys();
        matches!(member.key, Key::Described(_))
            && heads.next().is_some_and(|&head| bare(head))
            && heads.next().is_none()
    };
    let people = description.group.is_some_and(|group| group.persons) || description.title.is_some();
    let fresh = !headline.contains(description.head) && people;
    cast.members.iter().position(|member| fresh && told(&member))
}

/// "the president", "the gunman" after one alone was called that: "the President of Gabon", "a gunman".
fn only_one_called(cast: &Cast, description: &Description) -> Option<usize> {
    let bare = description.marks.is_empty() && description.owner.is_none() && description.body.is_none();
    if !bare
        || description.article != Article::Definite
        || description.number.is_some()
        || description.country.is_some()
    {
        return None;
    }
    let called = |member: &&Member| {
        let same = member.said.iter().any(|(other, _)| other.noun == description.noun && !other.plural);
        matches!(member.key, Key::Described(_)) && member.person && !member.plural && same
    };
    let before = |member: &&Member| member.mentions.keys().next().is_some_and(|first| *first < description.head);
    let mut known = (0..cast.members.len()).filter(|&at| called(&&cast.members[at]) && before(&&cast.members[at]));
    known.next().filter(|_| known.next().is_none())
}

/// The army or police of a country that the report has spoken of, by name or by noun.
fn force_of(cast: &Cast, sector: Sector, country: Option<&str>) -> Option<usize> {
    (0..cast.members.len()).rev().find(|&member| {
        let found = &cast.members[member];
        let organ = !found.person && found.hint.sector == Some(sector) && found.hint.kind == Some(ActorKind::Organ);
        let same = match (found.hint.country.as_deref(), country) {
            (Some(a), Some(b)) => a == b,
            (_, None) => true,
            (None, Some(_)) => false,
        };
        organ && same && found.said.iter().all(|(d, _)| d.number.is_none())
    })
}
