use super::{Channels, Source, Tile};

/// Plain integer arithmetic: the definition that the other kernels are tested against.
pub(crate) struct Portable;

impl Tile for Portable {
    const ROWS: usize = 4;
    const BLOCKS: usize = 1;

    #[inline(always)]
    unsafe fn sum_up<const R: usize, const C: usize>(source: Source, sums: &mut [[[i32; 16]; C]; R]) {
        *sums = [[[0; 16]; C]; R];
        for step in 0..source.steps {
            for (c, block) in (0..C).map(|c| (c, (c * source.steps + step) * 64)) {
                // SAFETY: the caller vouches for 64 * steps bytes in each of C blocks.
                let weights = unsafe { source.weights.add(block).cast::<[i8; 64]>().read_unaligned() };
                for (r, row) in sums.iter_mut().enumerate() {
                    // SAFETY: the caller vouches for 4 * steps bytes in each of R rows.
                    let inputs = unsafe { source.rows.add(r * source.row_stride + step * 4).cast::<[u8; 4]>().read() };
                    add_products(&mut row[c], &weights, inputs);
                }
            }
        }
    }

    #[inline(always)]
    unsafe fn floats(sums: &[i32; 16], channels: &Channels, scale: f32, zero: i32) -> [f32; 16] {
        let mut values = [0.0; 16];
        for lane in 0..16 {
            let centred = sums[lane].wrapping_sub(zero.wrapping_mul(channels.sum[lane]));
            values[lane] = centred as f32 * (scale * channels.scale[lane]) + channels.bias[lane];
        }
        values
    }
}

/// Adds four products to each of 16 sums. Bytes are taken apart by shifts within 32-bit lanes, which compilers turn
/// into vector instructions everywhere.
#[inline(always)]
fn add_products(sums: &mut [i32; 16], weights: &[i8; 64], inputs: [u8; 4]) {
    let mut words = [0; 16];
    for (word, weights) in words.iter_mut().zip(weights.as_chunks::<4>().0) {
        *word = i32::from_le_bytes(weights.map(i8::cast_unsigned));
    }
    for (place, input) in (0..4).zip(inputs) {
        let input = i32::from(input);
        for lane in 0..16 {
            sums[lane] = sums[lane].wrapping_add((words[lane] << (24 - 8 * place) >> 24) * input);
        }
    }
}
