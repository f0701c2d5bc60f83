//! Reads the cases in `tests/cases` and compares what the reader says with what they expect.
//!
//! `tests/cases/README.md` says how a case is written.

mod case;
mod compare;
mod row;
mod shown;

use std::fs;
use std::path::{Path, PathBuf};

use pipeline::About;
use record::Record;

use case::Case;

use crate::READER;

/// Fewer cases than this would mean that they are not found.
const FEWEST: usize = 25;

#[test]
fn reports_are_read_as_the_cases_say() {
    let mut faults = Vec::new();
    let mut n_cases = 0;
    for file in files() {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let cases = case::cases(&fs::read_to_string(&file).unwrap()).unwrap_or_else(|fault| panic!("{name}:{fault}"));
        n_cases += cases.len();
        faults.extend(cases.iter().flat_map(|case| faults_of(&name, case)));
    }
    assert!(n_cases >= FEWEST, "only {n_cases} cases were found");
    assert!(faults.is_empty(), "\n\n{}\n\n{} rows differ in {n_cases} cases\n", faults.join("\n\n"), faults.len());
}

#[test]
fn the_cases_show_all_sixteen_types() {
    let texts: Vec<String> = files().iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    for kind in record::EventType::ALL {
        let row = format!("event: {kind}");
        assert!(texts.iter().any(|text| text.contains(&row)), "no case shows {kind}");
    }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_cases = |path: &PathBuf| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md");
    let mut files: Vec<PathBuf> = entries.filter(is_cases).collect();
    files.sort();
    files
}

fn faults_of(file: &str, case: &Case) -> Vec<String> {
    let record = read(case);
    let mut faults = Vec::new();
    for (line, row) in &case.expected {
        if let Err(difference) = compare::holds(row, &record) {
            faults.push(format!(
                "tests/cases/{file}:{line}: {}\n  expected  {}\n{}",
                case.heading,
                row.text,
                shown::difference(row, &difference, &record)
            ));
        }
    }
    for (line, row) in &case.known_wrong {
        if compare::holds(row, &record).is_ok() {
            faults.push(format!(
                "tests/cases/{file}:{line}: {}\n  now right {}\n  move it over \"known wrong:\"",
                case.heading, row.text
            ));
        }
    }
    faults
}

fn read(case: &Case) -> Record {
    let published = case.published.as_deref().map(|date| pipeline::published_from(date).expect("a case's date is one"));
    let about = About { outlet: case.outlet.clone(), published, ..About::default() };
    READER.read(&pipeline::report_from_text(&case.report, &about))
}
