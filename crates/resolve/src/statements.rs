//! Statements as records print them.

use record::{Analysis, Span, Statement, StatementMention, Upos, Via};

use crate::{
    cast::Cast,
    reading::{Reading, folded},
};

/// The order of the text: by the first word of content, then as they were found.
pub(crate) fn in_order(statements: &[StatementMention]) -> Vec<StatementMention> {
    let mut sorted = statements.to_vec();
    sorted.sort_by_key(|statement| statement.content.iter().map(|span| span.start).min());
    sorted
}

/// Prints a statement; `actor` gives the id of a member.
pub(crate) fn statement(
    cast: &Cast,
    at: usize,
    found: &StatementMention,
    actor: &dyn Fn(usize) -> Option<String>,
) -> Statement {
    let analysis = cast.reading.analysis;
    let length = analysis.text.len();
    let id_of = |mention: &record::Mention| cast.members_of(mention).first().and_then(|&member| actor(member));
    let speaker = found.speaker.as_ref().and_then(id_of);
    let cut = |span: &Span| Span::new(span.start.min(length), span.end.min(length));
    let named = found.speaker.filter(|speaker| cast.reading.holds(speaker));
    // "the lawmaker", whom the report names elsewhere.
    let members = found.speaker.as_ref().and_then(|mention| cast.members_of(mention).first());
    let named_elsewhere = members.is_some_and(|&at| cast.members[at].person && !cast.members[at].names.is_empty());
    Statement {
        id: format!("s{}", at + 1),
        kind: found.kind,
        speaker,
        speaker_span: named.map(|speaker| analysis.span(speaker.tokens)),
        cue: found.cue.map(|cue| span_within(analysis, cue)).filter(|span| !span.is_empty()),
        content: found.content.iter().map(cut).filter(|span| !span.is_empty()).collect(),
        addressee: found.addressee.as_ref().and_then(id_of),
        anonymous: found.anonymous && !named_elsewhere,
        via: via(cast, found),
    }
}

/// The span of a run of tokens; empty where the analysis has no such run.
pub(crate) fn span_within(analysis: &Analysis, tokens: record::TokenSpan) -> Span {
    analysis.span(tokens)
}

/// Through whom the report has it. The report's own outlet is none: what it passes on, it says itself.
fn via(cast: &Cast, found: &StatementMention) -> Vec<Via> {
    let reading = cast.reading;
    let own = reading.report.outlet.as_deref().map(folded);
    let passed = found.via.iter().filter(|passed| reading.holds(&passed.mention)).map(|passed| {
        // The mention may hold more of the name than the analysis saw, or the words around it.
        let tokens = match reading.name_of(passed.mention.head).map(|name| reading.analysis.names[name].tokens) {
            Some(name) if passed.mention.tokens.tokens().all(|at| name.contains(at) || capital(reading, at)) => {
                passed.mention.tokens
            }
            Some(name) => name,
            None => passed.mention.tokens,
        };
        Via { name: reading.analysis.words(tokens).to_owned(), span: reading.analysis.span(tokens) }
    });
    passed.filter(|via| Some(folded(&via.name)) != own).collect()
}

fn capital(reading: &Reading, token: usize) -> bool {
    let word = &reading.analysis.tokens[token];
    reading.analysis.form(token).starts_with(char::is_uppercase) && (word.upos == Upos::Propn || word.is("det"))
}
