//! What `dateline analyse` prints.

use record::conllu;

use crate::Scratch;

#[test]
fn a_text_becomes_a_table() {
    let out = Scratch::new().run_with("analyse -", "A ferry sank. Nobody was hurt.".as_bytes()).well();
    let analysis = conllu::read(&out).unwrap();
    assert_eq!(analysis.sentences.len(), 2, "{out}");
    assert_eq!(analysis.text.as_str(), "A ferry sank. Nobody was hurt.");
    assert!(out.contains("# text = A ferry sank.\n"));
}

#[test]
fn lines_are_sentences_if_told_so() {
    let out = Scratch::new().run_with("analyse - --lines", b"A ferry\nsank. Nobody was hurt.\n").well();
    let forms: Vec<usize> =
        conllu::read(&out).unwrap().sentences.iter().map(|sentence| sentence.tokens.len()).collect();
    assert_eq!(forms, [2, 6], "{out}");
}

#[test]
fn given_tokens_and_comments_are_kept() {
    let given = "# newdoc id = d\n# sent_id = d-7\n# text = Port-side guards left.\n1\tPort-side\t_\t_\t_\t_\t_\t_\t_\t_\n\
                 2\tguards\t_\t_\t_\t_\t_\t_\t_\t_\n3\tleft.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    let out = Scratch::new().run_with("analyse - --gold-tokens", given.as_bytes()).well();
    assert!(
        out.starts_with("# newdoc id = d\n# sent_id = d-7\n# text = Port-side guards left.\n1\tPort-side\t"),
        "{out}"
    );
    let analysis = conllu::read(&out).unwrap();
    assert_eq!((analysis.tokens.len(), analysis.form(2)), (3, "left."));
    assert_eq!(analysis.tokens.iter().filter(|token| token.head.is_none()).count(), 1, "{out}");
}

#[test]
fn several_texts_are_documents() {
    let out = Scratch::new().run("analyse samples/border.txt samples/ferry.txt").well();
    assert!(out.starts_with("# newdoc id = samples/border.txt\n") && out.contains("# newdoc id = samples/ferry.txt\n"));
}

#[test]
fn bad_input_has_its_message() {
    let scratch = Scratch::new();
    scratch.write("latin1.txt", b"caf\xE9");
    for (arguments, says) in [
        ("analyse nosuch.txt", "cannot read nosuch.txt: "),
        ("analyse samples", "it is a folder"),
        ("analyse latin1.txt", "latin1.txt is not text in UTF-8: byte 3 does not fit"),
        ("analyse samples/ferry.txt --gold-tokens", "cannot read samples/ferry.txt as CoNLL-U: line 1: has 1 columns"),
    ] {
        let ran = scratch.run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{arguments}: {}", ran.err);
        assert!(ran.err.starts_with("dateline: ") && ran.err.contains(says), "{arguments}: {}", ran.err);
    }
}
