//! The English names of months and days of the week, small.

/// The months, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Days that have a name and stand fast in the year: name, month, day.
const FEASTS: [(&str, u8, u8); 6] = [
    ("christmas eve", 12, 24),
    ("christmas day", 12, 25),
    ("boxing day", 12, 26),
    ("new year's eve", 12, 31),
    ("new year's day", 1, 1),
    ("valentine's day", 2, 14),
];

/// The month and day of a feast that small words name, both from 1.
///
/// ```
/// assert_eq!(record::calendar::feast("on boxing day"), Some((12, 26)));
/// assert_eq!(record::calendar::feast("the last day"), None);
/// ```
pub fn feast(words: &str) -> Option<(u8, u8)> {
    FEASTS.into_iter().find(|(name, ..)| words.contains(name)).map(|(_, month, day)| (month, day))
}

/// The month that a small word names, from 1: whole, by its first three letters, or as "sept"; a full stop may follow.
///
/// ```
/// assert_eq!(record::calendar::month("sept."), Some(9));
/// assert_eq!(record::calendar::month("marches"), None);
/// ```
pub fn month(word: &str) -> Option<u8> {
    let short = word.strip_suffix('.').unwrap_or(word);
    let named = |month: &str| month == short || (short.len() == 3 || short == "sept") && month.starts_with(short);
    MONTHS.into_iter().zip(1..).find(|(month, _)| named(month)).map(|(_, number)| number)
}

/// The day of the week that a small word names, from 0 on Monday: whole, or by its first three letters.
pub fn weekday(word: &str) -> Option<u8> {
    let named = |day: &str| day == word || word.len() == 3 && day.starts_with(word);
    WEEKDAYS.into_iter().zip(0..).find(|(day, _)| named(day)).map(|(_, number)| number)
}
