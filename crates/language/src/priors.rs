//! What a tree can hardly be, whatever its arcs score.

use record::{Analysis, TokenSpan, Upos};

/// What an unlikely arc loses, as a logarithm.
const LOSS: f32 = 4.0;

/// Lowers the unlikely ones among the scores of a stretch's arcs, tokens x (root and tokens).
pub(crate) fn lower(analysis: &Analysis, tokens: TokenSpan, arcs: &mut [f32]) {
    let width = tokens.len() + 1;
    let quoted = quotations(analysis, tokens);
    for (at, token) in tokens.tokens().enumerate() {
        let row = &mut arcs[at * width + 1..(at + 1) * width];
        // "Her visit follows Norway's attempt": whose it is stands before what it is.
        if owns(analysis, tokens, token) {
            row[..at].iter_mut().for_each(|score| *score -= LOSS);
        }
        // "“He told them that,” a member said": what stands beside a speech is no part of it.
        let nominal = matches!(analysis.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::Pron);
        if nominal && !quoted[at] {
            row.iter_mut().zip(&quoted).filter(|(_, quoted)| **quoted).for_each(|(score, _)| *score -= LOSS);
        }
    }
}

/// Mends what tags and tree of a stretch say of one word. What an article leads, "denounced *the attack*", is no verb. What a
/// preposition leads, "close *to the government*", is no subject, but belongs to the noun or adjective right before the
/// preposition, or else to the verb. Of whom some are counted, "four *of its soldiers*", belongs to the number; on whom blame is
/// laid, to the blaming. What stands behind a verb that has a subject before it, "Reuters quoted *Ann*", is its object.
pub(crate) fn mend(analysis: &mut Analysis, tokens: TokenSpan) {
    const LEADING: [&str; 9] = ["to", "of", "from", "with", "in", "at", "on", "by", "for"];
    for token in tokens.tokens() {
        let article = |child: usize| {
            analysis.tokens[child].is("det")
                && matches!(analysis.form(child).to_lowercase().as_str(), "the" | "a" | "an")
        };
        let thing = ["nsubj", "obj", "obl", "nmod"].iter().any(|relation| analysis.tokens[token].is(relation));
        if thing && analysis.tokens[token].upos == Upos::Verb && analysis.children(token).any(article) {
            analysis.tokens[token].upos = Upos::Noun;
        }
        if let Some(number) = counting(analysis, tokens, token) {
            analysis.tokens[token].head = Some(number);
            analysis.tokens[token].deprel = "nmod".into();
        }
        if let Some(verb) = laid_on(analysis, token) {
            analysis.tokens[token].head = Some(verb);
            analysis.tokens[token].deprel = "obl".into();
        }
        if !analysis.tokens[token].is("nsubj") {
            continue;
        }
        if is_second_subject(analysis, token) {
            analysis.tokens[token].deprel = "obj".into();
            continue;
        }
        let leads = |&child: &usize| {
            let word = analysis.form(child).to_lowercase();
            child < token && analysis.tokens[child].is("case") && LEADING.contains(&word.as_str())
        };
        let Some(preposition) = analysis.children(token).find(leads) else { continue };
        let before = preposition.checked_sub(1).filter(|&before| tokens.contains(before));
        let class = before.map(|before| analysis.tokens[before].upos);
        let (head, relation) = match class {
            Some(Upos::Adj) => (before, "obl"),
            Some(Upos::Noun | Upos::Propn) => (before, "nmod"),
            _ => (analysis.tokens[token].head, "obl"),
        };
        let loops = before == head && analysis.above(before.unwrap_or(token)).any(|over| over == token);
        let word = &mut analysis.tokens[token];
        word.deprel = relation.into();
        word.head = if loops { word.head } else { head };
    }
}

/// The verb of blame whose object has drawn to it on whom it is laid: "blamed the *violence* on *rebels*".
fn laid_on(analysis: &Analysis, token: usize) -> Option<usize> {
    let on = |child: usize| analysis.tokens[child].is("case") && analysis.form(child) == "on";
    let object = analysis.tokens[token].head.filter(|_| analysis.tokens[token].is("nmod"))?;
    let verb = analysis.tokens[object].head.filter(|_| analysis.tokens[object].is("obj"))?;
    let blames = analysis.tokens[verb].upos == Upos::Verb && analysis.form(verb).to_lowercase().starts_with("blam");
    (blames && object < token && analysis.children(token).any(on)).then_some(verb)
}

/// The number that counts some of those for whom a word stands, where the word hangs on the number's verb: "four of its
/// soldiers were killed".
fn counting(analysis: &Analysis, tokens: TokenSpan, token: usize) -> Option<usize> {
    let word = &analysis.tokens[token];
    let of = |&child: &usize| analysis.tokens[child].is("case") && analysis.form(child) == "of";
    let of = analysis.children(token).find(of).filter(|&of| of < token)?;
    let number = of.checked_sub(1).filter(|&number| tokens.contains(number))?;
    let counts = &analysis.tokens[number];
    let party = counts.is("nsubj") || counts.is("obj") || counts.is("obl");
    let beside = counts.upos == Upos::Num && party && word.head.is_some() && word.head == counts.head;
    (beside && (word.is("obl") || word.is("nmod") || word.is("nsubj"))).then_some(number)
}

/// Whether a subject stands behind its verb, which has another before it and no object.
fn is_second_subject(analysis: &Analysis, token: usize) -> bool {
    let Some(verb) = analysis.tokens[token].head.filter(|&verb| verb < token) else { return false };
    let plain = |at: usize| analysis.tokens[at].deprel == "nsubj";
    let first = analysis.children(verb).any(|child| child < verb && plain(child));
    let object = analysis.child(verb, "obj").is_some();
    plain(token) && first && !object && analysis.tokens[verb].upos == Upos::Verb
}

/// Whether "'s" stands behind a word. A name of several words is left as it is: its last may hang from its first.
fn owns(analysis: &Analysis, tokens: TokenSpan, token: usize) -> bool {
    let next = token + 1;
    let before = token.checked_sub(1).filter(|&before| tokens.contains(before));
    tokens.contains(next)
        && analysis.tokens[next].upos == Upos::Part
        && matches!(analysis.form(next), "'s" | "’s" | "'" | "’")
        && before.is_none_or(|before| {
            let joins = matches!(analysis.form(before), "," | "&") || analysis.tokens[before].upos == Upos::Cconj;
            // "a friend of Anna's"
            let of = analysis.form(before) == "of";
            analysis.tokens[before].upos != Upos::Propn && !joins && !of
        })
}

/// For every token of a stretch whether it stands in the quotation that opens it, holds a verb and ends as speech does, before
/// or behind its mark: the words of `they "strongly condemned" it` and `the aim was to "condemn" it` are the sentence's own.
fn quotations(analysis: &Analysis, tokens: TokenSpan) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let mut open = None;
    for (at, token) in tokens.tokens().enumerate() {
        let opens = match analysis.form(token) {
            "“" | "``" => true,
            "”" | "''" => false,
            "\"" => at == 0,
            _ => continue,
        };
        if opens {
            open = open.or(Some(at).filter(|&at| at == 0));
        } else if let Some(start) = open.take() {
            let holds_verb = (start..at).any(|word| analysis.tokens[tokens.start + word].upos == Upos::Verb);
            let mark = |at: Option<usize>| {
                at.is_some_and(|at| tokens.contains(at) && matches!(analysis.form(at), "," | "." | "!" | "?"))
            };
            let ends = mark(token.checked_sub(1)) || mark(Some(token + 1));
            inside[start..=at].fill(holds_verb && ends);
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arcs that lose, as pairs of letters: dependent and head.
    fn lowered(words: &str) -> Vec<String> {
        let rows = words.split(' ').enumerate().map(|(n, word)| {
            let (form, upos) = word.split_once('/').unwrap();
            format!("{}\t{form}\t_\t{upos}\t_\t_\t0\troot\t_\t_\n", n + 1)
        });
        let analysis = record::conllu::read(&rows.collect::<String>()).unwrap();
        let n = analysis.tokens.len();
        let mut arcs = vec![0.0; n * (n + 1)];
        lower(&analysis, TokenSpan::new(0, n), &mut arcs);
        let lost = (0..arcs.len()).filter(|&arc| arcs[arc] < 0.0);
        lost.map(|arc| format!("{} {}", analysis.form(arc / (n + 1)), analysis.form(arc % (n + 1) - 1))).collect()
    }

    #[test]
    fn what_a_preposition_leads_is_no_subject_and_what_an_article_leads_no_verb() {
        let row = |n: usize, form: &str, upos: &str, head: usize, relation: &str| {
            format!("{n}\t{form}\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n")
        };
        let table = row(1, "aides", "NOUN", 5, "nsubj")
            + &row(2, "close", "ADJ", 1, "amod")
            + &row(3, "to", "ADP", 4, "case")
            + &row(4, "Obi", "PROPN", 5, "nsubj")
            + &row(5, "left", "VERB", 0, "root");
        let mut analysis = record::conllu::read(&table).unwrap();
        mend(&mut analysis, TokenSpan::new(0, 5));
        let told = |token: usize| (analysis.tokens[token].head, analysis.tokens[token].deprel.to_string());
        assert_eq!(told(3), (Some(1), "obl".to_owned()));
        assert_eq!(told(0), (Some(4), "nsubj".to_owned()));
        let table = row(1, "Reuters", "PROPN", 2, "nsubj")
            + &row(2, "quoted", "VERB", 0, "root")
            + &row(3, "Obi", "PROPN", 2, "nsubj");
        let mut analysis = record::conllu::read(&table).unwrap();
        mend(&mut analysis, TokenSpan::new(0, 3));
        assert_eq!([0, 2].map(|token| analysis.tokens[token].deprel.to_string()), ["nsubj", "obj"]);
        let table = row(1, "denounced", "VERB", 0, "root")
            + &row(2, "the", "DET", 3, "det")
            + &row(3, "attack", "VERB", 1, "obj");
        let mut analysis = record::conllu::read(&table).unwrap();
        mend(&mut analysis, TokenSpan::new(0, 3));
        assert_eq!(
            analysis.tokens.iter().map(|token| token.upos).collect::<Vec<_>>(),
            [Upos::Verb, Upos::Det, Upos::Noun]
        );
    }

    /// Where the word number `token` hangs after mending, and by what relation.
    fn mended(rows: &[(&str, &str, usize, &str)], token: usize) -> (Option<usize>, String) {
        let rows = rows.iter().enumerate();
        let row = |(n, (form, upos, head, relation)): (usize, &(&str, &str, usize, &str))| {
            format!("{}\t{form}\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n", n + 1)
        };
        let mut analysis = record::conllu::read(&rows.map(row).collect::<String>()).unwrap();
        let end = analysis.tokens.len();
        mend(&mut analysis, TokenSpan::new(0, end));
        (analysis.tokens[token].head, analysis.tokens[token].deprel.to_string())
    }

    #[test]
    fn of_whom_some_are_counted_belongs_to_the_number() {
        let rows = |number: &'static str| {
            [
                ("four", number, 4, "nsubj:pass"),
                ("of", "ADP", 3, "case"),
                ("them", "PRON", 4, "obl"),
                ("died", "VERB", 0, "root"),
            ]
        };
        assert_eq!(mended(&rows("NUM"), 2), (Some(0), "nmod".to_owned()));
        assert_eq!(mended(&rows("NOUN"), 2), (Some(3), "obl".to_owned()));
    }

    #[test]
    fn blame_is_laid_on_somebody() {
        let rows = |verb: &'static str| {
            [
                ("she", "PRON", 2, "nsubj"),
                (verb, "VERB", 0, "root"),
                ("raids", "NOUN", 2, "obj"),
                ("on", "ADP", 5, "case"),
                ("rebels", "NOUN", 3, "nmod"),
            ]
        };
        assert_eq!(mended(&rows("blamed"), 4), (Some(1), "obl".to_owned()));
        assert_eq!(mended(&rows("saw"), 4), (Some(2), "nmod".to_owned()));
    }

    #[test]
    fn an_owner_does_not_hang_from_what_stands_before() {
        assert_eq!(lowered("trips/NOUN follow/VERB Chad/PROPN 's/PART plea/NOUN"), ["Chad trips", "Chad follow"]);
        assert!(lowered("trips/NOUN follow/VERB New/PROPN Delhi/PROPN 's/PART plea/NOUN").is_empty());
    }

    #[test]
    fn who_speaks_does_not_hang_from_what_is_said() {
        let lost = lowered("“/PUNCT go/VERB ,/PUNCT ”/PUNCT he/PRON said/VERB");
        assert_eq!(lost, ["he “", "he go", "he ,", "he ”"]);
        assert!(lowered("they/PRON “/PUNCT regret/VERB ”/PUNCT deaths/NOUN").is_empty());
        assert!(lowered("the/DET “/PUNCT Chief/PROPN ”/PUNCT Obi/PROPN left/VERB").is_empty());
        assert!(lowered("go/VERB ”/PUNCT he/PRON said/VERB").is_empty());
    }
}
