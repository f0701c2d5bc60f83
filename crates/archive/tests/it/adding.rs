//! Records in, and out again.

use archive::{Archive, Hit, Keep, Run, Search, Shown};

use crate::made::{Raid, Scratch, run};

#[test]
fn a_record_comes_back_as_it_was() {
    let records =
        [Raid::default().record(), Raid { outlet: "Herald", said: true, denied: true, ..Raid::default() }.record()];
    let scratch = Scratch::with(&records);
    for record in &records {
        assert_eq!(scratch.archive.record(&record.report.id).unwrap().as_ref(), Some(record));
    }
    assert_eq!(scratch.archive.report_ids().unwrap(), records.map(|record| record.report.id));
}

#[test]
fn to_add_again_changes_nothing() {
    let record = Raid::default().record();
    let mut scratch = Scratch::with(std::slice::from_ref(&record));
    let before = scratch.archive.stats().unwrap();
    let added = scratch.archive.add(&[record.clone(), record], &mut run()).unwrap();
    assert_eq!((added.n_added, added.n_known), (0, 2));
    assert_eq!(scratch.archive.stats().unwrap(), before);
}

#[test]
fn ids_are_the_same_on_every_machine() {
    let records = [Raid::default().record(), Raid { outlet: "Herald", killed: 9, ..Raid::default() }.record()];
    let ids = |order: [usize; 2]| {
        let scratch = Scratch::with(&order.map(|at| records[at].clone()));
        let found = scratch.archive.search(&Search { types: vec!["ASSAULT".into()], ..Search::default() }).unwrap();
        let mut ids: Vec<String> = found
            .hits
            .into_iter()
            .map(|hit| match hit {
                Hit::Event(event) => event.id,
                other => panic!("{other:?}"),
            })
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids([0, 1]), ids([1, 0]));
}

#[test]
fn what_does_not_hold_together_is_refused_and_the_rest_is_taken() {
    let mut broken: Vec<record::Record> = (0..5).map(|killed| Raid { killed, ..Raid::default() }.record()).collect();
    broken[0].schema = 99;
    broken[1].report.text = record::Text::new("other words");
    broken[2].events[0].sources = vec!["a9".to_owned()];
    broken[3].events[0].mentions[0].trigger.end = 100_000;
    let mut scratch = Scratch::new();
    let added = scratch.archive.add(&broken, &mut run()).unwrap();
    assert_eq!(added.n_added, 1);
    let told = ["its schema is 99", "its id is not that", "speaks of a9", "outside of its text"];
    assert_eq!(added.refused.len(), told.len());
    assert!(added.refused.iter().zip(told).all(|(refused, told)| refused.contains(told)), "{:?}", added.refused);
}

#[test]
fn words_that_are_not_kept_are_nowhere_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("spans.db");
    let mut archive = Archive::open(&path).unwrap();
    let record = Raid::default().record();
    archive.add(std::slice::from_ref(&record), &mut Run::new("add", "x", "", Keep::Spans)).unwrap();
    let found = archive.search(&Search { types: vec!["ASSAULT".into()], ..Search::default() }).unwrap();
    let Hit::Event(event) = &found.hits[0] else { panic!("{found:?}") };
    assert_eq!(event.mentions[0].words.words, None);
    drop(archive);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(5).any(|window| window == b"slept"));
}

#[test]
fn a_file_of_another_kind_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let letter = "Dear Ana, this is a letter and no archive.".repeat(40);
    std::fs::write(&path, &letter).unwrap();
    let told = |result: Result<Archive, archive::Error>| result.err().unwrap().to_string();
    assert!(told(Archive::open(&path)).contains("is no archive of dateline's"));
    assert!(told(Archive::existing(&path)).contains("is no archive of dateline's"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), letter);
    assert!(told(Archive::existing(&folder.path().join("none.db"))).contains("there is no archive"));
}

#[test]
fn an_id_shows_what_it_stands_for() {
    let record = Raid { said: true, ..Raid::default() }.record();
    let scratch = Scratch::with(std::slice::from_ref(&record));
    let Shown::Report(told) = scratch.archive.show(&record.report.id[..10]).unwrap() else { panic!() };
    assert_eq!(told.text.as_deref(), Some(record.report.text.as_str()));
    let event = &told.events[0];
    let Shown::Happening(dossier) = scratch.archive.show(&event.happening).unwrap() else { panic!() };
    assert_eq!(dossier.events, told.events);
    assert_eq!(dossier.statements, told.statements);
    assert_eq!(dossier.figures[0].givers[0].name.as_deref(), Some("Ana Bell"));
    assert_eq!(dossier.figures[0].givers[0].via, ["Herald"]);
    assert!(scratch.archive.show("e00000000").unwrap_err().to_string().contains("holds nothing"));
}
