//! Quotations that stand by themselves, without a cue: they go on from the statement before.

use record::{StatementMention, TokenSpan};

use crate::{anonymity::is_anonymous, content, view::View};

/// A quotation of fewer words that no cue leads in is a title or a way of speaking.
const SENTENCE: usize = 3;
/// So many sentences may lie between a quotation and the statement that it goes on from.
const NEAR: usize = 2;

/// Statements of the quotations that none of `statements`, ordered by their content, covers.
pub(crate) fn standing(view: &View, statements: &[StatementMention]) -> Vec<StatementMention> {
    let mut found: Vec<StatementMention> = Vec::new();
    for (n, quotation) in view.quotations.iter().enumerate() {
        let covered = statements.iter().any(|statement| {
            let inside = statement.cue.is_some_and(|cue| quotation.span.holds(view.span(cue)));
            !inside && statement.content.iter().any(|piece| piece.meets(quotation.span))
        });
        let tokens = view.quoted_tokens(n);
        if covered || tokens.is_empty() {
            continue;
        }
        let said: Vec<usize> = tokens.tokens().collect();
        let words = said.iter().filter(|&&at| !view.is_punct(at)).count();
        if words < SENTENCE {
            continue;
        }
        let from =
            if stands_alone(view, tokens) { carried(view, statements, &found, tokens) } else { led_in(view, tokens) };
        if let Some(mut statement) = from {
            statement.kind = content::kind(view, &said, None);
            statement.content = content::pieces(view, &said, None);
            if !statement.content.is_empty() {
                found.push(statement);
            }
        }
    }
    found
}

/// Whether a quotation begins and ends with its sentences.
fn stands_alone(view: &View, tokens: TokenSpan) -> bool {
    let (Some(first), Some(last)) = (view.sentence(tokens.start), view.sentence(tokens.end - 1)) else { return false };
    let before = (first.tokens.start..tokens.start).all(|at| view.is_punct(at));
    let after = (tokens.end..last.tokens.end.min(view.analysis.tokens.len())).all(|at| view.is_punct(at));
    before && after
}

/// The statement that a quotation goes on from: the nearest before, or else one that follows in its paragraph.
fn carried(
    view: &View,
    statements: &[StatementMention],
    found: &[StatementMention],
    tokens: TokenSpan,
) -> Option<StatementMention> {
    let start = view.token(tokens.start).span.start;
    let at = view.sentence_index(tokens.start);
    let of = |statement: &StatementMention| sentence_of(view, statement);
    let before = statements
        .iter()
        .chain(found)
        .filter(|statement| statement.speaker.is_some() && statement.content.iter().all(|piece| piece.start < start))
        .filter(|statement| statement.cue.is_none_or(|cue| cue.is_empty() || view.quotation_of(cue.start).is_none()))
        .filter(|statement| of(statement).is_some_and(|(_, last)| last <= at && at - last <= NEAR))
        .max_by_key(|statement| (of(statement), statement.content.last().map(|piece| piece.end)));
    let after = statements.iter().find(|statement| {
        let follows = statement.speaker.is_some() && statement.content.iter().all(|piece| piece.start > start);
        follows
            && of(statement).is_some_and(|(first, _)| {
                let next = view.analysis.sentences.get(first).zip(view.analysis.sentences.get(at));
                first <= at + 1 && next.is_some_and(|(a, b)| a.paragraph == b.paragraph)
            })
    });
    let from = before.or(after)?;
    Some(StatementMention { cue: None, addressee: None, ..from.clone() })
}

/// The sentences that a statement, its speaker and its content stand in: first and last.
fn sentence_of(view: &View, statement: &StatementMention) -> Option<(usize, usize)> {
    let spans = &statement.content;
    let (first, last) = (spans.first()?.start, spans.last()?.end);
    let sentences = &view.analysis.sentences;
    let holds = |at: usize| sentences.iter().position(|sentence| sentence.span.start <= at && at < sentence.span.end);
    Some((holds(first)?, holds(last.saturating_sub(1))?))
}

/// "The group turned him down: "We do not talk."": the subject of the sentence that a colon ends.
fn led_in(view: &View, tokens: TokenSpan) -> Option<StatementMention> {
    let sentence = view.sentence(tokens.start)?;
    let before = tokens.start.checked_sub(1).filter(|&before| before >= sentence.tokens.start)?;
    if view.form(before) != ":" {
        return None;
    }
    let root = sentence
        .tokens
        .tokens()
        .filter(|&at| at < before)
        .find(|&at| view.head(at).is_none_or(|head| head >= before))?;
    let speaker = crate::speaker::of_verb(view, root, 0)?;
    let mention = view.mention(speaker);
    Some(StatementMention {
        kind: record::StatementKind::Direct,
        speaker: Some(mention),
        cue: None,
        content: Vec::new(),
        addressee: None,
        anonymous: is_anonymous(view, mention),
        via: Vec::new(),
    })
}
