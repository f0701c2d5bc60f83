//! A record as rows.

use std::collections::BTreeMap;

use record::{Actor, Event, Factuality, Grain, Place, Record, RoleKind, Statement, Voucher};
use rusqlite::Connection;

use crate::add::Keep;
use crate::ids::{Taken, id_of};
use crate::parts::Keys;
use crate::rows::{columns, first, insert, number, run, some_columns};
use crate::{Error, parties, seals};

/// What a record is written with.
pub struct Frame {
    /// Whether its words are kept.
    pub keep: Keep,
    /// The run's key.
    pub run: i64,
    /// The story's key.
    pub story: i64,
    /// The key that its report had before.
    pub key: Option<i64>,
}

/// A record that is being written, and the keys that its rows have got.
pub struct Writer<'a> {
    db: &'a Connection,
    record: &'a Record,
    /// The report's key.
    pub report: i64,
    /// Keys of actors, by their ids in the record; with the parties that each stands for.
    pub actors: BTreeMap<&'a str, (i64, Vec<i64>)>,
    /// Keys of places.
    pub places: BTreeMap<&'a str, i64>,
    /// Keys of statements.
    pub statements: BTreeMap<&'a str, i64>,
    /// Keys and lasting ids of events, in the record's order.
    pub events: Vec<(i64, String)>,
    statement_keys: Vec<(i64, String)>,
    taken: Taken,
}

impl<'a> Writer<'a> {
    /// Writes all that the record holds.
    pub fn write(db: &'a Connection, record: &'a Record, frame: &Frame) -> Result<Self, Error> {
        let report = write_report(db, record, frame)?;
        let mut writer = Self {
            db,
            record,
            report,
            actors: BTreeMap::new(),
            places: BTreeMap::new(),
            statements: BTreeMap::new(),
            events: Vec::new(),
            statement_keys: Vec::new(),
            taken: Taken::default(),
        };
        record.actors.iter().try_for_each(|actor| writer.actor(actor))?;
        record.places.iter().try_for_each(|place| writer.place(place))?;
        record.statements.iter().try_for_each(|statement| writer.statement(statement))?;
        record.events.iter().try_for_each(|event| writer.event(event))?;
        for (at, doubt) in record.doubts.iter().enumerate() {
            let (start, end) = some_columns(doubt.span);
            let sql = "INSERT INTO doubts VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            run_in(db, sql, &[&report, &number(at), &doubt.at, &doubt.reason, &start, &end])?;
        }
        Ok(writer)
    }

    /// All keys of its own, as the counts and parts of the report need them.
    pub fn keys(&self) -> Keys<'a> {
        Keys { actors: self.actors.clone(), statements: self.statement_keys.clone(), events: self.events.clone() }
    }

    fn id(&mut self, kind: char, parts: &[&str], span: record::Span) -> String {
        let id = id_of(kind, &self.record.report.id, parts, span);
        self.taken.take(id)
    }

    fn actor(&mut self, actor: &'a Actor) -> Result<(), Error> {
        let span = actor.mentions.first().copied().unwrap_or(record::Span::new(0, 0));
        let id = self.id('a', &[&actor.name], span);
        let handles = parties::of_actor(self.db, actor)?;
        let sql = "INSERT INTO actors (id, report, local, name, kind, country, sector, title, entity, basis, party)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        #[rustfmt::skip]
        let key = insert(self.db, sql, &[
            &id, &self.report, &actor.id, &actor.name, &actor.kind.as_str(), &actor.country, &actor.sector.as_str(),
            &actor.title, &actor.entity, &actor.basis.as_str(), &handles[0],
        ])?;
        for (at, &span) in actor.mentions.iter().enumerate() {
            let (start, end) = columns(span);
            let sql = "INSERT INTO actor_mentions VALUES (?1, ?2, ?3, ?4)";
            run_in(self.db, sql, &[&key, &number(at), &start, &end])?;
        }
        self.actors.insert(&actor.id, (key, handles));
        Ok(())
    }

    fn place(&mut self, place: &'a Place) -> Result<(), Error> {
        let span = place.mentions.first().copied().unwrap_or(record::Span::new(0, 0));
        let id = self.id('p', &[&place.name], span);
        let sql = "INSERT INTO places (id, report, local, name, country, admin1, geonames, lat, lon, precision)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
        #[rustfmt::skip]
        let key = insert(self.db, sql, &[
            &id, &self.report, &place.id, &place.name, &place.country, &place.admin1, &place.geonames, &place.lat,
            &place.lon, &place.precision.as_str(),
        ])?;
        for (at, &span) in place.mentions.iter().enumerate() {
            let (start, end) = columns(span);
            let sql = "INSERT INTO place_mentions VALUES (?1, ?2, ?3, ?4)";
            run_in(self.db, sql, &[&key, &number(at), &start, &end])?;
        }
        self.places.insert(&place.id, key);
        Ok(())
    }

    fn statement(&mut self, statement: &'a Statement) -> Result<(), Error> {
        let starts = statement.content.first().or(statement.cue.as_ref()).or(statement.speaker_span.as_ref());
        let span = starts.copied().unwrap_or(record::Span::new(0, 0));
        let id = self.id('s', &[], span);
        let actor = |id: &Option<String>| id.as_deref().and_then(|id| self.actors.get(id)).map(|(key, _)| *key);
        let (speaker_start, speaker_end) = some_columns(statement.speaker_span);
        let (cue_start, cue_end) = some_columns(statement.cue);
        let sentences = &self.record.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.end <= span.start);
        let sentence = sentence.min(sentences.len().saturating_sub(1));
        let sql = "INSERT INTO statements (id, report, local, kind, speaker, speaker_start, speaker_end, cue_start,
            cue_end, addressee, is_anonymous, sentence, day)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
        #[rustfmt::skip]
        let key = insert(self.db, sql, &[
            &id, &self.report, &statement.id, &statement.kind.as_str(), &actor(&statement.speaker), &speaker_start,
            &speaker_end, &cue_start, &cue_end, &actor(&statement.addressee), &statement.anonymous, &number(sentence),
            &self.record.report.published,
        ])?;
        for (at, &span) in statement.content.iter().enumerate() {
            let (start, end) = columns(span);
            let sql = "INSERT INTO statement_pieces VALUES (?1, ?2, ?3, ?4)";
            run_in(self.db, sql, &[&key, &number(at), &start, &end])?;
        }
        for (at, via) in statement.via.iter().enumerate() {
            let (start, end) = columns(via.span);
            let sql = "INSERT INTO statement_via VALUES (?1, ?2, ?3, ?4, ?5)";
            run_in(self.db, sql, &[&key, &number(at), &via.name, &start, &end])?;
        }
        self.statements.insert(&statement.id, key);
        self.statement_keys.push((key, id));
        Ok(())
    }

    fn event(&mut self, event: &'a Event) -> Result<(), Error> {
        let span = event.mentions.first().map_or(record::Span::new(0, 0), |mention| mention.trigger);
        let id = self.id('e', &[event.kind.as_str()], span);
        let place = event.place.as_deref().and_then(|id| self.places.get(id)).copied();
        let (value, grain) = event.date.as_ref().map(|date| (&date.value, date.grain.as_str())).unzip();
        let (date_start, date_end) = some_columns(event.date.as_ref().map(|date| date.expression));
        let (cue_start, cue_end) = some_columns(event.factuality_cue);
        let day = day_of(self.record, event);
        let sql =
            "INSERT INTO events (id, report, local, type, mode, cameo, intensity, quad, contexts, place, date_value,
            date_grain, date_start, date_end, day, factuality, factuality_start, factuality_end, standing, confidence)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
        #[rustfmt::skip]
        let key = insert(self.db, sql, &[
            &id, &self.report, &event.id, &event.kind.as_str(), &event.mode, &event.cameo, &event.intensity,
            &event.quad.as_str(), &to_json(&event.contexts), &place, &value, &grain, &date_start, &date_end, &day,
            &event.factuality.as_str(), &cue_start, &cue_end, &standing(event), &event.confidence,
        ])?;
        for (role, ids) in [("source", &event.sources), ("recipient", &event.recipients)] {
            for (at, actor) in ids.iter().enumerate() {
                let actor = self.actors.get(actor.as_str()).map(|(key, _)| *key);
                let sql = "INSERT INTO event_parties VALUES (?1, ?2, ?3, ?4)";
                run_in(self.db, sql, &[&key, &role, &number(at), &actor])?;
            }
        }
        self.mentions(event, key)?;
        self.vouchers(key, -1, &event.vouched_by)?;
        for (at, figure) in event.figures.iter().enumerate() {
            let (start, end) = columns(figure.span);
            let count = |count: Option<u64>| count.and_then(|count| i64::try_from(count).ok());
            let (low, high) = (count(figure.low), count(figure.high));
            let sql = "INSERT INTO figures VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            #[rustfmt::skip]
            run_in(self.db, sql, &[
                &key, &number(at), &figure.kind.as_str(), &low, &high, &figure.approximate, &start, &end,
            ])?;
            self.vouchers(key, number(at), &figure.vouched_by)?;
        }
        self.events.push((key, id));
        Ok(())
    }

    fn mentions(&self, event: &Event, key: i64) -> Result<(), Error> {
        for (at, mention) in event.mentions.iter().enumerate() {
            let (start, end) = columns(mention.trigger);
            let sql = "INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5)";
            run_in(self.db, sql, &[&key, &number(at), &start, &end, &number(mention.sentence)])?;
            for (of, role) in mention.roles.iter().enumerate() {
                let (start, end) = columns(role.span);
                let id = role.id.as_deref();
                let place = id.filter(|_| role.role == RoleKind::Place).and_then(|id| self.places.get(id)).copied();
                let actor = id.filter(|_| role.role != RoleKind::Place).and_then(|id| self.actors.get(id));
                let actor = actor.map(|(key, _)| *key);
                let sql = "INSERT INTO mention_roles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
                #[rustfmt::skip]
                run_in(self.db, sql, &[
                    &key, &number(at), &number(of), &role.role.as_str(), &actor, &place, &start, &end,
                ])?;
            }
        }
        Ok(())
    }

    fn vouchers(&self, event: i64, figure: i64, vouchers: &[Voucher]) -> Result<(), Error> {
        for (at, voucher) in vouchers.iter().enumerate() {
            let (mut statement, mut actor, mut span) = (None, None, None);
            let kind = match voucher {
                Voucher::Report(_) => "report",
                Voucher::Statement(id) => {
                    statement = self.statements.get(id.as_str()).copied();
                    "statement"
                }
                Voucher::Actor(id) => {
                    actor = self.actors.get(id.as_str()).map(|(key, _)| *key);
                    "actor"
                }
                Voucher::Unsourced(words) => {
                    span = Some(*words);
                    "unsourced"
                }
            };
            let (start, end) = some_columns(span);
            let sql = "INSERT INTO vouchers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            run_in(self.db, sql, &[&event, &figure, &number(at), &kind, &statement, &actor, &start, &end])?;
        }
        Ok(())
    }
}

fn write_report(db: &Connection, record: &Record, frame: &Frame) -> Result<i64, Error> {
    let report = &record.report;
    let origin = report.origin.as_ref();
    let sql =
        "INSERT INTO reports (key, id, source, url, outlet, title, deck, byline, published, language, removed, origin_name,
        origin_basis, origin_words, copy_of, record_schema, reader, run, story)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
    #[rustfmt::skip]
    let key = insert(db, sql, &[
        &frame.key, &report.id, &report.source, &report.url, &report.outlet, &report.title, &report.deck,
        &to_json(&report.byline), &report.published, &report.language, &to_json(&report.removed),
        &origin.map(|origin| &origin.name), &origin.map(|origin| origin.basis.as_str()),
        &origin.and_then(|origin| origin.words.as_deref()), &report.copy_of, &record.schema, &reader(db, record)?,
        &frame.run, &frame.story,
    ])?;
    let text = (frame.keep == Keep::Text).then(|| report.text.as_str());
    run_in(db, "INSERT INTO texts VALUES (?1, ?2, ?3)", &[&key, &text, &number(report.text.len())])?;
    run_in(db, "INSERT INTO words (rowid, text) VALUES (?1, ?2)", &[&key, &text])?;
    for (at, &span) in record.sentences.iter().enumerate() {
        let (start, end) = columns(span);
        run_in(db, "INSERT INTO sentences VALUES (?1, ?2, ?3, ?4)", &[&key, &number(at), &start, &end])?;
    }
    Ok(key)
}

fn reader(db: &Connection, record: &Record) -> Result<i64, Error> {
    let reader = &record.reader;
    let sql = "SELECT key FROM readers WHERE version = ?1 AND model = ?2 AND codebook = ?3 AND knowledge = ?4";
    let values: [&dyn rusqlite::ToSql; 4] = [&reader.version, &reader.model, &reader.codebook, &reader.knowledge];
    if let Some(key) = first(db, sql, &values, |row| row.get(0))? {
        return Ok(key);
    }
    let sql = "INSERT INTO readers (version, model, codebook, knowledge, seal) VALUES (?1, ?2, ?3, ?4, x'')";
    let key = insert(db, sql, &values)?;
    seals::READERS.seal(db, &[&key])?;
    Ok(key)
}

fn run_in(db: &Connection, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<(), Error> {
    run(db, sql, values).map(|_| ())
}

/// A list of strings or of plain structures as JSON.
fn to_json(list: &impl serde::Serialize) -> String {
    serde_json::to_string(list).expect("strings and lists of them are JSON")
}

/// The first day that the event may have been on; that of publication where the report tells no date.
pub fn day_of(record: &Record, event: &Event) -> Option<String> {
    let Some(date) = &event.date else { return record.report.published.clone() };
    Some(match date.grain {
        Grain::Day => date.value.clone(),
        Grain::Month => format!("{}-01", date.value),
        Grain::Year => format!("{}-01-01", date.value),
    })
}

/// How an event stands in its report: what is planned, possible or denied, and of the rest whether the report says so
/// itself.
pub fn standing(event: &Event) -> &'static str {
    match event.factuality {
        Factuality::Denied => "denied",
        Factuality::Planned => "planned",
        Factuality::Possible => "possible",
        Factuality::Happened | Factuality::Attempted => {
            let own = event.vouched_by.iter().any(|voucher| matches!(voucher, Voucher::Report(_)));
            if own { "asserted" } else { "attributed" }
        }
    }
}
