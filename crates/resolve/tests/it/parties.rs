//! Parties are weighed over all mentions of an event, by what grammar and the model say of each.

use record::{EventType, LikelyParty, RoleKind};

use crate::scene::{Scene, lines};

/// Two sentences, the second of which tells an attack; everyone in either may have a part, as likely as is said: the word, how likely it
/// names who does it, and to whom.
fn told(likely: &[(&str, f32, f32)], sources: &[&str], recipients: &[&str]) -> Scene {
    let mut scene = Scene::new(
        "2024-05-08",
        "Iceland/PROPN/2/nsubj/B-LOC warned/PAST/0/root Finland/PROPN/2/obj/B-LOC
        Norway/PROPN/2/nsubj/B-LOC attacked/PAST/0/root Denmark/PROPN/2/obj/B-LOC",
    );
    let parties = likely.iter().map(|&(word, source, recipient)| LikelyParty {
        mention: scene.mention(scene.at(word)),
        source,
        recipient,
        by_pattern: match (sources.contains(&word), recipients.contains(&word)) {
            (true, _) => Some(RoleKind::Source),
            (_, true) => Some(RoleKind::Recipient),
            _ => None,
        },
        of_another: false,
    });
    let parties = parties.collect();
    scene.tells(EventType::Assault, "attacked", sources, recipients).likely = parties;
    scene
}

fn sides(scene: &Scene) -> Option<[Vec<String>; 2]> {
    let found = scene.resolve();
    let event = found.events.first()?;
    Some([lines(&found, &event.sources), lines(&found, &event.recipients)])
}

#[test]
fn grammar_and_model_at_one_are_believed() {
    let scene = told(&[("Norway", 0.95, 0.01), ("Denmark", 0.01, 0.95)], &["Norway"], &["Denmark"]);
    assert_eq!(sides(&scene), Some([vec!["Norway NOR:GOV".to_owned()], vec!["Denmark DNK:GOV".to_owned()]]));
}

#[test]
fn whom_the_model_sees_in_an_earlier_sentence_may_be_meant_and_is_a_doubt() {
    let scene = told(&[("Norway", 0.95, 0.01), ("Finland", 0.01, 0.95)], &["Norway"], &[]);
    assert_eq!(sides(&scene), Some([vec!["Norway NOR:GOV".to_owned()], vec!["Finland FIN:GOV".to_owned()]]));
    let doubts = scene.resolve().doubts;
    let doubt = doubts.iter().find(|doubt| doubt.reason == "named in another sentence than the event").unwrap();
    assert_eq!((doubt.at.as_str(), scene.text(doubt.span.unwrap())), ("events/e1/recipients", "Finland"));
}

#[test]
fn who_is_hardly_likely_has_no_part() {
    let scene =
        told(&[("Norway", 0.95, 0.01), ("Denmark", 0.01, 0.95), ("Iceland", 0.06, 0.06)], &["Norway"], &["Denmark"]);
    let [sources, recipients] = sides(&scene).unwrap();
    assert!(!sources.iter().chain(&recipients).any(|line| line.starts_with("Iceland")));
}

#[test]
fn without_the_model_grammar_alone_decides() {
    let scene = told(&[], &["Norway"], &["Denmark"]);
    assert_eq!(sides(&scene), Some([vec!["Norway NOR:GOV".to_owned()], vec!["Denmark DNK:GOV".to_owned()]]));
}
