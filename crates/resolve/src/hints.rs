//! What the words around a place's name say of where it lies.

use std::collections::BTreeSet;

use record::{NameKind, Precision, Sentence, TokenSpan};

use crate::reading::{Reading, folded, without_frame};

/// A town of so many people is known abroad.
pub(crate) const LARGE: u64 = 100_000;

/// The province or state that words name before all else, "Ontario" or "Ont.", by its full name.
pub(crate) fn province(reading: &Reading, words: &str) -> Option<String> {
    let first = reading.knowledge.places(without_frame(words)).into_iter().next()?;
    (first.precision == Precision::Admin1).then(|| folded(&first.name))
}

/// What the words around a name say of where it lies.
pub(crate) struct Hint<'a> {
    /// The country named right beside it: "Paris, Texas", "in Mosul, Iraq", "the Iraqi city of Mosul".
    pub(crate) beside: Option<String>,
    /// The country named right behind one of its mentions.
    pub(crate) said: Option<String>,
    /// The province or state named right behind it.
    pub(crate) province: Option<String>,
    /// All provinces and states that the report names.
    pub(crate) provinces: &'a BTreeSet<String>,
    /// Countries named in its sentence.
    pub(crate) sentence: Vec<String>,
}

/// The name right behind a name: "Texas" in "Paris, Texas".
fn behind_of(reading: &Reading, tokens: TokenSpan) -> Option<usize> {
    let analysis = reading.analysis;
    let end =
        analysis.sentences.get(analysis.sentence_of(tokens.start)).map_or(tokens.end, |sentence| sentence.tokens.end);
    let found = (tokens.end..end.min(tokens.end + 3)).find(|&token| !matches!(analysis.form(token), "," | "(" | "in"));
    found.filter(|&token| token > tokens.end && reading.name_of(token).is_some())
}

impl<'a> Hint<'a> {
    pub(crate) fn of(reading: &Reading, name: usize, provinces: &'a BTreeSet<String>) -> Self {
        let analysis = reading.analysis;
        let tokens = analysis.names[name].tokens;
        let sentence =
            analysis.sentences.get(analysis.sentence_of(tokens.start)).map(|sentence: &Sentence| sentence.tokens);
        let sentence = sentence.unwrap_or(tokens);
        let iso3 = |token: usize| reading.country_of_word(token).map(|country| country.iso3.to_string());
        let behind = behind_of(reading, tokens);
        let before = (sentence.start.max(tokens.start.saturating_sub(4))..tokens.start).rev().find_map(iso3);
        let province = behind
            .and_then(|token| reading.name_of(token))
            .map(|name| analysis.words(analysis.names[name].tokens))
            .map(|words| province(reading, words).unwrap_or_else(|| folded(words)));
        let said = behind.and_then(iso3).or_else(|| {
            let words = folded(analysis.words(tokens));
            let mut others = analysis.names.iter().filter(|other| other.kind == NameKind::Location);
            others.find_map(|other| {
                iso3(behind_of(reading, other.tokens).filter(|_| folded(analysis.words(other.tokens)) == words)?)
            })
        });
        let beside = said.clone().or(before);
        Self { beside, said, province, provinces, sentence: sentence.tokens().filter_map(iso3).collect() }
    }

    /// How likely a namesake is meant. The size of a place counts by its logarithm, the country beside it most of all.
    pub(crate) fn score(&self, reading: &Reading, place: &knowledge::Place) -> f64 {
        let mut score = (place.population as f64 + 10.0).ln() * 0.5;
        score += match place.precision {
            Precision::Country => 4.0,
            Precision::Admin1 => 0.5,
            Precision::City => 0.3,
            _ => 0.0,
        };
        score += if place.feature == "PPLC" { 1.5 } else { 0.0 };
        // A small town abroad is not named in a foreign language; Geneva is known by its English name.
        score -= match place.alternate {
            true if place.population < LARGE => 1.0,
            true => 0.3,
            false => 0.0,
        };
        let Some(country) = place.country.as_deref() else { return score };
        score += if self.beside.as_deref() == Some(country) { 5.0 } else { 0.0 };
        let admin1 = place.admin1.as_deref().map(folded);
        score += if self.province.is_some() && self.province == admin1 { 6.0 } else { 0.0 };
        score += if admin1.is_some_and(|admin1| self.provinces.contains(&admin1)) { 3.5 } else { 0.0 };
        score += if self.sentence.iter().any(|iso3| iso3 == country) { 1.5 } else { 0.0 };
        let share = reading.share(country);
        score + share * 3.0 + if share > 0.0 { 0.7 } else { 0.0 }
    }
}
