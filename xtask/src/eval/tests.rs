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
        "pages",
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

#[test]
fn sets_of_every_kind_are_scored_end_to_end() {
    // "Ada Olm left. She wept.", with a chain of both, and the same as the reader might find it.
    let word = |n: usize, form: &str, upos: &str, head: usize, deprel: &str, misc: &str| {
        format!("{n}\t{form}\t{form}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t{misc}\n")
    };
    let text = |first: &str, second: &str, name: &str, pronoun: &str| {
        let ada = word(1, "Ada", "PROPN", 3, "nsubj", first) + &word(2, "Olm", "PROPN", 1, "flat", second);
        let left = word(3, "left", "VERB", 0, "root", "SpaceAfter=No") + &word(4, ".", "PUNCT", 3, "punct", "_") + "\n";
        let she = word(1, "She", "PRON", 2, "nsubj", pronoun) + &word(2, "wept", "VERB", 0, "root", "SpaceAfter=No");
        format!("# newdoc id = GUM_news_{name}\n{ada}{left}{she}{}\n", word(3, ".", "PUNCT", 2, "punct", "_"))
    };
    let gold = text("Entity=(1-person", "Entity=1)", "olm", "Entity=(1-person)");
    let found = text("Name=B-PER|Chain=1:1-2", "Name=I-PER", "olm", "Chain=1");
    let gap = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n\
        t-1\tAda met Ida. She left.\tShe\t13\tAda\t0\tTRUE\tIda\t8\tFALSE\tx\n";
    let polnear = r#"{"id": "p/1", "text": "Ada said it rained.", "attributions": [
        {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]], "kind": "direct"}]}"#;
    let said = r#"{"report": {"source": "p_1", "text": "Ada said it rained."}, "statements": [{"id": "s1",
        "speaker_span": {"start": 0, "end": 3}, "cue": {"start": 4, "end": 8}, "content": [{"start": 9, "end": 18}]}]}"#;
    let trnews = r#"{"id": "t", "text": "In Olm.", "toponyms": [{"start": 3, "end": 6, "lat": 1.0, "lon": 1.0}]}"#;
    let placed = r#"{"report": {"source": "t"}, "places": [
        {"id": "p1", "lat": 1.5, "lon": 1.0, "mentions": [{"start": 3, "end": 6}]}]}"#;
    let plv = r#"{"id": "v", "text": "He quit.", "events": [{"code": "YIELD"}]}"#;
    let typed = r#"{"report": {"source": "v"}, "events": [{"type": "RETREAT"}, {"type": "AID"}]}"#;
    let line = |json: &str| json.replace('\n', "");
    let scratch = Scratch::new(
        "every",
        &[
            (GUM[1].1, &gold),
            ("data/language/gum/free/ontogum-free-test.conllu", &gold),
            ("data/language/crossner/politics/test.txt", "Ada\tB-politician\nleft\tO\n"),
            ("data/language/gap/gap-test.tsv", gap),
            ("data/attribution/polnear_dev.jsonl", &line(polnear)),
            ("data/geo/trnews.jsonl", &line(trnews)),
            ("data/events/plv_train.jsonl", plv),
            ("found/boundaries.news.conllu", &found),
            ("found/names-news.gum.conllu", &found),
            ("found/coreference.conllu", &found),
            ("found/crossner.conllu", &(word(1, "Ada", "X", 0, "root", "_") + &word(2, "left", "X", 1, "dep", "_"))),
            ("found/gap.tsv", "t-1\tTRUE\tTRUE\n"),
            ("found/polnear.jsonl", &line(said)),
            ("found/trnews.jsonl", &line(placed)),
            ("found/plv.jsonl", typed),
        ],
    );
    let page = scratch.score(Set::value_variants()).unwrap().markdown();
    for line in [
        "| boundaries, gum news | Sentences | 100.00 | 100.00 | 100.00 | 2 | 2 | 2 |",
        "| names-news, gum | PER | 100.00 | 100.00 | 100.00 | 1 | 1 | 1 |",
        "| crossner | PER, ORG and LOC | 0.00 | 0.00 | 0.00 | 0 | 1 | 0 |",
        "| coreference | CoNLL, the mean of the three |  |  | 100.00 |",
        "| gap | feminine | 50.00 | 100.00 | 66.67 | 1 | 1 | 2 |",
        "| polnear | full | 100.00 | 100.00 | 100.00 | 1 | 1 | 1 |",
        "| polnear | direct-speaker right, of all | 100.00 | 1 | 1 |",
        "| trnews | of those found, within 161 km | 100.00 | 1 | 1 |",
        "| plv | type right for some event of the sentence | 100.00 | 1 | 1 |",
        "| plv | precision of types | 50.00 | 1 | 2 |",
    ] {
        assert!(page.lines().any(|other| other == line), "{line}\n{page}");
    }
}
