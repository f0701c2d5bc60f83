//! Whose words they are: the speakers of a cue, from the tree or from the model's scores.

use std::collections::BTreeMap;

use record::{Mention, Upos};

use crate::{
    cue::{Cue, Kind},
    lexicon::Class,
    passing,
    scores::Role,
    view::View,
};

/// A token must be a speaker's at least this likely, for the model alone to name it.
const NAMED_BY_SCORES: f32 = 0.5;
/// A speaker from the tree that the model holds for less likely than this is none.
const REFUSED_BY_SCORES: f32 = 0.08;

/// Whom the words beside a cue name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// One or more who say the same.
    Named(Vec<Mention>),
    /// A document of somebody told earlier: "the statement".
    Document(Mention),
    /// Nobody: "it is said", "reports say" with the words that stand in a speaker's place.
    Nobody(Option<Mention>),
}

/// The speakers of a cue.
pub(crate) fn speaker(view: &View, cue: &Cue, roles: Option<&BTreeMap<usize, Role>>) -> Speaker {
    let from_tree = match cue.kind {
        Kind::Verb => of_verb(view, cue.token, 0),
        Kind::Noun => of_noun(view, cue.token),
        Kind::According => of_according(view, cue.token),
        Kind::Adverb => None,
    };
    let head = match roles {
        Some(roles) => weigh(view, cue, from_tree, roles),
        None => from_tree,
    };
    head.map_or(Speaker::Nobody(None), |head| name(view, head))
}

/// Lets the model refuse the tree's speaker, or name one where the tree has none.
fn weigh(view: &View, cue: &Cue, from_tree: Option<usize>, roles: &BTreeMap<usize, Role>) -> Option<usize> {
    let likely = |token: usize| roles.get(&token).map_or(0.0, |role| role.speaker);
    if let Some(head) = from_tree {
        let tokens = view.mention(head).tokens;
        let best = tokens.tokens().map(likely).fold(0.0, f32::max);
        if best >= REFUSED_BY_SCORES || roles.is_empty() {
            return Some(head);
        }
    }
    let quotation = view.quotation_of(cue.token);
    let (best, p) = roles
        .keys()
        .filter(|&&token| {
            token < view.analysis.tokens.len() && view.is_nominal(token) && view.quotation_of(token) == quotation
        })
        .map(|&token| (token, likely(token)))
        .fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
    (p >= NAMED_BY_SCORES).then(|| climb(view, best, &likely))
}

/// From a likely token to the head of its noun phrase, as far as the scores go along.
fn climb(view: &View, token: usize, likely: &dyn Fn(usize) -> f32) -> usize {
    let mut at = token;
    for head in view.above(token) {
        let inner =
            ["flat", "compound", "appos", "nmod", "amod", "det", "conj"].iter().any(|deprel| view.token(at).is(deprel));
        if !inner || !view.is_nominal(head) || likely(head) < NAMED_BY_SCORES {
            break;
        }
        at = head;
    }
    at
}

/// The one who does a verb: its subject, or whose clause it hangs on.
pub(crate) fn of_verb(view: &View, verb: usize, depth: usize) -> Option<usize> {
    if depth > 6 {
        return None;
    }
    let passive = is_passive(view, verb);
    // "Reuters quoted Ann as saying it rained": she speaks.
    if let Some(quoted) = quoted_by_another(view, verb) {
        return Some(quoted);
    }
    // "was quoted as saying": those who are quoted speak.
    if passive && !cites(view, verb) {
        return agent(view, verb);
    }
    if let Some(subject) = subject(view, verb) {
        if is_relative(view, subject) {
            return view.above(verb).find(|&head| view.is_nominal(head)).filter(|_| is_clause_of_noun(view, verb));
        }
        return (!is_empty_subject(view, subject)).then_some(subject);
    }
    if view.child(verb, "expl").is_some() || view.child(verb, "csubj").is_some() {
        return None;
    }
    let head = view.head(verb)?;
    let token = view.token(verb);
    if token.is("acl") && view.is_nominal(head) {
        return Some(issuer_beside(view, head).unwrap_or(head));
    }
    let hangs_on = ["conj", "xcomp", "advcl", "ccomp"].iter().any(|deprel| token.is(deprel))
        && (!token.is("ccomp") || !is_finite(view, verb));
    if hangs_on {
        // "Ann said rain fell, adding that": she adds it, not the rain, whatever the tree hangs it on.
        let outer = view.head(head).filter(|&outer| {
            let says = view.lexicon.cue(&view.lemma(outer), &[Class::Say]).is_some();
            says && view.token(head).is("ccomp") && view.quotation_of(outer) == view.quotation_of(verb)
        });
        if let Some(outer) = outer.filter(|_| view.small(verb).ends_with("ing") && !token.is("xcomp")) {
            return of_governor(view, outer, depth + 1);
        }
        if view.is_verb(head) || view.child(head, "nsubj").is_some() {
            return of_governor(view, head, depth + 1);
        }
        return None;
    }
    // An inverted subject that the tree takes for an object: '"...," said Ann'.
    let object = view.child(verb, "obj")?;
    let after_quotation = verb > 0 && (view.quotation_of(verb - 1).is_some() || view.is_punct(verb - 1));
    (after_quotation
        && object > verb
        && (view.is_named_party(object) || view.lexicon.noun_is(&view.lemma(object), "unnamed")))
    .then_some(object)
}

/// Who does the verb that another one hangs on; of a passive, its agent or else its subject.
fn of_governor(view: &View, verb: usize, depth: usize) -> Option<usize> {
    of_verb(view, verb, depth).or_else(|| {
        let subject = view.child(verb, "nsubj:pass")?;
        (!is_relative(view, subject) && !is_empty_subject(view, subject)).then_some(subject)
    })
}

/// The subject of a verb. Where a tree gives it two, as it does to a title and the name beside it, it is the name, or else the last.
fn subject(view: &View, verb: usize) -> Option<usize> {
    let subject = |child: &usize| view.token(*child).is("nsubj") && !passing::is_cited(view, *child);
    let subjects = || view.children(verb).iter().copied().filter(subject);
    let person = |&subject: &usize| subject < verb && view.name_kind(subject) == Some(record::NameKind::Person);
    let before = |&subject: &usize| subject < verb;
    let many = subjects().count() > 1;
    subjects().rfind(person).filter(|_| many).or_else(|| subjects().rfind(before)).or_else(|| subjects().next())
}

/// Whom another one quotes with this verb: "quoted Ann as saying".
fn quoted_by_another(view: &View, verb: usize) -> Option<usize> {
    let governor = quoting_verb(view, verb)?;
    view.child(governor, "obj").filter(|&object| object < verb)
}

/// The verb that quotes by way of this one: "quoted" in "quoted Ann as saying".
pub(crate) fn quoting_verb(view: &View, verb: usize) -> Option<usize> {
    let marked = view.led_by(verb, "mark", "as").is_some() || view.led_by(verb, "case", "as").is_some();
    // The tree may hang "as saying" from the one who is quoted.
    let over = view.head(verb).filter(|_| marked)?;
    let governor = if view.is_verb(over) {
        over
    } else {
        view.head(over).filter(|&verb| view.token(over).is("obj") && view.is_verb(verb))?
    };
    (cites(view, governor) || view.lemma(governor) == "report").then_some(governor)
}

/// Who issues the document that a participle speaks for: "Ann released a letter saying".
fn issuer_beside(view: &View, noun: usize) -> Option<usize> {
    let written = view.lexicon.noun_is(&view.lemma(noun), "document") && view.analysis.name_at(noun).is_none();
    let verb = view.head(noun).filter(|_| written && view.token(noun).is("obj"))?;
    let issues = [
        "release",
        "issue",
        "publish",
        "send",
        "sign",
        "write",
        "make",
        "give",
        "put",
        "post",
        "deliver",
        "read",
        "circulate",
    ];
    if owner(view, noun).is_some() || !issues.contains(&view.lemma(verb).as_str()) {
        return None;
    }
    of_verb(view, verb, 1)
}

/// Whether a verb cites somebody.
pub(crate) fn cites(view: &View, verb: usize) -> bool {
    ["quote", "cite"].contains(&view.lemma(verb).as_str())
}

pub(crate) fn is_passive(view: &View, verb: usize) -> bool {
    view.child(verb, "nsubj:pass").is_some()
        || view.child(verb, "aux:pass").is_some()
        || view.child(verb, "obl:agent").is_some()
        || view.token(verb).feat("Voice") == Some("Pass")
}

pub(crate) fn agent(view: &View, verb: usize) -> Option<usize> {
    let by = |child: usize| view.token(child).is("obl") && view.led_by(child, "case", "by").is_some();
    let children = view.children(verb);
    children.iter().copied().find(|&child| view.token(child).is("obl:agent")).or_else(|| {
        children.iter().copied().find(|&child| by(child) && (view.is_named_party(child) || is_somebody(view, child)))
    })
}

fn is_somebody(view: &View, at: usize) -> bool {
    let lemma = view.lemma(at);
    view.token(at).upos == Upos::Pron
        || ["unnamed", "indefinite", "outlet", "document"].iter().any(|kind| view.lexicon.noun_is(&lemma, kind))
}

fn is_clause_of_noun(view: &View, verb: usize) -> bool {
    view.token(verb).is("acl") || view.above(verb).any(|head| view.token(head).is("acl"))
}

pub(crate) fn is_relative(view: &View, at: usize) -> bool {
    let form = view.small(at);
    let token = view.token(at);
    let relative = token.feat("PronType").is_some_and(|kind| kind.contains("Rel"));
    token.upos != Upos::Noun
        && token.upos != Upos::Propn
        && (relative || ["who", "which", "whom", "that"].contains(&form.as_str()))
        && view.head(at).is_some_and(|verb| is_clause_of_noun(view, verb))
}

fn is_empty_subject(view: &View, at: usize) -> bool {
    let form = view.small(at);
    form == "there" || form == "what" || view.token(at).is("expl")
}

pub(crate) fn is_finite(view: &View, verb: usize) -> bool {
    let has = |at: usize| view.token(at).feat("VerbForm") == Some("Fin");
    has(verb)
        || view
            .children(verb)
            .iter()
            .any(|&child| (view.token(child).is("aux") || view.token(child).is("cop")) && has(child))
}

/// Whose claim, report or fear a noun is.
fn of_noun(view: &View, noun: usize) -> Option<usize> {
    if let Some(owner) = owner(view, noun) {
        return Some(owner);
    }
    let head = view.head(noun)?;
    let lends = [
        "make",
        "issue",
        "release",
        "give",
        "voice",
        "repeat",
        "have",
        "express",
        "publish",
        "deliver",
        "raise",
        "level",
        "reiterate",
    ];
    let object = view.token(noun).is("obj") && lends.contains(&view.lemma(head).as_str());
    object.then(|| of_verb(view, head, 0)).flatten()
}

/// Whose a document or a claim is: "its report", "a statement by the bank", "the bank's letter", "a Reuters report".
pub(crate) fn owner(view: &View, noun: usize) -> Option<usize> {
    let children = view.children(noun);
    let owner = children.iter().copied().find(|&child| view.token(child).is("nmod:poss"));
    let by = |child: usize| {
        (view.token(child).is("nmod") || view.token(child).is("obl"))
            && ["by", "from"].iter().any(|word| view.led_by(child, "case", word).is_some())
            && (view.is_named_party(child)
                || view.token(child).upos == Upos::Noun && view.child(child, "nummod").is_none())
    };
    // "U.S. media reports"; "media reports" are anybody's.
    let outlet = || {
        if !["report", "account", "story"].contains(&view.lemma(noun).as_str()) {
            return None;
        }
        let named = |child: usize| view.is_named_party(child) || view.name_kind(child).is_some();
        let beside = children.iter().any(|&child| named(child));
        children.iter().copied().rfind(|&child| {
            let lemma = view.lemma(child);
            let outlet = view.lexicon.noun_is(&lemma, "outlet") || view.lexicon.noun_is(&lemma, "carrier");
            beside && outlet && view.token(child).is("compound") && !named(child)
        })
    };
    owner
        .or_else(|| children.iter().copied().find(|&child| by(child)))
        .or_else(outlet)
        .or_else(|| {
            children.iter().copied().find(|&child| {
                let body = view.is_named_party(child) || view.lexicon.noun_is(&view.lemma(child), "office");
                body && (view.token(child).is("compound")
                    || view.token(child).is("amod") && view.name_kind(child).is_some())
            })
        })
        .or_else(|| {
            let written = children.iter().copied().find(|&child| {
                view.token(child).is("acl")
                    && ["issue", "release", "publish", "write", "sign", "make", "produce"]
                        .contains(&view.lemma(child).as_str())
            })?;
            agent(view, written)
        })
}

/// The one whom "according to" names.
fn of_according(view: &View, according: usize) -> Option<usize> {
    let after = |at: usize| at > according + 1 && view.is_nominal(at);
    let head = view.head(according).filter(|&head| after(head));
    head.or_else(|| {
        view.children(according).iter().copied().find(|&child| after(child) && !view.token(child).is("fixed"))
    })
    .or_else(|| view.child(according + 1, "pobj").filter(|&at| after(at)))
    .or_else(|| {
        let sentence = view.sentence(according)?;
        sentence.tokens.tokens().find(|&at| after(at)).map(|at| top_of_phrase(view, at))
    })
}

fn top_of_phrase(view: &View, at: usize) -> usize {
    let inner = |at: usize| {
        ["flat", "compound", "nmod:poss", "amod", "det", "nummod"].iter().any(|deprel| view.token(at).is(deprel))
    };
    let mut top = at;
    for head in view.above(at) {
        if !inner(top) || !view.is_nominal(head) {
            break;
        }
        top = head;
    }
    top
}

/// What a speaker's head word stands for: one or more mentions, a document, or nobody.
fn name(view: &View, head: usize) -> Speaker {
    let lemma = view.lemma(head);
    let common = view.token(head).upos == Upos::Noun && view.analysis.name_at(head).is_none();
    if common && (view.lexicon.noun_is(&lemma, "hearsay") || view.lexicon.noun_is(&lemma, "document")) {
        if let Some(owner) = owner(view, head) {
            return Speaker::Named(joined(view, owner));
        }
        if view.lexicon.noun_is(&lemma, "hearsay") && view.token(head).feat("Number") == Some("Plur") {
            return Speaker::Nobody(Some(view.mention(head)));
        }
        return Speaker::Document(view.mention(head));
    }
    Speaker::Named(joined(view, head))
}

/// A mention and those joined to it by "and".
fn joined(view: &View, head: usize) -> Vec<Mention> {
    let same_name = |child: usize| view.analysis.name_at(head).is_some_and(|name| name.tokens.contains(child));
    let others = view.children(head).iter().copied().filter(|&child| {
        view.token(child).is("conj")
            && view.is_nominal(child)
            && !same_name(child)
            && (view.is_named_party(child)
                || is_somebody(view, child)
                || view.token(child).upos != Upos::Noun
                || view.child(child, "det").is_some())
    });
    let mut mentions: Vec<Mention> = std::iter::once(head).chain(others).map(|head| view.mention(head)).collect();
    mentions.sort_unstable();
    mentions
}
