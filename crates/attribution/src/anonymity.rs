//! Whether a speaker is a person whom the text does not name.

use record::{Mention, NameKind, Upos};

use crate::view::View;

/// Whether a mention stands for an unnamed person: "a senior official", "witnesses", "some". A pronoun is what the other
/// mentions of its chain are.
pub(crate) fn is_anonymous(view: &View, mention: Mention) -> bool {
    if view.token(mention.head).upos == Upos::Pron && !view.lexicon.noun_is(&view.lemma(mention.head), "indefinite") {
        let chain =
            view.analysis.chains.iter().find(|chain| chain.mentions.iter().any(|other| other.head == mention.head));
        return chain.is_some_and(|chain| {
            let known: Vec<_> = chain.mentions.iter().filter(|other| other.head < view.analysis.tokens.len()).collect();
            known.iter().any(|other| is_unnamed(view, other.head))
                && !known.iter().any(|other| has_name(view, other.head))
        });
    }
    is_unnamed(view, mention.head)
}

fn is_unnamed(view: &View, head: usize) -> bool {
    let token = view.token(head);
    // "the Coast Guard" is a body with a name.
    if has_name(view, head) || view.name_kind(head) == Some(NameKind::Organisation) {
        return false;
    }
    let lemma = view.lemma(head);
    let by_itself = matches!(token.upos, Upos::Pron | Upos::Det | Upos::Adj | Upos::Num | Upos::Noun);
    let stands = |kind: &str| view.lexicon.noun_is(&lemma, kind) || view.lexicon.noun_is(&view.small(head), kind);
    let person = stands("unnamed") || is_title(view, head) || asks_not_to_be_named(view, head);
    by_itself && stands("indefinite") || token.upos != Upos::Pron && person
}

/// "a herald, who asked not to be named": whatever he is called, the text hides him.
fn asks_not_to_be_named(view: &View, head: usize) -> bool {
    let hides = |at: usize| match view.lemma(at).as_str() {
        "anonymity" => true,
        "name" | "identify" => view.is_verb(at) && view.led_by(at, "aux:pass", "be").is_some(),
        _ => false,
    };
    view.token(head).upos == Upos::Noun && view.under(head, |_| false).into_iter().any(hides)
}

/// "Officials" in a headline, tagged as a proper noun but no name.
fn is_title(view: &View, head: usize) -> bool {
    let lemma = view.small(head);
    let singular = lemma.strip_suffix('s').unwrap_or(&lemma);
    view.token(head).upos == Upos::Propn && view.lexicon.noun_is(singular, "unnamed")
}

/// Whether a person's name belongs to the head itself, not to somebody that it is put in relation to.
fn has_name(view: &View, head: usize) -> bool {
    let named = |at: usize| view.name_kind(at) == Some(NameKind::Person);
    let joined = |at: usize| ["flat", "compound", "appos", "name"].iter().any(|deprel| view.token(at).is(deprel));
    named(head)
        || view.children(head).iter().any(|&child| {
            joined(child) && (named(child) || view.children(child).iter().any(|&inner| joined(inner) && named(inner)))
        })
        || view.token(head).is("appos") && view.head(head).is_some_and(named)
}
