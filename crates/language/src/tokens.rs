//! Words: where one token ends and the next begins, as English treebanks cut them.
//!
//! Clitics stand alone ("do|n't", "Rubio|'s"), hyphens part words unless a bound prefix stands before them
//! ("US|-|led" but "anti-war"), punctuation stands alone, and an abbreviation keeps its full stop.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

/// Prefixes that a hyphen does not part from their word.
const BOUND_PREFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "e", "ex", "inter", "intra", "mid", "mini", "multi", "neo", "non", "over",
    "post", "pre", "pro", "re", "semi", "socio", "sub", "un",
];

/// Abbreviations that keep their full stop, without it.
static ABBREVIATIONS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| include_str!("../data/abbreviations.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether `word`, given without its last full stop, is written with one.
fn is_abbreviation(word: &str) -> bool {
    let mut parts = word.split('.');
    let initials = parts.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    let capital = word.starts_with(char::is_uppercase);
    let lower = word.to_lowercase();
    let title: String = lower.chars().take(1).flat_map(char::to_uppercase).chain(lower.chars().skip(1)).collect();
    initials || ABBREVIATIONS.contains(lower.as_str()) || capital && ABBREVIATIONS.contains(title.as_str())
}

/// Cuts a stretch of text into tokens: code point ranges of `text`, in order, none empty, no white space in any.
pub(crate) fn tokens(text: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while at < text.len() {
        if text[at].is_whitespace() {
            at += 1;
            continue;
        }
        let end = (at..text.len()).find(|&n| text[n].is_whitespace()).unwrap_or(text.len());
        chunk(text, at..end, &mut found);
        at = end;
    }
    found
}

/// Cuts one run without white space.
fn chunk(text: &[char], run: Range<usize>, found: &mut Vec<Range<usize>>) {
    let opened = text[run.clone()].iter().take_while(|c| matches!(c, '<' | '(' | '[' | '"' | '“')).count();
    let closed = text[run.start + opened..run.end].iter().rev().take_while(|c| ".,;:)]>!?\"”".contains(**c)).count();
    let address = run.start + opened..run.end - closed;
    let mut at = run.start;
    if is_address(&text[address.clone()]) {
        found.extend((run.start..address.start).map(|sign| sign..sign + 1));
        at = address.end;
        found.push(address);
    }
    while at < run.end {
        let end = token_end(text, at, run.clone());
        if is_word_start(text[at]) {
            clitics(text, at..end, found);
        } else {
            found.push(at..end);
        }
        at = end;
    }
}

/// Web and mail addresses, names of files and newsgroups, handles, hashtags and "w/o" stand whole.
fn is_address(run: &[char]) -> bool {
    let word: String = run.iter().take(200).collect();
    let lower = word.to_ascii_lowercase();
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
    let mail = lower.split_once('@').is_some_and(|(name, host)| plain(name) && plain(host));
    let parts: Vec<&str> = word.split('.').collect();
    let named =
        |part: &&str| part.len() > 1 && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let newsgroup = parts.len() > 2 && parts.iter().all(named) && word.starts_with(char::is_alphabetic);
    let file = lower.rsplit_once('.').is_some_and(|(name, kind)| {
        plain(name)
            && name.len() > 1
            && ["doc", "pdf", "xls", "ppt", "txt", "htm", "html", "jpg", "exe"].contains(&kind)
    });
    let slashed = matches!(run, [a, '/', b] if a.is_alphabetic() && b.is_alphabetic());
    lower.starts_with("http://")
        || lower.starts_with("https://")
        || lower.starts_with("www.")
        || mail
        || newsgroup
        || file
        || slashed
        || (run.len() > 1 && matches!(run[0], '@' | '#') && run[1].is_alphabetic())
}

fn is_word_start(c: char) -> bool {
    c.is_alphanumeric()
}

/// The end of the token that begins at `at`.
fn token_end(text: &[char], at: usize, run: Range<usize>) -> usize {
    let next = |n: usize| (n < run.end).then(|| text[n]);
    let first = text[at];
    if matches!(first, '\'' | '’')
        && let Some(end) = elision(text, at, run.clone())
    {
        return end;
    }
    if !is_word_start(first) {
        // Runs of one sign stand together: "...", "--", "!!!"; so do the halves of a quotation mark written `` or ''.
        let same = (at..run.end).take_while(|&n| text[n] == first).count();
        if let Some(end) = face(text, at, run.clone()) {
            return end;
        }
        return match first {
            '!' | '?' => at + (at..run.end).take_while(|&n| matches!(text[n], '!' | '?')).count(),
            '.' if same == 1 => at + 1 + (at + 1..run.end).take_while(|&n| matches!(text[n], '!' | '?')).count(),
            '.' | '$' | '#' => at + same,
            '-' | '*' | '=' | '_' | '~' => at + ruled(&text[at..run.end]).max(same),
            '`' | '\'' | '’' | '‘' | '<' | '>' if same >= 2 => at + 2,
            _ => at + 1,
        };
    }
    if first.is_numeric() {
        return number_end(text, at, run);
    }
    let mut n = at + 1;
    while let Some(c) = next(n) {
        let after = next(n + 1);
        let goes_on = match c {
            '\'' | '’' => after.is_some_and(char::is_alphabetic),
            '.' => ends_with_stop(text, at, n, run.clone()),
            '&' => after.is_some_and(char::is_alphabetic) && n - at <= 3,
            '-' => after.is_some_and(char::is_alphanumeric) && keeps_hyphen(text, at..n, after),
            '_' => true,
            _ => c.is_alphanumeric() || is_combining(c),
        };
        if !goes_on {
            break;
        }
        n += 1;
    }
    n
}

/// How many signs make one line across the page, "--==--"; none where they are two.
fn ruled(signs: &[char]) -> usize {
    let n = signs.iter().take_while(|c| matches!(c, '-' | '*' | '=' | '_' | '~')).count();
    if n > 2 { n } else { 0 }
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}')
}

/// Whether the full stop at `n` belongs to the word from `at`: inside initials, or at the end of an abbreviation.
fn ends_with_stop(text: &[char], at: usize, n: usize, run: Range<usize>) -> bool {
    let word: String = text[at..n].iter().collect();
    let after = (n + 1 < run.end).then(|| text[n + 1]);
    match after {
        // "U.S", "e.g", "a.m": a letter at a time; "Antiwar.com": a host's name.
        Some(c) if c.is_alphanumeric() => {
            let last_part = word.rsplit('.').next().unwrap_or(&word);
            last_part.chars().count() == 1 || is_host(text, at, n, run)
        }
        Some('.') => false,
        _ => is_abbreviation(&word),
    }
}

/// Whether the word with the stop at `n` reads as the name of a site: letters, a stop, two to four lower-case letters.
fn is_host(text: &[char], at: usize, n: usize, run: Range<usize>) -> bool {
    let tail = text[n + 1..run.end].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    (2..=4).contains(&tail)
        && text[n + 1..n + 1 + tail].iter().all(char::is_ascii_lowercase)
        && text[at..n].iter().all(|c| c.is_ascii_alphanumeric() || *c == '.' || *c == '-')
}

/// Whether the hyphen after `word` binds it to what follows.
fn keeps_hyphen(text: &[char], word: Range<usize>, after: Option<char>) -> bool {
    let word: String = text[word].iter().collect::<String>().to_lowercase();
    let digits = after.is_some_and(char::is_numeric);
    (BOUND_PREFIXES.contains(&word.as_str()) && !digits) || (digits && word.chars().count() <= 2 && word != "us")
}

/// A face made of signs, ":)" or ";-(", where white space or the end follows.
fn face(text: &[char], at: usize, run: Range<usize>) -> Option<usize> {
    let sign = |n: usize| (n < run.end).then(|| text[n]);
    let nose = usize::from(sign(at + 1) == Some('-'));
    let mouth = at + 1 + nose;
    let eyes = matches!(text[at], ':' | ';' | '=');
    (eyes && matches!(sign(mouth)?, ')' | '(' | 'D' | 'P') && mouth + 1 == run.end).then_some(mouth + 1)
}

/// The end of a number: digits with inner commas, stops, colons and slashes, ordinal and plural endings.
fn number_end(text: &[char], at: usize, run: Range<usize>) -> usize {
    let mut n = at;
    let digit = |n: usize| n < run.end && text[n].is_numeric();
    if let Some(end) = telephone(text, at, run.clone()) {
        return end;
    }
    while n < run.end {
        let inner = matches!(text[n], ',' | '.' | ':' | '/') && digit(n + 1);
        if !(digit(n) || inner) {
            break;
        }
        n += 1;
    }
    let letters: String = text[n..run.end].iter().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    let len = letters.chars().count();
    match letters.as_str() {
        "st" | "nd" | "rd" | "th" | "s" => n + len,
        "am" | "pm" | "m" | "bn" | "b" | "k" | "km" | "kg" | "mm" | "cm" | "mph" | "mw" | "bln" | "mln" | "" => n,
        _ => n + len,
    }
}

/// "713-555-0199": three or four groups of digits of which the last has four.
fn telephone(text: &[char], at: usize, run: Range<usize>) -> Option<usize> {
    let rest = &text[at..run.end];
    // The longest form has fourteen signs.
    let length = rest.iter().take(16).take_while(|c| c.is_ascii_digit() || **c == '-').count();
    let groups: Vec<usize> = rest[..length].split(|c| *c == '-').map(<[char]>::len).collect();
    matches!(groups[..], [3, 3, 4] | [1, 3, 3, 4]).then_some(at + length)
}

/// "'em", "'90s", "'s": an apostrophe that opens a token.
fn elision(text: &[char], at: usize, run: Range<usize>) -> Option<usize> {
    let rest: String =
        text[at + 1..run.end].iter().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let len = rest.chars().count();
    let decade = rest.len() == 3 && rest.ends_with("0s") && rest.starts_with(|c: char| c.is_ascii_digit());
    let opens = at == run.start;
    let known = if opens { matches!(rest.as_str(), "em" | "tis" | "twas" | "til" | "cause") } else { rest == "s" };
    (decade || known).then_some(at + 1 + len)
}

/// Parts a word from its clitics.
fn clitics(text: &[char], word: Range<usize>, found: &mut Vec<Range<usize>>) {
    let lower: Vec<char> =
        text[word.clone()].iter().map(|c| if *c == '’' { '\'' } else { c.to_ascii_lowercase() }).collect();
    let ends = |tail: &str| {
        let tail: Vec<char> = tail.chars().collect();
        lower.len() > tail.len() && lower.ends_with(&tail)
    };
    let fixed: &[(&str, usize)] = &[
        ("cannot", 3),
        ("gonna", 3),
        ("wanna", 3),
        ("gotta", 3),
        // Written without the apostrophe, where they are no other words.
        ("im", 1),
        ("ive", 1),
        ("alot", 1),
        ("cant", 2),
        ("wont", 2),
        ("dont", 2),
        ("doesnt", 4),
        ("didnt", 3),
        ("isnt", 2),
        ("wasnt", 3),
        ("arent", 3),
        ("werent", 4),
        ("wouldnt", 5),
        ("couldnt", 5),
        ("shouldnt", 6),
        ("havent", 4),
        ("hasnt", 3),
        ("hadnt", 3),
        ("youre", 3),
        ("theyre", 4),
        ("thats", 4),
        ("whats", 4),
    ];
    let whole: String = lower.iter().collect();
    let cut = match fixed.iter().find(|(form, _)| *form == whole) {
        Some((_, cut)) => Some(*cut),
        None if ends("n't") => Some(lower.len() - 3),
        None => {
            ["'s", "'re", "'ve", "'ll", "'d", "'m"].iter().find(|tail| ends(tail)).map(|tail| lower.len() - tail.len())
        }
    };
    match cut {
        Some(cut) if cut > 0 => {
            clitics(text, word.start..word.start + cut, found);
            found.push(word.start + cut..word.end);
        }
        _ => found.push(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let words: Vec<String> = tokens(&chars).into_iter().map(|range| chars[range].iter().collect()).collect();
        words.join("|")
    }

    #[test]
    fn words_part_as_treebanks_part_them() {
        for (text, expected) in [
            ("She didn't go, he can’t.", "She|did|n't|go|,|he|ca|n’t|."),
            ("Kenya's ministers' cars", "Kenya|'s|ministers|'|cars"),
            ("the US-led anti-war march", "the|US|-|led|anti-war|march"),
            ("The U.S. Army vs. U.N. staff.", "The|U.S.|Army|vs.|U.N.|staff|."),
            ("It cost $5,000.50 (US$3m).", "It|cost|$|5,000.50|(|US|$|3|m|)|."),
            ("at 10:30pm on 12/03/2004", "at|10:30|pm|on|12/03/2004"),
            ("the 1990s and the 5th of May", "the|1990s|and|the|5th|of|May"),
            ("“We’re done,” he said...", "“|We|’re|done|,|”|he|said|..."),
            (
                "write to a.b@example.org, or see https://example.org/x.",
                "write|to|a.b@example.org|,|or|see|https://example.org/x|.",
            ),
            ("2003-2005 — and/or", "2003|-|2005|—|and|/|or"),
            ("Gen. J. K. Obi of Example.com", "Gen.|J.|K.|Obi|of|Example.com"),
            ("25-year-old, AK-47s, 40%", "25|-|year|-|old|,|AK-47s|,|40|%"),
            ("'I cannot'", "'|I|can|not|'"),
            ("Really?! I dont know :)", "Really|?!|I|do|nt|know|:)"),
            ("call 713-555-0199 << now >>", "call|713-555-0199|<<|now|>>"),
            ("(see alt.fan.rivers, plan.doc) w/o $$$", "(|see|alt.fan.rivers|,|plan.doc|)|w/o|$$$"),
            ("<a.b@example> --==-- \"https://example.org/x\"", "<|a.b@example|>|--==--|\"|https://example.org/x|\""),
        ] {
            assert_eq!(cut(text), expected);
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_all_letters_in_order(text in "[ -~“”’—é\n]{0,60}") {
            let chars: Vec<char> = text.chars().collect();
            let mut end = 0;
            for token in tokens(&chars) {
                prop_assert!(token.start >= end && token.end > token.start);
                prop_assert!(chars[end..token.start].iter().all(|c| c.is_whitespace()));
                prop_assert!(!chars[token.clone()].iter().any(|c| c.is_whitespace()));
                end = token.end;
            }
            prop_assert!(chars[end..].iter().all(|c| c.is_whitespace()));
        }
    }
}
