//! Bodies by name: organisations with their acronyms and short forms.

use std::collections::BTreeMap;

use knowledge::Entity;
use record::{ActorKind, NameKind, Sector};

use crate::{
    cast::{Cast, Key, Member},
    naming::{Description, of_body_name},
    reading::{Reading, folded, without_frame},
};

/// Enlists every organisation that is named.
pub(crate) fn enlist(cast: &mut Cast) {
    let reading = cast.reading;
    let mut known = Known::default();
    for (at, name) in reading.analysis.names.iter().enumerate() {
        let taken = cast.member_at_name(at).is_some();
        if taken
            || reading.in_dateline(name.tokens.start)
            || name.kind != NameKind::Organisation
            || reading.country_of_name(at).is_some_and(|_| !is_body(reading, at))
        {
            continue;
        }
        let words = without_frame(reading.analysis.words(name.tokens));
        let key = match government_of(reading, words) {
            Some(country) => Key::Country(country),
            None => Key::Body(known.key_of(reading, at, words)),
        };
        let member = cast.enlist(key, false, false);
        cast.name_is(at, member);
        learn(cast, at, member);
    }
}

/// Takes down what a body's name says of it, and what the knowledge base has under it.
pub(crate) fn learn(cast: &mut Cast, name: usize, member: usize) {
    let reading = cast.reading;
    let tokens = reading.analysis.names[name].tokens;
    let (group, country) = of_body_name(reading, tokens);
    let around = Description::of_noun(reading, reading.head_of_name(name));
    let side = |mark: &str| match mark {
        "opposition" => Some(Sector::Opp),
        "ruling" | "governing" => Some(Sector::Pty),
        _ => None,
    };
    let own = |token: usize| side(&reading.lower(token));
    // "the ruling party, the Front"
    let head = reading.head_of_name(name);
    let host = reading.analysis.tokens[head].head.filter(|_| reading.analysis.tokens[head].is("appos"));
    let host = host.map(|host| Description::of_noun(reading, host)).filter(|host| host.noun == "party");
    let of_host = || host.as_ref().and_then(|host| host.marks.iter().find_map(|mark| side(mark)));
    let side =
        around.marks.iter().find_map(|mark| side(mark)).or_else(|| tokens.tokens().find_map(own)).or_else(of_host);
    let around = around.country;
    let told = country.clone().or(around.clone());
    let entity = entity_of(reading, without_frame(reading.analysis.words(tokens)), told.as_deref());
    let hint = &mut cast.members[member].hint;
    let known = |sector: Sector| (sector != Sector::Unk).then_some(sector);
    hint.kind = hint.kind.or(entity.map(|entity| entity.kind)).or(group.map(|group| group.kind));
    hint.sector =
        side.or(hint.sector).or(entity.and_then(|e| known(e.sector))).or(group.and_then(|group| known(group.sector)));
    // Most parties that news names without more are out of office.
    if side.is_none() && entity.is_none() && hint.sector == Some(Sector::Pty) {
        hint.sector = Some(Sector::Opp);
    }
    let country = entity.map(|entity| entity.country.to_string()).filter(|c| c != "UNK").or(country).or(around);
    let by_place = || reading.country_of_place_in(tokens).filter(|_| entity.is_none());
    hint.country = hint.country.take().or(country).or_else(by_place);
}

/// "the Obama Administration": the country that somebody of that name has led.
fn government_of(reading: &Reading, words: &str) -> Option<String> {
    let (leader, last) = words.rsplit_once(' ')?;
    let government = matches!(last.to_lowercase().as_str(), "administration" | "government" | "cabinet" | "regime");
    let persons = reading.knowledge.persons_by_surname(leader.rsplit(' ').next().filter(|_| government)?);
    let led = |person: &&Entity| person.roles.iter().any(|role| role.office.starts_with("GOV:HO"));
    let mut countries = persons.into_iter().filter(led).map(|person| person.country.to_string());
    let first = countries.next()?;
    countries.all(|other| other == first).then_some(first)
}

/// Whether all names of a member are names of places.
pub(crate) fn is_place(reading: &Reading, member: &Member) -> bool {
    let place = |name: usize| reading.analysis.names[name].kind == NameKind::Location;
    !member.names.is_empty() && member.names.iter().all(|tokens| reading.name_of(tokens.start).is_some_and(place))
}

/// The body that the knowledge base has under these words, where the text bears it out.
///
/// Many countries have a Supreme Court and a Labour Party: a name of general words is the body of the country that the
/// text ties it to (`told`), or that the report is about.
pub(crate) fn entity_of<'a>(reading: &Reading<'a>, words: &str, told: Option<&str>) -> Option<&'a Entity> {
    let mut found = reading.knowledge.entities(words);
    found.retain(|entity| entity.kind != ActorKind::Person);
    if found.is_empty() {
        found = part_of_outlet(reading, words);
    }
    if let Some(told) = told {
        found.retain(|entity| entity.country == told || entity.country.len() != 3 || above_states(entity));
    }
    let general = reading.knowledge.group(&words.to_lowercase()).is_some();
    let near = |entity: &Entity| {
        let share = reading.share(&entity.country) + if Some(entity.country.as_str()) == told { 1.0 } else { 0.0 };
        // The world's outlets are quoted everywhere.
        match entity.kind {
            _ if above_states(entity) => share.max(0.1),
            ActorKind::Outlet => share.max(0.05),
            _ => share,
        }
    };
    let best = found.iter().copied().max_by(|a, b| near(a).total_cmp(&near(b)).then(b.id.cmp(&a.id)))?;
    let local = matches!(best.kind, ActorKind::Party | ActorKind::Organ);
    let sure = above_states(best)
        || if general && best.kind != ActorKind::Outlet {
            near(best) >= 0.2
        } else {
            near(best) > 0.0 || found.len() == 1 && !local
        };
    sure.then_some(best)
}

/// "BBC News Online", "CBS Radio": an outlet by the name of one of its parts.
fn part_of_outlet<'a>(reading: &Reading<'a>, words: &str) -> Vec<&'a Entity> {
    const PARTS: [&str; 10] =
        ["News", "Online", "Radio", "Television", "TV", "Sport", "World", "Service", "English", "Arabic"];
    let mut rest = words;
    while let Some((shorter, _)) = rest.rsplit_once(' ').filter(|(_, last)| PARTS.contains(last)) {
        rest = shorter;
        let mut found = reading.knowledge.entities(rest);
        found.retain(|entity| entity.kind == ActorKind::Outlet);
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

fn above_states(entity: &Entity) -> bool {
    matches!(entity.country.as_str(), "IGO" | "INT" | "UNK")
}

/// What a paper is called for short, the last word of its name: "the Post".
const PAPERS: [&str; 12] = [
    "post",
    "times",
    "journal",
    "telegraph",
    "guardian",
    "herald",
    "tribune",
    "mail",
    "globe",
    "observer",
    "mirror",
    "gazette",
];

/// Bodies so far, by every form of their names.
#[derive(Default)]
struct Known {
    /// Folded form to key.
    forms: BTreeMap<String, String>,
    /// Initials to key.
    initials: BTreeMap<String, String>,
    /// Id in the knowledge base to key.
    entities: BTreeMap<String, String>,
    /// Keys in the order of the text.
    keys: Vec<String>,
}

impl Known {
    /// The key of a name: that of an earlier name for the same body, else its own.
    fn key_of(&mut self, reading: &Reading, name: usize, words: &str) -> String {
        let form = folded(words);
        let entity = entity_id(reading, words);
        let key = self
            .forms
            .get(&form)
            .or_else(|| self.entities.get(entity.as_deref()?))
            .or_else(|| self.initials.get(&acronym(words)?))
            .or_else(|| self.forms.get(&initials(words)?))
            .or_else(|| self.by_first_initials(&acronym(words)?))
            .cloned()
            .or_else(|| self.in_brackets(reading, name))
            .or_else(|| self.by_part(reading, &form))
            .unwrap_or_else(|| form.clone());
        self.forms.insert(form, key.clone());
        if let Some(initials) = initials(words) {
            self.initials.entry(initials).or_insert_with(|| key.clone());
        }
        if let Some(entity) = entity {
            self.entities.entry(entity).or_insert_with(|| key.clone());
        }
        if !self.keys.contains(&key) {
            self.keys.push(key.clone());
        }
        key
    }

    /// The one body whose initials begin with an acronym of three letters or more.
    fn by_first_initials(&self, acronym: &str) -> Option<&String> {
        let mut found = self.initials.iter().filter(|(initials, _)| acronym.len() > 2 && initials.starts_with(acronym));
        let (_, only) = found.next()?;
        found.next().is_none().then_some(only)
    }

    /// "Kurdistan Workers' Party (PKK)": the name before the bracket.
    fn in_brackets(&self, reading: &Reading, name: usize) -> Option<String> {
        let analysis = reading.analysis;
        let start = analysis.names[name].tokens.start;
        let bracket = start.checked_sub(1).filter(|&before| analysis.form(before) == "(")?;
        let before = reading.name_of(bracket.checked_sub(1)?)?;
        self.forms.get(&folded(analysis.words(analysis.names[before].tokens))).cloned()
    }

    /// A name that ends or begins another's: "Security Council" in "UN Security Council", "Labour" in "Labour Party".
    fn by_part(&self, reading: &Reading, form: &str) -> Option<String> {
        let parts: Vec<&str> = form.split(' ').collect();
        let generic = |word: &str| reading.knowledge.group(word).is_some();
        self.keys
            .iter()
            .rev()
            .find(|key| {
                let longer: Vec<&str> = key.split(' ').collect();
                let (short, long) = if parts.len() < longer.len() { (&parts, &longer) } else { (&longer, &parts) };
                if short.len() == long.len() {
                    return false;
                }
                let ends = long.ends_with(short)
                    && (short.len() > 1 || parts.len() == 1 && (generic(short[0]) || PAPERS.contains(&short[0])));
                let begins =
                    long.starts_with(short) && !generic(short[0]) && long[short.len()..].iter().all(|w| generic(w));
                ends || begins && reading.knowledge.country_called(short[0]).is_none()
            })
            .cloned()
    }
}

/// Whether an organisation's name that is a country's word as well is meant as the body: the White House is one.
fn is_body(reading: &Reading, name: usize) -> bool {
    let words = without_frame(reading.analysis.words(reading.analysis.names[name].tokens));
    reading
        .knowledge
        .entities(words)
        .iter()
        .any(|entity| !matches!(entity.kind, ActorKind::Person | ActorKind::Government))
}

/// The one body that the knowledge base has under these words.
fn entity_id(reading: &Reading, words: &str) -> Option<String> {
    let found = reading.knowledge.entities(words);
    let mut bodies = found.iter().filter(|entity| entity.kind != ActorKind::Person);
    let only = bodies.next()?;
    bodies.next().is_none().then(|| only.id.to_string())
}

/// The small letters of an acronym: "U.N." and "AU", not "Hamas".
fn acronym(words: &str) -> Option<String> {
    let letters: String = words.chars().filter(|c| c.is_alphanumeric()).collect();
    let upper = letters.chars().filter(|c| c.is_uppercase()).count();
    let fits = (2..=7).contains(&letters.chars().count()) && upper >= 2 && !words.contains(' ');
    fits.then(|| letters.to_lowercase())
}

/// The initials that a name of several words has.
fn initials(words: &str) -> Option<String> {
    let capital = |word: &str| word.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_uppercase());
    let letters: String = words.split([' ', '-']).filter_map(capital).flat_map(char::to_lowercase).collect();
    (letters.len() > 1).then_some(letters)
}
