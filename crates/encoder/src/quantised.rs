use crate::Kernel;
use crate::kernel::per_kernel;
use crate::lanes::{Vector, padded, reduce};

/// The highest activation: seven bits, so that AVX2's 16-bit sums of two products cannot saturate.
const LEVELS: f32 = 127.0;
/// Activations beyond this are cut before the range of their row is taken, so that no scale overflows.
const LIMIT: f32 = 1e30;
/// A row whose values lie closer together than this counts as all zero.
const TINY: f32 = 1e-30;
/// Added to a float between 0 and 2^22, this leaves the nearest integer (ties to even) in the low bits.
const ROUND: f32 = 12_582_912.0;

/// Rows of activations, quantised once for all the linear layers that read them.
///
/// Every row has its own scale and zero point: `value = (byte - zero) * scale`, with bytes in 0..=127. NaN becomes the
/// lowest byte; nothing makes this fail.
#[derive(Default)]
pub struct QuantisedRows {
    width: usize,
    stride: usize,
    bytes: Vec<u8>,
    scales: Vec<f32>,
    zeros: Vec<i32>,
}

impl QuantisedRows {
    /// Quantises rows of `width` floats each.
    ///
    /// # Panics
    /// If the values do not make whole rows.
    pub fn from_rows(kernel: Kernel, values: &[f32], width: usize) -> QuantisedRows {
        let mut rows = QuantisedRows::default();
        rows.fill(kernel, values, width);
        rows
    }

    /// Quantises other rows into the same memory.
    ///
    /// # Panics
    /// If the values do not make whole rows.
    pub fn fill(&mut self, kernel: Kernel, values: &[f32], width: usize) {
        assert!(width > 0 && values.len().is_multiple_of(width), "values must make whole rows of {width}");
        let rows = values.len() / width;
        self.width = width;
        self.stride = width.next_multiple_of(4);
        self.scales.clear();
        self.zeros.clear();
        // The padding of a row meets weights of zero, but is kept at zero so that equal rows are equal bytes.
        if self.stride != width {
            self.bytes.clear();
        }
        self.bytes.resize(rows * self.stride, 0);
        quantise(kernel, values, self);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// How many values a row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The bytes of one row, without padding, with its scale and zero point.
    pub fn row(&self, at: usize) -> (&[u8], f32, i32) {
        (&self.bytes[at * self.stride..][..self.width], self.scales[at], self.zeros[at])
    }

    /// All bytes; a row is padded with zeros to `stride`, a multiple of four.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn stride(&self) -> usize {
        self.stride
    }
}

per_kernel! {
    fn quantise(kernel, values: &[f32], rows: &mut QuantisedRows) = quantise_rows
}

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn quantise_rows<V: Vector>(values: &[f32], rows: &mut QuantisedRows) {
    for (values, bytes) in values.chunks_exact(rows.width).zip(rows.bytes.chunks_exact_mut(rows.stride)) {
        // SAFETY: the caller's promise.
        let (low, high) = unsafe { range::<V>(values) };
        let spread = high - low;
        let flat = spread < TINY;
        let (scale, inverse) = if flat { (0.0, 0.0) } else { (spread / LEVELS, LEVELS / spread) };
        let zero = f32::from(nearest_level(-low * inverse));
        let (value_chunks, value_tail) = values.as_chunks::<16>();
        let (byte_chunks, byte_tail) = bytes.as_chunks_mut::<16>();
        // SAFETY: the caller's promise.
        let all = |value| unsafe { V::splat(value) };
        let (inverses, zeros, limit, round) = (all(inverse), all(zero), all(LEVELS), all(ROUND));
        for (values, bytes) in value_chunks.iter().zip(byte_chunks.iter_mut()) {
            // SAFETY: the caller's promise.
            let level = unsafe { V::load(values) }.mul(inverses).add(zeros);
            // As `nearest_level` does.
            level.higher(all(0.0)).lower(limit).add(round).store_seven_bits(bytes);
        }
        // The last chunk of bytes may be longer than the last of values, by the padding of the row.
        let bytes = byte_chunks.get_mut(value_chunks.len()).map_or(byte_tail, |chunk| &mut chunk[..]);
        for (value, byte) in value_tail.iter().zip(bytes) {
            *byte = nearest_level(value * inverse + zero);
        }
        rows.scales.push(scale);
        rows.zeros.push(zero as i32);
    }
}

/// Lowest and highest value, zero among them, within the limits. NaN is passed over.
///
/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn range<V: Vector>(values: &[f32]) -> (f32, f32) {
    let (chunks, tail) = values.as_chunks::<16>();
    let rest = (!tail.is_empty()).then(|| padded(tail, 0.0));
    // SAFETY: the caller's promise.
    let zero = unsafe { V::splat(0.0) };
    // Several at once, so that none waits for the one before.
    let (mut low, mut high) = ([zero; 4], [zero; 4]);
    let (fours, single) = chunks.as_chunks::<4>();
    for four in fours {
        for (at, chunk) in four.iter().enumerate() {
            // SAFETY: the caller's promise.
            let chunk = unsafe { V::load(chunk) };
            (low[at], high[at]) = (chunk.lower(low[at]), chunk.higher(high[at]));
        }
    }
    for chunk in single.iter().chain(&rest) {
        // SAFETY: the caller's promise.
        let chunk = unsafe { V::load(chunk) };
        (low[0], high[0]) = (chunk.lower(low[0]), chunk.higher(high[0]));
    }
    let [low, high] =
        [low[0].lower(low[1]).lower(low[2].lower(low[3])), high[0].higher(high[1]).higher(high[2].higher(high[3]))];
    let mut lowest = [0.0; 16];
    low.store(&mut lowest);
    (higher(reduce(lowest, lower), -LIMIT), lower(high.highest(), LIMIT))
}

/// The lower of two, or `b` where `a` is NaN. `f32::min` leaves the sign of a zero open, this does not.
#[inline(always)]
fn lower(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

#[inline(always)]
fn higher(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The nearest byte in 0..=127, ties to even, and 0 for NaN.
#[inline(always)]
fn nearest_level(value: f32) -> u8 {
    ((lower(higher(value, 0.0), LEVELS) + ROUND).to_bits() & 0x7f) as u8
}
