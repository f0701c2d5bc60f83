//! How much the archive holds.

use crate::rows::{all, first};
use crate::{Archive, Error, OutletCount, Stats};

/// So many outlets are named.
const MOST_OUTLETS: i64 = 20;

impl Archive {
    /// How much the archive holds.
    pub fn stats(&self) -> Result<Stats, Error> {
        let count = |sql: &str| -> Result<usize, Error> {
            Ok(first(&self.db, sql, &[], |row| row.get::<_, usize>(0))?.unwrap_or(0))
        };
        let counted = |what: &str| -> Result<usize, Error> {
            let sql = "SELECT coalesce(sum(n), 0) FROM counts WHERE what = ?1";
            Ok(first(&self.db, sql, &[&what], |row| row.get(0))?.unwrap_or(0))
        };
        let days = "SELECT min(which), max(which) FROM counts WHERE what = 'published'";
        let (first_day, last_day) =
            first(&self.db, days, &[], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default();
        let outlets = "SELECT which, n FROM counts WHERE what = 'outlets' ORDER BY n DESC, which LIMIT ?1";
        let types = "SELECT which, n FROM counts WHERE what = 'events'";
        let pair = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
        Ok(Stats {
            n_reports: counted("reports")?,
            n_stories: count("SELECT count(*) FROM stories")?,
            n_origins: count("SELECT count(DISTINCT origin) FROM stories")?,
            n_sentences: counted("sentences")?,
            n_statements: counted("statements")?,
            n_events: counted("events")?,
            n_happenings: counted("happenings")?,
            n_corroborated: counted("corroborated")?,
            n_retracted: count("SELECT count(*) FROM retractions")?,
            first_day,
            last_day,
            types: all(&self.db, types, &[], pair)?.into_iter().collect(),
            outlets: all(&self.db, outlets, &[&MOST_OUTLETS], |row| {
                Ok(OutletCount { outlet: row.get(0)?, n_reports: row.get(1)? })
            })?,
            n_bytes: count("SELECT (SELECT * FROM pragma_page_count()) * (SELECT * FROM pragma_page_size())")? as u64,
        })
    }
}
