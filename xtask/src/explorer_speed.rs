//! How long the explorer's answers take with many readers at once, on an archive that is there.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// Serves the archive, asks everything that pages ask, and prints what that took.
pub fn run(archive: &Path, n_readers: usize, seconds: u64) -> Result<()> {
    let mut settings = explorer::Settings::new(archive.to_owned(), "127.0.0.1:0".parse()?);
    // All readers are at one address here.
    settings.rate = 1_000_000;
    let served = explorer::serve(settings)?;
    let address = served.address;
    let _runtime = served.aside();
    let views = Views::of(address)?;
    let mut reader = Reader::at(address)?;
    println!("{:<26} {:>8}", "the first of each, alone", "ms");
    for (name, _) in VIEWS {
        let begun = Instant::now();
        reader.get(&views.path(name, 1_000_003))?;
        println!("{name:<26} {:>8.0}", begun.elapsed().as_secs_f64() * 1e3);
    }
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut took: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let answers = std::thread::scope(|scope| {
        let views = &views;
        let readers: Vec<_> = (0..n_readers).map(|at| scope.spawn(move || reading(address, views, at, end))).collect();
        readers
            .into_iter()
            .map(|reader| reader.join().map_err(|_| anyhow::anyhow!("a reader broke"))?)
            .collect::<Result<Vec<_>>>()
    })?;
    for (name, ms) in answers.into_iter().flatten() {
        took.entry(name).or_default().push(ms);
    }
    println!("\n{:<26} {:>8} {:>8} {:>8}", format!("{n_readers} readers"), "answers", "median", "95 %");
    let mut all = Vec::new();
    for (name, mut times) in took {
        let (half, most) = shares(&mut times);
        println!("{name:<26} {:>8} {half:>8.0} {most:>8.0}", times.len());
        all.extend(times);
    }
    let (half, most) = shares(&mut all);
    println!("{:<26} {:>8} {half:>8.0} {most:>8.0}", "all", all.len());
    Ok(())
}

fn shares(times: &mut [f64]) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() * 95 / 100])
}

/// Answers, each by the view that asked and the milliseconds that it took.
fn reading(address: SocketAddr, views: &Views, at: usize, end: Instant) -> Result<Vec<(&'static str, f64)>> {
    let mut reader = Reader::at(address)?;
    let mut took = Vec::new();
    let mut turn = at;
    while Instant::now() < end {
        let (name, _) = VIEWS[turn % VIEWS.len()];
        let path = views.path(name, turn / VIEWS.len() * 31 + at * 7_919);
        let begun = Instant::now();
        reader.get(&path)?;
        took.push((name, begun.elapsed().as_secs_f64() * 1e3));
        turn += 1;
    }
    Ok(took)
}

/// All that pages ask, and how: `{day}` and the like stand for something that the archive has.
const VIEWS: [(&str, &str); 24] = [
    ("stats", "/stats"),
    ("happenings", "/happenings?limit=20"),
    ("happenings until", "/happenings?limit=20&to={day}"),
    ("happenings of a type", "/happenings?type=ASSAULT&to={day}"),
    ("happenings of a country", "/happenings?actor={country}&to={day}"),
    ("happenings told by two", "/happenings?origins=2&limit=20&to={day}"),
    ("dossier", "/happenings/{happening}"),
    ("report", "/reports/{report}"),
    ("words", "/search?words={word}"),
    ("words, events", "/search?find=events&words={word}"),
    ("events, actor and type", "/search?actor={country}&type=CONSULT&to={day}"),
    ("events, rare name", "/search?find=events&actor={name}"),
    ("quotes", "/quotes?speaker={name}"),
    ("quotes, unnamed", "/quotes?anonymous=true&to={day}"),
    ("relation", "/relations?one={one}&other={other}&limit=50"),
    ("relation until", "/relations?one={one}&other={other}&limit=50&by=week&to={day}"),
    ("timeline", "/timeline?by=week&to={day}"),
    ("timeline of a country", "/timeline?by=month&actor={country}&to={day}"),
    ("places until", "/places?to={day}"),
    ("actor", "/actor?name={name}"),
    ("country", "/actor?name={country}"),
    ("speakers, pairs", "/speakers?limit=12"),
    ("disagreements", "/disagreements"),
    ("names", "/actors?begins={letters}"),
];

/// What questions are filled with.
struct Views {
    filled: BTreeMap<&'static str, Vec<String>>,
    pairs: Vec<(String, String)>,
}

impl Views {
    fn of(address: SocketAddr) -> Result<Self> {
        let mut reader = Reader::at(address)?;
        let mut list = |path: &str, pointers: &[&str]| -> Result<Vec<String>> {
            let page: Value = serde_json::from_slice(&reader.get(path)?)?;
            let items = page["items"].as_array().or(page["speakers"].as_array()).context("no list")?;
            let values = items.iter().flat_map(|item| pointers.iter().filter_map(|at| item.pointer(at)?.as_str()));
            Ok(values.map(str::to_owned).collect())
        };
        let reports = list("/search?find=reports&limit=200", &["/report/id"])?;
        let titles = list("/search?find=reports&limit=200", &["/report/title"])?;
        let volume: Value = serde_json::from_slice(&Reader::at(address)?.get("/timeline?by=day")?)?;
        let days: Vec<String> = volume["volume"]
            .as_array()
            .context("no volume")?
            .iter()
            .filter_map(|day| Some(day[0].as_str()?.to_owned()))
            .collect();
        let words: Vec<String> = titles
            .iter()
            .flat_map(|title| title.split(|letter: char| !letter.is_alphabetic()))
            .filter(|word| word.len() > 3)
            .map(str::to_owned)
            .collect();
        let letters = words.iter().map(|word| word.chars().take(3).collect()).collect();
        let pairs = list("/pairs?limit=100", &["/one/0", "/other/0"])?;
        let countries = pairs.clone();
        let filled = BTreeMap::from([
            ("report", reports),
            ("happening", list("/happenings?limit=200", &["/id"])?),
            ("name", list("/speakers?limit=50", &["/handle"])?),
            ("day", days),
            ("word", words),
            ("letters", letters),
            ("country", countries),
        ]);
        ensure!(filled.values().all(|values| !values.is_empty()), "the archive is too small to be measured");
        let pairs = pairs.chunks_exact(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect();
        Ok(Self { filled, pairs })
    }

    fn path(&self, name: &str, turn: usize) -> String {
        let mut path =
            VIEWS.iter().find(|(view, _)| *view == name).map_or_else(String::new, |(_, path)| (*path).to_owned());
        // Numbers that look like chance and are the same every time.
        let chance = turn.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let pair = &self.pairs[chance % self.pairs.len()];
        path = path.replace("{one}", &pair.0).replace("{other}", &pair.1);
        for (part, values) in &self.filled {
            let value = &values[chance % values.len()];
            let value: String = value
                .bytes()
                .map(|byte| {
                    if byte.is_ascii_alphanumeric() || byte == b'-' {
                        char::from(byte).to_string()
                    } else {
                        format!("%{byte:02x}")
                    }
                })
                .collect();
            path = path.replace(&format!("{{{part}}}"), &value);
        }
        path
    }
}

/// A connection that is kept.
struct Reader {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Reader {
    fn at(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { address, stream: BufReader::new(stream) })
    }

    fn get(&mut self, path: &str) -> Result<Vec<u8>> {
        let request = format!("GET /api/v1{path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut length, mut status) = (0, String::new());
        loop {
            let mut line = String::new();
            ensure!(self.stream.read_line(&mut line)? > 0, "{path}: the server hung up");
            if status.is_empty() {
                status = line.clone();
            }
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        // A word that nothing has is an answer too.
        if !status.contains(" 200 ") && !status.contains(" 404 ") {
            bail!("{path}: {} {}", status.trim(), String::from_utf8_lossy(&body));
        }
        Ok(body)
    }
}
