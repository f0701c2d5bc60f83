//! Headlines that ascribe with a colon: "Minister: talks will go on", "Talks will go on: minister".

use record::{NameKind, StatementMention, Upos};

use crate::{anonymity::is_anonymous, content, view::View};

/// A speaker's words before or after a headline's colon are at most this many.
const SHORT: usize = 6;

/// The statement that a headline's colon makes, if it makes one.
pub(crate) fn headline(view: &View) -> Option<StatementMention> {
    let sentence = view.analysis.sentences.first()?;
    let more = view.analysis.sentences.iter().any(|other| other.paragraph != sentence.paragraph);
    let end = sentence.tokens.end.min(view.analysis.tokens.len());
    let tokens = sentence.tokens.start..end;
    let colon = tokens.clone().find(|&at| view.form(at) == ":" && view.quotation_of(at).is_none())?;
    if !more {
        return None;
    }
    let before: Vec<usize> = (sentence.tokens.start..colon).collect();
    let after: Vec<usize> = (colon + 1..end).collect();
    let (speaker, said) = match (speaker(view, &before), speaker(view, &after).or_else(|| office(view, &after))) {
        (Some(speaker), _) if has_verb(view, &after) => (speaker, after),
        (_, Some(speaker)) if has_verb(view, &before) => (speaker, before),
        _ => return None,
    };
    let mention = view.mention(speaker);
    let content = content::pieces(view, &said, None);
    (!content.is_empty()).then(|| StatementMention {
        kind: content::kind(view, &said, None),
        speaker: Some(mention),
        cue: None,
        content,
        addressee: None,
        anonymous: is_anonymous(view, mention),
        via: Vec::new(),
    })
}

fn has_verb(view: &View, tokens: &[usize]) -> bool {
    tokens.iter().any(|&at| view.is_verb(at))
}

/// The head of a short run of words that names somebody who can speak.
fn speaker(view: &View, tokens: &[usize]) -> Option<usize> {
    let words: Vec<usize> = tokens.iter().copied().filter(|&at| !view.is_punct(at)).collect();
    if words.is_empty() || words.len() > SHORT || has_verb(view, &words) {
        return None;
    }
    let within = |at: usize| words.contains(&at);
    let speaks = |at: usize| {
        matches!(view.name_kind(at), Some(NameKind::Person | NameKind::Organisation))
            || [view.lemma(at), view.small(at), singular(&view.small(at))]
                .iter()
                .any(|word| ["unnamed", "office", "outlet"].iter().any(|kind| view.lexicon.noun_is(word, kind)))
    };
    words
        .iter()
        .copied()
        .find(|&at| {
            view.is_nominal(at)
                && view.token(at).upos != Upos::Num
                && view.head(at).is_none_or(|head| !within(head))
                && speaks(at)
        })
        .or_else(|| words.iter().copied().find(|&at| view.name_kind(at) == Some(NameKind::Person)))
}

/// A single word after the colon: "Roads to close: treasurer".
fn office(view: &View, tokens: &[usize]) -> Option<usize> {
    let mut words = tokens.iter().copied().filter(|&at| !view.is_punct(at));
    let only = words.next().filter(|&at| matches!(view.token(at).upos, Upos::Noun | Upos::Propn));
    only.filter(|_| words.next().is_none())
}

fn singular(word: &str) -> String {
    word.strip_suffix('s').unwrap_or(word).to_owned()
}
