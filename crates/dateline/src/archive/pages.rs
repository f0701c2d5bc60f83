//! Answers for eyes. As in a record's page, nothing is asserted: each line says who reported it, and on whose word.

use archive::{
    ActorDossier, ActorRef, Contradiction, Count, Decided, Dossier, EventTold, FigureGiven, Found, HappeningRef, Hit,
    Relation, ReportRef, Reread, Retracted, Shown, StatementTold, Stats, Told, Verified, according_to, counted,
};

use crate::human::layout::{Ink, Page, Words};

const INDENT: usize = 4;

fn plain(page: &mut Page, text: &str) {
    page.hung("", 0, &Words::of(Ink::PLAIN, text));
}

fn under(page: &mut Page, words: &Words) {
    page.hung("", INDENT, words);
}

/// Who published it, and whose text it is: "River Post, text of Northwire, 2024-03-05".
fn report_named(report: &ReportRef) -> String {
    let mut parts = vec![report.outlet.clone().unwrap_or_else(|| "outlet not known".to_owned())];
    if let Some(origin) = report.origin.as_ref().filter(|origin| Some(*origin) != report.outlet.as_ref()) {
        parts.push(format!("text of {origin}"));
    }
    if report.is_copy {
        parts.push("copy of an earlier report".to_owned());
    }
    parts.push(report.published.clone().unwrap_or_else(|| "day not known".to_owned()));
    parts.join(", ")
}

fn called(actor: &ActorRef) -> Words {
    let words = Words::of(Ink::STRONG, &actor.name);
    match (actor.country.as_str(), actor.sector.as_str()) {
        ("UNK", "UNK") => words,
        ("UNK", one) | (one, "UNK") => words.and(Ink::FAINT, &format!(" ({one})")),
        (country, sector) => words.and(Ink::FAINT, &format!(" ({country} {sector})")),
    }
}

fn all_called(actors: &[ActorRef]) -> Words {
    if actors.is_empty() {
        return Words::of(Ink::PLAIN, "nobody named");
    }
    Words::joined(&actors.iter().map(called).collect::<Vec<_>>(), ", ")
}

fn figure(figure: &FigureGiven) -> String {
    format!("{} {}", counted(figure), figure.kind)
}

/// An event in a few lines.
fn event(page: &mut Page, told: &EventTold) {
    let mut head = Words::of(Ink::STRONG, &told.kind);
    head = head.and(Ink::PLAIN, &told.mode.as_ref().map(|mode| format!(" {mode}")).unwrap_or_default());
    head = head.and(Ink::PLAIN, &format!(" · {}", told.factuality)).and(Ink::FAINT, &format!(" · {}", told.id));
    page.hung("", 0, &head);
    let mut parties = all_called(&told.sources);
    if !told.recipients.is_empty() {
        parties = parties.and(Ink::PLAIN, " → ").then(&all_called(&told.recipients));
    }
    under(page, &parties);
    let mut facts = Vec::new();
    facts.extend(told.place.as_ref().map(|place| format!("in {}", place.name)));
    facts.extend(told.date.clone());
    facts.extend(told.figures.iter().map(figure));
    if !facts.is_empty() {
        under(page, &Words::of(Ink::PLAIN, &facts.join(" · ")));
    }
    let by = format!("according to {}", according_to(&told.givers, told));
    under(page, &Words::of(Ink::PLAIN, &by).and(Ink::FAINT, &format!(" · reported by {}", report_named(&told.report))));
    if let Some(mention) = told.mentions.first() {
        let words = mention.sentence_words.clone().unwrap_or_else(|| "words not kept".to_owned());
        under(page, &Words::of(Ink::FAINT, &format!("sentence {}: ", mention.sentence)).and(Ink::DEED, &words));
    }
    page.blank();
}

fn statement(page: &mut Page, told: &StatementTold) {
    let mut who = told.speaker.as_ref().map_or_else(|| Words::of(Ink::STRONG, "nobody named"), called);
    if told.is_anonymous {
        who = who.and(Ink::PLAIN, ", unnamed");
    }
    for via in &told.via {
        who = who.and(Ink::PLAIN, &format!(", via {via}"));
    }
    if let Some(addressee) = &told.addressee {
        who = who.and(Ink::PLAIN, " to ").then(&called(addressee));
    }
    page.hung("", 0, &who.and(Ink::PLAIN, &format!(" · {}", told.kind)).and(Ink::FAINT, &format!(" · {}", told.id)));
    let words: Vec<String> = told.content.iter().filter_map(|piece| piece.words.clone()).collect();
    let words = if words.is_empty() { "words not kept".to_owned() } else { words.join(" … ") };
    under(page, &Words::of(Ink::SAID, &words));
    under(
        page,
        &Words::of(Ink::FAINT, &format!("reported by {}, sentence {}", report_named(&told.report), told.sentence)),
    );
    page.blank();
}

/// What a search found.
pub fn found(page: &mut Page, found: &Found) {
    if found.hits.is_empty() {
        plain(page, "nothing in the archive fits");
    }
    for hit in &found.hits {
        match hit {
            Hit::Event(told) => event(page, told),
            Hit::Statement(told) => statement(page, told),
            Hit::Report { report, sentence_words, .. } => {
                let title = report.title.as_deref().unwrap_or("without a title");
                let id: String = report.id.chars().take(12).collect();
                page.hung("", 0, &Words::of(Ink::STRONG, title).and(Ink::FAINT, &format!(" · {id}")));
                under(page, &Words::of(Ink::FAINT, &report_named(report)));
                if let Some(sentence) = sentence_words {
                    under(page, &Words::of(Ink::PLAIN, sentence));
                }
                page.blank();
            }
        }
    }
    if found.has_more {
        plain(page, "there is more: ask with --limit or --offset");
    }
    if found.is_cut {
        plain(page, "the archive is too large to look at all of it: ask for fewer days to find what is older");
    }
}

/// From when on things are counted, where there is too much to count all of it.
fn counted_from(page: &mut Page, from: Option<&str>) {
    if let Some(day) = from {
        plain(page, &format!("there is too much to count all of it: counts begin on {day}"));
    }
}

/// A relation, period by period.
pub fn relation(page: &mut Page, relation: &Relation) {
    page.hung("", 0, &Words::of(Ink::STRONG, &format!("{} and {}, as reports tell it", relation.one, relation.other)));
    for period in &relation.periods {
        let name = if period.period.is_empty() { "day not known" } else { &period.period };
        let counts = format!(" · {} reports of {} origins", period.n_reports, period.n_origins);
        page.heading(name, &counts);
        told(page, "deeds", &period.deeds, relation);
        told(page, "words", &period.words, relation);
        if period.n_statements > 0 {
            under(page, &Words::of(Ink::PLAIN, &format!("statements with both in them: {}", period.n_statements)));
        }
    }
    if !relation.events.is_empty() {
        page.heading("EVENTS, as reports tell them", "");
        relation.events.iter().for_each(|told| event(page, told));
    }
    for (has_both, title) in [(true, "STATEMENTS that bring the two together"), (false, "STATEMENTS about either")] {
        let mut said = relation.statements.iter().filter(|said| said.has_both == has_both).peekable();
        if said.peek().is_some() {
            page.heading(title, "");
            said.for_each(|said| statement(page, &said.told));
        }
    }
    if relation.has_more_events || relation.has_more_statements {
        plain(page, "there is more: ask with --limit, or for fewer days");
    }
    counted_from(page, relation.counted_from.as_deref());
}

fn told(page: &mut Page, what: &str, told: &Told, relation: &Relation) {
    for (standing, count) in told.counts().into_iter().filter(|(_, count)| count.n_reports > 0) {
        under(page, &Words::of(Ink::PLAIN, &count_told(what, standing, count, relation)));
    }
}

fn count_told(what: &str, standing: &str, count: &Count, relation: &Relation) -> String {
    let mut line = format!("{what} {standing}: {}", count.n);
    let sides = [(count.n_by_one, &relation.one, &relation.other), (count.n_by_other, &relation.other, &relation.one)];
    let sides = sides.into_iter().filter(|(n, ..)| *n > 0).map(|(n, by, to)| format!("{by} → {to} {n}"));
    let sides: Vec<String> = sides.collect();
    if !sides.is_empty() {
        line.push_str(&format!(" ({})", sides.join(", ")));
    }
    if let Some(intensity) = count.intensity {
        line.push_str(&format!(" · intensity {intensity:+.1}"));
    }
    format!("{line} · {} reports, {} origins", count.n_reports, count.n_origins)
}

/// What an id stands for.
pub fn shown(page: &mut Page, shown: &Shown) {
    match shown {
        Shown::Happening(told) => dossier(page, told),
        Shown::Event(told) => {
            event(page, told);
            plain(page, &format!("one of the reports of happening {}: {}", told.happening, told.joined.why));
        }
        Shown::Statement(told) => statement(page, told),
        Shown::Report(told) => {
            page.hung("", 0, &Words::of(Ink::STRONG, told.report.title.as_deref().unwrap_or("without a title")));
            under(page, &Words::of(Ink::FAINT, &format!("{} · {}", report_named(&told.report), told.report.id)));
            for copy in &told.copies {
                under(page, &Words::of(Ink::FAINT, &format!("same text: {}", report_named(copy))));
            }
            page.heading("EVENTS, as the report tells them", "");
            told.events.iter().for_each(|told| event(page, told));
            page.heading("STATEMENTS", "");
            told.statements.iter().for_each(|told| statement(page, told));
        }
    }
}

fn dossier(page: &mut Page, told: &Dossier) {
    happening(page, &told.happening);
    if !told.figures.is_empty() {
        page.heading("FIGURES, each with who gave it", "");
        for given in &told.figures {
            let by = told.events.iter().find(|event| event.id == given.event);
            let by = by.map_or_else(String::new, |event| according_to(&given.givers, event));
            let when = given.published.as_deref().unwrap_or("day not known");
            under(page, &Words::of(Ink::STRONG, &figure(given)).and(Ink::PLAIN, &format!(" ({by}, {when})")));
        }
    }
    if !told.contradictions.is_empty() {
        page.heading("CONTRADICTIONS", "");
        told.contradictions.iter().for_each(|contradiction| contradicted(page, contradiction));
    }
    page.heading("AS EACH REPORT TELLS IT", "");
    for one in &told.events {
        event(page, one);
        under(page, &Words::of(Ink::FAINT, &format!("here because: {}", one.joined.why)));
        page.blank();
    }
    if told.n_events > told.events.len() {
        plain(page, &format!("and {} more", told.n_events - told.events.len()));
    }
    if !told.statements.is_empty() {
        page.heading("STATEMENTS that carry it", "");
        told.statements.iter().for_each(|told| statement(page, told));
    }
}

fn happening(page: &mut Page, happening: &HappeningRef) {
    let mode = happening.mode.as_ref().map(|mode| format!(" {mode}")).unwrap_or_default();
    let head = Words::of(Ink::STRONG, &format!("{}{mode}", happening.kind));
    page.hung("", 0, &head.and(Ink::FAINT, &format!(" · {}", happening.id)));
    let list = |names: &[String]| if names.is_empty() { "nobody named".to_owned() } else { names.join(", ") };
    let mut line = list(&happening.sources);
    if !happening.recipients.is_empty() {
        line.push_str(&format!(" → {}", list(&happening.recipients)));
    }
    under(page, &Words::of(Ink::PLAIN, &line));
    let mut facts = Vec::new();
    if !happening.places.is_empty() {
        facts.push(format!("in {}", happening.places.join(" or ")));
    }
    facts.extend(happening.first_day.clone());
    facts.extend(happening.last_day.clone().filter(|day| Some(day) != happening.first_day.as_ref()));
    let told = happening.factualities.iter().map(|(factuality, n)| format!("{factuality} in {n}"));
    facts.push(format!("told as {}", told.collect::<Vec<_>>().join(", ")));
    under(page, &Words::of(Ink::PLAIN, &facts.join(" · ")));
    let days = match (&happening.first_report, &happening.last_report) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(first), _) => format!(", {first}"),
        _ => String::new(),
    };
    let counts = format!("reported by {} reports of {} origins{days}", happening.n_reports, happening.n_origins);
    under(page, &Words::of(Ink::PLAIN, &counts));
}

fn contradicted(page: &mut Page, contradiction: &Contradiction) {
    let about = contradiction.about.as_ref().map(|about| format!(" {about}")).unwrap_or_default();
    let side = |side: &archive::Side| format!("{} (according to {})", side.says, side.according_to);
    let line = format!("{}{about}: {} — {}", contradiction.kind, side(&contradiction.one), side(&contradiction.other));
    under(page, &Words::of(Ink::PLAIN, &line));
}

/// What reports tell of somebody.
pub fn actor(page: &mut Page, dossier: &ActorDossier) {
    page.hung("", 0, &Words::of(Ink::STRONG, &dossier.asked));
    for party in &dossier.parties {
        let names = party.names.join(", ");
        under(page, &Words::of(Ink::PLAIN, &party.label).and(Ink::FAINT, &format!(" · {} · {names}", party.handle)));
    }
    let line = format!(
        "in {} reports; reported in {} happenings to do something, in {} to have it done to or with them; {} statements",
        dossier.n_reports, dossier.n_done, dossier.n_undergone, dossier.n_said
    );
    under(page, &Words::of(Ink::PLAIN, &line));
    counted_from(page, dossier.counted_from.as_deref());
    let with: Vec<String> = dossier.with.iter().map(|(_, name, n)| format!("{name} {n}")).collect();
    if !with.is_empty() {
        under(page, &Words::of(Ink::PLAIN, &format!("most often with {}", with.join(", "))));
    }
    page.heading("EVENTS, as reports tell them, the latest first", "");
    dossier.events.iter().for_each(|told| event(page, told));
    page.heading("STATEMENTS, the latest first", "");
    dossier.statements.iter().for_each(|told| statement(page, told));
}

/// What a check found.
pub fn verified(page: &mut Page, verified: &Verified) {
    if verified.faults.is_empty() {
        plain(page, &format!("all is as it was written: {} reports checked", verified.n_reports));
    }
    verified.faults.iter().for_each(|fault| plain(page, fault));
}

/// How much there is.
pub fn stats(page: &mut Page, stats: &Stats) {
    let days = match (&stats.first_day, &stats.last_day) {
        (Some(first), Some(last)) => format!(", {first} to {last}"),
        _ => String::new(),
    };
    let per_report = stats.n_bytes / (stats.n_reports as u64).max(1);
    plain(
        page,
        &format!("{} reports{days}: {} texts of {} origins", stats.n_reports, stats.n_stories, stats.n_origins),
    );
    plain(
        page,
        &format!("{} sentences, {} statements, {} events", stats.n_sentences, stats.n_statements, stats.n_events),
    );
    plain(
        page,
        &format!("{} happenings, {} of them told by several origins", stats.n_happenings, stats.n_corroborated),
    );
    if stats.n_retracted > 0 {
        plain(page, &format!("{} reports withdrawn", stats.n_retracted));
    }
    plain(page, &format!("{} bytes, {per_report} a report", stats.n_bytes));
    for (kind, n) in &stats.types {
        under(page, &Words::of(Ink::PLAIN, &format!("{kind} {n}")));
    }
    for one in &stats.outlets {
        under(page, &Words::of(Ink::FAINT, &format!("{} {}", one.outlet, one.n_reports)));
    }
}

/// What went with a report.
pub fn retracted(page: &mut Page, retracted: &Retracted) {
    let title = retracted.report.title.as_deref().unwrap_or("without a title");
    plain(page, &format!("withdrawn: {title} ({})", report_named(&retracted.report)));
    plain(page, &format!("with it went {} events and {} statements", retracted.n_events, retracted.n_statements));
    let lists = [
        ("happenings that nothing else tells of, gone", &retracted.happenings_gone),
        ("happenings that other reports still tell of", &retracted.happenings_left),
        ("events of other reports that now stand in another happening", &retracted.events_moved),
    ];
    for (what, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        under(page, &Words::of(Ink::PLAIN, &format!("{what}: {}", ids.join(", "))));
    }
}

/// What a decision moved.
pub fn decided(page: &mut Page, decided: &Decided) {
    plain(page, &format!("now in happening {}: {}", decided.happening, decided.moved.join(", ")));
}

/// What another reading changed.
pub fn reread(page: &mut Page, changed: &[Reread]) {
    plain(page, &format!("{} reports are read otherwise", changed.len()));
    for reread in changed {
        page.hung("", 0, &Words::of(Ink::STRONG, &report_named(&reread.report)));
        for (what, ids) in [("no more", &reread.events_gone), ("new", &reread.events_new)] {
            if !ids.is_empty() {
                under(page, &Words::of(Ink::PLAIN, &format!("events {what}: {}", ids.join(", "))));
            }
        }
        for (id, changes) in &reread.events_changed {
            under(page, &Words::of(Ink::PLAIN, &format!("{id}: {}", changes.join("; "))));
        }
        if reread.n_statements_gone + reread.n_statements_new > 0 {
            let line = format!("statements: {} no more, {} new", reread.n_statements_gone, reread.n_statements_new);
            under(page, &Words::of(Ink::PLAIN, &line));
        }
    }
}
