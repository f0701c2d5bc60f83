//! Through whom the report has a statement: outlets that were told, or that pass it on.

use record::{Mention, NameKind, PassedOn, TokenSpan, Upos};

use crate::{cue::Cue, speaker, view::View};

/// The outlets that a cue's own clause names, content and speaker aside, in the order of the text.
pub(crate) fn outlets(view: &View, cue: &Cue, speaker: Option<usize>, content: &[usize]) -> Vec<PassedOn> {
    let mut found: Vec<PassedOn> = Vec::new();
    let mut add = |mention: Mention| {
        if !found.iter().any(|other| other.mention.tokens.meets(mention.tokens)) {
            found.push(PassedOn { mention });
        }
    };
    if let Some(speaker) = speaker.filter(|&speaker| speaks_for_an_outlet(view, speaker)) {
        for at in view.under(speaker, |child| view.token(child).is("acl") || view.token(child).is("conj")) {
            if at != speaker && is_outlet(view, at) {
                add(view.mention(at));
            }
        }
    }
    if let Some(quoting) = speaker.and_then(|speaker| quoting(view, cue, speaker)) {
        add(view.mention(quoting));
    }
    let own = speaker.map(|speaker| view.under(speaker, |_| false)).unwrap_or_default();
    let clause = clause(view, cue.token);
    for at in clause {
        let passes = ["obj", "iobj", "obl", "nmod", "conj", "pobj"].iter().any(|deprel| view.token(at).is(deprel));
        // "an envoy told Radio Volta": a verb has one subject, before it; a second is the one told.
        let second = view.token(at).is("nsubj")
            && at > cue.token
            && speaker.is_some_and(|speaker| speaker < cue.token && view.token(speaker).is("nsubj"));
        if (passes || second)
            && !own.contains(&at)
            && content.binary_search(&at).is_err()
            && !cue.words.contains(at)
            && is_outlet(view, at)
            && is_led(view, at)
        {
            add(named(view, view.mention(at)));
        }
    }
    found
}

/// Who quotes the speaker of "as saying": "Reuters quoted Ann as saying", "Ann was quoted by Reuters as saying".
fn quoting(view: &View, cue: &Cue, speaker: usize) -> Option<usize> {
    let beside = || view.head(cue.token).filter(|&head| view.is_verb(head) && view.token(cue.token).is("advcl"));
    let governor = speaker::quoting_verb(view, cue.token).or_else(beside)?;
    let subject = view
        .child(governor, "nsubj")
        .filter(|&subject| subject != speaker && view.child(governor, "obj") == Some(speaker));
    let agent = speaker::agent(view, governor).filter(|_| view.child(governor, "nsubj:pass") == Some(speaker));
    let quoting = subject.or(agent)?;
    let document = view.lexicon.noun_is(&view.lemma(quoting), "document");
    if document { speaker::owner(view, quoting) } else { Some(quoting) }
}

/// Whom an outlet cites for what it reports: "Reuters, citing two officials, reported".
pub(crate) fn cited(view: &View, cue: &Cue, outlet: usize) -> Option<Mention> {
    let clause = |&at: &usize| ["acl", "advcl", "acl:relcl"].iter().any(|deprel| view.token(at).is(deprel));
    let beside = view.under(outlet, |_| false).into_iter().chain(view.children(cue.token).iter().copied());
    let source = beside.filter(clause).find_map(|verb| source_cited(view, verb))?;
    is_outlet(view, outlet).then(|| view.mention(source))
}

/// Who is cited by a verb of citing; words and papers that are cited are nobody.
pub(crate) fn source_cited(view: &View, verb: usize) -> Option<usize> {
    let behind = || view.child(verb, "nsubj").filter(|&subject| subject > verb);
    let source = view
        .child(verb, "obj")
        .or_else(behind)
        .or_else(|| right_behind(view, verb))
        .filter(|_| speaker::cites(view, verb))?;
    let speaks = ["unnamed", "office", "hearer"].iter().any(|kind| view.lexicon.noun_is(&view.lemma(source), kind));
    ((speaks || view.is_named_party(source)) && !is_outlet(view, source)).then_some(source)
}

/// The noun of the phrase right behind a verb, whatever the tree hangs it from: "citing two officials".
fn right_behind(view: &View, verb: usize) -> Option<usize> {
    let sentence = view.sentence_index(verb);
    let inside = |at: &usize| {
        let phrase = matches!(view.token(*at).upos, Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn);
        phrase && view.sentence_index(*at) == sentence
    };
    let last = (verb + 1..view.analysis.tokens.len()).take_while(inside).last()?;
    matches!(view.token(last).upos, Upos::Noun | Upos::Propn).then_some(last)
}

/// Whether a phrase is what a verb of citing right before it cites.
pub(crate) fn is_cited(view: &View, at: usize) -> bool {
    let cites = |before: usize| view.is_verb(before) && speaker::cites(view, before);
    (at.saturating_sub(6)..at).rev().any(|before| cites(before) && right_behind(view, before) == Some(at))
}

/// Takes the name into the words for an outlet: "Channel One television", "the daily El Pais", "The Lagos Herald".
fn named(view: &View, mention: Mention) -> Mention {
    if let Some(name) = view.analysis.name_at(mention.head) {
        let mut tokens = name_of_outlet(view, name.tokens);
        let article = tokens.start.checked_sub(1).filter(|&before| view.form(before) == "The");
        if let Some(article) = article.filter(|&at| at > 0 && view.sentence_index(at - 1) == view.sentence_index(at)) {
            tokens.start = article;
        }
        return Mention { tokens, head: mention.head };
    }
    let sentence = view.sentence_index(mention.head);
    let proper = |at: usize| view.token(at).upos == Upos::Propn && view.sentence_index(at) == sentence;
    let mut tokens = mention.tokens;
    while tokens.start == mention.head && tokens.start > 0 && proper(tokens.start - 1)
        || tokens.start < mention.head && tokens.start > 0 && proper(tokens.start) && proper(tokens.start - 1)
    {
        tokens.start -= 1;
    }
    while tokens.end < view.analysis.tokens.len() && proper(tokens.end) {
        tokens.end += 1;
    }
    Mention { tokens, head: mention.head }
}

/// A name with the proper nouns behind it that make it an outlet's: a city before "Today" or "Herald".
fn name_of_outlet(view: &View, name: TokenSpan) -> TokenSpan {
    let sentence = view.sentence_index(name.start);
    let more = |at: &usize| {
        view.token(*at).upos == Upos::Propn
            && view.sentence_index(*at) == sentence
            && view.analysis.name_at(*at).is_none()
    };
    let end = (name.end..view.analysis.tokens.len()).take_while(more).last().map_or(name.end, |last| last + 1);
    let outlet = end > name.end && view.lexicon.outlet_is(&view.small(end - 1), "word");
    TokenSpan::new(name.start, if outlet { end } else { name.end })
}

/// The words of a cue's clause: under the cue, and under the clause that it takes part in.
fn clause(view: &View, cue: usize) -> Vec<usize> {
    let mut tokens =
        view.under(cue, |child| view.token(child).is("ccomp") || view.token(child).is("conj") && view.is_verb(child));
    let joined = ["conj", "xcomp", "advcl"].iter().any(|deprel| view.token(cue).is(deprel));
    if let Some(head) = view.head(cue).filter(|_| joined) {
        tokens.extend(
            view.under(head, |child| child == cue || view.token(child).is("ccomp") || view.token(child).is("conj")),
        );
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// "told Reuters", "to Reuters", "in an interview with Reuters", "on Reuters Television": not "about Reuters".
fn is_led(view: &View, at: usize) -> bool {
    let word =
        view.children(at).iter().copied().find(|&child| view.token(child).is("case")).map(|case| view.small(case));
    match word.as_deref() {
        None => {
            view.token(at).is("obj")
                || view.token(at).is("iobj")
                || view.token(at).is("conj")
                || view.child(at, "nmod:poss").is_none()
        }
        Some(word) => ["to", "with", "on", "by", "in", "via", "through", "for", "'s", "’s", "of"].contains(&word),
    }
}

/// Whether a token heads the name of an outlet, or words for one ("a local newspaper").
pub(crate) fn is_outlet(view: &View, at: usize) -> bool {
    let lexicon = view.lexicon;
    let (tokens, kind) = match view.analysis.name_at(at) {
        Some(name) => match name_of_outlet(view, name.tokens) {
            tokens if tokens == name.tokens => (tokens, Some(name.kind)),
            tokens => (tokens, None),
        },
        None => (proper_run(view, at), None),
    };
    if tokens.is_empty() || tokens.end > view.analysis.tokens.len() {
        return describes_outlet(view, at);
    }
    let words = view.analysis.words(tokens);
    let bare = words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(words);
    if lexicon.outlet_is(bare, "platform") {
        return false;
    }
    let acronym = bare.chars().count() > 3 && bare.chars().all(|c| c.is_uppercase());
    if lexicon.outlet_is(words, "name")
        || lexicon.outlet_is(bare, "name")
        || acronym && lexicon.is_outlet_in_capitals(bare)
    {
        return true;
    }
    let called = |at: usize| {
        view.token(at).upos == Upos::Propn && lexicon.outlet_is(&view.small(at), "word")
            || lexicon.outlet_is(view.form(at), "name")
    };
    !matches!(kind, Some(NameKind::Person | NameKind::Location)) && tokens.len() > 1 && tokens.tokens().any(called)
}

/// The run of proper nouns around a token.
fn proper_run(view: &View, at: usize) -> TokenSpan {
    let sentence = view.sentence_index(at);
    let proper = |at: usize| view.token(at).upos == Upos::Propn && view.sentence_index(at) == sentence;
    let mut run = TokenSpan::new(at, at);
    while run.end < view.analysis.tokens.len() && proper(run.end) {
        run.end += 1;
    }
    while run.end > at && run.start > 0 && proper(run.start - 1) {
        run.start -= 1;
    }
    run
}

/// "a local newspaper", "Israel Radio's news agency".
fn describes_outlet(view: &View, at: usize) -> bool {
    let lemma = view.lemma(at);
    let described = |child: &usize| {
        view.lexicon.outlet_is(&view.small(*child), "word") || view.lexicon.outlet_is(view.form(*child), "name")
    };
    let common = view.lexicon.noun_is(&lemma, "outlet")
        || view.lexicon.noun_is(&lemma, "carrier") && view.children(at).iter().any(described);
    common && view.token(at).upos == Upos::Noun
}

fn speaks_for_an_outlet(view: &View, speaker: usize) -> bool {
    let journalist = |at: usize| view.lexicon.noun_is(&view.lemma(at), "journalist");
    journalist(speaker)
        || view
            .children(speaker)
            .iter()
            .any(|&child| (view.token(child).is("appos") || view.token(child).is("compound")) && journalist(child))
}

/// To whom a cue's words are said, outlets aside: they pass the words on.
pub(crate) fn addressee(view: &View, cue: &Cue, content: &[usize]) -> Option<Mention> {
    let person = |at: usize| {
        view.is_named_party(at)
            || view.token(at).upos == Upos::Pron
            || view.lexicon.noun_is(&view.lemma(at), "hearer")
            || view.lexicon.noun_is(&view.lemma(at), "unnamed")
    };
    let hears = |at: usize| {
        let token = view.token(at);
        let told = token.is("obj") || token.is("iobj");
        let to = (token.is("obl") || token.is("nmod")) && view.led_by(at, "case", "to").is_some();
        (told || to) && at > cue.token && person(at) && content.binary_search(&at).is_err() && !is_outlet(view, at)
    };
    view.children(cue.token).iter().copied().find(|&child| hears(child)).map(|head| view.mention(head))
}
