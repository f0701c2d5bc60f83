//! Who wrote a report: lines that say so, and bylines glued to the first sentence.

use jiff::civil::Date;

use super::dates::dated_line;
use super::outlet::{domain_len, is_agency, is_outlet};
use super::person::{is_name_word, is_person, persons};
use super::words::Words;

/// What a byline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Byline {
    /// The authors.
    pub names: Vec<String>,
    /// Whom they wrote for.
    pub outlet: Option<String>,
    /// The day of first publication, where the line gives it too.
    pub published: Option<Date>,
}

/// The byline that `text` is by its own word: "By Ana Bell, Staff Writer", "Written by Ana Bell | The Herald".
pub(crate) fn signed(text: &str) -> Option<Byline> {
    if text.len() > 160 {
        return None;
    }
    let rest = without_by(unbracketed(text))?;
    let (who, whom) = segments(rest);
    // "By Reuters" has no person, nor has "By Staff Writer".
    let is_impersonal = !who.contains(',') && (is_role(who) || (is_outlet(who) && !is_person(who)));
    if is_agency(who) || is_impersonal {
        let outlet = (!is_role(who)).then(|| who.to_owned()).or_else(|| outlet_among(&whom));
        return Some(Byline { names: Vec::new(), outlet, published: published_among(&whom) });
    }
    let names = names_of_list(who)?;
    let outlet = outlet_in_list(who).or_else(|| outlet_among(&whom));
    Some(Byline { names, outlet, published: published_among(&whom) })
}

/// The byline that `text`, between title and body, is: a signed one, or a name with an outlet, a post or a place, or a
/// name alone that the report does not use again.
pub(crate) fn line(text: &str, words: &Words) -> Option<Byline> {
    if let Some(byline) = signed(text) {
        return Some(byline);
    }
    let text = unbracketed(text);
    if text.len() > 120 {
        return None;
    }
    if is_agency(text) {
        return Some(Byline { outlet: Some(text.to_owned()), ..Byline::default() });
    }
    let (who, whom) = segments(text);
    let (names, after) = match who.split_once(',').or_else(|| who.split_once(" for ")) {
        Some((name, after)) => (name.trim(), after.trim()),
        None => (place_cut(who).0, ""),
    };
    let names = persons(names)?;
    let outlet = outlet_among(&whom).or_else(|| is_outlet(after).then(|| after.to_owned()));
    let is_employed = outlet.is_some() || is_role(after) || whom.iter().any(|segment| is_role(segment));
    let is_stranger = || {
        after.is_empty()
            && whom.is_empty()
            && names
                .iter()
                .flat_map(|name| name.split(' '))
                .all(|word| !words.is_elsewhere(word.trim_matches('.'), text))
    };
    let published = published_among(&whom);
    (is_employed || published.is_some() || is_stranger()).then_some(Byline { names, outlet, published })
}

/// The byline under a report: "(Reporting by Ana Bell; Editing by Joe Marsh)".
pub(crate) fn sign_off(text: &str) -> Option<Byline> {
    let inner = text.trim_start_matches(['(', '[']);
    let is_off = text.len() <= 400
        && SIGN_OFFS.iter().any(|start| inner.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    if !is_off {
        return None;
    }
    let rest = inner.get("Reporting by ".len()..).filter(|_| inner.starts_with("Reporting by")).unwrap_or_default();
    let who = rest.split([';', ')', ']']).next().unwrap_or_default().trim_end_matches('.');
    Some(Byline { names: names_of_list(who).unwrap_or_default(), ..Byline::default() })
}

/// The byline that the body's first paragraph begins with, and its length in bytes: "(Ana Bell, Example.orgThe
/// minister", "By Ana BellThe minister", "By Ana Bell NAIROBI (Reuters) - The minister".
pub(crate) fn glued(text: &str) -> Option<(Byline, usize)> {
    let found = after_outlet(text).or_else(|| after_name(text))?;
    let rest = text[found.1..].trim_start();
    let is_sentence =
        rest.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || "\"“‘'".contains(first));
    // What is left must be a sentence at the least: no byline is worth the loss of one.
    (is_sentence && rest.split(' ').nth(4).is_some()).then_some(found)
}

/// A byline that ends with an outlet: in brackets, or with an address that the first sentence is glued to.
fn after_outlet(text: &str) -> Option<(Byline, usize)> {
    let is_bracketed = text.starts_with('(');
    let start = usize::from(is_bracketed);
    let start = start + without_by(&text[start..]).map_or(0, |rest| text.len() - start - rest.len());
    let near: usize = text[start..].char_indices().nth(80).map_or(text.len(), |(at, _)| start + at);
    let (separator, len) = [", ", " | ", " / ", "/", " - ", " – ", " — "]
        .iter()
        .filter_map(|mark| text[start..near].find(mark).map(|at| (at, mark.len())))
        .min()?;
    let names = persons(text[start..start + separator].trim())?;
    let from = start + separator + len;
    let tail = &text[from..];
    let outlet_len = domain_len(tail)
        .filter(|&len| is_bracketed || tail[len..].starts_with(char::is_uppercase))
        .or_else(|| if is_bracketed { bracketed_outlet_len(tail).or_else(|| glue_len(tail)) } else { None })?;
    let outlet = tail[..outlet_len].to_owned();
    Some((Byline { names, outlet: Some(outlet), published: None }, after_bracket(text, from + outlet_len)))
}

/// The length of an outlet's name that a bracket closes.
fn bracketed_outlet_len(tail: &str) -> Option<usize> {
    tail.find(')').filter(|&len| len <= 60 && is_outlet(&tail[..len]))
}

/// The length of the capitalised words that the next sentence's first word is glued to: "The HeraldPresident ...".
fn glue_len(tail: &str) -> Option<usize> {
    let mut at = 0;
    for word in tail.split(' ').take(5) {
        if let Some(seam) = seam(word) {
            return Some(at + seam);
        }
        if !word.starts_with(char::is_uppercase) || !word.ends_with(char::is_alphanumeric) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// A signed byline without an outlet, which the text is glued to or an agency's dateline follows.
fn after_name(text: &str) -> Option<(Byline, usize)> {
    let rest = without_by(text)?;
    let start = text.len() - rest.len();
    let mut at = 0;
    for (idx, word) in rest.split(' ').take(5).enumerate() {
        if let Some(seam) = seam(word).filter(|_| idx > 0) {
            let names = persons(&rest[..at + seam])?;
            return Some((Byline { names, ..Byline::default() }, start + at + seam));
        }
        let is_dateline =
            word.chars().filter(|letter| letter.is_uppercase()).count() > 2 && word.to_uppercase() == word;
        if idx > 1 && is_dateline && super::outlet::agency_of_dateline(&rest[at..]).is_some() {
            let names = persons(rest[..at].trim_end())?;
            return Some((Byline { names, ..Byline::default() }, start + at));
        }
        if !is_name_word(word) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// Where in a word another begins: a capital after small letters, where no name such as "McBell" has it.
fn seam(word: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, letter) in word.char_indices() {
        let is_name =
            ["Mc", "Mac", "De", "Di", "Du", "Fitz", "La", "Le", "O", "Van", "Von", "Al", "El"].contains(&&word[..at]);
        if before.is_lowercase() && letter.is_uppercase() && !is_name {
            // "YouTube" and "eBay" are one word: a name comes before the seam, a whole word or its article behind it.
            return (at >= 3).then_some(at);
        }
        before = letter;
    }
    None
}

/// The place after a closing bracket and a dash, if they come at `at`.
fn after_bracket(text: &str, at: usize) -> usize {
    let mut rest = &text[at..];
    rest = rest.strip_prefix(')').unwrap_or(rest).trim_start();
    for dash in ["- ", "– ", "— ", ": "] {
        rest = rest.strip_prefix(dash).unwrap_or(rest);
    }
    text.len() - rest.len()
}

/// The text without its brackets, if it stands in one pair of them.
fn unbracketed(text: &str) -> &str {
    let inner = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(text).trim()
}

/// What follows the word that signs.
fn without_by(text: &str) -> Option<&str> {
    SIGNS.iter().find_map(|sign| {
        let head = text.get(..sign.len())?;
        head.eq_ignore_ascii_case(sign).then(|| text[sign.len()..].trim_start_matches([':', ' ']))
    })
}

/// A line's first part and the others, as bars and dashes part them.
fn segments(line: &str) -> (&str, Vec<&str>) {
    let mut parts = vec![line];
    for bar in ["|", "•", "·", " - ", " – ", " — ", " / "] {
        parts = parts.into_iter().flat_map(|part| part.split(bar)).map(str::trim).collect();
    }
    (parts[0], parts.into_iter().skip(1).filter(|part| !part.is_empty()).collect())
}

fn outlet_among(segments: &[&str]) -> Option<String> {
    segments.iter().find(|segment| is_outlet(segment)).map(|&segment| segment.to_owned())
}

fn published_among(segments: &[&str]) -> Option<Date> {
    segments.iter().find_map(|segment| dated_line(segment)?.published)
}

/// The names that a list begins with; what follows a comma may be a post, an outlet or a place.
fn names_of_list(list: &str) -> Option<Vec<String>> {
    let is_series = list.to_lowercase().contains(" and ") || list.contains(" & ");
    let parts: Vec<&str> = list.split(',').map(str::trim).collect();
    let mut names = Vec::new();
    for (idx, part) in parts.iter().enumerate() {
        let part = place_cut(part.strip_prefix("and ").unwrap_or(part));
        let is_more = idx == 0 || (is_series && !is_role(part.0) && !is_outlet(part.0) && part.0.contains(' '));
        if !is_more {
            continue;
        }
        match persons(part.0) {
            Some(persons) => names.extend(persons),
            None if idx == 0 => return None,
            None => {}
        }
        // "Ana Bell in Goma and Joe Marsh in Lima" names another after the place.
        if let Some((_, more)) = part.1.split_once(" and ") {
            names.extend(persons(place_cut(more).0).unwrap_or_default());
        }
    }
    Some(names)
}

fn outlet_in_list(list: &str) -> Option<String> {
    list.split(',')
        .skip(1)
        .map(str::trim)
        .chain(list.split_once(" for ").map(|(_, outlet)| outlet))
        .find(|part| is_outlet(part))
        .map(str::to_owned)
}

/// A name, and the words that say where or for whom its bearer works.
fn place_cut(part: &str) -> (&str, &str) {
    [" in ", " for ", " at ", " IN ", " of "]
        .iter()
        .filter_map(|mark| part.find(mark).map(|at| (at, mark.len())))
        .min()
        .map_or((part, ""), |(at, len)| (&part[..at], &part[at + len..]))
}

/// Whether words name a journalist's post.
pub(crate) fn is_role(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() <= 60
        && lower.split(' ').count() <= 6
        && lower.split([' ', '-', '/']).any(|word| ROLES.contains(&word.trim_matches(['.', ','])))
}

/// Posts in a newsroom.
const ROLES: &[&str] = &[
    "writer",
    "writers",
    "correspondent",
    "correspondents",
    "editor",
    "editors",
    "reporter",
    "reporters",
    "staff",
    "columnist",
    "contributor",
    "contributors",
    "journalist",
    "journalists",
    "freelance",
    "freelancer",
    "desk",
    "bureau",
    "newsroom",
    "producer",
    "intern",
    "agencies",
    "stringer",
];

/// Words that sign, longer before shorter.
const SIGNS: &[&str] =
    &["written by ", "reported by ", "report by ", "story by ", "words by ", "written by:", "author:", "by: ", "by "];

/// How lines under a report begin that say who worked on it.
const SIGN_OFFS: &[&str] = &[
    "reporting by ",
    "additional reporting by ",
    "writing by ",
    "editing by ",
    "reporting and writing by ",
    "reporting and editing by ",
    "edited by ",
];
