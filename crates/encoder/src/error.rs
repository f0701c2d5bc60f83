/// What can be wrong with a model file, with the choice of a kernel or with a sequence of pieces.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not a whole safetensors file.
    #[error("the model is not a whole safetensors file: {0}")]
    Unreadable(#[from] safetensors::SafeTensorError),

    /// The file lacks a tensor.
    #[error("the model has no tensor \"{tensor}\"")]
    Missing {
        /// The tensor's name.
        tensor: String,
    },

    /// A tensor holds numbers of another type.
    #[error("tensor \"{tensor}\" holds {found}, wanted {wanted}")]
    Type {
        /// The tensor's name.
        tensor: String,
        /// The type that the encoder reads.
        wanted: &'static str,
        /// The type in the file.
        found: String,
    },

    /// A tensor has another shape than its neighbours call for.
    #[error("tensor \"{tensor}\" has shape {found:?}, wanted {wanted}")]
    Shape {
        /// The tensor's name.
        tensor: String,
        /// The shape that the encoder needs.
        wanted: String,
        /// The shape in the file.
        found: Vec<usize>,
    },

    /// The tensors agree among themselves but describe no model that this crate can run.
    #[error("the model cannot be run: {0}")]
    Architecture(String),

    /// A kernel was asked for by a name that no kernel has.
    #[error("no kernel is called \"{0}\"; there are vnni, avx-vnni, avx2 and portable")]
    UnknownKernel(String),

    /// This CPU lacks the instructions of the kernel that was asked for.
    #[error("this CPU cannot run the {0} kernel; leave the choice to the program or take portable")]
    UnsupportedKernel(String),

    /// A sequence does not fit the model.
    #[error("sequence {sequence} does not fit the model: {reason}")]
    Sequence {
        /// Its place among the sequences of the call.
        sequence: usize,
        /// What does not fit.
        reason: String,
    },
}
