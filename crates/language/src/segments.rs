//! From text to sentences of tokens that nothing is known of yet.

use std::ops::Range;

use record::{Analysis, Sentence, Span, Text, Token, TokenSpan, Upos};
use smol_str::SmolStr;

use crate::tokens;

/// Cuts a text into tokens, every line a sentence.
pub fn segment_lines(text: &str) -> Analysis {
    cut(text, |line| vec![tokens::tokens(line)])
}

/// Cuts a text into paragraphs at line ends, and those into sentences of tokens as `of_line` has them.
pub(crate) fn cut(text: &str, of_line: impl Fn(&[char]) -> Vec<Vec<Range<usize>>>) -> Analysis {
    let chars: Vec<char> = text.chars().collect();
    let mut analysis = Analysis { text: Text::new(text), ..Analysis::default() };
    let (mut start, mut paragraph) = (0, 0);
    for line in chars.split(|c| *c == '\n') {
        let found = of_line(line);
        let holds_words = found.iter().any(|words| !words.is_empty());
        for words in found.into_iter().filter(|words| !words.is_empty()) {
            let first = analysis.tokens.len();
            analysis.tokens.extend(words.iter().map(|word| bare_token(word.start + start, word.end + start)));
            let span = Span::new(words[0].start + start, words[words.len() - 1].end + start);
            analysis.sentences.push(Sentence { span, tokens: TokenSpan::new(first, analysis.tokens.len()), paragraph });
        }
        paragraph += usize::from(holds_words);
        start += line.len() + 1;
    }
    analysis
}

fn bare_token(start: usize, end: usize) -> Token {
    let nothing = SmolStr::new_static("_");
    Token {
        span: Span::new(start, end),
        lemma: nothing.clone(),
        upos: Upos::X,
        feats: nothing.clone(),
        head: None,
        deprel: nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_a_sentence() {
        assert_eq!(segment_lines("She left. He stayed.\nThey met.").sentences.len(), 2);
    }
}
