//! Files of every kind, told by their bytes, and the reports in them. All outlets and events are invented.

// The scratch files serve tests alone; where they fail, the test fails.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};
use intake::{Columns, Settings, files_in, items_of_path, items_of_reader};
use proptest::prelude::*;

const BODY: &str = "The harbour council of Port Sale voted on Monday to close the northern quay for a year, after divers found cracks in its wall.";

fn page(title: &str) -> String {
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{BODY}</p><p>It was the {title} that came first.</p></body></html>"
    )
}

fn response(body: &[u8], fields: &str) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{fields}\r\n");
    [head.as_bytes(), body].concat()
}

fn record(kind: &str, url: &str, content: &[u8]) -> Vec<u8> {
    let head =
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n", content.len());
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn page_record(at: usize) -> Vec<u8> {
    record(
        "response",
        &format!("https://sale.example/{at}"),
        &response(page(&format!("Quay {at} closes for the year")).as_bytes(), ""),
    )
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The titles of the reports in these bytes, and the messages of what is lost, in their order.
fn read_with(bytes: &[u8], settings: &Settings) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.bin");
    fs::write(&path, bytes).unwrap();
    items_of_path(&path, settings)
        .map(|item| match item.and_then(|item| item.report(settings.limits)) {
            Ok(report) => format!("{} @ {}", report.title.unwrap_or_default(), report.url.unwrap_or_default()),
            Err(error) => error.to_string().replace(&path.display().to_string(), "in"),
        })
        .collect()
}

fn read(bytes: &[u8]) -> Vec<String> {
    read_with(bytes, &Settings::default())
}

fn three() -> Vec<String> {
    (1..=3).map(|at| format!("Quay {at} closes for the year @ https://sale.example/{at}")).collect()
}

#[test]
fn web_archives_plain_and_packed_in_every_way() {
    let info = record("warcinfo", "", b"software: none");
    let all = [
        info.clone(),
        page_record(1),
        record("request", "https://sale.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        page_record(2),
        page_record(3),
    ];
    assert_eq!(read(&all.concat()), three());
    assert_eq!(read(&all.each_ref().map(|record| packed(record)).concat()), three(), "a member a record");
    assert_eq!(read(&packed(&all.concat())), three(), "one member");
}

#[test]
fn answers_that_are_packed_chunked_or_no_pages() {
    let html = page("Ferry runs late again today");
    let chunked = [format!("{:x}\r\n", html.len()).as_bytes(), html.as_bytes(), b"\r\n0\r\n\r\n"].concat();
    let archive = [
        record("response", "https://sale.example/a", &response(&packed(html.as_bytes()), "Content-Encoding: gzip\r\n")),
        record("response", "https://sale.example/b", &response(&chunked, "Transfer-Encoding: chunked\r\n")),
        record("response", "https://sale.example/c", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No"),
        record("response", "https://sale.example/d", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record("response", "https://sale.example/e", &response(&[0xFF, 0x80], "Content-Encoding: br\r\n")),
    ];
    let found = read(&archive.concat());
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0], "Ferry runs late again today @ https://sale.example/a");
    assert_eq!(found[1], "Ferry runs late again today @ https://sale.example/b");
    assert!(found[2].starts_with("cannot read in#5: its page is packed as \"br\""), "{}", found[2]);
}

#[test]
fn a_broken_record_costs_no_other() {
    let truncated = |record: &[u8]| packed(record)[..120].to_vec();
    let broken =
        [packed(&page_record(1)), truncated(&page_record(9)), packed(&page_record(2)), packed(&page_record(3))]
            .concat();
    let found = read(&broken);
    assert_eq!(found.iter().filter(|line| line.starts_with("Quay")).cloned().collect::<Vec<_>>(), three());
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[1].contains("in#2"), "{found:?}");
    let lying = String::from_utf8(page_record(9)).unwrap().replace("Content-Length: ", "Content-Length: 9");
    let found = read(
        &[packed(&page_record(1)), packed(lying.as_bytes()), packed(&page_record(2)), packed(&page_record(3))].concat(),
    );
    assert_eq!(found.iter().filter(|line| line.starts_with("Quay")).cloned().collect::<Vec<_>>(), three());
    assert!(found.iter().any(|line| line.contains("in#2") && line.contains("breaks off")), "{found:?}");
    let junk = [page_record(1), b"what is this\r\nno record\r\n".to_vec(), page_record(2), page_record(3)].concat();
    let found = read(&junk);
    assert_eq!(found.iter().filter(|line| line.starts_with("Quay")).cloned().collect::<Vec<_>>(), three());
    let end = page_record(4);
    let found = read(&[page_record(1), end[..end.len() - 50].to_vec()].concat());
    assert!(found[1].contains("breaks off after"), "{found:?}");
}

#[test]
fn bombs_are_told_and_passed_by() {
    let bomb = packed(&vec![b' '; 50_000_000]);
    let archive = [
        packed(&page_record(1)),
        packed(&record("response", "https://sale.example/bomb", &response(&bomb, "Content-Encoding: gzip\r\n"))),
        packed(&record("response", "https://sale.example/large", &vec![b'x'; 20_000_000])),
        packed(&page_record(2)),
        packed(&page_record(3)),
    ];
    let found = read(&archive.concat());
    assert_eq!(found.len(), 5, "{found:?}");
    assert!(found[1].contains("unpacks to more than 8000000 bytes"), "{found:?}");
    assert!(found[2].contains("page of more than 8000000 bytes"), "{found:?}");
    assert_eq!(read(&packed(&vec![b'a'; 50_000_000])).len(), 1);
}

#[test]
fn an_archive_in_a_zip() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [
        ("datapackage.json", b"{}".to_vec()),
        ("archive/a.warc.gz", [packed(&page_record(1)), packed(&page_record(2))].concat()),
        ("archive/b.warc", page_record(3)),
    ] {
        zip.start_file(name, stored).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    assert_eq!(read(&zip.finish().unwrap().into_inner()), three());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", stored).unwrap();
    assert_eq!(
        read(&zip.finish().unwrap().into_inner())[0].split(':').next(),
        Some("in looks like a zip archive or an office document")
    );
}

#[test]
fn feeds() {
    let html = format!("&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;It lasted.&lt;/p&gt;");
    let rss = format!("<?xml version='1.0'?><rss version='2.0'><channel><title>The Sale Courier</title><link>https://sale.example</link>
        <item><title>Quay closes for the year</title><link>https://sale.example/1</link><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate><description>{html}</description></item>
        <item><title>Nothing but a title</title><link>https://sale.example/2</link></item></channel></rss>");
    let found = read(rss.as_bytes());
    assert_eq!(found[0], "Quay closes for the year @ https://sale.example/1");
    assert_eq!(found[1], "in#2 has no words: the feed gives its title alone; give the page that it leads to");
    let atom = format!(
        "<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>Courier</title><id>a</id><updated>2024-03-12T00:00:00Z</updated><entry><id>b</id><title>Quay closes for the year</title><link href='https://sale.example/1'/><updated>2024-03-12T00:00:00Z</updated><content type='html'>{html}</content></entry></feed>"
    );
    assert_eq!(read(atom.as_bytes()), ["Quay closes for the year @ https://sale.example/1"]);
    let json = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Courier\", \"items\": [{{\"id\": \"1\", \"url\": \"https://sale.example/1\", \"title\": \"Quay closes for the year\", \"content_text\": \"{BODY}\\n\\nIt lasted.\"}}]}}"
    );
    assert_eq!(read(json.as_bytes()), ["Quay closes for the year @ https://sale.example/1"]);
    let sitemap = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://sale.example/1</loc></url><url><loc>https://sale.example/2</loc></url></urlset>";
    assert_eq!(
        read(sitemap.as_bytes()),
        ["in is a sitemap: it lists 2 addresses and holds no report; give it the pages themselves"]
    );
    let laughs = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]><rss version='2.0'><channel><title>&b;</title></channel></rss>";
    assert!(read(laughs.as_bytes()).len() <= 1);
}

#[test]
fn tables() {
    let quay = "Quay closes for the year @ https://sale.example/1";
    let line = format!(
        "{{\"text\": \"{BODY}\\n\\nIt lasted.\", \"title\": \"Quay closes for the year\", \"url\": \"https://sale.example/1\", \"published\": \"2024-03-12\", \"outlet\": \"Courier\"}}"
    );
    assert_eq!(read(format!("{line}\n\n{line}\n").as_bytes()), [quay, quay]);
    assert_eq!(read(&packed(format!("{line}\n{line}\n").as_bytes())), [quay, quay]);
    assert_eq!(read(format!("[{line},\n{line}]").as_bytes()), [quay, quay]);
    let found = read(format!("{line}\n{{\"text\": 1, no}}\n{{\"title\": \"x\"}}\n{line}").as_bytes());
    assert_eq!((found[0].as_str(), found[3].as_str()), (quay, quay));
    assert!(found[1].starts_with("cannot read in#2: its line is no JSON object"), "{}", found[1]);
    assert!(found[2].starts_with("in#3 has no text: none of the columns \"text\", \"body\""), "{}", found[2]);
    let found = read(format!("[{line}, 0, [], \"x\" , {line}, {{\"title\": \"x\"}}, 0]").as_bytes());
    assert_eq!((found[0].as_str(), found[2].as_str(), found.len()), (quay, quay, 5));
    assert_eq!(
        found[1],
        "cannot read in#2: it is no JSON object, nor are the 2 behind it; the rest is read if it can be"
    );
    assert!(found[3].starts_with("in#6 has no text"), "{}", found[3]);
    assert_eq!(read(format!("[{{\"a\":1}}{}]", ",0".repeat(2_000_000)).as_bytes()).len(), 2);
    assert!(read(format!("[{line},").as_bytes())[0].contains("no JSON"));
    let csv = format!("title,url,text\nQuay closes for the year,https://sale.example/1,\"{BODY}\n\nIt lasted.\"\n");
    assert_eq!(read(csv.as_bytes()), [quay]);
    assert_eq!(read(csv.replacen(',', ";", 2).replace("year,", "year;").replace("1,\"", "1;\"").as_bytes()), [quay]);
    let named =
        Settings { columns: Columns { text: Some("words".into()), ..Columns::default() }, ..Settings::default() };
    assert_eq!(read_with(csv.replacen("text", "words", 1).as_bytes(), &named), [quay]);
    let open = format!("title,text\nx,\"{}", "a".repeat(40_000_000));
    assert!(read(open.as_bytes())[0].contains("a row is larger than a report may be"));
}

#[test]
fn one_report_a_file_and_folders_of_them() {
    assert_eq!(read(page("Quay one closes today").as_bytes()), ["Quay one closes today @ "]);
    assert_eq!(read(&packed(page("Quay one closes today").as_bytes())), ["Quay one closes today @ "]);
    assert_eq!(read(format!("Quay one closes\n\n{BODY}").as_bytes()), ["Quay one closes @ "]);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    for name in ["c.txt", "b/d.html", "a", ".hidden"] {
        fs::write(folder.path().join(name), page(name)).unwrap();
    }
    let (files, errors) = files_in(&[folder.path().to_owned(), "gone".into()]);
    let names: Vec<_> =
        files.iter().map(|file| file.strip_prefix(folder.path()).unwrap_or(file).display().to_string()).collect();
    assert_eq!((names.join(" "), errors.len()), ("a b/d.html c.txt gone".to_owned(), 0));
    assert_eq!(items_of_path(Path::new("gone"), &Settings::default()).count(), 1);
    assert_eq!(items_of_reader(std::io::Cursor::new(page_record(1)), "-", &Settings::default()).count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn files_that_pretend_end(start in 0..9_usize, rest in proptest::collection::vec(any::<u8>(), 0..400)) {
        let record = page_record(1);
        let gzip = packed(&record);
        let starts: [&[u8]; 9] = [b"", b"WARC/1.0\r\n", &record[..200], &gzip, &gzip[..60], b"<rss version='2.0'><channel><item>", b"{\"text\": \"", b"title,text\n\"", b"<html><table><p>"];
        intake::bodies::any_stream(&[starts[start], &rest].concat());
    }
}
