//! What a server answered, as archives keep it.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// A page as a server gave it.
pub(super) struct Answer {
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// The encoding that the server named.
    pub encoding: Option<String>,
}

/// The page in an answer; none where it is no page, or the server had none to give. An error says why it cannot be
/// unpacked.
pub(super) fn answer(bytes: Vec<u8>, most: usize) -> Result<Option<Answer>, String> {
    let Some(end) = head_len(&bytes) else { return Err("its answer has no end of its head".to_owned()) };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap_or_default();
    if !head.starts_with("HTTP/") {
        return Err("its answer does not begin as servers' answers do".to_owned());
    }
    let kind = field(&head, "content-type").unwrap_or_else(|| "text/html".to_owned());
    if status != "200" || !is_page(&kind) {
        return Ok(None);
    }
    let mut body = bytes;
    body.drain(..end);
    if field(&head, "transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked")) {
        // Some archives keep the word and not the chunks.
        body = unchunked(&body).unwrap_or(body);
    }
    let coding = field(&head, "content-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes = match coding.trim() {
        "gzip" | "x-gzip" if body.starts_with(&[0x1F, 0x8B]) => unpacked(MultiGzDecoder::new(&body[..]), most)?,
        "deflate" => {
            unpacked(ZlibDecoder::new(&body[..]), most).or_else(|_| unpacked(DeflateDecoder::new(&body[..]), most))?
        }
        "br" | "zstd" if std::str::from_utf8(&body).is_err() => {
            return Err(format!(
                "its page is packed as \"{coding}\", which is not read; write the archive with pages unpacked or as gzip"
            ));
        }
        _ => body,
    };
    Ok(Some(Answer { bytes, encoding: charset(&kind) }))
}

/// Whether a content type is a page's, or a plain text's.
pub(super) fn is_page(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.contains("html") || kind.starts_with("text/plain")
}

/// The encoding that a content type names.
pub(crate) fn charset(kind: &str) -> Option<String> {
    let (_, rest) = kind.split_once("charset=")?;
    let name: String = rest
        .trim_matches(['"', '\''])
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter))
        .collect();
    (!name.is_empty()).then_some(name)
}

/// A field of a head, whatever the case of its name.
pub(super) fn field(head: &str, name: &str) -> Option<String> {
    head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}

fn head_len(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[..bytes.len().min(65_536)];
    let long = near.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4);
    let short = near.windows(2).position(|two| two == b"\n\n").map(|at| at + 2);
    match (long, short) {
        (Some(long), Some(short)) => Some(long.min(short)),
        (one, other) => one.or(other),
    }
}

fn unpacked(reader: impl Read, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match reader.take(most as u64 + 1).read_to_end(&mut bytes) {
        Ok(n) if n > most => Err(format!("its page unpacks to more than {most} bytes")),
        Ok(_) => Ok(bytes),
        Err(error) => Err(format!("its page cannot be unpacked ({error})")),
    }
}

/// The body that chunks make; none where they are none.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.iter().take(1_024).position(|&byte| byte == b'\n')?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some(body);
        }
        // What breaks off is kept as far as it goes.
        body.extend_from_slice(&bytes[..size.min(bytes.len())]);
        bytes = bytes.get(size..)?;
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")).unwrap_or(bytes);
    }
}
