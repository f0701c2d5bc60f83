//! How much brings two countries together, by period: kept, so that long spans need no walk through their events.
//!
//! Happenings and reports are added and taken off one by one. Whose texts the reports are cannot be: an origin counts once,
//! and goes with the last of its reports. So it is kept on how many reports of each origin a day rests.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use crate::ledger::PERIODS;
use crate::meeting::Pair;
use crate::rows::{all, first, run};
use crate::tallies::{Deal, Row, Said, Sort, Tallies, Tally, bounds_of, date_of, of_happening, period_of, tallied};
use crate::{Archive, By, Error};

/// Two countries, how periods are called, the period, the sort.
type Cell = (i64, i64, &'static str, String, Sort);

/// By day and sort, how many reports.
type Days = BTreeMap<(String, Sort), i64>;

/// What is to be added to the counts.
#[derive(Default)]
pub struct RelationCounts {
    tallies: BTreeMap<Cell, Tally>,
    /// By two countries and an origin.
    origins: BTreeMap<(i64, i64, i64), Days>,
    /// Reports that have been taken off.
    open: BTreeSet<i64>,
}

/// A row's two columns of a sort.
pub fn sort(row: &rusqlite::Row, column: usize) -> rusqlite::Result<Sort> {
    let (what, standing) = (row.get_ref(column)?, row.get_ref(column + 1)?);
    // What is no sort was changed by somebody; "dateline verify" tells of it.
    Ok(Sort::named(what.as_str().unwrap_or_default(), standing.as_str().unwrap_or_default()).unwrap_or(Sort::SAID))
}

/// Whether a report `r` is a copy of an earlier one.
pub const IS_COPY: &str = "EXISTS (SELECT 1 FROM reports f WHERE f.story = r.story AND f.key < r.key)";

impl RelationCounts {
    /// What a happening adds, times `sign`.
    pub fn happening(&mut self, db: &Connection, key: i64, sign: i64) -> Result<(), Error> {
        let sql = format!(
            "SELECT d.one, d.other, d.day, d.by_one, d.by_other, d.what, d.standing, e.intensity FROM clusters c
            CROSS JOIN dyads d ON d.owner = c.event AND d.is_statement = 0 CROSS JOIN events e ON e.key = c.event
            CROSS JOIN reports r ON r.key = e.report WHERE c.happening = ?1 AND NOT {IS_COPY}"
        );
        let mut pairs: BTreeMap<(i64, i64), Vec<Deal>> = BTreeMap::new();
        all(db, &sql, &[&key], |row| {
            let deal = Deal {
                day: row.get(2)?,
                by_one: row.get(3)?,
                by_other: row.get(4)?,
                sort: sort(row, 5)?,
                intensity: row.get(7)?,
            };
            pairs.entry((row.get(0)?, row.get(1)?)).or_default().push(deal);
            Ok(())
        })?;
        for ((one, other), deals) in pairs {
            for (by, name) in PERIODS {
                for ((period, sort), tally) in of_happening(by, &deals) {
                    self.tallies.entry((one, other, name, period, sort)).or_default().add(tally, sign);
                }
            }
        }
        Ok(())
    }

    /// What a report adds, times `sign`: itself, its origin, and statements unless it is a copy.
    fn report(&mut self, db: &Connection, key: i64, sign: i64) -> Result<(), Error> {
        let sql =
            format!("SELECT s.origin, {IS_COPY} FROM reports r JOIN stories s ON s.key = r.story WHERE r.key = ?1");
        let told = first(db, &sql, &[&key], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, bool>(1)?)))?;
        let Some((origin, is_copy)) = told else { return Ok(()) };
        let mut met = BTreeSet::new();
        let mut cells = BTreeSet::new();
        for (table, is_statement) in [("events", false), ("statements", true)] {
            if is_statement && is_copy {
                break;
            }
            let sql = format!(
                "SELECT d.one, d.other, d.day, d.what, d.standing FROM {table} o
                CROSS JOIN dyads d ON d.owner = o.key AND d.is_statement = ?2 WHERE o.report = ?1"
            );
            let rows = all(db, &sql, &[&key, &is_statement], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?, sort(row, 3)?))
            })?;
            for (one, other, day, sort) in rows {
                for (by, name) in PERIODS {
                    let period = period_of(by, &day);
                    let all = (one, other, name, period, Sort::ALL);
                    if is_statement {
                        self.tallies.entry(all.clone()).or_default().n_statements += sign;
                    } else {
                        cells.insert((one, other, name, all.3.clone(), sort));
                    }
                    cells.insert(all);
                }
                met.insert((one, other, day, sort));
            }
        }
        for cell in cells {
            self.tallies.entry(cell).or_default().n_reports += sign;
        }
        for (one, other, day, sort) in met {
            *self.origins.entry((one, other, origin)).or_default().entry((day, sort)).or_default() += sign;
        }
        Ok(())
    }

    /// A report that has come in this change, so that there is nothing to take off.
    pub fn new_report(&mut self, key: i64) {
        self.open.insert(key);
    }

    /// Takes a report off before anything of it or its story changes; once is enough.
    pub fn open(&mut self, db: &Connection, key: i64) -> Result<(), Error> {
        if self.open.insert(key) { self.report(db, key, -1) } else { Ok(()) }
    }

    /// Puts on again what was taken off, and writes all that has come together.
    pub fn close(&mut self, db: &Connection) -> Result<(), Error> {
        for key in std::mem::take(&mut self.open) {
            self.report(db, key, 1)?;
        }
        for (owner, mut changes) in std::mem::take(&mut self.origins) {
            changes.retain(|_, n| *n != 0);
            self.count_origin(db, owner, changes)?;
        }
        for ((one, other, by, period, sort), n) in std::mem::take(&mut self.tallies) {
            if n == Tally::default() {
                continue;
            }
            let sql = "INSERT INTO relation_counts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                ON CONFLICT DO UPDATE SET n = n + ?7, n_by_one = n_by_one + ?8, n_by_other = n_by_other + ?9,
                intensity = intensity + ?10, n_reports = n_reports + ?11, n_origins = n_origins + ?12,
                n_statements = n_statements + ?13";
            #[rustfmt::skip]
            run(db, sql, &[
                &one, &other, &by, &period, &sort.what, &sort.standing, &n.n, &n.n_by_one, &n.n_by_other, &n.intensity,
                &n.n_reports, &n.n_origins, &n.n_statements,
            ])?;
            if n.n_reports < 0 {
                // What no report tells is no row.
                let sql = "DELETE FROM relation_counts WHERE one = ?1 AND other = ?2 AND by = ?3 AND period = ?4
                    AND what = ?5 AND standing = ?6 AND n_reports = 0";
                run(db, sql, &[&one, &other, &by, &period, &sort.what, &sort.standing])?;
            }
        }
        Ok(())
    }

    /// Counts an origin in the periods in which it comes, and no more in those out of which its last report goes.
    fn count_origin(&mut self, db: &Connection, owner: (i64, i64, i64), changes: Days) -> Result<(), Error> {
        let (one, other, origin) = owner;
        for (first_day, last_day) in windows(changes.keys().map(|(day, _)| day.as_str())) {
            let sql =
                "SELECT day, what, standing, n FROM relation_origins WHERE one = ?1 AND other = ?2 AND origin = ?3
                AND day >= ?4 AND day <= ?5";
            let rows = all(db, sql, &[&one, &other, &origin, &first_day, &last_day], |row| {
                Ok(((row.get::<_, String>(0)?, sort(row, 1)?), row.get::<_, i64>(3)?))
            })?;
            let mut days: Days = rows.into_iter().collect();
            let before = cells_of(&days);
            for ((day, sort), n) in changes.iter().filter(|((day, _), _)| (&first_day..=&last_day).contains(&day)) {
                *days.entry((day.clone(), *sort)).or_default() += n;
            }
            let after = cells_of(&days);
            for (by, period, sort) in before.symmetric_difference(&after) {
                let sign = if after.contains(&(*by, period.clone(), *sort)) { 1 } else { -1 };
                self.tallies.entry((one, other, by, period.clone(), *sort)).or_default().n_origins += sign;
            }
        }
        for ((day, sort), n) in changes {
            let sql = "INSERT INTO relation_origins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT DO UPDATE SET n = n + ?7";
            run(db, sql, &[&one, &other, &origin, &day, &sort.what, &sort.standing, &n])?;
            if n < 0 {
                let sql = "DELETE FROM relation_origins WHERE one = ?1 AND other = ?2 AND origin = ?3 AND day = ?4
                    AND what = ?5 AND standing = ?6 AND n = 0";
                run(db, sql, &[&one, &other, &origin, &day, &sort.what, &sort.standing])?;
            }
        }
        Ok(())
    }
}

/// Stretches of days that hold every period of these days whole.
fn windows<'a>(days: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    // In the order of days; the one that is not known is the first.
    for day in days {
        let (first_day, last_day) = match date_of(day) {
            None => (String::new(), String::new()),
            Some(date) => {
                let (week, month) = (bounds_of(By::Week, date), bounds_of(By::Month, date));
                (week.0.min(month.0).to_string(), week.1.max(month.1).to_string())
            }
        };
        match found.last_mut() {
            Some(before) if first_day <= before.1 => before.1 = last_day.max(before.1.clone()),
            _ => found.push((first_day, last_day)),
        }
    }
    found
}

/// The periods in which there is something, each with its sorts.
fn cells_of(days: &Days) -> BTreeSet<(&'static str, String, Sort)> {
    let mut cells = BTreeSet::new();
    for ((day, sort), _) in days.iter().filter(|(_, n)| **n > 0) {
        for (by, name) in PERIODS {
            let period = period_of(by, day);
            if *sort != Sort::SAID {
                cells.insert((name, period.clone(), *sort));
            }
            cells.insert((name, period, Sort::ALL));
        }
    }
    cells
}

/// The tallies that are kept of two countries, the lower key first, in these periods.
pub fn kept(db: &Connection, pair: (i64, i64), by: By, periods: (&str, &str)) -> Result<Tallies, Error> {
    let name = by.name();
    let sql = "SELECT period, what, standing, n, n_by_one, n_by_other, intensity, n_reports, n_origins, n_statements
        FROM relation_counts WHERE one = ?1 AND other = ?2 AND by = ?3 AND period >= ?4 AND period <= ?5";
    let rows = all(db, sql, &[&pair.0, &pair.1, &name, &periods.0, &periods.1], |row| {
        let tally = Tally {
            n: row.get(3)?,
            n_by_one: row.get(4)?,
            n_by_other: row.get(5)?,
            intensity: row.get(6)?,
            n_reports: row.get(7)?,
            n_origins: row.get(8)?,
            n_statements: row.get(9)?,
        };
        Ok(((row.get(0)?, sort(row, 1)?), tally))
    })?;
    Ok(rows.into_iter().collect())
}

/// The counts that are not what events and statements give.
pub fn differ(archive: &Archive) -> Result<Vec<String>, Error> {
    let db = &archive.db;
    let (mut n_counts, mut n_origins) = (0, 0);
    let mut faults = Vec::new();
    let pairs = all(db, "SELECT DISTINCT one, other FROM dyads", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (one, other) in pairs {
        let (pair, days) = (Pair::kept(one, other), ("", "9999-12-31"));
        let (rows, said) = (archive.rows_of(&pair, days)?, archive.said_of(&pair, days)?);
        let mut are_right = true;
        for (by, _) in PERIODS {
            let expected = tallied(by, &rows, &said);
            n_counts += expected.len();
            are_right &= kept(db, (one, other), by, ("", "~"))? == expected;
        }
        let expected = voices(&rows, &said);
        n_origins += expected.len();
        let sql = "SELECT origin, day, what, standing, n FROM relation_origins WHERE one = ?1 AND other = ?2";
        let found = all(db, sql, &[&one, &other], |row| {
            Ok(((row.get(0)?, row.get(1)?, sort(row, 2)?), row.get::<_, usize>(4)?))
        })?;
        are_right &= found.into_iter().collect::<BTreeMap<_, _>>() == expected;
        if !are_right {
            faults.push(format!("relation_counts does not count what there is between parties {one} and {other}"));
        }
    }
    for (table, expected) in [("relation_counts", n_counts), ("relation_origins", n_origins)] {
        let n: usize = first(db, &format!("SELECT count(*) FROM {table}"), &[], |row| row.get(0))?.unwrap_or(0);
        if n != expected {
            faults.push(format!("{table}: there are {n} rows, and should be {expected}"));
        }
    }
    Ok(faults)
}

/// By origin, day and sort, how many reports.
fn voices(rows: &[Row], said: &[Said]) -> BTreeMap<(i64, String, Sort), usize> {
    let told = rows.iter().map(|row| (row.origin, row.deal.day.clone(), row.deal.sort, row.report));
    let said = said.iter().map(|said| (said.origin, said.day.clone(), Sort::SAID, said.report));
    let mut n: BTreeMap<(i64, String, Sort), usize> = BTreeMap::new();
    for (origin, day, sort, _) in told.chain(said).collect::<BTreeSet<_>>() {
        *n.entry((origin, day, sort)).or_default() += 1;
    }
    n
}
