//! Standard output.

use std::io::{self, StdoutLock, Write};

use anstream::{AutoStream, ColorChoice};

use crate::arguments::Colour;
use crate::errors::Stop;

/// Lines on a page are no longer than this, however wide the terminal: longer ones are hard to read.
const WIDEST: usize = 100;

/// Lines on a page are at least this long, however narrow the terminal.
const NARROWEST: usize = 40;

/// The width where there is no terminal.
const USUAL: usize = 80;

/// Standard output, in colour or not.
pub struct Output {
    stream: AutoStream<StdoutLock<'static>>,
}

impl Output {
    /// For output that machines read.
    pub fn plain() -> Self {
        Self { stream: AutoStream::never(io::stdout().lock()) }
    }

    /// For output that people read.
    pub fn in_colour(colour: Colour) -> Self {
        let choice = match colour {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        Self { stream: AutoStream::new(io::stdout().lock(), choice) }
    }

    /// Writes and makes sure that it is out.
    pub fn write(&mut self, text: &str) -> Result<(), Stop> {
        self.stream.write_all(text.as_bytes())?;
        Ok(self.stream.flush()?)
    }
}

/// How many columns a page has.
pub fn page_width() -> usize {
    let width = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    width.unwrap_or(USUAL).clamp(NARROWEST, WIDEST)
}
