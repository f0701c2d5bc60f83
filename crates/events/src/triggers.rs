//! Which words name an event: candidates from the codebook and the model, and the choice among them.

use knowledge::codebook::{Need, Trigger, TriggerClass};
use record::{EventType, TokenSpan, Upos};

use crate::{
    clause::{Slot, slots},
    figures::is_weapon,
    nothing_done,
    scene::Scene,
    scores::{self, Heads},
};

/// Words taken for the name of an event.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'a> {
    /// The words, one run: the phrase where it stands together, else its head alone.
    pub(crate) words: TokenSpan,
    /// The word that carries it.
    pub(crate) head: usize,
    /// The other words of its phrase.
    pub(crate) companions: Vec<usize>,
    pub(crate) class: TriggerClass,
    pub(crate) kind: EventType,
    /// Its row in the codebook; `None` where only the model speaks for it.
    pub(crate) row: Option<&'a Trigger>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) score: f32,
}

/// What each further word of a phrase puts it before its words and shorter phrases by.
const PHRASE: f32 = 1.0;

impl Candidate<'_> {
    /// What it is chosen by. A phrase speaks before its words do: "halted talks" before "talks".
    fn standing(&self) -> f32 {
        self.score + PHRASE * self.companions.len() as f32
    }

    /// The words of the phrase, in the order of the text, be they together or not.
    pub(crate) fn parts(&self) -> Vec<usize> {
        let mut parts: Vec<usize> = self.companions.iter().copied().chain([self.head]).collect();
        parts.sort_unstable();
        parts
    }
}

/// What each further word of a phrase adds to the weight of its row: the longer phrase knows better.
const FURTHER_WORD: f32 = 0.15;

/// What it adds to a row of assaults that a weapon does it: "a bomb hit the market".
const WEAPON: f32 = 0.35;

/// The triggers of a report, in the order of the text.
pub(crate) fn triggers<'a>(scene: &Scene<'a>, heads: &Heads<'_>) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    for at in 0..scene.analysis.tokens.len() {
        found.extend(best_at(scene, heads, at));
    }
    let mut chosen = choose(scene, found);
    without_contents(scene, heads, &mut chosen);
    chosen.sort_by_key(|candidate| (candidate.words, candidate.head));
    chosen
}

/// The likeliest reading of a word as a trigger.
fn best_at<'a>(scene: &Scene<'a>, heads: &Heads<'_>, at: usize) -> Option<Candidate<'a>> {
    let class = class_of(scene, at)?;
    let mut best: Option<Candidate<'a>> = None;
    let mut better = |candidate: Candidate<'a>| {
        if best.as_ref().is_none_or(|best| candidate.standing() > best.standing()) {
            best = Some(candidate);
        }
    };
    let codebook = scene.codebook;
    let mut known = Vec::new();
    let form = scene.form(at);
    let by_form = if form == scene.lemma(at) { &[] } else { codebook.triggers(&form) };
    for row in codebook.triggers(scene.lemma(at)).iter().chain(by_form) {
        if row.class != class {
            continue;
        }
        let Some(companions) = companions(scene, at, row) else { continue };
        let words = together(at, &companions);
        let slots = slots(scene, at, class, &companions);
        if !row.need.is_none_or(|need| holds(scene, need, row, &slots, at)) {
            continue;
        }
        known.push(row.kind);
        if nothing_done::is(scene, at, row.kind, &slots) {
            continue;
        }
        let weapon = if row.kind == EventType::Assault && weapon_does_it(scene, &slots) { WEAPON } else { 0.0 };
        let weight = (row.weight + FURTHER_WORD * companions.len() as f32 + weapon).min(1.0);
        let parts: Vec<usize> = companions.iter().copied().chain([at]).collect();
        let likelihood = heads.event(&parts, row.kind);
        if let Some(score) = scores::trigger(heads, likelihood, Some(weight)) {
            better(Candidate { words, head: at, companions, class, kind: row.kind, row: Some(row), slots, score });
        }
    }
    if let Some((kind, likelihood)) = heads.likeliest(at)
        && !known.contains(&kind)
        && let Some(score) = scores::trigger(heads, scores::against_rows(likelihood, known.is_empty()), None)
    {
        let slots = slots(scene, at, class, &[]);
        if nothing_done::is(scene, at, kind, &slots) {
            return best;
        }
        let words = TokenSpan::one(at);
        better(Candidate { words, head: at, companions: Vec::new(), class, kind, row: None, slots, score });
    }
    best
}

fn class_of(scene: &Scene<'_>, at: usize) -> Option<TriggerClass> {
    match scene.token(at).upos {
        Upos::Verb => Some(TriggerClass::Verb),
        Upos::Noun | Upos::Propn => Some(TriggerClass::Noun),
        Upos::Adj => Some(TriggerClass::Adjective),
        _ => None,
    }
}

/// The other words of a row's phrase, found among the words that depend on its head or that it depends on.
fn companions(scene: &Scene<'_>, at: usize, row: &Trigger) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for word in row.companions() {
        let near = |&other: &usize| {
            other != at && !found.contains(&other) && (scene.lemma(other) == word || scene.form(other) == word.as_str())
        };
        let other = match row.class {
            // A noun's further words stand right before it, "of" and the like right behind.
            TriggerClass::Noun => {
                let beside = [at.checked_sub(1), at.checked_sub(2), Some(at + 1), Some(at + 2)];
                beside.into_iter().flatten().filter(|&other| scene.sentence(at).contains(other)).find(near)
            }
            _ => scene.sentence(at).tokens().filter(near).find(|&other| hangs_on(scene, other, at)),
        };
        found.push(other?);
    }
    Some(found)
}

/// Whether a word depends on a verb, as its own dependent or as one of those of its objects.
fn hangs_on(scene: &Scene<'_>, word: usize, verb: usize) -> bool {
    let Some(head) = scene.head(word) else { return false };
    if head == verb {
        return !scene.is(word, "nsubj") || scene.is(word, "nsubj:pass");
    }
    // "call for talks", "a plan" in "announce a plan", the noun of "tear gas" in "fire tear gas".
    let over = scene.head(head) == Some(verb);
    let thing =
        ["obj", "obl", "xcomp", "nsubj:pass", "advcl", "compound"].iter().any(|relation| scene.is(head, relation));
    over && thing
        && ["case", "compound", "conj", "mark", "nmod", "amod", "obj"].iter().any(|relation| scene.is(word, relation))
}

fn together(at: usize, companions: &[usize]) -> TokenSpan {
    let start = companions.iter().fold(at, |start, &other| start.min(other));
    let end = companions.iter().fold(at, |end, &other| end.max(other)) + 1;
    if end - start == companions.len() + 1 { TokenSpan::new(start, end) } else { TokenSpan::one(at) }
}

fn holds(scene: &Scene<'_>, need: Need, row: &Trigger, slots: &[Slot], at: usize) -> bool {
    let object = || slots.iter().find(|slot| slot.relation == "obj").map(|slot| slot.token);
    match need {
        // Several who are killed are somebody, whatever they are called: "six ferrymen".
        Need::PartyObject => object().is_some_and(|object| {
            let several = row.kind == EventType::Assault && scene.with(object, "nummod").next().is_some();
            several || scene.may_act(crate::phrases::counted(scene, object))
        }),
        Need::NoPartyObject => !object().is_some_and(|object| scene.may_act(object)),
        Need::NoObject => object().is_none(),
        Need::Recipient => slots.iter().any(|slot| {
            let recipient = |pattern: &&knowledge::codebook::RolePattern| {
                pattern.part == knowledge::codebook::Part::Recipient
                    && pattern.relation == slot.relation
                    && pattern.preposition == slot.preposition
            };
            row.roles.iter().any(|pattern| recipient(&pattern)) && scene.may_act(slot.token)
        }),
        Need::Content => scene.children(at).iter().any(|&child| scene.is(child, "ccomp") || scene.is(child, "xcomp")),
    }
}

/// Whether a weapon, or its going off, is the subject.
fn weapon_does_it(scene: &Scene<'_>, slots: &[Slot]) -> bool {
    let goes_off = |lemma: &str| matches!(lemma, "blast" | "explosion" | "airstrike" | "gunfire" | "bullet" | "mine");
    let weapon = |lemma: &str| is_weapon(lemma) || goes_off(lemma);
    slots.iter().any(|slot| slot.relation == "nsubj" && weapon(scene.lemma(slot.token)))
}

/// Settles which of several readings that share words or name one thing twice stay.
fn choose<'a>(scene: &Scene<'_>, mut found: Vec<Candidate<'a>>) -> Vec<Candidate<'a>> {
    found.sort_by(|a, b| b.standing().total_cmp(&a.standing()).then(a.head.cmp(&b.head)));
    let mut chosen: Vec<Candidate<'a>> = Vec::new();
    for candidate in found {
        let shares = |other: &Candidate<'_>| {
            other.head == candidate.head
                || other.companions.contains(&candidate.head)
                || candidate.companions.contains(&other.head)
                || other
                    .companions
                    .iter()
                    .any(|word| candidate.companions.contains(word) && candidate.kind == other.kind)
        };
        if !chosen.iter().any(|other| shares(other) || same_thing(scene, other, &candidate)) {
            chosen.push(candidate);
        }
    }
    chosen
}

/// Whether two words of one type name one thing between them: "assassination attempt", "opened fire".
fn same_thing(scene: &Scene<'_>, a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let under = |lower: usize, upper: usize| {
        scene.head(lower) == Some(upper)
            && (["compound", "flat", "fixed", "amod", "case"].iter().any(|relation| scene.is(lower, relation))
                || scene.is(lower, "obj") && scene.cue(upper, knowledge::codebook::Sense::Light))
    };
    a.kind == b.kind && (under(a.head, b.head) || under(b.head, a.head))
}

/// Drops what is only asked for, threatened or promised: the asking, threatening or promising is the event.
fn without_contents(scene: &Scene<'_>, heads: &Heads<'_>, chosen: &mut Vec<Candidate<'_>>) {
    let speaks = |kind| {
        matches!(
            kind,
            EventType::Agree | EventType::Request | EventType::Threaten | EventType::Concede | EventType::Reject
        )
    };
    let speakers: Vec<(usize, EventType)> = chosen
        .iter()
        .filter(|candidate| speaks(candidate.kind))
        .map(|candidate| (candidate.head, candidate.kind))
        .collect();
    chosen.retain(|candidate| {
        let over = |&&(speaker, _): &&(usize, EventType)| {
            speaker != candidate.head && is_content(scene, candidate.head, speaker)
        };
        let Some((speaker, kind)) = speakers.iter().find(over) else { return true };
        // "demanded the resignation of the rector", "threatened it with an embargo": what is asked for or threatened is not
        // done.
        let given = *kind == EventType::Request && is_given(candidate.kind) || *kind == EventType::Threaten;
        let asked = given && scene.head(candidate.head) == Some(*speaker);
        !asked && scores::stands_as_content(heads, candidate.score)
    });
}

/// What one may be asked to do.
fn is_given(kind: EventType) -> bool {
    matches!(
        kind,
        EventType::Agree
            | EventType::Aid
            | EventType::Concede
            | EventType::Cooperate
            | EventType::Retreat
            | EventType::Support
    )
}

/// Whether a word stands in what another asks for, promises or threatens.
fn is_content(scene: &Scene<'_>, word: usize, speaker: usize) -> bool {
    let mut at = word;
    for _ in 0..3 {
        let Some(head) = scene.head(at) else { return false };
        let inner = ["xcomp", "ccomp", "obj", "obl", "nmod", "acl", "conj", "advcl"]
            .iter()
            .any(|relation| scene.is(at, relation));
        if !inner || scene.is(at, "acl:relcl") {
            return false;
        }
        if head == speaker {
            let aim = matches!(scene.preposition(at), None | Some("for" | "to" | "of" | "with"));
            let purpose =
                !scene.is(at, "advcl") || scene.with(at, "mark").any(|mark| matches!(scene.lemma(mark), "to" | "for"));
            return aim && purpose && !scene.is(at, "conj");
        }
        at = head;
    }
    false
}
