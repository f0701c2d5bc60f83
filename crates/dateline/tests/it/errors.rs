//! Every bad input has its message: what, where, what to do.

use std::io::Read;
use std::process::Stdio;

use crate::Scratch;

/// A file of these bytes is refused with a message that holds `says`.
fn refused(bytes: &[u8], says: &str) {
    let scratch = Scratch::new();
    scratch.write("bad.txt", bytes);
    let ran = scratch.run("read bad.txt");
    assert_eq!((ran.status, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(ran.err.starts_with("dateline: ") && ran.err.contains("bad.txt"), "{}", ran.err);
    assert!(ran.err.contains(says), "\"{says}\" is not in: {}", ran.err);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

#[test]
fn a_file_that_is_not_there() {
    let ran = Scratch::new().run("read nosuch.txt");
    assert_eq!(ran.status, 1);
    assert_eq!(
        ran.err,
        "dateline: cannot read nosuch.txt: there is no such file; check the path, or write - to read standard input\n"
    );
}

#[test]
fn a_folder_without_files() {
    let scratch = Scratch::new();
    std::fs::create_dir(scratch.path().join("bare")).unwrap();
    assert_eq!(scratch.run("read bare --format jsonl").well(), "");
}

#[test]
fn an_empty_file() {
    refused(b"", "empty");
    refused(b" \n\t\n", "empty");
}

#[test]
fn a_binary_file() {
    refused(&[0, 1, 2, 3, 0xFF, 0xFE, 0], "binary data");
    refused(b"%PDF-1.7 and so on", "PDF");
    refused(b"<!doctype html><html><body><nav>Words</nav></body></html>", "no report");
}

#[test]
fn bytes_that_are_no_text() {
    // UTF-16 by its first two bytes, and then halves of letters only.
    let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain([0x00, 0xD8].repeat(40)).collect();
    refused(&bytes, "fits neither UTF-8 nor UTF-16LE; save it as UTF-8");
}

#[test]
fn another_language() {
    let german = "Die Außenministerin reiste am Montag nach Wien, um mit ihrem Amtskollegen über den Streit an der Grenze \
                  zu sprechen. Beide Seiten hatten sich zuvor nicht einigen können, obwohl mehrere Staaten vermittelt \
                  haben. Am Abend hieß es, die Gespräche würden in der nächsten Woche in Graz fortgesetzt. ";
    refused(german.repeat(3).as_bytes(), "German");
}

#[test]
fn a_line_of_fifty_megabytes() {
    refused(&vec![b'a'; 50_000_000], "limit");
}

#[test]
fn the_limit_can_be_set() {
    let scratch = Scratch::new();
    let ran = scratch.run("read samples/ferry.txt samples/border.txt --max-bytes 100");
    assert_eq!((ran.status, ran.out.as_str(), ran.err.lines().count()), (1, "", 2), "{}", ran.err);
    assert!(ran.err.contains("samples/ferry.txt is larger than 100 bytes"), "{}", ran.err);
}

#[test]
fn a_date_that_is_none() {
    let ran = Scratch::new().run("read samples/ferry.txt --published 2024-13-40");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("\"2024-13-40\" is no date: write it as YYYY-MM-DD"), "{}", ran.err);
}

#[test]
fn a_codebook_that_is_none() {
    let ran = Scratch::new().run("read samples/ferry.txt --codebook samples");
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("the folder holds no table of the codebook"), "{}", ran.err);
}

#[test]
fn wrong_usage() {
    for arguments in ["", "raed samples/ferry.txt", "read", "read samples/ferry.txt --jobs 0", "read a --format xml"] {
        let ran = Scratch::new().run(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "\"{arguments}\" is wrong usage");
        assert!(ran.err.contains("Usage: dateline") || ran.err.contains("try '--help'"), "{}", ran.err);
    }
}

#[test]
fn the_other_files_are_read_all_the_same() {
    let ran = Scratch::new().run("read nosuch.txt samples/border.txt gone --format jsonl");
    assert_eq!(ran.status, 1);
    assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
    assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);
    assert!(ran.out.contains("\"source\":\"samples/border.txt\""));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let scratch = Scratch::new();
    let files = "samples/ferry.txt ".repeat(20);
    let mut child = scratch
        .command(&format!("read {files} --format jsonl"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let scratch = Scratch::new();
    let output = scratch.command("read").arg("evil\u{1b}[2J.txt").output().unwrap();
    assert!(!output.stderr.contains(&0x1b), "{:?}", String::from_utf8_lossy(&output.stderr));
}
