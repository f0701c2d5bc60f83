//! `dateline export`: records in, other programs' forms out.

use std::io::{self, BufReader};
use std::path::PathBuf;

use archive::{Archive, Tellings};
use export::{Added, Export, Format, Happening, Profile, Records, Reported, Settings};

use crate::arguments::export::{ExportArguments, Form, System};
use crate::errors::{Outcome, Stop, complain};
use crate::inputs::is_standard_input;
use crate::output::Output;

/// Reads records and writes them out.
pub fn run(arguments: &ExportArguments) -> Result<Outcome, Stop> {
    let settings = Settings {
        with_text: arguments.with_text,
        factuality: Some(arguments.factuality.clone()).filter(|wanted| !wanted.is_empty()),
        date_by_publication: arguments.date_by_publication,
    };
    let records: Box<dyn Iterator<Item = _>> = match &arguments.archive {
        Some(file) => Box::new(archived(Archive::existing(file)?)?),
        None => Box::new(reported(arguments.records.clone())),
    };
    let mut export = Export::begin(&arguments.out, format(arguments)?, settings)?;
    let (mut n_twice, mut n_failed) = (0, 0);
    for reported in records {
        match reported {
            Ok(reported) => n_twice += u64::from(export.add(&reported)? == Added::Twice),
            Err(reason) => {
                n_failed += 1;
                complain(&reason);
            }
        }
    }
    let summary = export.finish()?;
    let mut told = format!("{} holds {} reports, {} rows", arguments.out.display(), summary.n_reports, summary.n_rows);
    if summary.n_left_out > 0 {
        told += &format!("; {} events are left out, which it cannot hold", summary.n_left_out);
    }
    if n_twice > 0 {
        told += &format!("; {n_twice} records were of reports that it has already");
    }
    Output::plain().write(&(told + "\n"))?;
    Ok(if n_failed > 0 { Outcome::WithComplaints } else { Outcome::Well })
}

fn format(arguments: &ExportArguments) -> Result<Format, Stop> {
    let of_form = arguments.format.map(|form| match form {
        Form::Jsonl => Format::Jsonl,
        Form::Csv => Format::Csv,
        Form::Parquet => Format::Parquet,
        Form::Geojson => Format::Geojson,
        Form::Graphml => Format::Graphml,
        Form::Webannotation => Format::Webannotation,
    });
    let of_system = arguments.profile.map(|system| match system {
        System::Gdelt2 => Profile::Gdelt2,
        System::Icews => Profile::Icews,
        System::Polecat => Profile::Polecat,
        System::Acled => Profile::Acled,
    });
    let format = of_form.or(of_system.map(Format::Profile));
    format.ok_or_else(|| anyhow::anyhow!("no form to write is named; name one with --format or --profile").into())
}

/// The records of all files, one after the other, or why there is none.
fn reported(files: Vec<PathBuf>) -> impl Iterator<Item = Result<Reported, String>> {
    files.into_iter().flat_map(|file| {
        let records = if is_standard_input(&file) {
            Ok(Records::of_reader(BufReader::new(io::stdin()), "standard input"))
        } else {
            Records::of_path(&file)
        };
        let (records, fault) = match records {
            Ok(records) => (Some(records), None),
            Err(error) => (None, Some(Err(error.to_string()))),
        };
        let records = records.into_iter().flatten().map(|reported| reported.map_err(|error| error.to_string()));
        fault.into_iter().chain(records)
    })
}

/// The records of an archive, with the happenings that their events tell of.
fn archived(archive: Archive) -> Result<impl Iterator<Item = Result<Reported, String>>, archive::Error> {
    let ids = archive.report_ids()?;
    let one = move |id: String| {
        let record = archive.record(&id)?.ok_or_else(|| archive::Error::Unknown(id.clone()))?;
        let happenings = archive.happenings_of(&id)?.into_iter();
        let happening = |told: Tellings| Happening {
            id: told.id,
            n_mentions: told.n_mentions,
            n_reports: told.n_reports,
            n_origins: told.n_origins,
        };
        let happenings = happenings.map(|(event, told)| (event, happening(told))).collect();
        Ok(Reported { happenings, ..Reported::alone(record) })
    };
    Ok(ids.into_iter().map(move |id| one(id).map_err(|error: archive::Error| error.to_string())))
}

impl From<export::Error> for Stop {
    fn from(fault: export::Error) -> Self {
        Self::Fault(fault.into())
    }
}
