//! How firmly an event is told.

use knowledge::codebook::Sense;
use record::{Factuality, TokenSpan};

use crate::{
    scene::Scene,
    scores::{self, Heads},
    triggers::Candidate,
};

/// How firmly, and the words that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) factuality: Factuality,
    pub(crate) cue: Option<TokenSpan>,
    /// Whether the cue leaves no doubt: "did not attack", "may attack", "denied attacking".
    plain: bool,
}

/// How firmly a trigger's event is told.
pub(crate) fn telling(scene: &Scene<'_>, heads: &Heads<'_>, candidate: &Candidate<'_>) -> Telling {
    let rule = by_rule(scene, candidate);
    let factuality = scores::factuality(heads, &candidate.parts(), candidate.kind, rule.factuality, rule.plain);
    if factuality == rule.factuality {
        return rule;
    }
    Telling { factuality, cue: None, plain: false }
}

/// Over how many words a cue may stand: "vowed to try to attack".
const REACH: usize = 4;

fn by_rule(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Telling {
    let happened = Telling { factuality: Factuality::Happened, cue: None, plain: false };
    let mut at = candidate.head;
    let mut found: Option<Telling> = None;
    for step in 0..REACH {
        // The weakest word over an event holds: "may have failed to attack" is no attempt.
        let own = beside(scene, at, step == 0);
        weaken(&mut found, own.map(|telling| Telling { plain: step == 0 && scene.is_verb(at), ..telling }));
        let Some(head) = scene.head(at) else { break };
        if !governs(scene, at) {
            break;
        }
        weaken(&mut found, over(scene, at, head));
        weaken(&mut found, judged(scene, at, head));
        if !scene.is_verb(head) && !scene.is_nominal(head) || scene.is(at, "ccomp") {
            break;
        }
        at = head;
    }
    found.unwrap_or(Telling { plain: goes_on(scene, candidate.head), ..happened })
}

/// Whether a verb stands under one that says that it has begun: "begins withdrawing", "continued to shell".
fn goes_on(scene: &Scene<'_>, verb: usize) -> bool {
    let over = scene.head(verb).filter(|_| scene.is(verb, "xcomp"));
    over.is_some_and(|over| {
        let phase = matches!(scene.lemma(over), "begin" | "start" | "continue" | "resume" | "keep" | "stop" | "cease");
        phase && scene.with(over, "aux").next().is_none() && scene.with(over, "mark").next().is_none()
    })
}

fn rank(factuality: Factuality) -> usize {
    match factuality {
        Factuality::Happened => 0,
        Factuality::Planned => 1,
        Factuality::Attempted => 2,
        Factuality::Possible => 3,
        Factuality::Denied => 4,
    }
}

/// Whether what stands over a word can say how firmly the word's event is told.
fn governs(scene: &Scene<'_>, at: usize) -> bool {
    match scene.token(at).deprel.as_str() {
        "xcomp" | "ccomp" | "csubj" | "obj" | "nsubj:pass" | "compound" | "advcl" => true,
        "acl" => scene.token(at).feat("VerbForm") == Some("Inf") || scene.with(at, "mark").next().is_some(),
        "obl" if scene.head(at).is_some_and(|head| scene.lemma(head) == "go") => true,
        "nmod" | "obl" => matches!(scene.preposition(at), Some("of" | "for" | "to" | "at" | "from")),
        "conj" => scene.with(at, "nsubj").next().is_none() && scene.with(at, "aux").next().is_none(),
        _ => false,
    }
}

fn cue(at: usize, factuality: Factuality) -> Option<Telling> {
    Some(Telling { factuality, cue: Some(TokenSpan::one(at)), plain: false })
}

/// What the small words beside a word say: "not", "may", "will", "no", "planned".
fn beside(scene: &Scene<'_>, at: usize, is_trigger: bool) -> Option<Telling> {
    let mut found: Option<Telling> = None;
    let verb = scene.is_verb(at);
    for &child in scene.children(at) {
        match scene.token(child).deprel.split(':').next().unwrap_or("") {
            "advmod" | "det" if scene.cue(child, Sense::Denied) && negates(scene, child) => {
                weaken(&mut found, cue(child, Factuality::Denied))
            }
            "nsubj" | "cc" if verb => {
                weaken(&mut found, nobody(scene, child).and_then(|word| cue(word, Factuality::Denied)))
            }
            // "sent no maize"
            "obj" if verb && is_trigger => {
                let none = scene.with(child, "det").find(|&word| scene.form(word) == "no");
                weaken(&mut found, none.and_then(|word| cue(word, Factuality::Denied)));
            }
            "mark" | "case" if scene.lemma(child) == "without" => weaken(&mut found, cue(child, Factuality::Denied)),
            "mark" if matches!(scene.lemma(child), "if" | "unless" | "whether") => {
                weaken(&mut found, cue(child, Factuality::Possible))
            }
            "advmod" if scene.cue(child, Sense::Possible) => weaken(&mut found, cue(child, Factuality::Possible)),
            "aux" if verb => weaken(&mut found, auxiliary(scene, at, child)),
            "cop" if !verb => {}
            "amod" | "compound" if !verb && is_trigger => {
                let senses = [
                    (Sense::Attempted, Factuality::Attempted),
                    (Sense::Planned, Factuality::Planned),
                    (Sense::Possible, Factuality::Possible),
                ];
                let sense = senses.iter().find(|(sense, _)| scene.cue(child, *sense));
                weaken(&mut found, sense.and_then(|&(_, factuality)| cue(child, factuality)));
            }
            _ => {}
        }
    }
    // A headline's bare infinitive is a plan: "Norway to host talks".
    let headline = verb && is_trigger && scene.is(at, "root") && found.is_none();
    if headline && let Some(to) = scene.with(at, "mark").find(|&mark| scene.lemma(mark) == "to") {
        weaken(&mut found, cue(to, Factuality::Planned));
    }
    found
}

/// The word that says that nobody did it: "nobody fled", "no troops crossed", "neither struck".
fn nobody(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let none = |word: &usize| matches!(scene.form(*word).as_str(), "nobody" | "none" | "no" | "neither");
    let before = |relation: &'static str| scene.with(at, relation).find(none);
    Some(at).filter(none).or_else(|| before("det")).or_else(|| before("cc"))
}

/// Keeps the weaker of two tellings.
fn weaken(found: &mut Option<Telling>, telling: Option<Telling>) {
    if let Some(telling) = telling
        && found.is_none_or(|found| rank(telling.factuality) > rank(found.factuality))
    {
        *found = Some(telling);
    }
}

/// "not only" and "no longer" deny nothing that is told.
fn negates(scene: &Scene<'_>, word: usize) -> bool {
    !scene.sentence(word).contains(word + 1) || !matches!(scene.lemma(word + 1), "only" | "just" | "least")
}

fn auxiliary(scene: &Scene<'_>, verb: usize, auxiliary: usize) -> Option<Telling> {
    if scene.cue(auxiliary, Sense::Future) {
        return cue(auxiliary, Factuality::Planned);
    }
    if matches!(scene.lemma(auxiliary), "would" | "'d") {
        // The future of a report in the past: "said it would send troops".
        let reported = scene.is(verb, "ccomp")
            && scene.head(verb).is_some_and(|over| scene.cue(over, Sense::Saying) || scene.cue(over, Sense::Planned));
        return cue(auxiliary, if reported { Factuality::Planned } else { Factuality::Possible });
    }
    if matches!(scene.lemma(auxiliary), "should" | "must" | "can") {
        return None;
    }
    scene.cue(auxiliary, Sense::Possible).then(|| cue(auxiliary, Factuality::Possible)).flatten()
}

/// What "it is possible that", "it is not true that" say of the clause behind them.
fn judged(scene: &Scene<'_>, at: usize, judgement: usize) -> Option<Telling> {
    let clause = scene.is(at, "ccomp") || scene.is(at, "csubj") || scene.is(at, "advcl");
    let empty = scene.with(judgement, "expl").chain(scene.with(judgement, "nsubj")).find(|&it| scene.form(it) == "it");
    let adjective = scene.token(judgement).upos == record::Upos::Adj;
    if !clause || !adjective || empty.is_none() {
        return None;
    }
    let not = scene.children(judgement).iter().any(|&child| scene.cue(child, Sense::Denied));
    let whether = scene.with(at, "mark").any(|mark| matches!(scene.lemma(mark), "that" | "whether" | "if"));
    match (scene.lemma(judgement), not) {
        ("true", true) | ("false" | "untrue", false) => {
            cue(judgement, Factuality::Denied).map(|telling| Telling { plain: true, ..telling })
        }
        // "It is not clear who carried out the attack": somebody did.
        ("certain" | "clear", true) | ("unclear" | "uncertain", false) if whether => {
            cue(judgement, Factuality::Possible)
        }
        _ => None,
    }
}

/// What a governing word says: "tried to", "plans to", "fear", "is due to", "foiled".
fn over(scene: &Scene<'_>, at: usize, head: usize) -> Option<Telling> {
    let purpose = scene.is(at, "advcl");
    if purpose {
        return None;
    }
    let clause = scene.is(at, "xcomp")
        || scene.is(at, "ccomp")
        || scene.is(at, "acl")
        || scene.is(at, "obl")
        || scene.is(at, "nmod");
    if scene.cue(head, Sense::Attempted) {
        let plain = scene.is(at, "xcomp") || scene.is(at, "acl");
        return cue(head, Factuality::Attempted).map(|telling| Telling { plain, ..telling });
    }
    if scene.cue(head, Sense::Possible) {
        return cue(head, Factuality::Possible);
    }
    if scene.cue(head, Sense::Planned)
        && (clause || matches!(scene.lemma(head), "plan" | "schedule" | "plot" | "prepare"))
    {
        return cue(head, Factuality::Planned);
    }
    if matches!(scene.lemma(head), "deny" | "refuse") && (scene.is(at, "xcomp") || scene.is(at, "ccomp")) {
        return cue(head, Factuality::Denied).map(|telling| Telling { plain: true, ..telling });
    }
    None
}
