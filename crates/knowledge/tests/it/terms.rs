use knowledge::Knowledge;
use record::{ActorKind, Sector};

fn title(words: &str) -> Option<(Option<String>, Sector, bool)> {
    let title = Knowledge::embedded().title(words)?;
    Some((title.office.map(|office| office.to_string()), title.sector, title.former))
}

#[test]
fn titles_give_office_and_sector() {
    for (words, office, sector, former) in [
        ("prime minister", Some("GOV:HOG"), Sector::Gov, false),
        ("Prime Minister", Some("GOV:HOG"), Sector::Gov, false),
        ("Israeli Prime Minister", Some("GOV:HOG"), Sector::Gov, false),
        ("former prime minister", Some("GOV:HOG"), Sector::Gov, true),
        ("ex-president", Some("GOV:HOS"), Sector::Gov, true),
        ("president of Freedonia", Some("GOV:HOS"), Sector::Gov, false),
        ("vice president", Some("GOV:VP"), Sector::Gov, false),
        ("Secretary of State", Some("GOV:FM"), Sector::Gov, false),
        ("deputy foreign minister", None, Sector::Gov, false),
        ("deputy finance minister", None, Sector::Gov, false),
        ("minister for rural affairs", None, Sector::Gov, false),
        ("ministers", None, Sector::Gov, false),
        ("spokesman", None, Sector::Unk, false),
        ("senator", None, Sector::Leg, false),
        ("Sen.", None, Sector::Leg, false),
        ("MP", None, Sector::Leg, false),
        ("general", None, Sector::Mil, false),
        ("Lt. Gen.", None, Sector::Mil, false),
        ("police chief", None, Sector::Cop, false),
        ("policemen", None, Sector::Cop, false),
        ("district judge", None, Sector::Jud, false),
        ("rebel leader", Some("REB:LDR"), Sector::Reb, false),
        ("ayatollah", None, Sector::Rel, false),
        ("ambassador", None, Sector::Gov, false),
        ("mayor of Springfield", None, Sector::Gov, false),
        ("chief executive", None, Sector::Bus, false),
        ("professor of law at a university", None, Sector::Edu, false),
        ("reporter", None, Sector::Med, false),
        ("suspect", None, Sector::Crm, false),
        ("local resident", None, Sector::Cvl, false),
        ("Acme president", None, Sector::Unk, false),
    ] {
        assert_eq!(title(words), Some((office.map(str::to_owned), sector, former)), "{words}");
    }
    assert_eq!(title("marmalade"), None);
    assert_eq!(title(""), None);
}

#[test]
fn groups_give_kind_and_sector() {
    for (noun, kind, sector, persons) in [
        ("protester", ActorKind::Crowd, Sector::Cvl, true),
        ("student protesters", ActorKind::Crowd, Sector::Cvl, true),
        ("police", ActorKind::Organ, Sector::Cop, false),
        ("riot police", ActorKind::Organ, Sector::Cop, false),
        ("troop", ActorKind::Organ, Sector::Mil, false),
        ("soldier", ActorKind::Crowd, Sector::Mil, true),
        ("army", ActorKind::Organ, Sector::Mil, false),
        ("masked gunmen", ActorKind::ArmedGroup, Sector::Reb, true),
        ("militia", ActorKind::ArmedGroup, Sector::Reb, false),
        ("official", ActorKind::Unnamed, Sector::Gov, true),
        ("government", ActorKind::Government, Sector::Gov, false),
        ("foreign ministry", ActorKind::Organ, Sector::Gov, false),
        ("parliament", ActorKind::Organ, Sector::Leg, false),
        ("lawmaker", ActorKind::Crowd, Sector::Leg, true),
        ("court", ActorKind::Organ, Sector::Jud, false),
        ("union", ActorKind::Organ, Sector::Lab, false),
        ("opposition", ActorKind::Party, Sector::Opp, false),
        ("migrant", ActorKind::Crowd, Sector::Cvl, true),
        ("gang", ActorKind::ArmedGroup, Sector::Crm, false),
    ] {
        let group = Knowledge::embedded().group(noun).unwrap_or_else(|| panic!("{noun} is no group"));
        assert_eq!((group.kind, group.sector, group.persons), (kind, sector, persons), "{noun}");
    }
    assert!(Knowledge::embedded().group("marmalade").is_none());
}
