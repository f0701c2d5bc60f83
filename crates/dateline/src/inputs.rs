//! From the files named in a command to reports, a few at a time.

use std::io;
use std::path::{Path, PathBuf};

use pipeline::{About, Limits};
use record::Report;

use crate::errors::complain;

/// A batch is closed once its texts have this many bytes: an analysis takes some 500 times its text in memory, which must not
/// grow with the number of files.
const BATCH_BYTES: usize = 1_000_000;

/// The reports in a list of files, in batches, in their order.
pub struct Batches<'a> {
    files: std::slice::Iter<'a, PathBuf>,
    about: About,
    limits: Limits,
    most: usize,
    /// How many files could not be read so far.
    pub n_failed: usize,
}

impl<'a> Batches<'a> {
    /// Batches of `most` reports at most. `about` and `limits` hold for every file.
    pub fn new(files: &'a [PathBuf], about: About, limits: Limits, most: usize) -> Self {
        Self { files: files.iter(), about, limits, most, n_failed: 0 }
    }
}

impl Iterator for Batches<'_> {
    type Item = Vec<Report>;

    /// The next reports; complains about files that cannot be read and goes on to the next.
    fn next(&mut self) -> Option<Vec<Report>> {
        let mut batch = Vec::new();
        let mut n_bytes = 0;
        while batch.len() < self.most && n_bytes < BATCH_BYTES {
            let Some(file) = self.files.next() else { break };
            match report(file, &self.about, self.limits) {
                Ok(report) => {
                    n_bytes += report.text.as_str().len();
                    batch.push(report);
                }
                Err(reason) => {
                    self.n_failed += 1;
                    complain(&reason);
                }
            }
        }
        if batch.is_empty() { None } else { Some(batch) }
    }
}

fn report(file: &Path, about: &About, limits: Limits) -> Result<Report, String> {
    if is_standard_input(file) {
        let about = About { source: "-".to_owned(), ..about.clone() };
        return pipeline::report_from_reader(io::stdin().lock(), &about, limits).map_err(|e| e.to_string());
    }
    pipeline::report_from_path(file, about, limits).map_err(|e| e.to_string())
}

/// Whether a file's name means standard input.
pub fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}
