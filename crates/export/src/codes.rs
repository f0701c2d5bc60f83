//! The codes by which other systems call countries, modes and quarters.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use knowledge::Knowledge;
use record::{EventType, Quad, Sector};

/// What other systems call a country. Empty where they have no code for it.
pub(crate) struct CountryCodes {
    /// ISO 3166-1 numeric, without leading zeros, as ACLED has it.
    pub(crate) number: &'static str,
    /// FIPS 10-4, now called GEC.
    pub(crate) gec: &'static str,
    /// The number of the Correlates of War project.
    pub(crate) cow: &'static str,
    /// CAMEO's code; ISO alpha-3 but for a few.
    pub(crate) cameo: &'static str,
}

/// The codes of the country with this ISO 3166-1 alpha-3 code.
pub(crate) fn country(iso3: &str) -> Option<&'static CountryCodes> {
    static TABLE: LazyLock<BTreeMap<&str, CountryCodes>> = LazyLock::new(|| {
        let rows = rows(include_str!("../../../data/export/countries.csv"));
        rows.map(|[iso3, number, gec, cow, cameo]| (iso3, CountryCodes { number, gec, cow, cameo })).collect()
    });
    TABLE.get(iso3)
}

/// The name of a country in English news; empty for what is none.
pub(crate) fn country_name(iso3: &str) -> &'static str {
    Knowledge::embedded().country(iso3).map_or("", |country| country.name.as_str())
}

/// PLOVER's score of a type, or of one of its modes.
pub(crate) fn plover_score(kind: EventType, mode: Option<&str>) -> Option<f64> {
    let score = |mode: &str| plover().get(&(kind.as_str(), mode)).and_then(|score| score.parse().ok());
    mode.and_then(score).or_else(|| score(""))
}

/// A mode as PLOVER's manual calls it, by any of its names; `None` for a mode that the manual lacks.
pub(crate) fn plover_mode(kind: EventType, mode: &str) -> Option<&'static str> {
    let row = knowledge::codebook::Codebook::embedded().mode(kind, mode)?;
    let mut names = std::iter::once(&row.name).chain(&row.other_names);
    names.find_map(|name| plover().get_key_value(&(kind.as_str(), name.as_str())).map(|((_, name), _)| *name))
}

fn plover() -> &'static BTreeMap<(&'static str, &'static str), &'static str> {
    static TABLE: LazyLock<BTreeMap<(&str, &str), &str>> = LazyLock::new(|| {
        let rows = rows(include_str!("../../../data/export/plover.csv"));
        rows.map(|[kind, mode, score]| ((kind, mode), score)).collect()
    });
    &TABLE
}

/// The rows of a table whose cells hold no comma; tests check that they have all cells.
fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter_map(|line| line.split(',').collect::<Vec<_>>().try_into().ok())
}

/// The quarter as CAMEO numbers it.
pub(crate) fn quad_number(quad: Quad) -> i64 {
    match quad {
        Quad::VerbalCooperation => 1,
        Quad::MaterialCooperation => 2,
        Quad::VerbalConflict => 3,
        Quad::MaterialConflict => 4,
    }
}

/// A sector as CAMEO and GDELT call it; `None` for one that they lack.
pub(crate) fn cameo_role(sector: Sector) -> Option<&'static str> {
    match sector {
        Sector::Pty | Sector::Rel | Sector::Unk => None,
        other => Some(other.as_str()),
    }
}

/// A sector as PLOVER calls it: media are its `JRN`, for its `MED` are physicians.
pub(crate) fn plover_sector(sector: Sector) -> &'static str {
    match sector {
        Sector::Med => "JRN",
        Sector::Unk => "",
        other => other.as_str(),
    }
}

/// A sector in the words of ICEWS; empty for one that it lacks.
pub(crate) fn icews_sector(sector: Sector) -> &'static str {
    match sector {
        Sector::Gov => "Government",
        Sector::Leg => "Legislative / Parliamentary",
        Sector::Jud => "Judicial",
        Sector::Mil => "Military",
        Sector::Cop => "Police",
        Sector::Spy => "Intelligence Ministry",
        Sector::Opp => "Dissident",
        Sector::Pty => "Parties",
        Sector::Reb => "Rebel",
        Sector::Cvl => "General Population / Civilian / Social",
        Sector::Lab => "Labor",
        Sector::Edu => "Education",
        Sector::Med => "Media",
        Sector::Bus => "Business",
        Sector::Ngo => "Nongovernmental Organizations / Activists",
        Sector::Crm => "Criminals / Gangs",
        Sector::Igo => "International Government Organization",
        Sector::Rel | Sector::Unk => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        for (table, cells) in [
            (include_str!("../../../data/export/countries.csv"), 5),
            (include_str!("../../../data/export/plover.csv"), 3),
        ] {
            assert!(table.lines().all(|line| line.split(',').count() == cells));
        }
        let codes = country("URY").unwrap();
        assert_eq!((codes.number, codes.gec, codes.cow, codes.cameo), ("858", "UY", "165", "URY"));
        assert_eq!(country("ROU").unwrap().cameo, "ROM");
        assert_eq!(country_name("URY"), "Uruguay");
    }

    #[test]
    fn modes_are_called_as_the_manual_calls_them() {
        assert_eq!(plover_mode(EventType::Assault, "assassinate"), Some("targeted"));
        assert_eq!(plover_mode(EventType::Assault, "firearms"), Some("firearms"));
        assert_eq!(plover_mode(EventType::Assault, "cleansing"), None);
        assert_eq!(plover_score(EventType::Assault, Some("firearms")), Some(-9.0));
        assert_eq!(plover_score(EventType::Aid, None), Some(10.0));
    }
}
