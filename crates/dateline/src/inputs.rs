//! From the files named in a command to reports, a few at a time.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use pipeline::fetch::{self, Fetcher, WallClock, Wanted};
use pipeline::{About, Items, Settings};
use record::Report;

use crate::errors::complain;

/// A batch is closed once its texts have this many bytes: an analysis takes some 500 times its text in memory, which must not
/// grow with the number of files.
const BATCH_BYTES: usize = 1_000_000;

/// A fetch for `dateline read` ends with the program.
static NEVER: AtomicBool = AtomicBool::new(false);
static CLOCK: WallClock<'static> = WallClock { stop: &NEVER };

/// The reports in a list of files, folders and addresses, in batches, in their order.
pub struct Batches {
    files: std::vec::IntoIter<PathBuf>,
    /// What is left of the file at hand.
    items: Option<Items>,
    settings: Settings,
    most: usize,
    allow_loopback: bool,
    /// Made with the first address.
    fetcher: Option<Fetcher<'static>>,
    /// How many reports could not be read so far.
    pub n_failed: usize,
}

impl Batches {
    /// Batches of `most` reports at most; complains about paths that are not there. `allow_loopback` is for addresses.
    pub fn new(paths: &[PathBuf], settings: Settings, most: usize, allow_loopback: bool) -> Self {
        let (mut files, mut n_failed) = (Vec::new(), 0);
        for path in paths {
            if address(path).is_some() {
                files.push(path.clone());
                continue;
            }
            let (found, errors) = pipeline::files_in(std::slice::from_ref(path));
            errors.iter().for_each(|error| complain(&error.to_string()));
            files.extend(found);
            n_failed += errors.len();
        }
        Self { files: files.into_iter(), items: None, settings, most, allow_loopback, fetcher: None, n_failed }
    }

    /// The next report, or why it cannot be read.
    fn next_report(&mut self) -> Option<Result<Report, String>> {
        loop {
            let Some(items) = &mut self.items else {
                let file = self.files.next()?;
                match self.items_in(&file) {
                    Ok(items) => self.items = Some(items),
                    Err(reason) => return Some(Err(reason)),
                }
                continue;
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

    fn items_in(&mut self, file: &Path) -> Result<Items, String> {
        let Some(address) = address(file) else { return Ok(items_of(file, &self.settings)) };
        let settings = fetch::Settings { allow_loopback: self.allow_loopback, ..fetch::Settings::default() };
        let fetcher = self.fetcher.get_or_insert_with(|| Fetcher::new(settings, &CLOCK));
        let page = fetcher.fetch(&Wanted::new(address)).map_err(|fault| fault.to_string())?;
        let page = page.ok_or_else(|| format!("cannot fetch {address}: the host says that it has not changed"))?;
        let about = self.settings.about.clone();
        let about = About { url: about.url.or(Some(page.url)), ..about };
        let settings = Settings { about, ..self.settings.clone() };
        Ok(pipeline::items_of_reader(io::Cursor::new(page.bytes), address, &settings))
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
        return pipeline::items_of_reader(io::stdin(), "-", settings);
    }
    pipeline::items_of_path(file, settings)
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
