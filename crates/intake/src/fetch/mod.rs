//! The one door to the network.
//!
//! [`Fetcher`] takes the address of a page and gives its bytes. It fetches by http and https and from public addresses
//! only, redirects included; it asks `robots.txt` first, says who it is, leaves time between two requests to one host
//! and leaves a host alone that asks for it; and nothing that a host sends takes more than so much room and time.
//!
//! Never follows a link in a page, logs in, keeps a cookie, or goes through a proxy.

mod address;
mod body;
mod clock;
mod error;
mod hosts;
mod robots;

use std::io;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use ureq::Agent;
use ureq::config::Config;
use ureq::http::{HeaderMap, Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector, RustlsConnector, TcpConnector};
use url::Url;

pub use clock::{Clock, WallClock};
pub use error::{FetchError, Reason};
pub(crate) use hosts::{between, later};
pub(crate) use robots::robots_allow;

use address::{PublicOnly, Refused};
use body::{Fault, clean};
use hosts::Hosts;
use robots::Robots;

/// What the fetcher keeps to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Who asks, as hosts are told it. The word before the first slash is what `robots.txt` calls us.
    pub user_agent: String,
    /// The bytes that a page may have, unpacked.
    pub max_bytes: usize,
    /// How many times its size a page may unpack to.
    pub max_ratio: usize,
    /// How long a page may take, redirects included.
    pub max_time: Duration,
    /// How long a host may say nothing.
    pub max_silence: Duration,
    /// How many redirects are followed.
    pub max_redirects: usize,
    /// The time between two requests to one host.
    pub pause: Duration,
    /// A host whose turn is farther off is not waited for.
    pub max_wait: Duration,
    /// Whether loopback addresses are fetched from too, for tests against a server on the same machine.
    pub allow_loopback: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            user_agent: concat!("dateline/", env!("CARGO_PKG_VERSION"), " (reads news reports; obeys robots.txt)")
                .to_owned(),
            max_bytes: 8_000_000,
            max_ratio: 100,
            max_time: Duration::from_secs(30),
            max_silence: Duration::from_secs(10),
            max_redirects: 5,
            pause: Duration::from_secs(2),
            max_wait: Duration::MAX,
            allow_loopback: false,
        }
    }
}

/// A page that is wanted, and what is known of it from the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Its address.
    pub url: String,
    /// The `ETag` that it had.
    pub etag: Option<String>,
    /// The `Last-Modified` that it had.
    pub last_modified: Option<String>,
}

impl Wanted {
    /// A page that was not fetched before.
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), ..Self::default() }
    }
}

/// What a host gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address after all redirects.
    pub url: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// What the host says that it is.
    pub content_type: Option<String>,
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// Fetches pages.
pub struct Fetcher<'a> {
    settings: Settings,
    clock: &'a dyn Clock,
    agent: Agent,
    hosts: Hosts,
}

/// How long the rules of a host hold, and how long it holds that it has none to give.
const RULES_HOLD: Duration = Duration::from_secs(24 * 3600);
const NO_RULES_HOLD: Duration = Duration::from_secs(600);

/// How long a host is left alone that is asked too often and does not say for how long.
const USUAL_WAIT: Duration = Duration::from_secs(60);

/// No host is left alone for longer.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

impl<'a> Fetcher<'a> {
    /// A fetcher that keeps to these settings.
    pub fn new(settings: Settings, clock: &'a dyn Clock) -> Self {
        let config = Config::builder()
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(settings.user_agent.clone())
            .accept("text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.9, */*;q=0.5")
            .accept_encoding("gzip")
            .timeout_per_read(Some(settings.max_silence))
            .timeout_per_write(Some(settings.max_silence))
            .timeout_connect(Some(settings.max_silence))
            // A connection serves one request, so that no answer can run over into the next.
            .max_idle_connections(0)
            .build();
        let connector = ().chain(TcpConnector::default()).chain(RustlsConnector::default());
        let resolver = PublicOnly { allow_loopback: settings.allow_loopback, names: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, connector, resolver), settings, clock, hosts: Hosts::default() }
    }

    /// Fetches a page; none where the host says that it is the one of the last time.
    pub fn fetch(&self, wanted: &Wanted) -> Result<Option<Page>, FetchError> {
        self.follow(wanted, true).map_err(|reason| FetchError { url: clean(&wanted.url), reason })
    }

    /// Fetches a page, redirect by redirect, each looked at as if it had been asked for.
    fn follow(&self, wanted: &Wanted, ask_robots: bool) -> Result<Option<Page>, Reason> {
        let mut url = checked(&wanted.url)?;
        let mut seen = vec![url.clone()];
        let mut left = self.settings.max_time;
        loop {
            let host = host_of(&url);
            if ask_robots {
                self.ask_robots(&url, &host)?;
            }
            self.wait_for_turn(&host)?;
            // Waiting for one's turn takes none of the host's time.
            let start = Instant::now();
            let answer = self.answer(&url, wanted, left)?;
            match answer.status().as_u16() {
                200 => return self.page(&url, answer, left.saturating_sub(start.elapsed())).map(Some),
                304 if wanted.etag.is_some() || wanted.last_modified.is_some() => return Ok(None),
                301 | 302 | 303 | 307 | 308 => {
                    let target = text_of(answer.headers(), header::LOCATION.as_str());
                    let target = target.and_then(|target| url.join(&target).ok()).ok_or(Reason::RedirectsNowhere)?;
                    url = checked(target.as_str()).map_err(|_| Reason::RedirectsNowhere)?;
                    url.set_fragment(None);
                    if seen.contains(&url) || seen.len() > self.settings.max_redirects {
                        return Err(Reason::Redirects { times: seen.len() });
                    }
                    seen.push(url.clone());
                }
                status => {
                    let asked = retry_after(answer.headers(), self.clock.now());
                    let wait = match status {
                        429 => Some(asked.unwrap_or(USUAL_WAIT)),
                        503 => asked,
                        _ => None,
                    };
                    if let Some(wait) = wait {
                        self.hosts.leave_alone(&host, self.clock.now(), wait);
                    }
                    return Err(Reason::Status { status, wait });
                }
            }
            left = left.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Err(Reason::TooSlow { limit: self.settings.max_time });
            }
        }
    }

    /// Waits until the host may be asked again.
    fn wait_for_turn(&self, host: &str) -> Result<(), Reason> {
        let now = self.clock.now();
        if let Some(wait) = self.hosts.left_alone(host, now) {
            return Err(Reason::LeftAlone { host: host.to_owned(), wait });
        }
        let turn = self.hosts.turn(host, now, self.settings.pause, self.settings.max_wait);
        let wait = turn.map_err(|wait| Reason::LeftAlone { host: host.to_owned(), wait })?;
        if !wait.is_zero() {
            self.clock.wait(wait);
        }
        if self.clock.is_stopped() { Err(Reason::Stopped) } else { Ok(()) }
    }

    fn ask_robots(&self, url: &Url, host: &str) -> Result<(), Reason> {
        let now = self.clock.now();
        let robots = match self.hosts.robots(host, url.scheme(), now) {
            Some(robots) => robots,
            None => {
                let robots = self.robots(url, host);
                let hold = if robots.is_ok() { RULES_HOLD } else { NO_RULES_HOLD };
                // To be stopped, or told to wait, says nothing of the rules.
                if !matches!(robots, Err(Reason::Stopped | Reason::LeftAlone { .. })) {
                    self.hosts.keep_robots(host, url.scheme(), robots.clone(), now, hold);
                }
                robots
            }
        };
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        if robots?.allow(&path) { Ok(()) } else { Err(Reason::Robots { host: host.to_owned() }) }
    }

    /// The rules of a host. Where it says that it has none, all is allowed; where it does not answer, nothing is.
    fn robots(&self, url: &Url, host: &str) -> Result<Robots, Reason> {
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        at.set_fragment(None);
        let name = self.settings.user_agent.split(['/', ' ']).next().unwrap_or_default();
        match self.follow(&Wanted::new(at.as_str()), false) {
            Ok(page) => {
                let bytes = page.map(|page| page.bytes).unwrap_or_default();
                let text = String::from_utf8_lossy(&bytes[..bytes.len().min(robots::MOST_BYTES)]).into_owned();
                Ok(Robots::read(&text, name))
            }
            Err(Reason::Status { status: 400..=428 | 430..=499, .. }) => Ok(Robots::default()),
            // A host that is not there at all is told of as such.
            Err(reason @ (Reason::NotPublic { .. } | Reason::NoHost { .. } | Reason::Stopped)) => Err(reason),
            Err(reason @ (Reason::LeftAlone { .. } | Reason::Status { status: 429 | 503, .. })) => Err(reason),
            Err(why) => Err(Reason::NoRobots { host: host.to_owned(), why: why.to_string() }),
        }
    }

    fn answer(&self, url: &Url, wanted: &Wanted, left: Duration) -> Result<Response<ureq::Body>, Reason> {
        let mut request = self.agent.get(url.as_str()).header("Connection", "close");
        // What the first address was known by says nothing of where it redirects to.
        if url.as_str() == wanted.url || checked(&wanted.url).as_ref() == Ok(url) {
            if let Some(etag) = &wanted.etag {
                request = request.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(last_modified) = &wanted.last_modified {
                request = request.header(header::IF_MODIFIED_SINCE, last_modified);
            }
        }
        let request = request.config().timeout_global(Some(left)).build();
        request.call().map_err(|error| self.reason(error, url))
    }

    fn page(&self, url: &Url, answer: Response<ureq::Body>, left: Duration) -> Result<Page, Reason> {
        if left.is_zero() {
            return Err(Reason::TooSlow { limit: self.settings.max_time });
        }
        let (head, body) = answer.into_parts();
        let encoding = text_of(&head.headers, "content-encoding").unwrap_or_default();
        let bytes = body::read(body.into_reader(), &encoding, &self.settings).map_err(|fault| match fault {
            Fault::Reason(reason) => reason,
            Fault::Io(error)
                if !encoding.is_empty()
                    && matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData) =>
            {
                Reason::Broken { what: format!("it is packed wrongly: {}", clean(&error.to_string())) }
            }
            Fault::Io(error) => self.reason(ureq::Error::from(error), url),
        })?;
        Ok(Page {
            url: url.to_string(),
            bytes,
            content_type: text_of(&head.headers, "content-type"),
            etag: text_of(&head.headers, "etag"),
            last_modified: text_of(&head.headers, "last-modified"),
        })
    }

    fn reason(&self, error: ureq::Error, url: &Url) -> Reason {
        let host = host_of(url);
        let broken = |what: &str| Reason::Broken { what: what.to_owned() };
        match error {
            ureq::Error::Timeout(ureq::Timeout::PerRead | ureq::Timeout::PerWrite | ureq::Timeout::Connect) => {
                Reason::Silent { limit: self.settings.max_silence }
            }
            ureq::Error::Timeout(_) => Reason::TooSlow { limit: self.settings.max_time },
            ureq::Error::HostNotFound => Reason::NoHost { host },
            ureq::Error::LargeResponseHeader(..) => broken("its header is larger than any page needs"),
            ureq::Error::Other(other) => match other.downcast_ref::<Refused>() {
                Some(refused) => Reason::NotPublic { host, address: refused.to_string() },
                None => broken(&clean(&other.to_string())),
            },
            ureq::Error::Io(error) => match error.kind() {
                io::ErrorKind::ConnectionRefused => broken("the host takes no connection"),
                io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted => {
                    broken("the host broke off in the middle")
                }
                _ if error.to_string().contains("certificate") => {
                    broken(&format!("the host cannot prove who it is: {}", clean(&error.to_string())))
                }
                // What the system says of names that do not resolve has no kind of its own.
                _ if error.to_string().contains("lookup") => Reason::NoHost { host },
                _ => broken(&clean(&error.to_string())),
            },
            other => broken(&clean(&format!("the host does not keep to the protocol: {other}"))),
        }
    }
}

/// An address that may be asked for.
fn checked(url: &str) -> Result<Url, Reason> {
    // No server takes longer ones.
    let parsed = Url::parse(url.trim()).ok().filter(|_| url.len() <= 8_000).ok_or(Reason::NotWeb)?;
    if !matches!(parsed.scheme(), "http" | "https") || parsed.host_str().is_none_or(str::is_empty) {
        return Err(Reason::NotWeb);
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err(Reason::Login);
    }
    Ok(parsed)
}

/// Host and port, as requests are spaced by.
fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// A header's value, of a length that is kept.
fn text_of(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= 8_000).then(|| value.to_owned())
}

/// For how long the host wants to be left alone.
fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let value = text_of(headers, "retry-after")?;
    let wait = match value.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let until = DateTimeParser::new().parse_timestamp(&value).ok()?;
            Duration::try_from(until.duration_since(now)).unwrap_or_default()
        }
    };
    Some(wait.min(LONGEST_WAIT))
}
