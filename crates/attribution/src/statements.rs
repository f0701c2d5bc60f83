//! The room's work in its order: cues, their speakers and contents, headlines, quotations that stand alone, who passes on.

use record::{Analysis, Mention, NameKind, PassedOn, StatementMention, Upos};

use crate::{
    Lexicon,
    anonymity::is_anonymous,
    content::{self, content},
    cue::{Cue, Kind, cues},
    headline::headline,
    lexicon::Strength,
    passing::{addressee, cited, is_outlet, outlets, source_cited},
    speaker::{Speaker, speaker},
    standing::standing,
    view::View,
};

/// A cue that tables and tree are sure of must look like one at least this much to the model, where there is one.
const SURE_CUE: f32 = 0.15;
/// "according to", "reportedly", which can hardly be anything else.
const GRAMMATICAL_CUE: f32 = 0.02;
/// One that they are not sure of.
const WEAK_CUE: f32 = 0.6;

/// Finds the statements of a report, ordered by their content.
pub fn statements(lexicon: &Lexicon, analysis: &Analysis) -> Vec<StatementMention> {
    let view = View::new(lexicon, analysis);
    let mut found = Vec::new();
    for cue in cues(&view) {
        found.extend(ascribed(&view, &cue, &found));
    }
    let mut found = settle(&view, found);
    if let Some(statement) = headline(&view)
        && !found.iter().any(|other| other.content.iter().any(|piece| piece.meets(statement.content[0])))
    {
        found.insert(0, statement);
    }
    let more = standing(&view, &found);
    found.extend(more);
    found.sort_by_key(|statement| {
        (statement.content.first().map(|piece| (piece.start, std::cmp::Reverse(piece.end))), statement.cue)
    });
    carry_outlets(&view, &mut found);
    found
}

/// What one cue ascribes: a statement a speaker.
fn ascribed(view: &View, cue: &Cue, before: &[StatementMention]) -> Vec<StatementMention> {
    // What "reportedly" holds for is a matter of grammar, which the tree knows better.
    let roles = view.scores.roles(cue.token).filter(|_| cue.kind != Kind::Adverb);
    let judged = roles.is_some();
    let least = if matches!(cue.kind, Kind::Adverb | Kind::According) { GRAMMATICAL_CUE } else { SURE_CUE };
    if cue.probability.is_some_and(|p| p < least) || !judged && is_hedged(view, cue) {
        return Vec::new();
    }
    let speaker = speaker(view, cue, roles.as_ref());
    let mentions = match &speaker {
        Speaker::Named(mentions) => mentions.clone(),
        Speaker::Document(mention) => issuer(view, *mention, before),
        Speaker::Nobody(_) => Vec::new(),
    };
    let words: Vec<usize> = match &speaker {
        Speaker::Named(mentions) => mentions.iter().flat_map(|mention| mention.tokens.tokens()).collect(),
        Speaker::Document(mention) | Speaker::Nobody(Some(mention)) => mention.tokens.tokens().collect(),
        Speaker::Nobody(None) => Vec::new(),
    };
    let words = if cue.kind == Kind::According { named_phrase(view, cue, words) } else { words };
    let through = |mention: &Mention| is_outlet(view, mention.head);
    if source_cited(view, cue.token).is_some() && mentions.iter().any(through) || is_question(view, cue) {
        return Vec::new();
    }
    if own_voice(view, &mentions) || cue.kind == Kind::According && is_poll(view, &words) {
        return Vec::new();
    }
    let Some(content) = content(view, cue, &words, roles.as_ref()) else { return Vec::new() };
    let floor = if content.strength == Strength::Sure { least } else { WEAK_CUE };
    let doubtful = || is_said_by_nothing(view, cue, &speaker) || is_label(view, cue, &mentions, content.strength);
    if cue.probability.is_some_and(|p| p < floor) || !judged && doubtful() {
        return Vec::new();
    }
    let pieces = content::pieces(view, after_day(view, &content.tokens), view.quotation_of(cue.token));
    if pieces.is_empty() {
        return Vec::new();
    }
    let kind = content::kind(view, &content.tokens, view.quotation_of(cue.token));
    let addressee = addressee(view, cue, &content.tokens);
    let statement = |speaker: Option<Mention>| {
        let via = outlets(view, cue, speaker.map(|mention| mention.head), &content.tokens);
        let source = speaker.and_then(|outlet| Some((cited(view, cue, outlet.head)?, outlet)));
        let (speaker, via) = match source {
            Some((source, mention)) => (Some(source), std::iter::once(PassedOn { mention }).chain(via).collect()),
            None => (speaker, via),
        };
        StatementMention {
            kind,
            speaker,
            cue: Some(cue.words),
            content: pieces.clone(),
            addressee,
            anonymous: speaker.is_some_and(|mention| is_anonymous(view, mention)),
            via,
        }
    };
    match mentions.as_slice() {
        [] => vec![statement(None)],
        mentions => mentions.iter().map(|&mention| statement(Some(mention))).collect(),
    }
}

/// "said Sunday the town was free": the day is that of the saying.
fn after_day<'t>(view: &View, tokens: &'t [usize]) -> &'t [usize] {
    let weekday = |at: usize| record::calendar::WEEKDAYS.contains(&view.small(at).as_str());
    let hour = |at: usize| ["morning", "afternoon", "evening", "night"].contains(&view.small(at).as_str());
    let Some(&first) = tokens.first().filter(|&&first| first > 0 && weekday(first) && !view.is_punct(first - 1)) else {
        return tokens;
    };
    let rest = &tokens[1..];
    let rest = if rest.first().is_some_and(|&next| next == first + 1 && hour(next)) { &rest[1..] } else { rest };
    let begins = rest.first().is_some_and(|&next| {
        let word = view.token(next);
        // "said Friday prayers would go on"
        let named_after = view.token(first).is("compound") && word.upos == Upos::Noun && next == first + 1;
        !view.is_punct(next)
            && !named_after
            && !matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Part | Upos::Cconj | Upos::Adp)
    });
    if begins { rest } else { tokens }
}

/// All that "according to" governs: from it to the comma after the name, and a name in apposition behind that comma; to the end
/// of the sentence where nothing but the phrase is left there.
fn named_phrase(view: &View, cue: &Cue, words: Vec<usize>) -> Vec<usize> {
    let Some(sentence) = view.sentence(cue.token) else { return words };
    let end = sentence.tokens.end.min(view.analysis.tokens.len());
    let Some(mut last) = words.iter().copied().filter(|&at| at >= cue.words.end).max() else { return words };
    let is_comma = |at: usize| at < end && view.form(at) == ",";
    // "according to Polish media reports": all of it, though the media are who speaks.
    let governed = view.head(cue.token).filter(|_| view.token(cue.token).is("case"));
    if let Some(noun) = governed.filter(|&noun| noun > last && noun < end && !(last..noun).any(is_comma)) {
        last = noun;
    }
    let border = |from: usize| (from..end).find(|&at| view.is_punct(at) && !"'’-\"“”.".contains(view.form(at)));
    let fronted = (sentence.tokens.start..cue.token).all(|at| view.is_punct(at));
    if !fronted {
        last = border(last + 1).unwrap_or(end).max(last + 1) - 1;
        if last + 2 < end && ["who", "which"].contains(&view.small(last + 2).as_str()) {
            last = end - 1;
        }
    } else if let Some(comma) =
        words.iter().copied().find(|&at| is_comma(at)).filter(|_| last + 1 < end && !view.is_punct(last + 1))
    {
        // No comma after the phrase: the tree took the next clause's subject into it.
        last = comma;
    } else if is_comma(last + 1) {
        // "According to the treasurer, Ann Bell, rain fell" names her twice.
        let next = (last + 2..end).find(|&at| is_comma(at)).unwrap_or(last + 1);
        let apposed = |at: usize| view.token(at).is("appos") && view.head(at).is_some_and(|head| words.contains(&head));
        let named = last + 2 < end && view.name_kind(last + 2) == Some(NameKind::Person);
        let name_ends = view.analysis.name_at(last + 2).is_some_and(|name| name.tokens.end == next);
        if (last + 2..next).any(apposed) || named && name_ends {
            last = next.max(last + 1) - 1;
        }
    }
    let mut phrase: Vec<usize> = words.into_iter().filter(|&at| at <= last).collect();
    phrase.extend(cue.token..=last);
    phrase.sort_unstable();
    phrase.dedup();
    phrase
}

/// "I think that", said by somebody who is quoted: a part of his words, no statement beside them.
fn own_voice(view: &View, mentions: &[Mention]) -> bool {
    mentions.iter().any(|mention| ["i", "we", "you"].contains(&view.small(mention.head).as_str()))
}

/// "Asked whether he would resign, the mayor said no": what somebody was asked is not his.
fn is_question(view: &View, cue: &Cue) -> bool {
    view.small(cue.token) == "asked"
        && view.token(cue.token).is("advcl")
        && ["nsubj", "mark", "aux"].iter().all(|relation| view.child(cue.token, relation).is_none())
}

/// A poll's figures are nobody's words.
fn is_poll(view: &View, words: &[usize]) -> bool {
    words.iter().any(|&at| ["poll", "polls", "polling"].contains(&view.small(at).as_str()))
}

/// Without scores: a cue that says that something was not said, or may be, or that the report's own voice speaks.
fn is_hedged(view: &View, cue: &Cue) -> bool {
    if cue.kind == Kind::Noun {
        let none = ["no", "any", "without"];
        return view.children(cue.token).iter().any(|&child| none.contains(&view.small(child).as_str()));
    }
    if cue.kind != Kind::Verb {
        return false;
    }
    let verb = cue.token;
    let children = view.children(verb);
    let has = |deprel: &str, words: &[&str]| {
        children.iter().any(|&child| view.token(child).is(deprel) && words.contains(&view.lemma(child).as_str()))
    };
    let may = ["would", "could", "should", "might", "may", "must", "ought"];
    let unsaid = ["refuse", "decline", "fail", "want", "try", "wish", "need"];
    let governor = view
        .head(verb)
        .filter(|_| view.token(verb).is("xcomp"))
        .is_some_and(|head| unsaid.contains(&view.lemma(head).as_str()));
    let purpose = view.token(verb).is("advcl") && view.led_by(verb, "mark", "to").is_some();
    let imperative = view.token(verb).feat("Mood") == Some("Imp");
    has("advmod", &["not", "n't", "never"])
        || has("aux", &may)
        || has("mark", &["if", "unless", "whether"])
        || governor
        || imperative
        || purpose
}

/// Words or thoughts of nobody are no statement, save in "it is said that" and "is said to be".
fn is_said_by_nothing(view: &View, cue: &Cue, speaker: &Speaker) -> bool {
    let passive = crate::speaker::is_passive(view, cue.token) || view.child(cue.token, "expl").is_some();
    cue.kind == Kind::Verb && *speaker == Speaker::Nobody(None) && !passive
}

/// "a site called "Haven"": a name, not somebody's words.
fn is_label(view: &View, cue: &Cue, speakers: &[Mention], strength: Strength) -> bool {
    cue.kind == Kind::Verb && strength == Strength::Weak && speakers.is_empty() && view.token(cue.token).is("acl")
}

/// Who speaks in a document: its owner was looked for; then it is whoever spoke last, or the document itself.
fn issuer(view: &View, document: Mention, before: &[StatementMention]) -> Vec<Mention> {
    let known = view.children(document.head).iter().any(|&child| {
        let word = view.small(child);
        view.token(child).is("det") && (word == "the" || word == "this" || word == "that")
    });
    let sentence = view.sentence_index(document.head);
    let last = before.iter().rev().find_map(|statement| statement.speaker.filter(|_| known)).filter(|mention| {
        let at = view.sentence_index(mention.head);
        at != usize::MAX && sentence.saturating_sub(at) <= 4
    });
    vec![last.unwrap_or(document)]
}

/// Drops what two cues found twice, and notes who passes on what stands inside another's words.
fn settle(view: &View, found: Vec<StatementMention>) -> Vec<StatementMention> {
    let mut kept: Vec<StatementMention> = Vec::new();
    for statement in found {
        let twin = kept.iter_mut().find(|other| other.cue != statement.cue && is_same(other, &statement));
        match twin {
            Some(other) if other.speaker.is_none() && statement.speaker.is_some() => *other = statement,
            Some(_) => {}
            None => kept.push(statement),
        }
    }
    let reported = kept.clone();
    kept.retain(|statement| !passes_on_only(view, statement, &reported));
    let outer: Vec<StatementMention> = reported;
    for statement in &mut kept {
        let Some(words) = statement.cue.filter(|words| !words.is_empty()) else { continue };
        let cue = view.span(words);
        // In an outer speaker's words, "he" is the speaker himself, and "reportedly" says enough of where they come from.
        let himself = statement.speaker.is_some_and(|s| ["he", "she", "it"].contains(&view.small(s.head).as_str()));
        if himself || view.token(words.start).upos == Upos::Adv {
            continue;
        }
        let passes = |other: &&StatementMention| {
            other.cue != statement.cue
                && other.content.iter().any(|piece| piece.holds(cue))
                && other.speaker.is_some()
                && other.speaker != statement.speaker
        };
        let mut around: Vec<&StatementMention> = outer.iter().filter(passes).collect();
        around.sort_by_key(|other| other.content.iter().map(|piece| piece.len()).sum::<usize>());
        for other in around {
            if let Some(mention) = other.speaker
                && !statement.speaker.is_some_and(|speaker| has_same_name(view, speaker, mention))
                && !statement.via.iter().any(|via| via.mention.tokens.meets(mention.tokens))
            {
                statement.via.push(PassedOn { mention });
            }
        }
    }
    kept
}

/// Whether two mentions share a word that is written with a capital: one actor, told twice.
fn has_same_name(view: &View, one: Mention, other: Mention) -> bool {
    let proper = |mention: Mention| {
        mention.tokens.tokens().filter(|&at| view.token(at).upos == Upos::Propn).map(|at| view.small(at))
    };
    let known: Vec<String> = proper(other).collect();
    proper(one).any(|word| known.contains(&word))
}

/// "According to Reuters, Ann said it rained": the outlet passes Ann's words on, and says nothing of its own.
fn passes_on_only(view: &View, statement: &StatementMention, all: &[StatementMention]) -> bool {
    let according = statement.cue.is_some_and(|cue| cue.len() == 2 && view.small(cue.start) == "according");
    let length: usize = statement.content.iter().map(|piece| piece.len()).sum();
    according
        && all.iter().any(|inner| {
            let cue = inner.cue.map(|cue| view.span(cue));
            let inside = cue.is_some_and(|cue| statement.content.iter().any(|piece| piece.holds(cue)));
            let parts =
                inner.content.iter().copied().chain(cue).chain(inner.speaker.map(|mention| view.span(mention.tokens)));
            let covered: usize = parts.map(|part| part.len() + 1).sum();
            inside && inner.cue != statement.cue && inner.speaker.is_some() && covered * 10 >= length * 8
        })
}

/// Whether two statements ascribe nearly the same words, and not to two different speakers.
fn is_same(one: &StatementMention, other: &StatementMention) -> bool {
    let length = |statement: &StatementMention| statement.content.iter().map(|piece| piece.len()).sum::<usize>();
    let shared: usize = one
        .content
        .iter()
        .flat_map(|a| other.content.iter().map(move |b| a.end.min(b.end).saturating_sub(a.start.max(b.start))))
        .sum();
    let union = (length(one) + length(other)).saturating_sub(shared);
    let speakers_agree = one.speaker == other.speaker || one.speaker.is_none() || other.speaker.is_none();
    speakers_agree && shared * 10 >= union * 8
}

/// An outlet that had an interview has all of the run: later words of the same speaker go through it as well.
fn carry_outlets(view: &View, statements: &mut [StatementMention]) {
    let mut last: Option<(Option<Mention>, Vec<PassedOn>)> = None;
    for statement in statements.iter_mut() {
        let through: Vec<PassedOn> =
            statement.via.iter().filter(|via| is_outlet(view, via.mention.head)).cloned().collect();
        if !through.is_empty() {
            last = Some((statement.speaker, through));
        } else if let Some((speaker, via)) = &last {
            let same = statement.speaker.is_some()
                && (statement.speaker == *speaker || is_chained(view, statement.speaker, *speaker));
            if same && statement.via.is_empty() {
                statement.via.clone_from(via);
            } else if statement.speaker.is_some() && !same {
                last = None;
            }
        }
    }
}

fn is_chained(view: &View, one: Option<Mention>, other: Option<Mention>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let stands =
        |chain: &record::Chain, mention: Mention| chain.mentions.iter().any(|known| known.head == mention.head);
    view.analysis.chains.iter().any(|chain| stands(chain, one) && stands(chain, other))
        || view.small(one.head) == view.small(other.head)
}
