//! A text that a reader pastes, or a page whose address is given, as a record.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use pipeline::fetch::{self, Fetcher, WallClock, Wanted};
use pipeline::{About, Limits, Reader};
use record::Report;
use tokio::sync::Semaphore;

use crate::Error;
use crate::desk::locked;
use crate::parameters::{Asked, Kind, Parameter};

/// What may be said of a text beside its words.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("published", Kind::Day, "the day of publication, which \"on Sunday\" is counted from"),
    Parameter::new("outlet", Kind::Text, "who published it"),
];

/// A fetch ends with the program, or by its own limits.
static NEVER: AtomicBool = AtomicBool::new(false);
static CLOCK: WallClock<'static> = WallClock { stop: &NEVER };

/// The bytes that an address may have.
pub const MOST_ADDRESS: usize = 4_000;

/// So many pages are fetched at once, so that slow hosts hold up few.
const MOST_FETCHES: usize = 4;

/// Reads one text after the other; loads the model with the first.
pub struct Desk {
    turn: Arc<Semaphore>,
    reader: Arc<Mutex<Option<Reader>>>,
    max_bytes: usize,
    fetches: Arc<Semaphore>,
    fetcher: Option<Arc<Fetcher<'static>>>,
    max_page_bytes: usize,
}

impl Desk {
    /// For texts of so many bytes at most; pages are fetched where there are rules for that.
    pub fn new(max_bytes: usize, fetch: Option<fetch::Settings>) -> Self {
        Self {
            turn: Arc::new(Semaphore::new(1)),
            reader: Arc::default(),
            max_bytes,
            fetches: Arc::new(Semaphore::new(MOST_FETCHES)),
            max_page_bytes: fetch.as_ref().map_or(0, |fetch| fetch.max_bytes),
            fetcher: fetch.map(|fetch| Arc::new(Fetcher::new(fetch, &CLOCK))),
        }
    }

    /// The size in bytes that a text may have.
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// Whether pages are fetched; an error that says what to do where not.
    pub fn may_fetch(&self) -> Result<(), Error> {
        let shut =
            "no pages are fetched here; paste the text, or have the keeper start \"dateline serve\" with --allow-fetch";
        if self.fetcher.is_some() { Ok(()) } else { Err(Error::Shut(shut.to_owned())) }
    }

    /// The record of a text, as JSON.
    pub async fn read(&self, bytes: Vec<u8>, asked: Asked, patience: Duration) -> Result<Vec<u8>, Error> {
        let about = about(&asked, "a text sent to be read".to_owned())?;
        let limits = Limits { max_bytes: self.max_bytes, max_page_bytes: self.max_bytes, ..Limits::default() };
        let report = move || {
            let report = pipeline::report_from_bytes(&bytes, &about, limits);
            report.map_err(|error| Error::Wrong(error.to_string()))
        };
        self.record(report, patience).await
    }

    /// The record of the page at an address, as JSON.
    pub async fn read_page(&self, address: String, asked: Asked, patience: Duration) -> Result<Vec<u8>, Error> {
        self.may_fetch()?;
        let about = about(&asked, address.clone())?;
        let limits = Limits { max_bytes: self.max_bytes, max_page_bytes: self.max_page_bytes, ..Limits::default() };
        let Some(fetcher) = self.fetcher.clone() else { return Err(busy()) };
        let turn = taken(&self.fetches, patience).await?;
        let fetched = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            fetcher.fetch(&Wanted::new(&address)).map_err(|error| Error::Elsewhere(error.to_string()))
        });
        let page = fetched.await.map_err(|_| broken())??;
        let page = page.ok_or_else(|| Error::Elsewhere("the host gives nothing new".to_owned()))?;
        let report = move || {
            let name = about.source.clone();
            let about = About { url: Some(page.url), ..about };
            let settings = pipeline::Settings { about, limits, ..pipeline::Settings::default() };
            let mut items = pipeline::items_of_page(page.bytes, page.content_type.as_deref(), &name, &settings);
            let none = || Error::Elsewhere("there is no report at that address".to_owned());
            let item = items.next().ok_or_else(none)?.map_err(|error| Error::Elsewhere(error.to_string()))?;
            if items.next().is_some() {
                return Err(Error::Elsewhere(
                    "several reports are at that address; give the address of one".to_owned(),
                ));
            }
            item.report(limits).map_err(|error| Error::Elsewhere(error.to_string()))
        };
        self.record(report, patience).await
    }

    async fn record<F>(&self, report: F, patience: Duration) -> Result<Vec<u8>, Error>
    where
        F: FnOnce() -> Result<Report, Error> + Send + 'static,
    {
        let turn = taken(&self.turn, patience).await?;
        let reader = Arc::clone(&self.reader);
        let read = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut report = report()?;
            report.origin = pipeline::once::origin_of(&report);
            let mut reader = locked(&reader);
            let reader = match &mut *reader {
                Some(reader) => reader,
                none => none.insert(Reader::embedded().map_err(|error| Error::Reader(error.to_string()))?),
            };
            serde_json::to_vec(&reader.read(&report)).map_err(|error| Error::Reader(error.to_string()))
        });
        read.await.map_err(|_| broken())?
    }
}

fn busy() -> Error {
    Error::Busy("others are having texts read; try again in a moment".to_owned())
}

fn broken() -> Error {
    Error::Reader("the reader broke on a text, which is a fault of dateline's".to_owned())
}

async fn taken(turns: &Arc<Semaphore>, patience: Duration) -> Result<tokio::sync::OwnedSemaphorePermit, Error> {
    let turn = tokio::time::timeout(patience, Arc::clone(turns).acquire_owned()).await;
    turn.map_err(|_| busy())?.map_err(|_| busy())
}

fn about(asked: &Asked, source: String) -> Result<About, Error> {
    let published = asked.text("published").map(|day| pipeline::published_from(&day)).transpose();
    Ok(About {
        source,
        outlet: asked.text("outlet"),
        published: published.map_err(|error| Error::Wrong(error.to_string()))?,
        ..About::default()
    })
}
