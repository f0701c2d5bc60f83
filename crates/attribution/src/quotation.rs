//! The quotations of a report: runs of text between quotation marks.

use record::{Analysis, Span};

/// Words in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The marks and what they enclose.
    pub span: Span,
    /// Whether it runs on in the next paragraph, so that its own has no closing mark.
    pub runs_on: bool,
}

/// All quotations, in order, none inside another: marks inside a quotation are part of it.
pub(crate) fn quotations(analysis: &Analysis) -> Vec<Quotation> {
    let paragraphs = paragraphs(analysis);
    let mut found = Vec::new();
    for (n, &paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(n + 1).and_then(|next| analysis.text.char_at(next.start));
        in_paragraph(analysis, paragraph, next.is_some_and(|mark| "\"“«„".contains(mark)), &mut found);
    }
    found
}

/// The spans of the paragraphs.
fn paragraphs(analysis: &Analysis) -> Vec<Span> {
    let mut paragraphs: Vec<(usize, Span)> = Vec::new();
    for sentence in analysis.sentences.iter().filter(|sentence| !sentence.span.is_empty()) {
        match paragraphs.last_mut() {
            Some((number, span)) if *number == sentence.paragraph => *span = span.cover(sentence.span),
            _ => paragraphs.push((sentence.paragraph, sentence.span)),
        }
    }
    paragraphs.into_iter().map(|(_, span)| span).collect()
}

/// What closes an opening mark.
fn closing(mark: char) -> char {
    match mark {
        '“' | '„' => '”',
        '‘' => '’',
        '«' => '»',
        other => other,
    }
}

fn in_paragraph(analysis: &Analysis, paragraph: Span, next_opens: bool, found: &mut Vec<Quotation>) {
    let text: Vec<char> = analysis.text.slice(paragraph).chars().collect();
    let at = |n: usize| paragraph.start + n;
    let mut open: Option<(usize, char)> = None;
    for n in 0..text.len() {
        match open {
            None if opens(&text, n) => open = Some((n, text[n])),
            Some((start, mark)) if closes(&text, n, mark) => {
                if n > start + 1 {
                    found.push(Quotation { span: Span::new(at(start), at(n + 1)), runs_on: false });
                }
                open = None;
            }
            _ => {}
        }
    }
    let Some((start, mark)) = open else { return };
    if mark != '\'' && mark != '‘' && next_opens {
        found.push(Quotation { span: Span::new(at(start), paragraph.end), runs_on: true });
    } else if mark != '\'' && led_in(&text[..start]) {
        // A mark that nobody closed: what a colon or comma led in ends with its sentence at the latest.
        let sentence = analysis.sentences.iter().find(|s| s.span.start <= at(start) && at(start) < s.span.end);
        if let Some(sentence) = sentence {
            found.push(Quotation { span: Span::new(at(start), sentence.span.end), runs_on: false });
        }
    }
}

fn opens(text: &[char], n: usize) -> bool {
    let before = n.checked_sub(1).map(|n| text[n]);
    let after = text.get(n + 1).copied();
    let starts_word =
        before.is_none_or(|c| c.is_whitespace() || "([—–-:,/".contains(c)) && after.is_some_and(|c| !c.is_whitespace());
    match text[n] {
        '“' | '«' | '„' => true,
        '"' => after.is_some_and(|c| !c.is_whitespace()) || before.is_none_or(char::is_whitespace),
        '‘' => starts_word,
        '\'' => starts_word && after.is_some_and(char::is_alphanumeric) && single_closes(text, n),
        _ => false,
    }
}

fn closes(text: &[char], n: usize, open: char) -> bool {
    let ends_word = text.get(n + 1).is_none_or(|c| !c.is_alphanumeric());
    match open {
        '"' => {
            let before = n.checked_sub(1).map(|n| text[n]);
            let opens_another =
                before.is_some_and(char::is_whitespace) && text.get(n + 1).is_some_and(|c| c.is_alphanumeric());
            text[n] == '"' && !opens_another || text[n] == '”'
        }
        '\'' | '‘' => (text[n] == closing(open) || text[n] == '\'') && ends_word && !possessive(text, n),
        '“' | '„' => text[n] == '”' || text[n] == '"' && ends_word,
        open => text[n] == closing(open),
    }
}

/// Whether an apostrophe belongs to a plural ("ministers' talks") inside a quotation that closes later.
fn possessive(text: &[char], n: usize) -> bool {
    let plural = n > 0 && text[n - 1] == 's' && text.get(n + 1) == Some(&' ');
    plural && text.get(n + 2).is_some_and(|c| c.is_lowercase()) && single_closes(text, n + 1)
}

/// Whether a single closing mark follows before the line or sentence is over.
fn single_closes(text: &[char], n: usize) -> bool {
    let rest = &text[(n + 1).min(text.len())..];
    rest.iter().enumerate().take(400).any(|(k, &c)| {
        (c == '\'' || c == '’')
            && k > 0
            && !rest[k - 1].is_whitespace()
            && rest.get(k + 1).is_none_or(|c| !c.is_alphanumeric())
    })
}

fn led_in(before: &[char]) -> bool {
    before.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| ":,".contains(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use record::{Sentence, Text, TokenSpan};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut analysis = Analysis { text: Text::new(text), ..Analysis::default() };
        let mut start = 0;
        for (paragraph, words) in text.split("\n\n").enumerate() {
            let end = start + words.chars().count();
            let tokens = TokenSpan::new(0, 0);
            analysis.sentences.push(Sentence { span: Span::new(start, end), tokens, paragraph });
            start = end + 2;
        }
        let found: Vec<&str> = quotations(&analysis).iter().map(|q| analysis.text.slice(q.span)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn marks_of_all_sorts() {
        check("\"Yes,\" he said, \"and no.\"", &["\"Yes,\"", "\"and no.\""]);
        check("He said “it’s done”, she said «no».", &["“it’s done”", "«no»"]);
        check("Minister: 'We won't go'", &["'We won't go'"]);
        check("Spain's miners' union met.", &[]);
        check("She said 'the miners' union won' and left.", &["'the miners' union won'"]);
        check("The so-called \"safe\" zone.", &["\"safe\""]);
    }

    #[test]
    fn a_quotation_runs_on_over_paragraphs() {
        check("He said: \"One.\n\n\"Two.\"", &["\"One.", "\"Two.\""]);
        check("He said: \"One.\n\nTwo.", &["\"One."]);
        check("\"One, said Ann.\n\nTwo.", &[]);
    }
}
