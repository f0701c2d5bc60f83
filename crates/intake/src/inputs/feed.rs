//! Feeds: RSS, Atom and JSON Feed; and sitemaps, which hold no report.

use super::{Body, Item, Items, Settings, lone, named};
use crate::about::{About, date_of};
use crate::error::Error;

/// The reports in a feed.
pub(super) fn items(bytes: &[u8], name: String, settings: &Settings) -> Items {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4_096)]);
    if head.contains("<urlset") || head.contains("<sitemapindex") {
        let n = bytes.windows(5).filter(|five| five == b"<loc>").count();
        return lone(Error::Sitemap { path: name, n });
    }
    let feed = match feed_rs::parser::parse(bytes) {
        Ok(feed) => feed,
        Err(error) => {
            return lone(Error::Broken { path: name, what: format!("it is no feed that can be read ({error})") });
        }
    };
    let outlet = feed.title.map(|title| title.content);
    let settings = settings.clone();
    let items = feed.entries.into_iter().enumerate().map(move |(at, entry)| {
        let known = named(&settings.about, format!("{name}#{}", at + 1));
        let about = About {
            url: known.url.or_else(|| entry.links.first().map(|link| link.href.clone())),
            outlet: known.outlet.or_else(|| outlet.clone()),
            title: known.title.or_else(|| entry.title.map(|title| title.content)),
            // Days are counted from 1970 to the day that the feed gives in UTC.
            published: known.published.or_else(|| entry.published.and_then(|time| day_of_stamp(time.timestamp()))),
            ..known
        };
        let words =
            entry.content.and_then(|content| content.body).or_else(|| entry.summary.map(|summary| summary.content));
        match words.filter(|words| !words.trim().is_empty()) {
            Some(words) => Ok(Item { about, body: Body::Text(words) }),
            None => Err(Error::NoWords { path: about.source }),
        }
    });
    Box::new(items)
}

/// The day of a time in seconds since 1970.
pub(super) fn day_of_stamp(seconds: i64) -> Option<jiff::civil::Date> {
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    date_of(1970, 1, 1)?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
