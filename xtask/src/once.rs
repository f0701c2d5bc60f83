//! How well copies are counted once, on a set of reports that is made here.

mod chance;
mod reprint;
mod set;
mod texts;

use std::collections::BTreeSet;
use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;
use pipeline::once::{Memory, Once, Sighting};

use self::set::Known;

/// Makes the sets of these seeds and prints what was measured on each.
pub fn run(seeds: &[u64], errors: usize) -> Result<()> {
    for &seed in seeds {
        let set = set::made(seed);
        let (figures, faults) = measured(&set)?;
        println!("seed {seed}: {figures}");
        faults.iter().take(errors).for_each(|fault| println!("  {fault}"));
    }
    Ok(())
}

/// Takes in so many reports of sets with ever new seeds, and prints how fast that was and how much memory it took.
pub fn load(n_reports: usize) -> Result<()> {
    let mut once = Once::new(Memory::default());
    let (mut n_taken, mut taking, mut last) = (0, Duration::ZERO, 0);
    for seed in 1.. {
        let set = set::made(seed);
        let start = Instant::now();
        for known in &set {
            last = once.take(&known.report)?.story;
        }
        taking += start.elapsed();
        n_taken += set.len();
        if n_taken >= n_reports {
            break;
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map_or("not known", str::trim);
    let speed = n_taken as f64 / taking.as_secs_f64();
    println!("{n_taken} reports, {} stories: {speed:.0} reports/s on one core, {peak} of memory at most", last + 1);
    Ok(())
}

/// What was measured on a set.
#[derive(Clone, Debug, Default, PartialEq)]
struct Figures {
    n_reports: usize,
    n_stories: usize,
    /// Pairs of reports that are copies, that were taken for copies, and that are both.
    n_copies: usize,
    n_taken: usize,
    n_right: usize,
    /// Pairs of different stories of one template that were taken for copies.
    n_confused: usize,
    n_origins_right: usize,
}

impl Figures {
    fn f1(&self) -> f64 {
        2.0 * self.n_right as f64 / (self.n_copies + self.n_taken) as f64
    }

    fn origins(&self) -> f64 {
        self.n_origins_right as f64 / self.n_reports as f64
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} reports, {} stories, {} pairs of copies; precision {:.3}, recall {:.3}, F1 {:.3}; \
             stories of one template confused {}; origin right {:.3}",
            self.n_reports,
            self.n_stories,
            self.n_copies,
            self.n_right as f64 / self.n_taken as f64,
            self.n_right as f64 / self.n_copies as f64,
            self.f1(),
            self.n_confused,
            self.origins(),
        )
    }
}

fn measured(set: &[Known]) -> Result<(Figures, Vec<String>)> {
    let mut once = Once::new(Memory::default());
    let sightings: Vec<Sighting> = set.iter().map(|known| once.take(&known.report)).collect::<Result<_, _>>()?;
    let n_stories = set.iter().map(|known| known.story).collect::<BTreeSet<_>>().len();
    let mut figures = Figures { n_reports: set.len(), n_stories, ..Figures::default() };
    let mut faults = Vec::new();
    for (at, (known, sighting)) in set.iter().zip(&sightings).enumerate() {
        for (other, seen) in set.iter().zip(&sightings).skip(at + 1) {
            let (is_copy, is_taken) = (known.story == other.story, sighting.story == seen.story);
            figures.n_copies += usize::from(is_copy);
            figures.n_taken += usize::from(is_taken);
            figures.n_right += usize::from(is_copy && is_taken);
            figures.n_confused += usize::from(is_taken && !is_copy && known.template == other.template);
            if is_copy != is_taken {
                let what = if is_copy { "missed" } else { "confused" };
                faults.push(format!(
                    "{what}: {} {} and {} {}\n{}\n  ---\n{}\n",
                    known.template,
                    known.report.source,
                    other.template,
                    other.report.source,
                    known.report.text.as_str(),
                    other.report.text.as_str()
                ));
            }
        }
        let origin = once.origin(sighting).map(|origin| origin.name);
        if origin.as_deref() == Some(known.origin.as_str()) {
            figures.n_origins_right += 1;
        } else {
            let copies = sightings.iter().filter(|other| other.story == sighting.story).count();
            faults.push(format!(
                "origin of {} ({}, one of {copies}): {origin:?}, should be {}; by itself {:?}; removed {:?}",
                known.report.source, known.template, known.origin, known.report.origin, known.report.removed
            ));
        }
    }
    Ok((figures, faults))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn copies_are_counted_once_and_their_origin_is_found() {
        for seed in [1, 2] {
            let set = set::made(seed);
            let (figures, faults) = measured(&set).unwrap();
            let told = faults.first().map_or("", String::as_str);
            assert!(figures.f1() >= 0.95, "{figures}\n{told}");
            assert!(figures.origins() >= 0.95, "{figures}\n{told}");
            assert_eq!(figures.n_confused, 0, "{figures}\n{told}");
        }
    }

    #[test]
    fn the_set_is_large_and_varied_and_the_same_at_every_run() {
        let set = set::made(1);
        let stories = census(&set);
        assert!(stories.values().map(BTreeSet::len).sum::<usize>() >= 60);
        assert!(stories.len() >= 16 && stories.values().all(|stories| stories.len() >= 4), "{stories:?}");
        let texts = |set: &[Known]| set.iter().map(|known| known.report.id.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&set), texts(&set::made(1)));
        assert_ne!(texts(&set), texts(&set::made(2)));
        let is_clean = |known: &Known| !known.report.text.as_str().contains(['{', '}']);
        assert!(set.iter().all(is_clean), "a gap was left open");
    }

    /// What a set has in it, by template.
    fn census(set: &[Known]) -> BTreeMap<&str, BTreeSet<usize>> {
        let mut stories: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for known in set {
            stories.entry(&known.template).or_default().insert(known.story);
        }
        stories
    }
}
