//! The help, and that its examples work as they are printed.

use std::process::Command;

use crate::Scratch;

const PAGES: [&str; 9] =
    ["", "read", "intake", "export", "watch", "analyse", "schema", "codebook check", "codebook export"];

#[test]
fn every_page_has_an_example() {
    for page in PAGES {
        let out = Scratch::new().run(&format!("{page} --help")).well();
        assert!(!examples(&out).is_empty(), "no example in:\n{out}");
    }
    assert!(Scratch::new().run("codebook --help").well().contains("check"));
}

#[test]
fn the_examples_work() {
    let mut n_run = 0;
    for page in PAGES {
        let scratch = Scratch::new();
        let help = scratch.run(&format!("{page} --help")).well();
        // Whether all examples of the codebook are read as they should be is a measure, not a test; no test fetches.
        let is_run =
            |example: &&str| !["codebook check", "https://", "watch"].iter().any(|words| example.contains(words));
        for example in examples(&help).into_iter().filter(is_run) {
            let program = env!("CARGO_BIN_EXE_dateline");
            let script = example.replacen("dateline", &format!("'{program}'"), 1);
            let output = Command::new("sh").args(["-c", &script]).current_dir(scratch.path()).output().unwrap();
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success()
                    && err.is_empty()
                    && (!output.stdout.is_empty() || example.contains("--out") || example.contains(" > ")),
                "{example}: {err}"
            );
            n_run += 1;
        }
    }
    assert!(n_run >= 11, "only {n_run} examples were run");
}

fn examples(help: &str) -> Vec<&str> {
    help.lines().filter(|line| line.starts_with("  dateline ")).map(str::trim).collect()
}

#[test]
fn the_version_is_told() {
    assert_eq!(Scratch::new().run("--version").well(), format!("dateline {}\n", env!("CARGO_PKG_VERSION")));
}
