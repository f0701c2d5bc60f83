//! How long source files are.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// Files that are longer than they should be, told in a line each.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    /// To be looked at.
    pub long: Vec<String>,
    /// To be parted.
    pub too_long: Vec<String>,
}

/// The lengths above which a file is long and too long. A file of 150 to 400 lines is the rule of the house; past it, a
/// second noun is mostly hiding inside.
const LONG: usize = 400;
const TOO_LONG: usize = 500;

/// Looks through the Rust sources of the workspace.
pub fn of_workspace(root: &Path) -> Result<Lengths> {
    let mut lengths = Lengths::default();
    for folder in ["crates", "python", "xtask", "tests"] {
        let folder = root.join(folder);
        if folder.is_dir() {
            look_through(root, &folder, &mut lengths)?;
        }
    }
    Ok(lengths)
}

fn look_through(root: &Path, folder: &Path, lengths: &mut Lengths) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot look into {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            // A build's output is nobody's source.
            if !path.ends_with("target") {
                look_through(root, &path, lengths)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            judge(&name, source.lines().count(), lengths);
        }
    }
    Ok(())
}

fn judge(name: &str, lines: usize, lengths: &mut Lengths) {
    if lines > TOO_LONG {
        lengths.too_long.push(format!("{name} has {lines} lines; part it (at most {TOO_LONG})"));
    } else if lines > LONG {
        lengths.long.push(format!("{name} has {lines} lines (better at most {LONG})"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_told_and_too_long_ones_refused() {
        let mut lengths = Lengths::default();
        for (name, lines) in [("a.rs", 400), ("b.rs", 401), ("c.rs", 500), ("d.rs", 501)] {
            judge(name, lines, &mut lengths);
        }
        assert_eq!(
            lengths.long,
            ["b.rs has 401 lines (better at most 400)", "c.rs has 500 lines (better at most 400)"]
        );
        assert_eq!(lengths.too_long, ["d.rs has 501 lines; part it (at most 500)"]);
    }

    #[test]
    fn sources_are_found_in_all_folders() {
        let root = std::env::temp_dir().join(format!("xtask-lengths-{}", std::process::id()));
        let source = |path: &str, lines: usize| {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "\n".repeat(lines)).unwrap();
        };
        source("crates/a/src/deep/long.rs", 450);
        source("xtask/src/main.rs", 600);
        source("python/target/made.rs", 600);
        source("crates/a/table.tsv", 600);
        let lengths = of_workspace(&root);
        fs::remove_dir_all(&root).unwrap();
        let lengths = lengths.unwrap();
        assert_eq!(lengths.long, ["crates/a/src/deep/long.rs has 450 lines (better at most 400)"]);
        assert_eq!(lengths.too_long, ["xtask/src/main.rs has 600 lines; part it (at most 500)"]);
    }
}
