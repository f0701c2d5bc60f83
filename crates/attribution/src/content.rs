//! What is said: the words that a cue ascribes.

use std::collections::BTreeMap;

use record::{Span, StatementKind, Upos};

use crate::{cue::Cue, lexicon::Strength, scores::Role, view::View, ways::ways};

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
const TREE_BONUS: f32 = 0.15;
/// What a way that the tables are sure of is worth more.
const SURE_BONUS: f32 = 0.1;

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
        consider(way, bonus);
    }
    let mut own = Content { tokens: smooth(view, own), strength: Strength::Weak };
    if own.tokens.iter().any(|&token| !view.is_punct(token)) {
        complete(view, cue, speakers, &mut own);
        consider(own, 0.0);
    }
    let best = best?;
    let said = best.tokens.iter().filter_map(|token| roles.get(token)).map(|role| role.content).fold(0.0, f32::max);
    (said >= SAID || best.strength == Strength::Sure).then_some(best)
}

/// Fills gaps of one token, so that a single doubtful word does not split a piece.
fn smooth(view: &View, mut tokens: Vec<usize>) -> Vec<usize> {
    let gaps: Vec<usize> = tokens.windows(2).filter(|pair| pair[1] == pair[0] + 2).map(|pair| pair[0] + 1).collect();
    tokens.extend(gaps.into_iter().filter(|&gap| view.sentence(gap).is_some()));
    tokens.sort_unstable();
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
}

pub(crate) fn is_that(view: &View, at: usize) -> bool {
    view.small(at) == "that" && view.token(at).upos != Upos::Pron
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
