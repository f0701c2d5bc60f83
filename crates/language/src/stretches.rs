//! What the encoder takes at once: sentences, parts of long ones, and runs of them.

use std::ops::Range;

use record::{Analysis, TokenSpan};

/// Puts stretches that follow one another together, up to `longest` pieces.
pub(crate) fn runs(stretches: &[Stretch], longest: usize) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut length = 0;
    for (at, stretch) in stretches.iter().enumerate() {
        let more = stretch.pieces.len() - 1;
        match runs.last_mut() {
            Some(run) if length + more <= longest => {
                run.end = at + 1;
                length += more;
            }
            _ => {
                runs.push(at..at + 1);
                length = stretch.pieces.len();
            }
        }
    }
    runs
}

/// The pieces and shapes of a run: one [CLS], and a [SEP] behind every stretch.
pub(crate) fn joined(stretches: &[Stretch]) -> (Vec<u32>, Vec<u8>) {
    let opening = |at: usize| usize::from(at > 0);
    let pieces = stretches.iter().enumerate().flat_map(|(at, stretch)| &stretch.pieces[opening(at)..]);
    let shapes = stretches.iter().enumerate().flat_map(|(at, stretch)| &stretch.shapes[opening(at)..]);
    (pieces.copied().collect(), shapes.copied().collect())
}

/// A sentence, or a part of one that is too long.
pub(crate) struct Stretch {
    pub(crate) tokens: TokenSpan,
    pub(crate) pieces: Vec<u32>,
    pub(crate) shapes: Vec<u8>,
    /// For each token its first piece.
    pub(crate) firsts: Vec<usize>,
}

impl Stretch {
    pub(crate) fn new(start: usize, cls: u32, shape: u8) -> Self {
        Self { tokens: TokenSpan::new(start, start), pieces: vec![cls], shapes: vec![shape], firsts: Vec::new() }
    }

    /// Splits off the longest part that ends at a sane place: after a comma or its like in the second half, else where
    /// the window ends. `before` is where the pieces of the token that did not fit begin; they stay here.
    pub(crate) fn part(&mut self, analysis: &Analysis, before: usize, cls: u32, shape: u8) -> Self {
        let middle = self.tokens.start + self.tokens.len() / 2;
        let sane = (middle..self.tokens.end)
            .rev()
            .find(|&token| matches!(analysis.form(token), "," | ";" | ":" | "—" | "–" | "-" | ")" | "”" | "\""));
        let end = sane.map_or(self.tokens.end, |token| token + 1);
        let kept = end - self.tokens.start;
        let piece = self.firsts.get(kept).copied().unwrap_or(before);
        let mut rest = Self::new(end, cls, shape);
        rest.tokens.end = self.tokens.end;
        rest.pieces.extend(self.pieces.drain(piece..));
        rest.shapes.extend(self.shapes.drain(piece..));
        rest.firsts.extend(self.firsts.drain(kept..).map(|first| first - piece + 1));
        self.tokens.end = end;
        std::mem::replace(self, rest)
    }

    pub(crate) fn closed(mut self, sep: u32, shape: u8) -> Self {
        self.pieces.push(sep);
        self.shapes.push(shape);
        self
    }
}
