//! Chains: which names, nouns and pronouns stand for one and the same.
//!
//! Names are joined by their letters, a noun to the name in apposition with it or to what the model has it point back
//! to, and a pronoun to the best antecedent: one that agrees with it in number, gender and kind, is not ruled out by the
//! sentence itself, and that the model points to, or, where it stands too far back for the model to see, is prominent.

mod runs;
mod words;

use std::collections::BTreeSet;

use record::{Analysis, Chain, Mention, Name, NameKind, PairHead, TokenSpan, Upos};

use self::{
    runs::{carrier, phrase, quoted},
    words::{NOUNS, gender, gender_of_noun, is},
};
use crate::reading::POINTING;

/// Antecedents farther back than this many sentences are not looked at.
const REACH: usize = 4;

/// No more antecedents than this are looked at, the nearest first, so that time stays linear in the text.
const MOST: usize = 40;

/// A noun that is told again is looked for among so many things.
const FAR: usize = 200;

/// How much the model's word weighs beside prominence.
const POINTED: f32 = 4.0;

/// How likely it must be that a noun stands for something told before; chosen on OntoGUM's development set.
const SAME: f32 = 0.35;

/// Finds the chains of an analysis that has tokens, trees and names.
pub(crate) fn chains(analysis: &Analysis) -> Vec<Chain> {
    let pointers = analysis.pair_head(POINTING);
    let mut chaining = Chaining { analysis, pointers, quoted: quoted(analysis), things: Vec::new(), seen: Vec::new() };
    for sentence in &analysis.sentences {
        for token in sentence.tokens.tokens() {
            chaining.token(token);
        }
    }
    let mut chains: Vec<Chain> = (chaining.things.into_iter())
        .filter(|thing| thing.mentions.len() > 1)
        .map(|thing| Chain { mentions: thing.mentions })
        .collect();
    chains.sort_by_key(|chain| chain.mentions[0]);
    chains
}

/// Something mentioned.
struct Thing {
    mentions: Vec<Mention>,
    /// The fullest name so far.
    name: Option<TokenSpan>,
    kind: Kind,
    gender: Option<&'static str>,
    plural: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Person,
    People,
    Body,
    Other,
    /// Whoever speaks or is spoken to: "i", "we" or "you".
    Voice(&'static str),
}

struct Chaining<'a> {
    analysis: &'a Analysis,
    pointers: Option<&'a PairHead>,
    quoted: Vec<bool>,
    things: Vec<Thing>,
    /// The things in the order in which they were last mentioned.
    seen: Vec<usize>,
}

impl Chaining<'_> {
    fn token(&mut self, token: usize) {
        let analysis = self.analysis;
        if let Some(name) = analysis.name_at(token) {
            if token == carrier(analysis, name.tokens) {
                self.name(name, token);
            }
            return;
        }
        match analysis.tokens[token].upos {
            Upos::Pron | Upos::Det => self.pronoun(token),
            Upos::Noun => self.noun(token),
            _ => {}
        }
    }

    fn name(&mut self, name: &Name, head: usize) {
        let mention = Mention { tokens: name.tokens, head };
        let kind = match name.kind {
            NameKind::Person => Kind::Person,
            NameKind::Organisation | NameKind::Location => Kind::Body,
            NameKind::Group => Kind::People,
            _ => Kind::Other,
        };
        let known = self.things.iter().position(|thing| self.same_name(thing, name, kind));
        let apposed = || self.apposed(head, kind);
        match known.or_else(apposed) {
            Some(at) => {
                let thing = &mut self.things[at];
                if thing.name.is_none_or(|known| known.len() < name.tokens.len()) {
                    thing.name = Some(name.tokens);
                }
                self.mention(at, mention);
            }
            None => {
                let gender = (kind == Kind::Person).then(|| gender(self.analysis, name.tokens)).flatten();
                let plural = kind == Kind::People && self.analysis.tokens[head].feat("Number") == Some("Plur");
                self.open(Thing { mentions: vec![mention], name: Some(name.tokens), kind, gender, plural });
            }
        }
    }

    /// The same letters; for persons also the same last name.
    fn same_name(&self, thing: &Thing, name: &Name, kind: Kind) -> bool {
        let Some(known) = thing.name.filter(|_| thing.kind == kind) else { return false };
        let word = |token: usize| self.analysis.form(token);
        let same = |a: TokenSpan, b: TokenSpan| {
            a.len() == b.len() && a.tokens().zip(b.tokens()).all(|(x, y)| word(x) == word(y))
        };
        same(known, name.tokens)
            || kind == Kind::Person
                && (known.len() == 1 || name.tokens.len() == 1)
                && word(known.end - 1) == word(name.tokens.end - 1)
    }

    /// The thing that stands in apposition with a head: "the minister, Ana Lopez".
    fn apposed(&self, head: usize, kind: Kind) -> Option<usize> {
        let token = &self.analysis.tokens[head];
        let other = if token.is("appos") { token.head } else { self.analysis.child(head, "appos") }?;
        self.things.iter().position(|thing| {
            thing.kind == kind && thing.name.is_none() && thing.mentions.iter().any(|m| m.head == other)
        })
    }

    fn noun(&mut self, head: usize) {
        let token = &self.analysis.tokens[head];
        let plural = token.feat("Number") == Some("Plur");
        let lemma = token.lemma.to_lowercase();
        let kind = match plural {
            false if is("person", &NOUNS, &lemma) => Kind::Person,
            true if is("people", &NOUNS, &lemma) || is("person", &NOUNS, &lemma) => Kind::People,
            false if is("body", &NOUNS, &lemma) => Kind::Body,
            false if is("people", &NOUNS, &lemma) => Kind::People,
            _ => Kind::Other,
        };
        if matches!(token.deprel.as_str(), "compound" | "flat" | "fixed") {
            return;
        }
        let mention = Mention { tokens: phrase(self.analysis, head), head };
        match self.apposed_name(head, kind).or_else(|| self.told_before(head, kind, plural)) {
            Some(at) => self.mention(at, mention),
            None => {
                let gender = gender_of_noun(&lemma);
                self.open(Thing { mentions: vec![mention], name: None, kind, gender, plural });
            }
        }
    }

    /// The thing that the model has a noun point back to, if it may be one of its kind.
    fn told_before(&self, head: usize, kind: Kind, plural: bool) -> Option<usize> {
        // "a diplomat" is somebody new.
        let new = |child: usize| {
            let word = self.analysis.form(child).to_lowercase();
            matches!(word.as_str(), "a" | "an" | "another" | "some" | "several" | "many" | "other" | "no")
                || self.analysis.tokens[child].is("nummod")
        };
        if self.analysis.children(head).any(new) {
            return None;
        }
        let may_be = |thing: &Thing| {
            let kinds = thing.kind == kind || thing.kind == Kind::Other && thing.name.is_none() || kind == Kind::Other;
            let voice = matches!(thing.kind, Kind::Voice(_));
            kinds && !voice && (thing.name.is_some() || thing.plural == plural)
        };
        let near = self.seen.iter().rev().take(MOST).copied().filter(|&at| may_be(&self.things[at]));
        let above = self.subjects_above(head);
        let pointed = near
            .filter(|&at| !self.things[at].mentions.iter().any(|mention| above.contains(&mention.head)))
            .map(|at| (self.pointed(head, &self.things[at]), at))
            .filter(|(likely, _)| *likely >= SAME)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        pointed.map(|(_, at)| at).or_else(|| self.repeated(head, plural))
    }

    /// The subjects of the verbs that a noun stands under: in "the union wants the company to pay" the company is another.
    fn subjects_above(&self, head: usize) -> Vec<usize> {
        let analysis = self.analysis;
        let subject = |verb: usize| analysis.child(verb, "nsubj").filter(|&subject| subject != head);
        let outside = |subject: &usize| !analysis.above(head).any(|over| over == *subject);
        analysis.above(head).filter_map(subject).filter(outside).collect()
    }

    /// The last thing told by the same noun, where this one points back: "a storm ... the storm".
    fn repeated(&self, head: usize, plural: bool) -> Option<usize> {
        let analysis = self.analysis;
        let back = |child: usize| {
            matches!(analysis.form(child).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
        };
        if !analysis.children(head).any(back) {
            return None;
        }
        let lemma = |token: usize| &analysis.tokens[token].lemma;
        // "the first ship" is not "the second ship".
        let told = |mention: &Mention| {
            mention.head != head && lemma(mention.head) == lemma(head) && self.agree(mention.head, head)
        };
        let alike = |&at: &usize| self.things[at].plural == plural && self.things[at].mentions.iter().any(told);
        self.seen.iter().rev().take(FAR).copied().find(alike)
    }

    /// Whether two nouns are not told apart by the words before them.
    fn agree(&self, first: usize, second: usize) -> bool {
        let tokens = &self.analysis.tokens;
        let described = |head: usize| {
            let before = self.analysis.children(head).filter(move |&child| child < head);
            let telling =
                before.filter(|&child| ["amod", "compound", "nummod", "nmod"].iter().any(|r| tokens[child].is(r)));
            telling.map(|child| &tokens[child].lemma).collect::<BTreeSet<_>>()
        };
        let (first, second) = (described(first), described(second));
        second.is_empty() || second.is_subset(&first)
    }

    /// How likely the model thinks that a word stands for a thing.
    fn pointed(&self, token: usize, thing: &Thing) -> f32 {
        let pairs = self.pointers.map_or(&[][..], |head| head.from(token));
        let of_thing = pairs.iter().filter(|pair| thing.mentions.iter().any(|mention| mention.head == pair.other));
        of_thing.map(|pair| pair.probabilities[1]).sum()
    }

    /// The named thing that a noun describes in apposition: "Ana Lopez, the minister".
    fn apposed_name(&self, head: usize, kind: Kind) -> Option<usize> {
        let token = &self.analysis.tokens[head];
        let other = if token.is("appos") { token.head } else { None }?;
        self.things.iter().position(|thing| thing.kind == kind && thing.mentions.iter().any(|m| m.head == other))
    }

    fn pronoun(&mut self, token: usize) {
        let word = &self.analysis.tokens[token];
        let lemma = self.analysis.form(token).to_lowercase();
        let (gender, plural) = match lemma.as_str() {
            "he" | "him" | "his" | "himself" => (Some("he"), false),
            "she" | "her" | "hers" | "herself" => (Some("she"), false),
            "it" | "its" | "itself" => (None, false),
            "they" | "them" | "their" | "theirs" | "themselves" => (None, true),
            "i" | "me" | "my" | "mine" | "myself" => return self.voice(token, "i"),
            "we" | "us" | "our" | "ours" | "ourselves" => return self.voice(token, "we"),
            "you" | "your" | "yours" | "yourself" | "yourselves" => return self.voice(token, "you"),
            _ => return,
        };
        if word.is("expl") {
            return;
        }
        if let Some(at) = self.antecedent(token, gender, plural) {
            if self.things[at].kind == Kind::Person {
                self.things[at].gender = self.things[at].gender.or(gender);
            }
            self.mention(at, Mention { tokens: TokenSpan::one(token), head: token });
        }
    }

    /// Joins an "I", "we" or "you" to the one that the model has it point back to, else to the last of its paragraph that stands
    /// in quotation marks if it does.
    fn voice(&mut self, token: usize, voice: &'static str) {
        let mention = Mention { tokens: TokenSpan::one(token), head: token };
        let near =
            || self.seen.iter().rev().take(MOST).copied().filter(|&at| self.things[at].kind == Kind::Voice(voice));
        let pointed = near()
            .map(|at| (self.pointed(token, &self.things[at]), at))
            .filter(|(likely, _)| *likely >= SAME)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let paragraph = |token: usize| self.analysis.sentences[self.analysis.sentence_of(token)].paragraph;
        let beside = |at: &usize| {
            let last = self.things[*at].mentions.last().map(|last| last.head);
            last.is_some_and(|last| paragraph(last) == paragraph(token) && self.quoted[last] == self.quoted[token])
        };
        match pointed.map(|(_, at)| at).or_else(|| near().find(beside)) {
            Some(at) => self.mention(at, mention),
            None => {
                let plural = voice == "we";
                self.open(Thing {
                    mentions: vec![mention],
                    name: None,
                    kind: Kind::Voice(voice),
                    gender: None,
                    plural,
                });
            }
        }
    }

    /// The best antecedent of a pronoun.
    fn antecedent(&self, token: usize, gender: Option<&'static str>, plural: bool) -> Option<usize> {
        let sentence = self.analysis.sentence_of(token);
        let barred = self.barred(token);
        let mut best: Option<(f32, usize)> = None;
        for &at in self.seen.iter().rev().take(MOST) {
            let thing = &self.things[at];
            let Some(last) = thing.mentions.last().filter(|last| last.head < token) else { continue };
            let back = sentence - self.analysis.sentence_of(last.head);
            let fits = !matches!(thing.kind, Kind::Voice(_))
                && match (gender, plural) {
                    (Some(gender), _) => thing.kind == Kind::Person && thing.gender.is_none_or(|known| known == gender),
                    (None, true) => matches!(thing.kind, Kind::People | Kind::Body) || thing.plural,
                    (None, false) => matches!(thing.kind, Kind::Body) || thing.kind == Kind::Other && !thing.plural,
                };
            if back > REACH || !fits || thing.mentions.iter().any(|mention| barred.contains(&mention.head)) {
                continue;
            }
            let score = self.prominence(thing, last, back, plural) + POINTED * self.pointed(token, thing);
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// How readily a thing is taken up: near, a subject, named, often mentioned. Weights chosen by hand.
    fn prominence(&self, thing: &Thing, last: &Mention, back: usize, plural: bool) -> f32 {
        let role = &self.analysis.tokens[last.head];
        let subject = if role.is("nsubj") {
            1.0
        } else if role.is("obj") || role.is("obl") {
            0.3
        } else {
            0.0
        };
        let possessor = if role.is("nmod:poss") { 0.2 } else { 0.0 };
        let named = if thing.name.is_some() { 0.4 } else { 0.0 };
        let often = 0.12 * thing.mentions.len().min(6) as f32;
        let kind = match thing.kind {
            Kind::People if plural => 0.6,
            Kind::Body if plural => -0.3,
            Kind::Other => -0.8,
            _ => 0.0,
        };
        subject + possessor + named + often + kind - 0.9 * back as f32
    }

    /// Heads of mentions that a pronoun cannot stand for: the other arguments of its own verb, and the speaker of the
    /// quotation that it stands in.
    fn barred(&self, token: usize) -> Vec<usize> {
        let word = &self.analysis.tokens[token];
        let mut barred = Vec::new();
        let reflexive = self.analysis.form(token).to_lowercase().contains("sel");
        let core = ["nsubj", "obj", "iobj", "obl"].iter().any(|deprel| word.is(deprel));
        if let (Some(verb), true, false) = (word.head, core, reflexive) {
            barred.extend(self.analysis.children(verb).filter(|&child| child != token));
        }
        if self.quoted[token] {
            let outside = self.analysis.above(token).find(|&head| !self.quoted[head]);
            barred.extend(outside.and_then(|verb| self.analysis.child(verb, "nsubj")));
        }
        barred
    }

    fn open(&mut self, thing: Thing) {
        self.things.push(thing);
        self.seen.push(self.things.len() - 1);
    }

    fn mention(&mut self, at: usize, mention: Mention) {
        self.things[at].mentions.push(mention);
        if let Some(spot) = self.seen.iter().rposition(|&seen| seen == at) {
            self.seen.remove(spot);
        }
        self.seen.push(at);
    }
}

#[cfg(test)]
mod tests;
