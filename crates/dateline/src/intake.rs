//! `dateline intake`: files of any kind in, cleaned reports out.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};
use pipeline::{About, Columns, Limits, Settings, ShardError, Shards, batch};

use crate::arguments::IntakeArguments;
use crate::errors::{Outcome, Stop, complain};
use crate::inputs::{is_standard_input, items_of};
use crate::output::Output;

/// Cleans and prints, or writes shards.
pub fn run(arguments: &IntakeArguments) -> Result<Outcome, Stop> {
    let jobs = arguments.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let settings = Settings {
        about: About::default(),
        limits: Limits { any_language: arguments.any_language, ..Limits::default() },
        columns: columns(arguments),
    };
    let (files, errors) = pipeline::files_in(&arguments.paths);
    let mut n_failed = errors.len();
    errors.iter().for_each(|error| complain(&error.to_string()));
    let (mut shards, n_done) = match &arguments.out {
        Some(folder) => {
            let (shards, n_done) =
                Shards::open(folder, &described(&files, arguments), arguments.per_shard.get(), arguments.resume)?;
            (Some(shards), n_done)
        }
        None => (None, 0),
    };
    let bar = bar(files.len());
    let items = {
        let (settings, bar) = (settings.clone(), bar.clone());
        files.into_iter().flat_map(move |file| {
            bar.inc(1);
            items_of(&file, &settings)
        })
    };
    let mut output = Output::plain();
    let mut n_reports = 0_u64;
    let work = |item: &Result<pipeline::Item, pipeline::IntakeError>| match item {
        Ok(item) => item.report(settings.limits).map_err(|error| error.to_string()).and_then(|report| {
            serde_json::to_string(&report)
                .map_err(|error| format!("cannot write {} as JSON: {error}", item.about().source))
        }),
        Err(error) => Err(error.to_string()),
    };
    let done = batch::in_order(items.skip(n_done), jobs, work, |item, line| -> Result<(), Stop> {
        let line = line.unwrap_or_else(|| {
            let source = item.map_or_else(|error| error.to_string(), |item| item.about().source.clone());
            Err(format!(
                "cannot read {source}: the intake broke on it, which is a fault of dateline's; please report it"
            ))
        });
        match &line {
            Ok(_) => n_reports += 1,
            Err(problem) => {
                n_failed += 1;
                bar.suspend(|| complain(problem));
            }
        }
        bar.set_message(format!(
            "{n_reports} reports, {:.0} reports/s",
            n_reports as f64 / bar.elapsed().as_secs_f64().max(0.001)
        ));
        match (&mut shards, line) {
            (Some(shards), line) => Ok(shards.add(line.as_deref().map_err(String::as_str))?),
            (None, Ok(line)) => output.write(&(line + "\n")),
            (None, Err(_)) => Ok(()),
        }
    })?;
    done?;
    if let Some(shards) = shards {
        shards.finish()?;
    }
    bar.finish_and_clear();
    Ok(if n_failed > 0 { Outcome::WithComplaints } else { Outcome::Well })
}

impl From<ShardError> for Stop {
    fn from(fault: ShardError) -> Self {
        Self::Fault(fault.into())
    }
}

fn columns(arguments: &IntakeArguments) -> Columns {
    Columns {
        text: arguments.text_column.clone(),
        title: arguments.title_column.clone(),
        url: arguments.url_column.clone(),
        published: arguments.published_column.clone(),
        outlet: arguments.outlet_column.clone(),
    }
}

/// What a run is, so that another is not taken for it: its version, its settings, and its files with their sizes.
fn described(files: &[PathBuf], arguments: &IntakeArguments) -> String {
    let mut lines = vec![format!(
        "dateline {} intake, {} a shard, {:?}, any language: {}",
        env!("CARGO_PKG_VERSION"),
        arguments.per_shard,
        columns(arguments),
        arguments.any_language
    )];
    lines.extend(files.iter().map(|file| {
        let size = std::fs::metadata(file).map_or(0, |data| data.len());
        let name = if is_standard_input(file) { "standard input".to_owned() } else { file.display().to_string() };
        format!("{size} {name}")
    }));
    lines.join("\n")
}

/// How far a run is; shown on a terminal alone.
fn bar(n_files: usize) -> ProgressBar {
    let bar = ProgressBar::new(n_files as u64);
    let style = ProgressStyle::with_template("{elapsed_precise} file {pos} of {len}, {msg}, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
