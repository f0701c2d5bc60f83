//! CoNLL-U, the tables in which linguists exchange parsed text: an [`Analysis`] from it and into it.
//!
//! Names stand in MISC as `Name=B-PER`, chains as `Chain=3` at the token that carries a mention (`Chain=3:2-5` where the
//! mention's tokens, counted in its sentence from 1, are more than that one), a word's letters as `Shape=Title`.
//! A `# newpar` comment opens a paragraph. Multiword tokens and empty nodes are passed over.

use std::fmt;

use smol_str::SmolStr;

use crate::{Analysis, Chain, Mention, Name, Sentence, Span, Text, Token, TokenSpan, Upos};

/// Why a table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Error {}

/// Reads sentences in CoNLL-U. The text is put together from the tokens; `SpaceAfter=No` is kept to.
pub fn read(table: &str) -> Result<Analysis, Error> {
    let mut reading = Reading::default();
    for (n, line) in table.lines().enumerate() {
        reading.line(n + 1, line)?;
    }
    reading.close_sentence();
    Ok(reading.finish())
}

/// Prints an analysis, a table a sentence.
pub fn write(analysis: &Analysis) -> String {
    let mut chain_of = std::collections::BTreeMap::<usize, Vec<(usize, &Mention)>>::new();
    for (n, chain) in analysis.chains.iter().enumerate() {
        for mention in &chain.mentions {
            chain_of.entry(mention.head).or_default().push((n + 1, mention));
        }
    }
    let mut out = String::new();
    let mut paragraph = None;
    for (n, sentence) in analysis.sentences.iter().enumerate() {
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
        }
        let words = analysis.text.slice(sentence.span).replace(['\n', '\r'], " ");
        out.push_str(&format!("# sent_id = {}\n# text = {words}\n", n + 1));
        for token in sentence.tokens.tokens() {
            out.push_str(&row(analysis, sentence, token, chain_of.get(&token).map_or(&[], Vec::as_slice)));
        }
        out.push('\n');
    }
    out
}

fn row(analysis: &Analysis, sentence: &Sentence, at: usize, mentions: &[(usize, &Mention)]) -> String {
    let token = &analysis.tokens[at];
    let number = |token: usize| token - sentence.tokens.start + 1;
    let mut misc = Vec::new();
    if let Some(name) = analysis.name_at(at) {
        misc.push(format!("Name={}-{}", if at == name.tokens.start { "B" } else { "I" }, name.kind));
    }
    let chains: Vec<String> = mentions
        .iter()
        .map(|(chain, mention)| match mention.tokens {
            tokens if tokens.len() == 1 => chain.to_string(),
            tokens => format!("{chain}:{}-{}", number(tokens.start), number(tokens.end - 1)),
        })
        .collect();
    if !chains.is_empty() {
        misc.push(format!("Chain={}", chains.join(",")));
    }
    misc.push(format!("Shape={}", shape(analysis.form(at))));
    let last = at + 1 == sentence.tokens.end;
    if !last && analysis.tokens[at + 1].span.start == token.span.end {
        misc.push("SpaceAfter=No".to_owned());
    }
    let form = analysis.form(at).replace(char::is_whitespace, " ");
    let head = token.head.map_or(0, number);
    let Token { lemma, upos, feats, deprel, .. } = token;
    let (id, upos, misc) = (number(at), upos.as_str(), misc.join("|"));
    format!("{id}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}\n")
}

/// How a word is written: `lower`, `Title`, `UPPER`, `Mixed`, `digits` or `other`.
pub fn shape(form: &str) -> &'static str {
    let mut letters = form.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else {
        return if form.chars().any(char::is_numeric) { "digits" } else { "other" };
    };
    let (mut upper, mut lower) = (first.is_uppercase() as usize, first.is_lowercase() as usize);
    for letter in letters {
        upper += usize::from(letter.is_uppercase());
        lower += usize::from(letter.is_lowercase());
    }
    match (first.is_uppercase(), upper, lower) {
        (_, 0, _) => "lower",
        (true, 1, _) => "Title",
        (_, _, 0) => "UPPER",
        _ => "Mixed",
    }
}

#[derive(Default)]
struct Reading {
    text: String,
    chars: usize,
    analysis: Analysis,
    heads: Vec<(usize, usize)>,
    chains: std::collections::BTreeMap<usize, Vec<Mention>>,
    first: usize,
    paragraph: usize,
    opens_paragraph: bool,
    space: bool,
}

impl Reading {
    fn line(&mut self, n: usize, line: &str) -> Result<(), Error> {
        let fault = |reason: String| Error { line: n, reason };
        if line.trim().is_empty() {
            self.close_sentence();
            return Ok(());
        }
        if let Some(comment) = line.strip_prefix('#') {
            self.opens_paragraph |=
                comment.trim_start().starts_with("newpar") || comment.trim_start().starts_with("newdoc");
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, deprel, _, misc] = columns[..] else {
            return Err(fault(format!("has {} columns, not 10", columns.len())));
        };
        if id.contains(['-', '.']) {
            return Ok(());
        }
        let expected = self.analysis.tokens.len() - self.first + 1;
        if id != expected.to_string() {
            return Err(fault(format!("token number {id} where {expected} was due")));
        }
        if form.is_empty() {
            return Err(fault("a token without letters".to_owned()));
        }
        self.before_token();
        let start = self.chars;
        self.push(form);
        let at = self.analysis.tokens.len();
        let head = if head == "_" { 0 } else { head.parse().map_err(|_| fault(format!("\"{head}\" is no head")))? };
        self.heads.push((at, head));
        let upos = if upos == "_" { Upos::X } else { upos.parse().map_err(|e| fault(format!("{e}")))? };
        self.analysis.tokens.push(Token {
            span: Span::new(start, self.chars),
            lemma: SmolStr::new(lemma),
            upos,
            feats: SmolStr::new(feats),
            head: None,
            deprel: SmolStr::new(deprel),
        });
        self.space = true;
        for item in misc.split('|') {
            match item.split_once('=') {
                Some(("SpaceAfter", "No")) => self.space = false,
                Some(("Name", name)) => self.name(at, name).map_err(fault)?,
                Some(("Chain", chains)) => {
                    for chain in chains.split(',') {
                        self.mention(at, chain).ok_or_else(|| fault(format!("\"{chain}\" is no chain")))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn before_token(&mut self) {
        let opens_sentence = self.analysis.tokens.len() == self.first;
        if opens_sentence && self.opens_paragraph && !self.text.is_empty() {
            self.paragraph += 1;
            self.push("\n\n");
        } else if self.space && !self.text.is_empty() {
            self.push(" ");
        }
        if opens_sentence {
            self.opens_paragraph = false;
        }
    }

    fn push(&mut self, letters: &str) {
        self.text.push_str(letters);
        self.chars += letters.chars().count();
    }

    fn name(&mut self, at: usize, name: &str) -> Result<(), String> {
        let (position, kind) = name.split_once('-').ok_or_else(|| format!("\"{name}\" is no name"))?;
        let kind = kind.parse().map_err(|e| format!("{e}"))?;
        match self.analysis.names.last_mut() {
            Some(open) if position == "I" && open.tokens.end == at && open.kind == kind => open.tokens.end = at + 1,
            _ => self.analysis.names.push(Name { tokens: TokenSpan::one(at), kind }),
        }
        Ok(())
    }

    fn mention(&mut self, head: usize, chain: &str) -> Option<()> {
        let (id, range) = chain.split_once(':').unwrap_or((chain, ""));
        let tokens = match range.split_once('-') {
            None => TokenSpan::one(head),
            Some((from, to)) => {
                let at = |number: &str| Some(self.first + number.parse::<usize>().ok()?.checked_sub(1)?);
                TokenSpan::new(at(from)?, at(to)? + 1)
            }
        };
        self.chains.entry(id.parse().ok()?).or_default().push(Mention { tokens, head });
        Some(())
    }

    fn close_sentence(&mut self) {
        let tokens = TokenSpan::new(self.first, self.analysis.tokens.len());
        if tokens.is_empty() {
            return;
        }
        for (at, head) in self.heads.drain(..) {
            let head =
                head.checked_sub(1).map(|head| self.first + head).filter(|&head| tokens.contains(head) && head != at);
            self.analysis.tokens[at].head = head;
        }
        let span = Span::new(self.analysis.tokens[tokens.start].span.start, self.chars);
        self.analysis.sentences.push(Sentence { span, tokens, paragraph: self.paragraph });
        self.first = tokens.end;
        self.space = true;
    }

    fn finish(mut self) -> Analysis {
        let chains = std::mem::take(&mut self.chains).into_values();
        self.analysis.chains =
            chains.filter(|mentions| mentions.len() > 1).map(|mentions| Chain { mentions }).collect();
        self.analysis.text = Text::new(self.text);
        self.analysis
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
# newpar
# sent_id = 1
# text = Leyla Aydın resigned.
1\tLeyla\tLeyla\tPROPN\t_\tNumber=Sing\t3\tnsubj\t_\tName=B-PER|Chain=1:1-2|Shape=Title
2\tAydın\tAydın\tPROPN\t_\tNumber=Sing\t1\tflat\t_\tName=I-PER|Shape=Title
3\tresigned\tresign\tVERB\t_\tTense=Past\t0\troot\t_\tShape=lower|SpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\tShape=other

# newpar
# sent_id = 2
# text = She left.
1\tShe\tshe\tPRON\t_\t_\t2\tnsubj\t_\tChain=1|Shape=Title
2\tleft\tleave\tVERB\t_\tTense=Past\t0\troot\t_\tShape=lower|SpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tShape=other

";

    #[test]
    fn what_is_read_prints_the_same() {
        assert_eq!(write(&read(TABLE).unwrap()), TABLE);
    }

    #[test]
    fn the_text_comes_from_the_tokens() {
        let analysis = read(TABLE).unwrap();
        assert_eq!(analysis.text.as_str(), "Leyla Aydın resigned.\n\nShe left.");
        assert_eq!(analysis.words(analysis.names[0].tokens), "Leyla Aydın");
        assert_eq!(analysis.tokens[3].head, Some(2));
    }

    #[test]
    fn a_fault_names_its_line() {
        let fault = read("1\tShe\tshe").unwrap_err();
        assert_eq!(fault.to_string(), "line 1: has 3 columns, not 10");
        assert_eq!(read("2\tShe\tshe\tPRON\t_\t_\t0\troot\t_\t_").unwrap_err().line, 1);
    }

    #[test]
    fn shapes_are_told() {
        let shapes: Vec<_> = ["the", "Rome", "UN", "McKay", "12", "—", "A", "iPod"].map(shape).into();
        assert_eq!(shapes, ["lower", "Title", "UPPER", "Mixed", "digits", "other", "Title", "Mixed"]);
    }
}
