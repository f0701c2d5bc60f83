//! Pages of many makes, in `tests/pages`: each with the report that it should give, written before it was read.

// What makes and reads files here serves tests alone; where it fails, the test fails.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use intake::{About, Limits, report_from_page};

/// A page and what is expected of it.
struct Made {
    name: String,
    html: String,
    /// What is expected of its fields, those that are told.
    fields: Vec<(String, String)>,
    paragraphs: Vec<String>,
}

/// The pages of a file: under a heading each a block of HTML and a block of what is expected.
fn pages_of(file: &Path) -> Vec<Made> {
    let text = fs::read_to_string(file).unwrap();
    let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
    text.split("\n## ").skip(1).map(|section| made(&stem, section)).collect()
}

fn made(stem: &str, section: &str) -> Made {
    let heading = section.lines().next().unwrap();
    let name = format!("{stem}: {heading}");
    let block = |kind: &str| {
        let (_, rest) = section.split_once(&format!("```{kind}\n")).unwrap_or_else(|| panic!("{name} has no {kind}"));
        rest.split_once("\n```").unwrap_or_else(|| panic!("{name}: its {kind} has no end")).0
    };
    let expected = block("text");
    let (head, body) = match expected.split_once("\n\n") {
        Some((head, body)) if head.lines().all(|line| field(line).is_some()) => (head, body),
        _ => ("", expected),
    };
    let paragraphs: Vec<String> = body.split("\n\n").map(str::to_owned).collect();
    let mut html = block("html").to_owned();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        html = html.replace(&format!("{{{}}}", at + 1), paragraph);
    }
    assert!(!["{1}", "{2}", "{3}", "{4}"].iter().any(|gap| html.contains(gap)), "{name}: a gap is left open");
    let fields = head.lines().filter_map(field).map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    Made { name, html, fields, paragraphs }
}

fn field(line: &str) -> Option<(&str, &str)> {
    line.split_once(": ").filter(|(key, _)| ["title", "byline", "published", "outlet", "deck"].contains(key))
}

/// What is other than expected, a line each.
fn faults(page: &Made) -> Vec<String> {
    let limits = Limits { any_language: true, ..Limits::default() };
    let report = match report_from_page(page.html.as_bytes(), None, &About::default(), limits) {
        Ok(report) => report,
        Err(error) => return vec![format!("{}: {error}", page.name)],
    };
    let mut faults = Vec::new();
    let mut check = |what: &str, expected: &str, found: &str| {
        if expected != found {
            faults.push(format!("{}: {what} should be\n    {expected}\n  and is\n    {found}", page.name));
        }
    };
    for (key, value) in &page.fields {
        let found = match key.as_str() {
            "title" => report.title.clone(),
            "byline" => Some(report.byline.join("; ")),
            "published" => report.published.clone(),
            "outlet" => report.outlet.clone(),
            _ => report.deck.clone(),
        };
        check(key, value, &found.unwrap_or_default());
    }
    let text = report.text.as_str();
    let body = report.title.as_ref().and_then(|title| text.strip_prefix(title)).unwrap_or(text).trim_start();
    check("body", &page.paragraphs.join("\n    "), &body.replace("\n\n", "\n    "));
    faults
}

#[test]
fn pages_give_the_reports_that_are_written_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let pages: Vec<Made> = files.iter().flat_map(|file| pages_of(file)).collect();
    assert!(pages.len() >= 100, "{} pages", pages.len());
    let faults: Vec<String> = pages.iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{} faults on {} pages:\n{}", faults.len(), pages.len(), faults.join("\n"));
}
