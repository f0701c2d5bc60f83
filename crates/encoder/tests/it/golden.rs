use std::fs;
use std::path::Path;

use encoder::{Encoder, Kernel, Sequence, Weights};

use crate::reference::cosine;

fn open(path: &str) -> Weights {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("cannot read {}: {error}", path.display()));
    Weights::from_owned(bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The model that ships gives nearly the vectors that it had in float32 when it was trained. The fixture has, for each
/// sentence from 0 on, `I.pieces` (i32), `I.shapes` (u8) and `I.vectors` (f32, one row for each piece).
#[test]
fn the_shipped_model_comes_near_its_float_self() {
    let encoder = Encoder::load(&open("../../model/dateline.safetensors")).unwrap();
    let golden = open("tests/fixtures/golden.safetensors");
    let mut cosines = Vec::new();
    for sentence in (0..).take_while(|sentence| golden.contains(&format!("{sentence}.pieces"))) {
        let pieces = golden.i32s(&format!("{sentence}.pieces")).unwrap();
        let pieces: Vec<u32> = pieces.into_iter().map(|piece| piece.try_into().unwrap()).collect();
        let shapes = golden.u8s(&format!("{sentence}.shapes")).unwrap();
        assert_eq!(golden.shape(&format!("{sentence}.vectors")).unwrap(), [pieces.len(), encoder.width()]);
        let expected = golden.f32s(&format!("{sentence}.vectors")).unwrap();
        let found = encoder.encode(&[Sequence { pieces: &pieces, shapes }]).unwrap();
        let rows = found.rows().chunks(encoder.width()).zip(expected.chunks(encoder.width()));
        for (piece, (found, expected)) in rows.enumerate() {
            let wide = |row: &[f32]| row.iter().map(|&value| f64::from(value)).collect::<Vec<_>>();
            let cosine = cosine(wide(found), wide(expected));
            assert!(cosine >= 0.98, "sentence {sentence}, piece {piece}: cosine {cosine}");
            cosines.push(cosine);
        }
    }
    assert!(cosines.len() >= 50, "the fixture has only {} pieces", cosines.len());
    let mean = cosines.iter().sum::<f64>() / cosines.len() as f64;
    assert!(mean >= 0.99, "the mean cosine is {mean}");
}

/// Two sentences suffice here; the small random model goes through the kernels more thoroughly.
#[test]
fn the_shipped_model_gives_the_same_bytes_on_every_kernel() {
    let weights = open("../../model/dateline.safetensors");
    let encode = |kernel: Kernel| {
        let sequences = [
            Sequence { pieces: &[101, 1996, 2343, 2056, 2002, 2097, 3693, 1012, 102], shapes: &[0; 9] },
            Sequence { pieces: &[101, 3960, 2097, 7532, 1012, 102], shapes: &[0; 6] },
        ];
        let vectors = Encoder::load(&weights).unwrap().on(kernel).encode(&sequences).unwrap();
        vectors.rows().iter().map(|value| value.to_bits()).collect::<Vec<_>>()
    };
    let plain = encode(Kernel::PORTABLE);
    for kernel in Kernel::available() {
        assert_eq!(encode(kernel), plain, "{kernel}");
    }
}
