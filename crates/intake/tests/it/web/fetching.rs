//! Fetching one page.

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use intake::fetch::{Fetcher, Page, Reason, Settings, Wanted};

use super::{Answer, QuickClock, Server, hurried, strict};

/// What fetching `/page` gives where the server answers so.
fn fetched(answer: Answer) -> Result<Page, Reason> {
    fetched_with(strict(), answer)
}

fn fetched_with(settings: Settings, answer: Answer) -> Result<Page, Reason> {
    let server = Server::new();
    server.put("/page", answer);
    let (clock, start) = (QuickClock::new(), Instant::now());
    let most = 2 * settings.max_time;
    let result = Fetcher::new(settings, &clock).fetch(&Wanted::new(&server.url("/page")));
    assert!(start.elapsed() < most, "it is bounded");
    match result {
        Ok(page) => Ok(page.expect("nothing was known of it")),
        Err(fault) => {
            let line = fault.to_string();
            assert!(line.contains("/page: ") && !line.contains(char::is_control) && line.len() < 400, "{line}");
            Err(fault.reason)
        }
    }
}

#[track_caller]
fn check(answer: Answer, expected: &str) {
    let fault = fetched(answer).expect_err("it is not fetched");
    assert!(fault.to_string().contains(expected), "{fault}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}

#[test]
fn a_page_comes_as_it_is() {
    let page = fetched(Answer::of(
        "200 OK",
        "Content-Type: text/html; charset=x-none\r\nETag: \"a\"\r\nLast-Modified: Tue, 05 Mar 2024 08:00:00 GMT\r\n",
        [b'<', 0xE9, 0],
    ))
    .unwrap();
    assert_eq!(page.bytes, [b'<', 0xE9, 0], "what encoding the bytes have is for the reader to find out");
    assert_eq!(page.etag.as_deref(), Some("\"a\""));
    assert_eq!(page.last_modified.as_deref(), Some("Tue, 05 Mar 2024 08:00:00 GMT"));
    let packed = gzip(b"<p>Ferry</p>");
    assert_eq!(fetched(Answer::of("200 OK", "Content-Encoding: gzip\r\n", packed)).unwrap().bytes, b"<p>Ferry</p>");
    assert_eq!(fetched(Answer::of("200 OK", "", "")).unwrap().bytes, b"");
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    assert_eq!(fetched(Answer::Raw(chunked.to_vec())).unwrap().bytes, b"abc");
}

#[test]
fn slow_and_silent_hosts_are_left() {
    let slow = |answer: Answer, expected: &str| {
        let fault = fetched_with(hurried(), answer).unwrap_err().to_string();
        assert!(fault.contains(expected), "{fault}");
    };
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".to_vec();
    slow(Answer::Endless(head.clone(), b"x".to_vec(), Duration::from_millis(20)), "it was not there in 900 ms");
    slow(Answer::Silence(head), "the host said nothing for 300 ms");
    slow(Answer::Silence(Vec::new()), "the host said nothing for 300 ms");
    let drip = Answer::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"X: y\r\n".to_vec(), Duration::from_millis(20));
    slow(drip, "it was not there in 900 ms");
}

#[test]
fn nothing_takes_more_room_than_it_may() {
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    check(Answer::Endless(head, vec![b'x'; 65_536], Duration::ZERO), "larger than 300000 bytes");
    check(Answer::of("200 OK", "", vec![b'x'; 300_001]), "larger than 300000 bytes");
    let noise: Vec<u8> = (0..400_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    check(Answer::of("200 OK", "Content-Encoding: gzip\r\n", gzip(&noise)), "larger than 300000 bytes");
    let flood = format!("HTTP/1.1 200 OK\r\n{}\r\n", "X-Flood: yes\r\n".repeat(20_000));
    assert!(matches!(fetched(Answer::Raw(flood.into_bytes())), Err(Reason::Broken { .. })));
    let wide = format!("HTTP/1.1 200 OK\r\nX-Wide: {}\r\n\r\n", "x".repeat(2_000_000));
    assert!(matches!(fetched(Answer::Raw(wide.into_bytes())), Err(Reason::Broken { .. })));
    let endless = Answer::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"X-Flood: yes\r\n".repeat(999), Duration::ZERO);
    assert!(matches!(fetched(endless), Err(Reason::Broken { .. } | Reason::TooSlow { .. })));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let server = Server::new();
    server.put("/page", Answer::of("200 OK", "Content-Encoding: gzip\r\n", gzip(&vec![b'x'; 20_000_000])));
    let clock = QuickClock::new();
    let settings = Settings { max_bytes: 8_000_000, max_time: Duration::from_secs(5), ..strict() };
    let fault = Fetcher::new(settings, &clock).fetch(&Wanted::new(&server.url("/page"))).unwrap_err();
    assert_eq!(fault.reason, Reason::Inflates { ratio: 100 });
    // Not so what packs well and is small.
    let white = Answer::of("200 OK", "Content-Encoding: gzip\r\n", gzip(&vec![b' '; 150_000]));
    assert_eq!(fetched(white).unwrap().bytes.len(), 150_000);
}

#[test]
fn broken_answers_are_told() {
    check(Answer::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort".to_vec()), "broke off in the middle");
    let torn = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50\r\nabc".to_vec();
    assert!(matches!(fetched(Answer::Raw(torn)), Err(Reason::Broken { .. })));
    let no_size = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n".to_vec();
    assert!(matches!(fetched(Answer::Raw(no_size)), Err(Reason::Broken { .. })));
    assert!(matches!(fetched(Answer::Raw(Vec::new())), Err(Reason::Broken { .. })));
    assert!(matches!(fetched(Answer::Raw(b"hello\r\n\r\n".to_vec())), Err(Reason::Broken { .. })));
    assert!(matches!(fetched(Answer::Raw(vec![0xFF; 5_000])), Err(Reason::Broken { .. })));
    let half = gzip(&[b'x'; 5_000]);
    let half = Answer::of("200 OK", "Content-Encoding: gzip\r\n", &half[..half.len() / 2]);
    assert!(matches!(fetched(half), Err(Reason::Broken { .. })));
    check(
        Answer::of("200 OK", "Content-Encoding: gzip\r\n", "this is no gzip, whatever the host says of it"),
        "packed wrongly",
    );
    check(Answer::of("200 OK", "Content-Encoding: b\u{1b}r\r\n", "x"), "");
    check(Answer::of("200 OK", "Content-Encoding: br\r\n", "x"), "packed as \"br\"");
    // More than it says: the rest is not looked at.
    let longer = Answer::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd".to_vec());
    assert_eq!(fetched(longer).unwrap().bytes, b"ab");
}

#[test]
fn refusals_are_told() {
    for status in
        ["400 Bad Request", "403 Forbidden", "404 Not Found", "410 Gone", "500 Oops", "502 Bad Gateway", "204 No"]
    {
        check(Answer::of(status, "", ""), &format!("the host answers {}", &status[..3]));
    }
    check(Answer::of("304 Not Modified", "", ""), "the host answers 304");
    check(Answer::of("503 Busy", "Retry-After: 120\r\n", ""), "wants to be left alone for 120 s");
    check(Answer::of("429 Slow", "Retry-After: Tue, 05 Mar 2024 08:01:00 GMT\r\n", ""), "left alone for 58 s");
    check(Answer::of("429 Slow", "Retry-After: tomorrow\r\n", ""), "left alone for 60 s");
    check(Answer::of("429 Slow", "Retry-After: 99999999999999\r\n", ""), "left alone for 86400 s");
}

#[test]
fn redirects_lead_nowhere_else() {
    let to = |target: &str| Answer::of("302 Found", &format!("Location: {target}\r\n"), "");
    check(to("http://169.254.169.254/latest/meta-data/"), "link-local address");
    check(to("http://10.0.0.1/"), "a private address");
    check(to("http://[::ffff:10.0.0.1]/"), "disguised");
    check(to("http://2130706433/../"), "");
    check(to("http://0x0a000001/"), "a private address");
    check(to("file:///etc/passwd"), "redirects to something that is no http");
    check(to("ftp://example.org/"), "redirects to something that is no http");
    check(to("http://user:secret@10.0.0.1/"), "redirects to something");
    check(Answer::of("302 Found", "", ""), "redirects to something");
    check(to("/page"), "in a circle");
    let server = Server::new();
    for number in 0..20 {
        server.put(&format!("/{number}"), to(&format!("/{}", number + 1)));
    }
    server.put("/a", to("b?x#y"));
    server.put("/b?x", Answer::page("there"));
    let clock = QuickClock::new();
    let fetcher = Fetcher::new(strict(), &clock);
    let fault = fetcher.fetch(&Wanted::new(&server.url("/0"))).unwrap_err();
    assert_eq!(fault.reason, Reason::Redirects { times: 6 });
    let page = fetcher.fetch(&Wanted::new(&server.url("/a"))).unwrap().unwrap();
    assert_eq!((page.url, page.bytes), (server.url("/b?x"), b"there".to_vec()));
}

#[test]
fn only_public_pages_are_fetched() {
    let server = Server::new();
    server.put("/page", Answer::page("x"));
    let clock = QuickClock::new();
    let fetcher = Fetcher::new(Settings { allow_loopback: false, ..strict() }, &clock);
    let port = server.host().split_once(':').unwrap().1;
    let fault = |url: &str| fetcher.fetch(&Wanted::new(url)).unwrap_err().reason;
    for host in ["127.0.0.1", "localhost", "[::1]", "127.1", "0", "[::ffff:127.0.0.1]"] {
        let reason = fault(&format!("http://{host}:{port}/page"));
        assert!(matches!(reason, Reason::NotPublic { .. }), "{host}: {reason}");
    }
    assert!(server.requests("/page").is_empty() && server.requests("/robots.txt").is_empty(), "nothing was asked");
    for url in
        ["file:///etc/passwd", "ftp://example.org/", "javascript:1", "example.org", "", "http://", "gopher://x:70/"]
    {
        assert_eq!(fault(url), Reason::NotWeb, "{url}");
    }
    assert_eq!(fault("http://me:secret@example.org/"), Reason::Login);
    assert_eq!(fault(&format!("http://example.org/{}", "x".repeat(9_000))), Reason::NotWeb);
}

#[test]
fn robots_are_obeyed() {
    let server = Server::new();
    let rules = "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n";
    server.put("/robots.txt", Answer::of("200 OK", "", rules));
    for path in ["/private/1", "/open/1", "/open/2"] {
        server.put(path, Answer::page("x"));
    }
    let clock = QuickClock::new();
    let fetcher = Fetcher::new(strict(), &clock);
    let fetch = |path: &str| fetcher.fetch(&Wanted::new(&server.url(path))).map_err(|fault| fault.reason);
    assert!(matches!(fetch("/private/1"), Err(Reason::Robots { .. })));
    assert!(fetch("/open/1").is_ok() && fetch("/open/2").is_ok());
    assert!(server.requests("/private/1").is_empty());
    assert_eq!(server.requests("/robots.txt").len(), 1, "rules are kept");
    assert!(clock.waited() >= Duration::from_secs(7), "{:?}", clock.waited());
    let agent = server.requests("/open/1")[0].to_lowercase();
    assert!(agent.contains("user-agent: dateline/"), "{agent}");
    // A redirect asks anew.
    server.put("/open/3", Answer::of("301 Moved", "Location: /private/1\r\n", ""));
    assert!(matches!(fetch("/open/3"), Err(Reason::Robots { .. })));
}

#[test]
fn a_host_whose_rules_cannot_be_had_is_not_asked() {
    for answer in
        [Answer::of("500 Oops", "", ""), Answer::Silence(Vec::new()), Answer::of("200 OK", "", vec![b'#'; 400_000])]
    {
        let server = Server::new();
        server.put("/robots.txt", answer);
        server.put("/page", Answer::page("x"));
        let clock = QuickClock::new();
        let fetcher = Fetcher::new(hurried(), &clock);
        for _ in 0..2 {
            let fault = fetcher.fetch(&Wanted::new(&server.url("/page"))).unwrap_err();
            assert!(matches!(fault.reason, Reason::NoRobots { .. }), "{fault}");
        }
        assert!(server.requests("/page").is_empty());
        assert_eq!(server.requests("/robots.txt").len(), 1, "nor are they asked for again at once");
    }
}

#[test]
fn a_host_is_left_alone_that_asks_for_it() {
    let server = Server::new();
    server.put_in_turn("/page", vec![Answer::of("503 Busy", "Retry-After: 100\r\n", ""), Answer::page("x")]);
    let clock = QuickClock::new();
    let fetcher = Fetcher::new(strict(), &clock);
    let fetch = || fetcher.fetch(&Wanted::new(&server.url("/page"))).map_err(|fault| fault.reason);
    assert!(matches!(fetch(), Err(Reason::Status { status: 503, .. })));
    assert!(matches!(fetch(), Err(Reason::LeftAlone { .. })));
    assert_eq!(server.requests("/page").len(), 1);
    clock.pass(Duration::from_secs(101));
    assert!(fetch().is_ok());
}

#[test]
fn a_page_that_is_known_is_asked_for_once_more_only_where_it_changed() {
    let server = Server::new();
    server.put("/page", Answer::Raw(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec()));
    let clock = QuickClock::new();
    let fetcher = Fetcher::new(strict(), &clock);
    let wanted = Wanted {
        url: server.url("/page"),
        etag: Some("\"a\"".to_owned()),
        last_modified: Some("Tue, 05 Mar 2024 08:00:00 GMT".to_owned()),
    };
    assert_eq!(fetcher.fetch(&wanted).unwrap(), None);
    let request = server.requests("/page")[0].to_lowercase();
    assert!(request.contains("if-none-match: \"a\"") && request.contains("if-modified-since: tue, 05"), "{request}");
}

#[test]
fn hosts_are_given_time() {
    let server = Server::new();
    server.put("/page", Answer::page("x"));
    let clock = QuickClock::new();
    let fetcher = Fetcher::new(Settings { pause: Duration::from_secs(3), ..strict() }, &clock);
    for _ in 0..4 {
        fetcher.fetch(&Wanted::new(&server.url("/page"))).unwrap();
    }
    assert_eq!(clock.waited(), Duration::from_secs(12), "between five requests, that for the rules among them");
    clock.stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let fault = fetcher.fetch(&Wanted::new(&server.url("/page"))).unwrap_err();
    assert_eq!(fault.reason, Reason::Stopped);
}
