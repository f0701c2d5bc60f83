//! The model that ships, against what torch computed for our own sentences.

use encoder::Weights;
use language::Language;
use record::{Analysis, conllu};

static MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/dateline.safetensors"));
static GOLDEN: &str = include_str!("../fixtures/golden.json");

fn language() -> Language {
    Language::load(&Weights::parse(MODEL).expect("the model's tensors")).expect("the model's heads")
}

/// The fixture's tokens, of one sentence or several, as an analysis that nothing else is known of.
fn tokens(sentence: &serde_json::Value) -> Analysis {
    let opens = |n: usize| sentence["starts"].as_array().is_some_and(|starts| starts.iter().any(|start| *start == n));
    let mut number = 0;
    let row = |(n, form): (usize, &serde_json::Value)| {
        number = if opens(n) { 1 } else { number + 1 };
        let gap = if number == 1 && n > 0 { "\n" } else { "" };
        format!("{gap}{number}\t{}\t_\tX\t_\t_\t0\t_\t_\t_\n", form.as_str().unwrap_or("?"))
    };
    conllu::read(&sentence["forms"].as_array().into_iter().flatten().enumerate().map(row).collect::<String>())
        .expect("a table")
}

#[test]
fn int8_reads_as_torch_does() {
    let language = language();
    let golden: Vec<serde_json::Value> = serde_json::from_str(GOLDEN).unwrap();
    let (mut same, mut all) = (0, 0);
    for sentence in &golden {
        let analysis = language.annotate(tokens(sentence));
        for (at, token) in analysis.tokens.iter().enumerate() {
            let head = token.head.map_or(0, |head| head + 1);
            let event = analysis.token_head("event").unwrap().best(at).0;
            let cue = analysis.token_head("cue").unwrap().best(at).0;
            let found = [
                sentence["head"][at] == head,
                sentence["deprel"][at] == token.deprel.as_str(),
                sentence["upos"][at] == token.upos.as_str(),
                sentence["feats"][at] == token.feats.as_str(),
                sentence["event"][at] == event,
                sentence["cue"][at] == cue,
            ];
            same += found.iter().filter(|same| **same).count();
            all += found.len();
        }
    }
    assert!(all > 600, "the fixture holds {all} labels only");
    assert!(same * 100 >= all * 97, "{same} of {all} labels are torch's");
}

#[test]
fn a_sentence_longer_than_the_window_is_read_whole() {
    let text = format!("The council said {} and then it adjourned.", "that the road was closed, ".repeat(120));
    let analysis = language().analyse(&text);
    assert_eq!(analysis.sentences.len(), 1);
    let roots = analysis.tokens.iter().filter(|token| token.head.is_none()).count();
    assert_eq!((roots, analysis.tokens.len()), (1, 3 + 120 * 6 + 5));
    assert_eq!(
        analysis.token_heads[0].probabilities.len(),
        analysis.tokens.len() * analysis.token_heads[0].labels.len()
    );
}

#[test]
fn odd_texts_are_read() {
    let language = language();
    for text in
        ["", " \n\n ", "?", "😀😀 😀", "a\u{301}\u{200d}b", "ПРАВДА said 日本 “", &"x".repeat(5000), &"( ".repeat(700)]
    {
        let analysis = language.analyse(text);
        let printed = conllu::write(&analysis);
        assert_eq!(conllu::read(&printed).unwrap().tokens.len(), analysis.tokens.len(), "{text:?}");
    }
}

#[test]
fn sentences_end_inside_quotations_too() {
    let language = language();
    // A bar stands where a sentence ends.
    for text in [
        "He left.| She stayed.",
        "“We won. |We are glad.” |He left.",
        "“Why?” the minister asked.| Nobody knew.",
        "Gen. Obi met Sen. Lee in the U.S. on Monday.| They talked.",
        "He flew to the U.S. |The talks began at 5 p.m. |He spoke.",
        "\"It is over,\" she said.| \"Go home.\"",
        "It fell by 3.5 percent. |No. 10 declined to comment.",
        "Who did it? |Police do not know.",
        "“We came to listen, and we will come again,” Duarte told reporters.| “They were paid,” a guard said.",
        "\"We came to listen, and we will stay,\" Duarte told reporters.| 'Nobody,' he said, 'was paid.'",
        "The ship sank, the ministry said. |At least 12 sailors were rescued by a ferry, officials said.",
        "Mr. J. K. Obi spoke.| (He had been ill.)| He sat down.",
    ] {
        let expected: Vec<&str> = text.split('|').map(str::trim).collect();
        let analysis = language.segment(&text.replace('|', ""));
        let found: Vec<&str> = analysis.sentences.iter().map(|sentence| analysis.text.slice(sentence.span)).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_title_is_a_paragraph_of_its_own() {
    let analysis = language().segment("Minister quits\n\nShe left. He stayed.");
    let found: Vec<_> = analysis.sentences.iter().map(|s| (s.paragraph, analysis.text.slice(s.span))).collect();
    assert_eq!(found, [(0, "Minister quits"), (1, "She left."), (1, "He stayed.")]);
}
