//! CoNLL-U as the measures see it: words over the letters of the text, white space aside.

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// A stretch of a treebank's letters.
pub type Letters = Range<usize>;

/// Sentences in CoNLL-U.
#[derive(Clone, Debug, Default)]
pub struct Treebank {
    /// The letters of all tokens, one after the other.
    pub letters: Vec<char>,
    /// The tokens, a multiword token being one.
    pub tokens: Vec<Letters>,
    /// The sentences.
    pub sentences: Vec<Letters>,
    /// The words, those of multiword tokens being several.
    pub words: Vec<Word>,
}

/// One word.
#[derive(Clone, Debug)]
pub struct Word {
    /// Its letters; those of the whole token where it is part of a multiword token.
    pub span: Letters,
    /// Whether it is part of a multiword token.
    pub multiword: bool,
    /// As it is written, in lower case.
    pub form: String,
    /// Its dictionary form; `_` where none is given.
    pub lemma: String,
    /// Its word class.
    pub upos: String,
    /// Its universal features, in order; those of one language alone are left out.
    pub feats: String,
    /// The word that it depends on, as an index into `words`; `None` at the root.
    pub head: Option<usize>,
    /// What it is to its head, without a subtype.
    pub deprel: String,
}

/// The features that the measure compares.
#[rustfmt::skip]
const UNIVERSAL_FEATURES: [&str; 21] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite",
    "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite",
];

impl Treebank {
    /// Reads CoNLL-U. Every sentence must be a tree with one root.
    pub fn read(table: &str) -> Result<Self> {
        let mut reading = Reading::default();
        for (n, line) in table.lines().enumerate() {
            reading.line(line).with_context(|| format!("line {}", n + 1))?;
        }
        reading.close_sentence().context("the last sentence")?;
        Ok(reading.treebank)
    }
}

#[derive(Default)]
struct Reading {
    treebank: Treebank,
    /// The first word of the open sentence, and its first letter.
    first: usize,
    from: usize,
    /// The words that the open multiword token still waits for.
    waiting: usize,
}

impl Reading {
    fn line(&mut self, line: &str) -> Result<()> {
        if line.is_empty() {
            return self.close_sentence();
        }
        if line.starts_with('#') {
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        ensure!(columns.len() == 10, "has {} columns, not 10", columns.len());
        let id = columns[0];
        if id.contains('.') {
            return Ok(());
        }
        if let Some((from, to)) = id.split_once('-') {
            ensure!(self.waiting == 0, "multiword tokens overlap");
            let (from, to): (usize, usize) = (from.parse()?, to.parse()?);
            ensure!(from == self.next_id() && from <= to, "{id} is no place for a multiword token");
            self.waiting = to + 1 - from;
            return self.token(columns[1]);
        }
        ensure!(id.parse() == Ok(self.next_id()), "word {id} where {} was due", self.next_id());
        let multiword = self.waiting > 0;
        if multiword {
            self.waiting -= 1;
        } else {
            self.token(columns[1])?;
        }
        self.word(&columns, multiword)
    }

    fn next_id(&self) -> usize {
        self.treebank.words.len() - self.first + 1
    }

    fn token(&mut self, form: &str) -> Result<()> {
        let start = self.treebank.letters.len();
        let letters = form.chars().filter(|c| c.general_category() != GeneralCategory::SpaceSeparator);
        self.treebank.letters.extend(letters);
        let end = self.treebank.letters.len();
        ensure!(start < end, "a token without letters");
        self.treebank.tokens.push(start..end);
        Ok(())
    }

    fn word(&mut self, columns: &[&str], multiword: bool) -> Result<()> {
        let head: usize = columns[6].parse().with_context(|| format!("\"{}\" is no head", columns[6]))?;
        let mut feats: Vec<&str> = columns[5].split('|').filter(|feat| is_universal(feat)).collect();
        feats.sort_unstable();
        let word = Word {
            span: self.treebank.tokens.last().cloned().unwrap_or_default(),
            multiword,
            form: columns[1].to_lowercase(),
            lemma: columns[2].to_owned(),
            upos: columns[3].to_owned(),
            feats: feats.join("|"),
            head: head.checked_sub(1).map(|head| self.first + head),
            deprel: columns[7].split(':').next().unwrap_or_default().to_owned(),
        };
        self.treebank.words.push(word);
        Ok(())
    }

    fn close_sentence(&mut self) -> Result<()> {
        let end = self.treebank.words.len();
        if self.first == end {
            return Ok(());
        }
        ensure!(self.waiting == 0, "a multiword token lacks words");
        let heads: Vec<Option<usize>> = self.treebank.words[self.first..].iter().map(|word| word.head).collect();
        ensure!(heads.iter().flatten().all(|&head| head < end), "a head outside its sentence");
        ensure!(heads.iter().filter(|head| head.is_none()).count() == 1, "a sentence must have one root");
        for at in 0..heads.len() {
            let mut above = std::iter::successors(heads[at], |&head| heads[head - self.first]);
            ensure!(above.nth(heads.len()).is_none(), "the heads run in a circle");
        }
        self.treebank.sentences.push(self.from..self.treebank.letters.len());
        (self.first, self.from) = (end, self.treebank.letters.len());
        Ok(())
    }
}

fn is_universal(feat: &str) -> bool {
    UNIVERSAL_FEATURES.contains(&feat.split('=').next().unwrap_or_default())
}
