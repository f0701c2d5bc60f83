//! Sentences: behind which words of a paragraph one ends, inside quotations too.

use std::ops::Range;

use encoder::{Encoder, Linear, Weights, gelu};

use crate::Error;
use crate::datelines;
use crate::labels::Shapes;
use crate::pieces::Vocabulary;

/// So many words of a paragraph are looked at together, with those around that bear on them.
const BLOCK: usize = 1024;

/// The log-odds from which a sentence begins with a small letter: in news hardly one does. Chosen on GUM's development set.
const LOWER_CASE: f32 = 1.0;

/// Abbreviations that often end a sentence; behind any other a name follows.
const MAY_END: &str = "u.s u.k u.n u.s.a e.u d.c a.m p.m etc inc corp co ltd jr sr plc llc al";

/// Words that open a sentence more often than they go on with one.
const OPENERS: &str = "a after all also although an and another as at because before both but by despite during earlier even every for \
    from he her his however i if in it its last later many meanwhile more most no not now officials on one once \
    other our over police president several she since so some still such that the their then there these they this \
    those three though to today two under until we what when where while who with yesterday you";

/// Marks that close a quotation.
const CLOSERS: [&str; 4] = ["”", "\"", "’", "»"];

/// Convolutions over words, each given by the mean of its pieces' embeddings, its shape and whether a space follows.
pub(crate) struct Boundaries {
    word: Linear,
    shape: Vec<f32>,
    space: Vec<f32>,
    convolutions: Vec<Linear>,
    out: Linear,
}

impl Boundaries {
    /// Loads the tensors named `boundary.*` for an encoder of so many shapes.
    pub(crate) fn load(weights: &Weights, n_shapes: usize, width: usize) -> Result<Self, Error> {
        let load = |part: &str| Linear::load(weights, &format!("boundary.{part}"));
        let word = load("word")?;
        let hidden = word.outputs();
        let n_convolutions = weights.i32s("boundary.convolutions")?.first().copied().unwrap_or(0);
        let convolutions: Vec<Linear> =
            (0..n_convolutions.clamp(0, 16)).map(|at| load(&format!("convolution.{at}"))).collect::<Result<_, _>>()?;
        let out = load("out")?;
        // A convolution sees as many words before its own as behind it.
        let fits = |layer: &Linear| layer.outputs() == hidden && layer.inputs() % (2 * hidden) == hidden;
        if word.inputs() != width || !convolutions.iter().all(fits) || (out.inputs(), out.outputs()) != (2 * hidden, 1)
        {
            let reason = "has layers of sentence boundaries that do not fit one another".to_owned();
            return Err(Error::Metadata { entry: "boundary", reason });
        }
        let table = |name: &str, rows: usize| weights.f32s_of(&format!("boundary.{name}"), &[rows, hidden]);
        Ok(Self { shape: table("shape", n_shapes)?, space: table("space", 2)?, word, convolutions, out })
    }

    /// Groups a paragraph's words, code point ranges of `text`, into sentences: runs of indices of `words`.
    pub(crate) fn sentences(
        &self,
        encoder: &Encoder,
        vocabulary: &Vocabulary,
        shapes: &Shapes,
        text: &[char],
        words: &[Range<usize>],
    ) -> Vec<Range<usize>> {
        let dateline = datelines::end(text, words);
        let margin = 1 + self.convolutions.iter().map(|layer| self.reach(layer)).sum::<usize>();
        let mut found = Vec::new();
        let mut start = 0;
        for block in (0..words.len()).step_by(BLOCK) {
            let window = block.saturating_sub(margin)..words.len().min(block + BLOCK + margin);
            let scores = self.scores(encoder, vocabulary, shapes, text, &words[window.clone()]);
            for at in block..words.len().min(block + BLOCK) {
                let least = || match dateline {
                    Some(dash) if at < dash => f32::INFINITY,
                    Some(dash) if at == dash => f32::NEG_INFINITY,
                    _ => least(text, words, at),
                };
                if at + 1 == words.len() || scores[at - window.start] > least() {
                    found.push(start..at + 1);
                    start = at + 1;
                }
            }
        }
        found
    }

    /// How many words to either side a convolution sees.
    fn reach(&self, layer: &Linear) -> usize {
        layer.inputs() / self.word.outputs() / 2
    }

    /// For each word the log-odds that a sentence ends behind it.
    fn scores(
        &self,
        encoder: &Encoder,
        vocabulary: &Vocabulary,
        shapes: &Shapes,
        text: &[char],
        words: &[Range<usize>],
    ) -> Vec<f32> {
        let (width, hidden) = (encoder.width(), self.word.outputs());
        let mut means = vec![0.0; words.len() * width];
        let mut tables = Vec::with_capacity(words.len());
        let mut pieces = Vec::new();
        for (word, mean) in words.iter().zip(means.chunks_exact_mut(width)) {
            let form: String = text[word.clone()].iter().collect();
            pieces.clear();
            vocabulary.cut(&form, &mut pieces);
            pieces.iter().for_each(|&piece| encoder.add_embedding(piece, mean));
            mean.iter_mut().for_each(|value| *value /= pieces.len() as f32);
            let spaced = text.get(word.end).is_some_and(|c| c.is_whitespace());
            tables.push((usize::from(shapes.of(&form, false)), usize::from(spaced)));
        }
        let mut rows = Vec::new();
        self.word.forward(&means, &mut rows);
        for (row, (shape, space)) in rows.chunks_exact_mut(hidden).zip(tables) {
            let added = self.shape[shape * hidden..].iter().zip(&self.space[space * hidden..]);
            row.iter_mut().zip(added).for_each(|(value, (shape, space))| *value += shape + space);
        }
        gelu(&mut rows);
        for layer in &self.convolutions {
            let mut more = Vec::new();
            layer.forward(&windows(&rows, hidden, self.reach(layer), self.reach(layer)), &mut more);
            gelu(&mut more);
            rows.iter_mut().zip(more).for_each(|(value, more)| *value += more);
        }
        let mut scores = Vec::new();
        self.out.forward(&windows(&rows, hidden, 0, 1), &mut scores);
        scores
    }
}

/// The log-odds from which a sentence ends behind a word that another follows. Behind abbreviations, of which treebanks hold few, lists
/// decide.
fn least(text: &[char], words: &[Range<usize>], at: usize) -> f32 {
    // “We won,” she said.
    if at > 0 && is(text, &words[at - 1], ",") && CLOSERS.iter().any(|mark| is(text, &words[at], mark)) {
        return f32::INFINITY;
    }
    // "Gen. Obi", "the U.S. Army"; but "in the U.S. The army".
    let (form, next): (String, String) =
        (text[words[at].clone()].iter().collect(), text[words[at + 1].clone()].iter().collect());
    if let Some(stem) = form.strip_suffix('.').filter(|stem| stem.contains(char::is_alphabetic)) {
        let among = |list: &str, word: &str| list.split_whitespace().any(|known| known == word.to_lowercase());
        let ends = among(MAY_END, stem) && among(OPENERS, &next) && next.starts_with(char::is_uppercase);
        return if ends { f32::NEG_INFINITY } else { f32::INFINITY };
    }
    if text[words[at + 1].start].is_lowercase() { LOWER_CASE } else { 0.0 }
}

/// Whether a word is written so.
fn is(text: &[char], word: &Range<usize>, form: &str) -> bool {
    text[word.clone()].iter().copied().eq(form.chars())
}

/// For each row it and the rows around, one behind the other; zeros where there are none.
fn windows(rows: &[f32], width: usize, before: usize, behind: usize) -> Vec<f32> {
    let n = rows.len() / width.max(1);
    let mut out = Vec::with_capacity(rows.len() * (before + 1 + behind));
    for at in 0..n {
        for other in at..=at + before + behind {
            match other.checked_sub(before).filter(|&other| other < n) {
                Some(other) => out.extend_from_slice(&rows[other * width..][..width]),
                None => out.resize(out.len() + width, 0.0),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_padded_at_both_ends() {
        assert_eq!(windows(&[1.0, 2.0, 3.0], 1, 1, 1), [0.0, 1.0, 2.0, 1.0, 2.0, 3.0, 2.0, 3.0, 0.0]);
        assert_eq!(windows(&[1.0, 2.0, 3.0, 4.0], 2, 0, 1), [1.0, 2.0, 3.0, 4.0, 3.0, 4.0, 0.0, 0.0]);
    }
}
