//! The stage: triggers first, then what belongs to each.

use knowledge::codebook::{Codebook, RolePattern, Sense, TriggerClass};
use std::collections::BTreeMap;

use record::{Analysis, EventMention, EventType, Mention, TokenSpan};

use crate::{
    bystanders, culprits, factuality, figures, judgements, modes,
    parties::{self, Parties},
    scene::Scene,
    scores::{self, Heads},
    triggers::{self, Candidate},
    when_where,
};

/// Finds the mentions of events in a report, in the order of the text.
///
/// With the heads `event`, `mode`, `factuality` and `argument` in the analysis, the model decides in context and the
/// codebook supplies candidates and patterns; without them, the codebook and the tree speak alone.
pub fn events(codebook: &Codebook, analysis: &Analysis) -> Vec<EventMention> {
    let scene = Scene::new(codebook, analysis);
    let heads = Heads::of(analysis);
    let candidates = triggers::triggers(&scene, &heads);
    let around = Around::of(&scene, &candidates);
    let mut mentions: Vec<EventMention> =
        candidates.iter().map(|candidate| event_mention(&scene, &heads, &around, candidate)).collect();
    mentions.extend(judgements::judgements(&scene, &mentions));
    mentions.sort_by_key(|mention| (mention.trigger, mention.kind));
    let stands = |mention: &EventMention| scores::stands(&heads, mention);
    figures::count(&scene, &mut mentions, stands);
    mentions.retain(stands);
    mentions
}

/// What is known of a report's triggers together, looked up once.
pub(crate) struct Around {
    /// The word that carries each, with its type.
    kinds: BTreeMap<usize, EventType>,
    /// The words of time of each sentence, in the order of the text.
    times: Vec<Vec<Mention>>,
    /// The places named in each sentence, likewise.
    places: Vec<Vec<Mention>>,
}

/// So many sentences before an event's, and the first of the report, may tell where and when it is.
const BACK: usize = 4;
const FIRST: usize = 3;

impl Around {
    fn of(scene: &Scene<'_>, candidates: &[Candidate<'_>]) -> Self {
        let kinds: BTreeMap<usize, EventType> = candidates.iter().map(|other| (other.head, other.kind)).collect();
        let sentences = || scene.analysis.sentences.iter().map(|sentence| sentence.tokens);
        Self {
            kinds,
            times: sentences().map(|sentence| when_where::times(scene, sentence)).collect(),
            places: sentences().map(|sentence| when_where::places(scene, sentence)).collect(),
        }
    }

    /// The type of the event that a word carries.
    pub(crate) fn kind(&self, head: usize) -> Option<EventType> {
        self.kinds.get(&head).copied()
    }

    /// The only words of time in the sentence of a word.
    pub(crate) fn only_time(&self, scene: &Scene<'_>, token: usize) -> Option<Mention> {
        let times = self.times.get(scene.analysis.sentence_of(token))?;
        times.first().filter(|first| times.iter().all(|other| first.tokens.contains(other.head))).copied()
    }

    /// The sentences that may tell where and when the event of a word is.
    fn near(scene: &Scene<'_>, token: usize) -> impl Iterator<Item = usize> + use<> {
        let own = scene.analysis.sentence_of(token);
        (0..FIRST.min(own)).chain(own.saturating_sub(BACK).max(FIRST.min(own))..=own)
    }

    /// The words of time that may tell when the event of a word is.
    pub(crate) fn times(&self, scene: &Scene<'_>, token: usize) -> impl Iterator<Item = Mention> + '_ {
        Self::near(scene, token).filter_map(|sentence| self.times.get(sentence)).flatten().copied()
    }

    /// The places that may be that of the event of a word.
    pub(crate) fn places(&self, scene: &Scene<'_>, token: usize) -> impl Iterator<Item = Mention> + '_ {
        Self::near(scene, token).filter_map(|sentence| self.places.get(sentence)).flatten().copied()
    }
}

fn event_mention(scene: &Scene<'_>, heads: &Heads<'_>, around: &Around, candidate: &Candidate<'_>) -> EventMention {
    let parties = parties_of(scene, heads, around, candidate);
    let telling = factuality::telling(scene, heads, candidate);
    let when_where = when_where::of(scene, heads, around, candidate, &parties);
    EventMention {
        trigger: candidate.words,
        head: candidate.head,
        kind: candidate.kind,
        mode: modes::mode(scene, heads, candidate),
        contexts: modes::contexts(scene, candidate),
        sources: parties.sources,
        recipients: parties.recipients,
        likely: parties.likely,
        place: when_where.place,
        date: when_where.date,
        places: when_where::likely_places(scene, heads, around, candidate),
        times: around.times(scene, candidate.head).collect(),
        factuality: telling.factuality,
        factuality_cue: telling.cue,
        unsourced: unsourced(scene, candidate),
        figures: Vec::new(),
        confidence: scores::confidence(candidate.score),
    }
}

fn parties_of(scene: &Scene<'_>, heads: &Heads<'_>, around: &Around, candidate: &Candidate<'_>) -> Parties {
    let patterns = match candidate.row {
        Some(row) => row.roles.as_slice(),
        None => usual_patterns(scene, candidate.class),
    };
    let mut parties = parties::parties(scene, heads, around, candidate, patterns);
    let before = parties.clone();
    culprits::lay_on(scene, candidate, &mut parties.sources, &mut parties.recipients);
    bystanders::leave_out(scene, candidate, &mut parties.sources, &mut parties.recipients);
    parties.agree(&before);
    parties
}

/// The patterns of a trigger that the codebook has no row for: those of a common word of its class.
fn usual_patterns<'a>(scene: &Scene<'a>, class: TriggerClass) -> &'a [RolePattern] {
    let usual = match class {
        TriggerClass::Verb => "attack",
        TriggerClass::Noun => "attack",
        TriggerClass::Adjective => "critical",
    };
    let rows = scene.codebook.triggers(usual);
    rows.iter().find(|row| row.class == class).map_or(&[], |row| row.roles.as_slice())
}

/// "reportedly", "alleged" over a trigger: beside it, or beside the verb or noun that carries it.
fn unsourced(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<TokenSpan> {
    let own = [Some(candidate.head), scene.head(candidate.head)];
    let beside = own.into_iter().flatten().flat_map(|at| scene.children(at).iter().copied());
    let cue = beside.filter(|&child| child != candidate.head && scene.cue(child, Sense::Unsourced)).find(|&child| {
        // An adverb of another clause's verb is not over this one.
        scene.head(child) == Some(candidate.head) || !scene.is(candidate.head, "ccomp")
    });
    cue.map(TokenSpan::one)
}
