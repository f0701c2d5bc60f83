//! Other systems' columns.

use export::{Format, Profile, Reported, Settings};

use crate::Written;
use crate::made::{reported, twice_told};

/// What a system documents.
fn documented(profile: Profile) -> Vec<&'static str> {
    let lines = include_str!("columns.txt").lines();
    let mut columns = lines
        .map(|line| line.split('\t'))
        .find(|columns| columns.clone().next() == Some(profile.table().name))
        .unwrap();
    columns.next();
    columns.collect()
}

fn delimiter(profile: Profile) -> u8 {
    if profile == Profile::Acled { b',' } else { b'\t' }
}

/// The rows, with a header for all of them.
fn rows(profile: Profile, settings: Settings, all: &[Reported]) -> Vec<Vec<String>> {
    let mut rows = Written::of(Format::Profile(profile), settings, all).rows("", delimiter(profile));
    if profile == Profile::Gdelt2 {
        rows.insert(0, documented(profile).into_iter().map(str::to_owned).collect());
    }
    rows
}

fn values<'a>(rows: &'a [Vec<String>], row: usize, names: &[&str]) -> Vec<&'a str> {
    let at = |name: &&str| rows[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("no {name}"));
    names.iter().map(|name| rows[row][at(name)].as_str()).collect()
}

#[test]
fn columns_are_the_documented_ones() {
    for (profile, n_columns) in Profile::ALL.into_iter().zip([61, 20, 40, 31]) {
        let columns: Vec<&str> = profile.table().columns.iter().map(|column| column.name).collect();
        assert_eq!(columns, documented(profile));
        assert_eq!(columns.len(), n_columns);
        let rows = rows(profile, Settings::default(), &[reported()]);
        assert_eq!(rows[0], columns);
        assert!(rows.len() > 1 && rows.iter().all(|row| row.len() == n_columns));
    }
}

#[test]
fn gdelt() {
    let rows = rows(Profile::Gdelt2, Settings::default(), &[reported()]);
    assert_eq!(rows.len(), 1 + 3, "two recipients are two rows, what was denied is none");
    let names = ["SQLDATE", "MonthYear", "Year", "FractionDate"];
    assert_eq!(values(&rows, 1, &names), ["20240503", "202405", "2024", "2024.3369"]);
    assert_eq!(values(&rows, 2, &names), ["", "202404", "2024", ""]);
    let names = ["EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "IsRootEvent"];
    assert_eq!(values(&rows, 1, &names), ["042", "042", "04", "1", "1.9", "1"]);
    assert_eq!(values(&rows, 2, &names), ["0194", "019", "01", "4", "-10", "1"]);
    let names = ["Actor1Code", "Actor1Name", "Actor1CountryCode", "Actor1Type1Code", "Actor2Code", "Actor2Type1Code"];
    assert_eq!(values(&rows, 1, &names), ["CHEGOV", "IDA VOSS", "CHE", "GOV", "URY", ""]);
    let names = ["ActionGeo_Type", "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long"];
    assert_eq!(values(&rows, 1, &names), ["4", "Lumen, Colonia, Uruguay", "UY", "-34.12", "-57.99"]);
    assert_eq!(values(&rows, 2, &names), ["5", "Colonia, Uruguay", "UY", "", ""]);
    assert_eq!(values(&rows, 1, &["AvgTone", "DATEADDED", "SOURCEURL"]), ["", "", "https://harbour.example/1"]);
    assert_eq!(values(&rows, 1, &["NumMentions", "NumSources", "NumArticles"]), ["1", "1", "1"]);
}

#[test]
fn a_happening_is_one_row_to_gdelt_and_acled_and_each_reports_own_to_the_others() {
    let all = twice_told();
    let gdelt = rows(Profile::Gdelt2, Settings::default(), &all);
    let visits = gdelt.iter().filter(|row| row[26] == "042");
    assert_eq!(visits.clone().count(), 1);
    let counts: Vec<&str> = visits.flat_map(|row| row[31..34].iter().map(String::as_str)).collect();
    assert_eq!(counts, ["5", "2", "4"]);
    for profile in [Profile::Icews, Profile::Polecat] {
        assert_eq!(rows(profile, Settings::default(), &all).len(), 1 + 6, "{profile}");
    }
    let ids = |rows: &[Vec<String>]| rows[1..].iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    let unique = |mut ids: Vec<String>| {
        let n_ids = ids.len();
        ids.sort();
        ids.dedup();
        ids.len() == n_ids
    };
    assert!(Profile::ALL.into_iter().all(|profile| unique(ids(&rows(profile, Settings::default(), &all)))));
    assert_eq!(ids(&gdelt)[0], ids(&rows(Profile::Gdelt2, Settings::default(), &all[..1]))[0]);
}

#[test]
fn a_happening_has_the_row_of_the_first_event_that_can_be_held() {
    let mut all = twice_told();
    all[0].record.events[0].factuality = record::Factuality::Planned;
    let rows = rows(Profile::Gdelt2, Settings::default(), &all);
    let visits: Vec<_> = rows.iter().filter(|row| row[26] == "042").collect();
    assert_eq!(visits.len(), 1, "the first report only plans it");
    assert_eq!(visits[0][31], "5");
}

#[test]
fn icews() {
    let rows = rows(Profile::Icews, Settings::default(), &twice_told());
    let names = ["Event ID", "Event Date", "Event Text", "CAMEO Code", "Intensity", "Story ID", "Sentence Number"];
    assert_eq!(values(&rows, 1, &names), ["1", "2024-05-03", "Make a visit", "042", "1.9", "1", "1"]);
    assert_eq!(values(&rows, 4, &names)[..4], ["4", "2024-05-03", "Make a visit", "042"]);
    assert_eq!(values(&rows, 4, &names)[5], "2");
    let names = ["Source Name", "Source Sectors", "Source Country", "Target Country", "City", "Province", "Country"];
    assert_eq!(
        values(&rows, 1, &names),
        ["Ida Voß", "Government", "Switzerland", "Uruguay", "Lumen", "Colonia", "Uruguay"]
    );
    assert_eq!(values(&rows, 2, &["City", "Province", "Latitude"]), ["", "Colonia", ""]);
}

#[test]
fn polecat() {
    let rows = rows(Profile::Polecat, Settings::default(), &[reported()]);
    let names = ["Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Version"];
    let visit = ["2024-05-03", "CONSULT", "visit", "4", "VERBAL COOPERATION", "diplomatic;executive", "dateline 0.1.0"];
    assert_eq!(values(&rows, 1, &names), visit);
    let names = ["Actor Name", "Actor Country", "Actor COW", "Actor Title", "Actor Name Raw", "Raw Placename"];
    assert_eq!(values(&rows, 1, &names), ["Ida Voß", "CHE", "225", "Envoy", "Envoy Ida Voß", "Lumen on"]);
    assert_eq!(
        values(&rows, 3, &["Recipient Name", "Recipient Country", "Primary Recipient Sector"]),
        ["Marn", "", "JRN"]
    );
    assert_eq!(
        values(&rows, 1, &["Story People", "Story Organizations", "Story Locations"]),
        ["Ida Voß;Marn", "Rebels", "Lumen;Colonia"]
    );
}

#[test]
fn acled() {
    let written = Written::of(Format::Profile(Profile::Acled), Settings::default(), &[reported()]);
    assert_eq!((written.summary.n_rows, written.summary.n_left_out), (1, 1), "a visit is no violence");
    let rows = rows(Profile::Acled, Settings::default(), &[reported()]);
    let names = ["event_date", "year", "time_precision", "event_type", "sub_event_type", "civilian_targeting"];
    let shelling =
        ["", "2024", "3", "Explosions/Remote violence", "Shelling/artillery/missile attack", "Civilian targeting"];
    assert_eq!(values(&rows, 1, &names), shelling);
    let names = ["actor1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "fatalities"];
    assert_eq!(values(&rows, 1, &names), ["Rebels", "2", "traders", "Marn", "7", "27", "6"]);
    let names = ["iso", "country", "admin1", "location", "latitude", "geo_precision", "region"];
    assert_eq!(values(&rows, 1, &names), ["858", "Uruguay", "Colonia", "", "", "3", ""]);
}

#[test]
fn the_day_of_publication_stands_in_only_where_it_is_asked_for() {
    let mut undated = reported();
    undated.record.events[0].date = None;
    let settings = Settings { date_by_publication: true, ..Settings::default() };
    for (settings, day) in [(Settings::default(), ""), (settings, "2024-05-04")] {
        let rows = rows(Profile::Icews, settings, std::slice::from_ref(&undated));
        assert_eq!(values(&rows, 1, &["Event Date"]), [day]);
        // What tells a month is not of that day.
        assert_eq!(values(&rows, 2, &["Event Date"]), [""]);
    }
}

#[test]
fn the_manual_says_what_stands_in_every_column() {
    let manual = include_str!("../../../../docs/export.md");
    for profile in Profile::ALL {
        let table: String = profile
            .table()
            .columns
            .iter()
            .map(|column| format!("| `{}` | {} |\n", column.name, column.about))
            .collect();
        assert!(manual.contains(&table), "docs/export.md lacks this table of {profile}:\n{table}");
    }
}
