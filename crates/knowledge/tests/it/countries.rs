use knowledge::{CountryWord, Knowledge};

fn check(words: &str, expected: Option<(&str, CountryWord)>) {
    let found = Knowledge::embedded().country_called(words);
    let found = found.as_ref().map(|name| (name.iso3.as_str(), name.how));
    assert_eq!(found, expected, "{words}");
}

#[test]
fn names_adjectives_people_and_seats() {
    use CountryWord::{Adjective, Capital, Metonym, Name, People, Person};
    for (words, iso3, how) in [
        ("Israel", "ISR", Name),
        ("Israeli", "ISR", Adjective),
        ("Israelis", "ISR", People),
        ("Briton", "GBR", Person),
        ("Britons", "GBR", People),
        ("Dutch", "NLD", Adjective),
        ("Frenchmen", "FRA", People),
        ("Tehran", "IRN", Capital),
        ("Tel Aviv", "ISR", Metonym),
        ("the Kremlin", "RUS", Metonym),
        ("White House", "USA", Metonym),
        ("Élysée", "FRA", Metonym),
        ("Elysee Palace", "FRA", Metonym),
        ("Quai d’Orsay", "FRA", Metonym),
        ("The Hague", "NLD", Metonym),
        ("Côte d'Ivoire", "CIV", Name),
        ("Turkiye", "TUR", Name),
        ("the Netherlands", "NLD", Name),
        ("Burma", "MMR", Name),
        ("Soviet", "SUN", Adjective),
        ("Kosovars", "XKX", People),
        ("ISRAEL", "ISR", Name),
    ] {
        check(words, Some((iso3, how)));
    }
}

#[test]
fn short_forms_and_common_words_are_told_apart_by_case() {
    check("US", Some(("USA", CountryWord::Name)));
    check("U.S.", Some(("USA", CountryWord::Name)));
    check("UK", Some(("GBR", CountryWord::Name)));
    for word in ["us", "Us", "turkey", "china", "polish", "car", "Car", "chad"] {
        check(word, None);
    }
    check("Chad", Some(("TCD", CountryWord::Name)));
}

#[test]
fn doubtful_seats_are_none() {
    for word in ["Kandahar", "Kingdom", "Hamilton", "Douglas", "The Valley"] {
        check(word, None);
    }
}

#[test]
fn neighbours_in_spelling_stay_apart() {
    check("Niger", Some(("NER", CountryWord::Name)));
    check("Nigerien", Some(("NER", CountryWord::Adjective)));
    check("Nigerian", Some(("NGA", CountryWord::Adjective)));
    check("Guinea", Some(("GIN", CountryWord::Name)));
    check("Guinea-Bissau", Some(("GNB", CountryWord::Name)));
    check("Equatorial Guinea", Some(("GNQ", CountryWord::Name)));
    check("Papua New Guinea", Some(("PNG", CountryWord::Name)));
    check("South Sudanese", Some(("SSD", CountryWord::Adjective)));
    check("Sudanese", Some(("SDN", CountryWord::Adjective)));
    check("South Korean", Some(("KOR", CountryWord::Adjective)));
    check("North Korea", Some(("PRK", CountryWord::Name)));
}

#[test]
fn a_word_of_several_countries_names_the_others() {
    let knowledge = Knowledge::embedded();
    for (words, iso3, other) in
        [("Congo", "COD", "COG"), ("Congolese", "COD", "COG"), ("Korean", "KOR", "PRK"), ("Dominican", "DOM", "DMA")]
    {
        let name = knowledge.country_called(words).unwrap();
        assert_eq!(name.iso3, iso3, "{words}");
        assert!(name.also.iter().any(|code| code == other), "{words}: {:?}", name.also);
    }
    assert!(knowledge.country_called("Georgia").unwrap().also.is_empty());
}

#[test]
fn nouns_say_whether_they_mean_one_or_many() {
    let noun = |words| Knowledge::embedded().country_called(words).map(|name| (name.person, name.people)).unwrap();
    assert_eq!(noun("Israeli"), (true, false));
    assert_eq!(noun("Israelis"), (false, true));
    assert_eq!(noun("Chinese"), (true, true));
    assert_eq!(noun("British"), (false, true));
    assert_eq!(noun("Israel"), (false, false));
}

#[test]
fn countries_by_code() {
    let knowledge = Knowledge::embedded();
    assert_eq!(knowledge.country("QAT").unwrap().name, "Qatar");
    assert!(knowledge.country("XKX").unwrap().independent);
    assert!(!knowledge.country("BMU").unwrap().independent);
    assert!(knowledge.country("SUN").unwrap().until.is_some());
    assert!(knowledge.country("DEU").unwrap().until.is_none());
    assert!(knowledge.country("ZZZ").is_none());
}

#[test]
fn the_hash_is_that_of_the_tables() {
    let hash = Knowledge::embedded().hash();
    assert_eq!(hash.len(), "blake3:".len() + 64);
    assert!(hash.starts_with("blake3:"));
}
