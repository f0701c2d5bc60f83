//! What a page says of its report outside of the report's words.

use jiff::civil::Date;

use super::authors::{authors_in, says_by};
use super::blocks::Blocks;
use super::header;
use super::linked_data::{LinkedData, is_alike};
use super::marks::{Mark, words_of};
use super::published::published;
use super::region::Region;
use super::tree::{NodeId, ROOT, Tree};

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
    pub fn of(tree: &Tree, page: &Blocks, region: &Region, address: Option<&str>) -> Self {
        let marks = &page.marks;
        let head = Head::of(tree);
        let site = head.one(SITE_NAMES);
        let page_title = head.title.as_deref().map(|title| without_site(title, site.as_deref()));
        let shown = head.one(TITLES).map(|title| without_site(&title, site.as_deref()));
        let known: Vec<String> = shown.iter().chain(&page_title).cloned().collect();
        let title = heading(tree, marks, &known, site.as_deref());
        let titles: Vec<String> = title.iter().chain(&known).cloned().collect();
        let data = LinkedData::of(tree, &titles);
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
        let byline = byline(tree, page, region, &head, &data.authors, outlet.as_deref());
        Self {
            title: title
                .or(shown)
                .or(data.headline)
                .or(page_title)
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

/// The elements of a page that only describe it.
#[derive(Default)]
pub(super) struct Head {
    /// Names and values of `meta` elements, the names in small letters.
    metas: Vec<(String, String)>,
    title: Option<String>,
    canonical: Option<String>,
    /// The language that the page says it is in.
    pub language: Option<String>,
}

/// The `meta` elements that are kept of one page.
const MOST_METAS: usize = 500;

impl Head {
    fn of(tree: &Tree) -> Self {
        let mut head = Self::default();
        for node in tree.within(ROOT) {
            match tree.name(node) {
                Some("meta") if head.metas.len() < MOST_METAS => {
                    let name = ["property", "name", "itemprop"].iter().find_map(|key| tree.attribute(node, key));
                    let value = tree.attribute(node, "content").map(single).filter(|value| !value.is_empty());
                    if let (Some(name), Some(value)) = (name, value) {
                        head.metas.push((name.trim().to_ascii_lowercase(), value));
                    }
                }
                Some("html") if head.language.is_none() => {
                    head.language = tree.attribute(node, "lang").map(str::to_owned);
                }
                Some("title") if head.title.is_none() && !is_in_drawing(tree, node) => {
                    head.title = Some(single(&tree.words_within(node))).filter(|title| !title.is_empty());
                }
                Some("link") if head.canonical.is_none() && tree.attribute(node, "rel") == Some("canonical") => {
                    head.canonical = tree.attribute(node, "href").map(|href| href.trim().to_owned());
                }
                _ => {}
            }
        }
        head
    }

    /// The values of these elements, by name first.
    pub fn all(&self, names: &'static [&'static str]) -> impl Iterator<Item = &str> {
        names.iter().flat_map(move |name| {
            self.metas.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
        })
    }

    fn one(&self, names: &'static [&'static str]) -> Option<String> {
        self.all(names).next().map(str::to_owned)
    }
}

fn is_in_drawing(tree: &Tree, node: NodeId) -> bool {
    tree.parent(node)
        .and_then(|parent| tree.name(parent))
        .is_some_and(|name| name == "svg" || name == "symbol" || name == "g")
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
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / "] {
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

/// Who wrote the report: what data and head say; else what the page shows.
fn byline(
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
        let lines = header::lines(page, region).into_iter().map(|block| block.text.as_str());
        let signed = lines.filter(|line| says_by(line));
        signed.map(|line| authors_in(line, outlet)).find(|names| !names.is_empty()).unwrap_or_default()
    })
}

/// The words of elements whose class says that they hold an author's name, those that stand close to the first.
fn named(tree: &Tree, region: &Region) -> Vec<String> {
    let is_name = |node: NodeId| {
        tree.attribute(node, "class").is_some_and(|classes| {
            let words = words_of(classes);
            classes.len() <= 400 && NAMED.iter().any(|name| words.contains(name)) && !words.contains("comment")
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

const SITE_NAMES: &[&str] = &["og:site_name", "application-name", "al:android:app_name", "article:publisher_name"];

const OUTLETS: &[&str] = &["publisher", "dc.publisher", "dcterms.publisher", "copyright", "source"];

const TITLES: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "headline", "title"];

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
