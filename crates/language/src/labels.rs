//! The lists that a model's file carries: labels, word shapes, vocabulary.

use encoder::Weights;
use record::conllu;
use smol_str::SmolStr;

use crate::Error;

/// The word shapes in the model's order.
pub(crate) struct Shapes {
    names: Vec<String>,
    pub(crate) other: u8,
    pub(crate) width: usize,
}

impl Shapes {
    pub(crate) fn new(names: &[String], n_shapes: usize, n_values: usize) -> Result<Self, Error> {
        let fault = |reason: &str| Error::Metadata { entry: "shapes", reason: reason.to_owned() };
        if names.len() != n_shapes || names.is_empty() || !n_values.is_multiple_of(names.len()) {
            return Err(fault("does not match the tables of shapes"));
        }
        let at = |name: &str| names.iter().position(|known| known == name);
        let all_known =
            ["lower", "Title", "UPPER", "Mixed", "digits", "other", "first"].iter().all(|name| at(name).is_some());
        let other = at("other").filter(|_| all_known).ok_or_else(|| fault("lacks a shape"))?;
        Ok(Self { names: names.to_vec(), other: other as u8, width: n_values / names.len() })
    }

    /// The shape of a token; `opens` where no word stands before it in its sentence.
    pub(crate) fn of(&self, form: &str, opens: bool) -> u8 {
        let shape = match conllu::shape(form) {
            "Title" if opens => "first",
            shape => shape,
        };
        self.names.iter().position(|name| name == shape).map_or(self.other, |at| at as u8)
    }
}

/// The model's label lists.
pub(crate) struct Labels(std::collections::BTreeMap<String, Vec<String>>);

impl Labels {
    pub(crate) fn read(weights: &Weights) -> Result<Self, Error> {
        json(weights, "labels").map(Self)
    }

    pub(crate) fn of(&self, set: &'static str) -> Result<&[String], Error> {
        self.0.get(set).map(Vec::as_slice).ok_or_else(|| odd(set))
    }

    pub(crate) fn small(&self, set: &'static str) -> Result<Vec<SmolStr>, Error> {
        Ok(self.of(set)?.iter().map(SmolStr::new).collect())
    }

    pub(crate) fn parsed<T>(&self, set: &'static str, parse: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Error> {
        self.of(set)?.iter().map(|label| parse(label).ok_or_else(|| odd(set))).collect()
    }

    pub(crate) fn check(&self, set: &str, size: usize) -> Result<(), Error> {
        if size > 0 && self.0.get(set).is_some_and(|labels| labels.len() == size) {
            return Ok(());
        }
        Err(Error::Metadata { entry: "labels", reason: format!("has not the {size} labels of \"{set}\"") })
    }
}

pub(crate) fn odd(set: &'static str) -> Error {
    Error::Metadata { entry: "labels", reason: format!("lacks or garbles the labels of \"{set}\"") }
}

pub(crate) fn entry<'a>(weights: &'a Weights, entry: &'static str) -> Result<&'a str, Error> {
    weights.metadata(entry).ok_or(Error::Metadata { entry, reason: "is missing".to_owned() })
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(weights: &Weights, name: &'static str) -> Result<T, Error> {
    serde_json::from_str(entry(weights, name)?)
        .map_err(|e| Error::Metadata { entry: name, reason: format!("cannot be read: {e}") })
}
