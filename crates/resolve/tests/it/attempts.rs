//! An attempt and the deed by which it was made are one event; other deeds are others.

use record::{EventType, Factuality};
use resolve::Resolved;

use crate::scene::Scene;

/// What troops do after Danish ones have tried to kill Jon Arnarson in Bergen.
#[derive(Clone, Copy, Debug)]
struct Deed {
    side: &'static str,
    /// Two words.
    victims: &'static str,
    town: &'static str,
    day: &'static str,
    /// How many sentences stand before it.
    after: usize,
}

const FOUR: &str = "four/NUM/5/nummod people/NOUNS/3/obj";
const SIX: &str = "six/NUM/5/nummod people/NOUNS/3/obj";
const SOMEBODY: &str = "Kari/PROPN/3/obj/B-PER Solvang/PROPN/4/flat/I-PER";
const DEED: Deed = Deed { side: "Danish", victims: FOUR, town: "Bergen", day: "Monday", after: 0 };

/// The record of the attempt, on a day or on none that is told, and of some deeds.
fn told(day: &str, deeds: &[Deed]) -> Resolved {
    scene(day, deeds).resolve()
}

fn scene(day: &str, deeds: &[Deed]) -> Scene {
    let mut notation = "Danish/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj tried/PAST/0/root to/PART/5/mark kill/VERB/3/xcomp Jon/PROPN/5/obj/B-PER Arnarson/PROPN/6/flat/I-PER in/ADP/9/case Bergen/PROPN/5/obl/B-LOC".to_owned();
    if !day.is_empty() {
        notation += &format!(" on/ADP/11/case {day}/PROPN/5/obl");
    }
    for Deed { side, victims, town, day, after } in deeds {
        notation += &"\nSnow/NOUN/2/nsubj fell/PAST/0/root".repeat(*after);
        notation += &format!(
            "\n{side}/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj shelled/PAST/0/root {victims} in/ADP/7/case {town}/PROPN/3/obl/B-LOC on/ADP/9/case {day}/PROPN/3/obl"
        );
    }
    let mut scene = Scene::new("2024-05-08", &notation);
    let kill = scene.at("kill");
    let (bergen, when) = (scene.mention(kill + 4), scene.mention(kill + 6));
    let attempt = scene.tells(EventType::Assault, "kill", &["troops"], &["Jon"]);
    attempt.factuality = Factuality::Attempted;
    attempt.place = Some(bergen);
    attempt.date = (!day.is_empty()).then_some(when);
    for nth in 0..deeds.len() {
        let shelled = scene.token("shelled", nth);
        let (town, when) = (scene.mention(shelled + 4), scene.mention(shelled + 6));
        let deed = scene.event(EventType::Assault, shelled, &[shelled - 1], &[shelled + 2]);
        deed.place = Some(town);
        deed.date = Some(when);
    }
    scene
}

/// How many mentions each event has.
fn sizes(found: &Resolved) -> Vec<usize> {
    found.events.iter().map(|event| event.mentions.len()).collect()
}

#[test]
fn an_attempt_and_the_deed_by_which_it_was_made_are_one_event() {
    let found = told("Monday", &[DEED]);
    assert_eq!(sizes(&found), [2], "{:#?}", found.events);
    assert_eq!(found.events[0].factuality, Factuality::Attempted);
    assert_eq!(sizes(&told("Monday", &[Deed { after: 3, ..DEED }])), [2]);
}

#[test]
fn the_deed_of_another_side_or_town_or_on_somebody_named_or_far_below_is_another_event() {
    let others = [
        Deed { side: "Swedish", ..DEED },
        Deed { town: "Oslo", ..DEED },
        Deed { victims: SOMEBODY, ..DEED },
        Deed { after: 4, ..DEED },
    ];
    for deed in others {
        let found = told("Monday", &[deed]);
        assert_eq!(sizes(&found), [1, 1], "{deed:?}");
        assert_eq!(found.events[1].factuality, Factuality::Happened);
    }
}

#[test]
fn a_deed_on_somebody_s_word_is_another_event() {
    let mut scene = scene("Monday", &[DEED]);
    scene.says(scene.at("Jon"), scene.at("tried"), scene.at("Danish~1"), scene.at("Monday~1"));
    assert_eq!(sizes(&scene.resolve()), [1, 1]);
}

#[test]
fn of_two_attacks_one_is_the_attempt() {
    let found = told("", &[DEED, Deed { victims: SIX, town: "Oslo", ..DEED }]);
    assert_eq!(sizes(&found), [2, 1], "{:#?}", found.events);
}

#[test]
fn a_deed_of_another_day_is_another_event() {
    assert_eq!(sizes(&told("Monday", &[Deed { day: "Friday", ..DEED }])), [1, 1]);
}

#[test]
fn two_attacks_on_two_days_are_not_both_the_attempt() {
    assert_eq!(sizes(&told("", &[DEED, Deed { victims: SIX, day: "Friday", ..DEED }])), [2, 1]);
}

/// How many mentions each event has where Danish troops seek to shoot Jon Arnarson and a second sentence follows, not at
/// the head of the report, where more is joined.
fn sought(factuality: Factuality, second: &str, trigger: &str, sources: &[&str], recipients: &[&str]) -> Vec<usize> {
    let notation = format!(
        "Snow/NOUN/2/nsubj fell/PAST/0/root
        Rain/NOUN/2/nsubj fell/PAST/0/root
        Danish/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj sought/PAST/0/root to/PART/5/mark shoot/VERB/3/xcomp Jon/PROPN/5/obj/B-PER Arnarson/PROPN/6/flat/I-PER on/ADP/9/case Monday/PROPN/5/obl
        {second}"
    );
    let mut scene = Scene::new("2024-05-08", &notation);
    let monday = scene.mention(scene.at("Monday"));
    let first = scene.tells(EventType::Assault, "shoot", &["troops"], &["Jon"]);
    first.factuality = factuality;
    first.mode = Some("firearms".to_owned());
    first.date = Some(monday);
    let friday = second.contains("Friday").then(|| scene.mention(scene.at("Friday")));
    let deed = scene.tells(EventType::Assault, trigger, sources, recipients);
    deed.mode = (!recipients.is_empty()).then(|| "firearms".to_owned());
    deed.date = friday;
    sizes(&scene.resolve())
}

#[test]
fn an_attempt_told_again_as_done_to_the_same_is_one_event() {
    let attacked = |side: &str, day: &str| {
        format!(
            "{side}/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj attacked/PAST/0/root Arnarson/PROPN/3/obj/B-PER {day}/PROPN/3/obl"
        )
    };
    let sizes =
        |factuality, side, day| sought(factuality, &attacked(side, day), "attacked", &["troops~1"], &["Arnarson~1"]);
    assert_eq!(sizes(Factuality::Attempted, "Danish", "There"), [2]);
    assert_eq!(sizes(Factuality::Planned, "Danish", "There"), [1, 1], "a plan is no attempt");
    assert_eq!(sizes(Factuality::Attempted, "Swedish", "There"), [1, 1], "another side");
    assert_eq!(sizes(Factuality::Attempted, "Danish", "Friday"), [1, 1], "another day");
}

#[test]
fn an_attempt_named_again_by_a_noun_is_one_event() {
    let attack = "Their/PRON/2/nmod:poss attack/NOUN/3/nsubj failed/PAST/0/root";
    assert_eq!(sought(Factuality::Attempted, attack, "attack", &["Their"], &[]), [2]);
    assert_eq!(sought(Factuality::Planned, attack, "attack", &["Their"], &[]), [1, 1], "a plan is no attempt");
    let other = "Sweden/PROPN/3/nmod:poss/B-LOC 's/PART/1/case attack/NOUN/4/nsubj failed/PAST/0/root";
    assert_eq!(sought(Factuality::Attempted, other, "attack", &["Sweden"], &[]), [1, 1], "another side");
}

#[test]
fn an_attempt_named_again_without_its_doers_is_one_event() {
    // A mention without parties that joins nothing is no event.
    let the = "The/DET/2/det attack/NOUN/3/nsubj failed/PAST/0/root";
    assert_eq!(sought(Factuality::Attempted, the, "attack", &[], &[]), [2]);
    assert_eq!(sought(Factuality::Planned, the, "attack", &[], &[]), [1], "a plan is no attempt");
    let an = the.replace("The", "An");
    assert_eq!(sought(Factuality::Attempted, &an, "attack", &[], &[]), [1], "a new attack");
}

/// The recipients of an event, by name.
fn recipients(found: &Resolved, event: usize) -> Vec<&str> {
    let name = |id: &String| found.actors.iter().find(|actor| actor.id == *id).map_or("", |actor| actor.name.as_str());
    found.events[event].recipients.iter().map(name).collect()
}

#[test]
fn those_whom_a_deed_hit_stand_beside_the_one_it_was_aimed_at() {
    let found = told("Monday", &[DEED]);
    assert_eq!(recipients(&found, 0), ["Jon Arnarson", "four people"], "{:#?}", found.events);
}

#[test]
fn a_country_is_not_aimed_at_where_somebody_in_it_is() {
    let mut scene = scene("Monday", &[Deed { town: "Norway", ..DEED }]);
    let aimed = |scene: &mut Scene, mode: Option<&str>| {
        let jon = scene.mention(scene.at("Jon"));
        let norway = scene.mention(scene.at("Norway"));
        scene.events[0].mode = mode.map(str::to_owned);
        scene.events[0].recipients = vec![jon, norway];
        scene.resolve()
    };
    let attack = aimed(&mut scene, None);
    assert_eq!(recipients(&attack, 0), ["Jon Arnarson", "Norway", "four people"], "{:#?}", attack.events);
    let murder = aimed(&mut scene, Some("assassinate"));
    assert_eq!(recipients(&murder, 0), ["Jon Arnarson", "four people"], "{:#?}", murder.events);
}

#[test]
fn a_headline_that_names_a_town_alone_belongs_to_the_body() {
    let notation = "Rockets/NOUNS/2/nsubj Hit/PAST/0/root Bergen/PROPN/2/obj/B-LOC\n\nDanish/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj shelled/PAST/0/root Kari/PROPN/3/obj/B-PER Solvang/PROPN/4/flat/I-PER in/ADP/7/case Bergen/PROPN/3/obl/B-LOC";
    let told = |title: bool| {
        let mut scene = Scene::new("2024-05-08", notation);
        let bergen = scene.mention(scene.at("Bergen~1"));
        scene.tells(EventType::Assault, "Hit", &[], &["Bergen"]);
        scene.tells(EventType::Assault, "shelled", &["troops"], &["Kari"]).place = Some(bergen);
        scene.report.title = title.then(|| "Rockets Hit Bergen".to_owned());
        scene.resolve()
    };
    assert_eq!(sizes(&told(true)), [2]);
    assert_eq!(recipients(&told(true), 0), ["Kari Solvang"], "the body knows whom they hit");
}
