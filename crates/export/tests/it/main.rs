//! What is written can be read again, by the crates that other programs would read it with.

// The scratch folder serves tests alone; where it fails, the test fails.
#![allow(clippy::unwrap_used)]

mod forms;
mod hostile;
mod landing;
mod made;
mod profiles;
mod records;
mod tables;

use std::fs;
use std::path::PathBuf;

use export::{Export, Format, Reported, Settings, Summary};
use tempfile::TempDir;

/// An export in a scratch folder.
struct Written {
    folder: TempDir,
    summary: Summary,
}

impl Written {
    fn of(format: Format, settings: Settings, all: &[Reported]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut export = Export::begin(&folder.path().join("out"), format, settings).unwrap();
        for reported in all {
            export.add(reported).unwrap();
        }
        let summary = export.finish().unwrap();
        Self { folder, summary }
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// The one file, or one of the folder's.
    fn text(&self, name: &str) -> String {
        let place = self.place();
        fs::read_to_string(if name.is_empty() { place } else { place.join(name) }).unwrap()
    }

    /// The rows of a table with commas or tabs, the header first.
    fn rows(&self, name: &str, delimiter: u8) -> Vec<Vec<String>> {
        let text = self.text(name);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }
}
