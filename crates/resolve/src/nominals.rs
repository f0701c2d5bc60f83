//! Noun phrases without a name: "the prime minister", "the group", "Israeli forces", "six people".

use knowledge::Entity;
use record::{ActorKind, Basis, Sector, TokenSpan, Upos, calendar};

pub(crate) use self::{
    rephrased::called_by_party,
    unnamed::{described, one_of_people},
};
use crate::{
    belongings, bodies,
    cast::{Cast, Key, Member},
    naming::{Article, Description, noun_of},
    pairs, persons,
    reading::Reading,
};

mod rephrased;
mod unnamed;

/// How many sentences back a description may point.
pub(crate) const REACH: usize = 8;

/// Those whom the noun phrase around `head` stands for.
pub(crate) fn members(cast: &mut Cast, head: usize) -> Vec<usize> {
    let word = &cast.reading.analysis.tokens[head];
    // "my firm advice" is no firm's, a "rebel attack" the rebels'.
    let fights =
        || cast.reading.knowledge.group(&noun_of(cast.reading, head)).is_some_and(|group| group.sector == Sector::Reb);
    let describes = word.upos == Upos::Adj && word.is("amod") && word.head.is_some_and(|noun| noun > head) && !fights();
    if is_time(&noun_of(cast.reading, head)) || describes {
        return Vec::new();
    }
    let description = match counted(cast.reading, head) {
        Some(noun) => Description { head, number: None, ..Description::of_noun(cast.reading, noun) },
        None => Description::of_noun(cast.reading, head),
    };
    if let Some(member) = persons::called(cast, head) {
        cast.members[member].said.push((description, Basis::Appositive));
        return vec![member];
    }
    if let Some(member) = persons::unnoticed(cast, head) {
        cast.members[member].said.push((description, Basis::Title));
        return vec![member];
    }
    if let Some(member) = body_called(cast, &description) {
        let basis = Basis::Appositive;
        cast.members[member].said.push((description, basis));
        return vec![member];
    }
    if let Some(owner) = description.owner.filter(|&owner| owner != head) {
        cast.cast_owner(owner);
    }
    if let Some(pair) = pairs::pair(cast, &description) {
        return pair;
    }
    if belongings::is_paper(&description.noun) {
        return belongings::issuers(cast, &description);
    }
    if let Some(owners) = belongings::owners(cast, &description) {
        return owners;
    }
    let (first, nations) = pairs::nations(cast.reading, &description);
    if nations.len() < 2 {
        return vec![member(cast, description)];
    }
    let words = description.words.map(|words| TokenSpan::new(first, words.end));
    let of = |country| Description { country: Some(country), number: None, words, ..description.clone() };
    nations.into_iter().map(|country| member(cast, of(country))).collect()
}

/// The one whom a noun phrase stands for.
fn member(cast: &mut Cast, description: Description) -> usize {
    let member = own_people(cast, &description)
        .or_else(|| government(cast, &description))
        .or_else(|| rephrased::rephrased(cast, &description))
        .or_else(|| by_chain(cast, &description))
        .or_else(|| titled(cast, &description))
        .or_else(|| country(cast, &description))
        .or_else(|| fighters(cast, &description))
        .or_else(|| body(cast, &description))
        .unwrap_or_else(|| described(cast, &description));
    let basis = description.basis();
    if cast.members[member].gender.is_none() && !description.plural {
        cast.members[member].gender = persons::gender_of(&description.noun);
    }
    cast.members[member].said.push((description, basis));
    member
}

/// "the rebels": the armed body spoken of last, unless others were called so since.
fn fighters(cast: &Cast, description: &Description) -> Option<usize> {
    let noun = description.noun.as_str();
    let fight =
        ["rebel", "militant", "guerrilla", "insurgent", "jihadist", "extremist", "separatist", "islamist", "fighter"];
    // "the extremist fighters"
    let bare = description.marks.iter().all(|mark| fight.contains(&mark.as_str()));
    let bare = bare && description.number.is_none() && description.owner.is_none();
    if !fight.contains(&noun) || !bare || !description.plural || description.article != Article::Definite {
        return None;
    }
    let armed = |member: &Member| {
        let force = member.hint.kind == Some(ActorKind::ArmedGroup) || member.hint.sector == Some(Sector::Reb);
        matches!(member.key, Key::Body(_)) && (force || matches!(member.hint.kind, None | Some(ActorKind::Other)))
    };
    recent(cast, description.head, |member| {
        let found = &cast.members[member];
        armed(found) && fits(cast, member, description) || found.said.iter().any(|(said, _)| said.noun == noun)
    })
    .filter(|&member| armed(&cast.members[member]))
}

/// Words for times, which are nobody.
fn is_time(noun: &str) -> bool {
    calendar::MONTHS.contains(&noun)
        || calendar::WEEKDAYS.contains(&noun)
        || matches!(noun, "today" | "yesterday" | "tomorrow" | "week" | "month" | "year" | "day")
}

/// The noun of whom some are counted: "protesters" in "many of the protesters".
fn counted(reading: &Reading, head: usize) -> Option<usize> {
    let tokens = &reading.analysis.tokens;
    let words = [
        "many", "some", "most", "several", "both", "all", "few", "dozen", "hundred", "thousand", "number", "majority",
        "one", "two", "three", "none", "half", "others", "score", "group", "crowd",
    ];
    if !words.contains(&noun_of(reading, head).as_str()) && tokens[head].upos != Upos::Num {
        return None;
    }
    reading.analysis.children(head).filter(|&child| child > head && tokens[child].is("nmod")).find(|&child| {
        let of = reading.analysis.children(child).any(|case| tokens[case].is("case") && reading.lower(case) == "of");
        of && matches!(tokens[child].upos, Upos::Noun | Upos::Propn)
    })
}

/// "the militant group Boko Haram", "an armed group, the Front,": the body whose name stands behind the noun for its sort.
fn body_called(cast: &Cast, description: &Description) -> Option<usize> {
    let (reading, analysis) = (cast.reading, cast.reading.analysis);
    if sorts_called(&description.noun).is_empty() && description.noun != "organization" || description.plural {
        return None;
    }
    let named = |at: usize| {
        let word = analysis.tokens.get(at).filter(|word| word.is("appos") || word.is("flat"))?;
        let name = reading.name_of(at).filter(|_| word.head == Some(description.head))?;
        cast.member_at_name(name).filter(|&member| matches!(cast.members[member].key, Key::Body(_)))
    };
    analysis.children(description.head).filter(|&child| child > description.head).find_map(named)
}

/// "rebel leaders" of a named body, "its fighters": those through whom the body acts are the body.
fn own_people(cast: &Cast, description: &Description) -> Option<usize> {
    let noun = description.noun.as_str();
    let people = ["official", "leader", "member", "militant", "fighter", "gunman", "commander", "troop", "force"];
    let command = ["leadership", "command", "wing", "delegation"];
    if !(description.plural && people.contains(&noun) || command.contains(&noun)) {
        return None;
    }
    if description.marks.iter().any(|mark| matches!(mark.as_str(), "former" | "ex" | "late")) {
        return None;
    }
    let is_body = |member: &usize| matches!(cast.members[*member].key, Key::Body(_));
    let Some(name) = description.body else {
        // "its fighters"; a ministry's forces are its country's.
        let [owner] = cast.members_at(description.owner?) else { return None };
        let hint = &cast.members[*owner].hint;
        let state = hint.country.clone().filter(|_| hint.sector == Some(Sector::Gov)).map(Key::Country);
        return state.and_then(|state| cast.with_key(&state)).or(Some(*owner).filter(is_body));
    };
    let reading = cast.reading;
    let named = reading.head_of_name(name);
    // "at the Front" is where they are; "of the Front", "the Front's", "Front fighters" is whose they are.
    let whose = named < description.head
        || reading.analysis.children(named).all(|child| {
            !reading.analysis.tokens[child].is("case") || matches!(reading.lower(child).as_str(), "of" | "from" | "for")
        });
    cast.member_at_name(name).filter(|member| whose && is_body(member))
}

/// "the Israeli government" is Israel; "the government" that of the country that is spoken of.
fn government(cast: &mut Cast, description: &Description) -> Option<usize> {
    let noun = description.noun.as_str();
    if !matches!(noun, "government" | "administration" | "regime" | "cabinet") || description.plural {
        return None;
    }
    if description.article == Article::Indefinite || noun == "cabinet" && description.country.is_none() {
        return None;
    }
    let local = ["local", "regional", "provincial", "state", "city", "municipal", "interim", "new", "former"];
    if description.marks.iter().any(|mark| local[..6].contains(&mark.as_str())) || description.body.is_some() {
        return None;
    }
    // "The government of President Maduro" is that of the country he is known for.
    let head_of =
        || cast.members_at(description.owner?).iter().find_map(|&member| cast.members[member].hint.country.clone());
    let country = description.country.clone().or_else(head_of);
    let country = country.or_else(|| country_spoken_of(cast, description.head))?;
    Some(cast.enlist(Key::Country(country), false, false))
}

/// The one that the chains of the analysis give, if the words allow it.
fn by_chain(cast: &Cast, description: &Description) -> Option<usize> {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for head in cast.chained(description.head) {
        if let [member] = cast.members_at(head) {
            *counts.entry(*member).or_default() += 1 + usize::from(!cast.members[*member].names.is_empty());
        }
    }
    let (member, _) =
        counts.into_iter().filter(|(member, _)| fits(cast, *member, description)).max_by_key(|(_, n)| *n)?;
    Some(member)
}

/// Whether a description may stand for a member.
fn fits(cast: &Cast, member: usize, description: &Description) -> bool {
    // "her defence minister" is not herself.
    if description.owner.is_some_and(|owner| cast.members_at(owner).contains(&member)) {
        return false;
    }
    // "the ministry" is no charity.
    let organ = matches!(
        description.noun.as_str(),
        "ministry" | "army" | "military" | "police" | "court" | "parliament" | "senate"
    );
    let own = description.group.map(|group| group.sector);
    if organ && matches!(cast.members[member].key, Key::Body(_)) && cast.members[member].hint.sector != own {
        return false;
    }
    // "the provincial government" is not the province.
    if description.group.is_some() && bodies::is_place(cast.reading, &cast.members[member]) {
        return false;
    }
    let member = &cast.members[member];
    let one_person = description.title.is_some() || description.group.is_some_and(|group| group.persons);
    if member.person && (description.plural || description.group.is_some_and(|group| !group.persons)) {
        return false;
    }
    if one_person && !description.plural && !member.person && matches!(member.key, Key::Country(_) | Key::Body(_)) {
        return false;
    }
    let numbered = |d: &Description| d.number.map(|token| cast.reading.number(token));
    let numbers = member.said.iter().filter_map(|(other, _)| numbered(other)).next();
    let numbers_differ = matches!((numbers, numbered(description)), (Some(a), Some(b)) if a != b);
    let country = description.country.as_deref();
    let foreign = clash(member.hint.country.as_deref(), country)
        // A body may have people in many countries; an officer serves one.
        || member.person && member.said.iter().any(|(said, _)| clash(said.country.as_deref(), country));
    // "the mayor" is not the imam of whom no name is told.
    let office =
        |d: &Description| d.title.as_ref().map(|(_, title)| title.sector).filter(|sector| *sector != Sector::Unk);
    let other =
        |(said, _): &(Description, Basis)| matches!((office(said), office(description)), (Some(a), Some(b)) if a != b);
    let unnamed = matches!(member.key, Key::Described(_));
    !(numbers_differ || foreign || unnamed && member.said.iter().any(other))
}

fn clash(a: Option<&str>, b: Option<&str>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// "the foreign minister": the person whom the report gives that title, the last one named before the rest.
fn titled(cast: &Cast, description: &Description) -> Option<usize> {
    if description.plural || description.article == Article::Indefinite || description.number.is_some() {
        return None;
    }
    let person_noun = description.title.is_some() || description.group.is_some_and(|group| group.persons);
    if !person_noun {
        return None;
    }
    let words = |d: &Description| {
        let title = d.title.as_ref().and_then(|(words, _)| *words);
        title.map_or(d.noun.clone(), |words| cast.reading.analysis.words(words).to_lowercase())
    };
    let own = words(description);
    let office = |d: &Description| d.title.as_ref().and_then(|(_, title)| title.office.clone());
    let plain = |title: &str| title.trim_start_matches("former ").trim_start_matches("ex-").to_owned();
    let same_title = |other: &Description| {
        let (theirs, offices) = (words(other), (office(description), office(other)));
        plain(&theirs) == plain(&own)
            || matches!(&offices, (Some(a), Some(b)) if a == b)
            || other.noun == description.noun
                && own == description.noun
                && !theirs.starts_with("vice")
                && !theirs.starts_with("deputy")
    };
    let holds_office = |member: &Member| {
        let (Some(office), Some(day)) = (office(description), cast.reading.published) else { return false };
        let held = |entity: &Entity| entity.roles.iter().any(|role| role.office == office && role.at(day).is_some());
        matches!(member.known[..], [entity] if held(entity))
    };
    // "the then speaker" is the speaker no more.
    let then = |d: &Description| {
        let words = d.words.map_or(d.head..d.head, |words| words.start.saturating_sub(1)..words.end);
        words.into_iter().any(|token| cast.reading.lower(token) == "then")
    };
    // "the Labour president" leads Labour, and no state.
    let body = |d: &Description| d.body.and_then(|name| cast.member_at_name(name));
    let leads = body(description).filter(|&at| cast.members[at].hint.kind == Some(ActorKind::Party));
    let left = |d: &Description| d.title.as_ref().is_some_and(|(_, title)| title.former);
    let bearers = |past: bool| {
        let titled = move |(other, _): &&(Description, Basis)| {
            same_title(other)
                && !then(other)
                && left(other) == past
                && !clash(other.country.as_deref(), description.country.as_deref())
        };
        let candidates = cast.members.iter().enumerate().filter(|(at, member)| {
            member.person
                && !member.names.is_empty()
                && (member.said.iter().any(|said| titled(&said)) || !past && holds_office(member))
                && leads.is_none_or(|_| member.said.iter().any(|(said, _)| body(said) == leads))
                && fits(cast, *at, description)
        });
        last_before(cast, description.head, candidates.map(|(at, _)| at).collect())
    };
    // "the prime minister" is whoever is one, not who was.
    let past = left(description);
    bearers(past).or_else(|| bearers(!past))
}

/// "the country": the one spoken of last.
fn country(cast: &Cast, description: &Description) -> Option<usize> {
    let place = matches!(description.noun.as_str(), "country" | "nation" | "state" | "republic" | "kingdom");
    if !place || description.plural || description.article != Article::Definite || description.owner.is_some() {
        return None;
    }
    if !description.marks.is_empty() {
        return None;
    }
    recent(cast, description.head, |member| matches!(cast.members[member].key, Key::Country(_)))
}

/// "the group", "the ministry": the body of that sort spoken of last.
fn body(cast: &Cast, description: &Description) -> Option<usize> {
    if description.plural || description.article != Article::Definite || description.owner.is_some() {
        return None;
    }
    let noun = description.noun.as_str();
    let by_name = recent(cast, description.head, |member| {
        matches!(&cast.members[member].key, Key::Body(key) if key.split(' ').any(|word| word == noun))
            && fits(cast, member, description)
    });
    if by_name.is_some() {
        return by_name;
    }
    let sorts = sorts_called(noun);
    recent(cast, description.head, |member| {
        let found = &cast.members[member];
        matches!(found.key, Key::Body(_))
            && found.hint.kind.is_some_and(|kind| sorts.contains(&kind))
            && fits(cast, member, description)
    })
}

/// The sorts of named bodies that a general noun may point back to.
fn sorts_called(noun: &str) -> &'static [ActorKind] {
    match noun {
        "group" | "movement" | "faction" | "militia" | "organization" | "organisation" | "militant" => {
            &[ActorKind::ArmedGroup, ActorKind::Party, ActorKind::Ngo, ActorKind::Igo, ActorKind::Other]
        }
        "party" | "coalition" => &[ActorKind::Party],
        "company" | "firm" | "corporation" | "airline" | "manufacturer" | "bank" => &[ActorKind::Company],
        "newspaper" | "paper" | "network" | "channel" | "broadcaster" | "station" | "agency" => &[ActorKind::Outlet],
        "bloc" | "union" | "alliance" | "body" => &[ActorKind::Igo],
        "charity" => &[ActorKind::Ngo],
        _ => &[],
    }
}

/// The country that a text speaks of at `token`: named before it in its sentence, else the report's own, else the last.
pub(crate) fn country_spoken_of(cast: &Cast, token: usize) -> Option<String> {
    let reading = cast.reading;
    let sentence = reading.analysis.sentences.get(reading.analysis.sentence_of(token))?.tokens;
    let near = (sentence.start..token).rev().find_map(|before| reading.country_at(before));
    if let Some(country) = near {
        return Some(country.to_owned());
    }
    if let Some((country, share)) = reading.main_country()
        && share >= 0.5
    {
        return Some(country.to_owned());
    }
    let last = (sentence.start.saturating_sub(300)..sentence.start).rev().find_map(|t| reading.country_at(t));
    last.map(str::to_owned).or_else(|| reading.main_country().map(|(country, _)| country.to_owned()))
}

/// Of some members the one mentioned last before `token`; where none is, the first named after it.
fn last_before(cast: &Cast, token: usize, candidates: Vec<usize>) -> Option<usize> {
    let before = cast.points.iter().rev().find_map(|point| {
        point.members.iter().copied().find(|member| point.token < token && candidates.contains(member))
    });
    before.or_else(|| {
        let first = |member: &usize| cast.members[*member].names.iter().map(|name| name.start).min();
        candidates.into_iter().min_by_key(first)
    })
}

/// The member that was mentioned last, of those that fit.
fn recent(cast: &Cast, token: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let here = cast.reading.analysis.sentence_of(token);
    let near = cast.points.iter().rev().take_while(|point| point.sentence + REACH >= here);
    near.filter(|point| point.token < token).find_map(|point| match point.members[..] {
        [member] if fits(member) => Some(member),
        _ => None,
    })
}
