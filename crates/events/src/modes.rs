//! In which mode, and in which contexts, an event stands.

use knowledge::codebook::{Mode, Sense};
use record::EventType;
use smol_str::SmolStr;

use crate::{
    scene::Scene,
    scores::{self, Heads},
    triggers::Candidate,
};

/// What a row's own mode counts.
const ROW: f32 = 1.0;
/// What a cue counts that describes the trigger: "suicide" in "suicide bombing".
const DESCRIBES: f32 = 0.8;
/// What a cue counts that stands elsewhere in the clause.
const BESIDE: f32 = 0.45;
/// What the type of what is asked, refused or threatened counts.
const CONTENT: f32 = 0.6;
/// The least score of a mode.
const ENOUGH: f32 = 0.4;

/// The mode of an event, where one is told.
pub(crate) fn mode(scene: &Scene<'_>, heads: &Heads<'_>, candidate: &Candidate<'_>) -> Option<String> {
    let near = near(scene, candidate);
    let contents = contents(scene, candidate);
    let of_kind = scene.codebook.modes().iter().filter(|mode| mode.kind == candidate.kind);
    let scored = of_kind.map(|mode| {
        let codebook = codebook_score(candidate, mode, &near, &contents)
            + if mode.name == "assassinate" && kills_chosen(scene, candidate) { DESCRIBES } else { 0.0 };
        let score = scores::mode(heads, &candidate.parts(), candidate.kind, &mode.name, codebook.min(1.0));
        ((score, codebook > 0.0), mode)
    });
    // What is too grave to be guessed is told by a word.
    let scored = scored.filter(|((_, told), mode)| *told || mode.name != "sexual");
    let scored = scored.map(|((score, _), mode)| (score, mode));
    // The first of equals stays.
    let best = scored.fold(None, |best: Option<(f32, &Mode)>, (score, mode)| match best {
        Some((highest, _)) if highest >= score => best,
        _ => Some((score, mode)),
    });
    best.filter(|(score, _)| *score >= ENOUGH).map(|(_, mode)| mode.name.to_string())
}

/// The words beside a trigger: those that describe it, then the others of its clause.
struct Near {
    describing: Vec<SmolStr>,
    others: Vec<SmolStr>,
}

fn near(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Near {
    let mut near = Near { describing: Vec::new(), others: Vec::new() };
    let words = candidate.companions.iter().chain([&candidate.head]);
    for &word in words {
        near.describing.extend(words_of(scene, word));
        for &child in scene.children(word) {
            let list = match scene.token(child).deprel.split(':').next().unwrap_or("") {
                "compound" | "amod" => &mut near.describing,
                "obj" | "obl" | "nmod" | "nsubj" | "xcomp" | "ccomp" | "advcl" => &mut near.others,
                _ => continue,
            };
            list.extend(words_of(scene, child));
            let inner = scene.children(child).iter();
            let inner = inner.filter(|&&at| {
                ["compound", "amod", "obj", "nmod", "xcomp"].iter().any(|relation| scene.is(at, relation))
            });
            near.others.extend(inner.flat_map(|&at| words_of(scene, at)));
        }
    }
    near
}

/// A word's dictionary form and its own letters: tables may list "troop" or "troops".
fn words_of(scene: &Scene<'_>, at: usize) -> [SmolStr; 2] {
    [SmolStr::new(scene.lemma(at)), SmolStr::from(scene.form(at))]
}

/// The types and modes of the triggers in what a trigger asks, refuses or threatens: codebook rows speak here, since
/// such contents are no events of their own.
fn contents(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Vec<(EventType, Option<SmolStr>)> {
    let mut found = Vec::new();
    let words = candidate.companions.iter().chain([&candidate.head]);
    let below: Vec<usize> = words.flat_map(|&word| scene.children(word).iter().copied()).collect();
    let deeper: Vec<usize> = below.iter().flat_map(|&word| scene.children(word).iter().copied()).collect();
    for at in below.into_iter().chain(deeper) {
        let content = ["xcomp", "ccomp", "obj", "obl", "nmod", "advcl", "conj", "acl"]
            .iter()
            .any(|relation| scene.is(at, relation));
        if !content || scene.is(at, "nmod:poss") {
            continue;
        }
        let single = scene.codebook.triggers(scene.lemma(at)).iter().filter(|row| row.words.len() == 1);
        let best = single.fold(None, |best: Option<&knowledge::codebook::Trigger>, row| match best {
            Some(best) if best.weight >= row.weight => Some(best),
            _ => Some(row),
        });
        found.extend(best.map(|row| (row.kind, row.mode.clone())));
    }
    found
}

fn codebook_score(
    candidate: &Candidate<'_>,
    mode: &Mode,
    near: &Near,
    contents: &[(EventType, Option<SmolStr>)],
) -> f32 {
    let mut score = 0.0;
    if candidate.row.is_some_and(|row| row.mode.as_ref() == Some(&mode.name)) {
        score += ROW;
    }
    if near.describing.iter().any(|word| mode.cues.contains(word)) {
        score += DESCRIBES;
    } else if near.others.iter().any(|word| mode.cues.contains(word)) {
        score += BESIDE;
    }
    let asked = |(kind, of): &(EventType, Option<SmolStr>)| {
        contents.iter().any(|(found, mode)| found == kind && (of.is_none() || of == mode))
    };
    if mode.contents.iter().any(asked) {
        score += CONTENT;
    }
    score
}

/// Whether a verb of killing has somebody for its object whom a killer picks out: "killed the minister".
fn kills_chosen(scene: &Scene<'_>, candidate: &Candidate<'_>) -> bool {
    let kills = matches!(scene.lemma(candidate.head), "kill" | "murder" | "slay" | "shoot");
    kills && scene.with(candidate.head, "obj").any(|object| scene.cue(object, Sense::Chosen))
}

/// The contexts whose words stand in the trigger's sentence, in the codebook's order.
pub(crate) fn contexts(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Vec<String> {
    let sentence = scene.sentence(candidate.head);
    let stands = |cue: &Vec<SmolStr>| {
        sentence.tokens().any(|at| {
            cue.iter().enumerate().all(|(n, word)| sentence.contains(at + n) && scene.lemma(at + n) == word.as_str())
        })
    };
    let told = scene.codebook.contexts().iter().filter(|context| context.cues.iter().any(stands));
    told.map(|context| context.name.to_string()).collect()
}
