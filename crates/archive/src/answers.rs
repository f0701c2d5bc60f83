//! What the archive answers: plain values, each with the ids of what it rests on, ready for JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

/// A report, in short.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ReportRef {
    /// Its id: blake3 of outlet, title and text.
    pub id: String,
    /// Where it was read from.
    pub source: String,
    /// Its address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// Whose text it is, by all that the archive knows; null where nothing says so.
    pub origin: Option<String>,
    /// The number of its origin in this archive: reports of one origin are one voice.
    pub origin_key: i64,
    /// Whether an earlier report of the archive has the same text.
    pub is_copy: bool,
}

/// Words of a report.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Words {
    /// Where they begin, in code points.
    pub start: usize,
    /// One past their end.
    pub end: usize,
    /// The words; null where texts are not kept.
    pub words: Option<String>,
}

/// Words that something rests on, and the sentence they stand in.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Evidence {
    /// The words.
    #[serde(flatten)]
    pub words: Words,
    /// The sentence's number in its report.
    pub sentence: usize,
    /// The sentence; null where texts are not kept.
    pub sentence_words: Option<String>,
}

/// An actor of one report.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ActorRef {
    /// Its id.
    pub id: String,
    /// The fullest name in the report.
    pub name: String,
    /// What sort of actor.
    pub kind: String,
    /// Its country's code.
    pub country: String,
    /// What it acts for.
    pub sector: String,
    /// Its title in the report.
    pub title: Option<String>,
    /// Its id in the knowledge base.
    pub entity: Option<String>,
    /// What it is called by in all reports: the entity, or `name:` and its name.
    pub handle: String,
}

/// A place of one report.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct PlaceRef {
    /// Its id.
    pub id: String,
    /// Its name in the report.
    pub name: String,
    /// Its country's code.
    pub country: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly it is known.
    pub precision: String,
}

/// On whose word something stands.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Giver {
    /// `report`, `statement`, `actor` or `unsourced`.
    pub kind: String,
    /// The speaker's or actor's name, or the words "reportedly" and their like; null for the report itself, and for a
    /// speaker whom nobody names.
    pub name: Option<String>,
    /// The actor's id.
    pub actor: Option<String>,
    /// The statement's id.
    pub statement: Option<String>,
    /// Whether the speaker is a person whom the report does not name.
    pub is_anonymous: bool,
    /// Through whom the report has it, innermost first.
    pub via: Vec<String>,
}

/// A number that a report gives.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct FigureGiven {
    /// What it counts.
    pub kind: String,
    /// At least this many.
    pub low: Option<u64>,
    /// At most this many.
    pub high: Option<u64>,
    /// Whether the words call it rough.
    pub is_approximate: bool,
    /// The words.
    pub words: Words,
    /// On whose word.
    pub givers: Vec<Giver>,
    /// The event that it belongs to.
    pub event: String,
    /// The report that gives it: its id.
    pub report: String,
    /// Who published that.
    pub outlet: Option<String>,
    /// Whose text that is.
    pub origin: Option<String>,
    /// When.
    pub published: Option<String>,
}

/// What one report tells of one event.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct EventTold {
    /// Its id.
    pub id: String,
    /// The happening that it belongs to.
    pub happening: String,
    /// Why it does.
    pub joined: Joined,
    /// The report.
    pub report: ReportRef,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The codebook's mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Goldstein's value.
    pub intensity: f64,
    /// Quad class.
    pub quad: String,
    /// How firmly it is told.
    pub factuality: String,
    /// `asserted` by the report itself, `attributed` to others, `planned`, `possible` or `denied`.
    pub standing: String,
    /// The day that it counts for: the first it may have been on, that of publication where no date is told.
    pub day: Option<String>,
    /// The date that is told: `2025-09-14`, `2025-09` or `2025`.
    pub date: Option<String>,
    /// Who does it.
    pub sources: Vec<ActorRef>,
    /// To, with or about whom.
    pub recipients: Vec<ActorRef>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// On whose word.
    pub givers: Vec<Giver>,
    /// What it counts.
    pub figures: Vec<FigureGiven>,
    /// The places in the text that tell it.
    pub mentions: Vec<Evidence>,
    /// How sure the reader was.
    pub confidence: f64,
}

/// Why an event belongs to its happening.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Joined {
    /// The event that it was joined to; null for the first of a happening.
    pub to: Option<String>,
    /// How alike they are, from 0 to 1.
    pub likeness: f64,
    /// In words.
    pub why: String,
    /// `reader`, or `user` where somebody decided it.
    pub by: String,
}

/// What one report says that somebody said.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct StatementTold {
    /// Its id.
    pub id: String,
    /// The report.
    pub report: ReportRef,
    /// `direct`, `indirect` or `mixed`.
    pub kind: String,
    /// Who says it.
    pub speaker: Option<ActorRef>,
    /// Whether that is a person whom the report does not name.
    pub is_anonymous: bool,
    /// Through whom the report has it, innermost first.
    pub via: Vec<String>,
    /// To whom it is said.
    pub addressee: Option<ActorRef>,
    /// The words that ascribe it.
    pub cue: Option<Words>,
    /// What is said, piece by piece.
    pub content: Vec<Words>,
    /// The number of the first sentence that holds some of it.
    pub sentence: usize,
    /// That sentence.
    pub sentence_words: Option<String>,
}

/// A happening, in short.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct HappeningRef {
    /// Its id.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The mode that most reports tell.
    pub mode: Option<String>,
    /// Quad class.
    pub quad: String,
    /// Who did it, by all reports: names, most told first.
    pub sources: Vec<String>,
    /// To, with or about whom.
    pub recipients: Vec<String>,
    /// Where, most told first.
    pub places: Vec<String>,
    /// The first day that a report dates it to.
    pub first_day: Option<String>,
    /// The last.
    pub last_day: Option<String>,
    /// How many reports tell of it.
    pub n_reports: usize,
    /// How many origins these have: reprints don't count.
    pub n_origins: usize,
    /// The day of the first report.
    pub first_report: Option<String>,
    /// The day of the last.
    pub last_report: Option<String>,
    /// How many reports tell it as happened, attempted, planned, possible, denied.
    pub factualities: BTreeMap<String, usize>,
    /// The sentence that told it first; null where texts are not kept.
    pub sentence: Option<String>,
}

/// What two reports, or two givers, say that cannot both be.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Contradiction {
    /// `figures`, `denial` or `culprit`.
    pub kind: String,
    /// What it is about: "killed"; null for the last two.
    pub about: Option<String>,
    /// The one side.
    pub one: Side,
    /// The other.
    pub other: Side,
}

/// One side of a contradiction.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Side {
    /// What it says: "6", "denied", "Israel".
    pub says: String,
    /// On whose word, in words: "State Department via Politico".
    pub according_to: String,
    /// The event.
    pub event: String,
    /// The report.
    pub report: String,
}

/// All that is known of a happening.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Dossier {
    /// The happening.
    pub happening: HappeningRef,
    /// What each report tells of it, by day of publication.
    pub events: Vec<EventTold>,
    /// Every figure with who gave it when; none is averaged.
    pub figures: Vec<FigureGiven>,
    /// What cannot all be.
    pub contradictions: Vec<Contradiction>,
    /// The statements that carry it.
    pub statements: Vec<StatementTold>,
    /// How many events the happening has; `events` holds the first of many.
    pub n_events: usize,
}

/// Something that an id stands for.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
#[serde(tag = "is", content = "shown", rename_all = "snake_case")]
pub enum Shown {
    /// A happening.
    Happening(Box<Dossier>),
    /// One report's event, within its happening's dossier.
    Event(Box<EventTold>),
    /// A statement.
    Statement(Box<StatementTold>),
    /// A report with all that it tells.
    Report(Box<ReportTold>),
}

/// A report, and what it tells.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct ReportTold {
    /// The report.
    pub report: ReportRef,
    /// Reports with the same text.
    pub copies: Vec<ReportRef>,
    /// Its text; null where texts are not kept.
    pub text: Option<String>,
    /// Its events.
    pub events: Vec<EventTold>,
    /// Its statements.
    pub statements: Vec<StatementTold>,
}

/// How much the archive holds.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema, Serialize)]
pub struct Stats {
    /// Reports.
    pub n_reports: usize,
    /// Texts that were printed once or many times.
    pub n_stories: usize,
    /// Whose texts they are.
    pub n_origins: usize,
    /// Sentences.
    pub n_sentences: usize,
    /// Statements.
    pub n_statements: usize,
    /// Events as reports tell them.
    pub n_events: usize,
    /// Happenings: events of several reports joined.
    pub n_happenings: usize,
    /// Happenings that more than one origin tells of.
    pub n_corroborated: usize,
    /// Withdrawn reports.
    pub n_retracted: usize,
    /// The first day of publication.
    pub first_day: Option<String>,
    /// The last.
    pub last_day: Option<String>,
    /// Events by type.
    pub types: BTreeMap<String, usize>,
    /// Reports by outlet, the most first, at most twenty.
    pub outlets: Vec<OutletCount>,
    /// The size of the file in bytes.
    pub n_bytes: u64,
}

/// How often a happening is told.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct Tellings {
    /// The happening.
    pub id: String,
    /// How many places in reports tell it.
    pub n_mentions: u64,
    /// How many reports do.
    pub n_reports: u64,
    /// How many origins these reports have: reprints count once.
    pub n_origins: u64,
}

/// How many reports an outlet has.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize)]
pub struct OutletCount {
    /// The outlet.
    pub outlet: String,
    /// Its reports.
    pub n_reports: usize,
}
