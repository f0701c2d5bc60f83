//! Answers as CSV: a row a thing, with its id.

use archive::{
    ActorDossier, ActorRef, Decided, EventTold, Found, Hit, Relation, Reread, Retracted, Shown, StatementTold, Stats,
    Verified, according_to,
};

/// A table.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(header: &[&str]) -> Self {
        Self { rows: vec![header.iter().map(|&name| name.to_owned()).collect()] }
    }

    fn row(mut self, row: Vec<String>) -> Self {
        self.rows.push(row);
        self
    }

    fn rows(mut self, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        self.rows.extend(rows);
        self
    }

    /// The table as CSV.
    pub fn csv(&self) -> Result<String, anyhow::Error> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &self.rows {
            writer.write_record(row)?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }
}

fn or_empty(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn names(actors: &[ActorRef]) -> String {
    actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join("; ")
}

#[rustfmt::skip]
const EVENT: [&str; 19] = [
    "id", "happening", "report", "outlet", "origin", "published", "type", "mode", "cameo", "intensity", "quad", "factuality",
    "standing", "day", "sources", "recipients", "place", "according_to", "sentence",
];

#[rustfmt::skip]
fn event(told: &EventTold) -> Vec<String> {
    vec![
        told.id.clone(), told.happening.clone(), told.report.id.clone(), or_empty(&told.report.outlet),
        or_empty(&told.report.origin), or_empty(&told.report.published), told.kind.clone(), or_empty(&told.mode),
        told.cameo.clone(), told.intensity.to_string(), told.quad.clone(), told.factuality.clone(), told.standing.clone(),
        or_empty(&told.day), names(&told.sources), names(&told.recipients),
        told.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(), according_to(&told.givers, told),
        told.mentions.first().and_then(|mention| mention.sentence_words.clone()).unwrap_or_default(),
    ]
}

#[rustfmt::skip]
const STATEMENT: [&str; 11] = [
    "id", "report", "outlet", "origin", "published", "kind", "speaker", "country", "anonymous", "via", "words",
];

#[rustfmt::skip]
fn statement(told: &StatementTold) -> Vec<String> {
    let words: Vec<String> = told.content.iter().filter_map(|piece| piece.words.clone()).collect();
    vec![
        told.id.clone(), told.report.id.clone(), or_empty(&told.report.outlet), or_empty(&told.report.origin),
        or_empty(&told.report.published), told.kind.clone(),
        told.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default(),
        told.speaker.as_ref().map(|speaker| speaker.country.clone()).unwrap_or_default(),
        told.is_anonymous.to_string(), told.via.join("; "), words.join(" … "),
    ]
}

/// What a search found.
pub fn found(found: &Found) -> Table {
    let header: &[&str] = match found.hits.first() {
        Some(Hit::Event(_)) => &EVENT,
        Some(Hit::Statement(_)) => &STATEMENT,
        _ => &["id", "source", "outlet", "origin", "published", "title", "sentence"],
    };
    let rows = found.hits.iter().map(|hit| match hit {
        Hit::Event(told) => event(told),
        Hit::Statement(told) => statement(told),
        Hit::Report { report, sentence_words, .. } => vec![
            report.id.clone(),
            report.source.clone(),
            or_empty(&report.outlet),
            or_empty(&report.origin),
            or_empty(&report.published),
            or_empty(&report.title),
            or_empty(sentence_words),
        ],
    });
    Table::of(header).rows(rows)
}

/// The counts of a relation.
pub fn relation(relation: &Relation) -> Table {
    let mut table = Table::of(&[
        "period",
        "what",
        "standing",
        "n",
        "n_by_one",
        "n_by_other",
        "intensity",
        "n_reports",
        "n_origins",
        "events",
    ]);
    for period in &relation.periods {
        for (what, told) in [("deeds", &period.deeds), ("words", &period.words)] {
            for (standing, count) in told.counts().into_iter().filter(|(_, count)| count.n_reports > 0) {
                table = table.row(vec![
                    period.period.clone(),
                    what.to_owned(),
                    standing.to_owned(),
                    count.n.to_string(),
                    count.n_by_one.to_string(),
                    count.n_by_other.to_string(),
                    count.intensity.map(|value| value.to_string()).unwrap_or_default(),
                    count.n_reports.to_string(),
                    count.n_origins.to_string(),
                    count.events.join(" "),
                ]);
            }
        }
    }
    table
}

/// What an id stands for: the events of a happening or a report, or the one thing that it is.
pub fn shown(shown: &Shown) -> Table {
    match shown {
        Shown::Happening(dossier) => Table::of(&EVENT).rows(dossier.events.iter().map(event)),
        Shown::Event(told) => Table::of(&EVENT).row(event(told)),
        Shown::Statement(told) => Table::of(&STATEMENT).row(statement(told)),
        Shown::Report(told) => Table::of(&EVENT).rows(told.events.iter().map(event)),
    }
}

/// The events of an actor.
pub fn actor(dossier: &ActorDossier) -> Table {
    Table::of(&EVENT).rows(dossier.events.iter().map(event))
}

/// What a check found.
pub fn verified(verified: &Verified) -> Table {
    Table::of(&["fault"]).rows(verified.faults.iter().map(|fault| vec![fault.clone()]))
}

/// How much there is.
pub fn stats(stats: &Stats) -> Table {
    let counts = [
        ("reports", stats.n_reports as u64),
        ("stories", stats.n_stories as u64),
        ("origins", stats.n_origins as u64),
        ("sentences", stats.n_sentences as u64),
        ("statements", stats.n_statements as u64),
        ("events", stats.n_events as u64),
        ("happenings", stats.n_happenings as u64),
        ("corroborated", stats.n_corroborated as u64),
        ("retracted", stats.n_retracted as u64),
        ("bytes", stats.n_bytes),
    ];
    let counts = counts.into_iter().map(|(name, n)| vec![name.to_owned(), n.to_string()]);
    let types = stats.types.iter().map(|(name, n)| vec![format!("type {name}"), n.to_string()]);
    let outlets = stats.outlets.iter().map(|one| vec![format!("outlet {}", one.outlet), one.n_reports.to_string()]);
    Table::of(&["what", "n"]).rows(counts).rows(types).rows(outlets)
}

/// What went with a report.
pub fn retracted(retracted: &Retracted) -> Table {
    let rows = |what: &str, ids: &[String]| ids.iter().map(|id| vec![what.to_owned(), id.clone()]).collect::<Vec<_>>();
    Table::of(&["what", "id"])
        .row(vec!["report".to_owned(), retracted.report.id.clone()])
        .rows(rows("happening gone", &retracted.happenings_gone))
        .rows(rows("happening left", &retracted.happenings_left))
        .rows(rows("event moved", &retracted.events_moved))
}

/// What a decision moved.
pub fn decided(decided: &Decided) -> Table {
    Table::of(&["happening", "event"]).rows(decided.moved.iter().map(|id| vec![decided.happening.clone(), id.clone()]))
}

/// What another reading changed.
pub fn reread(changed: &[Reread]) -> Table {
    let mut table = Table::of(&["report", "what", "event", "change"]);
    for reread in changed {
        let row = |what: &str, id: &String, change: String| {
            vec![reread.report.id.clone(), what.to_owned(), id.clone(), change]
        };
        table = table
            .rows(reread.events_gone.iter().map(|id| row("gone", id, String::new())))
            .rows(reread.events_new.iter().map(|id| row("new", id, String::new())))
            .rows(reread.events_changed.iter().map(|(id, changes)| row("changed", id, changes.join("; "))));
    }
    table
}
