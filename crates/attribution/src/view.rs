//! A report as this room looks at it: the analysis with its trees turned round, its quotations and its scores.

use record::{Analysis, Mention, NameKind, Sentence, Span, Token, TokenSpan, Upos};

use crate::{
    lexicon::Lexicon,
    quotation::{Quotation, quotations},
    scores::Scores,
};

/// One report and the tables to read it by.
pub(crate) struct View<'a> {
    pub lexicon: &'a Lexicon,
    pub analysis: &'a Analysis,
    pub quotations: Vec<Quotation>,
    pub scores: Scores<'a>,
    children: Vec<Vec<usize>>,
    sentence_of: Vec<usize>,
    quotation_of: Vec<Option<usize>>,
    quoted_tokens: Vec<TokenSpan>,
}

impl<'a> View<'a> {
    pub fn new(lexicon: &'a Lexicon, analysis: &'a Analysis) -> Self {
        let n_tokens = analysis.tokens.len();
        let mut sentence_of = vec![usize::MAX; n_tokens];
        for (n, sentence) in analysis.sentences.iter().enumerate() {
            for token in sentence.tokens.tokens().filter(|&token| token < n_tokens) {
                sentence_of[token] = n;
            }
        }
        let mut children = vec![Vec::new(); n_tokens];
        for (at, token) in analysis.tokens.iter().enumerate() {
            if let Some(head) =
                token.head.filter(|&head| head < n_tokens && head != at && sentence_of[head] == sentence_of[at])
            {
                children[head].push(at);
            }
        }
        let quotations = quotations(analysis);
        let quotation_of: Vec<Option<usize>> = analysis
            .tokens
            .iter()
            .map(|token| {
                let at = quotations.partition_point(|quotation| quotation.span.end <= token.span.start);
                quotations.get(at).filter(|quotation| quotation.span.holds(token.span)).map(|_| at)
            })
            .collect();
        let mut quoted_tokens = vec![TokenSpan::new(0, 0); quotations.len()];
        for (at, &quotation) in quotation_of.iter().enumerate() {
            if let Some(tokens) = quotation.and_then(|quotation| quoted_tokens.get_mut(quotation)) {
                *tokens = if tokens.is_empty() { TokenSpan::one(at) } else { TokenSpan::new(tokens.start, at + 1) };
            }
        }
        let scores = Scores::new(analysis);
        Self { lexicon, analysis, quotations, scores, children, sentence_of, quotation_of, quoted_tokens }
    }

    pub fn token(&self, at: usize) -> &'a Token {
        &self.analysis.tokens[at]
    }

    /// A token's letters.
    pub fn form(&self, at: usize) -> &'a str {
        self.analysis.text.slice(self.token(at).span)
    }

    /// A token's letters, small.
    pub fn small(&self, at: usize) -> String {
        self.form(at).to_lowercase()
    }

    /// A token's dictionary form, small, put right where the tables know better.
    pub fn lemma(&self, at: usize) -> String {
        let lemma = self.token(at).lemma.to_lowercase();
        self.lexicon.base(&self.small(at), if lemma.is_empty() || lemma == "_" { self.small(at) } else { lemma })
    }

    /// The tokens that depend on `at`, in order.
    pub fn children(&self, at: usize) -> &[usize] {
        &self.children[at]
    }

    /// The first dependent of `at` with this relation, subtypes included.
    pub fn child(&self, at: usize, deprel: &str) -> Option<usize> {
        self.children(at).iter().copied().find(|&child| self.token(child).is(deprel))
    }

    /// The token over `at`, in its own sentence.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.token(at)
            .head
            .filter(|&head| head < self.sentence_of.len() && self.sentence_of[head] == self.sentence_of[at])
    }

    /// `top` and all under it, in order, without the branches that `skip` names.
    pub fn under(&self, top: usize, skip: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![top];
        let mut next = 0;
        while next < found.len() {
            for &child in &self.children[found[next]] {
                if child != top && !skip(child) && !found.contains(&child) {
                    found.push(child);
                }
            }
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// Whether `at` is `top` or stands under it.
    pub fn is_under(&self, at: usize, top: usize) -> bool {
        at == top || self.above(at).any(|head| head == top)
    }

    /// The heads over a token up to the root, in its own sentence; ends even on a cycle.
    pub fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let limit = self.sentence(at).map_or(0, |sentence| sentence.tokens.len());
        std::iter::successors(self.head(at), |&head| self.head(head)).take(limit)
    }

    /// The sentence of a token.
    pub fn sentence(&self, at: usize) -> Option<&'a Sentence> {
        self.analysis.sentences.get(self.sentence_of[at])
    }

    /// The index of a token's sentence.
    pub fn sentence_index(&self, at: usize) -> usize {
        self.sentence_of[at]
    }

    /// The quotation that a token stands in, marks included.
    pub fn quotation_of(&self, at: usize) -> Option<usize> {
        self.quotation_of[at]
    }

    /// The tokens of a quotation.
    pub fn quoted_tokens(&self, quotation: usize) -> TokenSpan {
        self.quoted_tokens[quotation]
    }

    pub fn is_punct(&self, at: usize) -> bool {
        self.token(at).upos == Upos::Punct || self.form(at).chars().all(|c| !c.is_alphanumeric() && !"$£€%".contains(c))
    }

    pub fn is_verb(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Verb | Upos::Aux)
    }

    pub fn is_nominal(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::X | Upos::Sym)
    }

    /// The preposition or conjunction that leads a token in.
    pub fn led_by(&self, at: usize, deprel: &str, word: &str) -> Option<usize> {
        self.children(at).iter().copied().find(|&child| self.token(child).is(deprel) && self.small(child) == word)
    }

    /// The kind of the name that a token is part of.
    pub fn name_kind(&self, at: usize) -> Option<NameKind> {
        self.analysis.name_at(at).map(|name| name.kind)
    }

    /// Whether a token stands for a person or a body by its name.
    pub fn is_named_party(&self, at: usize) -> bool {
        matches!(
            self.name_kind(at),
            Some(NameKind::Person | NameKind::Organisation | NameKind::Location | NameKind::Group)
        )
    }

    /// The words of a noun phrase around its head: what describes it, but no clause, and nothing joined by "and".
    pub fn mention(&self, head: usize) -> Mention {
        let clause = |child: usize| {
            let token = self.token(child);
            [
                "acl",
                "parataxis",
                "conj",
                "cc",
                "punct",
                "cop",
                "aux",
                "nsubj",
                "advcl",
                "ccomp",
                "discourse",
                "mark",
                "expl",
            ]
            .iter()
            .any(|deprel| token.is(deprel))
                || token.is("case")
                || token.is("advmod")
                    && child < head
                    && self.token(child).upos == Upos::Adv
                    && self.token(head).upos == Upos::Propn
        };
        let within = self.under(head, |child| {
            self.head(child) == Some(head) && clause(child)
                || self.token(child).is("acl")
                || self.token(child).is("parataxis")
        });
        let mut run = TokenSpan::one(head);
        while run.start > 0 && (within.contains(&(run.start - 1)) || self.inner_punct(&within, run.start - 1)) {
            run.start -= 1;
        }
        while within.contains(&run.end) || run.end < self.analysis.tokens.len() && self.inner_punct(&within, run.end) {
            run.end += 1;
        }
        run = self.with_title(head, run);
        if let Some(name) = self.analysis.name_at(head) {
            let inside = |token: usize| self.sentence_of.get(token) == Some(&self.sentence_of[head]);
            if inside(name.tokens.start) && !name.tokens.is_empty() && inside(name.tokens.end - 1) {
                run = TokenSpan::new(run.start.min(name.tokens.start), run.end.max(name.tokens.end));
            }
        }
        Mention { tokens: run, head }
    }

    /// Takes in the title before a name that the tree makes a subject of its own: "Foreign minister" before "Ann Bell".
    fn with_title(&self, head: usize, run: TokenSpan) -> TokenSpan {
        if !self.token(head).is("nsubj") {
            return run;
        }
        let beside = self.head(head).into_iter().flat_map(|verb| self.children(verb).iter().copied());
        let comma = run.start > 0 && self.form(run.start - 1) == ",";
        let end = if comma { run.start - 1 } else { run.start };
        let mut beside = beside;
        let title = beside.find(|&other| other < head && self.token(other).is("nsubj") && other + 1 == end);
        match title {
            Some(title) => {
                let words = self.under(title, |child| child > title);
                let start = words.iter().rev().zip((0..=title).rev()).take_while(|(word, at)| **word == *at).last();
                TokenSpan::new(start.map_or(title, |(_, at)| at), run.end)
            }
            None => run,
        }
    }

    /// Whether a mark stands between two words of `within`.
    fn inner_punct(&self, within: &[usize], at: usize) -> bool {
        self.is_punct(at)
            && !"\"“”".contains(self.form(at))
            && at > 0
            && within.contains(&(at - 1))
            && within.contains(&(at + 1))
            && self.sentence_of[at] == self.sentence_of[at - 1]
    }

    /// The text span of a run of tokens.
    pub fn span(&self, tokens: TokenSpan) -> Span {
        self.analysis.span(tokens)
    }
}
