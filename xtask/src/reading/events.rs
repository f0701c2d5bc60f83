//! Scores events: who did what to whom, and what is told of it.

use std::collections::{BTreeMap, BTreeSet};

use record::{Span, Text, Voucher};

use super::{
    actors::{Actor, sides_match, telling_words},
    found::{Found, FoundEvent, FoundPlace},
    gold::{GoldEvent, GoldReport},
    matching::{one_to_one, one_to_one_by_likeness},
    reliability::Stated,
    tally::{Accuracy, Counts, Measure},
    words::sentence_of,
};
use crate::tally::Tally;

/// Actors by their ids.
pub type Actors<'a> = BTreeMap<&'a str, Actor>;

/// What scoring compares of an event, annotated or found.
pub(super) struct Compared<'a> {
    pub(super) kind: &'a str,
    /// The sentences that tell it.
    pub(super) at: BTreeSet<usize>,
    /// The words that name it, in lower case.
    pub(super) words: BTreeSet<String>,
    pub(super) sources: Vec<&'a Actor>,
    pub(super) recipients: Vec<&'a Actor>,
    pub(super) mode: Option<&'a str>,
    pub(super) date: Option<&'a str>,
    pub(super) factuality: Option<&'a str>,
}

/// Counts the events of one document.
pub fn score(gold: &GoldReport, found: &Found, gold_actors: &Actors, found_actors: &Actors, counts: &mut Counts) {
    let sentences = gold.sentences();
    let golds: Vec<Compared> = gold.events.iter().map(|event| Compared::of_gold(event, gold_actors)).collect();
    let of_found = |event| Compared::of_found(event, found_actors, &gold.text, &sentences);
    let founds: Vec<Compared> = found.events.iter().map(of_found).collect();

    count_mentions(&golds, &founds, counts);
    let matched = one_to_one_by_likeness(&golds, &founds, same_event, likeness);
    count(Measure::Event, &matched, &golds, &founds, counts);
    count(Measure::Pair, &one_to_one(&golds, &founds, same_countries), &golds, &founds, counts);
    count_directions(&golds, &founds, counts);
    count_confidence(&golds, &founds, &found.events, &matched, counts);
    list_errors(&gold.id, &golds, &founds, &matched, counts);

    let details = Details::new(&gold.text, found, gold_actors, found_actors);
    for (g, f) in matched {
        details.count(&gold.events[g], &found.events[f], counts);
    }
}

impl<'a> Compared<'a> {
    pub(super) fn of_gold(event: &'a GoldEvent, actors: &'a Actors) -> Self {
        Self {
            kind: &event.kind,
            at: event.mentions.iter().map(|mention| mention.sentence).collect(),
            words: event.mentions.iter().map(|mention| mention.trigger.to_lowercase()).collect(),
            sources: known(actors, &event.sources),
            recipients: known(actors, &event.recipients),
            mode: event.mode.as_deref(),
            date: event.date.as_deref(),
            factuality: Some(&event.factuality),
        }
    }

    fn of_found(event: &'a FoundEvent, actors: &'a Actors, text: &Text, sentences: &[Span]) -> Self {
        let triggers = || event.mentions.iter().map(|mention| mention.trigger);
        Self {
            kind: &event.kind,
            at: triggers().filter_map(|trigger| sentence_of(sentences, trigger)).collect(),
            words: triggers().map(|trigger| text.slice(trigger).to_lowercase()).collect(),
            sources: known(actors, &event.sources),
            recipients: known(actors, &event.recipients),
            mode: event.mode.as_deref(),
            date: event.date(),
            factuality: event.factuality.as_deref(),
        }
    }
}

fn known<'a>(actors: &'a Actors, ids: &[String]) -> Vec<&'a Actor> {
    ids.iter().filter_map(|id| actors.get(id.as_str())).collect()
}

fn count(measure: Measure, pairs: &[(usize, usize)], gold: &[Compared], found: &[Compared], counts: &mut Counts) {
    counts.row(measure, Tally { hit: pairs.len(), gold: gold.len(), found: found.len() });
}

/// A mention is a type in a sentence; two events of one type in one sentence are two mentions.
fn count_mentions(gold: &[Compared], found: &[Compared], counts: &mut Counts) {
    let mut mentions = BTreeMap::<(&str, usize), (usize, usize)>::new();
    for (kind, at) in gold.iter().flat_map(|event| event.at.iter().map(|&at| (event.kind, at))) {
        mentions.entry((kind, at)).or_default().0 += 1;
    }
    for (kind, at) in found.iter().flat_map(|event| event.at.iter().map(|&at| (event.kind, at))) {
        mentions.entry((kind, at)).or_default().1 += 1;
    }
    counts.row(Measure::Mention, Tally::default());
    for ((kind, _), (gold, found)) in mentions {
        let tally = Tally { hit: gold.min(found), gold, found };
        counts.row(Measure::Mention, tally);
        counts.by_type.entry(kind.to_owned()).or_default().add(tally);
    }
}

pub(super) fn meet(gold: &Compared, found: &Compared) -> bool {
    gold.kind == found.kind && !gold.at.is_disjoint(&found.at)
}

fn same_event(gold: &Compared, found: &Compared) -> bool {
    if !meet(gold, found) {
        return false;
    }
    let straight = sides_match(&gold.sources, &found.sources) && sides_match(&gold.recipients, &found.recipients);
    straight || told_one_way_round(gold, found)
}

/// A mutual act, all its parties annotated as sources, that the record tells from one party's side.
fn told_one_way_round(gold: &Compared, found: &Compared) -> bool {
    let mutual = gold.recipients.is_empty() && gold.sources.len() > 1;
    let both_sides = !found.sources.is_empty() && !found.recipients.is_empty();
    let all: Vec<&Actor> = found.sources.iter().chain(&found.recipients).copied().collect();
    mutual && both_sides && sides_match(&gold.sources, &all)
}

fn same_countries(gold: &Compared, found: &Compared) -> bool {
    fn countries<'a>(side: &[&'a Actor]) -> BTreeSet<&'a str> {
        side.iter().map(|actor| actor.country.as_str()).filter(|&country| country != "UNK").collect()
    }
    let (sources, recipients) = (countries(&found.sources), countries(&found.recipients));
    let straight = countries(&gold.sources) == sources && countries(&gold.recipients) == recipients;
    let all: BTreeSet<&str> = sources.union(&recipients).copied().collect();
    meet(gold, found) && (straight || gold.recipients.is_empty() && countries(&gold.sources) == all)
}

/// How much two events that meet have in common. The order of the sum is part of the definition: equal sums must be
/// equal to the last bit, since ties fall to the order of the text.
pub(super) fn likeness(gold: &Compared, found: &Compared) -> f64 {
    fn side(gold: &[&Actor], found: &[&Actor]) -> f64 {
        let shared = gold.iter().filter(|g| found.iter().any(|f| g.same(f))).count();
        shared as f64 - 0.2 * gold.len().abs_diff(found.len()) as f64
    }
    let sentences = gold.at.intersection(&found.at).count() as f64 / gold.at.union(&found.at).count() as f64;
    let same = |yes: bool| f64::from(u8::from(yes));
    sentences * 2.0
        + side(&gold.sources, &found.sources)
        + side(&gold.recipients, &found.recipients)
        + same(gold.mode == found.mode)
        + same(gold.date == found.date)
        + same(gold.factuality == found.factuality)
        + gold.words.intersection(&found.words).count() as f64
}

/// Of matched two-sided events with the right parties: which way round they are.
fn count_directions(golds: &[Compared], founds: &[Compared], counts: &mut Counts) {
    for (g, f) in one_to_one_by_likeness(golds, founds, meet, likeness) {
        let (gold, found) = (&golds[g], &founds[f]);
        let sides = [&gold.sources, &gold.recipients, &found.sources, &found.recipients];
        if sides.iter().any(|side| side.is_empty()) {
            continue;
        }
        let straight = sides_match(&gold.sources, &found.sources) && sides_match(&gold.recipients, &found.recipients);
        let turned = sides_match(&gold.sources, &found.recipients) && sides_match(&gold.recipients, &found.sources);
        if straight || turned {
            counts.answer(Accuracy::Direction, straight);
        }
    }
}

/// Notes, of all events that state how sure they are, whether they are right.
fn count_confidence(
    golds: &[Compared],
    founds: &[Compared],
    events: &[FoundEvent],
    matched: &[(usize, usize)],
    counts: &mut Counts,
) {
    let told = one_to_one_by_likeness(golds, founds, meet, likeness);
    let holds = |pairs: &[(usize, usize)], f: usize| pairs.iter().any(|pair| pair.1 == f);
    for (f, event) in events.iter().enumerate() {
        let stated = |confidence| Stated { confidence, told: holds(&told, f), event: holds(matched, f) };
        counts.stated.extend(event.confidence.map(stated));
    }
}

fn list_errors(id: &str, golds: &[Compared], founds: &[Compared], pairs: &[(usize, usize)], counts: &mut Counts) {
    let line = |what, event: &Compared| {
        let at: Vec<String> = event.at.iter().map(usize::to_string).collect();
        let words: Vec<&str> = event.words.iter().map(String::as_str).collect();
        format!("{what} {id} {} in {}: {}", event.kind, at.join(", "), words.join(" / "))
    };
    let missed = golds.iter().enumerate().filter(|(n, _)| !pairs.iter().any(|pair| pair.0 == *n));
    counts.errors.extend(missed.map(|(_, event)| line("missed", event)));
    let invented = founds.iter().enumerate().filter(|(n, _)| !pairs.iter().any(|pair| pair.1 == *n));
    counts.errors.extend(invented.map(|(_, event)| line("invented", event)));
}

/// Scores what is told of a matched event.
struct Details<'a> {
    text: &'a Text,
    gold_actors: &'a Actors<'a>,
    found_actors: &'a Actors<'a>,
    places: BTreeMap<&'a str, &'a FoundPlace>,
    /// The speakers of the record's statements.
    speakers: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Details<'a> {
    fn new(text: &'a Text, found: &'a Found, gold_actors: &'a Actors<'a>, found_actors: &'a Actors<'a>) -> Self {
        let places = found.places.iter().map(|place| (place.id.as_str(), place)).collect();
        let speakers = found.statements.iter().map(|statement| (statement.id.as_str(), statement.speaker.as_deref()));
        Self { text, gold_actors, found_actors, places, speakers: speakers.collect() }
    }

    fn count(&self, gold: &GoldEvent, found: &FoundEvent, counts: &mut Counts) {
        const FIRM: &str = "happened";
        let factuality = found.factuality.as_deref();
        let same = factuality == Some(gold.factuality.as_str());
        let hedged = gold.factuality != FIRM;
        counts.answer(Accuracy::Factuality, same);
        counts.row(Measure::Hedged, Tally::of(hedged && same, hedged, factuality != Some(FIRM)));

        self.count_vouchers(gold, found, counts);
        if let Some(mode) = gold.mode.as_deref().filter(|mode| !mode.is_empty()) {
            counts.answer(Accuracy::Mode, found.mode.as_deref() == Some(mode));
        }
        let date = found.date().filter(|date| !date.is_empty());
        let gold_date = gold.date.as_deref().filter(|date| !date.is_empty());
        counts.row(Measure::Date, Tally::of(date.is_some() && gold_date == date, gold_date.is_some(), date.is_some()));
        self.count_place(gold, found, counts);
        for (measure, kind, wanted) in
            [(Measure::Killed, "killed", gold.killed), (Measure::Injured, "injured", gold.injured)]
        {
            let widest = found.widest(kind);
            counts.row(measure, Tally::of(wanted.is_some() && wanted == widest, wanted.is_some(), widest.is_some()));
        }
    }

    fn count_vouchers(&self, gold: &GoldEvent, found: &FoundEvent, counts: &mut Counts) {
        let own = gold.vouched_by.iter().any(|voucher| voucher == "report");
        let found_own = found.vouched_by.iter().any(|voucher| matches!(voucher, Voucher::Report(true)));
        let who = known(self.gold_actors, &gold.vouched_by);
        let right = || who.is_empty() || sides_match(&who, &self.vouchers(found));
        counts.row(Measure::Voiced, Tally::of(!own && !found_own && right(), !own, !found_own));
        counts.answer(Accuracy::Vouching, own == found_own && (own || right()));
    }

    /// The actors whose words carry a found event: speakers of statements, then those named without one.
    fn vouchers(&self, found: &FoundEvent) -> Vec<&Actor> {
        let speakers = found.vouched_by.iter().filter_map(|voucher| match voucher {
            Voucher::Statement(id) => self.speakers.get(id.as_str()).copied().flatten(),
            _ => None,
        });
        let actors = found.vouched_by.iter().filter_map(|voucher| match voucher {
            Voucher::Actor(id) => Some(id.as_str()),
            _ => None,
        });
        speakers.chain(actors).filter_map(|id| self.found_actors.get(id)).collect()
    }

    fn count_place(&self, gold: &GoldEvent, found: &FoundEvent, counts: &mut Counts) {
        let spot = found.place.as_deref().and_then(|id| self.places.get(id)).copied();
        let wanted = gold.place.as_deref().filter(|place| !place.is_empty());
        let named = |name: &str| wanted.is_some_and(|place| !telling_words(place).is_disjoint(&telling_words(name)));
        let right = spot.is_some_and(|spot| {
            named(spot.name.as_deref().unwrap_or_default())
                || spot.mentions.iter().any(|&mention| named(self.text.slice(mention)))
        });
        counts.row(Measure::Place, Tally::of(right, wanted.is_some(), spot.is_some()));
        if let (Some(_), Some(spot), Some(country)) = (wanted, spot, gold.place_country.as_deref()) {
            counts.answer(Accuracy::PlaceCountry, spot.country.as_deref() == Some(country));
        }
    }
}
