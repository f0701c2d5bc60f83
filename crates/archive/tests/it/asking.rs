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

#[test]
fn pages_fit_one_another_and_leave_nothing_out() {
    let towns = ["Kessel", "Emmen", "Doorn", "Weert", "Hoorn", "Goes", "Assen"];
    let records: Vec<record::Record> = (0..21)
        .map(|n| {
            let day = format!("2024-03-{:02}", 2 + n / 3);
            let (harbour, more) = (towns[n % 7], format!("Barge number {n} lay across the channel until noon."));
            Raid {
                outlet: "Herald",
                day: &day,
                on: &day,
                harbour: (harbour, "NLD"),
                more: &more,
                said: n % 2 == 0,
                ..Raid::default()
            }
            .record()
        })
        .collect();
    let scratch = Scratch::with(&records);
    let wanted = |wanted, search: Search| Search { wanted: Some(wanted), ..search };
    let by = |actor: &str| Search { actors: vec![actor.into()], ..Search::default() };
    for (search, n) in [
        (wanted(Wanted::Events, Search::default()), 21),
        (wanted(Wanted::Events, by("ALB")), 21),
        (wanted(Wanted::Events, Search { place: Some("Doorn".into()), ..by("Alvania") }), 3),
        (
            wanted(Wanted::Events, Search { words: Some("barge".into()), types: vec!["ASSAULT".into()], ..by("NLD") }),
            21,
        ),
        (wanted(Wanted::Events, Search { speaker: Some("Bell".into()), ..Search::default() }), 11),
        (wanted(Wanted::Events, Search { to: Some("2024-03-03".into()), ..Search::default() }), 6),
        (wanted(Wanted::Statements, Search::default()), 11),
        (wanted(Wanted::Statements, Search { place: Some("NLD".into()), ..by("ALB") }), 11),
        (wanted(Wanted::Reports, by("NLD")), 21),
        (
            wanted(
                Wanted::Reports,
                Search { place: Some("Goes".into()), outlet: Some("herald".into()), ..Search::default() },
            ),
            3,
        ),
    ] {
        let ids = |found: archive::Found| {
            let id = |hit: Hit| match hit {
                Hit::Report { report, .. } => report.id,
                Hit::Event(event) => event.id,
                Hit::Statement(told) => told.id,
            };
            (found.hits.into_iter().map(id).collect::<Vec<_>>(), found.next)
        };
        let (whole, _) = ids(scratch.archive.search(&Search { limit: 100, ..search.clone() }).unwrap());
        assert_eq!(whole.len(), n, "{search:?}");
        let (mut paged, mut cursor) = (Vec::new(), None);
        loop {
            let page = Search { limit: 2, cursor, ..search.clone() };
            let (ids, next) = ids(scratch.archive.search(&page).unwrap());
            paged.extend(ids);
            cursor = next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(paged, whole, "{search:?}");
    }
    let all = scratch.archive.happenings(&Search { limit: 100, ..Search::default() }, 1).unwrap().happenings;
    let found = scratch.archive.happenings(&Search { limit: 100, ..by("ALB") }, 1).unwrap().happenings;
    assert_eq!(all.len(), found.len());
}

#[test]
fn what_is_counted_ahead_is_what_is_counted_by_looking() {
    let scratch = told();
    let archive = &scratch.archive;
    for by in [By::Day, By::Week, By::Month] {
        // All events are assaults, so that the one question is answered from counts and the other by looking.
        let assaults = Search { types: vec!["ASSAULT".into()], ..Search::default() };
        let (counted, looked_at) =
            (archive.timeline(&Search::default(), by).unwrap(), archive.timeline(&assaults, by).unwrap());
        assert_eq!(counted, looked_at);
        assert!(!counted.stretches.is_empty());
        let (counted, looked_at) = (archive.places(&Search::default()).unwrap(), archive.places(&assaults).unwrap());
        assert_eq!(counted, looked_at);
    }
    let pairs = archive.pairs(5).unwrap();
    assert_eq!((pairs.len(), pairs[0].n_events), (1, 3));
    assert_eq!(archive.speakers(5).unwrap().speakers[0].n_statements, 1);
}
