//! What is said and known of one actor: kind, country, sector, title, and where that comes from.

use knowledge::{CountryWord, Entity};
use record::{Actor, ActorKind, Basis, Doubt, NameKind, Sector, Span, TokenSpan};

mod context;

use self::context::from_context;
use crate::{
    bodies,
    cast::{Cast, Key, Member},
    naming::Description,
    places::Atlas,
    reading::without_frame,
};

/// What an actor is.
#[derive(Clone, Debug, Default)]
struct Profile {
    kind: Option<ActorKind>,
    country: Option<String>,
    sector: Option<Sector>,
    title: Option<String>,
    entity: Option<String>,
    basis: Option<Basis>,
}

impl Profile {
    /// Takes from other evidence what is still open.
    fn fill(&mut self, kind: Option<ActorKind>, country: Option<String>, sector: Option<Sector>, basis: Basis) {
        let country = country.filter(|country| country != "UNK");
        let sector = sector.filter(|sector| *sector != Sector::Unk);
        let tells = self.country.is_none() && country.is_some() || self.sector.is_none() && sector.is_some();
        if tells && self.basis.is_none() {
            self.basis = Some(basis);
        }
        self.kind = self.kind.or(kind);
        self.country = self.country.take().or(country);
        self.sector = self.sector.or(sector);
    }

    fn know(&mut self, cast: &Cast, entity: &Entity) {
        let at = cast.reading.published.map(|day| entity.sector_at(day));
        let sector = at.filter(|at| !at.former).map_or(entity.sector, |at| at.sector);
        self.entity = Some(entity.id.to_string());
        self.fill(Some(entity.kind), Some(entity.country.to_string()), Some(sector), Basis::Knowledge);
    }
}

/// The actor that a member is.
pub(crate) fn actor(cast: &Cast, atlas: &Atlas, member: usize, id: String, doubts: &mut Vec<Doubt>) -> Actor {
    let found = &cast.members[member];
    let mut profile = Profile::default();
    match &found.key {
        Key::Country(iso3) => {
            let basis = if name_of_country(cast, found).is_some() { Basis::Knowledge } else { Basis::Demonym };
            profile.fill(Some(ActorKind::Government), Some(iso3.clone()), Some(Sector::Gov), basis);
        }
        Key::People(iso3) => {
            profile.fill(Some(ActorKind::Crowd), Some(iso3.clone()), Some(Sector::Cvl), Basis::Demonym)
        }
        Key::Person(_) => person(cast, found, &mut profile, &id, doubts),
        Key::Body(_) => body(cast, atlas, found, &mut profile),
        Key::Described(_) => described(cast, found, &mut profile, &id, doubts),
    }
    // Whoever serves a body of states serves no country; "international organisations" are not one body's.
    if profile.sector == Some(Sector::Igo) && (profile.country.is_none() || !matches!(found.key, Key::Body(_))) {
        let of_body = |(said, _): &(Description, Basis)| said.body.is_some() || said.owner.is_some() || !said.plural;
        let many = matches!(found.key, Key::Described(_)) && !found.said.iter().any(of_body);
        profile.country = Some(if many { "INT" } else { "IGO" }.to_owned());
    }
    if profile.country.is_none()
        && found.names.iter().any(|name| cast.reading.is_region(cast.reading.analysis.words(*name)))
    {
        profile.fill(None, Some("INT".to_owned()), Some(Sector::Gov), Basis::Knowledge);
    }
    if profile.country.is_none() {
        from_context(cast, found, &mut profile, &id, doubts);
    }
    let kind = profile.kind.unwrap_or(if found.person { ActorKind::Person } else { ActorKind::Other });
    Actor {
        id,
        name: name(cast, found),
        kind,
        country: profile.country.unwrap_or_else(|| "UNK".to_owned()),
        sector: profile.sector.unwrap_or(Sector::Unk),
        title: profile.title,
        entity: profile.entity,
        basis: profile.basis.unwrap_or(Basis::None),
        mentions: spans(cast, found),
    }
}

/// The spans of all words that stand for a member, in the order of the text.
fn spans(cast: &Cast, member: &Member) -> Vec<Span> {
    let mut spans: Vec<Span> = member.mentions.values().map(|tokens| cast.reading.analysis.span(*tokens)).collect();
    spans.sort();
    spans.dedup();
    spans
}

/// The fullest name in the text: a proper name where there is one, else the first noun phrase.
pub(crate) fn name(cast: &Cast, member: &Member) -> String {
    let analysis = cast.reading.analysis;
    let words = |tokens: &TokenSpan| {
        // "at least six people": the preposition belongs to the number.
        let before = tokens.start.checked_sub(1).filter(|&at| cast.reading.lower(at) == "at");
        let bound = matches!(cast.reading.lower(tokens.start).as_str(), "least" | "most");
        let mut start = before.filter(|_| bound).unwrap_or(tokens.start);
        // "how many soldiers died" tells of soldiers.
        while start + 1 < tokens.end
            && matches!(cast.reading.lower(start).as_str(), "how" | "many" | "much" | "any" | "no")
        {
            start += 1;
        }
        without_frame(analysis.words(TokenSpan::new(start, tokens.end))).to_owned()
    };
    if let Some(tokens) = name_of_country(cast, member) {
        return words(&tokens);
    }
    // "the Kenyan Foreign Ministry": whose ministry it is belongs to its name.
    let whole = |tokens: &TokenSpan| {
        let before = tokens.start.checked_sub(1).filter(|_| matches!(member.key, Key::Body(_)));
        let describes = |at: &usize| {
            let word = &analysis.tokens[*at];
            cast.reading.country_of_word(*at).is_some()
                && word.head.is_some_and(|head| tokens.contains(head))
                && (word.is("amod") || word.is("compound"))
        };
        TokenSpan::new(before.filter(describes).unwrap_or(tokens.start), tokens.end)
    };
    let of_name = |tokens: &TokenSpan| words(tokens).chars().filter(|c| c.is_alphabetic()).count();
    let names: Vec<TokenSpan> = member.names.iter().map(whole).collect();
    if let Some(tokens) = names.iter().rev().max_by_key(|tokens| of_name(tokens)) {
        return words(tokens);
    }
    let phrase = member
        .said
        .iter()
        .filter_map(|(description, _)| description.words)
        .max_by_key(|tokens| (tokens.len().min(5), std::cmp::Reverse(tokens.start)));
    let first = member.mentions.values().next();
    phrase.as_ref().or(first).map(words).unwrap_or_default()
}

/// The fullest name of a country among its mentions.
fn name_of_country(cast: &Cast, member: &Member) -> Option<TokenSpan> {
    let Key::Country(_) = &member.key else { return None };
    let reading = cast.reading;
    let names = member.names.iter().filter(|tokens| {
        let name = reading.name_of(tokens.start);
        name.and_then(|name| reading.country_of_name(name)).is_some_and(|country| country.how == CountryWord::Name)
    });
    names.rev().max_by_key(|tokens| reading.analysis.span(**tokens).len()).copied()
}

/// A person: by the knowledge base at the day of publication, then by title and apposition, then by the body served.
fn person(cast: &Cast, member: &Member, profile: &mut Profile, id: &str, doubts: &mut Vec<Doubt>) {
    match member.known[..] {
        [] => {}
        [entity] => profile.know(cast, entity),
        _ => doubts.push(doubt(id, "entity", "several persons of one name are known", spans(cast, member))),
    }
    profile.title = member.said.iter().find_map(|(description, _)| {
        let (words, _) = description.title.as_ref()?;
        Some(cast.reading.analysis.words((*words)?).to_owned())
    });
    // "Major Ann Reed, a rebel commander"
    let fights = |mark: &String| matches!(mark.as_str(), "rebel" | "guerrilla" | "insurgent" | "militant");
    if member.said.iter().any(|(said, _)| fights(&said.noun) || said.marks.iter().any(fights)) {
        profile.sector = profile.sector.or(Some(Sector::Reb));
    }
    for (description, basis) in &member.said {
        describe(cast, description, *basis, profile, true);
    }
    if let (None, Some(home)) = (&profile.country, &member.hint.country) {
        profile.country = Some(home.clone());
        doubts.push(doubt(
            id,
            "country",
            "taken from the country spoken of where the office is named",
            spans(cast, member),
        ));
    }
    profile.kind = Some(ActorKind::Person);
}

/// An organisation: by the knowledge base, then by the words of its name and what is said of it.
fn body(cast: &Cast, atlas: &Atlas, member: &Member, profile: &mut Profile) {
    let reading = cast.reading;
    let mut names: Vec<TokenSpan> = member.names.clone();
    names.sort_by_key(|tokens| std::cmp::Reverse(tokens.len()));
    let told = member.hint.country.as_deref();
    let entity = names
        .iter()
        .find_map(|tokens| bodies::entity_of(reading, without_frame(reading.analysis.words(*tokens)), told));
    // "the ruling party, the Front"
    let side = |mark: &String| match mark.as_str() {
        "ruling" | "governing" => Some(Sector::Pty),
        "opposition" => Some(Sector::Opp),
        _ => None,
    };
    let party =
        |said: &&(Description, Basis)| matches!(said.0.noun.as_str(), "party" | "coalition" | "alliance" | "bloc");
    let told_side = member.said.iter().filter(party).find_map(|(said, _)| said.marks.iter().find_map(side));
    if entity.is_none_or(|entity| !entity.certain) {
        profile.fill(
            None,
            None,
            told_side.or(member.hint.sector.filter(|sector| *sector == Sector::Pty)),
            Basis::Appositive,
        );
    }
    if let Some(entity) = entity {
        profile.know(cast, entity);
    }
    if bodies::is_place(reading, member) {
        // A town lies where it lies, whosever name stands beside it.
        let mut names = member.names.iter().filter_map(|tokens| reading.name_of(tokens.start));
        let country = names.find_map(|name| atlas.country_of_name(name));
        profile.fill(None, country.map(str::to_owned), None, Basis::Knowledge);
    }
    let hint = &member.hint;
    profile.fill(hint.kind, hint.country.clone(), hint.sector, Basis::Demonym);
    for (description, basis) in &member.said {
        describe(cast, description, *basis, profile, false);
    }
    for tokens in &member.names {
        let Some(name) = reading.name_of(tokens.start) else { continue };
        if reading.analysis.names[name].kind == NameKind::Location {
            // A known place stands for those who govern it; a landmark governs nobody.
            match atlas.country_of_name(name).map(str::to_owned) {
                Some(country) => {
                    profile.fill(Some(ActorKind::Government), Some(country), Some(Sector::Gov), Basis::Knowledge)
                }
                None => profile.fill(Some(ActorKind::Other), None, None, Basis::None),
            }
        } else if reading.analysis.names[name].kind == NameKind::Group {
            profile.fill(Some(ActorKind::Crowd), None, Some(Sector::Cvl), Basis::None);
        }
    }
}

/// Those whom noun phrases alone stand for.
fn described(cast: &Cast, member: &Member, profile: &mut Profile, id: &str, doubts: &mut Vec<Doubt>) {
    for (description, basis) in &member.said {
        describe(cast, description, *basis, profile, true);
    }
    // Whom his office alone makes known is a person; an official, a judge or a man may be anybody.
    let known = |(description, _): &(Description, Basis)| holds_one_office(cast, description);
    if profile.kind == Some(ActorKind::Person) && !member.said.iter().any(known) {
        profile.kind = Some(ActorKind::Unnamed);
    }
    profile.title = member.said.iter().find_map(|(description, _)| {
        let (words, _) = description.title.as_ref()?;
        Some(cast.reading.analysis.words((*words)?).to_owned())
    });
    let office = member.said.iter().find_map(|(d, _)| d.title.as_ref().and_then(|(_, title)| title.office.clone()));
    if let (Some(office), Some(country), Some(day)) = (office, profile.country.clone(), cast.reading.published) {
        let former = member.said.iter().any(|(d, _)| d.title.as_ref().is_some_and(|(_, title)| title.former));
        let holders = cast.reading.knowledge.holders(&country, &office, Some(day));
        if let [holder] = holders[..]
            && !former
        {
            profile.entity = Some(holder.entity.id.to_string());
            if !holder.certain {
                let reason = "held the office when last heard of, before the day of the report";
                doubts.push(doubt(id, "entity", reason, spans(cast, member)));
            }
        }
    }
}

/// Whether somebody is described by an office that one holds at a time: "the prime minister", "Malta's ambassador".
fn holds_one_office(cast: &Cast, description: &Description) -> bool {
    const OFFICES: [&str; 8] = ["minister", "ambassador", "governor", "mayor", "premier", "king", "queen", "pope"];
    let Some((words, title)) = &description.title else { return false };
    let told = words.map(|words| cast.reading.analysis.words(words).to_lowercase()).unwrap_or_default();
    title.office.is_some() || OFFICES.iter().any(|office| told.split_whitespace().any(|word| word == *office))
}

/// The sector that a noun phrase tells; parties and clubs have secretaries general too, so that such are not always of states.
fn sector(cast: &Cast, description: &Description, of_states: bool) -> Option<Sector> {
    let told = |sector: &Sector| *sector != Sector::Unk;
    let title = description.title.as_ref().map(|(_, title)| title.sector).filter(told);
    let title = title.filter(|sector| *sector != Sector::Igo || of_states);
    // The negotiator of a rebel group is a rebel, whatever other negotiators are.
    let of_body = |member: &usize| match (&cast.members[*member].key, cast.members[*member].hint.sector) {
        (Key::Body(_), Some(sector)) if !matches!(sector, Sector::Gov | Sector::Unk) => Some(sector),
        _ => None,
    };
    let whose = description.owner.and_then(|owner| cast.members_at(owner).iter().find_map(of_body));
    // "president of the teachers' union": others have presidents too.
    let presides = description.title.as_ref().is_some_and(|(_, title)| title.office.as_deref() == Some("GOV:HOS"));
    let body = description.body.and_then(|body| cast.member_at_name(body)).filter(|_| presides);
    let society = |mark: &String| {
        let sector = cast.reading.knowledge.group(mark)?.sector;
        matches!(sector, Sector::Lab | Sector::Edu | Sector::Bus | Sector::Ngo | Sector::Rel | Sector::Med)
            .then_some(sector)
    };
    let of_society = description.marks.iter().find_map(society).filter(|_| presides && description.country.is_none());
    let whose = whose.or_else(|| of_body(&body?)).or(of_society);
    let unknown = |at: usize| matches!(cast.members[at].key, Key::Body(_)) && cast.members[at].hint.sector.is_none();
    let title = title.filter(|_| !body.is_some_and(unknown));
    let title = title.filter(|sector| *sector != Sector::Gov || whose.is_none()).or(whose);
    let group = description.group.map(|group| group.sector).filter(told);
    title.or(group).or(description.of_government.then_some(Sector::Gov))
}

/// Takes what a noun phrase says: its country and title, the body it names, what its noun is.
fn describe(cast: &Cast, description: &Description, basis: Basis, profile: &mut Profile, serves: bool) {
    let title = description.title.as_ref().map(|(_, title)| title);
    let served = description.body.and_then(|name| cast.member_at_name(name)).map(|body| &cast.members[body].hint);
    let of_states = served.is_some_and(|hint| hint.sector == Some(Sector::Igo));
    // "Eurozone banks", "NATO countries": they belong to states of it, not to it.
    let below = ["country", "state", "nation", "government", "bank", "company", "citizen", "farmer", "member"];
    let many = description.plural && of_states && below.contains(&description.noun.as_str());
    let country = description.country.clone().or_else(|| many.then(|| "INT".to_owned()));
    let sector = match sector(cast, description, served.is_none() || of_states) {
        // "the UN refugee agency"
        Some(Sector::Gov) if of_states && !description.plural => Some(Sector::Igo),
        sector => sector,
    };
    let bare = if basis == Basis::Title && title.is_none() { Basis::Demonym } else { basis };
    let kind = title.map(|title| title.kind).or(description.group.map(|group| group.kind));
    let basis = if country.is_none() && title.is_none() { Basis::None } else { bare };
    profile.fill(kind, country, sector, basis);
    let body = description.body.filter(|_| serves).and_then(|name| cast.member_at_name(name));
    if let Some(body) = body {
        let hint = &cast.members[body].hint;
        profile.fill(None, hint.country.clone(), hint.sector, bare);
    }
    if let Some(owner) = description.owner {
        for &owner in cast.members_at(owner) {
            profile.fill(None, cast.members[owner].hint.country.clone(), None, bare);
        }
    }
}

fn doubt(id: &str, field: &str, reason: &str, spans: Vec<Span>) -> Doubt {
    Doubt { at: format!("actors/{id}/{field}"), reason: reason.to_owned(), span: spans.first().copied() }
}
