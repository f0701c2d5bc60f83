//! What a quantity counts, by the words around it.

use record::{FigureKind, Upos};

use super::{Count, is_weapon};
use crate::{numbers::Quantity, scene::Scene};

/// What a quantity counts.
pub(super) fn counted(scene: &Scene<'_>, quantity: Quantity) -> Option<Count> {
    let (kind, word) = kind_of(scene, &quantity)?;
    let noun = counted_noun(scene, quantity.head);
    Some(Count { quantity, kind, word, noun })
}

/// What a quantity counts, and the word that says so.
fn kind_of(scene: &Scene<'_>, quantity: &Quantity) -> Option<(FigureKind, usize)> {
    if let Some(found) = right_behind(scene, quantity) {
        return Some(found);
    }
    // "the 100-day siege" counts days.
    let behind = quantity.tokens.end;
    if scene.sentence(quantity.head).contains(behind) && matches!(scene.form(behind).as_str(), "-" | "–") {
        return None;
    }
    let noun = counted_noun(scene, quantity.head);
    if money(scene, quantity, noun) {
        return Some((FigureKind::Money, noun));
    }
    let lemma = scene.lemma(noun);
    match lemma {
        "life" => return Some((FigureKind::Killed, taken(scene, noun)?)),
        "death" | "fatality" | "killing" => return Some((FigureKind::Killed, noun)),
        "injury" => return Some((FigureKind::Injured, noun)),
        "arrest" | "detention" => return Some((FigureKind::Detained, noun)),
        lemma if is_weapon(lemma) => {
            let fired = scene.head(noun).is_some_and(|over| {
                matches!(
                    scene.lemma(over),
                    "fire"
                        | "launch"
                        | "shoot"
                        | "drop"
                        | "lob"
                        | "intercept"
                        | "send"
                        | "use"
                        | "test"
                        | "down"
                        | "test-fire"
                )
            });
            return fired.then_some((FigureKind::Weapons, noun));
        }
        _ => {}
    }
    if let Some(kind) = sense(lemma).filter(|_| scene.token(noun).upos == Upos::Adj || noun != quantity.head) {
        return Some((kind, noun));
    }
    if noun != quantity.head
        && !scene.may_act(noun)
        && scene.token(noun).upos == Upos::Noun
        && !matches!(lemma, "other" | "toll")
        && !suffers(scene, noun)
    {
        return None;
    }
    if unlikely_count(scene, quantity, noun) {
        return None;
    }
    right_before(scene, quantity).or_else(|| predicate(scene, noun))
}

/// Whether a noun is the object of killing or wounding: whatever it is called, it lives.
fn suffers(scene: &Scene<'_>, noun: usize) -> bool {
    let struck = scene.is(noun, "obj") || scene.token(noun).deprel == "nsubj:pass";
    let kind = scene.head(noun).and_then(|verb| sense(scene.lemma(verb)));
    struck && matches!(kind, Some(FigureKind::Killed | FigureKind::Injured))
}

/// "four dead and 40 wounded": the word behind the number says what happened.
fn right_behind(scene: &Scene<'_>, quantity: &Quantity) -> Option<(FigureKind, usize)> {
    let at = quantity.tokens.end;
    if !scene.sentence(quantity.head).contains(at) {
        return None;
    }
    let kind = match scene.form(at).as_str() {
        "dead" => FigureKind::Killed,
        "wounded" | "injured" | "hurt" => FigureKind::Injured,
        _ => return None,
    };
    Some((kind, at))
}

/// "and wounding more than forty": an active verb right before the number has it for its object, also where the tree takes
/// "and wounded forty" for an adjective's.
fn right_before(scene: &Scene<'_>, quantity: &Quantity) -> Option<(FigureKind, usize)> {
    let at = quantity.tokens.start.checked_sub(1)?;
    let joined = at.checked_sub(1).is_some_and(|before| matches!(scene.form(before).as_str(), "and" | "," | "while"));
    let active = scene.is_verb(at) && !crate::clause::is_passive(scene, at) && !scene.is(at, "amod");
    let kind = sense(scene.lemma(at)).filter(|_| (active || joined) && scene.sentence(quantity.head).contains(at));
    let victims = matches!(kind, Some(FigureKind::Killed | FigureKind::Injured));
    kind.filter(|_| victims).map(|kind| (kind, at))
}

/// The noun that a number counts; the number itself where it stands alone.
fn counted_noun(scene: &Scene<'_>, number: usize) -> usize {
    let mut at = number;
    for _ in 0..3 {
        let Some(head) = scene.head(at) else { break };
        let within = ["nummod", "compound", "flat", "det"].iter().any(|relation| scene.is(at, relation))
            || scene.is(at, "amod") && scene.token(at).upos == Upos::Adj;
        if !within {
            break;
        }
        at = head;
    }
    at
}

fn money(scene: &Scene<'_>, quantity: &Quantity, noun: usize) -> bool {
    const CURRENCIES: &[&str] =
        &["dollar", "euro", "pound", "yen", "yuan", "ruble", "rouble", "rupee", "franc", "krona", "peso", "shekel"];
    let sign = |at: usize| scene.form(at).chars().any(|c| "$€£¥₹".contains(c));
    let before = quantity.tokens.start > scene.sentence(quantity.head).start && sign(quantity.tokens.start - 1);
    CURRENCIES.contains(&scene.lemma(noun)) || before || sign(noun)
}

/// Years, ages, hours and days of the month count nobody.
fn unlikely_count(scene: &Scene<'_>, quantity: &Quantity, noun: usize) -> bool {
    let alone = noun == quantity.head;
    let year = quantity.low == quantity.high
        && quantity.low.is_some_and(|n| (1800..2100).contains(&n))
        && quantity.tokens.len() == 1;
    let placed = scene.preposition(noun).is_some_and(|word| !matches!(word, "of" | "to" | "by" | "at"));
    // "Ann Bell, 27, was killed": an age.
    let start = quantity.tokens.start;
    let within = scene.sentence(quantity.head);
    let comma = |at: usize| within.contains(at) && scene.form(at) == ",";
    let named = start > within.start + 1 && scene.token(start - 2).upos == Upos::Propn;
    let age = named && comma(start - 1) && comma(quantity.tokens.end);
    alone && (year || placed || age || scene.is(noun, "appos"))
}

/// The word over a counted noun that says what happened to what is counted.
fn predicate(scene: &Scene<'_>, noun: usize) -> Option<(FigureKind, usize)> {
    if let Some(kind) = sense_beside(scene, noun) {
        return Some((kind, noun));
    }
    // "The death toll was 19."
    if let Some(toll) = scene.with(noun, "nsubj").find(|&subject| scene.lemma(subject) == "toll") {
        return Some((FigureKind::Killed, toll));
    }
    let mut at = noun;
    for _ in 0..4 {
        let head = scene.head(at)?;
        let relation = scene.token(at).deprel.split(':').next().unwrap_or("");
        match relation {
            "obj" | "nsubj" | "conj" | "nmod" | "obl" | "appos" | "nummod" => {}
            _ => return None,
        }
        // An active subject does it; only a passive's or a dying one's is counted.
        let active = relation == "nsubj"
            && !scene.token(at).deprel.ends_with(":pass")
            && !crate::clause::is_passive(scene, head);
        let dies = matches!(scene.lemma(head), "die" | "perish" | "dead" | "flee" | "suffer" | "sustain")
            || scene.token(head).upos == Upos::Adj;
        if let Some(kind) = sense(scene.lemma(head)).filter(|_| !active || dies) {
            return Some((kind, head));
        }
        if scene.lemma(head) == "shoot" && scene.children(head).iter().any(|&child| scene.lemma(child) == "dead") {
            return Some((FigureKind::Killed, head));
        }
        if matches!(scene.lemma(head), "leave" | "find" | "report") {
            let result = scene.with(head, "xcomp").find_map(|result| Some((sense(scene.lemma(result))?, result)));
            return result;
        }
        if scene.lemma(head) == "toll" {
            return Some((FigureKind::Killed, head));
        }
        if let Some(toll) = toll_under(scene, head).filter(|_| relation == "obl") {
            return Some((FigureKind::Killed, toll));
        }
        if let Some(taken) = taken(scene, at).filter(|_| scene.lemma(at) == "life") {
            return Some((FigureKind::Killed, taken));
        }
        // "The fighting claimed 19 soldiers": what claims is nobody.
        let acted = || scene.with(head, "nsubj").any(|subject| scene.may_act(subject));
        if relation == "obj" && scene.lemma(head) == "claim" && scene.may_act(at) && !acted() {
            return Some((FigureKind::Killed, head));
        }
        let loses = relation == "nsubj" && scene.lemma(head) == "lose";
        if loses && scene.with(head, "obj").any(|lost| scene.lemma(lost) == "life") {
            return Some((FigureKind::Killed, head));
        }
        // "killed six and abducted 30": what was done to these says their own verb.
        if matches!(relation, "nsubj" | "obl")
            || relation == "obj" && scene.is_verb(head)
            || relation == "nmod" && scene.preposition(at) != Some("of")
        {
            return None;
        }
        at = head;
    }
    None
}

/// The word that takes lives: "claimed 14 lives", "lost their lives", "the loss of three lives".
fn taken(scene: &Scene<'_>, lives: usize) -> Option<usize> {
    let head = scene.head(lives)?;
    let verb = matches!(scene.lemma(head), "claim" | "take" | "cost" | "lose");
    let suffers = scene.is(lives, "obj") || scene.token(lives).deprel == "nsubj:pass";
    (verb && suffers || scene.lemma(head) == "loss").then_some(head)
}

/// The toll or number of the dead under a word: "the toll rose to 40", "put the number of dead at 300".
fn toll_under(scene: &Scene<'_>, head: usize) -> Option<usize> {
    scene.children(head).iter().copied().find(|&child| {
        let dead = |of: usize| {
            sense(scene.lemma(of)) == Some(FigureKind::Killed) || sense_beside(scene, of) == Some(FigureKind::Killed)
        };
        match scene.lemma(child) {
            "toll" => true,
            "number" => scene.with(child, "nmod").any(dead),
            _ => false,
        }
    })
}

/// "20 wounded": the word beside the number is itself what happened.
fn sense_beside(scene: &Scene<'_>, noun: usize) -> Option<FigureKind> {
    let acl = scene.with(noun, "acl").chain(scene.with(noun, "amod"));
    acl.filter(|&child| child > noun || scene.token(noun).upos == Upos::Num).find_map(|child| sense(scene.lemma(child)))
}

pub(super) fn sense(lemma: &str) -> Option<FigureKind> {
    Some(match lemma {
        "kill" | "murder" | "massacre" | "execute" | "assassinate" | "die" | "slay" | "dead" | "slaughter"
        | "perish" | "lynch" | "hang" | "killed" | "behead" | "decapitate" => FigureKind::Killed,
        "injure" | "wound" | "hurt" | "injured" | "wounded" | "maim" => FigureKind::Injured,
        "arrest" | "detain" | "capture" | "jail" | "imprison" | "round" | "arrested" | "detained" => {
            FigureKind::Detained
        }
        "displace" | "flee" | "evacuate" | "uproot" | "displaced" => FigureKind::Displaced,
        _ => return None,
    })
}
