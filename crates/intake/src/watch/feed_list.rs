//! Which feeds to watch: OPML, as feed readers export it, or a plain list.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use url::Url;

/// The most feeds of one list.
const MOST_FEEDS: usize = 50_000;

/// The addresses of feeds in a list, each once, in its order.
///
/// OPML names them in the `xmlUrl` of its outlines. A plain list has one a line; what follows a `#` at the start of a
/// line or after white space is a remark.
///
/// ```
/// let feeds = intake::watch::feeds_from("# mine\nhttps://example.org/feed\n\nhttps://example.net/rss # slow\n").unwrap();
/// assert_eq!(feeds, ["https://example.org/feed", "https://example.net/rss"]);
/// let error = intake::watch::feeds_from("https://example.org/feed\nmy feeds").unwrap_err();
/// assert_eq!(error, "line 2 is no http or https address: \"my feeds\"");
/// ```
pub fn feeds_from(list: &str) -> Result<Vec<String>, String> {
    let list = list.trim_start_matches('\u{FEFF}');
    let found = if list.trim_start().starts_with('<') { from_opml(list)? } else { from_lines(list)? };
    let mut feeds: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for feed in found {
        if seen.insert(feed.clone()) {
            feeds.push(feed);
        }
    }
    match feeds.len() {
        0 => Err("it names no feed: write one address a line, or give OPML with an xmlUrl in its outlines".to_owned()),
        n_feeds if n_feeds > MOST_FEEDS => Err(format!("it names more than {MOST_FEEDS} feeds; part it")),
        _ => Ok(feeds),
    }
}

fn from_lines(list: &str) -> Result<Vec<String>, String> {
    let mut feeds = Vec::new();
    for (number, line) in list.lines().enumerate() {
        let line = line.split_once(" #").map_or(line, |(line, _)| line).trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let shown: String = line.chars().take(80).collect();
        let wrong = || format!("line {} is no http or https address: \"{shown}\"", number + 1);
        feeds.push(address(line).ok_or_else(wrong)?);
    }
    Ok(feeds)
}

fn from_opml(list: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(list);
    let mut feeds = Vec::new();
    loop {
        let line = |reader: &Reader<&[u8]>| {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(list.len());
            list.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count() + 1
        };
        match reader.read_event() {
            Ok(Event::Eof) => return Ok(feeds),
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.name().as_ref().eq_ignore_ascii_case("outline") => {
                let Some(url) = xml_url(&tag) else { continue };
                let shown: String = url.chars().take(80).collect();
                let wrong =
                    || format!("the outline at line {} has no http or https address: \"{shown}\"", line(&reader));
                feeds.push(address(&url).ok_or_else(wrong)?);
            }
            Ok(_) => {}
            Err(fault) => return Err(format!("it is no well-formed OPML at line {}: {fault}", line(&reader))),
        }
    }
}

/// The address in an outline's `xmlUrl`, however that is written.
fn xml_url(tag: &BytesStart) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut found = attributes
        .with_checks(false)
        .flatten()
        .filter(|attribute| attribute.key.as_ref().eq_ignore_ascii_case("xmlurl"));
    let value = found.next()?;
    let value = value.normalized_value(quick_xml::XmlVersion::default()).ok()?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.host_str().is_some()).then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_list_is_read_or_refused(list in "\\PC{0,40}|<opml>(<outline xmlUrl=['\"]\\PC{0,20}['\"]?/?>|\\PC{0,9}\n){0,5}") {
            crate::bodies::any_feed_list(&list);
        }
    }

    #[test]
    fn opml_is_read_in_all_its_depth() {
        let opml = r#"<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
            <outline text="News"><outline type="rss" xmlUrl="https://a.example/feed?x=1&amp;y=2" /></outline>
            <outline xmlurl='http://b.example/'></outline><outline text="empty"/>
            <outline xmlUrl="https://a.example/feed?x=1&amp;y=2"/></body></opml>"#;
        assert_eq!(feeds_from(opml).unwrap(), ["https://a.example/feed?x=1&y=2", "http://b.example/"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let fault = |list: &str| feeds_from(list).unwrap_err();
        assert!(fault("<opml>\n<outline xmlUrl='ftp://a.example'/></opml>").contains("line 2"));
        assert!(fault("<opml>\n<body>\n</bodi></opml>").contains("line 3"));
        assert!(fault("# nothing\n").contains("names no feed"));
        assert!(fault("<opml></opml>").contains("names no feed"));
        assert!(fault("file:///etc/passwd").contains("line 1"));
    }
}
