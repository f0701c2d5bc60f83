use crate::floats::softmax_row;
use crate::kernel::per_kernel;
use crate::lanes::Vector;

/// Channels of one attention head.
pub(crate) const HEAD: usize = 32;
/// Keys that are scored together: two lanes of sixteen.
const KEYS: usize = 32;
/// Queries that share one pass over the keys and values.
const QUERIES: usize = 4;

/// Memory for one head of one sequence, kept from head to head.
#[derive(Default)]
pub(crate) struct Scratch {
    /// `[HEAD][padded]`: the keys, turned on their side.
    keys: Vec<f32>,
    /// `[pieces][HEAD]`.
    values: Vec<[f32; HEAD]>,
    /// `[QUERIES][padded]`.
    scores: Vec<f32>,
}

per_kernel! {
    /// Self-attention within one sequence. A row of `input` is query, key and value, each `width` long; a row of `out`
    /// is `width` long. `width` must be a multiple of [`HEAD`].
    pub(crate) fn attend(kernel, input: &[f32], width: usize, out: &mut [f32], scratch: &mut Scratch) = attend_heads
}

/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn attend_heads<V: Vector>(input: &[f32], width: usize, out: &mut [f32], scratch: &mut Scratch) {
    let pieces = out.len() / width;
    let padded = pieces.next_multiple_of(KEYS);
    // Each head overwrites the same pieces; the padding of the keys stays at zero.
    scratch.keys.clear();
    scratch.keys.resize(HEAD * padded, 0.0);
    scratch.values.resize(pieces, [0.0; HEAD]);
    scratch.scores.resize(QUERIES * padded, 0.0);
    for head in (0..width).step_by(HEAD) {
        for (at, row) in input.chunks_exact(3 * width).enumerate() {
            for (channel, key) in row[width + head..][..HEAD].iter().enumerate() {
                scratch.keys[channel * padded + at] = *key;
            }
            if let Some(value) = row[2 * width + head..].first_chunk() {
                scratch.values[at] = *value;
            }
        }
        let mut first = 0;
        while first < pieces {
            if pieces - first >= QUERIES {
                // SAFETY: the caller's promise.
                unsafe { attend_queries::<V, QUERIES>(input, width, head, first, out, scratch) };
                first += QUERIES;
            } else {
                // SAFETY: the caller's promise.
                unsafe { attend_queries::<V, 1>(input, width, head, first, out, scratch) };
                first += 1;
            }
        }
    }
}

/// One head's output for `Q` pieces from `first` on.
///
/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn attend_queries<V: Vector, const Q: usize>(
    input: &[f32],
    width: usize,
    head: usize,
    first: usize,
    out: &mut [f32],
    scratch: &mut Scratch,
) {
    let Scratch { keys, values, scores } = scratch;
    let padded = keys.len() / HEAD;
    let mut queries = [[0.0; HEAD]; Q];
    for (q, query) in queries.iter_mut().enumerate() {
        let row = &input[(first + q) * 3 * width + head..][..HEAD];
        // Scaling the query by 1 / sqrt(HEAD) scales all its scores.
        for (scaled, value) in query.iter_mut().zip(row) {
            *scaled = value * 0.176_776_69;
        }
    }
    for start in (0..padded).step_by(KEYS) {
        // SAFETY: the caller's promise.
        unsafe { score::<V, Q>(&queries, keys, padded, start, scores) };
    }
    for scores in scores.chunks_exact_mut(padded).take(Q) {
        // Keys that are not there get no share.
        scores[values.len()..].fill(f32::NEG_INFINITY);
        // SAFETY: the caller's promise.
        unsafe { softmax_row::<V>(scores) };
    }
    // SAFETY: the caller's promise.
    unsafe { weigh::<V, Q>(scores, padded, values, &mut out[first * width + head..], width) };
}

/// Writes the dot products of `Q` queries with the keys from `start` on into rows of `padded` scores.
///
/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn score<V: Vector, const Q: usize>(
    queries: &[[f32; HEAD]; Q],
    keys: &[f32],
    padded: usize,
    start: usize,
    scores: &mut [f32],
) {
    // SAFETY: the caller's promise.
    let mut sums = unsafe { [[V::splat(0.0); 2]; Q] };
    for channel in 0..HEAD {
        let (keys, _) = keys[channel * padded + start..][..KEYS].as_chunks::<16>();
        // SAFETY: the caller's promise.
        let keys = unsafe { [V::load(&keys[0]), V::load(&keys[1])] };
        // Counted loops over array sizes keep the sums in registers.
        for q in 0..Q {
            // SAFETY: the caller's promise.
            let query = unsafe { V::splat(queries[q][channel]) };
            sums[q][0] = query.mul_add(keys[0], sums[q][0]);
            sums[q][1] = query.mul_add(keys[1], sums[q][1]);
        }
    }
    for q in 0..Q {
        store(&sums[q], &mut scores[q * padded + start..]);
    }
}

/// Writes the sums of all values, each weighed by its share, for `Q` queries into rows of `width` floats.
///
/// # Safety
/// The CPU must have `V`'s instructions.
#[inline(always)]
unsafe fn weigh<V: Vector, const Q: usize>(
    shares: &[f32],
    padded: usize,
    values: &[[f32; HEAD]],
    out: &mut [f32],
    width: usize,
) {
    // SAFETY: the caller's promise.
    let mut sums = unsafe { [[V::splat(0.0); 2]; Q] };
    for (at, value) in values.iter().enumerate() {
        let (value, _) = value.as_chunks::<16>();
        // SAFETY: the caller's promise.
        let value = unsafe { [V::load(&value[0]), V::load(&value[1])] };
        for q in 0..Q {
            // SAFETY: the caller's promise.
            let share = unsafe { V::splat(shares[q * padded + at]) };
            sums[q][0] = share.mul_add(value[0], sums[q][0]);
            sums[q][1] = share.mul_add(value[1], sums[q][1]);
        }
    }
    for q in 0..Q {
        store(&sums[q], &mut out[q * width..]);
    }
}

/// Writes two vectors over the first 32 floats.
#[inline(always)]
fn store<V: Vector>(vectors: &[V; 2], out: &mut [f32]) {
    let (out, _) = out[..2 * 16].as_chunks_mut::<16>();
    vectors[0].store(&mut out[0]);
    vectors[1].store(&mut out[1]);
}
