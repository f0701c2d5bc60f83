//! Lemmas: a word's dictionary form, told as an edit of its letters.

use smol_str::SmolStr;

/// How a lemma comes from its form: keep or lower the case, cut letters from the end, add others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Script {
    lower: bool,
    cut: usize,
    add: SmolStr,
}

impl Script {
    /// Reads a label of the model: "lower 3 y" makes "city" of "Cities".
    pub(crate) fn parse(label: &str) -> Option<Self> {
        let mut parts = label.splitn(3, ' ');
        let lower = match parts.next()? {
            "lower" => true,
            "keep" => false,
            _ => return None,
        };
        Some(Self { lower, cut: parts.next()?.parse().ok()?, add: parts.next()?.into() })
    }

    /// The lemma of `form`; the form itself where the script would cut more letters than it has.
    pub(crate) fn apply(&self, form: &str) -> SmolStr {
        let base = if self.lower { form.to_lowercase() } else { form.to_owned() };
        let kept = base.chars().count().checked_sub(self.cut);
        let lemma: String =
            base.chars().take(kept.unwrap_or(usize::MAX)).chain(kept.map_or("", |_| &self.add).chars()).collect();
        if lemma.is_empty() { SmolStr::new(form) } else { SmolStr::from(lemma.replace(char::is_whitespace, "_")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_edit_the_end() {
        let lemma = |label: &str, form: &str| Script::parse(label).unwrap().apply(form);
        assert_eq!(lemma("lower 3 y", "Cities"), "city");
        assert_eq!(lemma("keep 0 ", "Rome"), "Rome");
        assert_eq!(lemma("lower 4 go", "went"), "go");
        assert_eq!(lemma("lower 9 x", "is"), "is");
        assert_eq!(Script::parse("odd"), None);
    }
}
