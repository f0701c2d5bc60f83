//! Where questions wait their turn: some connections to the archive, and the answers that still hold.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use archive::{Archive, Interrupter};
use axum::body::Bytes;
use tokio::sync::Semaphore;

use crate::Error;

/// The bytes of answers that are kept.
const MOST_KEPT: usize = 32 << 20;

/// Bytes that were answered, and the hash that names them.
#[derive(Clone)]
pub struct Written {
    /// The answer.
    pub bytes: Bytes,
    /// Its hash, as `ETag` has it.
    pub tag: String,
}

impl Written {
    /// Of these bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..32]);
        Self { bytes: Bytes::from(bytes), tag }
    }
}

/// An archive, and by what its answers are broken off.
type Connection = (Archive, Arc<Interrupter>);

/// Some connections to one archive.
pub struct Desk {
    turns: Arc<Semaphore>,
    archives: Arc<Mutex<Vec<Connection>>>,
    kept: Arc<Mutex<Kept>>,
    patience: Duration,
}

#[derive(Default)]
struct Kept {
    /// The archive's state that all answers are of.
    state: String,
    answers: HashMap<String, Written>,
    n_bytes: usize,
}

impl Kept {
    fn of(&self, state: &str, key: &str) -> Option<Written> {
        if self.state == state { self.answers.get(key).cloned() } else { None }
    }

    fn keep(&mut self, state: String, key: String, answer: Written) {
        if self.state != state || self.n_bytes > MOST_KEPT {
            *self = Self { state, ..Self::default() };
        }
        let n_bytes = answer.bytes.len() + key.len();
        if n_bytes < MOST_KEPT / 8 && self.answers.insert(key, answer).is_none() {
            self.n_bytes += n_bytes;
        }
    }
}

/// What is under a lock is whole after every step, so that a holder that broke leaves nothing half done.
pub fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Opens so many connections; a question that takes longer than `patience` is broken off.
    pub fn open(path: &Path, jobs: usize, patience: Duration) -> Result<Self, Error> {
        let open = |_| {
            let archive = Archive::to_ask(path)?;
            let interrupter = Arc::new(archive.interrupter());
            Ok((archive, interrupter))
        };
        let archives = (0..jobs.max(1)).map(open).collect::<Result<Vec<_>, archive::Error>>()?;
        Ok(Self {
            turns: Arc::new(Semaphore::new(archives.len())),
            archives: Arc::new(Mutex::new(archives)),
            kept: Arc::default(),
            patience,
        })
    }

    /// The answer to a question that `key` tells from all others.
    pub async fn ask<F>(&self, key: String, answer: F) -> Result<Written, Error>
    where
        F: FnOnce(&Archive) -> Result<Vec<u8>, Error> + Send + 'static,
    {
        let busy = || Error::Busy("too many ask at once; ask again in a moment".to_owned());
        let turn = tokio::time::timeout(self.patience, Arc::clone(&self.turns).acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        let (archives, kept) = (Arc::clone(&self.archives), Arc::clone(&self.kept));
        let Some((archive, interrupter)) = locked(&archives).pop() else { return Err(busy()) };
        let broken = Arc::clone(&interrupter);
        let asked = tokio::task::spawn_blocking(move || {
            // The archive goes back whatever happens, and the turn after it.
            let back = Back { archive: Some((archive, interrupter)), archives, _turn: turn };
            let Some((archive, _)) = &back.archive else { return Err(busy()) };
            let state = archive.state()?;
            if let Some(written) = locked(&kept).of(&state, &key) {
                return Ok(written);
            }
            let written = Written::new(answer(archive)?);
            locked(&kept).keep(state, key, written.clone());
            Ok(written)
        });
        tokio::pin!(asked);
        let answered = match tokio::time::timeout(self.patience, &mut asked).await {
            Ok(answered) => answered,
            Err(_) => {
                broken.interrupt();
                return Err(archive::Error::Interrupted.into());
            }
        };
        answered.map_err(|_| Error::Reader("the answer broke, which is a fault of dateline's".to_owned()))?
    }
}

struct Back {
    archive: Option<Connection>,
    archives: Arc<Mutex<Vec<Connection>>>,
    _turn: tokio::sync::OwnedSemaphorePermit,
}

impl Drop for Back {
    fn drop(&mut self) {
        locked(&self.archives).extend(self.archive.take());
    }
}
