//! Judges of what one clue alone does not decide: sums of small decision trees, learned from annotated reports.
//!
//! They stand in `model/judges.txt`, which `training/judges.py` writes: for each judge a line with its name, what it starts from and how
//! many trees follow, a line with its clues, then a line a tree. A tree is its nodes, each `clue<limit:node:node` or `=value`; a case goes to
//! the first node where the clue is at most the limit.

use std::sync::OnceLock;

use crate::{
    parties::{CLUES, EVENT_CLUES},
    settings::{DATE_CLUES, PLACE_CLUES},
};

static TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/judges.txt"));

/// All judges.
pub(crate) struct Judges {
    /// Who does it.
    pub(crate) source: Judge,
    /// To, with or about whom.
    pub(crate) recipient: Judge,
    /// Whether there is such an event.
    pub(crate) event: Judge,
    /// Whether it is then.
    pub(crate) date: Judge,
    /// Whether it is there.
    pub(crate) place: Judge,
}

/// One judge.
#[derive(Debug, Default)]
pub(crate) struct Judge {
    start: f64,
    trees: Vec<Vec<Node>>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    Fork { clue: usize, limit: f64, low: usize, high: usize },
    Leaf(f64),
}

impl Judges {
    /// The judges that the program is built with.
    pub(crate) fn embedded() -> &'static Self {
        static JUDGES: OnceLock<Judges> = OnceLock::new();
        JUDGES.get_or_init(|| {
            let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
            let mut judge = |name: &str, clues: &[&str]| {
                Judge::read(&mut lines, name, clues).expect("model/judges.txt fits the program")
            };
            Self {
                source: judge("source", &CLUES),
                recipient: judge("recipient", &CLUES),
                event: judge("event", &EVENT_CLUES),
                date: judge("date", &DATE_CLUES),
                place: judge("place", &PLACE_CLUES),
            }
        })
    }
}

impl Judge {
    fn read<'a>(lines: &mut impl Iterator<Item = &'a str>, name: &str, clues: &[&str]) -> Option<Self> {
        let mut head = lines.next()?.split('\t');
        if head.next()? != name {
            return None;
        }
        let start = head.next()?.parse().ok()?;
        let n_trees: usize = head.next()?.parse().ok()?;
        let named: Vec<&str> = lines.next()?.split('\t').collect();
        let trees = (0..n_trees).map(|_| tree(lines.next()?, clues.len())).collect::<Option<_>>()?;
        (named == clues).then_some(Self { start, trees })
    }

    /// What a case comes to, in log odds.
    pub(crate) fn score(&self, clues: &[f64]) -> f64 {
        self.trees.iter().fold(self.start, |sum, tree| sum + value(tree, clues))
    }
}

/// A tree, if all its nodes point at clues and at later nodes.
fn tree(line: &str, n_clues: usize) -> Option<Vec<Node>> {
    let nodes: Vec<Node> = line.split(' ').map(node).collect::<Option<_>>()?;
    let sound = |(at, node): (usize, &Node)| match *node {
        Node::Fork { clue, low, high, .. } => clue < n_clues && low > at && high > at && low.max(high) < nodes.len(),
        Node::Leaf(_) => true,
    };
    nodes.iter().enumerate().all(sound).then_some(nodes)
}

fn node(word: &str) -> Option<Node> {
    if let Some(value) = word.strip_prefix('=') {
        return value.parse().ok().map(Node::Leaf);
    }
    let (clue, rest) = word.split_once('<')?;
    let mut parts = rest.split(':');
    let limit = parts.next()?.parse().ok()?;
    let mut next = || parts.next()?.parse().ok();
    Some(Node::Fork { clue: clue.parse().ok()?, limit, low: next()?, high: next()? })
}

fn value(tree: &[Node], clues: &[f64]) -> f64 {
    let mut at = 0;
    loop {
        match tree[at] {
            Node::Fork { clue, limit, low, high } => at = if clues[clue] <= limit { low } else { high },
            Node::Leaf(value) => return value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_judge_sums_its_trees() {
        let lines = "mercy\t-0.5\t2\nage\tyears\n0<17.5:1:2 =1 1<2:3:4 =0.25 =-1\n=0.125";
        let judge = Judge::read(&mut lines.lines(), "mercy", &["age", "years"]).unwrap();
        assert_eq!(judge.score(&[17.5, 9.0]), 0.625);
        assert_eq!(judge.score(&[18.0, 2.0]), -0.125);
        assert_eq!(judge.score(&[18.0, 3.0]), -1.375);
    }

    #[test]
    fn a_judge_of_other_clues_is_none() {
        let read = |lines: &str| Judge::read(&mut lines.lines(), "mercy", &["age"]);
        assert!(read("mercy\t0\t1\nage\n=1").is_some());
        assert!(read("justice\t0\t1\nage\n=1").is_none());
        assert!(read("mercy\t0\t1\nyears\n=1").is_none());
        assert!(read("mercy\t0\t1\nage\n0<1:0:1").is_none(), "a tree that never ends");
        assert!(read("mercy\t0\t2\nage\n=1").is_none(), "a tree is missing");
    }

    #[test]
    fn the_embedded_ones_fit() {
        assert!(!Judges::embedded().source.trees.is_empty());
    }
}
