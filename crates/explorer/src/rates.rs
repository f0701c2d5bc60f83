//! How often one address may ask.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Instant;

use crate::desk::locked;

/// So many addresses are remembered; when there are more, all begin anew.
const MOST: usize = 20_000;

/// A bucket of drops for each address: it fills steadily, and each request takes some out.
pub struct Rates {
    per_second: f64,
    at_once: f64,
    buckets: Mutex<HashMap<IpAddr, (f64, Instant)>>,
}

impl Rates {
    /// So many a second in the long run, and so many at once.
    pub fn new(per_second: f64, at_once: f64) -> Self {
        Self { per_second, at_once, buckets: Mutex::default() }
    }

    /// Whether this address may have so much more at this moment.
    pub fn allow(&self, address: IpAddr, drops: f64, now: Instant) -> bool {
        let mut buckets = locked(&self.buckets);
        if buckets.len() >= MOST && !buckets.contains_key(&address) {
            buckets.clear();
        }
        let (left, last) = buckets.entry(subnet(address)).or_insert((self.at_once, now));
        *left = (*left + now.saturating_duration_since(*last).as_secs_f64() * self.per_second).min(self.at_once);
        *last = now;
        let is_allowed = *left >= drops;
        if is_allowed {
            *left -= drops;
        }
        is_allowed
    }
}

/// Who has one IPv6 address mostly has 2^64 of them.
fn subnet(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) if six.to_ipv4_mapped().is_none() => {
            let mut parts = six.segments();
            parts[4..].fill(0);
            IpAddr::V6(parts.into())
        }
        other => other.to_canonical(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_bucket_fills_again() {
        let rates = Rates::new(2.0, 3.0);
        let (now, me, other) = (Instant::now(), "10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let allowed = |at| (0..5).filter(|_| rates.allow(me, 1.0, at)).count();
        assert_eq!(allowed(now), 3);
        assert!(rates.allow(other, 1.0, now));
        assert_eq!(allowed(now + Duration::from_secs(1)), 2);
        assert_eq!(allowed(now + Duration::from_secs(60)), 3);
    }

    #[test]
    fn one_subnet_is_one_reader() {
        let rates = Rates::new(0.001, 1.0);
        let now = Instant::now();
        assert!(rates.allow("2001:db8::1".parse().unwrap(), 1.0, now));
        assert!(!rates.allow("2001:db8::2".parse().unwrap(), 1.0, now));
        assert!(rates.allow("2001:db8:1::2".parse().unwrap(), 1.0, now));
    }
}
