//! The rules of the house.

use super::graph::{Graph, Kind};

/// The rooms of the workspace that each room may depend on. A room that is not listed may depend on any.
const STREETS: [(&str, &[&str]); 11] = [
    ("record", &[]),
    ("knowledge", &["record"]),
    ("intake", &["record"]),
    ("encoder", &["record"]),
    ("language", &["record", "encoder"]),
    ("attribution", &["record", "knowledge"]),
    ("events", &["record", "knowledge"]),
    ("resolve", &["record", "knowledge"]),
    // Whether one report is a copy of another, and whose text it is, is measured in one way within a run and across them.
    ("archive", &["record", "intake"]),
    ("export", &["record", "knowledge"]),
    ("explorer", &["record", "archive", "pipeline"]),
];

/// Something heavy, and the rooms that may have it.
struct Heavy {
    what: &'static str,
    /// The crates that bring it. A crate of the same family (`arrow-array` with `arrow`) brings it too.
    crates: &'static [&'static str],
    rooms: &'static [&'static str],
}

const HEAVY: [Heavy; 7] = [
    Heavy { what: "SQLite", crates: &["rusqlite", "libsqlite3-sys", "sqlite3-sys"], rooms: &["archive"] },
    Heavy { what: "Arrow", crates: &["arrow", "arrow2"], rooms: &["export", "python"] },
    // Tables of reports come as Parquet, and shards are written so; without Arrow its crate is small.
    Heavy { what: "Parquet", crates: &["parquet"], rooms: &["intake", "pipeline", "export", "python"] },
    Heavy {
        what: "an HTTP server",
        crates: &["axum", "actix", "warp", "rocket", "tiny_http", "rouille", "poem"],
        rooms: &["explorer"],
    },
    Heavy {
        what: "an HTTP client",
        crates: &["ureq", "reqwest", "curl", "isahc", "attohttpc", "minreq"],
        rooms: &["intake"],
    },
    // Server and client stand on the same crates.
    Heavy { what: "HTTP", crates: &["hyper", "h2"], rooms: &["explorer", "intake"] },
    Heavy { what: "Python", crates: &["pyo3"], rooms: &["python"] },
];

/// Crates that talk to the network. The program's runtime tree holds none of them, whatever room they stand in: what it
/// fetches goes through the one door in `intake`, which is `ureq` with `rustls`. `explorer` alone listens, for who asks for
/// that; it has none that asks others.
#[rustfmt::skip]
const NETWORK: [&str; 15] = [
    "reqwest", "curl", "isahc", "attohttpc", "minreq", "hyper", "h2", "axum", "tiny_http", "tokio", "mio", "socket2",
    "native-tls", "openssl", "quinn",
];

/// The program that people run.
const PROGRAM: &str = "dateline";

/// Every breach of a rule, told in a line.
pub fn faults(graph: &Graph) -> Vec<String> {
    let mut faults = one_way_streets(graph);
    faults.extend(HEAVY.iter().flat_map(|heavy| only_in_its_rooms(graph, heavy)));
    faults.extend(no_network(graph));
    faults
}

fn one_way_streets(graph: &Graph) -> Vec<String> {
    let mut faults = Vec::new();
    for (room, allowed) in STREETS {
        let streets = graph.streets_from(room).into_iter();
        let wrong = streets.filter(|street| !allowed.contains(street));
        faults.extend(wrong.map(|street| format!("{room} depends on {street}; it may depend on {}", listed(allowed))));
    }
    faults
}

fn only_in_its_rooms(graph: &Graph, heavy: &Heavy) -> Vec<String> {
    let others = graph.members().filter(|member| !heavy.rooms.contains(member));
    let ways = others.filter_map(|member| {
        // Who depends on the room has what is in it; who gets it otherwise has broken through the wall.
        graph.way(member, heavy.rooms, &[Kind::Normal, Kind::Build], |name| is_of(name, heavy.crates))
    });
    ways.map(|way| {
        format!("{} brings {} into {}; only {} may have it", way.join(" > "), heavy.what, way[0], listed(heavy.rooms))
    })
    .collect()
}

fn no_network(graph: &Graph) -> Option<String> {
    let way = graph.way(PROGRAM, &["explorer"], &[Kind::Normal], |name| is_of(name, &NETWORK))?;
    Some(format!("{} brings the network into the program", way.join(" > ")))
}

fn is_of(name: &str, families: &[&str]) -> bool {
    families
        .iter()
        .any(|family| name.strip_prefix(family).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_'])))
}

fn listed(rooms: &[&str]) -> String {
    if rooms.is_empty() { "no room".to_owned() } else { rooms.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A house in order, with all its rooms furnished.
    const HOUSE: &str = "
        record > serde
        knowledge > record
        intake > record, parquet, ureq(dev)
        encoder >
        language > encoder, record
        attribution > record, knowledge
        events > record, knowledge
        resolve > record, knowledge
        pipeline > intake, language, attribution, events, resolve, record
        archive > intake, record, rusqlite
        export > record, knowledge, parquet
        explorer > archive, pipeline, record, axum
        python > pipeline, export, pyo3, arrow
        dateline > pipeline, archive, export, explorer
        xtask > record
        +rusqlite > libsqlite3-sys
        +arrow > arrow-array
        +axum > hyper, tokio";

    #[track_caller]
    fn check(line: &str, instead: &str, expected: &[&str]) {
        assert!(HOUSE.contains(line), "{line}");
        assert_eq!(faults(&Graph::made_up(&HOUSE.replacen(line, instead, 1))), expected);
    }

    #[test]
    fn a_house_in_order_has_no_fault() {
        assert_eq!(faults(&Graph::made_up(HOUSE)), Vec::<String>::new());
    }

    #[test]
    fn stages_do_not_depend_on_one_another() {
        check(
            "events > record",
            "events > attribution(dev), record",
            &["events depends on attribution; it may depend on record, knowledge"],
        );
        check(
            "language > encoder",
            "language > knowledge, encoder",
            &["language depends on knowledge; it may depend on record, encoder"],
        );
        check("encoder >", "encoder > knowledge", &["encoder depends on knowledge; it may depend on record"]);
        check(
            "record > serde",
            "record > knowledge(build)",
            &["record depends on knowledge; it may depend on no room"],
        );
        check("intake > record", "intake > language, record", &["intake depends on language; it may depend on record"]);
        check(
            "resolve > record",
            "resolve > pipeline, record",
            &["resolve depends on pipeline; it may depend on record, knowledge"],
        );
        check(
            "export > record",
            "export > archive, record",
            &["export depends on archive; it may depend on record, knowledge"],
        );
        check(
            "attribution > record",
            "attribution > encoder",
            &["attribution depends on encoder; it may depend on record, knowledge"],
        );
    }

    #[test]
    fn the_archive_takes_records_and_reads_nothing() {
        check(
            "archive > intake, record",
            "archive > pipeline, record",
            &["archive depends on pipeline; it may depend on record, intake"],
        );
    }

    #[test]
    fn sqlite_lives_in_the_archive() {
        check(
            "knowledge > record",
            "knowledge > libsqlite3-sys, record",
            &[
                "attribution > knowledge > libsqlite3-sys brings SQLite into attribution; only archive may have it",
                "dateline > export > knowledge > libsqlite3-sys brings SQLite into dateline; only archive may have it",
                "events > knowledge > libsqlite3-sys brings SQLite into events; only archive may have it",
                "explorer > pipeline > attribution > knowledge > libsqlite3-sys brings SQLite into explorer; only archive may have it",
                "export > knowledge > libsqlite3-sys brings SQLite into export; only archive may have it",
                "knowledge > libsqlite3-sys brings SQLite into knowledge; only archive may have it",
                "pipeline > attribution > knowledge > libsqlite3-sys brings SQLite into pipeline; only archive may have it",
                "python > export > knowledge > libsqlite3-sys brings SQLite into python; only archive may have it",
                "resolve > knowledge > libsqlite3-sys brings SQLite into resolve; only archive may have it",
            ],
        );
    }

    #[test]
    fn the_explorer_listens_and_never_asks() {
        check(
            "explorer > archive",
            "explorer > reqwest, archive",
            &[
                "dateline > explorer > reqwest brings an HTTP client into dateline; only intake may have it",
                "explorer > reqwest brings an HTTP client into explorer; only intake may have it",
            ],
        );
        check(
            "explorer > archive",
            "explorer > language, archive",
            &["explorer depends on language; it may depend on record, archive, pipeline"],
        );
    }

    #[test]
    fn other_heavy_things_have_their_rooms_too() {
        check(
            "xtask > record",
            "xtask > arrow-array",
            &["xtask > arrow-array brings Arrow into xtask; only export, python may have it"],
        );
        check(
            "xtask > record",
            "xtask > tiny_http(build)",
            &["xtask > tiny_http brings an HTTP server into xtask; only explorer may have it"],
        );
        check(
            "xtask > record",
            "xtask > helper\n+helper > reqwest",
            &["xtask > helper > reqwest brings an HTTP client into xtask; only intake may have it"],
        );
        check(
            "xtask > record",
            "xtask > hyper-util",
            &["xtask > hyper-util brings HTTP into xtask; only explorer, intake may have it"],
        );
        check(
            "xtask > record",
            "xtask > pyo3-ffi",
            &["xtask > pyo3-ffi brings Python into xtask; only python may have it"],
        );
        // To test with one is no breach, nor is a name that only begins alike.
        check("xtask > record", "xtask > ureq(dev), arrowhead", &[]);
    }

    #[test]
    fn the_program_has_one_door_to_the_network() {
        assert_eq!(faults(&Graph::made_up(&HOUSE.replacen("ureq(dev)", "ureq", 1))), Vec::<String>::new());
        check(
            "intake > record",
            "intake > reqwest, record",
            &["dateline > pipeline > intake > reqwest brings the network into the program"],
        );
        check(
            "dateline > pipeline",
            "dateline > tokio, pipeline",
            &["dateline > tokio brings the network into the program"],
        );
    }
}
