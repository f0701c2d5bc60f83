//! `dateline read`: reports in, records out.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};

use pipeline::once::{Memory, Once};
use pipeline::{About, Limits, Reader, Settings};
use record::{Record, Report};

use crate::arguments::{Format, ReadArguments};
use crate::errors::{Outcome, Stop, complain};
use crate::human;
use crate::inputs::Batches;
use crate::output::{Output, page_width};

/// So many reports a thread are taken in at once: enough to keep all threads busy to the end of a batch, and few enough to
/// hold in memory.
const BATCH_PER_THREAD: usize = 8;

/// Reads and prints.
pub fn run(arguments: &ReadArguments) -> Result<Outcome, Stop> {
    let threads = arguments.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let about = About {
        url: arguments.url.clone(),
        outlet: arguments.outlet.clone(),
        published: arguments.published,
        ..About::default()
    };
    let limits = Limits { max_bytes: arguments.max_bytes, ..Limits::default() };
    let settings = Settings { about, limits, ..Settings::default() };
    let most = threads.saturating_mul(BATCH_PER_THREAD);
    let mut batches = Batches::new(&arguments.files, settings, most, arguments.allow_loopback);
    let mut printer = Printer::new(arguments);
    // The model is not loaded for files that cannot be read.
    let mut reader = None;
    let mut once = Once::new(Memory::default());
    while let Some(mut reports) = batches.next() {
        for report in &mut reports {
            once.mark(report).map_err(anyhow::Error::from)?;
        }
        let reader = match &mut reader {
            Some(reader) => reader,
            none => none.insert(reader_with(arguments)?),
        };
        printer.is_list |=
            printer.n_printed == 0 && printer.format == Format::Json && is_one_of_many(&reports, arguments);
        for (report, record) in reports.iter().zip(records(reader, &reports, threads)?) {
            match record {
                Some(record) => printer.print(&record)?,
                None => {
                    batches.n_failed += 1;
                    complain(&fault_of_ours(&report.source));
                }
            }
        }
    }
    printer.finish()?;
    Ok(if batches.n_failed > 0 { Outcome::WithComplaints } else { Outcome::Well })
}

/// Whether reports come from a file or folder that holds several: then their source is not what the command names.
fn is_one_of_many(reports: &[Report], arguments: &ReadArguments) -> bool {
    let is_named = |report: &Report| arguments.files.iter().any(|file| file.display().to_string() == report.source);
    reports.len() > 1 || !reports.iter().all(is_named)
}

/// The records of a batch. A report on which the reader breaks, which none should, gives none; the others are read.
fn records(reader: &Reader, reports: &[Report], threads: usize) -> Result<Vec<Option<Record>>, Stop> {
    // The reader holds nothing that a broken reading could leave half done.
    let all = panic::catch_unwind(AssertUnwindSafe(|| reader.read_all(reports, threads)));
    match all {
        Ok(records) => Ok(records?.into_iter().map(Some).collect()),
        Err(_) => Ok(each_alone(reports, |report| reader.read(report))),
    }
}

fn each_alone(reports: &[Report], read: impl Fn(&Report) -> Record) -> Vec<Option<Record>> {
    let alone = |report| panic::catch_unwind(AssertUnwindSafe(|| read(report))).ok();
    reports.iter().map(alone).collect()
}

fn fault_of_ours(source: &str) -> String {
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
struct Printer {
    output: Output,
    format: Format,
    width: usize,
    /// Whether JSON is a list: there are several reports or files, even if only one of them can be read.
    is_list: bool,
    n_printed: usize,
}

impl Printer {
    fn new(arguments: &ReadArguments) -> Self {
        let output = match arguments.format {
            Format::Human => Output::in_colour(arguments.colour),
            Format::Json | Format::Jsonl => Output::plain(),
        };
        let is_list = arguments.format == Format::Json && arguments.files.len() > 1;
        Self { output, format: arguments.format, width: page_width(), is_list, n_printed: 0 }
    }

    fn print(&mut self, record: &Record) -> Result<(), Stop> {
        let text = match self.format {
            Format::Human if self.n_printed > 0 => human::rule(self.width) + &human::page(record, self.width),
            Format::Human => human::page(record, self.width),
            Format::Jsonl => json(record)? + "\n",
            Format::Json if self.is_list => {
                let opening = if self.n_printed == 0 { "[\n" } else { ",\n" };
                opening.to_owned() + &indented(&pretty_json(record)?)
            }
            Format::Json => pretty_json(record)? + "\n",
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

fn json(record: &Record) -> Result<String, anyhow::Error> {
    Ok(serde_json::to_string(record)?)
}

fn pretty_json(record: &Record) -> Result<String, anyhow::Error> {
    Ok(serde_json::to_string_pretty(record)?)
}

/// No JSON string holds a line break, so every line may be moved to the right.
fn indented(json: &str) -> String {
    let lines: Vec<String> = json.lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_that_breaks_costs_no_other() {
        let reports = ["quiet", "broken", "quiet"].map(|text| pipeline::report_from_text(text, &About::default()));
        let read = |report: &Report| -> Record {
            assert!(report.text.as_str() != "broken", "a fault, made for this test");
            serde_json::from_value(serde_json::json!({
                "schema": 1, "reader": {"version": "", "model": "", "codebook": "", "knowledge": ""}, "report": report,
                "sentences": [], "actors": [], "places": [], "statements": [], "events": [], "doubts": [],
            }))
            .unwrap()
        };
        let is_there: Vec<bool> = each_alone(&reports, read).iter().map(Option::is_some).collect();
        assert_eq!(is_there, [true, false, true]);
    }
}
