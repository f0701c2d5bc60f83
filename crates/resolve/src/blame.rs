//! Whom blame of a deed is aimed at: who did it.

use record::EventType;

use crate::{cast::Cast, telling::Telling};

/// Gives blame of a deed ("condemned the attack") the doers of the deed as its recipients, where the report tells them;
/// `groups` are the events, each a list of mentions.
pub(crate) fn aim_at_doers(cast: &Cast, groups: &[Vec<usize>], tellings: &mut [Telling]) {
    let tokens = &cast.reading.analysis.tokens;
    for at in 0..tellings.len() {
        if tellings[at].mention.kind != EventType::Accuse {
            continue;
        }
        let blamed = tellings[at].mention.head;
        let object = |deed: &Telling| {
            let word = &tokens[deed.mention.head];
            word.head == Some(blamed) && ["obj", "nmod", "nsubj:pass"].iter().any(|relation| word.is(relation))
        };
        let Some(deed) = (0..tellings.len()).find(|&deed| deed != at && object(&tellings[deed])) else { continue };
        let words = cast.reading.analysis.span(tellings[deed].mention.trigger);
        let group = groups.iter().find(|group| group.contains(&deed)).map_or(&[][..], Vec::as_slice);
        let mut doers: Vec<usize> =
            group.iter().flat_map(|&telling| tellings[telling].sources.iter().map(|(member, _)| *member)).collect();
        doers.retain(|doer| !tellings[at].sources.iter().any(|(source, _)| source == doer));
        doers.sort_unstable();
        doers.dedup();
        // Whom "blamed the attack on" names besides those of the deed is who is blamed.
        let of_deed = |recipient: usize| {
            group.iter().any(|&telling| {
                let deed = &tellings[telling];
                deed.sources.iter().chain(&deed.recipients).any(|(member, _)| *member == recipient)
            })
        };
        let lays = ["blame", "attribut", "pin"].iter().any(|word| tellings[at].lemma.starts_with(word));
        let names_another = lays && tellings[at].recipients.iter().any(|(recipient, _)| !of_deed(*recipient));
        if !doers.is_empty() && !names_another {
            tellings[at].recipients = doers.into_iter().map(|doer| (doer, words)).collect();
        }
    }
}
