//! The tables of the codebook, from the files to checked rows.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use record::{EventType, Quad};
use smol_str::SmolStr;

use super::{Cameo, Codebook, Context, Mode, Need, RolePattern, Sense, Trigger, TriggerClass, TypeRow};

/// Why a codebook cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The table.
    pub file: PathBuf,
    /// The line, counted from 1; 0 where it is the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub hint: String,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot use {}", self.file.display())?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        write!(f, ": {}; {}", self.what, self.hint)
    }
}

impl std::error::Error for Error {}

macro_rules! tables {
    ($($name:literal),+) => {
        /// The tables, each with the text that the program carries.
        const TABLES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../data/codebook/", $name, ".csv")))),+];
    };
}

tables!("types", "cameo", "modes", "contexts", "frames", "cues", "triggers");

pub(super) fn embedded() -> Result<Codebook, Error> {
    let texts = TABLES.iter().map(|(name, text)| (PathBuf::from(format!("{name}.csv")), (*text).to_owned()));
    build(&texts.collect::<Vec<_>>())
}

pub(super) fn folder(folder: &Path) -> Result<Codebook, Error> {
    let mut texts = Vec::new();
    let mut found = false;
    for (name, text) in TABLES {
        let file = folder.join(format!("{name}.csv"));
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => {
                found = true;
                text
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (*text).to_owned(),
            Err(error) => return Err(fault(&file, 0, error.to_string(), "make it a readable text in UTF-8")),
        };
        texts.push((file, text));
    }
    if !found {
        let hint = "name the folder that holds triggers.csv and its sister tables";
        return Err(fault(folder, 0, "the folder holds no table of the codebook".to_owned(), hint));
    }
    build(&texts)
}

fn fault(file: &Path, line: usize, what: String, hint: &str) -> Error {
    Error { file: file.to_owned(), line, what, hint: hint.to_owned() }
}

/// One row, with what is needed to say where it stands.
struct Row<'a> {
    file: &'a Path,
    line: usize,
    cells: csv::StringRecord,
}

impl Row<'_> {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("").trim()
    }

    fn list(&self, column: usize, mark: char) -> Vec<SmolStr> {
        self.cell(column).split(mark).map(str::trim).filter(|item| !item.is_empty()).map(SmolStr::new).collect()
    }

    fn fault(&self, what: String, hint: &str) -> Error {
        fault(self.file, self.line, what, hint)
    }

    fn kind(&self, name: &str) -> Result<EventType, Error> {
        EventType::from_str(name).map_err(|error| self.fault(error.to_string(), "use one of the types in types.csv"))
    }

    fn number(&self, column: usize) -> Result<f64, Error> {
        let cell = self.cell(column);
        cell.parse().map_err(|_| self.fault(format!("\"{cell}\" is no number"), "write it as 0.5 or -10"))
    }
}

/// The rows of a table, its heading left out.
fn rows<'a>(file: &'a Path, text: &str, columns: &[&str]) -> Result<Vec<Row<'a>>, Error> {
    let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(true).from_reader(text.as_bytes());
    let broken = |error: csv::Error| {
        let line = error.position().map_or(0, |position| position.line() as usize);
        fault(file, line, error.to_string(), "save the table as CSV in UTF-8, with commas")
    };
    let heading = reader.headers().map_err(broken)?;
    if heading.iter().map(str::trim).ne(columns.iter().copied()) {
        let hint = format!("let its first line be \"{}\"", columns.join(","));
        return Err(fault(file, 1, "the heading is another one".to_owned(), &hint));
    }
    let mut rows = Vec::new();
    for cells in reader.records() {
        let cells = cells.map_err(broken)?;
        let line = cells.position().map_or(0, |position| position.line() as usize);
        let row = Row { file, line, cells };
        if row.cells.len() != columns.len() {
            let what = format!("the row has {} cells, not {}", row.cells.len(), columns.len());
            return Err(row.fault(what, "put cells with a comma in quotation marks"));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// `texts` holds the tables in the order of [`TABLES`].
fn build(texts: &[(PathBuf, String)]) -> Result<Codebook, Error> {
    let mut hasher = blake3::Hasher::new();
    for ((name, _), (_, text)) in TABLES.iter().zip(texts) {
        hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes());
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    let [types, cameo, modes, contexts, frames, cues, triggers] = texts else {
        return Err(fault(Path::new(""), 0, "tables are missing".to_owned(), "give all seven"));
    };
    let cameo = cameo_rows(cameo)?;
    let types = type_rows(types, &cameo)?;
    let modes = mode_rows(modes, &cameo)?;
    let triggers = trigger_rows(triggers, &frame_rows(frames)?, &modes)?;
    let mut by_lemma = BTreeMap::<SmolStr, Vec<Trigger>>::new();
    for trigger in &triggers {
        by_lemma.entry(SmolStr::new(trigger.carrier())).or_default().push(trigger.clone());
    }
    // The phrase of most words speaks before its head alone does.
    by_lemma.values_mut().for_each(|list| list.sort_by_key(|trigger| std::cmp::Reverse(trigger.words.len())));
    let hash = format!("blake3:{}", hasher.finalize().to_hex());
    let words = triggers.iter().flat_map(|trigger| trigger.words.iter().cloned()).collect();
    Ok(Codebook {
        types,
        modes,
        contexts: context_rows(contexts)?,
        cameo,
        triggers,
        by_lemma,
        cues: cue_rows(cues)?,
        words,
        hash,
    })
}

type Table = (PathBuf, String);

fn cameo_rows((file, text): &Table) -> Result<BTreeMap<SmolStr, Cameo>, Error> {
    let mut codes = BTreeMap::new();
    for row in rows(file, text, &["code", "goldstein", "name"])? {
        let code = row.cell(0);
        if !(2..=4).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            let hint = "write two to four digits; a spreadsheet must treat the column as text to keep leading zeros";
            return Err(row.fault(format!("\"{code}\" is no CAMEO code"), hint));
        }
        codes.insert(SmolStr::new(code), Cameo { name: row.cell(2).to_owned(), goldstein: row.number(1)? });
    }
    Ok(codes)
}

fn known_code(row: &Row<'_>, column: usize, cameo: &BTreeMap<SmolStr, Cameo>) -> Result<SmolStr, Error> {
    let code = row.cell(column);
    if cameo.contains_key(code) {
        return Ok(SmolStr::new(code));
    }
    Err(row.fault(format!("\"{code}\" is not in cameo.csv"), "use one of its codes, with its leading zero"))
}

fn type_rows((file, text): &Table, cameo: &BTreeMap<SmolStr, Cameo>) -> Result<Vec<TypeRow>, Error> {
    let mut types = BTreeMap::new();
    for row in rows(file, text, &["type", "quad", "recipient", "cameo", "line"])? {
        let kind = row.kind(row.cell(0))?;
        let quad = Quad::from_str(row.cell(1)).map_err(|e| row.fault(e.to_string(), "use one of the four"))?;
        let needs_recipient = match row.cell(2) {
            "required" => true,
            "optional" => false,
            other => return Err(row.fault(format!("\"{other}\" is no rule"), "write required or optional")),
        };
        let cameo = known_code(&row, 3, cameo)?;
        types.insert(kind, TypeRow { kind, quad, needs_recipient, cameo, line: row.cell(4).to_owned() });
    }
    match EventType::ALL.iter().find(|kind| !types.contains_key(kind)) {
        Some(kind) => Err(fault(file, 0, format!("{kind} has no row"), "add it")),
        None => Ok(types.into_values().collect()),
    }
}

fn mode_rows((file, text): &Table, cameo: &BTreeMap<SmolStr, Cameo>) -> Result<Vec<Mode>, Error> {
    let mut modes = Vec::new();
    for row in rows(file, text, &["type", "mode", "cameo", "other_names", "contents", "cues", "line"])? {
        let contents = row.list(4, ' ');
        let contents = contents.iter().map(|content| {
            let (kind, mode) = content.split_once('.').map_or((content.as_str(), None), |(k, m)| (k, Some(m)));
            Ok((row.kind(kind)?, mode.map(SmolStr::new)))
        });
        modes.push(Mode {
            kind: row.kind(row.cell(0))?,
            name: SmolStr::new(row.cell(1)),
            cameo: known_code(&row, 2, cameo)?,
            other_names: row.list(3, ';'),
            contents: contents.collect::<Result<_, Error>>()?,
            cues: row.list(5, ';'),
            line: row.cell(6).to_owned(),
        });
    }
    Ok(modes)
}

fn context_rows((file, text): &Table) -> Result<Vec<Context>, Error> {
    let rows = rows(file, text, &["context", "cues", "line"])?;
    let context = |row: Row<'_>| Context {
        name: SmolStr::new(row.cell(0)),
        cues: row.list(1, ';').iter().map(|cue| cue.split(' ').map(SmolStr::new).collect()).collect(),
        line: row.cell(2).to_owned(),
    };
    Ok(rows.into_iter().map(context).collect())
}

fn cue_rows((file, text): &Table) -> Result<BTreeMap<SmolStr, Vec<Sense>>, Error> {
    const SENSES: [(&str, Sense); 13] = [
        ("attempted", Sense::Attempted),
        ("planned", Sense::Planned),
        ("possible", Sense::Possible),
        ("denied", Sense::Denied),
        ("future", Sense::Future),
        ("unsourced", Sense::Unsourced),
        ("light", Sense::Light),
        ("suffer", Sense::Suffer),
        ("control-object", Sense::ControlObject),
        ("blame", Sense::Blame),
        ("praise", Sense::Praise),
        ("saying", Sense::Saying),
        ("chosen", Sense::Chosen),
    ];
    let mut cues = BTreeMap::<SmolStr, Vec<Sense>>::new();
    for row in rows(file, text, &["sense", "words"])? {
        let name = row.cell(0);
        let Some(&(_, sense)) = SENSES.iter().find(|(known, _)| *known == name) else {
            let hint = format!("use one of {}", SENSES.map(|(known, _)| known).join(", "));
            return Err(row.fault(format!("\"{name}\" is no sense"), &hint));
        };
        for word in row.list(1, ';') {
            cues.entry(word).or_default().push(sense);
        }
    }
    Ok(cues)
}

type Frames = BTreeMap<SmolStr, Vec<RolePattern>>;

fn frame_rows((file, text): &Table) -> Result<Frames, Error> {
    let mut frames = Frames::new();
    for row in rows(file, text, &["frame", "roles", "line"])? {
        frames.insert(SmolStr::new(row.cell(0)), roles(&row, row.cell(1), &Frames::new())?);
    }
    Ok(frames)
}

/// Reads `acts-on obl:with>source`: names of frames and patterns, mixed.
fn roles(row: &Row<'_>, cell: &str, frames: &Frames) -> Result<Vec<RolePattern>, Error> {
    let mut roles = Vec::<RolePattern>::new();
    for item in cell.split_whitespace() {
        let patterns = match frames.get(item) {
            Some(frame) => frame.clone(),
            None => vec![RolePattern::parse(item).ok_or_else(|| {
                let hint = "write a frame of frames.csv, or a pattern such as obl:with>source";
                row.fault(format!("\"{item}\" is no role"), hint)
            })?],
        };
        for pattern in patterns {
            // What the row adds overrules what its frame says of the same dependent.
            roles.retain(|old| (&old.relation, &old.preposition) != (&pattern.relation, &pattern.preposition));
            roles.push(pattern);
        }
    }
    Ok(roles)
}

fn trigger_rows((file, text): &Table, frames: &Frames, modes: &[Mode]) -> Result<Vec<Trigger>, Error> {
    let columns = ["trigger", "class", "type", "mode", "roles", "needs", "weight", "example"];
    rows(file, text, &columns)?.iter().map(|row| trigger(row, frames, modes)).collect()
}

fn trigger(row: &Row<'_>, frames: &Frames, modes: &[Mode]) -> Result<Trigger, Error> {
    let class = match row.cell(1) {
        "verb" => TriggerClass::Verb,
        "noun" => TriggerClass::Noun,
        "adjective" => TriggerClass::Adjective,
        other => return Err(row.fault(format!("\"{other}\" is no word class"), "write verb, noun or adjective")),
    };
    let kind = row.kind(row.cell(2))?;
    let mode = Some(row.cell(3)).filter(|name| !name.is_empty());
    if let Some(name) = mode
        && !modes.iter().any(|mode| mode.kind == kind && mode.name == name)
    {
        return Err(row.fault(format!("{kind} has no mode \"{name}\""), "use one of modes.csv, or leave it empty"));
    }
    let need = match row.cell(5) {
        "" => None,
        name => {
            let known = Need::NAMES.iter().find(|(known, _)| *known == name);
            let hint = format!("leave it empty, or use one of {}", Need::NAMES.map(|(known, _)| known).join(", "));
            Some(known.ok_or_else(|| row.fault(format!("\"{name}\" is no condition"), &hint))?.1)
        }
    };
    let weight = row.number(6)? as f32;
    if !(0.0..=1.0).contains(&weight) {
        return Err(row.fault(format!("the weight {weight} is out of range"), "write a number from 0 to 1"));
    }
    let words = row.list(0, ' ');
    if words.is_empty() || row.cell(7).is_empty() {
        return Err(row.fault("the trigger or its example is empty".to_owned(), "fill in both"));
    }
    let mode = mode.map(SmolStr::new);
    let roles = roles(row, row.cell(4), frames)?;
    Ok(Trigger { words, class, kind, mode, roles, need, weight, example: row.cell(7).to_owned() })
}
