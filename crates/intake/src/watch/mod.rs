//! Watches feeds: fetches what they announce into a folder, until it is stopped.
//!
//! The folder has a file a page under `pages`, named by its address; `items.jsonl`, a line an item that is done with;
//! and `watch.json`, where each feed stands. What a feed announced is written down before anything of it is fetched, and
//! an item counts as done only once its page is on the disk, so that a watch that is broken off at any point goes on
//! where it was: no item is lost, and none has two files or two lines.

mod feed_list;
mod items;
mod keeping;
mod working;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Duration;

use encoding_rs::Encoding;
use jiff::Timestamp;
use thiserror::Error as ThisError;

use crate::decoding::decoded_page;
use crate::fetch::{Clock, FetchError, Fetcher, Page, Reason, Wanted};
use crate::fetch::{between, later};
use crate::inputs::charset;

pub use feed_list::feeds_from;
pub use items::Item;

use keeping::{Feed, Keeping, Pending};
use working::{Job, Outcome};

/// How a watch goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The time between two looks at a feed.
    pub every: Duration,
    /// How many hosts are asked side by side.
    pub threads: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { every: Duration::from_secs(15 * 60), threads: 8 }
    }
}

/// What happened, to tell the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// An item was fetched.
    Kept {
        /// Its address, or its feed's where it has none.
        url: String,
        /// Its file in the folder.
        file: String,
    },
    /// Something went wrong, in one line. The rest goes on.
    Trouble(String),
}

/// Why a watch cannot go on.
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum WatchError {
    /// The folder cannot be read or written.
    #[error("cannot keep pages in {path}: {cause}")]
    Folder {
        /// The file or folder.
        path: String,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// Another watch goes on there.
    #[error("another watch keeps its pages in {path}; stop it, or name another folder")]
    Taken {
        /// The folder.
        path: String,
    },
    /// What an earlier watch wrote is damaged.
    #[error("cannot go on from {path}: {what}; mend it, or move it away to begin anew")]
    State {
        /// The file.
        path: String,
        /// What is wrong.
        what: String,
    },
}

/// A watch over feeds.
pub struct Watch<'a> {
    fetcher: &'a Fetcher<'a>,
    clock: &'a dyn Clock,
    pace: Pace,
    keeping: Keeping,
    /// All feeds that were ever watched in this folder.
    feeds: BTreeMap<String, Feed>,
    /// Those that are watched now.
    watched: Vec<String>,
}

/// A feed announces no more at a time; what is beyond is taken the next time.
const MOST_NEW: usize = 2_000;

/// No more of a feed's items wait to be fetched.
const MOST_PENDING: usize = 10_000;

/// An item that so often could not be had is given up.
const MOST_FAILURES: u32 = 6;

/// The longest time until a feed or an item that cannot be had is asked for again.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 3600);

/// How soon an item is asked for again that could not be had.
const FIRST_WAIT: Duration = Duration::from_secs(300);

impl<'a> Watch<'a> {
    /// A watch over these feeds that keeps what it finds in `folder`, going on from what is there.
    pub fn open(
        folder: &Path,
        feeds: &[String],
        fetcher: &'a Fetcher<'a>,
        clock: &'a dyn Clock,
        pace: Pace,
    ) -> Result<Self, WatchError> {
        let (keeping, mut known) = Keeping::open(folder)?;
        for feed in feeds {
            known.entry(feed.clone()).or_default();
        }
        Ok(Self { fetcher, clock, pace, keeping, feeds: known, watched: feeds.to_vec() })
    }

    /// Watches until it is stopped, for so many rounds at most where a number is given.
    pub fn run(&mut self, rounds: Option<usize>, tell: &mut dyn FnMut(Note)) -> Result<(), WatchError> {
        let mut n_rounds = 0;
        while !self.clock.is_stopped() {
            self.round(tell)?;
            n_rounds += 1;
            if rounds.is_some_and(|rounds| n_rounds >= rounds) {
                break;
            }
            self.clock.wait(self.until_next());
        }
        Ok(())
    }

    /// Asks the feeds that are due, and then for the items that are.
    pub fn round(&mut self, tell: &mut dyn FnMut(Note)) -> Result<(), WatchError> {
        let due = self.due_feeds();
        self.work(due, tell)?;
        // From here on no announced item can be lost.
        self.keeping.save(&self.feeds)?;
        let due = self.due_items()?;
        let is_work = !due.is_empty();
        self.work(due, tell)?;
        if is_work { self.keeping.save(&self.feeds) } else { Ok(()) }
    }

    /// How long it is until something is due.
    fn until_next(&self) -> Duration {
        let now = self.clock.now();
        let feeds = self.watched.iter().filter_map(|url| self.feeds.get(url));
        let due = feeds.flat_map(|feed| feed.pending.iter().map(|pending| pending.next).chain([feed.next]));
        let next = due.map(|next| next.unwrap_or(now)).min().unwrap_or_else(|| later(now, self.pace.every));
        between(now, next).max(Duration::from_secs(1))
    }

    fn due_feeds(&self) -> Vec<Job> {
        let now = self.clock.now();
        let known = self.watched.iter().filter_map(|url| Some((url, self.feeds.get(url)?)));
        known
            .filter(|(_, feed)| feed.next.is_none_or(|next| next <= now))
            .map(|(url, feed)| Job {
                feed: url.clone(),
                item: None,
                wanted: Wanted { url: url.clone(), etag: feed.etag.clone(), last_modified: feed.last_modified.clone() },
            })
            .collect()
    }

    /// The items to be fetched now; those that need no fetching are dealt with.
    fn due_items(&mut self) -> Result<Vec<Job>, WatchError> {
        let now = self.clock.now();
        let mut jobs = Vec::new();
        for url in &self.watched {
            let Some(feed) = self.feeds.get_mut(url) else { continue };
            for pending in std::mem::take(&mut feed.pending) {
                let item = &pending.item;
                if self.keeping.is_done(url, item) {
                    continue;
                }
                let file = match (&item.url, &item.content) {
                    (None, Some(words)) => Some(self.keeping.write(url, item, Some("text/html"), words.as_bytes())?),
                    _ => self.keeping.left_over(url, item),
                };
                if let Some(file) = file {
                    self.keeping.done(url, item, Ok(file), now)?;
                    continue;
                }
                if pending.next.is_none_or(|next| next <= now) {
                    let wanted = Wanted::new(item.url.as_deref().unwrap_or_default());
                    jobs.push(Job { feed: url.clone(), item: Some(pending.clone()), wanted });
                }
                feed.pending.push(pending);
            }
        }
        Ok(jobs)
    }

    /// Does jobs side by side, and deals with each as it is done.
    fn work(&mut self, jobs: Vec<Job>, tell: &mut dyn FnMut(Note)) -> Result<(), WatchError> {
        let (fetcher, threads) = (self.fetcher, self.pace.threads);
        working::work(fetcher, jobs, threads, |outcome| match outcome.job.item {
            Some(_) => self.take_item(outcome, tell),
            None => {
                self.take_feed(outcome, tell);
                Ok(())
            }
        })
    }

    fn take_feed(&mut self, outcome: Outcome, tell: &mut dyn FnMut(Note)) {
        let now = self.clock.now();
        let url = outcome.job.feed;
        let Some(feed) = self.feeds.get_mut(&url) else { return };
        let found = match outcome.page {
            Ok(None) => Ok(None),
            Ok(Some(page)) => match items::items(&page.bytes, &page.url) {
                Ok(items) => Ok(Some((page, items))),
                Err(fault) => Err((format!("cannot read {url}: the feed {fault}"), None)),
            },
            Err(fault) if fault.reason == Reason::Stopped => return,
            Err(fault) => Err((fault.to_string(), fault.reason.wait())),
        };
        match found {
            Ok(found) => {
                feed.n_failures = 0;
                feed.next = Some(later(now, self.pace.every));
                if let Some((page, items)) = found {
                    announce(&self.keeping, &url, feed, page, items, tell);
                }
            }
            Err((fault, asked)) => {
                let wait = self.pace.every.saturating_mul(1 << feed.n_failures.min(8)).min(LONGEST_WAIT);
                let wait = wait.max(asked.unwrap_or_default());
                feed.n_failures += 1;
                feed.next = Some(later(now, wait));
                tell(Note::Trouble(format!("{fault}; asked again in {}", told(wait))));
            }
        }
    }

    fn take_item(&mut self, outcome: Outcome, tell: &mut dyn FnMut(Note)) -> Result<(), WatchError> {
        let now = self.clock.now();
        let Job { feed: url, item: Some(done), .. } = outcome.job else { return Ok(()) };
        let page = outcome.page.and_then(|page| match page {
            Some(page) if page.bytes.trim_ascii().is_empty() => {
                let reason = Reason::Broken { what: "the host sent an empty page".to_owned() };
                Err(FetchError { url: page.url, reason })
            }
            page => Ok(page),
        });
        let end = match page {
            // Nothing was said of an earlier version, so that none can be the same.
            Ok(None) => return Ok(()),
            Ok(Some(page)) => {
                let bytes = as_named(&page);
                let file = self.keeping.write(&url, &done.item, page.content_type.as_deref(), &bytes)?;
                tell(Note::Kept { url: done.item.url.clone().unwrap_or_else(|| url.clone()), file: file.clone() });
                Ok(file)
            }
            Err(fault) => {
                // To be stopped, or told to wait, is no failure of the item's.
                let is_failure = !matches!(fault.reason, Reason::Stopped | Reason::LeftAlone { .. });
                let n_failures = done.n_failures + u32::from(is_failure);
                if !fault.reason.is_lasting() && n_failures < MOST_FAILURES {
                    let wait = FIRST_WAIT.saturating_mul(1 << (2 * done.n_failures.min(4)));
                    let wait = wait.min(LONGEST_WAIT).max(fault.reason.wait().unwrap_or_default());
                    if is_failure {
                        tell(Note::Trouble(format!("{fault}; asked again in {}", told(wait))));
                    }
                    if fault.reason != Reason::Stopped {
                        self.put_off(&url, &done, n_failures, later(now, wait));
                    }
                    return Ok(());
                }
                tell(Note::Trouble(format!("{fault}; given up")));
                Err(fault.reason.to_string())
            }
        };
        self.keeping.done(&url, &done.item, end, now)?;
        if let Some(feed) = self.feeds.get_mut(&url) {
            feed.pending.retain(|pending| pending.item != done.item);
        }
        Ok(())
    }

    fn put_off(&mut self, url: &str, failed: &Pending, n_failures: u32, next: Timestamp) {
        let pending = self.feeds.get_mut(url).into_iter().flat_map(|feed| &mut feed.pending);
        for pending in pending.filter(|pending| pending.item == failed.item) {
            (pending.n_failures, pending.next) = (n_failures, Some(next));
        }
    }
}

/// Puts a feed's new items among those that are to be fetched.
fn announce(keeping: &Keeping, url: &str, feed: &mut Feed, page: Page, items: Vec<Item>, tell: &mut dyn FnMut(Note)) {
    let mut n_new = 0;
    let room = MOST_NEW.min(MOST_PENDING.saturating_sub(feed.pending.len()));
    for item in items {
        let is_known = keeping.is_done(url, &item) || feed.pending.iter().any(|pending| is_same(&pending.item, &item));
        if !is_known {
            n_new += 1;
            if n_new <= room {
                feed.pending.push(Pending { item, ..Pending::default() });
            }
        }
    }
    if n_new > room {
        // Without the marks of this version, the feed gives the rest the next time.
        (feed.etag, feed.last_modified) = (None, None);
        tell(Note::Trouble(format!("{url} announces {n_new} new items at once; {room} are taken now, the rest later")));
    } else {
        (feed.etag, feed.last_modified) = (page.etag, page.last_modified);
    }
}

/// Whether two items of a feed are one.
/// A page as the host sent it; in UTF-8 and with its mark where only the host's header says how it is encoded, since whoever
/// reads the file has no header.
fn as_named(page: &Page) -> Cow<'_, [u8]> {
    let is_told = Encoding::for_bom(&page.bytes).is_some() || std::str::from_utf8(&page.bytes).is_ok();
    let encoding = page.content_type.as_deref().and_then(charset).filter(|_| !is_told);
    match encoding.and_then(|encoding| decoded_page(&page.bytes, Some(&encoding)).ok()) {
        Some(text) => Cow::Owned(["\u{FEFF}".as_bytes(), text.as_bytes()].concat()),
        None => Cow::Borrowed(&page.bytes),
    }
}

/// Reads a feed, for those who try what any bytes do.
pub(crate) fn look_through(bytes: &[u8], url: &str) {
    match items::items(bytes, url) {
        Ok(items) => assert!(items.iter().all(|item| item.url.is_some() || item.content.is_some())),
        Err(reason) => assert!(!reason.is_empty(), "a feed is refused without a reason"),
    }
}

fn is_same(one: &Item, other: &Item) -> bool {
    match (&one.url, &other.url) {
        (Some(one), Some(other)) if one == other => true,
        _ if one.guid.is_some() && one.guid == other.guid => one.url.is_none() || one.title == other.title,
        (None, None) => one.guid == other.guid && one.content == other.content,
        _ => false,
    }
}

fn told(wait: Duration) -> String {
    match wait.as_secs() {
        seconds if seconds < 120 => format!("{seconds} s"),
        seconds if seconds < 2 * 3600 => format!("{} min", seconds / 60),
        seconds => format!("{} h", seconds / 3600),
    }
}
