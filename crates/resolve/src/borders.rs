//! Where a noun phrase begins and ends.

use record::{NameKind, TokenSpan, Upos};

use crate::reading::Reading;

/// The borders of the noun phrase around `head`: what hangs on it to the left, and "of ..." and the like to the right.
pub(crate) fn borders(reading: &Reading, head: usize) -> (usize, usize) {
    let analysis = reading.analysis;
    let sentence = analysis.sentences.get(analysis.sentence_of(head)).map_or(TokenSpan::one(head), |s| s.tokens);
    let under = |token: usize| analysis.above(token).take(12).any(|above| above == head);
    // "U.S. media reports": the country is that of the media.
    let of_outer = |token: usize| {
        let outer = analysis.tokens[head].head.filter(|_| analysis.tokens[head].is("compound"));
        outer.is_some() && analysis.tokens[token].head == outer && reading.country_at(token).is_some()
    };
    let mut start = head;
    while start > sentence.start && (under(start - 1) || of_outer(start - 1)) && analysis.form(start - 1) != "," {
        start -= 1;
    }
    // "he said the minister": a clause in front of the noun is none of its words.
    let outside = |token: usize| {
        matches!(analysis.tokens[token].upos, Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Punct | Upos::Verb)
            && (analysis.tokens[token].upos != Upos::Verb || !analysis.tokens[token].is("amod"))
    };
    while start < head && outside(start) {
        start += 1;
    }
    let mut end = head + 1;
    while end < sentence.end && under(end) && !closes(reading, head, end) {
        end += 1;
    }
    let dangling =
        [Upos::Punct, Upos::Adp, Upos::Det, Upos::Cconj, Upos::Sconj, Upos::Part, Upos::Aux, Upos::Adv, Upos::Verb];
    while end > head + 1 && dangling.contains(&analysis.tokens[end - 1].upos) {
        end -= 1;
    }
    (start, end)
}

/// Whether a word under `head` ends the phrase: a mark, a clause, a name in apposition, another of a list.
fn closes(reading: &Reading, head: usize, token: usize) -> bool {
    let word = &reading.analysis.tokens[token];
    if word.upos == Upos::Punct && reading.analysis.form(token) != "-" || word.upos == Upos::Verb {
        return true;
    }
    // "a bank over missing pensions": what something is about is no part of who it is.
    let about =
        ["over", "about", "amid", "after", "before", "during", "despite"].contains(&reading.lower(token).as_str());
    if about && word.upos == Upos::Adp {
        return true;
    }
    let relative = ["who", "which", "that", "whose", "whom"].contains(&reading.lower(token).as_str());
    let own = word.head == Some(head);
    // "the minister and the Greek chancellor": what hangs on another of a list ends the phrase as well.
    let other = || {
        let on_head = |at: &usize| reading.analysis.tokens[*at].head == Some(head);
        let branch = reading.analysis.above(token).take(12).find(on_head);
        branch.is_some_and(|at| reading.analysis.tokens[at].is("conj") || reading.analysis.tokens[at].is("appos"))
    };
    let person = reading.name_of(token).is_some_and(|name| reading.analysis.names[name].kind == NameKind::Person);
    relative && word.upos == Upos::Pron
        || own && (word.is("appos") || word.is("acl") || word.is("conj") || word.is("cc"))
        || own && person && (word.is("flat") || word.is("appos"))
        || !own && other()
}
