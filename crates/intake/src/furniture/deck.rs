//! Whether a paragraph under the title is a standfirst that says again what the body says.

use std::collections::BTreeSet;

use super::words::words;

/// Whether `text`, right under `title`, is a standfirst to be left out: one that is cut off, or whose words the
/// body's `opening` paragraphs repeat. In doubt it is body.
pub(crate) fn is_deck(text: &str, title: &str, opening: &[&str]) -> bool {
    let Some(first) = opening.first() else { return false };
    if text.len() > 400 || text.starts_with(['"', '“', '‘', '(', '-', '*', '•']) {
        return false;
    }
    let of_text = content(text);
    if of_text.len() < 4 {
        return false;
    }
    if is_cut_off(text) {
        let around = opening.iter().chain([&title]).flat_map(|paragraph| content(head(paragraph))).collect();
        return share(&of_text, &around) >= 0.25;
    }
    let is_sentence = text.ends_with(['.', '!', '?', '”', '"']);
    let needed = if is_sentence { 0.85 } else { 0.6 };
    of_text.len() >= 5
        && first.len() >= text.len()
        && n_sentences(text) <= 2
        && share(&of_text, &content(head(first))) >= needed
}

/// Whether the words break off: dots in place of what would follow, outside of a quotation.
fn is_cut_off(text: &str) -> bool {
    text.ends_with("...") || text.ends_with('…') || text.ends_with("[...]") || text.ends_with("[…]")
}

/// The beginning of a paragraph, as far as a standfirst would repeat it.
fn head(paragraph: &str) -> &str {
    let end = paragraph.char_indices().nth(600).map_or(paragraph.len(), |(end, _)| end);
    &paragraph[..end]
}

/// The words that carry what is said, cut to the stem that their forms share.
fn content(text: &str) -> BTreeSet<String> {
    words(text).filter(|word| word.chars().count() > 3).map(|word| word.chars().take(6).collect()).collect()
}

/// The share of `some` that is among `others`.
fn share(some: &BTreeSet<String>, others: &BTreeSet<String>) -> f64 {
    some.intersection(others).count() as f64 / some.len().max(1) as f64
}

fn n_sentences(text: &str) -> usize {
    1 + text.matches(". ").count() + text.matches("? ").count() + text.matches("! ").count()
}
