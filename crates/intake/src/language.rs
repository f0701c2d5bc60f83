//! Whether a text is in English.

use whatlang::Lang;

/// The language that `text` is written in where that is plainly another than English; its English name.
///
/// Short texts are never judged, nor are texts with the share of English function words that any English prose has.
pub(crate) fn foreign_language(text: &str) -> Option<&'static str> {
    // Twenty thousand letters show the language as well as a million do.
    let sample: String = text.chars().take(20_000).collect::<String>().to_lowercase();
    let n_letters = sample.chars().filter(|letter| letter.is_alphabetic()).count();
    let words: Vec<&str> =
        sample.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    if (words.len() < 60 && n_letters < 300) || english_share(&words) >= 0.04 {
        return None;
    }
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() && info.confidence() >= 0.9 && info.lang() != Lang::Eng).then(|| info.lang().eng_name())
}

/// The share of words that only English writes so.
fn english_share(words: &[&str]) -> f64 {
    let n_english = words.iter().filter(|word| ENGLISH.contains(word)).count();
    n_english as f64 / words.len().max(1) as f64
}

/// Frequent English words that are no frequent words of another language in Latin letters.
const ENGLISH: &[&str] = &["the", "and", "of", "that", "with", "said", "from", "were", "which", "this", "has", "are"];
