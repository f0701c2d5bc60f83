//! The words of noun phrases: how far a mention of somebody goes, whom a number counts, which name a phrase stands for.

use record::{Mention, NameKind, TokenSpan, Upos};

use crate::{clause::antecedent, scene::Scene};

/// The mention that a word marked by the model belongs to.
pub(crate) fn mention_around(scene: &Scene<'_>, token: usize) -> Option<Mention> {
    let mut head = token;
    if let Some(name) = scene.analysis.name_at(token) {
        head = name
            .tokens
            .tokens()
            .find(|&at| scene.head(at).is_none_or(|over| !name.tokens.contains(over)))
            .unwrap_or(token);
    }
    for _ in 0..3 {
        if matches!(scene.token(head).deprel.as_str(), "flat" | "flat:name" | "goeswith")
            && let Some(over) = scene.head(head)
        {
            head = over;
        }
    }
    let head = antecedent(scene, head);
    scene.may_act(head).then(|| mention(scene, head))
}

/// What a word of number counts: "dozens of *protesters*", "one of the *leaders*".
pub(crate) fn counted(scene: &Scene<'_>, token: usize) -> usize {
    const COUNTING: &[&str] = &[
        "dozen", "hundred", "thousand", "million", "ten", "score", "number", "majority", "lot", "handful", "couple",
        "many", "some", "most", "several", "member", "all", "both", "half", "part", "rest", "one", "two", "few",
        "scores",
    ];
    let counts = COUNTING.contains(&scene.lemma(token)) || scene.token(token).upos == Upos::Num;
    if !counts {
        return token;
    }
    let of = scene.with(token, "nmod").find(|&child| scene.preposition(child) == Some("of"));
    of.filter(|&of| scene.may_act(of) || scene.lemma(token) != "member").unwrap_or(token)
}

/// The name in "the town of Gori", which stands for it.
pub(crate) fn town_of(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let town = matches!(scene.lemma(token), "town" | "suburb" | "hamlet" | "neighbourhood");
    let of = |&child: &usize| {
        let place = scene.analysis.name_at(child).is_some_and(|name| name.kind == NameKind::Location);
        place && scene.preposition(child) == Some("of")
    };
    scene.with(token, "nmod").find(of).filter(|_| town)
}

/// The noun phrase of a head, without clauses, appositions and what is joined to it.
pub(crate) fn mention(scene: &Scene<'_>, head: usize) -> Mention {
    let sentence = scene.sentence(head);
    let own = |mut at: usize| {
        for _ in 0..sentence.len() {
            let token = scene.token(at);
            let direct = token.head == Some(head);
            let relation = token.deprel.split(':').next().unwrap_or("");
            let inside = if direct { describes(scene, head, at) } else { !CLAUSES.contains(&relation) };
            if direct || !inside {
                return inside;
            }
            match token.head {
                Some(over) => at = over,
                None => return false,
            }
        }
        false
    };
    let mut tokens = TokenSpan::one(head);
    while tokens.start > sentence.start && own(tokens.start - 1) {
        tokens.start -= 1;
    }
    while tokens.end < sentence.end && own(tokens.end) {
        tokens.end += 1;
    }
    while tokens.start < head && scene.token(tokens.start).upos == Upos::Punct {
        tokens.start += 1;
    }
    let trailing = |at: usize| scene.token(at).upos == Upos::Punct || matches!(scene.lemma(at), "'s" | "’s");
    while tokens.end > head + 1 && trailing(tokens.end - 1) {
        tokens.end -= 1;
    }
    Mention { tokens: with_name(scene, head, tokens), head }
}

/// Relations that open a clause or begin another phrase.
const CLAUSES: &[&str] = &["acl", "advcl", "ccomp", "csubj", "parataxis", "appos", "root", "dep"];

/// Whether a dependent of a head belongs to its noun phrase: "the army of Chad" is one mention, but what else stands
/// behind a noun is as often the verb's.
fn describes(scene: &Scene<'_>, head: usize, at: usize) -> bool {
    let token = scene.token(at);
    let before = at < head;
    match token.deprel.split(':').next().unwrap_or("") {
        "det" | "compound" | "flat" | "nummod" | "goeswith" | "fixed" | "punct" => true,
        "amod" | "advmod" => before,
        "nmod" if before => true,
        "nmod" => {
            let person = scene.analysis.name_at(head).is_some_and(|name| name.kind == NameKind::Person);
            !person && matches!(scene.preposition(at), Some("of" | "from" | "for" | "in"))
        }
        "case" => matches!(scene.lemma(at), "'s" | "’s"),
        _ => false,
    }
}

/// A describing word alone, or the name that it is part of.
pub(crate) fn describing_mention(scene: &Scene<'_>, head: usize) -> Mention {
    Mention { tokens: with_name(scene, head, TokenSpan::one(head)), head }
}

fn with_name(scene: &Scene<'_>, head: usize, tokens: TokenSpan) -> TokenSpan {
    match scene.analysis.name_at(head) {
        Some(name) => TokenSpan::new(tokens.start.min(name.tokens.start), tokens.end.max(name.tokens.end)),
        None => tokens,
    }
}

/// The words of a place inside a noun phrase: its first name of a place; or the phrase itself, "the city".
pub(crate) fn place_in(scene: &Scene<'_>, head: usize) -> Option<Mention> {
    let whole = mention(scene, head);
    let tokens = whole.tokens;
    let place = |at: &usize| scene.analysis.name_at(*at).is_some_and(|name| name.kind == NameKind::Location);
    let Some(at) = Some(head).filter(place).or_else(|| tokens.tokens().find(place)) else {
        let sort = matches!(
            scene.lemma(head),
            "city" | "town" | "village" | "province" | "region" | "area" | "country" | "nation"
        );
        let told = scene.with(head, "det").any(|article| matches!(scene.lemma(article), "the" | "this" | "that"));
        let plain = ["nmod", "appos", "flat", "amod", "compound"].iter().all(|r| scene.with(head, r).next().is_none());
        return Some(whole).filter(|_| sort && told && plain);
    };
    let name = scene.analysis.name_at(at)?.tokens;
    let head = name.tokens().find(|&at| scene.head(at).is_none_or(|over| !name.contains(over))).unwrap_or(name.start);
    Some(Mention { tokens: name, head })
}
