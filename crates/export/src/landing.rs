//! Files and folders that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir};

use crate::Error;

/// Where an export will stand, and where it is written until it is whole. What is left of one that was broken off is
/// removed, or, after SIGKILL, is a hidden file or folder beside its place.
pub(crate) enum Landing {
    File { place: PathBuf, begun: NamedTempFile },
    Folder { place: PathBuf, begun: TempDir },
}

impl Landing {
    /// For one file.
    pub(crate) fn of_file(place: &Path) -> Result<Self, Error> {
        if place.symlink_metadata().is_ok() {
            return Err(Error::Taken(place.to_owned()));
        }
        let begun = prepared(0o666).tempfile_in(parent(place)?).map_err(fault(place))?;
        Ok(Self::File { place: place.to_owned(), begun })
    }

    /// For a folder, which may be there if it is empty.
    pub(crate) fn of_folder(place: &Path) -> Result<Self, Error> {
        let is_free = match fs::read_dir(place) {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => place.symlink_metadata().is_err(),
        };
        if !is_free {
            return Err(Error::Taken(place.to_owned()));
        }
        let begun = prepared(0o777).tempdir_in(parent(place)?).map_err(fault(place))?;
        Ok(Self::Folder { place: place.to_owned(), begun })
    }

    /// A file to write into: the one, or the one of this name in the folder.
    pub(crate) fn file(&self, name: &str) -> Result<BufWriter<File>, Error> {
        let file = match self {
            Self::File { begun, .. } => begun.reopen(),
            Self::Folder { begun, .. } => File::create_new(begun.path().join(name)),
        };
        Ok(BufWriter::with_capacity(1 << 16, file.map_err(fault(self.place()))?))
    }

    /// Where it will stand.
    pub(crate) fn place(&self) -> &Path {
        match self {
            Self::File { place, .. } | Self::Folder { place, .. } => place,
        }
    }

    /// Puts it where it belongs. All files must be closed.
    pub(crate) fn land(self) -> Result<(), Error> {
        match self {
            Self::File { place, begun } => match begun.persist_noclobber(&place) {
                Ok(_) => Ok(()),
                Err(kept) if kept.error.kind() == io::ErrorKind::AlreadyExists => Err(Error::Taken(place)),
                Err(kept) => Err(fault(&place)(kept.error)),
            },
            Self::Folder { place, begun } => {
                // An empty folder of that name is replaced; one that was filled meanwhile refuses.
                fs::rename(begun.path(), &place).map_err(fault(&place))?;
                // What it was called is gone, so that nothing is there to remove.
                let _ = begun.keep();
                Ok(())
            }
        }
    }
}

/// Makes sure that a file is on the disk, and closes it.
pub(crate) fn close(mut file: BufWriter<File>, place: &Path) -> Result<(), Error> {
    file.flush().and_then(|()| file.get_ref().sync_all()).map_err(fault(place))
}

/// What the system's refusal becomes.
pub(crate) fn fault(place: &Path) -> impl Fn(io::Error) -> Error + '_ {
    |cause| Error::Unwritable { path: place.to_owned(), cause }
}

#[cfg(unix)]
fn prepared(mode: u32) -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    // As any file or folder that a program makes; the user's mask takes away from it.
    builder.prefix(".export-").permissions(fs::Permissions::from_mode(mode));
    builder
}

#[cfg(not(unix))]
fn prepared(_: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".export-");
    builder
}

/// The folder that will hold `place`; made if it is lacking.
fn parent(place: &Path) -> Result<&Path, Error> {
    let parent = match place.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(fault(place))?;
    Ok(parent)
}
