//! Why a page was not fetched.

use std::time::Duration;

use thiserror::Error as ThisError;

/// Why a page was not fetched, in one line: which page, what happened, and what to do where there is something to do.
#[derive(Debug, ThisError)]
#[error("cannot fetch {url}: {reason}")]
pub struct FetchError {
    /// The address that was asked for.
    pub url: String,
    /// What happened.
    pub reason: Reason,
}

/// What can happen on the way to a page.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum Reason {
    /// It is no address of a page.
    #[error("it is no http or https address; write it as https://example.org/page")]
    NotWeb,
    /// It carries a user's name or password.
    #[error("it has a user's name or password in it; dateline logs in nowhere")]
    Login,
    /// It leads where nothing public is.
    #[error("{host} is {address}; dateline fetches from public addresses only")]
    NotPublic {
        /// The host.
        host: String,
        /// Its address, and what sort it is.
        address: String,
    },
    /// No such host.
    #[error("there is no host named {host}")]
    NoHost {
        /// The host.
        host: String,
    },
    /// The host's robots.txt does not want it.
    #[error("the robots.txt of {host} does not allow it")]
    Robots {
        /// The host.
        host: String,
    },
    /// The host's robots.txt cannot be had.
    #[error("the robots.txt of {host} cannot be had, so that nothing may be fetched there: {why}")]
    NoRobots {
        /// The host.
        host: String,
        /// Why.
        why: String,
    },
    /// It redirects too often, or in a circle.
    #[error("it redirects {times} times and more, or in a circle")]
    Redirects {
        /// How often it was followed.
        times: usize,
    },
    /// It redirects to nowhere.
    #[error("it redirects to something that is no http or https address")]
    RedirectsNowhere,
    /// The host took too long in all.
    #[error("it was not there in {}", seconds(*limit))]
    TooSlow {
        /// How long it had.
        limit: Duration,
    },
    /// The host fell silent.
    #[error("the host said nothing for {}", seconds(*limit))]
    Silent {
        /// How long it may say nothing.
        limit: Duration,
    },
    /// It is too large.
    #[error("it is larger than {limit} bytes")]
    TooLarge {
        /// How large it may be.
        limit: usize,
    },
    /// It unpacks to very much more than it is.
    #[error("it unpacks to more than {ratio} times its size, as only a trap does")]
    Inflates {
        /// How many times its size it may have.
        ratio: usize,
    },
    /// It is packed in a way that was not asked for.
    #[error("it is packed as \"{encoding}\", which was not asked for")]
    Encoding {
        /// What the host calls it.
        encoding: String,
    },
    /// The host refuses, or has nothing.
    #[error("the host answers {status}{}", again(*wait))]
    Status {
        /// The status.
        status: u16,
        /// How long the host wants to be left alone.
        wait: Option<Duration>,
    },
    /// The host wanted to be left alone, and was.
    #[error("{host} asked to be left alone for another {}", seconds(*wait))]
    LeftAlone {
        /// The host.
        host: String,
        /// For how long still.
        wait: Duration,
    },
    /// The connection or the answer broke.
    #[error("{what}")]
    Broken {
        /// What was wrong with it.
        what: String,
    },
    /// The user wanted to stop.
    #[error("it was stopped")]
    Stopped,
}

impl Reason {
    /// Whether asking again would bring the same.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(status, 410 | 451),
            Self::NotWeb
            | Self::Login
            | Self::NotPublic { .. }
            | Self::Robots { .. }
            | Self::Redirects { .. }
            | Self::RedirectsNowhere
            | Self::TooLarge { .. }
            | Self::Inflates { .. }
            | Self::Encoding { .. } => true,
            _ => false,
        }
    }

    /// How long the host wants to be left alone.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Status { wait, .. } => *wait,
            Self::LeftAlone { wait, .. } => Some(*wait),
            _ => None,
        }
    }
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) { format!("{} ms", time.as_millis()) } else { format!("{} s", time.as_secs()) }
}

fn again(wait: Option<Duration>) -> String {
    wait.map(|wait| format!(" and wants to be left alone for {}", seconds(wait))).unwrap_or_default()
}
