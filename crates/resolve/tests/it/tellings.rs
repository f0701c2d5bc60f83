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
