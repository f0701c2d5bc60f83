//! Where and when an event is, weighed over all its mentions.
//!
//! A mention tells a place and a time in its own clause, or nothing, and the sentences before name others that may hold for it too. What
//! speaks for each of them is put before two judges ([`judges`](crate::judges)). Only what the report says in words is weighed; the
//! thresholds were chosen by cross-validation, so that some seven in ten of those taken are right.

mod dates;
mod places;
mod table;

use std::collections::BTreeMap;

use record::{Mention, Span};

use crate::{cast::Cast, dates::When, judges::Judges, places::Atlas, telling::Telling, times::Time};

use self::table::Table;
pub use self::{dates::CLUES as DATE_CLUES, places::CLUES as PLACE_CLUES};

/// The least scores, in log odds, of a date and of a place that are taken.
const DATED: f64 = -0.2;
const PLACED: f64 = -0.5;
/// That of a place that a clause tells, in another that is taken.
const NARROWER: f64 = -1.0;

/// What may be an event's date or place.
#[derive(Clone, Debug, PartialEq)]
pub struct Possible<T, const N: usize> {
    /// The date as records write it; the place's number among those of the report.
    pub value: T,
    /// What speaks for and against it.
    pub clues: [f64; N],
}

/// What was weighed, each with what it means and the words that are nearest.
type Found<V, T, const N: usize> = Vec<(Possible<V, N>, (T, Span))>;

/// A date.
pub type PossibleDate = Possible<String, { DATE_CLUES.len() }>;
/// A place.
pub type PossiblePlace = Possible<usize, { PLACE_CLUES.len() }>;

/// Where and when an event is, each with the words that say so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    pub date: Option<(When, Span)>,
    pub place: Option<(usize, Span)>,
    /// What was weighed.
    pub dates: Vec<PossibleDate>,
    pub places: Vec<PossiblePlace>,
}

/// The setting of each event; `groups` are the events, each a list of mentions. The mentions keep what is said in their own sentences.
pub(crate) fn decide(
    cast: &Cast,
    atlas: &Atlas,
    times: &BTreeMap<usize, Time>,
    groups: &[Vec<usize>],
    tellings: &mut [Telling],
) -> Vec<Setting> {
    // Where the model says nothing of anybody in the whole report, there is none, and grammar alone decides.
    if tellings.iter().all(|telling| telling.likely.is_empty()) {
        return groups.iter().map(|group| by_grammar(atlas, group, tellings)).collect();
    }
    let table = Table::of(cast, atlas, groups, tellings, times);
    let settings: Vec<Setting> = (0..groups.len()).map(|at| setting(&table, at)).collect();
    for (group, setting) in groups.iter().zip(&settings) {
        group.iter().for_each(|&at| tell(cast, atlas, times, setting, &mut tellings[at]));
    }
    settings
}

/// The most exact date and the narrowest place that the clauses of an event's mentions tell; of equals the first.
fn by_grammar(atlas: &Atlas, group: &[usize], tellings: &mut [Telling]) -> Setting {
    let told = || group.iter().map(|&at| &tellings[at]);
    let dates = told().filter_map(|telling| telling.date.and_then(|(when, span)| Some((when?, span))));
    let date = dates.min_by_key(|(when, _)| when.grain());
    let narrowest = |place: &dyn Fn(&Telling) -> Option<(usize, Span)>| {
        told().filter_map(place).min_by_key(|(spot, _)| atlas.width(*spot))
    };
    let place = narrowest(&|telling| telling.place);
    let visited = place.is_none();
    let place = place.or_else(|| narrowest(&|telling| telling.visited));
    if visited {
        group.iter().for_each(|&at| tellings[at].place = tellings[at].visited);
    }
    Setting { date, place, ..Setting::default() }
}

/// Has a mention tell of its event's date and place what stands in its own sentence.
fn tell(cast: &Cast, atlas: &Atlas, times: &BTreeMap<usize, Time>, setting: &Setting, telling: &mut Telling) {
    let analysis = cast.reading.analysis;
    let sentence = analysis.span(analysis.sentences[telling.sentence].tokens);
    let here = |span: &Span| sentence.start <= span.start && span.end <= sentence.end;
    let date = setting.date.and_then(|(when, span)| {
        let near = telling.mention.times.iter().filter_map(|own| times.get(&own.head));
        let same = near.filter(|time| time.when == Some(when)).map(|time| analysis.span(time.tokens));
        std::iter::once(span).chain(same).find(here).map(|span| (Some(when), span))
    });
    let place = setting.place.and_then(|(spot, span)| {
        let spot_of = |mention: &Mention| atlas.place_at(cast.reading, mention).map(|(spot, _)| spot);
        let named = telling.mention.places.iter().filter(|place| spot_of(&place.mention) == Some(spot));
        let spans = named.map(|place| analysis.span(place.mention.tokens));
        std::iter::once(span).chain(spans).find(here).map(|span| (spot, span))
    });
    (telling.date, telling.place) = (date, place);
}

fn setting(table: &Table, at: usize) -> Setting {
    let judges = Judges::embedded();
    let likeliest = |scores: &[f64], least: f64| {
        let best = scores.iter().enumerate().rev().max_by(|a, b| a.1.total_cmp(b.1))?;
        (*best.1 >= least).then_some(best.0)
    };
    let (dates, whens): (Vec<_>, Vec<_>) = table.dates(at).into_iter().unzip();
    let (places, spots): (Vec<_>, Vec<_>) = table.places(at).into_iter().unzip();
    let scores: Vec<f64> = dates.iter().map(|date| judges.date.score(&date.clues)).collect();
    let date = likeliest(&scores, DATED).map(|best| whens[best]);
    let scores: Vec<f64> = places.iter().map(|place| judges.place.score(&place.clues)).collect();
    let place = likeliest(&scores, PLACED).map(|best| {
        // Of places that lie in one another the narrowest is told.
        let least = |other: usize| if table.is_told(at, spots[other].0) { NARROWER } else { PLACED };
        let inside = |other: &usize| scores[*other] >= least(*other) && table.lies_in(spots[*other].0, spots[best].0);
        let narrower = (0..spots.len()).filter(inside).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)));
        spots[narrower.unwrap_or(best)]
    });
    Setting { date, place, dates, places }
}
