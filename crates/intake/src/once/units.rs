//! A report's body as a row of units: what two reports are compared by.

use std::collections::HashSet;

use record::Report;
use record::numerals::{TENS, UNITS};

/// A word, or a run of words that only this story would have: names and numbers, which are one unit together.
///
/// Of the 32 bits, the lowest 28 are a hash of the words in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit(pub u32);

impl Unit {
    const SPECIFIC: u32 = 1 << 31;
    const QUOTED: u32 = 1 << 30;
    const AGE: u32 = 1 << 29;
    const NUMBER: u32 = 1 << 28;

    /// Whether it is a name or a number.
    pub fn is_specific(self) -> bool {
        self.0 & Self::SPECIFIC != 0
    }

    /// Whether it stands in quotation marks.
    pub fn is_quoted(self) -> bool {
        self.0 & Self::QUOTED != 0
    }

    /// Whether it says how old somebody is.
    pub fn is_age(self) -> bool {
        self.0 & Self::AGE != 0
    }

    /// Whether it holds a number.
    pub fn is_number(self) -> bool {
        self.0 & Self::NUMBER != 0
    }

    /// What it is, wherever it stands.
    pub fn words(self) -> u32 {
        self.0 & !Self::QUOTED
    }

    /// What it is where one name or number is as good as another; an age is as good as another age alone.
    pub fn masked(self) -> u32 {
        if self.is_specific() { self.0 & (Self::SPECIFIC | Self::AGE | Self::NUMBER) } else { self.words() }
    }

    fn new(hash: u64, is_quoted: bool) -> Self {
        let bits = (mixed(hash) >> 36) as u32;
        Self(bits | if is_quoted { Self::QUOTED } else { 0 })
    }

    fn specific(run: Run) -> Self {
        let age = if run.is_age { Self::AGE } else { 0 };
        let number = if run.is_number { Self::NUMBER } else { 0 };
        Self(Self::new(run.hash, run.is_quoted).0 | Self::SPECIFIC | age | number)
    }
}

/// The most units of a report that are looked at: some thirty times a long report.
const MOST: usize = 50_000;

/// The units of a report's body. Its title is left out: whoever reprints a story gives it another.
pub(crate) fn units(report: &Report) -> Vec<Unit> {
    let text = report.text.as_str();
    let body = match &report.title {
        Some(title) => text.strip_prefix(title.as_str()).unwrap_or(text),
        None => text,
    };
    let words = words(body);
    let names: HashSet<&str> = words.iter().filter(|word| word.is_name()).map(|word| word.text).collect();
    let mut units = Vec::new();
    // The run of names and numbers that is being read.
    let mut run: Option<Run> = None;
    for (at, word) in words.iter().enumerate() {
        let is_number = word.is_number();
        let is_specific = is_number || (word.is_capital() && names.contains(word.text));
        let hash = word.hash();
        if is_specific {
            let before = run.unwrap_or(Run { hash: 0, is_quoted: true, is_age: false, is_number: false });
            run = Some(Run {
                hash: mixed(before.hash ^ hash),
                is_quoted: before.is_quoted && word.is_quoted,
                is_age: before.is_age || is_age(&words, at),
                is_number: before.is_number || is_number,
            });
            continue;
        }
        units.extend(run.take().map(Unit::specific));
        units.push(Unit::new(hash, word.is_quoted));
        if units.len() >= MOST {
            return units;
        }
    }
    units.extend(run.map(Unit::specific));
    units
}

/// A run of names and numbers.
#[derive(Clone, Copy)]
struct Run {
    hash: u64,
    is_quoted: bool,
    is_age: bool,
    is_number: bool,
}

/// Whether the number at this place is somebody's age: "44-year-old", "aged 44", "a driver of 44".
fn is_age(words: &[Word<'_>], at: usize) -> bool {
    let is = |at: Option<usize>, known: &[&str]| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| known.iter().any(|known| known.eq_ignore_ascii_case(word.text)))
    };
    let text = words[at].text;
    text.len() <= 3
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (is(Some(at + 1), &["year", "years"]) && is(Some(at + 2), &["old"])
            || is(at.checked_sub(1), &["aged"])
            || is(at.checked_sub(1), &["of"]) && is(at.checked_sub(2), PERSONS))
}

/// Words for people before "of" and an age.
const PERSONS: &[&str] = &[
    "man",
    "woman",
    "boy",
    "girl",
    "child",
    "teenager",
    "youth",
    "pensioner",
    "driver",
    "cyclist",
    "rider",
    "passenger",
    "pedestrian",
    "walker",
    "worker",
    "student",
    "pupil",
    "mother",
    "father",
];

struct Word<'a> {
    text: &'a str,
    is_first: bool,
    is_quoted: bool,
}

impl Word<'_> {
    fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is written as a name is where no sentence begins.
    fn is_name(&self) -> bool {
        !self.is_first && self.is_capital() && self.text != "I"
    }

    fn is_number(&self) -> bool {
        self.text.contains(|letter: char| letter.is_ascii_digit())
            || UNITS[1..].iter().chain(&TENS).chain(NUMBERS).any(|number| number.eq_ignore_ascii_case(self.text))
    }

    fn hash(&self) -> u64 {
        self.text.chars().flat_map(char::to_lowercase).fold(0xCBF2_9CE4_8422_2325, |hash, letter| {
            (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01B3)
        })
    }
}

/// The words of a text, with what stands around them.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut is_first, mut is_quoted) = (true, false);
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        if letter.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        // "1,500", "3.5" and "U.S" are one word, as "Bell's" is two: a possessive says nothing.
        let joins = matches!(letter, '.' | ',') && start.is_some() && {
            let next = text[at + 1..].chars().next();
            next.is_some_and(|next| next.is_ascii_digit()) && text[..at].ends_with(|last: char| last.is_ascii_digit())
        };
        if joins {
            continue;
        }
        if let Some(start) = start.take() {
            words.push(Word { text: &text[start..at], is_first, is_quoted });
            is_first = false;
        }
        match letter {
            '“' => (is_quoted, is_first) = (true, true),
            '”' => is_quoted = false,
            '"' => {
                is_quoted = !is_quoted;
                is_first |= is_quoted;
            }
            '\n' => (is_quoted, is_first) = (false, true),
            '.' | '!' | '?' | ':' => is_first = true,
            _ => {}
        }
        if words.len() >= 2 * MOST {
            break;
        }
    }
    words
}

/// Bits that depend on all bits of `hash`.
pub(crate) fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (hash ^ (hash >> 31)).wrapping_add(0x9E37_79B9_7F4A_7C15)
}

/// Words of number beside those from one to ninety.
const NUMBERS: &[&str] = &[
    "hundred", "thousand", "million", "billion", "dozen", "dozens", "first", "second", "third", "half", "once", "twice",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{About, report_from_text};

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let report = report_from_text(text, &About::default());
        let marks: String = units(&report)
            .iter()
            .map(|unit| match (unit.is_specific(), unit.is_quoted()) {
                (true, true) => 'S',
                (true, false) => 's',
                (false, true) => 'W',
                (false, false) => 'w',
            })
            .collect();
        assert_eq!(marks, expected, "{text}");
    }

    #[test]
    fn names_and_numbers_are_specific_and_one_unit_together() {
        check("Gusts reached 1,500 metres near Port Ambel.", "wwswws");
        check("Police in Ambel said so. Ambel slept.", "wwswwsw");
        check("The mayor, Ilse Maren, waved. Maren left.", "wwswsw");
        check("“We saw three boats,” said Maren.", "WWSWws");
        check("\"Enough\", she said; \"go home", "WwwWW");
    }

    #[test]
    fn ages_are_told_from_other_numbers() {
        let ages = |text: &str| {
            let units = units(&report_from_text(text, &About::default()));
            units.iter().filter(|unit| unit.is_age()).count()
        };
        for text in ["A 44-year-old left.", "A driver of 44 was hurt.", "He was aged 7.", "She is 81 years old."] {
            assert_eq!(ages(text), 1, "{text}");
        }
        for text in ["A total of 44 left.", "It took 44 years.", "Forty of 44 drivers left."] {
            assert_eq!(ages(text), 0, "{text}");
        }
    }

    #[test]
    fn the_title_is_left_out() {
        check("Boats come home\n\nThe boats came home.\n\nNobody saw them.", "wwwwwww");
    }
}
