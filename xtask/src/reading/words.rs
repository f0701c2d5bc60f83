//! Words and the positions of letters, by the definitions of Python's `str` and `re`, in which the measures are defined.

use std::collections::BTreeSet;

use record::{Span, Text};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A letter, a number or an underscore. A combining mark is none of these.
pub fn is_word_char(c: char) -> bool {
    c == '_' || matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

/// White space; the four separators of ASCII count too.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// The distinct words of a name, in lower case.
pub fn name_words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c| c == '_' || !is_word_char(c)).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// A text cut into words and single signs, each with the code point that it begins at. White space is left out.
pub fn words_and_signs(text: &str) -> Vec<(usize, &str)> {
    let mut cut = Vec::new();
    let mut word: Option<(usize, usize)> = None;
    for (at, (byte, c)) in text.char_indices().enumerate() {
        if is_word_char(c) {
            word.get_or_insert((at, byte));
            continue;
        }
        if let Some((start, from)) = word.take() {
            cut.push((start, &text[from..byte]));
        }
        if !is_space(c) {
            cut.push((at, &text[byte..byte + c.len_utf8()]));
        }
    }
    cut.extend(word.map(|(start, from)| (start, &text[from..])));
    cut
}

/// The positions that `pieces` cover, white space and quotation marks aside.
pub fn letters(text: &Text, pieces: &[Span]) -> BTreeSet<usize> {
    let counts = |c: char| !is_space(c) && !"\"'“”‘’«»".contains(c);
    let inside = pieces.iter().flat_map(|piece| {
        text.slice(*piece).chars().zip(piece.start..).filter(move |&(c, _)| counts(c)).map(|(_, at)| at)
    });
    inside.collect()
}

/// The sentence that holds most of `piece`; the first of equals, `None` where none holds any.
pub fn sentence_of(sentences: &[Span], piece: Span) -> Option<usize> {
    let mut best = (0, None);
    for (n, sentence) in sentences.iter().enumerate() {
        let shared = sentence.end.min(piece.end).saturating_sub(sentence.start.max(piece.start));
        if shared > best.0 {
            best = (shared, Some(n));
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold_letters_numbers_and_underscores() {
        assert_eq!(words_and_signs("“Çok_1”  x-²"), [(0, "“"), (1, "Çok_1"), (6, "”"), (9, "x"), (10, "-"), (11, "²")]);
        // A combining acute is a sign of its own, as Python's \w has it.
        assert_eq!(words_and_signs("e\u{301}a"), [(0, "e"), (1, "\u{301}"), (2, "a")]);
    }

    #[test]
    fn names_are_cut_at_underscores_too() {
        assert_eq!(name_words("Al-Kindi_The Al"), ["al", "kindi", "the"].map(str::to_owned).into());
    }

    #[test]
    fn quotation_marks_and_spaces_do_not_count() {
        let text = Text::new("“a b” c");
        assert_eq!(letters(&text, &[Span::new(0, 5), Span::new(6, 99)]), [1, 3, 6].into());
    }

    #[test]
    fn a_piece_lies_where_most_of_it_lies() {
        let sentences = [Span::new(0, 10), Span::new(11, 20)];
        assert_eq!(sentence_of(&sentences, Span::new(8, 15)), Some(1));
        assert_eq!(sentence_of(&sentences, Span::new(9, 12)), Some(0), "equal shares: the first");
        assert_eq!(sentence_of(&sentences, Span::new(10, 11)), None);
    }
}
