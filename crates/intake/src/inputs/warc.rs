//! Web archives: the pages in a WARC file.

use std::io::{self, BufRead, Read};

use super::gzip::Members;
use super::http;
use super::{Body, Item, Items, Settings, named};
use crate::about::{About, Limits};
use crate::error::Error;

/// The bytes that the head of a record may have.
const LONGEST_HEAD: usize = 65_536;

/// The bytes of a record that are passed over to come to the next; where there are more, it is looked for.
const MOST_SKIPPED: u64 = 256_000_000;

/// The pages in an archive.
pub(super) fn items(members: Members, name: String, settings: &Settings) -> Items {
    Box::new(Archive {
        members,
        name,
        about: settings.about.clone(),
        limits: settings.limits,
        n_records: 0,
        n_in_member: 0,
        held: None,
    })
}

struct Archive {
    members: Members,
    name: String,
    about: About,
    limits: Limits,
    n_records: usize,
    n_in_member: usize,
    /// What was found last, until it is known that its member holds together.
    held: Option<Result<Item, Error>>,
}

/// How the reading of a record ended.
enum Ended {
    /// There is no more in this member.
    Member,
    /// The record is done, the next may follow.
    Record(Option<Result<Item, Error>>),
    /// The rest of the member is lost.
    Lost(Error),
}

impl Iterator for Archive {
    type Item = Result<Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.members.is_ended {
            let at = self.n_records + 1;
            let source = format!("{}#{at}", self.name);
            let mut record = Reading { source, about: &self.about, limits: self.limits };
            let ended = record.read(self.members.member());
            let (went_on, found) = match ended {
                Ended::Member => {
                    self.n_in_member = 0;
                    (self.members.next(), self.held.take())
                }
                Ended::Record(found) => {
                    (self.n_records, self.n_in_member) = (at, self.n_in_member + 1);
                    (Ok(()), std::mem::replace(&mut self.held, found))
                }
                Ended::Lost(error) => {
                    // A member of one record that cannot be unpacked to its end has unpacked to anything.
                    let held = self.held.take();
                    let is_same = self.members.is_packed() && self.n_in_member == 1 && held.is_some();
                    self.n_in_member = 0;
                    let went_on = self.members.skip_to_next();
                    match held {
                        Some(Err(told)) if is_same => (went_on, Some(Err(told))),
                        Some(found) if !is_same => {
                            self.n_records = at;
                            self.held = Some(Err(error));
                            (went_on, Some(found))
                        }
                        Some(Ok(item)) => {
                            let what = "what it unpacks to is damaged".to_owned();
                            (went_on, Some(Err(Error::Broken { path: item.about.source, what })))
                        }
                        _ => {
                            self.n_records = at;
                            (went_on, Some(Err(error)))
                        }
                    }
                }
            };
            if let Err(cause) = went_on {
                self.members.is_ended = true;
                return Some(found.unwrap_or(Err(Error::Unreadable { path: self.name.clone(), cause })));
            }
            if found.is_some() {
                return found;
            }
        }
        self.held.take()
    }
}

/// A record being read.
struct Reading<'a> {
    source: String,
    about: &'a About,
    limits: Limits,
}

impl Reading<'_> {
    fn broken(&self, what: &str) -> Error {
        Error::Broken { path: self.source.clone(), what: what.to_owned() }
    }

    fn read(&mut self, member: &mut dyn BufRead) -> Ended {
        let head = match head(member) {
            Ok(Some(head)) => head,
            Ok(None) => return Ended::Member,
            Err(error) => return Ended::Lost(self.broken(&format!("its record cannot be unpacked ({error})"))),
        };
        if !head.starts_with("WARC/") {
            return match to_next_record(member) {
                Ok(()) => Ended::Record(Some(Err(self.broken("it does not begin as records do; it was passed over")))),
                Err(error) => Ended::Lost(self.broken(&format!("its record cannot be unpacked ({error})"))),
            };
        }
        let Some(length) = http::field(&head, "content-length").and_then(|length| length.parse::<u64>().ok()) else {
            return Ended::Lost(self.broken("its record does not say how long it is"));
        };
        let kind = http::field(&head, "warc-type").unwrap_or_default().to_ascii_lowercase();
        let is_page = matches!(kind.as_str(), "response" | "resource");
        // A page comes with its server's answer around it.
        let most = self.limits.max_page_bytes as u64 + LONGEST_HEAD as u64;
        if !is_page || length > most {
            if length > MOST_SKIPPED {
                return Ended::Lost(self.broken(&format!("its record claims {length} bytes")));
            }
            return match io::copy(&mut member.take(length), &mut io::sink()) {
                Ok(n) if n == length && is_page => Ended::Record(Some(Err(Error::TooLargePage {
                    path: self.source.clone(),
                    limit: self.limits.max_page_bytes,
                }))),
                Ok(n) if n == length => Ended::Record(None),
                Ok(_) => Ended::Lost(self.broken("its record breaks off")),
                Err(error) => Ended::Lost(self.broken(&format!("its record cannot be unpacked ({error})"))),
            };
        }
        let mut body = Vec::new();
        match member.take(length).read_to_end(&mut body) {
            Ok(n) if n as u64 == length => {}
            Ok(n) => return Ended::Lost(self.broken(&format!("its record breaks off after {n} of {length} bytes"))),
            Err(error) => return Ended::Lost(self.broken(&format!("its record cannot be unpacked ({error})"))),
        }
        let url = http::field(&head, "warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        let about = named(self.about, self.source.clone());
        let about = About { url: about.url.or(url.filter(|url| url.starts_with("http"))), ..about };
        let answer = match kind.as_str() {
            "response" => http::answer(body, self.limits.max_page_bytes),
            _ => Ok(http::field(&head, "content-type")
                .filter(|kind| http::is_page(kind))
                .map(|kind| http::Answer { bytes: body, encoding: http::charset(&kind) })),
        };
        Ended::Record(match answer {
            Ok(None) => None,
            Ok(Some(answer)) => Some(Ok(Item { about, body: Body::Page(answer.bytes, answer.encoding) })),
            Err(what) => Some(Err(self.broken(&what))),
        })
    }
}

/// The head of the next record; none where the member ends. The blank line after it is read too.
fn head(member: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    loop {
        let from = head.len();
        let n = member.take((LONGEST_HEAD - from) as u64).read_until(b'\n', &mut head)?;
        let line = &head[from..];
        if n == 0 {
            return Ok((!head.is_empty()).then(|| String::from_utf8_lossy(&head).into_owned()));
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            // Blank lines part records.
            head.truncate(from);
            if from > 0 {
                return Ok(Some(String::from_utf8_lossy(&head).into_owned()));
            }
        } else if from == 0 && !line.starts_with(b"WARC/") {
            return Ok(Some(String::from_utf8_lossy(line).into_owned()));
        }
    }
}

/// Reads on to the blank line before the next record.
fn to_next_record(member: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = member.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        match buffer.windows(7).position(|seven| seven == b"WARC/1.") {
            Some(at) => {
                member.consume(at);
                return Ok(());
            }
            None => {
                let n = buffer.len();
                member.consume(n);
            }
        }
    }
}
