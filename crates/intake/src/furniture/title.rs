//! Whether a paragraph reads like a title.

use super::outlet;

/// Whether `text` is short and not a sentence of a body: no full stop ends it, unless an abbreviation does.
pub(crate) fn reads_like_title(text: &str) -> bool {
    // The longest of six thousand titles of news reports has 22 words.
    if text.len() > 240 || text.split(' ').count() > 25 || !text.contains(char::is_alphabetic) {
        return false;
    }
    let end = text.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let is_open = match end.chars().next_back() {
        Some('.') => end.ends_with("...") || ends_in_abbreviation(end),
        Some(',' | ';' | ':') => false,
        _ => true,
    };
    is_open && outlet::agency_of_dateline(text).is_none()
}

/// Whether two titles have the same letters and figures.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    one.len() < 4 * other.len() + 16 && letters(one) == letters(other)
}

/// Whether the full stop belongs to the last word: "the U.S.", "Corp.".
fn ends_in_abbreviation(text: &str) -> bool {
    let last = text.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    last.contains('.') || ["Co", "Corp", "Inc", "Jr", "Ltd", "Sr", "St"].contains(&last)
}
