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

/// Whether what is hidden until a script shows it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// It is not.
    Left,
    /// It is.
    Taken,
}

/// What `node` says that it is.
pub(crate) fn mark_of(tree: &Tree, node: NodeId) -> Option<Mark> {
    let name = tree.name(node)?;
    if matches!(name, "html" | "body" | "main") {
        return None;
    }
    if UNSEEN.binary_search(&name).is_ok() || is_stand_in(tree, node) || name == "sup" && is_note(tree, node) {
        return Some(Mark::Unseen);
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
    let mark = role.or(property).or_else(by_rel).or_else(said).or_else(|| found(&NAMES, name));
    if name == "figure" && mark == Some(Mark::Caption) && holds_words(tree, node) {
        return None;
    }
    mark.or_else(|| is_picture(tree, node, name).then_some(Mark::Caption))
}

/// Whether an element is hidden by what it says, until a script shows it.
pub(crate) fn is_hidden(tree: &Tree, node: NodeId) -> bool {
    let Some(name) = tree.name(node).filter(|name| !matches!(*name, "html" | "body" | "main")) else { return false };
    tree.attribute(node, "hidden").is_some()
        || tree.attribute(node, "aria-hidden") == Some("true") && name != "div"
        || tree.attribute(node, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|letter| !letter.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
        || tree.attribute(node, "class").is_some_and(is_hidden_class)
}

/// "hidden" hides, and "hidden md:block" does so on small screens alone.
fn is_hidden_class(classes: &str) -> bool {
    classes.len() <= 400
        && classes.split_ascii_whitespace().any(|class| class == "hidden")
        && !classes.split_ascii_whitespace().any(|class| {
            let shown = class.split_once(':').map_or("", |(_, shown)| shown);
            ["block", "flex", "grid", "inline", "contents", "table"].iter().any(|start| shown.starts_with(start))
        })
}

/// Whether an element of a page for phones stands in for what is not there yet.
fn is_stand_in(tree: &Tree, node: NodeId) -> bool {
    tree.attribute(node, "placeholder") == Some("") || tree.attribute(node, "fallback") == Some("")
}

/// Whether a raised figure leads to a note.
fn is_note(tree: &Tree, node: NodeId) -> bool {
    let words: String = tree.within(node).take(12).filter_map(|node| tree.text(node)).collect();
    let inner = words.trim().trim_matches(['[', ']', '(', ')', ' ']);
    let is_linked = tree.within(node).take(12).any(|node| tree.name(node) == Some("a"));
    is_linked && inner.len() <= 4 && inner.chars().all(|letter| letter.is_ascii_digit() || letter == '*')
}

/// Whether a figure holds a table, a quotation or a program in the place of a picture.
fn holds_words(tree: &Tree, node: NodeId) -> bool {
    let holds = |names: &[&str]| {
        tree.within(node).take(60).filter_map(|node| tree.name(node)).any(|name| names.contains(&name))
    };
    holds(&["table", "blockquote", "pre"]) && !holds(&["img", "picture", "video", "amp-img", "iframe", "svg"])
}

/// Whether an element is made to hold a picture, and holds one with few words.
fn is_picture(tree: &Tree, node: NodeId, name: &str) -> bool {
    let is_called = || {
        ["class", "id"]
            .iter()
            .filter_map(|name| tree.attribute(node, name))
            .any(|classes| classes.len() <= 400 && words_of(classes).split('-').any(|word| PICTURES.contains(&word)))
    };
    if !matches!(name, "div" | "span" | "td" | "section") || !is_called() {
        return false;
    }
    let (mut n_bytes, mut has_picture) = (0, false);
    for node in tree.within(node).take(60) {
        has_picture |= matches!(tree.name(node), Some("img" | "picture" | "amp-img"));
        n_bytes += tree.text(node).map_or(0, |text| text.trim().len());
        if n_bytes > LONGEST_CAPTION {
            return false;
        }
    }
    has_picture
}

/// The bytes of a long caption.
const LONGEST_CAPTION: usize = 300;

/// Words in the classes of elements that hold pictures.
const PICTURES: [&str; 7] = ["image", "img", "photo", "photograph", "pic", "picture", "thumb"];

/// The mark that the words of `classes` make, the first that make one.
fn mark_of_classes(classes: &str, name: &str) -> Option<Mark> {
    if classes.len() > 400 {
        return None;
    }
    // An old host of blogs calls the whole blog a widget.
    if classes.split_ascii_whitespace().any(|class| class == "Blog") {
        return None;
    }
    let is_heading = matches!(name.as_bytes(), [b'h', b'1'..=b'6']);
    for class in classes.split_ascii_whitespace() {
        let Some(mark) = mark_of_class(class) else { continue };
        // "article-meta__author" is no date, though it stands by one.
        let mark = match class.split_once("__").filter(|_| matches!(mark, Mark::Byline | Mark::Date | Mark::Title)) {
            Some((_, part)) => mark_of_class(part).unwrap_or(mark),
            None => mark,
        };
        // A heading called so heads what is called so; it is no byline or date itself.
        if !is_heading || matches!(mark, Mark::Title | Mark::Deck | Mark::Promo) {
            return Some(mark);
        }
        return None;
    }
    None
}

/// The mark that the words of one class make.
fn mark_of_class(class: &str) -> Option<Mark> {
    let words = words_of(class);
    let mut parts: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    // "has-sidebar", "no-ads" and "category-podcast" speak of something that stands elsewhere, or of the topic.
    if parts.first().is_some_and(|first| ELSEWHERE.contains(first)) {
        return None;
    }
    // A builder of pages calls each of its pieces a widget.
    if parts.first() == Some(&"elementor") {
        parts.retain(|&part| part != "widget");
    }
    // "body__ad" is an ad, "ad-wrapper" too, but "related-content-body" is no more "body" than "related".
    parts.truncate(12);
    (0..parts.len()).find_map(|at| {
        let pair = parts.get(at + 1).and_then(|next| found(&PAIRS, &format!("{}-{next}", parts[at])));
        pair.or_else(|| found(&WORDS, parts[at]))
    })
}

/// How classes begin that say what an element is about, or what stands in it or beside it.
const ELSEWHERE: [&str; 12] =
    ["cat", "category", "format", "has", "is", "js", "no", "single", "tag", "type", "with", "without"];

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
