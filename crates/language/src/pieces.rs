//! Word pieces: how the model's vocabulary spells a token.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// No token takes more pieces than this; the rest of its letters is not looked at.
const MAX_PIECES: usize = 16;

/// The uncased vocabulary of the model.
pub(crate) struct Vocabulary {
    ids: HashMap<Box<str>, u32>,
    pub(crate) cls: u32,
    pub(crate) sep: u32,
    unknown: u32,
}

impl Vocabulary {
    /// Takes the pieces in the order of their ids, a line each.
    pub(crate) fn new(lines: &str) -> Result<Self, String> {
        let ids: HashMap<Box<str>, u32> = lines.split('\n').zip(0..).map(|(piece, id)| (piece.into(), id)).collect();
        let special = |piece: &str| ids.get(piece).copied().ok_or_else(|| format!("lacks the piece {piece}"));
        let (cls, sep, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        Ok(Self { ids, cls, sep, unknown })
    }

    /// Adds the pieces of a token to `out`; at least one.
    pub(crate) fn cut(&self, form: &str, out: &mut Vec<u32>) {
        let first = out.len();
        let plain = form.chars().take(400).flat_map(char::to_lowercase).nfd().filter(|c| !is_combining_mark(*c));
        let mut word = String::new();
        for c in plain {
            if c.is_alphanumeric() || !stands_alone(c) {
                word.push(c);
            } else {
                self.word(&word, out);
                word.clear();
                self.word(c.encode_utf8(&mut [0; 4]), out);
            }
        }
        self.word(&word, out);
        out.truncate(first + MAX_PIECES);
        if out.len() == first {
            out.push(self.unknown);
        }
    }

    /// Spells one word with the longest pieces that fit, from the left.
    fn word(&self, word: &str, out: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        if word.chars().count() > 100 {
            return out.push(self.unknown);
        }
        let before = out.len();
        let mut start = 0;
        let mut key = String::with_capacity(word.len() + 2);
        while start < word.len() {
            let ends = word[start..].char_indices().map(|(at, c)| start + at + c.len_utf8()).rev();
            let mut found = None;
            for end in ends {
                key.clear();
                key.push_str(if start > 0 { "##" } else { "" });
                key.push_str(&word[start..end]);
                if let Some(&id) = self.ids.get(key.as_str()) {
                    found = Some((id, end));
                    break;
                }
            }
            let Some((id, end)) = found else {
                out.truncate(before);
                return out.push(self.unknown);
            };
            out.push(id);
            start = end;
        }
    }
}

/// Signs that are words of their own: all of ASCII's, and punctuation and symbols beyond it.
fn stands_alone(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{A1}'..='\u{BF}' | '\u{D7}' | '\u{F7}' | '\u{2000}'..='\u{2BFF}' | '\u{2E00}'..='\u{2E7F}'
        | '\u{3000}'..='\u{303F}' | '\u{FE10}'..='\u{FE6F}' | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(form: &str) -> Vec<u32> {
        let vocabulary = Vocabulary::new("[CLS]\n[SEP]\n[UNK]\nun\n##rest\nzurich\n.\n##s\nu").unwrap();
        let mut out = Vec::new();
        vocabulary.cut(form, &mut out);
        out
    }

    #[test]
    fn the_longest_pieces_win() {
        assert_eq!(cut("Unrest"), [3, 4]);
        assert_eq!(cut("Zürich"), [5]);
        assert_eq!(cut("U.S."), [8, 6, 2, 6]);
        assert_eq!(cut("xyz"), [2]);
        assert_eq!(cut("\u{301}"), [2]);
    }

    #[test]
    fn no_token_is_endless() {
        assert_eq!(cut(&".".repeat(5000)).len(), MAX_PIECES);
    }
}
