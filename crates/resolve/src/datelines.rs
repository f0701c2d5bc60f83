//! Datelines: the place and day before a report's first words.

use jiff::civil::Date;
use record::TokenSpan;

use crate::{
    dates::{Calendar, Tense},
    reading::Reading,
};

impl Reading<'_> {
    /// Whether a word stands in a dateline that is a line of its own: "PHNOM PENH —".
    pub fn in_dateline(&self, token: usize) -> bool {
        let at = self.analysis.sentence_of(token);
        let Some(sentence) = self.analysis.sentences.get(at).filter(|_| at <= 3) else { return false };
        let words = sentence.tokens.tokens().filter(|&token| token < self.analysis.tokens.len());
        let (mut last, mut n) = ("", 0);
        for token in words {
            last = self.analysis.form(token);
            n += 1;
            if last.chars().any(char::is_lowercase) {
                return false;
            }
        }
        n <= 12 && matches!(last, "—" | "–" | "-" | "--")
    }

    /// The day in a dateline: a date among the first words of the body, before a dash.
    pub(crate) fn dateline(&self) -> Option<Date> {
        let body = usize::from(self.report.title.is_some() && self.analysis.sentences.len() > 1);
        let sentence = self.analysis.sentences.get(body)?;
        let opening = sentence.tokens.tokens().take(14);
        let dash = opening.clone().find(|token| matches!(self.analysis.form(*token), "—" | "–" | "-" | "--"))?;
        let words = self.analysis.words(TokenSpan::new(sentence.tokens.start, dash));
        Calendar { published: None, anchor: None, tense: Tense::Past }.when(words)?.day()
    }
}
