//! Scores chains of mentions as the CoNLL 2012 shared task does.

mod metrics;
mod phrases;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use record::{Analysis, Chain};

use crate::entities;

pub use self::metrics::Counts;

/// A mention: its first token, and one past its last. Tokens are counted over the document.
pub type Mention = (usize, usize);

/// Mentions of one thing.
pub type Mentions = BTreeSet<Mention>;

/// The chains of an annotated document. What is mentioned once is no chain.
pub fn annotated(document: &str) -> Result<Vec<Mentions>> {
    let (mut chains, mut first) = (BTreeMap::<&str, Mentions>::new(), 0);
    for sentence in entities::sentences(document)? {
        for entity in sentence.entities {
            let mention = (first + entity.words.start, first + entity.words.end);
            chains.entry(entity.id).or_default().insert(mention);
        }
        first += sentence.words.len();
    }
    Ok(chains.into_values().filter(|chain| chain.len() > 1).collect())
}

/// The chains of an analysis as OntoNotes tells them: a mention is a whole noun phrase, one that stands in apposition
/// to another of its chain is part of that, and a predicate ("she is a judge") is none. A mention is in one chain.
pub fn found(analysis: &Analysis) -> Vec<Mentions> {
    let mut taken = Mentions::new();
    let mut chains = Vec::new();
    for chain in &analysis.chains {
        let mentions = mentions(analysis, chain);
        let fresh: Mentions = mentions.difference(&taken).copied().collect();
        if fresh.len() > 1 {
            taken.extend(&fresh);
            chains.push(fresh);
        }
    }
    chains
}

fn mentions(analysis: &Analysis, chain: &Chain) -> Mentions {
    let heads: BTreeSet<usize> = chain.mentions.iter().map(|mention| mention.head).collect();
    let counts = |head: usize| {
        let token = &analysis.tokens[head];
        let apposed = token.is("appos") && token.head.is_some_and(|other| heads.contains(&other));
        !apposed && analysis.child(head, "cop").is_none()
    };
    let told = chain.mentions.iter().filter(|mention| counts(mention.head));
    told.map(|mention| phrases::whole(analysis, mention)).map(|phrase| (phrase.start, phrase.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotated_chains_span_sentences() {
        let row = |n: usize, misc: &str| format!("{n}\tx\t_\tX\t_\t_\t{}\tdep\t_\tEntity={misc}\n", n - 1);
        let document = row(1, "(1(2)") + &row(2, "1)") + "\n" + &row(1, "(3)") + &row(2, "(1)") + "\n";
        assert_eq!(annotated(&document).unwrap(), [[(0, 2), (3, 4)].into()]);
    }

    /// "Ada Reed, the mayor, is a judge. She left." with all four in one chain, and a second chain that shares "She".
    const TABLE: &str = "\
1\tAda\t_\tPROPN\t_\t_\t8\tnsubj\t_\tName=B-PER|Chain=1:1-2
2\tReed\t_\tPROPN\t_\t_\t1\tflat\t_\tName=I-PER
3\t,\t_\tPUNCT\t_\t_\t5\tpunct\t_\t_
4\tthe\t_\tDET\t_\t_\t5\tdet\t_\t_
5\tmayor\t_\tNOUN\t_\t_\t1\tappos\t_\tChain=1:4-5
6\tis\t_\tAUX\t_\t_\t8\tcop\t_\t_
7\ta\t_\tDET\t_\t_\t8\tdet\t_\t_
8\tjudge\t_\tNOUN\t_\t_\t0\troot\t_\tChain=1:7-8,2:7-8
9\t.\t_\tPUNCT\t_\t_\t8\tpunct\t_\t_

1\tShe\t_\tPRON\t_\t_\t2\tnsubj\t_\tChain=1,2
2\tleft\t_\tVERB\t_\t_\t0\troot\t_\t_
3\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_

";

    #[test]
    fn found_chains_are_told_as_ontonotes_tells_them() {
        let analysis = record::conllu::read(TABLE).unwrap();
        assert_eq!(found(&analysis), [[(0, 5), (9, 10)].into()]);
    }
}
