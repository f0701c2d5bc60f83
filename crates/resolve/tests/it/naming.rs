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

#[test]
fn a_country_taken_for_a_person_is_the_country() {
    let alone = "Chad/PROPN/2/nsubj/B-PER condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC";
    assert_eq!(who(alone, "Chad"), "Chad TCD:GOV");
    let in_full = format!("Chad/PROPN/3/nsubj/B-PER Moen/PROPN/1/flat/I-PER left/PAST/0/root\n{alone}");
    assert!(who(&in_full, "Chad~1").starts_with("Chad Moen "));
}

#[test]
fn somebody_named_with_a_participle_bears_the_name() {
    let told = |verb: &str| {
        let notation = format!(
            "A/DET/2/det teacher/NOUN/5/nsubj {verb}/VERB/2/acl Amina/PROPN/3/xcomp/B-PER condemned/PAST/0/root Iceland/PROPN/5/obj/B-LOC"
        );
        who(&notation, "teacher")
    };
    assert!(told("named").starts_with("Amina "), "{}", told("named"));
    assert!(told("praising").starts_with("teacher "), "{}", told("praising"));
    let by = "A/DET/2/det prosecutor/NOUN/6/nsubj named/VERB/2/acl by/ADP/5/case Amina/PROPN/3/obl/B-PER condemned/PAST/0/root Iceland/PROPN/6/obj/B-LOC";
    assert!(who(by, "prosecutor").starts_with("prosecutor "), "{}", who(by, "prosecutor"));
}

#[test]
fn what_stands_in_brackets_behind_a_name_has_no_office() {
    let notation = "Norwegian/ADJ/2/amod/B-GROUP treasurer/NOUN/10/nsubj ,/PUNCT/4/punct Kari/PROPN/2/appos/B-PER Holm/PROPN/4/flat/I-PER (/PUNCT/7/punct Voss/PROPN/2/appos/B-PER )/PUNCT/7/punct reluctantly/ADV/10/advmod left/PAST/0/root
        The/DET/2/det treasurer/NOUN/3/nsubj condemned/PAST/0/root Iceland/PROPN/3/obj/B-LOC";
    assert_eq!(who(notation, "treasurer~1"), "Kari Holm NOR:GOV");
}

#[test]
fn an_office_before_a_comma_opens_the_sentence() {
    let told = |before: &str, at: usize| {
        let (treasurer, name, verb) = (at + 2, at + 4, at + 5);
        let notation = format!(
            "{before}Norwegian/ADJ/{treasurer}/amod/B-GROUP treasurer/NOUN/{verb}/nsubj ,/PUNCT/{name}/punct Holm/PROPN/{verb}/dep/B-PER condemned/PAST/0/root Iceland/PROPN/{verb}/obj/B-LOC"
        );
        who(&notation, "Holm")
    };
    assert_eq!(told("", 0), "Holm NOR:GOV");
    assert!(
        !told("With/ADP/2/case snow/NOUN/9/obl from/ADP/6/case ", 3).ends_with(":GOV"),
        "the office may be another's"
    );
}

#[test]
fn whom_an_outlet_has_in_a_country_is_the_outlet_s() {
    let told = |place: &str| {
        format!(
            "Al/PROPN/4/nmod:poss/B-ORG Jazeera/PROPN/1/flat/I-ORG 's/PART/1/case correspondent/NOUN/7/nsubj {place} condemned/PAST/0/root Iceland/PROPN/7/obj/B-LOC"
        )
    };
    let posted = who(&told("in/ADP/6/case Kenya/PROPN/4/nmod/B-LOC"), "correspondent");
    assert!(posted.ends_with(" QAT:MED"), "{posted}");
}

#[test]
fn an_aide_of_a_government_s_seat_speaks_for_the_government() {
    let aide = "A/DET/4/det White/PROPN/3/compound/B-LOC House/PROPN/4/compound/I-LOC spokesman/NOUN/5/nsubj condemned/PAST/0/root Iceland/PROPN/5/obj/B-LOC";
    assert_eq!(who(aide, "spokesman"), "White House spokesman USA:GOV");
}

#[test]
fn a_surname_with_its_office_is_the_one_who_held_it() {
    let told = |title: &str| {
        format!(
            "Israeli/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj left/PAST/0/root Palestinian/ADJ/5/amod/B-GROUP towns/NOUNS/3/obj
            {title}/PROPN/3/nsubj Abbas/PROPN/1/flat/B-PER condemned/PAST/0/root Iceland/PROPN/3/obj/B-LOC"
        )
    };
    assert!(who(&told("President"), "Abbas").ends_with(" PSE:GOV"), "{}", who(&told("President"), "Abbas"));
}

#[test]
fn a_part_of_an_outlet_is_the_outlet_and_its_name_may_be_a_common_word() {
    let told = |name: &str| format!("{name} condemned/PAST/0/root Iceland/PROPN/3/obj/B-LOC");
    let part = who(&told("BBC/PROPN/3/nsubj/B-ORG Online/PROPN/1/flat/I-ORG"), "BBC");
    assert!(part.ends_with(" GBR:MED"), "{part}");
    let word = who(&told("The/DET/2/det Guardian/PROPN/3/nsubj/B-ORG"), "Guardian");
    assert!(word.ends_with(" GBR:MED"), "{word}");
}
