//! Which country an office holder serves whose title names none.

use record::EventType;

use crate::scene::Scene;

const HOLDER: &str = "Defence/PROPN/2/compound Minister/PROPN/5/nsubj Otieno/PROPN/2/flat/B-PER Barasa/PROPN/3/flat/I-PER accused/PAST/0/root Iceland/PROPN/5/obj/B-LOC";

/// A report that has Otieno Barasa accuse Iceland.
fn report(notation: &str) -> Scene {
    let mut scene = Scene::new("2024-05-06", notation);
    scene.tells(EventType::Accuse, "accused", &["Barasa"], &["Iceland"]);
    scene
}

/// The country that Otieno Barasa serves.
fn home(scene: &Scene) -> String {
    let found = scene.resolve();
    found.actors.iter().find(|actor| actor.name == "Otieno Barasa").expect("he accuses").country.clone()
}

/// The country that he serves where these sentences stand before him, in one paragraph.
fn after(sentences: &str) -> String {
    home(&report(&format!("{sentences}\n{HOLDER}")))
}

const CONDEMNED: &str = "Kenya/PROPN/2/nsubj/B-LOC condemned/PAST/0/root Zambia/PROPN/2/obj/B-LOC";

#[test]
fn a_minister_serves_the_country_that_acts_in_the_sentence_before() {
    assert_eq!(after(CONDEMNED), "KEN");
    let troops = "Kenyan/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj left/PAST/0/root Zambia/PROPN/3/obj/B-LOC";
    assert_eq!(after(troops), "KEN");
    let none = "Envoys/NOUNS/2/nsubj flew/PAST/0/root from/ADP/4/case Kenya/PROPN/2/obl/B-LOC to/ADP/6/case Zambia/PROPN/2/obl/B-LOC";
    assert_eq!(after(none), "ZMB", "where none acts, the last that is named");
}

#[test]
fn another_paragraph_or_no_office_tells_no_home() {
    assert_eq!(home(&report(&format!("{CONDEMNED}\n\n{HOLDER}"))), "UNK");
    let poet = HOLDER.replace("Defence/PROPN", "Lake/PROPN").replace("Minister/PROPN", "Poet/PROPN");
    assert_eq!(home(&report(&format!("{CONDEMNED}\n{poet}"))), "UNK");
}

#[test]
fn what_is_quoted_tells_no_home() {
    let said = "Envoys/NOUNS/2/nsubj said/PAST/0/root Kenya/PROPN/4/nsubj/B-LOC attacked/PAST/2/ccomp Zambia/PROPN/4/obj/B-LOC";
    let mut scene = report(&format!("{said}\n{HOLDER}"));
    assert_eq!(home(&scene), "KEN");
    scene.says(scene.at("Envoys"), scene.at("said"), scene.at("Kenya"), scene.at("Zambia"));
    assert_eq!(home(&scene), "UNK");
}

#[test]
fn a_minister_serves_the_country_whose_ministry_is_named() {
    let beside = |ministry: &str| {
        home(&report(&format!(
            "The/DET/2/det {ministry}

            Zambia/PROPN/2/nsubj/B-LOC condemned/PAST/0/root Malawi/PROPN/2/obj/B-LOC
            {HOLDER}"
        )))
    };
    let defence =
        "Kenyan/ADJ/4/amod/B-GROUP Defence/PROPN/4/compound/B-ORG Ministry/PROPN/5/nsubj/I-ORG objected/PAST/0/root";
    let american = "Kenyan/ADJ/3/amod/B-GROUP Ministry/PROPN/6/nsubj/B-ORG of/ADP/5/case/I-ORG Defense/PROPN/3/nmod/I-ORG objected/PAST/0/root";
    assert_eq!((beside(defence).as_str(), beside(american).as_str()), ("KEN", "KEN"));
    assert_eq!(beside(&defence.replace("Defence", "Energy")), "ZMB", "another ministry tells nothing");
}

#[test]
fn an_acronym_before_the_office_is_no_country_s() {
    let commissioner = |first: &str| {
        home(&report(&format!(
            "{CONDEMNED}
            {first}/PROPN/5/compound mines/NOUN/5/compound and/CCONJ/4/cc energy/NOUN/2/conj commissioner/NOUN/8/nsubj Otieno/PROPN/5/flat/B-PER Barasa/PROPN/6/flat/I-PER accused/PAST/0/root Iceland/PROPN/8/obj/B-LOC"
        )))
    };
    assert_eq!(commissioner("AU"), "UNK");
    assert_eq!(commissioner("Acting"), "KEN");
}

#[test]
fn a_title_in_capitals_is_no_body() {
    let pm = "PM/PROPN/4/nsubj Otieno/PROPN/1/flat/B-PER Barasa/PROPN/2/flat/I-PER accused/PAST/0/root Iceland/PROPN/4/obj/B-LOC";
    assert_eq!(home(&report(&format!("{CONDEMNED}\n{pm}"))), "KEN");
}

#[test]
fn an_acronym_in_the_headline_does_not_stand_before_the_office() {
    let scene = report(&format!(
        "Envoys/NOUNS/2/nsubj urged/PAST/0/root the/DET/4/det AU/PROPN/2/obj

        {HOLDER}

        The/DET/4/det Kenyan/ADJ/4/amod/B-GROUP Defence/PROPN/4/compound/B-ORG Ministry/PROPN/5/nsubj/I-ORG objected/PAST/0/root"
    ));
    assert_eq!(home(&scene), "KEN");
}
