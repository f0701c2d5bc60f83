//! Records that are made by hand.

use archive::{Archive, Keep, Run};
use record::{
    Actor, ActorKind, Basis, Event, EventDate, EventTelling, EventType, Factuality, Figure, FigureKind, Grain, Place,
    Precision, Quad, ReaderVersion, Record, Report, Role, RoleKind, SCHEMA, Sector, Span, Statement, StatementKind,
    Text, Via, Voucher,
};
use tempfile::TempDir;

/// An archive in a scratch folder.
pub struct Scratch {
    _folder: TempDir,
    pub archive: Archive,
}

impl Scratch {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::open(&folder.path().join("news.db")).unwrap();
        Self { _folder: folder, archive }
    }

    pub fn with(records: &[Record]) -> Self {
        let mut scratch = Self::new();
        let added = scratch.archive.add(records, &mut run()).unwrap();
        assert_eq!(added.refused, Vec::<String>::new());
        scratch
    }
}

pub fn run() -> Run {
    Run::new("add", "made by hand", "2024-03-09T10:00:00Z", Keep::Text)
}

/// The words' span in a text, the first of them.
pub fn at(text: &str, words: &str) -> Span {
    let byte = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
    let start = text[..byte].chars().count();
    Span::new(start, start + words.chars().count())
}

/// A report of a raid on a harbour, in which the words "raided", `raiders`, `harbour` and `killed` stand.
pub struct Raid<'a> {
    pub outlet: &'a str,
    pub day: &'a str,
    pub raiders: (&'a str, &'a str),
    pub harbour: (&'a str, &'a str),
    pub on: &'a str,
    pub killed: u64,
    /// Told by a minister, and not by the report.
    pub said: bool,
    pub denied: bool,
    /// What else the report says, to make its text its own.
    pub more: &'a str,
}

impl Default for Raid<'_> {
    fn default() -> Self {
        Self {
            outlet: "The River Post",
            day: "2024-03-05",
            raiders: ("Alvania", "ALB"),
            harbour: ("Kessel", "NLD"),
            on: "2024-03-04",
            killed: 6,
            said: false,
            denied: false,
            more: "Nobody slept that night along the quays, and schools stayed shut.",
        }
    }
}

impl Raid<'_> {
    pub fn record(&self) -> Record {
        let verb = if self.denied { "never raided" } else { "raided" };
        let tail = if self.said { ", Dutch Minister Ana Bell told the Herald" } else { "" };
        let title = format!("{} and {}", self.harbour.0, self.raiders.0);
        let text = format!(
            "{title}\n\n{} {verb} Dutch sailors in {} on day {}, killing {}{tail}. {}",
            self.raiders.0, self.harbour.0, self.on, self.killed, self.more
        );
        let body = text.find("\n\n").map(|byte| text[..byte].chars().count() + 2).unwrap();
        let of = |words: &str| {
            let span = at(&text[text.find("\n\n").unwrap() + 2..], words);
            Span::new(span.start + body, span.end + body)
        };
        let end = of(&format!(". {}", self.more)).start + 1;
        let actor = |id: &str, name: &str, country: &str, kind, entity: Option<&str>, span| Actor {
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            country: country.to_owned(),
            sector: Sector::Gov,
            title: None,
            entity: entity.map(str::to_owned),
            basis: Basis::Knowledge,
            mentions: vec![span],
        };
        let number = self.killed.to_string();
        let told = if self.said { Voucher::Statement("s1".to_owned()) } else { Voucher::Report(true) };
        let mut actors = vec![
            actor("a1", self.raiders.0, self.raiders.1, ActorKind::Government, None, of(self.raiders.0)),
            actor("a2", "Dutch sailors", "NLD", ActorKind::Crowd, None, of("Dutch sailors")),
        ];
        let mut statements = Vec::new();
        if self.said {
            actors.push(actor("a3", "Ana Bell", "NLD", ActorKind::Person, Some("Q1"), of("Ana Bell")));
            statements.push(Statement {
                id: "s1".to_owned(),
                kind: StatementKind::Indirect,
                speaker: Some("a3".to_owned()),
                speaker_span: Some(of("Dutch Minister Ana Bell")),
                cue: Some(of("told")),
                content: vec![Span::new(body, of(tail).start)],
                addressee: None,
                anonymous: false,
                via: vec![Via { name: "Herald".to_owned(), span: of("the Herald") }],
            });
        }
        let role = |role, id: Option<&str>, words: &str| Role { role, id: id.map(str::to_owned), span: of(words) };
        let event = Event {
            id: "e1".to_owned(),
            kind: EventType::Assault,
            mode: Some("firearms".to_owned()),
            cameo: "190".to_owned(),
            intensity: -10.0,
            quad: Quad::MaterialConflict,
            contexts: vec!["military".to_owned()],
            sources: vec!["a1".to_owned()],
            recipients: vec!["a2".to_owned()],
            place: Some("p1".to_owned()),
            date: Some(EventDate { expression: of(self.on), value: self.on.to_owned(), grain: Grain::Day }),
            factuality: if self.denied { Factuality::Denied } else { Factuality::Happened },
            factuality_cue: self.denied.then(|| of("never")),
            vouched_by: vec![told.clone()],
            figures: vec![Figure {
                kind: FigureKind::Killed,
                low: Some(self.killed),
                high: Some(self.killed),
                approximate: false,
                span: of(format!("{number}{}", if self.said { "," } else { "." }).trim_end_matches([',', '.'])),
                vouched_by: vec![told],
            }],
            confidence: 0.9,
            mentions: vec![EventTelling {
                trigger: of("raided"),
                sentence: 1,
                roles: vec![
                    role(RoleKind::Source, Some("a1"), self.raiders.0),
                    role(RoleKind::Place, Some("p1"), self.harbour.0),
                    role(RoleKind::Date, None, self.on),
                ],
            }],
        };
        let place = Place {
            id: "p1".to_owned(),
            name: self.harbour.0.to_owned(),
            country: Some(self.harbour.1.to_owned()),
            admin1: None,
            geonames: None,
            lat: Some(51.3),
            lon: Some(6.0),
            precision: Precision::City,
            mentions: vec![of(self.harbour.0)],
        };
        let hash = |name: &str| format!("blake3:{name}");
        Record {
            schema: SCHEMA,
            reader: ReaderVersion {
                version: "0.1.0".to_owned(),
                model: hash("m"),
                codebook: hash("c"),
                knowledge: hash("k"),
            },
            sentences: vec![Span::new(0, body - 2), Span::new(body, end), Span::new(end + 1, text.chars().count())],
            actors,
            places: vec![place],
            statements,
            events: vec![event],
            doubts: Vec::new(),
            report: Report {
                id: Report::id_of(Some(self.outlet), Some(&title), &text),
                source: format!("{}.txt", self.outlet),
                url: None,
                outlet: Some(self.outlet.to_owned()),
                title: Some(title),
                deck: None,
                byline: vec!["Ana Bell".to_owned()],
                origin: None,
                copy_of: None,
                published: Some(self.day.to_owned()),
                language: "en".to_owned(),
                text: Text::new(text),
                removed: Vec::new(),
            },
        }
    }
}
