//! `dateline read`: reports in, records out.

use std::iter;
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use anyhow::anyhow;
use pipeline::batch::{self, Room};
use pipeline::once::{Memory, Once};
use pipeline::{About, Columns, Item, Limits, Reader, Row, Settings, ShardForm};
use record::{Record, Report};

use crate::arguments::{Format, ReadArguments};
use crate::course::{Course, Plan};
use crate::errors::{Outcome, Stop};
use crate::human;
use crate::inputs::{Door, Inputs};
use crate::intake::{cleaned, fault_of_ours};
use crate::output::{Output, page_width};

/// The inputs of a shard, where the command does not say: a few minutes of reading.
const PER_SHARD: usize = 512;

/// The bytes of texts that are read side by side: an analysis takes some 500 times its text in memory, which must not grow
/// with the number of threads.
pub const MOST_BYTES: usize = 1_000_000;

/// A report, or why there is none.
type Cleaned = Result<Report, String>;

/// Reads and prints, or writes shards.
pub fn run(arguments: &ReadArguments) -> Result<Outcome, Stop> {
    let format = arguments.format.unwrap_or(if arguments.course.out.is_some() { Format::Jsonl } else { Format::Human });
    let form = match (format, &arguments.course.out) {
        (Format::Parquet, Some(_)) => ShardForm::Table("record"),
        (Format::Parquet, None) => {
            return Err(anyhow!("Parquet goes into a folder, not onto a page: name one with --out").into());
        }
        (Format::Human | Format::Json, Some(_)) => {
            return Err(
                anyhow!("shards are jsonl or parquet: leave --out away to print, or name another --format").into()
            );
        }
        _ => ShardForm::Lines,
    };
    let about = About {
        url: arguments.url.clone(),
        outlet: arguments.outlet.clone(),
        published: arguments.published,
        ..About::default()
    };
    let limits = Limits { max_bytes: arguments.max_bytes, ..Limits::default() };
    let columns = Columns::from(&arguments.columns);
    let settings = Settings { about, limits, columns, ..Settings::default() };
    let inputs = Inputs::of(&arguments.files);
    // The model is not loaded for files that cannot be read; but shards are those of one model.
    let reader = if arguments.course.out.is_some() { Some(reader_with(arguments)?) } else { None };
    let version = reader.as_ref().map(Reader::version);
    let run = format!("read, {form:?}, {version:?}, {:?}, {limits:?}, {:?}", settings.about, settings.columns);
    let plan = Plan { arguments: &arguments.course, form, per_shard: PER_SHARD, run };
    let (mut course, n_done) = Course::begin(&plan, &inputs, settings.taken.clone())?;
    let door = if arguments.allow_loopback { Door::OpenToLoopback } else { Door::Open };
    let items = inputs.items(&settings, door);
    let room = arguments.course.room();
    let (give, take) = sync_channel(room.threads);
    thread::scope(|scope| {
        let cleaning = scope.spawn(move || clean(items, room, limits, n_done, &give));
        let mut printer = Printer::new(arguments, format);
        let mut cleaned = take.into_iter();
        let mut reader = reader;
        while let Some(first) = cleaned.next() {
            let reader = match (&first, &mut reader) {
                (Err(problem), None) => {
                    course.take(Err(problem), |_| Ok(()))?;
                    continue;
                }
                (_, Some(reader)) => &*reader,
                (Ok(_), none) => &*none.insert(reader_with(arguments)?),
            };
            read(reader, iter::once(first).chain(cleaned), room, &mut course, &mut printer)?;
            break;
        }
        // It ended before the reading did, or nobody takes what it gives.
        cleaning.join().map_err(|_| anyhow!("the intake broke, which is a fault of dateline's"))??;
        printer.finish()
    })?;
    course.finish()
}

/// Cleans items and marks those that copy earlier ones, in their order. What was done before is marked again, so that later
/// ones are known as copies of it, but not given.
fn clean(
    items: impl Iterator<Item = Result<Item, String>> + Send,
    room: Room,
    limits: Limits,
    n_done: usize,
    give: &SyncSender<Cleaned>,
) -> Result<(), Stop> {
    let mut once = Once::new(Memory::default());
    let mut at = 0;
    let size = |item: &Result<Item, String>| item.as_ref().map_or(0, Item::n_bytes);
    let sunk = batch::in_order(
        items,
        room,
        size,
        |item| cleaned(item, limits),
        |item, report| {
            let mut report = report.unwrap_or_else(|| Err(fault_of_ours(&item)));
            if let Ok(report) = &mut report {
                once.mark(report).map_err(anyhow::Error::from)?;
            }
            at += 1;
            if at > n_done {
                // Where nobody takes any more, whoever took has said why.
                give.send(report).map_err(|_| Stop::PipeClosed)?;
            }
            Ok(())
        },
    )?;
    match sunk {
        Err(Stop::PipeClosed) => Ok(()),
        other => other,
    }
}

/// Reads reports and hands on their records, in the order of the reports.
fn read(
    reader: &Reader,
    reports: impl Iterator<Item = Cleaned> + Send,
    room: Room,
    course: &mut Course,
    printer: &mut Printer,
) -> Result<(), Stop> {
    let room = Room { most_bytes: MOST_BYTES, ..room };
    let size = |report: &Cleaned| report.as_ref().map_or(0, |report| report.text.as_str().len());
    let (format, width) = (printer.format, printer.width);
    let work = |report: &Cleaned| match report {
        Ok(report) => shown(&reader.read(report), format, width),
        Err(problem) => Err(problem.clone()),
    };
    batch::in_order(reports, room, size, work, |report, shown| match report {
        Ok(report) => {
            let shown = shown.unwrap_or_else(|| Err(fault_of_the_reader(&report.source)));
            let row = match &shown {
                Ok(json) => Ok(Row { report: &report, json }),
                Err(problem) => Err(problem.as_str()),
            };
            course.take(row, |row| printer.print(row))
        }
        Err(problem) => course.take(Err(&problem), |_| Ok(())),
    })?
}

/// A record in the form that is asked for.
fn shown(record: &Record, format: Format, width: usize) -> Result<String, String> {
    let shown = match format {
        Format::Human => return Ok(human::page(record, width)),
        Format::Json => serde_json::to_string_pretty(record),
        Format::Jsonl | Format::Parquet => serde_json::to_string(record),
    };
    shown.map_err(|error| format!("cannot write the record of {}: {error}", record.report.source))
}

fn fault_of_the_reader(source: &str) -> String {
    format!(
        "cannot read {source}: the reader broke on it, which is a fault of dateline's; please report it with the text"
    )
}

fn reader_with(arguments: &ReadArguments) -> Result<Reader, Stop> {
    Ok(match &arguments.codebook {
        Some(folder) => Reader::with_codebook_in(folder)?,
        None => Reader::embedded()?,
    })
}

/// Prints records, one after the other, so that none waits in memory for the last.
struct Printer<'a> {
    output: Output,
    format: Format,
    width: usize,
    files: &'a [PathBuf],
    /// Whether JSON is a list: there are several reports or files, even if only one of them can be read.
    is_list: bool,
    n_printed: usize,
}

impl<'a> Printer<'a> {
    fn new(arguments: &'a ReadArguments, format: Format) -> Self {
        let output = match format {
            Format::Human => Output::in_colour(arguments.colour),
            Format::Json | Format::Jsonl | Format::Parquet => Output::plain(),
        };
        let is_list = format == Format::Json && arguments.files.len() > 1 && arguments.course.out.is_none();
        Self { output, format, width: page_width(), files: &arguments.files, is_list, n_printed: 0 }
    }

    fn print(&mut self, row: &Row<'_>) -> Result<(), Stop> {
        if self.n_printed == 0 {
            // Out of a file or folder that holds several, a report has another source than what the command names.
            let is_named = self.files.iter().any(|file| file.display().to_string() == row.report.source);
            self.is_list |= self.format == Format::Json && !is_named;
        }
        let text = match self.format {
            Format::Human if self.n_printed > 0 => human::rule(self.width) + row.json,
            Format::Human => row.json.to_owned(),
            Format::Json if self.is_list => {
                let opening = if self.n_printed == 0 { "[\n" } else { ",\n" };
                opening.to_owned() + &indented(row.json)
            }
            Format::Json | Format::Jsonl | Format::Parquet => row.json.to_owned() + "\n",
        };
        self.n_printed += 1;
        self.output.write(&text)
    }

    fn finish(&mut self) -> Result<(), Stop> {
        match (self.is_list, self.n_printed) {
            (false, _) => Ok(()),
            (true, 0) => self.output.write("[]\n"),
            (true, _) => self.output.write("\n]\n"),
        }
    }
}

/// No JSON string holds a line break, so every line may be moved to the right.
fn indented(json: &str) -> String {
    let lines: Vec<String> = json.lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}
