//! Rows as the record that they came from.

use std::collections::BTreeMap;

use record::{
    Actor, Doubt, Event, EventDate, EventTelling, Figure, Origin, Place, ReaderVersion, Record, Report, Role,
    Statement, Text, Via, Voucher,
};
use rusqlite::{Connection, Row};

use crate::rows::{all, first, json, listed, some_span, span};
use crate::{Archive, Error, Tellings};

impl Archive {
    /// The record of a report, as it was added; its text is empty where texts are not kept.
    pub fn record(&self, report: &str) -> Result<Option<Record>, Error> {
        let key = first(&self.db, "SELECT key FROM reports WHERE id = ?1", &[&report], |row| row.get(0))?;
        key.map(|key| record_of(&self.db, key)).transpose()
    }

    /// The ids of all reports, in the order that they were added.
    pub fn report_ids(&self) -> Result<Vec<String>, Error> {
        all(&self.db, "SELECT id FROM reports ORDER BY key", &[], |row| row.get(0))
    }

    /// The happenings that a report's events tell of, by the events' ids in its record.
    pub fn happenings_of(&self, report: &str) -> Result<BTreeMap<String, Tellings>, Error> {
        let sql = "SELECT e.local, h.id,
            (SELECT count(*) FROM clusters o JOIN mentions m ON m.event = o.event WHERE o.happening = h.key),
            (SELECT count(DISTINCT oe.report) FROM clusters o JOIN events oe ON oe.key = o.event WHERE o.happening = h.key),
            (SELECT count(DISTINCT s.origin) FROM clusters o JOIN events oe ON oe.key = o.event
                JOIN reports r2 ON r2.key = oe.report JOIN stories s ON s.key = r2.story WHERE o.happening = h.key)
            FROM reports r JOIN events e ON e.report = r.key JOIN clusters c ON c.event = e.key
            JOIN happenings h ON h.key = c.happening WHERE r.id = ?1";
        let rows = all(&self.db, sql, &[&report], |row| {
            let told =
                Tellings { id: row.get(1)?, n_mentions: row.get(2)?, n_reports: row.get(3)?, n_origins: row.get(4)? };
            Ok((row.get(0)?, told))
        })?;
        Ok(rows.into_iter().collect())
    }
}

/// The record of the report with this key.
pub fn record_of(db: &Connection, key: i64) -> Result<Record, Error> {
    let sql = "SELECT r.record_schema, d.version, d.model, d.codebook, d.knowledge, r.id, r.source, r.url, r.outlet, r.title,
        r.deck, r.byline, r.origin_name, r.origin_basis, r.origin_words, r.copy_of, r.published, r.language, t.text, r.removed
        FROM reports r JOIN readers d ON d.key = r.reader JOIN texts t ON t.report = r.key WHERE r.key = ?1";
    let whole = first(db, sql, &[&key], |row| {
        let reader =
            ReaderVersion { version: row.get(1)?, model: row.get(2)?, codebook: row.get(3)?, knowledge: row.get(4)? };
        let origin = match row.get::<_, Option<String>>(12)? {
            Some(name) => Some(Origin { name, basis: listed(row, 13)?, words: row.get(14)? }),
            None => None,
        };
        let report = Report {
            id: row.get(5)?,
            source: row.get(6)?,
            url: row.get(7)?,
            outlet: row.get(8)?,
            title: row.get(9)?,
            deck: row.get(10)?,
            byline: json(row, 11)?,
            origin,
            copy_of: row.get(15)?,
            published: row.get(16)?,
            language: row.get(17)?,
            text: Text::new(row.get::<_, Option<String>>(18)?.unwrap_or_default()),
            removed: json(row, 19)?,
        };
        Ok((row.get(0)?, reader, report))
    })?;
    let Some((schema, reader, report)) = whole else {
        return Err(Error::Damaged { reason: format!("report {key} is there in part") });
    };
    let names = Names::of(db, key)?;
    Ok(Record {
        schema,
        reader,
        report,
        sentences: all(
            db,
            "SELECT span_start, span_end FROM sentences WHERE report = ?1 ORDER BY number",
            &[&key],
            |row| span(row, 0),
        )?,
        actors: actors(db, key)?,
        places: places(db, key)?,
        statements: statements(db, key, &names)?,
        events: events(db, key, &names)?,
        doubts: all(
            db,
            "SELECT at, reason, span_start, span_end FROM doubts WHERE report = ?1 ORDER BY number",
            &[&key],
            |row| Ok(Doubt { at: row.get(0)?, reason: row.get(1)?, span: some_span(row, 2)? }),
        )?,
    })
}

/// The record's own ids of actors, places and statements, by key.
struct Names {
    actors: BTreeMap<i64, String>,
    places: BTreeMap<i64, String>,
    statements: BTreeMap<i64, String>,
}

impl Names {
    fn of(db: &Connection, report: i64) -> Result<Self, Error> {
        let of = |sql: &str| -> Result<BTreeMap<i64, String>, Error> {
            Ok(all(db, sql, &[&report], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
        };
        Ok(Self {
            actors: of("SELECT key, local FROM actors WHERE report = ?1")?,
            places: of("SELECT key, local FROM places WHERE report = ?1")?,
            statements: of("SELECT key, local FROM statements WHERE report = ?1")?,
        })
    }

    fn actor(&self, row: &Row, column: usize) -> rusqlite::Result<Option<String>> {
        Ok(row.get::<_, Option<i64>>(column)?.and_then(|key| self.actors.get(&key).cloned()))
    }
}

fn actors(db: &Connection, report: i64) -> Result<Vec<Actor>, Error> {
    let sql = "SELECT key, local, name, kind, country, sector, title, entity, basis FROM actors WHERE report = ?1 ORDER BY key";
    let mut actors = all(db, sql, &[&report], |row| {
        let actor = Actor {
            id: row.get(1)?,
            name: row.get(2)?,
            kind: listed(row, 3)?,
            country: row.get(4)?,
            sector: listed(row, 5)?,
            title: row.get(6)?,
            entity: row.get(7)?,
            basis: listed(row, 8)?,
            mentions: Vec::new(),
        };
        Ok((row.get::<_, i64>(0)?, actor))
    })?;
    let sql = "SELECT span_start, span_end FROM actor_mentions WHERE actor = ?1 ORDER BY number";
    for (key, actor) in &mut actors {
        actor.mentions = all(db, sql, &[key], |row| span(row, 0))?;
    }
    Ok(actors.into_iter().map(|(_, actor)| actor).collect())
}

fn places(db: &Connection, report: i64) -> Result<Vec<Place>, Error> {
    let sql = "SELECT key, local, name, country, admin1, geonames, lat, lon, precision FROM places WHERE report = ?1 ORDER BY key";
    let mut places = all(db, sql, &[&report], |row| {
        let place = Place {
            id: row.get(1)?,
            name: row.get(2)?,
            country: row.get(3)?,
            admin1: row.get(4)?,
            geonames: row.get(5)?,
            lat: row.get(6)?,
            lon: row.get(7)?,
            precision: listed(row, 8)?,
            mentions: Vec::new(),
        };
        Ok((row.get::<_, i64>(0)?, place))
    })?;
    let sql = "SELECT span_start, span_end FROM place_mentions WHERE place = ?1 ORDER BY number";
    for (key, place) in &mut places {
        place.mentions = all(db, sql, &[key], |row| span(row, 0))?;
    }
    Ok(places.into_iter().map(|(_, place)| place).collect())
}

fn statements(db: &Connection, report: i64, names: &Names) -> Result<Vec<Statement>, Error> {
    let sql =
        "SELECT key, local, kind, speaker, speaker_start, speaker_end, cue_start, cue_end, addressee, is_anonymous
        FROM statements WHERE report = ?1 ORDER BY key";
    let mut statements = all(db, sql, &[&report], |row| {
        let statement = Statement {
            id: row.get(1)?,
            kind: listed(row, 2)?,
            speaker: names.actor(row, 3)?,
            speaker_span: some_span(row, 4)?,
            cue: some_span(row, 6)?,
            content: Vec::new(),
            addressee: names.actor(row, 8)?,
            anonymous: row.get(9)?,
            via: Vec::new(),
        };
        Ok((row.get::<_, i64>(0)?, statement))
    })?;
    let pieces = "SELECT span_start, span_end FROM statement_pieces WHERE statement = ?1 ORDER BY number";
    let via = "SELECT name, span_start, span_end FROM statement_via WHERE statement = ?1 ORDER BY number";
    for (key, statement) in &mut statements {
        statement.content = all(db, pieces, &[key], |row| span(row, 0))?;
        statement.via = all(db, via, &[key], |row| Ok(Via { name: row.get(0)?, span: span(row, 1)? }))?;
    }
    Ok(statements.into_iter().map(|(_, statement)| statement).collect())
}

fn events(db: &Connection, report: i64, names: &Names) -> Result<Vec<Event>, Error> {
    let sql = "SELECT key, local, type, mode, cameo, intensity, quad, contexts, place, date_start, date_end, date_value,
        date_grain, factuality, factuality_start, factuality_end, confidence FROM events WHERE report = ?1 ORDER BY key";
    let mut events = all(db, sql, &[&report], |row| {
        let date = match some_span(row, 9)? {
            Some(expression) => Some(EventDate { expression, value: row.get(11)?, grain: listed(row, 12)? }),
            None => None,
        };
        let event = Event {
            id: row.get(1)?,
            kind: listed(row, 2)?,
            mode: row.get(3)?,
            cameo: row.get(4)?,
            intensity: row.get(5)?,
            quad: listed(row, 6)?,
            contexts: json(row, 7)?,
            sources: Vec::new(),
            recipients: Vec::new(),
            place: row.get::<_, Option<i64>>(8)?.and_then(|key| names.places.get(&key).cloned()),
            date,
            factuality: listed(row, 13)?,
            factuality_cue: some_span(row, 14)?,
            vouched_by: Vec::new(),
            figures: Vec::new(),
            confidence: row.get(16)?,
            mentions: Vec::new(),
        };
        Ok((row.get::<_, i64>(0)?, event))
    })?;
    let parties = "SELECT actor FROM event_parties WHERE event = ?1 AND role = ?2 ORDER BY number";
    for (key, event) in &mut events {
        let side = |role: &str| -> Result<Vec<String>, Error> {
            Ok(all(db, parties, &[key, &role], |row| names.actor(row, 0))?.into_iter().flatten().collect())
        };
        event.sources = side("source")?;
        event.recipients = side("recipient")?;
        event.vouched_by = vouchers(db, *key, -1, names)?;
        event.figures = figures(db, *key, names)?;
        event.mentions = tellings(db, *key, names)?;
    }
    Ok(events.into_iter().map(|(_, event)| event).collect())
}

fn figures(db: &Connection, event: i64, names: &Names) -> Result<Vec<Figure>, Error> {
    let sql = "SELECT number, kind, low, high, is_approximate, span_start, span_end FROM figures WHERE event = ?1 ORDER BY number";
    let mut figures = all(db, sql, &[&event], |row| {
        let figure = Figure {
            kind: listed(row, 1)?,
            low: row.get(2)?,
            high: row.get(3)?,
            approximate: row.get(4)?,
            span: span(row, 5)?,
            vouched_by: Vec::new(),
        };
        Ok((row.get::<_, i64>(0)?, figure))
    })?;
    for (number, figure) in &mut figures {
        figure.vouched_by = vouchers(db, event, *number, names)?;
    }
    Ok(figures.into_iter().map(|(_, figure)| figure).collect())
}

fn vouchers(db: &Connection, event: i64, figure: i64, names: &Names) -> Result<Vec<Voucher>, Error> {
    let sql = "SELECT kind, statement, actor, span_start, span_end FROM vouchers
        WHERE event = ?1 AND figure = ?2 ORDER BY number";
    all(db, sql, &[&event, &figure], |row| {
        let kind: String = row.get(0)?;
        Ok(match kind.as_str() {
            "statement" => {
                let key: i64 = row.get(1)?;
                Voucher::Statement(names.statements.get(&key).cloned().ok_or(rusqlite::Error::QueryReturnedNoRows)?)
            }
            "actor" => Voucher::Actor(names.actor(row, 2)?.ok_or(rusqlite::Error::QueryReturnedNoRows)?),
            "unsourced" => Voucher::Unsourced(span(row, 3)?),
            _ => Voucher::Report(true),
        })
    })
}

fn tellings(db: &Connection, event: i64, names: &Names) -> Result<Vec<EventTelling>, Error> {
    let sql = "SELECT number, span_start, span_end, sentence FROM mentions WHERE event = ?1 ORDER BY number";
    let mut tellings = all(db, sql, &[&event], |row| {
        Ok((row.get::<_, i64>(0)?, EventTelling { trigger: span(row, 1)?, sentence: row.get(3)?, roles: Vec::new() }))
    })?;
    let sql = "SELECT role, actor, place, span_start, span_end FROM mention_roles
        WHERE event = ?1 AND mention = ?2 ORDER BY number";
    for (number, telling) in &mut tellings {
        telling.roles = all(db, sql, &[&event, number], |row| {
            let place = row.get::<_, Option<i64>>(2)?.and_then(|key| names.places.get(&key).cloned());
            Ok(Role { role: listed(row, 0)?, id: names.actor(row, 1)?.or(place), span: span(row, 3)? })
        })?;
    }
    Ok(tellings.into_iter().map(|(_, telling)| telling).collect())
}
