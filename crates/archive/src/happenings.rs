//! Which events of several reports are one happening.
//!
//! An event looks for its like among those that share a party or a place with it and are of about the same days; it is
//! compared with few, however large the archive. It joins the happening of the one that it is most like, unless what
//! that happening's other events tell rules it out. What users have decided comes before all that.

mod candidates;
mod likeness;
mod profile;

use std::collections::BTreeSet;

use record::Record;
use rusqlite::Connection;

use crate::change::Change;
use crate::rows::{all, first, insert, run};
use crate::writing::Writer;
use crate::{Error, seals};

use likeness::{ENOUGH, Likeness, likeness};
pub use profile::Profile;

/// Of a happening that many reports tell, so many events are looked at before another joins.
const MOST_MEMBERS: i64 = 24;

/// Gives each event of a report its happening.
pub fn place_all(db: &Change, record: &Record, writer: &Writer) -> Result<(), Error> {
    for (event, (key, id)) in record.events.iter().zip(&writer.events) {
        let profile = Profile::of(record, event, writer);
        candidates::keep(db, *key, &profile)?;
        let (happening, joined) = match decided(db, id)? {
            Some((happening, to)) => (happening, Some(Join::by_user(to))),
            None => match nearest(db, *key, id, &profile)? {
                Some((happening, join)) => (happening, Some(join)),
                None => (found(db, id, event.kind.as_str())?, None),
            },
        };
        set(db, *key, happening, joined.as_ref())?;
    }
    Ok(())
}

/// By what an event of the archive is found.
pub fn hashes(db: &Connection, event: i64) -> Result<BTreeSet<i64>, Error> {
    let profile = first(db, "SELECT profile FROM profiles WHERE event = ?1", &[&event], |row| row.get::<_, String>(0))?;
    profile.map_or(Ok(BTreeSet::new()), |json| Ok(candidates::hashes(&Profile::parse(&json)?)))
}

/// Takes away by what an event is found; its profile is left.
pub fn forget(db: &Connection, event: i64) -> Result<(), Error> {
    for hash in hashes(db, event)? {
        run(db, "DELETE FROM event_keys WHERE hash = ?1 AND event = ?2", &[&hash, &event])?;
    }
    Ok(())
}

/// Looks anew for the happening of an event that has lost the one it was joined to; whether it moved.
pub fn place_again(db: &Change, event: i64) -> Result<bool, Error> {
    let sql = "SELECT e.id, e.type, c.happening, p.profile FROM events e JOIN clusters c ON c.event = e.key
        JOIN profiles p ON p.event = e.key WHERE e.key = ?1";
    let row = first(db, sql, &[&event], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, String>(3)?))
    })?;
    let Some((id, kind, before, json)) = row else { return Ok(false) };
    db.opens(before)?;
    run(db, "DELETE FROM clusters WHERE event = ?1", &[&event])?;
    let join = match decided(db, &id)? {
        Some((happening, to)) => Some((happening, Join::by_user(to))),
        None => nearest(db, event, &id, &Profile::parse(&json)?)?,
    };
    let is_left = first(db, "SELECT 1 FROM clusters WHERE happening = ?1", &[&before], |_| Ok(()))?.is_some();
    let happening = match &join {
        Some((happening, _)) => *happening,
        None if is_left => found(db, &id, &kind)?,
        None => before,
    };
    set(db, event, happening, join.as_ref().map(|(_, join)| join))?;
    Ok(happening != before)
}

/// Takes away those of these happenings that have no event; gives the ids of those, and of the others.
pub fn tidy(db: &Connection, happenings: &[i64]) -> Result<(Vec<String>, Vec<String>), Error> {
    let (mut gone, mut left) = (Vec::new(), Vec::new());
    for key in happenings {
        let sql = "SELECT id, EXISTS (SELECT 1 FROM clusters WHERE happening = ?1) FROM happenings WHERE key = ?1";
        let Some((id, is_left)) = first(db, sql, &[key], |row| Ok((row.get(0)?, row.get::<_, bool>(1)?)))? else {
            continue;
        };
        if is_left {
            left.push(id);
        } else {
            run(db, "DELETE FROM happenings WHERE key = ?1", &[key])?;
            gone.push(id);
        }
    }
    Ok((gone, left))
}

/// Why an event is in a happening.
pub struct Join {
    /// The event that it was joined to.
    pub to: i64,
    /// How alike they are.
    pub likeness: f64,
    /// In words.
    pub why: String,
    /// "reader" or "user".
    pub by: &'static str,
}

impl Join {
    /// A user's decision.
    pub fn by_user(to: i64) -> Self {
        Self { to, likeness: 1.0, why: "a user has joined them".to_owned(), by: "user" }
    }
}

/// Puts an event into a happening.
pub fn set(db: &Change, event: i64, happening: i64, join: Option<&Join>) -> Result<(), Error> {
    let (to, likeness) = (join.map(|join| join.to), join.map_or(1.0, |join| join.likeness));
    let why = join.map_or("the first report of it", |join| &join.why);
    let by = join.map_or("reader", |join| join.by);
    let before = first(db, "SELECT happening FROM clusters WHERE event = ?1", &[&event], |row| row.get::<_, i64>(0))?;
    before.into_iter().chain([happening]).try_for_each(|touched| db.opens(touched))?;
    let sql = "INSERT OR REPLACE INTO clusters VALUES (?1, ?2, ?3, ?4, ?5, ?6, x'')";
    run(db, sql, &[&event, &happening, &to, &likeness, &why, &by])?;
    seals::CLUSTERS.seal(db, &[&event])
}

/// A new happening, called after the event that it begins with; one that is there and has no event is taken again.
pub fn found(db: &Connection, event: &str, kind: &str) -> Result<i64, Error> {
    let mut id = format!("h{}", &event[1..]);
    let sql = "SELECT key, EXISTS (SELECT 1 FROM clusters WHERE happening = key) FROM happenings WHERE id = ?1";
    let there = |id: &str| first(db, sql, &[&id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)));
    while let Some((key, has_events)) = there(&id)? {
        if !has_events {
            run(db, "UPDATE happenings SET type = ?2 WHERE key = ?1", &[&key, &kind])?;
            seals::HAPPENINGS.seal(db, &[&key])?;
            return Ok(key);
        }
        id.push('x');
    }
    let key = insert(db, "INSERT INTO happenings (id, type, seal) VALUES (?1, ?2, x'')", &[&id, &kind])?;
    seals::HAPPENINGS.seal(db, &[&key])?;
    Ok(key)
}

/// The happening that a user has joined this event to, and the event by which.
fn decided(db: &Connection, id: &str) -> Result<Option<(i64, i64)>, Error> {
    let sql = "SELECT c.happening, e.key FROM decisions d
        JOIN events e ON e.id = CASE WHEN d.one = ?1 THEN d.other ELSE d.one END
        JOIN clusters c ON c.event = e.key WHERE ?1 IN (d.one, d.other) AND d.is_same ORDER BY d.key LIMIT 1";
    first(db, sql, &[&id], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Whether a user has said that this event is none of that happening.
fn is_parted(db: &Connection, id: &str, happening: i64) -> Result<bool, Error> {
    let sql = "SELECT 1 FROM decisions d JOIN events e ON e.id = CASE WHEN d.one = ?1 THEN d.other ELSE d.one END
        JOIN clusters c ON c.event = e.key WHERE ?1 IN (d.one, d.other) AND NOT d.is_same AND c.happening = ?2 LIMIT 1";
    Ok(first(db, sql, &[&id, &happening], |_| Ok(()))?.is_some())
}

/// The happening of the event that this one is most like.
fn nearest(db: &Connection, key: i64, id: &str, profile: &Profile) -> Result<Option<(i64, Join)>, Error> {
    let mut liked: Vec<(Likeness, i64, i64)> = Vec::new();
    for (event, happening, other) in candidates::of(db, key, profile)? {
        liked.extend(likeness(profile, &other).filter(|like| like.sure >= ENOUGH).map(|like| (like, event, happening)));
    }
    // The earlier event where two are equally alike.
    liked.sort_by(|a, b| b.0.sure.total_cmp(&a.0.sure).then(a.1.cmp(&b.1)));
    let mut looked_at = Vec::new();
    for (like, event, happening) in liked {
        if looked_at.contains(&happening) {
            continue;
        }
        looked_at.push(happening);
        if !is_ruled_out(db, profile, happening)? && !is_parted(db, id, happening)? {
            return Ok(Some((happening, Join { to: event, likeness: like.sure, why: like.why, by: "reader" })));
        }
    }
    Ok(None)
}

/// Whether something that a happening's events tell cannot be of one happening with this event.
fn is_ruled_out(db: &Connection, profile: &Profile, happening: i64) -> Result<bool, Error> {
    let sql = "SELECT p.profile FROM clusters c JOIN profiles p ON p.event = c.event WHERE c.happening = ?1
        ORDER BY c.event LIMIT ?2";
    let members = all(db, sql, &[&happening, &MOST_MEMBERS], |row| row.get::<_, String>(0))?;
    for member in members {
        if likeness::are_apart(profile, &Profile::parse(&member)?) {
            return Ok(true);
        }
    }
    Ok(false)
}
