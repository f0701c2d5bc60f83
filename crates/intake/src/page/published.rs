//! When a report was first published, as its page tells it.

use jiff::civil::Date;

use super::blocks::{Block, Blocks};
use super::days::{Order, day_in, day_in_order, day_of_address};
use super::head::Head;
use super::header;
use super::marks::{Mark, words_of};
use super::region::Region;
use super::tree::{NodeId, ROOT, Tree};
use crate::furniture::dates;

/// The day of first publication: what the page's data say, the earlier where they contradict each other, unless the
/// page's address or a line that says "first published" names one before; else what the page shows.
pub(super) fn published(
    tree: &Tree,
    page: &Blocks,
    region: &Region,
    head: &Head,
    data: Option<Date>,
    url: Option<&str>,
) -> Option<Date> {
    let order = head.language.as_deref().map_or(Order::Unknown, Order::of_language);
    let told = head.all(PUBLISHED).find_map(day_in);
    let property = || {
        tree.within(ROOT)
            .filter(|&node| tree.attribute(node, "itemprop").is_some_and(|name| name.contains("datePublished")))
            .find_map(|node| day_of(tree, node, order))
    };
    let stated = [told, data].into_iter().flatten().min().or_else(property);
    let stated = [stated, stated.and_then(|_| said_first(page))].into_iter().flatten().min();
    let address = url.and_then(day_of_address);
    match (stated, address) {
        // A day apart is a matter of time zones; more is a report that was published again.
        (Some(stated), Some(address)) if (stated - address).get_days() > 1 => Some(address),
        (Some(stated), _) => Some(stated),
        (None, Some(address)) => Some(address),
        (None, None) => shown_day(tree, page, region, order)
            .or_else(|| {
                // Lines that are marked as days were looked at as elements, which say whether they tell of an update.
                let is_open = |line: &&Block| line.mark != Some(Mark::Date) && !is_update(tree, line.node);
                let lines = header::lines(page, region).into_iter().filter(is_open);
                lines.into_iter().find_map(|line| day_of_line(&line.text, order))
            })
            .or_else(|| head.all(WEAKLY_PUBLISHED).find_map(day_in)),
    }
}

/// The day of a line that says of itself that it tells of the first time.
fn said_first(page: &Blocks) -> Option<Date> {
    let says = |text: &str| {
        let lower = text.to_lowercase();
        text.len() <= 160 && FIRST_PUBLISHED.iter().any(|words| lower.contains(words))
    };
    page.blocks.iter().filter(|block| says(&block.text)).find_map(|block| dates::dated_line(&block.text)?.published)
}

/// The day in a line over a report; what it says of an update does not count.
fn day_of_line(line: &str, order: Order) -> Option<Date> {
    let lower = line.to_lowercase();
    let end = ["updated", "last updated", "modified", "last modified"].iter().filter_map(|word| lower.find(word)).min();
    day_in_order(&lower[..end.unwrap_or(lower.len())], order)
}

const FIRST_PUBLISHED: &[&str] = &["first published", "originally published", "first posted", "originally posted"];

fn day_of(tree: &Tree, node: NodeId, order: Order) -> Option<Date> {
    let is_short = tree.name(node) == Some("abbr");
    let said = ["datetime", "content", "title"].iter().filter(|name| is_short || **name != "title");
    said.filter_map(|name| tree.attribute(node, name)).find_map(day_in).or_else(|| {
        let words = tree.words_within(node);
        if words.len() <= 300 { day_in_order(&words, order) } else { None }
    })
}

/// Whether an element says that it tells of an update.
fn is_update(tree: &Tree, node: NodeId) -> bool {
    let said = ["class", "id", "itemprop"].iter().filter_map(|name| tree.attribute(node, name));
    said.map(words_of).any(|words| words.contains("modified") || words.contains("updat")) || {
        let words = tree.words_within(node).to_lowercase();
        let words = words.trim_start();
        ["updated", "last updated", "modified", "last modified"].iter().any(|start| words.starts_with(start))
            && !words.contains("published")
    }
}

/// The elements with a day that are looked at.
const MOST_DATED: usize = 300;

/// The first day that an element shows which says that it is a date, and neither one of an update nor of another report or
/// a comment. What stands in the page's frame comes last.
fn shown_day(tree: &Tree, page: &Blocks, region: &Region, order: Order) -> Option<Date> {
    let (marks, believed) = (&page.marks, &region.believed);
    let is_update = |node| is_update(tree, node);
    let is_dated = |node: NodeId| {
        let is_time = tree.name(node) == Some("time");
        (marks[node as usize] == Some(Mark::Date) || is_time)
            && (!is_time
                || tree.parent(node).is_none_or(|parent| !is_update(parent) || tree.words_within(parent).len() > 200))
    };
    let dated = tree.within(ROOT).filter(|&node| is_dated(node)).take(MOST_DATED);
    let own: Vec<NodeId> = dated
        .filter(|&node| tree.words_within(node).len() <= 300 && !is_update(node))
        .filter(|&node| !matches!(believed[node as usize], Some(Mark::Promo | Mark::Comment)))
        .collect();
    let says_so = |node: NodeId| {
        let classes = tree.attribute(node, "class").filter(|classes| classes.len() <= 400);
        tree.attribute(node, "pubdate").is_some()
            || classes.map(words_of).is_some_and(|words| words.contains("publish") || words.contains("pubdate"))
    };
    let in_frame = |node: NodeId| believed[node as usize] == Some(Mark::Frame);
    let (of_frame, of_page): (Vec<_>, Vec<_>) = own.into_iter().partition(|&node| in_frame(node));
    let (sure, others): (Vec<_>, Vec<_>) = of_page.into_iter().partition(|&node| says_so(node));
    [sure, others, of_frame].into_iter().flatten().find_map(|node| day_of(tree, node, order))
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article.published",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "ptime",
    "displaydate",
    "rnews:datepublished",
    "bt:pubdate",
];

/// Names that some pages give to the day of an update.
const WEAKLY_PUBLISHED: &[&str] =
    &["date", "dc.date", "dcterms.date", "article:created", "created", "creation_date", "og:pubdate", "timestamp"];
