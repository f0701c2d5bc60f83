//! Through whom the report has a statement: outlets that were told, or that pass it on.

use record::{Mention, NameKind, PassedOn, Upos};

use crate::{cue::Cue, view::View};

/// The outlets that a cue's own clause names, content and speaker aside, in the order of the text.
pub(crate) fn outlets(view: &View, cue: &Cue, speaker: Option<usize>, content: &[usize]) -> Vec<PassedOn> {
    let mut found: Vec<PassedOn> = Vec::new();
    let mut add = |mention: Mention| {
        if !found.iter().any(|other| other.mention.tokens.meets(mention.tokens)) {
            found.push(PassedOn { mention });
        }
    };
    if let Some(speaker) = speaker.filter(|&speaker| speaks_for_an_outlet(view, speaker)) {
        for at in view.under(speaker, |child| view.token(child).is("acl") || view.token(child).is("conj")) {
            if at != speaker && is_outlet(view, at) {
                add(view.mention(at));
            }
        }
    }
    let own = speaker.map(|speaker| view.under(speaker, |_| false)).unwrap_or_default();
    let clause = clause(view, cue.token);
    for at in clause {
        let passes = ["obj", "iobj", "obl", "nmod", "conj", "pobj"].iter().any(|deprel| view.token(at).is(deprel));
        if passes
            && !own.contains(&at)
            && content.binary_search(&at).is_err()
            && !cue.words.contains(at)
            && is_outlet(view, at)
            && is_led(view, at)
        {
            add(view.mention(at));
        }
    }
    found
}

/// The words of a cue's clause: under the cue, and under the clause that it takes part in.
fn clause(view: &View, cue: usize) -> Vec<usize> {
    let mut tokens =
        view.under(cue, |child| view.token(child).is("ccomp") || view.token(child).is("conj") && view.is_verb(child));
    let joined = ["conj", "xcomp", "advcl"].iter().any(|deprel| view.token(cue).is(deprel));
    if let Some(head) = view.head(cue).filter(|_| joined) {
        tokens.extend(
            view.under(head, |child| child == cue || view.token(child).is("ccomp") || view.token(child).is("conj")),
        );
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// "told Reuters", "to Reuters", "in an interview with Reuters", "on Reuters Television": not "about Reuters".
fn is_led(view: &View, at: usize) -> bool {
    let word =
        view.children(at).iter().copied().find(|&child| view.token(child).is("case")).map(|case| view.small(case));
    match word.as_deref() {
        None => {
            view.token(at).is("obj")
                || view.token(at).is("iobj")
                || view.token(at).is("conj")
                || view.child(at, "nmod:poss").is_none()
        }
        Some(word) => ["to", "with", "on", "by", "in", "via", "through", "for", "'s", "’s", "of"].contains(&word),
    }
}

/// Whether a token heads the name of an outlet, or words for one ("a local newspaper").
pub(crate) fn is_outlet(view: &View, at: usize) -> bool {
    let form = view.form(at);
    if view.lexicon.outlet_is(form, "platform") {
        return false;
    }
    let Some(name) = view.analysis.name_at(at) else {
        let lemma = view.lemma(at);
        let described = |child: &usize| {
            view.lexicon.outlet_is(&view.small(*child), "word") || view.lexicon.outlet_is(view.form(*child), "name")
        };
        let common = view.lexicon.noun_is(&lemma, "outlet")
            || view.lexicon.noun_is(&lemma, "carrier") && view.children(at).iter().any(described);
        return common && view.token(at).upos == Upos::Noun
            || view.lexicon.outlet_is(form, "name") && view.token(at).upos == Upos::Propn;
    };
    if name.kind == NameKind::Person || name.tokens.is_empty() || name.tokens.end > view.analysis.tokens.len() {
        return false;
    }
    let words = view.analysis.words(name.tokens);
    let bare = words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(words);
    view.lexicon.outlet_is(words, "name")
        || view.lexicon.outlet_is(bare, "name")
        || name.kind != NameKind::Location
            && name
                .tokens
                .tokens()
                .any(|at| view.token(at).upos == Upos::Propn && view.lexicon.outlet_is(&view.small(at), "word"))
        || name.kind != NameKind::Location
            && name.tokens.tokens().any(|at| view.lexicon.outlet_is(view.form(at), "name"))
}

fn speaks_for_an_outlet(view: &View, speaker: usize) -> bool {
    let journalist = |at: usize| view.lexicon.noun_is(&view.lemma(at), "journalist");
    journalist(speaker)
        || view
            .children(speaker)
            .iter()
            .any(|&child| (view.token(child).is("appos") || view.token(child).is("compound")) && journalist(child))
}

/// To whom a cue's words are said, outlets aside: they pass the words on.
pub(crate) fn addressee(view: &View, cue: &Cue, content: &[usize]) -> Option<Mention> {
    let person = |at: usize| {
        view.is_named_party(at)
            || view.token(at).upos == Upos::Pron
            || view.lexicon.noun_is(&view.lemma(at), "hearer")
            || view.lexicon.noun_is(&view.lemma(at), "unnamed")
    };
    let hears = |at: usize| {
        let token = view.token(at);
        let told = token.is("obj") || token.is("iobj");
        let to = (token.is("obl") || token.is("nmod")) && view.led_by(at, "case", "to").is_some();
        (told || to) && at > cue.token && person(at) && content.binary_search(&at).is_err() && !is_outlet(view, at)
    };
    view.children(cue.token).iter().copied().find(|&child| hears(child)).map(|head| view.mention(head))
}
