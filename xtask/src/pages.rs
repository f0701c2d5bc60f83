//! Makes a web archive of pages that we write ourselves, to measure the intake with.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};

/// Writes `n` pages into an archive, packed a record; of each `poison` pages one is broken in some way, none where that is
/// 0. The same numbers give the same bytes.
pub fn write(path: &Path, n: usize, poison: usize) -> Result<()> {
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut file = BufWriter::new(file);
    for at in 0..n {
        let record =
            if is_poisoned(at, poison) { poisoned(at, at / poison) } else { packed(&record(at, page(at).as_bytes()))? };
        file.write_all(&record)?;
    }
    Ok(file.flush()?)
}

/// Whether this page is broken where one in `poison` is.
pub fn is_poisoned(at: usize, poison: usize) -> bool {
    poison > 0 && at % poison == poison / 2
}

/// What addresses of pages begin with; the page's number follows.
pub const ADDRESS: &str = "https://pages.example/";

/// A page: a report of six to fifteen paragraphs among menus, teasers, scripts and comments.
fn page(at: usize) -> String {
    let mut dice = Dice(at as u64 + 1);
    let (town, outlet) = (dice.of(&TOWNS), dice.of(&OUTLETS));
    let title = format!("{town} {} its {} after report {at}", dice.of(&DEEDS), dice.of(&THINGS));
    let day = format!("20{:02}-{:02}-{:02}", 10 + dice.below(15), 1 + dice.below(12), 1 + dice.below(28));
    let n_paragraphs = 6 + dice.below(10);
    let body: String = (0..n_paragraphs).map(|_| format!("<p>{}</p>\n", paragraph(&mut dice))).collect();
    let menu: String = (0..40)
        .map(|item| format!("<li class=\"menu-item\"><a href=\"/{item}\">{} {item}</a></li>", dice.of(&THINGS)))
        .collect();
    let teasers: String = (0..12)
        .map(|item| {
            format!(
                "<div class=\"teaser\"><a href=\"/t{item}\"><h3>{} {}</h3></a></div>",
                dice.of(&TOWNS),
                dice.of(&THINGS)
            )
        })
        .collect();
    let script = "var settings = {\"a\": [1, 2, 3], \"b\": \"<p>no</p>\"};\n".repeat(60);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} | {outlet}</title><meta property=\"og:site_name\" content=\"{outlet}\">\
         <meta property=\"article:published_time\" content=\"{day}T08:00:00Z\"><script>{script}</script></head><body><nav><ul>{menu}</ul></nav>\
         <main><article><h1>{title}</h1><p class=\"byline\">By {} {}</p><div class=\"article-body\">{body}</div></article>\
         <aside class=\"related\">{teasers}</aside></main><footer><p>© {outlet}. All rights reserved.</p></footer></body></html>",
        dice.of(&NAMES),
        dice.of(&SURNAMES)
    )
}

fn paragraph(dice: &mut Dice) -> String {
    let sentences = (0..2 + dice.below(3)).map(|_| {
        format!(
            "The {} of {} {} the {} on {}, and {} {} said that the {} would {}.",
            dice.of(&OFFICES),
            dice.of(&TOWNS),
            dice.of(&ACTS),
            dice.of(&THINGS),
            dice.of(&DAYS),
            dice.of(&NAMES),
            dice.of(&SURNAMES),
            dice.of(&THINGS),
            dice.of(&ENDS)
        )
    });
    sentences.collect::<Vec<_>>().join(" ")
}

fn record(at: usize, html: &[u8]) -> Vec<u8> {
    let answer = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", html].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}{at}\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

/// A record that is broken in one of eight ways.
fn poisoned(at: usize, way: usize) -> Vec<u8> {
    let whole = || packed(&record(at, page(at).as_bytes())).unwrap_or_default();
    let of_page = |html: &[u8]| packed(&record(at, html)).unwrap_or_default();
    match way % 8 {
        0 => whole()[..100].to_vec(),
        1 => of_page("<div>".repeat(50_000).as_bytes()),
        2 => of_page(&vec![b' '; 20_000_000]),
        3 => of_page(b"<html><body></body></html>"),
        4 => of_page(&vec![0; 10_000]),
        5 => {
            let mut bytes = whole();
            let middle = bytes.len() / 2;
            bytes[middle..middle + 40].fill(0xAA);
            bytes
        }
        6 => of_page("<br>".repeat(500_000).as_bytes()),
        _ => packed(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n").unwrap_or_default(),
    }
}

fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Numbers that look thrown and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        for shift in [13_i32, -7, 17] {
            self.0 ^= if shift > 0 { self.0 << shift } else { self.0 >> -shift };
        }
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const TOWNS: [&str; 8] = ["Port Sale", "Alder", "Northvale", "Brask", "Low Marren", "Stonehythe", "Quell", "Oster Bay"];
const OUTLETS: [&str; 4] = ["The Sale Courier", "Northvale Herald", "Coast Tribune", "Alder Post"];
const DEEDS: [&str; 6] = ["closes", "opens", "sells", "mends", "loses", "counts"];
const THINGS: [&str; 12] = [
    "quay",
    "bridge",
    "school",
    "mill",
    "ferry",
    "market",
    "harbour wall",
    "library",
    "water tower",
    "tram line",
    "hospital",
    "old mine",
];
const OFFICES: [&str; 6] = ["mayor", "council", "police", "governor", "teachers' union", "port authority"];
const ACTS: [&str; 6] = ["visited", "defended", "criticised", "inspected", "shut", "promised to rebuild"];
const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
const NAMES: [&str; 8] = ["Ana", "Joe", "Mara", "Piet", "Lena", "Tom", "Ines", "Kim"];
const SURNAMES: [&str; 8] = ["Bell", "Marsh", "Quist", "Halloran", "Okoro", "Dell", "Varga", "Obi"];
const ENDS: [&str; 5] = [
    "stay open until spring",
    "cost more than was planned",
    "never be the same",
    "need another year",
    "be looked at again",
];
