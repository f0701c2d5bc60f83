//! Says how fast texts are read, on one thread.
//!
//! `cargo run --release -p language --example speed -- model/dateline.safetensors` reads JSON objects with `text`, a line each,
//! from standard input, analyses them one after another, and prints the words, the seconds without loading, and the most
//! memory that the process held, in megabytes (0 where the system does not say).

use std::io::BufRead;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which model? give the path of its file")?;
    let mut texts = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let report: serde_json::Value = serde_json::from_str(&line?)?;
        texts.push(report["text"].as_str().ok_or("a line without \"text\"")?.to_owned());
    }
    let language = language::Language::load(&encoder::Weights::from_owned(std::fs::read(path)?)?)?;
    let began = Instant::now();
    let words: usize = texts.iter().map(|text| language.analyse(text).tokens.len()).sum();
    println!("{words} {:.3} {}", began.elapsed().as_secs_f64(), peak_megabytes());
    Ok(())
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
