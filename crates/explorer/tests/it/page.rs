//! The page's files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Server;

fn files() -> Vec<PathBuf> {
    fn look(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { look(&path, found) } else { found.push(path) }
        }
    }
    let mut found = Vec::new();
    look(&Path::new(env!("CARGO_MANIFEST_DIR")).join("page"), &mut found);
    found.sort();
    found
}

#[test]
fn all_of_it_weighs_less_than_a_photograph() {
    let n_bytes: u64 = files().iter().map(|path| fs::metadata(path).unwrap().len()).sum();
    assert!(n_bytes < 400_000, "{n_bytes}");
}

#[test]
fn it_names_no_other_host_and_makes_no_markup_of_words() {
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.display();
        for line in text.lines() {
            let line = line.replace("http://www.w3.org/2000/svg", "");
            assert!(!line.contains("http://") && !line.contains("https://"), "{name}: {line}");
        }
        for way in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "srcdoc",
            " style=\"",
        ] {
            assert!(!text.contains(way), "{name} has {way}");
        }
    }
}

#[test]
fn every_file_is_served_and_every_view_is_the_page() {
    let server = Server::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("page");
    for path in files() {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let answer = server.get(&format!("/assets/{name}"));
        assert_eq!((answer.status, answer.body), (200, fs::read_to_string(&path).unwrap()), "{name}");
    }
    let page = fs::read_to_string(root.join("index.html")).unwrap();
    for view in ["/", "/read", "/search?words=a", "/happening/h12345", "/relation", "/map", "/api"] {
        assert_eq!(server.get(view).body, page, "{view}");
    }
}
