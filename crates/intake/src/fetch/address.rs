//! Which addresses may be connected to, and the resolver that lets no other through.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Resolves a name and refuses it where one of its addresses is not public. The connection is made to the addresses
/// that were looked at here, and to no others, so that a name cannot change its mind in between.
#[derive(Debug)]
pub(super) struct PublicOnly {
    pub allow_loopback: bool,
    pub names: DefaultResolver,
}

impl Resolver for PublicOnly {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let addresses = self.names.resolve(uri, config, timeout)?;
        match addresses.iter().find_map(|address| Refused::of(*address, self.allow_loopback)) {
            Some(refused) => Err(ureq::Error::Other(Box::new(refused))),
            None => Ok(addresses),
        }
    }
}

/// An address that is not connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub address: IpAddr,
    pub what: &'static str,
}

impl Refused {
    fn of(address: SocketAddr, allow_loopback: bool) -> Option<Self> {
        let address = address.ip();
        let what = not_public(address)?;
        let is_allowed = allow_loopback && what == LOOPBACK;
        (!is_allowed).then_some(Self { address, what })
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.address, self.what)
    }
}

impl std::error::Error for Refused {}

const LOOPBACK: &str = "a loopback address";
const PRIVATE: &str = "a private address";
const LINK_LOCAL: &str = "a link-local address, where clouds keep their metadata";
const METADATA: &str = "an address where a cloud keeps its metadata";
const SHARED: &str = "an address shared behind a provider";
const MULTICAST: &str = "a multicast address";
const DISGUISED: &str = "an IPv4 address disguised as IPv6";
const RESERVED: &str = "a reserved address";

/// What sort of address this is, if it is not one of the public internet.
pub(super) fn not_public(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(address) => not_public_v4(address),
        IpAddr::V6(address) => not_public_v6(address),
    }
}

fn not_public_v4(address: Ipv4Addr) -> Option<&'static str> {
    Some(match address.octets() {
        [127, ..] => LOOPBACK,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => PRIVATE,
        [169, 254, ..] => LINK_LOCAL,
        // Azure's and Alibaba's.
        [168, 63, 129, 16] | [100, 100, 100, 200] => METADATA,
        [100, 64..=127, ..] => SHARED,
        [224..=239, ..] => MULTICAST,
        [0, ..] | [192, 0, 0, _] | [192, 0, 2, _] | [192, 88, 99, _] | [198, 18..=19, ..] | [198, 51, 100, _] => {
            RESERVED
        }
        [203, 0, 113, _] | [240..=255, ..] => RESERVED,
        _ => return None,
    })
}

fn not_public_v6(address: Ipv6Addr) -> Option<&'static str> {
    Some(match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => LOOPBACK,
        // Mapped, compatible, translated, 6to4 and Teredo: all of them lead to an IPv4 address.
        [0, 0, 0, 0, 0, 0xFFFF, ..] | [0x64, 0xFF9B, ..] | [0x2002, ..] | [0x2001, 0, ..] => DISGUISED,
        [0, 0, 0, 0, 0, 0, high, _] if high != 0 => DISGUISED,
        [0xFC00..=0xFDFF, ..] => PRIVATE,
        [0xFE80..=0xFEBF, ..] => LINK_LOCAL,
        [0xFEC0..=0xFEFF, ..] => PRIVATE,
        [0xFF00..=0xFFFF, ..] => MULTICAST,
        [0x2001, 0x0DB8, ..] | [0x2001, 1..=0x01FF, ..] | [0x3FFF, 0..=0x0FFF, ..] => RESERVED,
        // What is handed out to the public begins with the bits 001.
        [0x2000..=0x3FFF, ..] => return None,
        _ => RESERVED,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public_is_refused() {
        for refused in [
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "168.63.129.16",
            "100.100.100.200",
            "100.64.0.1",
            "192.0.0.192",
            "198.18.0.1",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:8.8.8.8",
            "::ffff:127.0.0.1",
            "::8.8.8.8",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:0:4136:e378::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001:db8::1",
            "100::1",
        ] {
            assert!(not_public(refused.parse().unwrap()).is_some(), "{refused}");
        }
        for public in ["8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111"]
        {
            assert_eq!(not_public(public.parse().unwrap()), None, "{public}");
        }
    }

    #[test]
    fn loopback_can_be_allowed_and_nothing_else() {
        let refused = |address: &str| Refused::of(address.parse().unwrap(), true).is_some();
        assert!(!refused("127.0.0.1:80") && !refused("[::1]:80"));
        assert!(refused("10.0.0.1:80") && refused("[::ffff:127.0.0.1]:80") && refused("0.0.0.0:80"));
    }
}
