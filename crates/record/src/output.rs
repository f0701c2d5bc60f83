//! The record: what one read report is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActorKind, Basis, EventType, Factuality, FigureKind, Grain, Precision, Quad, Report, RoleKind, Sector, Span,
    StatementKind,
};

/// The version of the contract. A change of meaning raises it.
pub const SCHEMA: u32 = 1;

/// What one read report says: attributed, never asserted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The version of this contract.
    pub schema: u32,
    /// What read it.
    pub reader: ReaderVersion,
    /// What was read.
    pub report: Report,
    /// The sentences of `report.text`; the title is the first where there is one.
    pub sentences: Vec<Span>,
    /// Everyone who speaks, acts or is acted upon.
    pub actors: Vec<Actor>,
    /// Every place named.
    pub places: Vec<Place>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// What could not be decided, and why.
    pub doubts: Vec<Doubt>,
}

/// Which program, model and tables read a report: equal readers give equal records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReaderVersion {
    /// The program's version.
    pub version: String,
    /// `blake3:` and the hash of the weights.
    pub model: String,
    /// `blake3:` and the hash of the codebook.
    pub codebook: String,
    /// `blake3:` and the hash of the knowledge tables.
    pub knowledge: String,
}

/// Somebody who speaks, acts or is acted upon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// `a1`, `a2`, ... in the order of first mention.
    pub id: String,
    /// The fullest name in the text.
    pub name: String,
    /// What sort of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, `IGO`, `INT` or `UNK`.
    pub country: String,
    /// What it acts for.
    pub sector: Sector,
    /// Its title in the text.
    pub title: Option<String>,
    /// Its id in the knowledge base.
    pub entity: Option<String>,
    /// Where country and sector come from.
    pub basis: Basis,
    /// Its mentions in the text.
    pub mentions: Vec<Span>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// `p1`, `p2`, ... in the order of first mention.
    pub id: String,
    /// Its name in the text.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Province or state.
    pub admin1: Option<String>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly it is known.
    pub precision: Precision,
    /// Its mentions in the text.
    pub mentions: Vec<Span>,
}

/// One quotation or one ascribed content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// `s1`, `s2`, ... in the order of the text.
    pub id: String,
    /// How its words are given.
    pub kind: StatementKind,
    /// The actor who says it; null where the text names none.
    pub speaker: Option<String>,
    /// The words that name the speaker: beside the content, or where the statement that it goes on from has them.
    pub speaker_span: Option<Span>,
    /// The words that ascribe it.
    pub cue: Option<Span>,
    /// What is said, piece by piece.
    pub content: Vec<Span>,
    /// The actor to whom it is said.
    pub addressee: Option<String>,
    /// Whether the speaker is a person whom the text does not name.
    pub anonymous: bool,
    /// Through whom the report has it, innermost first.
    pub via: Vec<Via>,
}

/// An outlet or person that passes a statement on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Via {
    /// Its name in the text.
    pub name: String,
    /// The words.
    pub span: Span,
}

/// Something that one political actor does to, with or about another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `e1`, `e2`, ... in the order of first mention.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// The codebook's mode.
    pub mode: Option<String>,
    /// CAMEO code, leading zeros kept.
    pub cameo: String,
    /// The Goldstein value of the CAMEO code, from -10 to 10.
    pub intensity: f64,
    /// The quad class of the type.
    pub quad: Quad,
    /// The codebook's contexts.
    pub contexts: Vec<String>,
    /// The actors who do it.
    pub sources: Vec<String>,
    /// The actors to, with or about whom.
    pub recipients: Vec<String>,
    /// The place where.
    pub place: Option<String>,
    /// When.
    pub date: Option<EventDate>,
    /// How firmly it is told.
    pub factuality: Factuality,
    /// The words that say so.
    pub factuality_cue: Option<Span>,
    /// Whose word it rests on.
    pub vouched_by: Vec<Voucher>,
    /// What it counts, each figure with its giver.
    pub figures: Vec<Figure>,
    /// How sure the reader is that there is such an event, from 0 to 1.
    pub confidence: f64,
    /// Where the report tells it.
    pub mentions: Vec<EventTelling>,
}

/// When an event took place, as the text and the day of publication fix it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EventDate {
    /// The words that say so.
    pub expression: Span,
    /// `2025-09-14`, `2025-09` or `2025`.
    pub value: String,
    /// How exact it is.
    pub grain: Grain,
}

/// Whose word an event or a figure rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Voucher {
    /// The report, in its own voice. Always true.
    Report(bool),
    /// A statement's speaker; the statement's id.
    Statement(String),
    /// An actor whose words carry it without a statement of their own; the actor's id.
    Actor(String),
    /// "reportedly", "allegedly": the words.
    Unsourced(Span),
}

/// A number that belongs to an event, with its giver.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// What it counts.
    pub kind: FigureKind,
    /// At least this many.
    pub low: Option<u64>,
    /// At most this many.
    pub high: Option<u64>,
    /// Whether the words call it rough.
    pub approximate: bool,
    /// The words.
    pub span: Span,
    /// Whose word it rests on.
    pub vouched_by: Vec<Voucher>,
}

/// One mention of an event in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventTelling {
    /// The words that name the event.
    pub trigger: Span,
    /// The sentence, counted from 0.
    pub sentence: usize,
    /// Who and what plays a part in it, in these words.
    pub roles: Vec<Role>,
}

/// A part played in an event's mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// Which part.
    pub role: RoleKind,
    /// The actor's or place's id; null for a date.
    pub id: Option<String>,
    /// The words.
    pub span: Span,
}

/// Something that could not be decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Doubt {
    /// The value in question, as a path: `events/e1/sources`.
    pub at: String,
    /// Why.
    pub reason: String,
    /// The words in question.
    pub span: Option<Span>,
}

/// The contract as JSON Schema (draft 2020-12).
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Record).to_value()
}
