//! Word pieces per second of one thread, on random weights of the full size: `cargo bench -p encoder [-- KERNEL ...]`.
//!
//! Time is the thread's own CPU time where Linux tells it, so that neighbours on the machine count little; the best of
//! several rounds is shown.

#[path = "../tests/it/random_model.rs"]
mod random_model;

use std::hint::black_box;
use std::time::{Duration, Instant};

use encoder::{Encoder, Kernel, Sequence, Weights};
use random_model::{Random, Size, random_model};

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let bytes = random_model(&Size::FULL, 7);
    let megabytes = bytes.len() >> 20;
    let weights = Weights::from_owned(bytes).expect("the random model is whole");
    let (load, _) = best_of(5, || Encoder::load(&weights).expect("the random model fits together"));
    println!("model of {megabytes} MiB, loaded in {:.2} ms", load.as_secs_f64() * 1e3);
    for kernel in Kernel::available() {
        if !wanted.is_empty() && !wanted.iter().any(|name| name == kernel.name()) {
            continue;
        }
        let encoder = Encoder::load(&weights).expect("the random model fits together").on(kernel);
        for (sentences, length) in [(40, 30), (1, 30), (10, 120), (2, 512)] {
            let rounds = if kernel == Kernel::PORTABLE { 1 } else { 8 };
            let speed = pieces_per_second(&encoder, sentences, length, rounds);
            println!("{:>9}  {sentences:>3} x {length:>3} pieces  {speed:>8.0} pieces/s", kernel.name());
        }
    }
}

fn pieces_per_second(encoder: &Encoder, sentences: usize, length: usize, rounds: usize) -> f64 {
    let mut random = Random::new(3);
    let pieces: Vec<u32> = (0..sentences * length).map(|_| random.below(30_000) as u32).collect();
    let shapes: Vec<u8> = (0..sentences * length).map(|_| random.below(8) as u8).collect();
    let sequences: Vec<_> =
        pieces.chunks(length).zip(shapes.chunks(length)).map(|(pieces, shapes)| Sequence { pieces, shapes }).collect();
    // The scheduler counts in steps of some milliseconds, so that a round must not be too short.
    let repeats = 2000_usize.div_ceil(pieces.len());
    let (time, ()) = best_of(rounds, || {
        for _ in 0..repeats {
            black_box(encoder.encode(black_box(&sequences)).expect("the ids lie within the tables"));
        }
    });
    (repeats * pieces.len()) as f64 / time.as_secs_f64()
}

fn best_of<T>(rounds: usize, work: impl Fn() -> T) -> (Duration, T) {
    let mut best = timed(&work);
    for _ in 1..rounds {
        let next = timed(&work);
        if next.0 < best.0 {
            best = next;
        }
    }
    best
}

fn timed<T>(work: impl Fn() -> T) -> (Duration, T) {
    let (wall, cpu) = (Instant::now(), cpu_time());
    let result = work();
    let time = match (cpu, cpu_time()) {
        (Some(before), Some(after)) if after > before => after - before,
        _ => wall.elapsed(),
    };
    (time, result)
}

/// What the scheduler has given this thread so far.
fn cpu_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
