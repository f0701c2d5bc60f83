//! Records made up for the tests.

use std::collections::BTreeMap;

use export::{Happening, Reported};
use record::{
    Actor, ActorKind, Basis, Event, EventDate, EventTelling, EventType, Factuality, Figure, FigureKind, Grain, Place,
    Precision, Quad, ReaderVersion, Record, Report, Role, RoleKind, SCHEMA, Sector, Span, Statement, StatementKind,
    Text, Via, Voucher,
};

const TEXT: &str = "Zürich Envoy Visits Lumen\n\nEnvoy Ida Voß visited Lumen on 3 May. Rebels shelled a market there in April, \
    killing six traders, Marn said.\n\n“We will come back,” Voß told The Harbour Gazette. Nobody denied it.";

/// A report with two events, one of a day, a city and a CAMEO code that begins with 0, and one of a month and a province.
pub fn reported() -> Reported {
    Reported::alone(record(TEXT, "The Harbour Gazette"))
}

/// Two reports that tell the same visit: forms with a row a happening have it once.
pub fn twice_told() -> [Reported; 2] {
    let happening = || Happening { id: "h77".to_owned(), n_mentions: 5, n_reports: 4, n_origins: 2 };
    ["The Harbour Gazette", "The Hill Post"].map(|outlet| Reported {
        happenings: BTreeMap::from([("e1".to_owned(), happening())]),
        ..Reported::alone(record(TEXT, outlet))
    })
}

/// The span of the first of these words.
pub fn span(text: &str, words: &str) -> Span {
    let start = text[..text.find(words).unwrap()].chars().count();
    Span::new(start, start + words.chars().count())
}

fn actor(id: &str, name: &str, kind: ActorKind, country: &str, sector: Sector) -> Actor {
    Actor {
        id: id.to_owned(),
        name: name.to_owned(),
        kind,
        country: country.to_owned(),
        sector,
        title: (id == "a1").then(|| "Envoy".to_owned()),
        entity: (id == "a2").then(|| "government:ury".to_owned()),
        basis: Basis::None,
        mentions: vec![span(TEXT, name)],
    }
}

/// The record of a text that holds the words of `TEXT`.
pub fn record(text: &str, outlet: &str) -> Record {
    let at = |words| span(text, words);
    let title = text.split("\n\n").next().unwrap();
    let ends = [
        at(title),
        at("Envoy Ida Voß visited Lumen on 3 May."),
        at("Rebels shelled a market there in April, killing six traders, Marn said."),
        at("“We will come back,” Voß told The Harbour Gazette."),
        at("Nobody denied it."),
    ];
    let event = |id: &str, kind, mode: &str, cameo: &str, intensity, quad| Event {
        id: id.to_owned(),
        kind,
        mode: Some(mode.to_owned()),
        cameo: cameo.to_owned(),
        intensity,
        quad,
        contexts: Vec::new(),
        sources: Vec::new(),
        recipients: Vec::new(),
        place: None,
        date: None,
        factuality: Factuality::Happened,
        factuality_cue: None,
        vouched_by: vec![Voucher::Report(true)],
        figures: Vec::new(),
        confidence: 0.875,
        mentions: Vec::new(),
    };
    let telling = |words, sentence, roles: Vec<Role>| vec![EventTelling { trigger: at(words), sentence, roles }];
    let role = |role, id: &str, words| Role { role, id: Some(id.to_owned()), span: at(words) };
    let visit = Event {
        contexts: vec!["diplomatic".to_owned(), "executive".to_owned()],
        sources: vec!["a1".to_owned()],
        recipients: vec!["a2".to_owned()],
        place: Some("p1".to_owned()),
        date: Some(EventDate { expression: at("3 May"), value: "2024-05-03".to_owned(), grain: Grain::Day }),
        mentions: telling(
            "visited",
            1,
            vec![role(RoleKind::Source, "a1", "Envoy Ida Voß"), role(RoleKind::Place, "p1", "Lumen on")],
        ),
        ..event("e1", EventType::Consult, "visit", "042", 1.9, Quad::VerbalCooperation)
    };
    let shelling = Event {
        sources: vec!["a3".to_owned()],
        recipients: vec!["a4".to_owned(), "a5".to_owned()],
        place: Some("p2".to_owned()),
        date: Some(EventDate { expression: at("April"), value: "2024-04".to_owned(), grain: Grain::Month }),
        vouched_by: vec![Voucher::Statement("s1".to_owned()), Voucher::Unsourced(at("said"))],
        figures: vec![Figure {
            kind: FigureKind::Killed,
            low: Some(6),
            high: Some(6),
            approximate: false,
            span: at("six"),
            vouched_by: vec![Voucher::Actor("a5".to_owned())],
        }],
        mentions: telling("shelled", 2, vec![role(RoleKind::Source, "a3", "Rebels")]),
        ..event("e2", EventType::Assault, "heavy-weapons", "0194", -10.0, Quad::MaterialConflict)
    };
    let denied = Event {
        sources: vec!["a1".to_owned()],
        factuality: Factuality::Denied,
        factuality_cue: Some(at("denied")),
        mentions: telling("denied", 4, Vec::new()),
        ..event("e3", EventType::Protest, "demo", "141", -6.5, Quad::VerbalConflict)
    };
    let place = |id: &str, name: &str, precision, words| Place {
        id: id.to_owned(),
        name: name.to_owned(),
        country: Some("URY".to_owned()),
        admin1: Some("Colonia".to_owned()),
        geonames: Some(42),
        lat: Some(-34.123_456),
        lon: Some(-57.987_654),
        precision,
        mentions: vec![at(words)],
    };
    Record {
        schema: SCHEMA,
        reader: ReaderVersion {
            version: "0.1.0".to_owned(),
            model: "blake3:00".to_owned(),
            codebook: "blake3:01".to_owned(),
            knowledge: "blake3:02".to_owned(),
        },
        report: Report {
            id: Report::id_of(Some(outlet), Some(title), text),
            source: "made/up.txt".to_owned(),
            url: Some("https://harbour.example/1".to_owned()),
            outlet: Some(outlet.to_owned()),
            title: Some(title.to_owned()),
            deck: Some("A deck that was taken out.".to_owned()),
            byline: vec!["Ana Bell".to_owned(), "Bo; Cole".to_owned()],
            origin: None,
            copy_of: None,
            published: Some("2024-05-04".to_owned()),
            language: "en".to_owned(),
            text: Text::new(text),
            removed: Vec::new(),
        },
        sentences: ends.to_vec(),
        actors: vec![
            actor("a1", "Ida Voß", ActorKind::Person, "CHE", Sector::Gov),
            actor("a2", "Lumen", ActorKind::Government, "URY", Sector::Gov),
            actor("a3", "Rebels", ActorKind::ArmedGroup, "URY", Sector::Reb),
            actor("a4", "traders", ActorKind::Crowd, "URY", Sector::Cvl),
            actor("a5", "Marn", ActorKind::Person, "UNK", Sector::Med),
        ],
        places: vec![
            place("p1", "Lumen", Precision::City, "Lumen"),
            place("p2", "Colonia", Precision::Admin1, "there"),
        ],
        statements: vec![Statement {
            id: "s1".to_owned(),
            kind: StatementKind::Direct,
            speaker: Some("a1".to_owned()),
            speaker_span: Some(at("Voß told")),
            cue: Some(at("told")),
            content: vec![at("“We will come back,”")],
            addressee: None,
            anonymous: false,
            via: vec![Via { name: "The Harbour Gazette".to_owned(), span: at("The Harbour Gazette") }],
        }],
        events: vec![visit, shelling, denied],
        doubts: Vec::new(),
    }
}
