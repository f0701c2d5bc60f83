//! Entities in CoNLL-U: MISC opens them with `Entity=(1-person-new`, closes them with `1)`, and does both with `(1)`.

use std::ops::Range;

use anyhow::{Context, Result, ensure};

/// A sentence of a table, multiword tokens and empty nodes aside.
#[derive(Clone, Debug, Default)]
pub struct Sentence<'a> {
    /// The document that begins with it.
    pub opens: Option<&'a str>,
    /// Its text.
    pub text: &'a str,
    /// Its words.
    pub words: Vec<Word<'a>>,
    /// Its entities, in the order in which they close.
    pub entities: Vec<Entity<'a>>,
}

/// A word of a table.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// Its letters.
    pub form: &'a str,
    /// Its word class.
    pub upos: &'a str,
    /// Its features.
    pub feats: &'a str,
    /// The word that it depends on, by its place in the sentence; `None` at the root.
    pub head: Option<usize>,
    /// What it is to its head.
    pub deprel: &'a str,
}

/// An entity of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity<'a> {
    /// What it is one with: mentions of one thing have one id.
    pub id: &'a str,
    /// What sort of thing, where the table says so.
    pub kind: Option<&'a str>,
    /// Its words, by their places in the sentence.
    pub words: Range<usize>,
}

impl Sentence<'_> {
    /// The word of an entity that hangs from outside it: the first, where several do.
    pub fn head(&self, entity: &Entity) -> usize {
        let outside = |&at: &usize| self.words[at].head.is_none_or(|head| !entity.words.contains(&head));
        entity.words.clone().find(outside).unwrap_or(entity.words.start)
    }
}

/// Reads a table's sentences.
pub fn sentences(table: &str) -> Result<Vec<Sentence<'_>>> {
    let (mut sentences, mut open, mut waiting) = (Vec::new(), Sentence::default(), Vec::new());
    for (n, line) in table.lines().chain([""]).enumerate() {
        if let Some(document) = line.strip_prefix("# newdoc id = ") {
            open.opens = Some(document);
        } else if let Some(text) = line.strip_prefix("# text = ") {
            open.text = text;
        } else if line.is_empty() {
            ensure!(waiting.is_empty(), "line {}: the sentence ends within {} entities", n + 1, waiting.len());
            if !open.words.is_empty() {
                sentences.push(std::mem::take(&mut open));
            }
        } else if !line.starts_with('#') {
            row(line, &mut open, &mut waiting).with_context(|| format!("line {}", n + 1))?;
        }
    }
    Ok(sentences)
}

/// Entities that are still open: their attributes and first words.
type Waiting<'a> = Vec<(&'a str, usize)>;

fn row<'a>(line: &'a str, sentence: &mut Sentence<'a>, waiting: &mut Waiting<'a>) -> Result<()> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, _, upos, _, feats, head, deprel, _, misc] = columns[..] else {
        anyhow::bail!("has {} columns, not 10", columns.len());
    };
    if id.contains(['-', '.']) {
        return Ok(());
    }
    let head: usize = head.parse().with_context(|| format!("\"{head}\" is no head"))?;
    let at = sentence.words.len();
    sentence.words.push(Word { form, upos, feats, head: head.checked_sub(1), deprel });
    let Some(mut rest) = misc.split('|').find_map(|item| item.strip_prefix("Entity=")) else { return Ok(()) };
    while !rest.is_empty() {
        if let Some(opened) = rest.strip_prefix('(') {
            let end = opened.find(['(', ')']).unwrap_or(opened.len());
            waiting.push((&opened[..end], at));
            rest = &opened[end..];
            // What was opened and closed at one word has its attributes before the bracket.
            if let Some(after) = rest.strip_prefix(')') {
                close(None, at, sentence, waiting)?;
                rest = after;
            }
        } else {
            let end = rest.find(')').with_context(|| format!("\"{rest}\" neither opens nor closes an entity"))?;
            close(Some(&rest[..end]), at, sentence, waiting)?;
            rest = &rest[end + 1..];
        }
    }
    Ok(())
}

fn close<'a>(id: Option<&str>, at: usize, sentence: &mut Sentence<'a>, waiting: &mut Waiting<'a>) -> Result<()> {
    let of = |attributes: &'a str| attributes.split('-').next().unwrap_or(attributes);
    let place = match id {
        None => waiting.len().checked_sub(1),
        Some(id) => waiting.iter().rposition(|(attributes, _)| of(attributes) == id),
    };
    let place = place.with_context(|| format!("closes {}, which is not open", id.unwrap_or("nothing")))?;
    let (attributes, first) = waiting.remove(place);
    let kind = attributes.split('-').nth(1);
    sentence.entities.push(Entity { id: of(attributes), kind, words: first..at + 1 });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[(&str, usize, &str)]) -> String {
        let row = |(n, (form, head, misc)): (usize, &(&str, usize, &str))| {
            format!("{}\t{form}\t_\tX\t_\t_\t{head}\tdep\t_\t{misc}\n", n + 1)
        };
        rows.iter().enumerate().map(row).collect::<String>() + "\n"
    }

    #[test]
    fn entities_nest_and_cross() {
        let rows = [
            ("a", 0, "SpaceAfter=No|Entity=(7-person-new(8)(9-place"),
            ("b", 1, "_"),
            ("c", 1, "Entity=7)(10"),
            ("d", 1, "Entity=9)10)"),
        ];
        let table = format!("# newdoc id = one\n# text = a b c d\n{}", table(&rows));
        let sentences = sentences(&table).unwrap();
        let [sentence] = &sentences[..] else { panic!("one sentence") };
        assert_eq!((sentence.opens, sentence.text, sentence.words.len()), (Some("one"), "a b c d", 4));
        let entity = |id, kind, words| Entity { id, kind, words };
        assert_eq!(
            sentence.entities,
            [
                entity("8", None, 0..1),
                entity("7", Some("person"), 0..3),
                entity("9", Some("place"), 0..4),
                entity("10", None, 2..4),
            ]
        );
        assert_eq!(sentence.head(&sentence.entities[1]), 0);
        assert_eq!(sentence.head(&sentence.entities[3]), 2, "of two that hang from outside, the first");
    }

    #[test]
    fn what_does_not_close_is_an_error() {
        let fault = |rows: &[(&str, usize, &str)]| format!("{:#}", sentences(&table(rows)).unwrap_err());
        assert_eq!(fault(&[("a", 0, "Entity=(1")]), "line 2: the sentence ends within 1 entities");
        assert_eq!(fault(&[("a", 0, "Entity=1)")]), "line 1: closes 1, which is not open");
        assert_eq!(fault(&[("a", 0, "Entity=1")]), "line 1: \"1\" neither opens nor closes an entity");
    }
}
