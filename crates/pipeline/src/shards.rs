//! A folder of shards that a run writes and a later run goes on with.

mod table;

use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use record::Report;

use self::table::Table;

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
    /// Another run writes into it at this moment.
    #[error("{0} is written into by another run; wait for its end, or name another folder")]
    Busy(PathBuf),
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

/// The form of shards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShardForm {
    /// A line of JSON a row.
    Lines,
    /// Parquet: the columns of the report, and what is known of it as JSON in a column of this name.
    Table(&'static str),
}

/// What came of one item: a report, and all that is known of it as one line of JSON.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The report.
    pub report: &'a Report,
    /// The line.
    pub json: &'a str,
}

/// Shards being written: each holds what came of so many items, stands whole in the folder or not at all, and is the
/// same whenever it is written. One run at a time writes into a folder.
pub struct Shards {
    folder: PathBuf,
    form: ShardForm,
    per_shard: usize,
    n_shards: usize,
    n_items: usize,
    rows: Rows,
    problems: Vec<u8>,
    /// Held as long as the run goes on.
    _lock: File,
}

/// What is done already in a folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// The items, in good shards.
    pub n_items: usize,
    /// Those of them that gave a problem.
    pub n_problems: usize,
}

impl Shards {
    /// Begins in `folder`, or goes on in it; `run` says what the run is, and the shards of another are left alone.
    pub fn open(
        folder: &Path,
        run: &str,
        form: ShardForm,
        per_shard: usize,
        is_resumed: bool,
    ) -> Result<(Self, Past), ShardError> {
        fs::create_dir_all(folder).map_err(fault(folder))?;
        let run_file = folder.join("run.txt");
        let lock_file = folder.join("run.lock");
        let lock = File::create(&lock_file).map_err(fault(&lock_file))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(ShardError::Busy(folder.to_owned())),
            Err(TryLockError::Error(cause)) => return Err(fault(&lock_file)(cause)),
        }
        let known = fs::read_to_string(&run_file).ok();
        let run = format!("{run}\n");
        match known {
            Some(_) if !is_resumed => return Err(ShardError::Taken(folder.to_owned())),
            Some(known) if known != run => return Err(ShardError::Other(folder.to_owned())),
            Some(_) => {}
            None if folder.join(form.name(0)).exists() => return Err(ShardError::Taken(folder.to_owned())),
            None => {
                let begun = folder.join("run.txt.part");
                fs::write(&begun, &run).and_then(|()| fs::rename(&begun, &run_file)).map_err(fault(&run_file))?;
            }
        }
        let n_shards = (0..).take_while(|&at| folder.join(form.name(at)).exists()).count();
        let problems_in = |at| fs::read(folder.join(problems(at))).unwrap_or_default();
        let n_problems = (0..n_shards).map(|at| problems_in(at).iter().filter(|&&byte| byte == b'\n').count()).sum();
        let shards = Self {
            folder: folder.to_owned(),
            form,
            per_shard,
            n_shards,
            n_items: 0,
            rows: Rows::begin(folder, form)?,
            problems: Vec::new(),
            _lock: lock,
        };
        Ok((shards, Past { n_items: n_shards * per_shard, n_problems }))
    }

    /// The shards in a folder that a run has written, in their order; nothing where none has.
    pub fn written_in(folder: &Path) -> Option<Vec<PathBuf>> {
        folder.join("run.txt").is_file().then_some(())?;
        [ShardForm::Lines, ShardForm::Table("")].into_iter().find_map(|form| {
            let shards = (0..).map(|at| folder.join(form.name(at))).take_while(|shard| shard.exists());
            Some(shards.collect::<Vec<_>>()).filter(|shards| !shards.is_empty())
        })
    }

    /// Adds what came of one item: a row, or the problem with it.
    pub fn add(&mut self, outcome: Result<Row<'_>, &str>) -> Result<(), ShardError> {
        match outcome {
            Ok(row) => self.rows.add(row).map_err(fault(&self.folder.join(BEGUN)))?,
            Err(problem) => {
                // A problem is a line.
                self.problems.extend(problem.bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }));
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
        let _ = fs::remove_file(self.folder.join("run.lock"));
        Ok(())
    }

    fn close(&mut self) -> Result<(), ShardError> {
        let path = self.folder.join(self.form.name(self.n_shards));
        let problems = self.folder.join(problems(self.n_shards));
        // The problems go first: a shard that is there has its problems beside it.
        if self.problems.is_empty() {
            let _ = fs::remove_file(&problems);
        } else {
            let begun = self.folder.join("problems.part");
            let write = || fs::write(&begun, &self.problems).and_then(|()| fs::rename(&begun, &problems));
            write().map_err(fault(&problems))?;
        }
        self.rows.close().map_err(fault(&path))?;
        fs::rename(self.folder.join(BEGUN), &path).map_err(fault(&path))?;
        (self.n_shards, self.n_items) = (self.n_shards + 1, 0);
        self.problems.clear();
        self.rows = Rows::begin(&self.folder, self.form)?;
        Ok(())
    }
}

/// The rows of the shard that is being written.
enum Rows {
    Lines(BufWriter<File>),
    Table(Box<Table>),
}

impl Rows {
    fn begin(folder: &Path, form: ShardForm) -> Result<Self, ShardError> {
        let path = folder.join(BEGUN);
        let file = File::create(&path).map_err(fault(&path))?;
        match form {
            ShardForm::Lines => Ok(Self::Lines(BufWriter::with_capacity(1 << 16, file))),
            ShardForm::Table(json) => Table::begin(file, json).map(Box::new).map(Self::Table).map_err(fault(&path)),
        }
    }

    fn add(&mut self, row: Row<'_>) -> io::Result<()> {
        match self {
            Self::Lines(lines) => lines.write_all(row.json.as_bytes()).and_then(|()| lines.write_all(b"\n")),
            Self::Table(table) => table.add(row),
        }
    }

    /// Ends the rows, and sees to it that they are on the disk.
    fn close(&mut self) -> io::Result<()> {
        match self {
            Self::Lines(lines) => lines.flush().and_then(|()| lines.get_ref().sync_all()),
            Self::Table(table) => table.close(),
        }
    }
}

/// The shard that is being written, under a name that no reader of shards takes.
const BEGUN: &str = "shard.part";

impl ShardForm {
    fn name(self, at: usize) -> String {
        let ending = if self == Self::Lines { "jsonl" } else { "parquet" };
        format!("part-{at:05}.{ending}")
    }
}

fn problems(at: usize) -> String {
    format!("problems-{at:05}.txt")
}

fn fault(path: &Path) -> impl Fn(io::Error) -> ShardError + use<> {
    let path = path.to_owned();
    move |cause| ShardError::Unwritable { path: path.clone(), cause }
}
