//! `dateline serve` and `dateline mcp`: an archive for browsers and for assistants.

use std::fs;
use std::io;

use anyhow::{Context, anyhow};
use explorer::Settings;

use crate::arguments::{McpArguments, ServeArguments};
use crate::errors::{Outcome, Stop};
use crate::output::Output;

impl From<explorer::Error> for Stop {
    fn from(fault: explorer::Error) -> Self {
        Self::Fault(fault.into())
    }
}

/// The letters that a token has at least: enough that nobody guesses it.
const LEAST_TOKEN: usize = 24;

/// Serves until it is stopped.
pub fn run(arguments: &ServeArguments) -> Result<Outcome, Stop> {
    let defaults = Settings::new(arguments.archive.clone(), arguments.listen);
    let settings = Settings {
        names: arguments.names.clone(),
        token: arguments.token_file.as_deref().map(token).transpose()?,
        rate: arguments.rate.unwrap_or(defaults.rate),
        max_bytes: arguments.max_bytes.unwrap_or(defaults.max_bytes),
        fetch: arguments.allow_fetch.then(|| explorer::fetch_within(defaults.patience)),
        ..defaults
    };
    let served = explorer::serve(settings)?;
    Output::plain().write(&format!("{}\n", served.url))?;
    served.forever();
    Ok(Outcome::Well)
}

fn token(path: &std::path::Path) -> Result<String, anyhow::Error> {
    let token = fs::read_to_string(path).with_context(|| format!("cannot read the token in {}", path.display()))?;
    let token = token.trim().to_owned();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if token.len() < LEAST_TOKEN || !token.chars().all(is_plain) {
        let path = path.display();
        return Err(anyhow!(
            "the token in {path} will not do: it needs {LEAST_TOKEN} letters, digits, hyphens and underscores at least"
        ));
    }
    Ok(token)
}

/// Answers an assistant on standard input and output.
pub fn mcp(arguments: &McpArguments) -> Result<Outcome, Stop> {
    explorer::converse(&arguments.archive, io::stdin().lock(), io::stdout().lock())?;
    Ok(Outcome::Well)
}
