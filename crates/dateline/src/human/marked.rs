//! The report's text with the evidence marked in it.

use std::collections::BTreeMap;

use record::{Actor, Record, Span};

use super::layout::{GLUE, Ink, Page, Words};

/// What stands at each letter of a report.
pub struct Marks {
    inks: Vec<Ink>,
    /// Where a mark stands, the code point that it follows; events before statements.
    tags: BTreeMap<usize, Vec<String>>,
}

impl Marks {
    /// All of a record's.
    pub fn of(record: &Record) -> Self {
        let mut marks = Self { inks: vec![Ink::PLAIN; record.report.text.len()], tags: BTreeMap::new() };
        for event in &record.events {
            for telling in &event.mentions {
                marks.ink(telling.trigger, |ink| ink.deed = true);
                marks.tag(telling.trigger, &event.id);
            }
        }
        for statement in &record.statements {
            for &piece in &statement.content {
                marks.ink(piece, |ink| ink.said = true);
                marks.tag(piece, &statement.id);
            }
        }
        if let (Some(_), Some(&title)) = (&record.report.title, record.sentences.first()) {
            marks.ink(title, |ink| ink.strong = true);
        }
        for actor in &record.actors {
            let names = actor.mentions.iter().filter(|&&mention| is_name(actor, record.report.text.slice(mention)));
            names.for_each(|&mention| marks.ink(mention, |ink| ink.strong = true));
        }
        marks
    }

    /// The words of a stretch of the text, marked.
    pub fn words(&self, record: &Record, span: Span) -> Words {
        let mut words = Words::default();
        for (at, letter) in (span.start..).zip(record.report.text.slice(span).chars()) {
            words.push(letter, self.inks.get(at).copied().unwrap_or_default());
            for tag in self.tags.get(&(at + 1)).into_iter().flatten() {
                words.push(GLUE, Ink::PLAIN);
                words = words.and(Ink::FAINT, tag);
            }
        }
        words
    }

    fn ink(&mut self, span: Span, dye: impl Fn(&mut Ink)) {
        let end = span.end.min(self.inks.len());
        self.inks[span.start.min(end)..end].iter_mut().for_each(dye);
    }

    fn tag(&mut self, span: Span, id: &str) {
        let tags = self.tags.entry(span.end).or_default();
        let tag = format!("[{id}]");
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
}

/// Whether a mention calls an actor by its name, and not "she" or "the minister".
fn is_name(actor: &Actor, mention: &str) -> bool {
    let capitals = |words: &str| {
        let words = words.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned).collect::<Vec<_>>()
    };
    let name = capitals(&actor.name);
    capitals(mention).iter().any(|word| name.contains(word))
}

/// Writes the body, a sentence a line, numbered as the record counts them, with a space between paragraphs.
pub fn write_body(page: &mut Page, record: &Record, marks: &Marks) {
    let indent = gutter(record);
    let has_title = record.report.title.is_some();
    let mut end = None;
    for (number, &sentence) in record.sentences.iter().enumerate().skip(usize::from(has_title)) {
        let gap = end.map_or("\n\n", |end| record.report.text.slice(Span::new(end, sentence.start)));
        if gap.contains('\n') {
            page.blank();
        }
        page.hung(&label(number, indent), indent, &marks.words(record, sentence));
        end = Some(sentence.end);
    }
}

/// The columns that a record's sentence numbers take.
pub fn gutter(record: &Record) -> usize {
    record.sentences.len().saturating_sub(1).to_string().len().max(2) + 2
}

/// A sentence's number, to the right of its columns.
pub fn label(number: usize, indent: usize) -> String {
    format!("{number:>digits$}  ", digits = indent - 2)
}
