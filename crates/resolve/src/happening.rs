//! Events as records print them: what all mentions of one event say together.

use knowledge::codebook::Codebook;
use record::{
    ActorKind, Event, EventDate, EventTelling, EventType, Factuality, Figure, FigureMention, Role, RoleKind, Sector,
    Span, Upos, Voucher,
};

use crate::{
    cast::{Cast, Hint, Key},
    merging,
    parties::Side,
    places::Atlas,
    settings::Setting,
    telling::Telling,
    vouching,
};

/// An event of the report.
pub(crate) struct Happening {
    /// Its mentions.
    pub group: Vec<usize>,
    /// How sure it is, in log odds.
    pub sure: f64,
    /// Where and when it is.
    pub setting: Setting,
}

/// Prints an event that `tellings` tell; `actor` gives the id of a member.
pub(crate) fn event(
    cast: &Cast,
    atlas: &Atlas,
    codebook: &Codebook,
    id: String,
    happening: &Happening,
    tellings: &[&Telling],
    actor: &dyn Fn(usize) -> Option<String>,
) -> Event {
    let analysis = cast.reading.analysis;
    let Happening { sure, setting, .. } = happening;
    let kind = tellings[0].mention.kind;
    let (sources, recipients) = parties(cast, atlas, setting, tellings);
    // Who goes nowhere and to nobody visits nobody.
    let lands = !recipients.is_empty() || setting.place.is_some();
    let mode = mode(tellings).filter(|mode| mode != "visit" || lands);
    let cameo = codebook.cameo(kind, mode.as_deref()).to_owned();
    let (factuality, factuality_cue) = factuality(tellings);
    let ids = |members: Vec<usize>| members.into_iter().filter_map(actor).collect::<Vec<_>>();
    let mut contexts: Vec<String> =
        tellings.iter().flat_map(|telling| telling.mention.contexts.iter().cloned()).collect();
    contexts.sort();
    contexts.dedup();
    let confidence = 1.0 / (1.0 + (-sure).exp());
    Event {
        id,
        kind,
        intensity: codebook.intensity(&cameo),
        quad: codebook.quad(kind),
        mode,
        cameo,
        contexts,
        sources: ids(sources),
        recipients: ids(recipients),
        place: setting.place.map(|(spot, _)| format!("p{}", spot + 1)),
        date: setting.date.map(|(when, expression)| EventDate { expression, value: when.value(), grain: when.grain() }),
        factuality,
        factuality_cue: factuality_cue.map(|tokens| analysis.span(tokens)).filter(|span| !span.is_empty()),
        vouched_by: vouching::vouchers(analysis, tellings.iter().copied()),
        figures: figures(cast, tellings),
        confidence: (confidence * 1000.0).round() / 1000.0,
        mentions: tellings.iter().map(|telling| mention(cast, telling, actor)).collect(),
    }
}

/// The aim, where one is told; else the mode that most mentions tell; of several, the first told.
fn mode(tellings: &[&Telling]) -> Option<String> {
    let told = || tellings.iter().filter_map(|telling| telling.mention.mode.as_ref());
    if let Some(aim) = told().find(|mode| merging::AIMS.contains(&mode.as_str())) {
        return Some(aim.clone());
    }
    let count = |mode: &String| told().filter(|other| *other == mode).count();
    told().rev().max_by_key(|mode| count(mode)).cloned()
}

/// At a visit to a country, those of that country whom the visitor meets are hosts with it; `land` is where it is.
fn hosts_receive(cast: &Cast, land: Option<&str>, sources: &mut Vec<usize>, recipients: &mut Vec<usize>) {
    let country = |member: usize| match &cast.members[member].key {
        Key::Country(iso3) => Some(iso3.clone()),
        _ => cast.members[member].hint.country.clone(),
    };
    let mut visited: Vec<String> = recipients.iter().filter_map(|&member| country(member)).collect();
    visited.extend(land.filter(|_| recipients.is_empty()).map(str::to_owned));
    let host = |member: usize| country(member).is_some_and(|iso3| visited.contains(&iso3));
    if sources.iter().all(|&source| host(source)) {
        return;
    }
    let (hosts, visitors) = sources.iter().copied().partition::<Vec<usize>, _>(|&source| host(source));
    *sources = visitors;
    recipients.extend(hosts);
}

/// How firmly the event is told over all mentions.
///
/// An attempt told anywhere in the report's own voice makes it one: later mentions ("the attack") do not say that it
/// was carried through. What the report itself says has happened, has; otherwise what most mentions say, the first of equals.
fn factuality(tellings: &[&Telling]) -> (Factuality, Option<record::TokenSpan>) {
    let own = |telling: &&&Telling| telling.said_in.is_none();
    let of = |wanted: Factuality| move |telling: &&&Telling| telling.mention.factuality == wanted;
    let firmest = tellings.iter().find(|t| own(t) && of(Factuality::Attempted)(t));
    let firmest = firmest.or_else(|| tellings.iter().find(|t| own(t) && of(Factuality::Happened)(t)));
    let count = |telling: &Telling| tellings.iter().filter(|t| of(telling.mention.factuality)(t)).count();
    let most = || tellings.iter().rev().max_by_key(|telling| count(telling));
    firmest
        .or_else(most)
        .map_or((Factuality::Happened, None), |telling| (telling.mention.factuality, telling.mention.factuality_cue))
}

/// Sources and recipients over all mentions. A state and its army that act as one are the army.
fn parties(cast: &Cast, atlas: &Atlas, setting: &Setting, tellings: &[&Telling]) -> (Vec<usize>, Vec<usize>) {
    let all = |side: Side| {
        let mut found: Vec<usize> = Vec::new();
        for (member, _) in tellings.iter().flat_map(|telling| side.of(telling)) {
            if !found.contains(member) {
                found.push(*member);
            }
        }
        found
    };
    let (mut sources, mut recipients) = (all(Side::Source), all(Side::Recipient));
    if tellings.iter().any(|telling| telling.mention.mode.as_deref() == Some("visit")) {
        let land = setting.place.and_then(|(spot, _)| atlas.country(spot));
        hosts_receive(cast, land, &mut sources, &mut recipients);
    }
    if tellings[0].mention.kind == EventType::Support && recipients.len() > 1 {
        // Who praises an alliance of two countries, of which one is the speaker's own, praises the other.
        let own: Vec<&str> =
            sources.iter().filter_map(|&source| cast.members[source].hint.country.as_deref()).collect();
        let others =
            |member: &usize| !matches!(&cast.members[*member].key, Key::Country(iso3) if own.contains(&iso3.as_str()));
        if recipients.iter().any(others) {
            recipients.retain(others);
        }
    }
    organ_for_state(cast, &mut sources);
    (sources, recipients)
}

/// Leaves a state out beside its own army or police.
fn organ_for_state(cast: &Cast, members: &mut Vec<usize>) {
    let acts =
        |hint: &Hint| matches!(hint.sector, Some(Sector::Mil | Sector::Cop)) && hint.kind == Some(ActorKind::Organ);
    let organs = members.iter().map(|&member| &cast.members[member].hint).filter(|hint| acts(hint));
    let countries: Vec<String> = organs.filter_map(|hint| hint.country.clone()).collect();
    members.retain(|&member| !matches!(&cast.members[member].key, Key::Country(iso3) if countries.contains(iso3)));
}

/// What is counted, each figure of one kind and range once, with all who give it.
fn figures(cast: &Cast, tellings: &[&Telling]) -> Vec<Figure> {
    let analysis = cast.reading.analysis;
    let mut figures: Vec<Figure> = Vec::new();
    // A headline leaves out whose figure it is, where the body tells.
    let headline = cast.reading.headline();
    let (short, body): (Vec<&Telling>, Vec<&Telling>) =
        tellings.iter().partition(|telling| headline.contains(telling.mention.head));
    for telling in body.into_iter().chain(short) {
        let in_headline = headline.contains(telling.mention.head);
        for found in &telling.mention.figures {
            let voucher = vouching::voucher_of_figure(cast.reading, telling, found);
            let span = analysis.span(found.tokens);
            if span.is_empty() {
                continue;
            }
            let known = figures
                .iter_mut()
                .find(|known| (known.kind, known.low, known.high) == (found.kind, found.low, found.high));
            match known {
                Some(known) if in_headline || known.vouched_by.contains(&Voucher::Report(true)) => {}
                Some(known) if voucher == Voucher::Report(true) => known.vouched_by = vec![voucher.clone()],
                Some(known) if known.vouched_by.contains(&voucher) => {}
                Some(known) => known.vouched_by.push(voucher.clone()),
                None => figures.push(Figure {
                    kind: found.kind,
                    low: found.low,
                    high: found.high,
                    approximate: found.approximate,
                    span,
                    vouched_by: vec![voucher.clone()],
                }),
            }
        }
    }
    // One of the victims, told by name beside the count of all, is not another figure.
    let alone = |figure: &FigureMention| {
        figure.low == figure.high && figure.tokens.tokens().all(|at| analysis.tokens[at].upos != Upos::Num)
    };
    let single: Vec<Span> = tellings
        .iter()
        .flat_map(|telling| telling.mention.figures.iter().filter(|figure| alone(figure)))
        .map(|figure| analysis.span(figure.tokens))
        .collect();
    let more = |one: &Figure| {
        let counts = |all: &Figure| all.kind == one.kind && !single.contains(&all.span);
        figures.iter().any(|all| counts(all) && all.low.max(all.high) > one.high)
    };
    let beside: Vec<Span> =
        figures.iter().filter(|one| single.contains(&one.span) && more(one)).map(|one| one.span).collect();
    figures.retain(|figure| !beside.contains(&figure.span));
    figures
}

fn mention(cast: &Cast, telling: &Telling, actor: &dyn Fn(usize) -> Option<String>) -> EventTelling {
    let role = |role: RoleKind, id: Option<String>, span: Span| Role { role, id, span };
    let mut roles = Vec::new();
    for (kind, parties) in [(RoleKind::Source, &telling.sources), (RoleKind::Recipient, &telling.recipients)] {
        roles.extend(parties.iter().map(|(member, span)| role(kind, actor(*member), *span)));
    }
    roles.extend(telling.place.map(|(spot, span)| role(RoleKind::Place, Some(format!("p{}", spot + 1)), span)));
    roles.extend(telling.date.map(|(_, span)| role(RoleKind::Date, None, span)));
    EventTelling { trigger: cast.reading.analysis.span(telling.mention.trigger), sentence: telling.sentence, roles }
}
