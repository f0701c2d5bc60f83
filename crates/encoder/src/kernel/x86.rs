use std::arch::x86_64::*;

use super::{Channels, Source, Tile};

/// AVX-512 with VNNI: 64 products an instruction, 24 sums of 16 channels in registers.
pub(crate) struct Vnni;

impl Tile for Vnni {
    const ROWS: usize = 6;
    const BLOCKS: usize = 4;

    #[expect(clippy::needless_range_loop, reason = "counted loops stay in registers")]
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    unsafe fn sum_up<const R: usize, const C: usize>(source: Source, plain: &mut [[[i32; 16]; C]; R]) {
        let mut sums = [[_mm512_setzero_si512(); C]; R];
        for step in 0..source.steps {
            // Counted loops over array sizes: an iterator that is not inlined would throw the sums out of their registers.
            let mut weights = [_mm512_setzero_si512(); C];
            for c in 0..C {
                // SAFETY: the caller vouches for 64 * steps bytes in each of C blocks.
                weights[c] = unsafe { _mm512_loadu_epi8(source.weights.add((c * source.steps + step) * 64)) };
            }
            for r in 0..R {
                // SAFETY: the caller vouches for R rows.
                let inputs = _mm512_set1_epi32(unsafe { four_inputs(source, r, step) });
                for c in 0..C {
                    sums[r][c] = _mm512_dpbusd_epi32(sums[r][c], inputs, weights[c]);
                }
            }
        }
        for r in 0..R {
            for c in 0..C {
                // SAFETY: a place is 16 numbers of 32 bits.
                unsafe { _mm512_storeu_epi32(plain[r][c].as_mut_ptr(), sums[r][c]) };
            }
        }
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    unsafe fn floats(sums: &[i32; 16], channels: &Channels, scale: f32, zero: i32) -> [f32; 16] {
        let mut values = [0.0; 16];
        // SAFETY: each array is 16 numbers of 32 bits.
        unsafe {
            let zeros = _mm512_mullo_epi32(_mm512_set1_epi32(zero), _mm512_loadu_epi32(channels.sum.as_ptr()));
            let centred = _mm512_sub_epi32(_mm512_loadu_epi32(sums.as_ptr()), zeros);
            let scales = _mm512_mul_ps(_mm512_set1_ps(scale), _mm512_loadu_ps(channels.scale.as_ptr()));
            let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(centred), scales);
            _mm512_storeu_ps(values.as_mut_ptr(), _mm512_add_ps(scaled, _mm512_loadu_ps(channels.bias.as_ptr())));
        }
        values
    }
}

/// AVX-VNNI: the same instruction over 256 bits, on processors without AVX-512.
pub(crate) struct AvxVnni;

impl Tile for AvxVnni {
    const ROWS: usize = 6;
    const BLOCKS: usize = 1;

    #[expect(clippy::needless_range_loop, reason = "counted loops stay in registers")]
    #[inline]
    #[target_feature(enable = "avx2,avxvnni")]
    unsafe fn sum_up<const R: usize, const C: usize>(source: Source, plain: &mut [[[i32; 16]; C]; R]) {
        let mut sums = [[[_mm256_setzero_si256(); 2]; C]; R];
        for step in 0..source.steps {
            for c in 0..C {
                // SAFETY: the caller vouches for C blocks.
                let weights = unsafe { block_of_weights(source, c, step) };
                for r in 0..R {
                    // SAFETY: the caller vouches for R rows.
                    let inputs = _mm256_set1_epi32(unsafe { four_inputs(source, r, step) });
                    sums[r][c][0] = _mm256_dpbusd_avx_epi32(sums[r][c][0], inputs, weights[0]);
                    sums[r][c][1] = _mm256_dpbusd_avx_epi32(sums[r][c][1], inputs, weights[1]);
                }
            }
        }
        store(sums, plain);
    }

    #[inline]
    #[target_feature(enable = "avx2,avxvnni")]
    unsafe fn floats(sums: &[i32; 16], channels: &Channels, scale: f32, zero: i32) -> [f32; 16] {
        halves(sums, channels, scale, zero)
    }
}

/// AVX2: products are added in pairs to 16 bits, which 7-bit activations never overflow, then to 32 bits.
pub(crate) struct Avx2;

impl Tile for Avx2 {
    const ROWS: usize = 4;
    const BLOCKS: usize = 1;

    #[expect(clippy::needless_range_loop, reason = "counted loops stay in registers")]
    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn sum_up<const R: usize, const C: usize>(source: Source, plain: &mut [[[i32; 16]; C]; R]) {
        let ones = _mm256_set1_epi16(1);
        let mut sums = [[[_mm256_setzero_si256(); 2]; C]; R];
        for step in 0..source.steps {
            for c in 0..C {
                // SAFETY: the caller vouches for C blocks.
                let weights = unsafe { block_of_weights(source, c, step) };
                for r in 0..R {
                    // SAFETY: the caller vouches for R rows.
                    let inputs = _mm256_set1_epi32(unsafe { four_inputs(source, r, step) });
                    for half in 0..2 {
                        let pairs = _mm256_maddubs_epi16(inputs, weights[half]);
                        sums[r][c][half] = _mm256_add_epi32(sums[r][c][half], _mm256_madd_epi16(pairs, ones));
                    }
                }
            }
        }
        store(sums, plain);
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    unsafe fn floats(sums: &[i32; 16], channels: &Channels, scale: f32, zero: i32) -> [f32; 16] {
        halves(sums, channels, scale, zero)
    }
}

/// The four bytes of one row that belong to one step.
///
/// # Safety
/// `source` must hold for more than `row` rows, and `step` be one of its steps.
#[inline(always)]
unsafe fn four_inputs(source: Source, row: usize, step: usize) -> i32 {
    // SAFETY: the caller vouches for 4 * steps bytes in the row.
    unsafe { source.rows.add(row * source.row_stride + step * 4).cast::<i32>().read_unaligned() }
}

/// The 64 weights of one block and step, eight channels in each half.
///
/// # Safety
/// `source` must hold for more than `block` blocks, and `step` be one of its steps.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn block_of_weights(source: Source, block: usize, step: usize) -> [__m256i; 2] {
    // SAFETY: the caller vouches for 64 * steps bytes in the block.
    unsafe {
        let start = source.weights.add((block * source.steps + step) * 64).cast::<__m256i>();
        [_mm256_loadu_si256(start), _mm256_loadu_si256(start.add(1))]
    }
}

#[inline]
#[target_feature(enable = "avx2")]
fn store<const R: usize, const C: usize>(sums: [[[__m256i; 2]; C]; R], plain: &mut [[[i32; 16]; C]; R]) {
    for (plain, sum) in plain.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
        // SAFETY: `plain` is 16 numbers of 32 bits, eight for each half.
        unsafe {
            _mm256_storeu_si256(plain.as_mut_ptr().cast(), sum[0]);
            _mm256_storeu_si256(plain.as_mut_ptr().add(8).cast(), sum[1]);
        }
    }
}

/// Eight channels after the other eight.
#[inline]
#[target_feature(enable = "avx2")]
fn halves(sums: &[i32; 16], channels: &Channels, scale: f32, zero: i32) -> [f32; 16] {
    let mut values = [0.0; 16];
    for half in [0, 8] {
        // SAFETY: each array is 16 numbers of 32 bits, eight for each half.
        unsafe {
            let ints = |numbers: &[i32; 16]| _mm256_loadu_si256(numbers.as_ptr().add(half).cast());
            let floats = |numbers: &[f32; 16]| _mm256_loadu_ps(numbers.as_ptr().add(half));
            let zeros = _mm256_mullo_epi32(_mm256_set1_epi32(zero), ints(&channels.sum));
            let centred = _mm256_sub_epi32(ints(sums), zeros);
            let scales = _mm256_mul_ps(_mm256_set1_ps(scale), floats(&channels.scale));
            let scaled = _mm256_mul_ps(_mm256_cvtepi32_ps(centred), scales);
            _mm256_storeu_ps(values.as_mut_ptr().add(half), _mm256_add_ps(scaled, floats(&channels.bias)));
        }
    }
    values
}
