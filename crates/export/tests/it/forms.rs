//! JSON lines, maps, graphs and annotations.

use std::collections::{BTreeMap, BTreeSet};

use export::{Added, Export, Format, Records, Reported, Settings};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use record::Factuality;
use serde_json::Value;

use crate::Written;
use crate::made::{reported, twice_told};

fn read(text: &str) -> Vec<Reported> {
    let text = text.to_owned().into_bytes();
    Records::of_reader(std::io::Cursor::new(text), "made.jsonl").map(|reported| reported.unwrap()).collect()
}

#[test]
fn lines_with_text_are_the_records() {
    let settings = Settings { with_text: true, ..Settings::default() };
    let all = twice_told();
    assert_eq!(read(&Written::of(Format::Jsonl, settings, &all).text("")), all);
}

#[test]
fn lines_without_text_still_give_every_other_form() {
    let lines = Written::of(Format::Jsonl, Settings::default(), &twice_told()).text("");
    assert!(!lines.contains("A deck that was taken out") && !lines.contains("Nobody denied it. "));
    let again = read(&lines);
    assert!(again.iter().all(|reported| reported.record.report.text.is_empty()));
    let table = |all: &[Reported], name: &str| Written::of(Format::Csv, Settings::default(), all).text(name);
    for name in ["reports.csv", "events.csv", "statements.csv", "figures.csv", "tellings.csv", "parties.csv"] {
        assert_eq!(table(&again, name), table(&twice_told(), name), "{name}");
    }
    assert_eq!(Written::of(Format::Jsonl, Settings::default(), &again).text(""), lines);
}

#[test]
fn a_dot_is_no_more_exact_than_its_place() {
    let written = Written::of(Format::Geojson, Settings::default(), &[reported()]);
    let map: Value = serde_json::from_str(&written.text("")).unwrap();
    let features = map["features"].as_array().unwrap();
    assert_eq!((map["type"].as_str(), features.len()), (Some("FeatureCollection"), 2));
    assert_eq!(features[0]["geometry"]["coordinates"], serde_json::json!([-57.99, -34.12]));
    assert_eq!(features[0]["properties"]["precision"], "city");
    assert_eq!(features[0]["properties"]["cameo"], "042");
    assert_eq!((&features[1]["geometry"], &features[1]["properties"]["precision"]), (&Value::Null, &"admin1".into()));
    assert_eq!(written.summary.n_left_out, 1, "the third event has no place");
}

/// The values of an element's attributes.
fn attributes(element: &BytesStart) -> BTreeMap<String, String> {
    let attributes = element.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(quick_xml::XmlVersion::default()).unwrap();
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    attributes.collect()
}

#[test]
fn the_graph_has_actors_and_what_they_did() {
    let written = Written::of(Format::Graphml, Settings::default(), &twice_told());
    let text = written.text("");
    let mut reader = Reader::from_str(&text);
    let (mut nodes, mut edges, mut keys) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let mut values = attributes(&element);
                match element.name().as_ref() {
                    "key" => assert!(keys.insert(values.remove("id").unwrap())),
                    "node" => assert!(nodes.insert(values.remove("id").unwrap()), "a node stands there twice"),
                    "data" => assert!(keys.contains(&values["key"])),
                    "edge" => {
                        let ends = [values.remove("source").unwrap(), values.remove("target").unwrap()];
                        assert!(ends.iter().all(|end| nodes.contains(end)), "{ends:?}");
                        edges.push(ends);
                    }
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    // The visit once, for both reports tell the same; the shelling of two sides by each report.
    assert_eq!(edges.len(), 5);
    assert_eq!(edges[0], ["name:person:CHE:Ida Voß", "government:ury"]);
    let nameless: Vec<&String> = nodes.iter().filter(|id| id.ends_with("/a4")).collect();
    assert_eq!(nameless.len(), 2, "traders of one report are not those of another: {nodes:?}");
    assert!(text.contains("<data key=\"e3\">042</data>"));
    assert_eq!(written.summary.n_rows, 5);
}

#[test]
fn annotations_select_their_words() {
    let reported = reported();
    let written = Written::of(Format::Webannotation, Settings::default(), std::slice::from_ref(&reported));
    let page: Value = serde_json::from_str(&written.text("")).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    let items = page["items"].as_array().unwrap();
    let text: Vec<char> = reported.record.report.text.as_str().chars().collect();
    let mut ids = BTreeSet::new();
    for item in items {
        let selectors = item["target"]["selector"].as_array().unwrap();
        let [position, quote] = &selectors[..] else { panic!("{selectors:?}") };
        let end = |name: &str| position[name].as_u64().unwrap() as usize;
        let words: String = text[end("start")..end("end")].iter().collect();
        assert_eq!(quote["exact"].as_str(), Some(words.as_str()));
        let found =
            format!("{}{words}{}", quote["prefix"].as_str().unwrap_or(""), quote["suffix"].as_str().unwrap_or(""));
        assert!(reported.record.report.text.as_str().contains(&found), "{found}");
        assert!(ids.insert(item["id"].as_str().unwrap()), "an id stands there twice: {item}");
    }
    let trigger =
        items.iter().find(|item| item["id"].as_str().unwrap().ends_with("events/e1/mentions/0/trigger")).unwrap();
    assert_eq!(trigger["body"][0]["value"], "CONSULT");
    assert_eq!(trigger["body"][1]["value"], "CONSULT visit, CAMEO 042, told as happened");
}

#[test]
fn only_events_told_so_firmly_are_taken() {
    let only = |factuality| Settings { factuality: Some(vec![factuality]), ..Settings::default() };
    for (wanted, n_events) in [(Factuality::Happened, 2), (Factuality::Denied, 1), (Factuality::Planned, 0)] {
        let written = Written::of(Format::Csv, only(wanted), &[reported()]);
        assert_eq!(written.rows("events.csv", b',').len() - 1, n_events, "{wanted}");
        let lines = read(&Written::of(Format::Jsonl, only(wanted), &[reported()]).text(""));
        assert_eq!(lines[0].record.events.len(), n_events, "{wanted}");
    }
}

#[test]
fn a_report_stands_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut export = Export::begin(&folder.path().join("out"), Format::Csv, Settings::default()).unwrap();
    assert_eq!(export.add(&reported()).unwrap(), Added::New);
    assert_eq!(export.add(&reported()).unwrap(), Added::Twice);
    assert_eq!(export.finish().unwrap().n_reports, 1);
}
