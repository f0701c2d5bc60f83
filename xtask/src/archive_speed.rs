//! What the archive costs: adding, searching and asking for relations, with many reports that are made from ours.

use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use archive::{Archive, Between, By, Keep, Run, Search};
use pipeline::{About, Reader};
use record::{Record, Report, Span, Text};

/// So many records are added together.
const AT_ONCE: usize = 100;

/// So many questions of a kind are asked.
const QUESTIONS: usize = 200;

/// The countries that the made reports tell of.
#[rustfmt::skip]
const COUNTRIES: [&str; 24] = [
    "ARG", "BRA", "CHL", "DEU", "DNK", "EGY", "EST", "FIN", "FRA", "GHA", "GRC", "IND", "ISL", "JPN", "KEN", "MEX", "NGA",
    "NOR", "PER", "POL", "TUR", "UGA", "URY", "ZAF",
];

/// Makes so many records, adds them, asks, and prints what that took.
pub fn run(root: &Path, n_reports: usize, keep: Option<&Path>) -> Result<()> {
    let reader = Reader::embedded()?;
    let (patterns, reading) = patterns(&reader, root)?;
    let folder = std::env::temp_dir().join(format!("dateline-archive-speed-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let made = folder.join("news.db");
    let measured = measured(&patterns, reading, n_reports, keep.unwrap_or(&made));
    std::fs::remove_dir_all(&folder)?;
    measured
}

fn measured(patterns: &[Record], reading: Duration, n_reports: usize, path: &Path) -> Result<()> {
    let mut archive = Archive::open(path)?;
    let mut run = Run::new("add", "made", "", Keep::Text);
    let (mut adding, mut part) = (Duration::ZERO, Duration::ZERO);
    let step = (n_reports / 10).max(AT_ONCE);
    // What an earlier run has added stays.
    let there = archive.stats()?.n_reports.min(n_reports);
    let mut last = there;
    for start in (there..n_reports).step_by(AT_ONCE) {
        let records: Vec<Record> =
            (start..(start + AT_ONCE).min(n_reports)).map(|number| varied(patterns, number)).collect();
        let begun = on_core();
        let added = archive.add(&records, &mut run)?;
        part += on_core().saturating_sub(begun);
        ensure!(added.n_added == records.len(), "not all were added: {:?}", added.refused.first());
        let n = start + records.len();
        if n - last >= step || n == n_reports {
            println!("{n} reports: {:.2} ms a report", part.as_secs_f64() * 1e3 / (n - last) as f64);
            adding += part;
            (part, last) = (Duration::ZERO, n);
        }
    }
    let read = reading.as_secs_f64() * 1e3 / patterns.len() as f64;
    println!("reading one: {read:.2} ms");
    if n_reports > there {
        let a_report = adding.as_secs_f64() * 1e3 / (n_reports - there) as f64;
        let share = 100.0 * a_report / (a_report + read);
        println!("adding one: {a_report:.2} ms, on one core, {share:.0} % of both");
    }
    let n_bytes =
        std::fs::metadata(path)?.len() + std::fs::metadata(path.with_extension("db-wal")).map_or(0, |data| data.len());
    println!("{} bytes a report", n_bytes / n_reports as u64);
    asked("search for words", |at| {
        let record = varied(patterns, at * 37 % n_reports);
        let word: String = record.report.text.as_str().split_whitespace().nth(20 + at % 9).unwrap_or("bridge").into();
        archive.search(&Search { words: Some(word), ..Search::default() }).map(|_| ())
    })?;
    asked("search for events", |at| {
        let country = COUNTRIES[at % COUNTRIES.len()].to_owned();
        let search =
            Search { actors: vec![country], types: vec!["ASSAULT".into(), "CONSULT".into()], ..Search::default() };
        archive.search(&search).map(|_| ())
    })?;
    asked("search for events of a type", |at| {
        let types = vec![["AID", "PROTEST", "SANCTION", "RETREAT"][at % 4].to_owned()];
        archive.search(&Search { types, offset: at, ..Search::default() }).map(|_| ())
    })?;
    asked("search for a name", |at| {
        let record = varied(patterns, at * 41 % n_reports);
        let name =
            record.actors.get(at % record.actors.len().max(1)).map(|actor| actor.name.clone()).unwrap_or_default();
        archive.search(&Search { actors: vec![name], ..Search::default() }).map(|_| ())
    })?;
    asked("relations of a month", |at| {
        let [one, other] = [at % COUNTRIES.len(), (at / COUNTRIES.len() + at + 1) % COUNTRIES.len()]
            .map(|at| COUNTRIES[at].to_owned());
        let (from, to) = (Some("2023-03-01".into()), Some("2023-03-31".into()));
        archive.relations(&Between { one, other, from, to, by: By::Day, limit: 20 }).map(|_| ())
    })?;
    asked("relations of all time", |at| {
        let [one, other] = [at % COUNTRIES.len(), (at / COUNTRIES.len() + at + 1) % COUNTRIES.len()]
            .map(|at| COUNTRIES[at].to_owned());
        archive.relations(&Between { one, other, from: None, to: None, by: By::Month, limit: 20 }).map(|_| ())
    })
}

/// For how long this thread has been on a core, where Linux tells it: other work of the machine does not count. Elsewhere the
/// time of day.
fn on_core() -> Duration {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| BEGUN.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn asked(what: &str, mut ask: impl FnMut(usize) -> Result<(), archive::Error>) -> Result<()> {
    let mut times = Vec::new();
    for at in 0..QUESTIONS {
        let begun = Instant::now();
        match ask(at) {
            // A pair or a word that no report has is an answer too.
            Ok(()) | Err(archive::Error::Unknown(_)) => times.push(begun.elapsed().as_secs_f64() * 1e3),
            Err(fault) => return Err(fault.into()),
        }
    }
    times.sort_by(f64::total_cmp);
    println!("{what}: median {:.1} ms, 95th percentile {:.1} ms", times[QUESTIONS / 2], times[QUESTIONS * 95 / 100]);
    Ok(())
}

/// Records of reports as long as reports are, each of several of the written ones; and how long reading them took.
fn patterns(reader: &Reader, root: &Path) -> Result<(Vec<Record>, Duration)> {
    let markdown = std::fs::read_to_string(root.join("tests/happenings/open.md"))?;
    let texts: Vec<&str> =
        markdown.split("\n### ").skip(1).filter_map(|report| report.split_once("\n\n")).map(|(_, text)| text).collect();
    let (mut records, mut reading) = (Vec::new(), Duration::ZERO);
    for group in texts.chunks_exact(11) {
        let bodies = group.iter().map(|text| text.split("\n\n").nth(1).unwrap_or(text)).collect::<Vec<_>>();
        let text = format!("Reports From All Over\n\n{}", bodies.join("\n\n"));
        let about = About { published: Some(pipeline::published_from("2023-01-01")?), ..About::default() };
        let report = pipeline::report_from_text(&text, &about);
        let begun = on_core();
        records.push(reader.read(&report));
        reading += on_core().saturating_sub(begun);
    }
    ensure!(!records.is_empty(), "there are no reports to make others of");
    Ok((records, reading))
}

/// A record with other words, names, countries and days, and the same shape.
fn varied(patterns: &[Record], number: usize) -> Record {
    let mut record = patterns[number % patterns.len()].clone();
    // Five reports in a row tell of the same; the next five of other things.
    let world = number / (5 * patterns.len());
    let text: String = words(record.report.text.as_str(), world, number);
    // A day of a thousand.
    let at = world % 1_000;
    let day =
        pipeline::Date::constant(2022 + (at / 336) as i16, 1 + (at % 336 / 28) as i8, 1 + (at % 28) as i8).to_string();
    let report = &mut record.report;
    report.outlet = Some(format!("Outlet {}", number % 200));
    report.published = Some(day.clone());
    report.title = text.split("\n\n").next().map(str::to_owned);
    report.text = Text::new(text);
    report.id = Report::id_of(report.outlet.as_deref(), report.title.as_deref(), report.text.as_str());
    let text = report.text.clone();
    let country = |code: &str| {
        let at = code.bytes().map(usize::from).sum::<usize>() + world * 7;
        if code == "UNK" { code.to_owned() } else { COUNTRIES[at % COUNTRIES.len()].to_owned() }
    };
    let named = |name: &str, mentions: &[Span]| {
        let longest = mentions.iter().max_by_key(|span| span.len());
        longest.map_or(name.to_owned(), |&span| text.slice(span).to_owned())
    };
    for actor in &mut record.actors {
        (actor.country, actor.name) = (country(&actor.country), named(&actor.name, &actor.mentions));
        actor.entity = None;
    }
    for place in &mut record.places {
        (place.country, place.name) = (place.country.as_deref().map(country), named(&place.name, &place.mentions));
        place.geonames = None;
    }
    for event in &mut record.events {
        if let Some(date) = &mut event.date {
            date.value = day.clone();
            date.grain = record::Grain::Day;
        }
    }
    record
}

/// The text with other letters in its words, of the same length; most differ from world to world, some from report to
/// report.
fn words(text: &str, world: usize, number: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split_inclusive(|letter: char| !letter.is_alphabetic()).enumerate() {
        let seed = if at % 4 == 0 { number } else { world };
        let shift =
            if word.len() < 5 { 0 } else { (seed.wrapping_mul(2_654_435_761) >> 7).wrapping_add(word.len() * 31) };
        out.extend(word.chars().enumerate().map(|(place, letter)| match letter {
            'a'..='z' if place > 0 => {
                char::from(b'a' + ((letter as usize - 97 + (shift >> (place % 5)) % 26) % 26) as u8)
            }
            letter => letter,
        }));
    }
    out
}
