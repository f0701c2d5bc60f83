//! What an event counts: people killed, injured, detained, displaced, weapons, money.

use knowledge::codebook::Part;
use record::{EventMention, EventType, Factuality, FigureKind, FigureMention, NameKind, TokenSpan, Upos};

use crate::{
    numbers::{Quantity, quantities},
    parties, phrases,
    scene::Scene,
};

/// Finds the figures of a report and gives each to the event that it belongs to.
pub(crate) fn count(scene: &Scene<'_>, mentions: &mut [EventMention]) {
    for (at, sentence) in scene.analysis.sentences.iter().enumerate() {
        let mut sites: Vec<(Quantity, FigureKind, usize)> = Vec::new();
        for quantity in quantities(scene, sentence.tokens) {
            if let Some((kind, word)) = kind_of(scene, &quantity) {
                sites.push((quantity, kind, word));
            }
        }
        for (quantity, kind, word) in summed(sites) {
            let own = bearer(scene, mentions, sentence.tokens, kind, word);
            let before = || attack_before(scene, mentions, at, kind, word);
            let Some(bearer) = own.or_else(before) else { continue };
            let mention = &mut mentions[bearer];
            // "A bomb hit a market. Six people died": they are whom it was done to.
            let victims = counted_noun(scene, quantity.head).filter(|_| own.is_none() && mention.recipients.is_empty());
            let victims = victims.and_then(|victims| phrases::mention_around(scene, victims));
            mention.likely.extend(victims.map(|victims| parties::certain(victims, Part::Recipient)));
            mention.recipients.extend(victims);
            let Quantity { low, high, approximate, tokens, .. } = quantity;
            mention.figures.push(FigureMention { kind, low, high, approximate, tokens });
        }
    }
    for mention in mentions {
        mention.figures.extend(named_victims(scene, mention));
        // Those whom somebody tried or means to kill are not killed.
        if matches!(mention.factuality, Factuality::Attempted | Factuality::Planned) {
            mention.figures.retain(|figure| matches!(figure.kind, FigureKind::Weapons | FigureKind::Money));
        }
    }
}

/// Whether a noun is a weapon that is fired, dropped or set off.
pub(crate) fn is_weapon(lemma: &str) -> bool {
    matches!(lemma, "missile" | "rocket" | "drone" | "shell" | "mortar" | "bomb" | "warhead" | "grenade" | "projectile")
}

/// Adds up what one verb counts in several groups: "killed six soldiers and two guards".
fn summed(sites: Vec<(Quantity, FigureKind, usize)>) -> Vec<(Quantity, FigureKind, usize)> {
    let mut out: Vec<(Quantity, FigureKind, usize)> = Vec::new();
    for (quantity, kind, word) in sites {
        let people = matches!(kind, FigureKind::Killed | FigureKind::Injured | FigureKind::Detained);
        match out.last_mut() {
            Some((last, last_kind, last_word)) if people && *last_kind == kind && *last_word == word => {
                let sum = |a: Option<u64>, b: Option<u64>| a?.checked_add(b?);
                last.low = sum(Some(last.low.unwrap_or(0)), Some(quantity.low.unwrap_or(0)));
                last.high = sum(last.high, quantity.high);
                last.approximate |= quantity.approximate;
                last.tokens.end = quantity.tokens.end;
            }
            _ => out.push((quantity, kind, word)),
        }
    }
    out
}

/// What a quantity counts, and the word that says so.
fn kind_of(scene: &Scene<'_>, quantity: &Quantity) -> Option<(FigureKind, usize)> {
    if let Some(found) = right_behind(scene, quantity) {
        return Some(found);
    }
    let noun = counted_noun(scene, quantity.head)?;
    if money(scene, quantity, noun) {
        return Some((FigureKind::Money, noun));
    }
    let lemma = scene.lemma(noun);
    match lemma {
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
        && !matches!(lemma, "other" | "toll" | "life")
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

/// "and wounding more than forty": an active verb right before the number has it for its object.
fn right_before(scene: &Scene<'_>, quantity: &Quantity) -> Option<(FigureKind, usize)> {
    let at = quantity.tokens.start.checked_sub(1)?;
    let active = scene.is_verb(at) && !crate::clause::is_passive(scene, at) && !scene.is(at, "amod");
    let kind = sense(scene.lemma(at)).filter(|_| active && scene.sentence(quantity.head).contains(at));
    let victims = matches!(kind, Some(FigureKind::Killed | FigureKind::Injured));
    kind.filter(|_| victims).map(|kind| (kind, at))
}

/// The noun that a number counts; the number itself where it stands alone.
fn counted_noun(scene: &Scene<'_>, number: usize) -> Option<usize> {
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
    let of = scene.with(at, "nmod").find(|&child| scene.preposition(child) == Some("of"));
    Some(match of {
        Some(of) if at == number && scene.is_nominal(of) && scene.may_act(of) => at,
        _ => at,
    })
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
    alone && (year || placed || scene.is(noun, "appos"))
}

/// The word over a counted noun that says what happened to what is counted.
fn predicate(scene: &Scene<'_>, noun: usize) -> Option<(FigureKind, usize)> {
    if let Some(kind) = sense_beside(scene, noun) {
        return Some((kind, noun));
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
        // "The death toll rose to 40", "brought the number of dead to 12".
        if relation == "obl" && scene.children(head).iter().any(|&child| scene.lemma(child) == "toll") {
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

/// "20 wounded": the word beside the number is itself what happened.
fn sense_beside(scene: &Scene<'_>, noun: usize) -> Option<FigureKind> {
    let acl = scene.with(noun, "acl").chain(scene.with(noun, "amod"));
    acl.filter(|&child| child > noun || scene.token(noun).upos == Upos::Num).find_map(|child| sense(scene.lemma(child)))
}

fn sense(lemma: &str) -> Option<FigureKind> {
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

/// The mention that a figure belongs to: the trigger that counts it, else the nearest of an apt type in the sentence.
fn bearer(
    scene: &Scene<'_>,
    mentions: &[EventMention],
    sentence: TokenSpan,
    kind: FigureKind,
    word: usize,
) -> Option<usize> {
    let apt = |event: EventType| match kind {
        FigureKind::Killed | FigureKind::Injured => matches!(event, EventType::Assault | EventType::Protest),
        FigureKind::Displaced => matches!(event, EventType::Assault | EventType::Coerce),
        FigureKind::Detained => event == EventType::Coerce,
        FigureKind::Weapons => {
            matches!(event, EventType::Assault | EventType::Mobilize | EventType::Aid | EventType::Cooperate)
        }
        FigureKind::Money => matches!(
            event,
            EventType::Aid
                | EventType::Agree
                | EventType::Cooperate
                | EventType::Sanction
                | EventType::Request
                | EventType::Coerce
        ),
    };
    let distance = |mention: &EventMention| {
        if mention.head == word || mention.trigger.contains(word) {
            return 0;
        }
        let linked = scene.head(word) == Some(mention.head) || scene.head(mention.head) == Some(word);
        mention.head.abs_diff(word) + if linked { 1 } else { 100 }
    };
    let fits = |mention: &EventMention| sentence.contains(mention.head) && apt(mention.kind);
    let fitting = (0..mentions.len()).filter(|&at| fits(&mentions[at]));
    fitting.min_by_key(|&at| distance(&mentions[at]))
}

/// The last attack told in the two sentences before, where a sentence says how many died or were hurt and not by what. What
/// it says of another time is of another attack.
fn attack_before(
    scene: &Scene<'_>,
    mentions: &[EventMention],
    sentence: usize,
    kind: FigureKind,
    word: usize,
) -> Option<usize> {
    const OTHER_TIMES: [&str; 9] =
        ["last", "year", "ago", "since", "previous", "earlier", "previously", "similar", "far"];
    let sentences = &scene.analysis.sentences;
    let tokens = sentences[sentence].tokens;
    let dies = matches!(scene.lemma(word), "die" | "dead" | "perish" | "hurt" | "injure" | "wound" | "kill");
    let counts = dies && matches!(kind, FigureKind::Killed | FigureKind::Injured);
    if !counts || tokens.tokens().any(|token| OTHER_TIMES.contains(&scene.lemma(token))) {
        return None;
    }
    let start = sentences[sentence.saturating_sub(2)].tokens.start;
    let told = |mention: &EventMention| {
        let force = mention.kind == EventType::Assault && mention.factuality == Factuality::Happened;
        force && (start..tokens.start).contains(&mention.head)
    };
    let attack = (0..mentions.len()).rfind(|&at| told(&mentions[at]))?;
    (!mentions[attack].figures.iter().any(|figure| figure.kind == kind)).then_some(attack)
}

/// One by one: who is killed or injured by name, or as "a soldier".
fn named_victims(scene: &Scene<'_>, mention: &EventMention) -> Option<FigureMention> {
    let kind = match scene.lemma(mention.head) {
        "killing" | "murder" | "assassination" | "execution" => FigureKind::Killed,
        lemma => sense(lemma)?,
    };
    let counted = mention.figures.iter().any(|figure| figure.kind == kind);
    let told = mention.factuality == Factuality::Happened && mention.kind == EventType::Assault;
    if counted || !told || !matches!(kind, FigureKind::Killed | FigureKind::Injured) || mention.recipients.is_empty() {
        return None;
    }
    let single = |at: usize| {
        let number = scene.with(at, "nummod").next().is_some();
        let name = scene.analysis.name_at(at);
        let person = name.is_some_and(|name| name.kind == NameKind::Person);
        let article = scene.with(at, "det").any(|det| matches!(scene.lemma(det), "a" | "an" | "one" | "another"));
        let one = scene.token(at).upos == Upos::Noun && scene.token(at).feat("Number") != Some("Plur") && article;
        let pronoun = matches!(scene.form(at).as_str(), "he" | "she" | "him");
        !number && (person || one || pronoun)
    };
    if !mention.recipients.iter().all(|recipient| single(recipient.head)) {
        return None;
    }
    let n = mention.recipients.len() as u64;
    let first = mention.recipients.first()?.tokens;
    let last = mention.recipients.last()?.tokens;
    let tokens = TokenSpan::new(first.start.min(last.start), first.end.max(last.end));
    Some(FigureMention { kind, low: Some(n), high: Some(n), approximate: false, tokens })
}
