//! What can go wrong with an archive.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why an archive could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no file.
    #[error("there is no archive {}; \"dateline add REPORTS --archive {}\" makes one", path.display(), path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is no archive.
    #[error("{} is no archive of dateline's; name another file", path.display())]
    NoArchive {
        /// The file.
        path: PathBuf,
    },
    /// A later dateline wrote it.
    #[error("the archive {} has version {found}, and this dateline knows {known} at most; use a later dateline", path.display())]
    Later {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The latest version known here.
        known: i64,
    },
    /// No space is left.
    #[error("the disk is full: the archive keeps what it had before, whole; free some space and repeat the command")]
    Full,
    /// Another process holds the archive.
    #[error("the archive is in use: another process has been writing for more than {seconds} seconds; try again")]
    Busy {
        /// How long was waited.
        seconds: u64,
    },
    /// The archive may not be written.
    #[error("the archive cannot be written: its file or folder is read-only")]
    ReadOnly,
    /// The file is damaged.
    #[error(
        "the archive is damaged: {reason}; \"dateline verify\" tells what, a copy or a new \"dateline add\" mends it"
    )]
    Damaged {
        /// What SQLite or the check says.
        reason: String,
    },
    /// A record cannot be taken in.
    #[error("cannot add the record of {report}: {reason}")]
    Record {
        /// Its report.
        report: String,
        /// Why not.
        reason: String,
    },
    /// A question names something that is not there.
    #[error("{0}")]
    Unknown(String),
    /// Somebody has broken the question off.
    #[error("the question took too long and was broken off; ask for less")]
    Interrupted,
    /// Anything else that SQLite says.
    #[error("the archive failed: {0}")]
    Sqlite(rusqlite::Error),
}

/// How long a process waits for another one's writing to end.
pub(crate) const PATIENCE: std::time::Duration = std::time::Duration::from_secs(60);

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            // A write that the system refuses: a quota, a limit on the size of files.
            Some(ErrorCode::SystemIoFailure) if is_refused_write(&error) => Self::Full,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { seconds: PATIENCE.as_secs() },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { reason: error.to_string() },
            _ => match error {
                // Rows hold what the archive wrote; where one cannot be read back, somebody else has changed it.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::QueryReturnedNoRows => Self::Damaged { reason: error.to_string() },
                other => Self::Sqlite(other),
            },
        }
    }
}

fn is_refused_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE};
    let code = error.sqlite_error().map(|error| error.extended_code);
    code.is_some_and(|code| [SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE].contains(&code))
}

impl Error {
    /// The fault of opening `path`.
    pub(crate) fn opening(path: &Path, error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NoArchive { path: path.to_owned() },
            Some(ErrorCode::CannotOpen) if !path.exists() => Self::Missing { path: path.to_owned() },
            _ => error.into(),
        }
    }
}
