//! CSV and Parquet: the same tables, and what describes them.

use std::fs::File;

use export::{Format, Kind, Settings, TABLES, unguarded};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

use crate::Written;
use crate::made::{reported, twice_told};

/// A cell of Parquet as CSV writes it.
fn cell(field: &Field, kind: Kind) -> String {
    match (field, kind) {
        (Field::Null, _) => String::new(),
        (Field::Str(text), Kind::Text) => text.clone(),
        (Field::Long(n), Kind::Integer) => n.to_string(),
        (Field::Double(n), Kind::Number) => n.to_string(),
        (Field::Bool(flag), Kind::Flag) => flag.to_string(),
        (Field::Date(days), Kind::Day) => {
            let day = jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*days);
            day.to_string()
        }
        other => panic!("a column holds {other:?}"),
    }
}

#[test]
fn csv_and_parquet_hold_the_same_cells() {
    let all = twice_told();
    let csv = Written::of(Format::Csv, Settings::default(), &all);
    let parquet = Written::of(Format::Parquet, Settings::default(), &all);
    assert_eq!(csv.summary, parquet.summary);
    let mut n_rows = 0;
    for table in TABLES {
        let rows = csv.rows(&format!("{}.csv", table.name), b',');
        assert_eq!(rows[0], table.columns.iter().map(|column| column.name).collect::<Vec<_>>());
        let file = File::open(parquet.place().join(format!("{}.parquet", table.name))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let read: Vec<Vec<String>> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|row| {
                let row = row.unwrap();
                let cells = row.get_column_iter().zip(table.columns);
                cells.map(|((_, field), column)| cell(field, column.kind)).collect()
            })
            .collect();
        let plain = |row: &Vec<String>| row.iter().map(|cell| unguarded(cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(read, rows[1..].iter().map(plain).collect::<Vec<_>>(), "{}", table.name);
        assert!(!read.is_empty(), "{} has no row to compare", table.name);
        n_rows += read.len() as u64;
    }
    assert_eq!(csv.summary.n_rows, n_rows);
}

#[test]
fn cells_are_what_the_record_says() {
    let csv = Written::of(Format::Csv, Settings::default(), &[reported()]);
    let rows = csv.rows("events.csv", b',');
    let value = |row: usize, name: &str| {
        let at = rows[0].iter().position(|column| column == name).unwrap();
        rows[row][at].as_str()
    };
    assert_eq!(value(1, "cameo"), "042");
    assert_eq!(value(2, "cameo"), "0194");
    assert_eq!((value(1, "day"), value(1, "date")), ("2024-05-03", "2024-05-03"));
    assert_eq!((value(2, "day"), value(2, "date")), ("", "2024-04"));
    assert_eq!(value(2, "recipient_names"), "traders;Marn");
    assert_eq!(value(2, "vouched_by"), "s1;unsourced: said");
    assert_eq!(value(2, "snippet"), "Rebels shelled a market there in April, killing six traders, Marn said.");
    assert_eq!((value(3, "factuality"), value(3, "factuality_words")), ("denied", "denied"));
    assert_eq!(value(1, "intensity"), "1.9");
    let reports = csv.rows("reports.csv", b',');
    assert_eq!(reports[1][3], "Ana Bell;Bo, Cole");
}

#[test]
fn the_data_package_describes_the_files() {
    let csv = Written::of(Format::Csv, Settings::default(), &[reported()]);
    let package: Value = serde_json::from_str(&csv.text("datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), TABLES.len());
    for resource in resources {
        let rows = csv.rows(resource["path"].as_str().unwrap(), b',');
        let fields: Vec<&str> = resource["schema"]["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert_eq!(rows[0], fields);
    }
    let cameo = &resources[4]["schema"]["fields"][4];
    assert_eq!((cameo["name"].as_str(), cameo["type"].as_str()), (Some("cameo"), Some("string")));
}

#[test]
fn the_text_is_carried_only_for_those_who_ask() {
    let without = Written::of(Format::Csv, Settings::default(), &[reported()]);
    let with = Written::of(Format::Csv, Settings { with_text: true, ..Settings::default() }, &[reported()]);
    let text = |written: &Written| written.rows("reports.csv", b',')[1].last().unwrap().clone();
    assert_eq!(text(&without), "");
    assert_eq!(text(&with), reported().record.report.text.as_str());
}

#[test]
fn a_row_group_more_loses_nothing() {
    let mut all: Vec<_> = Vec::new();
    for n in 0..20 {
        let mut one = reported();
        one.record.report.id = n.to_string();
        // A megabyte a report makes several row groups.
        one.record.report.text = record::Text::new(one.record.report.text.as_str().to_owned() + &"x".repeat(1 << 20));
        all.push(one);
    }
    let settings = Settings { with_text: true, ..Settings::default() };
    let written = Written::of(Format::Parquet, settings, &all);
    let file = File::open(written.place().join("reports.parquet")).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    assert!(reader.num_row_groups() > 1, "{}", reader.num_row_groups());
    let ids =
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().get_column_iter().next().unwrap().1.to_string());
    assert_eq!(ids.collect::<Vec<_>>(), (0..20).map(|n| format!("\"{n}\"")).collect::<Vec<_>>());
}
