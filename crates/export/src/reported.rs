//! A record, and what is known beside it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use record::{Actor, Event, EventTelling, Place, Record, Span};
use serde::{Deserialize, Serialize};

/// A record to export, with what an archive knows of the happenings that its events tell of.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    /// What the report says.
    pub record: Record,
    /// By the id of an event (`e1`): the happening that it tells of. An event that is not in it stands for itself.
    pub happenings: BTreeMap<String, Happening>,
    /// Words of the report, for a record whose text was left out. Not looked at where the record has its text.
    pub quoted: BTreeMap<Span, String>,
}

/// Something that happened, as one or more reports tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// Its id, the same in all reports that tell it.
    pub id: String,
    /// How many places in how many reports tell it.
    pub n_mentions: u64,
    /// How many reports tell it.
    pub n_reports: u64,
    /// How many origins these reports have: reprints count once.
    pub n_origins: u64,
}

/// Words of a report and where they stand in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The first code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub words: String,
}

impl Reported {
    /// A record of which nothing else is known.
    pub fn alone(record: Record) -> Self {
        Self { record, happenings: BTreeMap::new(), quoted: BTreeMap::new() }
    }

    /// Whether the report's whole text is at hand.
    pub(crate) fn has_text(&self) -> bool {
        !self.record.report.text.is_empty()
    }

    /// The words at `span`, letter for letter; nothing where the text was left out and these words with it.
    pub(crate) fn words(&self, span: Span) -> &str {
        if self.has_text() {
            return self.record.report.text.slice(span);
        }
        self.quoted.get(&span).map_or("", String::as_str)
    }

    /// The words at `span` for a cell of a table: breaks of lines and other controls are spaces.
    pub(crate) fn line(&self, span: Span) -> Cow<'_, str> {
        one_line(self.words(span))
    }

    pub(crate) fn actor(&self, id: &str) -> Option<&Actor> {
        self.record.actors.iter().find(|actor| actor.id == id)
    }

    pub(crate) fn place_of(&self, event: &Event) -> Option<&Place> {
        let id = event.place.as_ref()?;
        self.record.places.iter().find(|place| &place.id == id)
    }

    pub(crate) fn happening(&self, event: &Event) -> Option<&Happening> {
        self.happenings.get(&event.id)
    }

    /// An id for the event that no other report's event has.
    pub(crate) fn event_key(&self, event: &Event) -> String {
        format!("{}/{}", self.record.report.id, event.id)
    }

    pub(crate) fn sentence_of(&self, telling: &EventTelling) -> Option<Span> {
        self.record.sentences.get(telling.sentence).copied()
    }
}

/// Text without breaks of lines or other controls; as many code points as before.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        return Cow::Owned(text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect());
    }
    Cow::Borrowed(text)
}
