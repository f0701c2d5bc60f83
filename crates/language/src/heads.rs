//! The model's heads: layers over the encoder's vectors, and what their labels are called.

use encoder::{Linear, Weights, dot, gelu, softmax};
use smol_str::SmolStr;

use crate::Error;

/// A hidden layer shared by the label sets of one head.
pub(crate) struct Classifier {
    hidden: Linear,
    out: Vec<(SmolStr, Linear)>,
}

impl Classifier {
    /// Loads `name.hidden` and a layer for each label set.
    pub(crate) fn load(weights: &Weights, name: &str, sets: &[&str]) -> Result<Self, Error> {
        let hidden = Linear::load(weights, &format!("{name}.hidden"))?;
        let load = |set: &&str| Ok((SmolStr::new(set), Linear::load(weights, &format!("{name}.{set}"))?));
        Ok(Self { hidden, out: sets.iter().map(load).collect::<Result<_, encoder::Error>>()? })
    }

    /// The scores of each label set for rows of vectors, tokens x labels.
    pub(crate) fn scores(&self, rows: &[f32]) -> Vec<Vec<f32>> {
        let mut hidden = Vec::new();
        self.hidden.forward(rows, &mut hidden);
        gelu(&mut hidden);
        let of = |(_, layer): &(SmolStr, Linear)| {
            let mut out = Vec::new();
            layer.forward(&hidden, &mut out);
            out
        };
        self.out.iter().map(of).collect()
    }

    /// The label sets' names and sizes.
    pub(crate) fn sets(&self) -> impl Iterator<Item = (&SmolStr, usize)> {
        self.out.iter().map(|(name, layer)| (name, layer.outputs()))
    }
}

/// Which token hangs from which, and as what.
pub(crate) struct Biaffine {
    dependent: Linear,
    head: Linear,
    bilinear: Linear,
}

impl Biaffine {
    /// Loads `name.dependent`, `name.head` and `name.bilinear`.
    pub(crate) fn load(weights: &Weights, name: &str) -> Result<Self, Error> {
        let load = |part: &str| Linear::load(weights, &format!("{name}.{part}"));
        Ok(Self { dependent: load("dependent")?, head: load("head")?, bilinear: load("bilinear")? })
    }

    /// For rows of a root and its tokens: how well each token hangs from each row, tokens x rows, as log-probabilities.
    pub(crate) fn arcs(&self, rows: &[f32], width: usize) -> Vec<f32> {
        let heads = activated(&self.head, rows);
        let size = self.head.outputs();
        let mut dependents = Vec::new();
        self.bilinear.forward(&activated(&self.dependent, &rows[width..]), &mut dependents);
        let mut scores = Vec::with_capacity(rows.len() / width * (rows.len() / width));
        for dependent in dependents.chunks_exact(size) {
            let start = scores.len();
            scores.extend(heads.chunks_exact(size).map(|head| dot(dependent, head)));
            softmax(&mut scores[start..]);
            scores[start..].iter_mut().for_each(|p| *p = log(*p));
        }
        scores
    }

    /// For rows of a root and its tokens, and the row each token hangs from: the scores of the relations,
    /// tokens x labels.
    pub(crate) fn relations(&self, rows: &[f32], width: usize, under: &[usize]) -> Vec<f32> {
        let heads = activated(&self.head, rows);
        let size = self.head.outputs();
        let mut forms = Vec::new();
        self.bilinear.forward(&activated(&self.dependent, &rows[width..]), &mut forms);
        let mut scores = Vec::new();
        for (form, &row) in forms.chunks_exact(self.bilinear.outputs()).zip(under) {
            let head = &heads[row * size..][..size];
            scores.extend(form.chunks_exact(size + 1).map(|label| dot(&label[..size], head) + label[size]));
        }
        scores
    }

    /// For rows of a root and its tokens, and some of them as anchors: how likely each row before an anchor is the
    /// mention that it points back to; the root where there is none.
    pub(crate) fn antecedents(&self, rows: &[f32], width: usize, anchors: &[usize]) -> Vec<Vec<f32>> {
        if anchors.is_empty() {
            return Vec::new();
        }
        let heads = activated(&self.head, rows);
        let size = self.head.outputs();
        let picked: Vec<f32> = anchors.iter().flat_map(|&at| rows[at * width..][..width].iter().copied()).collect();
        let mut forms = Vec::new();
        self.bilinear.forward(&activated(&self.dependent, &picked), &mut forms);
        let before = |(form, &anchor): (&[f32], &usize)| {
            let mut scores: Vec<f32> = heads.chunks_exact(size).take(anchor).map(|head| dot(form, head)).collect();
            softmax(&mut scores);
            scores
        };
        forms.chunks_exact(size).zip(anchors).map(before).collect()
    }

    /// How many relations it tells apart.
    pub(crate) fn n_relations(&self) -> usize {
        self.bilinear.outputs() / (self.head.outputs() + 1)
    }
}

/// Labels between an anchor token and the others of its sentence.
pub(crate) struct Pairs {
    anchor: Linear,
    other: Linear,
    bilinear: Linear,
}

impl Pairs {
    /// Loads `name.anchor`, `name.other` and `name.bilinear`.
    pub(crate) fn load(weights: &Weights, name: &str) -> Result<Self, Error> {
        let load = |part: &str| Linear::load(weights, &format!("{name}.{part}"));
        Ok(Self { anchor: load("anchor")?, other: load("other")?, bilinear: load("bilinear")? })
    }

    /// The probabilities of the labels from each of `anchors` (rows of `rows`) to every row: for each anchor,
    /// rows x labels.
    pub(crate) fn probabilities(&self, rows: &[f32], width: usize, anchors: &[usize]) -> Vec<Vec<f32>> {
        if anchors.is_empty() {
            return Vec::new();
        }
        let size = self.other.outputs();
        let others = activated(&self.other, rows);
        let picked: Vec<f32> = anchors.iter().flat_map(|&at| rows[at * width..][..width].iter().copied()).collect();
        let mut forms = Vec::new();
        self.bilinear.forward(&activated(&self.anchor, &picked), &mut forms);
        let of_anchor = |form: &[f32]| {
            let mut all = Vec::with_capacity(others.len() / size * self.n_labels());
            for other in others.chunks_exact(size) {
                let start = all.len();
                all.extend(form.chunks_exact(size + 1).map(|label| dot(&label[..size], other) + label[size]));
                softmax(&mut all[start..]);
            }
            all
        };
        forms.chunks_exact(self.bilinear.outputs()).map(of_anchor).collect()
    }

    /// How many labels it tells apart.
    pub(crate) fn n_labels(&self) -> usize {
        self.bilinear.outputs() / (self.other.outputs() + 1)
    }
}

fn activated(layer: &Linear, rows: &[f32]) -> Vec<f32> {
    let mut out = Vec::new();
    layer.forward(rows, &mut out);
    gelu(&mut out);
    out
}

/// Turns rows of `n` scores into probabilities.
pub(crate) fn to_probabilities(scores: &mut [f32], n: usize) {
    scores.chunks_exact_mut(n).for_each(softmax);
}

/// Turns probabilities into their logarithms.
pub(crate) fn to_logs(probabilities: &mut [f32]) {
    probabilities.iter_mut().for_each(|p| *p = log(*p));
}

/// A logarithm that is the same on every machine: exponent and a polynomial over the fraction, to about 1e-6.
fn log(p: f32) -> f32 {
    let bits = p.max(1e-30).to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    let fraction = f32::from_bits(bits & 0x007F_FFFF | 0x3F80_0000);
    // ln((1 + t) / (1 - t)) = 2 (t + t^3/3 + t^5/5 + ...), t <= 1/3.
    let t = (fraction - 1.0) / (fraction + 1.0);
    let square = t * t;
    let series =
        1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square * (1.0 / 9.0 + square / 11.0))));
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * t * series
}

/// The place of the largest value of a row; the first of equals.
pub(crate) fn best(row: &[f32]) -> usize {
    (0..row.len()).fold(0, |top, at| if row[at] > row[top] { at } else { top })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_one() {
        for p in [1.0f32, 0.999, 0.5, 0.1, 1e-4, 1e-20] {
            assert!((log(p) - p.ln()).abs() < 2e-5 * p.ln().abs().max(1.0), "{p}");
        }
    }
}
