//! What reports of one happening say that cannot all be.

use std::collections::BTreeSet;

use crate::{Contradiction, EventTold, FigureGiven, Giver, Side};

/// The most contradictions of one kind that are listed.
const MOST: usize = 50;

/// All contradictions among what is told of one happening, each once.
pub fn contradictions(events: &[EventTold]) -> Vec<Contradiction> {
    let mut found = figures(events);
    found.extend(denials(events));
    found.extend(culprits(events));
    found
}

/// Figures of one kind that exclude each other. Of equal figures the first speaks for all.
fn figures(events: &[EventTold]) -> Vec<Contradiction> {
    let mut distinct: Vec<(&EventTold, &FigureGiven)> = Vec::new();
    for (event, figure) in events.iter().flat_map(|event| event.figures.iter().map(move |figure| (event, figure))) {
        let key = |figure: &FigureGiven| (figure.kind.clone(), figure.low, figure.high);
        if !distinct.iter().any(|(_, known)| key(known) == key(figure)) {
            distinct.push((event, figure));
        }
    }
    let side = |event: &EventTold, figure: &FigureGiven| Side {
        says: counted(figure),
        according_to: according_to(&figure.givers, event),
        event: event.id.clone(),
        report: event.report.id.clone(),
    };
    let mut found = Vec::new();
    for (at, (event, figure)) in distinct.iter().enumerate() {
        for (other_event, other) in &distinct[at + 1..] {
            let over =
                |low: Option<u64>, high: Option<u64>| matches!((low, high), (Some(low), Some(high)) if low > high);
            if figure.kind == other.kind && (over(figure.low, other.high) || over(other.low, figure.high)) {
                found.push(Contradiction {
                    kind: "figures".to_owned(),
                    about: Some(figure.kind.clone()),
                    one: side(event, figure),
                    other: side(other_event, other),
                });
            }
        }
    }
    found.truncate(MOST);
    found
}

/// Who says that it was, against who says that it was not.
fn denials(events: &[EventTold]) -> Vec<Contradiction> {
    let told = |event: &EventTold| Side {
        says: event.factuality.clone(),
        according_to: according_to(&event.givers, event),
        event: event.id.clone(),
        report: event.report.id.clone(),
    };
    let asserted = events.iter().find(|event| matches!(event.factuality.as_str(), "happened" | "attempted"));
    let denied = events.iter().filter(|event| event.factuality == "denied");
    let mut known = BTreeSet::new();
    let denied: Vec<Side> = denied.map(told).filter(|side| known.insert(side.according_to.clone())).collect();
    let pair = |denial: Side| {
        asserted.map(|asserted| Contradiction {
            kind: "denial".to_owned(),
            about: None,
            one: told(asserted),
            other: denial,
        })
    };
    denied.into_iter().filter_map(pair).take(MOST).collect()
}

/// Events that name others as those who did it. Who is not named by anybody contradicts nobody.
fn culprits(events: &[EventTold]) -> Vec<Contradiction> {
    if !events.iter().any(|event| event.quad.contains("conflict")) {
        return Vec::new();
    }
    let mut named: Vec<(&EventTold, BTreeSet<&str>)> = Vec::new();
    for event in events {
        let known = |actor: &&crate::ActorRef| actor.entity.is_some() || actor.kind == "government";
        let by: BTreeSet<&str> = event.sources.iter().filter(known).map(|actor| actor.country.as_str()).collect();
        if !by.is_empty() && !by.contains("UNK") && !named.iter().any(|(_, other)| *other == by) {
            named.push((event, by));
        }
    }
    let side = |event: &EventTold| Side {
        says: event.sources.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join(", "),
        according_to: according_to(&event.givers, event),
        event: event.id.clone(),
        report: event.report.id.clone(),
    };
    let mut found = Vec::new();
    for (at, (event, by)) in named.iter().enumerate() {
        for (other, _) in named[at + 1..].iter().filter(|(_, others)| others.is_disjoint(by)) {
            found.push(Contradiction { kind: "culprit".to_owned(), about: None, one: side(event), other: side(other) });
        }
    }
    found.truncate(MOST);
    found
}

/// A figure in words: "at least 9".
pub fn counted(figure: &FigureGiven) -> String {
    let count = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("at least {low}"),
        (None, Some(high)) => format!("at most {high}"),
        (None, None) => "an unknown number".to_owned(),
    };
    if figure.is_approximate { format!("about {count}") } else { count }
}

/// On whose word, and through whom: "State Department via Politico", "the report, Reuters".
pub fn according_to(givers: &[Giver], event: &EventTold) -> String {
    let outlet = event.report.origin.as_deref().or(event.report.outlet.as_deref());
    let mut named: Vec<String> = Vec::new();
    // Who says it twice is named once.
    for giver in givers.iter().map(|giver| giver_named(giver, outlet)) {
        if !named.contains(&giver) {
            named.push(giver);
        }
    }
    if named.is_empty() { "nobody named".to_owned() } else { named.join(" and ") }
}

fn giver_named(giver: &Giver, outlet: Option<&str>) -> String {
    let of = |who: &str| match outlet {
        Some(outlet) => format!("{who}, {outlet}"),
        None => who.to_owned(),
    };
    let mut words = match (giver.kind.as_str(), &giver.name) {
        ("report", _) => return of("the report"),
        ("unsourced", Some(words)) => return of(&format!("nobody named (“{words}”)")),
        (_, Some(name)) if giver.is_anonymous => format!("{name}, unnamed"),
        (_, Some(name)) => name.clone(),
        _ => "nobody named".to_owned(),
    };
    for via in &giver.via {
        words.push_str(&format!(" via {via}"));
    }
    of(&words)
}
