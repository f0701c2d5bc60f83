//! The embedded tables, each with the user's rows over it.

use std::{collections::BTreeSet, fs, path::Path};

use crate::{Error, table::Table};

macro_rules! embedded {
    ($file:literal, $order:literal) => {
        Table::embedded(
            include_str!(concat!("../../../data/knowledge/", $file)),
            include_bytes!(concat!(env!("OUT_DIR"), "/", $order)),
        )
    };
}

pub(crate) static COUNTRIES: Table = embedded!("countries.tsv", "countries.order");
pub(crate) static COUNTRY_WORDS: Table = embedded!("country_words.tsv", "country_words.order");
pub(crate) static ENTITIES: Table = embedded!("entities.tsv", "entities.order");
pub(crate) static IDS: Table = embedded!("entities.tsv", "ids.order");
pub(crate) static DOMAINS: Table = embedded!("entities.tsv", "domains.order");
pub(crate) static SURNAMES: Table = embedded!("entities.tsv", "surnames.order");
pub(crate) static PLACES: Table = embedded!("places.tsv", "places.order");
pub(crate) static TITLES: Table = embedded!("titles.tsv", "titles.order");
pub(crate) static GROUPS: Table = embedded!("groups.tsv", "groups.order");

/// The hash of the embedded tables, in hexadecimal.
pub(crate) const EMBEDDED_HASH: &str = include_str!(concat!(env!("OUT_DIR"), "/tables.hash"));

/// A table with the user's rows, where there are any.
pub(crate) struct Layered {
    pub(crate) base: &'static Table,
    pub(crate) own: Option<Table>,
    /// The first cells of the user's rows: embedded rows that begin alike are hidden.
    replaced: BTreeSet<String>,
}

impl Layered {
    /// The embedded table alone.
    pub(crate) const fn embedded(base: &'static Table) -> Self {
        Self { base, own: None, replaced: BTreeSet::new() }
    }

    /// The embedded table under the rows of `dir/file`, where there is such a file. Each of its rows goes through `check`.
    pub(crate) fn under(
        base: &'static Table,
        columns: &[usize],
        path: &Path,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<Self, Error> {
        if !path.exists() {
            return Ok(Self::embedded(base));
        }
        let text = fs::read_to_string(path).map_err(|source| Error::File { path: path.to_owned(), source })?;
        let text = text.replace("\r\n", "\n");
        checked(base, &text, check).map_err(|(line, reason)| Error::Row { path: path.to_owned(), line, reason })?;
        let own = Table::read(text, columns);
        let replaced = own.rows().map(|(_, row)| first_cell(row).to_owned()).collect();
        Ok(Self { base, own: Some(own), replaced })
    }

    /// The rows that hold a name with this key, each with the name; the user's rows first, without those they replace.
    pub(crate) fn find(&self, key: &str) -> Vec<(&str, &str)> {
        let own = self.own.iter().flat_map(|own| own.find(key).into_iter().map(|(at, name)| (own.row(at), name)));
        let base = self.base.find(key).into_iter().map(|(at, name)| (self.base.row(at), name));
        own.chain(base.filter(|(row, _)| !self.hides(row))).collect()
    }

    /// Whether the user's rows replace this embedded row.
    pub(crate) fn hides(&self, row: &str) -> bool {
        self.replaced.contains(first_cell(row))
    }
}

fn first_cell(row: &str) -> &str {
    row.split('\t').next().unwrap_or(row)
}

fn checked(base: &Table, text: &str, check: impl Fn(&str) -> Result<(), String>) -> Result<(), (usize, String)> {
    let header = base.text().lines().find(|line| !line.starts_with('#')).unwrap_or("");
    let mut columns_seen = false;
    for (at, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if columns_seen {
            check(line).map_err(|reason| (at + 1, reason))?;
        } else if line == header {
            columns_seen = true;
        } else {
            let columns = header.replace('\t', ", ");
            return Err((at + 1, format!("the first row must name the columns, parted by tabs: {columns}")));
        }
    }
    Ok(())
}

/// The cells of a row.
pub(crate) fn cells<const N: usize>(row: &str) -> Result<[&str; N], String> {
    let cells: Vec<&str> = row.split('\t').collect();
    let n_cells = cells.len();
    cells.try_into().map_err(|_| format!("{n_cells} cells, not {N}"))
}

/// The parts of a cell, parted by "|".
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|part| !part.is_empty())
}

/// A number or other value in a cell.
pub(crate) fn value<T: std::str::FromStr>(cell: &str, what: &str) -> Result<T, String> {
    cell.parse().map_err(|_| format!("\"{cell}\" is no {what}"))
}

/// A country code: three capital letters.
pub(crate) fn country_code(cell: &str) -> Result<&str, String> {
    let fits = cell.len() == 3 && cell.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(cell) } else { Err(format!("\"{cell}\" is no country code of three capital letters")) }
}

/// "1" or "0".
pub(crate) fn yes(cell: &str) -> Result<bool, String> {
    match cell {
        "1" => Ok(true),
        "0" => Ok(false),
        _ => Err(format!("\"{cell}\" is neither 1 nor 0")),
    }
}
