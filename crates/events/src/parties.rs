//! Who plays a part: mentions of somebody, found by the tree and weighed with the model's word.

mod filling;

use knowledge::codebook::{Part, RolePattern, TriggerClass};
use record::{EventType, LikelyParty, Mention, NameKind, RoleKind, TokenSpan};

use self::filling::{FAR, mentions};
use crate::{
    clause::{Slot, slots},
    figures,
    phrases::mention_around,
    scene::Scene,
    scores::{self, Heads},
    stage::Around,
    triggers::Candidate,
};

/// The parties of an event's mention.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parties {
    pub(crate) sources: Vec<Mention>,
    pub(crate) recipients: Vec<Mention>,
    /// Everyone whom the model sees in its own and the sentences around, each once, in the order of the text.
    pub(crate) likely: Vec<LikelyParty>,
}

impl Parties {
    /// Has those who are likely agree with what rules made of the parties since `before`: whom they left out has no part, whom they put
    /// in is certain.
    pub(crate) fn agree(&mut self, before: &Self) {
        let sides =
            [(Part::Source, &before.sources, &self.sources), (Part::Recipient, &before.recipients, &self.recipients)];
        for (part, before, now) in sides {
            let is_in = |list: &[Mention], mention: &Mention| list.iter().any(|other| other.head == mention.head);
            for left in before.iter().filter(|mention| !is_in(now, mention)) {
                self.likely.retain(|party| party.mention.head != left.head);
            }
            for new in now.iter().filter(|mention| !is_in(before, mention)) {
                self.likely.retain(|party| party.mention.head != new.head);
                self.likely.push(certain(*new, part));
            }
        }
        self.likely.sort_by_key(|party| party.mention.tokens);
    }
}

/// The parties of a trigger: what the codebook's patterns find among its slots, what the model finds in its sentence.
pub(crate) fn parties(
    scene: &Scene<'_>,
    heads: &Heads<'_>,
    around: &Around,
    candidate: &Candidate<'_>,
    patterns: &[RolePattern],
) -> Parties {
    let trigger = candidate.parts();
    let mut told = Vec::<(Mention, Part)>::new();
    for slot in &candidate.slots {
        let Some(part) = part_of(slot, patterns) else { continue };
        for mention in mentions(scene, slot, candidate.kind) {
            if !trigger.contains(&mention.head) && !told.iter().any(|(old, _)| old.head == mention.head) {
                told.push((mention, part));
            }
        }
    }
    // Whom a promise, a threat or a refusal is aimed at stands in the infinitive, where it stands nowhere nearer.
    let aims = matches!(
        candidate.kind,
        EventType::Agree | EventType::Threaten | EventType::Concede | EventType::Reject | EventType::Support
    );
    if aims && !told.iter().any(|(_, part)| *part == Part::Recipient) {
        let slots = candidate.slots.iter().filter(|slot| slot.relation == "aim");
        let aimed = slots.flat_map(|slot| mentions(scene, slot, candidate.kind));
        let new = aimed.filter(|mention| !told.iter().any(|(old, _)| old.head == mention.head));
        told.extend(new.map(|mention| (mention, Part::Recipient)).collect::<Vec<_>>());
    }
    told.extend(meets_by_the_way(scene, candidate, &told));
    // "The attack", with nobody named beside it, points back to a deed that was told: its doers stand there, and whoever
    // else stands in this sentence had no part in it.
    if told.is_empty() && candidate.class == TriggerClass::Noun && points_back(scene, candidate.head) {
        return Parties { likely: likely(scene, heads, &candidate.parts(), |_| true), ..Parties::default() };
    }
    weigh(scene, heads, around, candidate, told)
}

/// Who meets those named with "with", where the meeting is told by the way: "*Ann* raised it in a phone call with Bo".
fn meets_by_the_way(scene: &Scene<'_>, candidate: &Candidate<'_>, told: &[(Mention, Part)]) -> Vec<(Mention, Part)> {
    let noun = candidate.head;
    let case = matches!(scene.preposition(noun), Some("in" | "during" | "at" | "on" | "over" | "by"));
    let with = |slot: &Slot| slot.preposition.as_deref() == Some("with");
    let by_the_way = candidate.kind == EventType::Consult && candidate.class == TriggerClass::Noun && case;
    // "concern about the drills in a phone call": trees hang the call on what stands before it.
    let mut above = std::iter::successors(scene.head(noun), |&at| scene.head(at)).take(FAR);
    let verb = above.find(|&at| scene.is_verb(at)).filter(|_| by_the_way && !scene.is(noun, "obj"));
    let Some(verb) = verb.filter(|_| candidate.slots.iter().any(with)) else { return Vec::new() };
    let slots = slots(scene, verb, TriggerClass::Verb, &[]);
    let subjects = slots.iter().filter(|slot| slot.relation == "nsubj");
    let mentions = subjects.flat_map(|slot| mentions(scene, slot, candidate.kind));
    let new = mentions.filter(|mention| !told.iter().any(|(known, _)| known.head == mention.head));
    new.map(|mention| (mention, Part::Source)).collect()
}

/// Whether a noun stands with "the", "this" or "that", by itself or before another: "the assassination attempt".
fn points_back(scene: &Scene<'_>, noun: usize) -> bool {
    let carrier = scene.head(noun).filter(|_| scene.is(noun, "compound")).unwrap_or(noun);
    scene
        .with(carrier, "det")
        .any(|article| matches!(scene.lemma(article), "the" | "this" | "that" | "these" | "those"))
}

fn part_of(slot: &Slot, patterns: &[RolePattern]) -> Option<Part> {
    if slot.relation == "sufferer" {
        return Some(Part::Recipient);
    }
    let fits = |pattern: &&RolePattern| pattern.relation == slot.relation && pattern.preposition == slot.preposition;
    patterns.iter().find(fits).map(|pattern| pattern.part)
}

/// Turns round whose part the model is surer of, and adds those whom it sees beyond the tree.
fn weigh(
    scene: &Scene<'_>,
    heads: &Heads<'_>,
    around: &Around,
    candidate: &Candidate<'_>,
    told: Vec<(Mention, Part)>,
) -> Parties {
    let trigger = &candidate.parts();
    let mut parties = Parties::default();
    // Whom somebody deploys are his own.
    let own_troops = |token: usize| {
        candidate.kind == EventType::Mobilize && scene.is(token, "obj") && scene.head(token) == Some(candidate.head)
    };
    let mut put = |mention: Mention, part: Part| match part {
        Part::Source => parties.sources.push(mention),
        Part::Recipient => parties.recipients.push(mention),
    };
    let Some(seen) = heads.arguments(trigger) else {
        told.into_iter().for_each(|(mention, part)| put(mention, part));
        return parties;
    };
    // The model marks the last word of a name; the tree may carry the mention elsewhere in it.
    let believed = |mention: &Mention| {
        let words = scene.analysis.name_at(mention.head).map_or(TokenSpan::one(mention.head), |name| name.tokens);
        let within = seen.iter().filter(|argument| words.contains(argument.token) || argument.token == mention.head);
        within.fold((0.0f32, 0.0f32), |(s, r), argument| (s.max(argument.source), r.max(argument.recipient)))
    };
    let verb = candidate.head;
    let passive = crate::clause::is_passive(scene, verb);
    let with_agent =
        passive && scene.with(verb, "obl").any(|child| scene.preposition(child) == Some("by") && scene.may_act(child));
    let patient = |head: usize, part: Part| {
        let subject = candidate.slots.iter().any(|slot| slot.relation == "obj" && slot.token == head);
        with_agent && subject && part == Part::Recipient
    };
    let mut taken = Vec::new();
    let mut filled = Vec::new();
    // "deported to Mali": whither is not who.
    let whither = |argument: &scores::Argument| {
        scene.head(argument.token) == Some(candidate.head)
            && matches!(scene.preposition(argument.token), Some("to" | "into" | "onto" | "against" | "at" | "towards"))
            && argument.source >= argument.recipient
    };
    let no_party = |argument: &scores::Argument| {
        is_setting(scene, argument.token)
            || vouches(scene, argument.token)
            || own_troops(argument.token)
            || is_other_verbs(scene, candidate, argument.token)
    };
    let mut likely = likely(scene, heads, trigger, |argument| !no_party(argument) && !whither(argument));
    for party in &mut likely {
        party.of_another = is_anothers(scene, around, candidate, party.mention.head);
    }
    likely.retain(|party| !is_part_of_a_name(scene, &told, party.mention.head));
    // A verb has its own subject; that of another verb does something else.
    let subject = |(mention, part): &(Mention, Part)| {
        *part == Part::Source && scene.is(mention.head, "nsubj") && scene.head(mention.head) == Some(verb)
    };
    let others = |head: usize| {
        let top = top_of(scene, head);
        scene.is(top, "nsubj") && scene.head(top).is_some_and(|over| over != verb)
    };
    let own = scene.sentence(verb);
    if !passive && told.iter().any(subject) {
        let anothers = |party: &LikelyParty| own.contains(party.mention.head) && others(party.mention.head);
        likely.retain(|party| !anothers(party) || scores::may_suffer(party.recipient));
        likely.iter_mut().filter(|party| anothers(party)).for_each(|party| party.source = 0.0);
    }
    for (mention, part) in told {
        let (source, recipient) = believed(&mention);
        let by_pattern = Some(role(part));
        // "was condemned by Honduras": the agent of a passive is beyond doubt.
        let agent = scene.preposition(mention.head) == Some("by") && scene.head(mention.head) == Some(verb) && passive;
        // So is who suffers it, where the agent is told: "terrorists, who were blamed by residents".
        // And with whom talks are held.
        let partner = candidate.kind == EventType::Consult
            && scene.head(mention.head) == Some(verb)
            && scene.preposition(mention.head) == Some("with");
        let beyond_doubt =
            agent || partner || patient(mention.head, part) || is_owner_struck(scene, candidate, mention.head, part);
        let part = if beyond_doubt { part } else { scores::party(part, source, recipient) };
        let of_another = is_anothers(scene, around, candidate, mention.head);
        likely.retain(|known| known.mention.head != mention.head);
        likely.push(if beyond_doubt {
            certain(mention, part)
        } else {
            LikelyParty { mention, source, recipient, by_pattern, of_another }
        });
        taken.push(mention.tokens);
        filled.push(part);
        put(mention, part);
    }
    for argument in &seen {
        if trigger.contains(&argument.token)
            || taken.iter().any(|tokens| tokens.contains(argument.token))
            || no_party(argument)
            || whither(argument)
        {
            continue;
        }
        let of_another = is_anothers(scene, around, candidate, argument.token);
        let filled = |part| filled.contains(&part) || of_another;
        if let Some(part) = scores::party_unseen(filled, argument.source, argument.recipient)
            && let Some(mention) = mention_around(scene, argument.token)
            && !taken.iter().any(|tokens| tokens.meets(mention.tokens))
            && !trigger.iter().any(|&at| mention.tokens.contains(at))
        {
            taken.push(mention.tokens);
            put(mention, part);
        }
    }
    // Few deeds have nobody at whom they are aimed: the likeliest is taken where none is sure.
    if parties.recipients.is_empty() {
        let free = |argument: &&scores::Argument| {
            scores::is_last_recipient(argument.recipient)
                && !trigger.contains(&argument.token)
                && !taken.iter().any(|tokens| tokens.contains(argument.token))
                && !no_party(argument)
                && !is_anothers(scene, around, candidate, argument.token)
        };
        let mut likely: Vec<&scores::Argument> = seen.iter().filter(free).collect();
        likely.sort_by(|a, b| b.recipient.total_cmp(&a.recipient));
        let mentions = likely.into_iter().filter_map(|argument| mention_around(scene, argument.token));
        let apart = |mention: &Mention| {
            !taken.iter().any(|tokens| tokens.meets(mention.tokens))
                && !trigger.iter().any(|&at| mention.tokens.contains(at))
        };
        parties.recipients.extend(mentions.into_iter().find(apart));
    }
    parties.sources.sort();
    parties.recipients.sort();
    likely.sort_by_key(|party| party.mention.tokens);
    parties.likely = likely;
    parties
}

/// The word over those that make a name or description with it: "Lee" for "leader" in "opposition leader Ann Lee".
fn top_of(scene: &Scene<'_>, word: usize) -> usize {
    let inner = |at: usize| ["nmod:desc", "flat", "compound", "appos"].contains(&scene.token(at).deprel.as_str());
    std::iter::successors(Some(word), |&at| scene.head(at).filter(|_| inner(at))).take(FAR).last().unwrap_or(word)
}

/// Whether a word is plainly another verb's: the sufferer of a passive beside one that has its own, "two officers were hurt and
/// *nine people* held"; the object of a joined verb, "dismissed Ann and named *Bo*"; who is to be freed, not who shall free him.
fn is_other_verbs(scene: &Scene<'_>, candidate: &Candidate<'_>, word: usize) -> bool {
    const FREED: [&str; 5] = ["release", "freeing", "liberation", "freedom", "acquittal"];
    let (verb, top) = (candidate.head, top_of(scene, word));
    let Some(over) = scene.head(top).filter(|&over| over != verb) else { return false };
    let has = |at: usize, relation: &str| scene.children(at).iter().any(|&child| scene.token(child).deprel == relation);
    let suffers = scene.token(top).deprel == "nsubj:pass" && has(verb, "nsubj:pass");
    let joined = scene.is(over, "conj") && scene.head(over) == Some(verb);
    let object = scene.token(top).deprel == "obj" && joined && has(verb, "obj");
    let freed = candidate.kind == EventType::Request
        && FREED.contains(&scene.lemma(over))
        && scene.preposition(top) == Some("of");
    suffers || object || freed
}

/// Whether a word says no more than whose somebody is who is told himself: "*Venezuela*'s opposition leader".
fn is_part_of_a_name(scene: &Scene<'_>, told: &[(Mention, Part)], word: usize) -> bool {
    told.iter().any(|(mention, _)| {
        let owned = scene.head(word).is_some_and(|owned| mention.tokens.contains(owned));
        owned && scene.is(word, "nmod:poss") && scene.may_act(mention.head)
    })
}

/// Whether a word names the country whose thing an attack strikes or seizes: "shot down a Russian jet"; not what it is made with:
/// "fired Iranian rockets".
fn is_owner_struck(scene: &Scene<'_>, candidate: &Candidate<'_>, word: usize, part: Part) -> bool {
    let verb = candidate.head;
    let force = matches!(candidate.kind, EventType::Assault | EventType::Coerce) && scene.is_verb(verb);
    let Some(thing) = scene.head(word).filter(|_| force && part == Part::Recipient) else { return false };
    let used =
        figures::is_weapon(scene.lemma(thing)) && matches!(scene.lemma(verb), "fire" | "launch" | "drop" | "use");
    let owned = ["amod", "nmod:poss"].contains(&scene.token(word).deprel.as_str()) && scene.is_country(word);
    owned && !used && scene.is(thing, "obj") && scene.head(thing) == Some(verb)
}

fn role(part: Part) -> RoleKind {
    match part {
        Part::Source => RoleKind::Source,
        Part::Recipient => RoleKind::Recipient,
    }
}

/// A party whose part grammar leaves no doubt of.
pub(crate) fn certain(mention: Mention, part: Part) -> LikelyParty {
    let likelihood = |own: Part| if own == part { 1.0 } else { 0.0 };
    let (source, recipient) = (likelihood(Part::Source), likelihood(Part::Recipient));
    LikelyParty { mention, source, recipient, by_pattern: Some(role(part)), of_another: false }
}

/// Everyone who the model thinks may have a part.
fn likely(
    scene: &Scene<'_>,
    heads: &Heads<'_>,
    trigger: &[usize],
    may_be: impl Fn(&scores::Argument) -> bool,
) -> Vec<LikelyParty> {
    let mut found = Vec::<LikelyParty>::new();
    let own = scene.sentence(trigger[0]);
    let all = heads.all_arguments(trigger);
    let maybe = all.iter().filter(|argument| scores::may_take_part(argument));
    for argument in maybe.filter(|argument| !own.contains(argument.token) || may_be(argument)) {
        let Some(mention) = mention_around(scene, argument.token) else { continue };
        match found.iter_mut().find(|known| known.mention.head == mention.head) {
            Some(known) => {
                known.source = known.source.max(argument.source);
                known.recipient = known.recipient.max(argument.recipient);
            }
            None => {
                let (source, recipient) = (argument.source, argument.recipient);
                found.push(LikelyParty { mention, source, recipient, by_pattern: None, of_another: false });
            }
        }
    }
    found
}

/// Whether a word stands under another event's word, which this one's does not stand under: "the trip follows an attack on
/// *rebels*".
fn is_anothers(scene: &Scene<'_>, around: &Around, candidate: &Candidate<'_>, token: usize) -> bool {
    let over = |token: usize| std::iter::successors(scene.head(token), |&at| scene.head(at)).take(FAR * 3);
    let event = |at: &usize| *at != candidate.head && around.kind(*at).is_some();
    over(token)
        .take_while(|&at| at != candidate.head)
        .any(|at| event(&at) && !over(candidate.head).any(|own| own == at))
}

/// Whether a word is the one whom "according to" names: whose word it is, and no party.
fn vouches(scene: &Scene<'_>, token: usize) -> bool {
    let head = scene.analysis.name_at(token).map_or(token, |name| {
        let carrier = name.tokens.tokens().find(|&at| scene.head(at).is_none_or(|over| !name.tokens.contains(over)));
        carrier.unwrap_or(token)
    });
    scene.preposition(head) == Some("according") || scene.head(head).is_some_and(|over| scene.form(over) == "according")
}

/// Whether a word is the name of a place that something happens in, "in Dhaka", "near Lyon": it is told as a place.
fn is_setting(scene: &Scene<'_>, token: usize) -> bool {
    const SETTING: &[&str] = &["in", "at", "near", "outside", "inside", "across", "around", "within", "throughout"];
    let Some(name) = scene.analysis.name_at(token).filter(|name| name.kind == NameKind::Location) else { return false };
    let head = name.tokens.tokens().find(|&at| scene.head(at).is_none_or(|over| !name.tokens.contains(over)));
    head.is_some_and(|head| scene.preposition(head).is_some_and(|word| SETTING.contains(&word)))
}
