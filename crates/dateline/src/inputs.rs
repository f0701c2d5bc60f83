//! From the files named in a command to reports, a few at a time.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use pipeline::fetch::{Fetcher, Settings, WallClock, Wanted};
use pipeline::{About, Limits};
use record::Report;

use crate::errors::complain;

/// A batch is closed once its texts have this many bytes: an analysis takes some 500 times its text in memory, which must not
/// grow with the number of files.
const BATCH_BYTES: usize = 1_000_000;

/// A fetch for `dateline read` ends with the program.
static NEVER: AtomicBool = AtomicBool::new(false);
static CLOCK: WallClock<'static> = WallClock { stop: &NEVER };

/// The reports in a list of files, in batches, in their order.
pub struct Batches<'a> {
    files: std::slice::Iter<'a, PathBuf>,
    about: About,
    limits: Limits,
    most: usize,
    allow_loopback: bool,
    /// Made with the first address.
    fetcher: Option<Fetcher<'static>>,
    /// How many files could not be read so far.
    pub n_failed: usize,
}

impl<'a> Batches<'a> {
    /// Batches of `most` reports at most. `about` and `limits` hold for every file; `allow_loopback` for addresses.
    pub fn new(files: &'a [PathBuf], about: About, limits: Limits, most: usize, allow_loopback: bool) -> Self {
        Self { files: files.iter(), about, limits, most, allow_loopback, fetcher: None, n_failed: 0 }
    }

    fn report(&mut self, file: &Path) -> Result<Report, String> {
        match address(file) {
            Some(url) => self.fetched(url),
            None => report(file, &self.about, self.limits),
        }
    }

    fn fetched(&mut self, address: &str) -> Result<Report, String> {
        let settings = Settings { allow_loopback: self.allow_loopback, ..Settings::default() };
        let fetcher = self.fetcher.get_or_insert_with(|| Fetcher::new(settings, &CLOCK));
        let page = fetcher.fetch(&Wanted::new(address)).map_err(|fault| fault.to_string())?;
        let page = page.ok_or_else(|| format!("cannot fetch {address}: the host says that it has not changed"))?;
        let about = About { source: address.to_owned(), ..self.about.clone() };
        let about = About { url: about.url.or(Some(page.url)), ..about };
        pipeline::report_from_bytes(&page.bytes, &about, self.limits).map_err(|fault| fault.to_string())
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
            match self.report(file) {
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

/// The address of a page, where a file's name is one.
pub fn address(file: &Path) -> Option<&str> {
    let name = file.to_str()?;
    let is_web = |scheme: &str| name.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    (is_web("http://") || is_web("https://")).then_some(name)
}

/// Whether a file's name means standard input.
pub fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}
