//! From a file, a stream, bytes or a text to a report: the one place that knows how each format gets there.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use record::{Report, Text};

use crate::about::{About, Limits};
use crate::cleaning::{self, Clean};
use crate::decoding::{decoded, decoded_page};
use crate::error::Error;
use crate::format::Format;
use crate::language::foreign_language;
use crate::once::origin_of;
use crate::page::Page;

/// The report that `raw` is once cleaned. Any text gives one; an empty text gives an empty one.
///
/// A text of a single paragraph has no title and nothing is removed from it. Its language is taken to be English.
pub fn report_from_text(raw: &str, about: &About) -> Report {
    report_of(cleaning::clean(raw, about.title.as_deref()), about)
}

fn report_of(clean: Clean, about: &About) -> Report {
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

/// The report on a web page of these bytes; `encoding` is what its server called it, if that is known.
///
/// What the page says of itself counts where `about` says nothing, and what stands among its words where the page
/// says nothing.
pub fn report_from_page(bytes: &[u8], encoding: Option<&str>, about: &About, limits: Limits) -> Result<Report, Error> {
    let path = || named(about);
    if bytes.len() > limits.max_page_bytes {
        return Err(Error::TooLargePage { path: path(), limit: limits.max_page_bytes });
    }
    let html = decoded_page(bytes, encoding).map_err(|no| Error::Encoding {
        path: path(),
        offset: no.offset,
        guess: no.guess,
    })?;
    report_from_html(&html, about, limits)
}

/// The report in a piece of HTML, a page or what a feed has of one.
pub(crate) fn report_from_html_of(html: &str, about: &About, limits: Limits) -> Result<Report, Error> {
    if html.len() > limits.max_page_bytes {
        return Err(Error::TooLargePage { path: named(about), limit: limits.max_page_bytes });
    }
    report_from_html(html, about, limits)
}

fn report_from_html(html: &str, about: &About, limits: Limits) -> Result<Report, Error> {
    let path = || named(about);
    let page = Page::of(html, about.url.as_deref())
        .map_err(|overgrown| Error::Page { path: path(), bound: overgrown.said() })?;
    if page.is_empty() {
        return Err(Error::NoReport { path: path() });
    }
    let said = page.metadata;
    let about = About {
        source: about.source.clone(),
        url: about.url.clone().or(said.url),
        outlet: about.outlet.clone().or(said.outlet),
        published: about.published.or(said.published),
        title: about.title.clone().or(said.title),
    };
    let clean = cleaning::clean_paragraphs(page.paragraphs, about.title.as_deref());
    let mut report = report_of(clean, &about);
    if !said.byline.is_empty() {
        report.byline = said.byline;
    }
    checked(report, &about, limits)
}

/// The report, if it is one that can be read.
fn checked(mut report: Report, about: &About, limits: Limits) -> Result<Report, Error> {
    let path = || named(about);
    if report.text.is_empty() {
        return Err(Error::Empty { path: path() });
    }
    if report.text.as_str().len() > limits.max_bytes {
        return Err(Error::TooLarge { path: path(), limit: limits.max_bytes });
    }
    match foreign_language(report.text.as_str()) {
        Some(language) if limits.any_language => {
            report.language = language.code.to_owned();
            Ok(report)
        }
        Some(language) => Err(Error::Language { path: path(), language: language.name }),
        None => Ok(report),
    }
}

/// The report that a file's bytes are.
pub fn report_from_bytes(bytes: &[u8], about: &About, limits: Limits) -> Result<Report, Error> {
    let path = || named(about);
    let format = Format::of(bytes);
    if format == Format::Html {
        return report_from_page(bytes, None, about, limits);
    }
    if bytes.len() > limits.max_bytes {
        return Err(Error::TooLarge { path: path(), limit: limits.max_bytes });
    }
    if format != Format::PlainText {
        return Err(Error::OtherFormat { path: path(), format });
    }
    let raw = decoded(bytes).map_err(|no| Error::Encoding { path: path(), offset: no.offset, guess: no.guess })?;
    // What was hidden by its encoding is told now.
    match Format::of(raw.as_bytes()) {
        Format::PlainText => checked(report_from_text(&raw, about), about, limits),
        Format::Html => report_from_html(&raw, about, limits),
        format => Err(Error::OtherFormat { path: path(), format }),
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
    let most = u64::try_from(limits.max_bytes.max(limits.max_page_bytes)).unwrap_or(u64::MAX).saturating_add(1);
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
