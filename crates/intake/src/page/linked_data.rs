//! What a page says of its report in JSON-LD.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::days::day_in;
use super::tree::{NodeId, ROOT, Tree};
use crate::furniture::title;

/// The bytes of JSON-LD that are read of one page.
const MOST: usize = 2_000_000;

/// The objects that are looked at.
const MOST_OBJECTS: usize = 2_000;

/// What JSON-LD says of the report.
#[derive(Debug, Default)]
pub(crate) struct LinkedData {
    /// Its title.
    pub headline: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was first published.
    pub published: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its words.
    pub body: Option<String>,
}

impl LinkedData {
    /// What the page's JSON-LD says of the report with one of these titles. A page may carry the data of other reports:
    /// where several are told, the one whose headline the page shows is meant, and one that it shows nowhere is not.
    pub fn of(tree: &Tree, titles: &[String]) -> Self {
        let mut objects = Vec::new();
        let mut n_bytes = 0;
        for node in tree.within(ROOT).filter(|&node| is_linked_data(tree, node)) {
            let text = tree.words_within(node);
            n_bytes += text.len();
            if n_bytes > MOST {
                break;
            }
            if let Some(value) = parsed(&text) {
                gather(value, &mut objects);
            }
        }
        let reports: Vec<&Map<String, Value>> = objects.iter().filter(is_report).collect();
        let headline = |object: &&&Map<String, Value>| text_of(object.get("headline").or(object.get("name")));
        let is_shown = |object: &&&Map<String, Value>| {
            headline(object).is_some_and(|headline| titles.iter().any(|known| is_alike(known, &headline)))
        };
        let is_untold = |object: &&&Map<String, Value>| headline(object).is_none();
        let chosen = reports.iter().find(is_shown).or_else(|| reports.iter().find(is_untold)).or_else(|| {
            // A headline may be put otherwise than the title; then it must be the only one, and the title none.
            reports.first().filter(|_| reports.len() == 1)
        });
        let Some(report) = chosen else { return Self::default() };
        Self {
            headline: text_of(report.get("headline")),
            authors: report.get("author").or(report.get("creator")).map(|who| names(who, &objects)).unwrap_or_default(),
            publisher: report.get("publisher").and_then(|who| name_of(who, &objects)),
            published: text_of(report.get("datePublished").or(report.get("dateCreated"))).and_then(|day| day_in(&day)),
            url: text_of(report.get("url")).or_else(|| {
                report.get("mainEntityOfPage").and_then(|page| text_of(Some(page)).or_else(|| text_of(page.get("@id"))))
            }),
            body: text_of(report.get("articleBody")).filter(|body| body.len() >= 200),
        }
    }
}

/// Whether two titles are the same, or one is the other cut or lengthened.
pub(crate) fn is_alike(one: &str, other: &str) -> bool {
    if title::is_same(one, other) {
        return true;
    }
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let n_shared = one.iter().filter(|word| other.contains(word)).count();
    n_shared >= 3 && n_shared * 10 >= one.len().min(other.len()) * 7
}

fn is_linked_data(tree: &Tree, node: NodeId) -> bool {
    tree.name(node) == Some("script")
        && tree.attribute(node, "type").is_some_and(|kind| kind.to_ascii_lowercase().starts_with("application/ld+json"))
}

/// The JSON in a script, forgiving what pages often get wrong: comments around it, line breaks in strings, a stray comma.
fn parsed(text: &str) -> Option<Value> {
    let text = text.trim();
    let text =
        text.strip_prefix("<!--").unwrap_or(text).trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let text = text.trim_end().trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim();
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let mut mended: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    for (wrong, right) in [(",}", "}"), (",]", "]"), (", }", "}"), (", ]", "]")] {
        mended = mended.replace(wrong, right);
    }
    serde_json::from_str(mended.trim_end_matches([';', ' '])).ok()
}

/// All objects in a value. serde_json bounds how deep they stand.
fn gather(value: Value, objects: &mut Vec<Map<String, Value>>) {
    match value {
        _ if objects.len() >= MOST_OBJECTS => {}
        Value::Array(values) => values.into_iter().for_each(|value| gather(value, objects)),
        Value::Object(mut object) => {
            let graph = object.remove("@graph");
            let within: Vec<Value> = ["mainEntity", "mainEntityOfPage", "hasPart"]
                .iter()
                .filter_map(|key| object.get(*key))
                .filter(|value| !value.is_string())
                .cloned()
                .collect();
            objects.push(object);
            graph.into_iter().chain(within).for_each(|value| gather(value, objects));
        }
        _ => {}
    }
}

fn is_report(object: &&Map<String, Value>) -> bool {
    let is_named = |name: &str| {
        let name = name.rsplit(['/', ':']).next().unwrap_or(name);
        name.ends_with("Article")
            || name.ends_with("NewsArticle")
            || matches!(name, "BlogPosting" | "Report" | "LiveBlogPosting" | "SocialMediaPosting" | "LiveBlogPost")
    };
    match object.get("@type") {
        Some(Value::String(name)) => is_named(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is_named),
        _ => false,
    }
}

fn text_of(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.trim(),
        Value::Array(values) => values.iter().find_map(Value::as_str)?.trim(),
        Value::Object(object) => object.get("@value").or(object.get("name"))?.as_str()?.trim(),
        _ => return None,
    };
    (!text.is_empty()).then(|| text.to_owned())
}

/// The names that a value gives: texts, objects with a name, lists of them, or references to other objects.
fn names(who: &Value, objects: &[Map<String, Value>]) -> Vec<String> {
    match who {
        Value::Array(values) => values.iter().take(30).filter_map(|value| name_of(value, objects)).collect(),
        _ => match who.get("name") {
            Some(Value::Array(values)) => values.iter().take(30).filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => name_of(who, objects).into_iter().collect(),
        },
    }
}

fn name_of(who: &Value, objects: &[Map<String, Value>]) -> Option<String> {
    text_of(Some(who).filter(|who| !who.is_object()))
        .or_else(|| text_of(who.get("name")))
        .or_else(|| who.as_array().and_then(|values| values.first()).and_then(|first| text_of(first.get("name"))))
        .or_else(|| {
            let id = who.get("@id")?.as_str()?;
            let meant = objects
                .iter()
                .find(|object| object.get("@id").and_then(Value::as_str) == Some(id) && object.contains_key("name"));
            text_of(meant?.get("name"))
        })
}
