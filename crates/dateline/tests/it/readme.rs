//! The README shows what the program prints, and its commands are those that are tested.

use std::fs;
use std::path::Path;

use crate::Scratch;

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)).unwrap()
}

#[test]
fn its_page_is_the_programs() {
    let readme = file("README.md");
    let command = readme.lines().find_map(|line| line.strip_prefix("cargo run --quiet -- ")).unwrap();
    let shown = readme.split("<!-- page -->\n```text\n").nth(1).unwrap().split("```\n").next().unwrap();
    let printed = Scratch::new().run(command).well();
    assert!(shown == printed, "README.md shows another page; run docs/refresh\n\n{printed}");
}

#[test]
fn its_test_command_is_the_one_that_is_run() {
    assert!(file("README.md").contains("\ncargo test --workspace\n"));
    assert!(file(".ci/run").contains("\nstep cargo test --workspace\n"));
}

#[test]
fn its_links_lead_somewhere() {
    for name in ["README.md", "CONTRIBUTING.md", "tests/cases/README.md"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
        let text = file(name);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.starts_with("http")) {
            assert!(folder.parent().unwrap().join(link).exists(), "{name} leads to {link}, which is not there");
        }
    }
}
