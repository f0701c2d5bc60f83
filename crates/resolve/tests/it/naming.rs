//! Words that look like a name and are none, and words that stand for a named body.

use record::{Chain, EventType};

use crate::scene::{Scene, lines};

/// Whoever condemns Iceland in these sentences, named there as `source`.
fn who(notation: &str, source: &str) -> String {
    let mut scene = Scene::new("2024-05-06", notation);
    scene.tells(EventType::Accuse, "condemned", &[source], &["Iceland"]);
    let found = scene.resolve();
    lines(&found, &found.events[0].sources).join(", ")
}

#[test]
fn a_country_and_a_title_are_no_person_s_name() {
    let minister = "The/DET/4/det Kenyan/PROPN/4/compound/B-PER Foreign/PROPN/4/compound/I-PER Minister/PROPN/5/nsubj condemned/PAST/0/root Iceland/PROPN/5/obj/B-LOC";
    assert_eq!(who(minister, "Minister"), "Kenyan Foreign Minister KEN:GOV");
    let person = "Jordan/PROPN/3/nsubj/B-PER Hauge/PROPN/1/flat/I-PER left/PAST/0/root Norway/PROPN/3/obj/B-LOC
        Hauge/PROPN/2/nsubj/B-PER condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC";
    assert!(who(person, "Hauge~1").starts_with("Jordan Hauge "));
}

#[test]
fn a_country_and_a_title_before_a_name_are_no_person_s_name() {
    let minister = "Kenyan/PROPN/3/compound/B-PER Foreign/PROPN/3/compound/I-PER Minister/PROPN/6/nsubj Wanjiku/PROPN/3/flat/B-PER Mbogo/PROPN/4/flat/I-PER condemned/PAST/0/root Iceland/PROPN/6/obj/B-LOC";
    assert_eq!(who(minister, "Mbogo"), "Wanjiku Mbogo KEN:GOV");
}

#[test]
fn president_alone_is_nobody_s_surname() {
    let later = |words: &str, source: &str| {
        let first = "Kenyan/ADJ/2/amod/B-GROUP President/PROPN/5/nsubj Otieno/PROPN/2/flat/B-PER Barasa/PROPN/3/flat/I-PER left/PAST/0/root Norway/PROPN/5/obj/B-LOC";
        who(&format!("{first}\nThe/DET/2/det {words} condemned/PAST/0/root Iceland/PROPN/3/obj/B-LOC"), source)
    };
    assert_eq!(later("President/PROPN/3/nsubj/B-PER", "President~1"), "Otieno Barasa KEN:GOV");
    assert_eq!(later("Barasa/PROPN/3/nsubj", "Barasa~1"), "Otieno Barasa KEN:GOV");
    assert!(later("Hauge/PROPN/3/nsubj/B-PER", "Hauge").starts_with("Hauge "));
}

/// Whoever condemns Iceland by the surname of Otieno Barasa, where the analysis took the surname for another name.
fn surname_taken_for(kind: &str) -> String {
    let notation = format!(
        "Otieno/PROPN/3/nsubj/B-PER Barasa/PROPN/1/flat/I-PER left/PAST/0/root Norway/PROPN/3/obj/B-LOC
        Barasa/PROPN/2/nsubj/B-{kind} condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC"
    );
    who(&notation, "Barasa~1")
}

#[test]
fn a_surname_taken_for_a_place_is_the_person_s() {
    assert!(surname_taken_for("LOC").starts_with("Otieno Barasa "), "{}", surname_taken_for("LOC"));
}

#[test]
fn a_surname_taken_for_a_body_is_the_person_s() {
    assert!(surname_taken_for("ORG").starts_with("Otieno Barasa "));
}

/// Who some people of a body, or at one, are.
fn people(words: &str, preposition: &str) -> String {
    let notation = format!(
        "{words} {preposition}/ADP/6/case the/DET/6/det Harbour/PROPN/6/compound/B-ORG Front/PROPN/2/nmod/I-ORG condemned/PAST/0/root Iceland/PROPN/7/obj/B-LOC"
    );
    let source = words.split([' ', '/']).rev().nth(3).expect("a word has four parts");
    let mut scene = Scene::new("2024-05-06", &notation);
    scene.tells(EventType::Accuse, "condemned", &[source], &["Iceland"]);
    let found = scene.resolve();
    found.actors.iter().find(|actor| actor.id == found.events[0].sources[0]).expect("an id is an actor's").name.clone()
}

#[test]
fn leaders_of_a_body_are_the_body() {
    for words in ["Exiled/ADJ/2/amod leaders/NOUNS/7/nsubj", "Masked/ADJ/2/amod fighters/NOUNS/7/nsubj"] {
        assert_eq!(people(words, "of"), "Harbour Front");
    }
    assert_eq!(people("A/DET/2/det leader/NOUN/7/nsubj", "of"), "leader of the Harbour Front");
    assert_eq!(people("Young/ADJ/2/amod victims/NOUNS/7/nsubj", "of"), "Young victims of the Harbour Front");
}

#[test]
fn leaders_of_a_country_are_not_the_country() {
    let notation =
        "Leaders/NOUNS/4/nsubj of/ADP/3/case Kenya/PROPN/1/nmod/B-LOC condemned/PAST/0/root Iceland/PROPN/4/obj/B-LOC";
    assert_eq!(who(notation, "Leaders"), "Leaders of Kenya KEN:GOV");
}

#[test]
fn fighters_at_a_body_are_not_the_body() {
    assert_ne!(people("Masked/ADJ/2/amod fighters/NOUNS/7/nsubj", "at"), "Harbour Front");
}

#[test]
fn former_leaders_of_a_body_are_not_the_body() {
    assert_ne!(people("Former/ADJ/2/amod leaders/NOUNS/7/nsubj", "of"), "Harbour Front");
}

#[test]
fn its_fighters_are_the_body() {
    let notation = "The/DET/3/det Harbour/PROPN/3/compound/B-ORG Front/PROPN/4/nsubj/I-ORG split/PAST/0/root
        Its/PRON/2/nmod:poss fighters/NOUNS/3/nsubj condemned/PAST/0/root Iceland/PROPN/3/obj/B-LOC";
    assert!(who(notation, "fighters").starts_with("Harbour Front "));
}

#[test]
fn it_is_not_the_town_in_which_something_happens() {
    let it = |first: &str| {
        who(&format!("{first}\nIt/PRON/2/nsubj/#1 condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC"), "It")
    };
    let setting = "The/DET/3/det Harbour/PROPN/3/compound/B-ORG Front/PROPN/4/nsubj/I-ORG met/PAST/0/root in/ADP/6/case Kisumu/PROPN/4/obl/B-LOC/#1";
    assert!(it(setting).starts_with("Harbour Front "), "{}", it(setting));
    // Nor the town that was acted upon: the subject of a sentence is that of the next.
    let party = "The/DET/3/det Harbour/PROPN/3/compound/B-ORG Front/PROPN/4/nsubj/I-ORG sued/PAST/0/root lakeside/ADJ/6/amod Kisumu/PROPN/4/obj/B-LOC/#1";
    assert!(it(party).starts_with("Harbour Front "), "{}", it(party));
    let people = "She/PRON/2/nsubj sued/PAST/0/root lakeside/ADJ/4/amod Kisumu/PROPN/2/obj/B-LOC/#1";
    assert_eq!(it(people), "Kisumu KEN:GOV");
}

#[test]
fn a_chain_that_points_outside_the_analysis_is_passed_over() {
    let mut scene = Scene::new("2024-05-06", "It/PRON/2/nsubj condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC");
    let it = scene.mention(scene.at("It"));
    scene.analysis.chains = vec![Chain { mentions: vec![it, scene.mention(40)] }];
    scene.resolve();
}

#[test]
fn it_is_rather_not_the_country_in_which_something_happens() {
    let it = |preposition: &str| {
        let notation = format!(
            "Envoys/NOUNS/6/nsubj of/ADP/5/case the/DET/5/det Harbour/PROPN/5/compound/B-ORG Front/PROPN/1/nmod/I-ORG spoke/PAST/0/root {preposition}/ADP/8/case Kenya/PROPN/6/obl/B-LOC
            It/PRON/2/nsubj condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC"
        );
        who(&notation, "It")
    };
    assert!(it("in").starts_with("Harbour Front "), "{}", it("in"));
    assert_eq!(it("about"), "Kenya KEN:GOV");
}
