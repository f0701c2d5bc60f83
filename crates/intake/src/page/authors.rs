//! Names of authors in what pages say of them.

use record::calendar;

use crate::furniture::byline;

/// The authors that `text` names: "By Ana Bell and Joe Marsh, Staff Writers" gives two. What is an address, an account,
/// a desk or the outlet itself names nobody.
pub(crate) fn authors_in(text: &str, outlet: Option<&str>) -> Vec<String> {
    let text = super::metadata::single(text);
    if text.len() > 300 || text.contains("://") || text.starts_with('@') {
        return Vec::new();
    }
    let mut list = text.as_str();
    for start in STARTS {
        if let Some(rest) = list.get(start.len()..).filter(|_| list[..start.len()].eq_ignore_ascii_case(start)) {
            list = rest.trim();
        }
    }
    let list = list.split([';', '|', '•', '·', '(', '\n']).map(str::trim);
    let mut names = Vec::new();
    for part in list.take(20) {
        for name in
            part.replace(" & ", ",").replace(" and ", ",").replace(" AND ", ",").replace(" with ", ",").split(',')
        {
            let name = without_place(name.trim().trim_end_matches('.'));
            if is_name(name, outlet) && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            } else if !names.is_empty() {
                // Behind a name stand posts, places and dates.
                break;
            }
        }
    }
    names
}

/// Whether a line says of itself that it names who wrote something.
pub(crate) fn says_by(line: &str) -> bool {
    STARTS.iter().any(|start| line.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}

/// What stands before the names.
const STARTS: [&str; 16] = [
    "written by",
    "story by",
    "reported by",
    "posted by",
    "published by",
    "submitted by",
    "words by",
    "text by",
    "interview by",
    "interview:",
    "words:",
    "text:",
    "author:",
    "authors:",
    "by:",
    "by ",
];

/// "Ana Bell in Lima" names a person and where she was.
fn without_place(name: &str) -> &str {
    [" in ", " at ", " for ", " - ", " – ", " on ", " Published", " Updated", " Posted"]
        .iter()
        .filter_map(|mark| name.split_once(mark))
        .map(|(name, _)| name.trim())
        .min_by_key(|name| name.len())
        .unwrap_or(name)
}

fn is_name(name: &str, outlet: Option<&str>) -> bool {
    let lower = name.to_lowercase();
    let n_words = name.split(' ').count();
    (2..=60).contains(&name.len())
        && n_words <= 6
        && name.chars().next().is_some_and(|first| first.is_alphabetic())
        && name.chars().filter(char::is_ascii_digit).count() == 0
        && !name.contains(['@', '/', '{', '<'])
        && outlet.is_none_or(|outlet| !outlet.eq_ignore_ascii_case(name))
        && !NOBODY.contains(&lower.as_str())
        // "Pictures by Kim Obi" names one who did not write.
        && !lower.contains(" by ")
        && !lower.split(' ').any(|word| DESKS.contains(&word) || calendar::WEEKDAYS.contains(&word))
        && !byline::is_role(name)
        && (n_words > 1 || name.chars().skip(1).any(char::is_lowercase))
}

/// What pages put where an author should be.
const NOBODY: &[&str] = &[
    "admin",
    "administrator",
    "anonymous",
    "author",
    "by",
    "contributor",
    "contributors",
    "editor",
    "editorial",
    "editors",
    "guest",
    "home",
    "info",
    "n/a",
    "news",
    "none",
    "null",
    "reporter",
    "root",
    "staff",
    "staff reporter",
    "staff writer",
    "super user",
    "undefined",
    "unknown",
    "user",
    "webmaster",
    "wire",
    "wires",
];

/// Words of desks and teams.
const DESKS: &[&str] = &[
    "desk",
    "newsroom",
    "team",
    "bureau",
    "website",
    "webdesk",
    "subscribe",
    "follow",
    "updated",
    "published",
    "minutes",
    "comments",
    "edt",
    "est",
    "gmt",
];
