//! Words per second of one thread, by part of the reading, over the shipped samples: `cargo bench -p language`.
//!
//! What `annotate` does besides encoding is told by `cargo bench -p encoder`: a word has some 1.3 pieces. Time is wall-clock
//! time; the best of several rounds is shown.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use encoder::Weights;
use language::Language;

const ROUNDS: usize = 5;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let weights = std::fs::read(root.join("model/dateline.safetensors")).expect("the model is there");
    let weights = Weights::from_owned(weights).expect("the model is whole");
    let (loading, language) = best_of(|| Language::load(&weights).expect("the model fits together"));
    let text = texts(&root.join("samples"));
    let (cutting, cut) = best_of(|| language.segment(black_box(&text)));
    let (annotating, _) = best_of(|| language.annotate(black_box(&cut).clone()));
    let (reading, read) = best_of(|| language.analyse(black_box(&text)));
    let words = read.tokens.len();
    println!("{words} words in {} sentences; loaded in {:.1} ms", read.sentences.len(), loading.as_secs_f64() * 1e3);
    for (part, time) in [("segment", cutting), ("annotate", annotating), ("analyse", reading)] {
        println!("{part:>9}  {:>9.0} words/s", words as f64 / time.as_secs_f64());
    }
}

/// The texts of a folder, one after the other.
fn texts(folder: &Path) -> String {
    let files = std::fs::read_dir(folder).expect("the samples are there").map(|file| file.expect("a file").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).expect("a text") + "\n\n").collect()
}

fn best_of<T>(work: impl Fn() -> T) -> (Duration, T) {
    let timed = || {
        let began = Instant::now();
        let done = work();
        (began.elapsed(), done)
    };
    (1..ROUNDS).fold(timed(), |best, _| {
        let next = timed();
        if next.0 < best.0 { next } else { best }
    })
}
