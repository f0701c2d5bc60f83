//! With the model's scores: they say whether a word is a cue, and which words are said.

use record::{PairHead, PairScores, TokenHead};

use crate::{analysis, compare};

const CALLED: &str = "Ann|P2nsubj@PER called/call|V0root for|I4case calm|N2obl .|.2punct";

fn scored(report: &str, cue: usize, p: f32, content: &[usize]) -> record::Analysis {
    let mut analysis = analysis(report);
    let n_tokens = analysis.tokens.len();
    let probabilities = (0..n_tokens).flat_map(|at| if at == cue { [1.0 - p, p] } else { [0.99, 0.01] }).collect();
    analysis.token_heads =
        vec![TokenHead { name: "cue".into(), labels: vec!["O".into(), "CUE".into()], probabilities }];
    let score = |other: usize| {
        let content = if content.contains(&other) { 0.9 } else { 0.05 };
        let speaker = if other == 0 { 0.9 } else { 0.03 };
        PairScores { anchor: cue, other, probabilities: vec![0.05, speaker, content] }
    };
    let pairs = (0..n_tokens).filter(|&other| other != cue).map(score).collect();
    let labels = vec!["none".into(), "speaker".into(), "content".into()];
    analysis.pair_heads = vec![PairHead { name: "saying".into(), labels, pairs }];
    analysis
}

#[test]
fn scores_make_a_weak_cue_a_statement() {
    compare(&scored(CALLED, 1, 0.9, &[3]), &["Ann | called for | calm | indirect"]);
}

#[test]
fn scores_refuse_a_sure_one() {
    let report = "Ann|P2nsubj@PER said/say|V0root rain|N4nsubj fell/fall|V2ccomp .|.2punct";
    compare(&scored(report, 1, 0.02, &[]), &[]);
    compare(&scored(report, 1, 0.97, &[2, 3]), &["Ann | said | rain fell | indirect"]);
}

#[test]
fn scores_name_words_that_the_tree_misses() {
    let report =
        "Ann|P2nsubj@PER balked/balk|V0root at|I4case cuts/cut|N2obl in|I7case the|D7det budget|N2obl .|.2punct";
    compare(&scored(report, 1, 0.8, &[3, 4, 5, 6]), &["Ann | balked | cuts in the budget | indirect"]);
}
