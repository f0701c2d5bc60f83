//! What a host lets robots fetch (RFC 9309).

use std::time::Duration;

/// The rules of one `robots.txt` that hold for this robot.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Robots {
    /// Patterns of paths, and whether they allow.
    rules: Vec<(String, bool)>,
    /// How long the host wants to be left alone between two requests.
    pub delay: Option<Duration>,
}

/// More of a file is not read; RFC 9309 asks for at least this much.
pub(super) const MOST_BYTES: usize = 512_000;

/// The most rules that are kept, and the longest that one may be.
const MOST_RULES: usize = 5_000;
const LONGEST_RULE: usize = 2_000;

/// No host is waited for longer than that between two requests.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

impl Robots {
    /// The rules that `text` has for a robot of this name: those of its own groups, those for all where it has none.
    pub fn read(text: &str, name: &str) -> Self {
        let (mut own, mut all) = (Self::default(), Self::default());
        let (mut is_named, mut for_own, mut for_all, mut in_rules) = (false, false, false, true);
        for line in text.trim_start_matches('\u{FEFF}').split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else { continue };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            match field.as_str() {
                "user-agent" => {
                    if in_rules {
                        (for_own, for_all, in_rules) = (false, false, false);
                    }
                    let agent = value.split(['/', ' ']).next().unwrap_or_default();
                    for_own |= agent.eq_ignore_ascii_case(name);
                    for_all |= agent == "*";
                    is_named |= for_own;
                }
                "allow" | "disallow" | "crawl-delay" => {
                    in_rules = true;
                    for (robots, holds) in [(&mut own, for_own), (&mut all, for_all)] {
                        if holds {
                            robots.add(&field, value);
                        }
                    }
                }
                _ => {}
            }
        }
        if is_named { own } else { all }
    }

    /// Whether a path, with its query, may be fetched: the longest rule that fits decides, the milder of two.
    pub fn allow(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        fitting.map(|(pattern, allows)| (pattern.len(), *allows)).max().is_none_or(|(_, allows)| allows)
    }

    fn add(&mut self, field: &str, value: &str) {
        if field == "crawl-delay" {
            let seconds = value.parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds > 0.0);
            self.delay = seconds.map(|seconds| Duration::from_secs_f64(seconds.min(LONGEST_DELAY.as_secs_f64())));
        } else if !value.is_empty() && value.len() <= LONGEST_RULE && self.rules.len() < MOST_RULES {
            self.rules.push((value.to_owned(), field == "allow"));
        }
    }
}

/// Whether a path begins as a pattern says, in which `*` is anything and a `$` at the end is the end. Takes time in
/// the product of their lengths at worst: of several ways to read a `*`, only the last is ever tried again.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let (pattern, path) = (pattern.as_bytes(), path.as_bytes());
    let (mut at, mut in_path) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        if at == pattern.len() && (!to_end || in_path == path.len()) {
            return true;
        }
        if at < pattern.len() && pattern[at] == b'*' {
            star = Some((at + 1, in_path));
            at += 1;
        } else if at < pattern.len() && in_path < path.len() && pattern[at] == path[in_path] {
            (at, in_path) = (at + 1, in_path + 1);
        } else {
            match &mut star {
                Some((after, from)) if *from < path.len() => {
                    *from += 1;
                    (at, in_path) = (*after, *from);
                }
                _ => return false,
            }
        }
    }
}

/// Whether these rules let us have a path.
pub(crate) fn robots_allow(rules: &str, path: &str) -> bool {
    Robots::read(rules, "dateline").allow(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, allowed: &[&str], refused: &[&str]) {
        let robots = Robots::read(text, "dateline");
        for path in allowed {
            assert!(robots.allow(path), "{path} is not allowed");
        }
        for path in refused {
            assert!(!robots.allow(path), "{path} is allowed");
        }
    }

    #[test]
    fn the_own_group_counts_and_then_that_for_all() {
        check("User-agent: *\nDisallow: /x\n\nUser-agent: Dateline\nDisallow: /y", &["/x"], &["/y"]);
        check("User-agent: a\nUser-agent: dateline/1.0\nDisallow: /y\nUser-agent: b\nDisallow: /z", &["/z"], &["/y"]);
        check("User-agent: *\nDisallow: /x # not here\n", &["/", "/y"], &["/x", "/xy", "/x/y?z"]);
        check("User-agent: dateline\nAllow: /\nUser-agent: *\nDisallow: /", &["/", "/x"], &[]);
        check("User-agent: *\nDisallow:\n", &["/", "/x"], &[]);
        check("\u{FEFF}user-agent:*\r\ndisallow:/x\r\nnonsense\r\n", &["/"], &["/x"]);
        check("<html><p>Not found: 404</p>", &["/"], &[]);
    }

    #[test]
    fn the_longest_rule_decides() {
        check("User-agent: *\nDisallow: /news\nAllow: /news/open", &["/news/open/1", "/"], &["/news", "/news/1"]);
        check("User-agent: *\nDisallow: /a\nAllow: /a", &["/a"], &[]);
        check(
            "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?print=",
            &["/a.pdf?x", "/a"],
            &["/a/b.pdf", "/a?print=1"],
        );
    }

    #[test]
    fn delays_are_read_within_reason() {
        let delay = |value: &str| Robots::read(&format!("User-agent: *\nCrawl-delay: {value}"), "dateline").delay;
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("1e300"), Some(LONGEST_DELAY));
        assert_eq!((delay("-1"), delay("soon"), delay("NaN")), (None, None, None));
    }

    #[test]
    fn many_stars_take_no_time() {
        assert!(!fits(&"*a".repeat(900), &"b".repeat(8_000)));
        assert!(!fits(&format!("{}$", "*a".repeat(500)), &"a".repeat(8_000).replace('a', "ab")));
    }

    proptest! {
        #[test]
        fn any_text_gives_rules(text in "\\PC{0,60}", path in "/\\PC{0,20}") {
            let rules = format!("User-agent: *\nDisallow: {text}\n{text}");
            crate::bodies::any_robots(&rules, &path);
        }
    }
}
