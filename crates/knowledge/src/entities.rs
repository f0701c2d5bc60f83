//! All persons and bodies, and the ways to find them.

use std::{path::Path, sync::OnceLock};

use smol_str::SmolStr;

use crate::{
    Entity, Error,
    name::{case_fits, key},
    table::Table,
    tables::{DOMAINS, ENTITIES, IDS, Layered, SURNAMES},
};

/// All persons and bodies, and the ways to find them. A row is read when it is first found, since one report names few.
pub(crate) struct Entities {
    /// The user's table, if there is one, then the embedded one.
    layers: Vec<Layer>,
}

/// The entities of one table.
struct Layer {
    ids: TableOf,
    names: TableOf,
    surnames: TableOf,
    domains: TableOf,
    /// Where each row begins; rows that the user replaced are missing.
    starts: Vec<u32>,
    /// What each of these rows says, once it has been asked for; `None` for a row that cannot be read.
    rows: Vec<OnceLock<Option<Entity>>>,
    /// Country, office and row of every role, in order, once an office has been asked for.
    offices: OnceLock<Vec<(SmolStr, SmolStr, usize)>>,
}

enum TableOf {
    Embedded(&'static Table),
    Own(Table),
}

impl Entities {
    /// The embedded entities.
    pub(crate) fn embedded() -> Self {
        Self { layers: vec![Layer::embedded(|_| false)] }
    }

    /// The embedded entities under those of a user's table.
    pub(crate) fn under(path: &Path) -> Result<Self, Error> {
        let check = |row: &str| Entity::of_row(row).map(|_| ());
        let known = Layered::under(&ENTITIES, &[5, 6], path, check)?;
        let own = known.own.as_ref().map(|table| Layer::own(table.text()));
        Ok(Self { layers: own.into_iter().chain([Layer::embedded(|row| known.hides(row))]).collect() })
    }

    /// Those of this name or alias, the user's first, else in the order of their rows.
    pub(crate) fn named(&self, name: &str) -> Vec<&Entity> {
        self.found(name, |layer| &layer.names, case_fits)
    }

    /// Persons of this surname.
    pub(crate) fn surnamed(&self, surname: &str) -> Vec<&Entity> {
        self.found(surname, |layer| &layer.surnames, case_fits)
    }

    /// The one with this id.
    pub(crate) fn with_id(&self, id: &str) -> Option<&Entity> {
        self.found(id, |layer| &layer.ids, |known, id| known == id).into_iter().next()
    }

    /// The one with this internet domain.
    pub(crate) fn of_domain(&self, domain: &str) -> Option<&Entity> {
        self.found(domain, |layer| &layer.domains, |known, domain| known == domain).into_iter().next()
    }

    /// All who ever held this office of this country.
    pub(crate) fn of_office(&self, country: &str, office: &str) -> Vec<&Entity> {
        let holders = |layer| Layer::of_office(layer, country, office);
        self.layers.iter().flat_map(holders).collect()
    }

    fn found(&self, name: &str, table: impl Fn(&Layer) -> &TableOf, fits: impl Fn(&str, &str) -> bool) -> Vec<&Entity> {
        let sought = key(name);
        let mut found = Vec::new();
        for layer in &self.layers {
            let hits = table(layer).table().find(&sought).into_iter();
            let starts = hits.filter(|(_, known)| fits(known, name)).map(|(start, _)| start as u32);
            let mut rows: Vec<usize> = starts.filter_map(|start| layer.starts.binary_search(&start).ok()).collect();
            rows.sort_unstable();
            rows.dedup();
            found.extend(rows.into_iter().filter_map(|row| layer.entity(row)));
        }
        found
    }
}

impl Layer {
    fn embedded(hidden: impl Fn(&str) -> bool) -> Self {
        let tables = [&IDS, &ENTITIES, &SURNAMES, &DOMAINS].map(TableOf::Embedded);
        Self::of(tables, hidden)
    }

    fn own(text: &str) -> Self {
        let columns: [&[usize]; 4] = [&[0], &[5, 6], &[7], &[9]];
        Self::of(columns.map(|columns| TableOf::Own(Table::read(text.to_owned(), columns))), |_| false)
    }

    fn of([ids, names, surnames, domains]: [TableOf; 4], hidden: impl Fn(&str) -> bool) -> Self {
        let shown = names.table().rows().filter(|(_, row)| !hidden(row));
        let starts: Vec<u32> = shown.map(|(start, _)| start as u32).collect();
        let rows = starts.iter().map(|_| OnceLock::new()).collect();
        Self { ids, names, surnames, domains, starts, rows, offices: OnceLock::new() }
    }

    fn entity(&self, row: usize) -> Option<&Entity> {
        // Embedded rows are read by a test, the user's on the way in, so that none is lost here.
        self.rows[row].get_or_init(|| Entity::of_row(self.text(row)).ok()).as_ref()
    }

    fn text(&self, row: usize) -> &str {
        self.names.table().row(self.starts[row] as usize)
    }

    fn of_office(&self, country: &str, office: &str) -> Vec<&Entity> {
        let offices = self.offices.get_or_init(|| self.order_of_offices());
        let wanted = (country, office);
        let first = offices.partition_point(|(country, office, _)| (country.as_str(), office.as_str()) < wanted);
        let held =
            offices[first..].iter().take_while(|(country, office, _)| (country.as_str(), office.as_str()) == wanted);
        held.filter_map(|&(_, _, row)| self.entity(row)).collect()
    }

    /// Country and office of every role, without reading its days.
    fn order_of_offices(&self) -> Vec<(SmolStr, SmolStr, usize)> {
        let mut offices = Vec::new();
        for row in 0..self.starts.len() {
            let mut cells = self.text(row).split('\t');
            let (country, roles) = (cells.nth(2).unwrap_or(""), cells.nth(5).unwrap_or(""));
            for role in roles.split('|').filter(|role| !role.is_empty()) {
                let office = role.split('~').next().unwrap_or("");
                offices.push((SmolStr::new(country), SmolStr::new(office), row));
            }
        }
        offices.sort_unstable();
        offices.dedup();
        offices
    }
}

impl TableOf {
    fn table(&self) -> &Table {
        match self {
            Self::Embedded(table) => table,
            Self::Own(table) => table,
        }
    }
}
