//! The workshop: scores the reader and checks the walls of the house.

mod archive_speed;
mod attribution;
mod coreference;
mod entities;
mod eval;
mod explorer_speed;
mod gap;
mod happenings;
mod intake_kill;
mod judges;
mod names;
mod once;
mod pages;
mod places;
mod reader;
mod reading;
mod scores;
mod tally;
mod treebank;
mod walls;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Scores the reader and checks the walls of the house", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Score the reader on the evaluation sets at hand and write eval/SCORES.md
    Eval(eval::Settings),
    /// Measure what an archive of many made reports costs to add to and to ask
    ArchiveSpeed {
        /// How many reports
        #[arg(long, default_value_t = 100_000, value_name = "N")]
        reports: usize,
        /// Leave the archive in this file; one that is there is gone on with
        #[arg(long, value_name = "FILE")]
        keep: Option<PathBuf>,
    },
    /// Measure how long the explorer's answers take with many readers at once
    ExplorerSpeed {
        /// The archive to serve
        #[arg(long, value_name = "FILE")]
        archive: PathBuf,
        /// How many read at once
        #[arg(long, default_value_t = 20, value_name = "N")]
        readers: usize,
        /// For how long
        #[arg(long, default_value_t = 30, value_name = "N")]
        seconds: u64,
    },
    /// Measure how well events of several reports are joined, on sets of made-up reports
    Happenings {
        /// Show the first N readings and faults of the open set
        #[arg(long, default_value_t = 0, value_name = "N")]
        errors: usize,
    },
    /// Write a web archive of made-up pages, to measure the intake with
    Pages {
        /// The archive to write
        out: PathBuf,
        /// How many pages
        #[arg(long, default_value_t = 1_000, value_name = "N")]
        count: usize,
        /// One page in so many is broken; 0 for none
        #[arg(long, default_value_t = 0, value_name = "N")]
        poison: usize,
    },
    /// Take in a large archive of made-up pages, killed and gone on with, and check that nothing is lost, repeated or large
    IntakeKill(intake_kill::Settings),
    /// Write what the judges of parties learn from: everyone who is weighed in annotated reports
    Judges {
        /// Annotated reports, one a line
        readings: PathBuf,
        /// The table to write, tab-separated
        out: PathBuf,
    },
    /// Check that rooms depend on what they may depend on, and that no file is too long
    Walls,
    /// Measure on a made set of news how well copies are counted once and their origins found
    Once {
        /// The seeds of the sets
        #[arg(default_values_t = [1, 2, 3, 4, 5])]
        seeds: Vec<u64>,
        /// Show the first N faults of each set
        #[arg(long, default_value_t = 0, value_name = "N")]
        errors: usize,
        /// Measure speed and memory with so many reports instead
        #[arg(long, value_name = "N")]
        load: Option<usize>,
    },
    /// Score records against annotated reports
    ScoreReading {
        /// Annotated reports, one a line
        gold: PathBuf,
        /// Records, one a line; `report.source` or `report.id` names the annotated document
        records: PathBuf,
        /// Show the first N events missed or invented
        #[arg(long, default_value_t = 0, value_name = "N")]
        errors: usize,
        /// Also write the figures as JSON
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("error: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    match task {
        Task::Eval(settings) => eval::run(root, &settings),
        Task::ArchiveSpeed { reports, keep } => archive_speed::run(root, reports, keep.as_deref()),
        Task::ExplorerSpeed { archive, readers, seconds } => explorer_speed::run(&archive, readers, seconds),
        Task::Happenings { errors } => happenings::run(root, errors),
        Task::Pages { out, count, poison } => pages::write(&out, count, poison),
        Task::IntakeKill(settings) => intake_kill::run(&settings),
        Task::Judges { readings, out } => judges::run(&readings, &out),
        Task::Walls => walls::run(root),
        Task::Once { load: Some(n_reports), .. } => once::load(n_reports),
        Task::Once { seeds, errors, load: None } => once::run(&seeds, errors),
        Task::ScoreReading { gold, records, errors, json } => {
            print!("{}", reading::score_files(&gold, &records, errors, json.as_deref())?);
            Ok(())
        }
    }
}
