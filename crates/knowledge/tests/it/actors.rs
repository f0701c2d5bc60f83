use knowledge::{Knowledge, SectorAt};
use record::{ActorKind, Sector};

use super::day;

fn holder(country: &str, office: &str, date: &str) -> Option<(String, bool)> {
    let holders = Knowledge::embedded().holders(country, office, Some(day(date)));
    holders.first().map(|holder| (holder.entity.name.to_string(), holder.certain))
}

fn check_holder(country: &str, office: &str, date: &str, name: &str, certain: bool) {
    assert_eq!(holder(country, office, date), Some((name.to_owned(), certain)), "{country} {office} {date}");
}

#[test]
fn office_holders_change_with_the_day() {
    check_holder("USA", "GOV:FM", "2025-01-19", "Antony Blinken", true);
    check_holder("USA", "GOV:FM", "2025-03-01", "Marco Rubio", true);
    check_holder("USA", "GOV:HOS", "2024-06-01", "Joe Biden", true);
    check_holder("USA", "GOV:HOS", "2007-06-01", "George W. Bush", true);
    check_holder("GBR", "GOV:HOG", "2007-06-26", "Tony Blair", true);
    check_holder("GBR", "GOV:HOG", "2007-06-27", "Gordon Brown", true);
    check_holder("DEU", "GOV:HOG", "2015-09-01", "Angela Merkel", true);
    check_holder("RUS", "GOV:HOS", "2010-01-01", "Dmitry Medvedev", true);
    check_holder("JPN", "GOV:HOG", "2014-05-01", "Shinzo Abe", true);
    check_holder("IGO", "IGO:UNSG", "2010-05-01", "Ban Ki-moon", true);
}

#[test]
fn a_president_who_leads_the_government_is_found_as_its_head() {
    check_holder("USA", "GOV:HOG", "2025-03-01", "Donald Trump", true);
    check_holder("MEX", "GOV:HOG", "2010-03-01", "Felipe Calderón", true);
}

#[test]
fn an_open_office_is_uncertain_long_after_the_tables_were_made() {
    let (_, certain) = holder("RUS", "GOV:FM", "2030-01-01").unwrap();
    assert!(!certain);
    assert!(holder("RUS", "GOV:FM", "1950-01-01").is_none());
}

#[test]
fn without_a_day_nothing_is_certain() {
    let holders = Knowledge::embedded().holders("DEU", "GOV:HOG", None);
    assert_eq!(holders.len(), 1);
    assert_eq!(holders[0].entity.name, "Friedrich Merz");
    assert!(!holders[0].certain);
}

#[test]
fn persons_by_name_and_surname() {
    let knowledge = Knowledge::embedded();
    let one = |name: &str| knowledge.entities(name).first().map(|entity| entity.id.to_string());
    assert_eq!(one("Marco Rubio").as_deref(), Some("person:usa:marco-rubio"));
    assert_eq!(one("MARCO RUBIO").as_deref(), Some("person:usa:marco-rubio"));
    assert_eq!(one("Recep Tayyip Erdoğan"), one("Tayyip Erdogan"));
    assert_eq!(one("Gideon Sa’ar"), one("Gideon Saar"));
    assert_eq!(one("Itamar Ben-Gvir"), one("Itamar Ben Gvir"));
    assert_eq!(one("George W Bush"), one("George W. Bush"));
    for (surname, name) in [
        ("Rubio", "Marco Rubio"),
        ("von der Leyen", "Ursula von der Leyen"),
        ("al-Sharaa", "Ahmed al-Sharaa"),
        ("Sharaa", "Ahmed al-Sharaa"),
        ("Yoon", "Yoon Suk Yeol"),
        ("Maduro", "Nicolás Maduro"),
        ("López Obrador", "Andrés Manuel López Obrador"),
    ] {
        let found = knowledge.persons_by_surname(surname);
        assert!(found.iter().any(|entity| entity.name == name), "{surname}: {found:?}");
    }
    assert!(knowledge.persons_by_surname("bush").is_empty());
    assert!(knowledge.persons_by_surname("Bush").len() >= 2);
}

#[test]
fn bodies_by_name_with_country_and_sector() {
    for (name, country, kind, sector) in [
        ("Hamas", "PSE", ActorKind::ArmedGroup, Sector::Reb),
        ("Hizbullah", "LBN", ActorKind::ArmedGroup, Sector::Reb),
        ("IS", "INT", ActorKind::ArmedGroup, Sector::Reb),
        ("State Department", "USA", ActorKind::Organ, Sector::Gov),
        ("the Pentagon", "USA", ActorKind::Organ, Sector::Gov),
        ("Justice Department", "USA", ActorKind::Organ, Sector::Gov),
        ("IDF", "ISR", ActorKind::Organ, Sector::Mil),
        ("Mossad", "ISR", ActorKind::Organ, Sector::Spy),
        ("FBI", "USA", ActorKind::Organ, Sector::Cop),
        ("Knesset", "ISR", ActorKind::Organ, Sector::Leg),
        ("U.N.", "IGO", ActorKind::Igo, Sector::Igo),
        ("WHO", "IGO", ActorKind::Igo, Sector::Igo),
        ("Amnesty International", "INT", ActorKind::Ngo, Sector::Ngo),
        ("Boeing", "USA", ActorKind::Company, Sector::Bus),
        ("Sinaloa Cartel", "MEX", ActorKind::ArmedGroup, Sector::Crm),
    ] {
        let found = Knowledge::embedded().entities(name);
        let fits =
            |entity: &&knowledge::Entity| entity.country == country && entity.kind == kind && entity.sector == sector;
        assert!(found.iter().any(fits), "{name}: {found:?}");
    }
    assert!(Knowledge::embedded().entities("who").is_empty());
    assert!(Knowledge::embedded().entities("Ice").iter().all(|entity| entity.name != "ICE"));
}

#[test]
fn sectors_follow_the_day() {
    let knowledge = Knowledge::embedded();
    let taliban = knowledge.entities("Taliban")[0];
    assert_eq!(taliban.sector_at(day("2015-01-01")).sector, Sector::Reb);
    assert_eq!(taliban.sector_at(day("2023-01-01")), SectorAt { sector: Sector::Gov, certain: true, former: false });

    let merkel = knowledge.entities("Angela Merkel")[0];
    assert_eq!(merkel.sector_at(day("2010-01-01")), SectorAt { sector: Sector::Gov, certain: true, former: false });
    assert_eq!(merkel.sector_at(day("2023-01-01")), SectorAt { sector: Sector::Gov, certain: false, former: true });

    let sharaa = knowledge.entities("Ahmed al-Sharaa")[0];
    assert_eq!(sharaa.sector_at(day("2024-01-01")).sector, Sector::Reb);
    assert_eq!(sharaa.sector_at(day("2025-03-01")).sector, Sector::Gov);
}

#[test]
fn a_party_may_be_in_office_or_out() {
    let parties = Knowledge::embedded().entities("Georgian Dream");
    assert!(parties.iter().any(|party| party.sector == Sector::Opp && !party.certain));
}

#[test]
fn outlets_by_name_and_domain() {
    let knowledge = Knowledge::embedded();
    assert_eq!(knowledge.outlet("Reuters").unwrap().country, "GBR");
    assert_eq!(knowledge.outlet("New York Times"), knowledge.outlet("The New York Times"));
    assert_eq!(knowledge.outlet("AFP").unwrap().name, "Agence France-Presse");
    assert_eq!(knowledge.outlet_of_domain("www.reuters.com").unwrap().name, "Reuters");
    assert!(knowledge.outlet_of_domain("reuters.com.example").is_none());
    assert!(knowledge.outlet("Hamas").is_none());
}

#[test]
fn ids_find_their_entity() {
    let knowledge = Knowledge::embedded();
    assert_eq!(knowledge.entity("armed-group:pse:hamas").unwrap().name, "Hamas");
    assert!(knowledge.entity("person:xxx:nobody").is_none());
}
