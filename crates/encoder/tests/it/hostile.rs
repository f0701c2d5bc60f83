use encoder::{Encoder, Linear, Weights};
use proptest::prelude::*;

use crate::random_model::{Random, Size, Tensors, random_model, random_tensors};

/// The error that loading a model gives after it was spoiled.
fn check(spoil: impl FnOnce(&mut Tensors), message: &str) {
    let mut tensors = random_tensors(&Size::SMALL, 1);
    spoil(&mut tensors);
    let weights = Weights::from_owned(tensors.file()).unwrap();
    assert_eq!(Encoder::load(&weights).unwrap_err().to_string(), message);
}

#[test]
fn an_unspoiled_model_loads() {
    let weights = Weights::from_owned(random_model(&Size::SMALL, 1)).unwrap();
    let encoder = Encoder::load(&weights).unwrap();
    assert_eq!((encoder.width(), encoder.vocabulary(), encoder.shapes(), encoder.max_pieces()), (64, 50, 3, 70));
    assert_eq!((weights.metadata("language"), weights.metadata("other")), (Some("none"), None));
    assert_eq!(weights.shape("layer.1.up.weight").unwrap(), [7, 16, 16, 4]);
}

#[test]
fn errors_name_the_tensor_and_both_shapes() {
    check(|tensors| tensors.remove("embed.word"), r#"the model has no tensor "embed.word""#);
    check(|tensors| tensors.remove("layer.1.down.sum"), r#"the model has no tensor "layer.1.down.sum""#);
    check(|tensors| tensors.remove("layer.0.qkv.weight"), r#"the model has no tensor "layer.0.qkv.weight""#);
    check(
        |tensors| tensors.f32s("layer.0.norm1.weight", &[63], vec![1.0; 63]),
        r#"tensor "layer.0.norm1.weight" has shape [63], wanted [64]"#,
    );
    check(
        |tensors| tensors.f32s("embed.position", &[64], vec![1.0; 64]),
        r#"tensor "embed.position" has shape [64], wanted [at least 1, 64]"#,
    );
    check(
        |tensors| tensors.f32s("embed.shape", &[0, 64], vec![]),
        r#"tensor "embed.shape" has shape [0, 64], wanted [at least 1, 64]"#,
    );
    check(
        |tensors| tensors.i8s("layer.0.up.weight", &[7, 16, 64], vec![0; 7 * 16 * 64]),
        r#"tensor "layer.0.up.weight" has shape [7, 16, 64], wanted [7, 16, 16, 4]"#,
    );
    check(
        |tensors| tensors.i32s("layer.0.up.scale", &[100], vec![0; 100]),
        r#"tensor "layer.0.up.scale" holds I32, wanted F32"#,
    );
    check(
        |tensors| tensors.i32s("layer.0.up.shape", &[2], vec![-1, 64]),
        "the model cannot be run: layer.0.up turns 64 inputs into 0 outputs",
    );
    check(
        |tensors| tensors.i32s("layer.0.up.shape", &[3], vec![1, 2, 3]),
        r#"tensor "layer.0.up.shape" has shape [3], wanted [2]"#,
    );
    check(
        |tensors| {
            tensors.linear("layer.1.down", 64, 99, &mut Random::new(1));
        },
        "the model cannot be run: layer.1.down is 99 -> 64, wanted 100 -> 64",
    );
}

/// Numbers that no training gives may make nonsense, but no panic and no read out of bounds.
#[test]
fn monstrous_numbers_do_no_harm() {
    let mut tensors = random_tensors(&Size::SMALL, 1);
    tensors.f32s("embed.norm.weight", &[64], vec![f32::NAN; 64]);
    tensors.f32s("layer.0.norm1.weight", &[64], vec![f32::INFINITY; 64]);
    tensors.i32s("layer.0.up.sum", &[100], vec![i32::MIN; 100]);
    tensors.f32s("layer.1.qkv.scale", &[192], vec![f32::MAX; 192]);
    let weights = Weights::from_owned(tensors.file()).unwrap();
    for kernel in encoder::Kernel::available() {
        let encoder = Encoder::load(&weights).unwrap().on(kernel);
        let vectors = encoder.encode(&[encoder::Sequence { pieces: &[1, 2, 3], shapes: &[0, 1, 2] }]).unwrap();
        assert_eq!(vectors.rows().len(), 3 * 64);
    }
}

#[test]
fn a_cut_file_is_an_error_wherever_it_is_cut() {
    let whole = random_model(&Size { layers: 1, vocabulary: 3, positions: 2, ..Size::SMALL }, 1);
    let ends = (0..200).chain((200..whole.len()).step_by(97)).chain(whole.len() - 40..whole.len());
    for end in ends {
        assert!(Weights::from_owned(whole[..end].to_vec()).is_err(), "cut at {end}");
    }
    let longer = [&whole[..], b"x"].concat();
    let error = Weights::from_owned(longer).unwrap_err().to_string();
    assert!(error.starts_with("the model is not a whole safetensors file: "), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A header whose bytes were changed loads with an error or as some other model, but never panics.
    #[test]
    fn a_damaged_header_never_panics(changes in prop::collection::vec((0_usize..4000, any::<u8>()), 1..4)) {
        let mut file = random_model(&Size { layers: 1, vocabulary: 3, positions: 2, ..Size::SMALL }, 1);
        for (at, byte) in changes {
            file[at] = byte;
        }
        if let Ok(weights) = Weights::from_owned(file) {
            let _ = Encoder::load(&weights);
            let _ = Linear::load(&weights, "layer.0.up");
        }
    }
}
