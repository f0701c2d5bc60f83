//! Lines on a page: runs of words in inks, wrapped.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

/// A space at which no line ends.
pub const GLUE: char = '\u{A0}';

/// What words are, so that the page's look is decided in one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ink {
    /// A part of the page that carries it: titles, names.
    pub strong: bool,
    /// What is there if one looks for it: numbers, marks, sources.
    pub faint: bool,
    /// Said by somebody.
    pub said: bool,
    /// Names an event.
    pub deed: bool,
}

impl Ink {
    /// As the report has it.
    pub const PLAIN: Self = Self { strong: false, faint: false, said: false, deed: false };
    /// Headings and names.
    pub const STRONG: Self = Self { strong: true, ..Self::PLAIN };
    /// Numbers, marks, sources.
    pub const FAINT: Self = Self { faint: true, ..Self::PLAIN };
    /// Words said.
    pub const SAID: Self = Self { said: true, ..Self::PLAIN };
    /// Words that name an event.
    pub const DEED: Self = Self { deed: true, ..Self::PLAIN };

    /// Two hues only, of the terminal's own palette, so that they suit a light ground and a dark one.
    fn style(self) -> Style {
        let hue = match (self.deed, self.said) {
            (true, _) => Some(AnsiColor::Yellow),
            (false, true) => Some(AnsiColor::Green),
            (false, false) => None,
        };
        let style = Style::new().fg_color(hue.map(Into::into));
        let style = if self.strong || self.deed { style.bold() } else { style };
        if self.faint { style.dimmed() } else { style }
    }
}

/// A run of words, each letter in its ink.
#[derive(Clone, Debug, Default)]
pub struct Words {
    letters: Vec<(char, Ink)>,
}

impl Words {
    /// The words of `text` in one ink.
    pub fn of(ink: Ink, text: &str) -> Self {
        Self::default().and(ink, text)
    }

    /// These words and `text`.
    pub fn and(mut self, ink: Ink, text: &str) -> Self {
        self.letters.extend(text.chars().map(|letter| (letter, ink)));
        self
    }

    /// These words and `other`.
    pub fn then(mut self, other: &Self) -> Self {
        self.letters.extend_from_slice(&other.letters);
        self
    }

    /// Adds one letter.
    pub fn push(&mut self, letter: char, ink: Ink) {
        self.letters.push((letter, ink));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// The words with `between` set between each two, in faint ink.
    pub fn joined(parts: &[Self], between: &str) -> Self {
        let mut all = Self::default();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                all = all.and(Ink::FAINT, between);
            }
            all = all.then(part);
        }
        all
    }
}

/// A page in the making.
pub struct Page {
    width: usize,
    out: String,
}

impl Page {
    /// An empty page.
    pub fn new(width: usize) -> Self {
        Self { width, out: String::new() }
    }

    /// The page as text.
    pub fn finish(self) -> String {
        self.out
    }

    /// An empty line.
    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// A heading over a part of the page.
    pub fn heading(&mut self, title: &str, note: &str) {
        self.blank();
        self.hung("", 0, &Words::of(Ink::STRONG, title).and(Ink::FAINT, note));
        self.blank();
    }

    /// A line from edge to edge.
    pub fn rule(&mut self) {
        self.blank();
        let line = "─".repeat(self.width);
        self.hung("", 0, &Words::of(Ink::FAINT, &line));
        self.blank();
    }

    /// Words that wrap at the page's edge and hang `indent` columns from its left one; `label` stands before them, with a
    /// space at its end.
    pub fn hung(&mut self, label: &str, indent: usize, words: &Words) {
        let mut line = Line::opening(label, indent);
        let parts = |&(letter, _): &(char, Ink)| letter.is_whitespace() && letter != GLUE;
        for word in words.letters.split(parts).filter(|word| !word.is_empty()) {
            if line.has_words && line.columns + 1 + word.len() > self.width {
                line.close(&mut self.out);
                line = Line::opening("", indent);
            }
            line.add(word);
        }
        line.close(&mut self.out);
    }
}

/// One line in the making.
struct Line {
    text: String,
    columns: usize,
    has_words: bool,
    ink: Ink,
}

impl Line {
    fn opening(label: &str, indent: usize) -> Self {
        let mut line = Self { text: String::new(), columns: 0, has_words: false, ink: Ink::PLAIN };
        line.set(if label.trim().is_empty() { Ink::PLAIN } else { Ink::FAINT });
        // Writing to a string cannot fail.
        let _ = write!(line.text, "{label:<indent$}");
        line.columns = label.chars().count().max(indent);
        line.set(Ink::PLAIN);
        line
    }

    /// Adds a word, a space before it where another stands there already.
    fn add(&mut self, word: &[(char, Ink)]) {
        if self.has_words {
            // A space between two words in one ink stays in it; any other is in none.
            if word.first().is_none_or(|&(_, ink)| ink != self.ink) {
                self.set(Ink::PLAIN);
            }
            self.text.push(' ');
            self.columns += 1;
        }
        for &(letter, ink) in word {
            self.set(ink);
            self.text.push(shown(letter));
            self.columns += 1;
        }
        self.has_words = true;
    }

    fn set(&mut self, ink: Ink) {
        if ink == self.ink {
            return;
        }
        let _ = write!(self.text, "{}{}", self.ink.style().render_reset(), ink.style().render());
        self.ink = ink;
    }

    fn close(mut self, out: &mut String) {
        self.set(Ink::PLAIN);
        out.push_str(self.text.trim_end());
        out.push('\n');
    }
}

/// A report cannot steer the terminal: its control characters, and those that turn the direction of writing, show as one
/// that says so.
fn shown(letter: char) -> char {
    match letter {
        GLUE => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
        _ if letter.is_control() => '\u{FFFD}',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(page: Page) -> String {
        anstream::adapter::strip_str(&page.finish()).to_string()
    }

    #[test]
    fn words_wrap_and_hang() {
        let mut page = Page::new(16);
        page.hung("12  ", 4, &Words::of(Ink::PLAIN, "The ferry left the ").and(Ink::SAID, "harbour."));
        assert_eq!(plain(page), "12  The ferry\n    left the\n    harbour.\n");
    }

    #[test]
    fn glued_words_stay_together() {
        let mut page = Page::new(12);
        page.hung("", 0, &Words::of(Ink::PLAIN, "They met\u{A0}[e1] again"));
        assert_eq!(plain(page), "They\nmet [e1]\nagain\n");
    }

    #[test]
    fn a_word_wider_than_the_page_stays_whole() {
        let mut page = Page::new(10);
        page.hung("", 2, &Words::of(Ink::PLAIN, "at harbourmasters' houses"));
        assert_eq!(plain(page), "  at\n  harbourmasters'\n  houses\n");
    }

    #[test]
    fn a_report_cannot_steer_the_terminal() {
        let mut page = Page::new(40);
        page.hung("", 0, &Words::of(Ink::PLAIN, "quiet\u{1b}[2J\u{7}waters\u{202e}now"));
        assert_eq!(page.finish(), "quiet\u{FFFD}[2J\u{FFFD}waters\u{FFFD}now\n");
    }

    #[test]
    fn inks_end_where_their_words_do() {
        let mut page = Page::new(40);
        page.hung("", 0, &Words::of(Ink::DEED, "met").and(Ink::PLAIN, " them"));
        assert_eq!(page.finish(), "\u{1b}[1m\u{1b}[33mmet\u{1b}[0m them\n");
    }
}
