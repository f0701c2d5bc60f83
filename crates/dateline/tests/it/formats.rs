//! What `dateline read` prints.

use record::Record;

use crate::Scratch;

#[test]
fn json_is_the_record() {
    let out = Scratch::new().run("read samples/ferry.txt --published 2024-03-05 --format json").well();
    let record: Record = serde_json::from_str(&out).unwrap();
    assert_eq!(record.report.source, "samples/ferry.txt");
    assert_eq!(record.report.published.as_deref(), Some("2024-03-05"));
    assert_eq!(record.report.outlet.as_deref(), Some("The River Post"));
    assert_eq!(record.report.byline, ["Ana Bell"]);
    assert!(!record.statements.is_empty() && !record.events.is_empty());
    assert_eq!(out, serde_json::to_string_pretty(&record).unwrap() + "\n", "what is printed is read back the same");
}

#[test]
fn json_of_several_files_is_a_list() {
    let out = Scratch::new().run("read samples/ferry.txt samples/border.txt --format json").well();
    let records: Vec<Record> = serde_json::from_str(&out).unwrap();
    let sources: Vec<&str> = records.iter().map(|record| record.report.source.as_str()).collect();
    assert_eq!(sources, ["samples/ferry.txt", "samples/border.txt"]);
    let ran = Scratch::new().run("read nosuch.txt samples/border.txt --format json");
    assert_eq!(serde_json::from_str::<Vec<Record>>(&ran.out).unwrap().len(), 1);
    let ran = Scratch::new().run("read nosuch.txt gone.txt --format json");
    assert_eq!(ran.out, "[]\n");
}

#[test]
fn jsonl_is_a_record_a_line() {
    let scratch = Scratch::new();
    let out = scratch.run("read samples/border.txt samples/ferry.txt --format jsonl --jobs 2").well();
    let records: Vec<Record> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sources: Vec<&str> = records.iter().map(|record| record.report.source.as_str()).collect();
    assert_eq!(sources, ["samples/border.txt", "samples/ferry.txt"]);
    let one = scratch.run("read samples/border.txt samples/ferry.txt --format jsonl --jobs 1").well();
    assert_eq!(out, one, "the number of jobs changes nothing");
}

#[test]
fn standard_input_is_a_file() {
    let arguments = "read - --outlet Lakepost --url https://example.org/1 --format json";
    let ran = Scratch::new().run_with(arguments, b"A ferry sank.");
    let record: Record = serde_json::from_str(&ran.well()).unwrap();
    assert_eq!(record.report.source, "-");
    assert_eq!(record.report.outlet.as_deref(), Some("Lakepost"));
    assert_eq!(record.report.url.as_deref(), Some("https://example.org/1"));
}

#[test]
fn a_page_is_plain_in_a_pipe_and_coloured_if_asked() {
    let scratch = Scratch::new();
    let plain = scratch.run("read samples/ferry.txt --published 2024-03-05").well();
    assert!(!plain.contains('\u{1b}'));
    for part in
        ["WHO SAID WHAT", "WHO DID WHAT TO WHOM", "[s1]", "[e1]", "according to", "by Ana Bell", "taken out, deck"]
    {
        assert!(plain.contains(part), "\"{part}\" is missing:\n{plain}");
    }
    let widest = plain.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= 80, "{widest} columns:\n{plain}");
    let coloured = scratch.run("read samples/ferry.txt --published 2024-03-05 --colour always").well();
    assert!(coloured.contains("\u{1b}[1m"));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain, "colour adds no letter");
    let american = scratch.run("read samples/ferry.txt --published 2024-03-05 --color never").well();
    assert_eq!(american, plain);
}

#[test]
fn no_color_is_respected() {
    let scratch = Scratch::new();
    let with = |variable: &str| {
        let mut command = scratch.command("read samples/ferry.txt");
        command.env(variable, "1").env("TERM", "xterm");
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    assert!(with("CLICOLOR_FORCE").contains('\u{1b}'), "a terminal is feigned");
    assert!(!with("NO_COLOR").contains('\u{1b}'));
}

#[test]
fn pages_of_several_files_are_parted() {
    let out = Scratch::new().run("read samples/ferry.txt samples/border.txt").well();
    assert_eq!(out.lines().filter(|line| line.chars().count() == 80 && line.chars().all(|c| c == '─')).count(), 1);
}

#[test]
fn the_schema_is_json_schema_and_fits() {
    let out = Scratch::new().run("schema").well();
    let schema: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let required: Vec<&str> = schema["required"].as_array().unwrap().iter().filter_map(|key| key.as_str()).collect();
    let record = Scratch::new().run("read samples/border.txt --format json").well();
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    assert!(required.iter().all(|key| record.get(key).is_some()) && required.len() > 5);
}
