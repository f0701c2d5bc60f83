//! Small texts, parsed by hand.

use super::*;
use record::{PairScores, conllu};

fn check(table: &str, expected: &[&str]) {
    check_pointed(table, &[], expected);
}

/// With what the model says: pairs of tokens, counted through the text from 0, and how likely they are the same.
fn check_pointed(table: &str, pointers: &[(usize, usize, f32)], expected: &[&str]) {
    let rows: String = table
        .lines()
        .map(|line| {
            let c: Vec<&str> = line.split_whitespace().collect();
            match c[..] {
                [id, form, lemma, upos, feats, head, deprel, misc] => {
                    format!("{id}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}\n")
                }
                _ => "\n".to_owned(),
            }
        })
        .collect();
    let mut analysis = conllu::read(&rows).unwrap();
    let pair =
        |&(anchor, other, p): &(usize, usize, f32)| PairScores { anchor, other, probabilities: vec![1.0 - p, p] };
    analysis.pair_heads.push(PairHead {
        name: POINTING.into(),
        labels: ["none", "same"].map(Into::into).to_vec(),
        pairs: pointers.iter().map(pair).collect(),
    });
    let found: Vec<String> = chains(&analysis)
        .iter()
        .map(|chain| chain.mentions.iter().map(|m| analysis.words(m.tokens)).collect::<Vec<_>>().join(" = "))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_pronoun_takes_the_subject_of_its_gender() {
    check(
        "1 Ana Ana PROPN Number=Sing 3 nsubj Name=B-PER
         2 Obi Obi PROPN Number=Sing 1 flat Name=I-PER
         3 met meet VERB _ 0 root _
         4 Peter Peter PROPN Number=Sing 3 obj Name=B-PER

         1 She she PRON _ 2 nsubj _
         2 praised praise VERB _ 0 root _
         3 him he PRON _ 2 obj _",
        &["Ana Obi = She", "Peter = him"],
    );
}

#[test]
fn a_surname_and_an_apposition_join() {
    check(
        "1 The the DET _ 2 det _
         2 minister minister NOUN Number=Sing 6 nsubj _
         3 , , PUNCT _ 4 punct _
         4 Ana Ana PROPN Number=Sing 2 appos Name=B-PER
         5 Obi Obi PROPN Number=Sing 4 flat Name=I-PER
         6 left leave VERB _ 0 root _

         1 Obi Obi PROPN Number=Sing 2 nsubj Name=B-PER
         2 returned return VERB _ 0 root _",
        &["The minister = Ana Obi = Obi"],
    );
}

#[test]
fn a_quotation_does_not_speak_of_its_speaker() {
    check(
        "1 Karl Karl PROPN Number=Sing 2 nsubj Name=B-PER
         2 left leave VERB _ 0 root _

         1 “ “ PUNCT _ 3 punct _
         2 He he PRON _ 3 nsubj _
         3 lied lie VERB _ 5 ccomp _
         4 ” ” PUNCT _ 3 punct _
         5 said say VERB _ 0 root _
         6 Omar Omar PROPN Number=Sing 5 nsubj Name=B-PER",
        &["Karl = He"],
    );
}

const TWO_MEN: &str = "1 Peter Peter PROPN Number=Sing 2 nsubj Name=B-PER
     2 met meet VERB _ 0 root _
     3 Omar Omar PROPN Number=Sing 2 obj Name=B-PER

     1 He he PRON _ 2 nsubj _
     2 left leave VERB _ 0 root _";

#[test]
fn the_model_says_which_of_two_a_pronoun_is() {
    check_pointed(TWO_MEN, &[], &["Peter = He"]);
    check_pointed(TWO_MEN, &[(3, 2, 0.9)], &["Omar = He"]);
}

#[test]
fn a_noun_is_what_the_model_points_to_unless_it_is_new() {
    let told = |article: &str, likely: f32, expected: &[&str]| {
        let table = format!(
            "1 Ana Ana PROPN Number=Sing 2 nsubj Name=B-PER
             2 spoke speak VERB _ 0 root _

             1 {article} {article} DET _ 2 det _
             2 minister minister NOUN Number=Sing 3 nsubj _
             3 left leave VERB _ 0 root _"
        );
        check_pointed(&table, &[(3, 0, likely)], expected);
    };
    told("The", 0.8, &["Ana = The minister"]);
    told("The", 0.3, &[]);
    told("A", 0.8, &[]);
}

#[test]
fn a_noun_told_again_and_a_voice_are_joined() {
    check(
        "1 I I PRON _ 2 nsubj _
         2 saw see VERB _ 0 root _
         3 a a DET _ 4 det _
         4 storm storm NOUN Number=Sing 2 obj _

         1 The the DET _ 2 det _
         2 storm storm NOUN Number=Sing 3 nsubj _
         3 hit hit VERB _ 0 root _
         4 my my PRON _ 5 nmod:poss _
         5 boat boat NOUN Number=Sing 3 obj _",
        &["I = my", "a storm = The storm"],
    );
}
