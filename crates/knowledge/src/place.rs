//! Places on the map.

use record::Precision;
use smol_str::SmolStr;

use crate::tables::{cells, country_code, value};

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its GeoNames id; 0 for a place that GeoNames lacks.
    pub geonames: u32,
    /// Its name in English.
    pub name: SmolStr,
    /// ISO 3166-1 alpha-3; `None` for a sea, a continent and the like.
    pub country: Option<SmolStr>,
    /// The name of the province or state that holds it.
    pub admin1: Option<SmolStr>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How many people live there; 0 where that is not known.
    pub population: u64,
    /// GeoNames' feature code: `PPLC` a capital, `PPLA` the seat of a province, `ADM1` a province, `PPLX` a quarter.
    pub feature: SmolStr,
    /// How exactly the name says where.
    pub precision: Precision,
    /// Whether the name that was looked up is one of its other names.
    pub alternate: bool,
}

impl Place {
    pub(crate) fn of_row(row: &str) -> Result<Self, String> {
        let [geonames, name, _, country, admin1, lat, lon, feature, population] = cells(row)?;
        let id: i64 = value(geonames, "number")?;
        let (lat, lon) = (value(lat, "latitude")?, value(lon, "longitude")?);
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            return Err(format!("{lat}, {lon} is nowhere on the map"));
        }
        Ok(Self {
            geonames: u32::try_from(id).unwrap_or(0),
            name: name.into(),
            country: if country.is_empty() { None } else { Some(country_code(country)?.into()) },
            admin1: Some(admin1).filter(|admin1| !admin1.is_empty()).map(SmolStr::new),
            lat,
            lon,
            population: value(population, "number of inhabitants")?,
            feature: feature.into(),
            precision: precision(feature),
            alternate: false,
        })
    }

    /// How likely news means this one of several namesakes: by its inhabitants, seats of government before other towns,
    /// countries and regions known by name before all. Another name than its own counts an eighth: enough that "Kiev" is
    /// the city and "Gaza" the strip, too little for a town abroad to be named in a foreign language.
    pub(crate) fn weight(&self) -> u64 {
        self.weight_by_name() / if self.alternate { 8 } else { 1 }
    }

    fn weight_by_name(&self) -> u64 {
        match self.feature.as_str() {
            "PCLI" | "PCLD" | "PCLS" | "PCLF" | "PCLIX" | "TERR" => 1 << 40,
            "RGN" | "CONT" | "SEA" | "OCN" | "STRT" | "GULF" if self.population == 0 => 20_000_000,
            "PPLC" => self.population * 20 + 100_000,
            "PPLA" => self.population * 5 + 1_000,
            "PPLX" => self.population / 2,
            _ => self.population,
        }
    }
}

/// How exactly a place of GeoNames' feature code is known.
fn precision(feature: &str) -> Precision {
    match feature {
        "ADM1" => Precision::Admin1,
        "CRSG" | "AIRP" | "AIRB" | "INSM" | "PSN" | "CNL" | "BDG" | "FCL" | "ZN" | "DPR" => Precision::Point,
        "STLMT" => Precision::City,
        code if code.starts_with("PCL") || code == "TERR" => Precision::Country,
        code if code.starts_with("PPL") => Precision::City,
        _ => Precision::Region,
    }
}
