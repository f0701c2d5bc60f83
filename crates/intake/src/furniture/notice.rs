//! Lines that speak of the page and not of the news.

use record::RemovedKind;

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
    if begins(plain, BOILERPLATE_STARTS) {
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

/// Sections that outlets sort their reports into.
const SECTIONS: &[&str] = &[
    "africa",
    "americas",
    "analysis",
    "asia",
    "asia pacific",
    "breaking",
    "breaking news",
    "business",
    "conflict",
    "defence",
    "defense",
    "economy",
    "europe",
    "exclusive",
    "explainer",
    "home",
    "international",
    "latest",
    "latest news",
    "latin america",
    "local",
    "local news",
    "middle east",
    "national",
    "news",
    "opinion",
    "politics",
    "region",
    "regional",
    "security",
    "top news",
    "top story",
    "war",
    "world",
    "world news",
];

/// Whole lines that invite.
const PROMO_LINES: &[&str] = &[
    "share",
    "share this",
    "share this article",
    "share this story",
    "share this post",
    "share this page",
    "share on",
    "share article",
    "tweet this",
    "follow us",
    "subscribe",
    "subscribe now",
    "sign up",
    "newsletter",
    "newsletters",
    "read more",
    "read also",
    "also read",
    "see also",
    "click here",
    "learn more",
    "you may also like",
    "you might also like",
    "more from",
    "more on this story",
    "more on this",
    "related stories",
    "related story",
    "related articles",
    "related article",
    "related content",
    "related topics",
    "related news",
    "related coverage",
    "recommended",
    "recommended for you",
    "recommended stories",
    "most read",
    "most popular",
    "trending",
    "trending now",
    "don't miss",
    "editor's picks",
    "support our journalism",
    "listen to this article",
    "print this article",
    "email this article",
    "top stories",
    "must watch",
    "must read",
    "more stories",
    "donate",
    "donate now",
];

/// Whole lines of a page's frame.
const BOILERPLATE_LINES: &[&str] = &[
    "advertisement",
    "advertisements",
    "advertisement - scroll to continue",
    "article continues below",
    "story continues below advertisement",
    "story continues below",
    "advertisement continues below",
    "article continues below advertisement",
    "sponsored",
    "sponsored content",
    "contact us",
    "about us",
    "comments",
    "comment",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "no comments",
    "add a comment",
    "comments are closed",
    "view comments",
    "show comments",
    "join the conversation",
    "skip to content",
    "skip to main content",
    "home",
    "menu",
    "search",
    "loading",
    "back to top",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "log in",
    "login",
    "register",
    "sign in",
    "cookie policy",
    "accept cookies",
    "view gallery",
    "view all",
    "next article",
    "previous article",
    "published",
    "updated",
];

/// How lines begin that speak of where the report stood before.
const BOILERPLATE_STARTS: &[&str] = &[
    "this article was originally published",
    "this story was originally published",
    "this article originally appeared",
    "this story originally appeared",
    "this article first appeared",
    "this story first appeared",
    "this article was first published",
    "this story was first published",
    "this article is republished",
    "this article was republished",
    "this story is republished",
    "this report was originally published",
    "this report was first published",
    "this piece was originally published",
    "this post was originally published",
    "this post originally appeared",
    "originally published at",
    "originally published in",
    "originally published on",
    "originally published by",
    "originally appeared on",
    "originally appeared in",
    "first published in",
    "first published on",
    "republished with permission",
    "reprinted with permission",
    "contact us at",
    "contact us on",
    "contact us by",
    "contact us:",
    "contact the author",
    "contact the reporter",
    "this website uses cookies",
    "we use cookies",
    "this site uses cookies",
    "our standards: the thomson reuters",
    "this material may not be published",
];

/// How invitations begin.
const PROMO_STARTS: &[&str] = &[
    "sign up for",
    "sign up to",
    "sign up here",
    "sign up now",
    "subscribe to our",
    "subscribe to the",
    "subscribe for",
    "subscribe now",
    "subscribe today",
    "subscribe here",
    "share this article",
    "share this story",
    "share this post",
    "share on facebook",
    "share on twitter",
    "share on x",
    "share via",
    "follow us on",
    "follow us at",
    "follow us:",
    "follow us for",
    "follow us @",
    "follow @",
    "like us on facebook",
    "join us on facebook",
    "join our whatsapp",
    "join our telegram",
    "find us on facebook",
    "click here to",
    "click here for",
    "click to read",
    "click to share",
    "click to subscribe",
    "tap here to",
    "download our app",
    "download our free",
    "get our app",
    "get the latest news delivered",
    "get the latest news in your inbox",
    "get breaking news alerts",
    "to receive our newsletter",
    "support independent journalism",
    "support our journalism",
    "become a member today",
    "become a subscriber",
    "if you enjoyed this article",
    "if you liked this article",
    "more on this story:",
    "related stories:",
    "related articles:",
    "related story:",
    "related article:",
    "related coverage:",
    "related content:",
    "recommended reading:",
    "you may also like:",
    "you might also like:",
    "more from our",
    "do you have a story tip",
    "have a news tip",
    "got a tip? ",
    "have a tip? ",
    "like this story? ",
    "like what you see? ",
    "want more news? ",
    "never miss a story",
    "chat with us ",
    "send us your ",
    "to comment on this ",
    "join the conversation ",
    "got a story? ",
];

/// How lines begin that lead on.
const READ_ON: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "see also",
    "read next",
    "watch also",
    "also watch",
    "related",
    "more",
    "watch",
    "listen",
    "read the full story",
    "read the full article",
    "must read",
    "don't miss",
    "up next",
];

/// What follows them.
const READ_ON_MARKS: [&str; 12] =
    [" :", " - ", " – ", " — ", " |", " >", " »", " →", " here", " on our", " at http", " at www"];

/// Places to share and ways to.
const SHARE_WORDS: &[&str] = &[
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "reddit",
    "pinterest",
    "telegram",
    "instagram",
    "youtube",
    "tiktok",
    "email",
    "e",
    "mail",
    "print",
    "tweet",
    "share",
    "copy",
    "link",
    "x",
    "bluesky",
    "threads",
    "messenger",
    "pin",
    "flipboard",
    "tumblr",
    "rss",
    "save",
    "bookmark",
];
