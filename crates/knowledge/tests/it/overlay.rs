use std::{fs, path::PathBuf};

use knowledge::{Error, Knowledge};
use record::Sector;

use super::day;

/// A folder of one file, removed at the end.
struct Overlay(PathBuf);

impl Overlay {
    fn with(test: &str, file: &str, text: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("knowledge-{}-{test}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(file), text).unwrap();
        Self(dir)
    }
}

impl Drop for Overlay {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ENTITY: &str = "id\tkind\tcountry\tsector\tcertain\tname\taliases\tsurnames\troles\tdomains\n";
const PLACE: &str = "geonames\tname\talternates\tcountry\tadmin1\tlat\tlon\tfeature\tpopulation\n";

#[test]
fn the_users_rows_win() {
    let person = "person:usa:marco-rubio\tperson\tUSA\tGOV\t1\tMarco Rubio\tMister Test\tRubio\tGOV:SEC~Clerk~2030-01-01~~2030-01-01~2031-01-01\t\n";
    let overlay = Overlay::with("win", "entities.tsv", &format!("# mine\n{ENTITY}{person}"));
    let knowledge = Knowledge::with_overlay(&overlay.0).unwrap();
    assert_eq!(knowledge.entities("Marco Rubio").len(), 1);
    assert_eq!(knowledge.entities("Mister Test")[0].id, "person:usa:marco-rubio");
    let holders = knowledge.holders("USA", "GOV:FM", Some(day("2025-03-01")));
    assert!(holders.iter().all(|holder| holder.entity.name != "Marco Rubio"));
    assert!(knowledge.holders("USA", "GOV:SEC", Some(day("2030-05-01")))[0].certain);
    assert_eq!(knowledge.entities("Hamas")[0].sector, Sector::Reb);
    assert_ne!(knowledge.hash(), Knowledge::embedded().hash());
}

#[test]
fn places_words_titles_and_groups_can_be_added() {
    let overlay = Overlay::with(
        "add",
        "places.tsv",
        &format!("{PLACE}-9001\tPort Imaginary\tImaginary\tFRA\t\t10\t20\tPPL\t5\r\n"),
    );
    fs::write(
        overlay.0.join("country_words.tsv"),
        "words\tiso3\thow\tnoun\trank\nHotel Imaginary\tFRA\tmetonym\t\t1\n",
    )
    .unwrap();
    fs::write(overlay.0.join("titles.tsv"), "words\toffice\tsector\tkind\ngeneral\t\tBUS\tperson\n").unwrap();
    fs::write(overlay.0.join("groups.tsv"), "words\tkind\tsector\tpersons\nwardancer\tcrowd\tCVL\t1\n").unwrap();
    let knowledge = Knowledge::with_overlay(&overlay.0).unwrap();
    assert_eq!(knowledge.places("Imaginary")[0].name, "Port Imaginary");
    assert_eq!(knowledge.places("Doha")[0].geonames, 290_030);
    assert_eq!(knowledge.country_called("the Hotel Imaginary").unwrap().iso3, "FRA");
    assert_eq!(knowledge.title("General").unwrap().sector, Sector::Bus);
    assert_eq!(knowledge.group("wardancers").unwrap().sector, Sector::Cvl);
}

fn check_broken(test: &str, file: &str, text: &str, line: usize, reason: &str) {
    let overlay = Overlay::with(test, file, text);
    let error = Knowledge::with_overlay(&overlay.0).err().expect("a broken row is an error");
    let Error::Row { path, line: found, reason: why } = &error else { panic!("{error}") };
    assert!(path.ends_with(file));
    assert_eq!((*found, why.as_str()), (line, reason));
    assert!(error.to_string().contains(&format!("{file}: line {line}: {reason}")), "{error}");
}

#[test]
fn a_broken_row_gives_file_line_and_reason() {
    let good = "-1\tA\t\tFRA\t\t10\t20\tPPL\t5\n";
    check_broken("cells", "places.tsv", &format!("{PLACE}{good}-2\tB\n"), 3, "2 cells, not 9");
    check_broken(
        "lat",
        "places.tsv",
        &format!("{PLACE}\n-2\tB\t\tFRA\t\t95\t20\tPPL\t5\n"),
        3,
        "95, 20 is nowhere on the map",
    );
    check_broken(
        "country",
        "places.tsv",
        &format!("{PLACE}-2\tB\t\tFrance\t\t9\t20\tPPL\t5\n"),
        2,
        "\"France\" is no country code of three capital letters",
    );
    check_broken(
        "header",
        "places.tsv",
        good,
        1,
        "the first row must name the columns, parted by tabs: geonames, name, alternates, country, admin1, lat, lon, feature, population",
    );
    check_broken(
        "sector",
        "titles.tsv",
        "words\toffice\tsector\tkind\nduke\t\tXXX\tperson\n",
        2,
        "\"XXX\" is no sector",
    );
    check_broken(
        "date",
        "entities.tsv",
        &format!("{ENTITY}x\tperson\tFRA\tGOV\t1\tX Y\t\tY\tGOV:FM~~2025-13-01~~~\t\n"),
        2,
        "\"2025-13-01\" is no date",
    );
}

#[test]
fn a_missing_folder_is_an_error() {
    let error = Knowledge::with_overlay(std::path::Path::new("/nonexistent/overlay")).err().unwrap();
    assert!(matches!(error, Error::File { .. }), "{error}");
}
