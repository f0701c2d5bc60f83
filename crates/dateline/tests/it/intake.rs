//! `dateline intake`: many reports, broken ones among them, killed and gone on with.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use record::{Record, Report};

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
        assert_eq!(ran.status, 1, "there are broken pages, before the kill or after: {}", ran.err);
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

/// Runs a command that writes shards into `out`, kills it once shard `stop` stands there, and lets it go on.
fn killed_and_gone_on_with(scratch: &Scratch, command: &str, out: &str, ending: &str, stop: usize) {
    let arguments = format!("{command} --out {out} --resume");
    let mut child = scratch.command(&arguments).stderr(Stdio::null()).spawn().unwrap();
    let shard = scratch.path().join(out).join(format!("part-{stop:05}.{ending}"));
    let begun = Instant::now();
    while !shard.exists() && begun.elapsed() < Duration::from_secs(240) {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let ran = scratch.run(&arguments);
    assert!(ran.status <= 1, "{}", ran.err);
}

/// Pages of many reports, of which the later ones copy earlier ones.
fn reports_and_copies() -> Vec<u8> {
    let n = 24;
    let html = |at: usize| match at {
        7 => "<div>".repeat(2_000),
        _ => {
            let things = [
                "mill", "ferry", "school", "quarry", "bakery", "tram", "dam", "prison", "market", "chapel", "mine",
                "zoo",
            ];
            let names = ["Mara Quist", "Ana Bell", "Joe Marsh", "Ines Varga", "Tom Dell", "Lena Okoro", "Kim Obi"];
            let deeds = ["walked out", "voted to sell", "found a crack", "lit a fire", "counted the dead"];
            let (thing, street) = (things[at % 12], at % 12);
            let (name, other, deed) = (names[street % 7], names[street * 3 % 7], deeds[street % 5]);
            let body = format!(
                "<p>Those of the {thing} in street {street} {deed} on Monday, {street} days after {name} had left it to {other} and gone to sea.</p>\
                <p>“The {thing} was mine,” said {name}, who never ran a {thing} before, to {other} of number {street}.</p>\
                <p>What the {thing} costs the town, {other} would not say. They {deed} once already, {street} years ago.</p>"
            );
            format!(
                "<html><head><title>The {thing} of street {street} in the news</title></head><body><h1>The {thing} of street {street} in the news</h1>{body}</body></html>"
            )
        }
    };
    (0..n).flat_map(|at| record(at, &html(at))).collect()
}

#[test]
fn a_reading_that_was_killed_goes_on_and_writes_the_same_bytes() {
    let scratch = Scratch::new();
    scratch.write("a.warc", reports_and_copies());
    for (form, ending) in [("jsonl", "jsonl"), ("parquet", "parquet")] {
        let command = format!("read a.warc samples --per-shard 3 --format {form}");
        let whole = scratch.run(&format!("{command} --out whole-{form} --jobs 1"));
        assert_eq!(whole.status, 1, "{}", whole.err);
        assert!(whole.err.contains("a.warc#8 "), "{}", whole.err);
        for stop in [0, 2, 6] {
            let out = format!("killed-{form}-{stop}");
            killed_and_gone_on_with(&scratch, &command, &out, ending, stop);
            let (one, other) =
                (written(&scratch.path().join(&out)), written(&scratch.path().join(format!("whole-{form}"))));
            assert!(one == other, "killed after shard {stop}");
        }
    }
    // Every report once; and what copies an earlier one says so, though that one was read before the kill.
    let lines = |folder: &str| -> Vec<String> {
        let bytes = written(&scratch.path().join(folder)).into_iter().filter(|(name, _)| name.ends_with(".jsonl"));
        bytes
            .flat_map(|(_, bytes)| String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    let records: Vec<Record> = lines("killed-jsonl-2").iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sources: Vec<&str> = records.iter().map(|record| record.report.source.as_str()).collect();
    let n_samples = fs::read_dir(scratch.path().join("samples")).unwrap().count();
    assert_eq!(sources.len(), 23 + n_samples, "{sources:?}");
    assert!(sources.windows(2).all(|two| two[0] != two[1]));
    let copies = |at: usize| records[at].report.copy_of.as_deref() == Some(records[at - 11].report.id.as_str());
    assert!((11..18).all(copies), "{:?}", records.iter().map(|record| &record.report.copy_of).collect::<Vec<_>>());
    // What was written as a table is taken in again, with the same texts.
    let texts = |out: &str| -> Vec<(String, Option<String>)> {
        let reports = out.lines().map(|line| serde_json::from_str::<Report>(line).unwrap());
        reports.map(|report| (report.text.as_str().to_owned(), report.published)).collect()
    };
    let of_tables =
        texts(&scratch.run("intake whole-parquet/part-00000.parquet whole-parquet/part-00001.parquet").well());
    let of_lines = texts(&scratch.run("intake whole-jsonl/part-00000.jsonl whole-jsonl/part-00001.jsonl").well());
    assert_eq!(of_tables.len(), 6);
    assert_eq!(of_tables, of_lines);
}

#[test]
fn shards_of_reports_as_tables_are_the_same_after_a_kill() {
    let scratch = Scratch::new();
    scratch.write("a.warc", archive(400, true));
    let command = "intake a.warc --per-shard 40 --format parquet";
    scratch.run(&format!("{command} --out whole"));
    killed_and_gone_on_with(&scratch, command, "killed", "parquet", 3);
    assert!(written(&scratch.path().join("killed")) == written(&scratch.path().join("whole")));
    let out = scratch.run("intake whole/part-00000.parquet").well();
    let reports: Vec<Report> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 40);
    assert_eq!(reports[39].url.as_deref(), Some("https://a.example/39"));
    assert_eq!(reports[39].title.as_deref(), Some("Quay 39 of Port Sale closes"));
}

#[test]
fn what_cannot_be_written_is_told() {
    let scratch = Scratch::new();
    let ran = scratch.run("read samples --format parquet");
    assert!(ran.err.contains("Parquet goes into a folder") && ran.status == 1, "{}", ran.err);
    let ran = scratch.run("read samples --format human --out records");
    assert!(ran.err.contains("shards are jsonl or parquet"), "{}", ran.err);
    scratch.run("read samples/ferry.txt --out records").well();
    let ran = scratch.run("read samples/ferry.txt --out records --resume --outlet Other");
    assert!(ran.err.contains("records holds the shards of another run"), "{}", ran.err);
}

/// A page of another make, in another set.
fn other_page(at: usize) -> String {
    let words = "The ferry line of Alder carried fewer people than in any year since it was founded, its master said. "
        .repeat(12);
    format!(
        "<!doctype html><title>Ferry report {at} of Alder is out - Alder Post</title><div class=story><h2>Ferry report {at} of Alder is out</h2><div>{words}<br><br>{words} It was number {at}.</div></div>"
    )
}

/// What is wrong with an input, one in a hundred each of another kind.
fn poison(kind: usize) -> Vec<u8> {
    match kind % 8 {
        0 => "<div>".repeat(2_000).into_bytes(),
        1 => b"<html><body></body></html>".to_vec(),
        2 => vec![0; 3_000],
        3 => "<br>".repeat(420_000).into_bytes(),
        4 => Vec::new(),
        5 => b"%PDF-1.7 and so on".to_vec(),
        6 => "Die Fähre nach Alder fuhr am Montag nicht, weil der Hafen wegen des Sturms geschlossen blieb. Das sagte die Behörde.\n\n".repeat(9).into_bytes(),
        _ => vec![b' '; 9_000_000],
    }
}

#[test]
fn two_sets_in_one_batch_with_one_poisoned_input_in_a_hundred() {
    let scratch = Scratch::new();
    fs::create_dir(scratch.path().join("pages")).unwrap();
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for at in 0..800 {
        let name = format!("pages/{at:04}");
        let is_bad = at % 100 == 37;
        scratch.write(&name, if is_bad { poison(at / 100) } else { other_page(at).into_bytes() });
        if is_bad { bad.push(name) } else { good.push(name) }
    }
    let mut set = Vec::new();
    for at in 0..700 {
        let whole = record(at, &page(at));
        let is_bad = at % 100 == 62;
        let member = |bytes: &[u8]| {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        set.extend(match at / 100 % 3 {
            _ if !is_bad => member(&whole),
            0 => member(&whole)[..70].to_vec(),
            1 => member(&record(at, &"<div>".repeat(2_000))),
            _ => member(&record(at, "<p></p>")),
        });
        if is_bad {
            bad.push(format!("set.warc.gz#{}", at + 1));
        } else {
            good.push(format!("https://a.example/{at}"));
        }
    }
    scratch.write("set.warc.gz", set);
    let ran = scratch.run("intake pages set.warc.gz --out out --per-shard 256");
    assert_eq!(ran.status, 1);
    let files = written(&scratch.path().join("out"));
    let all = |start: &str| -> String {
        let files = files.iter().filter(|(name, _)| name.starts_with(start));
        files.map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap()).collect()
    };
    let named = |line: &str| {
        let report: Report = serde_json::from_str(line).unwrap();
        report.url.unwrap_or(report.source)
    };
    let found: Vec<String> = all("part-").lines().map(named).collect();
    assert!(
        found == good,
        "not all that are good are there, each once, in their order: {} of {}",
        found.len(),
        good.len()
    );
    let problems = all("problems-");
    let lines: Vec<&str> = problems.lines().collect();
    assert_eq!(ran.err.lines().count(), lines.len(), "{}", ran.err);
    for name in &bad {
        // A record that breaks off may be noticed only where the next should begin.
        let next =
            name.rsplit_once('#').and_then(|(file, at)| Some(format!("{file}#{}", at.parse::<usize>().ok()? + 1)));
        let says = |line: &str, name: &str| line.contains(&format!("{name} ")) || line.contains(&format!("{name}:"));
        let is_named = |line: &&&str| says(line, name) || next.as_ref().is_some_and(|next| says(line, next));
        assert_eq!(lines.iter().filter(is_named).count(), 1, "{name} is not named once in\n{problems}");
    }
    // What a record that breaks off leaves behind may look like the start of another, and is told too.
    assert!(lines.len() <= bad.len() + 1, "{problems}");
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
