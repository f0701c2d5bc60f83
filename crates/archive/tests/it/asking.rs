//! Questions of two parties, of one, of words.

use archive::{Between, By, Hit, Search, Wanted};

use crate::made::{Raid, Scratch};

fn between(one: &str, other: &str) -> Between {
    Between { one: one.into(), other: other.into(), from: None, to: None, by: By::Month, limit: 0 }
}

/// Three reports: one asserts, one has it from a minister, one denies.
fn told() -> Scratch {
    let asserted = Raid::default();
    let said = Raid {
        outlet: "Herald",
        day: "2024-03-06",
        said: true,
        killed: 9,
        more: "Trains ran late.",
        ..Raid::default()
    };
    let denied =
        Raid { outlet: "Kurier", day: "2024-04-01", denied: true, on: "2024-04-01", more: "", ..Raid::default() };
    Scratch::with(&[asserted.record(), said.record(), denied.record()])
}

#[test]
fn a_relation_keeps_apart_what_is_asserted_attributed_and_denied() {
    let scratch = told();
    let relation = scratch.archive.relations(&between("ALB", "NLD")).unwrap();
    let periods: Vec<&str> = relation.periods.iter().map(|period| period.period.as_str()).collect();
    assert_eq!(periods, ["2024-03", "2024-04"]);
    let march = &relation.periods[0];
    assert_eq!((march.deeds.asserted.n, march.deeds.attributed.n, march.deeds.denied.n), (1, 1, 0));
    assert_eq!((march.deeds.asserted.n_by_one, march.deeds.asserted.n_by_other), (1, 0));
    assert_eq!((march.deeds.asserted.intensity, march.words.asserted.intensity), (Some(-10.0), None));
    assert_eq!((march.n_reports, march.n_origins, march.n_statements), (2, 2, 1));
    assert_eq!(relation.periods[1].deeds.denied.n, 1);
    assert_eq!(relation.events.len(), 3);
    assert_eq!(relation.statements[0].told.speaker.as_ref().unwrap().name, "Ana Bell");
    assert!(relation.statements[0].has_both);
    // Each number opens to its sentences.
    let ids: Vec<&String> = march.deeds.attributed.events.iter().collect();
    let event = relation.events.iter().find(|event| event.id == *ids[0]).unwrap();
    assert!(event.mentions[0].sentence_words.as_ref().unwrap().contains("raided"));
}

#[test]
fn days_bound_a_relation_and_names_will_do() {
    let scratch = told();
    let asked = Between { from: Some("2024-04-01".into()), by: By::Day, ..between("Alvania", "Dutch sailors") };
    let relation = scratch.archive.relations(&asked).unwrap();
    assert_eq!(relation.periods.len(), 1);
    assert_eq!(relation.periods[0].period, "2024-04-01");
    let fault = scratch.archive.relations(&between("ALB", "nobody at all")).unwrap_err();
    assert!(fault.to_string().contains("no report names"), "{fault}");
    assert!(scratch.archive.relations(&between("ALB", "ALB")).unwrap_err().to_string().contains("one party"));
}

#[test]
fn reprints_do_not_count() {
    let raid = Raid { more: LONG, ..Raid::default() };
    let reprint = Raid { outlet: "Herald", day: "2024-03-06", more: LONG, ..Raid::default() };
    let scratch = Scratch::with(&[raid.record(), reprint.record()]);
    let relation = scratch.archive.relations(&between("ALB", "NLD")).unwrap();
    let march = &relation.periods[0].deeds.asserted;
    assert_eq!((march.n, march.n_reports, march.n_origins), (1, 2, 1));
    let stats = scratch.archive.stats().unwrap();
    assert_eq!((stats.n_reports, stats.n_stories, stats.n_origins, stats.n_corroborated), (2, 1, 1, 0));
}

const LONG: &str = "The harbour master Joos van Leer said that two barges lay across the channel and that pilots had been \
    sent home before noon. Divers from Emmerich were on their way with a crane that the waterways office had hired in \
    Duisburg the week before. Residents of the Rheinstrasse heard a dull blow and saw smoke over the grain store, which \
    burned until firemen from three towns put it out towards evening.";

#[test]
fn search_finds_reports_events_and_statements() {
    let scratch = told();
    let count = |search: Search| scratch.archive.search(&search).unwrap().hits.len();
    let words = |words: &str| Search { words: Some(words.into()), ..Search::default() };
    assert_eq!(count(words("trains")), 1);
    assert_eq!(count(words("raided -trains")), 2);
    assert_eq!(count(words("nothing of the kind")), 0);
    let Hit::Report { sentence, .. } = &scratch.archive.search(&words("trains")).unwrap().hits[0] else { panic!() };
    assert_eq!(*sentence, Some(2));
    let place = Search { place: Some("kessel".into()), factuality: vec!["denied".into()], ..Search::default() };
    assert_eq!(count(place), 1);
    assert_eq!(count(Search { speaker: Some("Bell".into()), ..Search::default() }), 1);
    assert_eq!(count(Search { anonymous: Some(true), ..Search::default() }), 0);
    assert_eq!(count(Search { via: Some("herald".into()), ..Search::default() }), 1);
    let acted = Search { actors: vec!["ALB".into(), "NLD".into()], to: Some("2024-03-31".into()), ..Search::default() };
    assert_eq!(count(acted), 2);
    let limited = Search { wanted: Some(Wanted::Events), limit: 2, ..Search::default() };
    let found = scratch.archive.search(&limited).unwrap();
    assert_eq!((found.hits.len(), found.has_more), (2, true));
}

#[test]
fn an_actor_is_what_all_reports_tell_of_it() {
    let scratch = told();
    let dossier = scratch.archive.actor("Alvania", 10).unwrap();
    assert_eq!((dossier.n_reports, dossier.n_undergone, dossier.n_said), (3, 0, 0));
    assert_eq!(dossier.with[0].0, "NLD");
    assert_eq!(scratch.archive.actor("Q1", 10).unwrap().n_said, 1);
}
