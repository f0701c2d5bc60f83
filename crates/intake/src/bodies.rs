//! What holds for any input, as functions: property tests call them with inputs that they make up, fuzzers with
//! whatever bytes they come upon (`fuzz/`). Each ends soon, and panics where something does not hold.

use std::io::{Cursor, Write};

use crate::fetch::robots_allow;
use crate::{About, Item, Limits, Settings, items_of_path, items_of_reader, report_from_page, report_from_text, watch};

/// The reports that are looked at of one input.
const MOST_ITEMS: usize = 10_000;

/// Any stream comes to an end, and gives reports in order, or says why not.
pub fn any_stream(bytes: &[u8]) {
    let bytes = bytes.to_vec();
    items_end(items_of_reader(Cursor::new(bytes), "-", &Settings::default()));
}

/// Any file does so too; tables and zip archives are files and never streams.
pub fn any_file(bytes: &[u8]) {
    // Where no file can be written, nothing can be tried.
    let Ok(mut file) = tempfile::NamedTempFile::new() else { return };
    if file.write_all(bytes).is_ok() {
        items_end(items_of_path(file.path(), &Settings::default()));
    }
}

fn items_end(items: impl Iterator<Item = Result<Item, crate::Error>>) {
    for item in items.take(MOST_ITEMS) {
        match item.and_then(|item| item.report(Limits::default())) {
            Ok(report) => is_in_order(report.text.as_str()),
            Err(error) => assert!(!error.to_string().is_empty(), "an error says what is wrong"),
        }
    }
}

/// Any page gives a report in order, or says why not.
pub fn any_page(bytes: &[u8]) {
    if let Ok(report) = report_from_page(bytes, None, &About::default(), Limits::default()) {
        is_in_order(report.text.as_str());
        let day = report.published.as_deref().map(|day| day.parse::<crate::Date>().is_ok());
        assert_ne!(day, Some(false), "{:?} is no day", report.published);
    }
}

/// Any text gives a report in order that begins with its title, and that cleaning leaves as it is.
pub fn any_text(raw: &str) {
    let once = report_from_text(raw, &About::default());
    is_in_order(once.text.as_str());
    if let Some(title) = &once.title {
        let start = format!("{title}\n\n");
        assert!(once.text.as_str().starts_with(&start), "the text does not begin with its title {title:?}");
    }
    let twice = report_from_text(once.text.as_str(), &About::default());
    assert_eq!((&once.text, &once.title), (&twice.text, &twice.title), "cleaned twice it is another");
    assert!(twice.removed.is_empty(), "what was clean lost {:?}", twice.removed);
}

/// Paragraphs of one line each with a blank line between them, and nothing that is not seen.
fn is_in_order(text: &str) {
    assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'), "controls are left in {text:?}");
    assert!(!text.contains("  ") && !text.contains(" \n") && !text.contains("\n "), "white space is left in {text:?}");
    assert!(text.split("\n\n").all(|paragraph| !paragraph.contains('\n')), "lines are left in {text:?}");
    assert_eq!(text.trim(), text);
}

/// Any bytes are a feed, or are told to be none.
pub fn any_feed(bytes: &[u8]) {
    watch::look_through(bytes, "https://a.example/feeds/all.xml");
}

/// Any list of feeds is read, or refused with a reason.
pub fn any_feed_list(list: &str) {
    match watch::feeds_from(list) {
        Ok(feeds) => assert!(feeds.iter().all(|feed| feed.starts_with("http")), "{feeds:?}"),
        Err(reason) => assert!(!reason.is_empty()),
    }
}

/// Any text gives rules for robots, which say of any path whether it may be had.
pub fn any_robots(rules: &str, path: &str) {
    let _ = robots_allow(rules, path);
    assert!(robots_allow("", path), "where there are no rules, all is allowed");
}
