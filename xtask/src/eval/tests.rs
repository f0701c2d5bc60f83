use super::{readings::READINGS, *};

const EWT: &str = "data/language/ud-ewt/en_ewt-ud-test.conllu";
const UNER: &str = "data/language/uner-ewt/en_ewt-ud-test.iob2";

const TREE: &str = "\
1\tOlm\tOlm\tPROPN\t_\tNumber=Sing\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\tTense=Past\t0\troot\t_\t_

";
const NAMES: &str = "# text = Olm left\n1\tOlm\tB-PER\t-\t-\n2\tleft\tO\t-\t-\n";

/// A folder of sets and of predictions, made for one test and gone after it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn score(&self, sets: &[Set]) -> Result<Scores> {
        score(&self.0, &Predictions::Files(self.0.join("found")), sets)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn all_sets_make_one_page() {
    let found_tree = TREE.replace("VERB", "NOUN");
    let found_names = TREE.replace("nsubj\t_\t_", "nsubj\t_\tName=B-LOC");
    let gold = include_str!("../reading/example/gold.jsonl");
    let scratch = Scratch::new(
        "all",
        &[
            (EWT, TREE),
            (UNER, NAMES),
            (READINGS, gold),
            ("found/ewt.raw.conllu", &found_tree),
            ("found/uner.conllu", &found_names),
            ("found/readings.jsonl", include_str!("../reading/example/records.jsonl")),
        ],
    );
    let sets = [Set::Ewt, Set::Gum, Set::Uner, Set::Readings];
    let page = scratch.score(&sets).unwrap().markdown();
    assert_eq!(page, scratch.score(&sets).unwrap().markdown());
    for line in [
        "Read by dateline 0.0.0.",
        "- model `blake3:11`",
        "| ewt, raw text | UPOS | 50.00 | 50.00 | 50.00 | 1 | 2 | 2 |",
        "| ewt, raw text | LAS | 100.00 | 100.00 | 100.00 | 2 | 2 | 2 |",
        "| uner | all | 0.00 | 0.00 | 0.00 | 0 | 1 | 1 |",
        "| uner | PER | 0.00 | 0.00 | 0.00 | 0 | 1 | 0 |",
        "| readings | event | 66.67 | 75.00 | 70.59 | 6 | 8 | 9 | 66.67 to 75.00 |",
        "| readings | direction | 75.00 | 3 | 4 |",
        "| readings | CONSULT | 50.00 | 50.00 | 50.00 | 1 | 2 | 2 |",
        "Not measured: ewt.gold-tokens.conllu, gum.",
    ] {
        assert!(page.lines().any(|other| other == line), "{line}\n{page}");
    }
}

#[test]
fn predictions_for_other_words_are_an_error() {
    let other = TREE.replace("Olm\tOlm", "Ohm\tOhm");
    let scratch = Scratch::new("other", &[(UNER, NAMES), ("found/uner.conllu", &other)]);
    let fault = format!("{:#}", scratch.score(&[Set::Uner]).unwrap_err());
    assert_eq!(fault, "cannot score uner: uner.conllu has \"Ohm\" where the set has \"Olm\" (word 0)");
}

#[test]
fn sets_that_are_not_there_are_told() {
    let scratch = Scratch::new("none", &[("found/uner.conllu", TREE)]);
    let scores = scratch.score(Set::value_variants()).unwrap();
    assert!(scores.tables.is_empty());
    let expected = [
        "ewt",
        "gum",
        "boundaries, gum dev",
        "boundaries, gum test",
        "boundaries, readings",
        "uner",
        "names-news, meantime",
        "names-news, gum dev",
        "names-news, gum test",
        "crossner",
        "coreference",
        "gap",
        "readings",
        "held-back",
        "polnear",
        "trnews",
        "plv",
    ];
    assert_eq!(scores.not_measured, expected);
}
