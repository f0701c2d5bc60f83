//! Why a model cannot be used.

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file's tensors are not what the encoder or a head needs.
    #[error(transparent)]
    Weights(#[from] encoder::Error),
    /// The file's metadata lacks an entry or holds something else than it should.
    #[error("the model's metadata entry \"{entry}\" {reason}: write the model again with training/export.py")]
    Metadata {
        /// The entry.
        entry: &'static str,
        /// What is wrong with it.
        reason: String,
    },
}
