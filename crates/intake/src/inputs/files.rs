//! Folders to the files in them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// How deep folders are gone into.
const DEEPEST: usize = 32;

/// The files that `paths` name, those in folders among them, in an order that is the same on every machine. Hidden
/// files in folders are passed over, and links to folders not followed. A path that is not there is told.
pub fn files_in(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Error>) {
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        if path.is_dir() { look_into(path, 0, &mut files, &mut errors) } else { files.push(path.clone()) }
    }
    (files, errors)
}

fn look_into(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, errors: &mut Vec<Error>) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(cause) => return errors.push(Error::Unreadable { path: folder.display().to_string(), cause }),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && depth < DEEPEST {
            look_into(&entry.path(), depth + 1, files, errors);
        } else if kind.is_file() || kind.is_symlink() && entry.path().is_file() {
            files.push(entry.path());
        }
    }
}
