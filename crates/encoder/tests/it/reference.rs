//! The transformer in 64-bit floats and plain loops, nothing quantised but the weights: what `encode` should come near.

use encoder::{Sequence, Weights};

pub fn encode(weights: &Weights, layers: usize, sequence: Sequence<'_>) -> Vec<Vec<f64>> {
    let width = weights.shape("embed.word").unwrap()[1];
    let table = |name: &str, row: usize| floats(weights, name)[row * width..][..width].to_vec();
    let words = weights.i8s("embed.word").unwrap();
    let scales = floats(weights, "embed.word.scale");
    let mut rows: Vec<Vec<f64>> = Vec::new();
    for (position, (&piece, &shape)) in sequence.pieces.iter().zip(sequence.shapes).enumerate() {
        let word =
            words[piece as usize * width..][..width].iter().map(|&word| f64::from(word) * scales[piece as usize]);
        let row = sum(&word.collect::<Vec<_>>(), &table("embed.position", position));
        rows.push(norm(weights, "embed.norm", &sum(&row, &table("embed.shape", usize::from(shape)))));
    }
    for layer in 0..layers {
        let name = |part: &str| format!("layer.{layer}.{part}");
        let qkv: Vec<_> = rows.iter().map(|row| linear(weights, &name("qkv"), row)).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            let attended = linear(weights, &name("attention_out"), &attend(&qkv, at, width));
            *row = norm(weights, &name("norm1"), &sum(row, &attended));
            let wide: Vec<f64> = linear(weights, &name("up"), row).into_iter().map(gelu).collect();
            *row = norm(weights, &name("norm2"), &sum(row, &linear(weights, &name("down"), &wide)));
        }
    }
    rows
}

fn attend(qkv: &[Vec<f64>], at: usize, width: usize) -> Vec<f64> {
    let mut out = Vec::new();
    for head in (0..width).step_by(32) {
        let part = |row: usize, which: usize| &qkv[row][which * width + head..][..32];
        let score = |key: usize| part(at, 0).iter().zip(part(key, 1)).map(|(q, k)| q * k).sum::<f64>() / 32_f64.sqrt();
        let shares: Vec<f64> = (0..qkv.len()).map(|key| score(key).exp()).collect();
        let total: f64 = shares.iter().sum();
        out.extend((0..32).map(|channel| {
            shares.iter().enumerate().map(|(key, share)| share / total * part(key, 2)[channel]).sum::<f64>()
        }));
    }
    out
}

fn linear(weights: &Weights, name: &str, row: &[f64]) -> Vec<f64> {
    let packed = weights.i8s(&format!("{name}.weight")).unwrap();
    let scale = floats(weights, &format!("{name}.scale"));
    let bias = floats(weights, &format!("{name}.bias"));
    let steps = row.len().div_ceil(4);
    let weight = |output: usize, input: usize| {
        f64::from(packed[((output / 16 * steps + input / 4) * 16 + output % 16) * 4 + input % 4])
    };
    let product =
        |output: usize| row.iter().enumerate().map(|(input, value)| value * weight(output, input)).sum::<f64>();
    (0..bias.len()).map(|output| product(output) * scale[output] + bias[output]).collect()
}

fn norm(weights: &Weights, name: &str, row: &[f64]) -> Vec<f64> {
    let (weight, bias) = (floats(weights, &format!("{name}.weight")), floats(weights, &format!("{name}.bias")));
    let mean = row.iter().sum::<f64>() / row.len() as f64;
    let variance = row.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / row.len() as f64;
    let centred = row.iter().map(|value| (value - mean) / (variance + 1e-12).sqrt());
    centred.zip(weight).zip(bias).map(|((value, weight), bias)| value * weight + bias).collect()
}

/// With erf by its series, which converges everywhere and is exact enough below 6; beyond that it is 1.
pub fn gelu(x: f64) -> f64 {
    let z = x / 2_f64.sqrt();
    if z.abs() > 4.5 {
        return if x > 0.0 { x } else { 0.0 };
    }
    let (mut term, mut total) = (z, z);
    for n in 1..200 {
        term *= 2.0 * z * z / f64::from(2 * n + 1);
        total += term;
    }
    0.5 * x * (1.0 + 2.0 / std::f64::consts::PI.sqrt() * (-z * z).exp() * total)
}

pub fn cosine(a: impl IntoIterator<Item = f64>, b: impl IntoIterator<Item = f64>) -> f64 {
    let (mut product, mut a_square, mut b_square) = (0.0, 0.0, 0.0);
    for (a, b) in a.into_iter().zip(b) {
        product += a * b;
        a_square += a * a;
        b_square += b * b;
    }
    product / (a_square * b_square).sqrt()
}

fn sum(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a + b).collect()
}

fn floats(weights: &Weights, name: &str) -> Vec<f64> {
    weights.f32s(name).unwrap().into_iter().map(f64::from).collect()
}
