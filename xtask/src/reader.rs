//! What is measured: the embedded reader, or what some reader wrote into files.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use record::{Analysis, ReaderVersion, Record, Report};

/// The reader that the workspace builds.
pub struct Reader(pipeline::Reader);

impl Reader {
    /// The reader with its embedded model and tables.
    pub fn embedded() -> Result<Self> {
        Ok(Self(pipeline::Reader::embedded().context("cannot make the embedded reader")?))
    }

    /// Which program, model and tables read.
    pub fn version(&self) -> ReaderVersion {
        self.0.version().clone()
    }

    /// Reads a report.
    pub fn read(&self, report: &Report) -> Record {
        self.0.read(report)
    }

    /// Parses a text.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.0.language().analyse(text)
    }

    /// Parses a text whose sentences and tokens are given; nothing else of `tokens` is looked at.
    pub fn annotate(&self, tokens: Analysis) -> Analysis {
        self.0.language().annotate(tokens)
    }
}

/// Where predictions come from.
pub enum Predictions {
    /// Made on the spot, and kept in a folder where one is given.
    Made {
        /// The reader that makes them.
        reader: Box<Reader>,
        /// The folder that keeps them.
        keep: Option<PathBuf>,
    },
    /// Read from a folder's files.
    Files(PathBuf),
}

impl Predictions {
    /// The predictions that go by `name`: as `make` makes them, or as the folder's file of that name holds them; `None`
    /// where the folder has no such file.
    pub fn get(&self, name: &str, make: impl FnOnce(&Reader) -> Result<String>) -> Result<Option<String>> {
        match self {
            Self::Files(folder) => {
                let path = folder.join(name);
                let there = path.try_exists().with_context(|| format!("cannot look for {}", path.display()))?;
                there
                    .then(|| fs::read_to_string(&path))
                    .transpose()
                    .with_context(|| format!("cannot read {}", path.display()))
            }
            Self::Made { reader, keep } => {
                let made = make(reader)?;
                if let Some(folder) = keep {
                    keep_file(&folder.join(name), &made)?;
                }
                Ok(Some(made))
            }
        }
    }

    /// What reads, where that is known before anything is read.
    pub fn version(&self) -> Option<ReaderVersion> {
        match self {
            Self::Made { reader, .. } => Some(reader.version()),
            Self::Files(_) => None,
        }
    }
}

fn keep_file(path: &Path, text: &str) -> Result<()> {
    path.parent()
        .map_or(Ok(()), fs::create_dir_all)
        .with_context(|| format!("cannot make a folder for {}", path.display()))?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
