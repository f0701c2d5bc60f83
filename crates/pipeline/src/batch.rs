//! Many items through one piece of work, on all processors and in their order.

use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

use crate::Error;

/// So many items a thread are taken at once: enough to keep all threads busy, few enough to hold in memory.
const PER_THREAD: usize = 16;

/// Puts each item through `work` on so many threads, and what comes of it into `sink`, in the order of the items. Taking
/// items and working on them overlap; no more than three batches of items are in memory. Work that breaks gives `None`.
/// Stops where the sink fails, and gives its error.
pub fn in_order<T, O, E>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    work: impl Fn(&T) -> O + Sync,
    mut sink: impl FnMut(T, Option<O>) -> Result<(), E>,
) -> Result<Result<(), E>, Error>
where
    T: Send + Sync,
    O: Send,
    E: Send,
{
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Error::Threads { threads, reason: error.to_string() })?;
    let (give, take) = sync_channel::<Vec<T>>(1);
    Ok(thread::scope(|scope| {
        scope.spawn(move || {
            let mut items = items;
            loop {
                let batch: Vec<T> = items.by_ref().take(threads.saturating_mul(PER_THREAD)).collect();
                // Where nobody takes any more, the sink has failed.
                if batch.is_empty() || give.send(batch).is_err() {
                    break;
                }
            }
        });
        // Work holds nothing that a break could leave half done.
        let tried = |item: &T| panic::catch_unwind(AssertUnwindSafe(|| work(item))).ok();
        for batch in take {
            let done: Vec<Option<O>> = pool.install(|| batch.par_iter().map(tried).collect());
            for (item, outcome) in batch.into_iter().zip(done) {
                sink(item, outcome)?;
            }
        }
        Ok(())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_a_break_costs_one() {
        let mut sums = Vec::new();
        let work = |&n: &u32| {
            assert!(n != 7, "a fault, made for this test");
            n * 2
        };
        let sink = |n, sum| {
            sums.push((n, sum));
            if n == 900 { Err("full") } else { Ok(()) }
        };
        assert_eq!(in_order(0..1_000, 3, work, sink).unwrap(), Err("full"));
        assert_eq!(sums.len(), 901);
        assert!(sums.iter().all(|&(n, sum)| sum == (n != 7).then_some(n * 2)));
    }
}
