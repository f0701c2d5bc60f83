//! What an element says of itself that it is: by its name, its role, its classes.

mod tables;

use super::tree::{NodeId, Tree};
use tables::{NAMES, PAIRS, PROPERTIES, ROLES, UNSEEN, WORDS};

/// What stands in an element, where that is not the report's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The report's own heading.
    Title,
    /// The standfirst.
    Deck,
    /// Who wrote it.
    Byline,
    /// When it was published.
    Date,
    /// A picture's words.
    Caption,
    /// Invitations: other reports, newsletters, ways to share.
    Promo,
    /// What readers wrote.
    Comment,
    /// What a page asks before it is read: about cookies, and what is kept of who reads.
    Consent,
    /// The page's frame.
    Frame,
    /// Nothing that is seen.
    Unseen,
}

/// What `node` says that it is.
pub(crate) fn mark_of(tree: &Tree, node: NodeId) -> Option<Mark> {
    let name = tree.name(node)?;
    if is_unseen(tree, node, name) {
        return Some(Mark::Unseen);
    }
    if matches!(name, "html" | "body" | "main") {
        return None;
    }
    let role = tree.attribute(node, "role").and_then(|role| found(&ROLES, role));
    let property = tree
        .attribute(node, "itemprop")
        .and_then(|properties| properties.split_ascii_whitespace().find_map(|property| found(&PROPERTIES, property)));
    let said = || {
        ["class", "id", "data-component", "data-testid"]
            .iter()
            .filter_map(|attribute| tree.attribute(node, attribute))
            .find_map(|classes| mark_of_classes(classes, name))
    };
    let by_rel = || {
        let rel = tree.attribute(node, "rel")?;
        rel.split_ascii_whitespace().any(|word| word == "author").then_some(Mark::Byline)
    };
    role.or(property).or_else(by_rel).or_else(said).or_else(|| found(&NAMES, name))
}

/// Whether an element is one of those whose words are not seen on the page.
fn is_unseen(tree: &Tree, node: NodeId, name: &str) -> bool {
    UNSEEN.binary_search(&name).is_ok()
        || tree.attribute(node, "hidden").is_some()
        || tree.attribute(node, "aria-hidden") == Some("true") && name != "div"
        || tree.attribute(node, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|letter| !letter.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// The mark that the words of `classes` make, the first that make one.
fn mark_of_classes(classes: &str, name: &str) -> Option<Mark> {
    if classes.len() > 400 {
        return None;
    }
    let is_heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
    for class in classes.split_ascii_whitespace() {
        if class == "hidden" {
            return Some(Mark::Unseen);
        }
        let words = words_of(class);
        let mut parts: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
        // "has-sidebar", "no-ads" and "with-comments" speak of something that stands elsewhere.
        if matches!(parts.first(), Some(&("has" | "no" | "with" | "without" | "is" | "js" | "single" | "type" | "tag")))
        {
            continue;
        }
        // "body__ad" is an ad, "ad-wrapper" too, but "related-content-body" is no more "body" than "related".
        parts.truncate(12);
        for at in 0..parts.len() {
            if let Some(next) = parts.get(at + 1) {
                let pair = format!("{}-{next}", parts[at]);
                if let Some(mark) = found(&PAIRS, &pair) {
                    return Some(mark);
                }
            }
            if let Some(mark) = found(&WORDS, parts[at]) {
                // A heading called so heads what is called so; it is no byline or date itself.
                return Some(mark).filter(|_| !is_heading || matches!(mark, Mark::Title | Mark::Deck | Mark::Promo));
            }
        }
    }
    None
}

/// A class in small letters, its words parted by hyphens: "storyBody__relatedLinks" gives "story-body-related-links".
pub(crate) fn words_of(class: &str) -> String {
    let mut words = String::with_capacity(class.len() + 4);
    let mut before = '-';
    for letter in class.chars() {
        if !letter.is_ascii_alphanumeric() {
            words.push('-');
        } else {
            if letter.is_ascii_uppercase() && before.is_ascii_lowercase() {
                words.push('-');
            }
            words.push(letter.to_ascii_lowercase());
        }
        before = letter;
    }
    words
}

fn found(table: &[(&str, Mark)], word: &str) -> Option<Mark> {
    table.binary_search_by_key(&word, |&(known, _)| known).ok().map(|at| table[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Mark::Promo;

    #[test]
    fn tables_are_in_order() {
        for table in [&NAMES[..], &ROLES, &PROPERTIES, &PAIRS, &WORDS] {
            assert!(
                table.is_sorted_by_key(|&(word, _)| word),
                "{:?}",
                table.windows(2).find(|two| two[0].0 > two[1].0)
            );
        }
        assert!(UNSEEN.is_sorted());
    }

    #[test]
    fn classes_are_read_by_their_words() {
        for (class, mark) in [
            ("storyBody__relatedLinks", Some(Promo)),
            ("article-body", None),
            ("has-sidebar post", None),
            ("c-ReadMore", Some(Promo)),
            ("shadow", None),
            ("commentary", None),
        ] {
            assert_eq!(mark_of_classes(class, "div"), mark, "{class}");
        }
        assert_eq!(mark_of_classes("author", "h2"), None);
    }
}
