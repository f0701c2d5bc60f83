//! What holds for every analysis, however odd.

use attribution::{Lexicon, statements};
use proptest::prelude::*;
use record::{Analysis, Chain, Mention, Name, NameKind, Sentence, Span, Text, Token, TokenSpan, Upos};

const WORDS: &[&str] = &[
    "Ann",
    "said",
    "that",
    "\"",
    "“",
    "”",
    ",",
    ":",
    "according",
    "to",
    "reports",
    "claim",
    "reportedly",
    "told",
    "Reuters",
    "was",
    "the",
    "rain",
    "fell",
    "'",
    ".",
    "who",
    "accused",
    "of",
    "statement",
    "é",
];
const DEPRELS: &[&str] = &[
    "nsubj",
    "nsubj:pass",
    "ccomp",
    "parataxis",
    "obl",
    "obl:agent",
    "advcl",
    "acl",
    "acl:relcl",
    "mark",
    "case",
    "appos",
    "conj",
    "xcomp",
    "obj",
    "fixed",
    "punct",
    "nmod:poss",
    "root",
    "dep",
];
const CLASSES: &[Upos] =
    &[Upos::Verb, Upos::Noun, Upos::Propn, Upos::Punct, Upos::Adv, Upos::Pron, Upos::Adp, Upos::Adj];

/// A word, its class, its head and relation, and whether it ends a sentence or a paragraph.
type Drawn = (usize, usize, Option<usize>, usize, u8);

fn odd(drawn: &[Drawn]) -> Analysis {
    let mut analysis = Analysis::default();
    let mut text = String::new();
    let (mut chars, mut first, mut paragraph) = (0, 0, 0);
    for (at, &(word, class, head, deprel, end)) in drawn.iter().enumerate() {
        let form = WORDS[word % WORDS.len()];
        let start = chars;
        text.push_str(form);
        text.push(' ');
        chars += form.chars().count() + 1;
        analysis.tokens.push(Token {
            span: Span::new(start, chars - 1),
            lemma: match form {
                "said" => "say",
                "told" => "tell",
                "reports" => "report",
                other => other,
            }
            .into(),
            upos: CLASSES[class % CLASSES.len()],
            feats: "_".into(),
            head: head.map(|head| head % drawn.len()),
            deprel: DEPRELS[deprel % DEPRELS.len()].into(),
        });
        if end < 3 || at + 1 == drawn.len() {
            let tokens = TokenSpan::new(first, at + 1);
            let span = Span::new(analysis.tokens[first].span.start, chars - 1);
            analysis.sentences.push(Sentence { span, tokens, paragraph });
            if end == 1 {
                analysis.sentences.push(Sentence {
                    span: Span::new(0, 0),
                    tokens: TokenSpan::new(at + 1, at + 1),
                    paragraph,
                });
            }
            paragraph += usize::from(end == 0);
            first = at + 1;
        }
        if form == "Ann" {
            analysis.names.push(Name { tokens: TokenSpan::one(at), kind: NameKind::Person });
        }
    }
    let mentions = (0..drawn.len()).step_by(3).map(|at| Mention { tokens: TokenSpan::one(at), head: at }).collect();
    analysis.chains.push(Chain { mentions });
    analysis.text = Text::new(text);
    analysis
}

proptest! {
    #[test]
    fn odd_trees_are_read(drawn in prop::collection::vec((0usize..26, 0usize..8, prop::option::weighted(0.9, 0usize..40), 0usize..20, 0u8..20), 0..40)) {
        let analysis = odd(&drawn);
        let lexicon = Lexicon::embedded();
        let found = statements(&lexicon, &analysis);
        for statement in &found {
            prop_assert!(!statement.content.is_empty());
            for piece in &statement.content {
                prop_assert!(!piece.is_empty() && analysis.text.span().holds(*piece));
            }
            prop_assert!(statement.content.windows(2).all(|pair| pair[0].end <= pair[1].start));
            let mentions = statement.speaker.iter().chain(&statement.addressee).chain(statement.via.iter().map(|via| &via.mention));
            for mention in mentions {
                prop_assert!(mention.tokens.contains(mention.head) && mention.tokens.end <= analysis.tokens.len());
            }
            prop_assert!(statement.cue.is_none_or(|cue| !cue.is_empty() && cue.end <= analysis.tokens.len()));
        }
        prop_assert_eq!(found, statements(&lexicon, &analysis));
    }
}
