//! A text whose offsets count code points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// A text that can be sliced by code points in constant time.
///
/// Printed as a plain JSON string. Equal texts are equal whatever they were made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Text {
    text: String,
    /// The byte at which each code point begins, and one past the last; empty where every code point is one byte.
    starts: Vec<u32>,
}

impl Text {
    /// Takes a text of less than 4 GiB.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let starts = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| byte as u32).chain([text.len() as u32]).collect()
        };
        Self { text, starts }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its length in code points.
    pub fn len(&self) -> usize {
        if self.starts.is_empty() { self.text.len() } else { self.starts.len() - 1 }
    }

    /// Whether it holds no code point.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The whole text's span.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The words that `span` points at. A span that runs over the end is cut there.
    pub fn slice(&self, span: Span) -> &str {
        let start = self.byte(span.start);
        &self.text[start..self.byte(span.end).max(start)]
    }

    /// The byte at which code point `at` begins; the text's end where there is none.
    pub fn byte(&self, at: usize) -> usize {
        if self.starts.is_empty() {
            at.min(self.text.len())
        } else {
            self.starts.get(at).map_or(self.text.len(), |&byte| byte as usize)
        }
    }

    /// The code point that holds byte `byte`.
    pub fn code_point(&self, byte: usize) -> usize {
        if self.starts.is_empty() {
            byte.min(self.text.len())
        } else {
            self.starts.partition_point(|&start| start as usize <= byte).saturating_sub(1).min(self.len())
        }
    }

    /// The code point at `at`.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text[self.byte(at)..].chars().next()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_slice_is_what_python_would_cut(text in "\\PC{0,40}", start in 0usize..45, len in 0usize..45) {
            let cut: String = text.chars().skip(start).take(len).collect();
            let text = Text::new(text);
            prop_assert_eq!(text.slice(Span::new(start, start + len)), cut);
        }

        #[test]
        fn bytes_and_code_points_turn_into_each_other(text in "\\PC{0,40}") {
            let text = Text::new(text);
            for at in 0..=text.len() {
                prop_assert_eq!(text.code_point(text.byte(at)), at);
            }
        }
    }
}
