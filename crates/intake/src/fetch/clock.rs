//! What time it is, and waiting.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;

/// A clock. Tests bring their own, which waits in no time.
pub trait Clock: Send + Sync {
    /// What time it is.
    fn now(&self) -> Timestamp;
    /// Waits.
    fn wait(&self, time: Duration);
    /// Whether the user wants it all to end.
    fn is_stopped(&self) -> bool;
}

/// The machine's clock, which ends every wait once the flag is set.
#[derive(Debug)]
pub struct WallClock<'a> {
    /// Set where the user wants to stop.
    pub stop: &'a AtomicBool,
}

/// How often the flag is looked at.
const GLANCE: Duration = Duration::from_millis(50);

impl Clock for WallClock<'_> {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn wait(&self, time: Duration) {
        let mut left = time;
        while !left.is_zero() && !self.is_stopped() {
            let part = left.min(GLANCE);
            std::thread::sleep(part);
            left -= part;
        }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
