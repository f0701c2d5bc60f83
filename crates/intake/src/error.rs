//! What can go wrong before there is a text to read.

use std::io;

use thiserror::Error as ThisError;

use crate::format::Format;

/// Why a report could not be taken in. Each message says what happened, to what, and what to do.
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// There is no file of this name.
    #[error("cannot read {path}: there is no such file; check the path, or write - to read standard input")]
    NoSuchFile {
        /// The path as given.
        path: String,
    },
    /// The path names a folder.
    #[error("cannot read {path}: it is a folder; name a file in it")]
    Folder {
        /// The path as given.
        path: String,
    },
    /// The system refused or broke off the reading.
    #[error("cannot read {path}: {cause}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// There is nothing in it to read.
    #[error("{path} has no text: it is empty or holds white space only; give it the words of a report")]
    Empty {
        /// The path as given.
        path: String,
    },
    /// It is a kind of file that this version does not take.
    #[error("{path} looks like {}: it cannot be read; {}", .format.name(), .format.advice())]
    OtherFormat {
        /// The path as given.
        path: String,
        /// What it looks like.
        format: Format,
    },
    /// Its bytes are not text in any encoding that we know.
    #[error(
        "{path} is not text that can be decoded: byte {offset} fits neither UTF-8 nor {guess}; save it as UTF-8 and try again"
    )]
    Encoding {
        /// The path as given.
        path: String,
        /// The first byte that does not fit UTF-8, counted from 0.
        offset: usize,
        /// The encoding that came nearest.
        guess: &'static str,
    },
    /// It is larger than a report may be.
    #[error(
        "{path} is larger than {limit} bytes, the limit for one report; split it into its reports, or raise the limit"
    )]
    TooLarge {
        /// The path as given.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// It is a page larger than a page may be.
    #[error("{path} is a page of more than {limit} bytes, the limit for one; save its report alone, as text")]
    TooLargePage {
        /// The path as given.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// It is a page that goes over a bound of form.
    #[error("{path} is no page that can be read: {bound}; save its report alone, as text")]
    Page {
        /// The path as given.
        path: String,
        /// The bound, in a sentence.
        bound: String,
    },
    /// It is a page without a report on it.
    #[error("{path} has no report on it: no prose stands on the page; give it the page of one report")]
    NoReport {
        /// The path as given.
        path: String,
    },
    /// A file, or a part of one, is damaged.
    #[error("cannot read {path}: {what}; the rest is read if it can be")]
    Broken {
        /// The path as given, and the place in the file.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// It is a list of addresses.
    #[error("{path} is a sitemap: it lists {n} addresses and holds no report; give it the pages themselves")]
    Sitemap {
        /// The path as given.
        path: String,
        /// How many addresses it lists.
        n: usize,
    },
    /// A feed's entry without words.
    #[error("{path} has no words: the feed gives its title alone; give the page that it leads to")]
    NoWords {
        /// The feed and the entry's place in it.
        path: String,
    },
    /// A row without the text of a report.
    #[error("{path} has no text: none of the columns \"{names}\" is there and filled; name the column of texts")]
    NoColumn {
        /// The table and the row's place in it.
        path: String,
        /// The columns that were looked for.
        names: String,
    },
    /// It is not in English.
    #[error("{path} is written in {language}, dateline reads English; give it an English report or a translation")]
    Language {
        /// The path as given.
        path: String,
        /// The language's English name.
        language: &'static str,
    },
    /// The texts that later ones are compared with cannot be kept.
    #[error("cannot keep the texts seen so far: {cause}; make room in the folder for temporary files")]
    Memory {
        /// What the system said.
        #[source]
        cause: io::Error,
    },
    /// A date given by the user is none.
    #[error("\"{text}\" is no date: write it as YYYY-MM-DD")]
    NoDate {
        /// What was given.
        text: String,
    },
}
