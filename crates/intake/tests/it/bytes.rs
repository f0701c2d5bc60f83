//! Bytes, files and streams: what is read, and what is refused with which words.

use std::io::{Cursor, repeat};
use std::path::Path;

use intake::{About, Limits, published_from, report_from_bytes, report_from_path, report_from_reader};

fn about() -> About {
    About { source: "in.txt".into(), ..About::default() }
}

fn read(bytes: &[u8]) -> Result<String, String> {
    report_from_bytes(bytes, &about(), Limits::default())
        .map(|report| report.text.as_str().to_owned())
        .map_err(|error| error.to_string())
}

#[track_caller]
fn refuses(bytes: &[u8], message: &str) {
    assert_eq!(read(bytes), Err(message.to_owned()));
}

#[test]
fn encodings() {
    assert_eq!(read("Café “open”".as_bytes()).unwrap(), "Café “open”");
    assert_eq!(read(b"\xEF\xBB\xBFCaf\xC3\xA9").unwrap(), "Café");
    assert_eq!(
        read(b"The caf\xE9\x92s owner said \x93no\x94 to them all.").unwrap(),
        "The café’s owner said “no” to them all."
    );
    let utf16: Vec<u8> = "\u{FEFF}Café".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16).unwrap(), "Café");
    assert_eq!(read(b"Caf\xC3\xA9s in Malm\xC3\xB6 \xE2\x80 closed").unwrap(), "Cafés in Malmö \u{FFFD} closed");
    let broken: Vec<u8> = [0xFF, 0xFE].into_iter().chain([0x00, 0xD8].repeat(40)).collect();
    refuses(
        &broken,
        "in.txt is not text that can be decoded: byte 0 fits neither UTF-8 nor UTF-16LE; save it as UTF-8 and try again",
    );
}

#[test]
fn other_formats() {
    for (bytes, start) in [
        (&b"<?xml version=\"1.0\"?><rss>"[..], "in.txt looks like XML: "),
        (b"{\"title\": \"Hi\"}\n", "in.txt looks like JSON: "),
        (b"[{\"title\": \"Hi\"}]", "in.txt looks like JSON: "),
        (b"\x1F\x8B\x08\x00", "in.txt looks like compressed data: it cannot be read; unpack it"),
        (b"%PDF-1.7", "in.txt looks like a PDF: it cannot be read; export it as plain text"),
        (b"PK\x03\x04", "in.txt looks like a zip archive or an office document: "),
        (b"WARC/1.0\r\n", "in.txt looks like a web archive (WARC): "),
        (b"text\x00text", "in.txt looks like binary data: it cannot be read; give it a .txt file"),
        (b"\x01\x02\x03abc", "in.txt looks like binary data: "),
    ] {
        let message = read(bytes).unwrap_err();
        assert!(message.starts_with(start), "{message}");
    }
    assert!(read(b"He wrote <b>no</b> in the letter, and {\"why\"} under it.").is_ok());
    assert!(read(b"[Editor's note: names were changed.]\n\nA man spoke.").is_ok());
}

#[test]
fn nothing_to_read() {
    let message = "in.txt has no text: it is empty or holds white space only; give it the words of a report";
    for bytes in [&b""[..], b" \n\t\r\n", "\u{FEFF}\u{A0}\u{200B}".as_bytes()] {
        refuses(bytes, message);
    }
}

#[test]
fn too_much() {
    let limits = Limits { max_bytes: 100, max_page_bytes: 100, ..Limits::default() };
    let message = "standard input is larger than 100 bytes, the limit for one report; split it into its reports, or raise the limit";
    let about = About { source: "-".into(), ..About::default() };
    // The stream never ends; that this test does is the point.
    assert_eq!(report_from_reader(repeat(b'a'), &about, limits).unwrap_err().to_string(), message);
    assert_eq!(report_from_bytes(&[b'a'; 101], &about, limits).unwrap_err().to_string(), message);
    assert!(report_from_reader(Cursor::new([b'a'; 100]), &about, limits).is_ok());
    let line = vec![b'a'; 50_000_000];
    assert!(
        report_from_bytes(&line, &about, Limits::default())
            .unwrap_err()
            .to_string()
            .contains("larger than 8000000 bytes")
    );
}

#[test]
fn time_grows_with_the_text_alone() {
    // Each of these is made to be walked again and again by a cleaner that looks back or ahead without a bound.
    for piece in
        ["&", "&amp", "&amp;amp;", "â€", "(", "By A B\n\n", "Ana Bell\n\n", "a\n", "Photo: A\n\n", "A b... \n\n"]
    {
        let report = report_from_bytes(piece.repeat(50_000).as_bytes(), &about(), Limits::default());
        assert!(report.is_ok(), "{piece:?}");
    }
}

#[test]
fn paths() {
    let error =
        |path: &str| report_from_path(Path::new(path), &About::default(), Limits::default()).unwrap_err().to_string();
    assert_eq!(
        error("no/such/file.txt"),
        "cannot read no/such/file.txt: there is no such file; check the path, or write - to read standard input"
    );
    assert_eq!(error("src"), "cannot read src: it is a folder; name a file in it");
    let report = report_from_path(Path::new("Cargo.toml"), &About::default(), Limits::default()).unwrap();
    assert_eq!(report.source, "Cargo.toml");
}

#[test]
fn languages() {
    let french = "Le ministre a déclaré lundi que les négociations avaient échoué et que son gouvernement ne reviendrait \
        pas à la table avant la fin de l'année. Les rebelles, de leur côté, accusent l'armée d'avoir rompu la trêve dans \
        les collines du nord, où des milliers de familles ont fui leurs maisons depuis le début du mois. Personne ne sait \
        combien de temps cela va durer, mais les organisations humanitaires craignent le pire pour cet hiver.";
    refuses(
        french.as_bytes(),
        "in.txt is written in French, dateline reads English; give it an English report or a translation",
    );
    let russian =
        "Министр заявил в понедельник, что переговоры провалились и правительство не вернётся за стол. ".repeat(5);
    assert!(read(russian.as_bytes()).unwrap_err().contains("written in Russian"));
    assert!(
        read("Le ministre a déclaré lundi que les négociations avaient échoué.".as_bytes()).is_ok(),
        "short texts are read"
    );
    let english =
        "The minister said on Monday that the talks had failed and that his government would not come back. ".repeat(5);
    assert!(read(english.to_uppercase().as_bytes()).is_ok());
    let names =
        "Juan Carlos Ortega, María Fernández de la Vega and José Luis Guerra met Iñaki Etxeberria in San Sebastián. "
            .repeat(8);
    assert!(read(names.as_bytes()).is_ok());
}

#[test]
fn dates_of_users() {
    assert_eq!(published_from(" 2025-09-15 ").unwrap().to_string(), "2025-09-15");
    for wrong in ["2025-13-40", "2025-9-15", "15.9.2025", "2025-02-30", "today", "", "+025-01-01", "2025-09-15T10:00"] {
        let message = format!("\"{wrong}\" is no date: write it as YYYY-MM-DD");
        assert_eq!(published_from(wrong).unwrap_err().to_string(), message);
    }
}
