use std::{collections::BTreeSet, fs};

use super::*;

#[test]
fn the_embedded_codebook_is_sound() {
    let codebook = read::embedded().unwrap();
    assert!(codebook.hash().starts_with("blake3:") && codebook.hash().len() == 71);
    for &kind in EventType::ALL {
        assert_eq!(codebook.row(kind).kind, kind);
        let triggers: Vec<_> = codebook.all_triggers().iter().filter(|trigger| trigger.kind == kind).collect();
        assert!(triggers.len() >= 15, "{kind} has {} triggers", triggers.len());
        assert!(triggers.iter().any(|trigger| trigger.class == TriggerClass::Noun), "{kind} has no noun");
    }
}

#[test]
fn every_trigger_stands_once_and_has_a_role() {
    let codebook = Codebook::embedded();
    let mut seen = BTreeSet::new();
    for trigger in codebook.all_triggers() {
        assert!(seen.insert((&trigger.words, trigger.class, trigger.kind)), "twice: {:?}", trigger.words);
        assert!(!trigger.roles.is_empty(), "no role: {:?}", trigger.words);
    }
}

#[test]
fn every_code_has_a_value_on_its_side_of_the_scale() {
    let codebook = Codebook::embedded();
    for mode in codebook.modes() {
        let value = codebook.intensity(codebook.cameo(mode.kind, Some(&mode.name)));
        let friendly = matches!(codebook.quad(mode.kind), Quad::VerbalCooperation | Quad::MaterialCooperation);
        assert_eq!(value > 0.0, friendly, "{} {}", mode.kind, mode.name);
    }
}

#[test]
fn modes_answer_to_other_names() {
    let codebook = Codebook::embedded();
    assert_eq!(codebook.mode(EventType::Assault, "targeted").unwrap().name, "execute");
    assert_eq!(codebook.mode(EventType::Coerce, "martial-law").unwrap().name, "curfew");
    assert!(codebook.mode(EventType::Agree, "visit").is_none());
    assert_eq!(codebook.cameo(EventType::Assault, Some("assassinate")), "185");
    assert_eq!(codebook.intensity("185"), -8.0);
}

#[test]
fn phrases_come_before_their_heads() {
    let first = &Codebook::embedded().triggers("hold")[0];
    assert!(first.words.len() > 1);
    assert_eq!(Codebook::embedded().triggers("strike").iter().filter(|t| t.words[0] == "air").count(), 1);
}

#[test]
fn a_fault_names_file_line_and_remedy() {
    let folder = std::env::temp_dir().join(format!("codebook-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let heading = "trigger,class,type,mode,roles,needs,weight,example\n";
    let check = |row: &str, expected: &str| {
        fs::write(folder.join("triggers.csv"), format!("{heading}{row}\n")).unwrap();
        let error = Codebook::load(&folder).map(|_| ()).unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.to_string().contains(expected), "{error}");
    };
    check("greet,verb,HUG,,acts-on,,0.5,They greeted us.", "\"HUG\" is no event type; use one of the types");
    check("greet,verb,CONSULT,wave,acts-on,,0.5,They greeted us.", "CONSULT has no mode \"wave\"");
    check("greet,verb,CONSULT,,acts-in,,0.5,They greeted us.", "\"acts-in\" is no role");
    check("greet,verb,CONSULT,,acts-on,,5,They greeted us.", "out of range");
    check("greet,verb,CONSULT,,acts-on,,0.5", "the row has 7 cells, not 8");
    fs::write(folder.join("triggers.csv"), format!("{heading}greet,verb,CONSULT,,acts-on,,0.5,They greeted us.\n"))
        .unwrap();
    let edited = Codebook::load(&folder).unwrap();
    assert_eq!(edited.triggers("greet").len(), 1);
    assert_ne!(edited.hash(), Codebook::embedded().hash());
    fs::remove_dir_all(&folder).unwrap();
    assert!(Codebook::load(&folder).unwrap_err().to_string().contains("holds no table"));
}
