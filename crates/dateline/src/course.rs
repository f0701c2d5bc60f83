//! What commands over many inputs have in common: where what comes of each goes, and what becomes of problems.

use std::num::NonZeroUsize;

use pipeline::batch::Room;
use pipeline::{Columns, Past, Row, ShardError, ShardForm, Shards, Taken};

use crate::arguments::{ColumnArguments, CourseArguments};
use crate::errors::{Outcome, Stop};
use crate::inputs::Inputs;
use crate::progress::Progress;

/// The bytes of items that each thread may have waiting.
const BYTES_PER_THREAD: usize = 16_000_000;

/// A run over many inputs: shards or a printer that takes what comes, how far it is, and what went wrong.
pub struct Course {
    shards: Option<Shards>,
    progress: Progress,
    n_failed: usize,
}

/// How a run is to go.
pub struct Plan<'a> {
    pub arguments: &'a CourseArguments,
    pub form: ShardForm,
    /// How many inputs a shard holds, where the command does not say.
    pub per_shard: usize,
    /// What the run is, besides its inputs.
    pub run: String,
}

impl Course {
    /// Begins, or goes on; also gives how many items are done already.
    pub fn begin(plan: &Plan, inputs: &Inputs, taken: Taken) -> Result<(Self, usize), Stop> {
        let (shards, past) = match &plan.arguments.out {
            Some(folder) => {
                let per_shard = plan.arguments.per_shard.map_or(plan.per_shard, NonZeroUsize::get);
                let run = format!(
                    "dateline {} {}, {per_shard} a shard{}",
                    env!("CARGO_PKG_VERSION"),
                    plan.run,
                    inputs.described()
                );
                let (shards, past) = Shards::open(folder, &run, plan.form, per_shard, plan.arguments.resume)?;
                (Some(shards), past)
            }
            None => (None, Past::default()),
        };
        let progress = Progress::of(inputs, taken, shards.is_none());
        Ok((Self { shards, progress, n_failed: inputs.n_failed + past.n_problems }, past.n_items))
    }

    /// Takes what came of one item: writes it into a shard, or has it printed.
    pub fn take(
        &mut self,
        outcome: Result<Row<'_>, &str>,
        print: impl FnOnce(&Row<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        match &outcome {
            Ok(_) => self.progress.step(),
            Err(problem) => {
                self.n_failed += 1;
                self.progress.tell(problem);
            }
        }
        match (&mut self.shards, outcome) {
            (Some(shards), outcome) => Ok(shards.add(outcome)?),
            (None, Ok(row)) => print(&row),
            (None, Err(_)) => Ok(()),
        }
    }

    /// Ends the run.
    pub fn finish(self) -> Result<Outcome, Stop> {
        if let Some(shards) = self.shards {
            shards.finish()?;
        }
        Ok(if self.n_failed > 0 { Outcome::WithComplaints } else { Outcome::Well })
    }
}

impl CourseArguments {
    /// How much is done side by side.
    pub fn room(&self) -> Room {
        let threads = self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
        Room { threads, most_bytes: threads.saturating_mul(BYTES_PER_THREAD) }
    }
}

impl From<ShardError> for Stop {
    fn from(fault: ShardError) -> Self {
        Self::Fault(fault.into())
    }
}

impl From<&ColumnArguments> for Columns {
    fn from(arguments: &ColumnArguments) -> Self {
        Self {
            text: arguments.text_column.clone(),
            title: arguments.title_column.clone(),
            url: arguments.url_column.clone(),
            published: arguments.published_column.clone(),
            outlet: arguments.outlet_column.clone(),
        }
    }
}
