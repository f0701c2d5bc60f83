//! Bytes to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// The characters that `bytes` are, and where they are none: the first byte that fits no reading.
///
/// A byte order mark decides; then UTF-8, forgiving a few broken letters in a text that plainly is UTF-8; then the
/// legacy encoding that the letters speak for.
pub(crate) fn decoded(bytes: &[u8]) -> Result<String, Undecodable> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return lossy(bytes, encoding, 0);
    }
    let offset = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error.valid_up_to(),
    };
    if is_damaged_utf8(bytes) {
        return Ok(String::from_utf8_lossy(bytes).into_owned());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    lossy(bytes, detector.guess(None, Utf8Detection::Deny), offset)
}

/// The characters that a page's bytes are, where the page or its server names an encoding. What is UTF-8 stays it,
/// whatever is said; an encoding that is named is believed where the bytes fit it.
pub(crate) fn decoded_page(bytes: &[u8], named: Option<&str>) -> Result<String, Undecodable> {
    let is_marked = Encoding::for_bom(bytes).is_some();
    if !is_marked && std::str::from_utf8(bytes).is_err() {
        let named = [named.map(str::to_owned), named_in(bytes)];
        for encoding in named.into_iter().flatten().filter_map(|name| Encoding::for_label(name.trim().as_bytes())) {
            if encoding != UTF_8
                && let Ok(text) = lossy(bytes, encoding, 0)
            {
                return Ok(text);
            }
        }
    }
    decoded(bytes)
}

/// The encoding that a page names in its first bytes: `<meta charset="windows-1252">` and its older forms.
fn named_in(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    head.match_indices("charset=").chain(head.match_indices("encoding=")).find_map(|(at, key)| {
        let rest = head[at + key.len()..].trim_start_matches(['"', '\'', ' ']);
        let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_:".contains(letter)))?;
        (end > 0).then(|| rest[..end].to_owned())
    })
}

/// Why bytes are no text.
#[derive(Debug)]
pub(crate) struct Undecodable {
    /// The first byte that does not fit.
    pub offset: usize,
    /// The encoding that came nearest.
    pub guess: &'static str,
}

/// The text in `encoding`, if it has next to no letters that the encoding lacks.
fn lossy(bytes: &[u8], encoding: &'static Encoding, offset: usize) -> Result<String, Undecodable> {
    let (text, _, had_errors) = encoding.decode(bytes);
    if had_errors {
        let n_lost = text.chars().filter(|&letter| letter == char::REPLACEMENT_CHARACTER).count();
        if n_lost > allowed(text.chars().count()) {
            return Err(Undecodable { offset, guess: encoding.name() });
        }
    }
    Ok(text.into_owned())
}

/// Whether this is UTF-8 with a few broken letters: it has more whole letters beyond ASCII than broken ones, and the
/// broken ones are few.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut n_whole, mut n_broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        n_broken += usize::from(!chunk.invalid().is_empty());
    }
    n_broken < n_whole && n_broken <= allowed(bytes.len())
}

/// The broken letters that a text of this length may have: one, and one more a thousand.
fn allowed(len: usize) -> usize {
    1 + len / 1000
}
