//! Why there is no answer.

use axum::http::StatusCode;

/// Why an archive cannot be served, or a question not be answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The question is a wrong one.
    #[error("{0}")]
    Wrong(String),
    /// There is nothing of that name.
    #[error("{0}")]
    Unknown(String),
    /// It is not done here.
    #[error("{0}")]
    Shut(String),
    /// Somebody else's machine did not give what was asked of it.
    #[error("{0}")]
    Elsewhere(String),
    /// What is sent is too much.
    #[error("{0}")]
    TooLarge(String),
    /// It takes too long, or too many ask.
    #[error("{0}")]
    Busy(String),
    /// The archive failed.
    #[error(transparent)]
    Archive(archive::Error),
    /// The model could not be loaded, or broke.
    #[error("{0}")]
    Reader(String),
    /// Nobody can be served there.
    #[error("cannot listen on {address}: {reason}; name another with --listen ADDRESS:PORT")]
    Listen {
        /// Where.
        address: std::net::SocketAddr,
        /// Why not.
        reason: std::io::Error,
    },
    /// The system gives no randomness for a token.
    #[error("cannot make up a token: {0}; give one with --token-file FILE")]
    Token(getrandom::Error),
    /// Standard input or output failed.
    #[error("cannot go on with the conversation: {0}")]
    Conversation(#[from] std::io::Error),
}

impl From<archive::Error> for Error {
    fn from(error: archive::Error) -> Self {
        match error {
            archive::Error::Unknown(reason) => Self::Unknown(reason),
            archive::Error::Interrupted | archive::Error::Busy { .. } => Self::Busy(error.to_string()),
            other => Self::Archive(other),
        }
    }
}

impl Error {
    /// As HTTP has it.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Wrong(_) => StatusCode::BAD_REQUEST,
            Self::Unknown(_) => StatusCode::NOT_FOUND,
            Self::Shut(_) => StatusCode::FORBIDDEN,
            Self::Elsewhere(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a reader is told: nothing of the machine's files.
    pub(crate) fn told(&self) -> String {
        match self.status() {
            StatusCode::INTERNAL_SERVER_ERROR => {
                "the archive cannot answer that; its keeper's terminal says why".into()
            }
            _ => self.to_string(),
        }
    }
}
