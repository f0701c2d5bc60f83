//! What asks for money, a name or an address before a page is read on, or while it is.

use std::collections::HashSet;

use record::RemovedKind;

use super::blocks::Block;
use super::fates::Fate;
use super::region::prose;
use super::tree::{NodeId, Tree};

/// Takes out what stands in one element with words that invite, as long as that is less than the rest; of letters that are
/// offered, as long as it is a few lines.
pub(super) fn invitations(tree: &Tree, blocks: &[&Block], fates: &mut [Fate]) {
    let total: f64 =
        blocks.iter().zip(&*fates).filter(|(_, fate)| **fate == Fate::Body).map(|(block, _)| prose(block)).sum();
    let mut n_looks = 0;
    for at in 0..blocks.len() {
        let lower = blocks[at].text.to_lowercase().replace('’', "'");
        if lower.len() > 120 || fates[at] != Fate::Body {
            continue;
        }
        let is_wall = WALLS.iter().any(|words| lower.contains(words));
        if !is_wall && !LETTERS.iter().any(|words| lower.contains(words)) {
            continue;
        }
        n_looks += 1;
        if n_looks > MOST_LOOKS {
            return;
        }
        let Some(around) = tree.parent(blocks[at].node) else { continue };
        let nodes: HashSet<NodeId> = tree.within(around).collect();
        let within = |at: &usize| nodes.contains(&blocks[*at].node) && fates[*at] == Fate::Body;
        let inside: Vec<usize> = (0..blocks.len()).filter(within).collect();
        let n_prose = inside.iter().map(|&at| prose(blocks[at])).sum::<f64>();
        let n_bytes: usize = inside.iter().map(|&at| blocks[at].text.len()).sum();
        if n_prose <= 0.5 * total && (is_wall || n_bytes <= LONGEST_LETTER) {
            inside.into_iter().for_each(|at| fates[at] = Fate::Removed(RemovedKind::Promo));
        }
    }
}

/// The lines that are looked around at.
const MOST_LOOKS: usize = 50;

/// The bytes of an offer to send letters: a heading and two or three sentences.
const LONGEST_LETTER: usize = 350;

/// What stands on a wall.
const WALLS: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "sign in to continue",
    "sign in to read",
    "log in to continue",
    "log in to read",
    "register to continue",
    "register to read",
    "to continue reading",
    "to keep reading",
    "to read the full",
    "already a subscriber",
    "already have an account",
    "this article is for subscribers",
    "this content is for subscribers",
    "exclusive to subscribers",
    "for subscribers only",
    "subscriber-only",
    "read on with a subscription",
    "your free articles",
    "free articles this month",
    "free articles remaining",
    "article limit",
    "unlimited access",
    "unlimited digital access",
];

/// What offers letters say.
const LETTERS: &[&str] = &[
    "by signing up, you",
    "by signing up you",
    "by subscribing, you",
    "by subscribing you",
    "to your inbox",
    "in your inbox",
    "unsubscribe at any time",
    "unsubscribe anytime",
    "enter your email",
    "your email address",
];
