//! Whether a record, which may come from anywhere, holds together.

use std::collections::BTreeSet;

use record::{Record, Report, RoleKind, SCHEMA, Span, Voucher};

/// The most code points of a report.
const MOST_TEXT: usize = 20_000_000;

/// The most rows that one record may become.
const MOST_ROWS: usize = 2_000_000;

/// What no scale of intensity reaches, so that sums of them stay within whole numbers.
const MOST_INTENSITY: f64 = 1e5;

/// Why a record cannot be taken in.
pub fn check(record: &Record) -> Result<(), String> {
    if record.schema != SCHEMA {
        return Err(format!("its schema is {}, and this dateline knows {SCHEMA}; read the report anew", record.schema));
    }
    let report = &record.report;
    if report.text.len() > MOST_TEXT {
        return Err(format!("its text is longer than {MOST_TEXT} code points"));
    }
    if n_rows(record) > MOST_ROWS {
        return Err(format!("it holds more than {MOST_ROWS} values"));
    }
    let id = Report::id_of(report.outlet.as_deref(), report.title.as_deref(), report.text.as_str());
    if id != report.id {
        return Err("its id is not that of its outlet, title and text, so one of them was changed".to_owned());
    }
    if report.published.as_deref().is_some_and(|day| day.parse::<jiff::civil::Date>().is_err() || day.len() != 10) {
        return Err("its day of publication is no day like 2024-03-05".to_owned());
    }
    Held::of(record)?.check(record)
}

fn n_rows(record: &Record) -> usize {
    let events = record.events.iter().map(|event| {
        let roles: usize = event.mentions.iter().map(|mention| 1 + mention.roles.len()).sum();
        let figures: usize = event.figures.iter().map(|figure| 1 + figure.vouched_by.len()).sum();
        1 + roles + figures + event.sources.len() + event.recipients.len() + event.vouched_by.len()
    });
    let statements = record.statements.iter().map(|statement| 1 + statement.content.len() + statement.via.len());
    let actors = record.actors.iter().map(|actor| 1 + actor.mentions.len());
    let places = record.places.iter().map(|place| 1 + place.mentions.len());
    record.sentences.len()
        + record.doubts.len()
        + events.sum::<usize>()
        + statements.sum::<usize>()
        + actors.sum::<usize>()
        + places.sum::<usize>()
}

/// The ids that a record holds, each once.
struct Held<'a> {
    actors: BTreeSet<&'a str>,
    places: BTreeSet<&'a str>,
    statements: BTreeSet<&'a str>,
}

impl<'a> Held<'a> {
    fn of(record: &'a Record) -> Result<Self, String> {
        let actors = once(record.actors.iter().map(|actor| actor.id.as_str()))?;
        let places = once(record.places.iter().map(|place| place.id.as_str()))?;
        let statements = once(record.statements.iter().map(|statement| statement.id.as_str()))?;
        once(record.events.iter().map(|event| event.id.as_str()))?;
        Ok(Self { actors, places, statements })
    }

    fn check(&self, record: &Record) -> Result<(), String> {
        let within = |span: Span, what: &str| match span.start <= span.end && span.end <= record.report.text.len() {
            true => Ok(()),
            false => Err(format!("the words of {what} lie outside of its text")),
        };
        let some = |span: Option<Span>, what: &str| span.map_or(Ok(()), |span| within(span, what));
        let actor = |id: &str| there(&self.actors, id);
        record.sentences.iter().try_for_each(|&span| within(span, "a sentence"))?;
        for each in &record.actors {
            each.mentions.iter().try_for_each(|&span| within(span, &each.id))?;
        }
        for place in &record.places {
            place.mentions.iter().try_for_each(|&span| within(span, &place.id))?;
            if place.lat.or(place.lon).is_some_and(|degrees| !degrees.is_finite()) {
                return Err(format!("{} has no position on earth", place.id));
            }
        }
        for statement in &record.statements {
            let what = statement.id.as_str();
            statement.speaker.iter().chain(&statement.addressee).try_for_each(|id| actor(id))?;
            some(statement.speaker_span, what)?;
            some(statement.cue, what)?;
            statement.content.iter().try_for_each(|&span| within(span, what))?;
            statement.via.iter().try_for_each(|via| within(via.span, what))?;
        }
        let vouched = |vouchers: &[Voucher]| {
            vouchers.iter().try_for_each(|voucher| match voucher {
                Voucher::Report(_) => Ok(()),
                Voucher::Statement(id) => there(&self.statements, id),
                Voucher::Actor(id) => actor(id),
                Voucher::Unsourced(span) => within(*span, "a voucher"),
            })
        };
        for event in &record.events {
            let what = event.id.as_str();
            event.sources.iter().chain(&event.recipients).try_for_each(|id| actor(id))?;
            event.place.iter().try_for_each(|id| there(&self.places, id))?;
            some(event.date.as_ref().map(|date| date.expression), what)?;
            some(event.factuality_cue, what)?;
            vouched(&event.vouched_by)?;
            for figure in &event.figures {
                within(figure.span, what)?;
                vouched(&figure.vouched_by)?;
                if [figure.low, figure.high].into_iter().flatten().any(|count| i64::try_from(count).is_err()) {
                    return Err(format!("{what} has a figure beyond all measure"));
                }
            }
            if !event.intensity.is_finite() || event.intensity.abs() > MOST_INTENSITY || !event.confidence.is_finite() {
                return Err(format!("{what} has a number that is none"));
            }
            for mention in &event.mentions {
                within(mention.trigger, what)?;
                if mention.sentence >= record.sentences.len() {
                    return Err(format!("{what} stands in a sentence that is not there"));
                }
                for role in &mention.roles {
                    within(role.span, what)?;
                    match (&role.id, role.role) {
                        (None, _) => {}
                        (Some(id), RoleKind::Place) => there(&self.places, id)?,
                        (Some(id), _) => actor(id)?,
                    }
                }
            }
        }
        record.doubts.iter().try_for_each(|doubt| some(doubt.span, "a doubt"))
    }
}

fn once<'a>(ids: impl Iterator<Item = &'a str>) -> Result<BTreeSet<&'a str>, String> {
    let mut held = BTreeSet::new();
    for id in ids {
        if !held.insert(id) {
            return Err(format!("it has {id} twice"));
        }
    }
    Ok(held)
}

fn there(held: &BTreeSet<&str>, id: &str) -> Result<(), String> {
    if held.contains(id) { Ok(()) } else { Err(format!("it speaks of {id}, which it does not hold")) }
}
