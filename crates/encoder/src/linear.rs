#[cfg(target_arch = "x86_64")]
use crate::kernel::{Avx2, AvxVnni, Vnni};
use crate::kernel::{Channels, Kind, Portable, Source, Tile};
use crate::{Error, Kernel, QuantisedRows, Weights};

/// Output channels in one block of packed weights.
const CHANNELS: usize = 16;
/// More inputs than this could overflow 32-bit sums.
const MAX_INPUTS: usize = 1 << 16;

/// A linear layer with int8 weights, one scale per output channel: `out = weight * in + bias`.
pub struct Linear {
    kernel: Kernel,
    inputs: usize,
    outputs: usize,
    /// `[blocks][steps][16][4]`, as the file has them.
    weights: &'static [i8],
    /// What belongs to each channel, padded to whole blocks.
    channels: Vec<Channels>,
}

impl Linear {
    /// Takes the layer's tensors (`NAME.weight`, `.scale`, `.sum`, `.bias`, `.shape`) from a model.
    pub fn load(weights: &Weights, name: &str) -> Result<Linear, Error> {
        let part = |suffix: &str| format!("{name}.{suffix}");
        weights.expect_shape(&part("shape"), &[2])?;
        let size = weights.i32s(&part("shape"))?;
        let size = |at: usize| size.get(at).and_then(|&size| usize::try_from(size).ok()).unwrap_or(0);
        let (outputs, inputs) = (size(0), size(1));
        if outputs == 0 || inputs == 0 || inputs > MAX_INPUTS {
            let reason = format!("{name} turns {inputs} inputs into {outputs} outputs");
            return Err(Error::Architecture(reason));
        }
        let blocks = outputs.div_ceil(CHANNELS);
        weights.expect_shape(&part("weight"), &[blocks, inputs.div_ceil(4), CHANNELS, 4])?;
        weights.expect_shape(&part("sum"), &[outputs])?;
        let scale = weights.f32s_of(&part("scale"), &[outputs])?;
        let bias = weights.f32s_of(&part("bias"), &[outputs])?;
        let sum = weights.i32s(&part("sum"))?;
        let mut channels = vec![Channels::default(); blocks];
        for (at, ((scale, bias), sum)) in scale.into_iter().zip(bias).zip(sum).enumerate() {
            let (block, lane) = (&mut channels[at / CHANNELS], at % CHANNELS);
            (block.scale[lane], block.bias[lane], block.sum[lane]) = (scale, bias, sum);
        }
        Ok(Linear { kernel: Kernel::best(), inputs, outputs, weights: weights.i8s(&part("weight"))?, channels })
    }

    /// The same layer on another kernel.
    pub fn on(self, kernel: Kernel) -> Linear {
        Linear { kernel, ..self }
    }

    /// How many numbers go in for each row.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// How many numbers come out for each row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Applies the layer to rows of `inputs` floats each; `out` is overwritten with rows of `outputs` floats.
    ///
    /// # Panics
    /// If the input does not make whole rows.
    pub fn forward(&self, input_rows: &[f32], out: &mut Vec<f32>) {
        self.forward_quantised(&QuantisedRows::from_rows(self.kernel, input_rows, self.inputs), out);
    }

    /// The same for rows that are already quantised, perhaps for several layers at once.
    ///
    /// # Panics
    /// If the rows have another width than the layer's inputs.
    pub fn forward_quantised(&self, rows: &QuantisedRows, out: &mut Vec<f32>) {
        out.resize(rows.len() * self.outputs, 0.0);
        self.apply(rows, out);
    }

    /// Writes the output rows into `out`, which must have their size.
    pub(crate) fn apply(&self, rows: &QuantisedRows, out: &mut [f32]) {
        let steps = self.inputs.div_ceil(4);
        assert!(rows.is_empty() || rows.width() == self.inputs, "rows are {} wide, not {}", rows.width(), self.inputs);
        assert_eq!(rows.bytes().len(), rows.len() * steps * 4, "rows are padded to whole steps");
        assert_eq!(self.weights.len(), self.channels.len() * steps * CHANNELS * 4, "weights are whole blocks");
        assert_eq!(out.len(), rows.len() * self.outputs, "the output has room for all rows");
        match self.kernel.kind() {
            // SAFETY: a Kernel exists only where the CPU has the instructions; the sizes that `multiply` relies on were
            // asserted above.
            #[cfg(target_arch = "x86_64")]
            Kind::Vnni => unsafe { multiply_vnni(self, rows, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::AvxVnni => unsafe { multiply_avx_vnni(self, rows, out) },
            // SAFETY: as above.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { multiply_avx2(self, rows, out) },
            // SAFETY: as above.
            Kind::Portable => unsafe { multiply::<Portable>(self, rows, out) },
        }
    }
}

impl std::fmt::Debug for Linear {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Linear({} -> {})", self.inputs, self.outputs)
    }
}

/// # Safety
/// See `multiply`.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
unsafe fn multiply_vnni(linear: &Linear, rows: &QuantisedRows, out: &mut [f32]) {
    // SAFETY: the caller's promise.
    unsafe { multiply::<Vnni>(linear, rows, out) }
}

/// # Safety
/// See `multiply`.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,avxvnni")]
unsafe fn multiply_avx_vnni(linear: &Linear, rows: &QuantisedRows, out: &mut [f32]) {
    // SAFETY: the caller's promise.
    unsafe { multiply::<AvxVnni>(linear, rows, out) }
}

/// # Safety
/// See `multiply`.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn multiply_avx2(linear: &Linear, rows: &QuantisedRows, out: &mut [f32]) {
    // SAFETY: the caller's promise.
    unsafe { multiply::<Avx2>(linear, rows, out) }
}

/// Goes over the channels panel by panel, and over all rows for each: a panel's weights stay in the nearest cache.
///
/// # Safety
/// The CPU must have `T`'s instructions. Rows must be padded to `4 * steps` bytes and the weights be whole blocks.
#[inline(always)]
unsafe fn multiply<T: Tile>(linear: &Linear, rows: &QuantisedRows, out: &mut [f32]) {
    let blocks = linear.channels.len();
    let mut block = 0;
    while block < blocks {
        let left = (blocks - block).min(T::BLOCKS);
        // SAFETY: no panel reaches beyond the last block; the rest is the caller's promise.
        block += unsafe {
            match left {
                4.. => panel::<T, 4>(linear, rows, out, block),
                2..4 => panel::<T, 2>(linear, rows, out, block),
                _ => panel::<T, 1>(linear, rows, out, block),
            }
        };
    }
}

/// All rows times `C` blocks from `block` on; gives `C`.
///
/// # Safety
/// As for `multiply`, and `block + C` must not be more than there are blocks.
#[inline(always)]
unsafe fn panel<T: Tile, const C: usize>(
    linear: &Linear,
    rows: &QuantisedRows,
    out: &mut [f32],
    block: usize,
) -> usize {
    let mut row = 0;
    while row < rows.len() {
        let left = (rows.len() - row).min(T::ROWS);
        // SAFETY: no tile reaches beyond the last row; the rest is the caller's promise.
        row += unsafe {
            match left {
                6.. => tile::<T, 6, C>(linear, rows, out, block, row),
                4..6 => tile::<T, 4, C>(linear, rows, out, block, row),
                2..4 => tile::<T, 2, C>(linear, rows, out, block, row),
                _ => tile::<T, 1, C>(linear, rows, out, block, row),
            }
        };
    }
    C
}

/// `R` rows from `row` on times `C` blocks from `block` on; gives `R`.
///
/// # Safety
/// As for `panel`, and `row + R` must not be more than there are rows.
#[inline(always)]
unsafe fn tile<T: Tile, const R: usize, const C: usize>(
    linear: &Linear,
    rows: &QuantisedRows,
    out: &mut [f32],
    block: usize,
    row: usize,
) -> usize {
    let steps = linear.inputs.div_ceil(4);
    let source = Source {
        rows: rows.bytes()[row * rows.stride()..].as_ptr(),
        row_stride: rows.stride(),
        weights: linear.weights[block * steps * CHANNELS * 4..].as_ptr(),
        steps,
    };
    let mut sums = [[[0; CHANNELS]; C]; R];
    // SAFETY: R rows and C blocks follow from here, by the caller's promise.
    unsafe { T::sum_up::<R, C>(source, &mut sums) };
    for (r, sums) in sums.iter().enumerate() {
        let (_, scale, zero) = rows.row(row + r);
        let out = &mut out[(row + r) * linear.outputs..][..linear.outputs];
        for (c, sums) in sums.iter().enumerate() {
            // SAFETY: the caller's promise.
            let values = unsafe { T::floats(sums, &linear.channels[block + c], scale, zero) };
            let out = &mut out[(block + c) * CHANNELS..];
            if let Some(out) = out.first_chunk_mut::<CHANNELS>() {
                *out = values;
            } else {
                out.copy_from_slice(&values[..out.len()]);
            }
        }
    }
    R
}
