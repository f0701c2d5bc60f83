//! "The two countries", "both sides".

use crate::{
    cast::{Cast, Key},
    naming::{Article, Description},
    nominals::REACH,
};

/// "the two countries", "both sides": the last two of a sort that are named together, else the last two.
pub(crate) fn pair(cast: &Cast, description: &Description) -> Option<Vec<usize>> {
    if !description.plural {
        return None;
    }
    let two = description.number.is_some_and(|token| cast.reading.number(token) == "2");
    let both = description.head > 0 && cast.reading.lower(description.head.saturating_sub(1)) == "both";
    if !(both || two && description.article == Article::Definite) {
        return None;
    }
    let fits = |member: usize| {
        let found = &cast.members[member];
        match description.noun.as_str() {
            "country" | "nation" | "state" | "government" => matches!(found.key, Key::Country(_)),
            "leader" | "man" | "minister" | "president" | "politician" => found.person && !found.names.is_empty(),
            "side" | "party" | "group" => matches!(found.key, Key::Country(_) | Key::Body(_)),
            _ => false,
        }
    };
    let analysis = cast.reading.analysis;
    let here = analysis.sentence_of(description.head);
    let near = || cast.points.iter().rev().take_while(|point| point.sentence + REACH >= here);
    // "Armenia and Azerbaijan will meet, Georgia said": who is named together before who is named apart.
    let fitting = |members: &[usize]| members.iter().copied().find(|&member| fits(member));
    let together = near().find_map(|point| {
        let first = analysis.tokens[point.token].head.filter(|_| analysis.tokens[point.token].is("conj"))?;
        let pair = [fitting(cast.members_at(first))?, fitting(&point.members)?];
        (pair[0] != pair[1]).then_some(pair)
    });
    if let Some(pair) = together {
        return Some(pair.to_vec());
    }
    let mut found = Vec::new();
    for point in near() {
        for &member in &point.members {
            if fits(member) && !found.contains(&member) && found.len() < 2 {
                found.push(member);
            }
        }
    }
    found.reverse();
    (found.len() == 2).then_some(found)
}
