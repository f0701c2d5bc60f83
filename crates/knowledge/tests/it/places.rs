use knowledge::Knowledge;
use record::Precision;

fn first(name: &str) -> (String, Option<String>, Precision) {
    let places = Knowledge::embedded().places(name);
    let place = places.first().unwrap_or_else(|| panic!("{name} is no place"));
    (place.name.to_string(), place.country.as_ref().map(ToString::to_string), place.precision)
}

fn check(name: &str, found: &str, country: Option<&str>, precision: Precision) {
    assert_eq!(first(name), (found.to_owned(), country.map(str::to_owned), precision), "{name}");
}

#[test]
fn towns_provinces_countries_and_regions() {
    check("Doha", "Doha", Some("QAT"), Precision::City);
    check("Sao Paulo", "São Paulo", Some("BRA"), Precision::City);
    check("São Paulo", "São Paulo", Some("BRA"), Precision::City);
    check("Kiev", "Kyiv", Some("UKR"), Precision::City);
    check("Paris", "Paris", Some("FRA"), Precision::City);
    check("Strait of Hormuz", "Strait of Hormuz", None, Precision::Region);
    check("Rafah crossing", "Rafah crossing", Some("EGY"), Precision::Point);
    check("West Bank", "West Bank", Some("PSE"), Precision::Region);
    check("Europe", "Europe", None, Precision::Region);
}

#[test]
fn namesakes_come_likeliest_first() {
    let places = Knowledge::embedded().places("Georgia");
    assert_eq!(places[0].country.as_deref(), Some("GEO"));
    assert!(places.iter().any(|place| place.country.as_deref() == Some("USA") && place.precision == Precision::Admin1));
    let parises = Knowledge::embedded().places("Paris");
    assert!(parises.len() >= 2);
    assert!(parises.iter().any(|place| place.admin1.as_deref() == Some("Texas")));
}

#[test]
fn another_name_says_so() {
    let knowledge = Knowledge::embedded();
    assert!(knowledge.places("Kiev")[0].alternate);
    assert!(!knowledge.places("Kyiv")[0].alternate);
    let gaza: Vec<_> = knowledge.places("Gaza").into_iter().map(|place| (place.name, place.alternate)).collect();
    assert!(gaza.contains(&("Gaza".into(), false)) && gaza.contains(&("Gaza Strip".into(), true)), "{gaza:?}");
    assert_eq!(gaza[0].0, "Gaza Strip");
}

#[test]
fn coordinates_and_province() {
    let doha = Knowledge::embedded().places("Doha").remove(0);
    assert_eq!(doha.geonames, 290_030);
    assert!((doha.lat - 25.29).abs() < 0.05 && (doha.lon - 51.53).abs() < 0.05);
    let kherson = Knowledge::embedded().places("Kherson");
    assert!(
        kherson.iter().any(|place| place.admin1.as_deref() == Some("Kherson") && place.precision == Precision::City)
    );
}

#[test]
fn words_without_a_capital_are_no_place() {
    assert!(Knowledge::embedded().places("paris").is_empty());
    assert!(Knowledge::embedded().places("Nowhere in Particular").is_empty());
    assert!(Knowledge::embedded().places("").is_empty());
}
