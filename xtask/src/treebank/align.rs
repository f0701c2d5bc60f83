//! Which words of a parse stand for which words of a treebank.
//!
//! Words that are tokens stand for one another where their letters are the same. Around multiword tokens of either side,
//! the smallest stretch of letters that no multiword token sticks out of is taken, and the words within it are aligned
//! by a longest common subsequence of their forms.

use super::Word;

/// Pairs of indices, in order.
pub fn align(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while let (Some(gold_word), Some(system_word)) = (gold.get(g), system.get(s)) {
        if gold_word.multiword || system_word.multiword {
            let (from, to) = multiword_stretch(gold, system, (g, s));
            let (first, second) = (&gold[from.0..to.0], &system[from.1..to.1]);
            pairs.extend(common_forms(first, second).into_iter().map(|(a, b)| (from.0 + a, from.1 + b)));
            (g, s) = to;
        } else if gold_word.span == system_word.span {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if gold_word.span.start <= system_word.span.start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The words of either side that belong to the stretch around the multiword token at `(g, s)`: from and to, end exclusive.
fn multiword_stretch(
    gold: &[Word],
    system: &[Word],
    (mut g, mut s): (usize, usize),
) -> ((usize, usize), (usize, usize)) {
    // A word before the multiword token does not belong to its stretch.
    let mut end = if gold[g].multiword {
        if !system[s].multiword && system[s].span.start < gold[g].span.start {
            s += 1;
        }
        gold[g].span.end
    } else {
        if gold[g].span.start < system[s].span.start {
            g += 1;
        }
        system[s].span.end
    };
    let from = (g, s);
    while !is_beyond(gold.get(g), end) || !is_beyond(system.get(s), end) {
        let gold_is_next = match (gold.get(g), system.get(s)) {
            (Some(gold_word), Some(system_word)) => gold_word.span.start <= system_word.span.start,
            (gold_word, _) => gold_word.is_some(),
        };
        let (word, at) = if gold_is_next { (&gold[g], &mut g) } else { (&system[s], &mut s) };
        if word.multiword {
            end = end.max(word.span.end);
        }
        *at += 1;
    }
    (from, (g, s))
}

/// Whether a word lies beyond a stretch that ends at `end`. A plain word that sticks out of it does not belong to it.
fn is_beyond(word: Option<&Word>, end: usize) -> bool {
    word.is_none_or(|word| if word.multiword { word.span.start >= end } else { word.span.end > end })
}

/// A longest common subsequence of forms, the earliest pairs preferred.
fn common_forms(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let mut lengths = vec![vec![0usize; system.len() + 1]; gold.len() + 1];
    for g in (0..gold.len()).rev() {
        for s in (0..system.len()).rev() {
            let both = if gold[g].form == system[s].form { 1 + lengths[g + 1][s + 1] } else { 0 };
            lengths[g][s] = both.max(lengths[g + 1][s]).max(lengths[g][s + 1]);
        }
    }
    let (mut g, mut s, mut pairs) = (0, 0, Vec::new());
    while g < gold.len() && s < system.len() {
        if gold[g].form == system[s].form {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if lengths[g][s] == lengths[g + 1][s] {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}
