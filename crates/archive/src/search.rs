//! Questions that find reports, events and statements.

use rusqlite::ToSql;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use crate::rows::{all, first};
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
}

/// One hit.
#[expect(clippy::large_enum_variant, reason = "hits are few, and reports the most of them")]
#[derive(Clone, Debug, PartialEq, Serialize)]
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

/// A question in the making: joins, conditions and their values.
#[derive(Default)]
pub(crate) struct Question {
    conditions: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Question {
    pub(crate) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn one_of(&mut self, column: &str, values: &[String]) {
        if !values.is_empty() {
            let marks: Vec<String> = values.iter().map(|value| self.value(value.clone())).collect();
            self.conditions.push(format!("{column} IN ({})", marks.join(", ")));
        }
    }

    fn is(&mut self, condition: &str, value: impl Into<Value>) {
        let mark = self.value(value);
        self.conditions.push(condition.replace("{}", &mark));
    }

    pub(crate) fn and(&self) -> String {
        if self.conditions.is_empty() { "1".to_owned() } else { self.conditions.join(" AND ") }
    }

    fn keys(&self, archive: &Archive, sql: &str) -> Result<Vec<i64>, Error> {
        all(&archive.db, sql, &self.parameters(), |row| row.get(0))
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
        let mut keys = match wanted {
            Wanted::Reports => self.reports_found(search, limit)?,
            Wanted::Events => self.events_found(search, limit)?,
            Wanted::Statements => self.statements_found(search, limit)?,
        };
        let has_more = keys.len() > limit;
        keys.truncate(limit);
        let teller = Teller { db: &self.db };
        let hits = keys.into_iter().map(|key| {
            Ok(match wanted {
                Wanted::Events => Hit::Event(Box::new(teller.event(key)?)),
                Wanted::Statements => Hit::Statement(Box::new(teller.statement(key)?)),
                Wanted::Reports => self.report_hit(&teller, search, key)?,
            })
        });
        Ok(Found { hits: hits.collect::<Result<_, Error>>()?, has_more })
    }

    /// Conditions on the report, by the name `r`.
    fn of_report(search: &Search, question: &mut Question) {
        if let Some(outlet) = &search.outlet {
            question.is("r.outlet = {} COLLATE NOCASE", outlet.clone());
        }
    }

    fn words(search: &Search) -> Option<String> {
        search.words.as_deref().map(fts_query).filter(|query| !query.is_empty())
    }

    fn reports_found(&self, search: &Search, limit: usize) -> Result<Vec<i64>, Error> {
        let mut question = Question::default();
        Self::of_report(search, &mut question);
        if let Some(from) = &search.from {
            question.is("r.published >= {}", from.clone());
        }
        if let Some(to) = &search.to {
            question.is("r.published <= {}", to.clone());
        }
        for actor in &search.actors {
            let parties = listed(&self.called(actor)?);
            let condition = format!("r.key IN (SELECT a.report FROM actors a WHERE a.party IN ({parties}))");
            question.conditions.push(condition);
        }
        if let Some(place) = &search.place {
            let mark = question.value(place.clone());
            let within = format!("SELECT report FROM places WHERE name = {mark} COLLATE NOCASE OR country = {mark}");
            question.conditions.push(format!("r.key IN ({within})"));
        }
        let (from, order) = match Self::words(search) {
            Some(words) => {
                question.is("words MATCH {}", words);
                ("words JOIN reports r ON r.key = words.rowid", "words.rank")
            }
            None => ("reports r", "r.published DESC, r.key DESC"),
        };
        let (most, offset) = (question.value(limit as i64 + 1), question.value(search.offset as i64));
        let and = question.and();
        question
            .keys(self, &format!("SELECT r.key FROM {from} WHERE {and} ORDER BY {order} LIMIT {most} OFFSET {offset}"))
    }

    fn events_found(&self, search: &Search, limit: usize) -> Result<Vec<i64>, Error> {
        let (mut question, join) = self.about_events(search)?;
        let (most, offset) = (question.value(limit as i64 + 1), question.value(search.offset as i64));
        let and = question.and();
        question.keys(
            self,
            &format!(
                "SELECT e.key FROM events e JOIN reports r ON r.key = e.report {join} WHERE {and}
                    ORDER BY e.day DESC, e.key DESC LIMIT {most} OFFSET {offset}"
            ),
        )
    }

    /// Conditions on an event `e` and its report `r`, and what has to be joined for them.
    pub(crate) fn about_events(&self, search: &Search) -> Result<(Question, &'static str), Error> {
        let mut question = Question::default();
        Self::of_report(search, &mut question);
        question.one_of("e.type", &search.types);
        question.one_of("e.factuality", &search.factuality);
        if let Some(from) = &search.from {
            question.is("e.day >= {}", from.clone());
        }
        if let Some(to) = &search.to {
            question.is("e.day <= {}", to.clone());
        }
        for actor in &search.actors {
            let parties = listed(&self.called(actor)?);
            question.conditions.push(format!(
                "EXISTS (SELECT 1 FROM dyads d WHERE d.one IN ({parties}) AND d.other = d.one AND NOT d.is_statement
                    AND d.day = coalesce(e.day, '') AND d.owner = e.key)"
            ));
        }
        if let Some(place) = &search.place {
            let mark = question.value(place.clone());
            let within = format!("SELECT key FROM places WHERE name = {mark} COLLATE NOCASE OR country = {mark}");
            question.conditions.push(format!("e.place IN ({within})"));
        }
        let join = self.words_and_said(search, &mut question, "e.report")?;
        Ok((question, join))
    }

    /// Conditions on the words of a report, and on the statements that carry an event.
    fn words_and_said(&self, search: &Search, question: &mut Question, report: &str) -> Result<&'static str, Error> {
        if let Some(words) = Self::words(search) {
            let mark = question.value(words);
            question.conditions.push(format!("{report} IN (SELECT rowid FROM words WHERE words MATCH {mark})"));
        }
        if search.speaker.is_none() && search.anonymous.is_none() && search.via.is_none() {
            return Ok("");
        }
        self.said_by(search, question)?;
        Ok("JOIN vouchers v ON v.event = e.key AND v.figure = -1 JOIN statements s ON s.key = v.statement")
    }

    /// Conditions on a statement, by the name `s`.
    fn said_by(&self, search: &Search, question: &mut Question) -> Result<(), Error> {
        if let Some(speaker) = &search.speaker {
            let parties = listed(&self.called(speaker)?);
            let by = "SELECT d.owner FROM dyads d WHERE d.other = d.one AND d.is_statement AND d.part = 'speaker'";
            question.conditions.push(format!("s.key IN ({by} AND d.one IN ({parties}))"));
        }
        if let Some(anonymous) = search.anonymous {
            question.is("s.is_anonymous = {}", anonymous);
        }
        if let Some(via) = &search.via {
            question.is("s.key IN (SELECT statement FROM statement_via WHERE name = {} COLLATE NOCASE)", via.clone());
        }
        Ok(())
    }

    fn statements_found(&self, search: &Search, limit: usize) -> Result<Vec<i64>, Error> {
        let mut question = Question::default();
        Self::of_report(search, &mut question);
        self.said_by(search, &mut question)?;
        if let Some(from) = &search.from {
            question.is("r.published >= {}", from.clone());
        }
        if let Some(to) = &search.to {
            question.is("r.published <= {}", to.clone());
        }
        for actor in &search.actors {
            let parties = listed(&self.called(actor)?);
            let about = "SELECT d.owner FROM dyads d WHERE d.other = d.one AND d.is_statement AND d.part <> 'speaker'";
            question.conditions.push(format!("s.key IN ({about} AND d.one IN ({parties}))"));
        }
        if let Some(words) = Self::words(search) {
            question.is("s.report IN (SELECT rowid FROM words WHERE words MATCH {})", words);
        }
        if !search.types.is_empty() || !search.factuality.is_empty() || search.place.is_some() {
            let mut carried =
                String::from("s.key IN (SELECT v.statement FROM vouchers v JOIN events e ON e.key = v.event");
            let mut inner = Vec::new();
            for (column, values) in [("e.type", &search.types), ("e.factuality", &search.factuality)] {
                let marks: Vec<String> = values.iter().map(|value| question.value(value.clone())).collect();
                if !marks.is_empty() {
                    inner.push(format!("{column} IN ({})", marks.join(", ")));
                }
            }
            if let Some(place) = &search.place {
                let mark = question.value(place.clone());
                carried.push_str(" JOIN places l ON l.key = e.place");
                inner.push(format!("(l.name = {mark} COLLATE NOCASE OR l.country = {mark})"));
            }
            question.conditions.push(format!("{carried} WHERE {})", inner.join(" AND ")));
        }
        let (most, offset) = (question.value(limit as i64 + 1), question.value(search.offset as i64));
        let and = question.and();
        question.keys(
            self,
            &format!(
                "SELECT s.key FROM statements s JOIN reports r ON r.key = s.report WHERE {and}
                    ORDER BY r.published DESC, s.key DESC LIMIT {most} OFFSET {offset}"
            ),
        )
    }

    fn report_hit(&self, teller: &Teller, search: &Search, key: i64) -> Result<Hit, Error> {
        let report = teller.report(key)?;
        let mut sentence = None;
        if let Some(words) = Self::words(search) {
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

/// A user's words as FTS5 takes them: phrases in quotation marks, `port*` for a beginning, `-wheat` for what must not be
/// there, OR between alternatives. Nothing else has a meaning, so no word is a wrong one.
fn fts_query(words: &str) -> String {
    let mut terms: Vec<(bool, String)> = Vec::new();
    let mut joins_next = false;
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        let is_without = rest.starts_with('-');
        rest = rest.trim_start_matches('-');
        let (term, after) = match rest.strip_prefix('"') {
            Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        rest = after.trim_start();
        if term == "OR" {
            joins_next = true;
            continue;
        }
        let begins = term.ends_with('*');
        if !term.chars().any(char::is_alphanumeric) {
            continue;
        }
        let quoted = format!("\"{}\"{}", term.trim_end_matches('*').replace('"', " "), if begins { "*" } else { "" });
        match terms.last_mut() {
            Some((false, last)) if joins_next && !is_without => *last = format!("({last} OR {quoted})"),
            _ => terms.push((is_without, quoted)),
        }
        joins_next = false;
    }
    let with: Vec<&str> = terms.iter().filter(|(without, _)| !without).map(|(_, term)| term.as_str()).collect();
    if with.is_empty() {
        return String::new();
    }
    let mut query = with.join(" AND ");
    for (_, term) in terms.iter().filter(|(without, _)| *without) {
        query = format!("({query}) NOT {term}");
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_a_wrong_query() {
        assert_eq!(
            fts_query("grain \"black sea\" -wheat port*"),
            "(\"grain\" AND \"black sea\" AND \"port\"*) NOT \"wheat\""
        );
        assert_eq!(fts_query("ferry OR boat sank"), "(\"ferry\" OR \"boat\") AND \"sank\"");
        assert_eq!(fts_query("NEAR( ^x: \"open"), "\"NEAR(\" AND \"^x:\" AND \"open\"");
        assert_eq!(fts_query("-only * ()"), "");
    }
}
