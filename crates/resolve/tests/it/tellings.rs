//! What single mentions of events tell once their words are resolved.

use record::EventType;

use crate::scene::{Scene, lines};

/// Whom the Norwegian minister's visit to somewhere, told in one word, is aimed at.
fn visited(whom: &str) -> Vec<String> {
    let notation = format!(
        "Norwegian/ADJ/2/amod/B-GROUP minister/NOUN/5/nsubj Kari/PROPN/2/appos/B-PER Solvang/PROPN/3/flat/I-PER visited/PAST/0/root {whom}/PROPN/5/obj/B-LOC"
    );
    let mut scene = Scene::new("2024-05-06", &notation);
    scene.tells(EventType::Consult, "visited", &["minister"], &[whom]).mode = Some("visit".to_owned());
    let found = scene.resolve();
    lines(&found, &found.events[0].recipients)
}

#[test]
fn nobody_visits_the_country_whose_office_he_holds() {
    assert_eq!(visited("Iceland"), ["Iceland ISL:GOV"]);
    assert!(visited("Norway").is_empty());
}

/// How many events there are of what Ola Berg says troops did to "it".
fn struck(before: &str, in_words: bool) -> usize {
    let notation = format!(
        "{before} fell/PAST/0/root\nTroops/NOUNS/2/nsubj blew/PAST/0/root it/PRON/2/obj up/ADP/2/compound said/PAST/2/parataxis Ola/PROPN/5/nsubj/B-PER Berg/PROPN/6/flat/I-PER"
    );
    let mut scene = Scene::new("2024-05-06", &notation);
    if in_words {
        let said = scene.at("said");
        scene.says(said + 1, said, said - 4, said - 1);
    }
    scene.tells(EventType::Assault, "blew", &["Troops"], &["it"]);
    scene.resolve().events.len()
}

#[test]
fn words_may_strike_what_is_nobody_in_figure() {
    assert_eq!(struck("Snow/NOUN/2/nsubj", true), 0);
    assert_eq!(struck("Snow/NOUN/2/nsubj", false), 1, "the report itself does not speak in figure");
    assert_eq!(struck("Iceland/PROPN/2/nsubj/B-LOC", true), 1, "it may be somebody");
}

/// To whom Norway's last deed is done, where its own words name nobody, after two sentences and so many more.
fn aimed_at(kind: EventType, first: &str, between: usize) -> (Vec<String>, usize) {
    let notation = format!(
        "Norway/PROPN/2/nsubj/B-LOC {first}/PAST/0/root Iceland/PROPN/2/obj/B-LOC
        Rain/NOUN/2/nsubj fell/PAST/0/root in/ADP/4/case Kenya/PROPN/2/obl/B-LOC{}
        Norway/PROPN/2/nsubj/B-LOC acted/PAST/0/root",
        "\nSnow/NOUN/2/nsubj fell/PAST/0/root again/ADV/2/advmod and/CCONJ/5/cc again/ADV/2/conj".repeat(between)
    );
    let mut scene = Scene::new("2024-05-06", &notation);
    if first == "sued" {
        scene.tells(EventType::Accuse, "sued", &["Norway"], &["Iceland"]);
    }
    scene.tells(kind, "acted", &["Norway~1"], &[]);
    // Kenya acts as well, so that it is an actor.
    scene.tells(EventType::Mobilize, "fell", &["Kenya"], &[]);
    let found = scene.resolve();
    let event = found.events.last().expect("it is told");
    let doubts = found.doubts.iter().filter(|doubt| doubt.at.ends_with("/recipients")).count();
    (lines(&found, &event.recipients), doubts)
}

#[test]
fn a_demand_is_made_of_the_one_dealt_with_or_named_last() {
    assert_eq!(aimed_at(EventType::Request, "sued", 0), (vec!["Iceland ISL:GOV".to_owned()], 1));
    assert_eq!(aimed_at(EventType::Request, "left", 0), (vec!["Kenya KEN:GOV".to_owned()], 1));
    assert_eq!(aimed_at(EventType::Request, "left", 12).0, Vec::<String>::new(), "too far back");
}

#[test]
fn what_need_not_be_done_to_anybody_is_done_to_nobody() {
    assert_eq!(aimed_at(EventType::Protest, "sued", 0), (Vec::new(), 0));
}

#[test]
fn those_who_govern_a_country_do_not_accuse_it() {
    let accused = |who: &str| {
        let notation = format!(
            "Norwegian/ADJ/2/amod/B-GROUP {who}/NOUN/3/nsubj accused/PAST/0/root Norway/PROPN/3/obj/B-LOC of/ADP/6/case fraud/NOUN/3/obl"
        );
        let mut scene = Scene::new("2024-05-06", &notation);
        scene.tells(EventType::Accuse, "accused", &[who], &["Norway"]);
        let found = scene.resolve();
        lines(&found, &found.events[0].recipients)
    };
    assert!(accused("minister").is_empty());
    assert_eq!(accused("journalist"), ["Norway NOR:GOV"]);
}
