//! How often each word stands in a text.

use std::collections::HashMap;

/// The words of a text with their counts, to see whether a name in a line is met again.
pub(crate) struct Words {
    counts: HashMap<String, u32>,
}

impl Words {
    /// Counts the words of all these paragraphs.
    pub fn of<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Self {
        let mut counts = HashMap::new();
        for word in paragraphs.flat_map(words) {
            *counts.entry(word).or_insert(0) += 1;
        }
        Self { counts }
    }

    /// Whether `word` stands outside of `paragraph` too, in whatever case.
    pub fn is_elsewhere(&self, word: &str, paragraph: &str) -> bool {
        let word = word.to_lowercase();
        let here = words(paragraph).filter(|other| *other == word).count();
        self.counts.get(&word).is_some_and(|&count| count as usize > here)
    }
}

/// The words of a text in lower case, a possessive's ending taken off.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
        .map(|word| word.trim_matches(['\'', '’', '-']))
        .map(|word| word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
