//! The program as a user has it: the real binary, run in a scratch folder.

// The scratch folder serves tests alone; where it fails, the test fails.
#![allow(clippy::unwrap_used, clippy::new_without_default)]

mod analysing;
mod archive;
mod codebook;
mod errors;
mod formats;
mod help;
mod intake;
mod readme;
mod web;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A scratch folder with the shipped samples in it.
pub struct Scratch {
    folder: TempDir,
}

/// What a command gave.
pub struct Ran {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Exit status.
    pub status: i32,
}

impl Scratch {
    /// A fresh one.
    pub fn new() -> Self {
        let scratch = Self { folder: tempfile::tempdir().unwrap() };
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        fs::create_dir(scratch.path().join("samples")).unwrap();
        for entry in fs::read_dir(samples).unwrap() {
            let file = entry.unwrap();
            fs::copy(file.path(), scratch.path().join("samples").join(file.file_name())).unwrap();
        }
        scratch
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file into it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), bytes).unwrap();
    }

    /// The program with these arguments, parted by spaces.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments.split_whitespace()).current_dir(self.path());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
            command.env_remove(variable);
        }
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, arguments: &str) -> Ran {
        Ran::of(self.command(arguments).stdin(Stdio::null()).output().unwrap())
    }

    /// Runs it with something on standard input.
    pub fn run_with(&self, arguments: &str, input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::of(child.wait_with_output().unwrap())
    }
}

impl Ran {
    fn of(output: Output) -> Self {
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{err}");
        Self { out: String::from_utf8(output.stdout).unwrap(), err, status: output.status.code().unwrap_or(-1) }
    }

    /// The output of a command that must go well.
    pub fn well(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.out);
        self.out
    }
}
