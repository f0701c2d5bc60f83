//! All tables behind one door.

use std::{cmp::Reverse, collections::BTreeMap, path::Path, sync::LazyLock};

use jiff::civil::Date;
use record::ActorKind;
use smol_str::SmolStr;

use crate::{
    Country, CountryName, Entity, Error, Group, Holder, OfficeRole, Place, Title,
    country::WordRow,
    entities::Entities,
    name::{case_fits, key},
    tables::{COUNTRIES, COUNTRY_WORDS, EMBEDDED_HASH, GROUPS, Layered, PLACES, TITLES},
};

/// All that is known of countries, actors, places, titles and groups.
pub struct Knowledge {
    hash: String,
    countries: BTreeMap<SmolStr, Country>,
    country_words: Layered,
    entities: Entities,
    places: Layered,
    titles: Layered,
    groups: Layered,
}

impl Knowledge {
    /// The embedded tables.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Knowledge> = LazyLock::new(|| Knowledge {
            hash: format!("blake3:{EMBEDDED_HASH}"),
            countries: countries(&Layered::embedded(&COUNTRIES)),
            country_words: Layered::embedded(&COUNTRY_WORDS),
            entities: Entities::embedded(),
            places: Layered::embedded(&PLACES),
            titles: Layered::embedded(&TITLES),
            groups: Layered::embedded(&GROUPS),
        });
        &EMBEDDED
    }

    /// The embedded tables and a user's own rows, which win.
    ///
    /// `dir` may hold any of `countries.tsv`, `country_words.tsv`, `entities.tsv`, `places.tsv`, `titles.tsv` and
    /// `groups.tsv`, each with the columns of the embedded table of that name in its first row. A row takes the place of
    /// all embedded rows with the same first cell. Other files are not looked at.
    pub fn with_overlay(dir: &Path) -> Result<Self, Error> {
        std::fs::read_dir(dir).map_err(|source| Error::File { path: dir.to_owned(), source })?;
        let file = |name: &str| dir.join(name);
        let known = Layered::under(&COUNTRIES, &[0], &file("countries.tsv"), |row| Country::of_row(row).map(|_| ()))?;
        let knowledge = Self {
            hash: overlay_hash(dir)?,
            countries: countries(&known),
            country_words: Layered::under(&COUNTRY_WORDS, &[0], &file("country_words.tsv"), |row| {
                WordRow::of_row(row).map(|_| ())
            })?,
            entities: Entities::under(&file("entities.tsv"))?,
            places: Layered::under(&PLACES, &[1, 2], &file("places.tsv"), |row| Place::of_row(row).map(|_| ()))?,
            titles: Layered::under(&TITLES, &[0], &file("titles.tsv"), |row| Title::of_row(row).map(|_| ()))?,
            groups: Layered::under(&GROUPS, &[0], &file("groups.tsv"), |row| Group::of_row(row).map(|_| ()))?,
        };
        Ok(knowledge)
    }

    /// `blake3:` and the hash of all tables.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The country with this ISO 3166-1 alpha-3 code.
    pub fn country(&self, iso3: &str) -> Option<&Country> {
        self.countries.get(iso3)
    }

    /// The country that these words stand for: its name, adjective, people, capital or another seat of its government.
    ///
    /// Words without a capital letter stand for none, abbreviations must be in capitals: "us" is no country.
    pub fn country_called(&self, words: &str) -> Option<CountryName> {
        let rows = self.country_words.find(&key(words)).into_iter();
        let fitting = rows.filter(|(_, known)| case_fits(known, words));
        WordRow::likeliest(fitting.filter_map(|(row, _)| WordRow::of_row(row).ok()).collect())
    }

    /// All persons and bodies of this name or alias, whatever its case and accents; in the order of their ids.
    ///
    /// An abbreviation must be in capitals ("IS", "WHO"), any other name must hold one capital.
    pub fn entities(&self, name: &str) -> Vec<&Entity> {
        self.entities.named(name)
    }

    /// The person or body with this id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.with_id(id)
    }

    /// All persons of this surname: "Rubio", "von der Leyen", "al-Sharaa" and "Sharaa".
    pub fn persons_by_surname(&self, surname: &str) -> Vec<&Entity> {
        self.entities.surnamed(surname)
    }

    /// Who held an office of a country (ISO3, or `IGO`) on that day, the sure before the unsure, the later in office
    /// before the earlier. Without a day, those who came to office last of all, none certain.
    ///
    /// `GOV:HOG` of a country whose president leads the government himself finds the president (`GOV:HOS`).
    pub fn holders(&self, country: &str, office: &str, date: Option<Date>) -> Vec<Holder<'_>> {
        let mut found = self.holders_of(country, office, date);
        if found.is_empty() && office == "GOV:HOG" {
            found = self.holders_of(country, "GOV:HOS", date);
        }
        found.sort_by_key(|holder| Reverse((holder.certain, holder.role.from)));
        found
    }

    fn holders_of(&self, country: &str, office: &str, date: Option<Date>) -> Vec<Holder<'_>> {
        let roles: Vec<_> = self
            .entities
            .of_office(country, office)
            .into_iter()
            .flat_map(|entity| entity.roles.iter().map(move |role| (entity, role)))
            .filter(|(_, role)| role.office == office)
            .collect();
        let latest = roles.iter().filter_map(|(_, role)| role.from).max();
        let certain = |role: &OfficeRole| match date {
            Some(date) => role.at(date),
            None => (role.from.is_some() && role.from == latest).then_some(false),
        };
        let held = roles.iter().filter_map(|&(entity, role)| Some((entity, role, certain(role)?)));
        held.map(|(entity, role, certain)| Holder { entity, role, certain }).collect()
    }

    /// What a title says: "prime minister", "former general", "ministers", "president of the senate".
    ///
    /// Looks for the words as a whole, then without what follows "of", "for" and the like, then for their end: "Israeli
    /// defence minister".
    pub fn title(&self, words: &str) -> Option<Title> {
        let exact = |words: &str| self.titles.find(&key(words)).first().and_then(|(row, _)| Title::of_row(row).ok());
        Title::read(words, exact, |words| self.country_called(words).is_some())
    }

    /// What a common noun or short phrase says of an unnamed actor: "protester", "security forces", "masked gunmen".
    pub fn group(&self, noun: &str) -> Option<Group> {
        Group::read(noun, |words| self.groups.find(&key(words)).first().and_then(|(row, _)| Group::of_row(row).ok()))
    }

    /// All places of this name, the likeliest first: by size and rank, where another name than a place's own counts less.
    pub fn places(&self, name: &str) -> Vec<Place> {
        if !name.chars().any(char::is_uppercase) {
            return Vec::new();
        }
        let sought = key(name);
        let mut places: Vec<Place> = Vec::new();
        for (row, _) in self.places.find(&sought) {
            if let Ok(mut place) = Place::of_row(row) {
                place.alternate = key(&place.name) != sought;
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        places.sort_by_key(|place| (Reverse(place.weight()), place.alternate, place.geonames));
        places
    }

    /// The news outlet of this name.
    pub fn outlet(&self, name: &str) -> Option<&Entity> {
        self.entities(name).into_iter().find(|entity| entity.kind == ActorKind::Outlet)
    }

    /// The news outlet at this internet domain, subdomains included.
    pub fn outlet_of_domain(&self, domain: &str) -> Option<&Entity> {
        let domain = domain.trim_end_matches('.').to_ascii_lowercase();
        let mut rest = domain.as_str();
        loop {
            if let Some(outlet) = self.entities.of_domain(rest) {
                return Some(outlet);
            }
            rest = rest.split_once('.')?.1;
        }
    }
}

fn countries(table: &Layered) -> BTreeMap<SmolStr, Country> {
    let own = table.own.iter().flat_map(|own| own.rows());
    let rows = table.base.rows().chain(own);
    rows.filter_map(|(_, row)| Country::of_row(row).ok()).map(|country| (country.iso3.clone(), country)).collect()
}

/// The hash of the embedded tables and of the user's, in the order of their names.
fn overlay_hash(dir: &Path) -> Result<String, Error> {
    let mut hasher = blake3::Hasher::new();
    hasher.update(EMBEDDED_HASH.as_bytes());
    for name in ["countries", "country_words", "entities", "groups", "places", "titles"] {
        let path = dir.join(format!("{name}.tsv"));
        if path.exists() {
            let bytes = std::fs::read(&path).map_err(|source| Error::File { path, source })?;
            hasher.update(name.as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
    }
    Ok(format!("blake3:{}", hasher.finalize().to_hex()))
}
