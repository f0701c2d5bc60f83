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
fn an_archive_is_exported_with_its_happenings() {
    let scratch = Scratch::new();
    let records = scratch.run("read samples --published 2024-03-05 --format jsonl").well();
    scratch.write("records.jsonl", &records);
    scratch.run("add records.jsonl --archive news.db").well();
    scratch.run("export --archive news.db --format csv --out archived").well();
    scratch.run("export records.jsonl --format csv --out alone").well();
    let table = |folder: &str, name: &str| {
        let mut rows = csv::Reader::from_path(scratch.path().join(folder).join(name)).unwrap();
        rows.deserialize().collect::<Result<Vec<std::collections::BTreeMap<String, String>>, _>>().unwrap()
    };
    let (archived, alone) = (table("archived", "events.csv"), table("alone", "events.csv"));
    assert!(!archived.is_empty());
    assert_eq!(archived.len(), alone.len());
    for (mut archived, alone) in archived.into_iter().zip(alone) {
        assert!(archived["happening"].starts_with('h'), "{archived:?}");
        assert_eq!([&archived["happening_reports"], &archived["happening_origins"]], ["1", "1"]);
        archived.extend(
            alone.iter().filter(|(name, _)| name.starts_with("happening")).map(|(a, b)| (a.clone(), b.clone())),
        );
        assert_eq!(archived, alone);
    }
    assert_eq!(table("archived", "tellings.csv"), table("alone", "tellings.csv"));
    let told = scratch.run("export --archive none.db --format csv --out nothing");
    assert!(told.status == 1 && told.err.contains("there is no archive none.db"), "{}", told.err);
    assert!(!scratch.path().join("nothing").exists());
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
