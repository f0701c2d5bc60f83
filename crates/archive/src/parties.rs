//! Who is the same in all reports: a country, a known entity, a name.

use record::Actor;
use rusqlite::Connection;

use crate::rows::{all, first, insert, run};
use crate::{Error, seals};

/// Codes in the place of a country's that name none.
const NO_COUNTRIES: [&str; 3] = ["UNK", "INT", "IGO"];

/// The parties that an actor stands for: itself first, then its country.
pub fn of_actor(db: &Connection, actor: &Actor) -> Result<Vec<i64>, Error> {
    let name = folded(&actor.name);
    let itself = match &actor.entity {
        Some(entity) => party(db, entity, "entity", &actor.name)?,
        None => party(db, &format!("name:{name}"), "name", &actor.name)?,
    };
    if run(db, "INSERT OR IGNORE INTO party_names VALUES (?1, ?2)", &[&name, &itself])? > 0 {
        for tail in tails(&name) {
            run(db, "INSERT OR IGNORE INTO name_tails VALUES (?1, ?2, ?3)", &[&tail, &itself, &name])?;
        }
    }
    let mut parties = vec![itself];
    if let Some(country) = country_of(actor) {
        parties.push(party(db, country, "country", country)?);
    }
    Ok(parties)
}

/// The code of an actor's country, where it has one.
pub fn country_of(actor: &Actor) -> Option<&str> {
    let country = actor.country.as_str();
    (!NO_COUNTRIES.contains(&country)).then_some(country)
}

fn party(db: &Connection, handle: &str, kind: &str, label: &str) -> Result<i64, Error> {
    if let Some(key) = first(db, "SELECT key FROM parties WHERE handle = ?1", &[&handle], |row| row.get(0))? {
        return Ok(key);
    }
    let sql = "INSERT INTO parties (handle, kind, label, seal) VALUES (?1, ?2, ?3, x'')";
    let key = insert(db, sql, &[&handle, &kind, &label])?;
    seals::PARTIES.seal(db, &[&key])?;
    Ok(key)
}

/// The parties that a user's words mean: a country's code, an entity's id, a whole name, or, where none has it, all names
/// that hold these words.
pub fn called(db: &Connection, words: &str) -> Result<Vec<i64>, Error> {
    let handle = words.trim();
    let exact = first(db, "SELECT key FROM parties WHERE handle = ?1", &[&handle], |row| row.get(0))?;
    if let Some(key) = exact {
        return Ok(vec![key]);
    }
    let name = folded(words);
    let whole = all(db, "SELECT party FROM party_names WHERE name = ?1", &[&name], |row| row.get(0))?;
    if !whole.is_empty() || name.is_empty() {
        return Ok(whole);
    }
    // Whole words of a name: "Rubio" is in "marco rubio". After a space in the order of letters comes "!".
    let sql = "SELECT party FROM party_names WHERE name >= ?1 || ' ' AND name < ?1 || '!'
        UNION SELECT party FROM name_tails WHERE tail = ?1
        UNION SELECT party FROM name_tails WHERE tail >= ?1 || ' ' AND tail < ?1 || '!' ORDER BY 1 LIMIT ?2";
    let found = all(db, sql, &[&name, &(MOST_CALLED + 1)], |row| row.get(0))?;
    if found.len() > MOST_CALLED {
        return Err(Error::Unknown(format!("more than {MOST_CALLED} names hold \"{words}\"; give more of the one")));
    }
    Ok(found)
}

/// So many names may hold the words that somebody is asked for by.
const MOST_CALLED: usize = 500;

/// A name from each of its words on but the first.
pub fn tails(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(' ').map(|(at, _)| &name[at + 1..]).take(MOST_TAILS)
}

/// Names of more words are found by the first of these.
const MOST_TAILS: usize = 8;

/// A name as it is compared: small letters, single spaces, no article, no mark of possession.
pub fn folded(name: &str) -> String {
    let small = name.to_lowercase();
    let mut words: Vec<&str> = small.split_whitespace().collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let joined = words.join(" ");
    ["’s", "'s"].iter().find_map(|mark| joined.strip_suffix(mark)).map(str::to_owned).unwrap_or(joined)
}

/// Takes away parties, and names of theirs, that no report has any more.
pub fn tidy(db: &Connection, parties: &[i64]) -> Result<(), Error> {
    for party in parties {
        let sql = "SELECT DISTINCT name FROM actors WHERE party = ?1";
        let names: Vec<String> = all(db, sql, &[party], |row| row.get(0))?;
        let names: Vec<String> = names.iter().map(|name| folded(name)).collect();
        for known in all(db, "SELECT name FROM party_names WHERE party = ?1", &[party], |row| row.get::<_, String>(0))?
        {
            if !names.contains(&known) {
                run(db, "DELETE FROM party_names WHERE party = ?1 AND name = ?2", &[party, &known])?;
                for tail in tails(&known) {
                    let sql = "DELETE FROM name_tails WHERE tail = ?1 AND party = ?2 AND name = ?3";
                    run(db, sql, &[&tail, party, &known])?;
                }
            }
        }
        let sql = "DELETE FROM parties WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM actors WHERE party = ?1)
            AND NOT EXISTS (SELECT 1 FROM parts WHERE party = ?1)";
        run(db, sql, &[party])?;
    }
    Ok(())
}
