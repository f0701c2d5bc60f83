//! Answers are as the API's description says.

use std::collections::BTreeSet;

use archive::Archive;
use explorer::QUESTIONS;
use serde_json::{Map, Value, json};

use crate::Server;
use crate::asking::examples;

/// What says nothing of which values fit.
const REMARKS: [&str; 6] = ["description", "title", "default", "format", "examples", "$comment"];

/// A schema of the description.
#[derive(Clone, Copy)]
struct Schema<'a> {
    schema: &'a Value,
    described: &'a Value,
}

impl<'a> Schema<'a> {
    fn of(self, schema: &'a Value) -> Self {
        Self { schema, ..self }
    }

    /// Whether a value fits, with nothing in it that is not described; why not, where it does not.
    fn check(self, value: &Value, at: &str) -> Result<(), String> {
        let told = self.told(value, at)?;
        let untold = value.as_object().into_iter().flat_map(Map::keys).find(|key| !told.contains(*key));
        untold.map_or(Ok(()), |key| Err(format!("{at}: \"{key}\" is not described")))
    }

    /// The properties that the schema tells of, where the value fits.
    fn told(self, value: &Value, at: &str) -> Result<BTreeSet<String>, String> {
        let mut told = BTreeSet::new();
        let Some(keywords) = self.schema.as_object() else {
            return if self.schema == &json!(true) { Ok(told) } else { Err(format!("{at}: nothing fits")) };
        };
        let wrong = |why: String| Err(format!("{at}: {why}, and is {value:.200}"));
        let all = |rest: &'a Value| rest.as_array().unwrap().iter().map(move |one| self.of(one));
        for (keyword, rest) in keywords {
            match keyword.as_str() {
                "$ref" => {
                    let pointer = rest.as_str().unwrap().strip_prefix('#').unwrap();
                    let schema = self.described.pointer(pointer).unwrap_or_else(|| panic!("{rest} is nowhere"));
                    told.extend(self.of(schema).told(value, at)?);
                }
                "type" => {
                    let types = rest.as_array().cloned().unwrap_or_else(|| vec![rest.clone()]);
                    if !types.iter().any(|name| is_of(name.as_str().unwrap(), value)) {
                        return wrong(format!("it should be of {rest}"));
                    }
                }
                "const" if value != rest => return wrong(format!("it should be {rest}")),
                "enum" if !rest.as_array().unwrap().contains(value) => return wrong(format!("it should be of {rest}")),
                "const" | "enum" => {}
                "minimum" if value.as_f64() < rest.as_f64() => return wrong(format!("it should be {rest} at least")),
                "maximum" if value.as_f64() > rest.as_f64() => return wrong(format!("it should be {rest} at most")),
                "minItems" | "maxItems" | "minimum" | "maximum" => {}
                "required" => {
                    let missing =
                        rest.as_array().unwrap().iter().find(|key| value.get(key.as_str().unwrap()).is_none());
                    if let Some(key) = missing.filter(|_| value.is_object()) {
                        return wrong(format!("{key} is missing"));
                    }
                }
                "properties" => {
                    for (key, schema) in rest.as_object().unwrap() {
                        told.insert(key.clone());
                        if let Some(value) = value.get(key) {
                            self.of(schema).check(value, &format!("{at}.{key}"))?;
                        }
                    }
                }
                "additionalProperties" => {
                    let known = keywords.get("properties").and_then(Value::as_object);
                    for (key, value) in value.as_object().into_iter().flatten() {
                        if known.is_none_or(|known| !known.contains_key(key)) {
                            self.of(rest).check(value, &format!("{at}.{key}"))?;
                            told.insert(key.clone());
                        }
                    }
                }
                "prefixItems" => {
                    let items = value.as_array().into_iter().flatten();
                    for (number, (item, schema)) in items.zip(all(rest)).enumerate() {
                        schema.check(item, &format!("{at}[{number}]"))?;
                    }
                }
                "items" => {
                    let first = keywords.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
                    for (number, item) in value.as_array().into_iter().flatten().enumerate().skip(first) {
                        self.of(rest).check(item, &format!("{at}[{number}]"))?;
                    }
                }
                "allOf" => {
                    for schema in all(rest) {
                        told.extend(schema.told(value, at)?);
                    }
                }
                "anyOf" | "oneOf" => {
                    let fits: Vec<_> = all(rest).map(|schema| schema.told(value, at)).collect();
                    let n = fits.iter().filter(|fit| fit.is_ok()).count();
                    if n == 0 || (n > 1 && keyword == "oneOf") {
                        let faults: Vec<String> = fits.into_iter().filter_map(Result::err).collect();
                        return wrong(format!("it should be one of {keyword} ({n} fit): {}", faults.join("; ")));
                    }
                    told.extend(fits.into_iter().flatten().flatten());
                }
                remark if REMARKS.contains(&remark) => {}
                unknown => panic!("{at}: this test does not know {unknown:?}; teach it"),
            }
        }
        Ok(told)
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        unknown => panic!("{unknown} is no type"),
    }
}

fn schema<'a>(described: &'a Value, path: &str, method: &str) -> Schema<'a> {
    let schema = &described["paths"][path][method]["responses"]["200"]["content"]["application/json"]["schema"];
    assert!(schema.is_object(), "{path} is not described");
    Schema { schema, described }
}

#[test]
fn every_answer_is_as_it_is_described() {
    let server = Server::new();
    // Two raids with other numbers of dead, told to be one.
    let raids = server.api("/happenings");
    let id = |at: usize| raids["items"][at]["id"].as_str().unwrap();
    Archive::existing(&server.archive()).unwrap().join(id(0), id(1), None, "").unwrap();
    let described = server.api("/openapi.json");
    let mut asked: Vec<(&str, String)> = examples(&server);
    for find in ["reports", "events", "statements"] {
        asked.push(("search", format!("/search?find={find}&words=raided")));
    }
    asked.push(("timeline", "/timeline".into()));
    asked.push(("places", "/places".into()));
    let mut n_items = 0;
    for (name, path) in &asked {
        let question = QUESTIONS.iter().find(|question| question.name == *name).unwrap();
        let schema = schema(&described, &format!("/api/v1{}", question.path), "get");
        let answer = server.api(path);
        schema.check(&answer, path).unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(question.is_list, answer["items"].is_array(), "{path}");
        if let Some(items) = answer["items"].as_array() {
            assert!(!items.is_empty(), "{path} shows nothing of how its items are");
            n_items += items.len();
        }
        // What lacks anything, has more or something else in its place is told apart.
        for key in answer.as_object().unwrap().keys() {
            let mut less = answer.clone();
            less.as_object_mut().unwrap().remove(key);
            assert!(schema.check(&less, path).is_err(), "{path} may lack {key}");
            let mut other = answer.clone();
            other[key] = json!({"unheard": "of"});
            assert!(schema.check(&other, path).is_err(), "{path}: {key} may be anything");
        }
        let mut more = answer.clone();
        more["unheard"] = json!("of");
        assert!(schema.check(&more, path).is_err(), "{path} may have more");
    }
    assert!(n_items > 50, "{n_items}");
}

#[test]
fn records_and_faults_are_as_they_are_described() {
    let server = Server::new();
    let described = server.api("/openapi.json");
    let text = "Minister Quits\n\nUruguayan Foreign Minister Elisa Duarte visited Lima on Monday. “We came to listen,” Duarte said.";
    let record = server.request("POST", "/api/v1/read", "", text).json();
    schema(&described, "/api/v1/read", "post").check(&record, "read").unwrap();
    schema(&described, "/api/v1/fetch", "post").check(&record, "fetch").unwrap();
    let may_fetch = server.api("/fetch");
    schema(&described, "/api/v1/fetch", "get").check(&may_fetch, "fetch").unwrap();
    let fault = server.get("/api/v1/actor?name=nobody+at+all");
    let faults =
        &described["paths"]["/api/v1/actor"]["get"]["responses"]["404"]["content"]["application/json"]["schema"];
    assert_eq!(fault.status, 404);
    Schema { schema: faults, described: &described }.check(&fault.json(), "fault").unwrap();
}
