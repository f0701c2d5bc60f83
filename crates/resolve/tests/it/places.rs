//! Where it is.

use record::{EventType, Precision};

use crate::scene::Scene;

#[test]
fn the_country_behind_the_comma_picks_the_namesake() {
    let scene = |country: &str| {
        let notation = format!(
            "He/PRON/2/nsubj spoke/PAST/0/root in/ADP/4/case Tripoli/PROPN/2/obl/B-LOC ,/PUNCT/6/punct {country}/PROPN/4/appos/B-LOC"
        );
        Scene::new("2024-05-06", &notation).resolve()
    };
    for (country, iso3) in [("Libya", "LBY"), ("Lebanon", "LBN")] {
        let found = scene(country);
        assert_eq!(found.places[0].country.as_deref(), Some(iso3));
        assert_eq!((found.places[0].name.as_str(), found.places[0].precision), ("Tripoli", Precision::City));
        assert_eq!((found.places[1].name.as_str(), found.places[1].precision), (country, Precision::Country));
    }
}

#[test]
fn the_narrowest_place_that_mentions_tell_is_the_event_s() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Police/NOUN/2/nsubj raided/PAST/0/root offices/NOUNS/2/obj in/ADP/5/case Norway/PROPN/2/obl/B-LOC
        Police/NOUN/2/nsubj raided/PAST/0/root the/DET/4/det offices/NOUNS/2/obj in/ADP/6/case Bergen/PROPN/2/obl/B-LOC",
    );
    for (nth, place) in [(0, "Norway"), (1, "Bergen")] {
        let (police, raided, offices) =
            (scene.token("Police", nth), scene.token("raided", nth), scene.token("offices", nth));
        let place = scene.mention(scene.token(place, 0));
        scene.event(EventType::Coerce, raided, &[police], &[offices]).place = Some(place);
    }
    let found = scene.resolve();
    assert_eq!(found.events.len(), 1, "{:#?}", found.events);
    let place = found.places.iter().find(|place| Some(&place.id) == found.events[0].place.as_ref()).unwrap();
    assert_eq!((place.name.as_str(), place.country.as_deref()), ("Bergen", Some("NOR")));
    assert_eq!(found.actors[0].country, "NOR");
}

#[test]
fn a_building_is_a_point_in_the_country_that_its_name_tells() {
    let scene = Scene::new(
        "2024-05-06",
        "It/PRON/2/nsubj burned/PAST/0/root near/ADP/5/case Oslo/PROPN/5/compound/B-LOC Airport/PROPN/2/obl/I-LOC",
    );
    let found = scene.resolve();
    assert_eq!((found.places[0].precision, found.places[0].country.as_deref()), (Precision::Point, Some("NOR")));
}

#[test]
fn the_city_is_the_one_spoken_of_last() {
    let place = |noun: &str| {
        let notation = format!(
            "Rain/NOUN/2/nsubj fell/PAST/0/root in/ADP/4/case Bergen/PROPN/2/obl/B-LOC and/CCONJ/6/cc Norway/PROPN/4/conj/B-LOC
            Police/NOUN/2/nsubj raided/PAST/0/root offices/NOUNS/2/obj in/ADP/6/case the/DET/6/det {noun}/NOUN/2/obl"
        );
        let mut scene = Scene::new("2024-05-06", &notation);
        let place = scene.mention(scene.at(noun));
        scene.tells(EventType::Coerce, "raided", &["Police"], &["offices"]).place = Some(place);
        let found = scene.resolve();
        let id = found.events[0].place.clone()?;
        found.places.iter().find(|place| place.id == id).map(|place| place.name.clone())
    };
    assert_eq!(place("city").as_deref(), Some("Bergen"));
    assert_eq!(place("country").as_deref(), Some("Norway"));
    assert_eq!(place("mud"), None);
}

#[test]
fn a_visit_is_where_the_visited_land_is() {
    let mut scene = Scene::new(
        "2024-05-06",
        "Danish/ADJ/2/amod/B-GROUP ministers/NOUNS/3/nsubj visited/PAST/0/root Kenya/PROPN/3/obj/B-LOC",
    );
    let told = |scene: &mut Scene, mode: &str| {
        scene.events.clear();
        scene.tells(EventType::Consult, "visited", &["ministers"], &["Kenya"]).mode = Some(mode.to_owned());
        scene.resolve().events[0].place.is_some()
    };
    assert!(told(&mut scene, "visit"));
    assert!(!told(&mut scene, "third-party"));
}

#[test]
fn what_is_set_for_a_weekday_is_to_come() {
    let date = |preposition: &str| {
        let notation = format!(
            "Danish/ADJ/2/amod/B-GROUP ministers/NOUNS/3/nsubj met/PAST/0/root {preposition}/ADP/5/case Friday/PROPN/3/obl"
        );
        let mut scene = Scene::new("2024-05-08", &notation);
        let friday = scene.mention(scene.at("Friday"));
        scene.tells(EventType::Consult, "met", &["ministers"], &[]).date = Some(friday);
        scene.resolve().events[0].date.as_ref().map(|date| date.value.clone())
    };
    assert_eq!(date("on").as_deref(), Some("2024-05-03"));
    assert_eq!(date("for").as_deref(), Some("2024-05-10"));
}

#[test]
fn a_province_that_the_report_names_picks_the_namesake() {
    let london = |elsewhere: &str| {
        let notation = format!(
            "Rain/NOUN/2/nsubj fell/PAST/0/root in/ADP/4/case London/PROPN/2/obl/B-LOC
            Snow/NOUN/2/nsubj fell/PAST/0/root in/ADP/4/case {elsewhere}/PROPN/2/obl/B-LOC"
        );
        Scene::new("2024-05-06", &notation).resolve().places[0].country.clone()
    };
    assert_eq!(london("Kent").as_deref(), Some("GBR"));
    assert_eq!(london("Ontario").as_deref(), Some("CAN"));
    assert_eq!(london("Ont.").as_deref(), Some("CAN"));
}

#[test]
fn a_country_by_its_short_name_lies_where_it_lies() {
    let scene = Scene::new("2024-05-06", "Rain/NOUN/2/nsubj fell/PAST/0/root in/ADP/4/case Britain/PROPN/2/obl/B-LOC");
    let found = scene.resolve();
    assert!(found.places[0].lat.is_some_and(|lat| (50.0..60.0).contains(&lat)), "{:?}", found.places);
}
