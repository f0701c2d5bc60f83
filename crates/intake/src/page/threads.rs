//! What readers wrote, where nothing but the way to answer it says so.

use std::collections::HashSet;

use super::blocks::{Block, Blocks};
use super::tree::{NodeId, ROOT, Tree};

/// The elements of readers' words: those of a make that each end in a way to answer. The first of them is what is answered
/// to where no other prose is on the page. `sums` tells the prose in each element.
pub(super) fn answers(tree: &Tree, page: &Blocks, sums: &[f64], title: Option<usize>) -> HashSet<NodeId> {
    let above = |node: NodeId| std::iter::successors(Some(node), |&node| tree.parent(node));
    let mut items: Vec<NodeId> = Vec::new();
    for block in page.blocks.iter().filter(|block| is_way_to_answer(block)).take(MOST) {
        if let Some(item) = above(block.node).take(6).find(|&node| sums[node as usize] >= LEAST)
            && !items.contains(&item)
        {
            items.push(item);
        }
    }
    let make = |node: NodeId| (tree.name(node), tree.attribute(node, "class"));
    let Some(of_first) = items.first().map(|&item| make(item)) else { return HashSet::new() };
    items.retain(|&item| make(item) == of_first && item != ROOT);
    if items.len() < 2 {
        return HashSet::new();
    }
    let mut all: HashSet<NodeId> = items.iter().copied().collect();
    if let Some(title) = title {
        above(page.blocks[title].node).for_each(|node| {
            all.remove(&node);
        });
    }
    let outer = items.iter().filter(|&&item| !above(item).skip(1).any(|node| all.contains(&node)));
    let n_within: f64 = outer.map(|&item| sums[item as usize]).sum();
    if sums[ROOT as usize] - n_within < LEAST {
        all.remove(&items[0]);
    }
    all
}

/// The bytes of prose of the shortest answer that is looked at, and of a report that is answered to.
const LEAST: f64 = 40.0;

/// The answers that are looked at.
const MOST: usize = 500;

fn is_way_to_answer(block: &Block) -> bool {
    block.text.len() <= 60
        && block
            .text
            .split(|letter: char| !letter.is_alphanumeric())
            .next()
            .is_some_and(|word| word.eq_ignore_ascii_case("reply"))
        && (block.is_link() || block.text.len() <= 5)
}
