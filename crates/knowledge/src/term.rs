//! Titles of persons, and common nouns for actors without a name.

use record::{ActorKind, Sector};
use smol_str::SmolStr;

use crate::tables::{cells, value, yes};

/// What a title says of the one who bears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// The office, where the title names one that one person holds at a time: `GOV:HOG` for "prime minister".
    pub office: Option<SmolStr>,
    /// What its bearer acts for; `UNK` where that depends on the body ("spokesman", "leader").
    pub sector: Sector,
    /// What sort of actor its bearer is.
    pub kind: ActorKind,
    /// Whether the words say that the office has been left: "former", "ex-", "the late".
    pub former: bool,
}

/// What a common noun says of an actor without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// What it acts for.
    pub sector: Sector,
    /// Whether the word names persons one by one ("soldier"), not a body ("army").
    pub persons: bool,
}

/// Words before a title that say that it is left.
const FORMER: [&str; 5] = ["former", "ex", "late", "onetime", "ousted"];
/// Words before a title that change nothing in what it says.
const PASSED_OVER: [&str; 24] = [
    "acting",
    "interim",
    "caretaker",
    "outgoing",
    "incoming",
    "then",
    "current",
    "new",
    "newly",
    "elected",
    "appointed",
    "longtime",
    "veteran",
    "senior",
    "top",
    "chief",
    "leading",
    "prominent",
    "sitting",
    "designate",
    "first",
    "second",
    "third",
    "united",
];
/// Words before a title that make it the title of somebody beside the holder of the office.
const BESIDE: [&str; 8] = ["deputy", "vice", "assistant", "associate", "under", "shadow", "aspiring", "junior"];

impl Title {
    pub(crate) fn of_row(row: &str) -> Result<Self, String> {
        let [_, office, sector, kind] = cells(row)?;
        Ok(Self {
            office: Some(office).filter(|office| !office.is_empty()).map(SmolStr::new),
            sector: value(sector, "sector")?,
            kind: value(kind, "actor kind")?,
            former: false,
        })
    }

    /// The title that `words` hold, by way of `exact` look-ups of shorter and shorter parts of them. `is_country` says
    /// whether words stand for a country: "French president" is an office, "Acme president" is none that a table knows.
    pub(crate) fn read(
        words: &str,
        exact: impl Fn(&str) -> Option<Self>,
        is_country: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        // What follows the title tells whose it is: "governor of the island", "minister for trade".
        let cut = [" of ", " for ", " to ", " at ", " in "].iter().filter_map(|joint| words.find(joint)).min();
        let head = cut.map_or(words, |at| &words[..at]);
        if let Some(title) = exact(words).or_else(|| exact(&singular(words))) {
            return Some(title);
        }
        let head_words: Vec<&str> = head.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        for start in 0..head_words.len() {
            let rest = head_words[start..].join(" ");
            if let Some(title) = exact(&rest).or_else(|| exact(&singular(&rest))) {
                return Some(title.after(&head_words[..start], is_country));
            }
        }
        None
    }

    /// The title as the words before it change it.
    fn after(mut self, before: &[&str], is_country: impl Fn(&str) -> bool) -> Self {
        let lower: Vec<String> = before.iter().map(|word| word.to_lowercase()).collect();
        let holds = |list: &[&str]| lower.iter().any(|word| list.contains(&word.as_str()));
        self.former = holds(&FORMER);
        if holds(&BESIDE) {
            self.office = None;
        }
        let all = [FORMER.as_slice(), &PASSED_OVER, &BESIDE].concat();
        let names: Vec<&str> =
            before.iter().copied().filter(|word| !all.contains(&word.to_lowercase().as_str())).collect();
        let named = names.iter().any(|word| word.starts_with(char::is_uppercase));
        if self.office.is_some() && named && !is_country(&names.join(" ")) {
            self.office = None;
            self.sector = Sector::Unk;
        }
        self
    }
}

impl Group {
    pub(crate) fn of_row(row: &str) -> Result<Self, String> {
        let [_, kind, sector, persons] = cells(row)?;
        Ok(Self { kind: value(kind, "actor kind")?, sector: value(sector, "sector")?, persons: yes(persons)? })
    }

    /// The group that a noun or the end of a phrase names: "student protesters" by way of "protester".
    pub(crate) fn read(phrase: &str, exact: impl Fn(&str) -> Option<Self>) -> Option<Self> {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        (0..words.len())
            .find_map(|start| {
                let rest = words[start..].join(" ");
                exact(&rest).or_else(|| exact(&singular(&rest)))
            })
            .or_else(|| exact(&singular(tail(words.last()?)?)).filter(|group| group.persons))
    }
}

/// What a longer noun ends in that may name persons: "aid-worker", "ex-aides", "policymakers", "counterdemonstrators".
fn tail(noun: &str) -> Option<&str> {
    const BEFORE: [&str; 6] = ["counter", "ex", "co", "super", "policy", "church"];
    if let Some((_, tail)) = noun.rsplit_once('-') {
        return Some(tail);
    }
    BEFORE.iter().find_map(|front| noun.strip_prefix(front)).filter(|tail| tail.len() > 4)
}

/// The words with the last one in the singular, as far as its letters show it.
fn singular(words: &str) -> String {
    if let Some(stem) = words.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = words.strip_suffix("ies") {
        return format!("{stem}y");
    }
    words.strip_suffix('s').unwrap_or(words).to_owned()
}
