//! Whether what a page's data or its hidden parts hold is its report more fully than what it shows.

/// The bytes of prose from which on a page is not searched for hidden words.
pub(super) const ENOUGH: f64 = 1_000.0;

/// Whether `whole` has most of what is shown in it, and as much again at least: a page that shows the beginning of a report
/// and holds all of it.
pub(super) fn is_fuller<'a>(whole: &str, shown: impl Iterator<Item = &'a str>) -> bool {
    let whole = letters(whole);
    let shown = shown.take(MOST_COMPARED / whole.len().max(1));
    let (mut n_shown, mut n_shared) = (0, 0);
    for paragraph in shown.map(letters) {
        n_shown += paragraph.len();
        if paragraph.len() >= SHORTEST && whole.contains(&paragraph) {
            n_shared += paragraph.len();
        }
    }
    n_shared >= LEAST && n_shared * 2 >= n_shown && whole.len() > n_shared * 2
}

/// The letters of the one text times the paragraphs of the other that are compared: far more than any report has.
pub(super) const MOST_COMPARED: usize = 100_000_000;

/// What is shorter stands in many texts.
const SHORTEST: usize = 20;

/// The bytes that must be shared: a sentence.
const LEAST: usize = 60;

/// A text's letters and figures, small.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::is_fuller;

    #[test]
    fn a_text_is_fuller_that_goes_on_where_another_ends() {
        let first = "The harbour council of Port Sale voted on Monday to close the northern quay, which has cracks in its wall.";
        let whole = format!("{first} {}", "Dockers had warned of them since the storm of January. ".repeat(4));
        assert!(is_fuller(&whole, [first].into_iter()));
        assert!(!is_fuller(first, [first].into_iter()));
        assert!(!is_fuller(&whole.replace("quay", "mole"), [first].into_iter()));
    }
}
