//! How the words of two mentions hang together in the tree: one completes the other, or is told to be before or after it.

use crate::{cast::Cast, telling::Telling};

/// Whether one mention's words complete the other's: "met to discuss", "a visit for talks".
pub(super) fn bound(cast: &Cast, a: &Telling, b: &Telling) -> bool {
    let tokens = &cast.reading.analysis.tokens;
    if follows(cast, a, b) {
        return false;
    }
    let completes = |inner: usize, outer: usize| {
        let word = &tokens[inner];
        // "recalled its envoy after Bolivia expelled two": a clause with its own subject tells of another's deed.
        let own = word.is("advcl") && cast.reading.analysis.child(inner, "nsubj").is_some();
        word.head == Some(outer)
            && !own
            && ["xcomp", "advcl", "obj", "obl", "nmod"].iter().any(|relation| word.is(relation))
    };
    // "attacked a ferry, killing six and injuring 20", however the tree hangs them up
    let harms = |at: usize| harms(cast, at);
    let joined = |one: usize, other: usize| {
        let participle = matches!(tokens[one].feat("VerbForm"), Some("Ger" | "Part"));
        harms(one) && tokens[one].is("conj") && tokens[one].head == Some(other) && (harms(other) || participle)
    };
    let (one, other) = (a.mention.head, b.mention.head);
    completes(a.mention.head, b.mention.head)
        || completes(b.mention.head, a.mention.head)
        || joined(one, other)
        || joined(other, one)
}

/// Whether one is told to be before or after the other: "arrested him after the coup". "Died after gunmen opened fire" is one deed.
pub(super) fn follows(cast: &Cast, a: &Telling, b: &Telling) -> bool {
    let (reading, analysis) = (cast.reading, cast.reading.analysis);
    let harmed = |at: usize| harms(cast, at) || analysis.tokens[at].lemma == "die";
    let when = |child: usize| {
        let word = &analysis.tokens[child];
        let joins = word.is("mark") || word.is("case");
        joins && matches!(reading.lower(child).as_str(), "after" | "before" | "since" | "following" | "until")
    };
    let under = |one: usize, other: usize| analysis.tokens[one].head == Some(other) && analysis.children(one).any(when);
    let (one, other) = (a.mention.head, b.mention.head);
    (under(one, other) || under(other, one)) && !harmed(one) && !harmed(other)
}

/// Whether a word says that somebody is hurt or killed, and not how.
pub(super) fn harms(cast: &Cast, at: usize) -> bool {
    matches!(cast.reading.analysis.tokens[at].lemma.as_str(), "kill" | "injure" | "wound" | "hurt" | "maim")
}
