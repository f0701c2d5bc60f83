//! Checks the walls of the house: which room may depend on which, and on what from outside.

mod graph;
mod lengths;
mod rules;

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail, ensure};

use self::graph::Graph;

/// Checks all walls of the workspace at `root`; prints what is long, fails on what is wrong.
pub fn run(root: &Path) -> Result<()> {
    let graph = Graph::read(&metadata(root)?)?;
    let mut faults = rules::faults(&graph);
    let lengths = lengths::of_workspace(root)?;
    lengths.long.iter().for_each(|file| eprintln!("warning: {file}"));
    faults.extend(lengths.too_long);
    if !faults.is_empty() {
        bail!("the walls have {}:\n- {}", counted(faults.len()), faults.join("\n- "));
    }
    println!("the walls stand: {} rooms, {} crates from outside", graph.members().count(), graph.n_outside());
    Ok(())
}

fn counted(faults: usize) -> String {
    if faults == 1 { "a hole".to_owned() } else { format!("{faults} holes") }
}

fn metadata(root: &Path) -> Result<String> {
    let manifest = root.join("Cargo.toml");
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(&manifest)
        .output()
        .context("cannot run cargo metadata")?;
    ensure!(output.status.success(), "cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    String::from_utf8(output.stdout).context("cargo metadata printed no text")
}
