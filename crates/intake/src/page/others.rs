//! Other reports on a report's page.

use std::collections::HashSet;

use record::RemovedKind;

use super::blocks::{Block, Shape};
use super::fates::Fate;
use super::region::prose;
use super::tree::{NodeId, Tree};

/// An `article` that is not the one with the title, or the most prose where none has it, is another report.
pub(super) fn other_articles(tree: &Tree, blocks: &[&Block], fates: &mut [Fate]) {
    let article_of = |block: &Block| {
        let mut node = Some(block.node);
        while let Some(at) = node.filter(|&at| tree.name(at) != Some("article")) {
            node = tree.parent(at);
        }
        node
    };
    let articles: Vec<Option<NodeId>> = blocks.iter().map(|block| article_of(block)).collect();
    let mut worths: Vec<(NodeId, f64)> = Vec::new();
    for ((block, article), _) in blocks.iter().zip(&articles).zip(&*fates).filter(|(_, fate)| **fate == Fate::Body) {
        let Some(article) = *article else { continue };
        match worths.iter().position(|&(known, _)| known == article) {
            Some(at) => worths[at].1 += prose(block),
            // A page of a thousand articles is a list.
            None if worths.len() < 1_000 => worths.push((article, prose(block))),
            None => {}
        }
    }
    let titled = fates.iter().position(|&fate| fate == Fate::Title).and_then(|at| articles[at]);
    let worth_of =
        |article: NodeId| worths.iter().find(|(known, _)| *known == article).map_or(0.0, |&(_, worth)| worth);
    let most = worths.iter().max_by(|one, other| one.1.total_cmp(&other.1)).map(|&(article, _)| article);
    // A title may stand in an article of its own, without the words.
    let own = titled.filter(|&titled| worth_of(titled) >= LITTLE).or(most);
    let Some(own) = own else { return };
    let is_outside: f64 = (0..blocks.len())
        .filter(|&at| fates[at] == Fate::Body && articles[at].is_none())
        .map(|at| prose(blocks[at]))
        .sum();
    if is_outside > worth_of(own) {
        return;
    }
    // Articles beside one another that are made alike, none of them under the title, are the entries of one report.
    let make = |article: NodeId| (tree.parent(article), tree.attribute(article, "class"));
    let is_entry = |article: NodeId| titled.is_none() && make(article) == make(own);
    let starts_other = |at: usize| articles[at].is_some_and(|article| article != own && !is_entry(article));
    for at in (0..blocks.len()).filter(|&at| starts_other(at)) {
        let is_headed = || {
            (0..blocks.len())
                .any(|other| articles[other] == articles[at] && matches!(blocks[other].shape, Shape::Heading(_)))
        };
        if fates[at] == Fate::Body && (titled == Some(own) || is_headed()) {
            fates[at] = Fate::Removed(RemovedKind::Promo);
        }
    }
}

/// Where pages go on without end, each report stands in a unit of one make under a heading of the first rank: units after the
/// one with the title are other reports.
pub(super) fn other_units(tree: &Tree, blocks: &[&Block], fates: &mut [Fate]) {
    let Some(title) = fates.iter().position(|fate| *fate == Fate::Title) else { return };
    let (own, rank) = (blocks[title], blocks[title].shape);
    let heads_unit = |block: &Block| {
        block.shape == rank
            && (rank == Shape::Heading(1) || matches!(rank, Shape::Heading(_)) && own.is_link() && block.is_link())
    };
    let above_title: Vec<NodeId> = above(tree, own.node).collect();
    let mut n_units = 0;
    for at in title + 1..blocks.len() {
        if n_units == MOST_UNITS {
            return;
        }
        if !heads_unit(blocks[at]) || blocks[at].text == own.text {
            continue;
        }
        let unit = above(tree, blocks[at].node).take(8).find(|&node| {
            tree.attribute(node, "class").is_some()
                && above_title.iter().any(|&titled| titled != node && is_beside(tree, titled, node))
        });
        let Some(unit) = unit else { continue };
        n_units += 1;
        let nodes: HashSet<NodeId> = tree.within(unit).collect();
        for other in at..blocks.len() {
            if nodes.contains(&blocks[other].node) && fates[other] == Fate::Body {
                fates[other] = Fate::Removed(RemovedKind::Promo);
            }
        }
    }
}

/// The reports that one page may go on to.
const MOST_UNITS: usize = 50;

/// Under a report, elements of one make that begin with a link and tell a little lead elsewhere.
pub(super) fn teasers(tree: &Tree, blocks: &[&Block], fates: &mut [Fate]) {
    let worth = |at: usize, fates: &[Fate]| if fates[at] == Fate::Body { prose(blocks[at]).max(0.0) } else { 0.0 };
    let total: f64 = (0..blocks.len()).map(|at| worth(at, fates)).sum();
    // From the end upwards: a run of teasers, with nothing of the report below.
    let mut n_told = 0.0;
    let mut gone: Vec<usize> = Vec::new();
    let mut at = blocks.len();
    while at > 0 {
        at -= 1;
        if worth(at, fates) == 0.0 {
            continue;
        }
        let Some(item) = teaser_of(tree, blocks, at) else { break };
        let from = item.first().copied().unwrap_or(at);
        n_told += item.iter().map(|&at| worth(at, fates)).sum::<f64>();
        gone.extend(item);
        at = from;
    }
    if n_told <= 0.5 * total {
        gone.into_iter().filter(|&at| fates[at] == Fate::Body).collect::<Vec<_>>().into_iter().for_each(|at| {
            fates[at] = Fate::Removed(RemovedKind::Promo);
        });
    }
}

/// The blocks of the teaser that a block stands in, if it is one of several.
fn teaser_of(tree: &Tree, blocks: &[&Block], at: usize) -> Option<Vec<usize>> {
    above(tree, blocks[at].node).take(4).find_map(|node| {
        let nodes: HashSet<NodeId> = tree.within(node).take(200).collect();
        let from = (0..=at).rev().take(8).take_while(|&at| nodes.contains(&blocks[at].node)).last()?;
        let inside: Vec<usize> =
            (from..blocks.len()).take(8).take_while(|&at| nodes.contains(&blocks[at].node)).collect();
        let n_bytes: usize = inside.iter().map(|&at| blocks[at].text.len()).sum();
        let is_teaser = inside.len() >= 2 && blocks[inside[0]].is_link() && n_bytes <= LONGEST_TEASER;
        let mut siblings = tree.parent(node).into_iter().flat_map(|parent| children(tree, parent).take(50));
        let class = tree.attribute(node, "class");
        let is_alike = |other: NodeId| {
            other != node && tree.name(other) == tree.name(node) && tree.attribute(other, "class") == class
        };
        (is_teaser && siblings.any(is_alike)).then_some(inside)
    })
}

/// The bytes of a link and what it leads to.
const LONGEST_TEASER: usize = 400;

/// Whether two elements of one make stand in the same one.
fn is_beside(tree: &Tree, one: NodeId, other: NodeId) -> bool {
    tree.parent(one) == tree.parent(other)
        && tree.name(one) == tree.name(other)
        && tree.attribute(one, "class") == tree.attribute(other, "class")
}

fn above(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(Some(node), |&node| tree.parent(node))
}

fn children(tree: &Tree, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    std::iter::successors(tree.first_child(node), |&child| tree.next_sibling(child))
}

/// The bytes of prose below which an article holds no report.
const LITTLE: f64 = 200.0;
