//! Where and when an event is, weighed over all its mentions and what the sentences before name.

use record::{Event, EventType, LikelyParty, LikelyPlace};

use crate::scene::Scene;

/// Two sentences, each with a day, a town and a deed; the mention of the second has what is near it put forward.
fn told(first: &str, second: &str) -> Scene {
    let mut scene = Scene::new("2024-05-08", &format!("{first}\n{second}"));
    let deeds: Vec<&str> =
        ["met", "shelled"].into_iter().filter(|verb| scene.report.text.as_str().contains(verb)).collect();
    for verb in deeds {
        let head = scene.at(verb);
        let before = |token: &usize| *token < scene.analysis.tokens.len() && *token <= head + 5;
        let names: Vec<usize> = scene.analysis.names.iter().map(|name| name.tokens.start).filter(before).collect();
        let days = ["Monday", "Tuesday", "Friday"].iter().filter(|day| scene.report.text.as_str().contains(**day));
        let times = days.map(|day| scene.mention(scene.at(day))).filter(|time| before(&time.head)).collect();
        let is_place = |token: &&usize| ["Kisumu", "Ndola", "Kenya"].contains(&scene.analysis.form(**token));
        let places = names.iter().filter(is_place).map(|&token| LikelyPlace {
            mention: scene.mention(token),
            likelihood: if token > head { 0.9 } else { 0.02 },
        });
        let places = places.collect();
        let source = LikelyParty {
            mention: scene.mention(scene.at("Rebels")),
            source: 0.95,
            recipient: 0.01,
            by_pattern: Some(record::RoleKind::Source),
            of_another: false,
        };
        let kind = if verb == "met" { EventType::Consult } else { EventType::Assault };
        let event = scene.tells(kind, verb, &["Rebels"], &[]);
        (event.times, event.places, event.likely) = (times, places, vec![source]);
    }
    scene
}

fn named<'a>(scene: &'a Scene, event: &Event) -> (Option<String>, Option<&'a str>) {
    let found = scene.resolve();
    let place = found.places.into_iter().find(|place| Some(&place.id) == event.place.as_ref());
    let place = place.map(|place| scene.text(place.mentions[0]));
    (event.date.as_ref().map(|date| date.value.clone()), place)
}

const SHELLED: &str = "Rebels/NOUNS/2/nsubj shelled/PAST/0/root a/DET/4/det base/NOUN/2/obj near/ADP/6/case Ndola/PROPN/2/obl/B-LOC on/ADP/8/case Friday/PROPN/2/obl";

#[test]
fn what_the_own_clause_tells_holds() {
    let mut scene = told("", SHELLED);
    let (place, day) = (scene.mention(scene.at("Ndola")), scene.mention(scene.at("Friday")));
    (scene.events[0].place, scene.events[0].date) = (Some(place), Some(day));
    let found = scene.resolve();
    assert_eq!(named(&scene, &found.events[0]), (Some("2024-05-03".to_owned()), Some("Ndola")));
    assert!(found.doubts.iter().all(|doubt| doubt.reason != "told in another sentence than the event"));
}

#[test]
fn a_day_without_an_event_of_its_own_holds_for_the_next_sentence_and_is_a_doubt() {
    let scene = told(
        "Rain/NOUN/2/nsubj fell/PAST/0/root in/ADP/4/case Kisumu/PROPN/2/obl/B-LOC on/ADP/6/case Friday/PROPN/2/obl",
        "Rebels/NOUNS/2/nsubj shelled/PAST/0/root a/DET/4/det base/NOUN/2/obj",
    );
    let found = scene.resolve();
    let date = found.events[0].date.as_ref().expect("it is told");
    let doubt = found.doubts.iter().find(|doubt| doubt.at == "events/e1/date").expect("it is a doubt");
    assert_eq!((date.value.as_str(), scene.text(doubt.span.unwrap())), ("2024-05-03", "Friday"));
    assert_eq!(date.expression, doubt.span.unwrap());
    let roles = &found.events[0].mentions[0].roles;
    assert!(roles.iter().all(|role| role.role != record::RoleKind::Date), "its own sentence tells no day");
}

#[test]
fn a_state_with_a_part_in_it_is_not_where_it_is() {
    let mut scene =
        told("", "Rebels/NOUNS/2/nsubj shelled/PAST/0/root Kenya/PROPN/2/obj/B-LOC on/ADP/5/case Friday/PROPN/2/obl");
    let kenya = scene.mention(scene.at("Kenya"));
    scene.events[0].recipients = vec![kenya];
    scene.events[0].likely.push(LikelyParty {
        mention: kenya,
        source: 0.01,
        recipient: 0.95,
        by_pattern: Some(record::RoleKind::Recipient),
        of_another: false,
    });
    assert_eq!(scene.resolve().events[0].place, None);
}
