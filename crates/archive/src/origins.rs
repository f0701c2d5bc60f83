//! Which reports are copies of one text, and whose text that is.
//!
//! The same measure as within one run ([`intake::once`]), with what is remembered kept in the archive, so that a reprint is
//! known years after the first.

use std::collections::BTreeMap;

use intake::once::{Claimed, Trace, copied, fingerprints_in, house, trace};
use record::{Origin, Report};
use rusqlite::Connection;

use crate::change::Change;
use crate::rows::{all, first, insert, run};
use crate::{Error, reading, seals};

/// So many of the reports that share most fingerprints are compared in full.
const MOST_COMPARED: usize = 16;

/// A fingerprint that more reports have is one of a template; the latest of them are looked at.
const MOST_REPORTS: i64 = 8;

/// The story that a report tells: that of the report it is a copy of, or a new one.
pub fn story_of(db: &Connection, report: &Report, trace: &Trace) -> Result<i64, Error> {
    if let Some(copied) = &report.copy_of {
        let sql = "SELECT story FROM reports WHERE id = ?1";
        if let Some(story) = first(db, sql, &[copied], |row| row.get(0))? {
            return Ok(story);
        }
    }
    if let Some(story) = nearest(db, trace)? {
        return Ok(story);
    }
    let origin = nameless(db, report)?;
    let story = insert(db, "INSERT INTO stories (origin, is_foreign, seal) VALUES (?1, 0, x'')", &[&origin])?;
    seals::STORIES.seal(db, &[&story])?;
    Ok(story)
}

fn nearest(db: &Connection, trace: &Trace) -> Result<Option<i64>, Error> {
    let mut n_shared: BTreeMap<i64, usize> = BTreeMap::new();
    for fingerprint in &trace.fingerprints {
        let sql = "SELECT report FROM fingerprints WHERE fingerprint = ?1 ORDER BY report DESC LIMIT ?2";
        for report in all(db, sql, &[fingerprint, &MOST_REPORTS], |row| row.get(0))? {
            *n_shared.entry(report).or_default() += 1;
        }
    }
    let mut candidates: Vec<(i64, usize)> = n_shared.into_iter().collect();
    candidates.sort_by_key(|&(report, n_shared)| (usize::MAX - n_shared, report));
    let mut nearest: Option<((f64, f64), i64)> = None;
    for (report, _) in candidates.into_iter().take(MOST_COMPARED) {
        let sql = "SELECT t.units, r.story FROM traces t JOIN reports r ON r.key = t.report WHERE t.report = ?1";
        let found = first(db, sql, &[&report], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?)))?;
        let Some((bytes, story)) = found else { continue };
        let near = copied(&trace.units, &unpacked(&bytes), are_rivals(db, story, &trace.claim)?);
        if let Some(near) = near.filter(|near| nearest.is_none_or(|(best, _)| *near > best)) {
            nearest = Some((near, story));
        }
    }
    Ok(nearest.map(|(_, story)| story))
}

/// Whether other agencies signed the story, and the one that signs here did not.
fn are_rivals(db: &Connection, story: i64, claim: &Claimed) -> Result<bool, Error> {
    let Some(signer) = claim.origin.as_ref().filter(|_| claim.rank == Claimed::SIGNED) else { return Ok(false) };
    let sql = "SELECT o.house FROM claims c JOIN origins o ON o.key = c.origin WHERE c.story = ?1 AND c.rank = 0";
    let signers: Vec<String> = all(db, sql, &[&story], |row| row.get(0))?;
    Ok(!signers.is_empty() && !signers.contains(&house(&signer.name)))
}

/// Keeps what a report is known by.
pub fn keep_trace(db: &Connection, key: i64, trace: &Trace) -> Result<(), Error> {
    let bytes: Vec<u8> = trace.units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    run(db, "INSERT INTO traces VALUES (?1, ?2)", &[&key, &bytes])?;
    for fingerprint in &trace.fingerprints {
        run(db, "INSERT OR IGNORE INTO fingerprints VALUES (?1, ?2)", &[fingerprint, &key])?;
    }
    Ok(())
}

/// Takes what a report says of its origin into account.
pub fn take_claim(db: &Change, key: i64, story: i64, report: &Report, claim: Claimed) -> Result<(), Error> {
    let claim = settled(db, report, claim)?;
    if claim.is_foreign {
        run(db, "UPDATE stories SET is_foreign = 1 WHERE key = ?1", &[&story])?;
    }
    if let Some(origin) = &claim.origin {
        let origin = named(db, origin, claim.is_agency())?;
        let day = report.published.as_deref().unwrap_or("9999-12-31");
        let sql = "INSERT INTO claims (story, rank, origin, n_reports, first_day, first_report, seal)
            VALUES (?1, ?2, ?3, 1, ?4, ?5, x'') ON CONFLICT DO UPDATE SET n_reports = n_reports + 1,
            first_report = CASE WHEN ?4 < first_day THEN ?5 ELSE first_report END, first_day = min(first_day, ?4)";
        run(db, sql, &[&story, &claim.rank, &origin, &day, &key])?;
        seals::CLAIMS.seal(db, &[&story, &claim.rank, &origin])?;
    }
    settle(db, story)
}

/// Makes a story's claims anew from the reports that it still has; a story without one goes.
pub fn rebuild(db: &Change, story: i64) -> Result<(), Error> {
    db.opens_story(story)?;
    let origins = all(
        db,
        "SELECT origin FROM claims WHERE story = ?1 UNION SELECT origin FROM stories WHERE key = ?1",
        &[&story],
        |row| row.get::<_, i64>(0),
    )?;
    run(db, "DELETE FROM claims WHERE story = ?1", &[&story])?;
    let reports =
        all(db, "SELECT key FROM reports WHERE story = ?1 ORDER BY key", &[&story], |row| row.get::<_, i64>(0))?;
    match reports.first() {
        None => {
            run(db, "DELETE FROM stories WHERE key = ?1", &[&story])?;
        }
        Some(&first) => {
            let nameless = nameless(db, &reading::record_of(db, first)?.report)?;
            run(db, "UPDATE stories SET origin = ?2, is_foreign = 0 WHERE key = ?1", &[&story, &nameless])?;
        }
    }
    for key in reports {
        let report = reading::record_of(db, key)?.report;
        let claim = trace(&report).claim;
        take_claim(db, key, story, &report, claim)?;
    }
    for origin in origins {
        let sql = "DELETE FROM origins WHERE key = ?1 AND key NOT IN (SELECT origin FROM stories)
            AND NOT EXISTS (SELECT 1 FROM claims WHERE origin = ?1)";
        run(db, sql, &[&origin])?;
    }
    Ok(())
}

/// The fingerprints of a report, by what is kept of it.
pub fn fingerprints_of(db: &Connection, key: i64) -> Result<Vec<u32>, Error> {
    let units = first(db, "SELECT units FROM traces WHERE report = ?1", &[&key], |row| row.get::<_, Vec<u8>>(0))?;
    Ok(units.map(|bytes| fingerprints_in(&unpacked(&bytes))).unwrap_or_default())
}

/// The claim as it stands beside what the archive knows: a name that others have signed with is an agency's. Where the
/// report's own words are gone, the record's origin is what they said.
fn settled(db: &Connection, report: &Report, mut claim: Claimed) -> Result<Claimed, Error> {
    let sql = "SELECT 1 FROM origins WHERE house = ?1 AND is_agency";
    for origin in std::mem::take(&mut claim.perhaps) {
        if claim.rank > Claimed::SIGNED && first(db, sql, &[&house(&origin.name)], |_| Ok(()))?.is_some() {
            (claim.origin, claim.rank) = (Some(origin), Claimed::SIGNED);
        }
    }
    if claim.rank >= Claimed::OWN
        && let Some(origin) = &report.origin
        && claim.origin.as_ref().is_none_or(|own| house(&own.name) != house(&origin.name))
    {
        // What a run found out through copies that the archive may not have.
        (claim.origin, claim.rank) = (Some(origin.clone()), Claimed::SIGNED + 1);
    }
    Ok(claim)
}

/// Settles whose text a story is by all that its reports say.
pub fn settle(db: &Change, story: i64) -> Result<(), Error> {
    let sql = "SELECT origin, rank FROM claims WHERE story = ?1 ORDER BY rank,
        CASE WHEN rank < ?2 THEN n_reports ELSE 0 END DESC, first_day, first_report LIMIT 1";
    let heaviest: Option<(i64, u8)> = first(db, sql, &[&story, &Claimed::OWN], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let Some((origin, rank)) = heaviest {
        let sql = "SELECT 1 FROM stories WHERE key = ?1 AND origin <> ?2 AND (?3 < ?4 OR NOT is_foreign)";
        if first(db, sql, &[&story, &origin, &rank, &Claimed::OWN], |_| Ok(()))?.is_some() {
            db.opens_story(story)?;
            run(db, "UPDATE stories SET origin = ?2 WHERE key = ?1", &[&story, &origin])?;
        }
    }
    seals::STORIES.seal(db, &[&story])
}

fn named(db: &Connection, origin: &Origin, is_agency: bool) -> Result<i64, Error> {
    let house = house(&origin.name);
    let known = first(db, "SELECT key, is_agency FROM origins WHERE house = ?1", &[&house], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?))
    })?;
    let key = match known {
        Some((key, was)) if was || !is_agency => return Ok(key),
        Some((key, _)) => {
            run(db, "UPDATE origins SET is_agency = 1 WHERE key = ?1", &[&key])?;
            key
        }
        None => {
            let sql = "INSERT INTO origins (house, name, is_agency, seal) VALUES (?1, ?2, ?3, x'')";
            insert(db, sql, &[&house, &origin.name, &is_agency])?
        }
    };
    seals::ORIGINS.seal(db, &[&key])?;
    Ok(key)
}

/// The origin of a text that names none: itself.
fn nameless(db: &Connection, report: &Report) -> Result<i64, Error> {
    let house = format!("?{}", report.id);
    if let Some(key) = first(db, "SELECT key FROM origins WHERE house = ?1", &[&house], |row| row.get(0))? {
        return Ok(key);
    }
    let sql = "INSERT INTO origins (house, name, is_agency, seal) VALUES (?1, NULL, 0, x'')";
    let key = insert(db, sql, &[&house])?;
    seals::ORIGINS.seal(db, &[&key])?;
    Ok(key)
}

/// Units as they are kept.
pub fn unpacked(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect()
}
