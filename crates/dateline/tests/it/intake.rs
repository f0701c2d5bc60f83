//! `dateline intake`: many reports, broken ones among them, killed and gone on with.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use record::Report;

use crate::Scratch;

fn record(at: usize, html: &str) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}");
    format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{at}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n", answer.len()).into_bytes()
}

fn page(at: usize) -> String {
    let words = "The council of Port Sale voted on Monday to close the quay, and nobody spoke against it. ".repeat(30);
    format!(
        "<html><head><title>Quay {at} of Port Sale closes</title></head><body><h1>Quay {at} of Port Sale closes</h1><p>{words}</p><p>{words} It was number {at}.</p></body></html>"
    )
}

/// An archive of `n` pages; one in a hundred is broken where `is_poisoned`.
fn archive(n: usize, is_poisoned: bool) -> Vec<u8> {
    let html = |at| if is_poisoned && at % 100 == 50 { "<div>".repeat(2_000) } else { page(at) };
    (0..n).flat_map(|at| record(at, &html(at))).collect()
}

/// The shards and lists of problems in a folder, with their bytes, in order.
fn written(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .into_iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn each_line_is_the_report_of_a_record() {
    let scratch = Scratch::new();
    scratch.write("a.bin", archive(3, false));
    let out = scratch.run("intake a.bin samples/ferry.txt").well();
    let reports: Vec<Report> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sources: Vec<&str> = reports.iter().map(|report| report.source.as_str()).collect();
    assert_eq!(sources, ["a.bin#1", "a.bin#2", "a.bin#3", "samples/ferry.txt"]);
    assert_eq!(reports[1].url.as_deref(), Some("https://a.example/1"));
    scratch.write("reports.jsonl", &out);
    let again = scratch.run("intake reports.jsonl").well();
    let texts = |out: &str| -> Vec<String> {
        out.lines().map(|line| serde_json::from_str::<Report>(line).unwrap().text.as_str().to_owned()).collect()
    };
    assert_eq!(texts(&again), texts(&out), "what was written can be taken in");
}

#[test]
fn broken_pages_are_named_and_the_others_all_there() {
    let scratch = Scratch::new();
    scratch.write("a.warc", archive(300, true));
    scratch.write("b.warc", archive(100, true));
    let ran = scratch.run("intake a.warc b.warc --jobs 3");
    assert_eq!((ran.status, ran.out.lines().count(), ran.err.lines().count()), (1, 396, 4), "{}", ran.err);
    for name in ["a.warc#51 ", "a.warc#151 ", "a.warc#251 ", "b.warc#51 "] {
        assert!(ran.err.contains(name), "{name} is not named in:\n{}", ran.err);
    }
}

#[test]
fn a_run_that_was_killed_goes_on_and_writes_the_same_bytes() {
    let scratch = Scratch::new();
    scratch.write("a.warc", archive(1_500, true));
    let whole = scratch.run("intake a.warc --out whole --per-shard 40 --jobs 1");
    assert_eq!(whole.status, 1);
    for stop in [0, 9, 25] {
        let out = format!("killed{stop}");
        let resume = "--resume";
        let mut child = scratch
            .command(&format!("intake a.warc --out {out} --per-shard 40 {resume}"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let shard = scratch.path().join(&out).join(format!("part-{stop:05}.jsonl"));
        let begun = Instant::now();
        while !shard.exists() && begun.elapsed() < Duration::from_secs(120) {
            std::thread::sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let ran = scratch.run(&format!("intake a.warc --out {out} --per-shard 40 {resume}"));
        assert!(ran.status <= 1, "{}", ran.err);
        assert!(
            written(&scratch.path().join(&out)) == written(&scratch.path().join("whole")),
            "killed after shard {stop}"
        );
    }
    let again = scratch.run("intake a.warc --out whole --per-shard 40");
    assert!(again.err.contains("whole holds shards already; go on with them (--resume)"), "{}", again.err);
    let other = scratch.run("intake a.warc --out whole --per-shard 41 --resume");
    assert!(other.err.contains("whole holds the shards of another run"), "{}", other.err);
}

#[test]
fn pages_and_archives_are_read_too() {
    let scratch = Scratch::new();
    scratch.write("a.bin", archive(2, false));
    scratch.write("page", page(7));
    let out = scratch.run("read a.bin page --format jsonl").well();
    assert_eq!(out.lines().count(), 3);
    assert!(scratch.run("read a.bin --format json").well().starts_with("[\n"));
    assert!(scratch.run("read page --format json").well().starts_with("{\n"));
}
