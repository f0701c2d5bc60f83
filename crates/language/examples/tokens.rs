//! Prints the sentences and tokens of texts, for training on annotated raw text.
//!
//! `cargo run --release -p language --example tokens -- model/dateline.safetensors` reads JSON objects with `id` and
//! `text`, a line each, from standard input; prints `id` and `sentences`, each a list of `[start, end]` in code points.

use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which model? give the path of its file")?;
    let language = language::Language::load(&encoder::Weights::from_owned(std::fs::read(path)?)?)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let report: serde_json::Value = serde_json::from_str(&line?)?;
        let text = report["text"].as_str().ok_or("a line without \"text\"")?;
        let analysis = language.segment(text);
        let token = |at: usize| [analysis.tokens[at].span.start, analysis.tokens[at].span.end];
        let sentences: Vec<Vec<[usize; 2]>> =
            analysis.sentences.iter().map(|sentence| sentence.tokens.tokens().map(token).collect()).collect();
        writeln!(out, "{}", serde_json::json!({ "id": report["id"], "sentences": sentences }))?;
    }
    Ok(())
}
