//! What is known of each host: when it may be asked next, and what it lets be fetched.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use super::Reason;
use super::robots::Robots;

/// The hosts that were asked.
#[derive(Debug, Default)]
pub(super) struct Hosts {
    hosts: Mutex<BTreeMap<String, Host>>,
}

#[derive(Debug, Default)]
struct Host {
    /// When the next request may be made.
    next: Option<Timestamp>,
    /// Until when it wants to be left alone.
    alone: Option<Timestamp>,
    /// Its rules by scheme, and until when they hold.
    robots: BTreeMap<String, (Result<Robots, Reason>, Timestamp)>,
    /// The delay that it asks for.
    delay: Option<Duration>,
}

/// No more hosts are kept in mind; then those that may be asked anew are forgotten.
const MOST_HOSTS: usize = 20_000;

impl Hosts {
    /// Takes the next turn to ask a host; gives how long it is until then. A turn that is farther off than `most` is not
    /// taken, and how long it is until then is the error.
    pub fn turn(&self, host: &str, now: Timestamp, pause: Duration, most: Duration) -> Result<Duration, Duration> {
        let mut hosts = self.lock();
        if hosts.len() > MOST_HOSTS {
            let is_due = |time: &Option<Timestamp>| time.is_none_or(|time| time <= now);
            hosts.retain(|_, host| !(is_due(&host.next) && is_due(&host.alone)));
        }
        let host = hosts.entry(host.to_owned()).or_default();
        let pause = host.delay.map_or(pause, |delay| delay.max(pause));
        // A clock that was set back must not hold anything up.
        let turn = host.next.unwrap_or(now).max(now).min(later(now, pause * 1000));
        let wait = between(now, turn);
        if wait > most {
            return Err(wait);
        }
        host.next = Some(later(turn, pause));
        Ok(wait)
    }

    /// Keeps in mind that a host wants to be left alone.
    pub fn leave_alone(&self, host: &str, now: Timestamp, wait: Duration) {
        self.lock().entry(host.to_owned()).or_default().alone = Some(later(now, wait));
    }

    /// For how long a host still wants to be left alone.
    pub fn left_alone(&self, host: &str, now: Timestamp) -> Option<Duration> {
        let until = self.lock().get(host)?.alone?;
        (until > now).then(|| between(now, until))
    }

    /// The rules of a host, where they are known and still hold.
    pub fn robots(&self, host: &str, scheme: &str, now: Timestamp) -> Option<Result<Robots, Reason>> {
        let hosts = self.lock();
        let (robots, until) = hosts.get(host)?.robots.get(scheme)?;
        (*until > now).then(|| robots.clone())
    }

    /// Keeps the rules of a host.
    pub fn keep_robots(
        &self,
        host: &str,
        scheme: &str,
        robots: Result<Robots, Reason>,
        now: Timestamp,
        hold: Duration,
    ) {
        let mut hosts = self.lock();
        let host = hosts.entry(host.to_owned()).or_default();
        host.delay = robots.as_ref().ok().and_then(|robots| robots.delay);
        host.robots.insert(scheme.to_owned(), (robots, later(now, hold)));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Host>> {
        // Nothing is left half done in here where a thread breaks.
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time that is so much later, as far as there is one.
pub(crate) fn later(time: Timestamp, by: Duration) -> Timestamp {
    time.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// How long it is from one time to another; no time where that was before.
pub(crate) fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}
