//! `dateline watch`: feeds in, pages into a folder.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, anyhow};
use pipeline::fetch::{Fetcher, Settings, WallClock};
use pipeline::watch::{Note, Pace, Watch, feeds_from};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::arguments::WatchArguments;
use crate::errors::{Outcome, Stop, complain};
use crate::inputs::{address, is_standard_input};
use crate::output::Output;

/// No list of feeds is larger.
const MOST_BYTES: u64 = 50_000_000;

/// Watches until Ctrl-C, or for so many rounds.
pub fn run(arguments: &WatchArguments) -> Result<Outcome, Stop> {
    let feeds = feeds(&arguments.feeds)?;
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // Once stops when what is being fetched is there; twice stops at once.
        flag::register_conditional_shutdown(signal, 1, Arc::clone(&stop))?;
        flag::register(signal, Arc::clone(&stop))?;
    }
    let mut settings = Settings { allow_loopback: arguments.allow_loopback, ..Settings::default() };
    if let Some(contact) = &arguments.contact {
        let is_fit = contact.chars().all(|letter| letter.is_ascii_graphic()) && contact.len() <= 200;
        if !is_fit {
            return Err(anyhow!("\"{contact}\" is no address: write --contact name@example.org").into());
        }
        settings.user_agent = format!("{}; {contact})", settings.user_agent.trim_end_matches(')'));
    }
    let clock = WallClock { stop: &stop };
    let fetcher = Fetcher::new(settings, &clock);
    let pace = Pace { every: Duration::from_secs(60 * u64::from(arguments.every)), ..Pace::default() };
    let mut watch = Watch::open(&arguments.into, &feeds, &fetcher, &clock, pace).map_err(anyhow::Error::from)?;
    let mut output = Output::plain();
    let mut n_troubles = 0;
    let mut tell = |note| match note {
        Note::Kept { url, file } => {
            // Where nobody reads any more, nobody wants more.
            if output.write(&format!("{file}\t{url}\n")).is_err() {
                stop.store(true, Ordering::Relaxed);
            }
        }
        Note::Trouble(line) => {
            n_troubles += 1;
            complain(&line);
        }
    };
    watch.run(arguments.rounds, &mut tell).map_err(anyhow::Error::from)?;
    Ok(if n_troubles > 0 && arguments.rounds.is_some() { Outcome::WithComplaints } else { Outcome::Well })
}

fn feeds(list: &Path) -> Result<Vec<String>, anyhow::Error> {
    let mut text = Vec::new();
    if let Some(url) = address(list) {
        text.extend_from_slice(url.as_bytes());
    } else if is_standard_input(list) {
        io::stdin().lock().take(MOST_BYTES).read_to_end(&mut text).context("cannot read the list of feeds")?;
    } else {
        let file = fs::File::open(list).with_context(|| format!("cannot read the list of feeds {}", list.display()))?;
        file.take(MOST_BYTES)
            .read_to_end(&mut text)
            .with_context(|| format!("cannot read the list of feeds {}", list.display()))?;
    }
    feeds_from(&String::from_utf8_lossy(&text))
        .map_err(|fault| anyhow!("cannot read the list of feeds {}: {fault}", list.display()))
}
