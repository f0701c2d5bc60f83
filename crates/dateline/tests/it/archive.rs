//! `dateline add` and what is asked of the archive that it makes.

use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

use record::{Record, Report, Text};
use serde_json::Value;

use crate::{Ran, Scratch};

/// One reading of a sample under so many names: each record has a text of its own, which ends with its number.
fn records(scratch: &Scratch, numbers: std::ops::Range<usize>) -> String {
    let json = scratch.run("read samples/border.txt --published 2024-06-14 --format jsonl").well();
    let one: Record = serde_json::from_str(&json).unwrap();
    let mut lines = String::new();
    for number in numbers {
        let mut record = one.clone();
        let report = &mut record.report;
        report.outlet = Some(format!("Outlet {}", number % 50));
        report.text = Text::new(format!("{} Number {number}.", report.text.as_str()));
        report.id = Report::id_of(report.outlet.as_deref(), report.title.as_deref(), report.text.as_str());
        lines.push_str(&serde_json::to_string(&record).unwrap());
        lines.push('\n');
    }
    lines
}

fn n_reports(scratch: &Scratch) -> u64 {
    let stats: Value = serde_json::from_str(&scratch.run("stats --archive news.db --format json").well()).unwrap();
    stats["n_reports"].as_u64().unwrap()
}

#[track_caller]
fn is_whole(scratch: &Scratch) {
    assert!(scratch.run("verify --archive news.db").well().starts_with("all is as it was written"));
}

fn adding(scratch: &Scratch, file: &str) -> Child {
    let mut command = scratch.command(&format!("add {file} --archive news.db"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until a run that is under way has written something, or has ended.
fn written(scratch: &Scratch, child: &mut Child) {
    let size = || std::fs::metadata(scratch.path().join("news.db-wal")).map_or(0, |data| data.len());
    let before = size();
    for _ in 0..2_000 {
        if size() > before.max(400_000) || child.try_wait().unwrap().is_some() {
            return;
        }
        sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_killed_run_loses_and_doubles_nothing() {
    let scratch = Scratch::new();
    scratch.write("records.jsonl", records(&scratch, 0..2_000));
    let (mut before, mut n_broken_off) = (0, 0);
    for round in 0..10_u64 {
        let mut child = adding(&scratch, "records.jsonl");
        // Some while the file is opened and made, most in the midst of batches and of what makes them last.
        if round > 1 {
            written(&scratch, &mut child);
        }
        sleep(Duration::from_millis((round * 7919) % 97));
        // On Unix this is SIGKILL: nothing is told to the program, nothing is put in order.
        child.kill().unwrap();
        child.wait().unwrap();
        if scratch.run("stats --archive news.db").status == 0 {
            let now = n_reports(&scratch);
            assert!(now >= before, "{now} reports after {before}");
            n_broken_off += usize::from(before < now && now < 2_000);
            before = now;
            is_whole(&scratch);
        }
    }
    // Otherwise nothing was ever broken off that had begun.
    assert!(n_broken_off > 2, "{n_broken_off} runs were broken off after a commit");
    scratch.run("add records.jsonl --archive news.db").well();
    assert_eq!(n_reports(&scratch), 2_000);
    is_whole(&scratch);
    assert_eq!(scratch.run("add records.jsonl --archive news.db").well(), "0 added, 2000 there already\n");
}

#[test]
fn two_may_add_at_once() {
    let scratch = Scratch::new();
    scratch.write("one.jsonl", records(&scratch, 0..300));
    scratch.write("other.jsonl", records(&scratch, 200..500));
    let children = [adding(&scratch, "one.jsonl"), adding(&scratch, "other.jsonl")];
    let added: Vec<String> = children.map(|child| Ran::of(child.wait_with_output().unwrap()).well()).into();
    let count = |text: &String| text.split(' ').next().unwrap().parse::<u64>().unwrap();
    assert_eq!(added.iter().map(count).sum::<u64>(), 500, "{added:?}");
    assert_eq!(n_reports(&scratch), 500);
    is_whole(&scratch);
}

#[test]
fn a_full_disk_is_told_and_leaves_a_good_file() {
    let scratch = Scratch::new();
    scratch.write("records.jsonl", records(&scratch, 0..600));
    let full = scratch.run("add records.jsonl --archive news.db --max-size 6000000");
    assert_eq!(full.status, 1);
    assert!(full.err.contains("the disk is full") && full.err.contains("free some space"), "{}", full.err);
    let kept = n_reports(&scratch);
    assert!(kept < 600, "{kept}");
    is_whole(&scratch);
    scratch.run("add records.jsonl --archive news.db").well();
    assert_eq!(n_reports(&scratch), 600);
    is_whole(&scratch);
}

#[test]
fn reports_are_read_searched_and_shown() {
    let scratch = Scratch::new();
    let added = scratch.run("add samples/ferry.txt --archive news.db --published 2024-03-05").well();
    assert_eq!(added, "1 added\n");
    let again = scratch.run("add samples/ferry.txt --archive news.db --published 2024-03-05").well();
    assert_eq!(again, "0 added, 1 there already\n");
    let found = scratch.run("search gunmen --archive news.db").well();
    assert!(found.contains("Uruguay and Argentina Look for Calm") && found.contains("The River Post"), "{found}");
    let events = scratch.run("search --type assault --archive news.db --format csv").well();
    assert!(events.lines().count() == 2 && events.starts_with("id,happening,report,"), "{events}");
    let id = events.lines().nth(1).unwrap().split(',').nth(1).unwrap().to_owned();
    let shown = scratch.run(&format!("show {id} --archive news.db")).well();
    assert!(shown.contains("at least 4 injured (the report, The River Post, 2024-03-05)"), "{shown}");
    let quotes = scratch.run("quotes --speaker Duarte --archive news.db").well();
    assert!(quotes.contains("We came to listen") && quotes.contains("reported by The River Post"), "{quotes}");
    let relation: Value =
        serde_json::from_str(&scratch.run("relations URY ARG --archive news.db --format json").well()).unwrap();
    assert_eq!(relation["periods"][0]["period"], "2024-03");
    assert!(!relation["events"].as_array().unwrap().is_empty());
    is_whole(&scratch);
    let same = scratch.run("reread --archive news.db").well();
    assert_eq!(same, "0 reports are read otherwise\n");
    let report = events.lines().nth(1).unwrap().split(',').nth(2).unwrap().to_owned();
    let gone = scratch.run(&format!("retract {report} --archive news.db")).well();
    assert!(gone.starts_with("withdrawn: Uruguay and Argentina"), "{gone}");
    let kept_out = scratch.run("add samples/ferry.txt --archive news.db --published 2024-03-05").well();
    assert_eq!(kept_out, "0 added, 1 withdrawn earlier, left out\n");
    is_whole(&scratch);
}

#[test]
fn records_in_parquet_are_taken_as_they_are() {
    let scratch = Scratch::new();
    scratch
        .run("read samples/ferry.txt samples/border.txt --published 2024-03-05 --out shards --format parquet")
        .well();
    assert_eq!(scratch.run("add shards --archive news.db").well(), "2 added\n");
    scratch.run("read samples/ferry.txt samples/border.txt --published 2024-03-05 --out lines --format jsonl").well();
    assert_eq!(scratch.run("add lines --archive news.db").well(), "0 added, 2 there already\n");
    is_whole(&scratch);
    let table = scratch.path().join("shards/part-00000.parquet");
    let bytes = std::fs::read(&table).unwrap();
    std::fs::write(&table, &bytes[..bytes.len() - 40]).unwrap();
    let broken = scratch.run("add shards --archive news.db");
    assert!(broken.status == 1 && broken.err.contains("cannot read"), "{} {}", broken.status, broken.err);
}

#[test]
fn what_cannot_be_is_told_with_what_to_do() {
    let scratch = Scratch::new();
    let fault = |command: &str| {
        let ran = scratch.run(command);
        assert_eq!(ran.status, 1, "{command}");
        ran.err
    };
    assert!(fault("stats --archive none.db").contains("there is no archive none.db; \"dateline add REPORTS"));
    assert!(fault("search x --archive samples/ferry.txt").contains("is no archive of dateline's"));
    scratch.write("broken.jsonl", "{\"schema\": 1, \"reader\": {}}\n{\"schema\":1,\"reader\":5}\n");
    let told = fault("add broken.jsonl --archive news.db");
    assert!(told.contains("line 1 is no record") && told.contains("line 2 is no record"), "{told}");
    scratch.run("add samples/ferry.txt --archive news.db").well();
    assert!(fault("show abcdefgh --archive news.db").contains("holds nothing with the id \"abcdefgh\""));
    assert!(fault("relations URY Nobody --archive news.db").contains("no report names \"Nobody\""));
    assert!(!Path::new("none.db").exists());
}
