//! Things that stand for somebody: "the ministry's statement", "Danish missiles".

use record::{Mention, TokenSpan, Upos};

use crate::{
    cast::{Cast, Key},
    naming::{Article, Description},
    nominals,
};

/// Papers that speak for those who issued them.
const DOCUMENTS: [&str; 34] = [
    "summary",
    "study",
    "survey",
    "poll",
    "website",
    "site",
    "tape",
    "recording",
    "transcript",
    "footage",
    "result",
    "figure",
    "statistic",
    "data",
    "constitution",
    "ruling",
    "statement",
    "report",
    "document",
    "letter",
    "announcement",
    "communique",
    "communiqué",
    "release",
    "indictment",
    "account",
    "testimony",
    "declaration",
    "memo",
    "message",
    "broadcast",
    "video",
    "resolution",
    "email",
];

/// Whether a noun is a paper that speaks for somebody.
pub(crate) fn is_paper(noun: &str) -> bool {
    DOCUMENTS.contains(&noun)
}

/// A thing stands for the one whose it is: "Danish missiles", "the party's offices".
pub(crate) fn owners(cast: &mut Cast, description: &Description) -> Option<Vec<usize>> {
    let thing =
        description.title.is_none() && description.group.is_none() && cast.reading.name_of(description.head).is_none();
    let noun = cast.reading.analysis.tokens[description.head].upos == Upos::Noun;
    if !thing
        || !noun
        || matches!(
            description.noun.as_str(),
            "country"
                | "nation"
                | "state"
                | "side"
                | "home"
                | "house"
                | "rival"
                | "foe"
                | "enemy"
                | "ally"
                | "neighbour"
                | "neighbor"
        )
    {
        return None;
    }
    if let Some(body) = description.body {
        return Some(cast.member_of_name(body).into_iter().collect());
    }
    if let Some(owner) = description.owner {
        let carrier = cast.carrier(&Mention { tokens: TokenSpan::one(owner), head: owner });
        let members = cast.members_at(carrier).to_vec();
        return (!members.is_empty()).then_some(members);
    }
    let country = description.country.clone().filter(|country| country != "INT")?;
    Some(vec![cast.enlist(Key::Country(country), false, false)])
}

/// Who issued a paper: whose it is said to be; of "the statement" the one who spoke last. Nobody where that is open.
pub(crate) fn issuers(cast: &mut Cast, description: &Description) -> Vec<usize> {
    if let Some(body) = description.body {
        return cast.member_of_name(body).into_iter().collect();
    }
    if let Some(owner) = description.owner {
        let carrier = cast.carrier(&Mention { tokens: TokenSpan::one(owner), head: owner });
        return cast.members_at(carrier).to_vec();
    }
    // "a police report", "the military statement"
    let tokens = &cast.reading.analysis.tokens;
    let before = description.head.checked_sub(1);
    if let Some(noun) = before.filter(|&before| tokens[before].is("compound") || tokens[before].is("amod")) {
        let maker = Description::of_noun(cast.reading, noun);
        if maker.group.is_some() {
            return vec![nominals::described(cast, &maker)];
        }
    }
    if let Some(country) = description.country.clone().filter(|country| country != "INT") {
        return vec![cast.enlist(Key::Country(country), false, false)];
    }
    if description.article != Article::Definite || description.plural {
        return Vec::new();
    }
    let here = cast.reading.analysis.sentence_of(description.head);
    let near = cast.points.iter().rev().take_while(|point| point.sentence + 2 >= here);
    near.filter(|point| point.speaks).map(|point| point.members.clone()).next().unwrap_or_default()
}
