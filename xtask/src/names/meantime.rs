//! MEANTIME: business news with entities, of which the names are taken.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use knowledge::{CountryWord, Knowledge};
use roxmltree::{Document, Node};

use super::Sentence;

/// Every sixth document, by the order of file names, is kept for measuring.
const KEPT: usize = 6;

/// The last sentence that is annotated: the title is 0, a date may be 1.
const LAST: usize = 5;

/// Reads the documents kept for measuring, out of all in the folders of `folder`.
pub fn read_measured(folder: &Path) -> Result<Vec<Sentence>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for part in files_in(folder)? {
        paths.extend(files_in(&part)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "xml")));
    }
    paths.sort_by(|a, b| a.file_name().cmp(&b.file_name()));
    let mut sentences = Vec::new();
    for path in paths.iter().skip(KEPT - 1).step_by(KEPT) {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        sentences.extend(read(&text).with_context(|| format!("{} is no annotated document", path.display()))?);
    }
    Ok(sentences)
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

/// The first sentences of a document, which alone are annotated in full, with their names.
///
/// Mentions reach over all that describes them ("Reed Bank of Olm, the oldest lender"); a name is the part of one that
/// is written as a name. Products and mixed entities are left out, financial ones (indices, funds) are organisations.
fn read(xml: &str) -> Result<Vec<Sentence>> {
    let document = Document::parse(xml)?;
    let nodes = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
    let kinds: BTreeMap<&str, &str> = nodes("ENTITY").filter_map(|node| Some((id(node)?, kind(node)?))).collect();
    let mut kind_of = BTreeMap::new();
    for link in nodes("REFERS_TO") {
        let target = link.children().find(|node| node.has_tag_name("target")).and_then(id);
        let kind = target.and_then(|target| kinds.get(target));
        let sources = link.children().filter(|node| node.has_tag_name("source")).filter_map(id);
        kind_of.extend(sources.zip(std::iter::repeat(kind)));
    }

    let tokens = nodes("token").map(Token::read).collect::<Result<Vec<_>>>()?;
    let place: BTreeMap<&str, usize> = tokens.iter().enumerate().map(|(at, token)| (token.id, at)).collect();
    let mut names = Vec::new();
    for mention in nodes("ENTITY_MENTION") {
        let Some(kind) = id(mention).and_then(|id| *kind_of.get(id)?) else { continue };
        let anchors = mention.children().filter_map(|anchor| place.get(anchor.attribute("t_id")?).copied());
        let run: BTreeSet<usize> = anchors.collect();
        let run: Vec<usize> = run.into_iter().collect();
        let told = mention.attribute("syntactic_type").unwrap_or_default();
        if run.windows(2).all(|pair| pair[0] + 1 == pair[1])
            && let Some(name) = name(&tokens, &run, told)
            && !is_people(&tokens[name.clone()])
        {
            names.push((name, *kind));
        }
    }
    Ok(sentences(&tokens, &tags(tokens.len(), &names)))
}

/// One token.
struct Token<'a> {
    id: &'a str,
    sentence: usize,
    form: &'a str,
}

impl<'a> Token<'a> {
    fn read(node: Node<'a, 'a>) -> Result<Self> {
        let attribute = |name| node.attribute(name).with_context(|| format!("a token has no {name}"));
        let sentence = attribute("sentence")?.parse().context("a token's sentence is no number")?;
        Ok(Self { id: attribute("t_id")?, sentence, form: node.text().unwrap_or_default() })
    }

    fn capital(&self) -> bool {
        self.form.chars().next().is_some_and(char::is_uppercase)
    }

    fn belongs(&self) -> bool {
        self.capital() || ["of", "the", "for", "and", "&", "-", "de"].contains(&self.form)
    }
}

/// The part of a mention that is written as a name: before what is set off from it, its last words in capitals. Of a
/// mention that is not said to be a name, all words must be so.
fn name(tokens: &[Token], run: &[usize], told: &str) -> Option<Range<usize>> {
    let set_off = run.iter().skip(1).position(|&at| [",", "(", "``", "\""].contains(&tokens[at].form));
    let run = &run[..set_off.map_or(run.len(), |at| at + 1)];
    let last = run.iter().rposition(|&at| tokens[at].capital())?;
    let written = run[..=last].iter().rev().take_while(|&&at| tokens[at].belongs());
    let first = *written.filter(|&&at| tokens[at].capital() && tokens[at].form != "The").last()?;
    let name = first..run[last] + 1;
    match told {
        "NAM" | "PRE.NAM" => Some(name),
        "" => {
            let opens = first == 0 || tokens[first - 1].sentence != tokens[first].sentence;
            let article = ["the", "The", "a"].contains(&tokens[run[0]].form);
            let whole = name.len() + usize::from(article) == run.len() && last + 1 == run.len();
            (whole && !opens && tokens[first].form != "I").then_some(name)
        }
        _ => None,
    }
}

/// Whether the words are an adjective of a country or a noun for its people.
fn is_people(words: &[Token]) -> bool {
    let [word] = words else { return false };
    let known = Knowledge::embedded().country_called(word.form);
    known.is_some_and(|word| matches!(word.how, CountryWord::Adjective | CountryWord::Person | CountryWord::People))
}

/// A tag a token. Of names that overlap the longest stays; but where one of the same kind ends with it, that one is the
/// name and the longer holds more than a name ("Reed and Olm Bank").
fn tags(tokens: usize, names: &[(Range<usize>, &str)]) -> Vec<String> {
    let ends_with = |(name, kind): &(Range<usize>, &str)| {
        names.iter().any(|(other, k)| k == kind && other.end == name.end && other.start > name.start)
    };
    let mut names: Vec<_> = names.iter().filter(|name| !ends_with(name)).collect();
    names.sort_by_key(|(name, _)| (std::cmp::Reverse(name.len()), name.start));
    let mut tags = vec!["O".to_owned(); tokens];
    for (name, kind) in names {
        if tags[name.clone()].iter().all(|tag| tag == "O") {
            for at in name.clone() {
                tags[at] = format!("{}-{kind}", if at == name.start { "B" } else { "I" });
            }
        }
    }
    tags
}

fn sentences(tokens: &[Token], tags: &[String]) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut open = None;
    for (token, tag) in tokens.iter().zip(tags).filter(|(token, _)| token.sentence <= LAST) {
        if open.replace(token.sentence) != Some(token.sentence) {
            sentences.push(Sentence { opens_document: sentences.is_empty(), ..Sentence::default() });
        }
        if let Some(sentence) = sentences.last_mut() {
            sentence.words.push((token.form.to_owned(), tag.clone()));
        }
    }
    sentences
}

fn id<'a>(node: Node<'a, 'a>) -> Option<&'a str> {
    node.attribute("m_id")
}

fn kind<'a>(entity: Node<'a, 'a>) -> Option<&'static str> {
    match entity.attribute("ent_type")? {
        "PER" => Some("PER"),
        "ORG" | "FIN" => Some("ORG"),
        "LOC" => Some("LOC"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{documents, marked};
    use super::*;

    /// A document of these sentences and mentions: words from and to, told as, of the kind.
    fn names(sentences: &[&str], mentions: &[(usize, usize, &str, &str)]) -> Vec<String> {
        let (mut xml, mut id) = ("<Document>".to_owned(), 0);
        for (n, sentence) in sentences.iter().enumerate() {
            for word in sentence.split(' ') {
                xml += &format!(r#"<token t_id="{id}" sentence="{n}">{word}</token>"#);
                id += 1;
            }
        }
        for (n, (from, to, told, kind)) in mentions.iter().enumerate() {
            let anchors: String = (*from..*to).rev().map(|at| format!(r#"<token_anchor t_id="{at}"/>"#)).collect();
            xml += &format!(
                r#"<ENTITY_MENTION m_id="{n}" syntactic_type="{told}">{anchors}</ENTITY_MENTION>
                <ENTITY m_id="e{n}" ent_type="{kind}"/><REFERS_TO><source m_id="{n}"/><target m_id="e{n}"/></REFERS_TO>"#
            );
        }
        let sentences = read(&(xml + "</Document>")).unwrap();
        assert_eq!(documents(&sentences).len(), 1);
        let words: Vec<&String> = sentences.iter().flat_map(|sentence| &sentence.words).map(|word| &word.0).collect();
        let told = |(from, to, kind): super::super::Named| {
            let words: Vec<&str> = words[from..to].iter().map(|word| word.as_str()).collect();
            format!("{}/{kind}", words.join(" "))
        };
        marked(&sentences).into_iter().map(told).collect()
    }

    #[test]
    fn a_name_is_what_is_written_as_one() {
        let sentence = "The Reed Bank of Olm , the oldest lender , and its rival Gull hired banker Ada Roe for jets";
        let mentions = [(0, 9, "NAM", "FIN"), (12, 14, "NAM", "ORG"), (15, 18, "NAM", "PER"), (19, 20, "NAM", "PRO")];
        assert_eq!(names(&[sentence], &mentions), ["Reed Bank of Olm/ORG", "Gull/ORG", "Ada Roe/PER"]);
    }

    #[test]
    fn of_mentions_in_mentions_the_name_stays() {
        let sentence = "Reed and Olm Bank saw the Umbrian Air Force .";
        let joined = [(0, 4, "NAM", "ORG"), (0, 1, "NAM", "ORG"), (2, 4, "NAM", "ORG")];
        let within = [(6, 7, "PRE.NAM", "LOC"), (5, 9, "NAM", "ORG")];
        let expected = ["Reed/ORG", "Olm Bank/ORG", "Umbrian Air Force/ORG"];
        assert_eq!(names(&[sentence], &[&joined[..], &within].concat()), expected);
    }

    #[test]
    fn peoples_and_what_is_not_annotated_in_full_are_left_out() {
        let sentences = ["French Olm", "x", "x", "x", "x", "We saw Olm", "Olm"];
        let mentions =
            [(0, 1, "PRE.NAM", "LOC"), (1, 2, "", "LOC"), (6, 7, "", "ORG"), (8, 9, "", "LOC"), (9, 10, "NAM", "LOC")];
        assert_eq!(names(&sentences, &mentions), ["Olm/LOC", "Olm/LOC"]);
    }

    #[test]
    fn every_sixth_document_is_kept() {
        let folder = std::env::temp_dir().join(format!("xtask-meantime-{}", std::process::id()));
        for n in 1..=13 {
            // Sorted by file name, whatever folder a file is in.
            let part = folder.join(if n % 2 == 0 { "a" } else { "b" });
            fs::create_dir_all(&part).unwrap();
            let text = format!(r#"<Document><token t_id="1" sentence="0">word{n}</token></Document>"#);
            fs::write(part.join(format!("{n:02}.xml")), text).unwrap();
        }
        let kept = read_measured(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(kept.iter().map(|sentence| sentence.words[0].0.as_str()).collect::<Vec<_>>(), ["word6", "word12"]);
    }
}
