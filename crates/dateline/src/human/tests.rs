//! A page is compared as a whole, as it is in a pipe: letters only.

use record::{Record, Report, Text};
use serde_json::{Value, json};

use super::page;

const TEXT: &str = "Envoy visits Port Ambel\n\nEnvoy Ilse Maren arrived in Port Ambel on Monday. “We came to listen,” Maren \
                    said. Guards tried to storm the customs house, killing at least two people.\n\nA clerk told The Quay \
                    that talks could follow.";

/// The span of the words' first appearance.
fn span(words: &str) -> Value {
    let byte = TEXT.find(words).expect("the words stand in the text");
    let start = TEXT[..byte].chars().count();
    json!({"start": start, "end": start + words.chars().count()})
}

fn actor(id: &str, name: &str, kind: &str, country: &str, sector: &str) -> Value {
    json!({"id": id, "name": name, "kind": kind, "country": country, "sector": sector, "title": null, "entity": null,
           "basis": "none", "mentions": [span(name)]})
}

fn event(id: &str, kind: &str, factuality: &str, vouched_by: Value, triggers: &[(usize, &str)]) -> Value {
    let mentions: Vec<Value> = triggers
        .iter()
        .map(|(sentence, trigger)| json!({"trigger": span(trigger), "sentence": sentence, "roles": []}))
        .collect();
    json!({"id": id, "type": kind, "mode": null, "cameo": "042", "intensity": 1.0, "quad": "verbal cooperation",
           "contexts": [], "sources": [], "recipients": [], "place": null, "date": null, "factuality": factuality,
           "factuality_cue": null, "vouched_by": vouched_by, "figures": [], "confidence": 0.9, "mentions": mentions})
}

fn sentences() -> Value {
    json!([
        span("Envoy visits Port Ambel"),
        span("Envoy Ilse Maren arrived in Port Ambel on Monday."),
        span("“We came to listen,” Maren said."),
        span("Guards tried to storm the customs house, killing at least two people."),
        span("A clerk told The Quay that talks could follow."),
    ])
}

fn record() -> Record {
    let mut visit = event("e1", "CONSULT", "happened", json!([{"report": true}]), &[(0, "visits"), (1, "arrived")]);
    visit["mode"] = json!("visit");
    visit["sources"] = json!(["a1"]);
    visit["place"] = json!("p1");
    visit["date"] = json!({"expression": span("Monday"), "value": "2024-03-04", "grain": "day"});
    let mut storm = event("e2", "ASSAULT", "attempted", json!([{"report": true}]), &[(3, "storm")]);
    storm["sources"] = json!(["a2"]);
    storm["factuality_cue"] = span("tried");
    storm["figures"] = json!([{"kind": "killed", "low": 2, "high": null, "approximate": false,
                               "span": span("at least two people"), "vouched_by": [{"report": true}]}]);
    let mut talks = event("e3", "CONSULT", "possible", json!([{"statement": "s2"}]), &[(4, "talks")]);
    talks["factuality_cue"] = span("could");
    let report = Report {
        id: "0".into(),
        source: "ambel.txt".into(),
        url: None,
        outlet: Some("The Harbour Post".into()),
        title: Some("Envoy visits Port Ambel".into()),
        deck: None,
        byline: vec!["Ana Bell".into()],
        origin: None,
        copy_of: None,
        published: Some("2024-03-05".into()),
        language: "en".into(),
        text: Text::new(TEXT),
        removed: serde_json::from_value(json!([{"kind": "caption", "text": "Photo: the customs house."}])).unwrap(),
    };
    serde_json::from_value(json!({
        "schema": 1,
        "reader": {"version": "0", "model": "m", "codebook": "c", "knowledge": "k"},
        "report": report,
        "sentences": sentences(),
        "actors": [actor("a1", "Ilse Maren", "person", "NOR", "GOV"), actor("a2", "Guards", "organ", "UNK", "COP"),
                   actor("a3", "A clerk", "unnamed", "UNK", "UNK")],
        "places": [{"id": "p1", "name": "Port Ambel", "country": null, "admin1": null, "geonames": null, "lat": null,
                    "lon": null, "precision": "city", "mentions": [span("Port Ambel")]}],
        "statements": [
            {"id": "s1", "kind": "direct", "speaker": "a1", "speaker_span": span("Maren said"), "cue": span("said"),
             "content": [span("“We came to listen,”")], "addressee": null, "anonymous": false, "via": []},
            {"id": "s2", "kind": "indirect", "speaker": "a3", "speaker_span": span("A clerk"), "cue": span("told"),
             "content": [span("talks could follow")], "addressee": null, "anonymous": true,
             "via": [{"name": "The Quay", "span": span("The Quay")}]},
        ],
        "events": [visit, storm, talks],
        "doubts": [{"at": "events/e2/recipients", "reason": "nobody fits", "span": span("the customs house")}],
    }))
    .unwrap()
}

#[test]
fn a_page_tells_all_of_a_record() {
    let expected = " 0  Envoy visits [e1] Port Ambel

    The Harbour Post · by Ana Bell · 2024-03-05 · ambel.txt
    taken out, caption: Photo: the customs house.

 1  Envoy Ilse Maren arrived [e1] in Port Ambel on Monday.
 2  “We came to listen,” [s1] Maren said.
 3  Guards tried to storm [e2] the customs house, killing at least two people.

 4  A clerk told The Quay that talks [e3] could follow [s2].

WHO SAID WHAT

s1  Ilse Maren (NOR GOV), “said” · direct · sentence 2
    “We came to listen,”

s2  A clerk, unnamed, via The Quay, “told” · indirect · sentence 4
    talks could follow

WHO DID WHAT TO WHOM, as the report tells it

e1  CONSULT visit · happened
    Ilse Maren (NOR GOV)
    in Port Ambel · 2024-03-04 (“Monday”)
    according to the report · sentences 0, 1: “visits”, “arrived”

e2  ASSAULT · attempted (“tried”)
    Guards (COP)
    at least 2 killed (“at least two people”)
    according to the report · sentence 3: “storm”

e3  CONSULT · possible (“could”)
    nobody named
    according to A clerk, unnamed, via The Quay [s2] · sentence 4: “talks”

DOUBTS, what the reader could not decide

nobody fits
    e2 recipients “the customs house”, sentence 3
";
    assert_eq!(anstream::adapter::strip_str(&page(&record(), 80)).to_string(), expected);
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width in [40, 57, 80, 100] {
        let page = anstream::adapter::strip_str(&page(&record(), width)).to_string();
        let widest = page.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width, "{widest} columns on a page of {width}:\n{page}");
    }
}

#[test]
fn evidence_is_in_colour() {
    let page = page(&record(), 80);
    assert!(page.contains("\u{1b}[1m\u{1b}[33mstorm\u{1b}[0m"), "a trigger is bold and yellow:\n{page:?}");
    assert!(page.contains("\u{1b}[32m“We came to listen,”\u{1b}[0m"), "a quotation is green:\n{page:?}");
}

#[test]
fn a_record_of_nothing_is_a_page() {
    let mut record = record();
    record.report.text = Text::new("");
    record.report.title = None;
    record.sentences.clear();
    record.actors.clear();
    record.places.clear();
    record.statements.clear();
    record.events.clear();
    record.doubts.clear();
    assert!(page(&record, 80).contains("The Harbour Post"));
}
