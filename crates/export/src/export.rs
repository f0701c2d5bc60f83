//! An export, from its first record to its last.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use record::{Event, Factuality};

use crate::formats::{Form, annotations, csv, geojson, graphml, jsonl, parquet};
use crate::landing::{self, Landing};
use crate::table::Numbers;
use crate::{Error, Profile, Reported, evidence};

/// The form that an export has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A record a line, without its report's text, but with the words that its values rest on.
    Jsonl,
    /// A folder of tables with the data package that describes them.
    Csv,
    /// A folder of the same tables.
    Parquet,
    /// A feature an event, to be put on a map.
    Geojson,
    /// A graph with actors as nodes and events as edges.
    Graphml,
    /// An annotation of the W3C's Web Annotation model for every piece of evidence.
    Webannotation,
    /// The columns of another system.
    Profile(Profile),
}

/// What an export holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether it carries the whole text of reports.
    pub with_text: bool,
    /// How firmly events must be told to be in it. `None`: all of them, but for profiles only what happened, because the
    /// columns of those systems cannot say that something was planned or denied.
    pub factuality: Option<Vec<Factuality>>,
    /// Whether a profile gives the day of publication for events of which the text tells no day, as those systems do.
    pub date_by_publication: bool,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is in the export.
    New,
    /// A record of the same report is in it already; this one was passed over.
    Twice,
}

/// What an export holds in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many reports.
    pub n_reports: u64,
    /// How many rows, features, edges or annotations in all; of JSON lines, how many lines.
    pub n_rows: u64,
    /// How many events are told firmly enough and have no row all the same, because the form cannot hold them: an edge
    /// needs both ends, ACLED counts no talks.
    pub n_left_out: u64,
}

/// An export being written. What it writes stands at its place once [`Export::finish`] has returned, and not before.
pub struct Export {
    landing: Landing,
    form: Box<dyn Form>,
    settings: Settings,
    /// The hashes of the reports so far, and of the happenings that have a row.
    reports: HashSet<u128>,
    happenings: HashSet<u128>,
    summary: Summary,
}

impl Export {
    /// Begins an export at `place`, where nothing may be yet. CSV and Parquet are folders, the others files.
    pub fn begin(place: &Path, format: Format, mut settings: Settings) -> Result<Self, Error> {
        let landing = match format {
            Format::Csv | Format::Parquet => Landing::of_folder(place)?,
            _ => Landing::of_file(place)?,
        };
        let form: Box<dyn Form> = match format {
            Format::Jsonl => Box::new(jsonl::Lines::begin(&landing)?),
            Format::Csv => Box::new(csv::Package::begin(&landing)?),
            Format::Parquet => Box::new(parquet::Tables::begin(&landing)?),
            Format::Geojson => Box::new(geojson::Features::begin(&landing)?),
            Format::Graphml => Box::new(graphml::Graph::begin(&landing)?),
            Format::Webannotation => Box::new(annotations::Page::begin(&landing)?),
            Format::Profile(profile) => Box::new(csv::Lone::begin(&landing, profile)?),
        };
        if let (Format::Profile(_), None) = (format, &settings.factuality) {
            settings.factuality = Some(vec![Factuality::Happened]);
        }
        Ok(Self {
            landing,
            form,
            settings,
            reports: HashSet::new(),
            happenings: HashSet::new(),
            summary: Summary::default(),
        })
    }

    /// Adds a record.
    pub fn add(&mut self, reported: &Reported) -> Result<Added, Error> {
        if !self.reports.insert(hashed(&reported.record.report.id)) {
            return Ok(Added::Twice);
        }
        self.summary.n_reports += 1;
        let mut told = BTreeSet::new();
        for event in reported.record.events.iter().filter(|event| self.settings.takes(event)) {
            if !self.form.holds(reported, event) {
                self.summary.n_left_out += 1;
            } else if let Some(happening) = reported.happening(event)
                && !self.happenings.insert(hashed(&happening.id))
            {
                told.insert(event.id.clone());
            }
        }
        let numbers = Numbers { settings: &self.settings, report: self.summary.n_reports, n_rows: 0, told: &told };
        let n_rows = self.form.add(reported, &numbers).map_err(landing::fault(self.landing.place()))?;
        self.summary.n_rows += n_rows as u64;
        Ok(Added::New)
    }

    /// Puts the export where it belongs. An export that is dropped instead leaves nothing behind.
    pub fn finish(self) -> Result<Summary, Error> {
        self.form.finish(&self.landing)?;
        self.landing.land()?;
        Ok(self.summary)
    }
}

/// An id in 16 bytes: of a billion ids, two are alike once in 10^20 times.
pub(crate) fn hashed(id: &str) -> u128 {
    let hash = blake3::hash(id.as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u128::from_le_bytes(*bytes))
}

impl Settings {
    /// Whether an event is told firmly enough.
    pub(crate) fn takes(&self, event: &Event) -> bool {
        self.factuality.as_ref().is_none_or(|wanted| wanted.contains(&event.factuality))
    }

    /// The record as the export may carry it.
    pub(crate) fn bounded(&self, reported: &Reported) -> record::Record {
        if self.with_text { reported.record.clone() } else { evidence::without_text(&reported.record) }
    }
}
