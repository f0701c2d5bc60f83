//! Happenings: what is joined, what stays apart, what users decide.

use archive::{Dossier, Shown};
use record::Record;

use crate::made::{Raid, Scratch, run};

const OTHER: &str = "A second thing was said by the mayor, who had slept badly and wanted coffee.";
const THIRD: &str = "Grain prices rose in the afternoon, which nobody in the market had expected at all.";

fn raid(outlet: &'static str, killed: u64, more: &'static str) -> Record {
    Raid { outlet, killed, more, ..Raid::default() }.record()
}

fn dossier_of(scratch: &Scratch, record: &Record) -> Dossier {
    let Shown::Report(told) = scratch.archive.show(&record.report.id).unwrap() else { panic!() };
    scratch.archive.happening(&told.events[0].happening).unwrap().unwrap()
}

#[test]
fn reports_of_one_event_are_one_happening_with_every_figure_and_its_giver() {
    let records = [
        raid("River Post", 6, ""),
        Raid { outlet: "Herald", killed: 9, said: true, more: OTHER, ..Raid::default() }.record(),
        Raid { outlet: "Kurier", killed: 6, denied: true, more: THIRD, ..Raid::default() }.record(),
    ];
    let scratch = Scratch::with(&records);
    let dossier = dossier_of(&scratch, &records[0]);
    assert_eq!((dossier.happening.n_reports, dossier.happening.n_origins), (3, 3));
    let figures: Vec<_> =
        dossier.figures.iter().map(|f| (f.low, f.outlet.as_deref(), f.givers[0].name.as_deref())).collect();
    assert_eq!(
        figures,
        [
            (Some(6), Some("River Post"), None),
            (Some(9), Some("Herald"), Some("Ana Bell")),
            (Some(6), Some("Kurier"), None)
        ]
    );
    let kinds: Vec<&str> = dossier.contradictions.iter().map(|found| found.kind.as_str()).collect();
    assert_eq!(kinds, ["figures", "denial"]);
    assert_eq!(dossier.contradictions[0].other.according_to, "Ana Bell via Herald, Herald");
    assert!(dossier.events[1].joined.why.contains("in kessel"), "{:?}", dossier.events[1].joined);
}

#[test]
fn another_day_or_another_town_is_another_happening() {
    let first = raid("River Post", 6, "");
    let later = Raid { outlet: "Herald", on: "2024-03-05", day: "2024-03-06", more: OTHER, ..Raid::default() }.record();
    let elsewhere = Raid { outlet: "Kurier", harbour: ("Emmen", "NLD"), more: THIRD, ..Raid::default() }.record();
    let scratch = Scratch::with(&[first.clone(), later, elsewhere]);
    assert_eq!(dossier_of(&scratch, &first).events.len(), 1);
    assert_eq!(scratch.archive.stats().unwrap().n_happenings, 3);
}

/// Whether a raid on Kessel and one on a market that no table has are one happening; the second report names `also` in the sentence of its raid.
fn market_in(also: &str) -> bool {
    let mut one = raid("River Post", 6, "");
    one.places[0].geonames = Some(7);
    let mut other =
        Raid { outlet: "Herald", harbour: ("Fish Market", "NLD"), killed: 6, more: OTHER, ..Raid::default() }.record();
    let mut town = other.places[0].clone();
    other.places[0].precision = record::Precision::Point;
    (town.id, town.name) = ("p2".to_owned(), also.to_owned());
    town.mentions = other.actors[1].mentions.clone();
    other.places.push(town);
    let scratch = Scratch::with(&[one.clone(), other]);
    dossier_of(&scratch, &one).events.len() == 2
}

#[test]
fn a_market_may_stand_in_the_town_that_its_report_names_too() {
    assert!(market_in("Kessel"));
    assert!(!market_in("Emmen"));
}

#[test]
fn different_culprits_contradict_each_other() {
    let records = [
        raid("River Post", 6, ""),
        Raid { outlet: "Herald", raiders: ("Norway", "NOR"), more: OTHER, ..Raid::default() }.record(),
    ];
    let mut scratch = Scratch::with(&records);
    let (one, other) = (dossier_of(&scratch, &records[0]), dossier_of(&scratch, &records[1]));
    if one.happening.id != other.happening.id {
        scratch.archive.join(&one.happening.id, &other.happening.id, None, "").unwrap();
    }
    let dossier = dossier_of(&scratch, &records[0]);
    let culprit = dossier.contradictions.iter().find(|found| found.kind == "culprit").unwrap();
    assert_eq!((culprit.one.says.as_str(), culprit.other.says.as_str()), ("Alvania", "Norway"));
}

#[test]
fn what_a_user_splits_and_joins_stays_so_when_it_is_read_anew() {
    let records = [raid("River Post", 6, ""), raid("Herald", 6, OTHER), raid("Kurier", 6, THIRD)];
    let mut scratch = Scratch::with(&records);
    let dossier = dossier_of(&scratch, &records[0]);
    assert_eq!(dossier.events.len(), 3);
    let split = scratch.archive.split(&[dossier.events[2].id.clone()], Some("another raid"), "").unwrap();
    assert_eq!(split.moved, [dossier.events[2].id.clone()]);
    assert_eq!(dossier_of(&scratch, &records[0]).events.len(), 2);
    // Another reading of the report finds the same event, and leaves it where it was put.
    let mut again = records[2].clone();
    again.reader.version = "0.2.0".to_owned();
    again.events[0].mode = Some("heavy-weapons".to_owned());
    let changed = scratch.archive.reread(&[again], &mut run()).unwrap();
    assert_eq!(changed[0].events_changed[0].1, ["mode: firearms → heavy-weapons"]);
    assert_eq!(dossier_of(&scratch, &records[2]).happening.id, split.happening);
    assert_eq!(dossier_of(&scratch, &records[0]).events.len(), 2);
    assert_eq!(dossier_of(&scratch, &records[2]).events.len(), 1);
    // And joined, it is so too.
    scratch.archive.join(&dossier.happening.id, &split.happening, None, "").unwrap();
    scratch.archive.reread(&[records[2].clone()], &mut run()).unwrap();
    let joined = dossier_of(&scratch, &records[2]);
    assert_eq!((joined.events.len(), joined.events[2].joined.by.as_str()), (3, "user"));
    assert_eq!(scratch.archive.verify().unwrap().faults, Vec::<String>::new());
}

#[test]
fn a_withdrawn_report_takes_along_all_that_rests_on_it() {
    let records = [raid("River Post", 6, ""), raid("Herald", 7, OTHER)];
    let alone = Raid { outlet: "Kurier", on: "2024-02-01", said: true, more: THIRD, ..Raid::default() }.record();
    let mut scratch = Scratch::with(&records);
    let before = scratch.archive.stats().unwrap();
    scratch.archive.add(std::slice::from_ref(&alone), &mut run()).unwrap();
    let gone = scratch.archive.retract(&alone.report.id, Some("an error"), "").unwrap();
    assert_eq!(
        (gone.n_events, gone.n_statements, gone.happenings_gone.len(), gone.happenings_left.len()),
        (1, 1, 1, 0)
    );
    let mut after = scratch.archive.stats().unwrap();
    assert_eq!(after.n_retracted, 1);
    (after.n_retracted, after.n_bytes) = (before.n_retracted, before.n_bytes);
    assert_eq!(after, before);
    assert!(scratch.archive.show(&alone.report.id).is_err());
    assert_eq!(scratch.archive.add(&[alone], &mut run()).unwrap().n_retracted, 1);
    // The founder of a happening goes; the other report still tells of it.
    let gone = scratch.archive.retract(&records[0].report.id, None, "").unwrap();
    assert_eq!((gone.happenings_gone.len(), gone.happenings_left.len()), (0, 1));
    assert_eq!(dossier_of(&scratch, &records[1]).events[0].joined.to, None);
    assert_eq!(scratch.archive.verify().unwrap().faults, Vec::<String>::new());
}
