//! An archive as its readers and its attackers meet it: over a socket, and over lines of JSON.

// Scratch folders and sockets serve tests alone; where one fails, the test fails.
#![allow(clippy::unwrap_used)]

mod asking;
mod attacks;
mod conversing;
mod described;
mod fetching;
mod page;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use archive::{Archive, Keep, Run};
use explorer::Settings;
use record::Record;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Markup that a browser would run if it came out as markup.
const ATTACK: &str = "<img src=x onerror=alert(1)><script>alert(1)</script>";

/// A server on an archive of its own.
struct Server {
    folder: TempDir,
    _runtime: tokio::runtime::Runtime,
    address: SocketAddr,
    url: String,
}

/// What came back.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

impl Server {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.db");
        filled(&path);
        let mut settings = Settings::new(path, "127.0.0.1:0".parse().unwrap());
        settings.rate = 10_000;
        change(&mut settings);
        let served = explorer::serve(settings).unwrap();
        let (address, url) = (served.address, served.url.clone());
        Self { folder, _runtime: served.aside(), address, url }
    }

    fn archive(&self) -> std::path::PathBuf {
        self.folder.path().join("news.db")
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.address.port())).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// Sends bytes as they are, and reads to the end of the connection.
    fn raw(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // Who refuses a request early may close before all of it is sent.
        let _ = stream.write_all(bytes);
        answer(&mut stream)
    }

    /// Sends a request with these further header lines.
    fn request(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        let (address, length) = (self.address, body.len());
        let host =
            if headers.to_lowercase().contains("host:") { String::new() } else { format!("Host: {address}\r\n") };
        let head =
            format!("{method} {path} HTTP/1.1\r\n{host}Connection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
        self.raw((head + body).as_bytes())
    }

    fn get(&self, path: &str) -> Answer {
        self.request("GET", path, "", "")
    }

    fn api(&self, path: &str) -> Value {
        let answer = self.get(&format!("/api/v1{path}"));
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }
}

/// Reads an answer to the end of its connection.
fn answer(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

fn filled(path: &std::path::Path) {
    let mut archive = Archive::open(path).unwrap();
    let mut records: Vec<Record> = (0..30).map(|number| raid(number, "The River Post", "")).collect();
    records.push(raid(30, &format!("Evil {ATTACK} Post"), ATTACK));
    let mut run = Run::new("add", "made by hand", "2024-03-09T10:00:00Z", Keep::Text);
    let added = archive.add(&records, &mut run).unwrap();
    assert_eq!((added.n_added, added.refused), (31, Vec::new()));
}

/// A report of a raid, with a minister who says so and a figure.
fn raid(number: usize, outlet: &str, more: &str) -> Record {
    let title = format!("Raid {number} {more}").trim().to_owned();
    let said = format!("Alvania raided Kessel {more} in week {number}");
    let text = format!("{title}\n\n“{said},” Ana Bell {more} told the Herald. It killed {} people.", number + 2);
    let at = |words: &str| {
        let start = text[..text.find(words).unwrap_or_else(|| panic!("{words}"))].chars().count();
        json!({"start": start, "end": start + words.chars().count()})
    };
    let whole = text.chars().count();
    let body = title.chars().count() + 2;
    let day = format!("2024-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
    let actor = |id: &str, name: &str, kind: &str, country: &str| {
        json!({
            "id": id, "name": name, "kind": kind, "country": country, "sector": "GOV", "title": null, "entity": null,
            "basis": "none", "mentions": [at(name)],
        })
    };
    let figure = at(&format!("{} people", number + 2));
    let event = json!({
        "id": "e1", "type": "ASSAULT", "mode": null, "cameo": "190", "intensity": -10.0, "quad": "material conflict",
        "contexts": [], "sources": ["a1"], "recipients": ["a2"], "place": "p1", "date": null, "factuality": "happened",
        "factuality_cue": null, "vouched_by": [{"statement": "s1"}],
        "figures": [{"kind": "killed", "low": number + 2, "high": number + 2, "approximate": false, "span": figure, "vouched_by": [{"report": true}]}],
        "confidence": 0.9,
        "mentions": [{"trigger": at("raided"), "sentence": 1, "roles": [{"role": "source", "id": "a1", "span": at("Alvania")}]}],
    });
    let record = json!({
        "schema": 1, "reader": {"version": "0", "model": "m", "codebook": "c", "knowledge": "k"},
        "report": {
            "id": record::Report::id_of(Some(outlet), Some(&title), &text), "source": "made by hand", "url": null,
            "outlet": outlet, "title": title, "deck": null, "byline": [format!("By {ATTACK}")], "published": day,
            "language": "en", "text": text, "removed": [],
        },
        "sentences": [{"start": 0, "end": body - 2}, {"start": body, "end": whole}],
        "actors": [
            actor("a1", "Alvania", "government", "ALB"), actor("a2", "Kessel", "government", "NLD"),
            actor("a3", format!("Ana Bell {more}").trim(), "person", "NLD"),
        ],
        "places": [{
            "id": "p1", "name": "Kessel", "country": "NLD", "admin1": null, "geonames": 1, "lat": 51.3, "lon": 6.0,
            "precision": "city", "mentions": [at("Kessel")],
        }],
        "statements": [{
            "id": "s1", "kind": "direct", "speaker": "a3", "speaker_span": at(format!("Ana Bell {more}").trim()), "cue": at("told"),
            "content": [at(&said)], "addressee": null, "anonymous": false, "via": [{"name": "the Herald", "span": at("the Herald")}],
        }],
        "events": [event], "doubts": [],
    });
    serde_json::from_value(record).unwrap()
}
