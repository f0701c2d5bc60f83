//! One report under the eyes of this stage: its analysis, the codebook, and short questions to both.

use knowledge::{
    CountryWord, Knowledge,
    codebook::{Codebook, Sense},
};
use record::{Analysis, NameKind, Token, TokenSpan, Upos, numerals::spelled};
use smol_str::SmolStr;

use crate::{figures, forms, when_where::tells_day_or_month};

/// What every part of the stage looks at.
pub(crate) struct Scene<'a> {
    pub(crate) codebook: &'a Codebook,
    pub(crate) analysis: &'a Analysis,
    /// The lemmas in lower case.
    lemmas: Vec<SmolStr>,
    /// The dependents of each token, in order.
    children: Vec<Vec<usize>>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(codebook: &'a Codebook, analysis: &'a Analysis) -> Self {
        let lemma = |token: &Token| {
            let form = analysis.text.slice(token.span);
            forms::lemma(codebook, SmolStr::new(token.lemma.to_lowercase()), form)
        };
        let lemmas = analysis.tokens.iter().map(lemma).collect();
        let mut children = vec![Vec::new(); analysis.tokens.len()];
        for (at, token) in analysis.tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|&head| head < children.len()) {
                children[head].push(at);
            }
        }
        Self { codebook, analysis, lemmas, children }
    }

    pub(crate) fn token(&self, at: usize) -> &'a Token {
        &self.analysis.tokens[at]
    }

    pub(crate) fn lemma(&self, at: usize) -> &str {
        &self.lemmas[at]
    }

    pub(crate) fn children(&self, at: usize) -> &[usize] {
        &self.children[at]
    }

    /// The dependents with this relation, subtypes included.
    pub(crate) fn with(&self, at: usize, deprel: &'static str) -> impl Iterator<Item = usize> + '_ {
        self.children[at].iter().copied().filter(move |&child| self.token(child).is(deprel))
    }

    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.token(at).head.filter(|&head| head < self.lemmas.len())
    }

    pub(crate) fn is(&self, at: usize, deprel: &str) -> bool {
        self.token(at).is(deprel)
    }

    pub(crate) fn cue(&self, at: usize, sense: Sense) -> bool {
        self.codebook.cue(self.lemma(at), sense)
    }

    /// The tokens of the sentence that holds `at`.
    pub(crate) fn sentence(&self, at: usize) -> TokenSpan {
        self.analysis.sentences.get(self.analysis.sentence_of(at)).map_or(TokenSpan::one(at), |s| s.tokens)
    }

    /// The token behind one, as it is written.
    pub(crate) fn form_after(&self, at: usize) -> Option<&str> {
        (at + 1 < self.analysis.tokens.len()).then(|| self.analysis.form(at + 1))
    }

    /// The preposition of a nominal: the lemma of its case marker, the first where it has two.
    pub(crate) fn preposition(&self, at: usize) -> Option<&str> {
        self.with(at, "case").map(|case| self.lemma(case)).find(|lemma| !matches!(*lemma, "'s" | "’s" | "'" | "’"))
    }

    pub(crate) fn is_verb(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Verb | Upos::Aux)
    }

    pub(crate) fn is_nominal(&self, at: usize) -> bool {
        matches!(self.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    /// Whether a word can stand for somebody: a person, a country, a body, people.
    pub(crate) fn may_act(&self, at: usize) -> bool {
        let token = self.token(at);
        if tells_day_or_month(&self.form(at)) {
            return false;
        }
        if let Some(name) = self.analysis.name_at(at) {
            return !matches!(name.kind, NameKind::Event | NameKind::Other)
                && (token.upos != Upos::Noun || self.names_people(at) || name.kind == NameKind::Person);
        }
        match token.upos {
            Upos::Propn => true,
            Upos::Pron => PERSONAL.contains(&self.lemma(at)) || PERSONAL.contains(&self.form(at).as_str()),
            Upos::Noun | Upos::Num => self.names_people(at) || self.counts_people(at),
            Upos::Adj => self.is_country(at) || Knowledge::embedded().group(self.lemma(at)).is_some(),
            _ => false,
        }
    }

    /// Whether a word beside a noun ("Israeli raid", "police raid") names who acts: a place that is no country does not.
    pub(crate) fn may_describe_actor(&self, at: usize) -> bool {
        match self.analysis.name_at(at) {
            Some(name) if name.kind == NameKind::Location => self.is_country(at),
            Some(name) => !matches!(name.kind, NameKind::Event | NameKind::Other),
            // A "state visit" is no visit by a state.
            None if self.lemma(at) == "state" => false,
            None => match self.token(at).upos {
                Upos::Propn => self.is_country(at) || self.names_people(at),
                _ => self.may_act(at),
            },
        }
    }

    /// Whether a word stands for a country by its name or adjective. A capital is a place as often as a government.
    pub(crate) fn is_country(&self, at: usize) -> bool {
        let words = self.analysis.name_at(at).map_or(TokenSpan::one(at), |name| name.tokens);
        let country = Knowledge::embedded().country_called(self.analysis.words(words));
        country.is_some_and(|country| country.how != CountryWord::Capital)
    }

    /// Whether a common noun names persons or bodies of persons.
    fn names_people(&self, at: usize) -> bool {
        let knowledge = Knowledge::embedded();
        let form = self.form(at);
        let people = |word: &str| knowledge.group(word).is_some() || knowledge.title(word).is_some();
        people(self.lemma(at)) || people(&form) || forms::base_forms(&form).iter().any(|base| people(base))
    }

    /// "Thousands marched", "three were held": a number alone that does something or suffers it is one of people.
    fn counts_people(&self, at: usize) -> bool {
        const MANY: &[&str] = &["dozens", "scores", "tens", "hundreds", "thousands", "millions"];
        let token = self.token(at);
        let (subject, object) = (token.is("nsubj"), token.is("obj"));
        let number = token.upos == Upos::Num && self.form(at).parse::<u32>().is_ok_and(|n| !(1900..2100).contains(&n));
        let spelled = token.upos == Upos::Num && spelled(&self.form(at)).is_some();
        // "killed 12": only the living are.
        let struck = object && self.head(at).is_some_and(|verb| figures::strikes(self.lemma(verb)));
        let counts =
            (subject || struck) && (number || spelled) || (subject || object) && MANY.contains(&self.form(at).as_str());
        let under_verb = self.head(at).is_some_and(|head| self.is_verb(head));
        let of = |child: &usize| matches!(self.preposition(*child), Some("of"));
        counts && under_verb && !self.children(at).iter().any(of)
    }

    /// The letters of a token in lower case.
    pub(crate) fn form(&self, at: usize) -> String {
        self.analysis.form(at).to_lowercase()
    }
}

/// Pronouns that can stand for somebody. A relative pronoun stands for what it refers to; "someone" names nobody.
const PERSONAL: &[&str] = &[
    "he", "she", "they", "it", "we", "i", "you", "him", "her", "them", "us", "me", "his", "their", "its", "our", "my",
    "your", "who", "whom", "whose", "others",
];
