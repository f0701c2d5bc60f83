//! `dateline export`: records read, and written in other programs' forms.

use std::fs;

use crate::Scratch;

#[test]
fn a_sample_becomes_tables_and_profiles() {
    let scratch = Scratch::new();
    let records = scratch.run("read samples/ferry.txt --published 2024-03-05 --format jsonl").well();
    scratch.write("records.jsonl", &records);
    let told = scratch.run("export records.jsonl --format csv --out made/events").well();
    assert!(told.starts_with("made/events holds 1 reports, "), "{told}");
    let read = |name: &str| fs::read_to_string(scratch.path().join(name)).unwrap();
    let events = read("made/events/events.csv");
    assert!(events.lines().next().unwrap().starts_with("report,event,type,mode,cameo,"), "{events}");
    assert!(events.contains(",e1,CONSULT,visit,042,1.9,"), "{events}");
    let told = scratch.run_with("export - --profile icews --out icews.tab", records.as_bytes()).well();
    assert!(told.starts_with("icews.tab holds 1 reports, "), "{told}");
    assert!(read("icews.tab").contains("\t2024-03-04\tElisa Duarte\tGovernment\tUruguay\tMake a visit\t042\t1.9\t"));
    let again = scratch.run("export records.jsonl --format csv --out made/events");
    assert_eq!(again.status, 1);
    assert!(again.err.contains("made/events is there already; name another"), "{}", again.err);
}

#[test]
fn a_bad_line_is_complained_about_and_the_rest_is_there() {
    let scratch = Scratch::new();
    let records = scratch.run("read samples/ferry.txt --format jsonl").well();
    scratch.write("records.jsonl", format!("{records}no record\n{records}"));
    let ran = scratch.run("export records.jsonl none.jsonl --format jsonl --out out.jsonl");
    assert_eq!(ran.status, 1);
    let complaints: Vec<&str> = ran.err.lines().collect();
    assert!(complaints[0].starts_with("dateline: cannot take records.jsonl, line 2: it is no record"), "{}", ran.err);
    assert!(complaints[1].starts_with("dateline: cannot read none.jsonl: "), "{}", ran.err);
    assert_eq!(ran.out, "out.jsonl holds 1 reports, 1 rows; 1 records were of reports that it has already\n");
    assert_eq!(fs::read_to_string(scratch.path().join("out.jsonl")).unwrap().lines().count(), 1);
}

#[test]
fn one_form_must_be_named() {
    for (command, complaint) in [
        ("export records.jsonl --out x", "--format <FORM>"),
        ("export records.jsonl --format csv --profile acled --out x", "cannot be used with"),
        ("export records.jsonl --format csv --date-by-publication --out x", "cannot be used with"),
        ("export records.jsonl --format csv --factuality maybe --out x", "it is one of happened, attempted, planned"),
    ] {
        let ran = Scratch::new().run(command);
        assert_eq!(ran.status, 2, "{command}");
        assert!(ran.err.contains(complaint), "{}", ran.err);
    }
}
