//! Events on a map.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use record::{Event, Place, Precision};
use serde::Serialize;

use super::Form;
use crate::landing::{self, Landing};
use crate::table::Numbers;
use crate::{Error, Reported, evidence};

#[derive(Serialize)]
struct Feature<'a> {
    r#type: &'static str,
    id: String,
    geometry: Option<Point>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    /// Degrees east, degrees north.
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties<'a> {
    report: &'a str,
    event: &'a str,
    r#type: &'a str,
    mode: Option<&'a str>,
    cameo: &'a str,
    intensity: f64,
    quad: &'a str,
    sources: Vec<&'a str>,
    recipients: Vec<&'a str>,
    place: &'a str,
    country: Option<&'a str>,
    admin1: Option<&'a str>,
    geonames: Option<u32>,
    precision: &'a str,
    date: Option<&'a str>,
    factuality: &'a str,
    confidence: f64,
    happening: Option<&'a str>,
    happening_reports: Option<u64>,
    happening_origins: Option<u64>,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    title: Option<&'a str>,
    url: Option<&'a str>,
    snippet: Option<String>,
}

/// The file of features.
pub(crate) struct Features {
    file: BufWriter<File>,
    is_first: bool,
}

impl Features {
    pub(crate) fn begin(landing: &Landing) -> Result<Self, Error> {
        let mut file = landing.file("")?;
        let begun = file.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[");
        begun.map_err(landing::fault(landing.place()))?;
        Ok(Self { file, is_first: true })
    }
}

impl Form for Features {
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        let mut n_rows = 0;
        for event in numbers.taken_once(reported) {
            let Some(place) = reported.place_of(event) else { continue };
            self.file.write_all(if self.is_first { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.file, &feature(reported, event, place))?;
            self.is_first = false;
            n_rows += 1;
        }
        Ok(n_rows)
    }

    fn holds(&self, reported: &Reported, event: &Event) -> bool {
        reported.place_of(event).is_some()
    }

    fn finish(mut self: Box<Self>, landing: &Landing) -> Result<(), Error> {
        self.file.write_all(b"\n]}\n").map_err(landing::fault(landing.place()))?;
        landing::close(self.file, landing.place())
    }
}

fn feature<'a>(reported: &'a Reported, event: &'a Event, place: &'a Place) -> Feature<'a> {
    let record = &reported.record;
    let names = |ids: &'a [String]| ids.iter().filter_map(|id| reported.actor(id)).map(|actor| actor.name.as_str());
    let snippet = event.mentions.first().and_then(|telling| evidence::snippet(reported, telling));
    let happening = reported.happening(event);
    Feature {
        r#type: "Feature",
        id: reported.event_key(event),
        geometry: coordinates(place).map(|coordinates| Point { r#type: "Point", coordinates }),
        properties: Properties {
            report: &record.report.id,
            event: &event.id,
            r#type: event.kind.as_str(),
            mode: event.mode.as_deref(),
            cameo: &event.cameo,
            intensity: event.intensity,
            quad: event.quad.as_str(),
            sources: names(&event.sources).collect(),
            recipients: names(&event.recipients).collect(),
            place: &place.name,
            country: place.country.as_deref(),
            admin1: place.admin1.as_deref(),
            geonames: place.geonames,
            precision: place.precision.as_str(),
            date: event.date.as_ref().map(|date| date.value.as_str()),
            factuality: event.factuality.as_str(),
            confidence: event.confidence,
            happening: happening.map(|happening| happening.id.as_str()),
            happening_reports: happening.map(|happening| happening.n_reports),
            happening_origins: happening.map(|happening| happening.n_origins),
            outlet: record.report.outlet.as_deref(),
            published: record.report.published.as_deref(),
            title: record.report.title.as_deref(),
            url: record.report.url.as_deref(),
            snippet: snippet.map(|span| reported.line(evidence::cut(span)).into_owned()),
        },
    }
}

/// Where a dot may stand: for places no wider than a city, with no more digits than that is known to. A province, a country or
/// a sea has no dot, for its middle is not where anything happened.
pub(crate) fn coordinates(place: &Place) -> Option<[f64; 2]> {
    let digits = match place.precision {
        Precision::Point => 1_000.0,
        Precision::City => 100.0,
        Precision::Admin1 | Precision::Country | Precision::Region => return None,
    };
    let (lat, lon) = (place.lat?, place.lon?);
    let is_on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    is_on_earth.then(|| [lon, lat].map(|degrees| (degrees * digits).round() / digits))
}
