//! Readers who mean no good.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::{ATTACK, Server, answer};

const PATHS: [&str; 6] =
    ["/", "/assets/app.js", "/api/v1/stats", "/api/v1/nothing", "/api/v1/search?wrong=1", "/nowhere"];

#[test]
fn every_answer_forbids_what_a_page_does_not_need() {
    let server = Server::new();
    for path in PATHS {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    }
}

#[test]
fn a_reports_markup_stays_data() {
    let server = Server::new();
    for path in
        ["/search?words=onerror", "/quotes", "/speakers", "/happenings?limit=200", "/actors?begins=ana", "/timeline"]
    {
        let answer = server.get(&format!("/api/v1{path}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
    }
    let found = server.api("/search?words=onerror");
    assert!(found["items"][0]["report"]["title"].as_str().unwrap().contains(ATTACK));
    // No page holds anything out of a report: it is the same whatever is asked for.
    let page = server.get("/").body;
    for path in ["/search?words=%3Cscript%3E", "/report/%3Cscript%3E", "/actor?name=%22%3E%3Cscript%3E"] {
        assert_eq!(server.get(path).body, page);
    }
}

#[test]
fn a_name_that_is_led_here_is_refused() {
    let server = Server::new();
    let port = server.address.port();
    let status = |host: &str| server.request("GET", "/api/v1/stats", &format!("{host}\r\n"), "").status;
    for good in
        [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("LocalHost:{port}"), format!("[::1]:{port}")]
    {
        assert_eq!(status(&format!("Host: {good}")), 200, "{good}");
    }
    let evil = [
        format!("evil.example:{port}"),
        "127.0.0.1".into(),
        format!("127.0.0.1:{}", port ^ 1),
        format!("192.168.1.9:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("localhost.evil.example:{port}"),
        String::new(),
        format!("127.0.0.1:{port}@evil"),
    ];
    for evil in evil {
        assert!([400, 421].contains(&status(&format!("Host: {evil}"))), "{evil}");
    }
    assert_eq!(status(&format!("Host: 127.0.0.1:{port}\r\nHost: evil.example")), 421);
    assert_eq!(server.raw(b"GET /api/v1/stats HTTP/1.0\r\n\r\n").status, 421);
    let absolute =
        format!("GET http://evil.example/api/v1/stats HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    assert_eq!(server.raw(absolute.as_bytes()).status, 421);
    let named = Server::with(|settings| settings.names = vec!["news.example".into()]);
    assert_eq!(named.request("GET", "/api/v1/stats", "Host: news.example\r\n", "").status, 200);
}

#[test]
fn another_page_cannot_have_texts_read() {
    let server = Server::new();
    for header in
        ["Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site"]
    {
        assert_eq!(server.request("POST", "/api/v1/read", &format!("{header}\r\n"), "x").status, 403, "{header}");
    }
}

#[test]
fn no_path_leads_out_of_the_program() {
    let server = Server::new();
    for path in [
        "/assets/../Cargo.toml",
        "/assets/..%2fCargo.toml",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "//etc/passwd",
        "/assets//etc/passwd",
        "/assets/.hidden",
        "/assets/",
        "/assets",
        "/assets/..\\..\\Cargo.toml",
        "/news.db",
        "/assets/news.db",
        "/api/v1/../../news.db",
        "/api/v1/reports/%2e%2e%2f%2e%2e%2fnews.db",
        "/etc/passwd",
        "/assets/app.js%00.html",
    ] {
        let answer = server.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
        assert!(!answer.body.contains("root:") && !answer.body.contains("SQLite"), "{path}");
        assert!(!answer.body.contains(&*server.archive().to_string_lossy()), "{path}");
    }
}

#[test]
fn nothing_can_be_changed() {
    let server = Server::new();
    for method in ["PUT", "DELETE", "PATCH", "POST", "OPTIONS", "TRACE", "CONNECT", "BREW"] {
        for path in ["/api/v1/stats", "/", "/api/v1/reports/abcdef"] {
            let status = server.request(method, path, "", "").status;
            assert!([400, 404, 405].contains(&status), "{method} {path}: {status}");
        }
    }
    assert_eq!(server.api("/stats")["n_reports"], 31);
    assert_eq!(server.request("GET", "/api/v1/read", "", "").status, 405);
}

#[test]
fn too_much_is_refused_early() {
    let server = Server::with(|settings| settings.max_bytes = 1_000);
    assert_eq!(server.request("POST", "/api/v1/read", "", &"a".repeat(1_001)).status, 413);
    let chunks = "3e8\r\n".to_owned() + &"a".repeat(1_000) + "\r\n1\r\na\r\n0\r\n\r\n";
    let head = format!(
        "POST /api/v1/read HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n",
        server.address
    );
    assert_eq!(server.raw((head + &chunks).as_bytes()).status, 413);
    assert_eq!(server.get(&format!("/api/v1/search?words={}", "a".repeat(301))).status, 400);
    assert_eq!(server.get(&format!("/api/v1/search?words={}", "a".repeat(9_000))).status, 413);
    assert!([0, 414, 431].contains(&server.get(&format!("/{}", "a".repeat(200_000))).status));
    let headers: String = (0..200).map(|number| format!("X-{number}: a\r\n")).collect();
    assert_eq!(server.request("GET", "/", &headers, "").status, 431);
    assert_eq!(server.get("/api/v1/stats").status, 200);
}

#[test]
fn bytes_that_are_no_http_end_their_connection_alone() {
    let server = Server::new();
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01"[..],
        b"GET / HTTP/9.9\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET  / \r\n\r\n",
        b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        assert!([0, 400, 505].contains(&answer(&mut stream).status));
    }
    let smuggled = format!(
        "POST /api/v1/read HTTP/1.1\r\nHost: {}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        server.address
    );
    assert_eq!(server.raw(smuggled.as_bytes()).status, 400);
    assert_eq!(server.get("/api/v1/stats").status, 200);
}

#[test]
fn the_slow_hold_nobody_up() {
    let silence = Duration::from_millis(700);
    let server = Server::with(|settings| {
        settings.max_silence = silence;
        settings.max_connection = Duration::from_secs(3);
        settings.max_connections = 60;
    });
    // Heads that never end, and bodies that never come.
    let mut slow: Vec<_> = (0..40).map(|_| server.connect()).collect();
    let body = format!("POST /api/v1/read HTTP/1.1\r\nHost: {}\r\nContent-Length: 100\r\n\r\nhalf", server.address);
    for (number, stream) in slow.iter_mut().enumerate() {
        stream.write_all(if number % 2 == 0 { b"GET / HTTP/1.1\r\nX: " } else { body.as_bytes() }).unwrap();
    }
    let began = Instant::now();
    assert_eq!(server.get("/api/v1/stats").status, 200);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    for stream in &mut slow {
        let status = answer(stream).status;
        assert!([0, 400, 408].contains(&status), "{status}");
    }
    // Who sends a letter at a time is cut off all the same.
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    // More than there are places wait, and come in when the slow are gone.
    let more: Vec<_> = (0..80).map(|_| server.connect()).collect();
    assert_eq!(server.get("/api/v1/stats").status, 200);
    drop(more);
}

#[test]
fn off_loopback_a_token_is_needed() {
    let server = Server::with(|settings| settings.listen = "0.0.0.0:0".parse().unwrap());
    let token = server.url.split_once("?token=").unwrap().1.to_owned();
    assert!(token.len() == 64 && token.chars().all(|letter| letter.is_ascii_hexdigit()), "{token}");
    let host = format!("Host: 127.0.0.1:{}\r\n", server.address.port());
    let status = |path: &str, header: &str| server.request("GET", path, &format!("{host}{header}"), "").status;
    for path in PATHS {
        assert_eq!(status(path, ""), 401, "{path}");
    }
    let other = if token.starts_with('0') { "1" } else { "0" }.to_owned() + &token[1..];
    let almost = token[..63].to_owned();
    for wrong in [other, almost, format!("{token}0"), String::new(), token.to_uppercase() + "A"] {
        assert_eq!(status("/", &format!("Authorization: Bearer {wrong}\r\n")), 401, "{wrong}");
        assert_eq!(status("/", &format!("Cookie: dateline-token={wrong}\r\n")), 401, "{wrong}");
        assert_eq!(status(&format!("/?token={wrong}"), ""), 401, "{wrong}");
    }
    assert_eq!(status("/", &format!("Authorization: Bearer {token}\r\n")), 200);
    assert_eq!(status("/api/v1/stats", &format!("Cookie: a=b; dateline-token={token}\r\n")), 200);
    let let_in = server.request("GET", &format!("/map?token={token}"), &host, "");
    assert_eq!((let_in.status, let_in.header("location")), (303, Some("/map")));
    let cookie = let_in.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    // A name could be anybody's; an address could not.
    assert_eq!(server.request("GET", "/", "Host: evil.example\r\n", "").status, 421);
}

#[test]
fn guessing_tokens_is_slow() {
    let server = Server::with(|settings| {
        settings.token = Some("a-token-of-twenty-four-or-more".into());
        settings.rate = 20;
    });
    let guess = |number: usize| server.request("GET", "/", &format!("Authorization: Bearer {number}\r\n"), "").status;
    let n_guesses = (0..60).filter(|&number| guess(number) == 401).count();
    assert!((5..30).contains(&n_guesses), "{n_guesses}");
    assert_eq!(guess(0), 429);
}

#[test]
fn who_asks_too_often_waits() {
    let server = Server::with(|settings| settings.rate = 2);
    let statuses: Vec<u16> = (0..20).map(|_| server.get("/api/v1/stats").status).collect();
    assert!(statuses[..10].iter().all(|status| *status == 200) && statuses.contains(&429), "{statuses:?}");
}
