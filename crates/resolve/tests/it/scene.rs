//! A report parsed by hand, in a short notation.
//!
//! A word is `letters/CLASS/head/relation`, the head counted in its sentence from 1 and 0 at the root; names and chains
//! follow as `/B-PER`, `/I-PER`, `/#1`. A plural noun is of class `NOUNS`. An empty line ends a paragraph.

use knowledge::{Knowledge, codebook::Codebook};
use record::{
    Actor, Analysis, EventMention, EventType, Factuality, Mention, Report, Span, StatementKind, StatementMention,
    TokenSpan, conllu,
};
use resolve::{Resolved, resolve};

pub struct Scene {
    pub report: Report,
    pub analysis: Analysis,
    pub statements: Vec<StatementMention>,
    pub events: Vec<EventMention>,
}

impl Scene {
    pub fn new(published: &str, notation: &str) -> Self {
        let analysis = conllu::read(&table(notation)).expect("the notation gives a table");
        let report = Report {
            id: "test".to_owned(),
            source: "-".to_owned(),
            url: None,
            outlet: Some("The Harbour Post".to_owned()),
            title: None,
            deck: None,
            byline: Vec::new(),
            origin: None,
            copy_of: None,
            published: (!published.is_empty()).then(|| published.to_owned()),
            language: "en".to_owned(),
            text: analysis.text.clone(),
            removed: Vec::new(),
        };
        Self { report, analysis, statements: Vec::new(), events: Vec::new() }
    }

    /// The token of the `nth` word that is written like this, from 0.
    pub fn token(&self, form: &str, nth: usize) -> usize {
        let mut found = (0..self.analysis.tokens.len()).filter(|&token| self.analysis.form(token) == form);
        found.nth(nth).unwrap_or_else(|| panic!("no {form:?} number {nth}"))
    }

    /// The token of a word; "troops~1" is the second "troops".
    pub fn at(&self, word: &str) -> usize {
        let (form, nth) = word.split_once('~').unwrap_or((word, "0"));
        self.token(form, nth.parse().expect("a number follows the mark"))
    }

    pub fn mention(&self, token: usize) -> Mention {
        Mention { tokens: TokenSpan::one(token), head: token }
    }

    /// A statement of `speaker`, whose content runs from one token to another.
    pub fn says(&mut self, speaker: usize, cue: usize, from: usize, to: usize) {
        let content = self.analysis.span(TokenSpan::new(from, to + 1));
        self.statements.push(StatementMention {
            kind: StatementKind::Indirect,
            speaker: Some(self.mention(speaker)),
            cue: Some(TokenSpan::one(cue)),
            content: vec![content],
            addressee: None,
            anonymous: false,
            via: Vec::new(),
        });
    }

    /// An event at `trigger`.
    pub fn event(
        &mut self,
        kind: EventType,
        trigger: usize,
        sources: &[usize],
        recipients: &[usize],
    ) -> &mut EventMention {
        let mentions = |tokens: &[usize]| tokens.iter().map(|&token| self.mention(token)).collect::<Vec<_>>();
        let (sources, recipients) = (mentions(sources), mentions(recipients));
        self.events.push(EventMention {
            trigger: TokenSpan::one(trigger),
            head: trigger,
            kind,
            mode: None,
            contexts: Vec::new(),
            sources,
            recipients,
            likely: Vec::new(),
            place: None,
            date: None,
            places: Vec::new(),
            times: Vec::new(),
            factuality: Factuality::Happened,
            factuality_cue: None,
            unsourced: None,
            figures: Vec::new(),
            confidence: 0.9,
        });
        self.events.last_mut().expect("one was just put in")
    }

    /// An event by its words, each as [`Scene::at`] reads it.
    pub fn tells(
        &mut self,
        kind: EventType,
        trigger: &str,
        sources: &[&str],
        recipients: &[&str],
    ) -> &mut EventMention {
        let tokens = |words: &[&str]| words.iter().map(|word| self.at(word)).collect::<Vec<_>>();
        let (trigger, sources, recipients) = (self.at(trigger), tokens(sources), tokens(recipients));
        self.event(kind, trigger, &sources, &recipients)
    }

    pub fn resolve(&self) -> Resolved {
        let (knowledge, codebook) = (Knowledge::embedded(), Codebook::embedded());
        resolve(knowledge, codebook, &self.report, &self.analysis, &self.statements, &self.events)
    }

    pub fn text(&self, span: Span) -> &str {
        self.analysis.text.slice(span)
    }
}

/// An actor in one line: "Marco Rubio USA:GOV".
pub fn line(actor: &Actor) -> String {
    format!("{} {}:{}", actor.name, actor.country, actor.sector)
}

/// The actors with these ids, in lines.
pub fn lines(resolved: &Resolved, ids: &[String]) -> Vec<String> {
    ids.iter()
        .map(|id| line(resolved.actors.iter().find(|actor| actor.id == *id).expect("an id is an actor's")))
        .collect()
}

fn table(notation: &str) -> String {
    let mut table = "# newpar\n".to_owned();
    let mut n = 0;
    for line in notation.lines().map(str::trim).skip_while(|line| line.is_empty()) {
        if line.is_empty() {
            table.push_str("\n# newpar\n");
        } else {
            table.push('\n');
        }
        n = 0;
        for word in line.split_whitespace() {
            n += 1;
            table.push_str(&row(n, word));
        }
    }
    assert!(n > 0 || table.ends_with("newpar\n"), "a scene has words");
    table.push('\n');
    table
}

fn row(n: usize, word: &str) -> String {
    let parts: Vec<&str> = word.split('/').collect();
    let [form, class, head, deprel, rest @ ..] = &parts[..] else { panic!("{word:?} lacks a part") };
    let (class, feats) = match *class {
        "NOUNS" => ("NOUN", "Number=Plur"),
        "PAST" => ("VERB", "Tense=Past"),
        class => (class, "_"),
    };
    let lemma = if feats == "Number=Plur" { form.strip_suffix('s').unwrap_or(form) } else { form };
    let misc: Vec<String> = rest
        .iter()
        .map(|item| item.strip_prefix('#').map_or_else(|| format!("Name={item}"), |chain| format!("Chain={chain}")))
        .collect();
    let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
    format!("{n}\t{form}\t{}\t{class}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}\n", lemma.to_lowercase())
}
