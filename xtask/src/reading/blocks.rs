//! The blocks that two sequences share, as Python's `difflib.SequenceMatcher` finds them without junk.
//!
//! The longest common block is taken first (of equals the one that begins earliest in the first sequence, then in the
//! second), then the longest before it and the longest after it, and so on.

use std::{collections::BTreeMap, ops::Range};

/// A run that both sequences hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// Where it begins in the first.
    pub first: usize,
    /// Where it begins in the second.
    pub second: usize,
    /// How long it is.
    pub len: usize,
}

/// The shared blocks, in order. Blocks that touch are not joined.
pub fn matching_blocks(first: &[&str], second: &[&str]) -> Vec<Block> {
    let mut places = BTreeMap::<&str, Vec<usize>>::new();
    for (at, &word) in second.iter().enumerate() {
        places.entry(word).or_default().push(at);
    }
    let mut open = vec![(0..first.len(), 0..second.len())];
    let mut blocks = Vec::new();
    while let Some((a, b)) = open.pop() {
        let Some(block) = longest(first, &places, a.clone(), b.clone()) else { continue };
        blocks.push(block);
        open.push((a.start..block.first, b.start..block.second));
        open.push((block.first + block.len..a.end, block.second + block.len..b.end));
    }
    blocks.sort_unstable();
    blocks
}

/// The longest block within the two ranges. `places` tells where each word stands in the second sequence.
fn longest(first: &[&str], places: &BTreeMap<&str, Vec<usize>>, a: Range<usize>, b: Range<usize>) -> Option<Block> {
    let mut best = Block { first: a.start, second: b.start, len: 0 };
    // The length of the block that ends at the last word looked at and at each place of the second sequence.
    let mut ending = BTreeMap::<usize, usize>::new();
    for i in a {
        let mut next = BTreeMap::new();
        for &j in places.get(first[i]).map_or(&[][..], Vec::as_slice) {
            if !b.contains(&j) {
                continue;
            }
            let len = 1 + j.checked_sub(1).and_then(|before| ending.get(&before)).copied().unwrap_or(0);
            next.insert(j, len);
            if len > best.len {
                best = Block { first: i + 1 - len, second: j + 1 - len, len };
            }
        }
        ending = next;
    }
    (best.len > 0).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(first: &str, second: &str) -> Vec<(usize, usize, usize)> {
        let [first, second] = [first, second].map(|text| text.split("").filter(|c| !c.is_empty()).collect::<Vec<_>>());
        matching_blocks(&first, &second).into_iter().map(|block| (block.first, block.second, block.len)).collect()
    }

    // The expected blocks are those that Python 3.11 gives for these sequences.
    #[test]
    fn blocks_are_those_of_difflib() {
        assert_eq!(blocks("abxcd", "abcd"), [(0, 0, 2), (3, 2, 2)]);
        assert_eq!(blocks("qabxcd", "abycdf"), [(1, 0, 2), (4, 3, 2)]);
        assert_eq!(blocks("abab", "ab"), [(0, 0, 2)]);
        assert_eq!(blocks("ab", "abab"), [(0, 0, 2)]);
        assert_eq!(blocks("xaybz", "bxazy"), [(0, 1, 2), (2, 4, 1)]);
        let (first, second) = ("the cat the dog the", "a dog the cat");
        assert_eq!(blocks(first, second), [(5, 0, 1), (11, 1, 8)]);
        assert_eq!(blocks("", "abc"), []);
        assert_eq!(blocks("abc", "xyz"), []);
    }
}
