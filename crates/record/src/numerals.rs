//! The English words for whole numbers, small.

/// From zero to nineteen.
pub const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// The tens from twenty to ninety.
pub const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number that a word spells: "twelve", "twenty-one".
pub fn spelled(word: &str) -> Option<u64> {
    if let Some(unit) = UNITS.iter().position(|unit| *unit == word) {
        return Some(unit as u64);
    }
    let (tens, unit) = word.split_once('-').unwrap_or((word, ""));
    let tens = TENS.iter().position(|name| *name == tens)?;
    let unit = if unit.is_empty() { 0 } else { UNITS[1..10].iter().position(|name| *name == unit)? + 1 };
    Some(20 + 10 * tens as u64 + unit as u64)
}
