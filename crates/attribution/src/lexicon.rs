//! The tables of words that ascribe content to somebody, and of those who are named by what they are.

use std::collections::{BTreeMap, BTreeSet};

const CUES: &str = include_str!("../../../data/attribution/cues.tsv");
const NOUNS: &str = include_str!("../../../data/attribution/nouns.tsv");
const OUTLETS: &str = include_str!("../../../data/attribution/outlets.tsv");

/// What words do in attributions.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    cues: BTreeMap<String, Vec<Entry>>,
    nouns: BTreeMap<String, BTreeSet<String>>,
    outlets: BTreeMap<String, BTreeSet<String>>,
    words: BTreeSet<String>,
}

/// Forms of cue verbs that no ending tells.
const IRREGULAR: &[(&str, &str)] = &[
    ("said", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("written", "write"),
    ("thought", "think"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("found", "find"),
    ("saw", "see"),
    ("seen", "see"),
    ("felt", "feel"),
    ("shown", "show"),
    ("made", "make"),
    ("began", "begin"),
    ("begun", "begin"),
    ("understood", "understand"),
    ("sang", "sing"),
    ("sung", "sing"),
    ("people", "person"),
];

/// What a cue word does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its class.
    pub class: Class,
    /// The frames that its content stands in, the likeliest first.
    pub frames: Vec<(Frame, Strength)>,
}

/// The sort of a cue word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// A verb of speaking.
    Say,
    /// A verb of thinking.
    Think,
    /// "adamant", "concerned".
    Adjective,
    /// "claim", "reports".
    Noun,
    /// "reportedly".
    Adverb,
}

/// Where content stands beside its cue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Frame {
    /// A clause, with "that" or without.
    That,
    /// Words in quotation marks.
    Quote,
    /// An object.
    Object,
    /// An infinitive.
    To,
    /// All that the cue governs after it.
    Rest,
    /// The clause that the cue stands in.
    Clause,
    /// The thing that is said to be so, and what it is said to be: "is reported to be".
    Raise,
    /// What a preposition leads in.
    After(String),
}

/// Whether a frame is enough by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strength {
    /// It is.
    Sure,
    /// Only where quotation marks or the model's scores speak for it.
    Weak,
}

impl Lexicon {
    /// The tables that come with the program.
    pub fn embedded() -> Self {
        let mut lexicon = Self::default();
        for (word, columns) in rows(CUES) {
            if let Some(entry) = entry(&columns) {
                lexicon.cues.entry(word).or_default().push(entry);
            }
        }
        lexicon.nouns = kinds(NOUNS);
        lexicon.outlets = kinds(OUTLETS);
        let words =
            lexicon.cues.keys().filter_map(|cue| cue.split(' ').next()).chain(lexicon.nouns.keys().map(String::as_str));
        lexicon.words = words.map(str::to_owned).collect();
        lexicon
    }

    /// The dictionary form of a word: as `lemma` says where the tables know it, or else a form of theirs that `form`, in small
    /// letters, can be an inflection of. Models err about rare words, and a cue verb missed is a statement missed.
    pub(crate) fn base(&self, form: &str, lemma: String) -> String {
        if self.words.contains(&lemma) {
            return lemma;
        }
        let irregular = IRREGULAR.iter().find(|(inflected, _)| *inflected == form).map(|(_, base)| (*base).to_owned());
        irregular.into_iter().chain(bases(form)).find(|base| self.words.contains(base)).unwrap_or(lemma)
    }

    /// What a word does as a cue of one of `classes`.
    pub(crate) fn cue(&self, word: &str, classes: &[Class]) -> Option<&Entry> {
        self.cues.get(word)?.iter().find(|entry| classes.contains(&entry.class))
    }

    /// Whether a noun is of a kind: "unnamed", "document" and so on.
    pub(crate) fn noun_is(&self, noun: &str, kind: &str) -> bool {
        self.nouns.get(noun).is_some_and(|kinds| kinds.contains(kind))
    }

    /// Whether a name in capitals is an outlet's: "EURACTIV".
    pub(crate) fn is_outlet_in_capitals(&self, name: &str) -> bool {
        self.outlets.iter().any(|(known, kinds)| kinds.contains("name") && known.to_uppercase() == name)
    }

    /// Whether a name or word is of a kind: "name", "word", "platform".
    pub(crate) fn outlet_is(&self, word: &str, kind: &str) -> bool {
        self.outlets.get(word).is_some_and(|kinds| kinds.contains(kind))
    }
}

/// What a regular inflection may come from.
fn bases(form: &str) -> Vec<String> {
    let mut found = vec![form.to_owned()];
    for ending in ["s", "es", "d", "ed", "ing"] {
        let Some(stem) = form.strip_suffix(ending) else { continue };
        found.push(stem.to_owned());
        found.push(format!("{stem}e"));
        if let Some(stem) = stem.strip_suffix('i') {
            found.push(format!("{stem}y"));
        }
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
        {
            found.push(stem[..stem.len() - last.len_utf8()].to_owned());
        }
    }
    found
}

fn entry(columns: &[&str]) -> Option<Entry> {
    let class = match *columns.first()? {
        "say" => Class::Say,
        "think" => Class::Think,
        "adjective" => Class::Adjective,
        "noun" => Class::Noun,
        "adverb" => Class::Adverb,
        _ => return None,
    };
    let frames = columns.get(1)?.split_whitespace().map(|word| match word.strip_suffix('?') {
        Some(word) => (frame(word), Strength::Weak),
        None => (frame(word), Strength::Sure),
    });
    Some(Entry { class, frames: frames.collect() })
}

fn frame(word: &str) -> Frame {
    match word {
        "that" => Frame::That,
        "quote" => Frame::Quote,
        "object" => Frame::Object,
        "to" => Frame::To,
        "rest" => Frame::Rest,
        "clause" => Frame::Clause,
        "raise" => Frame::Raise,
        preposition => Frame::After(preposition.to_owned()),
    }
}

/// The rows of a table: its first column, and the others.
fn rows(table: &str) -> impl Iterator<Item = (String, Vec<&str>)> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
    lines.map(|line| {
        let mut columns = line.split('\t').map(str::trim);
        (columns.next().unwrap_or_default().to_owned(), columns.collect())
    })
}

fn kinds(table: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut kinds = BTreeMap::<String, BTreeSet<String>>::new();
    for (word, columns) in rows(table) {
        kinds.entry(word).or_default().extend(columns.first().map(|kind| (*kind).to_owned()));
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_understood() {
        for (word, columns) in rows(CUES) {
            let entry = entry(&columns);
            assert!(entry.is_some_and(|entry| !entry.frames.is_empty()), "{word}");
        }
        for table in [NOUNS, OUTLETS] {
            assert!(rows(table).all(|(word, columns)| !word.is_empty() && columns.len() == 1));
        }
        let known = [
            "unnamed",
            "indefinite",
            "journalist",
            "document",
            "hearsay",
            "outlet",
            "occasion",
            "hearer",
            "carrier",
            "office",
        ];
        assert!(kinds(NOUNS).values().flatten().all(|kind| known.contains(&kind.as_str())));
    }

    #[test]
    fn no_row_stands_twice() {
        let mut seen = BTreeSet::new();
        for table in [CUES, NOUNS, OUTLETS] {
            for (word, columns) in rows(table) {
                assert!(seen.insert((table.len(), word.clone(), columns[0])), "{word}");
            }
        }
    }

    #[test]
    fn weak_frames_are_marked() {
        let lexicon = Lexicon::embedded();
        let entry = lexicon.cue("confirm", &[Class::Say]).unwrap();
        assert!(entry.frames.contains(&(Frame::That, Strength::Sure)));
        assert!(entry.frames.contains(&(Frame::Object, Strength::Weak)));
        assert_eq!(lexicon.cue("confirm", &[Class::Noun]), None);
    }

    #[test]
    fn forms_are_led_back_to_the_tables() {
        let lexicon = Lexicon::embedded();
        let base = |form: &str, lemma: &str| lexicon.base(form, lemma.to_owned());
        assert_eq!(base("announced", "announc"), "announce");
        assert_eq!(base("said", "sai"), "say");
        assert_eq!(base("denies", "deni"), "deny");
        assert_eq!(base("admitted", "admitt"), "admit");
        assert_eq!(base("officials", "officials"), "official");
        assert_eq!(base("stated", "state"), "state");
        assert_eq!(base("dams", "dam"), "dam");
    }
}
