//! The nouns of dateline.
//!
//! Everything that one stage hands to the next, and the [`Record`] that a reader of one report gives in the end.
//! The JSON form of a record is the contract between the reader and all that comes after it; [`schema`] prints it.
//!
//! Never does I/O; knows no model, no clock, no database.
//!
//! ```
//! use record::{Span, Text};
//! let text = Text::new("“Zürich” fell silent.");
//! assert_eq!(text.slice(Span::new(1, 7)), "Zürich");
//! ```

mod analysis;
pub mod calendar;
pub mod conllu;
mod found;
mod kinds;
pub mod numerals;
mod output;
mod report;
mod span;
mod text;

pub use analysis::{Analysis, Chain, Mention, Name, PairHead, PairScores, Sentence, Token, TokenHead, Upos};
pub use found::{EventMention, FigureMention, LikelyParty, LikelyPlace, PassedOn, StatementMention};
pub use kinds::{
    ActorKind, Basis, EventType, Factuality, FigureKind, Grain, NameKind, OriginBasis, Precision, Quad, RemovedKind,
    RoleKind, Sector, StatementKind, UnknownName,
};
pub use output::{
    Actor, Doubt, Event, EventDate, EventTelling, Figure, Place, ReaderVersion, Record, Role, SCHEMA, Statement, Via,
    Voucher, schema,
};
pub use report::{Origin, Removed, Report};
pub use span::{Span, TokenSpan};
pub use text::Text;
