//! GUM: entities of all kinds, of which the names are taken.

use std::{collections::BTreeSet, ops::Range};

use anyhow::Result;

use super::Sentence;
use crate::entities::{self, Entity};

/// Reads the documents of some genres (`GUM_news_...` is of the genre "news").
pub fn read(table: &str, genres: &[&str]) -> Result<Vec<Sentence>> {
    let annotated = entities::sentences(table)?;
    let described = annotated.iter().flat_map(|sentence| &sentence.words).filter(|word| word.deprel == TITLE);
    let titles: BTreeSet<&str> = described.map(|word| word.form).collect();
    let (mut found, mut wanted) = (Vec::new(), false);
    for sentence in &annotated {
        if let Some(document) = sentence.opens {
            wanted = document.split('_').nth(1).is_some_and(|genre| genres.contains(&genre));
        }
        if wanted {
            let words = sentence.words.iter().map(|word| word.form.to_owned()).zip(tags(sentence, &titles)).collect();
            found.push(Sentence { opens_document: sentence.opens.is_some(), text: sentence.text.to_owned(), words });
        }
    }
    Ok(found)
}

/// What a title before a name is to it.
const TITLE: &str = "nmod:desc";

/// A name is the part that is written as one of a person, organisation or place that a proper noun carries. A name
/// within a name is no name of its own; titles alone are none, nor are peoples ("Americans").
fn tags(sentence: &entities::Sentence, titles: &BTreeSet<&str>) -> Vec<String> {
    let mut tags = vec!["O".to_owned(); sentence.words.len()];
    let mut entities: Vec<&Entity> = sentence.entities.iter().collect();
    entities.sort_by_key(|entity| (std::cmp::Reverse(entity.words.len()), entity.words.start));
    for entity in entities {
        let kind = match entity.kind {
            Some("person") => "PER",
            Some("organization") => "ORG",
            Some("place") => "LOC",
            _ => continue,
        };
        let Some(carrier) = carrier(sentence, entity) else { continue };
        let run = match kind {
            "PER" => person(sentence, entity, carrier),
            _ => written(sentence, entity, carrier, &LINKS),
        };
        let mut words = sentence.words[run.clone()].iter();
        let people = kind == "PER" && sentence.words[carrier].feats.contains("Number=Plur");
        if people || words.all(|word| titles.contains(word.form)) || tags[run.clone()].iter().any(|tag| tag != "O") {
            continue;
        }
        let parts = tags[run].iter_mut().enumerate();
        parts.for_each(|(n, tag)| *tag = format!("{}-{kind}", if n == 0 { "B" } else { "I" }));
    }
    tags
}

/// The proper noun that carries an entity: its head, or the first of a name that the head describes ("researcher Ada
/// Reed").
fn carrier(sentence: &entities::Sentence, entity: &Entity) -> Option<usize> {
    let head = sentence.head(entity);
    let proper = |at: usize| sentence.words[at].upos == "PROPN";
    let described = |at: usize| sentence.words[at].head == Some(head) && sentence.words[at].deprel == "flat";
    if proper(head) { Some(head) } else { entity.words.clone().find(|&at| described(at) && proper(at)) }
}

/// Small words and signs within the names of organisations and places.
const LINKS: [&str; 11] = ["of", "the", "for", "and", "-", "&", "'s", "’s", "de", "al", "'"];

/// A person's name: without the title, and what belongs to that, before it.
fn person(sentence: &entities::Sentence, entity: &Entity, head: usize) -> Range<usize> {
    let run = written(sentence, entity, head, &["-"]);
    let titles = |&at: &usize| sentence.words[at].head == Some(head) && sentence.words[at].deprel == TITLE;
    let title = (run.start..head).rev().find(titles);
    title.map_or(run.start, |title| title + 1)..run.end
}

/// The words about an entity's head that are written as names, or link such words.
fn written(sentence: &entities::Sentence, entity: &Entity, head: usize, links: &[&str]) -> Range<usize> {
    let capital = |at: usize| {
        let word = sentence.words[at];
        let raised = word.form.chars().next().is_some_and(char::is_uppercase);
        word.upos == "PROPN" || raised && matches!(word.upos, "NOUN" | "ADJ" | "NUM" | "VERB")
    };
    let belongs = |&at: &usize| capital(at) || links.contains(&sentence.words[at].form);
    let before = (entity.words.start..head).rev().take_while(belongs).filter(|&at| capital(at)).last();
    let after = (head + 1..entity.words.end).take_while(belongs).filter(|&at| capital(at)).last();
    before.unwrap_or(head)..after.unwrap_or(head) + 1
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// Words as form, class (plural with a "+"), head, relation and entities.
    fn table(document: &str, rows: &[(&str, &str, usize, &str, &str)]) -> String {
        let row = |(n, (form, upos, head, deprel, entity)): (usize, &(&str, &str, usize, &str, &str))| {
            let feats = if upos.ends_with('+') { "Number=Plur" } else { "_" };
            let upos = upos.trim_end_matches('+');
            format!("{}\t{form}\t_\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\tEntity={entity}\n", n + 1)
        };
        format!("# newdoc id = {document}\n{}\n", rows.iter().enumerate().map(row).collect::<String>())
    }

    fn names(rows: &[(&str, &str, usize, &str, &str)]) -> Vec<(usize, usize, String)> {
        marked(&read(&table("GUM_news_olm", rows), &["news"]).unwrap()).into_iter().collect()
    }

    #[test]
    fn a_persons_title_is_no_part_of_the_name() {
        let rows = [
            ("Olm", "PROPN", 2, "compound", "(1-person(2-place)"),
            ("Mayor", "PROPN", 3, "nmod:desc", ""),
            ("Ada", "PROPN", 0, "root", ""),
            ("Reed", "PROPN", 3, "flat", ""),
            ("of", "ADP", 6, "case", ""),
            ("Umbria", "PROPN", 3, "nmod", "(3-place)1)"),
        ];
        let expected = [(0, 1, "LOC".to_owned()), (2, 4, "PER".to_owned()), (5, 6, "LOC".to_owned())];
        assert_eq!(names(&rows), expected);
    }

    #[test]
    fn a_name_within_a_name_is_none() {
        let rows = [
            ("the", "DET", 2, "det", "(1-organization"),
            ("Bank", "PROPN", 0, "root", ""),
            ("of", "ADP", 5, "case", ""),
            ("New", "ADJ", 5, "amod", "(2-place"),
            ("Olm", "PROPN", 2, "nmod", "2)"),
            ("in", "ADP", 7, "case", ""),
            ("town", "NOUN", 2, "nmod", "(3-place)1)"),
        ];
        assert_eq!(names(&rows), [(1, 5, "ORG".to_owned())]);
    }

    #[test]
    fn a_noun_may_describe_a_name() {
        let rows = [
            ("researcher", "NOUN", 0, "root", "(1-person"),
            ("Ada", "PROPN", 1, "flat", ""),
            ("Reed", "PROPN", 1, "flat", "1)"),
        ];
        assert_eq!(names(&rows), [(1, 3, "PER".to_owned())]);
    }

    #[test]
    fn titles_alone_and_peoples_are_no_names() {
        let rows = [
            ("Mayor", "PROPN", 2, "nmod:desc", "(1-person"),
            ("Reed", "PROPN", 3, "nsubj", "1)"),
            ("told", "VERB", 0, "root", ""),
            ("Umbrians", "PROPN+", 3, "obj", "(2-person)"),
            ("Mayor", "PROPN", 3, "obl", "(3-person)"),
        ];
        assert_eq!(names(&rows), [(1, 2, "PER".to_owned())]);
    }

    #[test]
    fn other_genres_are_left_out() {
        let rows = [("Olm", "PROPN", 0, "root", "(1-place)")];
        let both = table("GUM_vlog_olm", &rows) + &table("GUM_interview_reed", &rows);
        let sentences = read(&both, &["news", "interview"]).unwrap();
        assert_eq!((sentences.len(), sentences[0].opens_document), (1, true));
    }
}
