//! What is said: the words that a cue ascribes.

use std::collections::BTreeMap;

use record::{Span, StatementKind, Upos};

use crate::{
    cue::Cue,
    lexicon::{Class, Strength},
    scores::Role,
    view::View,
    ways::ways,
};

/// One way to take what a cue ascribes.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    /// Its tokens, in order.
    pub tokens: Vec<usize>,
    /// Whether the words alone make it a statement.
    pub strength: Strength,
}

/// A content token is more than this likely to be one.
const SAID: f32 = 0.5;
/// What a way that the tree shows is worth beside one that only the scores show, in logarithms of likelihood a token.
const TREE_BONUS: f32 = 1.2;
/// What a way that the tables are sure of is worth more.
const SURE_BONUS: f32 = 0.1;

/// What a way whose end was moved is worth less than the tree's own.
const END_MALUS: f32 = 0.1;

/// A piece so many times shorter than the longest is stray.
const STRAY: usize = 4;

/// The likeliest content of a cue, if there is any.
pub(crate) fn content(
    view: &View,
    cue: &Cue,
    speakers: &[usize],
    roles: Option<&BTreeMap<usize, Role>>,
) -> Option<Content> {
    let mut ways = ways(view, cue, speakers);
    for way in &mut ways {
        complete(view, cue, speakers, way);
    }
    ways.retain(|way| way.tokens.iter().any(|&token| !view.is_punct(token)));
    match roles {
        Some(roles) => likeliest(view, cue, speakers, ways, roles),
        None => {
            ways.into_iter().find(|way| way.strength == Strength::Sure || quoted_share(view, cue, &way.tokens) >= 0.5)
        }
    }
}

/// The way that the scores speak for most, their own among them.
fn likeliest(
    view: &View,
    cue: &Cue,
    speakers: &[usize],
    ways: Vec<Content>,
    roles: &BTreeMap<usize, Role>,
) -> Option<Content> {
    let own: Vec<usize> = roles
        .iter()
        .filter(|(token, role)| role.content > SAID && **token < view.analysis.tokens.len())
        .map(|(&token, _)| token)
        .collect();
    let mut best = None;
    let mut best_worth = f32::MIN;
    let mut consider = |way: Content, bonus: f32| {
        let worth = likelihood(view, cue, speakers, &way.tokens, roles) + bonus;
        if worth > best_worth {
            best_worth = worth;
            best = Some(way);
        }
    };
    for way in ways {
        let bonus = if way.strength == Strength::Sure { TREE_BONUS + SURE_BONUS } else { TREE_BONUS };
        for other in other_ends(view, cue, speakers, &way) {
            consider(other, bonus - END_MALUS);
        }
        consider(way, bonus);
    }
    let mut own = Content { tokens: one_sided(view, cue, smooth(view, own)), strength: Strength::Weak };
    if own.tokens.iter().any(|&token| !view.is_punct(token)) {
        complete(view, cue, speakers, &mut own);
        consider(own, 0.0);
    }
    let best = best?;
    let said = best.tokens.iter().filter_map(|token| roles.get(token)).map(|role| role.content).fold(0.0, f32::max);
    (said >= SAID || best.strength == Strength::Sure).then_some(best)
}

/// The same content, ended at another comma of the sentence or at the sentence's end: trees err most about what hangs on last.
fn other_ends(view: &View, cue: &Cue, speakers: &[usize], way: &Content) -> Vec<Content> {
    let own = view.quotation_of(cue.token);
    let (Some(&first), Some(&last)) = (way.tokens.first(), way.tokens.last()) else { return Vec::new() };
    let Some(sentence) = view.sentence(last) else { return Vec::new() };
    if first < cue.token || view.sentence_index(first) != view.sentence_index(last) {
        return Vec::new();
    }
    let end = sentence.tokens.end.min(view.analysis.tokens.len());
    let borders = (first + 1..end)
        .filter(|&at| [",", ";", ":", "—", "–"].contains(&view.form(at)) && view.quotation_of(at) == own);
    let cut = |border: usize| {
        let mut tokens: Vec<usize> = way.tokens.iter().copied().filter(|&at| at < border).collect();
        tokens.extend(last + 1..border.max(last + 1));
        let mut other = Content { tokens, strength: way.strength };
        complete(view, cue, speakers, &mut other);
        other
    };
    borders.chain([end]).map(cut).filter(|other| other.tokens != way.tokens && !other.tokens.is_empty()).collect()
}

/// Fills gaps of one token, so that a single doubtful word does not split a piece, and drops stray words beside long pieces.
fn smooth(view: &View, mut tokens: Vec<usize>) -> Vec<usize> {
    let gaps: Vec<usize> = tokens.windows(2).filter(|pair| pair[1] == pair[0] + 2).map(|pair| pair[0] + 1).collect();
    tokens.extend(gaps.into_iter().filter(|&gap| view.sentence(gap).is_some()));
    tokens.sort_unstable();
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for token in tokens {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last + 1 == token) => run.push(token),
            _ => runs.push(vec![token]),
        }
    }
    let longest = runs.iter().map(Vec::len).max().unwrap_or(0);
    runs.retain(|run| run.len() * STRAY >= longest);
    runs.into_iter().flatten().collect()
}

/// After a quotation and its cue, words without quotation marks belong to another cue: '"...," said Ann in a letter which said that'.
fn one_sided(view: &View, cue: &Cue, mut tokens: Vec<usize>) -> Vec<usize> {
    let quoted = |at: usize| view.quotation_of(at).is_some();
    let closed = tokens.iter().any(|&at| at < cue.token && quoted(at)) && cue.token > 0 && !quoted(cue.token);
    if closed && tokens.iter().filter(|&&at| at < cue.token && !view.is_punct(at)).all(|&at| quoted(at)) {
        tokens.retain(|&at| at < cue.token || quoted(at));
    }
    tokens
}

/// The mean logarithm of the likelihood that just these tokens of the sentence are said.
fn likelihood(view: &View, cue: &Cue, speakers: &[usize], tokens: &[usize], roles: &BTreeMap<usize, Role>) -> f32 {
    let judged = roles.iter().filter(|(token, _)| {
        **token < view.analysis.tokens.len()
            && !view.is_punct(**token)
            && !cue.words.contains(**token)
            && !speakers.contains(token)
    });
    let (mut sum, mut count) = (0.0, 0.0f32);
    for (token, role) in judged {
        let p = role.content.clamp(0.02, 0.98);
        sum += if tokens.binary_search(token).is_ok() { p.ln() } else { (1.0 - p).ln() };
        count += 1.0;
    }
    sum / count.max(1.0)
}

/// Takes out cue and speaker, and takes in the rest of quotations that are said in part.
fn complete(view: &View, cue: &Cue, speakers: &[usize], way: &mut Content) {
    let own = view.quotation_of(cue.token);
    let foreign = |token: usize| cue.words.contains(token) || speakers.contains(&token);
    way.tokens.retain(|&token| !foreign(token) && (own.is_none() || view.quotation_of(token) == own));
    let mut quotations: Vec<usize> = way
        .tokens
        .iter()
        .filter(|&&token| !view.is_punct(token))
        .filter_map(|&token| view.quotation_of(token))
        .filter(|&quotation| Some(quotation) != own)
        .collect();
    quotations.dedup();
    for quotation in quotations {
        way.tokens.extend(view.quoted_tokens(quotation).tokens());
    }
    way.tokens.sort_unstable();
    way.tokens.dedup();
    cut_at_colon(view, cue, way);
    cut_at_next_cue(view, cue, way);
    way.tokens.sort_unstable();
    way.tokens.dedup();
}

pub(crate) fn is_that(view: &View, at: usize) -> bool {
    view.small(at) == "that" && view.token(at).upos != Upos::Pron
}

/// "said the dam held, adding that": the next participle of speaking begins another statement of the same speaker.
fn cut_at_next_cue(view: &View, cue: &Cue, way: &mut Content) {
    let own = view.quotation_of(cue.token);
    let next = way.tokens.iter().copied().find(|&at| {
        let speaks = view.is_verb(at)
            && view.small(at).ends_with("ing")
            && view.lexicon.cue(&view.lemma(at), &[Class::Say]).is_some();
        let comma = (1..=2).any(|back| {
            at >= back && view.form(at - back) == "," && (back == 1 || view.token(at - 1).upos == Upos::Adv)
        });
        let that = at + 1 < view.analysis.tokens.len() && is_that(view, at + 1) && !view.token(at).is("acl");
        let joined = view.token(at).is("conj")
            && at > 0
            && view.token(at - 1).is("cc")
            && view.is_verb(at)
            && view.token(at).feat("Tense") == view.token(cue.token).feat("Tense")
            && view.token(at).feat("VerbForm") == Some("Fin")
            && view.lexicon.cue(&view.lemma(at), &[Class::Say]).is_some();
        at > cue.token
            && (speaks && (comma || that) || joined)
            && view.quotation_of(at) == own
            && view.child(at, "nsubj").is_none()
    });
    if let Some(next) = next.filter(|&next| way.tokens.iter().any(|&at| at < next && !view.is_punct(at))) {
        way.tokens.retain(|&at| at < next);
        while way
            .tokens
            .last()
            .is_some_and(|&last| view.is_punct(last) && view.quotation_of(last) == own || last + 1 == next)
        {
            way.tokens.pop();
        }
    }
}

/// "said the dam held: "We are safe."": what a colon adds to a clause in the report's words stands alone.
fn cut_at_colon(view: &View, cue: &Cue, way: &mut Content) {
    let own = view.quotation_of(cue.token);
    let colon = way.tokens.iter().copied().find(|&at| {
        let quoted = (at + 1 < view.analysis.tokens.len())
            && view.quotation_of(at + 1).is_some_and(|quotation| Some(quotation) != own);
        view.form(at) == ":" && view.quotation_of(at) == own && quoted
    });
    let Some(colon) = colon else { return };
    let clause = way.tokens.iter().any(|&at| at < colon && view.is_verb(at) && view.quotation_of(at) == own);
    if clause && way.tokens.first().is_some_and(|&first| first > cue.token) {
        way.tokens.retain(|&at| at < colon);
    }
}

/// How many of the words stand in quotation marks, those around the cue itself aside.
fn quoted_share(view: &View, cue: &Cue, tokens: &[usize]) -> f32 {
    let own = view.quotation_of(cue.token);
    let words: Vec<usize> = tokens.iter().copied().filter(|&at| !view.is_punct(at) && !is_that(view, at)).collect();
    let quoted =
        words.iter().filter(|&&at| view.quotation_of(at).is_some_and(|quotation| Some(quotation) != own)).count();
    quoted as f32 / words.len().max(1) as f32
}

/// How content is given: quoted, in part quoted, or not. `own` is the quotation that the cue itself stands in.
pub(crate) fn kind(view: &View, tokens: &[usize], own: Option<usize>) -> StatementKind {
    let words = tokens.iter().copied().filter(|&at| !view.is_punct(at) && !is_that(view, at));
    let quoted: Vec<bool> =
        words.map(|at| view.quotation_of(at).is_some_and(|quotation| Some(quotation) != own)).collect();
    match (quoted.iter().all(|&quoted| quoted), quoted.iter().any(|&quoted| quoted)) {
        (true, true) => StatementKind::Direct,
        (false, true) => StatementKind::Mixed,
        _ => StatementKind::Indirect,
    }
}

/// The pieces of text that tokens make: runs without the marks and the "that" at their borders.
/// `own` is the quotation that the cue itself stands in: its marks are no part of them.
pub(crate) fn pieces(view: &View, tokens: &[usize], own: Option<usize>) -> Vec<Span> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &at in tokens {
        match runs.last_mut() {
            Some((_, last)) if *last < at && (*last + 1..at).all(|between| view.is_punct(between)) => *last = at,
            _ => runs.push((at, at)),
        }
    }
    let mut trimmed: Vec<(usize, usize)> =
        runs.into_iter().filter_map(|(first, last)| trim(view, first, last, own)).collect();
    let longest = trimmed.iter().map(|(first, last)| last + 1 - first).max().unwrap_or(0);
    // A stray word beside a long piece is a slip of the tree.
    trimmed.retain(|(first, last)| last > first || longest < 4 || view.is_verb(*first) || view.is_nominal(*first));
    trimmed
        .into_iter()
        .map(|(first, last)| Span::new(view.token(first).span.start, view.token(last).span.end))
        .filter(|span| !span.is_empty())
        .collect()
}

fn trim(view: &View, mut first: usize, mut last: usize, own: Option<usize>) -> Option<(usize, usize)> {
    let quoted = |at: usize| view.quotation_of(at).is_some_and(|quotation| Some(quotation) != own);
    loop {
        let opens = "([$£€#".contains(view.form(first)) || quoted(first);
        let slack = view.is_punct(first) && !opens || is_that(view, first) && view.token(first).is("mark");
        if !slack {
            break;
        }
        first += 1;
        if first > last {
            return None;
        }
    }
    while view.is_punct(last) && !quoted(last) && !closes_bracket(view, first, last) {
        if last == first {
            return None;
        }
        last -= 1;
    }
    Some((first, last))
}

fn closes_bracket(view: &View, first: usize, last: usize) -> bool {
    match view.form(last) {
        ")" => (first..last).any(|at| view.form(at) == "("),
        "]" => (first..last).any(|at| view.form(at) == "["),
        "%" => true,
        _ => false,
    }
}
