//! Many items through one piece of work, on all processors and in their order.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use crate::Error;

/// So many items a thread are in memory at most: enough to keep all threads busy while one of them has a long item.
const PER_THREAD: usize = 32;

/// How much is done side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// On how many threads.
    pub threads: usize,
    /// The bytes that the items in memory have together at most; one item alone may have more.
    pub most_bytes: usize,
}

/// Puts each item through `work`, and what comes of it into `sink`, in the order of the items. No thread waits for
/// another: items are taken, worked on and put away as there is room. `size` says how many bytes an item has. Work that
/// breaks gives `None`. Stops where the sink fails, and gives its error.
pub fn in_order<T, O, E>(
    items: impl Iterator<Item = T> + Send,
    room: Room,
    size: impl Fn(&T) -> usize + Sync,
    work: impl Fn(&T) -> O + Sync,
    mut sink: impl FnMut(T, Option<O>) -> Result<(), E>,
) -> Result<Result<(), E>, Error>
where
    T: Send,
    O: Send,
{
    let Room { threads, most_bytes } = room;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Error::Threads { threads, reason: error.to_string() })?;
    let gate = Gate { most: Load { items: threads.saturating_mul(PER_THREAD), bytes: most_bytes }, ..Gate::default() };
    let (give, take) = channel();
    // Work holds nothing that a break could leave half done.
    let tried = |item: &T| panic::catch_unwind(AssertUnwindSafe(|| work(item))).ok();
    let (gate, size, tried) = (&gate, &size, &tried);
    Ok(thread::scope(|scope| {
        let pool = &pool;
        scope.spawn(move || {
            pool.in_place_scope(|workers| {
                for (at, item) in items.enumerate() {
                    let n_bytes = size(&item);
                    if !gate.enter(n_bytes) {
                        break;
                    }
                    let give = give.clone();
                    workers.spawn(move |_| {
                        let outcome = tried(&item);
                        // Where nobody takes any more, the sink has failed.
                        let _ = give.send((at, Done { item, outcome, n_bytes }));
                    });
                }
            });
        });
        let put_away = put_away(&take, gate, &mut sink);
        gate.close();
        put_away
    }))
}

/// An item that was worked on.
struct Done<T, O> {
    item: T,
    outcome: Option<O>,
    n_bytes: usize,
}

/// Puts away what comes, in the order of its numbers.
fn put_away<T, O, E>(
    take: &Receiver<(usize, Done<T, O>)>,
    gate: &Gate,
    sink: &mut impl FnMut(T, Option<O>) -> Result<(), E>,
) -> Result<(), E> {
    let (mut early, mut next) = (BTreeMap::new(), 0);
    for (at, done) in take {
        early.insert(at, done);
        while let Some(Done { item, outcome, n_bytes }) = early.remove(&next) {
            sink(item, outcome)?;
            gate.leave(n_bytes);
            next += 1;
        }
    }
    Ok(())
}

/// How much is in memory.
#[derive(Clone, Copy, Debug, Default)]
struct Load {
    items: usize,
    bytes: usize,
}

/// Lets items in as there is room for them.
#[derive(Default)]
struct Gate {
    most: Load,
    /// What is in; none once the gate is closed.
    inside: Mutex<Inside>,
    changed: Condvar,
}

#[derive(Default)]
struct Inside {
    load: Load,
    is_closed: bool,
}

impl Gate {
    /// Waits until there is room; whether the gate is open still.
    fn enter(&self, n_bytes: usize) -> bool {
        let is_full = |inside: &mut Inside| {
            let Load { items, bytes } = inside.load;
            let has_room = items < self.most.items && bytes.saturating_add(n_bytes) <= self.most.bytes;
            !inside.is_closed && items > 0 && !has_room
        };
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        let mut inside = self.changed.wait_while(inside, is_full).unwrap_or_else(PoisonError::into_inner);
        inside.load.items += 1;
        inside.load.bytes = inside.load.bytes.saturating_add(n_bytes);
        !inside.is_closed
    }

    fn leave(&self, n_bytes: usize) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.load.items -= 1;
        inside.load.bytes -= n_bytes.min(inside.load.bytes);
        self.changed.notify_all();
    }

    fn close(&self) {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner).is_closed = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    const ROOM: Room = Room { threads: 3, most_bytes: 1_000 };

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
        assert_eq!(in_order(0..1_000, ROOM, |_| 1, work, sink).unwrap(), Err("full"));
        assert_eq!(sums.len(), 901);
        assert!(sums.iter().enumerate().all(|(at, &(n, sum))| at as u32 == n && sum == (n != 7).then_some(n * 2)));
    }

    #[test]
    fn no_more_is_in_memory_than_there_is_room_for() {
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let size = |&n: &usize| if n == 50 { 5_000 } else { 100 };
        let work = |n: &usize| {
            let now = inside.fetch_add(size(n), Ordering::SeqCst) + size(n);
            most.fetch_max(if *n == 50 { now - 5_000 } else { now }, Ordering::SeqCst);
            thread::yield_now();
            inside.fetch_sub(size(n), Ordering::SeqCst);
        };
        let mut n_done = 0;
        let sink = |_, _| {
            n_done += 1;
            Ok::<(), ()>(())
        };
        assert_eq!(in_order(0..200, ROOM, size, work, sink).unwrap(), Ok(()));
        assert_eq!(n_done, 200);
        assert!(most.into_inner() <= 1_000, "an item of 5,000 bytes is alone, and ten of 100 are together");
    }
}
