//! People killed or injured who are named or told one by one.

use std::collections::BTreeSet;

use knowledge::Knowledge;
use record::{EventMention, EventType, Factuality, FigureKind, FigureMention, NameKind, TokenSpan, Upos};

use super::kinds;
use crate::{clause, phrases, scene::Scene};

/// One by one: who is killed or injured by name, or as "a soldier", "its leader".
pub(super) fn one_by_one(scene: &Scene<'_>, mention: &EventMention) -> Option<FigureMention> {
    let shot = scene.lemma(mention.head) == "shoot"
        && scene.children(mention.head).iter().any(|&child| scene.lemma(child) == "dead");
    let kind = match scene.lemma(mention.head) {
        "killing" | "murder" | "assassination" | "execution" | "beheading" | "slaying" | "lynching" => {
            FigureKind::Killed
        }
        _ if shot => FigureKind::Killed,
        lemma => kinds::sense(lemma)?,
    };
    let counted = mention.figures.iter().any(|figure| figure.kind == kind);
    let told = mention.factuality == Factuality::Happened && mention.kind == EventType::Assault;
    if counted || !told || !matches!(kind, FigureKind::Killed | FigureKind::Injured) || mention.recipients.is_empty() {
        return None;
    }
    let victims = suffering(scene, mention);
    if victims.is_empty() || !victims.iter().all(|&at| is_one_person(scene, at)) {
        return None;
    }
    let n = victims.len() as u64;
    let words =
        |at: &usize| phrases::mention_around(scene, *at).map_or(TokenSpan::new(*at, at + 1), |told| told.tokens);
    let (first, last) = (words(victims.first()?), words(victims.last()?));
    let tokens = TokenSpan::new(first.start.min(last.start), first.end.max(last.end));
    Some(FigureMention { kind, low: Some(n), high: Some(n), approximate: false, tokens })
}

/// The heads of those to whom it is done: by the clause, else by who was taken for a recipient.
fn suffering(scene: &Scene<'_>, mention: &EventMention) -> BTreeSet<usize> {
    let at = mention.head;
    let suffers = |&child: &usize| match scene.token(child).deprel.as_str() {
        "obj" | "nsubj:pass" | "nmod:poss" => true,
        "nmod" => scene.preposition(child) == Some("of"),
        _ => false,
    };
    let by_clause = scene.children(at).iter().copied().filter(suffers).map(|child| clause::antecedent(scene, child));
    let found: BTreeSet<usize> =
        by_clause.filter(|&victim| scene.may_act(victim)).flat_map(|victim| row(scene, victim)).collect();
    if !found.is_empty() {
        return found;
    }
    mention.recipients.iter().flat_map(|recipient| row(scene, recipient.head)).collect()
}

/// A noun and those that stand in a row with it: "four miners, a cook and a driver".
pub(super) fn row(scene: &Scene<'_>, noun: usize) -> BTreeSet<usize> {
    let mut first = noun;
    for _ in 0..scene.sentence(noun).len() {
        let Some(head) = scene.head(first).filter(|_| scene.is(first, "conj") && scene.is_nominal(first)) else {
            break;
        };
        first = head;
    }
    let mut row = BTreeSet::new();
    let mut open = if scene.is_nominal(first) { vec![noun, first] } else { vec![noun] };
    while let Some(at) = open.pop() {
        if !row.insert(at) {
            continue;
        }
        open.extend(scene.with(at, "conj").filter(|&next| scene.is_nominal(next)));
    }
    row
}

/// Whether a word stands for a single person: a name, "he", "a soldier", "its leader"; never a number of them or a body.
pub(super) fn is_one_person(scene: &Scene<'_>, at: usize) -> bool {
    if scene.with(at, "nummod").next().is_some() {
        return false;
    }
    if scene.analysis.name_at(at).is_some_and(|name| name.kind == NameKind::Person) {
        return true;
    }
    if matches!(scene.form(at).as_str(), "he" | "she" | "him") {
        return true;
    }
    let told = |lemma: &str| matches!(lemma, "a" | "an" | "one" | "another");
    let article = scene.with(at, "det").any(|det| told(scene.lemma(det)));
    let definite = scene.with(at, "det").next().is_some() || scene.with(at, "nmod:poss").next().is_some();
    let knowledge = Knowledge::embedded();
    let lemma = scene.lemma(at);
    let person = knowledge.group(lemma).is_some_and(|group| group.persons) || knowledge.title(lemma).is_some();
    let bodies = matches!(lemma, "family" | "couple" | "enemy" | "public" | "opposition");
    let one = scene.token(at).upos == Upos::Noun && scene.token(at).feat("Number") != Some("Plur") && !bodies;
    one && (article || definite && person)
}
