//! `dateline intake`: files of any kind in, cleaned reports out.

use anyhow::anyhow;
use pipeline::{About, Columns, Item, Limits, Row, Settings, ShardForm, batch};
use record::Report;

use crate::arguments::{IntakeArguments, Lines};
use crate::course::{Course, Plan};
use crate::errors::{Outcome, Stop};
use crate::inputs::{Door, Inputs};
use crate::output::Output;

/// The inputs of a shard, where the command does not say.
const PER_SHARD: usize = 4_096;

/// Cleans and prints, or writes shards.
pub fn run(arguments: &IntakeArguments) -> Result<Outcome, Stop> {
    let form = match arguments.format {
        Lines::Jsonl => ShardForm::Lines,
        Lines::Parquet if arguments.course.out.is_some() => ShardForm::Table("report"),
        Lines::Parquet => {
            return Err(anyhow!("Parquet goes into a folder, not onto a page: name one with --out").into());
        }
    };
    let limits = Limits { any_language: arguments.any_language, ..Limits::default() };
    let columns = Columns::from(&arguments.columns);
    let run = format!("intake, {form:?}, {columns:?}, any language: {}", arguments.any_language);
    let settings = Settings { about: About::default(), limits, columns, ..Settings::default() };
    let inputs = Inputs::of(&arguments.paths);
    let plan = Plan { arguments: &arguments.course, form, per_shard: PER_SHARD, run };
    let (mut course, n_done) = Course::begin(&plan, &inputs, settings.taken.clone())?;
    let items = inputs.items(&settings, Door::Shut).skip(n_done);
    let size = |item: &Result<Item, String>| item.as_ref().map_or(0, Item::n_bytes);
    let work = |item: &Result<Item, String>| {
        cleaned(item, limits).and_then(|report| {
            let line = serde_json::to_string(&report);
            line.map(|line| (report, line)).map_err(|error| error.to_string())
        })
    };
    let mut output = Output::plain();
    batch::in_order(items, arguments.course.room(), size, work, |item, done| {
        let done = done.unwrap_or_else(|| Err(fault_of_ours(&item)));
        let row = match &done {
            Ok((report, json)) => Ok(Row { report, json }),
            Err(problem) => Err(problem.as_str()),
        };
        course.take(row, |row| output.write(&format!("{}\n", row.json)))
    })??;
    course.finish()
}

/// The report that an item is, or the problem with it.
pub fn cleaned(item: &Result<Item, String>, limits: Limits) -> Result<Report, String> {
    item.as_ref().map_err(Clone::clone)?.report(limits).map_err(|error| error.to_string())
}

/// What is told of an item on which the intake breaks, which it should on none.
pub fn fault_of_ours(item: &Result<Item, String>) -> String {
    let source = item.as_ref().map_or_else(String::as_str, |item| item.about().source.as_str());
    format!("cannot read {source}: the intake broke on it, which is a fault of dateline's; please report it")
}
