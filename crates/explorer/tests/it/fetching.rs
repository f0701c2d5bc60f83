//! Pages whose address a reader gives: fetched where that is allowed, and from where it is.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::time::Duration;

use crate::Server;

const FERRY: &str = "Ferry aground\n\nThe ferry Sankt Olaf ran aground off Kessel on Monday, the coast guard said.\n\n\
    All ninety people on board were taken off by nightfall, and nobody was hurt.\n";

/// The address of a host elsewhere, which is this machine under another port.
fn host() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let feed = format!(
        "<rss version=\"2.0\"><channel><item><title>One</title><description>{FERRY}</description></item>\
        <item><title>Two</title><description>{FERRY}</description></item></channel></rss>"
    );
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let (status, body) = match request.split(' ').nth(1).unwrap_or_default() {
                "/ferry" => ("200 OK", FERRY),
                "/feed" => ("200 OK", feed.as_str()),
                "/inwards" => ("302 Found\r\nLocation: http://169.254.169.254/", ""),
                "/robots.txt" => ("200 OK", "User-agent: *\nDisallow: /private"),
                _ => ("404 Not Found", ""),
            };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = (&stream).write_all((head + body).as_bytes());
        }
    });
    address
}

/// A server that fetches, from this machine too if it says so.
fn server(allow_loopback: bool) -> Server {
    Server::with(|settings| {
        let defaults = explorer::fetch_within(Duration::from_secs(10));
        settings.fetch = Some(pipeline::fetch::Settings { allow_loopback, pause: Duration::ZERO, ..defaults });
    })
}

#[test]
fn nothing_is_fetched_unless_it_is_allowed() {
    let (server, host) = (Server::new(), host());
    assert_eq!(server.api("/fetch")["may_fetch"], false);
    let answer = server.request("POST", "/api/v1/fetch", "", &format!("{host}/ferry"));
    assert_eq!(answer.status, 403);
    assert!(answer.body.contains("--allow-fetch"), "{answer:?}");
}

#[test]
fn a_page_comes_back_read() {
    let (server, host) = (server(true), host());
    assert_eq!(server.api("/fetch")["may_fetch"], true);
    let answer =
        server.request("POST", "/api/v1/fetch?published=2024-03-05&outlet=The+Post", "", &format!(" {host}/ferry\n"));
    assert_eq!(answer.status, 200, "{answer:?}");
    let record: record::Record = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(record.report.title.as_deref(), Some("Ferry aground"));
    assert_eq!(record.report.url, Some(format!("{host}/ferry")));
    assert_eq!(
        (record.report.outlet.as_deref(), record.report.published.as_deref()),
        (Some("The Post"), Some("2024-03-05"))
    );
    // It is shown, and not kept.
    assert_eq!(server.api("/stats")["n_reports"], 31);
}

#[test]
fn what_cannot_be_had_is_told() {
    let (server, host) = (server(true), host());
    let cases = [
        (format!("{host}/nowhere"), "404"),
        (format!("{host}/inwards"), "link-local"),
        (format!("{host}/private"), "robots.txt"),
        (format!("{host}/feed"), "several reports"),
        ("http://169.254.169.254/latest".to_owned(), "link-local"),
        ("http://10.0.0.1/".to_owned(), "private"),
        ("file:///etc/passwd".to_owned(), "http"),
        (String::new(), "http"),
        ("http://name:word@example.org/".to_owned(), "password"),
    ];
    for (address, why) in cases {
        let answer = server.request("POST", "/api/v1/fetch", "", &address);
        assert!(answer.status == 422 && answer.body.contains(why), "{address}: {answer:?}");
    }
    assert_eq!(server.request("POST", "/api/v1/fetch", "", &"x".repeat(5_000)).status, 413);
    assert_eq!(server.request("POST", "/api/v1/fetch?page=1", "", "x").status, 400);
}

#[test]
fn this_machine_is_not_fetched_from() {
    let (server, host) = (server(false), host());
    let answer = server.request("POST", "/api/v1/fetch", "", &format!("{host}/ferry"));
    assert!(answer.status == 422 && answer.body.contains("loopback"), "{answer:?}");
    // Nor for another page.
    let header = "Sec-Fetch-Site: cross-site\r\n";
    assert_eq!(server.request("POST", "/api/v1/fetch", header, &format!("{host}/ferry")).status, 403);
}
