//! Rows as answers: reports, events, statements, with the words that they rest on.

use std::cell::RefCell;
use std::collections::BTreeMap;

use record::{Span, Text};
use rusqlite::{Connection, Row};

use crate::rows::{all, first, some_span, span};
use crate::{
    ActorRef, Error, EventTold, Evidence, FigureGiven, Giver, Joined, PlaceRef, ReportRef, StatementTold, Words,
};

/// What every answer about a report needs.
pub struct Teller<'a> {
    db: &'a Connection,
    texts: RefCell<BTreeMap<i64, Option<Text>>>,
    reports: RefCell<BTreeMap<i64, ReportRef>>,
}

/// So many texts and reports are remembered: what is told of one report mostly comes together.
const MOST_REMEMBERED: usize = 32;

/// Remembers one more.
fn remember<T>(known: &RefCell<BTreeMap<i64, T>>, key: i64, value: T) {
    let mut known = known.borrow_mut();
    if known.len() >= MOST_REMEMBERED {
        known.clear();
    }
    known.insert(key, value);
}

const REPORT: &str = "SELECT r.id, r.source, r.url, r.outlet, r.title, r.published, o.name, o.key,
    r.key <> (SELECT min(one.key) FROM reports one WHERE one.story = r.story)
    FROM reports r JOIN stories s ON s.key = r.story JOIN origins o ON o.key = s.origin WHERE r.key = ?1";

const ACTOR: &str = "SELECT a.id, a.name, a.kind, a.country, a.sector, a.title, a.entity, p.handle
    FROM actors a JOIN parties p ON p.key = a.party WHERE a.key = ?1";

fn missing(what: &str) -> Error {
    Error::Damaged { reason: format!("{what} is named and not there") }
}

impl<'a> Teller<'a> {
    /// One that has told nothing yet.
    pub fn of(db: &'a Connection) -> Self {
        Self { db, texts: RefCell::default(), reports: RefCell::default() }
    }

    /// A report.
    pub fn report(&self, key: i64) -> Result<ReportRef, Error> {
        if let Some(report) = self.reports.borrow().get(&key) {
            return Ok(report.clone());
        }
        let report = first(self.db, REPORT, &[&key], |row| {
            Ok(ReportRef {
                id: row.get(0)?,
                source: row.get(1)?,
                url: row.get(2)?,
                outlet: row.get(3)?,
                title: row.get(4)?,
                published: row.get(5)?,
                origin: row.get(6)?,
                origin_key: row.get(7)?,
                is_copy: row.get(8)?,
            })
        })?;
        let report = report.ok_or_else(|| missing("a report"))?;
        remember(&self.reports, key, report.clone());
        Ok(report)
    }

    /// An actor.
    pub fn actor(&self, key: i64) -> Result<ActorRef, Error> {
        let actor = first(self.db, ACTOR, &[&key], |row| {
            Ok(ActorRef {
                id: row.get(0)?,
                name: row.get(1)?,
                kind: row.get(2)?,
                country: row.get(3)?,
                sector: row.get(4)?,
                title: row.get(5)?,
                entity: row.get(6)?,
                handle: row.get(7)?,
            })
        })?;
        actor.ok_or_else(|| missing("an actor"))
    }

    fn place(&self, key: i64) -> Result<PlaceRef, Error> {
        let sql = "SELECT id, name, country, geonames, lat, lon, precision FROM places WHERE key = ?1";
        let place = first(self.db, sql, &[&key], |row| {
            Ok(PlaceRef {
                id: row.get(0)?,
                name: row.get(1)?,
                country: row.get(2)?,
                geonames: row.get(3)?,
                lat: row.get(4)?,
                lon: row.get(5)?,
                precision: row.get(6)?,
            })
        })?;
        place.ok_or_else(|| missing("a place"))
    }

    /// The words of a span, where the report's text is kept.
    fn slice(&self, report: i64, span: Span) -> Result<Option<String>, Error> {
        if !self.texts.borrow().contains_key(&report) {
            let text = first(self.db, "SELECT text FROM texts WHERE report = ?1", &[&report], |row| {
                row.get::<_, Option<String>>(0)
            })?;
            remember(&self.texts, report, text.flatten().map(Text::new));
        }
        let texts = self.texts.borrow();
        let text = texts.get(&report).and_then(Option::as_ref);
        // A span outside of its text is a changed one, which "dateline verify" tells of.
        Ok(text.filter(|text| span.start <= span.end && span.end <= text.len()).map(|text| text.slice(span).to_owned()))
    }

    /// Words of a report.
    pub fn words(&self, report: i64, span: Span) -> Result<Words, Error> {
        Ok(Words { start: span.start, end: span.end, words: self.slice(report, span)? })
    }

    /// A sentence of a report.
    pub fn sentence(&self, report: i64, number: usize) -> Result<Option<String>, Error> {
        let sql = "SELECT span_start, span_end FROM sentences WHERE report = ?1 AND number = ?2";
        let span = first(self.db, sql, &[&report, &number], |row| span(row, 0))?;
        span.map_or(Ok(None), |span| self.slice(report, span))
    }

    /// An event as its report tells it.
    pub fn event(&self, key: i64) -> Result<EventTold, Error> {
        let (mut event, report, place) = self.event_bare(key)?;
        event.place = place.map(|place| self.place(place)).transpose()?;
        event.mentions = self.mentions(report, key)?;
        Ok(event)
    }

    /// An event with all that it can contradict another by: neither where it was nor the sentences that tell it.
    pub fn event_without_words(&self, key: i64) -> Result<EventTold, Error> {
        self.event_bare(key).map(|(event, ..)| event)
    }

    /// An event without its place and mentions; the keys of its report and of its place.
    fn event_bare(&self, key: i64) -> Result<(EventTold, i64, Option<i64>), Error> {
        let sql =
            "SELECT e.report, e.id, h.id, joined.id, c.likeness, c.why, c.by, e.type, e.mode, e.cameo, e.intensity,
            e.quad, e.factuality, e.standing, e.day, e.date_value, e.place, e.confidence
            FROM events e JOIN clusters c ON c.event = e.key JOIN happenings h ON h.key = c.happening
            LEFT JOIN events joined ON joined.key = c.joined_to WHERE e.key = ?1";
        let told = first(self.db, sql, &[&key], |row| {
            let joined = Joined { to: row.get(3)?, likeness: row.get(4)?, why: row.get(5)?, by: row.get(6)? };
            Ok((row.get::<_, i64>(0)?, joined, row.get::<_, Option<i64>>(16)?, Half::of(row)?))
        })?;
        let (report_key, joined, place, half) = told.ok_or_else(|| missing("an event"))?;
        let report = self.report(report_key)?;
        let event = EventTold {
            id: half.id.clone(),
            happening: half.happening,
            joined,
            kind: half.kind,
            mode: half.mode,
            cameo: half.cameo,
            intensity: half.intensity,
            quad: half.quad,
            factuality: half.factuality,
            standing: half.standing,
            day: half.day,
            date: half.date,
            sources: self.side(key, "source")?,
            recipients: self.side(key, "recipient")?,
            place: None,
            givers: self.givers(report_key, key, -1)?,
            figures: self.figures(report_key, &report, key, &half.id)?,
            mentions: Vec::new(),
            confidence: half.confidence,
            report,
        };
        Ok((event, report_key, place))
    }

    fn side(&self, event: i64, role: &str) -> Result<Vec<ActorRef>, Error> {
        let sql = "SELECT actor FROM event_parties WHERE event = ?1 AND role = ?2 ORDER BY number";
        let keys = all(self.db, sql, &[&event, &role], |row| row.get::<_, i64>(0))?;
        keys.into_iter().map(|key| self.actor(key)).collect()
    }

    fn mentions(&self, report: i64, event: i64) -> Result<Vec<Evidence>, Error> {
        let sql = "SELECT span_start, span_end, sentence FROM mentions WHERE event = ?1 ORDER BY number";
        let mentions = all(self.db, sql, &[&event], |row| Ok((span(row, 0)?, row.get::<_, usize>(2)?)))?;
        let told = mentions.into_iter().map(|(span, sentence)| {
            let sentence_words = self.sentence(report, sentence)?;
            Ok(Evidence { words: self.words(report, span)?, sentence, sentence_words })
        });
        told.collect()
    }

    /// On whose word an event (`figure` is -1) or one of its figures stands.
    fn givers(&self, report: i64, event: i64, figure: i64) -> Result<Vec<Giver>, Error> {
        let sql =
            "SELECT v.kind, v.statement, s.id, coalesce(v.actor, s.speaker), coalesce(s.is_anonymous, 0), v.span_start,
            v.span_end FROM vouchers v LEFT JOIN statements s ON s.key = v.statement
            WHERE v.event = ?1 AND v.figure = ?2 ORDER BY v.number";
        let vouchers = all(self.db, sql, &[&event, &figure], |row| {
            let giver = Giver {
                kind: row.get(0)?,
                name: None,
                actor: None,
                statement: row.get(2)?,
                is_anonymous: row.get(4)?,
                via: Vec::new(),
            };
            Ok((giver, row.get::<_, Option<i64>>(1)?, row.get::<_, Option<i64>>(3)?, some_span(row, 5)?))
        })?;
        let told = vouchers.into_iter().map(|(mut giver, statement, actor, span)| {
            if let Some(actor) = actor {
                let actor = self.actor(actor)?;
                (giver.name, giver.actor) = (Some(actor.name), Some(actor.id));
            }
            if let Some(statement) = statement {
                giver.via = self.via(statement)?;
            }
            if let Some(span) = span {
                giver.name = self.words(report, span)?.words;
            }
            Ok(giver)
        });
        told.collect()
    }

    fn via(&self, statement: i64) -> Result<Vec<String>, Error> {
        all(self.db, "SELECT name FROM statement_via WHERE statement = ?1 ORDER BY number", &[&statement], |row| {
            row.get(0)
        })
    }

    fn figures(&self, key: i64, report: &ReportRef, event: i64, id: &str) -> Result<Vec<FigureGiven>, Error> {
        let sql = "SELECT number, kind, low, high, is_approximate, span_start, span_end FROM figures
            WHERE event = ?1 ORDER BY number";
        let figures = all(self.db, sql, &[&event], |row| {
            let values = (row.get::<_, String>(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok((row.get::<_, i64>(0)?, values, span(row, 5)?))
        })?;
        let given = figures.into_iter().map(|(number, (kind, low, high, is_approximate), span)| {
            Ok(FigureGiven {
                kind,
                low,
                high,
                is_approximate,
                words: self.words(key, span)?,
                givers: self.givers(key, event, number)?,
                event: id.to_owned(),
                report: report.id.clone(),
                outlet: report.outlet.clone(),
                origin: report.origin.clone(),
                published: report.published.clone(),
            })
        });
        given.collect()
    }

    /// A statement as its report tells it.
    pub fn statement(&self, key: i64) -> Result<StatementTold, Error> {
        let sql = "SELECT report, id, kind, speaker, is_anonymous, addressee, cue_start, cue_end, sentence
            FROM statements WHERE key = ?1";
        let told = first(self.db, sql, &[&key], |row| {
            let actors = (row.get::<_, Option<i64>>(3)?, row.get::<_, Option<i64>>(5)?);
            let rest = (row.get(1)?, row.get(2)?, row.get(4)?, row.get::<_, usize>(8)?);
            Ok((row.get::<_, i64>(0)?, actors, some_span(row, 6)?, rest))
        })?;
        let Some((report, (speaker, addressee), cue, (id, kind, is_anonymous, sentence))) = told else {
            return Err(missing("a statement"));
        };
        let sql = "SELECT span_start, span_end FROM statement_pieces WHERE statement = ?1 ORDER BY number";
        let pieces = all(self.db, sql, &[&key], |row| span(row, 0))?;
        Ok(StatementTold {
            id,
            kind,
            is_anonymous,
            sentence,
            sentence_words: self.sentence(report, sentence)?,
            report: self.report(report)?,
            speaker: speaker.map(|key| self.actor(key)).transpose()?,
            addressee: addressee.map(|key| self.actor(key)).transpose()?,
            via: self.via(key)?,
            cue: cue.map(|span| self.words(report, span)).transpose()?,
            content: pieces.into_iter().map(|span| self.words(report, span)).collect::<Result<_, _>>()?,
        })
    }
}

/// The columns of an event that are taken as they are.
struct Half {
    id: String,
    happening: String,
    kind: String,
    mode: Option<String>,
    cameo: String,
    intensity: f64,
    quad: String,
    factuality: String,
    standing: String,
    day: Option<String>,
    date: Option<String>,
    confidence: f64,
}

impl Half {
    fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(1)?,
            happening: row.get(2)?,
            kind: row.get(7)?,
            mode: row.get(8)?,
            cameo: row.get(9)?,
            intensity: row.get(10)?,
            quad: row.get(11)?,
            factuality: row.get(12)?,
            standing: row.get(13)?,
            day: row.get(14)?,
            date: row.get(15)?,
            confidence: row.get(17)?,
        })
    }
}
