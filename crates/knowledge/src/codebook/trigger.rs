//! Rows of the trigger table.

use record::EventType;
use smol_str::SmolStr;

/// A word or phrase that can name an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// Its lemmas. A verb stands first in its phrase ("hold talk"), a noun last ("air strike").
    pub words: Vec<SmolStr>,
    /// The word class of the word that carries it.
    pub class: TriggerClass,
    /// The type that it names.
    pub kind: EventType,
    /// The mode that it names.
    pub mode: Option<SmolStr>,
    /// Which dependents play which part, the surest first.
    pub roles: Vec<RolePattern>,
    /// What must hold beside it.
    pub need: Option<Need>,
    /// How sure it is that the words name such an event, from 0 to 1.
    pub weight: f32,
    /// A sentence in which it does.
    pub example: String,
}

/// The word classes of triggers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TriggerClass {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

/// Which dependent of a trigger plays which part.
///
/// Relations are those of Universal Dependencies as the active voice has them; `obl` and `nmod` are one here, since
/// a verb's "with Norway" and a noun's are one part. `content` is the subject of the clause that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolePattern {
    /// The relation: `nsubj`, `obj`, `iobj`, `obl`, `nmod:poss`, `compound`, `amod`, `content`.
    pub relation: SmolStr,
    /// The preposition of an `obl`.
    pub preposition: Option<SmolStr>,
    /// The part.
    pub part: Part,
}

/// The part that somebody plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Does it.
    Source,
    /// Has it done to, with or about him.
    Recipient,
}

/// What must hold beside a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Its object is somebody, not something.
    PartyObject,
    /// Its object is something, or it has none.
    NoPartyObject,
    /// It has no object.
    NoObject,
    /// It has a recipient.
    Recipient,
    /// It has a clause or infinitive as its content.
    Content,
}

impl Need {
    pub(super) const NAMES: [(&'static str, Self); 5] = [
        ("party-object", Self::PartyObject),
        ("no-party-object", Self::NoPartyObject),
        ("no-object", Self::NoObject),
        ("recipient", Self::Recipient),
        ("content", Self::Content),
    ];
}

impl Trigger {
    /// The lemma of the word that carries it: the first of a verb's phrase, the last of a noun's.
    pub fn carrier(&self) -> &str {
        let carrier = if self.class == TriggerClass::Noun && !self.words.iter().any(|word| word == "of") {
            self.words.last()
        } else {
            self.words.first()
        };
        carrier.map_or("", SmolStr::as_str)
    }

    /// Its other lemmas.
    pub fn companions(&self) -> impl Iterator<Item = &SmolStr> {
        let carrier = self.carrier();
        self.words.iter().filter(move |word| *word != carrier)
    }
}

impl RolePattern {
    /// Reads `obl:with>source`.
    pub(super) fn parse(pattern: &str) -> Option<Self> {
        let (path, part) = pattern.split_once('>')?;
        let part = match part {
            "source" => Part::Source,
            "recipient" => Part::Recipient,
            _ => return None,
        };
        let (relation, preposition) = match path.split_once(':') {
            Some(("obl" | "nmod", word)) if word != "poss" => ("obl", Some(SmolStr::new(word))),
            _ => (path, None),
        };
        let known = ["nsubj", "obj", "iobj", "obl", "nmod:poss", "compound", "amod", "content"];
        known.contains(&relation).then(|| Self { relation: SmolStr::new(relation), preposition, part })
    }
}
