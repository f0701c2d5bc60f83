//! Checks of every row of every embedded table.

use std::collections::BTreeSet;

use crate::{
    Country, Entity, Group, Place, Title,
    country::WordRow,
    name::{case_fits, key},
    table::Table,
    tables::{COUNTRIES, COUNTRY_WORDS, ENTITIES, GROUPS, PLACES, SURNAMES, TITLES},
};

fn check_rows<T>(table: &Table, least: usize, read: impl Fn(&str) -> Result<T, String>) -> Vec<T> {
    let rows: Vec<T> = table.rows().map(|(_, row)| read(row).unwrap_or_else(|why| panic!("{row}: {why}"))).collect();
    assert!(rows.len() >= least, "{} rows", rows.len());
    rows
}

#[test]
fn every_row_can_be_read() {
    let countries = check_rows(&COUNTRIES, 250, Country::of_row);
    let codes: BTreeSet<_> = countries.iter().map(|country| country.iso3.as_str()).collect();
    assert_eq!(codes.len(), countries.len());
    check_rows(&COUNTRY_WORDS, 1500, WordRow::of_row);
    for (_, row) in COUNTRY_WORDS.rows() {
        assert!(codes.contains(row.split('\t').nth(1).unwrap()), "{row}");
    }
    let entities = check_rows(&ENTITIES, 5900, Entity::of_row);
    for entity in &entities {
        let known = codes.contains(entity.country.as_str()) || ["IGO", "INT", "UNK"].contains(&entity.country.as_str());
        assert!(known, "{entity:?}");
    }
    for place in check_rows(&PLACES, 40_000, Place::of_row) {
        assert!(place.country.as_deref().is_none_or(|country| codes.contains(country)), "{place:?}");
    }
    check_rows(&TITLES, 400, Title::of_row);
    check_rows(&GROUPS, 400, Group::of_row);
}

#[test]
fn ids_are_the_only_ones() {
    for table in [&ENTITIES, &PLACES, &TITLES, &GROUPS] {
        let mut seen = BTreeSet::new();
        for (_, row) in table.rows() {
            assert!(seen.insert(row.split('\t').next()), "{row}");
        }
    }
}

#[test]
fn every_role_runs_forward() {
    for (_, row) in ENTITIES.rows() {
        for role in Entity::of_row(row).unwrap().roles {
            assert!(role.from.zip(role.to).is_none_or(|(from, to)| from < to), "{row}");
            if let Some((first, last)) = role.sure {
                assert!(first <= last && role.at(first) == Some(true) && role.at(last) == Some(true), "{row}");
            }
        }
    }
}

#[test]
fn every_name_is_found() {
    for (table, columns) in [(&PLACES, [1, 2]), (&ENTITIES, [5, 6]), (&SURNAMES, [7, 7])] {
        for (start, row) in table.rows().step_by(17) {
            let cells: Vec<&str> = row.split('\t').collect();
            for name in columns.iter().flat_map(|&column| cells[column].split('|')).filter(|name| !name.is_empty()) {
                assert!(table.find(&key(name)).iter().any(|found| found.0 == start), "{name} of {row}");
            }
        }
    }
}

#[test]
fn keys_fold_what_news_spells_in_many_ways() {
    for (one, other) in [
        ("The U.S.", "US"),
        ("São Paulo", "Sao Paulo"),
        ("Ben-Gvir", "Ben Gvir"),
        ("Sa’ar", "Saar"),
        ("Kraków", "KRAKOW"),
        ("Łódź", "Lodz"),
        ("Antigua & Barbuda", "Antigua and Barbuda"),
        ("Israel's", "Israel"),
    ] {
        assert_eq!(key(one), key(other));
    }
    assert_ne!(key("Niger"), key("Nigeria"));
    assert_eq!(key("  "), "");
}

#[test]
fn abbreviations_ask_for_capitals() {
    assert!(case_fits("US", "U.S.") && case_fits("WHO", "WHO") && case_fits("Turkey", "TURKEY"));
    assert!(!case_fits("US", "us") && !case_fits("WHO", "Who") && !case_fits("Turkey", "turkey"));
}
