//! Towns and landmarks: whether they are parties, places or hosts.

use record::EventType;

use crate::scene::{Scene, lines};

/// Whom an event has as its recipients, told in two words.
fn recipients(crowd: &str, whom: &str) -> Vec<String> {
    let notation = format!("{crowd}/2/amod protesters/NOUNS/3/nsubj blocked/PAST/0/root the/DET/6/det {whom}");
    let mut scene = Scene::new("2024-05-06", &notation);
    let blocked = scene.at("blocked");
    scene.event(EventType::Protest, blocked, &[blocked - 1], &[blocked + 3]);
    let found = scene.resolve();
    lines(&found, &found.events[0].recipients)
}

const BRIDGE: &str = "Silver/PROPN/6/compound/B-LOC Bridge/PROPN/3/obj/I-LOC";

#[test]
fn a_landmark_is_no_party() {
    assert!(recipients("Angry/ADJ", BRIDGE).is_empty());
    let union = "Silver/PROPN/6/compound/B-ORG Union/PROPN/3/obj/I-ORG";
    assert_eq!(recipients("Angry/ADJ", union).len(), 1);
    assert_eq!(recipients("Angry/ADJ", "lakeside/ADJ/6/amod Kisumu/PROPN/3/obj/B-LOC"), ["Kisumu KEN:GOV"]);
}

#[test]
fn a_landmark_in_a_country_is_no_party() {
    assert!(recipients("Norwegian/ADJ", BRIDGE).is_empty());
}

/// The name of the place at which somebody does something to somebody.
fn place(kind: EventType, whom: &str) -> Option<String> {
    let notation = format!("Rebels/NOUNS/2/nsubj shelled/PAST/0/root {whom}/PROPN/2/obj/B-LOC");
    let mut scene = Scene::new("2024-05-06", &notation);
    scene.tells(kind, "shelled", &["Rebels"], &[whom]);
    let found = scene.resolve();
    let id = found.events[0].place.as_ref()?;
    found.places.iter().find(|place| place.id == *id).map(|place| place.name.clone())
}

#[test]
fn a_town_that_is_struck_is_the_place() {
    assert_eq!(place(EventType::Assault, "Kisumu").as_deref(), Some("Kisumu"));
    assert_eq!(place(EventType::Coerce, "Nairobi").as_deref(), Some("Nairobi"));
    assert_eq!(place(EventType::Assault, "Kenya"), None, "a country is too wide");
    assert_eq!(place(EventType::Accuse, "Kisumu"), None, "words reach from anywhere");
}

#[test]
fn the_place_that_words_tell_comes_before_the_town_that_is_struck() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Rebels/NOUNS/2/nsubj hit/PAST/0/root Kisumu/PROPN/2/obj/B-LOC near/ADP/5/case Ndola/PROPN/2/obl/B-LOC",
    );
    let ndola = scene.mention(scene.at("Ndola"));
    scene.tells(EventType::Assault, "hit", &["Rebels"], &["Kisumu"]).place = Some(ndola);
    assert_eq!(scene.resolve().events[0].place.as_deref(), Some("p2"));
}

/// Sources and recipients of a meeting of a Norwegian and a Kenyan minister in a country.
fn meeting(mode: Option<&str>, country: &str) -> (Vec<String>, Vec<String>) {
    let notation = format!(
        "Norwegian/ADJ/2/amod/B-GROUP minister/NOUN/10/nsubj Kari/PROPN/2/flat/B-PER Solvang/PROPN/3/flat/I-PER and/CCONJ/7/cc Kenyan/ADJ/7/amod/B-GROUP minister/NOUN/2/conj Otieno/PROPN/7/flat/B-PER Barasa/PROPN/8/flat/I-PER met/PAST/0/root in/ADP/12/case {country}/PROPN/10/obl/B-LOC"
    );
    let mut scene = Scene::new("2024-05-06", &notation);
    let event = scene.tells(EventType::Consult, "met", &["Solvang", "Barasa"], &[country]);
    event.mode = mode.map(str::to_owned);
    let found = scene.resolve();
    (lines(&found, &found.events[0].sources), lines(&found, &found.events[0].recipients))
}

#[test]
fn at_a_visit_those_of_the_country_are_hosts() {
    let (guests, hosts) = meeting(Some("visit"), "Kenya");
    assert_eq!(guests, ["Kari Solvang NOR:GOV"]);
    assert_eq!(hosts, ["Kenya KEN:GOV", "Otieno Barasa KEN:GOV"]);
    let both = ["Kari Solvang NOR:GOV", "Otieno Barasa KEN:GOV"];
    assert_eq!(meeting(None, "Kenya").0, both, "no visit");
    assert_eq!(meeting(Some("visit"), "Iceland").0, both, "both are guests");
}
