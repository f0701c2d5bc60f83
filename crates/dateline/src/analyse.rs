//! `dateline analyse`: texts in, CoNLL-U out.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, anyhow, bail};
use pipeline::Reader;
use record::conllu;

use crate::arguments::{AnalyseArguments, Table};
use crate::errors::{Outcome, Stop, complain};
use crate::inputs::is_standard_input;
use crate::output::Output;

/// The bytes that one text may have. An analysis takes some 500 times its text in memory.
const MOST_TEXT: u64 = 2_000_000;

/// The bytes that one table may have: a table is some ten times its text.
const MOST_TABLE: u64 = 20_000_000;

/// Reads and prints.
pub fn run(arguments: &AnalyseArguments) -> Result<Outcome, Stop> {
    let Table::Conllu = arguments.format;
    let mut output = Output::plain();
    let mut reader = None;
    let mut outcome = Outcome::Well;
    for file in &arguments.files {
        let text = match text_of(file, if arguments.gold_tokens { MOST_TABLE } else { MOST_TEXT }) {
            Ok(text) => text,
            Err(reason) => {
                complain(&format!("{reason:#}"));
                outcome = Outcome::WithComplaints;
                continue;
            }
        };
        let reader: &Reader = match &mut reader {
            Some(reader) => reader,
            none => none.insert(Reader::embedded()?),
        };
        let table = if arguments.gold_tokens {
            match parsed_anew(reader, &text) {
                Ok(table) => table,
                Err(fault) => {
                    complain(&format!(
                        "cannot read {} as CoNLL-U: {fault}; leave --gold-tokens out for plain text",
                        file.display()
                    ));
                    outcome = Outcome::WithComplaints;
                    continue;
                }
            }
        } else if arguments.lines {
            conllu::write(&reader.language().analyse_lines(&text))
        } else {
            conllu::write(&reader.language().analyse(&text))
        };
        if arguments.files.len() > 1 {
            output.write(&format!("# newdoc id = {}\n", file.display()))?;
        }
        output.write(&table)?;
    }
    Ok(outcome)
}

fn text_of(file: &Path, most: u64) -> Result<String, anyhow::Error> {
    let mut bytes = Vec::new();
    let mut take = |input: &mut dyn Read| input.take(most + 1).read_to_end(&mut bytes);
    let name = if is_standard_input(file) {
        take(&mut io::stdin().lock()).context("cannot read standard input")?;
        "standard input".to_owned()
    } else {
        let name = file.display().to_string();
        if file.is_dir() {
            bail!("cannot read {name}: it is a folder; name a file in it");
        }
        let mut input = File::open(file).with_context(|| format!("cannot read {name}"))?;
        take(&mut input).with_context(|| format!("cannot read {name}"))?;
        name
    };
    if bytes.len() as u64 > most {
        bail!("{name} is larger than {most} bytes, the limit for one text; split it");
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        anyhow!("{name} is not text in UTF-8: byte {byte} does not fit; save it as UTF-8 and try again")
    })?;
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// The table parsed anew on its own tokens, under its own comments and multiword tokens.
fn parsed_anew(reader: &Reader, table: &str) -> Result<String, conllu::Error> {
    let analysis = reader.language().annotate(conllu::read(table)?);
    Ok(with_frame(table, &conllu::write(&analysis)))
}

/// The rows of `parsed` under the comments and multiword tokens of `given`; both have the same tokens.
fn with_frame(given: &str, parsed: &str) -> String {
    let mut rows = parsed.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut out = String::new();
    for line in given.lines() {
        let id = line.split('\t').next().unwrap_or("");
        if line.trim().is_empty() {
            out.push('\n');
        } else if line.starts_with('#') || id.contains('-') {
            out.push_str(line);
            out.push('\n');
        } else if !id.contains('.') {
            out.extend(rows.next());
            out.push('\n');
        }
    }
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_multiword_tokens_are_kept() {
        let given = "# sent_id = x-1\n1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tca\t_\n2\tn't\t_\n2.1\tgo\t_\n\n# sent_id = x-2\n1\tGo\t_";
        let parsed = "# sent_id = 1\n1\tca\tcan\n2\tn't\tnot\n\n# sent_id = 2\n1\tGo\tgo\n\n";
        let expected = "# sent_id = x-1\n1-2\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tca\tcan\n2\tn't\tnot\n\n# sent_id = x-2\n1\tGo\tgo\n\n";
        assert_eq!(with_frame(given, parsed), expected);
    }
}
