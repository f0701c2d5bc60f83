//! Trees: for every token the head that makes the best whole.

/// The best tree over `n` tokens. `scores[d * (n + 1) + h]` tells how well token `d` (from 0) hangs from `h`, where 0 is
/// the root and `h` token `h - 1`. Gives each token's head in that count; exactly one token hangs from the root.
pub(crate) fn best_tree(scores: &[f32], n: usize) -> Vec<usize> {
    let width = n + 1;
    let greedy: Vec<usize> = (0..n)
        .map(|d| {
            (0..width).filter(|&h| h != d + 1).fold(usize::MAX, |best, h| pick(best, h, |h| scores[d * width + h]))
        })
        .collect();
    if is_tree(&greedy) {
        return greedy;
    }
    // One root: every token is tried as the only one that hangs from it, the likeliest first; a later one can only win
    // where its own arc makes up for the rest, so a few tries are enough.
    let mut roots: Vec<usize> = (0..n).collect();
    roots.sort_by(|&a, &b| scores[b * width].total_cmp(&scores[a * width]).then(a.cmp(&b)));
    let mut best: Option<(f64, Vec<usize>)> = None;
    for &root in roots.iter().take(6) {
        let allowed = |d: usize, h: usize| {
            if h == 0 {
                if d == root { 0.0 } else { f64::NEG_INFINITY }
            } else if d == root || h == d + 1 {
                f64::NEG_INFINITY
            } else {
                f64::from(scores[d * width + h])
            }
        };
        let heads = spanning_tree(n, allowed);
        let sum: f64 = (0..n).map(|d| f64::from(scores[d * width + heads[d]])).sum();
        if best.as_ref().is_none_or(|(most, _)| sum > *most) {
            best = Some((sum, heads));
        }
    }
    best.map(|(_, heads)| heads).unwrap_or_default()
}

fn pick(best: usize, h: usize, score: impl Fn(usize) -> f32) -> usize {
    if best == usize::MAX || score(h) > score(best) { h } else { best }
}

/// Whether one token hangs from the root and all others from it in the end.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    let mut reaches = vec![false; heads.len() + 1];
    reaches[0] = true;
    for start in 1..=heads.len() {
        let (mut at, mut path) = (start, Vec::new());
        while !reaches[at] {
            if path.len() > heads.len() {
                return false;
            }
            path.push(at);
            at = heads[at - 1];
        }
        path.into_iter().for_each(|node| reaches[node] = true);
    }
    true
}

/// Chu and Liu's and Edmonds' algorithm: the spanning tree of the greatest sum, rooted at 0.
fn spanning_tree(n: usize, score: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let nodes = n + 1;
    let weight: Vec<Vec<f64>> = (0..nodes)
        .map(|d| (0..nodes).map(|h| if d == 0 || h == d { f64::NEG_INFINITY } else { score(d - 1, h) }).collect())
        .collect();
    let mut heads = vec![0; nodes];
    contract(&weight, &mut heads);
    heads[1..].to_vec()
}

fn contract(weight: &[Vec<f64>], heads: &mut [usize]) {
    let nodes = weight.len();
    for d in 1..nodes {
        heads[d] =
            (0..nodes).filter(|&h| h != d).fold(0, |best, h| if weight[d][h] > weight[d][best] { h } else { best });
    }
    let Some(cycle) = cycle(heads) else { return };
    let in_cycle = |node: usize| cycle.contains(&node);
    let sum: f64 = cycle.iter().map(|&d| weight[d][heads[d]]).sum();
    // The smaller graph: nodes outside the cycle keep their order, the cycle is the last node.
    let outside: Vec<usize> = (0..nodes).filter(|&node| !in_cycle(node)).collect();
    let merged = outside.len();
    let mut smaller = vec![vec![f64::NEG_INFINITY; merged + 1]; merged + 1];
    let mut enters = vec![0; merged + 1];
    let mut leaves = vec![0; merged + 1];
    for (i, &node) in outside.iter().enumerate() {
        for (j, &other) in outside.iter().enumerate() {
            if i != 0 && i != j {
                smaller[i][j] = weight[node][other];
            }
        }
        for &inner in &cycle {
            let into = weight[inner][node] - weight[inner][heads[inner]] + sum;
            if into > smaller[merged][i] || enters[i] == 0 {
                (smaller[merged][i], enters[i]) = (into, inner);
            }
            if i != 0 && (weight[node][inner] > smaller[i][merged] || leaves[i] == 0) {
                (smaller[i][merged], leaves[i]) = (weight[node][inner], inner);
            }
        }
    }
    let mut small_heads = vec![0; merged + 1];
    contract(&smaller, &mut small_heads);
    let entry = small_heads[merged];
    heads[enters[entry]] = outside[entry];
    for (i, &node) in outside.iter().enumerate().skip(1) {
        heads[node] = if small_heads[i] == merged { leaves[i] } else { outside[small_heads[i]] };
    }
}

/// The nodes of a cycle among the heads, if there is one.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut mark = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && mark[at] == 0 {
            mark[at] = start;
            at = heads[at];
        }
        if at != 0 && mark[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All trees with one root, tried one by one.
    fn exhaustive(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        let mut heads = vec![0; n];
        loop {
            if is_tree(&heads) && (0..n).all(|d| heads[d] != d + 1) {
                best = best.max((0..n).map(|d| scores[d * (n + 1) + heads[d]]).sum());
            }
            let Some(at) = heads.iter().position(|&h| h < n) else { return best };
            heads[at] += 1;
            heads[..at].fill(0);
        }
    }

    proptest! {
        #[test]
        fn the_tree_is_the_best_one(n in 1usize..5, scores in prop::collection::vec(-5f32..5.0, 30)) {
            let heads = best_tree(&scores, n);
            prop_assert!(is_tree(&heads));
            let sum: f32 = (0..n).map(|d| scores[d * (n + 1) + heads[d]]).sum();
            prop_assert!((sum - exhaustive(&scores, n)).abs() < 1e-3, "{} is not {}", sum, exhaustive(&scores, n));
        }

        #[test]
        fn any_scores_give_a_tree(n in 1usize..40, seed in prop::collection::vec(-5f32..5.0, 1640)) {
            prop_assert!(is_tree(&best_tree(&seed, n)));
        }
    }
}
