//! Datelines: "NAIROBI, May 14 (Reuters) - " before a paragraph's first sentence.

use std::ops::Range;

use record::calendar;

/// A dateline has at most so many words.
const LONGEST: usize = 18;

/// The word that ends a paragraph's dateline, its dash, where it has one. A place in capitals tells it, or a day or an agency in
/// brackets behind a name.
pub(crate) fn end(text: &[char], words: &[Range<usize>]) -> Option<usize> {
    let form =
        |at: usize| -> String { words.get(at).map_or(String::new(), |word| text[word.clone()].iter().collect()) };
    let dash = (1..words.len().min(LONGEST)).find(|&at| is_dash(text, words, at))?;
    let written = |at: usize| {
        let form = form(at);
        let name = form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        name || matches!(form.as_str(), "," | "." | "(" | ")" | "/" | "of" | "de" | "al" | "la" | "el")
    };
    if !(0..dash).all(written) {
        return None;
    }
    let place = (0..dash).take_while(|&at| !matches!(form(at).as_str(), "," | "(" | "/"));
    let in_capitals = |at: usize| {
        let form = form(at);
        form.chars().filter(|c| c.is_alphabetic()).count() > 2 && !form.contains(char::is_lowercase)
    };
    let capitals = place.clone().any(in_capitals) && place.count() <= 4;
    let bracketed = form(dash - 1) == ")";
    let dated = (1..dash).any(|at| calendar::month(&form(at).to_lowercase()).is_some());
    // "IRAN - TALKS FAIL" is a headline.
    let sentence = words[dash + 1..].iter().any(|word| text[word.clone()].iter().any(|c| c.is_lowercase()));
    (sentence && (capitals || bracketed || dated)).then_some(dash)
}

/// Whether a word is a dash between spaces, or a long one.
fn is_dash(text: &[char], words: &[Range<usize>], at: usize) -> bool {
    let word = &words[at];
    let spaced = words[at - 1].end < word.start && words.get(at + 1).is_some_and(|next| word.end < next.start);
    match text[word.clone()] {
        ['—'] => true,
        ['-' | '–'] | ['-', '-'] => spaced,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokens;

    fn dateline(line: &str) -> Option<String> {
        let text: Vec<char> = line.chars().collect();
        let words = tokens(&text);
        end(&text, &words).map(|at| text[..words[at].end].iter().collect())
    }

    #[test]
    fn datelines_end_at_their_dash() {
        for (line, found) in [
            ("NAIROBI, May 14 (Reuters) - Gunmen fled.", Some("NAIROBI, May 14 (Reuters) -")),
            ("PORT AMBEL, Norland (AP) — Gunmen fled.", Some("PORT AMBEL, Norland (AP) —")),
            ("Lima, 3 June – Gunmen fled.", Some("Lima, 3 June –")),
            ("GENEVA -- Gunmen fled.", Some("GENEVA --")),
            ("Gunmen fled - they had no choice.", None),
            ("Two men - Ann and Bo - fled.", None),
            ("IRAN - TALKS FAIL", None),
            ("Well-known men fled.", None),
        ] {
            assert_eq!(dateline(line).as_deref(), found, "{line}");
        }
    }
}
