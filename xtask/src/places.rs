//! Scores the places of records against place names with coordinates.

use record::{Span, Text};
use serde::Deserialize;

use crate::reading::{Found, FoundPlace};

/// A report with its place names.
#[derive(Clone, Debug, Deserialize)]
pub struct Annotated {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: Text,
    /// The place names.
    pub toponyms: Vec<Toponym>,
}

/// A place name.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Toponym {
    /// Its words.
    #[serde(flatten)]
    pub span: Span,
    /// Its latitude, where it is known.
    pub lat: Option<f64>,
    /// Its longitude.
    pub lon: Option<f64>,
}

/// What reports came to; those of several add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Annotated names that a record's place covers in part at least.
    pub names: usize,
    /// Those found.
    pub found: usize,
    /// Mentions of a record's places.
    pub mentions: usize,
    /// Those that meet an annotated name.
    pub right: usize,
    /// Names found, with coordinates on both sides.
    pub located: usize,
    /// Those of which the coordinates are near each other.
    pub near: usize,
}

/// As far apart as coordinates of one place may be, in kilometres: a hundred miles.
const NEAR: f64 = 161.0;

/// The earth's mean radius, in kilometres.
const RADIUS: f64 = 6371.0;

impl Scores {
    /// Scores the record of a report, or none.
    pub fn of(report: &Annotated, found: Option<&Found>) -> Self {
        let places = found.map_or(&[][..], |found| &found.places);
        let mentions: Vec<(Span, &FoundPlace)> =
            places.iter().flat_map(|place| place.mentions.iter().map(move |&span| (span, place))).collect();
        let meets = |(span, _): &&(Span, &FoundPlace)| report.toponyms.iter().any(|name| name.span.meets(*span));
        let right = mentions.iter().filter(meets).count();
        let mut scores = Self { mentions: mentions.len(), right, ..Self::default() };
        for name in &report.toponyms {
            scores.names += 1;
            let Some((_, place)) = mentions.iter().find(|(span, _)| span.meets(name.span)) else { continue };
            scores.found += 1;
            let [Some(there), Some(here)] = [name.lat.zip(name.lon), place.lat.zip(place.lon)] else { continue };
            scores.located += 1;
            scores.near += usize::from(kilometres(there, here) <= NEAR);
        }
        scores
    }

    /// Adds the scores of another report.
    pub fn add(&mut self, other: &Self) {
        self.names += other.names;
        self.found += other.found;
        self.mentions += other.mentions;
        self.right += other.right;
        self.located += other.located;
        self.near += other.near;
    }
}

/// The way over the earth between two points, each a latitude and a longitude.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    let [north, south] = [a.0, b.0].map(f64::to_radians);
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin();
    let h = half(a.0, b.0).powi(2) + north.cos() * south.cos() * half(a.1, b.1).powi(2);
    2.0 * RADIUS * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_over_the_earth() {
        assert_eq!(kilometres((10.0, 20.0), (10.0, 20.0)), 0.0);
        // A quarter of the way round, along the equator and over the pole.
        let quarter = RADIUS * std::f64::consts::FRAC_PI_2;
        assert!((kilometres((0.0, 0.0), (0.0, 90.0)) - quarter).abs() < 1e-6);
        assert!((kilometres((90.0, 33.0), (0.0, -77.0)) - quarter).abs() < 1e-6);
    }

    #[test]
    fn names_mentions_and_coordinates_count_each_for_themselves() {
        let report = r#"{"id": "r", "text": "Olm, Reed and Gull", "toponyms": [
            {"start": 0, "end": 3, "lat": 10.0, "lon": 10.0}, {"start": 5, "end": 9, "lat": 10.0, "lon": 10.0},
            {"start": 14, "end": 18, "lat": null, "lon": null}, {"start": 15, "end": 16, "lat": 1.0, "lon": 1.0}]}"#;
        let report: Annotated = serde_json::from_str(report).unwrap();
        let found = r#"{"places": [
            {"id": "p1", "lat": 10.0, "lon": 11.0, "mentions": [{"start": 0, "end": 3}, {"start": 10, "end": 13}]},
            {"id": "p2", "lat": 10.0, "lon": 12.0, "mentions": [{"start": 4, "end": 6}]},
            {"id": "p3", "lat": 0.0, "lon": 0.0, "mentions": [{"start": 14, "end": 15}]}]}"#;
        let found: Found = serde_json::from_str(found).unwrap();
        let scores = Scores::of(&report, Some(&found));
        // A degree of longitude at 10° north is 109.5 km.
        assert_eq!(scores, Scores { names: 4, found: 3, mentions: 4, right: 3, located: 2, near: 1 });
        let mut twice = scores;
        twice.add(&Scores::of(&report, None));
        assert_eq!((twice.names, twice.found, twice.mentions), (8, 3, 4));
    }
}
