//! One of those in a report.

use std::collections::BTreeMap;

use knowledge::Entity;
use record::{ActorKind, Basis, Sector, TokenSpan};

use crate::naming::Description;

/// One of the cast.
#[derive(Clone, Debug)]
pub(crate) struct Member<'a> {
    /// What makes it one.
    pub key: Key,
    /// The tokens of its proper names.
    pub names: Vec<TokenSpan>,
    /// What noun phrases say of it, and how each is tied to it.
    pub said: Vec<(Description, Basis)>,
    /// All words that stand for it, by the token that carries them.
    pub mentions: BTreeMap<usize, TokenSpan>,
    /// Whether it is one person.
    pub person: bool,
    /// Whether it is several.
    pub plural: bool,
    /// "he" or "she", once known.
    pub gender: Option<Gender>,
    /// What it is, as far as it is known by name.
    pub hint: Hint,
    /// Persons in the knowledge base who may be meant.
    pub known: Vec<&'a Entity>,
}

impl Member<'_> {
    /// Whether all that is said of it is a noun that stands for nobody: "the treaty", "gunshots"; a headline writes
    /// such nouns with capitals too.
    pub fn is_thing(&self, headline: TokenSpan) -> bool {
        let nobody = |description: &Description| {
            let common = description.common || headline.contains(description.head) && description.plural;
            description.title.is_none() && description.group.is_none() && common
        };
        matches!(self.key, Key::Described(_)) && !self.person && self.said.iter().all(|(said, _)| nobody(said))
    }
}

/// What is known of a member before all its mentions are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hint {
    pub kind: Option<ActorKind>,
    pub country: Option<String>,
    pub sector: Option<Sector>,
}

/// What makes mentions those of one member.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// A country and its government.
    Country(String),
    /// The people of a country.
    People(String),
    /// A person by the fullest name, folded.
    Person(String),
    /// A body by its fullest name, folded.
    Body(String),
    /// Those whom a noun phrase stands for: an organ of a country, a crowd, an unnamed person.
    Described(String),
}

/// What "he" and "she" tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// A mention that a later pronoun or description may point back to.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    pub token: usize,
    pub sentence: usize,
    pub members: Vec<usize>,
    pub subject: bool,
    pub speaks: bool,
    pub plural: bool,
}
