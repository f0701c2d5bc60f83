//! What becomes of each block of a report's part of the page.

use std::collections::HashSet;

use record::RemovedKind;

use super::blocks::{Block, Blocks, Shape};
use super::invitations::invitations;
use super::marks::Mark;
use super::others;
use super::region::{Region, has_sentence, prose};
use super::tree::{NodeId, Tree};
use crate::furniture::{byline, dates, notice, title};

/// What becomes of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is part of the report.
    Body,
    /// It says what the title says.
    Title,
    /// It is taken out, and told.
    Removed(RemovedKind),
    /// It says who wrote the report or when, and is taken out.
    Header(Mark),
    /// It is none of the report's: what readers wrote.
    Foreign,
}

/// The fates of the region's blocks.
pub(crate) fn fates(tree: &Tree, page: &Blocks, region: &Region, report_title: Option<&str>) -> Vec<Fate> {
    let blocks: Vec<&Block> = region.blocks.iter().map(|&at| &page.blocks[at]).collect();
    let mut fates: Vec<Fate> =
        region.blocks.iter().map(|&at| fate(&page.blocks[at], region.marks[at], report_title)).collect();
    headings_called_otherwise(&blocks, &mut fates, report_title);
    link_lists(tree, &blocks, &mut fates);
    others::other_articles(tree, &blocks, &mut fates);
    others::other_units(tree, &blocks, &mut fates);
    others::teasers(tree, &blocks, &mut fates);
    over_the_title(tree, &blocks, &mut fates);
    invitations(tree, &blocks, &mut fates);
    headings_of_what_went(&blocks, &mut fates);
    under_the_report(&blocks, &mut fates);
    repeated(&blocks, &mut fates);
    lone_headings(&blocks, &mut fates);
    short_ends(&blocks, &mut fates);
    fates
}

fn fate(block: &Block, mark: Option<Mark>, report_title: Option<&str>) -> Fate {
    let text = block.text.as_str();
    if report_title.is_some_and(|known| title::is_same(text, known)) {
        return Fate::Title;
    }
    match mark {
        // A lower heading that is called a headline, and does not say what the title says, heads a part of the report.
        Some(Mark::Title) if block.shape == Shape::Heading(1) => return Fate::Title,
        Some(Mark::Title) if report_title.is_some() && matches!(block.shape, Shape::Heading(_)) => {}
        Some(Mark::Title) if !has_sentence(text) => return Fate::Title,
        Some(Mark::Title) | None => {}
        Some(Mark::Deck) => return Fate::Removed(RemovedKind::Deck),
        Some(mark @ (Mark::Byline | Mark::Date)) => return Fate::Header(mark),
        Some(Mark::Caption) => return Fate::Removed(RemovedKind::Caption),
        Some(Mark::Promo) => return Fate::Removed(RemovedKind::Promo),
        Some(Mark::Frame | Mark::Consent | Mark::Unseen) => return Fate::Removed(RemovedKind::Boilerplate),
        Some(Mark::Comment) => return Fate::Foreign,
    }
    // Stars and strokes part what is above from what is below.
    if !text.contains(char::is_alphanumeric) {
        return Fate::Removed(RemovedKind::Boilerplate);
    }
    if block.is_link() && !(text.len() > 160 && has_sentence(text)) {
        return Fate::Removed(RemovedKind::Promo);
    }
    let is_prose = prose(block) > 0.0;
    match block.shape {
        Shape::Paragraph | Shape::Heading(_) | Shape::Item => Fate::Body,
        Shape::Cell | Shape::Other if is_prose => Fate::Body,
        // Cells of a table and short lines are judged by what they stand among.
        Shape::Cell | Shape::Other if block.n_linked == 0 => Fate::Body,
        Shape::Other if has_sentence(text) && block.n_linked * 3 < text.len() * 2 => Fate::Body,
        _ => Fate::Removed(RemovedKind::Boilerplate),
    }
}

/// A heading within the report heads what follows, also where its page calls it a subtitle or gives it the rank of a title.
fn headings_called_otherwise(blocks: &[&Block], fates: &mut [Fate], report_title: Option<&str>) {
    let is_prose = |(fate, block): (&Fate, &&Block)| *fate == Fate::Body && prose(block) > 0.0;
    let Some(first) = fates.iter().zip(blocks).position(is_prose) else { return };
    for (fate, block) in fates.iter_mut().zip(blocks).skip(first) {
        let is_other = *fate == Fate::Removed(RemovedKind::Deck)
            || *fate == Fate::Title && report_title.is_some_and(|known| !title::is_same(&block.text, known));
        if is_other && matches!(block.shape, Shape::Heading(_)) && !block.is_link() {
            *fate = Fate::Body;
        }
    }
}

/// A list whose items are mostly links leads elsewhere.
fn link_lists(tree: &Tree, blocks: &[&Block], fates: &mut [Fate]) {
    let list_of = |block: &Block| {
        let mut node = block.node;
        (0..4).find_map(|_| {
            node = tree.parent(node)?;
            tree.name(node).is_some_and(|name| matches!(name, "ul" | "ol")).then_some(node)
        })
    };
    let mut from = 0;
    while from < blocks.len() {
        let list = (blocks[from].shape == Shape::Item).then(|| list_of(blocks[from])).flatten();
        let mut to = from + 1;
        while list.is_some() && to < blocks.len() && blocks[to].shape == Shape::Item && list_of(blocks[to]) == list {
            to += 1;
        }
        if list.is_some() {
            let n_linked: usize = blocks[from..to].iter().map(|block| block.n_linked).sum();
            let n_bytes: usize = blocks[from..to].iter().map(|block| block.text.len()).sum();
            let is_short = blocks[from..to].iter().all(|block| block.text.len() < 25);
            // What a report lists may be short; what a page does has links, or stands over or under all prose.
            let is_among = |some: &[&Block]| some.iter().any(|block| prose(block) >= 60.0);
            let is_pages = n_linked > 0 || !(is_among(&blocks[..from]) && is_among(&blocks[to..]));
            if n_linked * 2 > n_bytes || (is_short && to - from > 3 && is_pages) {
                for fate in &mut fates[from..to] {
                    if *fate == Fate::Body {
                        *fate = Fate::Removed(RemovedKind::Promo);
                    }
                }
            }
        }
        from = to;
    }
}

/// What stands over the title, and between title and body without being a sentence, is the page's.
fn over_the_title(tree: &Tree, blocks: &[&Block], fates: &mut [Fate]) {
    let title = fates.iter().position(|&fate| fate == Fate::Title);
    let is_prose = |at: &usize| fates[*at] == Fate::Body && prose(blocks[*at]) >= 60.0;
    let Some(first) = (0..blocks.len()).find(is_prose) else { return };
    if let Some(title) = title.filter(|&title| title < first) {
        for fate in fates[..title].iter_mut().filter(|fate| **fate == Fate::Body) {
            *fate = Fate::Removed(RemovedKind::Boilerplate);
        }
    }
    for at in 0..first {
        let is_heading = matches!(blocks[at].shape, Shape::Heading(_));
        if is_heading
            && (heads_entry(tree, blocks[at].node, blocks[first].node) || is_one_of_several(tree, blocks, at, fates))
        {
            continue;
        }
        // Lines that say when or by whom are read by cleaning.
        let says = dates::dated_line(&blocks[at].text).is_some() || byline::signed(&blocks[at].text).is_some();
        if fates[at] == Fate::Body
            && !says
            && !has_sentence(&blocks[at].text)
            && (is_heading || blocks[at].text.len() < 40)
        {
            fates[at] = Fate::Removed(if is_heading { RemovedKind::Deck } else { RemovedKind::Boilerplate });
        }
    }
}

/// Whether headings of the same rank and make stand further down in the same element, each over words of its own.
fn is_one_of_several(tree: &Tree, blocks: &[&Block], at: usize, fates: &[Fate]) -> bool {
    let is_alike = |other: usize| {
        blocks[other].shape == blocks[at].shape
            && tree.parent(blocks[other].node) == tree.parent(blocks[at].node)
            && tree.attribute(blocks[other].node, "class") == tree.attribute(blocks[at].node, "class")
    };
    let is_prose = |other: usize| fates[other] == Fate::Body && prose(blocks[other]) > 0.0;
    let is_prose_soon = |at: usize| (at + 1..blocks.len()).take(3).any(is_prose);
    blocks[at].shape != Shape::Heading(1)
        && is_prose_soon(at)
        && (at + 1..blocks.len().saturating_sub(1))
            .any(|other| fates[other] == Fate::Body && is_alike(other) && is_prose(other - 1) && is_prose(other + 1))
}

/// Whether a heading stands with the first prose in an element that has another of its make beside it: it heads one of
/// several entries, and is no deck.
fn heads_entry(tree: &Tree, heading: NodeId, prose: NodeId) -> bool {
    let above = |node: NodeId| std::iter::successors(tree.parent(node), |&node| tree.parent(node)).take(4);
    let Some(entry) = above(heading).find(|node| above(prose).any(|other| other == *node)) else { return false };
    let class = tree.attribute(entry, "class");
    let mut next = std::iter::successors(tree.next_sibling(entry), |&node| tree.next_sibling(node)).take(20);
    class.is_some()
        && next.any(|node| tree.name(node) == tree.name(entry) && tree.attribute(node, "class") == class)
        && tree.within(entry).filter(|&node| tree.name(node) == Some("h1")).count() == 0
}

/// What follows a line that ends reports ("Related stories", "About the author") goes with it, unless too much of the
/// report would go too: such lines stand in the midst of reports as well.
fn under_the_report(blocks: &[&Block], fates: &mut [Fate]) {
    let worth = |at: usize| if fates[at] == Fate::Body { prose(blocks[at]).max(0.0) } else { 0.0 };
    let total: f64 = (0..blocks.len()).map(worth).sum();
    let mut left = 0.0;
    let mut end = None;
    for at in (0..blocks.len()).rev() {
        left += worth(at);
        if left > 0.3 * total {
            break;
        }
        if is_end(blocks[at], left <= 0.1 * total) {
            end = Some(at);
        }
    }
    if let Some(end) = end {
        for fate in fates[end..].iter_mut().filter(|fate| **fate == Fate::Body) {
            *fate = Fate::Removed(RemovedKind::Promo);
        }
    }
}

/// What is no sentence and stands after the last one is the page's.
fn short_ends(blocks: &[&Block], fates: &mut [Fate]) {
    let is_sentence = |at: &usize| fates[*at] == Fate::Body && has_sentence(&blocks[*at].text);
    let Some(last) = (0..blocks.len()).rev().find(is_sentence) else { return };
    for at in last + 1..blocks.len() {
        if fates[at] == Fate::Body && matches!(blocks[at].shape, Shape::Other | Shape::Cell) {
            fates[at] = Fate::Removed(RemovedKind::Boilerplate);
        }
    }
}

fn is_end(block: &Block, is_little_left: bool) -> bool {
    block.text.len() <= 60 && {
        let lower = block.text.to_lowercase().replace('’', "'");
        let plain = lower.trim_matches(|letter: char| !letter.is_alphanumeric());
        let leads_on = || {
            ENDS_BEGIN.iter().any(|start| plain.starts_with(start)) && !has_sentence(&block.text)
                || notice::heads_others(plain)
        };
        ENDS.contains(&plain) || is_little_left && leads_on()
    }
}

/// A paragraph that stands twice is furniture the second time. Short ones may well come again: questions, refrains.
fn repeated(blocks: &[&Block], fates: &mut [Fate]) {
    let mut seen = HashSet::new();
    for (block, fate) in blocks.iter().zip(fates) {
        if *fate == Fate::Body && block.text.len() >= 200 && !seen.insert(block.text.as_str()) {
            *fate = Fate::Removed(RemovedKind::Boilerplate);
        }
    }
}

/// A heading whose words all went goes with them.
fn headings_of_what_went(blocks: &[&Block], fates: &mut [Fate]) {
    let rank = |at: usize| match blocks[at].shape {
        Shape::Heading(rank) => Some(rank),
        _ => None,
    };
    for at in 0..blocks.len() {
        let Some(own) = rank(at).filter(|_| fates[at] == Fate::Body) else { continue };
        let next = (at + 1..blocks.len()).find(|&next| fates[next] == Fate::Body);
        let is_headed = next.is_some_and(|next| next > at + 1 && rank(next).is_some_and(|rank| rank <= own));
        if is_headed && matches!(fates[at + 1], Fate::Removed(RemovedKind::Promo | RemovedKind::Boilerplate)) {
            fates[at] = Fate::Removed(RemovedKind::Boilerplate);
        }
    }
}

/// A heading that heads nothing of the report goes.
fn lone_headings(blocks: &[&Block], fates: &mut [Fate]) {
    let mut is_followed = false;
    for at in (0..blocks.len()).rev() {
        if fates[at] != Fate::Body {
            continue;
        }
        match blocks[at].shape {
            Shape::Heading(_) if !is_followed => fates[at] = Fate::Removed(RemovedKind::Boilerplate),
            Shape::Heading(_) => {}
            _ => is_followed = true,
        }
    }
}

const ENDS: &[&str] = &[
    "about the author",
    "about the authors",
    "about this article",
    "about us",
    "add a comment",
    "also in the news",
    "comments",
    "filed under",
    "follow us",
    "in other news",
    "in this story",
    "latest news",
    "latest stories",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "share this article",
    "share this story",
    "tags",
    "top stories",
    "topics",
    "trending",
    "what to read next",
];

const ENDS_BEGIN: &[&str] = &[
    "tags:",
    "topics:",
    "filed under:",
    "categories:",
    "more on ",
    "more from ",
    "more in ",
    "also read",
    "read next",
    "up next",
];
