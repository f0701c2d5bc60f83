//! The whole of a record that its reader finds, put together.

use std::collections::BTreeMap;

use knowledge::{Knowledge, codebook::Codebook};
use record::{Actor, Analysis, Doubt, Event, EventMention, Place, Report, Statement, StatementMention};

use crate::{
    blame,
    cast::Cast,
    counterparts, doers, habits,
    happening::{self, Happening},
    merging, naming, parties,
    places::Atlas,
    profiles,
    reading::Reading,
    settings, statements, telling, times,
};

/// What a report says: the parts of a record that reading it gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// Everyone who speaks, acts or is acted upon.
    pub actors: Vec<Actor>,
    /// Every place named.
    pub places: Vec<Place>,
    /// Who said what, in the order of the text.
    pub statements: Vec<Statement>,
    /// Who did what to whom, in the order of first mention.
    pub events: Vec<Event>,
    /// What could not be decided, and why.
    pub doubts: Vec<Doubt>,
    /// Every event that was weighed with those who were weighed as its parties, also what was found to be none; for learning.
    pub weighed: Vec<parties::Weighed>,
}

/// Says who, where and when the mentions of a report mean, and which of them tell of one event.
///
/// Mentions that point outside the analysis are passed over.
pub fn resolve(
    knowledge: &Knowledge,
    codebook: &Codebook,
    report: &Report,
    analysis: &Analysis,
    statements: &[StatementMention],
    events: &[EventMention],
) -> Resolved {
    let without_titles = naming::without_titles(knowledge, analysis);
    let analysis = without_titles.as_ref().unwrap_or(analysis);
    let statements = statements::in_order(statements);
    let mut reading = Reading::new(knowledge, report, analysis, &statements);
    let atlas = Atlas::of(&reading);
    reading.locate((0..analysis.names.len()).map(|name| atlas.country_of_name(name).map(str::to_owned)).collect());
    let cast = Cast::of(&reading, &statements, events);
    let events = doers::typed(&cast, events);
    let times = times::times(&reading, &events);
    let mut tellings = telling::tellings(&cast, &atlas, &times, &events);
    let reconsidered = habits::reconsider(&cast, &mut tellings);
    let groups = merging::without_faint(merging::merged(&cast, &atlas, &tellings), &tellings);
    blame::aim_at_doers(&cast, &groups, &mut tellings);
    let members = parties::profiles(&cast, &atlas);
    let mut decided = parties::decide(&cast, &members, &groups, &mut tellings);
    let mut settings = settings::decide(&cast, &atlas, &times, &groups, &mut tellings);
    for (weighed, setting) in decided.weighed.iter_mut().zip(&mut settings) {
        (weighed.dates, weighed.places) = (std::mem::take(&mut setting.dates), std::mem::take(&mut setting.places));
    }
    // An event has a party. A mention without one, "the attack", counts where it joins a telling that has.
    let partied = |telling: &telling::Telling| !telling.sources.is_empty() || !telling.recipients.is_empty();
    let all = groups.into_iter().zip(decided.sure).zip(settings);
    let stands = |found: &Happening| {
        let tellings = || found.group.iter().map(|&telling| &tellings[telling]);
        parties::stands(found.sure, tellings()) && tellings().any(partied)
    };
    let happenings: Vec<Happening> =
        all.map(|((group, sure), setting)| Happening { group, sure, setting }).filter(stands).collect();

    let told = happenings.iter().flat_map(|found| &found.group).map(|&telling| &tellings[telling]);
    let ids = ids(&cast, &statements, told);
    let actor = |member: usize| ids.get(&member).map(|n| format!("a{n}"));
    let mut doubts: Vec<Doubt> = cast.doubts.iter().chain(&reconsidered).chain(&atlas.doubts).cloned().collect();
    let mut actors: Vec<(usize, Actor)> = ids
        .iter()
        .map(|(&member, &n)| (n, profiles::actor(&cast, &atlas, member, format!("a{n}"), &mut doubts)))
        .collect();
    actors.sort_by_key(|(n, _)| *n);
    let said = statements.iter().enumerate();
    let told = happenings.iter().enumerate().map(|(at, found)| {
        let tellings: Vec<_> = found.group.iter().map(|&telling| &tellings[telling]).collect();
        happening::event(&cast, &atlas, codebook, format!("e{}", at + 1), found, &tellings, &actor)
    });
    let mut events: Vec<Event> = told.collect();
    let actors: Vec<Actor> = actors.into_iter().map(|(_, actor)| actor).collect();
    for (telling, side, span) in decided.from_elsewhere {
        let Some(at) = happenings.iter().position(|found| found.group.contains(&telling)) else { continue };
        doubts.push(Doubt {
            at: format!("events/{}/{}", events[at].id, side.field()),
            reason: "named in another sentence than the event".to_owned(),
            span: Some(span),
        });
    }
    for (event, Happening { group, setting, .. }) in events.iter().zip(&happenings) {
        let told = |tells: &dyn Fn(&telling::Telling) -> bool| group.iter().any(|&telling| tells(&tellings[telling]));
        let mut elsewhere = |what: &str, words: Option<record::Span>, told: bool| {
            let at = format!("events/{}/{what}", event.id);
            let reason = "told in another sentence than the event".to_owned();
            doubts.extend(words.filter(|_| !told).map(|span| Doubt { at, reason, span: Some(span) }));
        };
        elsewhere("date", setting.date.map(|(_, span)| span), told(&|telling| telling.date.is_some()));
        elsewhere("place", setting.place.map(|(_, span)| span), told(&|telling| telling.place.is_some()));
    }
    let dealings = counterparts::dealings(&events);
    let aimed = |found: &Happening| found.group.iter().any(|&telling| tellings[telling].aimed);
    let open = events.iter_mut().zip(&happenings).filter(|(_, found)| !aimed(found)).map(|(event, _)| event);
    counterparts::complete(open, &dealings, &actors, &mut doubts);
    Resolved {
        actors,
        places: atlas.places(&reading),
        statements: said.map(|(at, found)| statements::statement(&cast, at, found, &actor)).collect(),
        events,
        doubts,
        weighed: decided.weighed,
    }
}

/// The numbers of those whom a statement or an event uses, in the order of first mention; `told` are the mentions of the events.
fn ids<'t>(
    cast: &Cast,
    statements: &[StatementMention],
    told: impl Iterator<Item = &'t telling::Telling<'t>>,
) -> BTreeMap<usize, usize> {
    let mentions = statements.iter().flat_map(|statement| statement.speaker.iter().chain(&statement.addressee));
    let of_statements = mentions.filter_map(|mention| cast.members_of(mention).first().copied());
    let of_events = told.flat_map(|telling| telling.sources.iter().chain(&telling.recipients)).map(|(m, _)| *m);
    let mut used: Vec<usize> = of_statements.chain(of_events).collect();
    used.sort_by_key(|&member| (cast.members[member].mentions.keys().next().copied(), member));
    used.dedup();
    used.into_iter().enumerate().map(|(at, member)| (member, at + 1)).collect()
}
