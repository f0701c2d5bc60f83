//! One mention of an event, its words resolved to actors, place and time.

use std::collections::BTreeMap;

use knowledge::CountryWord;
use record::{EventMention, EventType, Factuality, NameKind, Sector, Span, Upos};

use crate::{
    cast::{Cast, Key},
    dates::{Tense, When},
    naming::{REGIONS, noun_of},
    parties::Side,
    places::Atlas,
    reading::Reading,
    times::{Time, tense_of},
};

/// One mention of an event, resolved.
#[derive(Clone, Debug)]
pub(crate) struct Telling<'a> {
    pub mention: &'a EventMention,
    pub sentence: usize,
    /// Who does it, each with the words.
    pub sources: Vec<(usize, Span)>,
    /// To, with or about whom, each with the words.
    pub recipients: Vec<(usize, Span)>,
    /// Everyone who may have a part in it.
    pub likely: Vec<Likely>,
    /// Whether its own words say at whom or what it is aimed, though that is none of its recipients.
    pub aimed: bool,
    pub place: Option<(usize, Span)>,
    /// The country that is visited: where the visit is, if nobody tells more.
    pub visited: Option<(usize, Span)>,
    pub date: Option<(Option<When>, Span)>,
    /// The statement in whose content it stands.
    pub said_in: Option<usize>,
    /// The dictionary form of its trigger.
    pub lemma: String,
    /// Whether its trigger is a noun.
    pub noun: bool,
    /// Whether that noun points back: "the attack", "his visit".
    pub definite: bool,
    /// Whether it was done over years or months: "have killed hundreds in the past three years".
    pub over_years: bool,
}

/// One of the cast who may have a part in an event, by the words of one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Likely {
    pub member: usize,
    /// The token that carries the words, and all of them.
    pub head: usize,
    pub span: Span,
    /// How likely, from 0 to 1.
    pub source: f32,
    pub recipient: f32,
    /// Whether the words stand in the sentence of the event's.
    pub beside: bool,
    /// The side that the codebook's patterns put them on.
    pub by_pattern: Option<Side>,
    /// Whether the words stand under those for another event.
    pub of_another: bool,
}

impl Likely {
    /// Somebody of whose part the words beside a mention leave no doubt.
    pub(crate) fn certain(member: usize, head: usize, span: Span, side: Side) -> Self {
        let of = |own: Side| if own == side { 1.0 } else { 0.0 };
        let (source, recipient) = (of(Side::Source), of(Side::Recipient));
        Self { member, head, span, source, recipient, beside: true, by_pattern: Some(side), of_another: false }
    }

    /// How likely on a side.
    pub(crate) fn of(&self, side: Side) -> f32 {
        match side {
            Side::Source => self.source,
            Side::Recipient => self.recipient,
        }
    }
}

/// How far up in the tree whose speaker it is is looked for.
const FAR: usize = 6;

/// Whether a trigger's clause tells what was done over years or months.
fn over_years(cast: &Cast, trigger: usize) -> bool {
    let (reading, analysis) = (cast.reading, cast.reading.analysis);
    let tokens = &analysis.tokens;
    let first = |head: usize| tokens[head].head.filter(|_| tokens[head].is("conj"));
    let verbs = std::iter::once(trigger).chain(first(trigger));
    let long = |noun: usize| {
        let span = matches!(tokens[noun].lemma.as_str(), "year" | "decade" | "month" | "century");
        let has = |words: &[&str]| analysis.children(noun).any(|child| words.contains(&reading.lower(child).as_str()));
        let several =
            tokens[noun].feat("Number") == Some("Plur") && has(&["past", "last", "recent", "previous", "over"]);
        span && (several || has(&["over", "during"]) && has(&["past", "last"]))
    };
    verbs
        .flat_map(|verb| analysis.children(verb))
        .any(|child| (tokens[child].is("obl") || tokens[child].is("nmod")) && long(child))
}

/// All mentions of events, in the order of the text.
pub(crate) fn tellings<'a>(
    cast: &Cast,
    atlas: &Atlas,
    times: &BTreeMap<usize, Time>,
    events: &'a [EventMention],
) -> Vec<Telling<'a>> {
    let reading = cast.reading;
    let n_tokens = reading.analysis.tokens.len();
    let sound = |event: &&EventMention| {
        let trigger = event.trigger;
        trigger.start < trigger.end && trigger.end <= n_tokens && trigger.contains(event.head)
    };
    let told = |event: &&EventMention| sound(event) && !in_figure(cast, atlas, event);
    let mut sorted: Vec<&EventMention> = events.iter().filter(told).collect();
    sorted.sort_by_key(|event| (event.trigger.start, event.trigger.end, event.kind));
    sorted.into_iter().map(|event| telling(cast, atlas, times, event)).collect()
}

fn telling<'a>(cast: &Cast, atlas: &Atlas, times: &BTreeMap<usize, Time>, event: &'a EventMention) -> Telling<'a> {
    let reading = cast.reading;
    // Who is quoted has no part in what he tells by his name beside the quotation: in it he is "I".
    let quoted = reading.quotation_around(event.head).and_then(|quotation| cast.speaker_of(quotation));
    // "..., Lebanon's prime minister said": the words that only say whose minister speaks name no party of what he tells.
    let said_in = reading.statement_around(event.head);
    let speaker = said_in.and_then(|statement| cast.speaker_of(statement));
    let owns_speaker = |mention: &record::Mention| {
        let outside = mention.head != event.head && reading.statement_around(mention.head) != said_in;
        speaker.is_some_and(|speaker| outside && reading.analysis.above(mention.head).take(FAR).any(|at| at == speaker))
    };
    let beside = |mention: &&record::Mention| {
        !(reading.holds(mention) && owns_speaker(mention))
            && quoted.is_none_or(|speaker| !reading.holds(mention) || cast.carrier(mention) != speaker)
            || reading.quotation_around(mention.head).is_some()
    };
    // "a South Asian summit"
    let of_region = |mention: &&record::Mention| {
        let word = reading.analysis.tokens.get(mention.head);
        let region = || {
            let adjective = REGIONS.contains(&reading.lower(mention.head).as_str());
            adjective && reading.country_of_word(mention.head).is_none()
        };
        word.is_some_and(|word| word.is("amod")) && region()
    };
    let parties = |mentions: &[record::Mention]| {
        let mut found: Vec<(usize, Span)> = Vec::new();
        for mention in mentions.iter().filter(beside).filter(|mention| !of_region(mention)) {
            let headline = reading.headline();
            let acts = |member: usize| !cast.members[member].is_thing(headline) && !is_landmark(cast, atlas, member);
            for &member in cast.members_of(mention).iter().filter(|&&member| acts(member)) {
                if !found.iter().any(|(known, _)| *known == member) {
                    found.push((member, reading.analysis.span(mention.tokens)));
                }
            }
        }
        found
    };
    let sources = parties(&event.sources);
    // Nobody visits the country whose office he holds; nor do those who govern it deal with it as with another.
    let home = |member: usize| {
        let Key::Country(iso3) = &cast.members[member].key else { return false };
        let visit = event.mode.as_deref() == Some("visit");
        let own = |&(source, _): &(usize, Span)| {
            let hint = &cast.members[source].hint;
            let title = || cast.members[source].said.iter().filter_map(|(said, _)| said.title.as_ref());
            let governs = hint.sector == Some(Sector::Gov) || title().any(|(_, title)| title.sector == Sector::Gov);
            hint.country.as_ref() == Some(iso3) && (visit || governs)
        };
        // At home he may be opposed, forced or struck.
        let at_home = matches!(
            event.kind,
            EventType::Assault
                | EventType::Coerce
                | EventType::Concede
                | EventType::Mobilize
                | EventType::Protest
                | EventType::Reject
                | EventType::Retreat
        );
        let abroad = visit || !at_home;
        abroad && !sources.is_empty() && sources.iter().all(own)
    };
    let named = parties(&event.recipients);
    let home_named = named.iter().any(|(member, _)| home(*member));
    let recipients =
        named.into_iter().filter(|(member, _)| !sources.iter().any(|(s, _)| s == member) && !home(*member)).collect();
    let beside = reading.analysis.sentence_of(event.head);
    let mut likely: Vec<Likely> = Vec::new();
    let heads: Vec<usize> = event.likely.iter().map(|party| party.mention.head).collect();
    // "a Syrian opposition group": Syria has no part by the words that say whose the group is.
    let tells_whose = |token: usize| {
        let word = &reading.analysis.tokens[token];
        let whose = ["amod", "compound", "nmod:poss"].iter().any(|label| word.is(label));
        let own = |head: &usize| {
            let other = |&member: &usize| !matches!(cast.members[member].key, Key::Country(_));
            heads.contains(head) && cast.members_at(*head).iter().any(other)
        };
        let of_country = reading.country_of_word(token).is_some() && word.head.filter(own).is_some();
        whose && of_country
    };
    for party in event.likely.iter().filter(|party| reading.holds(&party.mention) && !tells_whose(party.mention.head)) {
        let (head, source, recipient) = (party.mention.head, party.source, party.recipient);
        let beside = reading.analysis.sentence_of(head) == beside;
        // Who is named only in a later sentence was not yet meant.
        if !beside && head > event.head && party.by_pattern.is_none() {
            continue;
        }
        let found = parties(std::slice::from_ref(&party.mention)).into_iter();
        let by_pattern = party.by_pattern.and_then(Side::of_role);
        likely.extend(found.map(|(member, span)| Likely {
            member,
            head,
            span,
            source,
            recipient,
            beside,
            by_pattern,
            of_another: party.of_another,
        }));
    }
    // "agreed to leave by June": by when it is to be done is not when it was agreed.
    let spoken = matches!(event.kind, EventType::Agree | EventType::Concede | EventType::Request | EventType::Threaten);
    let deadline = |date: &record::Mention| {
        let by = |case: usize| matches!(reading.lower(case).as_str(), "by" | "until" | "till");
        spoken && reading.analysis.children(date.head).any(by)
    };
    let date = event.date.filter(|date| reading.holds(date) && !deadline(date)).map(|date| {
        let words = reading.analysis.words(date.tokens);
        let ahead = reading.analysis.children(date.head).any(|case| reading.lower(case) == "for");
        let tense = if ahead { Tense::Future } else { tense(reading, event) };
        let anchor = times.get(&date.head).and_then(|time| time.anchor);
        let when = reading.calendar(anchor, tense).when(words);
        (when, reading.analysis.span(date.tokens))
    });
    let place = event.place.as_ref().and_then(|place| atlas.place_at(reading, place));
    // "shelled Kharkiv": the town that suffers is where it happens.
    let struck = || {
        let deed = matches!(event.kind, EventType::Assault | EventType::Coerce);
        let town = |mention: &record::Mention| {
            let members = cast.members_of(mention);
            let named = reading.name_of(mention.head).is_some_and(|name| {
                let country = reading.country_of_name(name).map(|country| country.how);
                reading.analysis.names[name].kind == NameKind::Location
                    && matches!(country, None | Some(CountryWord::Capital))
            });
            if named && !members.is_empty() { atlas.place_at(reading, mention) } else { None }
        };
        deed.then(|| event.recipients.iter().find_map(town)).flatten()
    };
    // "visited Peru": whom one visits is where.
    let visited = || {
        let visit = event.mode.as_deref() == Some("visit");
        let land = |mention: &record::Mention| {
            let name = reading.name_of(mention.head)?;
            let place = reading.analysis.names[name].kind == NameKind::Location;
            if place { atlas.place_at(reading, mention) } else { None }
        };
        visit.then(|| event.recipients.iter().find_map(land)).flatten()
    };
    let place = place.or_else(struck);
    let noun = matches!(reading.analysis.tokens[event.head].upos, Upos::Noun | Upos::Propn);
    Telling {
        mention: event,
        sentence: reading.analysis.sentence_of(event.head),
        sources,
        recipients,
        likely,
        aimed: home_named,
        place: place.map(|(spot, tokens)| (spot, reading.analysis.span(tokens))),
        visited: visited().map(|(spot, tokens)| (spot, reading.analysis.span(tokens))),
        date,
        said_in,
        lemma: noun_of(reading, event.head),
        noun,
        definite: noun && points_back(reading, event.head),
        over_years: over_years(cast, event.head),
    }
}

/// Whether somebody's words strike an "it" that is nobody and no place: "whenever we find a way, they blow it up".
fn in_figure(cast: &Cast, atlas: &Atlas, event: &EventMention) -> bool {
    let reading = cast.reading;
    let verb = event.head;
    let struck = reading.analysis.child(verb, "obj").filter(|&object| reading.lower(object) == "it");
    // Nor can it be the doer himself.
    let doers: Vec<usize> = event.sources.iter().flat_map(|source| cast.members_of(source)).copied().collect();
    let of_nobody = |object: usize| {
        let mention = record::Mention { tokens: record::TokenSpan::one(object), head: object };
        // Nor a ministry or a parliament, which nobody blows up with a word.
        let organ = |member: &usize| {
            let hint = &cast.members[*member].hint;
            matches!(cast.members[*member].key, Key::Body(_))
                && matches!(hint.sector, Some(Sector::Gov | Sector::Leg | Sector::Jud))
        };
        let other = |member: &usize| {
            !doers.contains(member) && !organ(member) && !cast.members[*member].is_thing(reading.headline())
        };
        let others = cast.members_of(&mention).iter().any(other);
        !others && atlas.place_at(reading, &mention).is_none()
    };
    event.kind == EventType::Assault && reading.statement_around(verb).is_some() && struck.is_some_and(of_nobody)
}

/// Whether somebody is a place that nobody governs: a wall, a bridge, a square.
fn is_landmark(cast: &Cast, atlas: &Atlas, member: usize) -> bool {
    let reading = cast.reading;
    let ungoverned = |tokens: &record::TokenSpan| {
        reading.name_of(tokens.start).is_some_and(|name| {
            reading.analysis.names[name].kind == NameKind::Location
                && reading.country_of_name(name).is_none()
                && atlas.is_landmark(name)
        })
    };
    let member = &cast.members[member];
    matches!(member.key, Key::Body(_)) && !member.names.is_empty() && member.names.iter().all(ungoverned)
}

/// Whether a noun, or the noun that it stands before, has "the", "this" or a possessive.
fn points_back(reading: &Reading, noun: usize) -> bool {
    let word = &reading.analysis.tokens[noun];
    let noun = word.head.filter(|_| word.is("compound")).unwrap_or(noun);
    reading.analysis.children(noun).filter(|&child| child < noun).any(|child| {
        let form = reading.lower(child);
        matches!(form.as_str(), "the" | "this" | "that" | "these" | "those" | "his" | "her" | "its" | "their")
    })
}

/// The tense of an event's clause, by its factuality and by the verb over it.
fn tense(reading: &Reading, event: &EventMention) -> Tense {
    // "met on Thursday to discuss": what they met for was done when they met.
    let tokens = &reading.analysis.tokens;
    let past = |head: usize| tokens[head].feat("Tense") == Some("Past");
    let purpose = tokens[event.head].is("advcl") && tokens[event.head].head.is_some_and(past);
    match event.factuality {
        Factuality::Planned if purpose => Tense::Past,
        Factuality::Planned => Tense::Future,
        Factuality::Happened | Factuality::Attempted => Tense::Past,
        Factuality::Possible | Factuality::Denied => tense_of(reading, event.head),
    }
}
