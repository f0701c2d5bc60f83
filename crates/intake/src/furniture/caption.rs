//! Captions of pictures and their credits.

use super::person::{is_name_word, is_person};
use super::words::Words;

/// Whether `text` is a picture's credit or carries one at its front, so that it is a caption wherever it stands.
pub(crate) fn is_credit(text: &str) -> bool {
    if text.len() > 400 {
        return false;
    }
    if text.starts_with("FILE - ") || text.starts_with("FILE – ") || text.starts_with("FILE PHOTO") {
        return true;
    }
    let lower = text.to_lowercase();
    let inner = lower.trim_start_matches(['(', '[']);
    let is_short = text.len() <= 150;
    let label = LABELS.iter().any(|label| inner.strip_prefix(label).is_some_and(|rest| rest.starts_with([':', '/'])));
    let whole = inner.trim_end_matches([')', ']', '.']);
    is_short
        && (label
            || BY.iter().any(|by| inner.starts_with(by)) && text.split(' ').count() <= 10
            || ["file photo", "file picture", "file image", "getty images", "stock photo"].contains(&whole)
            || (text.split(' ').count() <= 6 && is_agency_credit(whole)))
}

/// Whether `text`, between title and body, is a picture's caption: a credit, a line that ends in one, or the bare name
/// of someone the report is about.
pub(crate) fn is_caption(text: &str, words: &Words) -> bool {
    if text.len() > 400 {
        return false;
    }
    is_credit(text) || ends_in_credit(text) || is_name_of_subject(text, words)
}

/// Whether a line ends as captions do: "(AP Photo/Ana Bell)", "Photo: Ana Bell", "[File: Reuters]".
fn ends_in_credit(text: &str) -> bool {
    let lower = text.to_lowercase();
    let trimmed = lower.trim_end_matches(['.', ' ']);
    if let Some((_, credit)) = trimmed.rsplit_once(['(', '[']).filter(|(_, credit)| credit.ends_with([')', ']'])) {
        let credit = credit.trim_end_matches([')', ']']);
        return ["photo", "image", "picture", "getty", "credit", "file", "courtesy", "handout", "afp/", "reuters/"]
            .iter()
            .any(|word| credit.contains(word));
    }
    let tail: String = trimmed.chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    ["photo:", "image:", "picture:", "credit:", "photograph:", "photo by ", "picture by "]
        .iter()
        .any(|word| tail.contains(word))
        || trimmed.ends_with("getty images")
        || trimmed.ends_with("file photo")
}

/// Whether a line is a name, two to four words, whose last word the report uses elsewhere.
fn is_name_of_subject(text: &str, words: &Words) -> bool {
    let name = text.trim_end_matches(['.', ',']);
    let last = name.rsplit(' ').next().unwrap_or_default();
    name.split(' ').count() <= 4 && is_person(name) && is_name_word(last) && words.is_elsewhere(last, text)
}

/// Whether a few words are a credit with an agency in it: "Ana Bell/AFP", "AP Photo/Ana Bell", "AFP via Getty Images".
fn is_agency_credit(lower: &str) -> bool {
    let agency = |part: &str| {
        ["ap", "afp", "reuters", "epa", "epa-efe", "getty images", "getty", "upi", "xinhua"].contains(&part)
    };
    lower.starts_with("ap photo")
        || lower.ends_with("via getty images")
        || lower.ends_with("via ap")
        || lower.split_once('/').is_some_and(|(one, other)| agency(one.trim()) || agency(other.trim()))
}

/// What a credit is called where a colon follows.
const LABELS: &[&str] = &[
    "photo",
    "photos",
    "photo credit",
    "photo courtesy",
    "photograph",
    "photography",
    "picture",
    "pictures",
    "picture credit",
    "image",
    "images",
    "image credit",
    "image source",
    "image courtesy",
    "image caption",
    "caption",
    "file photo",
    "illustration",
    "screenshot",
    "ap photo",
];

/// How credits without a colon begin.
const BY: &[&str] = &[
    "photo by ",
    "photos by ",
    "photograph by ",
    "picture by ",
    "image by ",
    "photo courtesy of ",
    "image courtesy of ",
    "courtesy of ",
    "video by ",
    "illustration by ",
];
