//! Lines that are records, and lines that are none.

use std::io::Cursor;

use export::Records;

use crate::made::reported;

#[test]
fn a_bad_line_is_told_and_the_next_one_is_taken() {
    let good = serde_json::to_string(&reported().record).unwrap();
    let old = good.replacen("\"schema\":1", "\"schema\":99", 1);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let long = "x".repeat((64 << 20) + 10);
    let text = ["", &good, "{}", &old, &deep, &long, "\u{0}", &good].join("\n");
    let found: Vec<_> = Records::of_reader(Cursor::new(text.into_bytes()), "news.jsonl").collect();
    assert_eq!(found.iter().filter(|one| one.as_ref().is_ok_and(|one| one == &reported())).count(), 2);
    let faults: Vec<String> = found.into_iter().filter_map(Result::err).map(|error| error.to_string()).collect();
    let begins = [
        "cannot take news.jsonl, line 3: it is no record (missing field",
        "cannot take news.jsonl, line 4: its schema is 99, not 1; read the report again",
        "cannot take news.jsonl, line 5: it is no record",
        "cannot take news.jsonl, line 6: it is longer than 67108864 bytes",
        "cannot take news.jsonl, line 7: it is no record",
    ];
    assert_eq!(faults.len(), begins.len(), "{faults:?}");
    for (fault, begin) in faults.iter().zip(begins) {
        assert!(fault.starts_with(begin), "{fault}");
    }
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let fault = |path: &std::path::Path| Records::of_path(path).err().unwrap().to_string();
    assert!(fault(&folder.path().join("none.jsonl")).contains("none.jsonl: No such file"));
    assert!(fault(folder.path()).contains("it is a folder"));
}
