//! Who may ask: by which name the machine is called, from which page, with which token, how often.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use crate::rates::Rates;
use crate::{Settings, api};

/// What every answer says to the browser: nothing but our own files, no inline script, no other page around or beside it.
const SAYS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), interest-cohort=()"),
    (header::VARY, "cookie, authorization"),
];

/// The cookie that holds the token.
const COOKIE: &str = "dateline-token";

/// A wrong token costs as much as so many requests.
const WRONG_TOKEN: f64 = 10.0;

/// Checks every request before anything else sees it.
pub struct Guard {
    address: SocketAddr,
    names: Vec<String>,
    /// The token's hash: hashes are compared in constant time, and have one length.
    token: Option<blake3::Hash>,
    rates: Rates,
}

impl Guard {
    /// For a server that listens there.
    pub fn new(settings: &Settings, address: SocketAddr) -> Self {
        let rate = f64::from(settings.rate.max(1));
        Self {
            address,
            names: settings.names.iter().map(|name| name.to_ascii_lowercase()).collect(),
            token: settings.token.as_ref().map(|token| blake3::hash(token.as_bytes())),
            rates: Rates::new(rate, rate * 5.0),
        }
    }

    /// What is answered instead, where the request may not pass.
    pub fn refusal(&self, method: &Method, uri: &Uri, headers: &HeaderMap, peer: IpAddr) -> Option<Response> {
        let now = Instant::now();
        if !self.rates.allow(peer, 1.0, now) {
            return Some(refused(StatusCode::TOO_MANY_REQUESTS, "too many requests; wait a moment"));
        }
        if !self.is_called_right(headers, uri) {
            let why = "this machine is not called so; open it by its address, or name it with --name";
            return Some(refused(StatusCode::MISDIRECTED_REQUEST, why));
        }
        if *method != Method::GET && *method != Method::HEAD && !is_from_our_page(headers) {
            return Some(refused(StatusCode::FORBIDDEN, "another page's request"));
        }
        let token = self.token?;
        let knows = |given: &str| blake3::hash(given.as_bytes()) == token;
        if bearer(headers).is_some_and(knows) || cookie(headers).is_some_and(knows) {
            return None;
        }
        match given_in(uri) {
            Some(given) if knows(&given) => return Some(let_in(&given, uri)),
            None if bearer(headers).is_none() && cookie(headers).is_none() => {}
            _ => {
                self.rates.allow(peer, WRONG_TOKEN, now);
            }
        }
        let why = "a token is needed; open the address that \"dateline serve\" has printed";
        let mut refusal = refused(StatusCode::UNAUTHORIZED, why);
        refusal.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        Some(refusal)
    }

    /// Whether the request calls this machine by a name that nobody else can point at it: a page elsewhere whose name
    /// suddenly leads here (DNS rebinding) calls it by that name.
    fn is_called_right(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let mut hosts = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
        let Ok(host) = host.to_str() else { return false };
        if uri.authority().is_some_and(|authority| authority.as_str() != host) {
            return false;
        }
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port.parse::<u16>().ok()),
            _ => (host, Some(80)),
        };
        let name = name.to_ascii_lowercase();
        if self.names.contains(&name) {
            return true;
        }
        if port != Some(self.address.port()) {
            return false;
        }
        let plain = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(&name);
        match plain.parse::<IpAddr>() {
            Ok(ip) => !self.address.ip().is_loopback() || ip.is_loopback(),
            Err(_) => self.address.ip().is_loopback() && name == "localhost",
        }
    }
}

/// Whether a request that asks for work comes from our own page, or from no page at all.
fn is_from_our_page(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    match text(HeaderName::from_static("sec-fetch-site")) {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        _ => false,
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value)
}

fn given_in(uri: &Uri) -> Option<String> {
    let mut pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == "token").map(|(_, value)| value.to_owned())
}

/// Keeps the token where scripts cannot read it, and takes it out of the address.
fn let_in(token: &str, uri: &Uri) -> Response {
    let path = if uri.path().starts_with("//") { "/" } else { uri.path() };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    let place = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    let Ok(cookie) = HeaderValue::from_str(&cookie) else {
        return refused(StatusCode::BAD_REQUEST, "the token has letters that no cookie holds");
    };
    (StatusCode::SEE_OTHER, [(header::LOCATION, place), (header::SET_COOKIE, cookie)]).into_response()
}

fn refused(status: StatusCode, why: &str) -> Response {
    api::fault(status, why)
}

/// Adds what every answer says.
pub fn say(response: &mut Response) {
    for (name, value) in SAYS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
