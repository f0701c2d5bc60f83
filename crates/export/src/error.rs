//! What can go wrong while an export is written.

use std::io;
use std::path::PathBuf;

/// Why an export could not be written. Each message says what happened, to what, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is something of that name, and it is not written over.
    #[error("{0} is there already; name another file or folder, or move it away")]
    Taken(PathBuf),
    /// The system refused.
    #[error("cannot write {path}: {cause}")]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// The records could not be opened.
    #[error("cannot read {path}: {cause}")]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}
