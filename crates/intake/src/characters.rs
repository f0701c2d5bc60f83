//! A raw text's characters put in order, line by line.

use crate::entities::{self, windows_1252_byte};

/// One line of a raw text: its white space single, nothing unseen in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its words; empty for a blank line.
    pub text: String,
    /// The columns of white space before them.
    pub indent: usize,
}

/// The lines of `raw`.
///
/// White space of any kind becomes one space; characters that are not seen go; HTML entities and UTF-8 that was read
/// as Windows-1252 become the letters they stand for. All that happens in one pass, as each letter is written, so
/// that what decoding brings forth is itself decoded and a second pass finds nothing to do.
pub(crate) fn lines(raw: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Writing::default();
    let mut letters = raw.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                lines.push(std::mem::take(&mut line).finish())
            }
            _ => line.write(letter, letters.peek().copied()),
        }
    }
    lines.push(line.finish());
    lines
}

/// A line as it is being written.
#[derive(Default)]
struct Writing {
    line: Line,
    /// Whether white space came since the last letter.
    spaced: bool,
}

impl Writing {
    fn write(&mut self, mut letter: char, next: Option<char>) {
        // Each turn of the loop but the last takes at least one letter off the line, so the whole stays linear.
        loop {
            if !self.spaced
                && let Some(meant) = take_mojibake(&mut self.line.text, letter)
            {
                letter = meant;
                continue;
            }
            if letter.is_whitespace() {
                self.space(letter);
                return;
            }
            if is_unseen(letter) || (is_joiner(letter) && !self.joins(next)) {
                return;
            }
            if self.spaced && !self.line.text.is_empty() && !self.line.text.ends_with(' ') {
                self.line.text.push(' ');
            }
            self.spaced = false;
            if letter == ';'
                && let Some(meant) = take_entity(&mut self.line.text)
            {
                letter = meant;
                continue;
            }
            self.line.text.push(letter);
            return;
        }
    }

    /// Whether a joiner does something here: it shapes letters of other scripts, and beside Latin letters means nothing.
    fn joins(&self, next: Option<char>) -> bool {
        let is_after_latin = !self.spaced && self.line.text.ends_with(is_latin);
        !is_after_latin
            && next.is_some_and(|next| {
                let is_shaped = next.is_ascii_digit() || !(next.is_ascii() || is_latin(next));
                is_shaped && !next.is_whitespace() && !is_unseen(next) && !is_joiner(next)
            })
    }

    fn space(&mut self, letter: char) {
        if self.line.text.is_empty() {
            self.line.indent += if letter == '\t' { 8 } else { 1 };
        }
        self.spaced = true;
    }

    fn finish(mut self) -> Line {
        self.line.text.truncate(self.line.text.trim_end().len());
        self.line
    }
}

/// Whether nothing is seen of this character: controls, marks of direction, joints and the like.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Whether this is the mark that joins letters or the one that keeps them apart.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}')
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && matches!(letter, '\0'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Takes the entity that a semicolon would now end off `text`, and gives its character.
fn take_entity(text: &mut String) -> Option<char> {
    let from = text.bytes().rev().take(entities::LONGEST).position(|byte| byte == b'&')?;
    let start = text.len() - from - 1;
    let letter = entities::character(&text[start + 1..])?;
    text.truncate(start);
    Some(letter)
}

/// Takes the letters off `text` that with `last` are one letter's UTF-8 bytes read as Windows-1252, and gives that
/// letter. Only sequences that no language writes are taken.
fn take_mojibake(text: &mut String, last: char) -> Option<char> {
    if last.is_ascii() {
        return None;
    }
    let byte = windows_1252_byte(last).filter(|byte| (0x80..=0xBF).contains(byte))?;
    let mut before = text.chars().rev();
    let (one, two) = (before.next()?, before.next());
    let (meant, n_taken) = match (two, one, byte) {
        (Some('â'), '€', _) => (0x2000 | u32::from(byte & 0x3F), 2),
        (Some('â'), '‚', 0xAC) => (0x20AC, 2),
        (Some('â'), '„', 0xA2) => (0x2122, 2),
        (Some('ï'), '»', 0xBF) => (0xFEFF, 2),
        (_, 'Â', 0xA0..) => (u32::from(byte), 1),
        // A closing quote, a dash or white space may well follow a Portuguese word in capitals.
        (_, 'Ã', 0xA1..) => (u32::from(byte | 0x40), 1),
        (_, 'Ã', _) if last.is_alphanumeric() || matches!(last, '€' | '‡' | '‰' | '„' | '†') => {
            (u32::from(byte | 0x40), 1)
        }
        _ => return None,
    };
    for _ in 0..n_taken {
        text.pop();
    }
    char::from_u32(meant)
}
