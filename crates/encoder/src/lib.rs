//! Turns word pieces into vectors: an int8 transformer encoder, its kernels and its weights.
//!
//! Takes [`Sequence`]s (ids of word pieces with the shape of the word that each belongs to), gives [`Vectors`], one
//! per piece. The same weights and pieces give the same bytes on every CPU, whichever [`Kernel`] it runs.
//!
//! Never knows what a sentence means: vocabulary, labels and heads are `language`'s.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let weights = encoder::Weights::from_owned(std::fs::read("model.safetensors")?)?;
//! let encoder = encoder::Encoder::load(&weights)?;
//! let vectors = encoder.encode(&[encoder::Sequence { pieces: &[101, 7592, 102], shapes: &[0, 1, 0] }])?;
//! assert_eq!(vectors.sequence(0).len(), 3 * encoder.width());
//! # Ok(()) }
//! ```

mod attention;
mod embedding;
mod error;
mod floats;
mod kernel;
mod lanes;
mod linear;
mod model;
mod norm;
mod quantised;
mod weights;

pub use error::Error;
pub use floats::{dot, exp, gelu, layer_norm, relu, softmax};
pub use kernel::Kernel;
pub use linear::Linear;
pub use model::{Encoder, MAX_PIECES, Sequence, Vectors};
pub use norm::Norm;
pub use quantised::QuantisedRows;
pub use weights::Weights;
