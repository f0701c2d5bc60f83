//! Exports appear whole or not at all.

use std::fs;

use export::{Export, Format, Settings};

use crate::made::reported;

const FORMS: [Format; 3] = [Format::Csv, Format::Parquet, Format::Geojson];

#[test]
fn nothing_stands_there_before_the_end_and_nothing_is_left_of_one_that_was_given_up() {
    for format in FORMS {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("deep/out");
        let mut export = Export::begin(&place, format, Settings::default()).unwrap();
        export.add(&reported()).unwrap();
        assert!(!place.exists(), "{format:?}");
        drop(export);
        assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 0, "{format:?}");
        Export::begin(&place, format, Settings::default()).unwrap().finish().unwrap();
        assert!(place.exists());
        assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 1, "{format:?}");
    }
}

#[test]
fn nothing_is_written_over() {
    for format in FORMS {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out");
        fs::write(&place, "mine").unwrap();
        let fault = Export::begin(&place, format, Settings::default()).err().unwrap().to_string();
        assert!(fault.contains("is there already; name another"), "{fault}");
        fs::remove_file(&place).unwrap();
        let export = Export::begin(&place, format, Settings::default()).unwrap();
        // Somebody else was quicker.
        match format {
            Format::Geojson => fs::write(&place, "mine").unwrap(),
            _ => {
                fs::create_dir(&place).unwrap();
                fs::write(place.join("mine"), "mine").unwrap();
            }
        }
        assert!(export.finish().is_err());
        let kept = if place.is_dir() { place.join("mine") } else { place };
        assert_eq!(fs::read_to_string(kept).unwrap(), "mine");
    }
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("out");
    fs::create_dir(&place).unwrap();
    Export::begin(&place, Format::Csv, Settings::default()).unwrap().finish().unwrap();
    assert!(place.join("datapackage.json").exists() && place.join("events.csv").exists());
}

#[test]
fn equal_records_give_equal_bytes() {
    let bytes = |format| {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out");
        let mut export = Export::begin(&place, format, Settings::default()).unwrap();
        export.add(&reported()).unwrap();
        export.finish().unwrap();
        if !place.is_dir() {
            return vec![fs::read(place).unwrap()];
        }
        let mut files: Vec<_> = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|file| fs::read(file).unwrap()).collect()
    };
    for format in FORMS {
        assert_eq!(bytes(format), bytes(format), "{format:?}");
    }
}
