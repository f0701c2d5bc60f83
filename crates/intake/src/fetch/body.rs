//! The bytes of a page, never more than it may have.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::{Reason, Settings};

/// What is let through whatever its ratio: small pages of much white space pack well.
const FREE: usize = 200_000;

/// Reads a body that is packed as `encoding` says.
pub(super) fn read(body: impl Read, encoding: &str, settings: &Settings) -> Result<Vec<u8>, Fault> {
    let mut packed = Counted { body, n_bytes: 0 };
    match encoding.trim().to_ascii_lowercase().as_str() {
        "" | "identity" => {
            let mut bytes = Vec::new();
            (&mut packed).take(settings.max_bytes as u64 + 1).read_to_end(&mut bytes).map_err(Fault::Io)?;
            within(bytes, settings)
        }
        "gzip" | "x-gzip" => unpacked(&mut packed, settings),
        other => Err(Fault::Reason(Reason::Encoding { encoding: clean(other) })),
    }
}

/// Why a body could not be read.
pub(super) enum Fault {
    Reason(Reason),
    Io(io::Error),
}

fn within(bytes: Vec<u8>, settings: &Settings) -> Result<Vec<u8>, Fault> {
    let limit = settings.max_bytes;
    if bytes.len() > limit { Err(Fault::Reason(Reason::TooLarge { limit })) } else { Ok(bytes) }
}

fn unpacked<R: Read>(packed: &mut Counted<R>, settings: &Settings) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut unpacking = MultiGzDecoder::new(packed);
    let mut part = vec![0; 32_768];
    loop {
        let n_read = match unpacking.read(&mut part) {
            Ok(0) => return Ok(bytes),
            Ok(n_read) => n_read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Fault::Io(error)),
        };
        bytes.extend_from_slice(&part[..n_read]);
        let ratio = settings.max_ratio;
        if bytes.len() > FREE.max(unpacking.get_ref().n_bytes.saturating_mul(ratio)) {
            return Err(Fault::Reason(Reason::Inflates { ratio }));
        }
        bytes = within(bytes, settings)?;
    }
}

/// A body whose bytes are counted as they come.
struct Counted<R> {
    body: R,
    n_bytes: usize,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, part: &mut [u8]) -> io::Result<usize> {
        let n_read = self.body.read(part)?;
        self.n_bytes += n_read;
        Ok(n_read)
    }
}

/// Words of a host's that are fit for a message: short, and nothing in them that moves a terminal.
pub(super) fn clean(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_control()).take(200).collect()
}
