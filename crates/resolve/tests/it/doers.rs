//! What a deed is depends on who does it.

use record::EventType;

use crate::scene::Scene;

/// The type and mode of "strikes" by two words.
fn strikes(first: &str, second: &str) -> (EventType, Option<String>) {
    let (form, class) = second.split_once('/').expect("a class follows the form");
    let notation = format!(
        "Strikes/NOUNS/5/nsubj by/ADP/4/case {first} {form}/{class}/1/nmod closed/PAST/0/root ports/NOUNS/5/obj"
    );
    let mut scene = Scene::new("2024-05-08", &notation);
    scene.tells(EventType::Protest, "Strikes", &[form], &[]).mode = Some("strike".to_owned());
    let found = scene.resolve();
    (found.events[0].kind, found.events[0].mode.clone())
}

#[test]
fn a_state_s_strike_is_an_attack_and_a_worker_s_is_none() {
    assert_eq!(strikes("the/DET/4/det", "army/NOUN"), (EventType::Assault, None));
    for workers in ["teachers/NOUNS", "workers/NOUNS"] {
        assert_eq!(strikes("the/DET/4/det", workers), (EventType::Protest, Some("strike".to_owned())));
    }
}

#[test]
fn the_strikes_of_troops_are_attacks() {
    assert_eq!(strikes("Danish/ADJ/4/amod/B-GROUP", "troops/NOUNS").0, EventType::Assault);
}

#[test]
fn the_strikes_of_rebels_are_attacks() {
    assert_eq!(strikes("the/DET/4/det", "rebels/NOUNS").0, EventType::Assault);
}

/// The type and mode of "protested", told of somebody.
fn protested(who: &str, source: &str) -> (EventType, Option<String>) {
    let notation = format!("{who} protested/PAST/0/root at/ADP/6/case borders/NOUNS/4/obl");
    let mut scene = Scene::new("2024-05-08", &notation);
    let verb = scene.at("protested");
    scene.analysis.tokens[verb].lemma = "protest".into();
    scene.tells(EventType::Protest, "protested", &[source], &[]);
    let found = scene.resolve();
    (found.events[0].kind, found.events[0].mode.clone())
}

#[test]
fn a_state_that_protests_criticises_and_a_crowd_demonstrates() {
    let criticises = (EventType::Accuse, Some("disapprove".to_owned()));
    let north = "North/PROPN/2/compound/B-LOC Korea/PROPN/4/nsubj/I-LOC loudly/ADV/4/advmod";
    assert_eq!(protested(north, "Korea"), criticises);
    let minister = "The/DET/3/det Danish/ADJ/3/amod/B-GROUP minister/NOUN/4/nsubj";
    assert_eq!(protested(minister, "minister"), criticises);
    let crowd = "Many/ADJ/3/amod Danish/ADJ/3/amod/B-GROUP teachers/NOUNS/4/nsubj";
    assert_eq!(protested(crowd, "teachers"), (EventType::Protest, None));
}

#[test]
fn a_minister_by_name_who_protests_criticises() {
    let minister = "Danish/ADJ/2/amod/B-GROUP minister/NOUN/4/nsubj Solvang/PROPN/2/flat/B-PER";
    assert_eq!(protested(minister, "Solvang").0, EventType::Accuse);
}

#[test]
fn a_strike_of_nobody_is_an_attack_among_attacks_and_no_crowd() {
    let kind = |kind: EventType, crowd: bool| {
        let mut scene = Scene::new(
            "2024-05-08",
            "Danish/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj reached/PAST/0/root Bergen/PROPN/3/obj/B-LOC
            Crowds/NOUNS/2/nsubj marched/PAST/0/root
            A/DET/2/det strike/NOUN/3/nsubj closed/PAST/0/root the/DET/6/det Harbour/PROPN/6/compound/B-ORG Union/PROPN/3/obj/I-ORG",
        );
        scene.tells(kind, "reached", &["troops"], &["Bergen"]);
        if crowd {
            scene.tells(EventType::Protest, "marched", &["Crowds"], &[]);
        }
        scene.tells(EventType::Protest, "strike", &[], &["Union"]);
        scene.resolve().events.last().unwrap().kind
    };
    assert_eq!(kind(EventType::Assault, false), EventType::Assault);
    assert_eq!(kind(EventType::Assault, true), EventType::Protest, "a crowd is about");
    assert_eq!(kind(EventType::Mobilize, false), EventType::Protest, "nobody attacks");
}
