//! What kind of file these bytes are, told by content alone.

/// A kind of content. A new kind that becomes readable gets its way to a report in `reports`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, the one kind that this version reads.
    PlainText,
    /// A web page.
    Html,
    /// Another XML file, a feed for one.
    Xml,
    /// JSON or JSON lines.
    Json,
    /// A web archive.
    Warc,
    /// Rich text.
    Rtf,
    /// A PDF.
    Pdf,
    /// A zip archive, or an office document, which is one.
    Zip,
    /// Compressed data.
    Compressed,
    /// A picture.
    Picture,
    /// Some other data.
    Binary,
}

impl Format {
    /// What `bytes` are.
    pub fn of(bytes: &[u8]) -> Self {
        if let Some(&(_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return format;
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Self::PlainText;
        }
        // Pages say what they are before anything else; a NUL among their words is the parser's to drop.
        if starts_as_page(bytes) {
            return Self::Html;
        }
        if is_binary(bytes) {
            return Self::Binary;
        }
        markup(bytes).unwrap_or(Self::PlainText)
    }

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::PlainText => "plain text",
            Self::Html => "HTML",
            Self::Xml => "XML",
            Self::Json => "JSON",
            Self::Warc => "a web archive (WARC)",
            Self::Rtf => "rich text (RTF)",
            Self::Pdf => "a PDF",
            Self::Zip => "a zip archive or an office document",
            Self::Compressed => "compressed data",
            Self::Picture => "a picture",
            Self::Binary => "binary data",
        }
    }

    /// What a user can do about it.
    pub fn advice(self) -> &'static str {
        match self {
            Self::PlainText => "read it as it is",
            Self::Html => "save the page as text, or copy the report's words into a .txt file",
            Self::Xml | Self::Json | Self::Warc => "write each report's words into a .txt file of its own",
            Self::Rtf | Self::Pdf => "export it as plain text",
            Self::Zip | Self::Compressed => "unpack it, and save what is inside as plain text",
            Self::Picture | Self::Binary => "give it a .txt file",
        }
    }
}

/// The first bytes of kinds that announce themselves.
const MAGIC: &[(&[u8], Format)] = &[
    (b"\x1F\x8B", Format::Compressed),
    (b"BZh", Format::Compressed),
    (b"\xFD7zXZ\x00", Format::Compressed),
    (b"\x28\xB5\x2F\xFD", Format::Compressed),
    (b"7z\xBC\xAF\x27\x1C", Format::Compressed),
    (b"PK\x03\x04", Format::Zip),
    (b"PK\x05\x06", Format::Zip),
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"WARC/1.", Format::Warc),
    (b"\x89PNG", Format::Picture),
    (b"\xFF\xD8\xFF", Format::Picture),
    (b"GIF8", Format::Picture),
    (b"\xD0\xCF\x11\xE0", Format::Binary),
    (b"\x7FELF", Format::Binary),
];

fn starts_as_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|start| bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start.as_bytes())))
}

/// Whether the bytes hold what no text does: a NUL, or more than one control character in fifty.
fn is_binary(bytes: &[u8]) -> bool {
    let control = |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B);
    bytes.contains(&0) || bytes.iter().filter(|&&byte| control(byte)).count() * 50 > bytes.len()
}

/// The markup that a text consists of, judged by its first four kilobytes.
fn markup(bytes: &[u8]) -> Option<Format> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let head = head.trim_start();
    if head.starts_with("<?xml") || head.starts_with("<rss") || head.starts_with("<feed") {
        return Some(if head.contains("<html") { Format::Html } else { Format::Xml });
    }
    // One tag may be quoted in a report on the web; three closing or opening tags are a page or a piece of one.
    let n_tags: usize = TAGS.iter().map(|tag| head.matches(tag).count()).sum();
    if head.starts_with("<!doctype html") || head.starts_with("<html") || n_tags >= 3 {
        return Some(Format::Html);
    }
    let object = head.strip_prefix(['{', '[']).map(|rest| rest.trim_start_matches(['[', '{', ' ', '\n', '\r', '\t']));
    let is_json = object.is_some_and(|rest| {
        rest.strip_prefix('"').and_then(|key| key.split_once('"')).is_some_and(|(_, after)| {
            let after = after.trim_start();
            after.starts_with(':') || (head.starts_with('[') && after.starts_with(','))
        })
    });
    is_json.then_some(Format::Json)
}

/// Tags that web pages are full of.
const TAGS: &[&str] =
    &["<p>", "</p>", "<p ", "<div", "</div>", "<br", "<a href", "</a>", "<span", "</span>", "<head>", "<body", "<li>"];
