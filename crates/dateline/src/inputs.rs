//! From the files, folders and addresses named in a command to the reports in them.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use pipeline::fetch::{self, Fetcher, WallClock, Wanted};
use pipeline::{About, Item, Items, Settings};

use crate::errors::complain;

/// A fetch for `dateline read` ends with the program.
static NEVER: AtomicBool = AtomicBool::new(false);
static CLOCK: WallClock<'static> = WallClock { stop: &NEVER };

/// What a command names: files, those in folders among them, and addresses, in their order.
pub struct Inputs {
    files: Vec<PathBuf>,
    /// How many bytes the files have.
    pub n_bytes: u64,
    /// How many folders could not be looked into.
    pub n_failed: usize,
    /// How many files were begun so far.
    pub n_begun: Arc<AtomicUsize>,
}

impl Inputs {
    /// What these paths name; complains about folders that cannot be looked into.
    pub fn of(paths: &[PathBuf]) -> Self {
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
        let n_bytes = files.iter().map(|file| size_of(file)).sum();
        Self { files, n_bytes, n_failed, n_begun: Arc::default() }
    }

    /// How many files and addresses they are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// The files with their sizes, a line each, so that another run is not taken for the same.
    pub fn described(&self) -> String {
        let line = |file: &PathBuf| {
            let name = if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() };
            format!("\n{} {name}", size_of(file))
        };
        self.files.iter().map(line).collect()
    }

    /// The reports in them, or why they cannot be had. Addresses are fetched if `may_fetch` says so.
    pub fn items(&self, settings: &Settings, door: Door) -> impl Iterator<Item = Result<Item, String>> + Send + use<> {
        let (settings, n_begun, mut fetcher) = (settings.clone(), self.n_begun.clone(), None);
        self.files.clone().into_iter().flat_map(move |file| {
            n_begun.fetch_add(1, Ordering::Relaxed);
            let items: Box<dyn Iterator<Item = Result<Item, String>> + Send> = match address(&file).zip(door.settings())
            {
                Some((address, door)) => {
                    let fetcher = fetcher.get_or_insert_with(|| Fetcher::new(door, &CLOCK));
                    match fetched(fetcher, address, &settings) {
                        Ok(items) => Box::new(items.map(told)),
                        Err(reason) => Box::new(std::iter::once(Err(reason))),
                    }
                }
                None => Box::new(items_of(&file, &settings).map(told)),
            };
            items
        })
    }
}

/// What may be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Nothing.
    Shut,
    /// Public addresses.
    Open,
    /// This machine's own addresses too.
    OpenToLoopback,
}

impl Door {
    fn settings(self) -> Option<fetch::Settings> {
        let allow_loopback = self == Self::OpenToLoopback;
        (self != Self::Shut).then(|| fetch::Settings { allow_loopback, ..fetch::Settings::default() })
    }
}

fn told(item: Result<Item, pipeline::IntakeError>) -> Result<Item, String> {
    item.map_err(|error| error.to_string())
}

/// What is at an address.
fn fetched(fetcher: &Fetcher, address: &str, settings: &Settings) -> Result<Items, String> {
    let page = fetcher.fetch(&Wanted::new(address)).map_err(|fault| fault.to_string())?;
    let page = page.ok_or_else(|| format!("cannot fetch {address}: the host says that it has not changed"))?;
    let about = settings.about.clone();
    let about = About { url: about.url.or(Some(page.url)), ..about };
    let settings = Settings { about, ..settings.clone() };
    Ok(pipeline::items_of_page(page.bytes, page.content_type.as_deref(), address, &settings))
}

/// The reports in a file, or on standard input.
fn items_of(file: &Path, settings: &Settings) -> Items {
    if is_standard_input(file) {
        return pipeline::items_of_reader(io::stdin(), "-", settings);
    }
    pipeline::items_of_path(file, settings)
}

fn size_of(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |data| data.len())
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
