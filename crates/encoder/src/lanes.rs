//! Sixteen floats side by side, the same arithmetic on every kernel.
//!
//! No operation is reordered or approximated, and where a product is fused with a sum it is on all kinds of lanes, so
//! that all give the same bytes.

/// Sixteen floats as plain numbers.
pub(crate) type Lanes = [f32; 16];

/// Sixteen floats in registers. Whoever holds a value has made it with the kernel's instructions, hence only making one
/// is unsafe.
pub(crate) trait Vector: Copy {
    /// # Safety
    /// The CPU must have the kernel's instructions.
    unsafe fn splat(value: f32) -> Self;

    /// # Safety
    /// The CPU must have the kernel's instructions.
    unsafe fn load(lanes: &Lanes) -> Self;

    fn store(self, lanes: &mut Lanes);

    fn add(self, other: Self) -> Self;

    fn sub(self, other: Self) -> Self;

    fn mul(self, other: Self) -> Self;

    /// `self * factor + plus`, rounded once.
    fn mul_add(self, factor: Self, plus: Self) -> Self;

    /// In each lane this one if it is higher, else the other: so the other where this one is NaN.
    fn higher(self, other: Self) -> Self;

    /// In each lane this one if it is lower, else the other.
    fn lower(self, other: Self) -> Self;

    /// Zero in each lane where `tested` is not above `limit`.
    fn where_above(self, tested: Self, limit: Self) -> Self;

    /// The numbers whose bits are `(bits + more) << 23`, which makes exponents of integers.
    fn exponents(self, more: u32) -> Self;

    /// The lowest seven bits of each lane.
    fn store_seven_bits(self, bytes: &mut [u8; 16]);

    /// All lanes folded in halves by `add`: 8 pairs, 4, 2, 1.
    #[inline(always)]
    fn sum(self) -> f32 {
        let mut lanes = [0.0; 16];
        self.store(&mut lanes);
        reduce(lanes, |a, b| a + b)
    }

    /// The highest lane.
    #[inline(always)]
    fn highest(self) -> f32 {
        let mut lanes = [0.0; 16];
        self.store(&mut lanes);
        reduce(lanes, |a, b| if a > b { a } else { b })
    }
}

/// Folds the lanes in halves: 8 pairs, 4, 2, 1.
#[inline(always)]
pub(crate) fn reduce(mut lanes: Lanes, with: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        for lane in 0..half {
            lanes[lane] = with(lanes[lane], lanes[lane + half]);
        }
    }
    lanes[0]
}

/// The last values of a row, filled up to sixteen.
#[inline(always)]
pub(crate) fn padded(tail: &[f32], with: f32) -> Lanes {
    let mut lanes = [with; 16];
    lanes[..tail.len()].copy_from_slice(tail);
    lanes
}

impl Vector for Lanes {
    #[inline(always)]
    unsafe fn splat(value: f32) -> Lanes {
        [value; 16]
    }

    #[inline(always)]
    unsafe fn load(lanes: &Lanes) -> Lanes {
        *lanes
    }

    #[inline(always)]
    fn store(self, lanes: &mut Lanes) {
        *lanes = self;
    }

    #[inline(always)]
    fn add(self, other: Lanes) -> Lanes {
        each(self, other, |a, b| a + b)
    }

    #[inline(always)]
    fn sub(self, other: Lanes) -> Lanes {
        each(self, other, |a, b| a - b)
    }

    #[inline(always)]
    fn mul(self, other: Lanes) -> Lanes {
        each(self, other, |a, b| a * b)
    }

    #[inline(always)]
    fn mul_add(mut self, factor: Lanes, plus: Lanes) -> Lanes {
        for lane in 0..16 {
            self[lane] = fused(self[lane], factor[lane], plus[lane]);
        }
        self
    }

    #[inline(always)]
    fn higher(self, other: Lanes) -> Lanes {
        each(self, other, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn lower(self, other: Lanes) -> Lanes {
        each(self, other, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    fn where_above(self, tested: Lanes, limit: Lanes) -> Lanes {
        let above = each(tested, limit, |tested, limit| f32::from_bits(if tested > limit { u32::MAX } else { 0 }));
        each(self, above, |value, mask| f32::from_bits(value.to_bits() & mask.to_bits()))
    }

    #[inline(always)]
    fn exponents(self, more: u32) -> Lanes {
        each(self, self, |value, _| f32::from_bits(value.to_bits().wrapping_add(more) << 23))
    }

    #[inline(always)]
    fn store_seven_bits(self, bytes: &mut [u8; 16]) {
        for (byte, value) in bytes.iter_mut().zip(self) {
            *byte = (value.to_bits() & 0x7f) as u8;
        }
    }
}

/// `a * b + c`, rounded once, as the instruction does it.
#[inline(always)]
fn fused(a: f32, b: f32, c: f32) -> f32 {
    if cfg!(any(target_arch = "aarch64", target_feature = "fma")) {
        return a.mul_add(b, c);
    }
    // The product is exact. The sum is rounded to odd: then rounding it once more cannot go another way than rounding the exact sum.
    let (product, plus) = (f64::from(a) * f64::from(b), f64::from(c));
    let sum = product + plus;
    let added = sum - product;
    let lost = (product - (sum - added)) + (plus - added);
    let odd = lost != 0.0 && sum.is_finite() && sum.to_bits() & 1 == 0;
    // Away from zero if what was lost points there, else towards it; zero itself loses nothing.
    let step = if (lost > 0.0) == (sum > 0.0) { 1 } else { -1 };
    f64::from_bits(sum.to_bits().wrapping_add_signed(if odd { step } else { 0 })) as f32
}

#[inline(always)]
fn each(mut a: Lanes, b: Lanes, with: impl Fn(f32, f32) -> f32) -> Lanes {
    for lane in 0..16 {
        a[lane] = with(a[lane], b[lane]);
    }
    a
}

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Medium, Wide};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{Lanes, Vector};

    /// One register of AVX-512.
    #[derive(Clone, Copy)]
    pub(crate) struct Wide(__m512);

    /// Two registers of AVX2, which FMA always comes with.
    #[derive(Clone, Copy)]
    pub(crate) struct Medium(__m256, __m256);

    /// Calls an intrinsic of the kernel whose registers a value is made of.
    macro_rules! on_wide {
        ($call:expr) => {
            // SAFETY: a `Wide` is made only where the CPU has AVX-512, by the contract of `splat` and `load`.
            Wide(unsafe { $call })
        };
    }

    impl Vector for Wide {
        #[inline(always)]
        unsafe fn splat(value: f32) -> Wide {
            on_wide!(_mm512_set1_ps(value))
        }

        #[inline(always)]
        unsafe fn load(lanes: &Lanes) -> Wide {
            on_wide!(_mm512_loadu_ps(lanes.as_ptr()))
        }

        #[inline(always)]
        fn store(self, lanes: &mut Lanes) {
            // SAFETY: a `Wide` is made only where the CPU has AVX-512; the lanes have room for sixteen floats.
            unsafe { _mm512_storeu_ps(lanes.as_mut_ptr(), self.0) }
        }

        #[inline(always)]
        fn add(self, other: Wide) -> Wide {
            on_wide!(_mm512_add_ps(self.0, other.0))
        }

        #[inline(always)]
        fn sub(self, other: Wide) -> Wide {
            on_wide!(_mm512_sub_ps(self.0, other.0))
        }

        #[inline(always)]
        fn mul(self, other: Wide) -> Wide {
            on_wide!(_mm512_mul_ps(self.0, other.0))
        }

        #[inline(always)]
        fn mul_add(self, factor: Wide, plus: Wide) -> Wide {
            on_wide!(_mm512_fmadd_ps(self.0, factor.0, plus.0))
        }

        #[inline(always)]
        fn higher(self, other: Wide) -> Wide {
            on_wide!(_mm512_max_ps(self.0, other.0))
        }

        #[inline(always)]
        fn lower(self, other: Wide) -> Wide {
            on_wide!(_mm512_min_ps(self.0, other.0))
        }

        #[inline(always)]
        fn where_above(self, tested: Wide, limit: Wide) -> Wide {
            on_wide!(_mm512_maskz_mov_ps(_mm512_cmp_ps_mask::<_CMP_GT_OQ>(tested.0, limit.0), self.0))
        }

        #[inline(always)]
        fn exponents(self, more: u32) -> Wide {
            on_wide!({
                let sum = _mm512_add_epi32(_mm512_castps_si512(self.0), _mm512_set1_epi32(more.cast_signed()));
                _mm512_castsi512_ps(_mm512_slli_epi32::<23>(sum))
            })
        }

        #[inline(always)]
        fn store_seven_bits(self, bytes: &mut [u8; 16]) {
            // SAFETY: a `Wide` is made only where the CPU has AVX-512; there is room for sixteen bytes.
            unsafe {
                let bits = _mm512_and_si512(_mm512_castps_si512(self.0), _mm512_set1_epi32(0x7f));
                _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(bits));
            }
        }
    }

    /// An intrinsic of two operands on both halves.
    macro_rules! pairwise {
        ($intrinsic:ident, $a:expr, $b:expr) => {
            // SAFETY: a `Medium` is made only where the CPU has AVX2, by the contract of `splat` and `load`.
            unsafe { Medium($intrinsic($a.0, $b.0), $intrinsic($a.1, $b.1)) }
        };
    }

    impl Vector for Medium {
        #[inline(always)]
        unsafe fn splat(value: f32) -> Medium {
            // SAFETY: the caller vouches for AVX2.
            let half = unsafe { _mm256_set1_ps(value) };
            Medium(half, half)
        }

        #[inline(always)]
        unsafe fn load(lanes: &Lanes) -> Medium {
            let start = lanes.as_ptr();
            // SAFETY: the caller vouches for AVX2; there are sixteen floats to read.
            unsafe { Medium(_mm256_loadu_ps(start), _mm256_loadu_ps(start.add(8))) }
        }

        #[inline(always)]
        fn store(self, lanes: &mut Lanes) {
            let start = lanes.as_mut_ptr();
            // SAFETY: a `Medium` is made only where the CPU has AVX2; the lanes have room for sixteen floats.
            unsafe {
                _mm256_storeu_ps(start, self.0);
                _mm256_storeu_ps(start.add(8), self.1);
            }
        }

        #[inline(always)]
        fn add(self, other: Medium) -> Medium {
            pairwise!(_mm256_add_ps, self, other)
        }

        #[inline(always)]
        fn sub(self, other: Medium) -> Medium {
            pairwise!(_mm256_sub_ps, self, other)
        }

        #[inline(always)]
        fn mul(self, other: Medium) -> Medium {
            pairwise!(_mm256_mul_ps, self, other)
        }

        #[inline(always)]
        fn mul_add(self, factor: Medium, plus: Medium) -> Medium {
            // SAFETY: a `Medium` is made only where the CPU has AVX2 and FMA, by the contract of `splat` and `load`.
            unsafe { Medium(_mm256_fmadd_ps(self.0, factor.0, plus.0), _mm256_fmadd_ps(self.1, factor.1, plus.1)) }
        }

        #[inline(always)]
        fn higher(self, other: Medium) -> Medium {
            pairwise!(_mm256_max_ps, self, other)
        }

        #[inline(always)]
        fn lower(self, other: Medium) -> Medium {
            pairwise!(_mm256_min_ps, self, other)
        }

        #[inline(always)]
        fn where_above(self, tested: Medium, limit: Medium) -> Medium {
            // SAFETY: a `Medium` is made only where the CPU has AVX2, by the contract of `splat` and `load`.
            unsafe {
                Medium(
                    _mm256_and_ps(self.0, _mm256_cmp_ps::<_CMP_GT_OQ>(tested.0, limit.0)),
                    _mm256_and_ps(self.1, _mm256_cmp_ps::<_CMP_GT_OQ>(tested.1, limit.1)),
                )
            }
        }

        #[inline(always)]
        fn exponents(self, more: u32) -> Medium {
            // SAFETY: a `Medium` is made only where the CPU has AVX2, by the contract of `splat` and `load`.
            unsafe {
                let more = _mm256_set1_epi32(more.cast_signed());
                let low = _mm256_add_epi32(_mm256_castps_si256(self.0), more);
                let high = _mm256_add_epi32(_mm256_castps_si256(self.1), more);
                Medium(
                    _mm256_castsi256_ps(_mm256_slli_epi32::<23>(low)),
                    _mm256_castsi256_ps(_mm256_slli_epi32::<23>(high)),
                )
            }
        }

        #[inline(always)]
        fn store_seven_bits(self, bytes: &mut [u8; 16]) {
            // SAFETY: a `Medium` is made only where the CPU has AVX2; there is room for sixteen bytes.
            unsafe {
                let mask = _mm256_set1_epi32(0x7f);
                let low = _mm256_and_si256(_mm256_castps_si256(self.0), mask);
                let high = _mm256_and_si256(_mm256_castps_si256(self.1), mask);
                // Packing works within halves of a register, so that the middle quarters must change places.
                let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(low, high));
                let packed = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
                _mm_storeu_si128(bytes.as_mut_ptr().cast(), packed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::fused;

    proptest! {
        #[test]
        fn a_fused_product_is_rounded_once(a in any::<f32>(), b in any::<f32>(), c in any::<f32>(), near in -3i32..3) {
            let close = f32::from_bits((-a * b).to_bits().wrapping_add_signed(near));
            for c in [c, close] {
                let (found, right) = (fused(a, b, c), a.mul_add(b, c));
                prop_assert!(found == right || found.is_nan() && right.is_nan(), "{a} * {b} + {c} is {found}, not {right}");
            }
        }
    }
}
