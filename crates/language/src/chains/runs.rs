//! Runs of words: what carries a name, what belongs to a noun, what is quoted.

use record::{Analysis, TokenSpan};

/// The token of a run that hangs from outside it; its last where there is none.
pub(super) fn carrier(analysis: &Analysis, tokens: TokenSpan) -> usize {
    let outside = |token: &usize| analysis.tokens[*token].head.is_none_or(|head| !tokens.contains(head));
    tokens.tokens().find(outside).unwrap_or(tokens.end.saturating_sub(1))
}

/// A noun with what stands before it and belongs to it.
pub(super) fn phrase(analysis: &Analysis, head: usize) -> TokenSpan {
    let before = ["det", "amod", "compound", "nummod", "nmod:poss", "case"];
    let first = (analysis.children(head))
        .filter(|&child| child < head && before.iter().any(|deprel| analysis.tokens[child].is(deprel)))
        .filter(|&child| !analysis.tokens[child].is("case"))
        .map(|child| analysis.subtree(child).start)
        .min();
    TokenSpan::new(first.unwrap_or(head).min(head), head + 1)
}

/// For every token whether it stands in quotation marks. A paragraph's end closes them.
pub(super) fn quoted(analysis: &Analysis) -> Vec<bool> {
    let mut inside = vec![false; analysis.tokens.len()];
    let (mut open, mut paragraph) = (false, 0);
    for sentence in &analysis.sentences {
        if sentence.paragraph != paragraph {
            (open, paragraph) = (false, sentence.paragraph);
        }
        for token in sentence.tokens.tokens() {
            match analysis.form(token) {
                "“" | "``" | "«" => open = true,
                "”" | "''" | "»" => open = false,
                "\"" => open = !open,
                _ => inside[token] = open,
            }
        }
    }
    inside
}
