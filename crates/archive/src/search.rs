//! Questions that find reports, events and statements.

use rusqlite::ToSql;
use rusqlite::types::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rows::{all, first};
use crate::stream::Cursor;
use crate::telling::Teller;
use crate::{Archive, Error, EventTold, ReportRef, StatementTold, parties};

/// What is looked for; all that is set must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Search {
    /// Words of the report: `grain "black sea" -wheat port*`.
    pub words: Option<String>,
    /// Countries' codes, names, entities: each has a part in it.
    pub actors: Vec<String>,
    /// A place's name, or a country's code for all places there.
    pub place: Option<String>,
    /// PLOVER types, any of them.
    pub types: Vec<String>,
    /// Factualities, any of them.
    pub factuality: Vec<String>,
    /// Who says it.
    pub speaker: Option<String>,
    /// Whether the speaker is a person whom the report does not name.
    pub anonymous: Option<bool>,
    /// Through whom the report has it.
    pub via: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Not before this day.
    pub from: Option<String>,
    /// Not after this day.
    pub to: Option<String>,
    /// What to find; where nothing is told, what the rest is about: events where types, factuality, actors or places
    /// are asked for, statements where speakers are, else reports.
    pub wanted: Option<Wanted>,
    /// So many at most; 0 for twenty.
    pub limit: usize,
    /// So many are left out first.
    pub offset: usize,
    /// Where to go on.
    pub cursor: Option<Cursor>,
}

/// What a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Reports.
    Reports,
    /// Events as reports tell them.
    Events,
    /// Statements.
    Statements,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The hits: reports by how well they fit, events and statements the latest first.
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub has_more: bool,
    /// Where these are.
    pub next: Option<Cursor>,
    /// Whether the archive was too large to look at all of it: there may be other hits, further on where there are more,
    /// among older reports where hits come by how well they fit.
    pub is_cut: bool,
}

/// One hit.
#[expect(clippy::large_enum_variant, reason = "hits are few, and reports the most of them")]
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Hit {
    /// A report, and the first sentence that has the words.
    Report {
        /// The report.
        report: ReportRef,
        /// The sentence's number.
        sentence: Option<usize>,
        /// The sentence.
        sentence_words: Option<String>,
    },
    /// An event.
    Event(Box<EventTold>),
    /// A statement.
    Statement(Box<StatementTold>),
}

/// So many hits where no number is asked for, and so many at most.
const USUAL: usize = 20;
const MOST: usize = 10_000;

/// Of the reports that have the words, so many of the latest are put in order by how well they fit.
const MOST_RANKED: usize = 5_000;

/// A question in the making: conditions and their values.
#[derive(Default)]
pub(crate) struct Question {
    pub(crate) conditions: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Question {
    /// A question that is asked of one key, its first value.
    pub(crate) fn after_key() -> Self {
        Self { conditions: Vec::new(), values: vec![Value::Null] }
    }

    pub(crate) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    pub(crate) fn one_of(&mut self, column: &str, values: &[String]) {
        if !values.is_empty() {
            let marks: Vec<String> = values.iter().map(|value| self.value(value.clone())).collect();
            self.conditions.push(format!("{column} IN ({})", marks.join(", ")));
        }
    }

    pub(crate) fn is(&mut self, condition: &str, value: impl Into<Value>) {
        let mark = self.value(value);
        self.conditions.push(condition.replace("{}", &mark));
    }

    /// One of the parties has a part in it.
    pub(crate) fn and_part(&mut self, parties: &[i64], is_statement: &str, day: &str, owner: &str) {
        self.conditions.push(format!(
            "EXISTS (SELECT 1 FROM parts d WHERE d.party IN ({}) AND d.is_statement = {is_statement} AND d.day = {day}
                AND d.owner = {owner})",
            listed(parties)
        ));
    }

    pub(crate) fn and(&self) -> String {
        if self.conditions.is_empty() { "1".to_owned() } else { self.conditions.join(" AND ") }
    }

    /// As a check of one key; none where nothing is asked.
    pub(crate) fn check(&self, from: &str, key: &str) -> Option<(String, Vec<Value>)> {
        if self.conditions.is_empty() {
            return None;
        }
        let sql = format!("SELECT 1 FROM {from} WHERE {key} = ?1 AND {}", self.and());
        Some((sql, self.values.iter().skip(1).cloned().collect()))
    }

    pub(crate) fn parameters(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}

impl Archive {
    /// What fits the question.
    pub fn search(&self, search: &Search) -> Result<Found, Error> {
        let limit = if search.limit == 0 { USUAL } else { search.limit.min(MOST) };
        let wanted = search.wanted.unwrap_or_else(|| {
            let of_statements = search.speaker.is_some() || search.anonymous.is_some() || search.via.is_some();
            let of_events = !search.types.is_empty()
                || !search.factuality.is_empty()
                || !search.actors.is_empty()
                || search.place.is_some();
            match (of_statements, of_events) {
                (true, _) => Wanted::Statements,
                (_, true) => Wanted::Events,
                _ => Wanted::Reports,
            }
        });
        let (keys, next, is_cut) = match (wanted, search.words()) {
            (Wanted::Reports, Some(words)) => self.ranked(search, &words, limit)?,
            _ => {
                let mut stream = match wanted {
                    Wanted::Reports => self.reports_found(search)?,
                    Wanted::Events => self.events_found(search)?,
                    Wanted::Statements => self.statements_found(search)?,
                };
                let (keys, next) = stream.page(search.offset, limit)?;
                (keys, next, stream.is_cut)
            }
        };
        let teller = Teller::of(&self.db);
        let hits = keys.into_iter().map(|key| {
            Ok(match wanted {
                Wanted::Events => Hit::Event(Box::new(teller.event(key)?)),
                Wanted::Statements => Hit::Statement(Box::new(teller.statement(key)?)),
                Wanted::Reports => self.report_hit(&teller, search, key)?,
            })
        });
        Ok(Found { hits: hits.collect::<Result<_, Error>>()?, has_more: next.is_some(), next, is_cut })
    }

    /// Reports with these words, those that fit best first.
    fn ranked(&self, search: &Search, words: &str, limit: usize) -> Result<(Vec<i64>, Option<Cursor>, bool), Error> {
        // To weigh a report takes longer than to find it.
        let sql = "SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2";
        let oldest = first(&self.db, sql, &[&words, &MOST_RANKED], |row| row.get::<_, i64>(0))?;
        let mut question = Question::default();
        question.is("words MATCH {}", words.to_owned());
        question.is("words.rowid > {}", oldest.unwrap_or(-1));
        if let Some(outlet) = &search.outlet {
            question.is("r.outlet = {} COLLATE NOCASE", outlet.clone());
        }
        if let Some(from) = &search.from {
            question.is("r.published >= {}", from.clone());
        }
        if let Some(to) = &search.to {
            question.is("r.published <= {}", to.clone());
        }
        self.naming(search, &mut question)?;
        let skipped = match search.cursor {
            Some(Cursor::After(n)) => n,
            _ => search.offset,
        };
        let (most, offset) = (question.value(limit as i64 + 1), question.value(skipped as i64));
        let sql = format!(
            "SELECT r.key FROM words CROSS JOIN reports r ON r.key = words.rowid WHERE {}
            ORDER BY bm25(words), r.key LIMIT {most} OFFSET {offset}",
            question.and()
        );
        let mut keys = all(&self.db, &sql, &question.parameters(), |row| row.get(0))?;
        let has_more = keys.len() > limit;
        keys.truncate(limit);
        Ok((keys, has_more.then_some(Cursor::After(skipped + limit)), oldest.is_some()))
    }

    fn report_hit(&self, teller: &Teller, search: &Search, key: i64) -> Result<Hit, Error> {
        let report = teller.report(key)?;
        let mut sentence = None;
        if let Some(words) = search.words() {
            let sql = "SELECT highlight(words, 0, char(2), char(3)) FROM words WHERE rowid = ?1 AND words MATCH ?2";
            let marked = first(&self.db, sql, &[&key, &words], |row| row.get::<_, Option<String>>(0))?.flatten();
            if let Some(before) = marked.as_deref().and_then(|marked| marked.split('\u{2}').next()) {
                let at = before.chars().count();
                let sql = "SELECT number FROM sentences WHERE report = ?1 AND span_end > ?2 ORDER BY number LIMIT 1";
                sentence = first(&self.db, sql, &[&key, &at], |row| row.get::<_, usize>(0))?;
            }
        }
        let sentence_words = sentence.map(|number| teller.sentence(key, number)).transpose()?.flatten();
        Ok(Hit::Report { report, sentence, sentence_words })
    }

    /// The parties that these words mean; an error where the archive has none.
    pub(crate) fn called(&self, words: &str) -> Result<Vec<i64>, Error> {
        let parties = parties::called(&self.db, words)?;
        if parties.is_empty() {
            return Err(Error::Unknown(format!(
                "no report names \"{words}\"; ask for a country by its code (USA), for anybody else by name"
            )));
        }
        Ok(parties)
    }
}

/// Keys, parted by commas.
pub fn listed(keys: &[i64]) -> String {
    keys.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

/// Keys as a list that `json_each` gives back, in one question for all of them.
pub fn keys_as_json(keys: &[i64]) -> String {
    format!("[{}]", listed(keys))
}
