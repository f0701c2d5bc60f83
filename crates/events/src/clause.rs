//! What stands around a trigger in its clause, put as if it were told in the active voice.

use knowledge::codebook::{Sense, TriggerClass};
use record::Upos;
use smol_str::SmolStr;

use crate::scene::Scene;

/// A dependent of a trigger, by the part that the grammar gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// `nsubj`, `obj`, `iobj`, `obl`, `nmod:poss`, `compound`, `amod`, `content`, `aim`: at whom the
    /// deed of its infinitive is aimed, or `sufferer`: the subject of a verb that has what its object names done to it
    /// ("faces charges").
    pub(crate) relation: &'static str,
    /// The preposition of an `obl`.
    pub(crate) preposition: Option<SmolStr>,
    /// The word.
    pub(crate) token: usize,
}

/// Trees are walked no further than this, which also ends walks on a tree with a cycle.
const FAR: usize = 6;

/// The slots of a trigger and of the other words of its phrase, in the order of the text.
pub(crate) fn slots(scene: &Scene<'_>, head: usize, class: TriggerClass, companions: &[usize]) -> Vec<Slot> {
    let mut slots = match class {
        TriggerClass::Verb => verb_slots(scene, head),
        TriggerClass::Noun => noun_slots(scene, head),
        TriggerClass::Adjective => adjective_slots(scene, head),
    };
    for &companion in companions {
        slots.extend(companion_slots(scene, companion));
    }
    for slot in &mut slots {
        slot.token = antecedent(scene, slot.token);
    }
    slots.retain(|slot| slot.token != head && !companions.contains(&slot.token));
    slots.sort_by_key(|slot| slot.token);
    slots.dedup();
    slots
}

/// Prepositions that keep a noun apart from the verb over it.
const APART: [&str; 8] = ["after", "before", "during", "since", "until", "amid", "despite", "following"];

/// The verb that carries a noun that names an event: "launch" in "launch an attack".
pub(crate) fn light_verb(scene: &Scene<'_>, noun: usize) -> Option<usize> {
    let governor = scene.head(noun)?;
    // "broke off ties a day after an attack": what merely goes before is carried by no verb.
    let oblique = scene.is(noun, "obl") && !scene.preposition(noun).is_some_and(|word| APART.contains(&word));
    let object = scene.is(noun, "obj") || scene.is(noun, "nsubj:pass") || oblique;
    (object && scene.is_verb(governor) && scene.cue(governor, Sense::Light)).then_some(governor)
}

/// Whether a verb is told in the passive.
pub(crate) fn is_passive(scene: &Scene<'_>, verb: usize) -> bool {
    let told = |at: usize| {
        scene.children(at).iter().any(|&child| {
            let deprel = &scene.token(child).deprel;
            deprel == "aux:pass" || deprel == "nsubj:pass" || deprel == "csubj:pass"
        })
    };
    if told(verb) {
        return true;
    }
    let token = scene.token(verb);
    // "Woman found guilty": nobody finds without saying whom.
    let judged = scene.with(verb, "xcomp").any(|child| matches!(scene.lemma(child), "guilty" | "dead" | "liable"));
    if judged && scene.lemma(verb) == "find" && scene.with(verb, "obj").next().is_none() {
        return true;
    }
    let participle = token.feat("VerbForm") == Some("Part") && token.feat("Tense") != Some("Pres");
    let helped = scene.with(verb, "aux").next().is_some();
    if !participle || helped {
        return false;
    }
    let by = scene.with(verb, "obl").any(|child| scene.preposition(child) == Some("by"));
    let object = scene.with(verb, "obj").next().is_some();
    match token.deprel.as_str() {
        "acl" | "amod" | "acl:relcl" => !object,
        "conj" => !object && scene.head(verb).is_some_and(told),
        // Headlines drop the auxiliary: "Two officers shot in the capital".
        _ => by || (!object && matches!(token.deprel.as_str(), "root" | "parataxis" | "advcl" | "dep")),
    }
}

/// Who stands as a verb's subject, by its own words or by those of the verb that governs it.
pub(crate) fn surface_subject(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    subject_within(scene, verb, FAR)
}

fn subject_within(scene: &Scene<'_>, verb: usize, far: usize) -> Option<usize> {
    let mut at = verb;
    for far in (0..far).rev() {
        if let Some(subject) = scene.with(at, "nsubj").next() {
            return Some(subject);
        }
        let governor = scene.head(at)?;
        match scene.token(at).deprel.as_str() {
            "xcomp" => {
                if let Some(controller) = controller(scene, governor) {
                    return Some(controller);
                }
            }
            "acl" => return noun_as_subject(scene, at, governor, far),
            "acl:relcl" | "amod" => return Some(governor),
            "conj" | "parataxis" if scene.is_verb(governor) => {}
            "advcl" | "ccomp" if infinite(scene, at) => {
                // "accused the militia of shelling": whom the verb takes as its object does what the clause says.
                let marked = scene.with(at, "mark").any(|mark| matches!(scene.lemma(mark), "of" | "for" | "from"));
                if (scene.is(at, "ccomp") || marked)
                    && let Some(controller) = controller(scene, governor)
                {
                    return Some(controller);
                }
            }
            _ => return None,
        }
        at = governor;
    }
    None
}

/// The object that does what an infinitive says: "urge *them* to leave", "call on *them* to leave".
fn controller(scene: &Scene<'_>, governor: usize) -> Option<usize> {
    if !scene.cue(governor, Sense::ControlObject) || is_passive(scene, governor) {
        return None;
    }
    let object = scene.with(governor, "obj").chain(scene.with(governor, "iobj")).next();
    object.or_else(|| {
        scene
            .with(governor, "obl")
            .find(|&child| matches!(scene.preposition(child), Some("on" | "upon" | "to" | "with")))
    })
}

fn infinite(scene: &Scene<'_>, verb: usize) -> bool {
    matches!(scene.token(verb).feat("VerbForm"), Some("Inf" | "Part" | "Ger") | None)
}

/// The subject of a clause that describes a noun: the noun itself ("rebels firing"), or, of an infinitive, the noun's
/// owner ("their plan to attack").
fn noun_as_subject(scene: &Scene<'_>, verb: usize, noun: usize, far: usize) -> Option<usize> {
    let infinitive = scene.token(verb).feat("VerbForm") == Some("Inf") || scene.with(verb, "mark").next().is_some();
    if scene.may_act(noun) {
        return Some(noun);
    }
    if !infinitive {
        // "sent a letter proposing talks", "fired rockets killing six": who sent it does it.
        let sent = scene.head(noun).filter(|&verb| scene.is(noun, "obj") && scene.is_verb(verb));
        let sender = sent.filter(|_| scene.token(verb).feat("VerbForm") != Some("Part") || !is_passive(scene, verb));
        return sender.and_then(|sent| subject_within(scene, sent, far)).or(Some(noun));
    }
    scene
        .with(noun, "nmod:poss")
        .next()
        .or_else(|| {
            scene.with(noun, "compound").chain(scene.with(noun, "amod")).find(|&at| scene.may_describe_actor(at))
        })
        .or_else(|| {
            let governor = scene.head(noun).filter(|&governor| scene.is_verb(governor))?;
            (!scene.is(noun, "nsubj")).then(|| subject_within(scene, governor, far)).flatten()
        })
}

/// What a relative pronoun refers to; any other word is itself.
pub(crate) fn antecedent(scene: &Scene<'_>, token: usize) -> usize {
    let relative = matches!(scene.lemma(token), "who" | "which" | "that" | "whom" | "whose")
        && matches!(scene.token(token).upos, Upos::Pron | Upos::Det | Upos::Sconj);
    if !relative {
        return token;
    }
    let mut at = token;
    for _ in 0..FAR {
        let Some(head) = scene.head(at) else { return token };
        if scene.is(at, "acl") {
            return noun_before(scene, token, head);
        }
        at = head;
    }
    token
}

/// What a clause describes: the noun right before its pronoun, or one over that noun; never one of another phrase, as the
/// tree may have it where several nouns came before.
fn noun_before(scene: &Scene<'_>, pronoun: usize, described: usize) -> usize {
    // "A bomb exploded in Baghdad that killed twelve": what stands at the side is not described.
    let nearest = pronoun.checked_sub(1).filter(|&before| scene.is_nominal(before) && before > described);
    let Some(nearest) = nearest.filter(|&before| scene.is(before, "obj")) else { return described };
    let mut over = nearest;
    for _ in 0..FAR {
        let Some(head) = scene.head(over).filter(|_| over != described) else { break };
        over = head;
    }
    if over == described || scene.head(described) == Some(nearest) { described } else { nearest }
}

fn slot(relation: &'static str, token: usize) -> Slot {
    Slot { relation, preposition: None, token }
}

fn obl(scene: &Scene<'_>, token: usize) -> Option<Slot> {
    let preposition = SmolStr::new(scene.preposition(token)?);
    Some(Slot { relation: "obl", preposition: Some(preposition), token })
}

fn verb_slots(scene: &Scene<'_>, verb: usize) -> Vec<Slot> {
    let passive = is_passive(scene, verb);
    let mut slots = Vec::new();
    if let Some(subject) = surface_subject(scene, verb).filter(|&subject| subject != verb) {
        slots.push(slot(if passive { "obj" } else { "nsubj" }, subject));
    }
    for &child in scene.children(verb) {
        match scene.token(child).deprel.split(':').next().unwrap_or("") {
            "obj" => slots.push(slot("obj", child)),
            "iobj" => slots.push(slot("iobj", child)),
            "obl" | "nmod" => match obl(scene, child) {
                Some(by) if passive && by.preposition.as_deref() == Some("by") => slots.push(slot("nsubj", child)),
                Some(obl) => slots.push(obl),
                None => {}
            },
            "ccomp" | "xcomp" => {
                slots.extend(scene.with(child, "nsubj").map(|subject| slot("content", subject)));
                slots.extend(aims(scene, child));
            }
            "advcl" if scene.with(child, "mark").any(|mark| scene.lemma(mark) == "for") => {
                slots.extend(scene.with(child, "nsubj").map(|subject| slot("content", subject)));
            }
            _ => {}
        }
    }
    let has_object = slots.iter().any(|slot| slot.relation == "obj");
    if !has_object && !passive {
        slots.extend(borrowed_object(scene, verb).map(|object| slot("obj", object)));
    }
    slots
}

/// At whom the deed of an infinitive is aimed: "vowed to attack *the police*", "refused to meet with *the envoy*".
fn aims(scene: &Scene<'_>, infinitive: usize) -> Vec<Slot> {
    let aimed = scene.children(infinitive).iter().filter(|&&child| {
        scene.is(child, "obj")
            || scene.is(child, "iobj")
            || scene.is(child, "obl")
                && matches!(scene.preposition(child), Some("with" | "against" | "to" | "on" | "at"))
    });
    aimed.map(|&child| slot("aim", child)).collect()
}

/// The object that a verb without one shares: "attacked and looted *the town*", "the town that they attacked".
fn borrowed_object(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    if scene.is(verb, "acl:relcl") {
        let own_subject = scene.with(verb, "nsubj").next()?;
        let relative = antecedent(scene, own_subject) != own_subject;
        let placed = scene.children(verb).iter().any(|&child| matches!(scene.lemma(child), "where" | "when" | "why"));
        return (!relative && !placed).then(|| scene.head(verb)).flatten();
    }
    let obliques = scene.with(verb, "obl").next().is_some();
    let partner = scene.with(verb, "conj").find(|&other| scene.is_verb(other))?;
    let own_subject = scene.with(partner, "nsubj").next().is_some();
    (!obliques && !own_subject).then(|| scene.with(partner, "obj").next()).flatten()
}

fn noun_slots(scene: &Scene<'_>, noun: usize) -> Vec<Slot> {
    let mut slots = own_noun_slots(scene, noun);
    if scene.is(noun, "conj")
        && let Some(first) = scene.head(noun)
        && scene.is_nominal(first)
        && scene.with(noun, "det").next().is_none()
    {
        slots.extend(own_noun_slots(scene, first).into_iter().filter(|slot| slot.relation == "nmod:poss"));
    }
    // "an assassination attempt": what stands beside the whole belongs to the noun inside it.
    if scene.is(noun, "compound")
        && let Some(whole) = scene.head(noun)
    {
        slots.extend(own_noun_slots(scene, whole));
        slots.extend(governor_slots(scene, whole));
    } else {
        slots.extend(governor_slots(scene, noun));
    }
    slots
}

fn own_noun_slots(scene: &Scene<'_>, noun: usize) -> Vec<Slot> {
    let mut slots = Vec::new();
    for &child in scene.children(noun) {
        match scene.token(child).deprel.as_str() {
            "nmod:poss" => slots.push(slot("nmod:poss", child)),
            deprel if deprel.starts_with("compound") => slots.push(slot("compound", child)),
            "amod" => slots.push(slot("amod", child)),
            "acl" => {
                // "an attack carried out by rebels", "talks involving Rome".
                if scene.lemma(child) == "involve" {
                    let object = scene.with(child, "obj");
                    let involving = Some(SmolStr::new("involving"));
                    slots.extend(object.map(|token| Slot { relation: "obl", preposition: involving.clone(), token }));
                } else if is_passive(scene, child) {
                    slots.extend(verb_slots(scene, child).into_iter().filter(|slot| slot.token != noun));
                }
            }
            deprel if deprel.starts_with("nmod") || deprel.starts_with("obl") => slots.extend(obl(scene, child)),
            _ => {}
        }
    }
    // "Officials are in talks", "The town is under attack".
    for subject in scene.with(noun, "nsubj") {
        match scene.preposition(noun) {
            Some("under") => slots.push(slot("sufferer", subject)),
            Some("in" | "at" | "on") => slots.push(slot("nsubj", subject)),
            _ => {}
        }
    }
    slots
}

/// What the verb over a noun adds: the subject of "launch an attack", of "face charges", of "met for talks".
fn governor_slots(scene: &Scene<'_>, noun: usize) -> Vec<Slot> {
    let mut noun = noun;
    if scene.is(noun, "conj")
        && let Some(first) = scene.head(noun)
    {
        noun = first;
    }
    let Some(verb) = scene.head(noun).filter(|&verb| scene.is_verb(verb)) else { return Vec::new() };
    let others = |verb: usize| {
        verb_slots(scene, verb).into_iter().filter(move |slot| slot.token != noun && slot.relation != "obj")
    };
    let sufferer = |verb: usize| {
        let subject = others(verb).find(|slot| slot.relation == "nsubj");
        subject.map(|subject| slot("sufferer", subject.token)).into_iter().collect()
    };
    let preposition = scene.preposition(noun);
    // "bowed to a demand": whoever yields to it did not make it.
    let yields = matches!(scene.lemma(verb), "bow" | "yield" | "respond" | "reply" | "accede" | "cave" | "succumb");
    if scene.is(noun, "obl") && (preposition == Some("under") || preposition == Some("to") && yields) {
        return sufferer(verb);
    }
    if scene.is(noun, "obj") && scene.cue(verb, Sense::Suffer) {
        return sufferer(verb);
    }
    if light_verb(scene, noun).is_some() {
        return others(verb).collect();
    }
    // Who dies in a clash need not have fought in it.
    let suffers = matches!(scene.lemma(verb), "die" | "perish" | "fall");
    if scene.is(noun, "obl") && matches!(preposition, Some("in" | "for" | "to")) && !suffers {
        return others(verb)
            .filter(|slot| matches!(slot.relation, "nsubj") || slot.preposition.as_deref() == Some("with"))
            .collect();
    }
    Vec::new()
}

fn adjective_slots(scene: &Scene<'_>, adjective: usize) -> Vec<Slot> {
    let mut slots = own_noun_slots(scene, adjective);
    slots.extend(scene.with(adjective, "nsubj").map(|subject| slot("nsubj", subject)));
    if scene.is(adjective, "xcomp")
        && let Some(verb) = scene.head(adjective)
    {
        let object = verb_slots(scene, verb).into_iter().find(|slot| slot.relation == "obj");
        slots.extend(object.map(|object| slot("nsubj", object.token)));
    }
    if scene.is(adjective, "amod") {
        slots.extend(scene.head(adjective).map(|noun| slot("nsubj", noun)));
    }
    slots
}

/// What depends on the other words of a phrase: "an attack *on the town*" in "launch an attack on the town".
fn companion_slots(scene: &Scene<'_>, companion: usize) -> Vec<Slot> {
    let mut slots = Vec::new();
    for &child in scene.children(companion) {
        match scene.token(child).deprel.split(':').next().unwrap_or("") {
            "obj" => slots.push(slot("obj", child)),
            "nmod" | "obl" if !scene.is(child, "nmod:poss") => slots.extend(obl(scene, child)),
            _ => {}
        }
    }
    // "for" in "call for talks" is itself a dependent of what is called for.
    if scene.is(companion, "case")
        && let Some(nominal) = scene.head(companion)
    {
        slots.extend(obl(scene, nominal));
        slots.extend(
            scene
                .with(nominal, "acl")
                .flat_map(|clause| scene.with(clause, "nsubj"))
                .map(|subject| slot("content", subject)),
        );
    }
    if scene.is(companion, "mark")
        && let Some(clause) = scene.head(companion)
    {
        slots.extend(scene.with(clause, "nsubj").map(|subject| slot("content", subject)));
    }
    slots
}
