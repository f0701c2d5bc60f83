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
    fn a_clean_text_is_in_order(raw in prop_oneof![news(), any::<String>()]) {
        let report = report_from_text(&raw, &About::default());
        let text = report.text.as_str();
        prop_assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'));
        prop_assert!(!text.contains("  ") && !text.contains("\n\n\n") && !text.contains(" \n") && !text.contains("\n "));
        prop_assert!(text.split("\n\n").all(|paragraph| !paragraph.contains('\n')));
        prop_assert_eq!(text.trim(), text);
        if let Some(title) = &report.title {
            let start = format!("{}\n\n", title);
            prop_assert!(text.starts_with(&start));
        }
    }

    #[test]
    fn cleaning_a_clean_text_changes_nothing(raw in prop_oneof![news(), any::<String>()]) {
        let once = report_from_text(&raw, &About::default());
        let twice = report_from_text(once.text.as_str(), &About::default());
        prop_assert_eq!(&once.text, &twice.text);
        prop_assert_eq!(&once.title, &twice.title);
        prop_assert!(twice.removed.is_empty());
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
