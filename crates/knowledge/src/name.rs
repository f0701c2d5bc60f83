// How names are compared. Used by the build script as well, so that embedded orders and look-ups always agree; both name
// this file by path, hence no module documentation.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What a name is filed under: without case, accents, a leading "the", a closing "'s", the dots of initials, and with
/// every other sign a space. "The U.S." and "US" are one, as are "Ben-Gvir" and "Ben Gvir", "Sa'ar" and "Saar".
pub fn key(name: &str) -> String {
    let name = name.trim();
    let name = ["'s", "’s"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let mut key = String::with_capacity(name.len());
    if name.is_ascii() {
        name.chars().for_each(|letter| push(&mut key, letter));
    } else {
        name.nfkd().filter(|letter| !is_combining_mark(*letter)).for_each(|letter| push(&mut key, letter));
    }
    key.truncate(key.trim_end().len());
    match key.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => key,
    }
}

fn push(key: &mut String, letter: char) {
    match letter {
        '.' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`' | '´' | '"' | '“' | '”' => {}
        '&' => {
            push(key, ' ');
            key.push_str("and");
        }
        'ø' | 'Ø' => key.push('o'),
        'ł' | 'Ł' => key.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => key.push('d'),
        'ħ' | 'Ħ' => key.push('h'),
        'ı' => key.push('i'),
        'ß' => key.push_str("ss"),
        'æ' | 'Æ' => key.push_str("ae"),
        'œ' | 'Œ' => key.push_str("oe"),
        'þ' | 'Þ' => key.push_str("th"),
        letter if letter.is_alphanumeric() => key.extend(letter.to_lowercase()),
        _ if key.is_empty() || key.ends_with(' ') => {}
        _ => key.push(' '),
    }
}

/// Abbreviations that are spoken as words, and so written as names: "Nato".
const SPOKEN: [&str; 16] = [
    "NATO", "OPEC", "ASEAN", "APEC", "FARC", "SWAPO", "ISIS", "AUKUS", "NASA", "FIFA", "UEFA", "FEMA", "UKIP", "UNRWA",
    "BRICS", "HAMAS",
];

/// Whether `written` may be the name `known`: an abbreviation ("US", "WHO", "IS") only in capitals, any other name only
/// with a capital somewhere ("turkey" is a bird).
pub fn case_fits(known: &str, written: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).count();
    let short = letters(known) <= 5 && !SPOKEN.contains(&known) && !known.chars().any(char::is_lowercase);
    if short { !written.chars().any(char::is_lowercase) } else { written.chars().any(char::is_uppercase) }
}
