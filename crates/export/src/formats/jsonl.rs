//! Records, one a line.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};

use record::Record;
use serde::Serialize;

use super::Form;
use crate::landing::{self, Landing};
use crate::table::Numbers;
use crate::{Error, Happening, Quoted, Reported, evidence};

/// A line: the record, and beside it what it no longer tells by itself.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    record: &'a Record,
    /// The words that its values rest on, where its report's text is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<Quoted>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    happenings: &'a BTreeMap<String, Happening>,
}

pub(crate) struct Lines {
    lines: BufWriter<File>,
}

impl Lines {
    pub(crate) fn begin(landing: &Landing) -> Result<Self, Error> {
        Ok(Self { lines: landing.file("")? })
    }
}

impl Form for Lines {
    fn add(&mut self, reported: &Reported, numbers: &Numbers) -> io::Result<usize> {
        let mut record = numbers.settings.bounded(reported);
        record.events.retain(|event| numbers.settings.takes(event));
        let has_text = !record.report.text.is_empty();
        let spans = if has_text { Default::default() } else { evidence::quoted(reported) };
        let words = spans.into_iter().map(|span| Quoted {
            start: span.start,
            end: span.end,
            words: reported.words(span).to_owned(),
        });
        let words = words.filter(|quoted| !quoted.words.is_empty()).collect();
        serde_json::to_writer(&mut self.lines, &Line { record: &record, words, happenings: &reported.happenings })?;
        self.lines.write_all(b"\n")?;
        Ok(1)
    }

    fn finish(self: Box<Self>, landing: &Landing) -> Result<(), Error> {
        landing::close(self.lines, landing.place())
    }
}
