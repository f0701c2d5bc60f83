//! All that can be asked: one table, from which the API, its description and the tools of assistants are made.

use archive::{
    ActorDossier, Archive, Between, By, Disagreement, Dossier, EventTold, HappeningRef, Hit, OnMap, Pair, Relation,
    ReportRef, Search, Shown, Speakers, StatementTold, Stats, Suggestion, Timeline, Wanted,
};
use schemars::generate::SchemaGenerator;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

use crate::Error;
use crate::answer::{Answer, cursor_of};
use crate::parameters::{Asked, Kind, Parameter};

/// Something that can be asked.
pub struct Question {
    /// What assistants call it.
    pub name: &'static str,
    /// Its path under `/api/v1`.
    pub path: &'static str,
    /// What it answers.
    pub about: &'static str,
    /// What it is asked with.
    pub parameters: &'static [Parameter],
    /// Whether the answer is a list, page by page.
    pub is_list: bool,
    /// What the answer is made of, or each item of a list.
    pub(crate) schema: fn(&mut SchemaGenerator) -> Schema,
    pub(crate) ask: fn(&Archive, &Asked) -> Result<Answer, Error>,
}

const FROM: Parameter = Parameter::new("from", Kind::Day, "not before this day");
const TO: Parameter = Parameter::new("to", Kind::Day, "not after this day");
const LIMIT: Parameter = Parameter::new("limit", Kind::Count(200), "so many at most");
const CURSOR: Parameter = Parameter::new("cursor", Kind::Text, "where the page before ended: its \"next\"");
const WORDS: Parameter =
    Parameter::new("words", Kind::Text, "words of the report: grain \"black sea\" -wheat port* ferry OR boat");
const ACTOR: Parameter =
    Parameter::new("actor", Kind::Texts, "who has a part in it: a country's code (USA), a name, an entity");
const PLACE: Parameter = Parameter::new("place", Kind::Text, "a place's name, or a country's code");
const TYPE: Parameter = Parameter::new("type", Kind::Choices(TYPES), "event types, any of them");
const FACTUALITY: Parameter = Parameter::new("factuality", Kind::Choices(FACTUALITIES), "how firmly it is told");
const OUTLET: Parameter = Parameter::new("outlet", Kind::Text, "who published it");
const SPEAKER: Parameter = Parameter::new("speaker", Kind::Text, "who is reported to have said it");
const ANONYMOUS: Parameter = Parameter::new("anonymous", Kind::Flag, "whether the report leaves the speaker unnamed");
const VIA: Parameter = Parameter::new("via", Kind::Text, "through whom the report has it");
const BY: Parameter = Parameter::new("by", Kind::Choice(&["day", "week", "month"]), "how long a period is");
const ORIGINS: Parameter =
    Parameter::new("origins", Kind::Count(100), "told by so many origins at least; reprints are one origin");

/// PLOVER's types.
const TYPES: &[&str] = &[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];
const FACTUALITIES: &[&str] = &["happened", "attempted", "planned", "possible", "denied"];

/// All that can be asked.
pub const QUESTIONS: &[Question] = &[
    Question {
        name: "stats",
        path: "/stats",
        about: "How much the archive holds: reports, origins, statements, events, happenings",
        parameters: &[],
        is_list: false,
        schema: schema_of::<Stats>,
        ask: |archive, _| one(archive.stats()?),
    },
    Question {
        name: "search",
        path: "/search",
        about: "Finds reports, events or statements; all that is asked for must hold",
        parameters: &[
            WORDS,
            Parameter::new("find", Kind::Choice(&["reports", "events", "statements"]), "what to find"),
            ACTOR,
            PLACE,
            TYPE,
            FACTUALITY,
            SPEAKER,
            ANONYMOUS,
            VIA,
            OUTLET,
            FROM,
            TO,
            LIMIT,
            CURSOR,
        ],
        is_list: true,
        schema: schema_of::<Hit>,
        ask: |archive, asked| found(archive, asked, None),
    },
    Question {
        name: "quotes",
        path: "/quotes",
        about: "What reports say that somebody said, the latest first; \"actor\" is whom it is about",
        parameters: &[WORDS, SPEAKER, ACTOR, ANONYMOUS, VIA, OUTLET, FROM, TO, LIMIT, CURSOR],
        is_list: true,
        schema: schema_of::<Hit>,
        ask: |archive, asked| found(archive, asked, Some(Wanted::Statements)),
    },
    Question {
        name: "happenings",
        path: "/happenings",
        about: "Happenings that reports tell of: those reported last first, where something is asked those with the latest events",
        parameters: &[WORDS, ACTOR, PLACE, TYPE, FACTUALITY, OUTLET, FROM, TO, ORIGINS, LIMIT, CURSOR],
        is_list: true,
        schema: schema_of::<HappeningRef>,
        ask: |archive, asked| {
            let search = search_of(asked)?;
            let found = archive.happenings(&search, asked.count("origins").max(1))?;
            Ok(Answer::page(found.happenings, found.next)?.cut(looked_at(found.is_cut)))
        },
    },
    Question {
        name: "happening",
        path: "/happenings/{id}",
        about: "All that reports tell of one happening: sentences, figures with their givers, contradictions",
        parameters: &[Parameter::needed("id", Kind::Id, "its id, or the beginning of it")],
        is_list: false,
        schema: schema_of::<Dossier>,
        ask: |archive, asked| match archive.happening(&asked.needed("id"))? {
            Some(dossier) => one(dossier),
            None => Err(nothing(asked)),
        },
    },
    Question {
        name: "report",
        path: "/reports/{id}",
        about: "One report: its record, the reports with the same text, and its events with their happenings",
        parameters: &[Parameter::needed("id", Kind::Id, "its id, or the beginning of it")],
        is_list: false,
        schema: schema_of::<ReportAnswer>,
        ask: |archive, asked| match archive.show(&asked.needed("id"))? {
            Shown::Report(told) => {
                let record = archive.record(&told.report.id)?;
                let happenings: Vec<(String, String)> =
                    told.events.iter().map(|event| (event.id.clone(), event.happening.clone())).collect();
                let (report, copies) = (told.report, told.copies);
                one(ReportAnswer { report, copies, record, happenings })
            }
            _ => Err(nothing(asked)),
        },
    },
    Question {
        name: "event",
        path: "/events/{id}",
        about: "What one report tells of one event",
        parameters: &[Parameter::needed("id", Kind::Id, "its id, or the beginning of it")],
        is_list: false,
        schema: schema_of::<EventTold>,
        ask: |archive, asked| match archive.show(&asked.needed("id"))? {
            Shown::Event(event) => one(event),
            _ => Err(nothing(asked)),
        },
    },
    Question {
        name: "statement",
        path: "/statements/{id}",
        about: "What one report says that somebody said",
        parameters: &[Parameter::needed("id", Kind::Id, "its id, or the beginning of it")],
        is_list: false,
        schema: schema_of::<StatementTold>,
        ask: |archive, asked| match archive.show(&asked.needed("id"))? {
            Shown::Statement(statement) => one(statement),
            _ => Err(nothing(asked)),
        },
    },
    Question {
        name: "relations",
        path: "/relations",
        about: "What reports tell of two parties over time: deeds and words, asserted and attributed, each apart",
        parameters: &[
            Parameter::needed("one", Kind::Text, "a country's code, a name, an entity"),
            Parameter::needed("other", Kind::Text, "another"),
            BY,
            FROM,
            TO,
            LIMIT,
        ],
        is_list: false,
        schema: schema_of::<Relation>,
        ask: |archive, asked| {
            one(archive.relations(&Between {
                one: asked.needed("one"),
                other: asked.needed("other"),
                from: asked.text("from"),
                to: asked.text("to"),
                by: by(asked),
                limit: asked.count("limit").max(20),
            })?)
        },
    },
    Question {
        name: "actor",
        path: "/actor",
        about: "What reports tell of one country, person or body",
        parameters: &[Parameter::needed("name", Kind::Text, "a country's code, a name, an entity"), LIMIT],
        is_list: false,
        schema: schema_of::<ActorDossier>,
        ask: |archive, asked| one(archive.actor(&asked.needed("name"), asked.count("limit").max(20))?),
    },
    Question {
        name: "actors",
        path: "/actors",
        about: "Countries, persons and bodies whose names begin so",
        parameters: &[Parameter::needed("begins", Kind::Text, "the first letters"), LIMIT],
        is_list: true,
        schema: schema_of::<Suggestion>,
        ask: |archive, asked| all(archive.suggest(&asked.needed("begins"), asked.count("limit").max(8))?),
    },
    Question {
        name: "pairs",
        path: "/pairs",
        about: "Between which two countries reports tell of most events",
        parameters: &[LIMIT],
        is_list: true,
        schema: schema_of::<Pair>,
        ask: |archive, asked| all(archive.pairs(asked.count("limit").max(12))?),
    },
    Question {
        name: "speakers",
        path: "/speakers",
        about: "To whom reports ascribe most statements, and who passes them on",
        parameters: &[LIMIT],
        is_list: false,
        schema: schema_of::<Speakers>,
        ask: |archive, asked| one(archive.speakers(asked.count("limit").max(20))?),
    },
    Question {
        name: "timeline",
        path: "/timeline",
        about: "How many happenings reports tell of, by day, week or month; and how many reports there are",
        parameters: &[BY, WORDS, ACTOR, PLACE, TYPE, FACTUALITY, OUTLET, FROM, TO],
        is_list: false,
        schema: schema_of::<Timeline>,
        ask: |archive, asked| one(archive.timeline(&search_of(asked)?, by(asked))?),
    },
    Question {
        name: "places",
        path: "/places",
        about: "Of which places reports tell, and how exactly each is known",
        parameters: &[WORDS, ACTOR, PLACE, TYPE, FACTUALITY, OUTLET, FROM, TO],
        is_list: true,
        schema: schema_of::<OnMap>,
        ask: |archive, asked| {
            let found = archive.places(&search_of(asked)?)?;
            let cut = found.counted_from.map(|day| format!("the latest events alone, from {day} on"));
            Ok(Answer::page(found.places, None)?.cut(cut))
        },
    },
    Question {
        name: "disagreements",
        path: "/disagreements",
        about: "Happenings whose reports cannot all be right: figures, denials, culprits",
        parameters: &[LIMIT, CURSOR],
        is_list: true,
        schema: schema_of::<Disagreement>,
        ask: |archive, asked| {
            let cursor = cursor_of(asked.text("cursor"))?;
            let found = archive.disagreements(asked.count("limit"), cursor.as_ref())?;
            Answer::page(found.disagreements, found.next)
        },
    },
];

/// A report with its record.
#[derive(JsonSchema, Serialize)]
struct ReportAnswer {
    /// The report.
    report: ReportRef,
    /// Reports with the same text.
    copies: Vec<ReportRef>,
    /// The record; null where it is none that can be told.
    record: Option<record::Record>,
    /// The ids of its events, each with that of its happening.
    happenings: Vec<(String, String)>,
}

fn schema_of<T: JsonSchema>(types: &mut SchemaGenerator) -> Schema {
    types.subschema_for::<T>()
}

fn one(answer: impl Serialize) -> Result<Answer, Error> {
    Answer::one(answer)
}

fn all<T: Serialize>(items: Vec<T>) -> Result<Answer, Error> {
    Answer::page(items, None)
}

fn nothing(asked: &Asked) -> Error {
    Error::Unknown(format!("the archive holds nothing of that sort with the id {:?}", asked.needed("id")))
}

fn looked_at(is_cut: bool) -> Option<String> {
    is_cut.then(|| "the archive is too large to look at all of it for one page; ask for more, or for fewer days".into())
}

fn by(asked: &Asked) -> By {
    match asked.text("by").as_deref() {
        Some("day") => By::Day,
        Some("week") => By::Week,
        _ => By::Month,
    }
}

fn found(archive: &Archive, asked: &Asked, wanted: Option<Wanted>) -> Result<Answer, Error> {
    let mut search = search_of(asked)?;
    search.wanted = wanted.or(match asked.text("find").as_deref() {
        Some("reports") => Some(Wanted::Reports),
        Some("events") => Some(Wanted::Events),
        Some("statements") => Some(Wanted::Statements),
        _ => None,
    });
    let found = archive.search(&search)?;
    Ok(Answer::page(found.hits, found.next)?.cut(looked_at(found.is_cut)))
}

fn search_of(asked: &Asked) -> Result<Search, Error> {
    Ok(Search {
        words: asked.text("words"),
        actors: asked.texts("actor"),
        place: asked.text("place"),
        types: asked.texts("type"),
        factuality: asked.texts("factuality"),
        speaker: asked.text("speaker"),
        anonymous: asked.flag("anonymous"),
        via: asked.text("via"),
        outlet: asked.text("outlet"),
        from: asked.text("from"),
        to: asked.text("to"),
        wanted: None,
        limit: asked.count("limit"),
        offset: 0,
        cursor: cursor_of(asked.text("cursor"))?,
    })
}

impl Question {
    /// The question with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        QUESTIONS.iter().find(|question| question.name == name)
    }

    /// The answer as JSON.
    pub(crate) fn answered(&self, archive: &Archive, asked: &Asked) -> Result<Value, Error> {
        (self.ask)(archive, asked)?.json()
    }
}
