//! What `language` sees in a report: sentences, tokens, trees, names, chains and the scores of the model's other heads.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::{NameKind, Span, Text, TokenSpan, UnknownName};

/// One report, parsed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The report's text, which all spans count in.
    pub text: Text,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// All tokens of all sentences, in order.
    pub tokens: Vec<Token>,
    /// Its names, in order, none inside another.
    pub names: Vec<Name>,
    /// Mentions of one and the same thing, two or more a chain.
    pub chains: Vec<Chain>,
    /// Scores of labels that `language` does not know the meaning of, a row a token.
    pub token_heads: Vec<TokenHead>,
    /// Scores of labels that hold between two tokens.
    pub pair_heads: Vec<PairHead>,
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its words in the text.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenSpan,
    /// The paragraph it stands in, counted from 0; the title is a paragraph.
    pub paragraph: usize,
}

/// One token in the sense of Universal Dependencies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Its letters in the text.
    pub span: Span,
    /// Its dictionary form.
    pub lemma: SmolStr,
    /// Its word class.
    pub upos: Upos,
    /// Its features as CoNLL-U writes them, `_` where there are none.
    pub feats: SmolStr,
    /// The token it depends on; `None` at the root of a sentence.
    pub head: Option<usize>,
    /// What it is to its head: `nsubj:pass`, `obl`; `root` at the root.
    pub deprel: SmolStr,
}

/// A name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// What it names.
    pub kind: NameKind,
}

/// Words in a report that stand for somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Mention {
    /// Its tokens, with the words that describe it.
    pub tokens: TokenSpan,
    /// The token that carries it.
    pub head: usize,
}

/// Mentions of one thing, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// Two or more mentions.
    pub mentions: Vec<Mention>,
}

/// One head of the model: for every token, how likely each label is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TokenHead {
    /// The head's name in the model.
    pub name: SmolStr,
    /// Its labels.
    pub labels: Vec<SmolStr>,
    /// Probabilities, tokens x labels, row by row; a row adds up to 1.
    pub probabilities: Vec<f32>,
}

/// One head over pairs of tokens, of a sentence or of sentences that are read together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairHead {
    /// The head's name in the model.
    pub name: SmolStr,
    /// Its labels; the first means "nothing holds".
    pub labels: Vec<SmolStr>,
    /// The scored pairs, ordered by anchor, then by other.
    pub pairs: Vec<PairScores>,
}

/// How likely each label is between two tokens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PairScores {
    /// The token that the label is seen from (a trigger, a cue, a pronoun).
    pub anchor: usize,
    /// The token that it is given to.
    pub other: usize,
    /// Probabilities, a value a label.
    pub probabilities: Vec<f32>,
}

impl Analysis {
    /// A token's letters.
    pub fn form(&self, token: usize) -> &str {
        self.text.slice(self.tokens[token].span)
    }

    /// The text span of a run of tokens; empty where the run is.
    pub fn span(&self, tokens: TokenSpan) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if !tokens.is_empty() => Span::new(first.span.start, last.span.end),
            _ => Span::new(0, 0),
        }
    }

    /// The words of a run of tokens.
    pub fn words(&self, tokens: TokenSpan) -> &str {
        self.text.slice(self.span(tokens))
    }

    /// The index of the sentence that holds `token`.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The tokens that depend on `token`, in order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let sentence = self.sentences[self.sentence_of(token)].tokens;
        sentence.tokens().filter(move |&child| self.tokens[child].head == Some(token))
    }

    /// The first dependent of `token` whose relation is `deprel`, subtypes included ("nsubj" finds "nsubj:pass").
    pub fn child(&self, token: usize, deprel: &str) -> Option<usize> {
        self.children(token).find(|&child| self.tokens[child].is(deprel))
    }

    /// The smallest run of tokens that holds `token` and all that depends on it.
    pub fn subtree(&self, token: usize) -> TokenSpan {
        let sentence = self.sentences[self.sentence_of(token)].tokens;
        let mut run = TokenSpan::one(token);
        for other in sentence.tokens() {
            if !run.contains(other) && self.above(other).any(|head| head == token) {
                run = TokenSpan::new(run.start.min(other), run.end.max(other + 1));
            }
        }
        run
    }

    /// The heads over `token`, from its own to the root. Ends even on a tree with a cycle.
    pub fn above(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let limit = self.tokens.len();
        std::iter::successors(self.tokens[token].head, |&head| self.tokens[head].head).take(limit)
    }

    /// The name that `token` is part of.
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        let at = self.names.partition_point(|name| name.tokens.end <= token);
        self.names.get(at).filter(|name| name.tokens.contains(token))
    }

    /// The head of the model with this name.
    pub fn token_head(&self, name: &str) -> Option<&TokenHead> {
        self.token_heads.iter().find(|head| head.name == name)
    }

    /// The head over pairs with this name.
    pub fn pair_head(&self, name: &str) -> Option<&PairHead> {
        self.pair_heads.iter().find(|head| head.name == name)
    }
}

impl Token {
    /// The value of a feature: `feat("Number")` is `Some("Plur")`.
    pub fn feat(&self, name: &str) -> Option<&str> {
        self.feats.split('|').find_map(|feat| feat.strip_prefix(name)?.strip_prefix('='))
    }

    /// Whether its relation is `deprel` or a subtype of it.
    pub fn is(&self, deprel: &str) -> bool {
        self.deprel.strip_prefix(deprel).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

impl TokenHead {
    /// The probabilities of `token`, a value a label.
    pub fn row(&self, token: usize) -> &[f32] {
        &self.probabilities[token * self.labels.len()..][..self.labels.len()]
    }

    /// The likeliest label of `token` and its probability.
    pub fn best(&self, token: usize) -> (&str, f32) {
        let row = self.row(token);
        let at = (0..row.len()).fold(0, |best, at| if row[at] > row[best] { at } else { best });
        (&self.labels[at], row[at])
    }

    /// The probability of one label at `token`; 0 where the head has no such label.
    pub fn probability(&self, token: usize, label: &str) -> f32 {
        self.labels.iter().position(|known| known == label).map_or(0.0, |at| self.row(token)[at])
    }
}

impl PairHead {
    /// The pairs seen from `anchor`, in the order of the text.
    pub fn from(&self, anchor: usize) -> &[PairScores] {
        let start = self.pairs.partition_point(|pair| pair.anchor < anchor);
        let end = self.pairs.partition_point(|pair| pair.anchor <= anchor);
        &self.pairs[start..end]
    }

    /// The place of a label in `probabilities`.
    pub fn label(&self, label: &str) -> Option<usize> {
        self.labels.iter().position(|known| known == label)
    }
}

macro_rules! upos {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// The universal word classes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        pub enum Upos { $($(#[$doc])* $name,)+ }

        impl Upos {
            /// As CoNLL-U writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }

        impl std::str::FromStr for Upos {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name {
                    $($text => Ok(Self::$name),)+
                    _ => Err(UnknownName { list: "word class", name: name.to_owned() }),
                }
            }
        }
    };
}

upos! {
    /// Adjective.
    Adj = "ADJ",
    /// Adposition.
    Adp = "ADP",
    /// Adverb.
    Adv = "ADV",
    /// Auxiliary.
    Aux = "AUX",
    /// Coordinating conjunction.
    Cconj = "CCONJ",
    /// Determiner.
    Det = "DET",
    /// Interjection.
    Intj = "INTJ",
    /// Noun.
    Noun = "NOUN",
    /// Numeral.
    Num = "NUM",
    /// Particle.
    Part = "PART",
    /// Pronoun.
    Pron = "PRON",
    /// Proper noun.
    Propn = "PROPN",
    /// Punctuation.
    Punct = "PUNCT",
    /// Subordinating conjunction.
    Sconj = "SCONJ",
    /// Symbol.
    Sym = "SYM",
    /// Verb.
    Verb = "VERB",
    /// Anything else.
    X = "X",
}
