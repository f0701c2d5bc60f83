//! Whatever the analysis, the stage gives spans of the text and never panics.

use knowledge::codebook::Codebook;
use proptest::prelude::*;
use record::{Analysis, Mention, PairHead, PairScores, TokenHead, TokenSpan, conllu};

const WORDS: &[(&str, &str, &str)] = &[
    ("Rebels", "rebel", "NOUN"),
    ("attacked", "attack", "VERB"),
    ("the", "the", "DET"),
    ("who", "who", "PRON"),
    ("talks", "talk", "NOUN"),
    ("held", "hold", "VERB"),
    ("with", "with", "ADP"),
    ("Norway", "Norway", "PROPN"),
    ("killed", "kill", "VERB"),
    ("at", "at", "ADP"),
    ("least", "least", "ADJ"),
    ("6", "6", "NUM"),
    ("million", "million", "NUM"),
    ("to", "to", "PART"),
    ("not", "not", "PART"),
    ("between", "between", "ADP"),
    ("and", "and", "CCONJ"),
    ("Monday", "Monday", "PROPN"),
    ("urged", "urge", "VERB"),
    ("99999999999999999999", "99999999999999999999", "NUM"),
    ("—", "—", "PUNCT"),
    ("Zürich", "Zürich", "PROPN"),
];
const RELATIONS: &[&str] = &[
    "root",
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "acl",
    "acl:relcl",
    "xcomp",
    "ccomp",
    "advcl",
    "conj",
    "compound",
    "amod",
    "case",
    "mark",
    "aux",
    "nummod",
    "flat",
    "parataxis",
    "punct",
    "advmod",
    "iobj",
];

fn analyses() -> impl Strategy<Value = Analysis> {
    let token = (0..WORDS.len(), 0..RELATIONS.len(), 0usize..9, 0usize..4);
    let sentences = prop::collection::vec(prop::collection::vec(token, 1..9), 1..4);
    (sentences, prop::collection::vec(0.0f32..1.0, 17), any::<bool>()).prop_map(|(sentences, row, speaks)| {
        let mut table = String::new();
        for sentence in sentences {
            for (n, (word, relation, head, name)) in sentence.into_iter().enumerate() {
                let (form, lemma, upos) = WORDS[word];
                let name = ["_", "Name=B-LOC", "Name=B-PER", "Name=I-LOC"][name];
                let relation = RELATIONS[relation];
                table.push_str(&format!("{}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{relation}\t_\t{name}\n", n + 1));
            }
            table.push('\n');
        }
        let mut analysis = conllu::read(&table).expect("the tables are made to be read");
        if speaks {
            speak(&mut analysis, &row);
        }
        analysis
    })
}

/// Adds heads of the model with arbitrary probabilities.
fn speak(analysis: &mut Analysis, row: &[f32]) {
    let labels = ["O".into()].into_iter().chain(record::EventType::ALL.iter().map(|kind| kind.as_str().into()));
    let n = analysis.tokens.len();
    let probabilities = (0..n).flat_map(|at| (0..17).map(move |k| (at, k))).map(|(at, k)| row[(at + k) % 17]).collect();
    analysis.token_heads.push(TokenHead { name: "event".into(), labels: labels.collect(), probabilities });
    let labels = ["none", "source", "recipient", "place", "date"].map(Into::into).to_vec();
    let pairs = (0..n).flat_map(|anchor| (0..n).map(move |other| (anchor, other)));
    let pairs = pairs.map(|(anchor, other)| PairScores { anchor, other, probabilities: row[..5].to_vec() }).collect();
    analysis.pair_heads.push(PairHead { name: "argument".into(), labels, pairs });
}

proptest! {
    #[test]
    fn every_span_lies_in_the_text(analysis in analyses()) {
        let within = |tokens: TokenSpan| tokens.start < tokens.end && tokens.end <= analysis.tokens.len();
        let sound = |mention: &Mention| within(mention.tokens) && mention.tokens.contains(mention.head);
        let found = events::events(Codebook::embedded(), &analysis);
        for mention in &found {
            prop_assert!(within(mention.trigger) && mention.trigger.contains(mention.head));
            prop_assert!(mention.sources.iter().chain(&mention.recipients).all(sound));
            prop_assert!(mention.place.iter().chain(&mention.date).all(sound));
            prop_assert!(mention.factuality_cue.iter().chain(&mention.unsourced).all(|tokens| within(*tokens)));
            prop_assert!(mention.figures.iter().all(|figure| within(figure.tokens)));
            prop_assert!((0.0..=1.0).contains(&mention.confidence));
        }
        prop_assert_eq!(found, events::events(Codebook::embedded(), &analysis));
    }
}
