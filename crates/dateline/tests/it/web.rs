//! Reading from an address and watching, against a server on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;

use crate::Scratch;

const FERRY: &str = "Ferry aground\n\nThe ferry Sankt Olaf ran aground off Kessel on Monday, the coast guard said.\n\n\
    All ninety people on board were taken off by nightfall, and nobody was hurt.\n";

/// The address of a server that has a feed, its one page, and no rules for robots.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let item = format!("<item><title>Ferry</title><link>{address}/ferry</link></item>");
    let feed = format!("<rss version=\"2.0\"><channel>{item}</channel></rss>");
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
            let request = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let (status, body) = match request.split(' ').nth(1).unwrap_or_default() {
                "/feed" => ("200 OK", feed.as_str()),
                "/ferry" => ("200 OK", FERRY),
                _ => ("404 Not Found", ""),
            };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n", body.len());
            let _ = (&stream).write_all((head + body).as_bytes());
        }
    });
    address
}

#[test]
fn an_address_is_read() {
    let server = server();
    let out = Scratch::new().run(&format!("read {server}/ferry --allow-loopback --format json")).well();
    let record: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(record["report"]["title"], "Ferry aground");
    assert_eq!(record["report"]["url"], format!("{server}/ferry"));
}

#[test]
fn what_cannot_be_fetched_is_told_in_a_line() {
    let server = server();
    let ran =
        Scratch::new().run(&format!("read {server}/ferry http://169.254.169.254/ file:///etc/passwd --format jsonl"));
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 3, "{}", ran.err);
    assert!(lines[0].contains("a loopback address") && lines[1].contains("link-local"), "{}", ran.err);
    assert!(lines[2].contains("there is no such file"), "no address of the disk is fetched: {}", ran.err);
}

#[test]
fn a_feed_is_watched() {
    let (server, scratch) = (server(), Scratch::new());
    scratch.write("feeds.txt", format!("# ours\n{server}/feed\n"));
    let out = scratch.run("watch feeds.txt --into news --rounds 1 --allow-loopback --contact me@example.org").well();
    let (file, url) = out.trim_end().split_once('\t').unwrap();
    assert_eq!(url, format!("{server}/ferry"));
    assert_eq!(std::fs::read_to_string(scratch.path().join("news").join(file)).unwrap(), FERRY);
    assert_eq!(
        scratch.run("watch feeds.txt --into news --rounds 1 --allow-loopback").well(),
        "",
        "it is there already"
    );
    let ran = scratch.run("watch feeds.txt --into other --rounds 1");
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("a loopback address"), "{}", ran.err);
}

#[test]
fn a_list_that_is_none_is_told() {
    let scratch = Scratch::new();
    scratch.write("feeds.txt", "https://example.org/feed\nmy feeds\n");
    let ran = scratch.run("watch feeds.txt --into news");
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("cannot read the list of feeds feeds.txt: line 2 is no http"), "{}", ran.err);
    assert!(scratch.run("watch none.txt --into news").err.contains("none.txt"));
}

#[test]
fn copies_are_marked() {
    let scratch = Scratch::new();
    scratch.write("one.txt", FERRY.replace("The ferry", "KESSEL (Reuters) - The ferry"));
    scratch.write("two.txt", FERRY.replace("Ferry aground", "Ninety saved"));
    let out = scratch.run("read one.txt two.txt --format jsonl").well();
    let reports: Vec<serde_json::Value> =
        out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["report"].clone()).collect();
    assert_eq!(reports[0]["copy_of"], serde_json::Value::Null);
    assert_eq!(reports[1]["copy_of"], reports[0]["id"]);
    assert_eq!((&reports[1]["origin"]["name"], &reports[1]["origin"]["basis"]), (&"Reuters".into(), &"overlap".into()));
    let page = scratch.run("read one.txt two.txt").well();
    assert!(page.contains("text of Reuters · copy of a report above"), "{page}");
}
