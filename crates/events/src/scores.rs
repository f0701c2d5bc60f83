//! How the model's word and the codebook's are put together.
//!
//! One sum and one threshold each, all numbers chosen on held-back reports:
//! - a trigger's score is the model's probability of its type plus [`ROW`] times the weight of its row in the codebook,
//! - a party's is the model's probability of the part plus [`TREE`] where the tree gives it that part,
//! - a factuality's and a mode's likewise plus [`RULE`] and [`MODE`].
//!
//! Without the model the rows, the tree and the rules speak alone.

use knowledge::codebook::Part;
use record::{Analysis, EventMention, EventType, Factuality, PairHead, TokenHead, TokenSpan};

/// What a row of weight 1 adds to the model's probability.
const ROW: f32 = 0.8;
/// The least score of a trigger that has a row.
const TRIGGER: f32 = 0.55;
/// The least probability of a trigger that has none.
const BARE_TRIGGER: f32 = 0.4;
/// The least score of a trigger that stands in the content of a demand, promise or threat.
const CONTENT: f32 = 0.75;
/// The least confidence of a trigger beside which nobody is named.
const PARTYLESS: f32 = 0.38;
/// What a type loses at a word that the codebook knows for other types only.
const OTHER_TYPE: f32 = 0.2;
/// The least weight of a row that is taken without a model.
const ALONE: f32 = 0.2;
/// What the tree adds to the model's probability of a part.
const TREE: f32 = 0.4;
/// The least score of a party.
const PARTY: f32 = 0.35;
/// The least probability of a party that only the model sees, where the tree has filled its part already.
const FURTHER_PARTY: f32 = 0.9;
/// The least probability of a recipient where nobody else is one.
const LAST_RECIPIENT: f32 = 0.25;
/// The least probability of anybody who is weighed as a party over all mentions of an event.
const MAYBE: f32 = 0.05;
/// The least probability of a place that is named in the event's sentence.
const PLACE: f32 = 0.15;
/// What it adds to the model's probability of "happened" that no word speaks against it.
const RULE: f32 = 0.25;
/// What a word adds that leaves no doubt.
const PLAIN: f32 = 1.0;
/// What a word that says how firmly adds to the model's probability of that factuality.
const CUE: f32 = 0.25;
/// What the codebook adds to the model's probability of a mode.
const MODE: f32 = 0.6;

/// The model's heads that this stage reads, where there are any.
pub(crate) struct Heads<'a> {
    analysis: &'a Analysis,
    event: Option<&'a TokenHead>,
    mode: Option<&'a TokenHead>,
    factuality: Option<&'a TokenHead>,
    argument: Option<&'a PairHead>,
}

/// What the model says of a word's part in an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Argument {
    pub(crate) token: usize,
    pub(crate) source: f32,
    pub(crate) recipient: f32,
    pub(crate) place: f32,
    pub(crate) date: f32,
}

impl<'a> Heads<'a> {
    pub(crate) fn of(analysis: &'a Analysis) -> Self {
        let n = analysis.tokens.len();
        // A head whose table does not fit the tokens is as good as none.
        let head = |name| analysis.token_head(name).filter(|head| head.probabilities.len() == n * head.labels.len());
        let argument = analysis.pair_head("argument").filter(|head| {
            head.pairs
                .iter()
                .all(|pair| pair.probabilities.len() == head.labels.len() && pair.anchor < n && pair.other < n)
        });
        Self { analysis, event: head("event"), mode: head("mode"), factuality: head("factuality"), argument }
    }

    /// Whether the model speaks of events at all.
    pub(crate) fn speak(&self) -> bool {
        self.event.is_some()
    }

    /// How likely the words name an event of this type.
    pub(crate) fn event(&self, words: &[usize], kind: EventType) -> f32 {
        let Some(head) = self.event else { return 0.0 };
        words.iter().map(|&token| head.probability(token, kind.as_str())).fold(0.0, f32::max)
    }

    /// The likeliest type of a word.
    pub(crate) fn likeliest(&self, token: usize) -> Option<(EventType, f32)> {
        let head = self.event?;
        let kinds = EventType::ALL.iter().map(|&kind| (kind, head.probability(token, kind.as_str())));
        kinds.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// How likely a mode is at a trigger.
    pub(crate) fn mode(&self, words: &[usize], kind: EventType, mode: &str) -> Option<f32> {
        let head = self.mode?;
        let label = format!("{kind}.{mode}");
        let at = self.telling(words, kind);
        Some(head.probability(at, &label))
    }

    /// How likely a factuality is at a trigger.
    pub(crate) fn factuality(&self, words: &[usize], kind: EventType, factuality: Factuality) -> Option<f32> {
        Some(self.factuality?.probability(self.telling(words, kind), factuality.as_str()))
    }

    /// The word of a trigger that the model takes for it.
    fn telling(&self, words: &[usize], kind: EventType) -> usize {
        let first = words.first().copied().unwrap_or(0);
        let Some(head) = self.event else { return first };
        let likelihood = |token: usize| head.probability(token, kind.as_str());
        words.iter().copied().fold(first, |best, token| if likelihood(token) > likelihood(best) { token } else { best })
    }

    /// What the model says of the words of a trigger's sentence; `None` where it says nothing of this trigger.
    pub(crate) fn arguments(&self, trigger: &[usize]) -> Option<Vec<Argument>> {
        self.scored(trigger).map(|(own, all)| all.into_iter().filter(|argument| own.contains(argument.token)).collect())
    }

    /// What it says of words in its own and the sentences around.
    pub(crate) fn all_arguments(&self, trigger: &[usize]) -> Vec<Argument> {
        self.scored(trigger).map(|(_, all)| all).unwrap_or_default()
    }

    /// The trigger's sentence, and what the model says of all words that it scores from the trigger.
    fn scored(&self, trigger: &[usize]) -> Option<(TokenSpan, Vec<Argument>)> {
        let head = self.argument?;
        let column = |label| head.label(label);
        let (source, recipient, place, date) = (column("source"), column("recipient"), column("place"), column("date"));
        let anchor = trigger.iter().copied().find(|&token| !head.from(token).is_empty())?;
        let at = |row: &[f32], column: Option<usize>| column.map_or(0.0, |column| row[column]);
        let argument = |pair: &record::PairScores| {
            let row = &pair.probabilities;
            let (source, recipient) = (at(row, source), at(row, recipient));
            Argument { token: pair.other, source, recipient, place: at(row, place), date: at(row, date) }
        };
        let own = self.analysis.sentences.get(self.analysis.sentence_of(anchor))?.tokens;
        Some((own, head.from(anchor).iter().map(argument).collect()))
    }
}

/// The probability of a type that the codebook does not know a word for, lowered where it knows the word for another.
pub(crate) fn against_rows(likelihood: f32, unknown: bool) -> f32 {
    if unknown { likelihood } else { likelihood - OTHER_TYPE }
}

/// The score of a trigger, where it is taken for one.
pub(crate) fn trigger(heads: &Heads<'_>, likelihood: f32, row: Option<f32>) -> Option<f32> {
    match (heads.speak(), row) {
        (false, row) => row.filter(|&weight| weight >= ALONE),
        (true, Some(weight)) => Some(likelihood + ROW * weight).filter(|&score| score >= TRIGGER),
        (true, None) => Some(likelihood).filter(|&score| score >= BARE_TRIGGER),
    }
}

/// The confidence that a score stands for: the share of held-back mentions with such a score that were right.
pub(crate) fn confidence(score: f32) -> f32 {
    1.0 / (1.0 + (-2.75 * (score - 0.72)).exp())
}

/// The part of somebody to whom the tree gives one: the tree's, unless the model is surer of the other.
pub(crate) fn party(tree: Part, source: f32, recipient: f32) -> Part {
    let score = |part: Part, likelihood: f32| likelihood + if tree == part { TREE } else { 0.0 };
    let (source, recipient) = (score(Part::Source, source), score(Part::Recipient, recipient));
    if source >= recipient { Part::Source } else { Part::Recipient }
}

/// The part of somebody whom only the model sees. Where the tree has filled that part already, it must be surer.
pub(crate) fn party_unseen(filled: impl Fn(Part) -> bool, source: f32, recipient: f32) -> Option<Part> {
    let (part, score) = if source >= recipient { (Part::Source, source) } else { (Part::Recipient, recipient) };
    (score >= if filled(part) { FURTHER_PARTY } else { PARTY }).then_some(part)
}

/// Whether somebody is taken for the recipient where nobody else is one.
pub(crate) fn is_last_recipient(likelihood: f32) -> bool {
    likelihood >= LAST_RECIPIENT
}

/// Whether somebody may have a part at all.
pub(crate) fn may_take_part(argument: &Argument) -> bool {
    argument.source.max(argument.recipient) >= MAYBE
}

/// Whether somebody who does something else beside an event may be its recipient.
pub(crate) fn may_suffer(likelihood: f32) -> bool {
    likelihood >= LAST_RECIPIENT
}

/// Whether the model takes a word for an event's place; a visit or meeting mostly has its host's.
pub(crate) fn is_place(likelihood: f32, kind: EventType) -> bool {
    likelihood >= if kind == EventType::Consult { PARTY } else { PLACE }
}

/// Whether it takes a word for an event's date.
pub(crate) fn is_date(likelihood: f32) -> bool {
    likelihood >= PARTY
}

/// The factuality by the rules and the model.
pub(crate) fn factuality(
    heads: &Heads<'_>,
    words: &[usize],
    kind: EventType,
    rule: Factuality,
    plain: bool,
) -> Factuality {
    let score = |&factuality: &Factuality| {
        let told = match rule {
            _ if factuality != rule => 0.0,
            Factuality::Happened => RULE,
            _ if plain => PLAIN,
            _ => CUE,
        };
        heads.factuality(words, kind, factuality).map(|likelihood| likelihood + told)
    };
    let mut best = (rule, f32::MIN);
    for factuality in Factuality::ALL {
        if let Some(score) = score(factuality)
            && score > best.1
        {
            best = (*factuality, score);
        }
    }
    best.0
}

/// The score of a mode, by the codebook (from 0 to 1) and the model.
pub(crate) fn mode(heads: &Heads<'_>, words: &[usize], kind: EventType, mode: &str, codebook: f32) -> f32 {
    match heads.mode(words, kind, mode) {
        Some(likelihood) => likelihood + MODE * codebook,
        None => codebook,
    }
}

/// Whether what is only asked for, promised or threatened is taken for an event all the same: where the model is sure.
pub(crate) fn stands_as_content(heads: &Heads<'_>, score: f32) -> bool {
    heads.speak() && score >= CONTENT
}

/// Whether a mention is kept: it has a party, it counts those whom it struck, or the model is so sure that its party stands in
/// another sentence.
pub(crate) fn stands(heads: &Heads<'_>, mention: &EventMention) -> bool {
    let told = !mention.sources.is_empty() || !mention.recipients.is_empty() || !mention.figures.is_empty();
    told || heads.speak() && mention.confidence >= PARTYLESS
}
