//! What can be asked of the program.

pub mod export;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use pipeline::Date;

use crate::archive::arguments as archive;

/// Reads news reports into sourced records: who said what, who did what to whom, where, when, how firmly, and on whose
/// word. Every value comes with the words that it rests on. Nothing that is read leaves the machine.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    after_help = "\
Example:
  dateline read samples/ferry.txt --published 2024-03-05

\"dateline read --help\" tells what can be set."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read reports and print what they say, and on whose word
    Read(ReadArguments),
    /// Take in reports of any kind of file, and print them clean, unread
    Intake(IntakeArguments),
    /// Print the sentences, tokens, trees and names that the reader sees in texts
    Analyse(AnalyseArguments),
    /// Write records in the forms that other programs read
    Export(export::ExportArguments),
    /// Watch feeds and fetch what they announce into a folder, until stopped
    Watch(WatchArguments),
    /// Read reports into an archive, one file that remembers them
    Add(archive::AddArguments),
    /// Find reports, events and statements in an archive
    Search(archive::SearchArguments),
    /// Show what an id stands for: a happening with all that is told of it, an event, a statement, a report
    Show(archive::ShowArguments),
    /// Count what reports tell of two countries or actors, over time
    Relations(archive::RelationsArguments),
    /// List what somebody is reported to have said
    Quotes(archive::QuotesArguments),
    /// Show what reports tell of a country, a person, a body
    Actor(archive::ActorArguments),
    /// Count what an archive holds
    Stats(archive::WholeArguments),
    /// Check every hash and position of an archive against its texts
    Verify(archive::WholeArguments),
    /// Take events out of their happening
    Split(archive::SplitArguments),
    /// Make one happening of two
    Join(archive::JoinArguments),
    /// Withdraw a report, with all that rests on it
    Retract(archive::RetractArguments),
    /// Read all reports of an archive anew, and show what is read otherwise
    Reread(archive::RereadArguments),
    /// Show an archive as web pages and as an HTTP API, on this machine
    Serve(ServeArguments),
    /// Answer an assistant's questions about an archive, on standard input and output
    Mcp(McpArguments),
    /// Print the JSON Schema of a record
    #[command(after_help = "Example:\n  dateline schema")]
    Schema,
    /// Check the codebook of event types, or take a copy of it to edit
    #[command(subcommand)]
    Codebook(CodebookCommand),
}

/// Arguments of `dateline read`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline read samples/ferry.txt --published 2024-03-05
  dateline read samples/ferry.txt samples/border.txt --format jsonl
  dateline read - --published 2024-03-05 --outlet \"The River Post\" < samples/ferry.txt
  dateline read https://example.org/news/ferry.txt
  dateline read samples --out records

A report is plain text or a web page in English; archives, feeds and tables hold many (\"dateline intake --help\" lists
the kinds), and folders are gone into. \"dateline schema\" says what the JSON means. With --out, shards
are written into a folder; a run that was broken off goes on with --resume and writes the same bytes. The exit status is 1 if a
report could not be read; the others are read all the same.")]
pub struct ReadArguments {
    /// Files and folders of reports; "-" is standard input; an address beginning with http:// or https:// is fetched
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Fetch from this machine's own addresses too, to test against a server on it
    #[arg(long)]
    pub allow_loopback: bool,
    /// The day of first publication, which "on Sunday" is counted from
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub published: Option<Date>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Its address on the web, for the record only: it is not fetched
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// A folder with edited tables of the codebook ("dateline codebook export")
    #[arg(long, value_name = "DIR")]
    pub codebook: Option<PathBuf>,
    /// Where what comes of many inputs goes
    #[command(flatten)]
    pub course: CourseArguments,
    /// Which columns of tables are taken
    #[command(flatten)]
    pub columns: ColumnArguments,
    /// The size in bytes up to which a file is taken for one report; memory grows to some 500 times that
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub max_bytes: usize,
    /// What to print [default: human; with --out, jsonl]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Whether to print in colour; "auto" asks the terminal and NO_COLOR
    #[arg(long, visible_alias = "color", value_name = "WHEN", value_enum, default_value_t = Colour::Auto)]
    pub colour: Colour,
}

/// Arguments of `dateline serve`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline serve news.db
  dateline serve news.db --listen 192.168.1.20:8043 --token-file token.txt

Prints the address to open. The archive is never changed, and no request is sent anywhere. Only this machine can reach it,
unless --listen names another address of its own; then a token is needed, and one is made up where none is given. What goes
over a network is not encrypted: put a server that speaks https before it. Ctrl-C stops.")]
pub struct ServeArguments {
    /// The archive
    #[arg(value_name = "FILE")]
    pub archive: PathBuf,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8043")]
    pub listen: std::net::SocketAddr,
    /// A file with the token that readers must know: 24 letters and digits at least
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// A name that readers call this machine by, where it is not an address; may be repeated
    #[arg(long = "name", value_name = "HOST")]
    pub names: Vec<String>,
    /// How many requests a second one address may make [default: 40]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub rate: Option<u32>,
    /// The size in bytes of a text that is sent to be read [default: 200000]
    #[arg(long, value_name = "N")]
    pub max_bytes: Option<usize>,
    /// Fetch the page of an address that a reader gives, from public addresses only
    #[arg(long)]
    pub allow_fetch: bool,
}

/// Arguments of `dateline mcp`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  dateline mcp news.db

Speaks the Model Context Protocol, a line of JSON each way, as assistants start it. The archive is never changed. All words
out of reports are marked as quoted and not to be trusted.")]
pub struct McpArguments {
    /// The archive
    #[arg(value_name = "FILE")]
    pub archive: PathBuf,
}

/// Arguments of `dateline watch`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline watch feeds.opml --into news --contact newsroom@example.org
  dateline watch https://example.org/feed.xml --into news --rounds 1

FEEDS is OPML, as feed readers export it, or a list of addresses, one a line. Each page becomes a file under news/pages, and a
line in news/items.jsonl that says where it is from. Ctrl-C stops; the same command goes on where it was.")]
pub struct WatchArguments {
    /// The list of feeds, OPML or an address a line; "-" is standard input; or the address of one feed
    #[arg(value_name = "FEEDS")]
    pub feeds: PathBuf,
    /// The folder that pages are kept in
    #[arg(long, value_name = "DIR")]
    pub into: PathBuf,
    /// The minutes between two looks at a feed
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..))]
    pub every: u32,
    /// Look so many times, and then stop
    #[arg(long, value_name = "N")]
    pub rounds: Option<usize>,
    /// Whom hosts can write to: an address for mail, or a page; they are told it with every request
    #[arg(long, value_name = "ADDRESS")]
    pub contact: Option<String>,
    /// Fetch from this machine's own addresses too, to test against a server on it
    #[arg(long)]
    pub allow_loopback: bool,
}

/// Arguments of `dateline intake`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline intake samples/ferry.txt
  dateline intake samples --out reports

What a file is, its bytes tell, never its name: text, web pages, WARC and WACZ, RSS, Atom, JSON Feed, JSON lines, CSV and
Parquet; folders are gone into. Each line is the \"report\" of a record. With --out, shards are written into a folder; a run
that was broken off goes on with --resume and writes the same bytes. The exit status is 1 if a report could not be taken
in; the others are.")]
pub struct IntakeArguments {
    /// Files and folders; "-" is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Lines::Jsonl)]
    pub format: Lines,
    /// Where what comes of many inputs goes
    #[command(flatten)]
    pub course: CourseArguments,
    /// Take in reports in other languages than English too
    #[arg(long)]
    pub any_language: bool,
    /// Which columns of tables are taken
    #[command(flatten)]
    pub columns: ColumnArguments,
}

/// Arguments of commands that take in many inputs.
#[derive(Debug, Args)]
pub struct CourseArguments {
    /// A folder to write shards into, instead of printing
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on where a run with the same inputs and settings was broken off
    #[arg(long, requires = "out")]
    pub resume: bool,
    /// How many inputs a shard holds [default: 512 that are read, 4096 that are only cleaned]
    #[arg(long, value_name = "N", requires = "out")]
    pub per_shard: Option<NonZeroUsize>,
    /// How many reports are worked on side by side [default: one a processor]
    #[arg(long, value_name = "N", alias = "threads")]
    pub jobs: Option<NonZeroUsize>,
}

/// The names of tables' columns.
#[derive(Debug, Args)]
pub struct ColumnArguments {
    /// The column of tables that holds the words [default: text, body, content, articleBody, maintext or html]
    #[arg(long, value_name = "NAME")]
    pub text_column: Option<String>,
    /// The column of titles [default: title or headline]
    #[arg(long, value_name = "NAME")]
    pub title_column: Option<String>,
    /// The column of addresses [default: url or link]
    #[arg(long, value_name = "NAME")]
    pub url_column: Option<String>,
    /// The column of days of publication [default: published, date, datePublished ...]
    #[arg(long, value_name = "NAME")]
    pub published_column: Option<String>,
    /// The column of outlets [default: outlet, source, publisher or site_name]
    #[arg(long, value_name = "NAME")]
    pub outlet_column: Option<String>,
}

/// How `dateline intake` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lines {
    /// One report a line
    Jsonl,
    /// Shards in Parquet: the report's columns, and all of it as JSON; with --out
    Parquet,
}

/// How `dateline read` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For eyes: the text with its evidence marked, who said what, who did what to whom
    Human,
    /// The record, indented; a list of records where there are several files
    Json,
    /// One record a line, in the order of the files
    Jsonl,
    /// Shards in Parquet: the report's columns, and the record as JSON; with --out
    Parquet,
}

/// When to print in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// Where the terminal shows it and NO_COLOR is not set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Arguments of `dateline analyse`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline analyse samples/ferry.txt
  dateline analyse samples/ferry.txt --lines

The text is taken as it stands: nothing is cleaned away, so furniture of a page is parsed like the rest.")]
pub struct AnalyseArguments {
    /// The texts; "-" is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Table::Conllu)]
    pub format: Table,
    /// Each line is a sentence
    #[arg(long, conflicts_with = "gold_tokens")]
    pub lines: bool,
    /// The input is CoNLL-U; its sentences, tokens and comments are kept, the rest is parsed anew
    #[arg(long)]
    pub gold_tokens: bool,
}

/// How `dateline analyse` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Table {
    /// Universal Dependencies' table, with names and chains of mentions in its last column
    Conllu,
}

/// What can be done with the codebook.
#[derive(Debug, Subcommand)]
pub enum CodebookCommand {
    /// Read every example sentence of the codebook and name those that are read otherwise
    #[command(after_help = "\
Examples:
  dateline codebook check
  dateline codebook check --codebook my-codebook

The exit status is 1 if an example is read otherwise than its row says.")]
    Check(CheckArguments),
    /// Write the tables of the codebook into a new folder, to edit
    #[command(after_help = "\
Example:
  dateline codebook export my-codebook

Edit the tables, then read with \"dateline read FILE --codebook my-codebook\".")]
    Export(ExportArguments),
}

/// Arguments of `dateline codebook check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// A folder with edited tables [default: the tables that the program carries]
    #[arg(long, value_name = "DIR")]
    pub codebook: Option<PathBuf>,
}

/// Arguments of `dateline codebook export`.
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// The folder to write; it may be there already, its tables may not
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

pub(crate) fn date(text: &str) -> Result<Date, String> {
    pipeline::published_from(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_contradict_themselves_nowhere() {
        Arguments::command().debug_assert();
    }
}
