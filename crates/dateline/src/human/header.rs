//! The head of a page: what is read, and what was taken out of it.

use record::{Record, Report};

use super::layout::{Ink, Page, Words};
use super::marked::{Marks, gutter, label};

/// Removed words are shown up to this many letters; the record has them whole.
const REMOVED_SHOWN: usize = 160;

/// Writes title, origin, and what was removed.
pub fn write(page: &mut Page, record: &Record, marks: &Marks) {
    let indent = gutter(record);
    let report = &record.report;
    if let (Some(_), Some(&title)) = (&report.title, record.sentences.first()) {
        page.hung(&label(0, indent), indent, &marks.words(record, title));
        page.blank();
    } else if let (Some(title), None) = (&report.title, record.sentences.first()) {
        page.hung("", indent, &Words::of(Ink::STRONG, title));
        page.blank();
    }
    page.hung("", indent, &Words::of(Ink::PLAIN, &origin(report)));
    if let Some(url) = &report.url {
        page.hung("", indent, &Words::of(Ink::FAINT, url));
    }
    for removed in &report.removed {
        let words = Words::of(Ink::FAINT, &format!("taken out, {}: ", removed.kind));
        page.hung("", indent, &words.and(Ink::FAINT, &cut(&removed.text, REMOVED_SHOWN)));
    }
}

/// Who published it, who wrote it, when; and what of that is not known.
fn origin(report: &Report) -> String {
    let mut parts = vec![report.outlet.clone().unwrap_or_else(|| "outlet not known".to_owned())];
    if let Some(origin) = report.origin.as_ref().filter(|origin| Some(&origin.name) != report.outlet.as_ref()) {
        parts.push(format!("text of {}", origin.name));
    }
    if report.copy_of.is_some() {
        parts.push("copy of a report above".to_owned());
    }
    if !report.byline.is_empty() {
        parts.push(format!("by {}", report.byline.join(", ")));
    }
    parts.push(report.published.clone().unwrap_or_else(|| "day of publication not known".to_owned()));
    let from = if report.source == "-" { "standard input" } else { &report.source };
    if !from.is_empty() {
        parts.push(from.to_owned());
    }
    parts.join(" · ")
}

/// The beginning of a text that is too long, up to the last whole word.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let beginning: String = text.chars().take(most).collect();
    let whole = beginning.rfind(char::is_whitespace).map_or(beginning.as_str(), |at| &beginning[..at]);
    format!("{whole} …")
}
