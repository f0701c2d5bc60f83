use encoder::{Kernel, Linear, QuantisedRows, Weights};
use proptest::prelude::*;

use crate::random_model::{Random, Tensors};

/// Floats that a kernel may stumble over, among plain ones.
fn awkward(random: &mut Random, count: usize) -> Vec<f32> {
    let odd = [0.0, -0.0, 1e-40, -1e-30, 1e30, -3e38, f32::MAX, f32::INFINITY, f32::NEG_INFINITY, f32::NAN];
    let plain = random.floats(count, -4.0, 3.0);
    plain.into_iter().map(|value| *odd.get(random.below(200) as usize).unwrap_or(&value)).collect()
}

/// The layer's output in 64-bit integers and plain order, from the bytes that `QuantisedRows` gives.
fn expected(weights: &[i8], scales: &[f32], bias: &[f32], rows: &QuantisedRows) -> Vec<f32> {
    let mut out = Vec::new();
    for row in 0..rows.len() {
        let (bytes, scale, zero) = rows.row(row);
        for (output, weights) in weights.chunks(bytes.len()).enumerate() {
            let products = bytes.iter().zip(weights);
            let sum: i64 =
                products.map(|(&byte, &weight)| (i64::from(byte) - i64::from(zero)) * i64::from(weight)).sum();
            out.push(i32::try_from(sum).unwrap() as f32 * (scale * scales[output]) + bias[output]);
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_kernels_give_the_exact_product(
        outputs in 1_usize..140,
        inputs in 1_usize..90,
        rows in 0_usize..16,
        extreme in any::<bool>(),
        seed in any::<u64>(),
    ) {
        let mut random = Random::new(seed);
        let mut weights: Vec<i8> = (0..outputs * inputs).map(|_| random.int8()).collect();
        let mut values = awkward(&mut random, rows * inputs);
        if extreme {
            // The largest sums there can be: all activations at the top, all weights at one end.
            weights.iter_mut().for_each(|weight| *weight = if *weight > 0 { 127 } else { -128 });
            values.iter_mut().for_each(|value| *value = 2.0);
        }
        let scales = random.floats(outputs, 0.001, 0.1);
        let bias = random.floats(outputs, -1.0, 1.0);
        let mut tensors = Tensors::default();
        tensors.linear_of("probe", outputs, inputs, &weights, scales.clone());
        tensors.f32s("probe.bias", &[outputs], bias.clone());
        let file = Weights::from_owned(tensors.file()).unwrap();

        let plain = QuantisedRows::from_rows(Kernel::PORTABLE, &values, inputs);
        let expected = expected(&weights, &scales, &bias, &plain);
        for kernel in Kernel::available() {
            let quantised = QuantisedRows::from_rows(kernel, &values, inputs);
            for row in 0..rows {
                let (bytes, scale, zero) = quantised.row(row);
                let (plain_bytes, plain_scale, plain_zero) = plain.row(row);
                prop_assert_eq!((bytes, scale.to_bits(), zero), (plain_bytes, plain_scale.to_bits(), plain_zero));
                prop_assert!(bytes.iter().all(|&byte| byte < 128) && (0..128).contains(&zero));
            }
            let linear = Linear::load(&file, "probe").unwrap().on(kernel);
            // What was in the output before must not shine through.
            let mut out = vec![f32::NAN; 3];
            linear.forward(&values, &mut out);
            prop_assert_eq!(bits(&out), bits(&expected), "{}", kernel);
        }
    }
}

fn bits(values: &[f32]) -> Vec<u32> {
    values.iter().map(|value| value.to_bits()).collect()
}

#[test]
fn the_widest_sums_do_not_saturate() {
    // 1536 inputs of 127 times weights of -128 are about -25 million, far beyond 16 bits.
    let (outputs, inputs) = (5, 1536);
    let weights = vec![-128; outputs * inputs];
    let mut tensors = Tensors::default();
    tensors.linear_of("probe", outputs, inputs, &weights, vec![1.0; outputs]);
    let file = Weights::from_owned(tensors.file()).unwrap();
    for kernel in Kernel::available() {
        let mut out = Vec::new();
        Linear::load(&file, "probe").unwrap().on(kernel).forward(&vec![127.0; 7 * inputs], &mut out);
        assert_eq!(out, vec![-24_969_216.0; 7 * outputs], "{kernel}");
    }
}

/// The file was written by `training/quantise.py fixture`: its own layer, rows and exact output.
#[test]
fn rust_and_python_agree_to_the_bit() {
    let file = Weights::parse(include_bytes!("../fixtures/linear.safetensors")).unwrap();
    let (rows, expected) = (file.f32s("rows").unwrap(), file.f32s("expected").unwrap());
    assert!(expected.len() > 100);
    for kernel in Kernel::available() {
        let mut out = Vec::new();
        Linear::load(&file, "probe").unwrap().on(kernel).forward(&rows, &mut out);
        assert_eq!(bits(&out), bits(&expected), "{kernel}");
    }
}

#[test]
fn quantising_keeps_values_to_half_a_step() {
    let values = Random::new(5).floats(3 * 50, -2.0, 5.0);
    let rows = QuantisedRows::from_rows(Kernel::best(), &values, 50);
    for (row, values) in values.chunks(50).enumerate() {
        let (bytes, scale, zero) = rows.row(row);
        assert!(scale <= 7.0 / 127.0);
        for (&byte, value) in bytes.iter().zip(values) {
            let back = (i32::from(byte) - zero) as f32 * scale;
            // The zero point is rounded too, which costs up to another half step.
            assert!((back - value).abs() <= scale * 1.001, "{value} came back as {back}");
        }
    }
}

#[test]
fn a_kernel_is_found_by_its_name() {
    for kernel in Kernel::available() {
        assert_eq!(kernel.name().parse::<Kernel>().unwrap(), kernel);
    }
    assert_eq!(Kernel::available().last(), Some(&Kernel::PORTABLE));
    assert_eq!(Kernel::available().first(), Some(&Kernel::best()));
    let error = "abacus".parse::<Kernel>().unwrap_err().to_string();
    assert_eq!(error, r#"no kernel is called "abacus"; there are vnni, avx-vnni, avx2 and portable"#);
}
