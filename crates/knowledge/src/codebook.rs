//! What an event type, a mode and a trigger is: the codebook, plain tables that a political scientist edits.
//!
//! The tables stand in `data/codebook/`; [`Codebook::embedded`] is the copy that the program carries, and
//! [`Codebook::load`] reads an edited one from a folder.
//!
//! ```
//! use knowledge::codebook::Codebook;
//! use record::EventType;
//! let codebook = Codebook::embedded();
//! assert_eq!(codebook.cameo(EventType::Consult, Some("visit")), "042");
//! assert!(codebook.triggers("bombard").iter().all(|trigger| trigger.kind == EventType::Assault));
//! ```

mod read;
mod trigger;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::LazyLock,
};

use record::{EventType, Quad};
use smol_str::SmolStr;

pub use read::Error;
pub use trigger::{Need, Part, RolePattern, Trigger, TriggerClass};

/// The tables of the codebook, checked and indexed.
#[derive(Clone, Debug)]
pub struct Codebook {
    types: Vec<TypeRow>,
    modes: Vec<Mode>,
    contexts: Vec<Context>,
    cameo: BTreeMap<SmolStr, Cameo>,
    triggers: Vec<Trigger>,
    by_lemma: BTreeMap<SmolStr, Vec<Trigger>>,
    cues: BTreeMap<SmolStr, Vec<Sense>>,
    /// Every word of a trigger.
    words: BTreeSet<SmolStr>,
    hash: String,
}

/// One of the sixteen types.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeRow {
    /// The type.
    pub kind: EventType,
    /// Its quad class.
    pub quad: Quad,
    /// Whether an event of the type needs somebody whom it is done to.
    pub needs_recipient: bool,
    /// The CAMEO code of an event of the type without a mode.
    pub cameo: SmolStr,
    /// What it is, in one line.
    pub line: String,
}

/// A mode of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// The type.
    pub kind: EventType,
    /// Its name in the annotation guide.
    pub name: SmolStr,
    /// Its CAMEO code.
    pub cameo: SmolStr,
    /// Its names in other lists.
    pub other_names: Vec<SmolStr>,
    /// Types, or types with a mode, of what is asked, refused or threatened, that make it this mode.
    pub contents: Vec<(EventType, Option<SmolStr>)>,
    /// Lemmas beside a trigger that speak for it.
    pub cues: Vec<SmolStr>,
    /// What it is, in one line.
    pub line: String,
}

/// A context in which events stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// Its name.
    pub name: SmolStr,
    /// Lemmas and phrases of lemmas that speak for it.
    pub cues: Vec<Vec<SmolStr>>,
    /// What it is, in one line.
    pub line: String,
}

/// A CAMEO code.
#[derive(Clone, Debug, PartialEq)]
pub struct Cameo {
    /// Its short name.
    pub name: String,
    /// Its value on Goldstein's scale.
    pub goldstein: f64,
}

/// What a word says of an event beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// It was tried.
    Attempted,
    /// It is meant to be done.
    Planned,
    /// It may be.
    Possible,
    /// It was not.
    Denied,
    /// It will be.
    Future,
    /// Nobody is named who vouches for it.
    Unsourced,
    /// The word carries a noun that names an event: "launch an attack".
    Light,
    /// The word's subject suffers what its object names: "face charges".
    Suffer,
    /// The word's object does what its infinitive says: "urge them to leave".
    ControlObject,
    /// Doing it is a wrong, by the word itself: "betray".
    Blame,
    /// The word praises: "testament", "courage".
    Praise,
    /// The word reports words.
    Saying,
    /// One whom a killer picks out for who he is: "minister".
    Chosen,
}

impl Codebook {
    /// The codebook that the program carries.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Codebook> =
            LazyLock::new(|| read::embedded().expect("the embedded codebook is checked by a test"));
        &EMBEDDED
    }

    /// Reads an edited codebook. A table that the folder lacks is taken from the embedded one.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        read::folder(folder)
    }

    /// `blake3:` and the hash of the tables: equal codebooks, equal hashes.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The row of a type.
    pub fn row(&self, kind: EventType) -> &TypeRow {
        // The reader puts one row a type, in the order of `EventType::ALL`.
        &self.types[kind as usize]
    }

    /// The quad class of a type.
    pub fn quad(&self, kind: EventType) -> Quad {
        self.row(kind).quad
    }

    /// The CAMEO code of a type, or of one of its modes.
    pub fn cameo(&self, kind: EventType, mode: Option<&str>) -> &str {
        mode.and_then(|name| self.mode(kind, name)).map_or(&self.row(kind).cameo, |mode| &mode.cameo)
    }

    /// The Goldstein value of a CAMEO code; 0 for a code that the scale lacks.
    pub fn intensity(&self, cameo: &str) -> f64 {
        self.cameo.get(cameo).map_or(0.0, |row| row.goldstein)
    }

    /// The row of a CAMEO code.
    pub fn cameo_row(&self, cameo: &str) -> Option<&Cameo> {
        self.cameo.get(cameo)
    }

    /// All modes, type by type.
    pub fn modes(&self) -> &[Mode] {
        &self.modes
    }

    /// A mode by the guide's name or by its name in another list.
    pub fn mode(&self, kind: EventType, name: &str) -> Option<&Mode> {
        let of_kind = || self.modes.iter().filter(move |mode| mode.kind == kind);
        of_kind()
            .find(|mode| mode.name == name)
            .or_else(|| of_kind().find(|mode| mode.other_names.iter().any(|other| other == name)))
    }

    /// The contexts.
    pub fn contexts(&self) -> &[Context] {
        &self.contexts
    }

    /// All triggers, in the order of their table.
    pub fn all_triggers(&self) -> &[Trigger] {
        &self.triggers
    }

    /// The triggers that this lemma carries: those of one word, and phrases that it is the head of.
    pub fn triggers(&self, lemma: &str) -> &[Trigger] {
        self.by_lemma.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether a lemma has a sense as a cue.
    pub fn cue(&self, lemma: &str, sense: Sense) -> bool {
        self.cues.get(lemma).is_some_and(|senses| senses.contains(&sense))
    }

    /// Whether a lemma is a word of a trigger or a cue.
    pub fn knows(&self, lemma: &str) -> bool {
        self.words.contains(lemma) || self.cues.contains_key(lemma)
    }

    /// Every trigger with its type, the word that carries it and its example, for a reader to be tested on.
    pub fn examples(&self) -> impl Iterator<Item = (EventType, &str, &str)> {
        self.triggers.iter().map(|trigger| (trigger.kind, trigger.carrier(), trigger.example.as_str()))
    }
}

#[cfg(test)]
mod tests;
