//! From a file, a stream, bytes or a text to a report: the one place that knows how each format gets there.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use record::{Report, Text};

use crate::about::{About, Limits};
use crate::cleaning;
use crate::decoding::decoded;
use crate::error::Error;
use crate::format::Format;
use crate::language::foreign_language;
use crate::once::origin_of;

/// The report that `raw` is once cleaned. Any text gives one; an empty text gives an empty one.
///
/// A text of a single paragraph has no title and nothing is removed from it. Its language is taken to be English.
pub fn report_from_text(raw: &str, about: &About) -> Report {
    let clean = cleaning::clean(raw, about.title.as_deref());
    let outlet = about.outlet.clone().or(clean.outlet);
    let text = clean.paragraphs.join("\n\n");
    let mut report = Report {
        id: Report::id_of(outlet.as_deref(), clean.title.as_deref(), &text),
        source: about.source.clone(),
        url: about.url.clone(),
        outlet,
        title: clean.title,
        deck: clean.deck,
        byline: clean.byline,
        origin: None,
        copy_of: None,
        published: about.published.or(clean.published).map(|date| date.to_string()),
        language: "en".to_owned(),
        text: Text::new(text),
        removed: clean.removed,
    };
    report.origin = origin_of(&report);
    report
}

/// The report that a file's bytes are.
pub fn report_from_bytes(bytes: &[u8], about: &About, limits: Limits) -> Result<Report, Error> {
    let path = || named(about);
    if bytes.len() > limits.max_bytes {
        return Err(Error::TooLarge { path: path(), limit: limits.max_bytes });
    }
    match Format::of(bytes) {
        Format::PlainText => {}
        format => return Err(Error::OtherFormat { path: path(), format }),
    }
    let raw = decoded(bytes).map_err(|no| Error::Encoding { path: path(), offset: no.offset, guess: no.guess })?;
    // What was hidden by its encoding is told now.
    match Format::of(raw.as_bytes()) {
        Format::PlainText => {}
        format => return Err(Error::OtherFormat { path: path(), format }),
    }
    let report = report_from_text(&raw, about);
    if report.text.is_empty() {
        return Err(Error::Empty { path: path() });
    }
    match foreign_language(report.text.as_str()) {
        Some(language) => Err(Error::Language { path: path(), language }),
        None => Ok(report),
    }
}

/// The report in the file at `path`.
pub fn report_from_path(path: &Path, about: &About, limits: Limits) -> Result<Report, Error> {
    if path.is_dir() {
        return Err(Error::Folder { path: path.display().to_string() });
    }
    let file = File::open(path).map_err(|cause| match cause.kind() {
        ErrorKind::NotFound => Error::NoSuchFile { path: path.display().to_string() },
        _ => Error::Unreadable { path: path.display().to_string(), cause },
    })?;
    if about.source.is_empty() {
        let about = About { source: path.display().to_string(), ..about.clone() };
        return report_from_reader(file, &about, limits);
    }
    report_from_reader(file, about, limits)
}

/// The report that `reader` gives, standard input for one. Never takes more into memory than the limit allows.
pub fn report_from_reader(reader: impl Read, about: &About, limits: Limits) -> Result<Report, Error> {
    let mut bytes = Vec::new();
    // One byte over the limit is enough to know that there is too much.
    let most = u64::try_from(limits.max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    reader.take(most).read_to_end(&mut bytes).map_err(|cause| Error::Unreadable { path: named(about), cause })?;
    report_from_bytes(&bytes, about, limits)
}

/// How a message calls what is read.
fn named(about: &About) -> String {
    match about.source.as_str() {
        "" => "the text".to_owned(),
        "-" => "standard input".to_owned(),
        path => path.to_owned(),
    }
}
