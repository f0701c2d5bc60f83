use std::ops::Range;

use crate::attention::{HEAD, Scratch, attend};
use crate::embedding::Embedding;
use crate::{Error, Kernel, Linear, Norm, QuantisedRows, Weights};

/// The longest sequence that a model of the BERT family has positions for.
pub const MAX_PIECES: usize = 512;

/// Rows that go through a feed-forward layer together, so that its activations stay in the cache; a multiple of the
/// six rows of a tile.
const ROWS: usize = 96;
/// Sequences are taken together up to about this many pieces, to read the weights once for all of them.
const BATCH: usize = 1024;

/// A transformer encoder of the BERT family with int8 weights.
pub struct Encoder {
    kernel: Kernel,
    embedding: Embedding,
    layers: Vec<Layer>,
}

/// One sequence of word pieces.
#[derive(Debug, Clone, Copy)]
pub struct Sequence<'a> {
    /// Ids in the model's vocabulary, with whatever pieces the model wants at both ends.
    pub pieces: &'a [u32],
    /// The shape of the word that each piece belongs to: a row of the model's table of shapes.
    pub shapes: &'a [u8],
}

/// One vector for each piece of each sequence, in the order of the call.
#[derive(Debug, Clone, PartialEq)]
pub struct Vectors {
    width: usize,
    data: Vec<f32>,
    /// Where each sequence starts, in rows, and where the last one ends.
    starts: Vec<usize>,
}

struct Layer {
    qkv: Linear,
    attention_out: Linear,
    up: Linear,
    down: Linear,
    norm1: Norm,
    norm2: Norm,
}

impl Encoder {
    /// Takes the encoder's tensors from a model: `embed.*` and `layer.0.*`, `layer.1.*` and so on.
    pub fn load(weights: &Weights) -> Result<Encoder, Error> {
        let embedding = Embedding::load(weights)?;
        let width = embedding.width();
        if !width.is_multiple_of(HEAD) {
            return Err(Error::Architecture(format!("width {width} is no multiple of {HEAD}, the width of a head")));
        }
        let mut layers = Vec::new();
        while weights.contains(&format!("layer.{}.qkv.weight", layers.len())) {
            layers.push(Layer::load(weights, &format!("layer.{}", layers.len()), width)?);
        }
        if layers.is_empty() {
            return Err(Error::Missing { tensor: "layer.0.qkv.weight".to_owned() });
        }
        Ok(Encoder { kernel: Kernel::best(), embedding, layers })
    }

    /// The same encoder on another kernel.
    pub fn on(self, kernel: Kernel) -> Encoder {
        let layers = self.layers.into_iter().map(|layer| layer.on(kernel)).collect();
        Encoder { kernel, layers, ..self }
    }

    /// The length of a vector.
    pub fn width(&self) -> usize {
        self.embedding.width()
    }

    /// How many word pieces the model knows; ids are smaller than this.
    pub fn vocabulary(&self) -> usize {
        self.embedding.vocabulary()
    }

    /// How many word shapes the model knows; shapes are smaller than this.
    pub fn shapes(&self) -> usize {
        self.embedding.shapes()
    }

    /// Adds a piece's embedding, before any layer, to `sum`, which is as long as a vector; an unknown piece adds nothing.
    pub fn add_embedding(&self, piece: u32, sum: &mut [f32]) {
        self.embedding.add_word(piece, sum);
    }

    /// The longest sequence that the model takes.
    pub fn max_pieces(&self) -> usize {
        self.embedding.positions().min(MAX_PIECES)
    }

    /// Encodes all sequences, best those of a whole report at once. A sequence's vectors do not depend on its
    /// neighbours. Sequences may be empty.
    ///
    /// # Errors
    /// If a piece or shape lies beyond its table, if a sequence is longer than [`max_pieces`](Encoder::max_pieces), or
    /// if it has not as many shapes as pieces. The caller splits long sentences; nothing is cut here.
    pub fn encode(&self, sequences: &[Sequence<'_>]) -> Result<Vectors, Error> {
        for (at, sequence) in sequences.iter().enumerate() {
            self.check(sequence).map_err(|reason| Error::Sequence { sequence: at, reason })?;
        }
        let mut vectors = Vectors { width: self.width(), data: Vec::new(), starts: vec![0] };
        let pieces: usize = sequences.iter().map(|sequence| sequence.pieces.len()).sum();
        vectors.data.reserve_exact(pieces * self.width());
        let mut workspace = Workspace::default();
        let mut rest = sequences;
        while !rest.is_empty() {
            let (batch, later) = rest.split_at(batch_length(rest));
            self.encode_batch(batch, &mut vectors, &mut workspace);
            rest = later;
        }
        Ok(vectors)
    }

    fn check(&self, sequence: &Sequence<'_>) -> Result<(), String> {
        let (pieces, shapes) = (sequence.pieces, sequence.shapes);
        if pieces.len() != shapes.len() {
            return Err(format!("it has {} pieces but {} shapes", pieces.len(), shapes.len()));
        }
        if pieces.len() > self.max_pieces() {
            return Err(format!("it has {} pieces, at most {} fit", pieces.len(), self.max_pieces()));
        }
        if let Some(piece) = pieces.iter().find(|&&piece| piece as usize >= self.vocabulary()) {
            return Err(format!("piece {piece} lies beyond the vocabulary of {}", self.vocabulary()));
        }
        if let Some(shape) = shapes.iter().find(|&&shape| usize::from(shape) >= self.shapes()) {
            return Err(format!("shape {shape} lies beyond the table of {}", self.shapes()));
        }
        Ok(())
    }

    fn encode_batch(&self, batch: &[Sequence<'_>], vectors: &mut Vectors, workspace: &mut Workspace) {
        let width = self.width();
        let start = vectors.data.len();
        let mut ranges = Vec::with_capacity(batch.len());
        for sequence in batch {
            let first = vectors.data.len() - start;
            self.embedding.look_up(self.kernel, sequence.pieces, sequence.shapes, &mut vectors.data);
            ranges.push(first..vectors.data.len() - start);
            vectors.starts.push(vectors.data.len() / width);
        }
        for layer in &self.layers {
            layer.apply(self.kernel, &mut vectors.data[start..], &ranges, workspace);
        }
    }
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Encoder({} layers of {}, {})", self.layers.len(), self.width(), self.kernel)
    }
}

impl Vectors {
    /// The length of a vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many sequences there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The vectors of all sequences, one after the other.
    pub fn rows(&self) -> &[f32] {
        &self.data
    }

    /// Which rows belong to a sequence.
    ///
    /// # Panics
    /// If there is no such sequence.
    pub fn range(&self, sequence: usize) -> Range<usize> {
        self.starts[sequence]..self.starts[sequence + 1]
    }

    /// The vectors of one sequence, one after the other.
    ///
    /// # Panics
    /// If there is no such sequence.
    pub fn sequence(&self, sequence: usize) -> &[f32] {
        let range = self.range(sequence);
        &self.data[range.start * self.width..range.end * self.width]
    }

    /// The vector of one piece of one sequence.
    ///
    /// # Panics
    /// If there is no such sequence or piece.
    pub fn piece(&self, sequence: usize, piece: usize) -> &[f32] {
        &self.sequence(sequence)[piece * self.width..][..self.width]
    }
}

impl Layer {
    fn load(weights: &Weights, name: &str, width: usize) -> Result<Layer, Error> {
        let linear = |part: &str, inputs: usize, outputs: Option<usize>| {
            let name = format!("{name}.{part}");
            let linear = Linear::load(weights, &name)?;
            if linear.inputs() != inputs || outputs.is_some_and(|outputs| outputs != linear.outputs()) {
                let (found_in, found_out) = (linear.inputs(), linear.outputs());
                let outputs = outputs.map_or("any".to_owned(), |outputs| outputs.to_string());
                let reason = format!("{name} is {found_in} -> {found_out}, wanted {inputs} -> {outputs}");
                return Err(Error::Architecture(reason));
            }
            Ok(linear)
        };
        let up = linear("up", width, None)?;
        Ok(Layer {
            qkv: linear("qkv", width, Some(3 * width))?,
            attention_out: linear("attention_out", width, Some(width))?,
            down: linear("down", up.outputs(), Some(width))?,
            up,
            norm1: Norm::load(weights, &format!("{name}.norm1"), width)?,
            norm2: Norm::load(weights, &format!("{name}.norm2"), width)?,
        })
    }

    fn on(self, kernel: Kernel) -> Layer {
        let Layer { qkv, attention_out, up, down, norm1, norm2 } = self;
        let (qkv, attention_out) = (qkv.on(kernel), attention_out.on(kernel));
        Layer { qkv, attention_out, up: up.on(kernel), down: down.on(kernel), norm1, norm2 }
    }

    /// Replaces the rows of a batch by the layer's output; `ranges` are the sequences, in floats.
    fn apply(&self, kernel: Kernel, rows: &mut [f32], ranges: &[Range<usize>], workspace: &mut Workspace) {
        let Workspace { quantised, qkv, attended, wide, narrow, scratch } = workspace;
        let width = self.qkv.inputs();
        qkv.resize(rows.len() * 3, 0.0);
        for (rows, qkv) in rows.chunks(ROWS * width).zip(qkv.chunks_mut(ROWS * width * 3)) {
            quantised.fill(kernel, rows, width);
            self.qkv.apply(quantised, qkv);
        }
        attended.resize(rows.len(), 0.0);
        for range in ranges {
            let input = &qkv[range.start * 3..range.end * 3];
            attend(kernel, input, width, &mut attended[range.clone()], scratch);
        }
        for (rows, attended) in rows.chunks_mut(ROWS * width).zip(attended.chunks(ROWS * width)) {
            quantised.fill(kernel, attended, width);
            self.attention_out.forward_quantised(quantised, narrow);
            add(rows, narrow);
            self.norm1.apply(kernel, rows);
            quantised.fill(kernel, rows, width);
            self.up.forward_quantised(quantised, wide);
            kernel.gelu(wide);
            quantised.fill(kernel, wide, self.down.inputs());
            self.down.forward_quantised(quantised, narrow);
            add(rows, narrow);
            self.norm2.apply(kernel, rows);
        }
    }
}

/// The memory of one call, kept from layer to layer.
#[derive(Default)]
struct Workspace {
    quantised: QuantisedRows,
    qkv: Vec<f32>,
    attended: Vec<f32>,
    wide: Vec<f32>,
    narrow: Vec<f32>,
    scratch: Scratch,
}

fn add(rows: &mut [f32], more: &[f32]) {
    for (value, more) in rows.iter_mut().zip(more) {
        *value += more;
    }
}

/// How many sequences go into the next batch: at least one, together at most about `BATCH` pieces.
fn batch_length(sequences: &[Sequence<'_>]) -> usize {
    let mut pieces = 0;
    let fitting = sequences.iter().take_while(|sequence| {
        pieces += sequence.pieces.len();
        pieces <= BATCH
    });
    fitting.count().max(1)
}
