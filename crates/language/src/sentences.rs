//! Sentences: where one ends, inside quotations too.

use std::ops::Range;

use crate::tokens;

/// A closing mark that belongs to the sentence before it.
const CLOSERS: &[&str] = &["”", "’", "\"", "'", "''", ")", "]", "»", "*"];

/// Abbreviations that often end a sentence; after any other a name follows.
const MAY_END: &[&str] = &[
    "u.s", "u.k", "u.n", "u.s.a", "e.u", "d.c", "a.m", "p.m", "etc", "inc", "corp", "co", "ltd", "jr", "sr", "plc",
    "llc", "al",
];

/// Words that open a sentence more often than they go on with one.
const OPENERS: &[&str] = &[
    "a",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "earlier",
    "even",
    "every",
    "for",
    "from",
    "he",
    "her",
    "his",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "no",
    "not",
    "now",
    "officials",
    "on",
    "one",
    "once",
    "other",
    "our",
    "over",
    "police",
    "president",
    "several",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "three",
    "though",
    "to",
    "today",
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "with",
    "yesterday",
    "you",
];

/// Verbs of saying that follow a quoted question or exclamation.
const SAYING: &[&str] = &[
    "said",
    "says",
    "asked",
    "asks",
    "shouted",
    "cried",
    "told",
    "added",
    "exclaimed",
    "wrote",
    "tweeted",
    "demanded",
    "yelled",
    "chanted",
    "replied",
    "declared",
    "wondered",
    "stated",
    "insisted",
    "warned",
    "continued",
    "read",
];

/// Groups a paragraph's tokens into sentences: runs of indices of `words`, which are code point ranges of `text`.
pub(crate) fn sentences(text: &[char], words: &[Range<usize>]) -> Vec<Range<usize>> {
    let form = |n: usize| words.get(n).map(|range| text[range.clone()].iter().collect::<String>()).unwrap_or_default();
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < words.len() {
        let end = at + 1;
        if ends(&form, at, words.len()) {
            let closed = end + closers(text, words, &form, end);
            if may_break(text, words, &form, at, closed) {
                found.push(start..closed);
                start = closed;
            }
            at = closed;
        } else {
            at = end;
        }
    }
    if start < words.len() {
        found.push(start..words.len());
    }
    found
}

/// Whether the token can be the last before closing marks.
fn ends(form: &impl Fn(usize) -> String, at: usize, n_words: usize) -> bool {
    let word = form(at);
    if word.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '。')) {
        return true;
    }
    let Some(stem) = word.strip_suffix('.') else { return false };
    let stem = stem.to_lowercase();
    let next = form(at + 1);
    at + 1 < n_words
        && (MAY_END.contains(&stem.as_str()) && OPENERS.contains(&next.to_lowercase().as_str()) && starts_upper(&next)
            || CLOSERS.contains(&next.as_str()) && MAY_END.contains(&stem.as_str()))
}

/// How many tokens from `at` on are closing marks set against what stands before.
fn closers(text: &[char], words: &[Range<usize>], form: &impl Fn(usize) -> String, at: usize) -> usize {
    let mut n = at;
    while n < words.len() && CLOSERS.contains(&form(n).as_str()) {
        // A straight mark with white space before it and none behind opens what follows.
        let opens = text.get(words[n].start.wrapping_sub(1)).is_some_and(|c| c.is_whitespace())
            && text.get(words[n].end).is_some_and(|c| !c.is_whitespace());
        if opens {
            break;
        }
        n += 1;
    }
    n - at
}

/// Whether a sentence may end between the tokens before `next` and the one there; `last` is its full stop.
fn may_break(text: &[char], words: &[Range<usize>], form: &impl Fn(usize) -> String, last: usize, next: usize) -> bool {
    if next >= words.len() {
        return true;
    }
    let follower = form(next);
    let opener = matches!(follower.as_str(), "“" | "\"" | "‘" | "'" | "``" | "(" | "[" | "«" | "-" | "—" | "•" | "*");
    let first = if opener { form(next + 1) } else { follower.clone() };
    if !(starts_upper(&first) || first.starts_with(|c: char| c.is_numeric()) || opener && starts_letter(&first)) {
        return false;
    }
    let glued = words[next].start == words[next - 1].end;
    if glued && !opener {
        return false;
    }
    let stop = form(last);
    let quoted = next > last + 1;
    // “Why?” the minister asked: the quotation's mark is not the sentence's.
    let asked = quoted
        && !stop.starts_with('.')
        && (next..(next + 6).min(words.len())).any(|n| SAYING.contains(&form(n).as_str()));
    if asked {
        return false;
    }
    // An ellipsis that trails into a name mid-sentence, an initial between names.
    let before = if last > 0 { form(last - 1) } else { String::new() };
    let numbered = last > 0 && stop == "." && before.chars().all(char::is_numeric) && last == 1 && !text.is_empty();
    !numbered
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase())
}

fn starts_letter(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}

/// Cuts a paragraph into sentences of tokens: for each sentence its tokens, code point ranges of `text`.
pub(crate) fn paragraph(text: &[char]) -> Vec<Vec<Range<usize>>> {
    let words = tokens::tokens(text);
    sentences(text, &words).into_iter().map(|run| words[run].to_vec()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        paragraph(&chars)
            .into_iter()
            .map(|words| chars[words[0].start..words[words.len() - 1].end].iter().collect())
            .collect()
    }

    #[test]
    fn sentences_end_inside_quotations_too() {
        for text in [
            "He left.| She stayed.",
            "“We won. |We are glad.” |He left.",
            "“Why?” the minister asked.| Nobody knew.",
            "Gen. Obi met Sen. Lee in the U.S. on Monday.| They talked.",
            "He flew to the U.S. |The talks began at 5 p.m. |He spoke.",
            "\"It is over,\" she said.| \"Go home.\"",
            "It fell by 3.5 percent. |No. 10 declined to comment.",
            "Who did it? |Police do not know.",
            "Mr. J. K. Obi spoke.| (He had been ill.)| He sat down.",
        ] {
            let expected: Vec<String> = text.split('|').map(|part| part.trim().to_owned()).collect();
            assert_eq!(cut(&text.replace("| ", "|").replace(" |", "|").replace('|', " ").replace("  ", " ")), expected);
        }
    }
}
