//! Whom blame and praise of a deed are aimed at: who did it.

use record::EventType;

use crate::{
    cast::Cast,
    parties::Side,
    telling::{Likely, Telling},
};

/// Gives blame or praise of a deed ("condemned the attack", "welcomed the verdict") the doers of the deed as its recipients,
/// where the report tells them; `groups` are the events, each a list of mentions.
pub(crate) fn aim_at_doers(cast: &Cast, groups: &[Vec<usize>], tellings: &mut [Telling]) {
    let tokens = &cast.reading.analysis.tokens;
    for at in 0..tellings.len() {
        if !matches!(tellings[at].mention.kind, EventType::Accuse | EventType::Support) {
            continue;
        }
        let blamed = tellings[at].mention.head;
        let words_of = tellings[at].mention.trigger;
        let object = |deed: &Telling| {
            let word = &tokens[deed.mention.head];
            // "expressed concern about the drills"
            let part = word.head.is_some_and(|head| head == blamed || words_of.contains(head));
            part && ["obj", "nmod", "nsubj:pass"].iter().any(|relation| word.is(relation))
        };
        let Some(deed) = (0..tellings.len()).find(|&deed| deed != at && object(&tellings[deed])) else { continue };
        let words = cast.reading.analysis.span(tellings[deed].mention.trigger);
        let group = groups.iter().find(|group| group.contains(&deed)).map_or(&[][..], Vec::as_slice);
        // Who blames a deed whose doers are told blames nobody else, not even where he did it himself.
        tellings[at].aimed |= group.iter().any(|&telling| !tellings[telling].sources.is_empty());
        let mut doers: Vec<usize> =
            group.iter().flat_map(|&telling| tellings[telling].sources.iter().map(|(member, _)| *member)).collect();
        doers.retain(|doer| !tellings[at].sources.iter().any(|(source, _)| source == doer));
        doers.sort_unstable();
        doers.dedup();
        // "blamed the attack on Iceland": whom the blaming is laid on stays, unlike "condemned the attack on Iceland".
        let laid_on = |mention: &record::Mention| {
            let case = |child: usize| tokens[child].is("case") && cast.reading.lower(child) == "on";
            tokens.get(mention.head).is_some_and(|word| word.head == Some(blamed))
                && cast.reading.analysis.children(mention.head).any(case)
        };
        let names_another = tellings[at].mention.recipients.iter().any(laid_on);
        if !doers.is_empty() && !names_another {
            let head = tellings[deed].mention.head;
            tellings[at].likely.iter_mut().for_each(|likely| likely.recipient = 0.0);
            tellings[at].likely.extend(doers.iter().map(|&doer| Likely::certain(doer, head, words, Side::Recipient)));
            tellings[at].recipients = doers.into_iter().map(|doer| (doer, words)).collect();
        }
    }
}
