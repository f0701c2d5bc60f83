//! From files of any kind to the reports in them, one after the other.
//!
//! What a file is, its bytes tell, never its name. Nothing but the item at hand is in memory.

mod feed;
mod files;
mod gzip;
mod http;
mod list;
mod parquet;
mod table;
mod taken;
mod wacz;
mod warc;

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::Path;

use record::Report;

use crate::about::{About, Limits};
use crate::decoding::decoded_page;
use crate::error::Error;
use crate::format::Format;
use crate::reports::{report_from_bytes, report_from_html_of, report_from_page};

pub use files::files_in;
pub(crate) use http::charset;
pub use parquet::column_of_parquet;
pub use table::Columns;
pub use taken::Taken;

/// One report as it was found, before its words are looked at.
#[derive(Debug)]
pub struct Item {
    about: About,
    body: Body,
}

#[derive(Debug)]
enum Body {
    /// The bytes of a page, and the encoding that its server named.
    Page(Vec<u8>, Option<String>),
    /// Bytes of some kind, a file's.
    Bytes(Vec<u8>),
    /// A text, or a piece of HTML.
    Text(String),
}

impl Item {
    /// What is known of it.
    pub fn about(&self) -> &About {
        &self.about
    }

    /// How many bytes it has.
    pub fn n_bytes(&self) -> usize {
        match &self.body {
            Body::Page(bytes, _) | Body::Bytes(bytes) => bytes.len(),
            Body::Text(text) => text.len(),
        }
    }

    /// The report that it is.
    pub fn report(&self, limits: Limits) -> Result<Report, Error> {
        match &self.body {
            Body::Page(bytes, encoding) => report_from_page(bytes, encoding.as_deref(), &self.about, limits),
            Body::Bytes(bytes) => report_from_bytes(bytes, &self.about, limits),
            Body::Text(text) if looks_like_html(text) => report_from_html_of(text, &self.about, limits),
            Body::Text(text) => report_from_bytes(text.as_bytes(), &self.about, limits),
        }
    }
}

fn looks_like_html(text: &str) -> bool {
    Format::of(text.as_bytes()) == Format::Html || ["<p", "<div", "<br", "<a "].iter().any(|tag| text.contains(tag))
}

/// The reports in a file, as they are found. An error tells of one that is lost; what follows it still comes.
pub type Items = Box<dyn Iterator<Item = Result<Item, Error>> + Send>;

/// What is asked of inputs.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// What is known of every report.
    pub about: About,
    /// How much is taken of each.
    pub limits: Limits,
    /// The columns of tables.
    pub columns: Columns,
    /// Counts the bytes of files as they are taken in.
    pub taken: Taken,
}

/// The bytes by which a file's kind is told.
const HEAD: usize = 8_192;

/// The reports in the file at `path`.
pub fn items_of_path(path: &Path, settings: &Settings) -> Items {
    let name = path.display().to_string();
    if path.is_dir() {
        return lone(Error::Folder { path: name });
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return lone(Error::NoSuchFile { path: name }),
        Err(cause) => return lone(Error::Unreadable { path: name, cause }),
    };
    let mut head = [0; 4];
    let is_parquet = (&file).read_exact(&mut head).is_ok() && &head == b"PAR1";
    let is_zip = head.starts_with(b"PK\x03\x04");
    let file = match File::open(path) {
        Ok(file) => file,
        Err(cause) => return lone(Error::Unreadable { path: name, cause }),
    };
    if is_parquet {
        return parquet::items(file, name, settings);
    }
    if is_zip {
        return wacz::items(file, name, settings);
    }
    let file = taken::Counted { reader: file, taken: settings.taken.clone() };
    items_of_stream(Box::new(BufReader::with_capacity(1 << 16, file)), name, settings)
}

/// The reports in a stream, standard input or a fetched page; `name` is what messages and sources call it.
pub fn items_of_reader(reader: impl Read + Send + 'static, name: &str, settings: &Settings) -> Items {
    let stream = BufReader::with_capacity(1 << 16, reader);
    items_of_stream(Box::new(stream), name.to_owned(), settings)
}

/// The reports in what a host gave: a page, or a file of many. `content_type` is what the host says that it is, whose
/// encoding is that of a page; `name` is what messages and sources call it.
pub fn items_of_page(bytes: Vec<u8>, content_type: Option<&str>, name: &str, settings: &Settings) -> Items {
    let encoding = content_type.and_then(charset);
    let is_one = matches!(kind_of(&bytes[..bytes.len().min(HEAD)], &settings.columns), Kind::One);
    if is_one && Format::of(&bytes) == Format::Html {
        let about = named(&settings.about, name.to_owned());
        return Box::new(std::iter::once(Ok(Item { about, body: Body::Page(bytes, encoding) })));
    }
    let bytes = match encoding.filter(|_| is_one) {
        Some(encoding) => decoded_page(&bytes, Some(&encoding)).map_or(bytes, String::into_bytes),
        None => bytes,
    };
    items_of_reader(Cursor::new(bytes), name, settings)
}

type Stream = Box<dyn BufRead + Send>;

fn lone(error: Error) -> Items {
    Box::new(std::iter::once(Err(error)))
}

fn items_of_stream(mut stream: Stream, name: String, settings: &Settings) -> Items {
    let head = match head_of(&mut stream) {
        Ok(head) => head,
        Err(cause) => return lone(Error::Unreadable { path: name, cause }),
    };
    if head.starts_with(b"\x1F\x8B") {
        let inner = gzip::head(&head);
        if inner.starts_with(b"WARC/1.") {
            return warc::items(gzip::Members::new(rejoined(head, stream)), name, settings);
        }
        let unpacked = BufReader::new(flate2::bufread::MultiGzDecoder::new(rejoined(head, stream)));
        return items_of_plain(Box::new(unpacked), inner, name, settings, true);
    }
    let whole = rejoined(head.clone(), stream);
    items_of_plain(whole, head, name, settings, false)
}

/// The reports in a stream that is not compressed, or no longer; `head` is what it begins with, and still to be read
/// from it.
fn items_of_plain(stream: Stream, head: Vec<u8>, name: String, settings: &Settings, is_unpacked: bool) -> Items {
    match kind_of(&head, &settings.columns) {
        Kind::Warc => warc::items(gzip::Members::plain(stream), name, settings),
        Kind::Lines => table::items_of_lines(stream, name, settings),
        Kind::Csv(delimiter) => table::items_of_csv(stream, delimiter, name, settings),
        Kind::Json => whole(stream, name, settings, LARGEST_WHOLE, list::items),
        Kind::Feed => whole(stream, name, settings, LARGEST_FEED, feed::items),
        Kind::One => {
            let about = named(&settings.about, name.clone());
            let most = settings.limits.max_bytes.max(settings.limits.max_page_bytes) as u64 + 1;
            let mut bytes = Vec::new();
            match stream.take(most).read_to_end(&mut bytes) {
                Ok(_) => Box::new(std::iter::once(Ok(Item { about, body: Body::Bytes(bytes) }))),
                Err(cause) if is_unpacked => lone(Error::Broken { path: name, what: cause.to_string() }),
                Err(cause) => lone(Error::Unreadable { path: name, cause }),
            }
        }
    }
}

/// The kinds of streams.
enum Kind {
    Warc,
    Lines,
    Json,
    Csv(u8),
    Feed,
    One,
}

fn kind_of(head: &[u8], columns: &Columns) -> Kind {
    match Format::of(head) {
        Format::Warc => Kind::Warc,
        Format::Xml => Kind::Feed,
        Format::Json => {
            let text = String::from_utf8_lossy(head);
            let text = text.trim_start_matches('\u{FEFF}').trim_start();
            if text.contains("jsonfeed.org/version") {
                return Kind::Feed;
            }
            let first = text.lines().next().unwrap_or_default();
            let is_line = text.starts_with('{')
                && (serde_json::from_str::<serde_json::Value>(first).is_ok() || first.len() + 1 >= text.len());
            if is_line { Kind::Lines } else { Kind::Json }
        }
        Format::PlainText => table::delimiter(head, columns).map_or(Kind::One, Kind::Csv),
        _ => Kind::One,
    }
}

/// The bytes that a list in JSON may have, which is read as a whole.
const LARGEST_WHOLE: u64 = 64_000_000;

/// The bytes that a feed may have. Its entries take twenty times that; the fetched ones have eight millions at most.
const LARGEST_FEED: u64 = 16_000_000;

fn whole(
    stream: Stream,
    name: String,
    settings: &Settings,
    most: u64,
    items: fn(&[u8], String, &Settings) -> Items,
) -> Items {
    let mut bytes = Vec::new();
    match stream.take(most + 1).read_to_end(&mut bytes) {
        Ok(n) if n as u64 > most => lone(Error::TooLarge { path: name, limit: most as usize }),
        Ok(_) => items(&bytes, name, settings),
        Err(cause) => lone(Error::Broken { path: name, what: cause.to_string() }),
    }
}

fn head_of(stream: &mut Stream) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    stream.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn rejoined(head: Vec<u8>, rest: Stream) -> Stream {
    Box::new(BufReader::with_capacity(1 << 16, Cursor::new(head).chain(rest)))
}

/// What is known of every report, and where this one is from.
fn named(about: &About, source: String) -> About {
    About { source, ..about.clone() }
}
