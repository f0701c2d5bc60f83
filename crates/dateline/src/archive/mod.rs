//! The commands of an archive: `add`, `search`, `show` and the others.

mod add;
pub mod arguments;
mod pages;
mod tables;

use std::sync::atomic::AtomicBool;

use archive::{Archive, Between, Search, Wanted};
use pipeline::fetch::{Clock, WallClock};
use serde::Serialize;

use crate::errors::{Outcome, Stop};
use crate::human::layout::Page;
use crate::output::{Output, page_width};

use arguments::{
    ActorArguments, Answer, Asked, JoinArguments, QuotesArguments, RelationsArguments, RetractArguments,
    SearchArguments, ShowArguments, SplitArguments, WholeArguments,
};
use tables::Table;

pub use add::{reread, run as add};

impl From<archive::Error> for Stop {
    fn from(fault: archive::Error) -> Self {
        Self::Fault(fault.into())
    }
}

/// The present, for the row that a change leaves in the archive.
fn now() -> String {
    static NEVER: AtomicBool = AtomicBool::new(false);
    WallClock { stop: &NEVER }.now().to_string()
}

/// Prints an answer as it is asked for.
fn print(
    asked: &Asked,
    answer: &impl Serialize,
    table: impl FnOnce() -> Table,
    page: impl FnOnce(&mut Page),
) -> Result<(), Stop> {
    match asked.format {
        Answer::Human => {
            let mut shown = Page::new(page_width());
            page(&mut shown);
            Output::in_colour(asked.colour).write(&shown.finish())
        }
        Answer::Json => {
            let json = serde_json::to_string_pretty(answer).map_err(anyhow::Error::from)?;
            Output::plain().write(&(json + "\n"))
        }
        Answer::Csv => Output::plain().write(&table().csv()?),
    }
}

/// `dateline search`
pub fn search(arguments: &SearchArguments) -> Result<Outcome, Stop> {
    let day = |day: Option<pipeline::Date>| day.map(|day| day.to_string());
    let words = arguments.words.join(" ");
    let search = Search {
        words: (!words.trim().is_empty()).then_some(words),
        actors: arguments.actors.clone(),
        place: arguments.place.clone(),
        types: arguments.types.clone(),
        factuality: arguments.factuality.clone(),
        speaker: arguments.speaker.clone(),
        anonymous: arguments.anonymous,
        via: arguments.via.clone(),
        outlet: arguments.outlet.clone(),
        from: day(arguments.from),
        to: day(arguments.to),
        wanted: arguments.find.map(Wanted::from),
        limit: arguments.limit,
        offset: arguments.offset,
        cursor: None,
    };
    found(&arguments.asked, &search)
}

/// `dateline quotes`
pub fn quotes(arguments: &QuotesArguments) -> Result<Outcome, Stop> {
    let search = Search {
        speaker: arguments.speaker.clone(),
        actors: arguments.about.clone(),
        from: arguments.from.map(|day| day.to_string()),
        to: arguments.to.map(|day| day.to_string()),
        wanted: Some(Wanted::Statements),
        limit: arguments.limit,
        ..Search::default()
    };
    found(&arguments.asked, &search)
}

fn found(asked: &Asked, search: &Search) -> Result<Outcome, Stop> {
    let found = Archive::existing(&asked.archive)?.search(search)?;
    print(asked, &found, || tables::found(&found), |page| pages::found(page, &found))?;
    Ok(Outcome::Well)
}

/// `dateline relations`
pub fn relations(arguments: &RelationsArguments) -> Result<Outcome, Stop> {
    let between = Between {
        one: arguments.one.clone(),
        other: arguments.other.clone(),
        from: arguments.from.map(|day| day.to_string()),
        to: arguments.to.map(|day| day.to_string()),
        by: arguments.by.into(),
        limit: arguments.limit,
    };
    let relation = Archive::existing(&arguments.asked.archive)?.relations(&between)?;
    print(&arguments.asked, &relation, || tables::relation(&relation), |page| pages::relation(page, &relation))?;
    Ok(Outcome::Well)
}

/// `dateline show`
pub fn show(arguments: &ShowArguments) -> Result<Outcome, Stop> {
    let shown = Archive::existing(&arguments.asked.archive)?.show(&arguments.id)?;
    print(&arguments.asked, &shown, || tables::shown(&shown), |page| pages::shown(page, &shown))?;
    Ok(Outcome::Well)
}

/// `dateline actor`
pub fn actor(arguments: &ActorArguments) -> Result<Outcome, Stop> {
    let dossier = Archive::existing(&arguments.asked.archive)?.actor(&arguments.name, arguments.limit)?;
    print(&arguments.asked, &dossier, || tables::actor(&dossier), |page| pages::actor(page, &dossier))?;
    Ok(Outcome::Well)
}

/// `dateline verify`
pub fn verify(arguments: &WholeArguments) -> Result<Outcome, Stop> {
    let verified = Archive::existing(&arguments.asked.archive)?.verify()?;
    print(&arguments.asked, &verified, || tables::verified(&verified), |page| pages::verified(page, &verified))?;
    Ok(if verified.faults.is_empty() { Outcome::Well } else { Outcome::WithComplaints })
}

/// `dateline stats`
pub fn stats(arguments: &WholeArguments) -> Result<Outcome, Stop> {
    let stats = Archive::existing(&arguments.asked.archive)?.stats()?;
    print(&arguments.asked, &stats, || tables::stats(&stats), |page| pages::stats(page, &stats))?;
    Ok(Outcome::Well)
}

/// `dateline retract`
pub fn retract(arguments: &RetractArguments) -> Result<Outcome, Stop> {
    let mut archive = Archive::existing(&arguments.asked.archive)?;
    let retracted = archive.retract(&arguments.id, arguments.reason.as_deref(), &now())?;
    print(&arguments.asked, &retracted, || tables::retracted(&retracted), |page| pages::retracted(page, &retracted))?;
    Ok(Outcome::Well)
}

/// `dateline split`
pub fn split(arguments: &SplitArguments) -> Result<Outcome, Stop> {
    let mut archive = Archive::existing(&arguments.asked.archive)?;
    let decided = archive.split(&arguments.events, arguments.reason.as_deref(), &now())?;
    print(&arguments.asked, &decided, || tables::decided(&decided), |page| pages::decided(page, &decided))?;
    Ok(Outcome::Well)
}

/// `dateline join`
pub fn join(arguments: &JoinArguments) -> Result<Outcome, Stop> {
    let mut archive = Archive::existing(&arguments.asked.archive)?;
    let decided = archive.join(&arguments.one, &arguments.other, arguments.reason.as_deref(), &now())?;
    print(&arguments.asked, &decided, || tables::decided(&decided), |page| pages::decided(page, &decided))?;
    Ok(Outcome::Well)
}
