//! Where a said clause ends, and the report or the next statement goes on.

use crate::{lexicon::Class, view::View};

/// The tokens of the clause that a cue governs: without what the tree wrongly puts under it, with what the tree wrongly puts beside it.
pub(crate) fn said_clause(view: &View, cue: usize, clause: usize) -> Vec<usize> {
    let mut tokens = view.under(clause, |child| in_clause(view, clause, child));
    for &child in view.children(cue) {
        if child > clause && goes_on(view, child) {
            tokens.extend(view.under(child, |inner| in_clause(view, clause, inner)));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Whether a branch under `clause` is no part of what is said: the next cue of the same speaker, or the report's own remark.
pub(crate) fn in_clause(view: &View, clause: usize, child: usize) -> bool {
    if child < clause || view.quotation_of(child).is_some() && view.quotation_of(child) == view.quotation_of(clause) {
        return false;
    }
    let token = view.token(child);
    let subject = view.child(child, "nsubj").is_some();
    let cue = view.is_verb(child) && view.lexicon.cue(&view.lemma(child), &[Class::Say]).is_some();
    let marked = |words: &[&str]| {
        view.children(child)
            .iter()
            .any(|&mark| view.token(mark).is("mark") && words.contains(&view.small(mark).as_str()))
    };
    let first = view.under(child, |_| false).into_iter().find(|&at| !view.is_punct(at)).unwrap_or(child);
    let comma = first > 0 && view.form(first - 1) == ",";
    let on_clause = view.head(child) == Some(clause);
    // "said it rained, adding that", "said it rained saying that"
    let next_participle = cue
        && !subject
        && (token.is("advcl") || token.is("conj") || token.is("acl"))
        && view.small(child).ends_with("ing")
        && comma;
    // "said it rained and vowed to"
    let next_finite =
        cue && !subject && token.is("conj") && on_clause && !marked(&["that"]) && view.child(child, "aux").is_none();
    // "said it rained, although others deny it"
    let remark = token.is("advcl") && comma && subject && marked(&["although", "though", "while", "whereas"]);
    // "said it rained, which she called odd"
    let relative = token.is("acl:relcl") && cue && comma;
    let colon = token.is("parataxis")
        && first > 0
        && (view.form(first - 1) == ":" || view.form(first - 1) == "\"" && first > 1 && view.form(first - 2) == ":");
    next_participle || next_finite || remark || relative || colon
}

/// Whether a branch beside a said clause belongs to it after all: "said it rains, and roads will flood", "if it rains".
fn goes_on(view: &View, child: usize) -> bool {
    let token = view.token(child);
    let own_cue = view.lexicon.cue(&view.lemma(child), &[Class::Say, Class::Think]).is_some();
    let modal = view.children(child).iter().any(|&aux| {
        view.token(aux).is("aux") && ["will", "would", "could", "might"].contains(&view.small(aux).as_str())
    });
    let subject = view.child(child, "nsubj");
    let pronoun = subject.is_some_and(|subject| ["they", "it", "he", "she"].contains(&view.small(subject).as_str()));
    let condition = view.children(child).iter().any(|&mark| {
        view.token(mark).is("mark") && ["if", "because", "unless", "until"].contains(&view.small(mark).as_str())
    });
    !own_cue && (token.is("conj") && subject.is_some() && (modal || pronoun) || token.is("advcl") && condition)
}
