//! Lines that only say when.

use jiff::civil::Date;
use record::calendar;

use super::outlet::is_outlet;
use crate::about::{date_of, iso_date, number};

/// A line of dates and times and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DatedLine {
    /// The day of first publication, if the line says that; never the day of an update.
    pub published: Option<Date>,
    /// Whether a word such as "Published" says what the date is.
    pub is_labelled: bool,
}

/// Reads `text` as a line of dates; none where any word is not part of a date, or no year is given.
pub(crate) fn dated_line(text: &str) -> Option<DatedLine> {
    if text.len() > 160 {
        return None;
    }
    let mut reading = Reading::default();
    // Whose page it is may stand beside the date: "March 4, 2024 | The Coast Herald".
    for part in text.split(['|', '•', '·', '/']).map(str::trim).filter(|part| !is_outlet(part)) {
        for token in part.split([' ', ',', '(', ')']).filter(|token| !token.is_empty()) {
            reading.read(token)?;
        }
    }
    let is_said = reading.is_numeric || reading.line.published.is_some() || reading.is_update_dated || reading.is_ago;
    (is_said && (reading.line.is_labelled || !reading.is_ago)).then_some(reading.line)
}

/// Whether a line is a stamp of the kind that stands over each entry of a live report: a time of day, and at most a day,
/// a zone and how long ago that is.
pub(crate) fn is_stamp(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let mut has_time = false;
    for token in text.split([' ', ',', '(', ')', '|', '•', '·']).filter(|token| !token.is_empty()) {
        let lower = token.to_lowercase();
        let word = lower.trim_end_matches(['.', ':']);
        let is_long =
            word.ends_with("ago") || word.strip_suffix(['h', 'm', 's', 'd']).is_some_and(|n| number(n).is_some());
        // No day has an hour of 41: that is how long somebody ran.
        let hour = word.split([':', '.']).next().and_then(number);
        has_time |= is_long || word.contains([':', '.']) && is_clock_word(word) && hour.is_some_and(|hour| hour <= 24);
        if !(is_long || is_clock_word(word) || label(word).is_some() || month(word).is_some() || figure(word).is_some())
        {
            return false;
        }
    }
    has_time
}

/// What has been read of a line so far.
#[derive(Default)]
struct Reading {
    line: DatedLine,
    year: Option<i16>,
    month: Option<i16>,
    day: Option<i16>,
    /// Whether the words since the last label speak of an update.
    is_update: bool,
    /// Whether an update's day was given.
    is_update_dated: bool,
    /// Whether the time is given from now: "3 hours ago".
    is_ago: bool,
    /// Whether there is a date in figures that cannot be told for sure: "03/04/2024" came apart at its bars.
    is_numeric: bool,
    n_small: usize,
}

impl Reading {
    /// Takes one token; none if it does not belong to a date.
    fn read(&mut self, token: &str) -> Option<()> {
        let lower = token.to_lowercase();
        let word = lower.trim_end_matches(['.', ':']);
        if let Some(is_update) = label(word) {
            self.line.is_labelled = true;
            // "First published" and "last updated" speak with their second word.
            self.is_update = is_update;
            (self.year, self.month, self.day) = (None, None, None);
        } else if let Some(month) = month(word) {
            self.month = Some(month);
        } else if let Some(date) = iso_date(word.split('t').next().unwrap_or_default()) {
            self.complete(date);
        } else if let Some(figure) = figure(word) {
            self.take_figure(figure);
        } else if word == "ago" {
            self.is_ago = true;
        } else if !is_clock_word(word) {
            return None;
        }
        if let (Some(year), Some(month), Some(day)) = (self.year, self.month, self.day) {
            self.complete(date_of(year, month, day)?);
        }
        Some(())
    }

    fn take_figure(&mut self, figure: i16) {
        match figure {
            1000.. => {
                self.year = Some(figure);
                self.is_numeric |= self.n_small == 2 && self.month.is_none();
            }
            _ if self.month.is_some() && self.day.is_some() => {}
            1..=31 => {
                self.n_small += 1;
                self.day = Some(figure);
            }
            _ => {}
        }
    }

    fn complete(&mut self, date: Date) {
        if self.is_update {
            self.is_update_dated = true;
        } else {
            self.line.published.get_or_insert(date);
        }
        (self.year, self.month, self.day) = (None, None, None);
    }
}

/// Whether a word says what a date is: of publication (false) or of an update (true).
fn label(word: &str) -> Option<bool> {
    match word {
        "published" | "posted" | "publication" | "issued" | "created" => Some(false),
        "updated" | "update" | "modified" | "revised" | "edited" => Some(true),
        _ => None,
    }
}

/// The month that a word names, whole or by its first three or four letters.
fn month(word: &str) -> Option<i16> {
    calendar::month(word).map(i16::from)
}

/// The number that "12", "12th" or "2024" writes.
fn figure(word: &str) -> Option<i16> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    number(digits)
}

/// Whether a word belongs to a time of day or joins the parts of a date.
fn is_clock_word(word: &str) -> bool {
    let time = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let (hours, tail) = (time.split([':', '.']), &word[time.len()..]);
    let is_time = !time.is_empty()
        && time.len() <= 12
        && hours.clone().all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
        && (tail.is_empty() || CLOCK_WORDS.contains(&tail) || tail == "h");
    is_time
        || CLOCK_WORDS.contains(&word)
        || calendar::WEEKDAYS
            .iter()
            .any(|day| *day == word || (word.len() >= 3 && word.len() <= 5 && day.starts_with(word)))
}

/// What else stands in a line of dates.
const CLOCK_WORDS: &[&str] = &[
    "at",
    "on",
    "of",
    "date",
    "time",
    "first",
    "last",
    "originally",
    "-",
    "–",
    "—",
    "am",
    "pm",
    "a.m",
    "p.m",
    "gmt",
    "utc",
    "bst",
    "cet",
    "cest",
    "eat",
    "edt",
    "est",
    "et",
    "cdt",
    "cst",
    "mdt",
    "mst",
    "pdt",
    "pst",
    "pt",
    "ist",
    "aest",
    "aedt",
    "hours",
    "hour",
    "minutes",
    "minute",
    "mins",
    "min",
    "days",
    "day",
    "hrs",
    "local",
    "z",
];
