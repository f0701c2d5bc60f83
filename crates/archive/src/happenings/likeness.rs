//! How sure it is that two events, told by two reports, are one happening, and why.

use std::collections::BTreeSet;

use super::candidates::family;
use super::profile::{PartyOf, PlaceOf, Profile};

/// How alike two events are.
pub struct Likeness {
    /// From 0 to 1.
    pub sure: f64,
    /// In words.
    pub why: String,
}

/// How sure two events must be one.
pub const ENOUGH: f64 = 0.5;

/// How alike two events are; none where something rules it out.
pub fn likeness(one: &Profile, other: &Profile) -> Option<Likeness> {
    if are_apart(one, other) {
        return None;
    }
    let mut weighed = Weighed { sum: START, why: Vec::new() };
    weighed.types(one, other);
    weighed.parties(one, other);
    weighed.places(one, other);
    weighed.days(one, other);
    weighed.words(one, other);
    if one.report == other.report {
        weighed.add(SAME_REPORT, "");
    }
    Some(Likeness { sure: 1.0 / (1.0 + (-weighed.sum).exp()), why: weighed.why.join("; ") })
}

/// Where the weighing starts: most events of one type are not one.
const START: f64 = -3.2;

/// Within a report, the reader has joined what it could.
const SAME_REPORT: f64 = -1.5;

/// What the same person does or suffers, and aid on its way, may be dated so many days apart.
const STAY: i32 = 2;

/// Reports of one event without a date come out within so many days, or are of another.
const ECHO: i32 = 12;

struct Weighed {
    sum: f64,
    why: Vec<String>,
}

impl Weighed {
    fn add(&mut self, weight: f64, why: &str) {
        self.sum += weight;
        if !why.is_empty() {
            self.why.push(why.to_owned());
        }
    }

    fn types(&mut self, one: &Profile, other: &Profile) {
        if one.kind == other.kind {
            self.add(0.6, &format!("both {}", one.kind));
        } else {
            self.add(-0.4, &format!("{} and {}", one.kind, other.kind));
        }
        match (&one.mode, &other.mode) {
            (Some(mode), Some(same)) if mode == same => self.add(0.6, &format!("both {mode}")),
            (Some(_), Some(_)) => self.add(-0.5, ""),
            _ => {}
        }
        if one.triggers.intersection(&other.triggers).next().is_some() {
            self.add(0.6, "told in the same word");
        }
        let firm = |profile: &Profile| matches!(profile.factuality.as_str(), "happened" | "attempted" | "denied");
        if firm(one) != firm(other) {
            self.add(-0.6, "");
        }
    }

    fn parties(&mut self, one: &Profile, other: &Profile) {
        let mutual = matches!(family(&one.kind), "accord" | "CONSULT");
        let everybody = |profile: &Profile| [profile.sources.as_slice(), &profile.recipients].concat();
        let sides = if mutual {
            let (all, others) = (everybody(one), everybody(other));
            vec![
                ("parties", side(&all, &others)),
                ("", if n_akin(&all, &others) > 1 { Side::Same } else { Side::Open }),
            ]
        } else {
            vec![
                ("who did it", side(&one.sources, &other.sources)),
                ("to whom", side(&one.recipients, &other.recipients)),
            ]
        };
        for (what, side) in sides {
            // Who is done to in the one, and does it in the other, is misread in one of them.
            let side = if side == Side::Apart && is_crossed(one, other) { Side::Open } else { side };
            let (weight, how) = match side {
                Side::Same => (1.3, "the same"),
                Side::Akin => (0.5, "may be the same"),
                Side::Apart => (-1.2, ""),
                Side::Open => (0.0, ""),
            };
            let why = if how.is_empty() || what.is_empty() { String::new() } else { format!("{what}: {how}") };
            self.add(weight, &why);
        }
        let (countries, others) = (one.countries(), other.countries());
        if !countries.is_empty() && countries == others {
            self.add(0.6, &format!("countries: {}", countries.into_iter().collect::<Vec<_>>().join(", ")));
        } else if !countries.is_empty() && !others.is_empty() && countries.is_disjoint(&others) {
            self.add(-1.5, "");
        }
    }

    fn places(&mut self, one: &Profile, other: &Profile) {
        let Some((place, other_place)) = one.place.as_ref().zip(other.place.as_ref()) else {
            // A place that the other names in passing.
            let named = |place: &Option<PlaceOf>, names: &BTreeSet<String>| {
                place.as_ref().is_some_and(|place| place.is_town && names.contains(&place.name))
            };
            if named(&one.place, &other.names) || named(&other.place, &one.names) {
                self.add(0.8, "the place of one is named in the other");
            }
            return;
        };
        if is_same_place(place, other_place) {
            let weight = if place.is_town { 1.6 } else { 0.4 };
            self.add(weight, &format!("in {}", place.name));
        }
    }

    fn days(&mut self, one: &Profile, other: &Profile) {
        match (one.days, other.days) {
            (Some(days), Some(others)) if days.0 == days.1 && days == others => self.add(1.4, "on the same day"),
            (Some(days), Some(others)) if days.0 > others.1 || others.0 > days.1 => self.add(-1.0, ""),
            (Some(_), Some(_)) => self.add(-0.2, ""),
            _ => {
                let Some((day, other_day)) = one.day().zip(other.day()) else { return };
                match (day - other_day).abs() {
                    0..=3 => self.add(0.7, "reported within days"),
                    4..=7 => self.add(0.0, ""),
                    _ => self.add(-1.2, ""),
                }
            }
        }
    }

    fn words(&mut self, one: &Profile, other: &Profile) {
        let shared = one.words.intersection(&other.words).count();
        let fewer = one.words.len().min(other.words.len());
        if fewer > 0 {
            let share = shared as f64 / fewer as f64;
            let why = if shared > 0 { format!("{shared} of {fewer} words shared") } else { String::new() };
            self.add(2.2 * share - 0.4, &why);
        }
        let names = one.names.intersection(&other.names).count();
        self.add(0.3 * names.min(3) as f64, "");
        let agree = |kind: &str, low: Option<u64>, high: Option<u64>| {
            other.figures.iter().any(|(k, l, h)| k == kind && *l == low && *h == high)
        };
        if one.figures.iter().any(|(kind, low, high)| agree(kind, *low, *high)) {
            self.add(0.6, "a figure agrees");
        }
    }
}

/// Whether two events cannot be one: other days, other towns, other persons on a side.
pub fn are_apart(one: &Profile, other: &Profile) -> bool {
    family(&one.kind) != family(&other.kind)
        || days_apart(one, other)
        || places_apart(one, other)
        || persons_apart(one, other)
}

fn days_apart(one: &Profile, other: &Profile) -> bool {
    let beyond = |days: (i32, i32), published: Option<i32>| {
        published.is_some_and(|day| day < days.0 - 1 || day > days.1 + 2 * ECHO)
    };
    match (one.days, other.days) {
        (Some(days), Some(others)) => {
            let gap = (days.0 - others.1).max(others.0 - days.1);
            // What is sent on one day arrives on another.
            let lasts = has_person(one, other) || one.kind == "AID" && other.kind == "AID";
            gap > if lasts { STAY } else { 0 }
        }
        (Some(days), None) => beyond(days, other.published),
        (None, Some(days)) => beyond(days, one.published),
        (None, None) => one.published.zip(other.published).is_some_and(|(day, other)| (day - other).abs() > ECHO),
    }
}

/// Whether one person has the same part in both: a visit has a first and a last day, and who is held on one is held on the
/// next.
fn has_person(one: &Profile, other: &Profile) -> bool {
    let on = |side: &[PartyOf], others: &[PartyOf]| {
        side.iter().any(|one| one.kind == "person" && others.iter().any(|other| is_same_party(one, other)))
    };
    on(&one.sources, &other.sources) || on(&one.recipients, &other.recipients)
}

fn places_apart(one: &Profile, other: &Profile) -> bool {
    one.place.as_ref().zip(other.place.as_ref()).is_some_and(|(place, other_place)| {
        let countries = place.country.as_ref().zip(other_place.country.as_ref());
        let abroad = countries.is_some_and(|(one, other)| one != other);
        // A market that no table has may stand in the town that its report names too.
        let stands_in = |place: &PlaceOf, profile: &Profile, town: &PlaceOf| {
            place.geonames.is_none() && town.geonames.is_some() && profile.names.contains(&town.name)
        };
        let within = stands_in(place, one, other_place) || stands_in(other_place, other, place);
        !is_same_place(place, other_place) && (abroad || place.is_town && other_place.is_town && !within)
    })
}

/// Whether two places are one, or one a part of the other by its name: "Tuma" and "Tuma bridge".
fn is_same_place(one: &PlaceOf, other: &PlaceOf) -> bool {
    let within = |short: &str, long: &str| long.split(' ').any(|word| word == short);
    one.geonames.is_some() && one.geonames == other.geonames
        || one.name == other.name
        || within(&one.name, &other.name)
        || within(&other.name, &one.name)
}

/// Whether both name persons on the same side, and none of them is on both.
fn persons_apart(one: &Profile, other: &Profile) -> bool {
    let apart = |side: &[PartyOf], others: &[PartyOf]| {
        let person = |party: &&PartyOf| party.kind == "person";
        let (persons, other_persons): (Vec<_>, Vec<_>) =
            (side.iter().filter(person).collect(), others.iter().filter(person).collect());
        !persons.is_empty()
            && persons.len() == side.len()
            && other_persons.len() == others.len()
            && !others.is_empty()
            && !persons.iter().any(|one| other_persons.iter().any(|other| is_same_party(one, other)))
    };
    apart(&one.recipients, &other.recipients) || apart(&one.sources, &other.sources)
}

/// How one side of two events compares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Somebody is on both.
    Same,
    /// Somebody may be the same under another name.
    Akin,
    /// Both name parties, and they are others.
    Apart,
    /// One names nobody.
    Open,
}

fn side(one: &[PartyOf], other: &[PartyOf]) -> Side {
    if one.is_empty() || other.is_empty() {
        return Side::Open;
    }
    let any = |holds: fn(&PartyOf, &PartyOf) -> bool| one.iter().any(|one| other.iter().any(|other| holds(one, other)));
    if any(is_same_party) {
        Side::Same
    } else if any(is_akin) {
        Side::Akin
    } else {
        Side::Apart
    }
}

/// Whether somebody is on one side in the one, and on the other in the other.
fn is_crossed(one: &Profile, other: &Profile) -> bool {
    let on = |side: &[PartyOf], others: &[PartyOf]| {
        side.iter().any(|one| others.iter().any(|other| is_same_party(one, other)))
    };
    on(&one.sources, &other.recipients) || on(&one.recipients, &other.sources)
}

/// How many parties of the one side are, or may be, on the other.
fn n_akin(one: &[PartyOf], other: &[PartyOf]) -> usize {
    one.iter().filter(|one| other.iter().any(|other| is_same_party(one, other) || is_akin(one, other))).count()
}

/// Whether two are one: known to be, or called the same, or by the same last name.
fn is_same_party(one: &PartyOf, other: &PartyOf) -> bool {
    let last = |name: &str| name.rsplit(' ').next().unwrap_or("").to_owned();
    let persons = one.kind == "person" && other.kind == "person";
    one.party == other.party || one.name == other.name || persons && last(&one.name) == last(&other.name)
}

/// Whether two may be one under two names: a state and those who act for it, crowds that nobody names.
fn is_akin(one: &PartyOf, other: &PartyOf) -> bool {
    let countries = one.country.as_ref().zip(other.country.as_ref());
    let nameless = |party: &PartyOf| matches!(party.kind.as_str(), "crowd" | "unnamed" | "other" | "armed-group");
    match countries {
        Some((country, other_country)) if country != other_country => false,
        Some(_) => !(one.kind == "person" && other.kind == "person"),
        None => nameless(one) && nameless(other),
    }
}
