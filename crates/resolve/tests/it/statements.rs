//! Through whom the report has a statement.

use record::{Mention, PassedOn, TokenSpan};

use crate::scene::Scene;

/// Through whom envoys say that Iceland left, whose name the analysis saw in its last two words only.
fn via(before: &str, outlet: &str) -> Vec<String> {
    let notation = format!(
        "Envoys/NOUNS/2/nsubj told/PAST/0/root {before} Lagos/PROPN/5/compound/B-ORG Herald/PROPN/2/obj/I-ORG Iceland/PROPN/7/nsubj/B-LOC left/PAST/2/ccomp"
    );
    let mut scene = Scene::new("2024-05-06", &notation);
    scene.report.outlet = Some(outlet.to_owned());
    let (told, herald) = (scene.at("told"), scene.at("Herald"));
    scene.says(told - 1, told, herald + 1, herald + 2);
    let mention = Mention { tokens: TokenSpan::new(told + 1, herald + 1), head: herald };
    scene.statements[0].via = vec![PassedOn { mention }];
    scene.resolve().statements[0].via.iter().map(|via| via.name.clone()).collect()
}

#[test]
fn a_paper_s_name_is_whole_and_its_description_is_none_of_it() {
    assert_eq!(via("The/DET/5/det", "The Harbour Post"), ["The Lagos Herald"]);
    assert_eq!(via("Old/PROPN/5/compound", "The Harbour Post"), ["Old Lagos Herald"]);
    assert_eq!(via("daily/NOUN/5/compound", "The Harbour Post"), ["Lagos Herald"]);
    assert_eq!(via("the/DET/5/det", "The Harbour Post"), ["Lagos Herald"]);
}

#[test]
fn the_report_s_own_outlet_passes_nothing_on() {
    assert!(via("The/DET/5/det", "Lagos Herald").is_empty());
    assert_eq!(via("The/DET/5/det", "The Abuja Herald"), ["The Lagos Herald"]);
}
