//! Scores names by exact span and type, as `conlleval` does.

pub mod crossner;
pub mod gum;
pub mod meantime;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};
use record::{Analysis, NameKind};

use crate::tally::Tally;

/// A name: its first token, one past its last, its type. Tokens are counted over the whole set.
pub type Named = (usize, usize, String);

/// The types that most sets mark.
pub const COARSE: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Location];

/// The figures of all names together, and type by type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Every name counts once, whatever its type.
    pub all: Tally,
    /// The same for each type.
    pub by_kind: BTreeMap<String, Tally>,
}

/// Compares two sets of names over the same tokens.
pub fn score(gold: &BTreeSet<Named>, found: &BTreeSet<Named>) -> Scores {
    let of = |wanted: &dyn Fn(&Named) -> bool| Tally {
        hit: gold.intersection(found).filter(|name| wanted(name)).count(),
        gold: gold.iter().filter(|name| wanted(name)).count(),
        found: found.iter().filter(|name| wanted(name)).count(),
    };
    let kinds: BTreeSet<&String> = gold.union(found).map(|name| &name.2).collect();
    let by_kind = kinds.into_iter().map(|kind| (kind.clone(), of(&|name| name.2 == *kind))).collect();
    Scores { all: of(&|_| true), by_kind }
}

impl Scores {
    /// These figures and those of other texts together.
    pub fn with(mut self, other: &Self) -> Self {
        self.all.add(other.all);
        for (kind, &tally) in &other.by_kind {
            self.by_kind.entry(kind.clone()).or_default().add(tally);
        }
        self
    }
}

/// A marked sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Whether a document begins with it.
    pub opens_document: bool,
    /// Its text, where the set gives it.
    pub text: String,
    /// Its words and their tags, `B-PER`.
    pub words: Vec<(String, String)>,
}

/// Reads a table of words and tags in IOB2: number, word, tag; a blank line ends a sentence.
pub fn read_iob2(table: &str) -> Result<Vec<Sentence>> {
    let (mut sentences, mut sentence) = (Vec::new(), Sentence::default());
    for (n, line) in table.lines().chain([""]).enumerate() {
        if line.is_empty() {
            if !sentence.words.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
        } else if let Some(text) = line.strip_prefix("# text = ") {
            sentence.text = text.to_owned();
        } else if line.starts_with("# newdoc") {
            sentence.opens_document = true;
        } else if line.contains('\t') || !line.starts_with('#') {
            let columns: Vec<&str> = line.split('\t').collect();
            ensure!(columns.len() >= 3, "line {}: has {} columns, not 3 or more", n + 1, columns.len());
            sentence.words.push((columns[1].to_owned(), columns[2].to_owned()));
        }
    }
    Ok(sentences)
}

/// The names that tags mark. A tag that does not go on from the one before it begins a name, whatever its letter.
pub fn marked(sentences: &[Sentence]) -> BTreeSet<Named> {
    let mut names = BTreeSet::new();
    let mut at = 0;
    for sentence in sentences {
        let mut open: Option<Named> = None;
        for (_, tag) in &sentence.words {
            let (position, kind) = tag.split_once('-').unwrap_or((tag.as_str(), ""));
            match &mut open {
                Some(name) if position == "I" && name.2 == kind => name.1 = at + 1,
                _ => {
                    names.extend(open.take());
                    open = (position != "O").then(|| (at, at + 1, kind.to_owned()));
                }
            }
            at += 1;
        }
        names.extend(open);
    }
    names
}

/// The names of an analysis of the same tokens, of the types that the set marks.
pub fn found(analysis: &Analysis, kinds: &[NameKind]) -> BTreeSet<Named> {
    let names = analysis.names.iter().filter(|name| kinds.contains(&name.kind));
    names.map(|name| (name.tokens.start, name.tokens.end, name.kind.to_string())).collect()
}

/// The sentences of one document as words alone, in CoNLL-U. Spaces are as the text has them.
pub fn tokens_only(sentences: &[Sentence]) -> String {
    let mut out = String::from("# newpar\n");
    for sentence in sentences {
        let spaces = spaces_after(sentence);
        for (n, ((word, _), space)) in sentence.words.iter().zip(spaces).enumerate() {
            let misc = if space { "_" } else { "SpaceAfter=No" };
            out.push_str(&format!("{}\t{word}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n", n + 1));
        }
        out.push('\n');
    }
    out
}

/// Whether a space follows each word; everywhere, where the text does not fit the words.
fn spaces_after(sentence: &Sentence) -> Vec<bool> {
    let mut rest = sentence.text.trim_start();
    let mut spaces = Vec::new();
    for (word, _) in &sentence.words {
        let Some(after) = rest.strip_prefix(word.as_str()) else { return vec![true; sentence.words.len()] };
        rest = after.trim_start();
        spaces.push(rest.len() < after.len() || rest.is_empty());
    }
    spaces
}

/// Sentences document by document.
pub fn documents(sentences: &[Sentence]) -> Vec<&[Sentence]> {
    let starts = (0..sentences.len()).filter(|&at| at == 0 || sentences[at].opens_document);
    let starts: Vec<usize> = starts.chain([sentences.len()]).collect();
    starts.windows(2).map(|ends| &sentences[ends[0]..ends[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
# newdoc id = one
# text = Leyla Aydın of Port Ambel's Harbour Union left.
1\tLeyla\tB-PER\t-\t-
2\tAydın\tI-PER\t-\t-
3\tof\tO\t-\t-
4\tPort\tB-LOC\t-\t-
5\tAmbel\tI-LOC\t-\t-
6\t's\tO\t-\t-
7\tHarbour\tB-ORG\t-\t-
8\tUnion\tI-ORG\t-\t-
9\tleft\tO\t-\t-
10\t.\tO\t-\t-

# newdoc id = two
# text = Olm?
1\tOlm\tB-PER\t-\t-
2\t?\tO\t-\t-
";

    fn name(start: usize, end: usize, kind: &str) -> Named {
        (start, end, kind.to_owned())
    }

    #[test]
    fn tags_mark_names() {
        let sentences = read_iob2(TABLE).unwrap();
        let expected = [name(0, 2, "PER"), name(3, 5, "LOC"), name(6, 8, "ORG"), name(10, 11, "PER")];
        assert_eq!(marked(&sentences), expected.into());
        assert_eq!(documents(&sentences).iter().map(|part| part.len()).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn a_tag_that_goes_on_from_nothing_begins_a_name() {
        let words = ["O", "I-PER", "I-LOC", "B-LOC", "I-LOC", "O"];
        let words = words.map(|tag| ("x".to_owned(), tag.to_owned())).into();
        let sentence = Sentence { words, ..Sentence::default() };
        let expected = [name(1, 2, "PER"), name(2, 3, "LOC"), name(3, 5, "LOC")];
        assert_eq!(marked(&[sentence]), expected.into());
    }

    #[test]
    fn a_name_counts_with_the_right_span_and_type() {
        let gold = marked(&read_iob2(TABLE).unwrap());
        // One right, one too short, one of another type, one missed, one invented.
        let found = [name(0, 2, "PER"), name(4, 5, "LOC"), name(6, 8, "LOC"), name(8, 9, "PER")].into();
        let scores = score(&gold, &found);
        assert_eq!(scores.all, Tally { hit: 1, gold: 4, found: 4 });
        assert_eq!((scores.all.precision(), scores.all.recall(), scores.all.f1()), (0.25, 0.25, 0.25));
        assert_eq!(scores.by_kind["PER"], Tally { hit: 1, gold: 2, found: 2 });
        assert_eq!(scores.by_kind["LOC"], Tally { hit: 0, gold: 1, found: 2 });
        assert_eq!(scores.by_kind["ORG"], Tally { hit: 0, gold: 1, found: 0 });
    }

    #[test]
    fn the_reader_gets_words_and_spaces() {
        let sentences = read_iob2(TABLE).unwrap();
        let analysis = record::conllu::read(&tokens_only(&sentences)).unwrap();
        assert_eq!(analysis.text.as_str(), "Leyla Aydın of Port Ambel's Harbour Union left. Olm?");
        assert!(analysis.names.is_empty());
    }

    #[test]
    fn other_types_of_names_are_passed_over() {
        let table = "1\tSunnis\t_\t_\t_\t_\t0\t_\t_\tName=B-GROUP\n2\tRome\t_\t_\t_\t_\t1\t_\t_\tName=B-LOC\n";
        assert_eq!(found(&record::conllu::read(table).unwrap(), &COARSE), [name(1, 2, "LOC")].into());
    }
}
