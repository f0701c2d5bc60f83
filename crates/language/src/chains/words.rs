//! What words tell of those whom they stand for: kinds and genders.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use record::{Analysis, TokenSpan};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

pub(super) static NOUNS: LazyLock<BTreeMap<&str, BTreeSet<&str>>> =
    LazyLock::new(|| words(include_str!("../../data/nouns.tsv")));
static FIRST_NAMES: LazyLock<BTreeMap<&str, BTreeSet<&str>>> =
    LazyLock::new(|| words(include_str!("../../data/first_names.tsv")));

fn words(table: &'static str) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(kind, words)| (kind, words.split(' ').collect())).collect()
}

/// Whether a table has a word under a kind.
pub(super) fn is(kind: &str, table: &BTreeMap<&str, BTreeSet<&str>>, word: &str) -> bool {
    table.get(kind).is_some_and(|words| words.contains(word))
}

/// What a noun tells of gender.
pub(super) fn gender_of_noun(lemma: &str) -> Option<&'static str> {
    const SHE: [&str; 9] = ["mother", "wife", "daughter", "sister", "queen", "girl", "lady", "princess", "widow"];
    const HE: [&str; 8] = ["father", "husband", "son", "brother", "king", "boy", "prince", "pope"];
    if lemma.ends_with("woman") || SHE.contains(&lemma) {
        Some("she")
    } else if lemma.ends_with("man") || HE.contains(&lemma) {
        Some("he")
    } else {
        None
    }
}

/// What a person's name, or the title before it, tells of gender.
pub(super) fn gender(analysis: &Analysis, name: TokenSpan) -> Option<&'static str> {
    let before =
        name.start.checked_sub(1).filter(|&token| analysis.sentence_of(token) == analysis.sentence_of(name.start));
    let plain = |token: usize| -> String {
        let letters = analysis.form(token).trim_end_matches('.').chars().flat_map(char::to_lowercase);
        letters.nfd().filter(|c| !is_combining_mark(*c)).collect()
    };
    let words = before.into_iter().chain([name.start]).map(plain);
    words.into_iter().find_map(|word| ["she", "he"].into_iter().find(|gender| is(gender, &FIRST_NAMES, &word)))
}
