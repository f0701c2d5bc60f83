//! What can be asked of an archive.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use archive::{By, Wanted};
use clap::{Args, ValueEnum};
use pipeline::Date;

use crate::arguments::{Colour, date};

/// Which archive, and how it answers.
#[derive(Debug, Args)]
pub struct Asked {
    /// The archive
    #[arg(long, value_name = "FILE")]
    pub archive: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value_t = Answer::Human)]
    pub format: Answer,
    /// Whether to print in colour; "auto" asks the terminal and NO_COLOR
    #[arg(long, visible_alias = "color", value_name = "WHEN", value_enum, default_value_t = Colour::Auto)]
    pub colour: Colour,
}

/// How an archive answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Answer {
    /// For eyes
    Human,
    /// All that is known, by id
    Json,
    /// A table
    Csv,
}

/// Arguments of `dateline add`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline add samples --archive news.db --published 2024-03-05
  dateline read samples --format jsonl | dateline add - --archive news.db

Makes the archive where there is none. Records that are read already, in JSON lines or Parquet, are taken as they are;
everything else is read. What is there already is left as it is, so that a run that was broken off goes on by the same command. Several
may add at once. The exit status is 1 if something could not be added; the rest is.")]
pub struct AddArguments {
    /// Files and folders of reports or of records; "-" is standard input; addresses are fetched
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The archive
    #[arg(long, value_name = "FILE")]
    pub archive: PathBuf,
    /// Whether the words are kept; without them, answers have positions alone, and search finds no words
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set)]
    pub keep_text: bool,
    /// The day of first publication, where the reports tell none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub published: Option<Date>,
    /// Who published them, where they tell nobody
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// A folder with edited tables of the codebook
    #[arg(long, value_name = "DIR")]
    pub codebook: Option<PathBuf>,
    /// How many reports are read side by side [default: one a processor]
    #[arg(long, value_name = "N", alias = "threads")]
    pub jobs: Option<NonZeroUsize>,
    /// The size in bytes that the archive may grow to; what is beyond fails as on a full disk
    #[arg(long, value_name = "N")]
    pub max_size: Option<u64>,
}

/// Arguments of `dateline search`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline search 'grain \"black sea\" -wheat' --archive news.db
  dateline search --actor ISR --type ASSAULT --factuality denied --archive news.db
  dateline search --via Politico --anonymous true --archive news.db

All that is asked for must hold. Words alone find reports; types, factuality, actors and places find events; speakers
find statements; --find says otherwise.")]
pub struct SearchArguments {
    #[command(flatten)]
    pub asked: Asked,
    /// Words of the report: "a phrase", port* for a beginning, OR between two; 'grain -wheat', in one piece, for what must not be there
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// A country's code, a name or an entity that has a part in it; may be repeated
    #[arg(long = "actor", value_name = "WHO")]
    pub actors: Vec<String>,
    /// A place by name, or a country's code for all places there
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// An event type: ASSAULT, CONSULT ...; may be repeated
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type)]
    pub types: Vec<String>,
    /// happened, attempted, planned, possible or denied; may be repeated
    #[arg(long, value_name = "HOW", value_parser = factuality)]
    pub factuality: Vec<String>,
    /// Who says it
    #[arg(long, value_name = "WHO")]
    pub speaker: Option<String>,
    /// Whether the speaker is a person whom the report does not name
    #[arg(long, value_name = "BOOL")]
    pub anonymous: Option<bool>,
    /// Through whom the report has it
    #[arg(long, value_name = "NAME")]
    pub via: Option<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Not before this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub from: Option<Date>,
    /// Not after this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub to: Option<Date>,
    /// What to find
    #[arg(long, value_enum)]
    pub find: Option<Find>,
    /// So many at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// Leave out so many first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
}

/// What a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Find {
    /// Reports, with the first sentence that fits
    Reports,
    /// Events, as reports tell them
    Events,
    /// Statements
    Statements,
}

impl From<Find> for Wanted {
    fn from(find: Find) -> Self {
        match find {
            Find::Reports => Self::Reports,
            Find::Events => Self::Events,
            Find::Statements => Self::Statements,
        }
    }
}

/// Arguments of `dateline relations`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline relations USA ISR --archive news.db
  dateline relations \"Marco Rubio\" Netanyahu --from 2025-09-01 --to 2025-09-30 --by week --archive news.db

Deeds are counted apart from words, what reports assert apart from what they attribute to others, from what is planned,
possible or denied. Happenings are counted, not reports, and what a copy of a text adds is not counted.")]
pub struct RelationsArguments {
    /// A country's code, a name, an entity
    #[arg(value_name = "ONE")]
    pub one: String,
    /// Another
    #[arg(value_name = "OTHER")]
    pub other: String,
    #[command(flatten)]
    pub asked: Asked,
    /// Not before this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub from: Option<Date>,
    /// Not after this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub to: Option<Date>,
    /// How long a period is
    #[arg(long, value_enum, default_value_t = Period::Month)]
    pub by: Period,
    /// So many events and statements are listed at most, the latest first
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: usize,
}

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Period {
    /// A day
    Day,
    /// Monday to Sunday
    Week,
    /// A month
    Month,
}

impl From<Period> for By {
    fn from(period: Period) -> Self {
        match period {
            Period::Day => Self::Day,
            Period::Week => Self::Week,
            Period::Month => Self::Month,
        }
    }
}

/// Arguments of `dateline show`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  dateline show h1f0c2a --archive news.db\n\nThe first five letters of an id are enough where no other begins so."
)]
pub struct ShowArguments {
    /// The id of a happening, an event, a statement or a report
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub asked: Asked,
}

/// Arguments of `dateline quotes`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dateline quotes --speaker Netanyahu --about USA --archive news.db")]
pub struct QuotesArguments {
    #[command(flatten)]
    pub asked: Asked,
    /// Who says it: a country's code, a name, an entity
    #[arg(long, value_name = "WHO")]
    pub speaker: Option<String>,
    /// Of whom it speaks; may be repeated
    #[arg(long, value_name = "WHO")]
    pub about: Vec<String>,
    /// Not before this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub from: Option<Date>,
    /// Not after this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub to: Option<Date>,
    /// So many at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// Arguments of `dateline actor`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dateline actor \"Marco Rubio\" --archive news.db")]
pub struct ActorArguments {
    /// A country's code, a name, an entity
    #[arg(value_name = "NAME")]
    pub name: String,
    #[command(flatten)]
    pub asked: Asked,
    /// So many events and statements are listed at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
}

/// Arguments of `dateline verify` and of `dateline stats`.
#[derive(Debug, Args)]
pub struct WholeArguments {
    #[command(flatten)]
    pub asked: Asked,
}

/// Arguments of `dateline retract`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dateline retract 5d02c1 --reason \"withdrawn by the Herald\" --archive news.db")]
pub struct RetractArguments {
    /// The report's id
    #[arg(value_name = "ID")]
    pub id: String,
    #[command(flatten)]
    pub asked: Asked,
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

/// Arguments of `dateline split`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dateline split e80c21 --reason \"another raid\" --archive news.db")]
pub struct SplitArguments {
    /// Events of one happening: their ids
    #[arg(value_name = "EVENT", required = true)]
    pub events: Vec<String>,
    #[command(flatten)]
    pub asked: Asked,
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

/// Arguments of `dateline join`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  dateline join h1f0c2a h77ab03 --reason \"one raid\" --archive news.db")]
pub struct JoinArguments {
    /// A happening, or an event of it: the id
    #[arg(value_name = "ONE")]
    pub one: String,
    /// Another
    #[arg(value_name = "OTHER")]
    pub other: String,
    #[command(flatten)]
    pub asked: Asked,
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

/// Arguments of `dateline reread`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  dateline reread --archive news.db --codebook my-codebook

Reads every report whose text is kept once more, and says what is read otherwise. What users have decided stays.")]
pub struct RereadArguments {
    #[command(flatten)]
    pub asked: Asked,
    /// A folder with edited tables of the codebook
    #[arg(long, value_name = "DIR")]
    pub codebook: Option<PathBuf>,
    /// How many reports are read side by side [default: one a processor]
    #[arg(long, value_name = "N", alias = "threads")]
    pub jobs: Option<NonZeroUsize>,
}

fn event_type(name: &str) -> Result<String, String> {
    let known = name.to_uppercase().parse::<record::EventType>().map_err(|error| error.to_string())?;
    Ok(known.to_string())
}

fn factuality(name: &str) -> Result<String, String> {
    let known = name.to_lowercase().parse::<record::Factuality>().map_err(|error| error.to_string())?;
    Ok(known.to_string())
}
