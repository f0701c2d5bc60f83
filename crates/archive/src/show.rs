//! What an id stands for: a happening with all that is told of it, an event, a statement, a report.

use std::collections::BTreeMap;

use crate::contradictions::contradictions;
use crate::rows::{all, first};
use crate::telling::Teller;
use crate::{Archive, Contradiction, Dossier, Error, HappeningRef, ReportTold, Shown};

/// The most events of a happening, and the most things of a report, that are shown.
const MOST_SHOWN: i64 = 500;

/// An id is known by so many of its first letters.
const LEAST: usize = 5;

impl Archive {
    /// What this id, or the beginning of one, stands for.
    pub fn show(&self, id: &str) -> Result<Shown, Error> {
        let teller = Teller::of(&self.db);
        if let Some(key) = self.key_of("happenings", id)? {
            return Ok(Shown::Happening(Box::new(self.dossier(key)?)));
        }
        if let Some(key) = self.key_of("events", id)? {
            return Ok(Shown::Event(Box::new(teller.event(key)?)));
        }
        if let Some(key) = self.key_of("statements", id)? {
            return Ok(Shown::Statement(Box::new(teller.statement(key)?)));
        }
        if let Some(key) = self.key_of("reports", id)? {
            return Ok(Shown::Report(Box::new(self.report_told(&teller, key)?)));
        }
        Err(Error::Unknown(format!("the archive holds nothing with the id \"{id}\"")))
    }

    /// The dossier of a happening, by its id or the beginning of that.
    pub fn happening(&self, id: &str) -> Result<Option<Dossier>, Error> {
        self.key_of("happenings", id)?.map(|key| self.dossier(key)).transpose()
    }

    /// The key of the one row of a table whose id begins so.
    pub(crate) fn key_of(&self, table: &str, id: &str) -> Result<Option<i64>, Error> {
        if id.len() < LEAST || !id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            return Ok(None);
        }
        let exact = first(&self.db, &format!("SELECT key FROM {table} WHERE id = ?1"), &[&id], |row| row.get(0))?;
        if exact.is_some() {
            return Ok(exact);
        }
        let sql = format!("SELECT key FROM {table} WHERE id >= ?1 AND id < ?1 || 'z' LIMIT 2");
        match all(&self.db, &sql, &[&id], |row| row.get::<_, i64>(0))?[..] {
            [key] => Ok(Some(key)),
            [] => Ok(None),
            _ => Err(Error::Unknown(format!("several ids begin with \"{id}\"; give more of it"))),
        }
    }

    fn dossier(&self, key: i64) -> Result<Dossier, Error> {
        let teller = Teller::of(&self.db);
        let happening = self.happening_ref(key)?;
        let events =
            self.keys_of_events(key)?.into_iter().map(|key| teller.event(key)).collect::<Result<Vec<_>, _>>()?;
        let count = "SELECT count(*) FROM clusters WHERE happening = ?1";
        let n_events = first(&self.db, count, &[&key], |row| row.get(0))?.unwrap_or(0);
        let sql = "SELECT DISTINCT v.statement FROM clusters c JOIN vouchers v ON v.event = c.event
            WHERE c.happening = ?1 AND v.statement IS NOT NULL ORDER BY v.statement LIMIT ?2";
        let statements = all(&self.db, sql, &[&key, &MOST_SHOWN], |row| row.get::<_, i64>(0))?;
        Ok(Dossier {
            figures: events.iter().flat_map(|event| event.figures.iter().cloned()).collect(),
            contradictions: contradictions(&events),
            statements: statements.into_iter().map(|key| teller.statement(key)).collect::<Result<_, _>>()?,
            happening,
            events,
            n_events,
        })
    }

    /// What the reports of a happening say that cannot all be.
    pub(crate) fn contradictions_of(&self, key: i64) -> Result<Vec<Contradiction>, Error> {
        let teller = Teller::of(&self.db);
        let events = self.keys_of_events(key)?.into_iter().map(|key| teller.event_without_words(key));
        Ok(contradictions(&events.collect::<Result<Vec<_>, _>>()?))
    }

    /// The events of a happening, those of the first report first.
    fn keys_of_events(&self, key: i64) -> Result<Vec<i64>, Error> {
        let sql = "SELECT e.key FROM clusters c JOIN events e ON e.key = c.event JOIN reports r ON r.key = e.report
            WHERE c.happening = ?1 ORDER BY r.published IS NULL, r.published, r.key, e.key LIMIT ?2";
        all(&self.db, sql, &[&key, &MOST_SHOWN], |row| row.get::<_, i64>(0))
    }

    /// A happening in short.
    pub(crate) fn happening_ref(&self, key: i64) -> Result<HappeningRef, Error> {
        let sql = "SELECT h.id, h.type, count(DISTINCT e.report), count(DISTINCT s.origin), min(r.published),
            max(r.published), min(e.quad),
            min(CASE WHEN e.date_value IS NOT NULL THEN e.day END), max(CASE WHEN e.date_value IS NOT NULL THEN e.day END)
            FROM happenings h JOIN clusters c ON c.happening = h.key JOIN events e ON e.key = c.event
            JOIN reports r ON r.key = e.report JOIN stories s ON s.key = r.story WHERE h.key = ?1 GROUP BY h.key";
        let told = first(&self.db, sql, &[&key], |row| {
            Ok(HappeningRef {
                id: row.get(0)?,
                kind: row.get(1)?,
                mode: None,
                quad: row.get(6)?,
                sources: Vec::new(),
                recipients: Vec::new(),
                places: Vec::new(),
                first_day: row.get(7)?,
                last_day: row.get(8)?,
                n_reports: row.get(2)?,
                n_origins: row.get(3)?,
                first_report: row.get(4)?,
                last_report: row.get(5)?,
                factualities: BTreeMap::new(),
                sentence: None,
            })
        })?;
        let mut happening = told.ok_or_else(|| Error::Unknown("the happening has no event any more".to_owned()))?;
        let names = |sql: &str| all(&self.db, sql, &[&key], |row| row.get::<_, String>(0));
        let side = |role: &str| {
            names(&format!(
                "SELECT a.name FROM clusters c JOIN event_parties p ON p.event = c.event AND p.role = '{role}'
                JOIN actors a ON a.key = p.actor WHERE c.happening = ?1
                GROUP BY a.party ORDER BY count(*) DESC, min(a.key) LIMIT 8"
            ))
        };
        (happening.sources, happening.recipients) = (side("source")?, side("recipient")?);
        happening.places = names(
            "SELECT l.name FROM clusters c JOIN events e ON e.key = c.event JOIN places l ON l.key = e.place
            WHERE c.happening = ?1 GROUP BY l.name ORDER BY count(*) DESC, min(l.key) LIMIT 8",
        )?;
        happening.mode = names(
            "SELECT e.mode FROM clusters c JOIN events e ON e.key = c.event WHERE c.happening = ?1 AND e.mode IS NOT NULL
            GROUP BY e.mode ORDER BY count(*) DESC, e.mode LIMIT 1",
        )?
        .pop();
        let sql = "SELECT e.factuality, count(DISTINCT e.report) FROM clusters c JOIN events e ON e.key = c.event
            WHERE c.happening = ?1 GROUP BY e.factuality";
        happening.factualities =
            all(&self.db, sql, &[&key], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect();
        let sql = "SELECT e.report, m.sentence FROM clusters c JOIN events e ON e.key = c.event
            JOIN mentions m ON m.event = e.key JOIN reports r ON r.key = e.report WHERE c.happening = ?1
            ORDER BY r.published IS NULL, r.published, r.key, e.key, m.number LIMIT 1";
        let told = first(&self.db, sql, &[&key], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, usize>(1)?)))?;
        if let Some((report, sentence)) = told {
            happening.sentence = Teller::of(&self.db).sentence(report, sentence)?;
        }
        Ok(happening)
    }

    fn report_told(&self, teller: &Teller, key: i64) -> Result<ReportTold, Error> {
        let keys = |sql: &str| all(&self.db, sql, &[&key, &MOST_SHOWN], |row| row.get::<_, i64>(0));
        let copies = keys(
            "SELECT other.key FROM reports r JOIN reports other ON other.story = r.story AND other.key <> r.key
            WHERE r.key = ?1 ORDER BY other.key LIMIT ?2",
        )?;
        let events = keys("SELECT key FROM events WHERE report = ?1 ORDER BY key LIMIT ?2")?;
        let statements = keys("SELECT key FROM statements WHERE report = ?1 ORDER BY key LIMIT ?2")?;
        Ok(ReportTold {
            report: teller.report(key)?,
            copies: copies.into_iter().map(|key| teller.report(key)).collect::<Result<_, _>>()?,
            text: first(&self.db, "SELECT text FROM texts WHERE report = ?1", &[&key], |row| row.get(0))?.flatten(),
            events: events.into_iter().map(|key| teller.event(key)).collect::<Result<_, _>>()?,
            statements: statements.into_iter().map(|key| teller.statement(key)).collect::<Result<_, _>>()?,
        })
    }
}
