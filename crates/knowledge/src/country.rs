//! Countries, and the words that stand for them.

use jiff::civil::Date;
use smol_str::SmolStr;

use crate::tables::{cells, country_code, value, yes};

/// A country or territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-3 (`XKX` for Kosovo; a withdrawn code such as `SUN` for a country that is no more).
    pub iso3: SmolStr,
    /// ISO 3166-1 alpha-2; empty for a country that is no more.
    pub iso2: SmolStr,
    /// Its name in English news.
    pub name: SmolStr,
    /// Whether it is a state of its own, not a territory of another.
    pub independent: bool,
    /// The day on which it ceased to be.
    pub until: Option<Date>,
}

/// How a word stands for a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountryWord {
    /// Its name or short form: "Israel", "US".
    Name,
    /// Its adjective: "Israeli", "Dutch". Most of them can be a noun as well: see [`CountryName::person`].
    Adjective,
    /// A noun for one of its people, and no adjective: "Briton".
    Person,
    /// A noun for its people, and no adjective: "Israelis".
    People,
    /// Its capital, which may stand for its government: "Tehran".
    Capital,
    /// Another seat that stands for its government: "the Kremlin", "Tel Aviv".
    Metonym,
}

/// What country a word stands for, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryName {
    /// The country that news means most often by the word.
    pub iso3: SmolStr,
    /// How the word stands for it.
    pub how: CountryWord,
    /// Whether the word can be a noun for one of its people: "an Israeli", "a Briton".
    pub person: bool,
    /// Whether the word can be a noun for all or many of them: "Israelis", "the Chinese".
    pub people: bool,
    /// Other countries that the word may stand for, likeliest first: "Korean", "Congo", "Dominican".
    pub also: Vec<SmolStr>,
}

impl Country {
    pub(crate) fn of_row(row: &str) -> Result<Self, String> {
        let [iso3, iso2, name, independent, until] = cells(row)?;
        Ok(Self {
            iso3: country_code(iso3)?.into(),
            iso2: iso2.into(),
            name: name.into(),
            independent: yes(independent)?,
            until: if until.is_empty() { None } else { Some(value(until, "date")?) },
        })
    }
}

/// One row of the table of words for countries.
pub(crate) struct WordRow {
    name: CountryName,
    rank: u8,
}

impl WordRow {
    pub(crate) fn of_row(row: &str) -> Result<Self, String> {
        let [_, iso3, how, noun, rank] = cells(row)?;
        let how = match how {
            "name" => CountryWord::Name,
            "adjective" => CountryWord::Adjective,
            "person" => CountryWord::Person,
            "people" => CountryWord::People,
            "capital" => CountryWord::Capital,
            "metonym" => CountryWord::Metonym,
            _ => return Err(format!("\"{how}\" is none of name, adjective, person, people, capital, metonym")),
        };
        let noun = |what: &str| noun.split('+').any(|part| part == what);
        let name = CountryName {
            iso3: country_code(iso3)?.into(),
            how,
            person: noun("person") || how == CountryWord::Person,
            people: noun("people") || how == CountryWord::People,
            also: Vec::new(),
        };
        Ok(Self { name, rank: value(rank, "rank")? })
    }

    /// The likeliest of the countries, with the others.
    pub(crate) fn likeliest(mut rows: Vec<Self>) -> Option<CountryName> {
        rows.sort_by(|a, b| (a.rank, a.name.how, &a.name.iso3).cmp(&(b.rank, b.name.how, &b.name.iso3)));
        let mut rows = rows.into_iter().map(|row| row.name);
        let mut first = rows.next()?;
        for other in rows {
            if other.iso3 == first.iso3 {
                first.person |= other.person;
                first.people |= other.people;
            } else if !first.also.contains(&other.iso3) {
                first.also.push(other.iso3);
            }
        }
        Some(first)
    }
}
