//! What holds for every input, sense or none.

use std::collections::BTreeSet;

use knowledge::{Knowledge, codebook::Codebook};
use proptest::prelude::*;
use record::{
    Analysis, Chain, EventMention, EventType, Factuality, FigureKind, FigureMention, LikelyParty, LikelyPlace, Mention,
    Name, NameKind, PassedOn, Report, Sentence, Span, StatementKind, StatementMention, Text, Token, TokenSpan, Upos,
};
use resolve::{Resolved, resolve};

const WORDS: [&str; 24] = [
    "he",
    "they",
    "Norway",
    "Norwegian",
    "the",
    "minister",
    "police",
    ",",
    "Solvang",
    "Kari",
    "which",
    "(",
    "NFC",
    "of",
    "two",
    "countries",
    "government",
    "I",
    "Oslo",
    "on",
    "Monday",
    "é",
    "its",
    "said",
];
const CLASSES: [Upos; 7] = [Upos::Noun, Upos::Propn, Upos::Pron, Upos::Verb, Upos::Adj, Upos::Det, Upos::Adp];
const RELATIONS: [&str; 8] = ["nsubj", "obj", "appos", "conj", "acl:relcl", "flat", "nmod:poss", "compound"];
const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organisation, NameKind::Location, NameKind::Group];

type Word = (usize, usize, usize, Option<usize>);

/// Any words in sentences of up to nine, with any tree, cycles among them.
fn analysis(words: &[Word], names: &[(usize, usize, usize)], chains: &[Vec<usize>]) -> Analysis {
    let mut analysis = Analysis::default();
    let mut text = String::new();
    for (at, (form, class, relation, head)) in words.iter().enumerate() {
        let start = text.chars().count();
        text.push_str(WORDS[form % WORDS.len()]);
        let span = Span::new(start, text.chars().count());
        text.push(' ');
        let sentence = at / 9 * 9;
        let last = (sentence + 9).min(words.len());
        let head = head.map(|head| sentence + head % (last - sentence));
        analysis.tokens.push(Token {
            span,
            lemma: WORDS[form % WORDS.len()].to_lowercase().into(),
            upos: CLASSES[class % CLASSES.len()],
            feats: if class % 2 == 0 { "Number=Plur".into() } else { "_".into() },
            head,
            deprel: RELATIONS[relation % RELATIONS.len()].into(),
        });
    }
    for start in (0..words.len()).step_by(9) {
        let tokens = TokenSpan::new(start, (start + 9).min(words.len()));
        let span = analysis.span(tokens);
        analysis.sentences.push(Sentence { span, tokens, paragraph: start / 18 });
    }
    let mut free = 0;
    for (skip, len, kind) in names {
        let start = free + skip % 4;
        let end = (start + 1 + len % 3).min(words.len());
        if start < end {
            analysis.names.push(Name { tokens: TokenSpan::new(start, end), kind: KINDS[kind % KINDS.len()] });
            free = end;
        }
    }
    let mention = |&at: &usize| Mention { tokens: TokenSpan::one(at), head: at };
    analysis.chains = chains.iter().map(|heads| Chain { mentions: heads.iter().map(mention).collect() }).collect();
    analysis.text = Text::new(text);
    analysis
}

fn statement(at: &[usize], length: usize) -> StatementMention {
    let mention = |at: usize| Mention { tokens: TokenSpan::new(at, at + 1 + at % 2), head: at };
    StatementMention {
        kind: StatementKind::Direct,
        speaker: Some(mention(at[0])),
        cue: Some(TokenSpan::one(at[1])),
        content: vec![Span::new(at[2].min(length), at[2] + at[3])],
        addressee: Some(mention(at[3])),
        anonymous: false,
        via: vec![PassedOn { mention: mention(at[4]) }],
    }
}

fn event(at: &[usize]) -> EventMention {
    let mention = |at: usize| Mention { tokens: TokenSpan::new(at, at + 1 + at % 3), head: at };
    EventMention {
        trigger: TokenSpan::new(at[0], at[0] + 1 + at[1] % 2),
        head: at[0],
        kind: EventType::ALL[at[1] % 3],
        mode: None,
        contexts: vec!["military".to_owned()],
        sources: vec![mention(at[1]), mention(at[2])],
        recipients: vec![mention(at[3])],
        likely: vec![LikelyParty {
            mention: mention(at[2]),
            source: 0.1,
            recipient: 0.9,
            by_pattern: None,
            of_another: false,
        }],
        place: Some(mention(at[4])),
        date: Some(mention(at[2])),
        places: vec![LikelyPlace { mention: mention(at[4]), likelihood: 0.6 }],
        times: vec![mention(at[2]), mention(at[0])],
        factuality: Factuality::ALL[at[3] % 5],
        factuality_cue: Some(TokenSpan::one(at[4])),
        unsourced: at[0].is_multiple_of(5).then_some(TokenSpan::one(at[0])),
        figures: vec![FigureMention {
            kind: FigureKind::Killed,
            low: Some(1),
            high: None,
            approximate: false,
            tokens: TokenSpan::one(at[3]),
        }],
        confidence: 0.5,
    }
}

fn read(analysis: &Analysis, statements: &[StatementMention], events: &[EventMention]) -> Resolved {
    let report = Report {
        id: String::new(),
        source: String::new(),
        url: None,
        outlet: None,
        title: None,
        deck: None,
        byline: Vec::new(),
        origin: None,
        copy_of: None,
        published: Some("2024-05-06".to_owned()),
        language: "en".to_owned(),
        text: analysis.text.clone(),
        removed: Vec::new(),
    };
    resolve(Knowledge::embedded(), Codebook::embedded(), &report, analysis, statements, events)
}

/// Every span lies in the text and holds something; every id points at something; nobody is in the list unused.
fn sound(analysis: &Analysis, found: &Resolved) -> Result<(), TestCaseError> {
    let inside = |span: &Span| span.start < span.end && span.end <= analysis.text.len();
    let actors: BTreeSet<&str> = found.actors.iter().map(|actor| actor.id.as_str()).collect();
    let mut used = BTreeSet::new();
    for statement in &found.statements {
        let spans = statement.content.iter().chain(&statement.cue).chain(&statement.speaker_span);
        prop_assert!(spans.chain(statement.via.iter().map(|via| &via.span)).all(inside));
        used.extend(statement.speaker.iter().chain(&statement.addressee).map(String::as_str));
    }
    for event in &found.events {
        used.extend(event.sources.iter().chain(&event.recipients).map(String::as_str));
        let roles = event.mentions.iter().flat_map(|mention| mention.roles.iter());
        prop_assert!(roles.clone().all(|role| inside(&role.span)));
        prop_assert!(event.mentions.iter().all(|mention| inside(&mention.trigger)));
        prop_assert!(event.date.iter().all(|date| inside(&date.expression)));
        prop_assert!(event.figures.iter().all(|figure| inside(&figure.span)));
        prop_assert!(event.sources.iter().all(|id| !event.recipients.contains(id)));
        prop_assert!(!event.vouched_by.is_empty());
        prop_assert!(event.place.iter().all(|id| found.places.iter().any(|place| place.id == *id)));
        used.extend(roles.filter_map(|role| role.id.as_deref()).filter(|id| id.starts_with('a')));
    }
    prop_assert_eq!(&used, &actors);
    for actor in &found.actors {
        prop_assert!(!actor.mentions.is_empty() && actor.mentions.iter().all(inside));
        prop_assert!(analysis.text.as_str().contains(&actor.name), "{} is not in the text", &actor.name);
    }
    prop_assert!(found.places.iter().all(|place| place.mentions.iter().all(inside)));
    prop_assert!(found.doubts.iter().all(|doubt| doubt.span.iter().all(inside)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_input_gives_a_sound_record(
        words in prop::collection::vec((0usize..24, 0usize..7, 0usize..8, prop::option::of(0usize..9)), 1..60),
        names in prop::collection::vec((0usize..4, 0usize..3, 0usize..4), 0..12),
        chains in prop::collection::vec(prop::collection::vec(0usize..62, 2..4), 0..5),
        statements in prop::collection::vec(prop::collection::vec(0usize..62, 5), 0..5),
        events in prop::collection::vec(prop::collection::vec(0usize..62, 5), 0..9),
    ) {
        let analysis = analysis(&words, &names, &chains);
        let statements: Vec<_> = statements.iter().map(|at| statement(at, analysis.text.len())).collect();
        let events: Vec<_> = events.iter().map(|at| event(at)).collect();
        let found = read(&analysis, &statements, &events);
        sound(&analysis, &found)?;
        prop_assert_eq!(&found, &read(&analysis, &statements, &events));
    }
}
