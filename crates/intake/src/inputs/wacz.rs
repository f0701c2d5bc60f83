//! WACZ: web archives in a zip archive.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::ops::Range;

use zip::{CompressionMethod, ZipArchive};

use super::gzip::Members;
use super::taken::{Counted, Taken};
use super::{Items, Settings, Stream, lone, warc};
use crate::error::Error;
use crate::format::Format;

/// The WARC files that one WACZ may have.
const MOST_ARCHIVES: usize = 10_000;

/// The pages in a WACZ.
pub(super) fn items(file: File, name: String, settings: &Settings) -> Items {
    let broken = |error: zip::result::ZipError| Error::Broken { path: name.clone(), what: error.to_string() };
    let opened = file.try_clone().map_err(|cause| Error::Unreadable { path: name.clone(), cause });
    let mut zip = match opened.and_then(|file| ZipArchive::new(BufReader::new(file)).map_err(broken)) {
        Ok(zip) => zip,
        Err(error) => return lone(error),
    };
    let mut archives: Vec<(String, Range<u64>, bool)> = Vec::new();
    for at in 0..zip.len().min(1_000_000) {
        let Ok(entry) = zip.by_index_raw(at) else { continue };
        let Ok(inner) = entry.name().map(|name| name.into_owned()) else { continue };
        if !(inner.ends_with(".warc") || inner.ends_with(".warc.gz")) || archives.len() >= MOST_ARCHIVES {
            continue;
        }
        let Some(start) = entry.data_start() else { continue };
        archives.push((
            inner,
            start..start + entry.compressed_size(),
            entry.compression() == CompressionMethod::Stored,
        ));
    }
    if archives.is_empty() {
        return lone(Error::OtherFormat { path: name, format: Format::Zip });
    }
    let settings = settings.clone();
    Box::new(archives.into_iter().flat_map(move |(inner, range, is_stored)| {
        let named = format!("{name}/{inner}");
        // WACZ stores its archives as they are, so that they can be read in place.
        if !is_stored {
            return lone(Error::Broken {
                path: named,
                what: "its archive is packed a second time, which WACZ does not do".to_owned(),
            });
        }
        let stream = match part(&file, range, &settings.taken) {
            Ok(stream) => stream,
            Err(cause) => return lone(Error::Unreadable { path: named, cause }),
        };
        let members = if inner.ends_with(".gz") { Members::new(stream) } else { Members::plain(stream) };
        warc::items(members, named, &settings)
    }))
}

/// A part of a file, read through a place of its own.
fn part(file: &File, range: Range<u64>, taken: &Taken) -> io::Result<Stream> {
    let part = Part { file: file.try_clone()?, at: range.start };
    let part = Counted { reader: part, taken: taken.clone() };
    Ok(Box::new(BufReader::with_capacity(1 << 16, part.take(range.end - range.start))))
}

struct Part {
    file: File,
    at: u64,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Clones of a file share their place; each read seeks to its own.
        io::Seek::seek(&mut self.file, io::SeekFrom::Start(self.at))?;
        let n = self.file.read(buffer)?;
        self.at += n as u64;
        Ok(n)
    }
}
