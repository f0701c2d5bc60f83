//! Whether a text is in English.

use whatlang::Lang;

/// A language other than English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Foreign {
    /// Its English name.
    pub name: &'static str,
    /// Its code: ISO 639-1 where it has one.
    pub code: &'static str,
}

/// The language that `text` is written in where that is plainly another than English.
///
/// Short texts are never judged, nor are texts with the share of English function words that any English prose has.
pub(crate) fn foreign_language(text: &str) -> Option<Foreign> {
    // Twenty thousand letters show the language as well as a million do.
    let sample: String = text.chars().take(20_000).collect::<String>().to_lowercase();
    let n_letters = sample.chars().filter(|letter| letter.is_alphabetic()).count();
    let words: Vec<&str> =
        sample.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    if (words.len() < 60 && n_letters < 300) || english_share(&words) >= 0.04 {
        return None;
    }
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() && info.confidence() >= 0.9 && info.lang() != Lang::Eng)
        .then(|| Foreign { name: info.lang().eng_name(), code: short(info.lang().code()) })
}

/// The share of words that only English writes so.
fn english_share(words: &[&str]) -> f64 {
    let n_english = words.iter().filter(|word| ENGLISH.contains(word)).count();
    n_english as f64 / words.len().max(1) as f64
}

/// Frequent English words that are no frequent words of another language in Latin letters.
const ENGLISH: &[&str] = &["the", "and", "of", "that", "with", "said", "from", "were", "which", "this", "has", "are"];

/// The code of two letters that stands for one of three; the latter where there is none.
fn short(code: &'static str) -> &'static str {
    SHORT.iter().find(|(long, _)| *long == code).map_or(code, |&(_, short)| short)
}

/// The codes of two letters that languages have beside those of three.
#[rustfmt::skip]
const SHORT: [(&str, &str); 69] = [
    ("afr", "af"), ("aka", "ak"), ("amh", "am"), ("ara", "ar"), ("aze", "az"), ("bel", "be"), ("ben", "bn"), ("bul", "bg"),
    ("cat", "ca"), ("ces", "cs"), ("cmn", "zh"), ("cym", "cy"), ("dan", "da"), ("deu", "de"), ("ell", "el"), ("epo", "eo"),
    ("est", "et"), ("fin", "fi"), ("fra", "fr"), ("guj", "gu"), ("heb", "he"), ("hin", "hi"), ("hrv", "hr"), ("hun", "hu"),
    ("hye", "hy"), ("ind", "id"), ("ita", "it"), ("jav", "jv"), ("jpn", "ja"), ("kan", "kn"), ("kat", "ka"), ("khm", "km"),
    ("kor", "ko"), ("lat", "la"), ("lav", "lv"), ("lit", "lt"), ("mal", "ml"), ("mar", "mr"), ("mkd", "mk"), ("mya", "my"),
    ("nep", "ne"), ("nld", "nl"), ("nob", "nb"), ("ori", "or"), ("pan", "pa"), ("pes", "fa"), ("pol", "pl"), ("por", "pt"),
    ("ron", "ro"), ("rus", "ru"), ("sin", "si"), ("slk", "sk"), ("slv", "sl"), ("sna", "sn"), ("spa", "es"), ("srp", "sr"),
    ("swe", "sv"), ("tam", "ta"), ("tel", "te"), ("tgl", "tl"), ("tha", "th"), ("tuk", "tk"), ("tur", "tr"), ("ukr", "uk"),
    ("urd", "ur"), ("uzb", "uz"), ("vie", "vi"), ("yid", "yi"), ("zul", "zu"),
];
