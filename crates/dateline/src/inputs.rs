//! From the files named in a command to reports, a few at a time.

use std::io;
use std::path::{Path, PathBuf};

use pipeline::{Items, Settings};
use record::Report;

use crate::errors::complain;

/// A batch is closed once its texts have this many bytes: an analysis takes some 500 times its text in memory, which must not
/// grow with the number of files.
const BATCH_BYTES: usize = 1_000_000;

/// The reports in a list of files and folders, in batches, in their order.
pub struct Batches {
    files: std::vec::IntoIter<PathBuf>,
    /// What is left of the file at hand.
    items: Option<Items>,
    settings: Settings,
    most: usize,
    /// How many reports could not be read so far.
    pub n_failed: usize,
}

impl Batches {
    /// Batches of `most` reports at most; complains about paths that are not there.
    pub fn new(paths: &[PathBuf], settings: Settings, most: usize) -> Self {
        let (files, errors) = pipeline::files_in(paths);
        errors.iter().for_each(|error| complain(&error.to_string()));
        Self { files: files.into_iter(), items: None, settings, most, n_failed: errors.len() }
    }

    /// The next report, or why it cannot be read.
    fn next_report(&mut self) -> Option<Result<Report, String>> {
        loop {
            let items = match &mut self.items {
                Some(items) => items,
                none => none.insert(items_of(&self.files.next()?, &self.settings)),
            };
            match items.next() {
                Some(item) => {
                    let report = item.and_then(|item| item.report(self.settings.limits));
                    return Some(report.map_err(|error| error.to_string()));
                }
                None => self.items = None,
            }
        }
    }
}

impl Iterator for Batches {
    type Item = Vec<Report>;

    /// The next reports; complains about those that cannot be read and goes on to the next.
    fn next(&mut self) -> Option<Vec<Report>> {
        let mut batch = Vec::new();
        let mut n_bytes = 0;
        while batch.len() < self.most && n_bytes < BATCH_BYTES {
            match self.next_report() {
                Some(Ok(report)) => {
                    n_bytes += report.text.as_str().len();
                    batch.push(report);
                }
                Some(Err(reason)) => {
                    self.n_failed += 1;
                    complain(&reason);
                }
                None => break,
            }
        }
        if batch.is_empty() { None } else { Some(batch) }
    }
}

/// The reports in a file, or on standard input.
pub fn items_of(file: &Path, settings: &Settings) -> Items {
    if is_standard_input(file) {
        return pipeline::items_of_reader(io::stdin(), settings);
    }
    pipeline::items_of_path(file, settings)
}

/// Whether a file's name means standard input.
pub fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}
