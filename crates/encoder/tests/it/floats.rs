use encoder::{Kernel, dot, exp, gelu, layer_norm, relu, softmax};
use proptest::prelude::*;

use crate::random_model::Random;
use crate::reference;

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_kernels_give_the_same_floats(length in 1_usize..80, seed in any::<u64>(), spread in 0.01_f32..200.0) {
        let mut random = Random::new(seed);
        let values = random.floats(length, -spread, spread);
        let (weight, bias) = (random.floats(length, 0.5, 1.5), random.floats(length, -1.0, 1.0));
        let outcome = |kernel: Kernel| {
            let mut all = vec![kernel.dot(&values, &weight)];
            let mut row = values.clone();
            kernel.gelu(&mut row);
            all.append(&mut row);
            row.extend(&values);
            kernel.softmax(&mut row);
            all.append(&mut row);
            row.extend(&values);
            kernel.layer_norm(&mut row, &weight, &bias);
            all.append(&mut row);
            all.iter().map(|value| value.to_bits()).collect::<Vec<_>>()
        };
        for kernel in Kernel::available() {
            prop_assert_eq!(outcome(kernel), outcome(Kernel::PORTABLE), "{}", kernel);
        }
    }
}

#[test]
fn exp_is_right() {
    for step in -8600..8700 {
        let x = step as f32 / 100.0;
        let right = f64::from(x).exp();
        assert!((f64::from(exp(x)) / right - 1.0).abs() < 2e-7, "exp({x}) is {}, not {right}", exp(x));
    }
    assert_eq!((exp(f32::NEG_INFINITY), exp(-100.0), exp(f32::NAN), exp(0.0)), (0.0, 0.0, 0.0, 1.0));
    assert_eq!(exp(f32::INFINITY), exp(88.0));
}

#[test]
fn gelu_is_right() {
    let xs: Vec<f32> = (-900..=900).map(|step| step as f32 / 100.0).collect();
    let mut found = xs.clone();
    gelu(&mut found);
    for (x, found) in xs.iter().zip(found) {
        let right = reference::gelu(f64::from(*x));
        assert!((f64::from(found) - right).abs() < 1e-5, "gelu({x}) is {found}, not {right}");
    }
}

#[test]
fn relu_clears_what_is_below_zero() {
    let mut values = [-1.0, 0.0, 2.5, f32::NAN];
    relu(&mut values);
    assert_eq!(values, [0.0, 0.0, 2.5, 0.0]);
}

#[test]
fn shares_add_up_to_one() {
    let mut shares = [1.0, 2.0, 3.0];
    softmax(&mut shares);
    for (found, right) in shares.into_iter().zip([0.090_030_57, 0.244_728_48, 0.665_240_94]) {
        assert!((found - right).abs() < 1e-6_f32, "{found} is not {right}");
    }
    let mut hidden = [f32::NEG_INFINITY, 5.0];
    softmax(&mut hidden);
    assert_eq!(hidden, [0.0, 1.0]);
    let mut hopeless = [f32::NEG_INFINITY; 4];
    softmax(&mut hopeless);
    assert_eq!(hopeless, [0.25; 4]);
    softmax(&mut []);
}

#[test]
fn a_normalised_row_has_mean_zero_and_variance_one() {
    for length in [384, 37] {
        let mut row = Random::new(9).floats(length, 3.0, 9.0);
        layer_norm(&mut row, &vec![1.0; length], &vec![0.0; length]);
        let mean = row.iter().sum::<f32>() / length as f32;
        let variance = dot(&row, &row) / length as f32;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-5, "mean {mean}, variance {variance}");
    }
}
