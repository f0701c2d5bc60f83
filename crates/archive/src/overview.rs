//! What an archive tells as a whole: happenings, when and where they were, on what reports disagree.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use record::Quad;

use crate::ledger::PERIODS;
use crate::rows::{all, first};
use crate::search::{keys_as_json, listed};
use crate::stream::{Cursor, Source, Stream};
use crate::tallies::period_of;
use crate::{Archive, By, Contradiction, Error, HappeningRef, Search};

/// Happenings that fit a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Happenings {
    /// Those that were reported last come first; where something is asked for, those with the latest events that fit.
    pub happenings: Vec<HappeningRef>,
    /// Whether there are more.
    pub has_more: bool,
    /// Where these are.
    pub next: Option<Cursor>,
    /// Whether the archive was too large to look at all of it for this page.
    pub is_cut: bool,
}

/// How much is told of which days.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Timeline {
    /// How long a stretch is.
    pub by: By,
    /// The stretches of which something is told, in order.
    pub stretches: Vec<Stretch>,
    /// Where there is too much to count all of it: the day on which the counts begin.
    pub counted_from: Option<String>,
    /// How many reports the archive holds by when they were published, whatever they tell.
    pub volume: Vec<(String, usize)>,
}

/// A day, a week, a month.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
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
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
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

/// Places, and how much is told of each.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Places {
    /// Those of which most is told come first.
    pub places: Vec<OnMap>,
    /// Where there is too much to count all of it: the day on which the counts begin.
    pub counted_from: Option<String>,
}

/// Happenings whose reports cannot all be right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Disagreements {
    /// Those that were reported last come first.
    pub disagreements: Vec<Disagreement>,
    /// Whether there are more.
    pub has_more: bool,
    /// Where these are.
    pub next: Option<Cursor>,
}

/// A happening and what its reports disagree on.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
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

/// So many happenings whose reports may disagree are compared for one page.
const MOST_WEIGHED: usize = 200;

/// The most places on a map.
const MOST_PLACES: i64 = 500;

fn limit_of(search: &Search) -> usize {
    if search.limit == 0 { USUAL } else { search.limit.min(MOST) }
}

/// So many of the latest events that fit are counted where a question picks some.
const MOST_COUNTED: usize = 2_000;

impl Search {
    /// Whether all events are meant, apart from days.
    fn is_of_all(&self) -> bool {
        let days = Self { from: self.from.clone(), to: self.to.clone(), limit: self.limit, ..Self::default() };
        Self { cursor: None, offset: 0, wanted: None, ..self.clone() } == days
    }
}

impl Archive {
    /// Happenings some event of which fits, and that so many origins tell of. Where nothing is asked for, those that were
    /// reported last come first, else those with the latest events that fit.
    pub fn happenings(&self, search: &Search, least_origins: usize) -> Result<Happenings, Error> {
        let limit = limit_of(search);
        let least = i64::try_from(least_origins).unwrap_or(i64::MAX);
        if search.is_of_all() && search.from.is_none() && search.to.is_none() {
            let condition = if least > 1 { "n_origins > 1 AND n_origins >= ?5" } else { "?5" };
            let source = Source::new("tellings", "last_report", "happening", condition, vec![least.into()]);
            let mut stream = Stream::new(&self.db, vec![source], None, (None, None), search.cursor.as_ref());
            let (keys, next) = stream.page(search.offset, limit)?;
            return self.happenings_told(keys, next, stream.is_cut);
        }
        let mut stream = self.events_found(search)?;
        let (mut seen, mut keys, mut here) = (BTreeSet::new(), Vec::new(), None);
        while let Some(event) = stream.next()? {
            let sql = "SELECT c.happening, t.n_origins FROM clusters c JOIN tellings t ON t.happening = c.happening
                WHERE c.event = ?1";
            let told = first(&self.db, sql, &[&event], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
            let Some((happening, _)) = told.filter(|(_, n_origins)| *n_origins >= least) else { continue };
            if self.is_listed(search, happening)? || !seen.insert(happening) || seen.len() <= search.offset {
                continue;
            }
            if keys.len() == limit {
                return self.happenings_told(keys, here, false);
            }
            keys.push(happening);
            here = Some(stream.cursor());
        }
        let next = stream.is_cut.then(|| stream.cursor());
        self.happenings_told(keys, next, stream.is_cut)
    }

    /// Whether a happening was on a page before: one of its later events fits as well.
    fn is_listed(&self, search: &Search, happening: i64) -> Result<bool, Error> {
        if search.cursor.is_none() {
            return Ok(false);
        }
        let whole = Search { cursor: None, from: search.from.clone(), ..search.clone() };
        let Some(Cursor::Before(day, key)) = &search.cursor else { return Ok(false) };
        let sql = "SELECT e.key FROM clusters c CROSS JOIN events e ON e.key = c.event
            WHERE c.happening = ?1 AND (coalesce(e.day, ''), e.key) >= (?2, ?3) AND coalesce(e.day, '') <= ?4 LIMIT 50";
        let end = search.to.as_deref().unwrap_or("~");
        let later = all(&self.db, sql, &[&happening, day, key, &end], |row| row.get::<_, i64>(0))?;
        if later.is_empty() {
            return Ok(false);
        }
        let fitting = self.events_found(&whole)?;
        for event in later {
            if fitting.holds(event)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn happenings_told(&self, keys: Vec<i64>, next: Option<Cursor>, is_cut: bool) -> Result<Happenings, Error> {
        let happenings = keys.into_iter().map(|key| self.happening_ref(key)).collect::<Result<_, _>>()?;
        Ok(Happenings { happenings, has_more: next.is_some(), next, is_cut })
    }

    /// Counts by period, of what is kept under this name.
    fn counted_by(&self, what: &str, by: By, search: &Search) -> Result<Vec<(String, usize)>, Error> {
        let (_, name) = PERIODS.into_iter().find(|(each, _)| *each == by).unwrap_or(PERIODS[0]);
        let sql = "SELECT which, n FROM counts WHERE what = ?1 AND which >= ?2 AND which <= ?3 ORDER BY which";
        let from = search.from.as_deref().map(|day| period_of(by, day)).unwrap_or_default();
        let to = search.to.as_deref().map_or_else(|| "~".to_owned(), |day| period_of(by, day));
        all(&self.db, sql, &[&format!("{what} by {name}"), &from, &to], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// How many happenings are told of which days, and how many reports there are. Weeks and months are whole where only
    /// days are asked for.
    pub fn timeline(&self, search: &Search, by: By) -> Result<Timeline, Error> {
        let sql = "SELECT which, n FROM counts WHERE what = 'published' ORDER BY which";
        let days = all(&self.db, sql, &[], |row| Ok((row.get::<_, String>(0)?, row.get::<_, usize>(1)?)))?;
        let mut volume: BTreeMap<String, usize> = BTreeMap::new();
        for (day, n) in days {
            *volume.entry(period_of(by, &day)).or_default() += n;
        }
        let volume = volume.into_iter().collect();
        if search.is_of_all() {
            let mut stretches: BTreeMap<String, Stretch> = BTreeMap::new();
            for (period, n_happenings) in self.counted_by("happenings", by, search)? {
                let stretch = Stretch { period: period.clone(), n_happenings, n_reports: 0, quads: BTreeMap::new() };
                stretches.insert(period, stretch);
            }
            for (period, n) in self.counted_by("reports", by, search)? {
                stretches.entry(period).and_modify(|stretch| stretch.n_reports = n);
            }
            for quad in Quad::ALL {
                for (period, n) in self.counted_by(quad.as_str(), by, search)? {
                    stretches.entry(period).and_modify(|stretch| {
                        stretch.quads.insert(quad.as_str().to_owned(), n);
                    });
                }
            }
            return Ok(Timeline { by, stretches: stretches.into_values().collect(), volume, counted_from: None });
        }
        let (events, counted_from) = self.latest(search)?;
        let mut told: BTreeMap<String, (Reports, Quads)> = BTreeMap::new();
        let sql = "SELECT coalesce(e.day, ''), e.quad, c.happening, e.report FROM json_each(?1) k
            CROSS JOIN events e ON e.key = k.value CROSS JOIN clusters c ON c.event = e.key";
        let rows = all(&self.db, sql, &[&keys_as_json(&events)], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
        })?;
        for (day, quad, happening, report) in rows {
            let period = period_of(by, &day);
            // What has no day is in no stretch.
            if period.is_empty() {
                continue;
            }
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
        Ok(Timeline { by, stretches: stretches.collect(), volume, counted_from })
    }

    /// The latest events that fit, as many as are counted; and the day from which on these are all.
    fn latest(&self, search: &Search) -> Result<(Vec<i64>, Option<String>), Error> {
        let mut stream = self.events_found(&Search { cursor: None, ..search.clone() })?;
        let (keys, next) = stream.page(0, MOST_COUNTED)?;
        let day = next.map(|cursor| match cursor {
            Cursor::Before(day, _) => day,
            Cursor::After(_) => String::new(),
        });
        Ok((keys, day))
    }

    /// The places of which most is told. Those that nobody knows the position of are left out.
    pub fn places(&self, search: &Search) -> Result<Places, Error> {
        if search.is_of_all() && search.from.is_none() && search.to.is_none() {
            let sql = "SELECT n.name, n.country, n.geonames, s.lat, s.lon, s.precision, s.n_happenings, s.n_reports
                FROM (SELECT * FROM spots WHERE name = '' ORDER BY n_happenings DESC, lat, lon LIMIT ?1) s
                JOIN spots n ON n.lat = s.lat AND n.lon = s.lon AND n.precision = s.precision AND n.name <> ''
                ORDER BY s.n_happenings DESC, s.lat, s.lon, s.precision, n.n_happenings DESC, n.name";
            let mut places: Vec<OnMap> = all(&self.db, sql, &[&MOST_PLACES], |row| {
                Ok(OnMap {
                    name: row.get(0)?,
                    country: Some(row.get::<_, String>(1)?).filter(|country| !country.is_empty()),
                    geonames: Some(row.get(2)?).filter(|number| *number != 0),
                    lat: row.get(3)?,
                    lon: row.get(4)?,
                    precision: row.get(5)?,
                    n_happenings: row.get(6)?,
                    n_reports: row.get(7)?,
                })
            })?;
            // The name that most have comes first.
            places.dedup_by(|b, a| (a.lat, a.lon, &a.precision) == (b.lat, b.lon, &b.precision));
            return Ok(Places { places, counted_from: None });
        }
        let (events, counted_from) = self.latest(search)?;
        let sql = format!(
            "SELECT l.name, l.country, l.geonames, l.lat, l.lon, l.precision, count(DISTINCT c.happening) AS n,
            count(DISTINCT e.report) FROM events e JOIN clusters c ON c.event = e.key JOIN places l ON l.key = e.place
            WHERE e.key IN ({}) AND l.lat IS NOT NULL AND l.lon IS NOT NULL
            GROUP BY l.lat, l.lon, l.precision ORDER BY n DESC, l.lat, l.lon LIMIT {MOST_PLACES}",
            listed(&events)
        );
        let mut query = self.db.prepare(&sql)?;
        let places = query.query_map([], |row| {
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
        })?;
        Ok(Places { places: places.collect::<Result<_, _>>()?, counted_from })
    }

    /// Happenings whose reports give figures that exclude each other, deny what others tell, or name others as those who
    /// did it.
    pub fn disagreements(&self, limit: usize, cursor: Option<&Cursor>) -> Result<Disagreements, Error> {
        let limit = limit_of(&Search { limit, ..Search::default() });
        let source = Source::new("tellings", "last_report", "happening", "is_odd", Vec::new());
        let mut stream = Stream::new(&self.db, vec![source], None, (None, None), cursor);
        let (mut disagreements, mut n_weighed) = (Vec::new(), 0);
        while let Some(key) = stream.next()? {
            n_weighed += 1;
            let contradictions = self.contradictions_of(key)?;
            if !contradictions.is_empty() {
                disagreements.push(Disagreement { happening: self.happening_ref(key)?, contradictions });
            }
            if disagreements.len() == limit || n_weighed == MOST_WEIGHED {
                let next = stream.cursor();
                let has_more = stream.next()?.is_some();
                return Ok(Disagreements { disagreements, has_more, next: has_more.then_some(next) });
            }
        }
        Ok(Disagreements { disagreements, has_more: false, next: None })
    }
}
