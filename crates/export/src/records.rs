//! Records as they were written: JSON lines.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use record::{Record, SCHEMA, Span};
use serde::Deserialize;

use crate::{Error, Happening, Quoted, Reported};

/// A longer line is no record: a report of a megabyte, with all that is found in it, has some thirty.
const LONGEST: u64 = 64 << 20;

/// The records of a file, one a line; empty lines are passed over. After a line that is no record come the next ones.
pub struct Records {
    name: String,
    lines: Box<dyn BufRead>,
    n_lines: u64,
}

/// Why a line is no record. The message says where and what to do.
#[derive(Debug, thiserror::Error)]
#[error("cannot take {name}, line {line}: {what}")]
pub struct RecordError {
    /// The file.
    pub name: String,
    /// The line, from 1.
    pub line: u64,
    /// What is the matter with it.
    pub what: String,
}

/// What may stand beside a record in its line.
#[derive(Deserialize)]
struct Beside {
    #[serde(default)]
    words: Vec<Quoted>,
    #[serde(default)]
    happenings: BTreeMap<String, Happening>,
}

impl Records {
    /// The records in a file.
    pub fn of_path(path: &Path) -> Result<Self, Error> {
        let unreadable = |cause| Error::Unreadable { path: path.to_owned(), cause };
        let file = File::open(path).map_err(unreadable)?;
        if file.metadata().map_err(unreadable)?.is_dir() {
            let cause = io::Error::other("it is a folder; name the files of records in it");
            return Err(unreadable(cause));
        }
        Ok(Self::of_reader(BufReader::with_capacity(1 << 16, file), &path.display().to_string()))
    }

    /// The records in a stream that messages call `name`.
    pub fn of_reader(lines: impl BufRead + 'static, name: &str) -> Self {
        Self { name: name.to_owned(), lines: Box::new(lines), n_lines: 0 }
    }

    fn next_line(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut line = Vec::new();
        let n =
            self.lines.by_ref().take(LONGEST + 1).read_until(b'\n', &mut line).map_err(|error| error.to_string())?;
        if n as u64 > LONGEST {
            pass_over(&mut self.lines).map_err(|error| error.to_string())?;
            return Err(format!("it is longer than {LONGEST} bytes; no record is"));
        }
        Ok((n > 0).then_some(line))
    }
}

/// Goes to the end of the line.
fn pass_over(lines: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let bytes = lines.fill_buf()?;
        if bytes.is_empty() {
            return Ok(());
        }
        let end = bytes.iter().position(|&byte| byte == b'\n');
        let n = end.map_or(bytes.len(), |end| end + 1);
        lines.consume(n);
        if end.is_some() {
            return Ok(());
        }
    }
}

impl Iterator for Records {
    type Item = Result<Reported, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.n_lines += 1;
            let line = match self.next_line() {
                Ok(line) => line?,
                Err(what) => return Some(Err(self.fault(what))),
            };
            if line.trim_ascii().is_empty() {
                continue;
            }
            return Some(reported(&line).map_err(|what| self.fault(what)));
        }
    }
}

impl Records {
    fn fault(&self, what: String) -> RecordError {
        RecordError { name: self.name.clone(), line: self.n_lines, what }
    }
}

fn reported(line: &[u8]) -> Result<Reported, String> {
    let is_none = |error: serde_json::Error| {
        format!("it is no record ({error}); give what \"dateline read --format jsonl\" writes")
    };
    let record: Record = serde_json::from_slice(line).map_err(is_none)?;
    if record.schema != SCHEMA {
        return Err(format!("its schema is {}, not {SCHEMA}; read the report again with this version", record.schema));
    }
    let beside: Beside = serde_json::from_slice(line).map_err(is_none)?;
    let quoted = beside.words.into_iter().map(|quoted| (Span::new(quoted.start, quoted.end), quoted.words)).collect();
    Ok(Reported { record, happenings: beside.happenings, quoted })
}
