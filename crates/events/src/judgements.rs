//! Judgements: reported words that plainly blame or praise somebody else. "Said" is no event, but for these.

use knowledge::codebook::{Part, Sense};
use record::{EventMention, EventType, Factuality, LikelyParty, Mention, TokenSpan};

use crate::{parties, phrases, scene::Scene};

/// How sure such a mention is.
const CONFIDENCE: f32 = 0.5;

/// So many words of praise make content plain praise.
const PLAIN: usize = 2;

/// Finds the verbs of saying whose content blames or praises another, where `found` has no event at them yet.
pub(crate) fn judgements(scene: &Scene<'_>, found: &[EventMention]) -> Vec<EventMention> {
    let tokens = 0..scene.analysis.tokens.len();
    let sayings = tokens.filter(|&at| scene.is_verb(at) && scene.cue(at, Sense::Saying));
    sayings
        .filter(|&at| !found.iter().any(|mention| mention.head == at))
        .filter_map(|at| judgement(scene, at))
        .collect()
}

fn judgement(scene: &Scene<'_>, saying: usize) -> Option<EventMention> {
    // "I think" stands inside somebody's words, which have a verb of saying of their own.
    let other = |subject: usize| !matches!(scene.form(subject).as_str(), "i" | "we" | "you");
    let speaker = scene.with(saying, "nsubj").find(|&subject| scene.may_act(subject) && other(subject))?;
    let content = content(scene, saying)?;
    let source = phrases::mention(scene, speaker);
    let others = |at: usize| named(scene, at) && !same_words(scene, speaker, at) && !source.tokens.contains(at);
    // What would be a wrong if it came to be is not blamed on anybody yet; nor is one denied.
    let told = |wrong: usize| {
        !scene.children(wrong).iter().any(|&child| scene.cue(child, Sense::Denied) || scene.cue(child, Sense::Possible))
    };
    let wrongs = content.iter().filter(|&&at| scene.is_verb(at) && scene.cue(at, Sense::Blame) && told(at));
    let blamed = wrongs.into_iter().find_map(|&wrong| {
        scene.with(wrong, "nsubj").find(|&doer| !scene.token(doer).deprel.contains("pass") && others(doer))
    });
    // "Togo must release the pilots": what somebody else is to do is demanded of him.
    let demanded = || {
        let verbs = content.iter().filter(|&&at| scene.is_verb(at) && told(at));
        let demanded = verbs.filter_map(|&at| demanding(scene, at));
        demanded.into_iter().find_map(|verb| scene.with(verb, "nsubj").find(|&doer| others(doer)))
    };
    let (kind, mode, recipients) = match (blamed, demanded()) {
        (Some(doer), _) => (EventType::Accuse, Some("disapprove"), vec![phrases::mention(scene, doer)]),
        (None, Some(doer)) => (EventType::Request, None, vec![phrases::mention(scene, doer)]),
        (None, None) => {
            let praise = content.iter().filter(|&&at| scene.cue(at, Sense::Praise)).count();
            let blame = content.iter().any(|&at| scene.cue(at, Sense::Blame) || scene.cue(at, Sense::Denied));
            let praised = content.iter().filter(|&&at| scene.is_country(at) && others(at));
            let praised: Vec<Mention> = praised.map(|&at| Mention { tokens: TokenSpan::one(at), head: at }).collect();
            if praise < PLAIN || blame || praised.is_empty() {
                return None;
            }
            (EventType::Support, None, praised)
        }
    };
    let mut likely: Vec<LikelyParty> =
        recipients.iter().map(|mention| parties::certain(*mention, Part::Recipient)).collect();
    likely.push(parties::certain(source, Part::Source));
    Some(EventMention {
        trigger: TokenSpan::one(saying),
        head: saying,
        kind,
        mode: mode.map(str::to_owned),
        contexts: Vec::new(),
        sources: vec![source],
        recipients,
        likely,
        place: None,
        date: None,
        places: Vec::new(),
        times: Vec::new(),
        factuality: Factuality::Happened,
        factuality_cue: None,
        unsourced: None,
        figures: Vec::new(),
        confidence: CONFIDENCE,
    })
}

/// The verb whose subject is to do what a verb tells: "must withdraw" itself, the "has" of "has to withdraw".
fn demanding(scene: &Scene<'_>, verb: usize) -> Option<usize> {
    if scene.with(verb, "aux").any(|aux| scene.lemma(aux) == "must") {
        return Some(verb);
    }
    let over = scene.head(verb).filter(|_| scene.is(verb, "xcomp"))?;
    matches!(scene.lemma(over), "have" | "need").then_some(over)
}

/// The words of what is said: the clause under the verb, or the one that the verb is set beside.
fn content(scene: &Scene<'_>, saying: usize) -> Option<Vec<usize>> {
    let under = scene.with(saying, "ccomp").next().or_else(|| scene.with(saying, "parataxis").next());
    let beside = || scene.head(saying).filter(|_| scene.is(saying, "parataxis"));
    let root = under.or_else(beside)?;
    let own = scene.analysis.subtree(saying);
    let all = scene.analysis.subtree(root).tokens();
    Some(all.filter(|&at| under.is_some() && at != saying || !own.contains(at)).collect())
}

/// Whether a word names somebody: by a name, or a country by its adjective.
fn named(scene: &Scene<'_>, at: usize) -> bool {
    scene.may_act(at) && (scene.analysis.name_at(at).is_some() || scene.is_country(at))
}

fn same_words(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    scene.form(a) == scene.form(b)
}
