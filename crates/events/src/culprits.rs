//! Whom a deed is laid on: "blamed Peru for the attack", "the attack was blamed on Peru".

use record::Mention;

use crate::{clause, phrases::mention_around, scene::Scene, triggers::Candidate};

/// Verbs that lay a deed on somebody.
const VERBS: [&str; 12] = [
    "blame",
    "accuse",
    "suspect",
    "convict",
    "charge",
    "indict",
    "condemn",
    "criticise",
    "criticize",
    "denounce",
    "prosecute",
    "try",
];

/// Who lays a deed on whom, by the words that carry them.
struct Laid {
    accuser: Option<usize>,
    accused: usize,
}

/// Makes the one whom a deed is laid on its doer, where its own words name none, and keeps out who lays it on him.
pub(crate) fn lay_on(
    scene: &Scene<'_>,
    candidate: &Candidate<'_>,
    sources: &mut Vec<Mention>,
    recipients: &mut Vec<Mention>,
) {
    let is = |mention: &Mention, token: usize| mention.head == token || mention.tokens.contains(token);
    if let Some(opponent) = opponent(scene, candidate.head) {
        sources.retain(|mention| !is(mention, opponent));
    }
    let Some(laid) = laid(scene, candidate.head) else { return };
    let accuses = |mention: &Mention| laid.accuser.is_some_and(|accuser| is(mention, accuser));
    sources.retain(|mention| !accuses(mention));
    recipients.retain(|mention| !accuses(mention) && !is(mention, laid.accused));
    if sources.is_empty() {
        sources.extend(mention_around(scene, laid.accused));
    }
}

fn laid(scene: &Scene<'_>, deed: usize) -> Option<Laid> {
    if !scene.is_nominal(deed) {
        return None;
    }
    let over = scene.head(deed)?;
    let preposition = scene.preposition(deed);
    let after = matches!(preposition, Some("for" | "of" | "over" | "with"));
    // "blamed militants for the bombing", whose tree may hang the bombing on the militants.
    let verb = if after && scene.is_nominal(over) { scene.head(over)? } else { over };
    if !scene.is_verb(verb) || !VERBS.contains(&scene.lemma(verb)) {
        return None;
    }
    let passive = clause::is_passive(scene, verb);
    let blamed = scene.lemma(verb) == "blame" && (scene.is(deed, "obj") || scene.is(deed, "nsubj:pass"));
    let accused = if after && passive {
        scene.with(verb, "nsubj:pass").next()?
    } else if after {
        scene.with(verb, "obj").chain(scene.with(verb, "iobj")).next()?
    } else if blamed {
        // "condemned the attack on Peru" lays nothing on Peru.
        scene.with(verb, "obl").find(|&child| scene.preposition(child) == Some("on"))?
    } else {
        return None;
    };
    let accuser = if passive {
        scene.with(verb, "obl").find(|&child| scene.preposition(child) == Some("by"))
    } else {
        scene.with(verb, "nsubj").next()
    };
    (accused != deed && (verb == over || accused == over) && scene.may_act(accused))
        .then_some(Laid { accuser, accused })
}

/// Who speaks against a deed, and so has not done it: "condemned the raid", "to protest against shelling".
fn opponent(scene: &Scene<'_>, deed: usize) -> Option<usize> {
    let verb = scene.head(deed).filter(|&verb| scene.is_verb(verb) && scene.is_nominal(deed))?;
    let against = matches!(scene.preposition(deed), None | Some("against" | "at" | "over"));
    let opposes =
        matches!(scene.lemma(verb), "condemn" | "denounce" | "deplore" | "decry" | "protest" | "mourn" | "avenge");
    let object = scene.is(deed, "obj") || scene.is(deed, "obl");
    if !(against && opposes && object) || clause::is_passive(scene, verb) {
        return None;
    }
    let over = std::iter::successors(Some(verb), |&at| scene.head(at)).take(3);
    over.take_while(|&at| scene.is_verb(at)).find_map(|at| scene.with(at, "nsubj").next())
}
