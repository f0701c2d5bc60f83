//! The command line.
//!
//! Takes the words of a command, gives what the reader says on standard output and what went wrong on standard error.
//! Exit status: 0 where all went well, 1 where a file could not be read or a check failed, 2 where the command itself is
//! wrong.
//!
//! Has no logic of its own: it parses arguments, calls `pipeline` and prints.

mod analyse;
mod archive;
mod arguments;
mod codebook;
mod course;
mod errors;
mod export;
mod human;
mod inputs;
mod intake;
mod output;
mod progress;
mod read;
mod serve;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, CodebookCommand, Command};
use errors::{Outcome, Stop};
use output::Output;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(help) => {
            // Help goes to standard output, a complaint to standard error; a closed pipe is no fault of the command's.
            let _ = help.print();
            return ExitCode::from(u8::try_from(help.exit_code()).unwrap_or(2));
        }
    };
    match run(arguments) {
        Ok(outcome) => outcome.into(),
        Err(Stop::PipeClosed) => ExitCode::SUCCESS,
        Err(Stop::Fault(fault)) => {
            errors::complain(&format!("{fault:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<Outcome, Stop> {
    match arguments.command {
        Command::Read(read) => read::run(&read),
        Command::Intake(intake) => intake::run(&intake),
        Command::Analyse(analyse) => analyse::run(&analyse),
        Command::Export(export) => export::run(&export),
        Command::Watch(watch) => watch::run(&watch),
        Command::Add(add) => archive::add(&add),
        Command::Search(search) => archive::search(&search),
        Command::Show(show) => archive::show(&show),
        Command::Relations(relations) => archive::relations(&relations),
        Command::Quotes(quotes) => archive::quotes(&quotes),
        Command::Actor(actor) => archive::actor(&actor),
        Command::Stats(stats) => archive::stats(&stats),
        Command::Verify(verify) => archive::verify(&verify),
        Command::Split(split) => archive::split(&split),
        Command::Join(join) => archive::join(&join),
        Command::Retract(retract) => archive::retract(&retract),
        Command::Reread(reread) => archive::reread(&reread),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Mcp(arguments) => serve::mcp(&arguments),
        Command::Schema => schema(),
        Command::Codebook(CodebookCommand::Check(check)) => codebook::check(&check),
        Command::Codebook(CodebookCommand::Export(export)) => codebook::export(&export),
    }
}

fn schema() -> Result<Outcome, Stop> {
    let mut schema = serde_json::to_string_pretty(&record::schema()).map_err(anyhow::Error::from)?;
    schema.push('\n');
    Output::plain().write(&schema)?;
    Ok(Outcome::Well)
}
