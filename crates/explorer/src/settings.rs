//! How an archive is served.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// How an archive is served, and how much any one reader may ask of it.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The archive.
    pub archive: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Names that readers may call this machine by, besides its addresses (and "localhost" on loopback).
    pub names: Vec<String>,
    /// What readers must know; off loopback one is made up where none is given.
    pub token: Option<String>,
    /// How many requests a second one address may make in the long run; five times as many at once.
    pub rate: u32,
    /// The size in bytes of a text to be read.
    pub max_bytes: usize,
    /// How long a question may take.
    pub patience: Duration,
    /// How long the head, or the body, of a request may take to come in.
    pub max_silence: Duration,
    /// How long one connection may last, whatever it does.
    pub max_connection: Duration,
    /// How many connections are held at once.
    pub max_connections: usize,
    /// How many questions are answered at once.
    pub jobs: usize,
    /// What is kept to where a page is fetched for a reader who gives its address; none where nothing is fetched.
    pub fetch: Option<pipeline::fetch::Settings>,
}

impl Settings {
    /// As `dateline serve` has it where nothing else is asked for.
    pub fn new(archive: PathBuf, listen: SocketAddr) -> Self {
        Self {
            archive,
            listen,
            names: Vec::new(),
            token: None,
            rate: 40,
            max_bytes: 200_000,
            patience: Duration::from_secs(20),
            max_silence: Duration::from_secs(10),
            max_connection: Duration::from_secs(300),
            max_connections: 200,
            jobs: std::thread::available_parallelism().map_or(2, usize::from),
            fetch: None,
        }
    }

    /// Whether only this machine can reach it.
    pub fn is_local(&self) -> bool {
        self.listen.ip().is_loopback()
    }
}

/// How pages are fetched for readers who wait for so long: from public addresses, obeying `robots.txt`.
pub fn fetch_within(patience: Duration) -> pipeline::fetch::Settings {
    let defaults = pipeline::fetch::Settings::default();
    pipeline::fetch::Settings { max_time: defaults.max_time.min(patience), max_wait: patience, ..defaults }
}
