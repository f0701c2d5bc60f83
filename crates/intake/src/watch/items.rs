//! The items of a feed.

use std::collections::BTreeMap;

use feed_rs::model::Entry;
use feed_rs::parser;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::{Deserialize, Serialize};
use url::Url;

/// One item of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The address of its page; none where the feed has all of it.
    pub url: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published, as the feed says: `2024-03-05T08:00:00Z`.
    pub published: Option<String>,
    /// What the feed calls it; none where the feed calls others the same.
    pub guid: Option<String>,
    /// Its words, where it has no page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

/// Tags may stand in one another so deep, and no deeper.
const DEEPEST: usize = 128;

/// The items of a feed, in its order; the text of an error goes on from "the feed ".
pub(super) fn items(bytes: &[u8], url: &str) -> Result<Vec<Item>, String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).trim_start().to_ascii_lowercase();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("is empty".to_owned());
    }
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Err("is a web page and no feed; look for the address of its feed".to_owned());
    }
    if head.trim_start_matches('\u{FEFF}').starts_with('<') && is_too_deep(bytes) {
        return Err(format!("has more than {DEEPEST} tags in one another"));
    }
    let parser = parser::Builder::new().base_uri(Some(url)).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(bytes).map_err(|fault| {
        let fault: String = fault.to_string().chars().filter(|letter| !letter.is_control()).take(160).collect();
        format!("is no RSS, Atom or JSON Feed that can be read: {fault}")
    })?;
    let mut n_called: BTreeMap<String, usize> = BTreeMap::new();
    for entry in &feed.entries {
        *n_called.entry(entry.id.clone()).or_default() += 1;
    }
    let item = |entry: Entry| {
        let is_own = n_called.get(&entry.id).is_some_and(|&n_items| n_items == 1);
        item(entry, is_own, url)
    };
    Ok(feed.entries.into_iter().filter_map(item).collect())
}

/// The item that an entry is; none where there is nothing to it.
fn item(entry: Entry, is_own_id: bool, feed: &str) -> Option<Item> {
    let is_page = |rel: &Option<String>| rel.as_deref().is_none_or(|rel| rel == "alternate");
    let links = entry.links.iter().filter(|link| is_page(&link.rel)).chain(&entry.links);
    let url = links.map(|link| link.href.as_str()).find_map(|link| page_url(link, feed));
    // A guid that is an address is the page's, by the rules of RSS, where no link is.
    let url = url.or_else(|| Url::parse(&entry.id).ok().and_then(|id| page_url(id.as_str(), feed)));
    let text = |text: feed_rs::model::Text| text.content;
    let content = entry.content.and_then(|content| content.body).or(entry.summary.map(text));
    let content = content.filter(|content| url.is_none() && !content.trim().is_empty());
    if url.is_none() && content.is_none() {
        return None;
    }
    let title = entry.title.map(text).map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(Item {
        url,
        title: title.filter(|title| !title.is_empty()),
        published: entry.published.or(entry.updated).map(|time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        guid: Some(entry.id).filter(|id| is_own_id && !id.is_empty()),
        content,
    })
}

/// The address of a page, without what only counts who came from where.
fn page_url(link: &str, feed: &str) -> Option<String> {
    let mut url = Url::parse(feed).ok()?.join(link.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    url.set_fragment(None);
    let counts = |key: &str| key.starts_with("utm_") || matches!(key, "fbclid" | "gclid");
    if url.query_pairs().any(|(key, _)| counts(&key)) {
        let kept: Vec<String> = url
            .query()
            .unwrap_or_default()
            .split('&')
            .filter(|pair| !counts(pair.split('=').next().unwrap_or_default()))
            .map(str::to_owned)
            .collect();
        url.set_query(Some(kept.join("&")).filter(|query| !query.is_empty()).as_deref());
    }
    Some(url.to_string())
}

fn is_too_deep(bytes: &[u8]) -> bool {
    let mut reader = Reader::from_reader(bytes);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let (mut depth, mut part) = (0usize, Vec::new());
    loop {
        match reader.read_event_into(&mut part) {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            // What is broken is told of by the parser.
            Ok(Event::Eof) | Err(_) => return false,
            Ok(_) => {}
        }
        if depth > DEEPEST {
            return true;
        }
        part.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_are_a_feed_or_none(
            tags in prop::collection::vec("<(rss version=\"2.0\"|channel|item|link|guid|title|/item|entry|!\\[CDATA\\[|feed)>|\\PC{0,9}|&#?[a-z0-9]{0,5};|\\{\"version\":", 0..30)
        ) {
            crate::bodies::any_feed(tags.concat().as_bytes());
            crate::bodies::any_feed(format!("<rss version=\"2.0\"><channel><item>{}</item></channel></rss>", tags.concat()).as_bytes());
        }
    }

    const FEED: &str = "https://a.example/feeds/all.xml";

    fn rss(items: &str) -> Vec<Item> {
        let feed = format!(r#"<rss version="2.0"><channel><title>A</title>{items}</channel></rss>"#);
        items_of(&feed)
    }

    fn items_of(feed: &str) -> Vec<Item> {
        items(feed.as_bytes(), FEED).expect("the feed is one")
    }

    #[test]
    fn rss_atom_and_json_feed_are_read() {
        let from_rss = rss(
            "<item><title>Ferry  aground</title><link>/2024/ferry?utm_source=rss&amp;id=7#top</link><guid>g1</guid>\
             <pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate></item>",
        );
        let ferry = Item {
            url: Some("https://a.example/2024/ferry?id=7".to_owned()),
            title: Some("Ferry aground".to_owned()),
            published: Some("2024-03-05T08:00:00Z".to_owned()),
            guid: Some("g1".to_owned()),
            content: None,
        };
        assert_eq!(from_rss, std::slice::from_ref(&ferry));
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>A</title><updated>2024-03-05T08:00:00Z</updated>
            <entry><id>g1</id><title>Ferry aground</title><link rel="self" href="/other"/><link href="/2024/ferry?id=7"/>
            <updated>2024-03-05T08:00:00Z</updated></entry></feed>"#;
        assert_eq!(items_of(atom), std::slice::from_ref(&ferry));
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [{"id": "g1",
            "url": "https://a.example/2024/ferry?id=7", "title": "Ferry aground", "content_text": "x",
            "date_published": "2024-03-05T08:00:00Z"}]}"#;
        assert_eq!(items_of(json), [ferry]);
    }

    #[test]
    fn a_guid_that_several_items_have_says_nothing() {
        let found = rss("<item><link>/1</link><guid>same</guid></item><item><link>/2</link><guid>same</guid></item>\
             <item><link>/3</link></item>");
        assert_eq!(found.len(), 3);
        assert!(found.iter().all(|item| item.guid.is_none()), "{found:?}");
    }

    #[test]
    fn an_item_without_a_page_is_what_the_feed_says() {
        let found = rss("<item><description>All of it.</description><guid isPermaLink=\"false\">g</guid></item>\
             <item><title>Nothing</title></item><item><link>javascript:alert(1)</link></item>");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content.as_deref(), Some("All of it."));
    }

    #[test]
    fn what_is_no_feed_is_told() {
        let fault = |feed: &str| items(feed.as_bytes(), FEED).unwrap_err();
        assert!(fault("<!DOCTYPE html><html><p>Hello</p></html>").contains("web page"));
        assert!(fault(" \n").contains("empty"));
        assert!(fault("hello").contains("no RSS"));
        assert!(fault("<rss version=\"2.0\"><channel><item>").contains("no RSS"));
        let deep = format!("<rss version=\"2.0\"><channel>{}", "<a>".repeat(100_000));
        assert!(fault(&deep).contains("in one another"));
        let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss version=\"2.0\"><channel><item>\
            <link>/1</link><title>&b;</title></item></channel></rss>";
        let titles: Vec<_> = items(bomb.as_bytes(), FEED).unwrap_or_default();
        assert!(titles.iter().all(|item| item.title.as_ref().is_none_or(|title| title.len() < 10)), "{titles:?}");
    }
}
