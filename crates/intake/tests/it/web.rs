//! Fetching and watching, against a server on this machine that misbehaves.

mod fetching;
mod server;
mod watching;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use intake::fetch::{Clock, Settings};
use jiff::Timestamp;

pub use server::{Answer, Server};

/// A clock that waits in no time.
pub struct QuickClock {
    now: Mutex<Timestamp>,
    waited: Mutex<Duration>,
    pub stop: AtomicBool,
}

impl QuickClock {
    pub fn new() -> Self {
        let now = Timestamp::from_second(1_709_625_600).expect("a time in 2024 is one");
        Self { now: Mutex::new(now), waited: Mutex::default(), stop: AtomicBool::new(false) }
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        *self.now.lock().expect("no test breaks here") += time;
    }

    /// How long was waited in all.
    pub fn waited(&self) -> Duration {
        *self.waited.lock().expect("no test breaks here")
    }
}

impl Clock for QuickClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().expect("no test breaks here")
    }

    fn wait(&self, time: Duration) {
        *self.waited.lock().expect("no test breaks here") += time;
        self.pass(time);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Settings under which little room is enough to see what is too large, and a slow machine has time.
pub fn strict() -> Settings {
    Settings {
        max_bytes: 300_000,
        max_time: Duration::from_secs(10),
        max_silence: Duration::from_secs(5),
        allow_loopback: true,
        ..Settings::default()
    }
}

/// The same with little time, to see what is too slow.
pub fn hurried() -> Settings {
    Settings { max_time: Duration::from_millis(900), max_silence: Duration::from_millis(300), ..strict() }
}
