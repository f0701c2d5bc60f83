//! Scores who is said to have said what, piece by piece, against annotated attributions.

use record::{Span, Text};
use serde::Deserialize;

use crate::{
    reading::{Found, FoundStatement, words::is_word_char},
    tally::Tally,
};

/// A report with its annotated attributions.
#[derive(Clone, Debug, Deserialize)]
pub struct Annotated {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: Text,
    /// Who is said to have said what.
    pub attributions: Vec<Attribution>,
}

/// One attribution; each part in pieces, a start and an end each.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Attribution {
    /// The words that name who said it.
    #[serde(default)]
    pub source: Vec<(usize, usize)>,
    /// The words that ascribe it.
    #[serde(default)]
    pub cue: Vec<(usize, usize)>,
    /// What was said.
    #[serde(default)]
    pub content: Vec<(usize, usize)>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: Option<String>,
}

/// What reports came to; those of several add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Contents that share enough words.
    pub content: Tally,
    /// Such contents with the right source.
    pub full: Tally,
    /// Such contents and sources with a word of the cue in common.
    pub full_cue: Tally,
    /// Annotated quotations with a source.
    pub direct: usize,
    /// Those of which at least about half was found.
    pub direct_found: usize,
    /// Those found with the right source.
    pub direct_right: usize,
}

/// The least likeness (Dice) at which two contents are the same.
const SAME: f64 = 0.8;

/// The least likeness at which a quotation is found.
const FOUND: f64 = 0.5;

impl Scores {
    /// Scores the record of a report, or none.
    pub fn of(report: &Annotated, found: Option<&Found>) -> Self {
        let statements = found.map_or(&[][..], |found| &found.statements);
        let found: Vec<Attribution> =
            statements.iter().map(Attribution::found).filter(|found| !found.content.is_empty()).collect();
        let words = Words::of(report.text.as_str());
        let [golds, founds] = [&report.attributions, &found]
            .map(|side| side.iter().map(|attribution| words.covered(&attribution.content)).collect::<Vec<_>>());
        let both = Tally { hit: 0, gold: golds.len(), found: founds.len() };
        let mut scores = Self { content: both, full: both, full_cue: both, ..Self::default() };
        let partners = partners(&golds, &founds);
        for (gold, partner) in report.attributions.iter().zip(partners) {
            let partner = partner.map(|(f, likeness)| (&found[f], likeness));
            scores.count(gold, partner, &words);
        }
        scores
    }

    fn count(&mut self, gold: &Attribution, partner: Option<(&Attribution, f64)>, words: &Words) {
        let right = |found: &Attribution| words.same_source(&gold.source, &found.source);
        if let Some((found, _)) = partner.filter(|(_, likeness)| *likeness >= SAME) {
            self.content.hit += 1;
            if right(found) {
                self.full.hit += 1;
                let cue = words.covered(&gold.cue);
                self.full_cue.hit += usize::from(words.covered(&found.cue).iter().any(|word| cue.contains(word)));
            }
        }
        if gold.kind.as_deref() == Some("direct") && !gold.source.is_empty() {
            self.direct += 1;
            if let Some((found, _)) = partner.filter(|(_, likeness)| *likeness >= FOUND) {
                self.direct_found += 1;
                self.direct_right += usize::from(right(found));
            }
        }
    }

    /// Adds the scores of another report.
    pub fn add(&mut self, other: &Self) {
        self.content.add(other.content);
        self.full.add(other.full);
        self.full_cue.add(other.full_cue);
        self.direct += other.direct;
        self.direct_found += other.direct_found;
        self.direct_right += other.direct_right;
    }
}

impl Attribution {
    fn found(statement: &FoundStatement) -> Self {
        let pieces = |spans: &[Span]| {
            spans.iter().filter(|span| !span.is_empty()).map(|span| (span.start, span.end)).collect::<Vec<_>>()
        };
        Self {
            source: pieces(statement.speaker_span.as_slice()),
            cue: pieces(statement.cue.as_slice()),
            content: pieces(&statement.content),
            kind: None,
        }
    }
}

/// For each annotated content, the found one that stands for it, and how alike they are: the likest pair first, of
/// equals the first of the text.
fn partners(golds: &[Vec<usize>], founds: &[Vec<usize>]) -> Vec<Option<(usize, f64)>> {
    let mut pairs = Vec::new();
    for (g, gold) in golds.iter().enumerate() {
        for (f, found) in founds.iter().enumerate() {
            let shared = gold.iter().filter(|word| found.binary_search(word).is_ok()).count();
            if shared > 0 {
                pairs.push(((2 * shared) as f64 / (gold.len() + found.len()) as f64, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut partners, mut taken) = (vec![None; golds.len()], vec![false; founds.len()]);
    for (likeness, g, f) in pairs {
        if partners[g].is_none() && !taken[f] {
            partners[g] = Some((f, likeness));
            taken[f] = true;
        }
    }
    partners
}

/// A text's words: letters and numbers, with hyphens, apostrophes and points between them.
struct Words {
    text: Vec<char>,
    words: Vec<(usize, usize)>,
}

/// Words that end a noun phrase's first part: what follows them does not hold its head.
#[rustfmt::skip]
const AFTER_HEAD: &[&str] = &[
    "of", "for", "in", "at", "from", "with", "to", "on", "by", "who", "whom", "whose", "that", "which", "when", "where",
    "as", "familiar", "close", "and", "or", "if", "but", "near", "under", "inside", "within", "outside", "about",
    "during", "among", "was", "is", "were", "are", "had", "has", "have",
];

impl Words {
    fn of(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let is_word = |at: usize| text.get(at).copied().is_some_and(is_word_char);
        let joins = |at: usize| text.get(at).is_some_and(|c| "’'-.".contains(*c));
        let (mut words, mut at) = (Vec::new(), 0);
        while at < text.len() {
            let start = at;
            while is_word(at) || at > start && joins(at) && is_word(at + 1) {
                at += 1;
            }
            if at > start {
                words.push((start, at));
            } else {
                at += 1;
            }
        }
        Self { text, words }
    }

    /// The words that pieces touch, in order.
    fn covered(&self, pieces: &[(usize, usize)]) -> Vec<usize> {
        let touched = |&at: &usize| {
            let (start, end) = self.words[at];
            pieces.iter().any(|&(from, to)| start < to && end > from)
        };
        (0..self.words.len()).filter(touched).collect()
    }

    /// Each side's head must be in the other; none is like none.
    fn same_source(&self, gold: &[(usize, usize)], found: &[(usize, usize)]) -> bool {
        let (gold, found) = (self.covered(gold), self.covered(found));
        match (self.head(&gold), self.head(&found)) {
            (Some(g), Some(f)) => found.contains(&g) && gold.contains(&f),
            (None, None) => true,
            _ => false,
        }
    }

    /// The last word before a sign or a word that a noun phrase's head stands before.
    fn head(&self, words: &[usize]) -> Option<usize> {
        let mut head = *words.first()?;
        for pair in words.windows(2) {
            let (from, to) = (self.words[pair[0]].1, self.words[pair[1]].0);
            let (start, end) = self.words[pair[1]];
            let word: String = self.text[start..end].iter().collect();
            let set_off = self.text[from..to].iter().any(|c| ",;:()—–".contains(*c));
            if set_off || AFTER_HEAD.contains(&word.to_lowercase().as_str()) {
                break;
            }
            head = pair[1];
        }
        Some(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The mayor of Olm, Ada Reed, said: “We'll go on-site at 9.30.” A clerk said so.";

    /// The places of words in the text.
    fn at(words: &str) -> (usize, usize) {
        let byte = TEXT.find(words).unwrap();
        let start = TEXT[..byte].chars().count();
        (start, start + words.chars().count())
    }

    fn attribution(source: &str, cue: &str, content: &str, kind: &str) -> Attribution {
        let pieces = |words: &str| if words.is_empty() { Vec::new() } else { vec![at(words)] };
        Attribution { source: pieces(source), cue: pieces(cue), content: pieces(content), kind: Some(kind.to_owned()) }
    }

    fn statement(source: &str, cue: &str, content: &str) -> FoundStatement {
        let span = |words: &str| (!words.is_empty()).then(|| at(words)).map(|(start, end)| Span::new(start, end));
        let statement = r#"{"id": "s"}"#;
        let statement: FoundStatement = serde_json::from_str(statement).unwrap();
        FoundStatement {
            speaker_span: span(source),
            cue: span(cue),
            content: span(content).into_iter().collect(),
            ..statement
        }
    }

    fn score(gold: Vec<Attribution>, found: Vec<FoundStatement>) -> Scores {
        let report = Annotated { id: "r".to_owned(), text: Text::new(TEXT), attributions: gold };
        Scores::of(&report, Some(&Found { statements: found, ..Found::default() }))
    }

    #[test]
    fn words_hold_signs_between_letters() {
        let words = Words::of("We'll, at 9.30. -x’");
        let told: Vec<String> = words.words.iter().map(|&(a, b)| words.text[a..b].iter().collect()).collect();
        assert_eq!(told, ["We'll", "at", "9.30", "x"]);
    }

    #[test]
    fn a_source_is_known_by_its_head() {
        let words = Words::of(TEXT);
        let same = |a: &str, b: &str| words.same_source(&[at(a)], &[at(b)]);
        assert!(same("The mayor of Olm, Ada Reed", "The mayor"));
        assert!(!same("The mayor of Olm, Ada Reed", "Ada Reed"), "the head is the mayor");
        assert!(!same("Ada Reed", "A clerk"));
        assert!(words.same_source(&[], &[]) && !words.same_source(&[], &[at("Ada")]));
    }

    #[test]
    fn contents_sources_and_cues_count_each_in_its_turn() {
        let quote = "We'll go on-site at 9.30";
        let gold = vec![
            attribution("The mayor of Olm", "said", quote, "direct"),
            attribution("A clerk", "", "so", "indirect"),
        ];
        let scores = score(gold.clone(), vec![statement("The mayor", "said", quote)]);
        assert_eq!(scores.full_cue, Tally { hit: 1, gold: 2, found: 1 });
        assert_eq!((scores.direct, scores.direct_found, scores.direct_right), (1, 1, 1));

        // Three of five words: 2 · 3 / 8 is less than 0.8 and more than half.
        let part = score(gold.clone(), vec![statement("A clerk", "said", "on-site at 9.30"), statement("", "", "")]);
        assert_eq!(
            (part.content, part.full),
            (Tally { hit: 0, gold: 2, found: 1 }, Tally { hit: 0, gold: 2, found: 1 })
        );
        assert_eq!((part.direct_found, part.direct_right), (1, 0));

        let cueless = score(gold, vec![statement("The mayor", "", quote), statement("A clerk", "", "so")]);
        assert_eq!((cueless.full.hit, cueless.full_cue.hit), (2, 0));
    }

    #[test]
    fn the_likest_contents_go_together() {
        let gold = [vec![1, 2, 3], vec![3, 4]];
        // Both are like the first found; the second is liker, and of the rest the first stays alone.
        assert_eq!(partners(&gold, &[vec![3, 4], vec![9]]), [None, Some((0, 1.0))]);
        assert_eq!(partners(&gold, &[vec![1, 2], vec![1, 2]]), [Some((0, 0.8)), None]);
    }
}
