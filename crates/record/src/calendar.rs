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
