//! POLECAT, as its files on the Harvard Dataverse have it.

use record::{Actor, ActorKind, Event, RoleKind};

use super::{When, city, country_of, dyads, province, theirs, when};
use crate::evidence::cut;
use crate::formats::geojson::coordinates;
use crate::table::{Cell, Numbers, Row, Table};
use crate::{Reported, codes};

/// The 40 columns.
pub(super) const EVENTS: Table = Table {
    name: "polecat",
    about: "An event between two actors, as one report tells it",
    columns: &[
        theirs("Event ID", "the report's id, the event's id in it, and the numbers of the two actors"),
        theirs("Event Date", "the day; empty where only a month, a year or nothing is told"),
        theirs("Event Type", "`type`"),
        theirs("Event Mode", "`mode` by its name in PLOVER's manual; empty for modes that the manual lacks"),
        theirs("Intensity", "PLOVER's score of the mode, or of the type; not `intensity`, which is Goldstein's"),
        theirs("Quad Code", "`quad`, in capitals"),
        theirs("Contexts", "`contexts`, parted by semicolons"),
        theirs("Actor Name", "the source's fullest name in the text; it is not resolved to Wikipedia"),
        theirs("Actor Country", "the source's country, ISO 3166-1 alpha-3, or `IGO`"),
        theirs("Actor COW", "the country's number in the Correlates of War project"),
        theirs("Primary Actor Sector", "the source's sector in PLOVER's codes: media are `JRN`"),
        theirs("Actor Sectors", "the same: an actor has one sector"),
        theirs("Actor Title", "the source's title in the text"),
        theirs("Actor Name Raw", "the words that name the source where the event is first told"),
        theirs("Wikipedia Actor ID", "empty: the knowledge tables have ids of their own"),
        theirs("Recipient Name", "as Actor Name, of the recipient"),
        theirs("Recipient Country", "as Actor Country, of the recipient"),
        theirs("Recipient COW", "as Actor COW, of the recipient"),
        theirs("Primary Recipient Sector", "as Primary Actor Sector, of the recipient"),
        theirs("Recipient Sectors", "the same"),
        theirs("Recipient Title", "as Actor Title, of the recipient"),
        theirs("Recipient Name Raw", "as Actor Name Raw, of the recipient"),
        theirs("Wikipedia Recipient ID", "empty: the same"),
        theirs("Placename", "the place's name in the text"),
        theirs("City", "the same, where it is a city or a point"),
        theirs("District", "empty: the tables of places have no districts"),
        theirs("Province", "the province that the place lies in or is"),
        theirs("Country", "the place's country, ISO 3166-1 alpha-3"),
        theirs("Latitude", "degrees north, of cities and points alone"),
        theirs("Longitude", "degrees east, likewise"),
        theirs("GeoNames ID", "GeoNames' id of the place"),
        theirs("Raw Placename", "the words that name the place where the event is first told"),
        theirs("Feature Type", "empty: the record has a precision, not GeoNames' feature code"),
        theirs("Source", "the outlet"),
        theirs("Publication Date", "the day of publication"),
        theirs("Story People", "the persons of the report, parted by semicolons"),
        theirs("Story Organizations", "its organs, parties, groups, companies and outlets, likewise"),
        theirs("Story Locations", "its places, likewise"),
        theirs("Language", "the report's language, ISO 639-1"),
        theirs("Version", "`dateline` and the version that read the report"),
    ],
    key: &["Event ID"],
    leads_to: &[],
    rows,
};

fn rows(reported: &Reported, numbers: &Numbers) -> Vec<Row> {
    let mut rows = Vec::new();
    for event in numbers.taken(reported) {
        let when = when(reported, event, numbers.settings);
        rows.extend(dyads(reported, event).into_iter().map(|pair| row(reported, event, &when, pair)));
    }
    rows
}

fn row(reported: &Reported, event: &Event, when: &When, pair: [Option<&Actor>; 2]) -> Row {
    let report = &reported.record.report;
    let place = reported.place_of(event);
    let dot = place.and_then(coordinates);
    let mode = event.mode.as_ref().and_then(|mode| codes::plover_mode(event.kind, mode));
    let ids = pair.map(|actor| actor.map_or("", |actor| &actor.id));
    let in_place = event.place.as_ref().and_then(|id| told(reported, event, RoleKind::Place, id));
    let of_kinds = |kinds: &[ActorKind]| {
        let actors = reported.record.actors.iter().filter(|actor| kinds.contains(&actor.kind));
        Cell::list(actors.map(|actor| actor.name.as_str()))
    };
    let mut row = vec![
        Cell::text(format!("{}-{}-{}-{}", report.id, event.id, ids[0], ids[1])),
        when.day.map_or(Cell::Empty, Cell::Day),
        Cell::text(event.kind.as_str()),
        Cell::maybe(mode),
        Cell::number(codes::plover_score(event.kind, mode)),
        Cell::text(event.quad.as_str().to_uppercase()),
        Cell::list(&event.contexts),
    ];
    row.extend(actor(reported, event, pair[0], RoleKind::Source));
    row.extend(actor(reported, event, pair[1], RoleKind::Recipient));
    row.extend([
        Cell::maybe(place.map(|place| place.name.as_str())),
        Cell::maybe(place.and_then(city)),
        Cell::Empty,
        Cell::maybe(place.and_then(province)),
        Cell::maybe(place.and_then(|place| place.country.as_deref())),
        Cell::number(dot.map(|[_, lat]| lat)),
        Cell::number(dot.map(|[lon, _]| lon)),
        Cell::whole(place.and_then(|place| place.geonames).map(u64::from)),
        Cell::maybe(in_place),
        Cell::Empty,
        Cell::maybe(report.outlet.as_deref()),
        Cell::day(report.published.as_deref()),
        of_kinds(&[ActorKind::Person]),
        of_kinds(&[
            ActorKind::Organ,
            ActorKind::Party,
            ActorKind::ArmedGroup,
            ActorKind::Igo,
            ActorKind::Ngo,
            ActorKind::Company,
            ActorKind::Outlet,
        ]),
        Cell::list(reported.record.places.iter().map(|place| place.name.as_str())),
        Cell::text(&report.language),
        Cell::text(format!("dateline {}", reported.record.reader.version)),
    ]);
    row
}

/// The eight columns of an actor.
fn actor(reported: &Reported, event: &Event, actor: Option<&Actor>, role: RoleKind) -> [Cell; 8] {
    let Some(actor) = actor else { return std::array::from_fn(|_| Cell::Empty) };
    let country = country_of(actor).or((actor.country == "IGO").then_some("IGO"));
    let cow = country_of(actor).and_then(codes::country).map(|codes| codes.cow);
    let sector = codes::plover_sector(actor.sector);
    [
        Cell::text(&actor.name),
        Cell::maybe(country),
        Cell::maybe(cow),
        Cell::text(sector),
        Cell::text(sector),
        Cell::maybe(actor.title.as_deref()),
        Cell::maybe(told(reported, event, role, &actor.id)),
        Cell::Empty,
    ]
}

/// The words that name somebody or something where the event is first told.
fn told(reported: &Reported, event: &Event, kind: RoleKind, id: &str) -> Option<String> {
    let roles = event.mentions.iter().flat_map(|telling| &telling.roles);
    let role = roles.into_iter().find(|role| role.role == kind && role.id.as_deref() == Some(id))?;
    Some(reported.line(cut(role.span)).into_owned())
}
