//! Whom a pronoun between two names stands for.

use anyhow::{Context, Result};

use super::{Bench, PRF, row};
use crate::{gap, reader::Reader};

const PATH: &str = "data/language/gap/gap-test.tsv";

/// Answers the set's questions from its texts alone; the names are not pointed out to the reader.
pub fn score(set: &str, bench: &mut Bench) -> Result<()> {
    const TABLE: &str = "Language: pronouns between two names";
    let Some(table) = bench.read(set, PATH)? else { return Ok(()) };
    let examples = gap::read(&table).context(PATH)?;
    let name = format!("{set}.tsv");
    let answer_all = |reader: &Reader| {
        let answers = examples.iter();
        let answers =
            answers.map(|example| (example.id.as_str(), gap::answer(example, &reader.analyse(&example.text))));
        Ok(gap::write(&answers.collect::<Vec<_>>()))
    };
    let Some(answers) = bench.predictions(&name, answer_all)? else { return Ok(()) };
    let scores = gap::score(&examples, &answers).with_context(|| format!("cannot score {name}"))?;
    let rows = [("overall", scores.all), ("masculine", scores.masculine), ("feminine", scores.feminine)];
    bench.scores.add(TABLE, PRF, rows.into_iter().map(|(measure, tally)| row(set, measure, tally)).collect());
    if let Some(bias) = scores.bias() {
        let bias = ["bias: feminine F1 by masculine", "", "", &format!("{bias:.3}"), "", "", ""].map(str::to_owned);
        bench.scores.add(TABLE, PRF, vec![[set.to_owned()].into_iter().chain(bias).collect()]);
    }
    Ok(())
}
