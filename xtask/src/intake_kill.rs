//! Whether `dateline intake` keeps to its bounds over a large archive, and loses and repeats nothing where it is killed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::pages;

/// What `cargo xtask intake-kill` is asked.
#[derive(Args)]
pub struct Settings {
    /// The program to run
    #[arg(long, value_name = "FILE", default_value = "target/release/dateline")]
    binary: PathBuf,
    /// An empty folder to work in; some 3 GB for 100,000 pages
    #[arg(long, value_name = "DIR")]
    folder: PathBuf,
    /// How many pages
    #[arg(long, default_value_t = 100_000, value_name = "N")]
    count: usize,
    /// One page in so many is broken; 0 for none
    #[arg(long, default_value_t = 100, value_name = "N")]
    poison: usize,
    /// After how many shards the run is killed, each time
    #[arg(long, value_name = "N", num_args = 1.., default_values_t = [4, 13, 21])]
    kill_after: Vec<usize>,
    /// The memory that the program may have at most
    #[arg(long, default_value_t = 500, value_name = "MB")]
    most_memory: u64,
}

/// Makes the archive, takes it in once undisturbed and once killed and gone on with, and compares what came out. Anything
/// that does not hold is an error.
pub fn run(settings: &Settings) -> Result<()> {
    fs::create_dir_all(&settings.folder)?;
    let [archive, whole, parts] = ["pages.warc.gz", "whole", "parts"].map(|name| settings.folder.join(name));
    ensure!(
        !whole.exists() && !parts.exists(),
        "{} holds an earlier run: name an empty folder",
        settings.folder.display()
    );
    pages::write(&archive, settings.count, settings.poison)?;

    let undisturbed = watched(start(settings, &archive, &whole, false)?, |_| false)?;
    println!("undisturbed: {undisturbed}");
    let mut most_memory = undisturbed.memory;
    for (nth, &n_shards) in settings.kill_after.iter().enumerate() {
        let run = watched(start(settings, &archive, &parts, nth > 0)?, |_| {
            shards(&parts).is_ok_and(|shards| shards.len() >= n_shards)
        })?;
        ensure!(
            run.was_killed,
            "the run ended before it had {n_shards} shards: kill it earlier, or give it more pages"
        );
        println!("killed after shard {}: {run}", shards(&parts)?.len());
        most_memory = most_memory.max(run.memory);
    }
    let last = watched(start(settings, &archive, &parts, true)?, |_| false)?;
    println!("gone on with to the end: {last}");
    most_memory = most_memory.max(last.memory);

    let n_files = same_files(&whole, &parts)?;
    let n_taken = each_once(settings, &whole)?;
    let limit = settings.most_memory * 1_000_000;
    ensure!(most_memory <= limit, "{} MB of memory are more than {}", most_memory / 1_000_000, settings.most_memory);
    println!(
        "{n_files} files are the same, byte by byte; {n_taken} of {} pages were taken in, each once, and the others told; {} MB of \
         memory at most",
        settings.count,
        most_memory / 1_000_000
    );
    Ok(())
}

fn start(settings: &Settings, archive: &Path, out: &Path, is_resumed: bool) -> Result<Child> {
    let mut command = Command::new(&settings.binary);
    command.arg("intake").arg(archive).arg("--out").arg(out).stdout(Stdio::null()).stderr(Stdio::null());
    if is_resumed {
        command.arg("--resume");
    }
    command
        .spawn()
        .with_context(|| format!("cannot run {}; build it first, or name it with --binary", settings.binary.display()))
}

/// What was seen of a run.
struct Run {
    was_killed: bool,
    /// The most memory that it held, in bytes.
    memory: u64,
    wall: Duration,
    /// The time of processors that it had.
    processors: Duration,
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (wall, processors) = (self.wall.as_secs_f64(), self.processors.as_secs_f64());
        let share = processors / wall.max(0.001);
        let n_processors = std::thread::available_parallelism().map_or(1, usize::from);
        write!(
            f,
            "{wall:.0} s, {} MB of memory at most, {share:.2} of {n_processors} processors on average",
            self.memory / 1_000_000
        )
    }
}

/// Watches a run until it ends, and kills it (SIGKILL) where `is_time` says so.
fn watched(mut child: Child, is_time: impl Fn(&Child) -> bool) -> Result<Run> {
    let start = Instant::now();
    let (mut memory, mut processors) = (0, Duration::ZERO);
    loop {
        if let Some(seen) = seen(child.id()) {
            memory = memory.max(seen.0);
            processors = processors.max(seen.1);
        }
        if let Some(status) = child.try_wait()? {
            // Status 1 says that some pages could not be taken in.
            ensure!(matches!(status.code(), Some(0 | 1)), "the run failed: {status}");
            return Ok(Run { was_killed: false, memory, wall: start.elapsed(), processors });
        }
        if is_time(&child) {
            child.kill()?;
            child.wait()?;
            return Ok(Run { was_killed: true, memory, wall: start.elapsed(), processors });
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A process's peak of memory in bytes and its time on processors, as the kernel counts them.
fn seen(process: u32) -> Option<(u64, Duration)> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = peak.trim().strip_suffix("kB")?.trim().parse().ok()?;
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Behind the name, which may hold anything, stand the fields from the third on.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_ascii_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    let n_ticks = ticks(11)? + ticks(12)?;
    Some((kilobytes * 1_024, Duration::from_millis(n_ticks * MILLISECONDS_A_TICK)))
}

/// Linux counts a hundred ticks a second for those who ask.
const MILLISECONDS_A_TICK: u64 = 10;

/// The shards of a folder, in order.
fn shards(folder: &Path) -> Result<Vec<PathBuf>> {
    let names = files(folder)?.into_iter().filter(|name| name.starts_with("part-") && name.ends_with(".jsonl"));
    Ok(names.map(|name| folder.join(name)).collect())
}

fn files(folder: &Path) -> Result<BTreeSet<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot look into {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

/// How many files two folders have, which must be the same.
fn same_files(one: &Path, other: &Path) -> Result<usize> {
    let names = files(one)?;
    ensure!(names == files(other)?, "{} and {} hold other files", one.display(), other.display());
    for name in &names {
        ensure!(fs::read(one.join(name))? == fs::read(other.join(name))?, "{name} differs");
    }
    Ok(names.len())
}

/// How many pages were taken in: each that is whole, once, and none that is broken.
fn each_once(settings: &Settings, folder: &Path) -> Result<usize> {
    let mut seen = vec![false; settings.count];
    for shard in shards(folder)? {
        for line in BufReader::new(fs::File::open(&shard)?).lines() {
            let report: serde_json::Value = serde_json::from_str(&line?)?;
            let url = report["url"].as_str().unwrap_or_default();
            let Some(at) = url.strip_prefix(pages::ADDRESS).and_then(|at| at.parse::<usize>().ok()) else {
                bail!("{} has a report of an unknown page: {url:?}", shard.display());
            };
            ensure!(seen.get(at) == Some(&false), "page {at} came twice");
            seen[at] = true;
        }
    }
    for (at, &is_seen) in seen.iter().enumerate() {
        let is_broken = pages::is_poisoned(at, settings.poison);
        ensure!(
            is_seen != is_broken,
            "page {at} is {}",
            if is_broken { "broken, and was taken in" } else { "missing" }
        );
    }
    Ok(seen.into_iter().filter(|&is_seen| is_seen).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_watched_until_it_ends_or_is_killed() {
        let run = |seconds: &str| Command::new("sleep").arg(seconds).spawn().unwrap();
        assert!(!watched(run("0.1"), |_| false).unwrap().was_killed);
        let killed = watched(run("100"), |_| true).unwrap();
        assert!(killed.was_killed && killed.wall < Duration::from_secs(50));
    }
}
