//! The stages in their order.

use std::{borrow::Cow, path::Path};

use attribution::Lexicon;
use encoder::Weights;
use knowledge::{Knowledge, codebook::Codebook};
use language::Language;
use rayon::prelude::*;
use record::{Analysis, ReaderVersion, Record, Report, SCHEMA};
use resolve::Resolved;

/// The weights that the program is built with.
static MODEL: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/dateline.safetensors"));

/// Why a reader cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The model is none, or another than the program's.
    #[error("the model is none, or another than the program's")]
    Model(#[from] language::Error),
    /// The codebook cannot be read.
    #[error("the codebook cannot be read")]
    Codebook(#[from] knowledge::codebook::Error),
    /// The threads cannot be started.
    #[error("cannot start {threads} threads: {reason}")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system says.
        reason: String,
    },
}

/// Model, tables and codebook, ready to read.
pub struct Reader {
    language: Language,
    knowledge: &'static Knowledge,
    codebook: Cow<'static, Codebook>,
    lexicon: Lexicon,
    version: ReaderVersion,
}

impl Reader {
    /// A reader with the embedded model, knowledge and codebook.
    pub fn embedded() -> Result<Self, Error> {
        Self::with_codebook(Cow::Borrowed(Codebook::embedded()))
    }

    /// A reader with the tables of a codebook that a user has edited.
    pub fn with_codebook_in(folder: &Path) -> Result<Self, Error> {
        Self::with_codebook(Cow::Owned(Codebook::load(folder)?))
    }

    fn with_codebook(codebook: Cow<'static, Codebook>) -> Result<Self, Error> {
        let weights = Weights::parse(MODEL).map_err(language::Error::from)?;
        let knowledge = Knowledge::embedded();
        let version = ReaderVersion {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: format!("blake3:{}", blake3::hash(MODEL).to_hex()),
            codebook: codebook.hash().to_owned(),
            knowledge: knowledge.hash().to_owned(),
        };
        Ok(Self { language: Language::load(&weights)?, knowledge, codebook, lexicon: Lexicon::embedded(), version })
    }

    /// Reads one report. Bad text is no error: what could not be decided stands in the record's doubts.
    pub fn read(&self, report: &Report) -> Record {
        let analysis = self.language.analyse(report.text.as_str());
        self.read_analysed(report, &analysis)
    }

    /// Reads a report whose analysis is there already.
    pub fn read_analysed(&self, report: &Report, analysis: &Analysis) -> Record {
        let resolved = self.resolve(report, analysis);
        Record {
            schema: SCHEMA,
            reader: self.version.clone(),
            report: report.clone(),
            sentences: analysis.sentences.iter().map(|sentence| sentence.span).collect(),
            actors: resolved.actors,
            places: resolved.places,
            statements: resolved.statements,
            events: resolved.events,
            doubts: resolved.doubts,
        }
    }

    /// What is found in a report, with all that was weighed; for learning from annotated reports.
    pub fn weigh(&self, report: &Report) -> Resolved {
        self.resolve(report, &self.language.analyse(report.text.as_str()))
    }

    fn resolve(&self, report: &Report, analysis: &Analysis) -> Resolved {
        let statements = attribution::statements(&self.lexicon, analysis);
        let events = events::events(&self.codebook, analysis);
        resolve::resolve(self.knowledge, &self.codebook, report, analysis, &statements, &events)
    }

    /// Reads many reports on so many threads; the records come in the order of the reports, the same at any number.
    pub fn read_all(&self, reports: &[Report], threads: usize) -> Result<Vec<Record>, Error> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|e| Error::Threads { threads, reason: e.to_string() })?;
        Ok(pool.install(|| reports.par_iter().map(|report| self.read(report)).collect()))
    }

    /// The language model, for those who want the analysis alone.
    pub fn language(&self) -> &Language {
        &self.language
    }

    /// The codebook in use.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// Which program, model and tables read.
    pub fn version(&self) -> &ReaderVersion {
        &self.version
    }
}
