//! What holds for any input.

use intake::{About, Limits, report_from_bytes, report_from_text};
use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces of news texts, among them all that cleaning looks for.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\n\n",
    " ",
    "Ana Bell",
    "By Ana Bell",
    "(Ana Bell, Fernpost.org",
    "The minister said no to it all.",
    "Minister quits",
    "Advertisement",
    "Published: 12 March 2024",
    "March 4, 2008",
    "Photo: A",
    "...",
    "…",
    "&amp;",
    "&am",
    "p;",
    "&#8217;",
    "&nbsp;",
    "&",
    ";",
    "#",
    "â",
    "€",
    "™",
    "Ã",
    "©",
    "Â",
    "\u{A0}",
    "\u{200B}",
    "\u{200D}",
    "\u{9D}",
    "\t",
    "\r",
    "\u{C}",
    "LIMA (AP) — Guards went.",
    "| Reuters",
    " and ",
    ", ",
    "-",
    "a line that was broken at its end by",
    "Share this",
    "Related",
    "(Reporting by Joe Marsh)",
    "ن",
    "4",
    "Bell met Bell",
    "©",
    "\u{202E}",
    "\u{2028}",
    "x",
];

/// Pieces of pages, among them all that marks what is on them.
const TAGS: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=article-body>",
    "<div class=related>",
    "</div>",
    "<h1>",
    "</h1>",
    "<h2>Related",
    "<article>",
    "</article>",
    "<table><tr><td>",
    "</table>",
    "<ul><li>",
    "<a href=/x>",
    "</a>",
    "<time datetime='2024-02-30'>",
    "<time datetime=\"2024-03-04T10:00\">",
    "</time>",
    "<span itemprop=author>",
    "<meta property='article:published_time' content='2024-03-04'>",
    "<meta itemprop=datePublished content='9999999999999'>",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":[[[{}]]],\"datePublished\":7,\"author\":[\"A\",3,null]}</script>",
    "<script type='application/ld+json'>{\"@graph\":",
    "</script>",
    "<title>Ferry sinks | The Post</title>",
    "<br>",
    "<pre>One\n\ntwo  three",
    "</pre>",
    "<select><option>",
    "<template><p>",
    "<svg><title>",
    "The minister said no to it all, and her aides would not say why she had come to the quay in the first place. ",
    "By Ana Bell, The Post",
    "Published 12 March 2024, updated 13 March 2024",
    "Read more: ",
    "\u{0}",
    "\u{202E}",
    "&nbsp;&#x202e;&#0;&bogus;",
    "<!--",
    "-->",
    "<p hidden>",
    "“",
    "é",
];

fn news() -> impl Strategy<Value = String> {
    vec(0..PIECES.len(), 0..40).prop_map(|pieces| pieces.into_iter().map(|piece| PIECES[piece]).collect())
}

/// The letters and signs of a text that cleaning puts in order but never drops, sorted.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_bytes_give_a_report_or_an_error(bytes in vec(any::<u8>(), 0..200)) {
        let _ = report_from_bytes(&bytes, &About::default(), Limits::default());
    }

    #[test]
    fn a_clean_text_is_in_order_and_stays_it(raw in prop_oneof![news(), any::<String>()]) {
        intake::bodies::any_text(&raw);
    }

    #[test]
    fn any_page_is_read_or_refused(tags in vec(0..TAGS.len(), 0..60)) {
        let html: String = tags.into_iter().map(|tag| TAGS[tag]).collect();
        intake::bodies::any_page(html.as_bytes());
    }

    #[test]
    fn no_letter_is_lost(raw in news()) {
        let report = report_from_text(&raw, &About::default());
        // Each paragraph cleaned for itself has its characters in order and nothing removed: that is what must remain.
        let lone: String = raw
            .split(['\n', '\r', '\u{2028}'])
            .map(|line| report_from_text(line, &About::default()).text.as_str().to_owned())
            .collect();
        let kept: String = report.removed.iter().map(|removed| removed.text.as_str()).chain([report.text.as_str()]).collect();
        prop_assert_eq!(letters(&kept), letters(&lone));
    }
}
