use encoder::{Encoder, Kernel, Sequence, Vectors, Weights};
use proptest::prelude::*;

use crate::random_model::{Random, Size, random_model};
use crate::reference;

/// Pieces and shapes of one sequence of the small model.
type Owned = (Vec<u32>, Vec<u8>);

fn small() -> Weights {
    Weights::from_owned(random_model(&Size::SMALL, 1)).unwrap()
}

fn sequence(length: usize, random: &mut Random) -> Owned {
    let pieces = (0..length).map(|_| random.below(Size::SMALL.vocabulary as u64) as u32).collect();
    (pieces, (0..length).map(|_| random.below(Size::SMALL.shapes as u64) as u8).collect())
}

fn borrowed(sequences: &[Owned]) -> Vec<Sequence<'_>> {
    sequences.iter().map(|(pieces, shapes)| Sequence { pieces, shapes }).collect()
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

fn encode(encoder: &Encoder, sequences: &[Owned]) -> Vectors {
    encoder.encode(&borrowed(sequences)).unwrap()
}

#[test]
fn a_whole_encode_gives_the_same_bytes_on_every_kernel() {
    let (weights, mut random) = (small(), Random::new(2));
    let sequences: Vec<_> = [1, 2, 7, 0, 31, 32, 33, 70, 5].map(|length| sequence(length, &mut random)).into();
    let plain = encode(&Encoder::load(&weights).unwrap().on(Kernel::PORTABLE), &sequences);
    assert_eq!(plain.rows().len(), 181 * 64);
    assert!(plain.rows().iter().all(|value| value.is_finite()));
    for kernel in Kernel::available() {
        let vectors = encode(&Encoder::load(&weights).unwrap().on(kernel), &sequences);
        assert_eq!(bits(vectors.rows()), bits(plain.rows()), "{kernel}");
    }
}

#[test]
fn vectors_come_near_those_of_plain_arithmetic() {
    let (weights, mut random) = (small(), Random::new(3));
    let (pieces, shapes) = sequence(35, &mut random);
    let sequence = Sequence { pieces: &pieces, shapes: &shapes };
    let expected = reference::encode(&weights, Size::SMALL.layers, sequence);
    let vectors = Encoder::load(&weights).unwrap().encode(&[sequence]).unwrap();
    for (piece, expected) in expected.iter().enumerate() {
        let found = vectors.piece(0, piece).iter().map(|&value| f64::from(value));
        let cosine = reference::cosine(found, expected.iter().copied());
        assert!(cosine > 0.995, "piece {piece} has cosine {cosine}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neighbours_do_not_matter(lengths in prop::collection::vec(0_usize..70, 1..40), seed in any::<u64>()) {
        let mut random = Random::new(seed);
        let encoder = Encoder::load(&small()).unwrap();
        let sequences: Vec<_> = lengths.iter().map(|&length| sequence(length, &mut random)).collect();
        let together = encode(&encoder, &sequences);
        prop_assert_eq!(together.len(), sequences.len());
        for (at, sequence) in sequences.iter().enumerate() {
            let alone = encode(&encoder, std::slice::from_ref(sequence));
            prop_assert_eq!(bits(together.sequence(at)), bits(alone.rows()));
            prop_assert_eq!(together.range(at).len(), sequence.0.len());
        }
    }
}

#[test]
fn nothing_gives_nothing() {
    let encoder = Encoder::load(&small()).unwrap();
    assert!(encoder.encode(&[]).unwrap().is_empty());
    let vectors = encoder.encode(&[Sequence { pieces: &[], shapes: &[] }]).unwrap();
    assert_eq!((vectors.len(), vectors.sequence(0)), (1, &[][..]));
}

#[test]
fn what_does_not_fit_is_an_error() {
    let encoder = Encoder::load(&small()).unwrap();
    let check = |pieces: &[u32], shapes: &[u8], message: &str| {
        let fine = Sequence { pieces: &[1], shapes: &[1] };
        let error = encoder.encode(&[fine, Sequence { pieces, shapes }]).unwrap_err();
        assert_eq!(error.to_string(), format!("sequence 1 does not fit the model: {message}"));
    };
    check(&[49, 50], &[0, 0], "piece 50 lies beyond the vocabulary of 50");
    check(&[u32::MAX], &[0], "piece 4294967295 lies beyond the vocabulary of 50");
    check(&[1], &[3], "shape 3 lies beyond the table of 3");
    check(&[1, 2], &[0], "it has 2 pieces but 1 shapes");
    check(&[1; 71], &[0; 71], "it has 71 pieces, at most 70 fit");
}
