//! Many fetches side by side, one at a time for each host.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use url::Url;

use crate::fetch::{FetchError, Fetcher, Page, Wanted};

use super::WatchError;
use super::keeping::Pending;

/// A feed or an item to be fetched.
pub(super) struct Job {
    /// The feed, or that which the item is from.
    pub feed: String,
    pub item: Option<Pending>,
    pub wanted: Wanted,
}

/// A job that is done.
pub(super) struct Outcome {
    pub job: Job,
    pub page: Result<Option<Page>, FetchError>,
}

/// No more is asked of a host at once: the feeds of other hosts are to be looked at in between.
const MOST_OF_A_HOST: usize = 30;

/// A host that fails so often in a row is let alone for this time.
const MOST_FAILURES: usize = 3;

/// Does jobs, and hands each to `take` as it is done. What is not got round to stays undone.
pub(super) fn work(
    fetcher: &Fetcher,
    jobs: Vec<Job>,
    threads: usize,
    mut take: impl FnMut(Outcome) -> Result<(), WatchError>,
) -> Result<(), WatchError> {
    let mut by_host: BTreeMap<String, Vec<Job>> = BTreeMap::new();
    for job in jobs {
        let url = Url::parse(&job.wanted.url).ok();
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let of_host = by_host.entry(host).or_default();
        // Feeds are few, and each is to be asked when it is due.
        if job.item.is_none() || of_host.len() < MOST_OF_A_HOST {
            of_host.push(job);
        }
    }
    let hosts: Vec<std::sync::Mutex<Vec<Job>>> = by_host.into_values().map(std::sync::Mutex::new).collect();
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel::<Outcome>(1);
    thread::scope(|scope| {
        for _ in 0..threads.clamp(1, hosts.len().max(1)) {
            let (sender, hosts, next) = (sender.clone(), &hosts, &next);
            scope.spawn(move || {
                while let Some(host) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let jobs = host.lock().map(|mut jobs| std::mem::take(&mut *jobs)).unwrap_or_default();
                    if !ask_host(fetcher, jobs, &sender) {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // Where taking fails, the receiver goes, and the threads end at their next page.
        receiver.into_iter().try_for_each(&mut take)
    })
}

/// Does the jobs of one host; whether somebody still listens.
fn ask_host(fetcher: &Fetcher, jobs: Vec<Job>, sender: &mpsc::SyncSender<Outcome>) -> bool {
    let mut n_failures = 0;
    for job in jobs {
        let page = fetcher.fetch(&job.wanted);
        let is_hosts_fault = page.as_ref().is_err_and(|fault| !fault.reason.is_lasting());
        n_failures = if is_hosts_fault { n_failures + 1 } else { 0 };
        if sender.send(Outcome { job, page }).is_err() {
            return false;
        }
        if n_failures >= MOST_FAILURES {
            break;
        }
    }
    true
}
