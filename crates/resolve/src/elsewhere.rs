//! At whom an event is aimed that its own sentences do not name: whom the model sees in the sentences around.

use record::Span;

use crate::telling::Telling;

/// Gives the events without a recipient the likeliest of those named around; `groups` are the events, each a list of
/// mentions. Tells which mentions were given one, by which words.
pub(crate) fn aim(groups: &[Vec<usize>], tellings: &mut [Telling]) -> Vec<(usize, Span)> {
    let mut given = Vec::new();
    for group in groups {
        let aimed = |&telling: &usize| tellings[telling].aimed || !tellings[telling].recipients.is_empty();
        if !group.iter().any(aimed)
            && let Some((telling, member, span)) = likeliest(group, tellings)
        {
            tellings[telling].recipients.push((member, span));
            given.push((telling, span));
        }
    }
    given
}

/// The likeliest of those who do not do it themselves, with the mention of the event that they are seen from; of equals the first.
fn likeliest(group: &[usize], tellings: &[Telling]) -> Option<(usize, usize, Span)> {
    let does_it = |member: usize| {
        group.iter().any(|&telling| tellings[telling].sources.iter().any(|(source, _)| *source == member))
    };
    let far = |&telling: &usize| tellings[telling].far_recipients.iter().map(move |far| (telling, *far));
    let free = group.iter().flat_map(far).filter(|(_, (member, ..))| !does_it(*member));
    let best = free.reduce(|best, next| if next.1.2 > best.1.2 { next } else { best });
    best.map(|(telling, (member, span, _))| (telling, member, span))
}
