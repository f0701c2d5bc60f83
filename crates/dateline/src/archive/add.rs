//! `dateline add` and `dateline reread`: reports and records into an archive.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::num::NonZeroUsize;
use std::path::Path;

use anyhow::{Context, anyhow};
use archive::{Added, Archive, Keep, Known, Reread, Run};
use pipeline::batch::{self, Room};
use pipeline::{About, Item, Limits, Reader, Settings, Shards, once};
use record::{Record, Report};

use super::arguments::{AddArguments, RereadArguments};
use super::{now, print, tables};
use crate::errors::{Outcome, Stop, complain};
use crate::inputs::{Door, Inputs, address, is_standard_input};
use crate::output::Output;

/// So many reports a thread are read before they are added together.
const BATCH_PER_THREAD: usize = 8;

/// So many records are added together; a run that is broken off loses no more work.
const RECORDS_AT_ONCE: usize = 50;

/// A line with a record has so many bytes at most.
const MOST_LINE: u64 = 256 << 20;

/// Adds, and says how much.
pub fn run(arguments: &AddArguments) -> Result<Outcome, Stop> {
    let archive = Archive::open(&arguments.archive)?;
    if let Some(bytes) = arguments.max_size {
        archive.limit_size(bytes)?;
    }
    let what: Vec<String> = arguments.paths.iter().map(|path| path.display().to_string()).collect();
    let keep = if arguments.keep_text { Keep::Text } else { Keep::Spans };
    let mut adding = Adding {
        archive,
        run: Run::new("add", &what.join(" "), &now(), keep),
        total: Added::default(),
        n_failed: 0,
        threads: threads(arguments.jobs),
        arguments,
        reader: None,
    };
    for path in &arguments.paths {
        adding.path(path)?;
    }
    let Added { n_added, n_known, n_retracted, .. } = adding.total;
    let mut told = vec![format!("{n_added} added")];
    told.extend((n_known > 0).then(|| format!("{n_known} there already")));
    told.extend((n_retracted > 0).then(|| format!("{n_retracted} withdrawn earlier, left out")));
    told.extend((adding.n_failed > 0).then(|| format!("{} could not be added", adding.n_failed)));
    Output::plain().write(&format!("{}\n", told.join(", ")))?;
    Ok(if adding.n_failed > 0 { Outcome::WithComplaints } else { Outcome::Well })
}

fn threads(asked: Option<NonZeroUsize>) -> usize {
    asked.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
}

struct Adding<'a> {
    archive: Archive,
    run: Run,
    total: Added,
    n_failed: usize,
    threads: usize,
    arguments: &'a AddArguments,
    /// Made with the first report that is not read yet.
    reader: Option<Reader>,
}

impl Adding<'_> {
    fn path(&mut self, path: &Path) -> Result<(), Stop> {
        if is_standard_input(path) {
            let mut input = BufReader::new(io::stdin());
            // What stands at its beginning tells records from reports.
            let is_records = is_record(input.fill_buf().map_err(anyhow::Error::from)?);
            return if is_records { self.records(input, "standard input") } else { self.piped(input) };
        }
        if address(path).is_some() {
            return self.reports(path);
        }
        let (files, errors) = match Shards::written_in(path) {
            Some(shards) => (shards, Vec::new()),
            None => pipeline::files_in(&[path.to_owned()]),
        };
        for error in &errors {
            self.fail(&error.to_string());
        }
        for file in files {
            if self.table(&file)? {
                continue;
            }
            let mut records = File::open(&file).map(BufReader::new).ok();
            records = records.and_then(|mut input| input.fill_buf().is_ok_and(is_record).then_some(input));
            match records {
                Some(input) => self.records(input, &file.display().to_string())?,
                None => self.reports(&file)?,
            }
        }
        Ok(())
    }

    fn fail(&mut self, reason: &str) {
        complain(reason);
        self.n_failed += 1;
    }

    /// Takes records as they are, a line each.
    fn records(&mut self, mut input: impl BufRead, name: &str) -> Result<(), Stop> {
        let (mut line, mut number) = (Vec::new(), 0_u64);
        let mut batch = Vec::new();
        loop {
            line.clear();
            let read = input.by_ref().take(MOST_LINE + 1).read_until(b'\n', &mut line);
            let n_bytes = read.with_context(|| format!("cannot read {name}"))? as u64;
            number += 1;
            if n_bytes > MOST_LINE {
                self.fail(&format!(
                    "cannot read {name}: line {number} is longer than {MOST_LINE} bytes; the rest is left out"
                ));
                break;
            }
            if n_bytes == 0 {
                break;
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            match serde_json::from_slice::<Record>(&line) {
                Ok(record) => batch.push(record),
                Err(error) => self.fail(&format!("cannot read {name}: line {number} is no record: {error}")),
            }
            if batch.len() == RECORDS_AT_ONCE {
                self.add(&std::mem::take(&mut batch))?;
            }
        }
        self.add(&batch)
    }

    /// Takes the records in a table as they are; whether the file is a table of records.
    fn table(&mut self, path: &Path) -> Result<bool, Stop> {
        let name = path.display();
        let rows = match pipeline::column_of_parquet(path, "record") {
            Ok(Some(rows)) => rows,
            // What else it is, and what is wrong with it, is found out where it is read.
            Ok(None) | Err(_) => return Ok(false),
        };
        let mut batch = Vec::new();
        for row in rows {
            match row {
                Ok((number, json)) => match serde_json::from_str::<Record>(json.as_deref().unwrap_or_default()) {
                    Ok(record) => batch.push(record),
                    Err(error) => self.fail(&format!("cannot read {name}: row {number} holds no record: {error}")),
                },
                Err(error) => self.fail(&error.to_string()),
            }
            if batch.len() == RECORDS_AT_ONCE {
                self.add(&std::mem::take(&mut batch))?;
            }
        }
        self.add(&batch)?;
        Ok(true)
    }

    /// Reads the reports in a file, or at an address.
    fn reports(&mut self, path: &Path) -> Result<(), Stop> {
        let inputs = Inputs::of(&[path.to_owned()]);
        self.n_failed += inputs.n_failed;
        let settings = self.settings();
        self.items(inputs.items(&settings, Door::Open), settings.limits)
    }

    fn piped(&mut self, input: BufReader<io::Stdin>) -> Result<(), Stop> {
        let settings = self.settings();
        let items = pipeline::items_of_reader(input, "-", &settings);
        self.items(items.map(|item| item.map_err(|error| error.to_string())), settings.limits)
    }

    /// Reads reports, some at a time.
    fn items(&mut self, items: impl Iterator<Item = Result<Item, String>>, limits: Limits) -> Result<(), Stop> {
        let mut reports = Vec::new();
        for item in items {
            match item.and_then(|item| item.report(limits).map_err(|error| error.to_string())) {
                Ok(report) => reports.push(report),
                Err(reason) => self.fail(&reason),
            }
            if reports.len() >= self.threads.saturating_mul(BATCH_PER_THREAD) {
                self.read(std::mem::take(&mut reports))?;
            }
        }
        self.read(reports)
    }

    fn settings(&self) -> Settings {
        let about =
            About { outlet: self.arguments.outlet.clone(), published: self.arguments.published, ..About::default() };
        Settings { about, limits: Limits::default(), ..Settings::default() }
    }

    fn read(&mut self, reports: Vec<Report>) -> Result<(), Stop> {
        let mut fresh = Vec::new();
        for mut report in reports {
            match self.archive.known(&report.id)? {
                Known::There => self.total.n_known += 1,
                Known::Retracted => self.total.n_retracted += 1,
                Known::New => {
                    report.origin = once::origin_of(&report);
                    fresh.push(report);
                }
            }
        }
        if fresh.is_empty() {
            return Ok(());
        }
        if self.reader.is_none() {
            self.reader = Some(reader(self.arguments.codebook.as_deref())?);
        }
        let Some(reader) = &self.reader else { return Ok(()) };
        let (records, broken) = read_all(reader, fresh, self.threads)?;
        for source in broken {
            self.fail(&format!(
                "cannot read {source}: the reader broke on it, which is a fault of dateline's; please report it"
            ));
        }
        self.add(&records)
    }

    fn add(&mut self, records: &[Record]) -> Result<(), Stop> {
        if records.is_empty() {
            return Ok(());
        }
        let added = self.archive.add(records, &mut self.run)?;
        self.total.n_added += added.n_added;
        self.total.n_known += added.n_known;
        self.total.n_retracted += added.n_retracted;
        added.refused.iter().for_each(|reason| self.fail(reason));
        Ok(())
    }
}

fn reader(codebook: Option<&Path>) -> Result<Reader, Stop> {
    Ok(match codebook {
        Some(folder) => Reader::with_codebook_in(folder)?,
        None => Reader::embedded()?,
    })
}

/// The records of reports, and the sources of those that the reader broke on.
fn read_all(reader: &Reader, reports: Vec<Report>, threads: usize) -> Result<(Vec<Record>, Vec<String>), Stop> {
    let (mut records, mut broken) = (Vec::new(), Vec::new());
    let sink = |report: Report, record: Option<Record>| {
        match record {
            Some(record) => records.push(record),
            None => broken.push(report.source),
        }
        Ok::<(), Stop>(())
    };
    let room = Room { threads, most_bytes: crate::read::MOST_BYTES };
    let size = |report: &Report| report.text.as_str().len();
    batch::in_order(reports.into_iter(), room, size, |report| reader.read(report), sink)??;
    Ok((records, broken))
}

/// Whether bytes begin like a record of dateline's.
fn is_record(beginning: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&beginning[..beginning.len().min(400)]);
    text.trim_start().starts_with("{\"schema\":") && text.contains("\"reader\"")
}

/// Reads all reports of an archive anew, and says what changed.
pub fn reread(arguments: &RereadArguments) -> Result<Outcome, Stop> {
    let mut archive = Archive::existing(&arguments.asked.archive)?;
    let reader = reader(arguments.codebook.as_deref())?;
    let threads = threads(arguments.jobs);
    let version = reader.version();
    let what = format!("{} {} {} {}", version.version, version.model, version.codebook, version.knowledge);
    let mut run = Run::new("reread", &what, &now(), Keep::Text);
    let mut changed: Vec<Reread> = Vec::new();
    let mut n_wordless = 0;
    let mut outcome = Outcome::Well;
    for ids in archive.report_ids()?.chunks(threads.saturating_mul(BATCH_PER_THREAD)) {
        let mut reports = Vec::new();
        for id in ids {
            let record = archive.record(id)?.ok_or_else(|| anyhow!("report {id} is gone"))?;
            if record.report.text.is_empty() { n_wordless += 1 } else { reports.push(record.report) }
        }
        let (records, broken) = read_all(&reader, reports, threads)?;
        for source in broken {
            complain(&format!("cannot read {source}: the reader broke on it; the old reading stays"));
            outcome = Outcome::WithComplaints;
        }
        changed.extend(archive.reread(&records, &mut run)?);
    }
    if n_wordless > 0 {
        complain(&format!("{n_wordless} reports stay as they are, since their words are not kept"));
    }
    print(&arguments.asked, &changed, || tables::reread(&changed), |page| super::pages::reread(page, &changed))?;
    Ok(outcome)
}
