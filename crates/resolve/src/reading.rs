//! One report under the reader's eye: what every room asks of it again and again, looked up once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use knowledge::{CountryName, CountryWord, Knowledge};
use record::{
    Analysis, Mention, Name, NameKind, Report, StatementKind, StatementMention, TokenSpan, Upos, numerals::spelled,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::dates::{Calendar, Tense};

/// So much weight the names of countries must have for a report to be about one: that of one in its second paragraph.
const IN_PASSING: f64 = 2.0;

/// A report, its analysis and what is known of its words.
pub(crate) struct Reading<'a> {
    pub knowledge: &'a Knowledge,
    pub report: &'a Report,
    pub analysis: &'a Analysis,
    /// The day that relative times count from: of publication, else of the dateline.
    pub published: Option<Date>,
    /// The country that a name stands for, a value a name.
    name_countries: Vec<Option<CountryName>>,
    /// The country that a word stands for by itself.
    word_countries: BTreeMap<usize, CountryName>,
    /// The country in which the place that a name names lies, a value a name.
    place_countries: Vec<Option<String>>,
    /// The name that a token is part of.
    name_of: Vec<Option<usize>>,
    /// The innermost statement whose content holds a token.
    said_in: Vec<Option<usize>>,
    /// Whether a statement is a quotation through and through, a value a statement.
    quoted: Vec<bool>,
    /// How much of the report each country's names take up, from 0 to 1.
    shares: BTreeMap<String, f64>,
    /// How often countries are named in it, more for each name near its beginning.
    named: f64,
    /// The country that is named first.
    first_country: Option<String>,
}

impl<'a> Reading<'a> {
    /// Looks the report's names up.
    pub fn new(
        knowledge: &'a Knowledge,
        report: &'a Report,
        analysis: &'a Analysis,
        statements: &[StatementMention],
    ) -> Self {
        let mut reading = Self {
            knowledge,
            report,
            analysis,
            published: report.published.as_deref().and_then(|day| day.parse().ok()),
            name_countries: Vec::new(),
            word_countries: BTreeMap::new(),
            place_countries: vec![None; analysis.names.len()],
            name_of: vec![None; analysis.tokens.len()],
            said_in: said_in(analysis, statements),
            quoted: statements.iter().map(|statement| statement.kind == StatementKind::Direct).collect(),
            shares: BTreeMap::new(),
            named: 0.0,
            first_country: None,
        };
        for (at, name) in analysis.names.iter().enumerate() {
            let end = name.tokens.end.min(analysis.tokens.len());
            // "President" alone is a title, whatever it was tagged.
            let title = name.tokens.len() == 1 && name.kind != NameKind::Location && name.kind != NameKind::Group;
            if title
                && end > name.tokens.start
                && (knowledge.title(&analysis.words(name.tokens).to_lowercase()).is_some()
                    || reading.is_common(name.tokens.start))
            {
                continue;
            }
            reading.name_of[name.tokens.start.min(end)..end].fill(Some(at));
        }
        let told = reading.told_countries();
        reading.name_countries = analysis.names.iter().map(|name| reading.look_up_name(name, &told)).collect();
        reading.word_countries =
            (0..analysis.tokens.len()).filter_map(|token| Some((token, reading.look_up_word(token)?))).collect();
        (reading.shares, reading.named) = reading.weigh_countries();
        reading.published = reading.published.or_else(|| reading.dateline());
        reading
    }

    /// Whether a headline's word has its capital for being there: the body writes it small, as a noun.
    fn is_common(&self, token: usize) -> bool {
        let word = self.lower(token);
        let small = |at: usize| self.analysis.tokens[at].upos == Upos::Noun && self.analysis.form(at) == word;
        let headline = self.headline();
        headline.contains(token) && (headline.end..self.analysis.tokens.len()).any(small)
    }

    /// The index of the name that holds `token`.
    pub fn name_of(&self, token: usize) -> Option<usize> {
        self.name_of.get(token).copied().flatten()
    }

    /// The country that a whole name stands for.
    pub fn country_of_name(&self, name: usize) -> Option<&CountryName> {
        self.name_countries[name].as_ref()
    }

    /// The country that a word stands for, by itself or as all of a name. A capital is a place, not such a word.
    pub fn country_of_word(&self, token: usize) -> Option<&CountryName> {
        match self.name_of(token).and_then(|name| self.country_of_name(name)) {
            Some(country) if country.how != CountryWord::Capital => Some(country),
            _ => self.word_countries.get(&token),
        }
    }

    /// The country that a word stands for, or in which the place lies that it names.
    pub fn country_at(&self, token: usize) -> Option<&str> {
        let by_word = self.country_of_word(token).map(|country| country.iso3.as_str());
        by_word.or_else(|| self.place_countries[self.name_of(token)?].as_deref())
    }

    /// Takes the countries of the places that names name, a value a name, and weighs the report's countries anew.
    pub fn locate(&mut self, place_countries: Vec<Option<String>>) {
        self.place_countries = place_countries;
        (self.shares, self.named) = self.weigh_countries();
        let tokens = 0..self.analysis.tokens.len();
        self.first_country = tokens.filter_map(|token| self.country_at(token)).next().map(str::to_owned);
    }

    /// The innermost statement in whose content `token` stands.
    pub fn statement_around(&self, token: usize) -> Option<usize> {
        self.said_in.get(token).copied().flatten()
    }

    /// The innermost quotation in which `token` stands.
    pub fn quotation_around(&self, token: usize) -> Option<usize> {
        self.statement_around(token).filter(|&statement| self.quoted[statement])
    }

    /// How much of the report is about a country, from 0 to 1.
    pub fn share(&self, iso3: &str) -> f64 {
        self.shares.get(iso3).copied().unwrap_or(0.0)
    }

    /// The country that the report is mostly about, where there is one; of equals the one that is named first. What is
    /// named once, far down, a report is not about.
    pub fn main_country(&self) -> Option<(&str, f64)> {
        if self.named < IN_PASSING {
            return None;
        }
        let first = |iso3: &String| Some(iso3) == self.first_country.as_ref();
        let most = self
            .shares
            .iter()
            .max_by(|a, b| a.1.total_cmp(b.1).then(first(a.0).cmp(&first(b.0))).then(b.0.cmp(a.0)))?;
        Some((most.0, *most.1))
    }

    /// A token's letters, small.
    pub fn lower(&self, token: usize) -> String {
        self.analysis.form(token).to_lowercase()
    }

    /// Whether a mention's tokens are tokens of this report, with its head among them.
    pub fn holds(&self, mention: &Mention) -> bool {
        let TokenSpan { start, end } = mention.tokens;
        start < end && end <= self.analysis.tokens.len() && mention.tokens.contains(mention.head)
    }

    /// The token of a name on which the rest of it hangs.
    pub fn head_of_name(&self, name: usize) -> usize {
        let tokens = self.analysis.names[name].tokens;
        let outside = |token: &usize| self.analysis.tokens[*token].head.is_none_or(|head| !tokens.contains(head));
        tokens.tokens().find(outside).unwrap_or(tokens.start)
    }

    /// The tokens of the headline; none where the report has no title.
    pub fn headline(&self) -> TokenSpan {
        let first = self.analysis.sentences.first().filter(|_| self.report.title.is_some());
        first.map_or(TokenSpan::new(0, 0), |sentence| sentence.tokens)
    }

    /// The paragraph that `token` stands in.
    pub fn paragraph_of(&self, token: usize) -> usize {
        self.analysis.sentences.get(self.analysis.sentence_of(token)).map_or(0, |sentence| sentence.paragraph)
    }

    /// What a time expression in the clause of `token` is read against.
    pub fn calendar(&self, anchor: Option<Date>, tense: Tense) -> Calendar {
        Calendar { published: self.published, anchor, tense }
    }

    fn look_up_name(&self, name: &Name, told: &BTreeSet<String>) -> Option<CountryName> {
        if name.tokens.is_empty() || name.tokens.end > self.analysis.tokens.len() {
            return None;
        }
        if name.kind == NameKind::Person {
            return self.country_for_person(name);
        }
        let words = without_frame(self.analysis.words(name.tokens));
        let found = match words {
            "North" | "South" | "East" | "West" => self.half_called(words, name.tokens.end)?,
            // "South African" may be tagged by its last word alone.
            _ => {
                let before = name.tokens.start.checked_sub(1).map(|before| self.analysis.form(before));
                let side = before.filter(|before| matches!(*before, "South" | "North" | "East" | "Central"));
                let whole = side.and_then(|side| self.knowledge.country_called(&format!("{side} {words}")));
                whole.or_else(|| self.knowledge.country_called(words))?
            }
        };
        // A body that bears a capital's name is a club or a paper; an adjective is none of a place's names.
        let body = name.kind == NameKind::Organisation && found.how == CountryWord::Capital;
        // But one that does something, in a report that names its country otherwise, is that country's.
        let seat = name.tokens.len() == 1 && self.analysis.tokens[name.tokens.start].is("nsubj");
        (!body || seat && told.contains(found.iso3.as_str())).then_some(found)
    }

    /// The countries that single words other than a capital's name stand for.
    fn told_countries(&self) -> BTreeSet<String> {
        let forms: BTreeSet<&str> = (0..self.analysis.tokens.len()).map(|at| self.analysis.form(at)).collect();
        let named = forms.into_iter().filter(|form| form.starts_with(char::is_uppercase));
        let countries = named.filter_map(|form| self.knowledge.country_called(without_frame(form)));
        let told = countries.filter(|country| country.how != CountryWord::Capital);
        told.map(|country| country.iso3.to_string()).collect()
    }

    /// "Chad recalled its envoy": a country's name alone, taken for a person of whom nothing else is told by name.
    fn country_for_person(&self, name: &Name) -> Option<CountryName> {
        let form = |token: usize| self.analysis.form(token);
        let fuller = |other: &&Name| {
            other.kind == NameKind::Person
                && other.tokens.len() > 1
                && other.tokens.end <= self.analysis.tokens.len()
                && other.tokens.tokens().any(|token| form(token) == form(name.tokens.start))
        };
        let found = self.knowledge.country_called(form(name.tokens.start)).filter(|_| name.tokens.len() == 1)?;
        // "a Briton"
        let article = name
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| matches!(form(at), "a" | "an" | "the" | "A" | "An" | "The"));
        let word = found.how == CountryWord::Name || article && found.how != CountryWord::Capital;
        (word && !self.analysis.names.iter().any(|other| fuller(&other))).then_some(found)
    }

    /// "the North" in a report that names North Korea; "North and South Korea".
    fn half_called(&self, side: &str, end: usize) -> Option<CountryName> {
        let joined = self.analysis.tokens.get(end).filter(|_| matches!(self.analysis.form(end), "and" | "or"));
        if joined.is_some() && end + 2 < self.analysis.tokens.len() {
            let whole = format!("{side} {}", self.analysis.form(end + 2));
            if let Some(country) = self.knowledge.country_called(&whole) {
                return Some(country);
            }
        }
        let names = self.analysis.names.iter().filter(|name| name.tokens.len() == 2);
        let mut words = names.map(|name| without_frame(self.analysis.words(name.tokens)));
        words.find_map(|words| {
            let (half, rest) = words.split_once(' ')?;
            let one_of_two = matches!(half, "North" | "South" | "East" | "West");
            self.knowledge.country_called(&format!("{side} {rest}")).filter(|_| one_of_two)
        })
    }

    fn look_up_word(&self, token: usize) -> Option<CountryName> {
        let upos = self.analysis.tokens[token].upos;
        let form = self.analysis.form(token);
        if !matches!(upos, Upos::Adj | Upos::Propn | Upos::Noun) || !form.starts_with(char::is_uppercase) {
            return None;
        }
        if self.name_of(token).is_some_and(|name| self.analysis.names[name].kind == NameKind::Person) {
            return None;
        }
        // "N. Korean" and "South African" are read together.
        let before = token.checked_sub(1).map(|before| self.analysis.form(before));
        let side = before.and_then(|before| match before {
            "N." | "North" => Some("North"),
            "S." | "South" => Some("South"),
            _ => None,
        });
        let together = side.and_then(|side| self.knowledge.country_called(&format!("{side} {form}")));
        let continent = form.starts_with("America")
            && matches!(before, Some("South" | "North" | "Latin" | "Central" | "Inter" | "Pan"));
        if continent {
            return None;
        }
        let found = together.or_else(|| self.knowledge.country_called(without_frame(form)))?;
        if self.is_half_of_place(token, &found.iso3) {
            return None;
        }
        (!matches!(found.how, CountryWord::Capital | CountryWord::Metonym)).then_some(found)
    }

    /// Whether a country's word is half of the name of a place elsewhere: "New Jersey", "the Niger Delta".
    fn is_half_of_place(&self, token: usize, iso3: &str) -> bool {
        let elsewhere = |start: usize, end: usize| {
            let fits = end <= self.analysis.tokens.len();
            let place = fits.then(|| self.knowledge.places(self.analysis.words(TokenSpan::new(start, end))));
            place
                .and_then(|places| places.into_iter().next())
                .is_some_and(|place| place.country.as_deref() != Some(iso3))
        };
        token.checked_sub(1).is_some_and(|before| elsewhere(before, token + 1)) || elsewhere(token, token + 2)
    }

    /// A number in digits, however it is written: "twelve", "12", "1,200".
    pub fn number(&self, token: usize) -> String {
        let form = self.lower(token);
        spelled(&form).map_or_else(|| form.replace(',', ""), |value| value.to_string())
    }

    /// Whether words name a part of the world that holds many countries: "Europe", "the Middle East".
    pub fn is_region(&self, words: &str) -> bool {
        let words = without_frame(words);
        let whole =
            |place: &knowledge::Place| place.country.is_none() && matches!(place.feature.as_str(), "CONT" | "RGN");
        words == "West" || self.knowledge.places(words).first().is_some_and(whole)
    }

    /// The country of the place that a body's name begins with or holds, where the report is about that country too:
    /// "Quebec Provincial Police".
    pub fn country_of_place_in(&self, tokens: TokenSpan) -> Option<String> {
        let runs = tokens
            .tokens()
            .flat_map(|start| (start + 1..tokens.end.min(start + 3) + 1).rev().map(move |end| (start, end)));
        runs.filter(|(start, end)| end - start < tokens.len()).find_map(|(start, end)| {
            let place = self.knowledge.places(self.analysis.words(TokenSpan::new(start, end))).into_iter().next()?;
            Some(place.country?.to_string()).filter(|country| self.share(country) > 0.0)
        })
    }

    fn weigh_countries(&self) -> (BTreeMap<String, f64>, f64) {
        let mut weights = BTreeMap::<String, f64>::new();
        let mut last = None;
        let tokens = &self.analysis.tokens;
        for token in 0..tokens.len() {
            let Some(country) = self.country_at(token) else { continue };
            let name = self.name_of(token);
            if name.is_some() && name == last {
                continue;
            }
            last = name;
            let weight = match self.paragraph_of(token) {
                0 => 3.0,
                1 => 2.0,
                _ => 1.0,
            };
            *weights.entry(country.to_owned()).or_default() += weight;
        }
        let sum: f64 = weights.values().sum();
        weights.values_mut().for_each(|weight| *weight /= sum);
        (weights, sum)
    }
}

/// A name without article and possessive.
pub(crate) fn without_frame(words: &str) -> &str {
    // "Kenya The Kenyan army": a dateline was taken into the name.
    let words = words.rsplit(" The ").next().unwrap_or(words).trim();
    let words = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    let words = words.strip_suffix("'s").or_else(|| words.strip_suffix("’s")).unwrap_or(words);
    words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | '"' | '“' | '”' | ','))
}

/// A name as two spellings of it are compared: small letters, no accents, no marks.
pub(crate) fn folded(words: &str) -> String {
    let plain = without_frame(words).nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let spaced: String = plain
        .map(|c| {
            if c.is_alphanumeric() {
                c
            } else if c == '.' {
                '\0'
            } else {
                ' '
            }
        })
        .collect();
    spaced.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// For every token the shortest statement content that holds it; of two alike, "accused it of blackmail, which it denies",
/// that of whoever does not deny it.
fn said_in(analysis: &Analysis, statements: &[StatementMention]) -> Vec<Option<usize>> {
    let denies = |statement: &StatementMention| {
        let cue = statement.cue.map(|words| analysis.words(words).to_lowercase()).unwrap_or_default();
        ["deny", "denie", "denying", "reject", "dismiss"].iter().any(|verb| cue.starts_with(verb))
    };
    let mut pieces: Vec<_> = statements
        .iter()
        .enumerate()
        .flat_map(|(at, statement)| statement.content.iter().map(move |&span| (span, at)))
        .collect();
    pieces.sort_by_key(|(span, at)| (std::cmp::Reverse(span.len()), !denies(&statements[*at]), *at));
    let mut said = vec![None; analysis.tokens.len()];
    for (span, at) in pieces {
        let first = analysis.tokens.partition_point(|token| token.span.start < span.start);
        let within = analysis.tokens[first..].iter().take_while(|token| token.span.end <= span.end).count();
        said[first..first + within].fill(Some(at));
    }
    said
}
