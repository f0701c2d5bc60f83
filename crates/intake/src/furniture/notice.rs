//! Lines that speak of the page and not of the news.

mod lists;

use record::RemovedKind;

use lists::{
    BOILERPLATE_LINES, BOILERPLATE_STARTS, PROMO_LINES, PROMO_STARTS, READ_ON, READ_ON_MARKS, SECTIONS, SHARE_WORDS,
};

/// What sort of notice `text` is, if it is one. What `is_first` may be a title, so only what no title says counts.
pub(crate) fn kind_of(text: &str, is_first: bool) -> Option<RemovedKind> {
    // Who is quoted is no page.
    if text.len() > 400 || text.starts_with(['"', '“', '‘', '\'']) {
        return None;
    }
    let lower = text.to_lowercase().replace('’', "'");
    let plain = lower.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '©');
    if PROMO_LINES.contains(&plain) || is_share_list(plain, is_first) {
        return Some(RemovedKind::Promo);
    }
    if BOILERPLATE_LINES.contains(&plain) || is_count(plain) || is_rights(plain) {
        return Some(RemovedKind::Boilerplate);
    }
    if is_first {
        return None;
    }
    if begins(plain, BOILERPLATE_STARTS) || is_contact(plain) {
        return Some(RemovedKind::Boilerplate);
    }
    let is_promo = begins(plain, PROMO_STARTS)
        || is_see_also(plain)
        || (text.len() <= 200 && plain.contains("newsletter") && begins(plain, &["sign up", "get", "join", "receive"]));
    is_promo.then_some(RemovedKind::Promo)
}

/// Whether a line over the title only says where in the outlet it stood: "WORLD", "Home > News > Africa".
pub(crate) fn is_section(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.len() <= 100 && lower.split(['>', '»', '›', '|', '/', '•']).all(|part| SECTIONS.contains(&part.trim()))
}

/// Whether `plain`, a line in small letters, heads a list of other reports.
pub(crate) fn heads_others(plain: &str) -> bool {
    PROMO_LINES.contains(&plain)
        && begins(
            plain,
            &["related", "recommended", "most ", "trending", "you m", "more ", "top stories", "don't miss", "editor's"],
        )
}

fn begins(plain: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| plain.starts_with(start))
}

/// Whether a line leads to another report: "Read more: ...", "See also - ...".
fn is_see_also(plain: &str) -> bool {
    READ_ON.iter().any(|words| {
        plain.strip_prefix(words).is_some_and(|rest| {
            // "More - " leads on, "more-than-expected" does not.
            rest.is_empty() || rest.starts_with(':') || begins(rest, &READ_ON_MARKS)
        })
    })
}

/// Whether a line says how to write to somebody: "Contact Ana Bell at abell@herald.example or follow her at @abell".
fn is_contact(plain: &str) -> bool {
    let is_address = |word: &str| word.split_once('@').is_some_and(|(_, rest)| rest.len() > 2);
    plain.len() <= 200
        && begins(
            plain,
            &["contact ", "email ", "e-mail ", "follow ", "reach ", "write to ", "you can reach ", "you can follow "],
        )
        && plain.split(' ').any(is_address)
}

/// Whether each word is a place to share or a way to: "Facebook Twitter WhatsApp Email".
fn is_share_list(plain: &str, is_first: bool) -> bool {
    let words = || plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let n_needed = if is_first { 3 } else { 1 };
    words().nth(n_needed - 1).is_some()
        && words().all(|word| SHARE_WORDS.contains(&word))
        && words().any(|word| word.len() > 4)
}

/// Whether a line only counts: "5 comments", "3 min read".
fn is_count(plain: &str) -> bool {
    let Some((count, of)) = plain.split_once(' ') else { return false };
    !count.is_empty()
        && count.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.' | 'k'))
        && ["comments", "comment", "shares", "views", "min read", "minute read", "minutes read", "mins read"]
            .contains(&of)
}

/// Whether a line claims rights: "© 2024 The Daily Example", "All rights reserved".
fn is_rights(plain: &str) -> bool {
    plain.starts_with('©')
        || ["copyright ©", "copyright (c)", "(c) ", "c) "].iter().any(|start| {
            plain
                .strip_prefix(start)
                .is_some_and(|rest| rest.trim_start().starts_with(|next: char| next.is_ascii_digit()))
        })
        || plain.strip_prefix("copyright ").is_some_and(|rest| rest.starts_with("19") || rest.starts_with("20"))
        || plain.ends_with("all rights reserved")
        || plain.starts_with("all rights reserved")
}
