//! How far a mention reaches.
//!
//! The reader's mentions are short: a name, or a noun with what stands before it, as a record shows them. OntoNotes
//! marks the whole noun phrase, with all that follows the noun ("the mayor of Olm, who left"). That is a convention of
//! the annotation, and which words it takes follows from the tree, so that it is made here and not kept by the reader.

use record::{Analysis, Mention, TokenSpan};

/// Dependents that are no part of a noun phrase that they hang on: what joins it to others, and, where it is a
/// predicate, the clause about it.
const OUTSIDE: [&str; 14] = [
    "case",
    "cc",
    "conj",
    "punct",
    "parataxis",
    "discourse",
    "vocative",
    "cop",
    "nsubj",
    "aux",
    "mark",
    "advcl",
    "dislocated",
    "reparandum",
];

/// The whole noun phrase that a mention's head carries; at least the mention itself.
pub fn whole(analysis: &Analysis, mention: &Mention) -> TokenSpan {
    let head = mention.head;
    let mut run = cover(TokenSpan::one(head), mention.tokens);
    for child in analysis.children(head) {
        let token = &analysis.tokens[child];
        if token.is("case") && child > head {
            // The possessive "'s".
            run = cover(run, TokenSpan::one(child));
        } else if !OUTSIDE.iter().any(|deprel| token.is(deprel)) {
            run = cover(run, analysis.subtree(child));
        }
    }
    let mark = |token: usize| ![",", ";", ":", ".", "-", "–", "—"].contains(&analysis.form(token));
    let start = run.tokens().find(|&token| token == head || mark(token)).unwrap_or(head);
    let end = run.tokens().rev().find(|&token| token == head || mark(token)).unwrap_or(head) + 1;
    TokenSpan::new(start, end)
}

fn cover(run: TokenSpan, other: TokenSpan) -> TokenSpan {
    TokenSpan::new(run.start.min(other.start), run.end.max(other.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as form, head (from 1) and relation; the phrase that the word at `head` carries.
    #[track_caller]
    fn check(rows: &[(&str, usize, &str)], head: usize, expected: &str) {
        let row = |(n, (form, to, deprel)): (usize, &(&str, usize, &str))| {
            format!("{}\t{form}\t_\tX\t_\t_\t{to}\t{deprel}\t_\t_\n", n + 1)
        };
        let table: String = rows.iter().enumerate().map(row).collect();
        let analysis = record::conllu::read(&table).unwrap();
        let mention = Mention { tokens: TokenSpan::one(head), head };
        assert_eq!(analysis.words(whole(&analysis, &mention)), expected);
    }

    #[test]
    fn a_phrase_holds_what_follows_the_noun() {
        let rows = [
            ("by", 3, "case"),
            ("the", 3, "det"),
            ("mayor", 0, "root"),
            ("of", 5, "case"),
            ("Olm", 3, "nmod"),
            (",", 8, "punct"),
            ("who", 8, "nsubj"),
            ("left", 3, "acl:relcl"),
            (",", 8, "punct"),
        ];
        check(&rows, 2, "the mayor of Olm , who left");
        check(&rows, 4, "Olm");
    }

    #[test]
    fn what_is_joined_to_a_phrase_is_no_part_of_it() {
        let rows = [
            ("Reed", 3, "nmod:poss"),
            ("'s", 1, "case"),
            ("boats", 0, "root"),
            ("and", 6, "cc"),
            ("old", 6, "amod"),
            ("nets", 3, "conj"),
            ("sank", 3, "parataxis"),
        ];
        check(&rows, 2, "Reed 's boats");
        check(&rows, 0, "Reed 's");
        check(&rows, 5, "old nets");
    }

    #[test]
    fn a_predicate_leaves_its_clause_out() {
        let rows = [("She", 4, "nsubj"), ("is", 4, "cop"), ("a", 4, "det"), ("judge", 0, "root"), (".", 4, "punct")];
        check(&rows, 3, "a judge");
    }
}
