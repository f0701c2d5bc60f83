//! Scores parsed text against a treebank, by the definitions of the CoNLL 2018 shared task on Universal Dependencies.

mod align;
mod table;
mod text;

use anyhow::{Result, bail};

use crate::tally::Tally;

pub use self::{
    table::{Letters, Treebank, Word},
    text::{documents, tokens_only, whole_text, with_predictions},
};

/// Scores a parse, measure by measure. Both must be of the same text: their letters, white space aside, are compared first.
pub fn score(gold: &Treebank, system: &Treebank) -> Result<Vec<(&'static str, Tally)>> {
    same_letters(gold, system)?;
    let words = align::align(&gold.words, &system.words);
    // For each word of the parse, the word of the treebank that it stands for.
    let mut gold_of = vec![None; system.words.len()];
    for &(g, s) in &words {
        gold_of[s] = Some(g);
    }
    // A head that stands for no word of the treebank is like none of its words, and not like the root either.
    let same_head = |g: usize, s: usize| match (gold.words[g].head, system.words[s].head) {
        (None, None) => true,
        (Some(gold_head), Some(system_head)) => gold_of[system_head] == Some(gold_head),
        _ => false,
    };
    let of_words = |name, agree: &dyn Fn(usize, usize, &Word, &Word) -> bool| {
        let agreed = words.iter().filter(|&&(g, s)| agree(g, s, &gold.words[g], &system.words[s]));
        (name, Tally { hit: agreed.count(), gold: gold.words.len(), found: system.words.len() })
    };
    Ok(vec![
        ("Tokens", of_spans(&gold.tokens, &system.tokens)),
        ("Sentences", of_spans(&gold.sentences, &system.sentences)),
        of_words("Words", &|_, _, _, _| true),
        of_words("UPOS", &|_, _, gold, system| gold.upos == system.upos),
        of_words("UFeats", &|_, _, gold, system| gold.feats == system.feats),
        of_words("Lemmas", &|_, _, gold, system| gold.lemma == "_" || gold.lemma == system.lemma),
        of_words("UAS", &|g, s, _, _| same_head(g, s)),
        of_words("LAS", &|g, s, gold, system| same_head(g, s) && gold.deprel == system.deprel),
    ])
}

/// An error where a parse is of another text.
pub fn same_letters(gold: &Treebank, system: &Treebank) -> Result<()> {
    let shared = gold.letters.iter().zip(&system.letters).take_while(|(g, s)| g == s).count();
    if shared == gold.letters.len() && shared == system.letters.len() {
        return Ok(());
    }
    let from = |letters: &[char]| letters[shared..].iter().take(20).collect::<String>();
    let (gold, system) = (from(&gold.letters), from(&system.letters));
    bail!("the parse is of another text: from letter {shared} on, \"{system}\" stands for \"{gold}\"")
}

/// Spans agree where both ends do. Both lists are in order.
pub fn of_spans(gold: &[Letters], system: &[Letters]) -> Tally {
    let correct = system.iter().filter(|span| {
        let at = gold.partition_point(|other| other.start < span.start);
        gold.get(at).is_some_and(|other| other == *span)
    });
    Tally { hit: correct.count(), gold: gold.len(), found: system.len() }
}

#[cfg(test)]
mod tests;
