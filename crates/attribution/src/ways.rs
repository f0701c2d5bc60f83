//! The ways in which a tree lets a cue's content be taken.

use crate::{
    beside::beside,
    clause::{in_clause, said_clause},
    content::{Content, is_that},
    cue::{Cue, Kind},
    lexicon::{Class, Frame, Strength},
    speaker,
    view::View,
};

/// All ways, the likeliest first.
pub(crate) fn ways(view: &View, cue: &Cue, speakers: &[usize]) -> Vec<Content> {
    match cue.kind {
        Kind::Verb => of_verb(view, cue),
        Kind::Noun => of_noun(view, cue),
        Kind::Adverb => of_adverb(view, cue),
        Kind::According => of_according(view, cue, speakers),
    }
}

fn of_verb(view: &View, cue: &Cue) -> Vec<Content> {
    let verb = cue.token;
    let mut ways = Vec::new();
    let strength = |frame: Frame| cue.frame(&frame).unwrap_or(Strength::Weak);
    let clause = if strength(Frame::That) == Strength::Sure || strength(Frame::Quote) == Strength::Sure {
        Strength::Sure
    } else {
        Strength::Weak
    };
    let after_cue = |at: usize| at > verb;

    let quoted: Vec<usize> = beside(view, cue).into_iter().flat_map(|q| view.quoted_tokens(q).tokens()).collect();
    let governed = view.child(verb, "ccomp").map(|head| said_clause(view, verb, head));
    let as_clause = governed.is_none() && view.token(verb).is("advcl");
    let clause = if as_clause { Strength::Weak } else { clause };
    let tree = governed.or_else(|| host(view, verb));
    ways.extend(clause_or_quotation(view, verb, tree, quoted, clause, strength(Frame::Quote)));
    // What a colon leads in.
    let led_in = view
        .children(verb)
        .iter()
        .copied()
        .find(|&child| view.token(child).is("parataxis") && after_cue(child) && colon_before(view, verb, child));
    if let Some(led_in) = led_in {
        ways.push(Content { tokens: view.under(led_in, |_| false), strength: strength(Frame::Quote) });
    }
    if speaker::is_passive(view, verb) {
        ways.extend(of_passive(view, cue));
    }
    if let Some(to) =
        view.children(verb).iter().copied().find(|&child| {
            view.token(child).is("xcomp") && after_cue(child) && view.led_by(child, "mark", "to").is_some()
        })
    {
        let finite = |child: usize| view.token(child).is("conj") && view.token(child).feat("VerbForm") == Some("Fin");
        ways.push(Content { tokens: view.under(to, finite), strength: strength(Frame::To) });
    }
    if cue.frame(&Frame::Rest).is_some() || cue.entry.is_none() {
        let rest = rest(view, cue);
        if !rest.is_empty() {
            ways.push(Content { tokens: rest, strength: strength(Frame::Rest) });
        }
    }
    ways.extend(after_preposition(view, cue));
    let denying = view
        .child(verb, "xcomp")
        .filter(|&child| after_cue(child) && view.token(child).feat("VerbForm") == Some("Ger"));
    if let Some(object) =
        view.child(verb, "obj").filter(|&object| after_cue(object) || relative_clause(view, verb)).or(denying)
    {
        let tokens = if speaker::is_relative(view, object) { Vec::new() } else { view.under(object, |_| false) };
        ways.push(Content { tokens, strength: strength(Frame::Object) });
        let whole = rest(view, cue);
        ways.push(Content { tokens: whole, strength: Strength::Weak });
    }
    ways
}

/// The clause that a cue governs or stands beside, and the quotations beside it: one of them, or one that the other goes on.
fn clause_or_quotation(
    view: &View,
    verb: usize,
    tree: Option<Vec<usize>>,
    quoted: Vec<usize>,
    clause: Strength,
    quote: Strength,
) -> Vec<Content> {
    let Some(tokens) = tree else {
        return if quoted.is_empty() { Vec::new() } else { vec![Content { tokens: quoted, strength: quote }] };
    };
    let outside: Vec<usize> = tokens
        .iter()
        .copied()
        .filter(|&at| !view.is_punct(at) && !is_that(view, at) && view.quotation_of(at).is_none())
        .collect();
    let shared = tokens.iter().any(|token| quoted.contains(token));
    // "In an attack on the convoy, "we were hit," said Ann": what stands before the quotation says nothing by itself.
    let says_more = tokens.first().is_some_and(|&first| first > verb) && !outside.is_empty()
        || outside.iter().any(|&at| view.is_verb(at));
    if quoted.is_empty() || shared && says_more {
        return vec![Content { tokens, strength: clause }];
    }
    // "said that it rained, \"hard and long\"": the quotation goes on what the clause begins.
    let last = tokens.iter().copied().filter(|&at| !view.is_punct(at)).max().unwrap_or(0);
    let goes_on = quoted.first().is_some_and(|&first| {
        verb < last
            && last < first
            && view.form(first.saturating_sub(1)) != ":"
            && (last + 1..first).all(|at| view.is_punct(at))
    });
    // "said that it rained: "We are wet."": the quotation stands alone.
    let stands_alone =
        quoted.first().is_some_and(|&first| verb < last && last < first && view.form(first.saturating_sub(1)) == ":");
    if !outside.is_empty() && stands_alone {
        return vec![Content { tokens, strength: clause }];
    }
    if !outside.is_empty() && goes_on {
        let mut joined = tokens;
        joined.extend(quoted);
        return vec![Content { tokens: joined, strength: clause }];
    }
    vec![Content { tokens: quoted, strength: clause }, Content { tokens, strength: clause }]
}

fn relative_clause(view: &View, verb: usize) -> bool {
    view.token(verb).is("acl")
}

/// The sentence that a cue stands beside without governing it: "Rain is due, Ann said".
fn host(view: &View, verb: usize) -> Option<Vec<usize>> {
    let token = view.token(verb);
    let head = view.head(verb)?;
    // "Rain is due," Radio Volta quoted Ann as saying: what is quoted hangs on the quoting.
    if let Some(quoting) = speaker::quoting_verb(view, verb) {
        let clause = view.child(quoting, "ccomp").filter(|&clause| clause < quoting);
        return clause.map(|clause| view.under(clause, |_| false));
    }
    let as_clause = token.is("advcl") && view.led_by(verb, "mark", "as").is_some();
    if !(token.is("parataxis") || token.is("discourse") || token.is("dep") || as_clause) {
        return None;
    }
    if view.child(verb, "obj").is_some_and(|object| object > verb && !view.is_named_party(object)) && !as_clause {
        return None;
    }
    // A semicolon, or a full stop, parts two sentences that have nothing to do with each other.
    let (from, to) = (head.min(verb), head.max(verb));
    let parted = (from..to).any(|at| view.form(at) == ";" && view.quotation_of(at).is_none());
    (!parted).then(|| view.under(head, |child| child == verb || in_clause(view, head, child)))
}

/// The parts of "The dam is reported to have burst", and what was told in other passives.
fn of_passive(view: &View, cue: &Cue) -> Vec<Content> {
    let verb = cue.token;
    let mut ways = Vec::new();
    let Some(subject) = view.child(verb, "nsubj:pass") else { return ways };
    let thing = if speaker::is_relative(view, subject) || view.small(subject) == "what" {
        Vec::new()
    } else {
        view.under(subject, |child| view.token(child).is("acl") && child > verb)
    };
    let complement = view.children(verb).iter().copied().find(|&child| {
        child > verb
            && (view.token(child).is("xcomp")
                || view.token(child).is("obl") && view.led_by(child, "case", "as").is_some()
                || view.token(child).is("advcl") && view.led_by(child, "mark", "as").is_some())
    });
    let sure = cue.frame(&Frame::Raise).unwrap_or(Strength::Weak);
    if let Some(complement) = complement {
        let leading = |child: usize| view.head(child) == Some(complement) && view.small(child) == "as";
        let mut tokens = view.under(complement, leading);
        // One who is quoted as saying something, or accused, is no part of what is said.
        let infinitive = view.led_by(complement, "mark", "to").is_some()
            || view.token(complement).is("xcomp") && view.lemma(verb) != "quote";
        tokens.extend(thing.iter().copied());
        tokens.sort_unstable();
        ways.push(Content { tokens, strength: if infinitive { sure } else { Strength::Weak } });
    } else if !thing.is_empty() {
        let told = speaker::agent(view, verb).and_then(|_| cue.frame(&Frame::Object)).unwrap_or(Strength::Weak);
        ways.push(Content { tokens: thing, strength: told });
    }
    ways
}

/// All that a verb governs after it, save what is joined to it or runs beside it.
fn rest(view: &View, cue: &Cue) -> Vec<usize> {
    let verb = cue.token;
    let mut tokens = Vec::new();
    for &child in view.children(verb) {
        let token = view.token(child);
        let outside =
            ["conj", "parataxis", "punct", "cc", "advmod", "discourse", "obl:tmod", "obl:unmarked", "obl:agent"]
                .iter()
                .any(|deprel| token.is(deprel));
        let own_statement = token.is("advcl") && view.lexicon.cue(&view.lemma(child), &[Class::Say]).is_some();
        if child >= cue.words.end && !outside && !own_statement {
            tokens.extend(view.under(child, |_| false));
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    if tokens.first().is_some_and(|&first| view.token(first).is("case")) {
        tokens.remove(0);
    }
    tokens
}

/// "warned of floods", "accused the mayor of lying".
fn after_preposition(view: &View, cue: &Cue) -> Vec<Content> {
    let frames = cue.entry.map_or(&[][..], |entry| &entry.frames);
    let mut ways = Vec::new();
    for (frame, strength) in frames {
        let Frame::After(word) = frame else { continue };
        let led = |child: &usize| {
            *child > cue.token
                && (view.led_by(*child, "case", word).is_some() || view.led_by(*child, "mark", word).is_some())
        };
        let among = view.children(cue.token).iter().copied().find(led).or_else(|| {
            // "accused the mayor of lying" with "lying" hung on "mayor".
            let object = view.child(cue.token, "obj")?;
            view.children(object).iter().copied().find(led)
        });
        if let Some(child) = among {
            let leading = view.led_by(child, "case", word).or_else(|| view.led_by(child, "mark", word));
            ways.push(Content { tokens: view.under(child, |at| Some(at) == leading), strength: *strength });
        } else if cue.words.len() > 1
            && view.small(cue.words.end - 1) == *word
            && let Some(child) =
                view.children(cue.token).iter().copied().find(|&child| {
                    child >= cue.words.end && (view.token(child).is("obl") || view.token(child).is("obj"))
                })
        {
            ways.push(Content { tokens: view.under(child, |_| false), strength: *strength });
        }
    }
    ways
}

/// "the claim that the dam burst", "reports of floods".
fn of_noun(view: &View, cue: &Cue) -> Vec<Content> {
    let mut ways = Vec::new();
    let strength = |frame: Frame| cue.frame(&frame).unwrap_or(Strength::Weak);
    for &child in view.children(cue.token) {
        if child <= cue.token {
            continue;
        }
        let token = view.token(child);
        let clause = (token.is("acl") || token.is("ccomp")) && !token.is("acl:relcl");
        let marked = view
            .children(child)
            .iter()
            .copied()
            .find(|&mark| view.token(mark).is("mark") || view.token(mark).is("case"));
        let word = marked.map(|mark| view.small(mark));
        match word.as_deref() {
            Some("that") if clause => {
                ways.push(Content { tokens: view.under(child, |_| false), strength: strength(Frame::That) })
            }
            None if clause && view.child(child, "nsubj").is_some() => {
                ways.push(Content { tokens: view.under(child, |_| false), strength: strength(Frame::That) })
            }
            Some(word) if clause || token.is("nmod") => {
                if word != "by"
                    && word != "from"
                    && let Some(strength) = cue.frame(&Frame::After(word.to_owned()))
                {
                    ways.push(Content { tokens: view.under(child, |at| Some(at) == marked), strength });
                }
            }
            _ => {}
        }
    }
    ways
}

/// The clause that "reportedly" stands in.
fn of_adverb(view: &View, cue: &Cue) -> Vec<Content> {
    let Some(head) = view.head(cue.token) else { return Vec::new() };
    let clause = view.is_verb(head) || view.child(head, "cop").is_some() || view.child(head, "nsubj").is_some();
    let other_cue = view.child(head, "ccomp").is_some() && view.lexicon.cue(&view.lemma(head), &[Class::Say]).is_some();
    if !clause || other_cue || view.token(head).is("amod") {
        return Vec::new();
    }
    let outside = |child: usize| {
        let token = view.token(child);
        child == cue.token
            || view.head(child) == Some(head)
                && (token.is("mark")
                    || beside_subject(view, head, child)
                    || token.is("parataxis")
                    || token.is("cc")
                    || token.is("nsubj") && speaker::is_relative(view, child))
    };
    let mut tokens = view.under(head, outside);
    let parted = |at: &usize| view.form(*at) == ";" && view.quotation_of(*at).is_none();
    let (before, after): (Vec<usize>, Vec<usize>) =
        tokens.iter().copied().filter(parted).partition(|&at| at < cue.token);
    let (first, last) = (before.last().copied(), after.first().copied());
    tokens.retain(|&at| first.is_none_or(|first| at > first) && last.is_none_or(|last| at < last));
    vec![Content { tokens, strength: Strength::Sure }]
}

/// What stands before a clause's subject, or is joined to the clause with a subject of its own, is not what "reportedly" holds for.
fn beside_subject(view: &View, head: usize, child: usize) -> bool {
    let token = view.token(child);
    let fronted = view.child(head, "nsubj").is_some_and(|subject| child < subject);
    let before = fronted && ["advcl", "obl", "advmod", "discourse"].iter().any(|deprel| token.is(deprel));
    before || child > head && token.is("conj") && view.child(child, "nsubj").is_some()
}

/// The clause that "according to" stands in.
fn of_according(view: &View, cue: &Cue, speakers: &[usize]) -> Vec<Content> {
    let inside = |at: usize| speakers.contains(&at) || cue.words.contains(at);
    let clause =
        |head: usize| view.is_verb(head) || view.child(head, "nsubj").is_some() || view.child(head, "cop").is_some();
    let clauses: Vec<usize> = view.above(cue.token).filter(|&head| !inside(head) && clause(head)).collect();
    let Some(sentence) = view.sentence(cue.token) else { return Vec::new() };
    let whole: Vec<usize> =
        sentence.tokens.tokens().filter(|&at| at < view.analysis.tokens.len() && !inside(at)).collect();
    // At a sentence's border, the phrase holds for all of it, whatever clause the tree hangs it on.
    let words = |at: &usize| !view.is_punct(*at);
    let border = whole.iter().copied().filter(words).all(|at| at > cue.token)
        || whole.iter().copied().filter(words).all(|at| at < cue.token);
    let governed = |head: usize| view.token(head).is("ccomp") || view.token(head).is("parataxis");
    let depth = if border {
        clauses.iter().position(|&head| governed(head)).unwrap_or(clauses.len().saturating_sub(1))
    } else {
        0
    };
    let mut ways = Vec::new();
    for &top in clauses.get(depth).into_iter().chain(clauses.first()) {
        ways.push(Content { tokens: view.under(top, inside), strength: Strength::Sure });
    }
    ways.push(Content { tokens: whole, strength: Strength::Sure });
    for way in &mut ways {
        way.tokens.retain(|&at| !inside(at));
    }
    ways
}

fn colon_before(view: &View, verb: usize, child: usize) -> bool {
    (verb..child).any(|at| view.form(at) == ":" || "\"“‘".contains(view.form(at)))
}
