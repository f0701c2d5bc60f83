//! Actors and what they do to one another, as a graph.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use quick_xml::escape::escape;
use record::{Actor, ActorKind, Event};

use super::Form;
use crate::export::hashed;
use crate::landing::{self, Landing};
use crate::profiles::dyads;
use crate::table::Numbers;
use crate::{Error, Reported, evidence};

/// What a node tells: name and type of each attribute.
const OF_NODES: [(&str, &str); 6] = [
    ("label", "string"),
    ("kind", "string"),
    ("country", "string"),
    ("sector", "string"),
    ("entity", "string"),
    ("known_by", "string"),
];

/// What an edge tells.
const OF_EDGES: [(&str, &str); 18] = [
    ("label", "string"),
    ("type", "string"),
    ("mode", "string"),
    ("cameo", "string"),
    ("intensity", "double"),
    ("quad", "string"),
    ("factuality", "string"),
    ("date", "string"),
    ("place", "string"),
    ("confidence", "double"),
    ("report", "string"),
    ("event", "string"),
    ("outlet", "string"),
    ("published", "string"),
    ("url", "string"),
    ("happening", "string"),
    ("happening_origins", "long"),
    ("snippet", "string"),
];

/// The file of nodes and edges. Every node stands before its first edge.
pub(crate) struct Graph {
    file: BufWriter<File>,
    /// The hashes of the nodes so far, 16 bytes each.
    nodes: HashSet<u128>,
}

impl Graph {
    pub(crate) fn begin(landing: &Landing) -> Result<Self, Error> {
        let mut file = landing.file("")?;
        head(&mut file).map_err(landing::fault(landing.place()))?;
        Ok(Self { file, nodes: HashSet::new() })
    }

    fn node(&mut self, reported: &Reported, actor: &Actor) -> io::Result<String> {
        let (id, known_by) = node_id(reported, actor);
        if self.nodes.insert(hashed(&id)) {
            writeln!(self.file, "<node id=\"{}\">", escaped(&id))?;
            let entity = actor.entity.as_deref().unwrap_or("");
            let values = [&actor.name, actor.kind.as_str(), &actor.country, actor.sector.as_str(), entity, known_by];
            self.data('n', &values)?;
            writeln!(self.file, "</node>")?;
        }
        Ok(id)
    }

    fn edge(&mut self, reported: &Reported, event: &Event, ends: [&str; 2]) -> io::Result<()> {
        let report = &reported.record.report;
        let happening = reported.happening(event);
        let snippet = event.mentions.first().and_then(|telling| evidence::snippet(reported, telling));
        let snippet = snippet.map_or_else(Default::default, |span| reported.line(evidence::cut(span)));
        let mode = event.mode.as_deref().unwrap_or("");
        let label = format!("{} {mode}", event.kind);
        let id = format!("{}/{} {}", reported.event_key(event), ends[0], ends[1]);
        let [source, target] = ends.map(escaped);
        writeln!(self.file, "<edge id=\"{}\" source=\"{source}\" target=\"{target}\">", escaped(&id))?;
        let values = [
            label.trim_end(),
            event.kind.as_str(),
            mode,
            &event.cameo,
            &event.intensity.to_string(),
            event.quad.as_str(),
            event.factuality.as_str(),
            event.date.as_ref().map_or("", |date| &date.value),
            reported.place_of(event).map_or("", |place| &place.name),
            &event.confidence.to_string(),
            &report.id,
            &event.id,
            report.outlet.as_deref().unwrap_or(""),
            report.published.as_deref().unwrap_or(""),
            report.url.as_deref().unwrap_or(""),
            happening.map_or("", |happening| &happening.id),
            &happening.map_or(String::new(), |happening| happening.n_origins.to_string()),
            &snippet,
        ];
        self.data('e', &values)?;
        writeln!(self.file, "</edge>")
    }

    /// Writes those values that there are.
    fn data(&mut self, of: char, values: &[&str]) -> io::Result<()> {
        for (at, value) in values.iter().enumerate().filter(|(_, value)| !value.is_empty()) {
            writeln!(self.file, "<data key=\"{of}{at}\">{}</data>", escaped(value))?;
        }
        Ok(())
    }
}

impl Form for Graph {
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        let mut n_rows = 0;
        for event in numbers.taken_once(reported) {
            for [source, recipient] in pairs(reported, event) {
                let ends = [self.node(reported, source)?, self.node(reported, recipient)?];
                self.edge(reported, event, [&ends[0], &ends[1]])?;
                n_rows += 1;
            }
        }
        Ok(n_rows)
    }

    fn holds(&self, reported: &Reported, event: &Event) -> bool {
        !pairs(reported, event).is_empty()
    }

    fn finish(mut self: Box<Self>, landing: &Landing) -> Result<(), Error> {
        self.file.write_all(b"</graph>\n</graphml>\n").map_err(landing::fault(landing.place()))?;
        landing::close(self.file, landing.place())
    }
}

/// The ends of an event's edges.
fn pairs<'a>(reported: &'a Reported, event: &Event) -> Vec<[&'a Actor; 2]> {
    let dyads = dyads(reported, event).into_iter();
    dyads.filter_map(|[source, recipient]| Some([source?, recipient?])).collect()
}

fn head(file: &mut impl Write) -> io::Result<()> {
    writeln!(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(file, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">")?;
    let keys = OF_NODES.iter().enumerate().map(|key| ('n', "node", key));
    for (of, what, (at, (name, kind))) in keys.chain(OF_EDGES.iter().enumerate().map(|key| ('e', "edge", key))) {
        writeln!(file, "<key id=\"{of}{at}\" for=\"{what}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    writeln!(file, "<graph edgedefault=\"directed\">")
}

/// The id of an actor's node, and what makes it one node with actors of other reports: the knowledge tables (`entity`), or the
/// same name, kind and country (`name`). Whoever has no name of his own, as "masked gunmen", is a node of his report (`report`).
fn node_id(reported: &Reported, actor: &Actor) -> (String, &'static str) {
    if let Some(entity) = &actor.entity {
        return (entity.clone(), "entity");
    }
    let is_nameless = matches!(actor.kind, ActorKind::Crowd | ActorKind::Unnamed | ActorKind::Other);
    if is_nameless || !actor.name.starts_with(char::is_uppercase) {
        return (format!("{}/{}", reported.record.report.id, actor.id), "report");
    }
    (format!("name:{}:{}:{}", actor.kind, actor.country, actor.name), "name")
}

/// Text within XML: marks escaped, and characters that XML knows no way to write left out.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_lawful = |c: char| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..) && !('\u{7F}'..='\u{9F}').contains(&c)
    };
    if text.chars().all(is_lawful) {
        return escape(text);
    }
    Cow::Owned(escape(text.chars().filter(|&c| is_lawful(c)).collect::<String>()).into_owned())
}
