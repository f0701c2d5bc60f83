//! What can be asked of `dateline export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use record::Factuality;

/// Arguments of `dateline export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  dateline read samples/ferry.txt --format jsonl > records.jsonl
  dateline export records.jsonl --format csv --out events
  dateline export records.jsonl --profile acled --out acled.csv
  dateline add records.jsonl --archive news.db
  dateline export --archive news.db --format parquet --out archived

CSV and Parquet are folders of eight tables, the other forms are files. What is written stands at its place once it is
whole; nothing is written over. docs/export.md says what each form and profile holds, and what stays empty.")]
pub struct ExportArguments {
    /// Files of records, one a line, as "dateline read --format jsonl" writes them; "-" is standard input
    #[arg(value_name = "RECORDS", required_unless_present = "archive", conflicts_with = "archive")]
    pub records: Vec<PathBuf>,
    /// Export all that an archive holds, with the happenings that its reports tell of
    #[arg(long, value_name = "FILE")]
    pub archive: Option<PathBuf>,
    /// The form to write
    #[arg(long, value_enum, value_name = "FORM", required_unless_present = "profile", conflicts_with = "profile")]
    pub format: Option<Form>,
    /// Another system's columns to write
    #[arg(long, value_enum, value_name = "SYSTEM")]
    pub profile: Option<System>,
    /// The folder or file to write; nothing may be there yet
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
    /// Carry the whole text of reports, not snippets alone
    #[arg(long)]
    pub with_text: bool,
    /// How firmly events must be told [default: any; for profiles, happened]
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = factuality)]
    pub factuality: Vec<Factuality>,
    /// In profiles, give the day of publication where the text tells no day, as those systems do
    #[arg(long, conflicts_with = "format")]
    pub date_by_publication: bool,
}

/// The forms of `dateline export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A record a line
    Jsonl,
    /// Tables, and the Frictionless data package that describes them
    Csv,
    /// The same tables
    Parquet,
    /// Events for maps
    Geojson,
    /// Actors and what they do to one another, for Gephi and the like
    Graphml,
    /// Evidence as W3C Web Annotations
    Webannotation,
}

/// The systems whose columns can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum System {
    /// GDELT 2.0, table of events
    Gdelt2,
    /// ICEWS, as the Harvard Dataverse has it
    Icews,
    /// POLECAT, as the Harvard Dataverse has it
    Polecat,
    /// ACLED, as its export has it
    Acled,
}

fn factuality(name: &str) -> Result<Factuality, String> {
    name.parse().map_err(|_| {
        let names: Vec<&str> = Factuality::ALL.iter().map(|factuality| factuality.as_str()).collect();
        format!("it is one of {}", names.join(", "))
    })
}
