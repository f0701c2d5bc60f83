//! Questions and their answers.

use explorer::{QUESTIONS, openapi};

use crate::Server;

/// For every question, what it can be asked with.
pub fn examples(server: &Server) -> Vec<(&'static str, String)> {
    let happening = &server.api("/happenings")["items"][0]["id"];
    let event = &server.api("/search?find=events")["items"][0];
    let statement = &server.api("/quotes")["items"][0];
    let id = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    vec![
        ("stats", "/stats".into()),
        ("search", "/search?words=raided&find=statements&from=2024-01-01&anonymous=false&limit=5".into()),
        ("quotes", "/quotes?speaker=Ana+Bell&via=the+Herald".into()),
        ("happenings", "/happenings?type=ASSAULT&type=AID&actor=ALB&place=Kessel&origins=1".into()),
        ("happening", format!("/happenings/{}", id(happening))),
        ("report", format!("/reports/{}", id(&event["report"]["id"]))),
        ("event", format!("/events/{}", id(&event["id"]))),
        ("statement", format!("/statements/{}", id(&statement["id"]))),
        ("relations", "/relations?one=ALB&other=NLD&by=week".into()),
        ("actor", "/actor?name=ALB".into()),
        ("actors", "/actors?begins=ana".into()),
        ("pairs", "/pairs".into()),
        ("speakers", "/speakers".into()),
        ("timeline", "/timeline?by=week&actor=NLD".into()),
        ("places", "/places?from=2024-01-01&factuality=happened".into()),
        ("disagreements", "/disagreements".into()),
    ]
}

#[test]
fn every_question_is_described_and_answered() {
    let server = Server::new();
    let examples = examples(&server);
    let names: Vec<&str> = QUESTIONS.iter().map(|question| question.name).collect();
    assert_eq!(examples.iter().map(|(name, _)| *name).collect::<Vec<_>>(), names);
    for (name, path) in &examples {
        let answer = server.api(path);
        assert!(answer["items"].as_array().is_none_or(|items| !items.is_empty() || *name == "disagreements"), "{path}");
    }
    let described = openapi();
    assert_eq!(server.api("/openapi.json"), described);
    let paths = described["paths"].as_object().unwrap();
    let mut expected: Vec<String> = QUESTIONS.iter().map(|question| format!("/api/v1{}", question.path)).collect();
    expected.extend(["/api/v1/openapi.json", "/api/v1/read", "/api/v1/fetch"].map(str::to_owned));
    expected.sort();
    let mut found: Vec<String> = paths.keys().cloned().collect();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn what_is_answered_is_what_was_reported() {
    let server = Server::new();
    assert_eq!(server.api("/stats")["n_reports"], 31);
    let relation = server.api("/relations?one=ALB&other=NLD");
    let first = &relation["periods"][0]["deeds"]["attributed"];
    assert!(first["n"].as_u64().unwrap() > 0 && first["intensity"] == -10.0, "{first}");
    let timeline = server.api("/timeline?by=month");
    let n: u64 = timeline["volume"].as_array().unwrap().iter().map(|pair| pair[1].as_u64().unwrap()).sum();
    assert_eq!(n, 31);
    let place = &server.api("/places")["items"][0];
    assert_eq!((place["name"].as_str(), place["precision"].as_str()), (Some("Kessel"), Some("city")));
    let speakers = server.api("/speakers");
    assert_eq!((&speakers["speakers"][0]["n_statements"], &speakers["via"][0][0]), (&30.into(), &"the Herald".into()));
    assert_eq!(server.api("/search?words=nothing-of-the-sort")["items"], serde_json::json!([]));
}

#[test]
fn wrong_questions_are_told_what_is_wrong() {
    let server = Server::new();
    for (path, status, why) in [
        ("/search?wodrs=x", 400, "\"wodrs\" is nothing to ask with"),
        ("/search?from=2024-13-40", 400, "write a day as YYYY-MM-DD"),
        ("/search?limit=0", 400, "give a number from 1 to 200"),
        ("/search?limit=1&limit=2", 400, "limit is given too often"),
        ("/search?type=WAR", 400, "it takes one of AGREE"),
        ("/search?words=%00", 400, "NUL"),
        ("/search?words=%ff", 400, "wrongly encoded"),
        ("/search?cursor=after-x", 400, "cursor is none of ours"),
        ("/stats?format=csv", 400, "no list"),
        ("/relations?one=ALB", 400, "other is missing"),
        ("/relations?one=ALB&other=ALB", 404, "are one party"),
        ("/actor?name=Nobody", 404, "no report names"),
        ("/happenings/h0000000", 404, "nothing of that sort"),
        ("/happenings/..%2f..%2fnews.db", 400, "an id has small letters"),
        ("/nothing", 404, "no such"),
    ] {
        let answer = server.get(&format!("/api/v1{path}"));
        let told = answer.json()["error"].as_str().unwrap().to_owned();
        assert!(answer.status == status && told.contains(why), "{path}: {answer:?}");
    }
}

#[test]
fn lists_go_on_page_by_page_and_come_as_tables() {
    let server = Server::new();
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = server.api(&format!("/search?find=reports&limit=7{next}"));
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["report"]["id"].to_string()));
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 31);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 31);
    let lines = server.get("/api/v1/quotes?format=jsonl&limit=200");
    assert_eq!(
        (lines.body.lines().count(), lines.header("content-type").unwrap()),
        (31, "application/x-ndjson; charset=utf-8")
    );
    let table = server.get("/api/v1/quotes?format=csv&limit=5");
    assert!(table.body.lines().next().unwrap().contains("report.outlet"), "{table:?}");
}

#[test]
fn what_a_reader_has_is_not_sent_again() {
    let server = Server::new();
    for path in ["/api/v1/stats", "/assets/app.js", "/"] {
        let tag = server.get(path).header("etag").unwrap().to_owned();
        let again = server.request("GET", path, &format!("If-None-Match: {tag}\r\n"), "");
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
        assert_eq!(server.request("GET", path, "If-None-Match: \"other\"\r\n", "").status, 200);
    }
    // A change makes every answer another.
    let before = server.get("/api/v1/stats").header("etag").unwrap().to_owned();
    let mut archive = archive::Archive::existing(&server.archive()).unwrap();
    let id = archive.report_ids().unwrap().remove(0);
    archive.retract(&id, None, "2024-03-09T10:00:00Z").unwrap();
    let after = server.get("/api/v1/stats");
    assert!(after.header("etag").unwrap() != before && after.json()["n_reports"] == 30);
}

#[test]
fn a_text_comes_back_read() {
    let server = Server::new();
    let text = "Minister Quits\n\nUruguayan Foreign Minister Elisa Duarte visited Lima on Monday. “We came to listen,” Duarte said.";
    let answer = server.request("POST", "/api/v1/read?published=2024-03-05&outlet=The+Post", "", text);
    assert_eq!(answer.status, 200, "{answer:?}");
    let record: record::Record = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((record.report.outlet.as_deref(), record.statements.len()), (Some("The Post"), 1));
    assert_eq!(server.api("/stats")["n_reports"], 31);
    for (body, why) in [("", "no text"), ("%PDF-1.4 binary", "PDF")] {
        let answer = server.request("POST", "/api/v1/read", "", body);
        assert!(answer.status == 400 && !answer.body.is_empty(), "{why}: {answer:?}");
    }
}
