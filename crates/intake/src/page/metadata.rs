//! What a page says of its report outside of the report's words.

use jiff::civil::Date;

use super::authors::{authors_in, says_by};
use super::blocks::Blocks;
use super::head::Head;
use super::header;
use super::linked_data::LinkedData;
use super::marks::{Mark, words_of};
use super::published::published;
use super::region::Region;
use super::titles::Titles;
use super::tree::{NodeId, ROOT, Tree};
use crate::furniture::{byline, dates, is_person};

/// What a page says of its report.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day of first publication.
    pub published: Option<Date>,
    /// Its own address.
    pub url: Option<String>,
    /// Its words as JSON-LD gives them.
    pub body: Option<String>,
}

impl Metadata {
    /// What the page says; `address` is where it came from, if that is known.
    pub fn of(tree: &Tree, page: &Blocks, region: &Region, titles: Titles, address: Option<&str>) -> Self {
        let data = LinkedData::of(tree, &titles.all());
        let Titles { head, site, heading, shown, of_page, .. } = titles;
        let url = head
            .canonical
            .clone()
            .filter(|url| is_address(url))
            .or_else(|| head.one(ADDRESSES).or_else(|| data.url.clone()).filter(|url| is_address(url)));
        let url = url.or_else(|| address.map(str::to_owned));
        let outlet = site
            .or(data.publisher)
            .or_else(|| head.one(OUTLETS))
            .filter(|name| name.len() <= 80 && !name.starts_with("http") && !name.starts_with('@'));
        let published = published(tree, page, region, &head, data.published, url.as_deref());
        let byline = authors(tree, page, region, &head, &data.authors, outlet.as_deref());
        Self {
            title: heading
                .or(shown)
                .or(data.headline)
                .or(of_page)
                .map(|title| single(&title))
                .filter(|title| !title.is_empty()),
            byline,
            outlet: outlet.map(|outlet| single(&outlet)).filter(|outlet| !outlet.is_empty()),
            published,
            url,
            body: data.body,
        }
    }
}

/// Who wrote the report: what data and head say; else what the page shows.
fn authors(
    tree: &Tree,
    page: &Blocks,
    region: &Region,
    head: &Head,
    data: &[String],
    outlet: Option<&str>,
) -> Vec<String> {
    let marks = &page.marks;
    let of_data = distinct(data.iter().map(String::as_str), outlet);
    if !of_data.is_empty() {
        return of_data;
    }
    let of_head = distinct(head.all(AUTHORS), outlet);
    if !of_head.is_empty() {
        return of_head;
    }
    let of_names = distinct(named(tree, region).iter().map(String::as_str), outlet);
    if !of_names.is_empty() {
        return of_names;
    }
    let is_author = |node: NodeId| {
        tree.attribute(node, "itemprop").is_some_and(|name| name.contains("author"))
            || tree.attribute(node, "rel").is_some_and(|rel| rel.split_ascii_whitespace().any(|word| word == "author"))
    };
    let stated: Vec<String> =
        tree.within(ROOT).filter(|&node| is_author(node)).take(10).map(|node| inner_name(tree, node)).collect();
    let shown = tree.within(ROOT).filter(|&node| marks[node as usize] == Some(Mark::Byline)).take(20);
    let shown: Vec<String> =
        shown.map(|node| single(&tree.words_within(node))).filter(|words| words.len() <= 160).collect();
    // A line that holds a name which is stated may hold others that are not.
    let whole = shown.iter().find(|line| stated.iter().any(|name| !name.is_empty() && line.contains(name.as_str())));
    let of_stated = distinct(stated.iter().map(String::as_str), outlet);
    let of_whole = whole.map(|line| authors_in(line, outlet)).unwrap_or_default();
    if of_whole.len() > of_stated.len() {
        return of_whole;
    }
    if !of_stated.is_empty() {
        return of_stated;
    }
    let of_shown = shown.iter().map(|line| authors_in(line, outlet)).find(|names| !names.is_empty());
    of_shown.unwrap_or_else(|| {
        let lines: Vec<&str> = header::lines(page, region).into_iter().map(|block| block.text.as_str()).collect();
        let signed = lines.iter().filter(|line| says_by(line));
        let of_signed = signed.map(|line| authors_in(line, outlet)).find(|names| !names.is_empty());
        of_signed.or_else(|| name_by_day_or_post(&lines, outlet)).unwrap_or_default()
    })
}

/// The name that stands by a day or a post in the lines over a report: "Nov 2, 2023 • Ana Bell", or "Ana Bell" over
/// "Shipping Correspondent".
fn name_by_day_or_post(lines: &[&str], outlet: Option<&str>) -> Option<Vec<String>> {
    let parts: Vec<&str> = lines.iter().flat_map(|line| line.split(['•', '|', '·', '—'])).map(str::trim).collect();
    let tells = |part: &&str| dates::dated_line(part).is_some() || byline::is_role(part) && !part.contains('.');
    let at = (0..parts.len()).find(|&at| {
        let beside = [at.checked_sub(1), Some(at + 1)];
        is_person(parts[at])
            && !byline::is_role(parts[at])
            && beside.iter().flatten().filter_map(|&at| parts.get(at)).any(tells)
    })?;
    Some(authors_in(parts[at], outlet)).filter(|names| !names.is_empty())
}

/// The words of elements whose class says that they hold an author's name, those that stand close to the first.
fn named(tree: &Tree, region: &Region) -> Vec<String> {
    let is_name = |node: NodeId| {
        tree.attribute(node, "class").is_some_and(|classes| {
            let words = words_of(classes);
            classes.len() <= 400
                && (NAMED.iter().any(|name| words.contains(name))
                    || classes.split_ascii_whitespace().any(|class| class == "fn"))
                && !words.contains("comment")
        })
    };
    let above = |node: NodeId| std::iter::successors(tree.parent(node), |&node| tree.parent(node));
    let is_others = |node: NodeId| matches!(region.believed[node as usize], Some(Mark::Promo | Mark::Comment));
    let mut nodes = tree.within(ROOT).filter(|&node| is_name(node)).take(20).filter(|&node| !is_others(node));
    let Some(first) = nodes.next() else { return Vec::new() };
    let near = above(first).nth(2).unwrap_or(ROOT);
    let rest = nodes.filter(|&node| above(node).any(|node| node == near));
    std::iter::once(first).chain(rest).map(|node| single(&tree.words_within(node))).collect()
}

/// Words of classes of elements with nothing in them but a name.
const NAMED: [&str; 4] = ["author-name", "authorname", "byline-name", "author-link"];

/// The authors that some lines name, each once.
fn distinct<'a>(lines: impl Iterator<Item = &'a str>, outlet: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in lines.flat_map(|line| authors_in(line, outlet)) {
        if names.len() < 20 && !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}

/// The name within an element that is about an author: what says that it is one, or all its words.
fn inner_name(tree: &Tree, node: NodeId) -> String {
    let named = tree.within(node).skip(1).find(|&inner| tree.attribute(inner, "itemprop") == Some("name"));
    let node = named.unwrap_or(node);
    match tree.attribute(node, "content") {
        Some(name) => single(name),
        None => single(&tree.words_within(node)),
    }
}

fn is_address(url: &str) -> bool {
    (url.starts_with("http://") || url.starts_with("https://"))
        && url.len() <= 2_000
        && !url.contains(char::is_whitespace)
}

/// The words with single spaces, as cleaning would write them.
pub(crate) fn single(text: &str) -> String {
    let lines = crate::characters::lines(text);
    lines.iter().map(|line| line.text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

const OUTLETS: &[&str] = &["publisher", "dc.publisher", "dcterms.publisher", "copyright", "source"];

const ADDRESSES: &[&str] = &["og:url", "twitter:url", "al:web:url", "parsely-link"];

const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "article.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "byline",
    "sailthru.author",
    "parsely-author",
    "og:author",
    "creator",
    "citation_author",
    "cxenseparse:author",
];
