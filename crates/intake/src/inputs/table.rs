//! Tables: JSON lines, lists in JSON, CSV.

use std::cell::Cell;
use std::io::{BufRead, Read};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use serde_json::{Map, Value};

use super::{Body, Item, Items, Settings, Stream, lone, named};
use crate::about::About;
use crate::error::Error;
use crate::page::day_in;

/// The names of a table's columns; where none is given, the usual ones are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The words of a report, or its page.
    pub text: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
}

impl Columns {
    /// The names under which each column is looked for: text, title, url, published, outlet.
    pub(super) fn names(&self) -> [Vec<&str>; 5] {
        [
            chosen(self.text.as_deref(), &["text", "body", "content", "articleBody", "maintext", "html"]),
            chosen(self.title.as_deref(), &["title", "headline"]),
            chosen(self.url.as_deref(), &["url", "link"]),
            chosen(self.published.as_deref(), &["published", "date", "datePublished", "date_publish", "publish_date"]),
            chosen(self.outlet.as_deref(), &["outlet", "source", "publisher", "site_name"]),
        ]
    }
}

fn chosen<'a>(asked: Option<&'a str>, usual: &[&'static str]) -> Vec<&'a str> {
    match asked {
        Some(name) => vec![name],
        None => usual.to_vec(),
    }
}

/// A row's cells: text, title, url, published, outlet.
pub(super) type Row = [Option<String>; 5];

/// The report in a row.
pub(super) fn item_of_row(row: Row, source: String, settings: &Settings) -> Result<Item, Error> {
    let [text, title, url, published, outlet] = row.map(|cell| cell.filter(|cell| !cell.trim().is_empty()));
    let known = named(&settings.about, source);
    let Some(text) = text else {
        let names = settings.columns.names()[0].join("\", \"");
        return Err(Error::NoColumn { path: known.source, names });
    };
    let about = About {
        title: known.title.or(title),
        url: known.url.or(url),
        published: known.published.or_else(|| published.and_then(|day| day_in(&day))),
        outlet: known.outlet.or(outlet),
        ..known
    };
    Ok(Item { about, body: Body::Text(text) })
}

pub(super) fn item_of_object(object: &Map<String, Value>, source: String, settings: &Settings) -> Result<Item, Error> {
    // A record holds its report.
    let object = object.get("report").and_then(Value::as_object).unwrap_or(object);
    let row = settings.columns.names().map(|names| {
        names.iter().find_map(|name| match object.get(*name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    });
    item_of_row(row, source, settings)
}

/// The reports in JSON lines.
pub(super) fn items_of_lines(stream: Stream, name: String, settings: &Settings) -> Items {
    let (settings, mut stream, mut at) = (settings.clone(), stream, 0_usize);
    let most = settings.limits.max_page_bytes as u64 * 2;
    Box::new(std::iter::from_fn(move || {
        loop {
            let mut line = Vec::new();
            at += 1;
            let source = format!("{name}#{at}");
            match stream.by_ref().take(most + 1).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(n) if n as u64 > most => {
                    let _ = skip_line(&mut stream);
                    return Some(Err(Error::TooLarge { path: source, limit: most as usize }));
                }
                Ok(_) => {}
                Err(cause) => {
                    // What follows a break is not there to be read.
                    stream = Box::new(std::io::empty());
                    return Some(Err(Error::Broken { path: source, what: cause.to_string() }));
                }
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
            return Some(match serde_json::from_slice::<Map<String, Value>>(line) {
                Ok(object) => item_of_object(&object, source, &settings),
                Err(error) => {
                    Err(Error::Broken { path: source, what: format!("its line is no JSON object ({error})") })
                }
            });
        }
    }))
}

fn skip_line(stream: &mut Stream) -> std::io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        let (n, is_end) = match buffer.iter().position(|&byte| byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        stream.consume(n);
        if is_end {
            return Ok(());
        }
    }
}

/// What parts the columns, if the first line of `head` names a column of texts and another.
pub(super) fn delimiter(head: &[u8], columns: &Columns) -> Option<u8> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let line = std::str::from_utf8(head.split(|&byte| byte == b'\n').next()?).ok()?.trim();
    let [texts, others @ ..] = columns.names();
    b",;\t".iter().copied().find(|&delimiter| {
        let cells: Vec<&str> = line.split(delimiter as char).map(|cell| cell.trim_matches(['"', ' '])).collect();
        let has = |names: &[&str]| cells.iter().any(|cell| names.contains(cell));
        cells.len() > 1 && has(&texts) && (columns.text.is_some() || others.iter().any(|names| has(names)))
    })
}

/// A stream that gives no more than so many bytes a row: one quotation mark that is never closed must not bring a whole
/// file into memory.
struct Rationed {
    stream: Stream,
    left: Arc<AtomicU64>,
}

impl Read for Rationed {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = self.left.load(Ordering::Relaxed);
        if left == 0 {
            return Err(std::io::Error::other("a row is larger than a report may be"));
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let n = self.stream.read(&mut buffer[..most])?;
        self.left.store(left - n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// The reports in a table of comma-separated values.
pub(super) fn items_of_csv(stream: Stream, delimiter: u8, name: String, settings: &Settings) -> Items {
    let ration = settings.limits.max_page_bytes as u64 * 2;
    let left = Arc::new(AtomicU64::new(ration));
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(Rationed { stream, left: left.clone() });
    let header = match rows.headers() {
        Ok(header) => header.clone(),
        Err(error) => return lone(Error::Broken { path: name, what: error.to_string() }),
    };
    let place = |names: &Vec<&str>| {
        names.iter().find_map(|name| header.iter().position(|cell| cell.trim_start_matches('\u{FEFF}').trim() == *name))
    };
    let places: Vec<Option<usize>> = settings.columns.names().iter().map(place).collect();
    let (settings, at, is_over) = (settings.clone(), Cell::new(0_usize), Cell::new(false));
    Box::new(std::iter::from_fn(move || {
        if is_over.get() {
            return None;
        }
        left.store(ration, Ordering::Relaxed);
        at.set(at.get() + 1);
        let source = format!("{name}#{}", at.get());
        let mut row = csv::ByteRecord::new();
        match rows.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => {
                is_over.set(true);
                return Some(Err(Error::Broken { path: source, what: error.to_string() }));
            }
        }
        let mut cells = places
            .iter()
            .map(|place| place.and_then(|at| row.get(at)).map(|cell| String::from_utf8_lossy(cell).into_owned()));
        Some(item_of_row(std::array::from_fn(|_| cells.next().flatten()), source, &settings))
    }))
}
