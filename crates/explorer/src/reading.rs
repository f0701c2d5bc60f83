//! A text that a reader pastes, as a record.

use std::sync::{Arc, Mutex};

use pipeline::{About, Limits, Reader};
use tokio::sync::Semaphore;

use crate::Error;
use crate::desk::locked;
use crate::parameters::{Asked, Kind, Parameter};

/// What may be said of a text beside its words.
pub const PARAMETERS: &[Parameter] = &[
    Parameter::new("published", Kind::Day, "the day of publication, which \"on Sunday\" is counted from"),
    Parameter::new("outlet", Kind::Text, "who published it"),
];

/// Reads one text after the other; loads the model with the first.
pub struct Desk {
    turn: Arc<Semaphore>,
    reader: Arc<Mutex<Option<Reader>>>,
    max_bytes: usize,
}

impl Desk {
    /// For texts of so many bytes at most.
    pub fn new(max_bytes: usize) -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), reader: Arc::default(), max_bytes }
    }

    /// The size in bytes that a text may have.
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// The record of a text, as JSON.
    pub async fn read(&self, bytes: Vec<u8>, asked: Asked, patience: std::time::Duration) -> Result<Vec<u8>, Error> {
        let busy = || Error::Busy("others are having texts read; try again in a moment".to_owned());
        let turn = tokio::time::timeout(patience, Arc::clone(&self.turn).acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let (reader, max_bytes) = (Arc::clone(&self.reader), self.max_bytes);
        let read = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let published = asked.text("published").map(|day| pipeline::published_from(&day)).transpose();
            let about = About {
                source: "a text sent to be read".to_owned(),
                outlet: asked.text("outlet"),
                published: published.map_err(|error| Error::Wrong(error.to_string()))?,
                ..About::default()
            };
            let limits = Limits { max_bytes, max_page_bytes: max_bytes, ..Limits::default() };
            let report = pipeline::report_from_bytes(&bytes, &about, limits);
            let mut report = report.map_err(|error| Error::Wrong(error.to_string()))?;
            report.origin = pipeline::once::origin_of(&report);
            let mut reader = locked(&reader);
            let reader = match &mut *reader {
                Some(reader) => reader,
                none => none.insert(Reader::embedded().map_err(|error| Error::Reader(error.to_string()))?),
            };
            serde_json::to_vec(&reader.read(&report)).map_err(|error| Error::Reader(error.to_string()))
        });
        read.await
            .map_err(|_| Error::Reader("the reader broke on a text, which is a fault of dateline's".to_owned()))?
    }
}
