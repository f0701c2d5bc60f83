//! The evaluation sets, each with how it is scored.

use anyhow::Result;
use clap::ValueEnum;

use super::{Bench, attribution, boundaries, coreference, extraction, gap, names, places, readings, trees, types};

/// A set of annotated texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Set {
    /// The words of reports on web pages.
    Pages,
    /// Universal Dependencies, English Web Treebank.
    Ewt,
    /// Universal Dependencies, GUM in its free genres.
    Gum,
    /// Where sentences end in news and interviews.
    Boundaries,
    /// Universal NER on the English Web Treebank.
    Uner,
    /// Names in news.
    NamesNews,
    /// Names in encyclopaedic text on politics.
    Crossner,
    /// OntoNotes' coreference on GUM in its free genres.
    Coreference,
    /// Pronouns between two names.
    Gap,
    /// Annotated readings of news reports.
    Readings,
    /// Readings held back from training, and how far stated confidence can be trusted.
    HeldBack,
    /// Attributions in political news.
    Polnear,
    /// Place names in news.
    Trnews,
    /// Sentences with the types of their events.
    Plv,
}

impl Set {
    /// Its name on the command line and in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Ewt => "ewt",
            Self::Gum => "gum",
            Self::Boundaries => "boundaries",
            Self::Uner => "uner",
            Self::NamesNews => "names-news",
            Self::Crossner => "crossner",
            Self::Coreference => "coreference",
            Self::Gap => "gap",
            Self::Readings => "readings",
            Self::HeldBack => "held-back",
            Self::Polnear => "polnear",
            Self::Trnews => "trnews",
            Self::Plv => "plv",
        }
    }

    /// Scores it; what of it is not there is passed over and noted.
    pub fn score(self, bench: &mut Bench) -> Result<()> {
        let name = self.name();
        match self {
            Self::Pages => extraction::score(name, bench),
            Self::Ewt => trees::score(name, "data/language/ud-ewt/en_ewt-ud-test.conllu", bench),
            Self::Gum => trees::score(name, "data/language/gum/free/gum-free-ud-test.conllu", bench),
            Self::Boundaries => boundaries::score(name, bench),
            Self::Uner => names::score_uner(name, bench),
            Self::NamesNews => names::score_news(name, bench),
            Self::Crossner => names::score_crossner(name, bench),
            Self::Coreference => coreference::score(name, bench),
            Self::Gap => gap::score(name, bench),
            Self::Readings => readings::score(name, bench),
            Self::HeldBack => readings::score_held_back(name, bench),
            Self::Polnear => attribution::score(name, bench),
            Self::Trnews => places::score(name, bench),
            Self::Plv => types::score(name, bench),
        }
    }
}
