//! How a search is gone about: where to look, and what to check of what is looked at.
//!
//! Of all that is asked for, the rarest says where to look. What is rare is gathered and put in order; what is not is gone
//! through from its latest on, and what is looked for turns up soon.

use rusqlite::types::Value;

use crate::rows::{all, first};
use crate::search::{Question, Search, listed};
use crate::stream::{Source, Spot, Stream};
use crate::words::fts_query;
use crate::{Archive, Error};

/// What is gathered has so many rows at most.
const FEW: i64 = 2_000;

const EVENT_DAY: &str = "coalesce(e.day, '')";
const STATEMENT_DAY: &str = "coalesce(s.day, '')";
const REPORT_DAY: &str = "coalesce(r.published, '')";

/// Places to look in, with how many rows each has at most.
struct Choice {
    rows: i64,
    sources: Vec<Source>,
    /// The condition, by its number, that all of these rows fulfil.
    sees_to: Option<usize>,
}

fn take(
    best: &mut Option<Choice>,
    rows: i64,
    sources: impl FnOnce() -> Result<Vec<Source>, Error>,
) -> Result<(), Error> {
    if best.as_ref().is_none_or(|best| rows < best.rows) {
        *best = Some(Choice { rows, sources: sources()?, sees_to: None });
    }
    Ok(())
}

impl Search {
    /// The words as the index of words takes them.
    pub(crate) fn words(&self) -> Option<String> {
        self.words.as_deref().map(fts_query).filter(|query| !query.is_empty())
    }

    fn is_said(&self) -> bool {
        self.speaker.is_some() || self.anonymous.is_some() || self.via.is_some()
    }

    fn days(&self) -> (Option<&str>, Option<&str>) {
        (self.from.as_deref(), self.to.as_deref())
    }
}

impl Archive {
    /// How many rows a question gives, [`FEW`] and one at most.
    fn n_few(&self, sql: &str, value: &str) -> Result<i64, Error> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {sql} LIMIT {})", FEW + 1);
        Ok(first(&self.db, &sql, &[&value], |row| row.get(0))?.unwrap_or(0))
    }

    fn spots(&self, sql: &str, value: &str) -> Result<Vec<Source>, Error> {
        let spots = all(&self.db, sql, &[&value], |row| Ok::<Spot, rusqlite::Error>((row.get(0)?, row.get(1)?)))?;
        Ok(vec![Source::few(spots)])
    }

    /// How often parties are in events, in statements, and how many statements they make.
    pub(crate) fn n_of(&self, parties: &[i64]) -> Result<(i64, i64, i64), Error> {
        let sql = format!(
            "SELECT coalesce(sum(n_events), 0), coalesce(sum(n_statements), 0), coalesce(sum(n_said), 0)
            FROM party_counts WHERE party IN ({})",
            listed(parties)
        );
        let n = first(&self.db, &sql, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(n.unwrap_or_default())
    }

    /// What joins `rows`, as `report` of a row names it, with the reports that are few by words, outlet or place.
    fn by_reports(&self, search: &Search, best: &mut Option<Choice>, from: &str, columns: &str) -> Result<(), Error> {
        // A report has some ten events or statements.
        let many = if from.is_empty() { 1 } else { 10 };
        if let Some(words) = search.words() {
            let n = self.n_few("words WHERE words MATCH ?1", &words)?;
            let sql = format!(
                "SELECT {columns} FROM words w CROSS JOIN reports r ON r.key = w.rowid {from} WHERE words MATCH ?1"
            );
            if n <= FEW {
                take(best, n * many, || self.spots(&sql, &words))?;
            }
        }
        if let Some(outlet) = &search.outlet {
            let within = "reports r {} WHERE r.outlet = ?1 COLLATE NOCASE";
            let n = self.n_few(&within.replace("{}", ""), outlet)?;
            let sql = format!("SELECT {columns} FROM {}", within.replace("{}", from));
            if n <= FEW {
                take(best, n * many, || self.spots(&sql, outlet))?;
            }
        }
        Ok(())
    }

    /// The same, by place: the one where an event was, or any that a report names.
    fn by_place(&self, search: &Search, best: &mut Option<Choice>, from: &str, columns: &str) -> Result<(), Error> {
        let Some(place) = &search.place else { return Ok(()) };
        let named = self.n_few("places WHERE name = ?1 COLLATE NOCASE", place)?;
        let within = self.n_few("places WHERE country = ?1", place)?;
        let n = named + within;
        if n <= FEW {
            let sql = format!(
                "SELECT {columns} FROM (SELECT key, report FROM places WHERE name = ?1 COLLATE NOCASE
                UNION SELECT key, report FROM places WHERE country = ?1) l CROSS JOIN reports r ON r.key = l.report {from}"
            );
            take(best, n, || self.spots(&sql, place))?;
        }
        Ok(())
    }

    /// Conditions on the report, by the name `r`.
    fn of_report(search: &Search, question: &mut Question) {
        if let Some(outlet) = &search.outlet {
            question.is("r.outlet = {} COLLATE NOCASE", outlet.clone());
        }
        if let Some(words) = search.words() {
            question.is("EXISTS (SELECT 1 FROM words WHERE words MATCH {} AND rowid = r.key)", words);
        }
    }

    /// Conditions on a statement, by the name `s`.
    fn said_by(&self, search: &Search, question: &mut Question) -> Result<(), Error> {
        if let Some(speaker) = &search.speaker {
            question.and_part(&self.called(speaker)?, "1", STATEMENT_DAY, "s.key AND d.part = 'speaker'");
        }
        if let Some(anonymous) = search.anonymous {
            question.is("s.is_anonymous = {}", anonymous);
        }
        if let Some(via) = &search.via {
            let by = "SELECT 1 FROM statement_via v2 WHERE v2.statement = s.key AND v2.name = {} COLLATE NOCASE";
            question.is(&format!("EXISTS ({by})"), via.clone());
        }
        Ok(())
    }

    /// Conditions on an event, by the name `e`, besides its report and parties.
    fn of_event(search: &Search, question: &mut Question) {
        question.one_of("e.type", &search.types);
        question.one_of("e.factuality", &search.factuality);
        if let Some(place) = &search.place {
            let within =
                "SELECT 1 FROM places l WHERE l.key = e.place AND (l.name = {} COLLATE NOCASE OR l.country = {})";
            question.is(&format!("EXISTS ({within})"), place.clone());
        }
    }

    /// The events that fit, the latest first.
    pub(crate) fn events_found(&self, search: &Search) -> Result<Stream<'_>, Error> {
        let mut question = Question::after_key();
        Self::of_report(search, &mut question);
        Self::of_event(search, &mut question);
        let mut best = None;
        for actor in &search.actors {
            let parties = self.called(actor)?;
            let rows = self.n_of(&parties)?.0;
            if best.as_ref().is_none_or(|best: &Choice| rows < best.rows) {
                let sees_to = Some(question.conditions.len());
                best = Some(Choice { rows, sources: of_parties(&parties, false, ""), sees_to });
            }
            question.and_part(&parties, "0", EVENT_DAY, "e.key");
        }
        if !search.types.is_empty() {
            let mut n = 0;
            for kind in &search.types {
                let sql = "SELECT n FROM counts WHERE what = 'events' AND which = ?1";
                n += first(&self.db, sql, &[kind], |row| row.get::<_, i64>(0))?.unwrap_or(0);
            }
            let of =
                |kind: &String| Source::new("events e", EVENT_DAY, "e.key", "e.type = ?5", vec![kind.clone().into()]);
            take(&mut best, n, || Ok(search.types.iter().map(of).collect()))?;
        }
        let columns = "coalesce(e.day, ''), e.key";
        self.by_reports(search, &mut best, "CROSS JOIN events e ON e.report = r.key", columns)?;
        self.by_place(search, &mut best, "CROSS JOIN events e ON e.report = r.key AND e.place = l.key", columns)?;
        if search.is_said() {
            let mut said = Question { values: std::mem::take(&mut question.values), ..Question::default() };
            self.said_by(search, &mut said)?;
            let by = format!(
                "EXISTS (SELECT 1 FROM vouchers v CROSS JOIN statements s ON s.key = v.statement
                WHERE v.event = e.key AND v.figure = -1 AND {})",
                said.and()
            );
            question.values = said.values;
            question.conditions.push(by);
            let carried = "CROSS JOIN vouchers v ON v.statement = s.key AND v.figure = -1
                CROSS JOIN events e ON e.key = v.event";
            self.by_speech(search, &mut best, carried, columns)?;
        }
        let all = || vec![Source::new("events e", EVENT_DAY, "e.key", "1", Vec::new())];
        let sees_to = best.as_ref().and_then(|best| best.sees_to);
        let sources = best.map_or_else(all, |best| best.sources);
        let from = "events e JOIN reports r ON r.key = e.report";
        let check = question.check(from, "e.key");
        if let Some(at) = sees_to {
            question.conditions.remove(at);
        }
        let left = question.check(from, "e.key");
        Ok(Stream::new(&self.db, sources, check, search.days(), search.cursor.as_ref()).with_left(left))
    }

    /// Where few statements are asked for by speaker or by those who pass them on.
    fn by_speech(&self, search: &Search, best: &mut Option<Choice>, from: &str, columns: &str) -> Result<(), Error> {
        if let Some(speaker) = &search.speaker {
            let parties = self.called(speaker)?;
            let n = self.n_of(&parties)?.2;
            if n <= FEW {
                let sql = format!(
                    "SELECT {columns} FROM parts d CROSS JOIN statements s ON s.key = d.owner {from}
                    WHERE d.party IN ({}) AND d.is_statement = 1 AND d.part = ?1",
                    listed(&parties)
                );
                take(best, n, || self.spots(&sql, "speaker"))?;
            }
        }
        if let Some(via) = &search.via {
            let n = self.n_few("statement_via WHERE name = ?1 COLLATE NOCASE", via)?;
            if n <= FEW {
                let sql = format!(
                    "SELECT {columns} FROM statement_via b CROSS JOIN statements s ON s.key = b.statement {from}
                    WHERE b.name = ?1 COLLATE NOCASE"
                );
                take(best, n, || self.spots(&sql, via))?;
            }
        }
        Ok(())
    }

    /// The statements that fit, the latest first.
    pub(crate) fn statements_found(&self, search: &Search) -> Result<Stream<'_>, Error> {
        let mut question = Question::after_key();
        Self::of_report(search, &mut question);
        self.said_by(search, &mut question)?;
        let mut best = None;
        if let Some(speaker) = &search.speaker {
            let parties = self.called(speaker)?;
            let sources = || Ok(of_parties(&parties, true, "AND part = 'speaker'"));
            take(&mut best, self.n_of(&parties)?.1, sources)?;
        }
        for actor in &search.actors {
            let parties = self.called(actor)?;
            take(&mut best, self.n_of(&parties)?.1, || Ok(of_parties(&parties, true, "AND part <> 'speaker'")))?;
            question.and_part(&parties, "1", STATEMENT_DAY, "s.key AND d.part <> 'speaker'");
        }
        let columns = "coalesce(s.day, ''), s.key";
        self.by_reports(search, &mut best, "CROSS JOIN statements s ON s.report = r.key", columns)?;
        self.by_speech(search, &mut best, "", columns)?;
        if !search.types.is_empty() || !search.factuality.is_empty() || search.place.is_some() {
            let mut carried = Question { values: std::mem::take(&mut question.values), ..Question::default() };
            Self::of_event(search, &mut carried);
            let what = format!(
                "EXISTS (SELECT 1 FROM vouchers v CROSS JOIN events e ON e.key = v.event WHERE v.statement = s.key AND {})",
                carried.and()
            );
            question.values = carried.values;
            question.conditions.push(what);
            let carried = "CROSS JOIN events e ON e.report = r.key AND e.place = l.key
                CROSS JOIN vouchers v ON v.event = e.key CROSS JOIN statements s ON s.key = v.statement";
            self.by_place(search, &mut best, carried, columns)?;
        }
        let all = || vec![Source::new("statements s", STATEMENT_DAY, "s.key", "1", Vec::new())];
        let sources = best.map_or_else(all, |best| best.sources);
        let check = question.check("statements s JOIN reports r ON r.key = s.report", "s.key");
        Ok(Stream::new(&self.db, sources, check, search.days(), search.cursor.as_ref()))
    }

    /// Conditions on a report for its actors and places.
    pub(crate) fn naming(&self, search: &Search, question: &mut Question) -> Result<(), Error> {
        for actor in &search.actors {
            let parties = listed(&self.called(actor)?);
            question.conditions.push(format!(
                "EXISTS (SELECT 1 FROM actors a WHERE a.report = r.key AND (a.party IN ({parties})
                OR a.country IN (SELECT handle FROM parties WHERE key IN ({parties}) AND kind = 'country')))"
            ));
        }
        if let Some(place) = &search.place {
            let within =
                "SELECT 1 FROM places l WHERE l.report = r.key AND (l.name = {} COLLATE NOCASE OR l.country = {})";
            question.is(&format!("EXISTS ({within})"), place.clone());
        }
        Ok(())
    }

    /// The reports that fit, the latest first; for those with words there is an order by fitness.
    pub(crate) fn reports_found(&self, search: &Search) -> Result<Stream<'_>, Error> {
        let mut question = Question::after_key();
        Self::of_report(search, &mut question);
        self.naming(search, &mut question)?;
        let mut best = None;
        let columns = "coalesce(r.published, ''), r.key";
        self.by_reports(search, &mut best, "", columns)?;
        self.by_place(search, &mut best, "", columns)?;
        for actor in &search.actors {
            let parties = self.called(actor)?;
            let within =
                format!("actors a CROSS JOIN reports r ON r.key = a.report WHERE a.party IN ({})", listed(&parties));
            // A country is no actor's own party.
            let n = self.n_few(&format!("{within} AND ?1"), "1")?;
            let (of_events, of_statements, _) = self.n_of(&parties)?;
            if n <= FEW && of_events + of_statements <= 20 * FEW && n > 0 {
                take(&mut best, n, || self.spots(&format!("SELECT {columns} FROM {within} AND ?1"), "1"))?;
            }
        }
        let all = || vec![Source::new("reports r", REPORT_DAY, "r.key", "1", Vec::new())];
        let sources = best.map_or_else(all, |best| best.sources);
        let check = question.check("reports r", "r.key");
        Ok(Stream::new(&self.db, sources, check, search.days(), search.cursor.as_ref()))
    }
}

/// What parties have a part in.
fn of_parties(parties: &[i64], is_statement: bool, part: &str) -> Vec<Source> {
    let condition = format!("party = ?5 AND is_statement = ?6 {part}");
    let of = |&party: &i64| {
        let values: Vec<Value> = vec![party.into(), is_statement.into()];
        Source::new("parts", "day", "owner", &condition, values)
    };
    parties.iter().map(of).collect()
}
