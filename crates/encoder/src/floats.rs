use crate::Kernel;
use crate::kernel::per_kernel;
use crate::lanes::{Vector, padded};

/// GELU with the error function, in place: `x / 2 * (1 + erf(x / sqrt(2)))`, to within 1e-5.
pub fn gelu(values: &mut [f32]) {
    Kernel::best().gelu(values);
}

/// Sets negative values to zero, in place.
pub fn relu(values: &mut [f32]) {
    for value in values {
        *value = if *value > 0.0 { *value } else { 0.0 };
    }
}

/// Turns scores into shares that add up to one, in place. If no score is a finite number or they hold `+inf`, which no
/// model gives, all shares are equal.
pub fn softmax(values: &mut [f32]) {
    Kernel::best().softmax(values);
}

/// Layer normalisation of one row (epsilon 1e-12), in place.
///
/// # Panics
/// If weight or bias has another length than the row.
pub fn layer_norm(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    Kernel::best().layer_norm(row, weight, bias);
}

/// The dot product of two rows of equal length.
///
/// # Panics
/// If the lengths differ.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    Kernel::best().dot(a, b)
}

/// The exponential function to within 2e-7 of its value, equal on every machine; 0 below -87 and for NaN, and constant
/// above 88.
pub fn exp(x: f32) -> f32 {
    // SAFETY: plain lanes need no special instructions.
    unsafe { exp_of([x; 16])[0] }
}

impl Kernel {
    /// [`gelu`] on this kernel.
    pub fn gelu(self, values: &mut [f32]) {
        gelu_all(self, values);
    }

    /// [`softmax`] on this kernel.
    pub fn softmax(self, values: &mut [f32]) {
        softmax_on(self, values);
    }

    /// [`layer_norm`] on this kernel.
    ///
    /// # Panics
    /// If weight or bias has another length than the row.
    pub fn layer_norm(self, row: &mut [f32], weight: &[f32], bias: &[f32]) {
        normalise_on(self, row, weight, bias);
    }

    /// [`dot`] on this kernel.
    ///
    /// # Panics
    /// If the lengths differ.
    pub fn dot(self, a: &[f32], b: &[f32]) -> f32 {
        dot_on(self, a, b)
    }
}

per_kernel! { fn gelu_all(kernel, values: &mut [f32]) = gelu_each }
per_kernel! { fn softmax_on(kernel, values: &mut [f32]) = softmax_row }
per_kernel! { fn normalise_on(kernel, row: &mut [f32], weight: &[f32], bias: &[f32]) = normalise_row }
per_kernel! { fn dot_on(kernel, a: &[f32], b: &[f32]) -> f32 = dot_product }

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
pub(crate) unsafe fn exp_of<V: Vector>(x: V) -> V {
    // Adding this leaves the nearest integer in the low bits of the sum.
    const ROUND: f32 = 12_582_912.0;
    // SAFETY: the caller's promise.
    let all = |value| unsafe { V::splat(value) };
    let lowest = all(-87.0);
    let clipped = x.higher(lowest).lower(all(88.0));
    let shifted = clipped.mul_add(all(std::f32::consts::LOG2_E), all(ROUND));
    let power = shifted.sub(all(ROUND));
    // ln 2 in two parts, the first short enough for its product to be exact.
    let rest = power.mul_add(all(2.121_944_4e-4), power.mul_add(all(-0.693_359_4), clipped));
    let mut sum = all(1.987_569_1e-4);
    for factor in [1.398_199_9e-3, 8.333_452e-3, 4.166_579_6e-2, 1.666_666_5e-1, 5e-1] {
        sum = sum.mul_add(rest, all(factor));
    }
    let fraction = sum.mul(rest).mul_add(rest, rest).add(all(1.0));
    fraction.mul(shifted.exponents(127_u32.wrapping_sub(ROUND.to_bits()))).where_above(x, lowest)
}

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn gelu_each<V: Vector>(values: &mut [f32]) {
    let (chunks, tail) = values.as_chunks_mut::<16>();
    for chunk in chunks {
        // SAFETY: the caller's promise.
        unsafe { gelu_of(V::load(chunk)) }.store(chunk);
    }
    if !tail.is_empty() {
        let mut rest = padded(tail, 0.0);
        // SAFETY: the caller's promise.
        unsafe { gelu_of(V::load(&rest)) }.store(&mut rest);
        tail.copy_from_slice(&rest[..tail.len()]);
    }
}

/// The error function comes from a polynomial in x^2 that was fitted to keep the error of GELU, not of erf, below 1e-5;
/// beyond 5, erf(x / sqrt(2)) is 1 to within 6e-7.
///
/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn gelu_of<V: Vector>(x: V) -> V {
    const FACTORS: [f32; 10] = [
        -1.255_602_5e-2,
        1.404_244_6e-2,
        -1.665_966e-2,
        3.109_585e-2,
        -4.843_031_6e-2,
        6.348_829e-2,
        -8.063_834e-2,
        1.029_760_2e-1,
        -1.406_010_4e-1,
        2.827_286e-1,
    ];
    // SAFETY: the caller's promise.
    let all = |value| unsafe { V::splat(value) };
    let clipped = x.higher(all(-5.0)).lower(all(5.0));
    let argument = clipped.mul(clipped).mul_add(all(0.08), all(-1.0));
    let mut sum = all(4.554_616_8e-3);
    for factor in FACTORS {
        sum = sum.mul_add(argument, all(factor));
    }
    let erf = clipped.mul(sum).higher(all(-1.0)).lower(all(1.0));
    let half = x.mul(all(0.5));
    half.mul_add(erf, half)
}

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
pub(crate) unsafe fn softmax_row<V: Vector>(values: &mut [f32]) {
    let length = values.len();
    let (chunks, tail) = values.as_chunks_mut::<16>();
    let mut rest = (!tail.is_empty()).then(|| padded(tail, f32::NEG_INFINITY));
    // SAFETY: the caller's promise.
    let mut highest = unsafe { V::splat(f32::NEG_INFINITY) };
    for chunk in chunks.iter().chain(&rest) {
        // SAFETY: the caller's promise.
        highest = unsafe { V::load(chunk) }.higher(highest);
    }
    // SAFETY: the caller's promise.
    let (highest, mut sums) = unsafe { (V::splat(highest.highest()), V::splat(0.0)) };
    for chunk in chunks.iter_mut().chain(&mut rest) {
        // SAFETY: the caller's promise.
        let value = unsafe { exp_of(V::load(chunk).sub(highest)) };
        value.store(chunk);
        sums = sums.add(value);
    }
    let sum = sums.sum();
    if sum > 0.0 {
        // SAFETY: the caller's promise.
        let share = unsafe { V::splat(1.0 / sum) };
        for chunk in chunks.iter_mut().chain(&mut rest) {
            // SAFETY: the caller's promise.
            unsafe { V::load(chunk) }.mul(share).store(chunk);
        }
        for (value, share) in tail.iter_mut().zip(rest.iter().flatten()) {
            *value = *share;
        }
    } else {
        values.fill(1.0 / length as f32);
    }
}

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn normalise_row<V: Vector>(row: &mut [f32], weight: &[f32], bias: &[f32]) {
    const EPSILON: f32 = 1e-12;
    let width = row.len();
    assert!(weight.len() == width && bias.len() == width, "weight and bias are as long as the row");
    // SAFETY: the caller's promise.
    let mean = unsafe { sum_of::<V>(row, 0.0, |value| value) } / width as f32;
    // SAFETY: the caller's promise.
    let means = unsafe { V::splat(mean) };
    // SAFETY: the caller's promise. The padding is the mean, which adds nothing.
    let squares = unsafe { sum_of::<V>(row, mean, |value| value.sub(means).mul(value.sub(means))) };
    let factor = 1.0 / (squares / width as f32 + EPSILON).sqrt();
    for ((value, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
        *value = (*value - mean) * factor * weight + bias;
    }
}

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn sum_of<V: Vector>(row: &[f32], padding: f32, term: impl Fn(V) -> V) -> f32 {
    let (chunks, tail) = row.as_chunks::<16>();
    // SAFETY: the caller's promise.
    let mut sums = unsafe { V::splat(0.0) };
    for chunk in chunks {
        // SAFETY: the caller's promise.
        sums = sums.add(term(unsafe { V::load(chunk) }));
    }
    if !tail.is_empty() {
        // SAFETY: the caller's promise.
        sums = sums.add(term(unsafe { V::load(&padded(tail, padding)) }));
    }
    sums.sum()
}

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn dot_product<V: Vector>(a: &[f32], b: &[f32]) -> f32 {
    assert_eq!(a.len(), b.len(), "rows of a dot product are equally long");
    let (a_chunks, a_tail) = a.as_chunks::<16>();
    let (b_chunks, b_tail) = b.as_chunks::<16>();
    // SAFETY: the caller's promise.
    let mut sums = unsafe { V::splat(0.0) };
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        // SAFETY: the caller's promise.
        sums = unsafe { V::load(a).mul_add(V::load(b), sums) };
    }
    if !a_tail.is_empty() {
        // SAFETY: the caller's promise.
        sums = unsafe { V::load(&padded(a_tail, 0.0)).mul_add(V::load(&padded(b_tail, 0.0)), sums) };
    }
    sums.sum()
}
