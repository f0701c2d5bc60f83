//! How much the archive holds.

use crate::rows::{all, first};
use crate::{Archive, Error, Stats};

/// So many outlets are named.
const MOST_OUTLETS: i64 = 20;

impl Archive {
    /// How much the archive holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        let count = |sql: &str| -> Result<usize, Error> {
            Ok(first(&self.db, sql, &[], |row| row.get::<_, usize>(0))?.unwrap_or(0))
        };
        let days = "SELECT min(published), max(published) FROM reports";
        let (first_day, last_day) =
            first(&self.db, days, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default();
        let outlets = "SELECT outlet, count(*) AS n FROM reports WHERE outlet IS NOT NULL
            GROUP BY outlet ORDER BY n DESC, outlet LIMIT ?1";
        let types = "SELECT type, count(*) FROM events GROUP BY type";
        let pair = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        Ok(Stats {
            n_reports: count("SELECT count(*) FROM reports")?,
            n_stories: count("SELECT count(DISTINCT story) FROM reports")?,
            n_origins: count("SELECT count(DISTINCT s.origin) FROM reports r JOIN stories s ON s.key = r.story")?,
            n_sentences: count("SELECT count(*) FROM sentences")?,
            n_statements: count("SELECT count(*) FROM statements")?,
            n_events: count("SELECT count(*) FROM events")?,
            n_happenings: count("SELECT count(*) FROM happenings")?,
            n_corroborated: count("SELECT count(*) FROM happening_counts WHERE n_origins > 1")?,
            n_retracted: count("SELECT count(*) FROM retractions")?,
            first_day,
            last_day,
            types: all(&self.db, types, &[], pair)?.into_iter().collect(),
            outlets: all(&self.db, outlets, &[&MOST_OUTLETS], pair)?,
            n_bytes: count("SELECT (SELECT * FROM pragma_page_count()) * (SELECT * FROM pragma_page_size())")? as u64,
        })
    }
}
