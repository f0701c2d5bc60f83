//! Whether a record holds what a row expects.

use record::{Actor, Event, Record, Span, Statement, Voucher};

use super::row::{Count, Field, Row, What, Who};

/// Why a row does not hold: the fields in which the nearest of its kind differs.
#[derive(Debug, Default)]
pub struct Difference {
    /// How many fit.
    pub n_fitting: usize,
    /// The id of the nearest one.
    pub nearest: Option<String>,
    /// The fields in which it differs, each with what it has instead.
    pub fields: Vec<String>,
}

/// Whether the row holds.
pub fn holds(row: &Row, record: &Record) -> Result<(), Difference> {
    let differing = candidates(&row.what, record);
    let n_fitting = differing.iter().filter(|(_, fields)| fields.is_empty()).count();
    let fits = match row.count {
        Count::Some => n_fitting > 0,
        Count::One => n_fitting == 1,
        Count::None => n_fitting == 0,
    };
    if fits {
        return Ok(());
    }
    let nearest = differing.into_iter().min_by_key(|(_, fields)| fields.len());
    let (nearest, fields) = nearest.map_or((None, Vec::new()), |(id, fields)| (Some(id), fields));
    Err(Difference { n_fitting, nearest, fields })
}

/// All in the record that the row could mean, each with the fields in which it differs.
fn candidates(what: &What, record: &Record) -> Vec<(String, Vec<String>)> {
    match what {
        What::Event(kind, fields) => {
            let events = record.events.iter().filter(|event| event.kind == *kind);
            let differing =
                |event: &Event| fields.iter().filter_map(|field| event_lacks(record, event, field)).collect();
            events.map(|event| (event.id.clone(), differing(event))).collect()
        }
        What::Statement(fields) => {
            let differing =
                |said: &Statement| fields.iter().filter_map(|field| statement_lacks(record, said, field)).collect();
            record.statements.iter().map(|said| (said.id.clone(), differing(said))).collect()
        }
        What::Actor(fields) => {
            let differing = |actor: &Actor| fields.iter().filter_map(|field| actor_lacks(actor, field)).collect();
            record.actors.iter().map(|actor| (actor.id.clone(), differing(actor))).collect()
        }
        What::Report(noun, value) => {
            let report = &record.report;
            let body = report.text.as_str().split_once("\n\n").map_or(report.text.as_str(), |(_, body)| body);
            let given = match noun.as_str() {
                "title" => report.title.clone(),
                "outlet" => report.outlet.clone(),
                "deck" => report.deck.clone(),
                "published" => report.published.clone(),
                "byline" => Some(report.byline.join(", ")),
                _ => Some(body.chars().take(value.chars().count()).collect()),
            };
            let differs = given.as_deref() != Some(value.as_str());
            vec![(noun.clone(), differs.then(|| format!("it is {given:?}")).into_iter().collect())]
        }
        What::Removed(kind, words) => {
            let differs = |removed: &record::Removed| removed.kind.as_str() != kind || !removed.text.contains(words);
            let removed = report_removed(record);
            removed
                .map(|one| (one.text.clone(), differs(one).then(|| one.kind.to_string()).into_iter().collect()))
                .collect()
        }
    }
}

fn report_removed(record: &Record) -> impl Iterator<Item = &record::Removed> {
    record.report.removed.iter()
}

/// The field as the event has it, where that is not what is expected.
fn event_lacks(record: &Record, event: &Event, field: &Field) -> Option<String> {
    let words = |span: Span| record.report.text.slice(span);
    let (fits, has) = match field {
        Field::Mode(mode) => (event.mode.as_ref() == Some(mode), format!("mode {}", or_none(event.mode.as_deref()))),
        Field::Parties(sources, recipients) => {
            let fits = same(record, sources.as_deref(), &event.sources)
                && same(record, recipients.as_deref(), &event.recipients);
            (fits, format!("{} > {}", names(record, &event.sources), names(record, &event.recipients)))
        }
        Field::Factuality(factuality) => (event.factuality == *factuality, event.factuality.to_string()),
        Field::Figure(kind, low, high, approximate) => {
            let of_kind: Vec<_> = event.figures.iter().filter(|figure| figure.kind == *kind).collect();
            let fits = of_kind
                .iter()
                .any(|figure| (figure.low, figure.high) == (*low, *high) && (figure.approximate || !approximate));
            let has = of_kind.iter().map(|f| format!("{} {:?}..{:?}", f.kind, f.low, f.high)).collect::<Vec<_>>();
            (fits, if has.is_empty() { format!("no figure of {kind}") } else { has.join(", ") })
        }
        Field::Place(name) => {
            let place = event.place.as_ref().and_then(|id| record.places.iter().find(|place| place.id == *id));
            let place = place.map(|place| place.name.as_str());
            (place == name.as_deref(), format!("place {}", or_none(place)))
        }
        Field::Date(value) => {
            let date = event.date.as_ref().map(|date| date.value.as_str());
            (date == value.as_deref(), format!("date {}", or_none(date)))
        }
        Field::By(whom) => {
            let by: Vec<String> = event.vouched_by.iter().map(|voucher| voucher_name(record, voucher)).collect();
            (by.iter().any(|name| has_words(name, whom)), format!("by {}", by.join(", ")))
        }
        Field::Words(expected) => {
            let told: Vec<&str> = event.mentions.iter().map(|telling| words(telling.trigger)).collect();
            let fits = expected.iter().all(|word| told.iter().any(|told| has_words(told, word)));
            (fits, format!("words {}", told.join(", ")))
        }
        Field::Times(n) => (event.mentions.len() == *n, format!("times {}", event.mentions.len())),
        other => (false, format!("an event has no {other:?}")),
    };
    (!fits).then_some(has)
}

fn statement_lacks(record: &Record, said: &Statement, field: &Field) -> Option<String> {
    let words = |span: Span| record.report.text.slice(span);
    let (fits, has) = match field {
        Field::Who(who) => {
            let ids: Vec<String> = said.speaker.iter().cloned().collect();
            (same(record, Some(who.as_slice()), &ids), names(record, &ids))
        }
        Field::Kind(kind) => (said.kind == *kind, said.kind.to_string()),
        Field::Content(content) => {
            let pieces: Vec<&str> = said.content.iter().map(|&piece| words(piece)).collect();
            (pieces.join(" ").contains(content), format!("\"{}\"", pieces.join(" ")))
        }
        Field::Cue(cue) => {
            let has = said.cue.map(words);
            (has == cue.as_deref(), format!("cue {}", or_none(has)))
        }
        Field::Anonymous(anonymous) => {
            (said.anonymous == *anonymous, if said.anonymous { "anonymous" } else { "named" }.to_owned())
        }
        Field::Via(name) => {
            let via: Vec<&str> = said.via.iter().map(|via| via.name.as_str()).collect();
            let fits = name.as_deref().map_or(via.is_empty(), |name| via.iter().any(|via| has_words(via, name)));
            (fits, if via.is_empty() { "no via".to_owned() } else { format!("via {}", via.join(", ")) })
        }
        Field::To(name) => {
            let to = names(record, said.addressee.as_slice());
            (has_words(&to, name), format!("to {to}"))
        }
        other => (false, format!("a statement has no {other:?}")),
    };
    (!fits).then_some(has)
}

fn actor_lacks(actor: &Actor, field: &Field) -> Option<String> {
    let (fits, has) = match field {
        Field::Who(who) => (who.as_ref().is_some_and(|who| is(actor, who)), name(actor)),
        Field::ActorKind(kind) => (actor.kind == *kind, actor.kind.to_string()),
        Field::Entity(id) => (actor.entity == *id, format!("entity {}", or_none(actor.entity.as_deref()))),
        Field::Title(title) => {
            (actor.title.as_ref() == Some(title), format!("title {}", or_none(actor.title.as_deref())))
        }
        other => (false, format!("an actor has no {other:?}")),
    };
    (!fits).then_some(has)
}

/// Whether the actors are those expected, one for one. Nothing expected fits all.
fn same(record: &Record, expected: Option<&[Who]>, ids: &[String]) -> bool {
    let Some(expected) = expected else { return true };
    let actors: Vec<&Actor> = record.actors.iter().filter(|actor| ids.contains(&actor.id)).collect();
    expected.len() == ids.len()
        && expected.iter().all(|who| actors.iter().any(|actor| is(actor, who)))
        && actors.iter().all(|actor| expected.iter().any(|who| is(actor, who)))
}

fn is(actor: &Actor, who: &Who) -> bool {
    let code = format!("{} {}", actor.country, actor.sector);
    has_words(&actor.name, &who.name) && who.code.as_ref().is_none_or(|expected| *expected == code)
}

/// Whether `words` stand in `text` as whole words, whatever their case.
fn has_words(text: &str, words: &str) -> bool {
    let parted = |text: &str| {
        let letters = text.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), " ");
        letters.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let (text, words) = (parted(text), parted(words));
    !words.is_empty() && text.windows(words.len()).any(|window| window == words)
}

fn voucher_name(record: &Record, voucher: &Voucher) -> String {
    match voucher {
        Voucher::Report(_) => "report".to_owned(),
        Voucher::Unsourced(_) => "unsourced".to_owned(),
        Voucher::Actor(id) => names(record, std::slice::from_ref(id)),
        Voucher::Statement(id) => {
            let said = record.statements.iter().find(|said| said.id == *id);
            names(record, said.and_then(|said| said.speaker.as_ref()).map_or(&[], std::slice::from_ref))
        }
    }
}

/// The names of actors with their codes; `-` where there are none.
pub fn names(record: &Record, ids: &[String]) -> String {
    let named = ids.iter().map(|id| record.actors.iter().find(|actor| actor.id == *id).map_or(id.clone(), name));
    let named: Vec<String> = named.collect();
    if named.is_empty() { "-".to_owned() } else { named.join(", ") }
}

fn name(actor: &Actor) -> String {
    format!("{} ({} {})", actor.name, actor.country, actor.sector)
}

fn or_none(value: Option<&str>) -> &str {
    value.unwrap_or("none")
}

#[test]
fn words_are_whole() {
    assert!(has_words("the State Department", "state department"));
    assert!(!has_words("Norwegians", "Norwegian"));
}
