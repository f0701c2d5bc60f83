//! What a page calls its report.

use super::blocks::{Blocks, Shape};
use super::head::Head;
use super::linked_data::is_alike;
use super::marks::Mark;
use super::metadata::single;
use super::tree::{NodeId, ROOT, Tree};
use crate::furniture::title;

/// The titles of a report, as the page's head and its headings give them.
pub(crate) struct Titles {
    /// What describes the page.
    pub head: Head,
    /// The name of the site.
    pub site: Option<String>,
    /// What the page shows as the heading of the report.
    pub heading: Option<String>,
    /// The title for those who share the page.
    pub shown: Option<String>,
    /// The title of the page, without the name of the site.
    pub of_page: Option<String>,
    /// The block that shows the title.
    pub block: Option<usize>,
}

impl Titles {
    /// The titles on a page.
    pub fn of(tree: &Tree, page: &Blocks) -> Self {
        let head = Head::of(tree);
        let site = head.one(SITE_NAMES);
        let of_page = head.title.as_deref().map(|title| without_site(title, site.as_deref()));
        let shown = head.one(TITLES).map(|title| without_site(&title, site.as_deref()));
        let known: Vec<String> = shown.iter().chain(&of_page).cloned().collect();
        let heading = heading(tree, &page.marks, &known, site.as_deref())
            .or_else(|| part_shown(page, head.title.as_deref().filter(|_| shown.is_none())?));
        let block = heading.iter().chain(&known).find_map(|title| block_of(page, title));
        Self { head, site, heading, shown, of_page, block }
    }

    /// All of them, the shown heading first.
    pub fn all(&self) -> Vec<String> {
        self.heading.iter().chain(&self.shown).chain(&self.of_page).cloned().collect()
    }
}

/// The block that shows a title: a heading, if one does, the highest first.
fn block_of(page: &Blocks, title: &str) -> Option<usize> {
    let showing = page.blocks.iter().enumerate().filter(|(_, block)| title::is_same(&block.text, title));
    let rank = |shape| match shape {
        Shape::Heading(rank) => rank,
        _ => 9,
    };
    showing
        .filter(|(_, block)| block.shape != Shape::Item)
        .min_by_key(|(at, block)| (rank(block.shape), *at))
        .map(|(at, _)| at)
}

/// The part of the page's title that it shows as words of their own, where names of sites and sections stand before or
/// behind it.
fn part_shown(page: &Blocks, of_page: &str) -> Option<String> {
    let mut parts = vec![of_page];
    for mark in MARKS.into_iter().chain([": "]) {
        parts = parts.into_iter().flat_map(|part| part.split(mark)).collect();
    }
    let is_shown = |part: &&str| {
        part.split(' ').count() >= 3
            && page.blocks.iter().any(|block| title::is_same(&block.text, part) && !block.is_link())
    };
    if parts.len() < 2 {
        return None;
    }
    parts.into_iter().map(str::trim).filter(is_shown).max_by_key(|part| part.len()).map(str::to_owned)
}

/// The heading that the page shows for the report: the first `h1` that is like a title that its head gives; else the
/// only one.
fn heading(tree: &Tree, marks: &[Option<Mark>], known: &[String], site: Option<&str>) -> Option<String> {
    let texts = |name: &'static str| {
        tree.within(ROOT)
            .filter(move |&node| tree.name(node) == Some(name) && marks[node as usize] != Some(Mark::Unseen))
            .map(|node| single(&own_words(tree, marks, node)))
            .filter(|text| {
                text.len() >= 8 && text.len() <= 400 && site.is_none_or(|site| !text.eq_ignore_ascii_case(site))
            })
            .take(20)
    };
    // A short heading may be all that stands in the title behind the name of the site: "Net menders: Third Sunday".
    let ends = |title: &str, text: &str| {
        title
            .strip_suffix(text)
            .is_some_and(|before| [": ", "- ", "– ", "| ", "» "].iter().any(|mark| before.ends_with(mark)))
    };
    let is_known = |text: &String| known.iter().any(|title| is_alike(title, text) || ends(title, text));
    if let Some(heading) = texts("h1").find(is_known).or_else(|| texts("h2").chain(texts("h3")).find(is_known)) {
        return Some(heading);
    }
    let headings: Vec<String> = texts("h1").collect();
    match &headings[..] {
        [only] if known.is_empty() || only.split(' ').count() >= 4 => Some(only.clone()),
        _ => None,
    }
}

/// The words of a heading without what says within it that it is of the page's frame: the section over a title.
fn own_words(tree: &Tree, marks: &[Option<Mark>], heading: NodeId) -> String {
    let is_foreign = |node: NodeId| matches!(marks[node as usize], Some(Mark::Frame | Mark::Unseen));
    let mut words = String::new();
    let mut at = Some(heading);
    while let Some(node) = at {
        if let Some(text) = tree.text(node) {
            words.push_str(text);
            words.push(' ');
        }
        let within = tree.first_child(node).filter(|_| node == heading || !is_foreign(node));
        at = within.or_else(|| tree.after(node, heading));
    }
    if words.trim().is_empty() { tree.words_within(heading) } else { words }
}

/// A title without the name of the site behind it or before it.
pub(crate) fn without_site(title: &str, site: Option<&str>) -> String {
    let title = single(title);
    for mark in MARKS {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let is_site = site.is_some_and(|site| tail.eq_ignore_ascii_case(site));
            let n_words = |text: &str| text.split(' ').count();
            if is_site || mark == " | " && n_words(head) >= 3 || n_words(head) >= 4 && n_words(tail) <= 4 {
                // What is before may carry a section too: "Ferry sinks | World | The Post".
                return if mark == " | " { without_site(head, site) } else { head.to_owned() };
            }
            if let Some((first, rest)) = title.split_once(mark)
                && site.is_some_and(|site| first.eq_ignore_ascii_case(site))
            {
                return rest.to_owned();
            }
        }
    }
    title
}

/// What parts a title from the names of sites and sections.
const MARKS: [&str; 10] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / "];

const SITE_NAMES: &[&str] = &["og:site_name", "application-name", "al:android:app_name", "article:publisher_name"];

const TITLES: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "headline", "title"];
