//! Hand-made tables, with figures worked out by hand.

use super::*;

/// Words as `form`, multiword tokens as `surface part part`; every word hangs on the first.
fn table(tokens: &[&str]) -> String {
    let (mut rows, mut number) = (String::new(), 0);
    let mut word = |form: &str| {
        number += 1;
        format!("{number}\t{form}\t_\t_\t_\t_\t{}\t_\t_\t_\n", usize::from(number > 1))
    };
    for token in tokens {
        let parts: Vec<&str> = token.split(' ').collect();
        if let [form] = parts[..] {
            rows += &word(form);
            continue;
        }
        let words: Vec<String> = parts[1..].iter().map(|part| word(part)).collect();
        let number_of = |row: &str| row.split('\t').next().unwrap().to_owned();
        let (first, last) = (number_of(&words[0]), number_of(&words[words.len() - 1]));
        rows += &format!("{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t_\n", parts[0]);
        rows += &words.concat();
    }
    rows + "\n"
}

fn words(gold: &[&str], system: &[&str]) -> Tally {
    let scores = scores(&table(gold), &table(system));
    scores.into_iter().find(|(name, _)| *name == "Words").unwrap().1
}

fn scores(gold: &str, system: &str) -> Vec<(&'static str, Tally)> {
    score(&Treebank::read(gold).unwrap(), &Treebank::read(system).unwrap()).unwrap()
}

#[track_caller]
fn check_words(gold: &[&str], system: &[&str], correct: usize) {
    assert_eq!(words(gold, system).hit, correct);
    assert_eq!(words(system, gold).hit, correct, "the other way round");
}

#[test]
fn plain_words_stand_for_one_another_by_their_letters() {
    check_words(&["the", "sea", "port"], &["the", "sea", "port"], 3);
    check_words(&["the", "seaport"], &["the", "sea", "port"], 1);
    check_words(&["these", "a"], &["the", "sea"], 0);
    let tally = words(&["the", "seaport"], &["the", "sea", "port"]);
    assert_eq!((tally.gold, tally.found), (2, 3));
    assert_eq!((tally.precision(), tally.recall(), tally.f1()), (1.0 / 3.0, 0.5, 0.4));
}

#[test]
fn words_of_multiword_tokens_stand_for_one_another_by_their_forms() {
    check_words(&["can't ca n't", "go"], &["ca", "n't", "go"], 3);
    check_words(&["can't ca n't"], &["can't can not"], 0);
    check_words(&["I", "can't CA n't"], &["I", "ca", "n't"], 3);
    // The stretch is "wontgo": the treebank's second token sticks out of the parse's first.
    check_words(&["won wo n", "tgo t go"], &["wont wo nt", "go"], 2);
    // A plain word that sticks out of the stretch has no counterpart.
    check_words(&["dont do nt", "x"], &["do", "ntx"], 1);
    check_words(&["a", "dont do nt"], &["ad", "ont"], 0);
}

#[test]
fn another_text_cannot_be_scored() {
    let [gold, system] = [["the", "sea"], ["the", "see"]].map(|words| Treebank::read(&table(&words)).unwrap());
    let fault = score(&gold, &system).unwrap_err().to_string();
    assert_eq!(fault, "the parse is of another text: from letter 5 on, \"e\" stands for \"a\"");
    let shorter = Treebank::read(&table(&["the"])).unwrap();
    assert!(score(&gold, &shorter).is_err());
}

const GOLD: &str = "\
# text = Ferries didn't sail. They wait.
1\tFerries\tferry\tNOUN\tNNS\tNumber=Plur\t4\tnsubj:outer\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past|VerbForm=Fin|Style=Coll\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsail\tsail\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tThey\t_\tPRON\tPRP\tCase=Nom|Number=Plur\t2\tnsubj\t_\t_
2\twait\twait\tVERB\tVBP\tTense=Pres\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

";

// One sentence for two; "sail." one token; "wait" a noun that hangs on the wrong word.
const SYSTEM: &str = "\
1\tFerries\tferry\tNOUN\t_\tNumber=Plur\t4\tnsubj\t_\t_
2\tdid\tdid\tAUX\t_\tVerbForm=Fin|Tense=Past\t4\taux:pass\t_\t_
3\tn't\tnot\tPART\t_\tPolarity=Neg\t2\tadvmod\t_\t_
4\tsail.\tsail\tVERB\t_\t_\t0\troot\t_\t_
5\tThey\tthey\tPRON\t_\tNumber=Plur|Case=Nom\t6\tobj\t_\t_
6\twait\twait\tNOUN\t_\t_\t4\tdep\t_\t_
7\t.\t.\tPUNCT\t_\t_\t6\tpunct\t_\t_

";

#[test]
fn all_measures_of_a_small_parse() {
    let told: Vec<(&str, [usize; 3])> =
        scores(GOLD, SYSTEM).into_iter().map(|(name, tally)| (name, [tally.hit, tally.gold, tally.found])).collect();
    // Aligned: Ferries, did, n't, They, wait and the last full stop. "sail" and "." have no counterpart.
    assert_eq!(
        told,
        [
            ("Tokens", [4, 7, 7]),    // Ferries, They, wait and the last full stop.
            ("Sentences", [0, 2, 1]), // The treebank's sentences end elsewhere.
            ("Words", [6, 8, 7]),
            ("UPOS", [5, 8, 7]),   // Not "wait".
            ("UFeats", [4, 8, 7]), // Not "n't" and "wait"; Style is no universal feature.
            ("Lemmas", [5, 8, 7]), // Not "did"; "They" has no lemma in the treebank.
            // The heads of Ferries and did have no counterpart; "n't" and "wait" hang on the wrong word.
            ("UAS", [2, 8, 7]),
            ("LAS", [1, 8, 7]), // "They" is no object.
        ]
    );
}

#[test]
fn a_perfect_parse_is_perfect() {
    let relations = GOLD.replace("nsubj:outer", "nsubj");
    for (name, tally) in scores(GOLD, &relations) {
        assert_eq!((tally.hit, tally.gold), (tally.found, tally.found), "{name}");
    }
}

#[test]
fn what_is_no_tree_is_an_error() {
    let fault = |table: &str| format!("{:#}", Treebank::read(table).unwrap_err());
    let row = |id: &str, head: &str| format!("{id}\ta\t_\t_\t_\t_\t{head}\t_\t_\t_\n");
    assert_eq!(fault(&(row("1", "0") + &row("2", "0"))), "the last sentence: a sentence must have one root");
    let circle = row("1", "0") + &row("2", "3") + &row("3", "2");
    assert_eq!(fault(&(circle + "\n")), "line 4: the heads run in a circle");
    assert_eq!(fault(&row("1", "2")), "the last sentence: a head outside its sentence");
    assert_eq!(fault(&row("2", "0")), "line 1: word 2 where 1 was due");
    assert_eq!(fault("1\ta"), "line 1: has 2 columns, not 10");
    assert!(Treebank::read("").unwrap().words.is_empty());
}

#[test]
fn the_reader_gets_text_or_words_and_nothing_else() {
    let second = "# newdoc\n1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No\n2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n";
    let table = GOLD.replacen("# text", "# newpar\n# text", 1) + second;
    let parts = documents(&table);
    assert_eq!(parts.len(), 2);
    assert_eq!(whole_text(parts[0]), "Ferries didn't sail. They wait.");
    assert_eq!(whole_text(parts[1]), "No!");
    let ends_in_multiword_token = table_of_two_sentences();
    assert_eq!(whole_text(&ends_in_multiword_token), "I can't we go");
    assert_eq!(record::conllu::read(&tokens_only(&ends_in_multiword_token)).unwrap().text.as_str(), "I can't we go");

    let bare = tokens_only(parts[0]);
    assert!(!bare.contains("nsubj") && !bare.contains("ferry") && !bare.contains("NOUN"), "{bare}");
    let analysis = record::conllu::read(&bare).unwrap();
    assert_eq!(analysis.text.as_str(), "Ferries didn't sail. They wait.");
    assert_eq!((analysis.tokens.len(), analysis.sentences.len()), (8, 2));
}

fn table_of_two_sentences() -> String {
    table(&["I", "can't ca n't"]) + &table(&["we", "go"])
}

#[test]
fn an_analysis_goes_back_into_the_rows() {
    let analysis = record::conllu::read(GOLD).unwrap();
    let rows = with_predictions(GOLD, &analysis).unwrap();
    for (name, tally) in scores(GOLD, &rows) {
        assert_eq!(tally.hit, tally.gold, "{name}");
    }
    let shorter = record::conllu::read(GOLD.split_inclusive("\n\n").next().unwrap()).unwrap();
    assert!(with_predictions(GOLD, &shorter).is_err());
    assert!(with_predictions(GOLD.split_inclusive("\n\n").next().unwrap(), &analysis).is_err());
}
