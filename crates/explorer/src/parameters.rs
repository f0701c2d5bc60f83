//! What a question is asked with: names, kinds, and what comes in checked against them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::Error;

/// What a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Words, as often as one likes.
    Texts,
    /// `YYYY-MM-DD`.
    Day,
    /// A whole number up to the largest one.
    Count(usize),
    /// `true` or `false`.
    Flag,
    /// One of these.
    Choice(&'static [&'static str]),
    /// Some of these.
    Choices(&'static [&'static str]),
    /// The id of something, or at least its first five letters.
    Id,
}

/// A parameter of a question.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether there is no question without it.
    pub is_needed: bool,
    /// What it is for.
    pub about: &'static str,
}

impl Parameter {
    /// One that may be left out.
    pub const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, is_needed: false, about }
    }

    /// One that may not.
    pub const fn needed(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, is_needed: true, about }
    }

    /// As JSON Schema has it.
    pub fn schema(&self) -> Value {
        let text = json!({"type": "string", "minLength": 1, "maxLength": MOST_LETTERS, "pattern": WORDS});
        match self.kind {
            Kind::Text => text,
            Kind::Texts => json!({"type": "array", "items": text, "maxItems": MOST_VALUES}),
            Kind::Day => json!({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
            Kind::Count(most) => json!({"type": "integer", "minimum": 1, "maximum": most}),
            Kind::Flag => json!({"type": "boolean"}),
            Kind::Choice(of) => json!({"type": "string", "enum": of}),
            Kind::Choices(of) => {
                json!({"type": "array", "items": {"type": "string", "enum": of}, "maxItems": MOST_VALUES})
            }
            Kind::Id => json!({"type": "string", "pattern": "^[a-z0-9-]{5,80}$"}),
        }
    }

    /// Whether it may be given many times.
    pub fn is_many(&self) -> bool {
        matches!(self.kind, Kind::Texts | Kind::Choices(_))
    }

    fn check(&self, value: &str) -> Result<(), Error> {
        let wrong = |what: String| Err(Error::Wrong(format!("{} is {value:.80?}; {what}", self.name)));
        if value.chars().count() > MOST_LETTERS {
            return Err(Error::Wrong(format!("{} is longer than {MOST_LETTERS} letters", self.name)));
        }
        if value.contains('\0') {
            return wrong("no letter of it may be NUL".into());
        }
        match self.kind {
            Kind::Text | Kind::Texts if value.trim().is_empty() => {
                Err(Error::Wrong(format!("{} is empty; leave it out", self.name)))
            }
            Kind::Text | Kind::Texts => Ok(()),
            Kind::Day if pipeline::published_from(value).is_err() => wrong("write a day as YYYY-MM-DD".into()),
            Kind::Count(most) => match value.parse::<usize>() {
                Ok(count) if (1..=most).contains(&count) => Ok(()),
                _ => wrong(format!("give a number from 1 to {most}")),
            },
            Kind::Flag if !["true", "false"].contains(&value) => wrong("say true or false".into()),
            Kind::Choice(of) | Kind::Choices(of) if !of.contains(&value) => {
                wrong(format!("it takes one of {}", of.join(", ")))
            }
            Kind::Id => {
                let is_id = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
                if (5..=80).contains(&value.len()) && value.chars().all(is_id) {
                    return Ok(());
                }
                wrong("an id has small letters, digits and hyphens, five at least".into())
            }
            _ => Ok(()),
        }
    }
}

/// Something else than white space, and no NUL.
const WORDS: &str = r"^[^\x00]*[^\s\x00][^\x00]*$";

const MOST_LETTERS: usize = 300;
const MOST_VALUES: usize = 20;

/// The values of a question's parameters, each in order.
#[derive(Clone, Debug, Default)]
pub struct Asked(BTreeMap<&'static str, Vec<String>>);

impl Asked {
    /// What was asked, where every value is one that its parameter takes.
    pub fn of(parameters: &[Parameter], values: impl IntoIterator<Item = (String, String)>) -> Result<Self, Error> {
        let mut asked = Self::default();
        for (name, value) in values {
            let Some(parameter) = parameters.iter().find(|parameter| parameter.name == name) else {
                let known: Vec<&str> = parameters.iter().map(|parameter| parameter.name).collect();
                return Err(Error::Wrong(format!(
                    "{name:.80?} is nothing to ask with; there are: {}",
                    known.join(", ")
                )));
            };
            parameter.check(&value)?;
            let values = asked.0.entry(parameter.name).or_default();
            if values.len() == if parameter.is_many() { MOST_VALUES } else { 1 } {
                return Err(Error::Wrong(format!("{} is given too often", parameter.name)));
            }
            values.push(value);
        }
        match parameters.iter().find(|parameter| parameter.is_needed && !asked.0.contains_key(parameter.name)) {
            Some(missing) => Err(Error::Wrong(format!("{} is missing: {}", missing.name, missing.about))),
            None => Ok(asked),
        }
    }

    /// A value.
    pub fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).and_then(|values| values.first()).cloned()
    }

    /// A value that there is no question without.
    pub fn needed(&self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// All values.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.0.get(name).cloned().unwrap_or_default()
    }

    /// A number; 0 where there is none.
    pub fn count(&self, name: &str) -> usize {
        self.text(name).and_then(|value| value.parse().ok()).unwrap_or(0)
    }

    /// A yes or no.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.text(name).map(|value| value == "true")
    }

    /// All of it in one line, equal for equal questions.
    pub fn line(&self) -> String {
        format!("{:?}", self.0)
    }
}
