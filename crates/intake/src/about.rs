//! What a caller knows of a report before it is read.

use jiff::civil::Date;

use crate::Error;

/// What is known of a report besides its words. What is given here wins over what the text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The path or address that it came from, as the caller wrote it; "-" for standard input.
    pub source: String,
    /// Its address on the web.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of first publication.
    pub published: Option<Date>,
    /// Its title; put before the text where the text does not begin with it.
    pub title: Option<String>,
}

/// What is taken in, and how much of it at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The bytes that one report may have.
    pub max_bytes: usize,
    /// The bytes that a web page may have, its tags and scripts among them.
    pub max_page_bytes: usize,
    /// Whether reports in other languages than English are taken in too.
    pub any_language: bool,
}

impl Default for Limits {
    /// Eight million bytes: some four hundred times a long report, fifty times a page, and still read in seconds.
    fn default() -> Self {
        Self { max_bytes: 8_000_000, max_page_bytes: 8_000_000, any_language: false }
    }
}

/// The date that `text` writes as `YYYY-MM-DD`, as users give days of publication.
///
/// ```
/// assert_eq!(intake::published_from("2025-09-15")?.to_string(), "2025-09-15");
/// let error = intake::published_from("2025-13-40").unwrap_err();
/// assert_eq!(error.to_string(), "\"2025-13-40\" is no date: write it as YYYY-MM-DD");
/// # Ok::<(), intake::Error>(())
/// ```
pub fn published_from(text: &str) -> Result<Date, Error> {
    let text = text.trim();
    iso_date(text).ok_or_else(|| Error::NoDate { text: text.chars().take(40).collect() })
}

/// The date that `text` is, if it is ten characters of the form `YYYY-MM-DD`.
pub(crate) fn iso_date(text: &str) -> Option<Date> {
    let shape: Vec<&str> = text.split('-').collect();
    let [year, month, day] = shape[..] else { return None };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    date_of(number(year)?, number(month)?, number(day)?)
}

/// The date of this year, month and day, where the calendar has it.
pub(crate) fn date_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The number that `digits` writes, of four digits at most.
pub(crate) fn number(digits: &str) -> Option<i16> {
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}
