//! `dateline codebook`.

use std::fs;

use crate::Scratch;

#[test]
fn tables_are_written_once() {
    let scratch = Scratch::new();
    let out = scratch.run("codebook export tables").well();
    assert!(out.contains("7 tables are in tables"), "{out}");
    let table = scratch.path().join("tables/triggers.csv");
    assert!(fs::read_to_string(&table).unwrap().starts_with("trigger,"));
    scratch.write("tables/triggers.csv", "a user's work");
    let again = scratch.run("codebook export tables");
    assert_eq!((again.status, again.out.as_str()), (1, ""));
    assert!(again.err.contains("is there already; name another folder"), "{}", again.err);
    assert_eq!(fs::read_to_string(&table).unwrap(), "a user's work");
}

#[test]
fn an_example_that_is_read_otherwise_is_named() {
    let scratch = Scratch::new();
    scratch.run("codebook export tables").well();
    let table = fs::read_to_string(scratch.path().join("tables/triggers.csv")).unwrap();
    // The row of a verb whose example names no event: its type is then not found.
    let heading = table.lines().next().unwrap();
    let row = table.lines().find(|line| line.starts_with("praise,verb,")).unwrap();
    let (cells, _) = row.rsplit_once(",").unwrap();
    scratch.write("tables/triggers.csv", format!("{heading}\n{cells},To praise is not the habit of stones.\n"));
    let ran = scratch.run("codebook check --codebook tables");
    assert_eq!((ran.status, ran.err.as_str()), (1, ""), "{}", ran.out);
    assert!(
        ran.out.starts_with("SUPPORT \"praise\": To praise is not the habit of stones.\n    found "),
        "{}",
        ran.out
    );
    assert!(ran.out.ends_with("0 of 1 examples are read as their rows say\n"), "{}", ran.out);
}

#[test]
fn an_edited_codebook_is_read_with() {
    let scratch = Scratch::new();
    scratch.run("codebook export tables").well();
    let plain = scratch.run("read samples/border.txt --format json").well();
    assert_eq!(scratch.run("read samples/border.txt --format json --codebook tables").well(), plain);
    let table = scratch.path().join("tables/triggers.csv");
    let shorter: Vec<String> = fs::read_to_string(&table).unwrap().lines().take(50).map(str::to_owned).collect();
    scratch.write("tables/triggers.csv", shorter.join("\n"));
    let edited = scratch.run("read samples/border.txt --format json --codebook tables").well();
    let hash = |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap()["reader"]["codebook"].clone();
    assert_ne!(hash(&edited), hash(&plain), "the record says which codebook it was read with");
}
