//! Who is who.

use record::{ActorKind, Basis, EventType};

use crate::scene::{Scene, line, lines};

#[test]
fn a_surname_and_a_title_point_back_to_the_full_name() {
    let mut scene = Scene::new(
        "2024-05-06",
        "The/DET/3/det Norwegian/ADJ/3/amod/B-GROUP minister/NOUN/6/nsubj Kari/PROPN/3/flat/B-PER Solvang/PROPN/4/flat/I-PER met/PAST/0/root envoys/NOUNS/6/obj
        Solvang/PROPN/2/nsubj/B-PER praised/PAST/0/root Finland/PROPN/2/obj/B-LOC
        The/DET/2/det minister/NOUN/3/nsubj criticised/PAST/0/root Sweden/PROPN/3/obj/B-LOC
        She/PRON/2/nsubj accused/PAST/0/root Denmark/PROPN/2/obj/B-LOC",
    );
    let parties = [
        ("Solvang", 1, "praised", "Finland"),
        ("minister", 1, "criticised", "Sweden"),
        ("She", 0, "accused", "Denmark"),
    ];
    for (source, nth, trigger, recipient) in parties {
        let (source, recipient) = (scene.token(source, nth), scene.token(recipient, 0));
        let trigger = scene.token(trigger, 0);
        scene.event(EventType::Accuse, trigger, &[source], &[recipient]);
    }
    let found = scene.resolve();
    for (event, country) in found.events.iter().zip(["Finland FIN:GOV", "Sweden SWE:GOV", "Denmark DNK:GOV"]) {
        assert_eq!(lines(&found, &event.sources), ["Kari Solvang NOR:GOV"]);
        assert_eq!(lines(&found, &event.recipients), [country]);
    }
    let solvang = &found.actors[0];
    assert_eq!(
        (solvang.kind, solvang.title.as_deref(), solvang.basis),
        (ActorKind::Person, Some("minister"), Basis::Title)
    );
    assert!(solvang.mentions.iter().any(|span| scene.text(*span) == "She"));
}

#[test]
fn a_country_is_one_actor_under_name_adjective_and_seat() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Norway/PROPN/2/nsubj/B-LOC condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC
        The/DET/3/det Norwegian/ADJ/3/amod/B-GROUP government/NOUN/4/nsubj threatened/PAST/0/root Iceland/PROPN/4/obj/B-LOC
        Oslo/PROPN/2/nsubj/B-LOC accused/PAST/0/root Iceland/PROPN/2/obj/B-LOC",
    );
    for (source, trigger, nth) in [("Norway", "condemned", 0), ("government", "threatened", 1), ("Oslo", "accused", 2)]
    {
        let (source, trigger, recipient) =
            (scene.token(source, 0), scene.token(trigger, 0), scene.token("Iceland", nth));
        scene.event(EventType::Accuse, trigger, &[source], &[recipient]);
    }
    let found = scene.resolve();
    assert_eq!(found.actors.iter().map(line).collect::<Vec<_>>(), ["Norway NOR:GOV", "Iceland ISL:GOV"]);
}

#[test]
fn forces_of_a_country_are_one_organ_and_numbered_people_stay_apart() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Danish/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj killed/PAST/0/root six/NUM/5/nummod people/NOUNS/3/obj
        The/DET/3/det Danish/ADJ/3/amod/B-GROUP army/NOUN/4/nsubj wounded/PAST/0/root two/NUM/6/nummod people/NOUNS/4/obj",
    );
    let (killed, troops, six) = (scene.token("killed", 0), scene.token("troops", 0), scene.token("people", 0));
    scene.event(EventType::Assault, killed, &[troops], &[six]);
    let (wounded, army, two) = (scene.token("wounded", 0), scene.token("army", 0), scene.token("people", 1));
    scene.event(EventType::Assault, wounded, &[army], &[two]);
    let found = scene.resolve();
    assert_eq!(found.actors.len(), 3, "{:?}", found.actors);
    assert_eq!(found.events[0].sources, found.events[1].sources);
    assert_eq!((found.actors[0].country.as_str(), found.actors[0].sector.as_str()), ("DNK", "MIL"));
    assert_ne!(found.events[0].recipients, found.events[1].recipients);
}

#[test]
fn an_acronym_is_the_body_that_it_stands_for() {
    let mut scene = Scene::new(
        "2024-05-06",
        "The/DET/4/det Nordic/PROPN/4/compound/B-ORG Fishing/PROPN/4/compound/I-ORG Council/PROPN/8/nsubj/I-ORG (/PUNCT/6/punct NFC/PROPN/4/appos/B-ORG )/PUNCT/6/punct warned/PAST/0/root Iceland/PROPN/8/obj/B-LOC
        NFC/PROPN/2/nsubj/B-ORG urged/PAST/0/root Iceland/PROPN/2/obj/B-LOC to/PART/5/mark leave/VERB/2/xcomp",
    );
    for (source, nth, trigger) in [("Council", 0, "warned"), ("NFC", 1, "urged")] {
        let (source, trigger, recipient) =
            (scene.token(source, nth), scene.token(trigger, 0), scene.token("Iceland", nth));
        scene.event(EventType::Request, trigger, &[source], &[recipient]);
    }
    let found = scene.resolve();
    assert_eq!(found.actors.len(), 2, "{:?}", found.actors);
    assert_eq!(found.actors[0].name, "Nordic Fishing Council");
}

#[test]
fn who_and_i_are_found_by_clause_and_quotation() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Iceland/PROPN/6/nsubj/B-LOC ,/PUNCT/4/punct which/PRON/4/nsubj condemned/PAST/1/acl:relcl Norway/PROPN/4/obj/B-LOC left/PAST/0/root
        “/PUNCT/3/punct I/PRON/3/nsubj condemn/VERB/6/ccomp Norway/PROPN/3/obj/B-LOC ”/PUNCT/3/punct said/PAST/0/root Jon/PROPN/6/nsubj/B-PER Arnarson/PROPN/7/flat/I-PER",
    );
    let (which, condemned) = (scene.token("which", 0), scene.token("condemned", 0));
    let norway = scene.token("Norway", 0);
    scene.event(EventType::Accuse, condemned, &[which], &[norway]);
    let (i, condemn, norway) = (scene.token("I", 0), scene.token("condemn", 0), scene.token("Norway", 1));
    scene.event(EventType::Accuse, condemn, &[i], &[norway]);
    let (jon, said) = (scene.token("Jon", 0), scene.token("said", 0));
    scene.says(jon, said, scene.token("“", 0), scene.token("”", 0));
    let found = scene.resolve();
    assert_eq!(lines(&found, &found.events[0].sources), ["Iceland ISL:GOV"]);
    let source = &lines(&found, &found.events[1].sources)[0];
    assert!(source.starts_with("Jon Arnarson"), "{source}");
}

#[test]
fn the_two_countries_are_the_last_two_named() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Iceland/PROPN/2/nsubj/B-LOC thanked/PAST/0/root Norway/PROPN/2/obj/B-LOC
        The/DET/3/det two/NUM/3/nummod countries/NOUNS/5/nsubj will/AUX/5/aux meet/VERB/0/root",
    );
    let (countries, meet) = (scene.token("countries", 0), scene.token("meet", 0));
    scene.event(EventType::Consult, meet, &[countries], &[]);
    // The lemma of the short notation only drops the "s".
    scene.analysis.tokens[countries].lemma = "country".into();
    let found = scene.resolve();
    assert_eq!(lines(&found, &found.events[0].sources), ["Iceland ISL:GOV", "Norway NOR:GOV"]);
}

#[test]
fn a_paper_speaks_for_those_who_issued_it_and_a_missile_for_its_country() {
    let mut scene = Scene::new(
        "2024-05-06",
        "A/DET/3/det Norwegian/ADJ/3/amod/B-GROUP statement/NOUN/4/nsubj condemned/PAST/0/root Iceland/PROPN/4/obj/B-LOC
        Danish/ADJ/2/amod/B-GROUP missiles/NOUNS/3/nsubj hit/PAST/0/root Sweden/PROPN/3/obj/B-LOC",
    );
    for (source, trigger, recipient) in [("statement", "condemned", "Iceland"), ("missiles", "hit", "Sweden")] {
        let (source, recipient) = (scene.token(source, 0), scene.token(recipient, 0));
        let trigger = scene.token(trigger, 0);
        scene.event(EventType::Accuse, trigger, &[source], &[recipient]);
    }
    let found = scene.resolve();
    let countries: Vec<&str> = found.actors.iter().map(|actor| actor.country.as_str()).collect();
    assert_eq!(countries, ["NOR", "ISL", "DNK", "SWE"]);
    assert!(found.actors.iter().all(|actor| actor.kind == ActorKind::Government), "{:?}", found.actors);
}

#[test]
fn a_title_before_a_comma_belongs_to_the_name_behind_it() {
    let mut scene = Scene::new(
        "2024-05-06",
        "The/DET/3/det foreign/ADJ/3/amod minister/NOUN/8/nsubj ,/PUNCT/5/punct Kari/PROPN/3/appos/B-PER Solvang/PROPN/5/flat/I-PER ,/PUNCT/5/punct condemned/PAST/0/root Iceland/PROPN/8/obj/B-LOC",
    );
    let (minister, condemned, iceland) =
        (scene.token("minister", 0), scene.token("condemned", 0), scene.token("Iceland", 0));
    scene.event(EventType::Accuse, condemned, &[minister], &[iceland]);
    let found = scene.resolve();
    assert_eq!(found.actors[0].name, "Kari Solvang");
    assert_eq!((found.actors[0].title.as_deref(), found.actors[0].sector.as_str()), (Some("foreign minister"), "GOV"));
}

#[test]
fn a_treaty_is_nobody() {
    let mut scene =
        Scene::new("2024-05-06", "Norway/PROPN/2/nsubj/B-LOC signed/PAST/0/root the/DET/4/det treaty/NOUN/2/obj");
    let (norway, signed, treaty) = (scene.token("Norway", 0), scene.token("signed", 0), scene.token("treaty", 0));
    scene.event(EventType::Support, signed, &[norway], &[treaty]);
    let found = scene.resolve();
    assert_eq!(found.actors.len(), 1);
    assert!(found.events[0].recipients.is_empty());
}

#[test]
fn an_owner_whom_a_wrong_tree_ties_to_himself_is_not_sought_for_ever() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Dozens/NOUNS/5/nsubj of/ADP/4/case whose/PRON/4/nmod:poss troops/NOUNS/1/nmod attacked/PAST/0/root Iceland/PROPN/5/obj/B-LOC",
    );
    scene.tells(EventType::Assault, "attacked", &["Dozens"], &["Iceland"]);
    assert!(scene.resolve().actors.iter().any(|actor| actor.country == "ISL"));
}
