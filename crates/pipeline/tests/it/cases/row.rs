//! The rows that a case expects: `event: ASSAULT aerial | Norway > Sweden | attempted`.

use record::{ActorKind, EventType, Factuality, FigureKind, StatementKind};

/// One expectation.
#[derive(Clone, Debug)]
pub struct Row {
    /// As it is written.
    pub text: String,
    /// How many in the record must fit it.
    pub count: Count,
    /// What must be there.
    pub what: What,
}

/// How many must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// At least one.
    Some,
    /// Exactly one.
    One,
    /// None.
    None,
}

/// What a row speaks of.
#[derive(Clone, Debug)]
pub enum What {
    /// An event: its type, then its fields.
    Event(EventType, Vec<Field>),
    /// A statement.
    Statement(Vec<Field>),
    /// An actor.
    Actor(Vec<Field>),
    /// A value of the report itself: "title", "outlet", "byline", "body", and what it must be.
    Report(String, String),
    /// What cleaning took out: the kind, and words in it.
    Removed(String, String),
}

/// One field of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    /// An event's mode.
    Mode(String),
    /// Sources and recipients; `None` where either is not checked.
    Parties(Option<Vec<Who>>, Option<Vec<Who>>),
    /// How firmly it is told.
    Factuality(Factuality),
    /// A figure: its kind, low, high, and whether it is rough where that is told.
    Figure(FigureKind, Option<u64>, Option<u64>, bool),
    /// A place's name; `None`: there is none.
    Place(Option<String>),
    /// A date's value; `None`: there is none.
    Date(Option<String>),
    /// On whose word: "report", "unsourced" or a name.
    By(String),
    /// The words that tell it, some of them.
    Words(Vec<String>),
    /// How often it is told.
    Times(usize),
    /// A statement's speaker or an actor; `None`: nobody.
    Who(Option<Who>),
    /// How a statement's words are given.
    Kind(StatementKind),
    /// Words of its content.
    Content(String),
    /// The words that ascribe it; `None`: there are none.
    Cue(Option<String>),
    /// Whether its speaker is a person whom the text does not name.
    Anonymous(bool),
    /// Through whom; `None`: nobody.
    Via(Option<String>),
    /// To whom.
    To(String),
    /// An actor's kind.
    ActorKind(ActorKind),
    /// An actor's id in the knowledge base; `None`: there is none.
    Entity(Option<String>),
    /// Its title.
    Title(String),
}

/// Somebody, by words of the name and perhaps a code: `Lind (NOR GOV)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Words of the name.
    pub name: String,
    /// Country and sector.
    pub code: Option<String>,
}

/// The row that a line is; a fault says why it is none.
pub fn row(line: &str) -> Result<Row, String> {
    let (head, rest) = line.split_once(':').ok_or_else(|| format!("\"{line}\" has no colon"))?;
    let rest = rest.trim();
    let (count, noun) = match head.split_once(' ') {
        Some(("no", noun)) => (Count::None, noun),
        Some(("one", noun)) => (Count::One, noun),
        _ => (Count::Some, head),
    };
    let what = match noun {
        "event" => event(rest)?,
        "statement" => What::Statement(fields(rest, statement_field)?),
        "actor" => What::Actor(fields(rest, actor_field)?),
        "title" | "outlet" | "byline" | "body" | "deck" | "published" => What::Report(noun.to_owned(), rest.to_owned()),
        "removed" => {
            let (kind, words) = rest.split_once(' ').unwrap_or((rest, ""));
            What::Removed(kind.to_owned(), words.trim().trim_matches('"').to_owned())
        }
        _ => return Err(format!("\"{head}\" is no row: use event, statement, actor, title, removed and their like")),
    };
    Ok(Row { text: line.to_owned(), count, what })
}

fn event(rest: &str) -> Result<What, String> {
    let (first, others) = rest.split_once(" | ").unwrap_or((rest, ""));
    let (kind, mode) = first.split_once(' ').map_or((first, None), |(kind, mode)| (kind, Some(mode)));
    let kind: EventType = kind.trim().parse().map_err(|error| format!("{error}"))?;
    let mut all: Vec<Field> = mode.map(|mode| Field::Mode(mode.trim().to_owned())).into_iter().collect();
    all.extend(fields(others, event_field)?);
    Ok(What::Event(kind, all))
}

fn fields(text: &str, field: fn(&str, bool) -> Result<Field, String>) -> Result<Vec<Field>, String> {
    let parts = text.split(" | ").map(str::trim).filter(|part| !part.is_empty());
    parts.enumerate().map(|(at, part)| field(part, at == 0)).collect()
}

fn event_field(text: &str, _: bool) -> Result<Field, String> {
    if let Ok(factuality) = text.parse() {
        return Ok(Field::Factuality(factuality));
    }
    if let Some((sources, recipients)) = text.split_once('>') {
        return Ok(Field::Parties(several(sources), several(recipients)));
    }
    match text.split_once(' ') {
        Some(("no", "place")) => Ok(Field::Place(None)),
        Some(("no", "date")) => Ok(Field::Date(None)),
        Some(("place", name)) => Ok(Field::Place(Some(name.to_owned()))),
        Some(("date", value)) => Ok(Field::Date(Some(value.to_owned()))),
        Some(("by", whom)) => Ok(Field::By(whom.to_owned())),
        Some(("words", words)) => Ok(Field::Words(words.split(',').map(|word| word.trim().to_owned()).collect())),
        Some(("times", n)) => n.parse().map(Field::Times).map_err(|_| format!("\"{n}\" is no number")),
        Some((kind, range)) if kind.parse::<FigureKind>().is_ok() => figure(kind.parse().unwrap(), range),
        _ => Err(format!("\"{text}\" is no field of an event")),
    }
}

/// `6`, `6..`, `..6`, `6..8`, each with `~` where it is rough.
fn figure(kind: FigureKind, range: &str) -> Result<Field, String> {
    let (range, approximate) = range.strip_prefix('~').map_or((range, false), |range| (range, true));
    let number = |text: &str| match text.trim() {
        "" => Ok(None),
        digits => digits.parse::<u64>().map(Some).map_err(|_| format!("\"{digits}\" is no number")),
    };
    let (low, high) = match range.split_once("..") {
        Some((low, high)) => (number(low)?, number(high)?),
        None => (number(range)?, number(range)?),
    };
    Ok(Field::Figure(kind, low, high, approximate))
}

fn statement_field(text: &str, is_first: bool) -> Result<Field, String> {
    if is_first {
        return Ok(if text == "*" { Field::Content(String::new()) } else { Field::Who(one(text)) });
    }
    if let Ok(kind) = text.parse() {
        return Ok(Field::Kind(kind));
    }
    if let Some(content) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        return Ok(Field::Content(content.to_owned()));
    }
    match (text, text.split_once(' ')) {
        ("anonymous", _) => Ok(Field::Anonymous(true)),
        ("named", _) => Ok(Field::Anonymous(false)),
        ("no via", _) => Ok(Field::Via(None)),
        ("no cue", _) => Ok(Field::Cue(None)),
        (_, Some(("cue", cue))) => Ok(Field::Cue(Some(cue.to_owned()))),
        (_, Some(("via", name))) => Ok(Field::Via(Some(name.to_owned()))),
        (_, Some(("to", name))) => Ok(Field::To(name.to_owned())),
        _ => Err(format!("\"{text}\" is no field of a statement")),
    }
}

fn actor_field(text: &str, is_first: bool) -> Result<Field, String> {
    if is_first {
        return Ok(Field::Who(one(text)));
    }
    if let Ok(kind) = text.parse() {
        return Ok(Field::ActorKind(kind));
    }
    match (text, text.split_once(' ')) {
        ("no entity", _) => Ok(Field::Entity(None)),
        (_, Some(("entity", id))) => Ok(Field::Entity(Some(id.to_owned()))),
        (_, Some(("title", title))) => Ok(Field::Title(title.to_owned())),
        _ => Err(format!("\"{text}\" is no field of an actor")),
    }
}

/// `*` is not checked, `-` is nobody, commas part several.
fn several(text: &str) -> Option<Vec<Who>> {
    match text.trim() {
        "*" => None,
        names => Some(names.split(',').filter_map(one).collect()),
    }
}

fn one(text: &str) -> Option<Who> {
    let text = text.trim();
    if text == "-" || text.is_empty() {
        return None;
    }
    Some(match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((name, code)) => Who { name: name.trim().to_owned(), code: Some(code.to_owned()) },
        None => Who { name: text.to_owned(), code: None },
    })
}

#[test]
fn rows_are_what_they_say() {
    let line =
        "event: ASSAULT aerial | Norway, Iceland > Lind (SWE MIL) | attempted | killed 6.. | weapons ~12 | no date";
    let What::Event(kind, fields) = row(line).unwrap().what else { panic!("it is an event") };
    assert_eq!(kind, EventType::Assault);
    let who = |name: &str, code: Option<&str>| Who { name: name.into(), code: code.map(Into::into) };
    assert_eq!(fields[0], Field::Mode("aerial".into()));
    let parties = (vec![who("Norway", None), who("Iceland", None)], vec![who("Lind", Some("SWE MIL"))]);
    assert_eq!(fields[1], Field::Parties(Some(parties.0), Some(parties.1)));
    assert_eq!(fields[3], Field::Figure(FigureKind::Killed, Some(6), None, false));
    assert_eq!(fields[4], Field::Figure(FigureKind::Weapons, Some(12), Some(12), true));
    assert_eq!(fields[5], Field::Date(None));
    assert!(row("event: ASSAULT | attemped").is_err());
    assert!(row("statement: Lind | told").is_err());
}
