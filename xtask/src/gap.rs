//! GAP: pronouns between two names, scored as its own scorer does.

use anyhow::{Context, Result, ensure};
use record::{Analysis, Mention, Span};

use crate::tally::Tally;

/// A text with a pronoun and two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its id.
    pub id: String,
    /// About a paragraph.
    pub text: String,
    /// Whether the pronoun is feminine; masculine otherwise.
    pub feminine: bool,
    /// The pronoun.
    pub pronoun: Span,
    /// The names, and whether the pronoun stands for each.
    pub names: [(Span, bool); 2],
}

/// Right, annotated and found pairs of pronoun and name, all and by gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// All of them.
    pub all: Tally,
    /// Those of masculine pronouns.
    pub masculine: Tally,
    /// Those of feminine pronouns.
    pub feminine: Tally,
}

impl Scores {
    /// How much worse feminine pronouns fare: the ratio of both F1.
    pub fn bias(&self) -> Option<f64> {
        (self.masculine.hit > 0).then(|| self.feminine.f1() / self.masculine.f1())
    }
}

/// Reads the set's table; its first line names the columns.
pub fn read(table: &str) -> Result<Vec<Example>> {
    let rows = table.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
    rows.map(|(n, line)| example(line).with_context(|| format!("line {}", n + 1))).collect()
}

fn example(line: &str) -> Result<Example> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, text, pronoun, at, a, a_at, a_same, b, b_at, b_same, _] = columns[..] else {
        anyhow::bail!("has {} columns, not 11", columns.len());
    };
    let span = |words: &str, at: &str| -> Result<Span> {
        let start: usize = at.parse().with_context(|| format!("\"{at}\" is no offset"))?;
        let span = Span::new(start, start + words.chars().count());
        let there: String = text.chars().skip(span.start).take(span.len()).collect();
        ensure!(there == words, "\"{there}\" stands at {at}, not \"{words}\"");
        Ok(span)
    };
    let feminine = match pronoun.to_lowercase().as_str() {
        "she" | "her" | "hers" => true,
        "he" | "his" | "him" => false,
        other => anyhow::bail!("\"{other}\" is no pronoun of the set"),
    };
    let names = [(span(a, a_at)?, is_true(a_same)?), (span(b, b_at)?, is_true(b_same)?)];
    Ok(Example { id: id.to_owned(), text: text.to_owned(), feminine, pronoun: span(pronoun, at)?, names })
}

fn is_true(label: &str) -> Result<bool> {
    match label.to_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => anyhow::bail!("\"{label}\" is neither true nor false"),
    }
}

/// Whether the pronoun stands for each name: whether one chain holds both. The analysis is of the example's text.
pub fn answer(example: &Example, analysis: &Analysis) -> [bool; 2] {
    let span = |token: usize| analysis.tokens[token].span;
    let named = |mention: &Mention, name: Span| {
        let of_name = analysis.name_at(mention.head).map_or(span(mention.head), |name| analysis.span(name.tokens));
        of_name.meets(name)
    };
    example.names.map(|(name, _)| {
        analysis.chains.iter().any(|chain| {
            chain.mentions.iter().any(|mention| span(mention.head).meets(example.pronoun))
                && chain.mentions.iter().any(|mention| named(mention, name))
        })
    })
}

/// Prints answers as GAP's scorer takes them.
pub fn write(answers: &[(&str, [bool; 2])]) -> String {
    let label = |same: bool| if same { "TRUE" } else { "FALSE" };
    answers.iter().map(|(id, [a, b])| format!("{id}\t{}\t{}\n", label(*a), label(*b))).collect()
}

/// Scores answers. Every example must have one.
pub fn score(examples: &[Example], answers: &str) -> Result<Scores> {
    let mut told = std::collections::BTreeMap::new();
    for (n, line) in answers.lines().enumerate() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, a, b] = columns[..] else { anyhow::bail!("line {}: has {} columns, not 3", n + 1, columns.len()) };
        told.insert(id, [is_true(a)?, is_true(b)?]);
    }
    let mut scores = Scores::default();
    for example in examples {
        let answer = told.get(example.id.as_str()).with_context(|| format!("no answer to {}", example.id))?;
        for ((_, same), &found) in example.names.iter().zip(answer) {
            let tally = Tally::of(*same && found, *same, found);
            scores.all.add(tally);
            if example.feminine { &mut scores.feminine } else { &mut scores.masculine }.add(tally);
        }
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n";

    fn table() -> String {
        let she = "t-1\tAda Reed saw Ida Olm, and she waved.\tshe\t26\tAda Reed\t0\tTRUE\tIda Olm\t13\tFALSE\tx\n";
        let him = "t-2\tJan Reed met Per Olm. His boat sank.\tHis\t22\tJan Reed\t0\tFALSE\tOlm\t17\tFALSE\tx\n";
        [HEAD, she, him].concat()
    }

    #[test]
    fn every_pair_of_pronoun_and_name_counts() {
        let examples = read(&table()).unwrap();
        assert_eq!((examples[0].feminine, examples[1].feminine), (true, false));
        let answers = write(&[("t-1", [true, true]), ("t-2", [false, true])]);
        assert_eq!(answers, "t-1\tTRUE\tTRUE\nt-2\tFALSE\tTRUE\n");
        let scores = score(&examples, &answers).unwrap();
        assert_eq!(scores.all, Tally { hit: 1, gold: 1, found: 3 });
        assert_eq!(scores.feminine, Tally { hit: 1, gold: 1, found: 2 });
        assert_eq!(scores.masculine, Tally { hit: 0, gold: 0, found: 1 });
        assert_eq!(scores.bias(), None);
        assert_eq!(score(&examples, "t-1\tTRUE\tTRUE\n").unwrap_err().to_string(), "no answer to t-2");
    }

    #[test]
    fn bias_is_feminine_to_masculine() {
        let (masculine, feminine) = (Tally { hit: 3, gold: 4, found: 4 }, Tally { hit: 2, gold: 4, found: 4 });
        assert_eq!(Scores { all: Tally::default(), masculine, feminine }.bias(), Some(0.5 / 0.75));
    }

    #[test]
    fn a_table_that_is_off_is_an_error() {
        let fault = |table: String| format!("{:#}", read(&table).unwrap_err());
        assert_eq!(fault(table().replace("\t26\t", "\t25\t")), "line 2: \" sh\" stands at 25, not \"she\"");
        assert_eq!(fault(table().replace("\tx\n", "\n")), "line 2: has 10 columns, not 11");
    }

    #[test]
    fn one_chain_must_hold_pronoun_and_name() {
        let table = "\
1\tAda\t_\tPROPN\t_\t_\t3\tnsubj\t_\tName=B-PER|Chain=1:1-2
2\tReed\t_\tPROPN\t_\t_\t1\tflat\t_\tName=I-PER
3\tsaw\t_\tVERB\t_\t_\t0\troot\t_\t_
4\tIda\t_\tPROPN\t_\t_\t5\tcompound\t_\tName=B-PER
5\tOlm\t_\tPROPN\t_\t_\t3\tobj\t_\tName=I-PER|Chain=2:4-5|SpaceAfter=No
6\t,\t_\tPUNCT\t_\t_\t9\tpunct\t_\t_
7\tand\t_\tCCONJ\t_\t_\t9\tcc\t_\t_
8\tshe\t_\tPRON\t_\t_\t9\tnsubj\t_\tChain=2
9\twaved\t_\tVERB\t_\t_\t3\tconj\t_\tSpaceAfter=No
10\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_
";
        let analysis = record::conllu::read(table).unwrap();
        let mut example = read(&self::table()).unwrap().remove(0);
        assert_eq!(answer(&example, &analysis), [false, true]);
        // A part of the name that does not carry the mention will do.
        example.names[1].0 = Span::new(13, 16);
        assert_eq!(answer(&example, &analysis), [false, true]);
    }
}
