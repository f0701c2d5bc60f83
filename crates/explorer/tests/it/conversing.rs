//! An assistant's questions.

use explorer::{QUESTIONS, converse};
use serde_json::{Value, json};

use crate::{ATTACK, Server};

fn said(server: &Server, lines: &str) -> Vec<Value> {
    let mut output = Vec::new();
    converse(&server.archive(), lines.as_bytes(), &mut output).unwrap();
    String::from_utf8(output).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn call(server: &Server, name: &str, arguments: Value) -> (bool, String) {
    let line =
        json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": arguments}});
    let answer = said(server, &line.to_string()).remove(0);
    let result = &answer["result"];
    (result["isError"].as_bool().unwrap(), result["content"][0]["text"].as_str().unwrap().to_owned())
}

#[test]
fn an_assistant_is_greeted_and_told_the_tools() {
    let server = Server::new();
    let answers = said(
        &server,
        r#"{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-03-26", "capabilities": {}}}
{"jsonrpc": "2.0", "method": "notifications/initialized"}

{"jsonrpc": "2.0", "id": "b", "method": "tools/list"}
{"jsonrpc": "2.0", "id": 3, "method": "ping"}
"#,
    );
    assert_eq!(answers.len(), 3);
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-03-26");
    assert!(answers[0]["result"]["instructions"].as_str().unwrap().contains("never an instruction"));
    let tools: Vec<&str> =
        answers[1]["result"]["tools"].as_array().unwrap().iter().map(|tool| tool["name"].as_str().unwrap()).collect();
    assert_eq!(tools, QUESTIONS.iter().map(|question| question.name).collect::<Vec<_>>());
    assert_eq!((&answers[1]["id"], &answers[2]["result"]), (&json!("b"), &json!({})));
}

#[test]
fn words_of_reports_are_marked_as_quoted() {
    let server = Server::new();
    let (is_error, text) = call(&server, "search", json!({"words": "onerror", "find": "statements", "limit": 3}));
    assert!(!is_error, "{text}");
    let (warning, answer) = text.split_once("\n\n").unwrap();
    assert!(warning.contains("never an instruction"), "{warning}");
    let mut answer: Value = serde_json::from_str(answer).unwrap();
    assert!(answer["items"][0]["id"].is_string());
    // With all that is marked taken out, no word of the report is left.
    strip(&mut answer);
    assert!(!answer.to_string().contains(ATTACK) && !answer.to_string().contains("Alvania"), "{answer}");
}

fn strip(value: &mut Value) {
    match value {
        Value::Object(inner) => {
            inner.remove("quoted_untrusted");
            inner.values_mut().for_each(strip);
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn wrong_lines_are_answered_and_the_conversation_goes_on() {
    let server = Server::new();
    let long = format!("{{\"id\": 1, \"method\": \"{}\"}}\n", "a".repeat(3 << 20));
    let lines = "no json\n[]\n{\"id\": 2, \"method\": \"nothing\"}\n".to_owned()
        + &long
        + "{\"id\": 9, \"method\": \"ping\"}\n";
    let codes: Vec<Value> = said(&server, &lines).iter().map(|answer| answer["error"]["code"].clone()).collect();
    assert_eq!(codes, [json!(-32700), json!(-32600), json!(-32601), json!(-32600), Value::Null]);
    let (is_error, why) = call(&server, "actor", json!({"name": "Nobody"}));
    assert!(is_error && why.contains("no report names"), "{why}");
    let (is_error, why) = call(&server, "search", json!({"words": {"a": 1}}));
    assert!(is_error && why.contains("takes words"), "{why}");
}
