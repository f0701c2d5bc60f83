//! Events that may be one with another, found without a look at all.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::profile::Profile;
use crate::rows::{all, first, run};
use crate::{Error, ids};

/// A span of so many days is a shelf: what is nearer than that is on the same one or the next.
const SHELF: i32 = 8;

/// So many shelves are told apart; then they begin anew.
const STRETCHES: i32 = 1 << 22;

/// The bits of [`ids::hash_of`].
const HASH_BITS: u32 = 40;

/// So many of the latest events are taken from one place of a shelf.
const MOST_OF_A_KIND: i64 = 16;

/// So many candidates are compared.
const MOST: usize = 16;

/// Keeps what an event is compared by and found by.
pub fn keep(db: &Connection, event: i64, profile: &Profile) -> Result<(), Error> {
    let json = serde_json::to_string(profile).expect("a profile is JSON");
    run(db, "INSERT INTO profiles VALUES (?1, ?2)", &[&event, &json])?;
    for hash in hashes(profile) {
        run(db, "INSERT INTO event_keys VALUES (?1, ?2)", &[&hash, &event])?;
    }
    Ok(())
}

/// By what an event is found.
pub fn hashes(profile: &Profile) -> BTreeSet<i64> {
    let shelf = profile.day().map(shelf);
    anchors(profile).iter().map(|anchor| hash_of(profile, anchor, shelf)).collect()
}

/// The events that share most with this one, each with its happening and profile.
pub fn of(db: &Connection, event: i64, profile: &Profile) -> Result<Vec<(i64, i64, Profile)>, Error> {
    let mut n_shared: BTreeMap<i64, usize> = BTreeMap::new();
    for anchor in anchors(profile) {
        let shelves = profile.day().map(shelf);
        for near in [Some(-1), Some(0), Some(1), None] {
            let on = match (near, shelves) {
                (Some(near), Some(shelf)) => Some(shelf + near),
                (None, None) => None,
                _ => continue,
            };
            let sql = "SELECT event FROM event_keys WHERE hash = ?1 AND event <> ?2 ORDER BY event DESC LIMIT ?3";
            let hash = hash_of(profile, &anchor, on);
            for other in all(db, sql, &[&hash, &event, &MOST_OF_A_KIND], |row| row.get(0))? {
                *n_shared.entry(other).or_default() += 1;
            }
        }
    }
    let mut found: Vec<(i64, usize)> = n_shared.into_iter().collect();
    found.sort_by_key(|&(event, n_shared)| (usize::MAX - n_shared, i64::MAX - event));
    let mut candidates = Vec::new();
    for (event, _) in found.into_iter().take(MOST) {
        let sql =
            "SELECT c.happening, p.profile FROM clusters c JOIN profiles p ON p.event = c.event WHERE c.event = ?1";
        let read = first(db, sql, &[&event], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        if let Some((happening, json)) = read {
            candidates.push((event, happening, Profile::parse(&json)?));
        }
    }
    Ok(candidates)
}

/// What an event is found by: countries, alone and two by two, its place, and those who are named.
fn anchors(profile: &Profile) -> Vec<String> {
    let countries: Vec<&str> = profile.countries().into_iter().take(4).collect();
    let mut anchors: Vec<String> = countries.iter().map(|country| (*country).to_owned()).collect();
    for (at, one) in countries.iter().enumerate() {
        anchors.extend(countries[at + 1..].iter().map(|other| format!("{one} {other}")));
    }
    anchors.extend(profile.place.iter().map(|place| format!("place {}", place.name)));
    let named = profile.sources.iter().chain(&profile.recipients).filter(|party| party.kind != "government");
    anchors.extend(named.take(3).map(|party| format!("party {}", party.party)));
    anchors
}

fn hash_of(profile: &Profile, anchor: &str, shelf: Option<i32>) -> i64 {
    // What is of one time lies together, so that a new report writes to few pages of the index.
    let stretch = i64::from(shelf.map_or(0, |shelf| shelf.rem_euclid(STRETCHES) + 1));
    (stretch << HASH_BITS) | ids::hash_of(&[family(&profile.kind), anchor])
}

fn shelf(day: i32) -> i32 {
    day.div_euclid(SHELF)
}

/// Types that one act may be read as: who signs an accord supports it, agrees and cooperates.
pub fn family(kind: &str) -> &str {
    match kind {
        "AGREE" | "COOPERATE" | "SUPPORT" | "CONCEDE" => "accord",
        "COERCE" | "ASSAULT" => "force",
        kind => kind,
    }
}
