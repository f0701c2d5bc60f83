//! The quotations that stand beside a cue, whatever the tree makes of them.

use crate::{
    content::is_that,
    cue::Cue,
    lexicon::{Class, Frame, Strength},
    view::View,
};

/// The quotations that a cue leads in or follows.
pub(crate) fn beside(view: &View, cue: &Cue) -> Vec<usize> {
    let Some(sentence) = view.sentence(cue.token) else { return Vec::new() };
    let own = view.quotation_of(cue.token);
    let mut quotations: Vec<usize> = sentence
        .tokens
        .tokens()
        .filter(|&at| at < view.analysis.tokens.len())
        .filter_map(|at| view.quotation_of(at))
        .collect();
    quotations.dedup();
    quotations.retain(|&quotation| own.is_none() && leads(view, cue, quotation));
    quotations
}

/// Whether the words between a cue and a quotation leave the quotation to it.
fn leads(view: &View, cue: &Cue, quotation: usize) -> bool {
    let tokens = view.quoted_tokens(quotation);
    if tokens.is_empty() {
        return false;
    }
    let verb = cue.token;
    let other_cue = |at: usize| {
        view.is_verb(at)
            && view.quotation_of(at).is_none()
            && view.lexicon.cue(&view.lemma(at), &[Class::Say]).is_some_and(|entry| {
                entry.frames.iter().any(|(frame, strength)| *frame == Frame::Quote && *strength == Strength::Sure)
            })
    };
    let words = tokens.tokens().filter(|&at| !view.is_punct(at)).count();
    let speaks = cue.frame(&Frame::Quote).is_some() || cue.entry.is_none();
    if !speaks || words < 4 && cue.frame(&Frame::That) != Some(Strength::Sure) && cue.entry.is_some() {
        return false;
    }
    if tokens.start > verb {
        let before = tokens.start - 1;
        let led = view.form(before) == ":"
            || view.form(before) == ","
            || cue.words.contains(before)
            || is_that(view, before)
            || view.is_under(before, verb) && words > 3 && view.is_nominal(before);
        let between = cue.words.end..tokens.start;
        let governed = tokens.tokens().any(|at| {
            view.head(at) == Some(verb) && ["ccomp", "parataxis"].iter().any(|deprel| view.token(at).is(deprel))
        });
        (led || governed)
            && !between.clone().any(other_cue)
            && (governed || !between.clone().any(|at| view.form(at) == ";"))
            && (governed || between.len() < 30)
    } else {
        let last = tokens.end - 1;
        let starts = view
            .sentence(tokens.start)
            .is_some_and(|sentence| (sentence.tokens.start..tokens.start).all(|at| view.is_punct(at)));
        let closed = starts && tokens.end == verb
            || last > tokens.start && ",?!.—–-".contains(view.form(last - 1))
            || view.form(tokens.end.min(verb)) == ",";
        let between = tokens.end..verb;
        let speaks = between
            .clone()
            .filter(|&at| {
                view.is_verb(at)
                    && !view.token(at).is("acl")
                    && !view.token(at).is("aux")
                    && view.quotation_of(at).is_none()
            })
            .count();
        let ends_there = between.clone().any(|at| view.sentence_index(at) != view.sentence_index(verb));
        closed && speaks == 0 && !ends_there && between.len() < 40
    }
}
