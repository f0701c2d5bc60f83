//! Whether a few words have the form of a person's name.

/// The persons that a list such as "Ana Bell, Joe Marsh and Kim Obi" names; none where any part is no name.
pub(crate) fn persons(list: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for part in list.replace(" & ", " and ").replace(" AND ", " and ").replace(", and ", " and ").split(" and ") {
        for name in part.split(',') {
            let name = name.trim();
            names.push(is_person(name).then(|| name.to_owned())?);
        }
    }
    Some(names)
}

/// Whether `text` is two to five words that could be a person's name.
pub(crate) fn is_person(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    (2..=5).contains(&words.len())
        && words.iter().all(|word| is_name_word(word) || PARTICLES.contains(word))
        && is_name_word(first)
        && is_name_word(last)
        && last.chars().count() > 1
        && !words.iter().any(|word| NOT_NAMES.contains(&word.to_lowercase().as_str()))
}

/// Whether a word is written as names are: "Bell", "O'Neil", "al-Amin", "J.", "BELL".
pub(crate) fn is_name_word(word: &str) -> bool {
    let head = word.split_once('-').map_or(word, |(head, tail)| if PARTICLES.contains(&head) { tail } else { head });
    let initials = word.ends_with('.') && (word.len() <= 3 || word.matches('.').count() * 2 == word.len());
    head.starts_with(char::is_uppercase)
        && word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-' | '.'))
        && (!word.contains('.') || initials)
}

/// Small words inside of names.
const PARTICLES: &[&str] = &[
    "al", "el", "bin", "ibn", "bint", "ben", "abu", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "la", "le", "ter", "ten", "van", "von", "y", "zu",
];

/// Words that headings and places are full of and names are not.
const NOT_NAMES: &[&str] = &[
    "a",
    "about",
    "africa",
    "after",
    "an",
    "and",
    "analysis",
    "are",
    "at",
    "background",
    "before",
    "breaking",
    "business",
    "city",
    "comment",
    "council",
    "day",
    "district",
    "east",
    "election",
    "events",
    "exclusive",
    "explained",
    "explainer",
    "fact",
    "facts",
    "for",
    "from",
    "gallery",
    "general",
    "government",
    "growing",
    "he",
    "her",
    "high",
    "his",
    "how",
    "in",
    "index",
    "international",
    "is",
    "island",
    "islands",
    "it",
    "its",
    "key",
    "latest",
    "law",
    "live",
    "local",
    "main",
    "market",
    "markets",
    "middle",
    "more",
    "national",
    "new",
    "news",
    "north",
    "not",
    "of",
    "on",
    "opinion",
    "our",
    "party",
    "photo",
    "photos",
    "police",
    "politics",
    "president",
    "press",
    "prime",
    "public",
    "related",
    "report",
    "republic",
    "results",
    "road",
    "sources",
    "south",
    "sports",
    "sport",
    "staff",
    "state",
    "states",
    "stories",
    "story",
    "supreme",
    "that",
    "the",
    "their",
    "these",
    "they",
    "this",
    "time",
    "timeline",
    "to",
    "top",
    "under",
    "union",
    "united",
    "update",
    "updates",
    "video",
    "was",
    "we",
    "west",
    "what",
    "when",
    "where",
    "who",
    "why",
    "with",
    "world",
    "you",
    "your",
];
