use crate::{Error, Kernel, Norm, Weights};

/// The tables that a sequence is looked up in before the first layer.
pub(crate) struct Embedding {
    words: &'static [i8],
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    shapes: Vec<f32>,
    norm: Norm,
    width: usize,
}

impl Embedding {
    pub(crate) fn load(weights: &Weights) -> Result<Embedding, Error> {
        let &[vocabulary, width] = weights.shape("embed.word")? else {
            return Err(weights.shape_error("embed.word", "[pieces, width]".to_owned()));
        };
        if vocabulary == 0 || width == 0 {
            return Err(Error::Architecture(format!("the table of word pieces is {vocabulary} x {width}")));
        }
        for table in ["embed.position", "embed.shape"] {
            if !matches!(*weights.shape(table)?, [entries, found] if entries > 0 && found == width) {
                return Err(weights.shape_error(table, format!("[at least 1, {width}]")));
            }
        }
        Ok(Embedding {
            words: weights.i8s("embed.word")?,
            word_scales: weights.f32s_of("embed.word.scale", &[vocabulary])?,
            positions: weights.f32s("embed.position")?,
            shapes: weights.f32s("embed.shape")?,
            norm: Norm::load(weights, "embed.norm", width)?,
            width,
        })
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn vocabulary(&self) -> usize {
        self.word_scales.len()
    }

    pub(crate) fn positions(&self) -> usize {
        self.positions.len() / self.width
    }

    pub(crate) fn shapes(&self) -> usize {
        self.shapes.len() / self.width
    }

    /// Adds the row of one piece, as it stands in the table, to `sum`; nothing where there is no such piece.
    pub(crate) fn add_word(&self, piece: u32, sum: &mut [f32]) {
        let at = piece as usize;
        let (Some(word), Some(&scale)) = (self.words.chunks_exact(self.width).nth(at), self.word_scales.get(at)) else {
            return;
        };
        sum.iter_mut().zip(word).for_each(|(sum, &value)| *sum += f32::from(value) * scale);
    }

    /// Appends the rows of one sequence, whose ids must lie within the tables.
    pub(crate) fn look_up(&self, kernel: Kernel, pieces: &[u32], shapes: &[u8], rows: &mut Vec<f32>) {
        let start = rows.len();
        let positions = self.positions.chunks_exact(self.width);
        for ((&piece, &shape), position) in pieces.iter().zip(shapes).zip(positions) {
            let word = &self.words[piece as usize * self.width..][..self.width];
            let shape = &self.shapes[usize::from(shape) * self.width..][..self.width];
            let scale = self.word_scales[piece as usize];
            let sums = word.iter().zip(position).zip(shape);
            rows.extend(sums.map(|((&word, position), shape)| f32::from(word) * scale + position + shape));
        }
        self.norm.apply(kernel, &mut rows[start..]);
    }
}
