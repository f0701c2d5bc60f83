//! ACLED, as its export and API have it since March 2023.

use record::{Actor, Event, EventType, FigureKind, Precision, Sector};

use super::{city, country_name, country_of, happening_key, number, province, theirs, when};
use crate::evidence::{cut, snippet};
use crate::formats::geojson::coordinates;
use crate::table::{Cell, Numbers, Row, Table};
use crate::{Reported, codes};

/// The 31 columns.
pub(super) const EVENTS: Table = Table {
    name: "acled",
    about: "An event of violence or protest",
    columns: &[
        theirs("event_id_cnty", "the place's country and 53 bits of a hash of the happening (or report and event)"),
        theirs("event_date", "the day; empty where only a month, a year or nothing is told"),
        theirs("year", "the year"),
        theirs("time_precision", "1 where the text tells the day, 3 where it tells a month or a year; else empty"),
        theirs("disorder_type", "by event_type"),
        theirs("event_type", "by type, mode and parties, as below; empty where these do not decide"),
        theirs("sub_event_type", "likewise"),
        theirs("actor1", "the first source's name in the text, not ACLED's name for it"),
        theirs("assoc_actor_1", "the other sources, parted by semicolons"),
        theirs(
            "inter1",
            "ACLED's number for the actor: 1 state forces, 2 rebels, 5 rioters, 6 protesters, 7 civilians, 8 forces of another state; else empty",
        ),
        theirs("actor2", "the first recipient's name in the text"),
        theirs("assoc_actor_2", "the other recipients"),
        theirs("inter2", "as inter1"),
        theirs("interaction", "the two numbers joined, the lower first; with nobody on the other side, a 0 behind"),
        theirs("civilian_targeting", "`Civilian targeting` where all recipients are civilians and it is no protest"),
        theirs("iso", "the number of the place's country in ISO 3166-1"),
        theirs("region", "empty: ACLED's regions are its own"),
        theirs("country", "the name of the place's country"),
        theirs("admin1", "the province that the place lies in or is"),
        theirs("admin2", "empty: the tables of places have no districts"),
        theirs("admin3", "empty: the same"),
        theirs("location", "the place's name in the text, where it is a city or a point"),
        theirs("latitude", "degrees north, of cities and points alone"),
        theirs("longitude", "degrees east, likewise"),
        theirs("geo_precision", "1 for cities and points, 3 for provinces; empty for anything wider"),
        theirs("source", "the outlet"),
        theirs("source_scale", "empty: the record does not know how far an outlet reaches"),
        theirs("notes", "the sentence that tells it, cut to a snippet"),
        theirs(
            "fatalities",
            "the lowest figure of killed that is given, as ACLED takes the most conservative; empty where none is given, which is not 0",
        ),
        theirs("tags", "empty: ACLED's tags are its own"),
        theirs("timestamp", "empty: the record knows no time of upload"),
    ],
    key: &["event_id_cnty"],
    leads_to: &[],
    rows,
};

/// Whether ACLED counts events of this type and mode.
pub(super) fn is_covered(event: &Event) -> bool {
    class(event, &[], &[]).is_some()
}

fn rows(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    numbers.taken_once(reported).filter_map(|event| row(reported, event, numbers)).collect()
}

fn row(reported: &Reported, event: &Event, numbers: &Numbers) -> Option<Row> {
    let side = |ids: &[String]| -> Vec<&Actor> { ids.iter().filter_map(|id| reported.actor(id)).collect() };
    let (sources, recipients) = (side(&event.sources), side(&event.recipients));
    let class = class(event, &sources, &recipients)?;
    let when = when(reported, event, numbers.settings);
    let place = reported.place_of(event);
    let iso3 = place.and_then(|place| place.country.as_deref());
    let inter1 = sources.first().and_then(|actor| inter(actor, class.kind, true, iso3));
    let inter2 = recipients.first().and_then(|actor| inter(actor, class.kind, false, iso3));
    let interaction = match (inter1, inter2) {
        (Some(one), Some(two)) => Some(one.min(two) * 10 + one.max(two)),
        (Some(one), None) if recipients.is_empty() => Some(one * 10),
        _ => None,
    };
    let hits_civilians = class.disorder == "Political violence" && all_are(&recipients, UNARMED);
    let time_precision = (when.is_told && when.year.is_some()).then(|| if when.day.is_some() { 1 } else { 3 });
    let geo_precision = place.and_then(|place| match place.precision {
        Precision::City | Precision::Point => Some(1),
        Precision::Admin1 => Some(3),
        Precision::Country | Precision::Region => None,
    });
    let dot = place.and_then(coordinates);
    let others = |actors: &[&Actor]| {
        let names: Vec<&str> = actors.iter().skip(1).map(|actor| actor.name.as_str()).collect();
        Cell::text(names.join("; "))
    };
    let small = |n: Option<i64>| n.map_or(Cell::Empty, Cell::Integer);
    let note = event.mentions.first().and_then(|telling| snippet(reported, telling));
    Some(vec![
        Cell::text(format!("{}{}", iso3.unwrap_or(""), number(&happening_key(reported, event)))),
        when.day.map_or(Cell::Empty, Cell::Day),
        small(when.year.map(i64::from)),
        small(time_precision),
        Cell::text(class.disorder),
        Cell::text(class.kind),
        Cell::text(class.sub),
        Cell::maybe(sources.first().map(|actor| actor.name.as_str())),
        others(&sources),
        small(inter1),
        Cell::maybe(recipients.first().map(|actor| actor.name.as_str())),
        others(&recipients),
        small(inter2),
        small(interaction),
        Cell::text(if hits_civilians { "Civilian targeting" } else { "" }),
        Cell::maybe(iso3.and_then(codes::country).map(|codes| codes.number)),
        Cell::Empty,
        Cell::text(country_name(iso3)),
        Cell::maybe(place.and_then(province)),
        Cell::Empty,
        Cell::Empty,
        Cell::maybe(place.and_then(city)),
        Cell::number(dot.map(|[_, lat]| lat)),
        Cell::number(dot.map(|[lon, _]| lon)),
        small(geo_precision),
        Cell::maybe(reported.record.report.outlet.as_deref()),
        Cell::Empty,
        Cell::maybe(note.map(|span| reported.line(cut(span)))),
        Cell::whole(killed(event)),
        Cell::Empty,
        Cell::Empty,
    ])
}

/// The lowest figure of people killed.
fn killed(event: &Event) -> Option<u64> {
    let killed = event.figures.iter().filter(|figure| figure.kind == FigureKind::Killed);
    killed.filter_map(|figure| figure.low.or(figure.high)).min()
}

/// What ACLED calls an event. A kind or sub-kind that cannot be decided is empty.
struct Class {
    disorder: &'static str,
    kind: &'static str,
    sub: &'static str,
}

const VIOLENCE: &str = "Political violence";
const REMOTE: &str = "Explosions/Remote violence";
const AGAINST_CIVILIANS: &str = "Violence against civilians";

/// `None` for an event that ACLED does not count, whoever its parties are.
fn class(event: &Event, sources: &[&Actor], recipients: &[&Actor]) -> Option<Class> {
    let (disorder, kind, sub) = match (event.kind, event.mode.as_deref().unwrap_or("")) {
        (EventType::Protest, "demo") => ("Demonstrations", "Protests", "Peaceful protest"),
        (EventType::Protest, "" | "obstruct" | "hunger") => ("Demonstrations", "Protests", ""),
        (EventType::Protest, "riot") => ("Demonstrations", "Riots", "Violent demonstration"),
        (EventType::Assault, "aerial" | "drone") => (VIOLENCE, REMOTE, "Air/drone strike"),
        (EventType::Assault, "suicide-attack") => (VIOLENCE, REMOTE, "Suicide bomb"),
        (EventType::Assault, "heavy-weapons") => (VIOLENCE, REMOTE, "Shelling/artillery/missile attack"),
        (EventType::Assault, "explosives") => (VIOLENCE, REMOTE, "Remote explosive/landmine/IED"),
        (EventType::Assault, "unconventional") => (VIOLENCE, REMOTE, ""),
        (EventType::Assault, "sexual") => (VIOLENCE, AGAINST_CIVILIANS, "Sexual violence"),
        (EventType::Assault, "abduct") => (VIOLENCE, AGAINST_CIVILIANS, "Abduction/forced disappearance"),
        (EventType::Assault, "destroy") => {
            ("Strategic developments", "Strategic developments", "Looting/property destruction")
        }
        (EventType::Assault, "crowd-control") => return None,
        (EventType::Assault, _) if all_are(recipients, UNARMED) => (VIOLENCE, AGAINST_CIVILIANS, "Attack"),
        (EventType::Assault, _) if all_are(sources, ARMED) && all_are(recipients, ARMED) => {
            (VIOLENCE, "Battles", "Armed clash")
        }
        (EventType::Assault, _) => (VIOLENCE, "", ""),
        (EventType::Coerce, "arrest") => ("Strategic developments", "Strategic developments", "Arrests"),
        (EventType::Retreat, "ceasefire") => ("Strategic developments", "Strategic developments", "Agreement"),
        _ => return None,
    };
    Some(Class { disorder, kind, sub })
}

const ARMED: &[Sector] = &[Sector::Mil, Sector::Cop, Sector::Spy, Sector::Reb];
const UNARMED: &[Sector] = &[Sector::Cvl, Sector::Lab, Sector::Edu, Sector::Rel, Sector::Med, Sector::Bus, Sector::Ngo];

fn all_are(actors: &[&Actor], sectors: &[Sector]) -> bool {
    !actors.is_empty() && actors.iter().all(|actor| sectors.contains(&actor.sector))
}

/// ACLED's number for an actor in an event of this kind, in a place of this country.
fn inter(actor: &Actor, kind: &str, is_source: bool, place: Option<&str>) -> Option<i64> {
    match actor.sector {
        Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy => match (country_of(actor), place) {
            (Some(own), Some(place)) => Some(if own == place { 1 } else { 8 }),
            _ => None,
        },
        Sector::Reb => Some(2),
        sector if UNARMED.contains(&sector) => Some(match kind {
            "Protests" if is_source => 6,
            "Riots" if is_source => 5,
            _ => 7,
        }),
        _ => None,
    }
}
