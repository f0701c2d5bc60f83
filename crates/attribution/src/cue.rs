//! The words that may ascribe content to somebody.

use record::{NameKind, TokenSpan, Upos};

use crate::{
    lexicon::{Class, Entry, Frame, Strength},
    speaker,
    view::View,
};

/// A word that may ascribe content to somebody.
pub(crate) struct Cue<'a> {
    /// The token that carries it.
    pub token: usize,
    /// Its words: "pointed out".
    pub words: TokenSpan,
    /// What sort of word it is.
    pub kind: Kind,
    /// What the tables say of it.
    pub entry: Option<&'a Entry>,
    /// How likely the model holds it for a cue, where it is asked.
    pub probability: Option<f32>,
}

/// The sorts of cues that are read in different ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A verb, or an adjective in its place: "said", "is adamant".
    Verb,
    /// "the claim that".
    Noun,
    /// "reportedly".
    Adverb,
    /// "according to".
    According,
}

/// A word that no table has must look like a cue at least this much to the model.
const UNKNOWN_WORD: f32 = 0.5;

impl Cue<'_> {
    /// Whether the tables let it stand with `frame`, and how surely.
    pub fn frame(&self, frame: &Frame) -> Option<Strength> {
        self.entry?.frames.iter().find(|(known, _)| known == frame).map(|&(_, strength)| strength)
    }
}

/// All that may be cues, in the order of the text.
pub(crate) fn cues<'a>(view: &View<'a>) -> Vec<Cue<'a>> {
    (0..view.analysis.tokens.len())
        .filter(|&at| view.sentence(at).is_some() && !view.is_punct(at))
        .filter_map(|at| cue(view, at))
        .collect()
}

fn cue<'a>(view: &View<'a>, at: usize) -> Option<Cue<'a>> {
    // "quoted Ann as saying" leaves no doubt, whichever of its verbs the model takes for the cue.
    let probability = view.scores.cue(at).filter(|_| speaker::quoting_verb(view, at).is_none());
    if let Some(words) = according(view, at) {
        return Some(Cue { token: at, words, kind: Kind::According, entry: None, probability });
    }
    let token = view.token(at);
    let (lemma, lexicon) = (view.lemma(at), view.lexicon);
    let attributive = token.is("amod") || token.is("compound") || token.is("case") || token.is("fixed");
    if view.name_kind(at) == Some(NameKind::Person) {
        return None;
    }
    let verb = token.upos == Upos::Verb && !attributive && !quotes_saying(view, at);
    if verb {
        let classes = [Class::Say, Class::Think];
        if let Some((words, phrase)) = phrase(view, at, &lemma)
            && let Some(entry) = lexicon.cue(&phrase, &classes)
        {
            return Some(Cue { token: at, words, kind: Kind::Verb, entry: Some(entry), probability });
        }
        if let Some(entry) = lexicon.cue(&lemma, &classes) {
            return Some(Cue {
                token: at,
                words: TokenSpan::one(at),
                kind: Kind::Verb,
                entry: Some(entry),
                probability,
            });
        }
    }
    if token.upos == Upos::Adj
        && !attributive
        && let Some(entry) = lexicon.cue(&lemma, &[Class::Adjective])
    {
        return Some(Cue { token: at, words: TokenSpan::one(at), kind: Kind::Verb, entry: Some(entry), probability });
    }
    if token.upos == Upos::Noun
        && !token.is("compound")
        && let Some(entry) = lexicon.cue(&lemma, &[Class::Noun])
    {
        return Some(Cue { token: at, words: TokenSpan::one(at), kind: Kind::Noun, entry: Some(entry), probability });
    }
    if token.upos == Upos::Adv
        && let Some(entry) = lexicon.cue(&view.small(at), &[Class::Adverb])
    {
        return Some(Cue { token: at, words: TokenSpan::one(at), kind: Kind::Adverb, entry: Some(entry), probability });
    }
    let kind = if token.upos == Upos::Noun { Kind::Noun } else { Kind::Verb };
    let possible = !token.is("case") && !token.is("fixed") && !quotes_saying(view, at);
    (probability.is_some_and(|p| p >= UNKNOWN_WORD) && possible).then_some(Cue {
        token: at,
        words: TokenSpan::one(at),
        kind,
        entry: None,
        probability,
    })
}

/// "quoted Ann as saying": the words are ascribed by "saying".
fn quotes_saying(view: &View, at: usize) -> bool {
    ["quote", "cite", "report"].contains(&view.lemma(at).as_str())
        && view.children(at).iter().any(|&child| {
            let speaks = view.lexicon.cue(&view.lemma(child), &[Class::Say]).is_some();
            speaks && view.small(child).ends_with("ing") && view.led_by(child, "mark", "as").is_some()
        })
}

/// "according to", "in the words of" is left to the model.
fn according(view: &View, at: usize) -> Option<TokenSpan> {
    let next = at + 1;
    let same = next < view.analysis.tokens.len() && view.sentence_index(next) == view.sentence_index(at);
    (view.small(at) == "according" && same && view.small(next) == "to").then_some(TokenSpan::new(at, next + 1))
}

/// A verb with the particle or object that makes it a cue: "pointed out", "made clear", "called for".
fn phrase(view: &View, at: usize, lemma: &str) -> Option<(TokenSpan, String)> {
    let particle = view.children(at).iter().copied().find(|&child| {
        let token = view.token(child);
        child > at
            && child < at + 4
            && (token.is("compound:prt") || token.is("xcomp") && token.upos == Upos::Adj || token.is("advmod"))
    });
    if let Some(particle) = particle {
        let phrase = format!("{lemma} {}", view.small(particle));
        if view.lexicon.cue(&phrase, &[Class::Say, Class::Think]).is_some() {
            return Some((TokenSpan::new(at, particle + 1), phrase));
        }
    }
    let next = at + 1;
    let same = next < view.analysis.tokens.len() && view.sentence_index(next) == view.sentence_index(at);
    (same && matches!(view.token(next).upos, Upos::Adp | Upos::Adv | Upos::Sconj))
        .then(|| (TokenSpan::new(at, next + 1), format!("{lemma} {}", view.small(next))))
}
