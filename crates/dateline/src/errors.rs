//! What goes wrong, and what becomes of it.

use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All went well.
    Well,
    /// Something was complained about: a file that could not be read, an example that fails.
    WithComplaints,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Well => Self::SUCCESS,
            Outcome::WithComplaints => Self::FAILURE,
        }
    }
}

/// Why a command could not run to its end.
#[derive(Debug)]
pub enum Stop {
    /// Nobody reads the output any more, as with `| head`.
    PipeClosed,
    /// Anything else.
    Fault(anyhow::Error),
}

impl From<anyhow::Error> for Stop {
    fn from(fault: anyhow::Error) -> Self {
        Self::Fault(fault)
    }
}

impl From<pipeline::Error> for Stop {
    fn from(fault: pipeline::Error) -> Self {
        Self::Fault(fault.into())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::PipeClosed,
            _ => Self::Fault(anyhow::Error::from(error).context("cannot write the output")),
        }
    }
}

/// Tells the user on standard error. A report's or file's own control characters do not reach the terminal.
pub fn complain(message: &str) {
    let message: String = message.chars().map(|c| if c.is_control() && c != '\n' { '\u{FFFD}' } else { c }).collect();
    // Where not even standard error can be written, there is nobody left to tell.
    let _ = writeln!(anstream::stderr().lock(), "dateline: {message}");
}
