//! How far a run over many inputs is; shown on a terminal alone.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use pipeline::Taken;

use crate::errors::complain;
use crate::inputs::Inputs;

/// Files, reports, reports a second, and the time left by the bytes that are still to be taken in.
pub struct Progress {
    bar: ProgressBar,
    n_files: usize,
    n_begun: Arc<AtomicUsize>,
    taken: Taken,
    n_reports: u64,
}

impl Progress {
    /// Of a run over these inputs, whose bytes `taken` counts. Nothing is shown where reports are printed on the same
    /// terminal.
    pub fn of(inputs: &Inputs, taken: Taken, is_printed: bool) -> Self {
        let bar = match inputs.n_bytes {
            _ if is_printed && io::stdout().is_terminal() => ProgressBar::hidden(),
            0 => ProgressBar::no_length(),
            n_bytes => ProgressBar::new(n_bytes),
        };
        let template = match inputs.n_bytes {
            0 => "{elapsed_precise} {msg}",
            _ => "{elapsed_precise} {bar:20} {msg}, {eta} left",
        };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = bar.with_style(style);
        Self { bar, n_files: inputs.len(), n_begun: inputs.n_begun.clone(), taken, n_reports: 0 }
    }

    /// Shows that another report is done.
    pub fn step(&mut self) {
        self.n_reports += 1;
        self.bar.set_position(self.taken.n_bytes());
        let (n_reports, n_begun) = (self.n_reports, self.n_begun.load(Ordering::Relaxed));
        let speed = n_reports as f64 / self.bar.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("file {n_begun} of {}, {n_reports} reports, {speed:.1} reports/s", self.n_files));
    }

    /// Tells a problem, above the bar.
    pub fn tell(&self, problem: &str) {
        self.bar.suspend(|| complain(problem));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
