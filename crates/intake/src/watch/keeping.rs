//! What a watch keeps in its folder: the pages, the list of them, and where it stands.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::WatchError;
use super::items::Item;

/// What is known of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Feed {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// When it is asked next; at once where it never was.
    pub next: Option<Timestamp>,
    /// How often in a row it could not be had.
    pub n_failures: u32,
    /// Its items that are still to be fetched.
    pub pending: Vec<Pending>,
}

/// An item that is still to be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    pub item: Item,
    /// How often it could not be had.
    pub n_failures: u32,
    /// When it is asked for next.
    pub next: Option<Timestamp>,
}

/// A line of `items.jsonl`: an item that is done with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Done {
    /// By what it is known again.
    pub item: String,
    /// By what else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<String>,
    pub feed: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    /// Its file in the folder; null where it was given up.
    pub file: Option<String>,
    /// Why it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_up: Option<String>,
    pub at: Timestamp,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct State {
    version: u32,
    feeds: BTreeMap<String, Feed>,
}

/// The folder of one watch, which is alone in it.
pub(super) struct Keeping {
    folder: PathBuf,
    list: File,
    seen: HashSet<u128>,
    /// Held as long as the watch goes on.
    _lock: File,
}

const VERSION: u32 = 1;
const STATE: &str = "watch.json";
const LIST: &str = "items.jsonl";
const PAGES: &str = "pages";
const ENDINGS: [&str; 5] = ["html", "txt", "xml", "json", "bin"];

impl Keeping {
    /// Opens a folder, or makes it; gives what is known of its feeds.
    pub fn open(folder: &Path) -> Result<(Self, BTreeMap<String, Feed>), WatchError> {
        let fault = |path: PathBuf| move |cause| WatchError::Folder { path: path.display().to_string(), cause };
        fs::create_dir_all(folder.join(PAGES)).map_err(fault(folder.to_owned()))?;
        let lock = folder.join("watch.lock");
        let file = File::create(&lock).map_err(fault(lock.clone()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(WatchError::Taken { path: folder.display().to_string() });
            }
            Err(TryLockError::Error(cause)) => return Err(fault(lock)(cause)),
        }
        let (list, seen) = list(&folder.join(LIST))?;
        let feeds = feeds(&folder.join(STATE))?;
        Ok((Self { folder: folder.to_owned(), list, seen, _lock: file }, feeds))
    }

    /// Whether an item is done with, by any of its names.
    pub fn is_done(&self, feed: &str, item: &Item) -> bool {
        names(feed, item).into_iter().flatten().any(|name| self.seen.contains(&name))
    }

    /// The file of an item that was written right before the program was broken off.
    pub fn left_over(&self, feed: &str, item: &Item) -> Option<String> {
        let name = file_name(feed, item);
        ENDINGS.iter().map(|ending| format!("{name}.{ending}")).find(|file| self.folder.join(file).is_file())
    }

    /// Writes an item's page; gives its file. Writing it again gives the same file.
    pub fn write(
        &self,
        feed: &str,
        item: &Item,
        content_type: Option<&str>,
        bytes: &[u8],
    ) -> Result<String, WatchError> {
        let file = format!("{}.{}", file_name(feed, item), ending(content_type, bytes));
        let path = self.folder.join(&file);
        let write = || {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            write_whole(&path, bytes)
        };
        write().map_err(|cause| WatchError::Folder { path: path.display().to_string(), cause })?;
        Ok(file)
    }

    /// Notes that an item is done with: kept in a file, or given up.
    pub fn done(
        &mut self,
        feed: &str,
        item: &Item,
        end: Result<String, String>,
        at: Timestamp,
    ) -> Result<(), WatchError> {
        let [name, also] = names(feed, item);
        let hex = |name: u128| format!("{name:032x}");
        let (file, given_up) = match end {
            Ok(file) => (Some(file), None),
            Err(reason) => (None, Some(reason)),
        };
        let done = Done {
            item: name.map(hex).unwrap_or_default(),
            also: also.map(hex),
            feed: feed.to_owned(),
            url: item.url.clone(),
            title: item.title.clone(),
            published: item.published.clone(),
            file,
            given_up,
            at,
        };
        let mut line = serde_json::to_vec(&done).map_err(|fault| self.fault(LIST, fault.into()))?;
        line.push(b'\n');
        self.list.write_all(&line).and_then(|()| self.list.sync_data()).map_err(|cause| self.fault(LIST, cause))?;
        self.seen.extend([name, also].into_iter().flatten());
        Ok(())
    }

    /// Writes where the feeds stand.
    pub fn save(&self, feeds: &BTreeMap<String, Feed>) -> Result<(), WatchError> {
        let state = State { version: VERSION, feeds: feeds.clone() };
        let mut text = serde_json::to_vec_pretty(&state).map_err(|fault| self.fault(STATE, fault.into()))?;
        text.push(b'\n');
        write_whole(&self.folder.join(STATE), &text).map_err(|cause| self.fault(STATE, cause))
    }

    fn fault(&self, file: &str, cause: io::Error) -> WatchError {
        WatchError::Folder { path: self.folder.join(file).display().to_string(), cause }
    }
}

/// By what an item is known: its page or its words; and what its feed calls it, together with its title.
fn names(feed: &str, item: &Item) -> [Option<u128>; 2] {
    let guid = item.guid.as_deref();
    let name = match (&item.url, guid) {
        (Some(url), _) => hash(&["page", url]),
        (None, Some(guid)) => hash(&["guid", feed, guid]),
        (None, None) => hash(&["words", item.content.as_deref().unwrap_or_default()]),
    };
    let also = guid.zip(item.title.as_deref()).map(|(guid, title)| hash(&["item", feed, guid, title]));
    [Some(name), also]
}

fn hash(parts: &[&str]) -> u128 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut name = [0; 16];
    name.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    u128::from_be_bytes(name)
}

/// The path of an item's file but for its ending. A folder holds one file in 256.
fn file_name(feed: &str, item: &Item) -> String {
    let name = format!("{:032x}", names(feed, item)[0].unwrap_or_default());
    format!("{PAGES}/{}/{name}", &name[..2])
}

fn ending(content_type: Option<&str>, bytes: &[u8]) -> &'static str {
    let content_type = content_type.unwrap_or_default().to_ascii_lowercase();
    let is = |what: &str| content_type.contains(what);
    match () {
        () if is("html") => "html",
        () if is("text/plain") => "txt",
        () if is("xml") => "xml",
        () if is("json") => "json",
        () if bytes.trim_ascii_start().starts_with(b"<") => "html",
        () => "bin",
    }
}

/// Writes a file so that whoever looks sees all of it or what was there before.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&part, path)
}

/// The list of items that are done with, ready for the next, and their names.
fn list(path: &Path) -> Result<(File, HashSet<u128>), WatchError> {
    let fault = |cause| WatchError::Folder { path: path.display().to_string(), cause };
    let file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(fault)?;
    let mut seen = HashSet::new();
    let (mut n_whole, mut line) = (0u64, Vec::new());
    let mut reader = BufReader::new(&file);
    for number in 1.. {
        line.clear();
        let n_read = reader.read_until(b'\n', &mut line).map_err(fault)?;
        // A last line that was broken off is no line: its item is fetched or found again.
        if n_read == 0 || line.last() != Some(&b'\n') {
            break;
        }
        n_whole += n_read as u64;
        let wrong = |what: String| WatchError::State { path: path.display().to_string(), what };
        let done: Done =
            serde_json::from_slice(&line).map_err(|fault| wrong(format!("line {number} is none of ours: {fault}")))?;
        for name in [Some(&done.item), done.also.as_ref()].into_iter().flatten() {
            let name = u128::from_str_radix(name, 16).map_err(|_| wrong(format!("line {number} has no name")))?;
            seen.insert(name);
        }
    }
    file.set_len(n_whole).map_err(fault)?;
    Ok((file, seen))
}

fn feeds(path: &Path) -> Result<BTreeMap<String, Feed>, WatchError> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(cause) => return Err(WatchError::Folder { path: path.display().to_string(), cause }),
    };
    let wrong = |what: String| WatchError::State { path: path.display().to_string(), what };
    let state: State = serde_json::from_slice(&text).map_err(|fault| wrong(fault.to_string()))?;
    match state.version {
        VERSION => Ok(state.feeds),
        other => Err(wrong(format!("its version is {other}, this program's {VERSION}"))),
    }
}
