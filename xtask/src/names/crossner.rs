//! CrossNER: encyclopaedic sentences with names of nine kinds, of which the reader's kinds are made.

use anyhow::{Context, Result};

use super::Sentence;

/// Reads a table of words and tags, a word a line. The sentences do not follow one another.
///
/// Names of the kind "misc" (nationalities, laws, works, titles) are of none of the reader's kinds, and are left out.
pub fn read(table: &str) -> Result<Vec<Sentence>> {
    let (mut sentences, mut words) = (Vec::new(), Vec::new());
    for (n, line) in table.lines().chain([""]).enumerate() {
        if !line.is_empty() {
            let (word, tag) = line.split_once('\t').with_context(|| format!("line {}: has no tag", n + 1))?;
            words.push((word.to_owned(), coarse(tag).with_context(|| format!("line {}", n + 1))?));
        } else if !words.is_empty() {
            let words = std::mem::take(&mut words);
            sentences.push(Sentence { opens_document: true, words, ..Sentence::default() });
        }
    }
    Ok(sentences)
}

fn coarse(tag: &str) -> Result<String> {
    let Some((position, kind)) = tag.split_once('-') else { return Ok(tag.to_owned()) };
    let kind = match kind {
        "politician" | "person" => "PER",
        "organisation" | "politicalparty" => "ORG",
        "country" | "location" => "LOC",
        "election" | "event" => "EVENT",
        "misc" => return Ok("O".to_owned()),
        other => anyhow::bail!("\"{other}\" is no kind of name in politics"),
    };
    Ok(format!("{position}-{kind}"))
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    #[test]
    fn nine_kinds_become_four() {
        let table = "Olm\tB-politician\nof\tO\nthe\tO\nReed\tB-politicalparty\nParty\tI-politicalparty\n\nUmbrian\tB-misc\nvote\tB-election\n";
        let sentences = read(table).unwrap();
        let names = [(0, 1, "PER".to_owned()), (3, 5, "ORG".to_owned()), (6, 7, "EVENT".to_owned())];
        assert_eq!(marked(&sentences), names.into());
        assert!(sentences.iter().all(|sentence| sentence.opens_document));
    }

    #[test]
    fn another_kind_is_an_error() {
        assert_eq!(
            format!("{:#}", read("Olm\tB-band\n").unwrap_err()),
            "line 1: \"band\" is no kind of name in politics"
        );
        assert_eq!(read("Olm\n").unwrap_err().to_string(), "line 1: has no tag");
    }
}
