//! What an archive tells as a whole: happenings, when and where they were, on what reports disagree.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::rows::all;
use crate::search::Question;
use crate::{Archive, By, Contradiction, Dossier, Error, HappeningRef, Search};

/// Happenings that fit a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Happenings {
    /// Those that were reported last come first.
    pub happenings: Vec<HappeningRef>,
    /// Whether there are more.
    pub has_more: bool,
}

/// How much is told of which days.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// How long a stretch is.
    pub by: By,
    /// The stretches of which something is told, in order.
    pub stretches: Vec<Stretch>,
    /// How many reports the archive holds by when they were published, whatever they tell.
    pub volume: Vec<(String, usize)>,
}

/// A day, a week, a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stretch {
    /// `2025-09-14`, the Monday of a week, or `2025-09`.
    pub period: String,
    /// How many happenings are told of it.
    pub n_happenings: usize,
    /// By how many reports.
    pub n_reports: usize,
    /// The happenings by quad class.
    pub quads: BTreeMap<String, usize>,
}

/// A place, and how much is told of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OnMap {
    /// Its name, as most reports have it.
    pub name: String,
    /// Its country's code.
    pub country: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly it is known.
    pub precision: String,
    /// How many happenings are told to have been there.
    pub n_happenings: usize,
    /// By how many reports.
    pub n_reports: usize,
}

/// Happenings whose reports cannot all be right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreements {
    /// Those that were reported last come first.
    pub disagreements: Vec<Disagreement>,
    /// Whether there are more.
    pub has_more: bool,
}

/// A happening and what its reports disagree on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreement {
    /// The happening.
    pub happening: HappeningRef,
    /// What cannot all be.
    pub contradictions: Vec<Contradiction>,
}

/// The keys of reports, and those of happenings by quad class.
type Reports = BTreeSet<i64>;
type Quads = BTreeMap<String, BTreeSet<i64>>;

/// So many where no number is asked for, and so many at most.
const USUAL: usize = 20;
const MOST: usize = 500;

/// The most places on a map.
const MOST_PLACES: i64 = 500;

fn limit_of(search: &Search) -> usize {
    if search.limit == 0 { USUAL } else { search.limit.min(MOST) }
}

/// The stretch that a column's day is in.
fn stretch(by: By, day: &str) -> String {
    match by {
        By::Day => day.to_owned(),
        // The next Sunday, or the day itself, less six days.
        By::Week => format!("date({day}, 'weekday 0', '-6 days')"),
        By::Month => format!("substr({day}, 1, 7)"),
    }
}

impl Archive {
    /// Happenings some event of which fits, and that so many origins tell of.
    pub fn happenings(&self, search: &Search, least_origins: usize) -> Result<Happenings, Error> {
        let limit = limit_of(search);
        let (mut question, join) = self.about_events(search)?;
        let least = question.value(i64::try_from(least_origins).unwrap_or(i64::MAX));
        // Without a condition that picks few, the latest reports are gone through until there are enough.
        let picks_few = search.words.is_some() || search.place.is_some() || !search.actors.is_empty();
        let from = if picks_few {
            "events e JOIN reports r ON r.key = e.report JOIN clusters c ON c.event = e.key"
        } else {
            "reports r CROSS JOIN events e ON e.report = r.key CROSS JOIN clusters c ON c.event = e.key"
        };
        let and = question.and();
        let sql = format!(
            "SELECT c.happening FROM {from} {join} WHERE {and} AND ({least} < 2 OR {least} <=
                (SELECT count(DISTINCT s2.origin) FROM clusters c2 JOIN events e2 ON e2.key = c2.event
                JOIN reports r2 ON r2.key = e2.report JOIN stories s2 ON s2.key = r2.story WHERE c2.happening = c.happening))
            ORDER BY r.published DESC, r.key DESC, e.key DESC"
        );
        let (keys, has_more) = self.distinct(&question, &sql, search.offset, limit)?;
        let happenings = keys.into_iter().map(|key| self.happening_ref(key)).collect::<Result<_, _>>()?;
        Ok(Happenings { happenings, has_more })
    }

    /// The first distinct keys of a query that is not run further than they need.
    fn distinct(&self, question: &Question, sql: &str, offset: usize, limit: usize) -> Result<(Vec<i64>, bool), Error> {
        let mut query = self.db.prepare_cached(sql)?;
        let mut rows = query.query(&question.parameters()[..])?;
        let (mut seen, mut keys) = (BTreeSet::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let key: i64 = row.get(0)?;
            if !seen.insert(key) || seen.len() <= offset {
                continue;
            }
            if keys.len() == limit {
                return Ok((keys, true));
            }
            keys.push(key);
        }
        Ok((keys, false))
    }

    /// How many happenings are told of which days, and how many reports there are.
    pub fn timeline(&self, search: &Search, by: By) -> Result<Timeline, Error> {
        let (question, join) = self.about_events(search)?;
        let and = question.and();
        let period = stretch(by, "e.day");
        let sql = format!(
            "SELECT {period}, e.quad, c.happening, e.report FROM events e JOIN reports r ON r.key = e.report
            JOIN clusters c ON c.event = e.key {join} WHERE {and} AND e.day IS NOT NULL"
        );
        let mut told: BTreeMap<String, (Reports, Quads)> = BTreeMap::new();
        let rows = all(&self.db, &sql, &question.parameters(), |row| {
            Ok((
                row.get::<_, Option<String>>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, i64>(3)?,
            ))
        })?;
        for (period, quad, happening, report) in rows {
            // A year or a month alone is no day of a week.
            let Some(period) = period else { continue };
            let (reports, quads) = told.entry(period).or_default();
            reports.insert(report);
            quads.entry(quad).or_default().insert(happening);
        }
        let stretches = told.into_iter().map(|(period, (reports, quads))| Stretch {
            period,
            n_happenings: quads.values().flatten().collect::<BTreeSet<_>>().len(),
            n_reports: reports.len(),
            quads: quads.into_iter().map(|(quad, happenings)| (quad, happenings.len())).collect(),
        });
        let period = stretch(by, "published");
        let sql = format!("SELECT {period}, count(*) FROM reports WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1");
        let volume = all(&self.db, &sql, &[], |row| Ok((row.get::<_, Option<String>>(0)?, row.get(1)?)))?;
        Ok(Timeline {
            by,
            stretches: stretches.collect(),
            volume: volume.into_iter().filter_map(|(period, n)| Some((period?, n))).collect(),
        })
    }

    /// The places of which most is told. Those that nobody knows the position of are left out.
    pub fn places(&self, search: &Search) -> Result<Vec<OnMap>, Error> {
        let (mut question, join) = self.about_events(search)?;
        let most = question.value(MOST_PLACES);
        let and = question.and();
        let sql = format!(
            "SELECT l.name, l.country, l.geonames, l.lat, l.lon, l.precision, count(DISTINCT c.happening) AS n,
            count(DISTINCT e.report) FROM events e JOIN reports r ON r.key = e.report JOIN clusters c ON c.event = e.key
            JOIN places l ON l.key = e.place {join} WHERE {and} AND l.lat IS NOT NULL AND l.lon IS NOT NULL
            GROUP BY l.lat, l.lon, l.precision ORDER BY n DESC, l.lat, l.lon LIMIT {most}"
        );
        all(&self.db, &sql, &question.parameters(), |row| {
            Ok(OnMap {
                name: row.get(0)?,
                country: row.get(1)?,
                geonames: row.get(2)?,
                lat: row.get(3)?,
                lon: row.get(4)?,
                precision: row.get(5)?,
                n_happenings: row.get(6)?,
                n_reports: row.get(7)?,
            })
        })
    }

    /// Happenings whose reports give figures that exclude each other, deny what others tell, or name others as those who
    /// did it.
    pub fn disagreements(&self, limit: usize, offset: usize) -> Result<Disagreements, Error> {
        let limit = limit_of(&Search { limit, ..Search::default() });
        let known = "p.role = 'source' AND a.country NOT IN ('UNK', 'INT', 'IGO')
            AND (a.entity IS NOT NULL OR a.kind = 'government')";
        let sql = format!(
            "WITH many AS (SELECT happening FROM clusters GROUP BY happening HAVING count(*) > 1),
            told AS (SELECT m.happening, c.event FROM many m JOIN clusters c ON c.happening = m.happening),
            odd AS (
                SELECT t.happening FROM told t JOIN figures f ON f.event = t.event GROUP BY t.happening, f.kind
                    HAVING max(f.low) > min(f.high)
                UNION SELECT t.happening FROM told t JOIN events e ON e.key = t.event GROUP BY t.happening
                    HAVING max(e.factuality = 'denied') AND max(e.factuality IN ('happened', 'attempted'))
                UNION SELECT t.happening FROM told t JOIN events e ON e.key = t.event AND e.quad LIKE '%conflict'
                    JOIN event_parties p ON p.event = t.event JOIN actors a ON a.key = p.actor WHERE {known}
                    GROUP BY t.happening HAVING count(DISTINCT a.country) > 1)
            SELECT o.happening, h.id FROM odd o JOIN happenings h ON h.key = o.happening JOIN clusters c ON c.happening = o.happening
            JOIN events e ON e.key = c.event JOIN reports r ON r.key = e.report
            GROUP BY o.happening ORDER BY max(r.published) DESC, o.happening DESC"
        );
        let ids = all(&self.db, &sql, &[], |row| row.get::<_, String>(1))?;
        let (mut disagreements, mut n_before) = (Vec::new(), 0);
        for id in ids {
            let Some(dossier) = self.happening(&id)? else { continue };
            if dossier.contradictions.is_empty() {
                continue;
            }
            n_before += 1;
            if n_before <= offset {
                continue;
            }
            if disagreements.len() == limit {
                return Ok(Disagreements { disagreements, has_more: true });
            }
            let Dossier { happening, contradictions, .. } = dossier;
            disagreements.push(Disagreement { happening, contradictions });
        }
        Ok(Disagreements { disagreements, has_more: false })
    }
}
