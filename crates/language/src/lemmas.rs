//! Lemmas: a word's dictionary form.
//!
//! What verbs, nouns, adjectives and adverbs come from is told by rules and two tables that `training/lemmas.py` writes; all
//! else by the model, as an edit of the word's letters.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use record::Upos;
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

/// The classes of words whose forms the rules know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Verb,
    Noun,
    Adjective,
}

impl Class {
    fn of(upos: Upos) -> Option<Self> {
        match upos {
            Upos::Verb | Upos::Aux => Some(Self::Verb),
            Upos::Noun => Some(Self::Noun),
            Upos::Adj | Upos::Adv => Some(Self::Adjective),
            _ => None,
        }
    }
}

/// Dictionary forms that the rules would not choose by themselves.
static BASES: LazyLock<BTreeSet<(Class, &str)>> = LazyLock::new(|| {
    let rows = include_str!("../data/bases.tsv").lines().filter_map(|line| line.split_once('\t'));
    let class = |name| match name {
        "VERB" => Class::Verb,
        "NOUN" => Class::Noun,
        _ => Class::Adjective,
    };
    rows.map(|(name, base)| (class(name), base)).collect()
});

/// The dictionary forms of forms that no rule makes; the flag says whether the form is an inflected one.
static IRREGULAR: LazyLock<BTreeMap<(&str, &str, bool), &str>> = LazyLock::new(|| {
    let rows = include_str!("../data/irregular.tsv").lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let key = (cells.next()?, cells.next()?, cells.next()? == "inflected");
        Some((key, cells.next()?))
    });
    rows.collect()
});

/// What may stand before an irregular verb: "overthrew", "withdrew".
const PREFIXES: [&str; 9] = ["", "over", "under", "with", "out", "fore", "mis", "re", "un"];

/// The lemma of a word by rules and tables; `None` where they say nothing of it.
pub(crate) fn by_rule(form: &str, upos: Upos, feats: &str) -> Option<SmolStr> {
    let class = Class::of(upos)?;
    if form.len() < 2 || !form.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-') {
        return None;
    }
    let form = form.to_ascii_lowercase();
    let bent = inflected(class, feats);
    if let Some(base) = IRREGULAR.get(&(form.as_str(), upos.as_str(), bent)) {
        return Some(SmolStr::new(base));
    }
    if upos == Upos::Aux {
        return None;
    }
    if !bent {
        return Some(SmolStr::from(form));
    }
    if class == Class::Verb {
        let prefixed = PREFIXES.iter().find_map(|prefix| {
            let rest = form.strip_prefix(prefix)?;
            Some(format!("{prefix}{}", IRREGULAR.get(&(rest, "VERB", true))?))
        });
        if let Some(base) = prefixed {
            return Some(SmolStr::from(base));
        }
    }
    if class == Class::Noun && form.len() > 4 && form.ends_with("men") {
        return Some(SmolStr::from(format!("{}an", &form[..form.len() - 2])));
    }
    let found = candidates(&form, class);
    let known = found.iter().find(|base| BASES.contains(&(class, base.as_str())));
    Some(SmolStr::new(known.or(found.first()).unwrap_or(&form)))
}

/// Whether the features tell of another form than the dictionary's.
fn inflected(class: Class, feats: &str) -> bool {
    let has = |value: &str| feats.split('|').any(|feature| feature == value);
    match class {
        Class::Verb => {
            has("Tense=Past") || has("VerbForm=Part") || has("VerbForm=Ger") || has("Person=3") && has("Number=Sing")
        }
        Class::Noun => has("Number=Plur"),
        Class::Adjective => has("Degree=Cmp") || has("Degree=Sup"),
    }
}

/// The dictionary forms that an inflected form may have, the likelier first; must agree with `training/lemmas.py`.
fn candidates(form: &str, class: Class) -> Vec<String> {
    let mut found = Vec::new();
    let cut = |n: usize, add: &str| format!("{}{add}", &form[..form.len() - n]);
    let ends = |tail: &str| form.ends_with(tail);
    if class != Class::Adjective && form.len() > 2 && ends("s") && !(ends("ss") || ends("us") || ends("is")) {
        if ends("ies") && form.len() > 4 {
            found.extend([cut(3, "y"), cut(1, "")]);
        } else if ["ches", "shes", "sses", "xes", "zzes", "oes"].iter().any(|tail| ends(tail)) {
            found.extend([cut(2, ""), cut(1, "")]);
        } else {
            found.push(cut(1, ""));
            found.extend(ends("es").then(|| cut(2, "")));
        }
    }
    match class {
        Class::Verb if ends("ied") && form.len() > 4 => found.extend([cut(3, "y"), cut(1, "")]),
        Class::Verb if ends("ed") && form.len() > 3 => stems(&form[..form.len() - 2], &mut found),
        Class::Verb if ends("ing") && form.len() > 4 => stems(&form[..form.len() - 3], &mut found),
        Class::Adjective => {
            for tail in ["est", "er"] {
                if ends(&format!("i{tail}")) && form.len() > 5 {
                    found.push(cut(tail.len() + 1, "y"));
                } else if ends(tail) && form.len() > tail.len() + 2 {
                    stems(&form[..form.len() - tail.len()], &mut found);
                }
            }
        }
        _ => {}
    }
    found
}

/// The dictionary forms that a stem before "-ed" or "-ing" may have.
fn stems(stem: &str, found: &mut Vec<String>) {
    let letters = stem.as_bytes();
    if let [.., a, b] = letters
        && stem.len() > 2
        && a == b
        && !is_vowel(*b)
    {
        let (single, double) = (stem[..stem.len() - 1].to_owned(), stem.to_owned());
        found.extend(if b"lsfz".contains(b) { [double, single] } else { [single, double] });
    }
    let silent = format!("{stem}e");
    found.extend(if wants_e(stem) { [silent, stem.to_owned()] } else { [stem.to_owned(), silent] });
}

fn is_vowel(letter: u8) -> bool {
    b"aeiou".contains(&letter)
}

/// Whether the letters of a stem speak for a mute "e" behind it: "announc", "creat", "believ".
fn wants_e(stem: &str) -> bool {
    let [.., before, last] = stem.as_bytes() else { return false };
    let ends = |tails: &[&str]| tails.iter().any(|tail| stem.ends_with(tail));
    if b"cvuz".contains(last) || *last == b'g' && b"dnrla".contains(before) && !ends(&["ing", "ong", "ang", "ung"]) {
        return true;
    }
    if *last == b's' {
        return is_vowel(*before) || b"nrl".contains(before);
    }
    const MUTE: [&str; 26] = [
        "at", "ut", "ir", "ur", "or", "ar", "id", "ad", "in", "im", "as", "ag", "ibl", "abl", "tl", "ak", "ok", "ik",
        "ap", "op", "ip", "yp", "ev", "uk", "eth", "ath",
    ];
    let third = stem.len().checked_sub(3).map(|at| stem.as_bytes()[at]);
    ends(&MUTE) && (third.is_some_and(|letter| !is_vowel(letter)) || ends(&["at", "ut"]))
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

    #[test]
    fn rules_find_the_dictionary_form() {
        let past = "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin";
        let verbs = [
            ("killed", "kill"),
            ("entered", "enter"),
            ("tried", "try"),
            ("buried", "bury"),
            ("annoyed", "annoy"),
            ("announced", "announce"),
            ("shelled", "shell"),
            ("stopped", "stop"),
            ("urged", "urge"),
            ("overthrew", "overthrow"),
            ("Seized", "seize"),
            ("fled", "flee"),
            ("voted", "vote"),
            ("vetoed", "veto"),
            ("agreed", "agree"),
        ];
        for (form, base) in verbs {
            assert_eq!(by_rule(form, Upos::Verb, past).as_deref(), Some(base));
        }
        assert_eq!(by_rule("talks", Upos::Noun, "Number=Plur").as_deref(), Some("talk"));
        assert_eq!(by_rule("policemen", Upos::Noun, "Number=Plur").as_deref(), Some("policeman"));
        assert_eq!(by_rule("embassies", Upos::Noun, "Number=Plur").as_deref(), Some("embassy"));
        assert_eq!(by_rule("news", Upos::Noun, "Number=Sing").as_deref(), Some("news"));
        assert_eq!(by_rule("harsher", Upos::Adj, "Degree=Cmp").as_deref(), Some("harsh"));
        assert_eq!(by_rule("Reuters", Upos::Propn, "Number=Sing"), None);
    }
}
