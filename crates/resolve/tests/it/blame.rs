//! Blame of a deed is aimed at those who did it.

use record::EventType;

use crate::scene::{Scene, lines};

/// At whom words about the shelling of Bergen are aimed, after a first sentence that tells who shelled it.
fn aimed_at(doers: &[&str], kind: EventType, words: &str, trigger: &str, recipients: &[&str]) -> Vec<String> {
    let notation = format!(
        "Danish/ADJ/2/amod/B-GROUP troops/NOUNS/5/nsubj and/CCONJ/4/cc Norway/PROPN/2/conj/B-LOC shelled/PAST/0/root Bergen/PROPN/5/obj/B-LOC
        {words}"
    );
    let mut scene = Scene::new("2024-05-08", &notation);
    scene.tells(EventType::Assault, "shelled", doers, &["Bergen"]);
    scene.tells(EventType::Assault, "shelling", &[], &[]);
    scene.tells(kind, trigger, &["Norway~1"], recipients);
    let found = scene.resolve();
    let event = found.events.iter().find(|event| event.kind == kind).expect("it is told");
    assert_eq!(lines(&found, &event.sources), ["Norway NOR:GOV"]);
    lines(&found, &event.recipients)
}

const CONDEMNED: &str = "Norway/PROPN/2/nsubj/B-LOC condemned/PAST/0/root the/DET/4/det shelling/NOUN/2/obj";

const BLAMED: &str = "Norway/PROPN/2/nsubj/B-LOC blamed/PAST/0/root the/DET/4/det shelling/NOUN/2/obj on/ADP/6/case Iceland/PROPN/2/obl/B-LOC";

#[test]
fn who_condemns_a_deed_condemns_its_doers() {
    let troops = ["Danish troops DNK:MIL"];
    assert_eq!(aimed_at(&["troops"], EventType::Accuse, CONDEMNED, "condemned", &[]), troops);
    let passive = "The/DET/2/det shelling/NOUN/4/nsubj:pass was/AUX/4/aux condemned/PAST/0/root by/ADP/6/case Norway/PROPN/4/obl:agent/B-LOC";
    assert_eq!(aimed_at(&["troops"], EventType::Accuse, passive, "condemned", &[]), troops);
    let noun = "Norway/PROPN/4/nsubj/B-LOC renewed/PAST/0/root its/PRON/4/nmod:poss criticism/NOUN/2/obj of/ADP/7/case the/DET/7/det shelling/NOUN/4/nmod";
    assert_eq!(aimed_at(&["troops"], EventType::Accuse, noun, "criticism", &[]), troops);
}

#[test]
fn who_praises_a_deed_praises_its_doers() {
    let praised = CONDEMNED.replace("condemned", "praised");
    let aimed = aimed_at(&["troops"], EventType::Support, &praised, "praised", &[]);
    assert_eq!(aimed, ["Danish troops DNK:MIL"]);
}

#[test]
fn nobody_condemns_himself() {
    let aimed = aimed_at(&["troops", "Norway"], EventType::Accuse, CONDEMNED, "condemned", &[]);
    assert_eq!(aimed, ["Danish troops DNK:MIL"]);
    assert!(aimed_at(&["Norway"], EventType::Accuse, CONDEMNED, "condemned", &[]).is_empty());
    assert_eq!(aimed_at(&["Norway"], EventType::Accuse, BLAMED, "blamed", &["Iceland"]), ["Iceland ISL:GOV"]);
}

#[test]
fn other_words_about_a_deed_are_not_aimed_at_its_doers() {
    let stopped = CONDEMNED.replace("condemned", "stopped");
    assert!(aimed_at(&["troops"], EventType::Coerce, &stopped, "stopped", &[]).is_empty());
    let beside = "Norway/PROPN/2/nsubj/B-LOC condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC after/ADP/6/case the/DET/6/det shelling/NOUN/2/obl";
    assert_eq!(aimed_at(&["troops"], EventType::Accuse, beside, "condemned", &["Iceland"]), ["Iceland ISL:GOV"]);
}

#[test]
fn who_blames_somebody_by_name_blames_him() {
    let aimed = aimed_at(&["troops"], EventType::Accuse, BLAMED, "blamed", &["Iceland"]);
    assert_eq!(aimed, ["Iceland ISL:GOV"]);
}
