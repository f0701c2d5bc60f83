//! What `attribution` and `events` find, in tokens, before `resolve` says who and where that is.

use serde::{Deserialize, Serialize};

use crate::{EventType, Factuality, FigureKind, Mention, RoleKind, Span, StatementKind, TokenSpan};

/// One piece of content that the report ascribes to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementMention {
    /// How its words are given.
    pub kind: StatementKind,
    /// Who says it, as the words nearest to it name them. A quotation without a cue carries over the speaker of the
    /// statement it goes on from.
    pub speaker: Option<Mention>,
    /// The words that ascribe it.
    pub cue: Option<TokenSpan>,
    /// The content, cue and speaker left out, in the order of the text.
    pub content: Vec<Span>,
    /// To whom it is said.
    pub addressee: Option<Mention>,
    /// Whether the speaker is a person whom the text does not name.
    pub anonymous: bool,
    /// Through whom the report has it, innermost first.
    pub via: Vec<PassedOn>,
}

/// An outlet or person that passes a statement on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOn {
    /// Its name in the text.
    pub mention: Mention,
}

/// One mention of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventMention {
    /// The words that name it.
    pub trigger: TokenSpan,
    /// The token of the trigger that carries it.
    pub head: usize,
    /// Its type.
    pub kind: EventType,
    /// Its mode in the codebook's words, where one is told.
    pub mode: Option<String>,
    /// Its contexts in the codebook's words.
    pub contexts: Vec<String>,
    /// Who does it.
    pub sources: Vec<Mention>,
    /// To, with or about whom.
    pub recipients: Vec<Mention>,
    /// Everyone in its own and the sentences around who may have a part in it, each once, in the order of the text.
    pub likely: Vec<LikelyParty>,
    /// Where, in its own clause.
    pub place: Option<Mention>,
    /// When, in its own clause.
    pub date: Option<Mention>,
    /// The places named in its own sentence, those before and the report's first, in the order of the text.
    pub places: Vec<LikelyPlace>,
    /// The words of time there, in the order of the text.
    pub times: Vec<Mention>,
    /// How firmly it is told.
    pub factuality: Factuality,
    /// The words that say so; `None` where plain telling does.
    pub factuality_cue: Option<TokenSpan>,
    /// "reportedly", "allegedly" over it.
    pub unsourced: Option<TokenSpan>,
    /// What it counts.
    pub figures: Vec<FigureMention>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Somebody who may have a part in an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LikelyParty {
    /// The words.
    pub mention: Mention,
    /// How likely they name who does it, from 0 to 1.
    pub source: f32,
    /// How likely they name to, with or about whom it is done, from 0 to 1.
    pub recipient: f32,
    /// The part that the codebook's patterns give them, where they give one.
    pub by_pattern: Option<RoleKind>,
    /// Whether they stand under the words for another event.
    pub of_another: bool,
}

/// A name of where an event may be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LikelyPlace {
    /// The name.
    pub mention: Mention,
    /// How likely it is the event's place, from 0 to 1.
    pub likelihood: f32,
}

/// A number that belongs to an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FigureMention {
    /// What it counts.
    pub kind: FigureKind,
    /// At least this many.
    pub low: Option<u64>,
    /// At most this many.
    pub high: Option<u64>,
    /// Whether the words call it rough.
    pub approximate: bool,
    /// The words.
    pub tokens: TokenSpan,
}
