//! Whose text a report is, by its own words.

mod phrases;

use record::{Origin, OriginBasis, RemovedKind, Report, calendar};

use crate::furniture::{Words, byline, outlet};

use phrases::{FROM, HELP, LABELS, NAMELESS, SHORT_NAMES};

/// What a report's own words say of its origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Whom it names, and where.
    pub origin: Option<Origin>,
    /// How much that weighs against what other copies of the text say.
    pub rank: Rank,
    /// Whether the text is said to be another's whom nobody names: "Agencies".
    pub is_foreign: bool,
    /// Names beside the author's or the rights' that may be an agency's or a place's: "By Ana Bell, Northwire".
    pub perhaps: Vec<Origin>,
}

impl Claim {
    /// The agency that signs the report, if one does.
    pub fn signer(&self) -> Option<&str> {
        self.origin.as_ref().filter(|_| self.rank == Rank::Signed).map(|origin| origin.name.as_str())
    }
}

/// The weights of claims, the heaviest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// An agency signs: by dateline, byline, or at the end.
    Signed,
    /// The outlet says that it has the text from another.
    Credited,
    /// Somebody of the outlet's own signs.
    OwnByline,
    /// The outlet published it.
    #[default]
    Published,
}

/// The origin that a report's own words give, its outlet where they give none; null where it has no outlet either.
pub fn origin_of(report: &Report) -> Option<Origin> {
    claim(report).origin
}

/// What the report's own words say.
pub(crate) fn claim(report: &Report) -> Claim {
    let is_own = |name: &str| report.outlet.as_deref().is_some_and(|own| is_same_house(own, name));
    let said = |name: &str, basis, words: &str| Origin { name: name.to_owned(), basis, words: Some(words.to_owned()) };
    let mut claims: Vec<(Rank, Origin)> = Vec::new();
    let mut perhaps = Vec::new();
    let mut is_foreign = report.removed.iter().any(|removed| is_nameless(&removed.text));
    if let Some((agency, words)) = dateline_agency(report) {
        claims.push((Rank::Signed, said(&agency, OriginBasis::Dateline, &words)));
    }
    for signed in bylines(report) {
        is_foreign |= signed.is_foreign;
        match (&signed.outlet, &report.outlet) {
            (Some(name), _) if !is_own(name) || is_agency_like(name) => {
                claims.push((Rank::Signed, said(name, OriginBasis::Byline, signed.words)));
            }
            (None, Some(_)) if signed.tail.is_some_and(|tail| is_name(tail) && !is_own(tail)) => {
                perhaps.extend(signed.tail.map(|tail| said(tail, OriginBasis::Byline, signed.words)));
            }
            // Whoever prints another's text seldom puts a name of the house over it.
            (_, Some(own)) if signed.is_by_person => {
                claims.push((Rank::OwnByline, said(own, OriginBasis::Byline, signed.words)));
            }
            _ => {}
        }
    }
    for line in lines_around(report) {
        claims.extend(signature(line).map(|name| (Rank::Signed, said(&name, OriginBasis::Credit, line))));
        if let Some(name) = credited(line).filter(|name| !is_own(name)) {
            claims.push((Rank::Credited, said(&name, OriginBasis::Credit, line)));
        }
        perhaps.extend(claimant(line).filter(|name| !is_own(name)).map(|name| said(&name, OriginBasis::Credit, line)));
    }
    // The first of the heaviest.
    claims.sort_by_key(|&(rank, _)| rank);
    let published = |name: &String| Origin { name: name.clone(), basis: OriginBasis::Outlet, words: None };
    let (rank, origin) = match claims.into_iter().next() {
        Some((rank, origin)) => (rank, Some(origin)),
        None => (Rank::Published, report.outlet.as_ref().map(published).filter(|_| !is_foreign)),
    };
    Claim { origin, rank, is_foreign, perhaps }
}

/// Whether two names are of one outlet: "The Herald" and "herald".
pub(crate) fn is_same_house(one: &str, other: &str) -> bool {
    let (one, other) = (house(one), house(other));
    one == other
}

/// A name as it is compared: small letters and figures, no article, agencies by their short names.
pub(crate) fn house(name: &str) -> String {
    let letters: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let letters = letters.strip_prefix("the").filter(|rest| rest.len() > 2).unwrap_or(&letters);
    match SHORT_NAMES.iter().find(|(long, _)| *long == letters) {
        Some((_, short)) => (*short).to_owned(),
        None => letters.to_owned(),
    }
}

/// The agency in the dateline of the body's first paragraph, and the dateline: "PORT AMBEL, May 3 (Reuters) - ".
fn dateline_agency(report: &Report) -> Option<(String, String)> {
    let text = report.text.as_str();
    let body = report.title.as_deref().and_then(|title| text.strip_prefix(title)).unwrap_or(text).trim_start();
    let first = body.split("\n\n").next()?;
    if let Some(rest) = first.strip_prefix('(') {
        let (agency, rest) = rest.split_once(')')?;
        let is_dateline = outlet::is_agency(agency.trim()) && rest.trim_start().starts_with(DASHES);
        return is_dateline.then(|| (agency.trim().to_owned(), dateline_words(first, rest)));
    }
    let mark = if first.find('(').unwrap_or(usize::MAX) < first.find('/').unwrap_or(usize::MAX) { '(' } else { '/' };
    let (place, rest) = first.split_once(mark)?;
    let (agency, rest) = rest.split_once(if mark == '(' { ')' } else { '/' })?;
    let agency = agency.trim();
    let is_place = place.len() <= 60
        && place.split([' ', ',']).next().is_some_and(|word| {
            word.chars().count() > 1
                && word.chars().all(|letter| !letter.is_lowercase())
                && word.starts_with(char::is_alphabetic)
        });
    let is_signed = (is_place && is_name(agency)) || (place.len() <= 60 && outlet::is_agency(agency));
    (is_signed && rest.trim_start().starts_with(DASHES)).then(|| (agency.to_owned(), dateline_words(first, rest)))
}

const DASHES: [char; 4] = ['-', '–', '—', '―'];

fn dateline_words(first: &str, rest: &str) -> String {
    first[..first.len() - rest.len()].trim().to_owned()
}

/// A byline that was taken out.
struct Signed<'a> {
    outlet: Option<String>,
    /// What stands behind the author's name.
    tail: Option<&'a str>,
    is_by_person: bool,
    is_foreign: bool,
    words: &'a str,
}

fn bylines(report: &Report) -> Vec<Signed<'_>> {
    let none = Words::of(std::iter::empty());
    let removed = report.removed.iter().filter(|removed| removed.kind == RemovedKind::Byline);
    let words = removed.map(|removed| removed.text.as_str()).filter(|text| !is_help(text));
    words
        .map(|words| {
            let byline = byline::line(words, &none).unwrap_or_default();
            let who = words.strip_prefix("By ").or_else(|| words.strip_prefix("by ")).unwrap_or(words);
            Signed {
                is_by_person: !byline.names.is_empty(),
                outlet: byline.outlet.map(|outlet| without_post(&outlet)),
                tail: words.split_once(", ").map(|(_, tail)| tail.trim()).filter(|tail| !tail.contains(',')),
                is_foreign: is_nameless(who),
                words,
            }
        })
        .collect()
}

/// "Reuters Staff" is Reuters.
fn without_post(outlet: &str) -> String {
    let posts = [" Staff", " staff", " Staff Writer", " staff writer", " Correspondent", " correspondent", " Newsroom"];
    posts.iter().find_map(|post| outlet.strip_suffix(post)).unwrap_or(outlet).to_owned()
}

/// Lines that may tell where a text is from: what cleaning took out, and short paragraphs at either end.
fn lines_around(report: &Report) -> Vec<&str> {
    let kinds = [RemovedKind::Boilerplate, RemovedKind::Byline, RemovedKind::Promo];
    let removed = report.removed.iter().filter(|removed| kinds.contains(&removed.kind));
    let paragraphs: Vec<&str> = report.text.as_str().split("\n\n").collect();
    let n_first = usize::from(report.title.is_some());
    let first = paragraphs.get(n_first).copied();
    let last = paragraphs.iter().rev().take(3).copied().filter(|_| paragraphs.len() > n_first + 1);
    let mut lines: Vec<&str> = removed.map(|removed| removed.text.as_str()).collect();
    lines.extend(first.into_iter().chain(last).filter(|line| line.len() <= 300));
    lines.retain(|line| line.len() <= 1_000 && !is_help(line));
    lines
}

/// The agency that a line is nothing but the name of: "— Reuters", "(AFP)".
fn signature(line: &str) -> Option<String> {
    if line.len() > 60 {
        return None;
    }
    let bare = line.trim_matches(|letter: char| !letter.is_alphanumeric());
    let is_marked = line.starts_with(DASHES) || (line.starts_with(['(', '[']) && line.ends_with([')', ']']));
    let is_one = outlet::is_agency(bare) || (is_marked && is_name(bare) && outlet::is_outlet(bare));
    is_one.then(|| bare.to_owned())
}

/// Whom a line says that the text is from.
fn credited(line: &str) -> Option<String> {
    let lower = line.to_ascii_lowercase();
    for phrase in FROM {
        for (at, _) in lower.match_indices(phrase) {
            if let Some(name) = leading_name(&line[at + phrase.len()..]) {
                return Some(name);
            }
        }
    }
    let labelled = LABELS.iter().find_map(|label| lower.starts_with(label).then(|| &line[label.len()..]));
    let name = labelled.and_then(leading_name).filter(|name| is_agency_like(name) || outlet::is_outlet(name));
    name.or_else(|| claimant(line).filter(|name| is_agency_like(name)))
}

/// Who claims the rights: "Copyright 2024 The Associated Press. All rights reserved."
fn claimant(line: &str) -> Option<String> {
    let lower = line.to_ascii_lowercase();
    let marks = ["copyright", "©", "(c)"];
    let at = marks.iter().filter_map(|mark| lower.find(mark)).min()?;
    let rest = line[at..].trim_start_matches(|letter: char| letter != ' ').trim_start();
    let rest = rest.trim_start_matches("(c)").trim_start_matches("(C)");
    let rest = rest.trim_start_matches(|letter: char| !letter.is_alphabetic());
    leading_name(rest.strip_prefix("by ").unwrap_or(rest))
}

/// The name that a text begins with: words in capitals, and small ones between them.
fn leading_name(text: &str) -> Option<String> {
    let text = text.trim_start_matches([' ', ':', '"', '“', '‘']);
    let text = text.strip_prefix("the ").unwrap_or(text);
    let mut name: Vec<&str> = Vec::new();
    for word in text.split(' ').take(7) {
        let bare = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let is_joint = ["of", "and", "the", "for", "&", "-"].contains(&word);
        if !is_joint && !bare.starts_with(|letter: char| letter.is_uppercase()) && !is_site(bare) {
            break;
        }
        if ["All", "Reprinted", "Used", "Read", "Click"].contains(&bare) && !name.is_empty() {
            break;
        }
        name.push(if is_joint { word } else { bare });
        let is_abbreviation = word.ends_with('.') && bare.chars().count() < 3;
        if !is_joint && bare.len() < word.len() && !is_abbreviation {
            break;
        }
    }
    while name.last().is_some_and(|word| word.starts_with(char::is_lowercase) && !is_site(word) || "&-".contains(*word))
    {
        name.pop();
    }
    let name = name.join(" ");
    let name = name.trim_end_matches(|letter: char| !letter.is_alphanumeric()).to_owned();
    is_name(&name).then_some(name)
}

/// Whether words have the form of an outlet's name, and are no day or month.
fn is_name(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let n_letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let first = if first == "The" { text.split(' ').nth(1).unwrap_or_default() } else { first };
    (2..=60).contains(&text.len())
        && n_letters >= 2
        && text.split(' ').count() <= 6
        && (first.starts_with(char::is_uppercase) || is_site(first) || outlet::is_agency(text))
        && !text.contains(['(', ')', ';'])
        && (!is_day_or_month(&first.to_lowercase()) || outlet::is_outlet(text))
        && !is_nameless(text)
}

/// Days and months, whole or short, which no name is.
fn is_day_or_month(word: &str) -> bool {
    calendar::weekday(word).is_some() || calendar::month(word).is_some()
}

fn is_site(word: &str) -> bool {
    outlet::domain_len(word) == Some(word.len()) && !word.is_empty()
}

/// Whether a name is an agency's by list or by form.
fn is_agency_like(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let has = |words: &str| name.to_lowercase().contains(words);
    outlet::is_agency(name)
        || ["agency", "wire", "newswire", "syndicate", "wires", "features"].contains(&last.as_str())
        || ["news service", "press association", "associated press", "press trust", "wire service", "press service"]
            .iter()
            .any(|words| has(words))
}

/// Whether a line tells who helped: the text is not theirs.
fn is_help(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    HELP.iter().any(|words| bare.starts_with(words)) || lower.contains("contributed to this")
}

fn is_nameless(text: &str) -> bool {
    let lower = text.to_lowercase();
    NAMELESS.contains(&lower.trim_matches(|letter: char| !letter.is_alphanumeric()))
}
