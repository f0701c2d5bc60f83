//! A folder of shards that a run writes and a later run goes on with.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a folder cannot be written into.
#[derive(Debug, thiserror::Error)]
pub enum ShardError {
    /// There are shards in it already.
    #[error("{0} holds shards already; go on with them (--resume), or name another folder")]
    Taken(PathBuf),
    /// The shards in it are those of another run.
    #[error(
        "{0} holds the shards of another run: its inputs or settings were others; repeat those, or name another folder"
    )]
    Other(PathBuf),
    /// The system refused.
    #[error("cannot write {path}: {cause}")]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
}

/// Shards being written: each holds the lines of so many items, stands whole in the folder or not at all, and is the
/// same whenever it is written.
pub struct Shards {
    folder: PathBuf,
    per_shard: usize,
    n_shards: usize,
    n_items: usize,
    lines: BufWriter<File>,
    problems: Vec<u8>,
}

impl Shards {
    /// Begins in `folder`, or goes on in it; `run` says in a line what the run is, and the shards of another are left
    /// alone. Also gives the number of items that are done already.
    pub fn open(folder: &Path, run: &str, per_shard: usize, is_resumed: bool) -> Result<(Self, usize), ShardError> {
        let fault = |path: &Path| {
            let path = path.to_owned();
            move |cause| ShardError::Unwritable { path, cause }
        };
        fs::create_dir_all(folder).map_err(fault(folder))?;
        let run_file = folder.join("run.txt");
        let known = fs::read_to_string(&run_file).ok();
        let run = format!("{run}\n");
        match known {
            Some(_) if !is_resumed => return Err(ShardError::Taken(folder.to_owned())),
            Some(known) if known != run => return Err(ShardError::Other(folder.to_owned())),
            Some(_) => {}
            None if folder.join(name(0)).exists() => return Err(ShardError::Taken(folder.to_owned())),
            None => {
                let begun = folder.join("run.txt.part");
                fs::write(&begun, &run).and_then(|()| fs::rename(&begun, &run_file)).map_err(fault(&run_file))?;
            }
        }
        let n_shards = (0..).take_while(|&at| folder.join(name(at)).exists()).count();
        let lines = begin(folder)?;
        let shards = Self { folder: folder.to_owned(), per_shard, n_shards, n_items: 0, lines, problems: Vec::new() };
        Ok((shards, n_shards * per_shard))
    }

    /// Adds what came of one item: a line, or the problem with it.
    pub fn add(&mut self, outcome: Result<&str, &str>) -> Result<(), ShardError> {
        match outcome {
            Ok(line) => {
                let written = self.lines.write_all(line.as_bytes()).and_then(|()| self.lines.write_all(b"\n"));
                written.map_err(|cause| ShardError::Unwritable { path: self.folder.join(BEGUN), cause })?;
            }
            Err(problem) => {
                self.problems.extend_from_slice(problem.as_bytes());
                self.problems.push(b'\n');
            }
        }
        self.n_items += 1;
        if self.n_items == self.per_shard { self.close() } else { Ok(()) }
    }

    /// Writes what is left.
    pub fn finish(mut self) -> Result<(), ShardError> {
        if self.n_items > 0 {
            self.close()?;
        }
        let _ = fs::remove_file(self.folder.join(BEGUN));
        Ok(())
    }

    fn close(&mut self) -> Result<(), ShardError> {
        let path = self.folder.join(name(self.n_shards));
        let fault = |cause| ShardError::Unwritable { path: path.clone(), cause };
        let problems = self.folder.join(format!("problems-{:05}.txt", self.n_shards));
        // The problems go first: a shard that is there has its problems beside it.
        if self.problems.is_empty() {
            let _ = fs::remove_file(&problems);
        } else {
            let begun = self.folder.join("problems.part");
            fs::write(&begun, &self.problems).and_then(|()| fs::rename(&begun, &problems)).map_err(fault)?;
        }
        self.lines.flush().and_then(|()| self.lines.get_ref().sync_all()).map_err(fault)?;
        fs::rename(self.folder.join(BEGUN), &path).map_err(fault)?;
        (self.n_shards, self.n_items) = (self.n_shards + 1, 0);
        self.problems.clear();
        self.lines = begin(&self.folder)?;
        Ok(())
    }
}

/// The shard that is being written, under a name that no reader of shards takes.
const BEGUN: &str = "shard.part";

fn begin(folder: &Path) -> Result<BufWriter<File>, ShardError> {
    let path = folder.join(BEGUN);
    let file = File::create(&path).map_err(|cause| ShardError::Unwritable { path, cause })?;
    Ok(BufWriter::with_capacity(1 << 16, file))
}

fn name(at: usize) -> String {
    format!("part-{at:05}.jsonl")
}
