//! What the words of a noun phrase say of the one they stand for: title, office, country, body, number.

use knowledge::{CountryWord, Group, Knowledge, Title};
use record::{ActorKind, Analysis, Basis, Name, NameKind, Sector, TokenSpan, Upos};

use crate::{
    borders::borders,
    reading::{Reading, without_frame},
};

/// What a noun phrase says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Description {
    /// The noun that carries it.
    pub head: usize,
    /// Its words, without the article.
    pub words: Words,
    /// The noun's dictionary form, small.
    pub noun: String,
    /// The words of a title and what it says.
    pub title: Option<(Words, Title)>,
    /// What the noun says of an actor without a name.
    pub group: Option<Group>,
    /// The country that the words tie it to.
    pub country: Option<String>,
    /// Whether that country is told by a word that stands for its government: "a White House aide".
    pub of_government: bool,
    /// The name of the body that the words tie it to.
    pub body: Option<usize>,
    /// The token of the person or body that a possessive ties it to: "his" in "his spokesman".
    pub owner: Option<usize>,
    /// Its article.
    pub article: Article,
    /// Whether its noun is a common one.
    pub common: bool,
    /// Whether it is more than one.
    pub plural: bool,
    /// A number before it.
    pub number: Option<usize>,
    /// The words that tell it from others of its noun, small.
    pub marks: Vec<String>,
}

/// Whether a word names those behind somebody, whose own he is not: "Bolivian-backed rebels".
pub(crate) fn only_backs(reading: &Reading, token: usize) -> bool {
    const BACKS: [&str; 13] = [
        "backed",
        "trained",
        "sponsored",
        "funded",
        "financed",
        "supported",
        "supplied",
        "armed",
        "aligned",
        "installed",
        "held",
        "occupied",
        "controlled",
    ];
    let tokens = &reading.analysis.tokens;
    token + 2 < tokens.len() && reading.lower(token + 1) == "-" && BACKS.contains(&reading.lower(token + 2).as_str())
}

/// The analysis less the "names" of persons that are a country's word and a title, "Kenyan Foreign" of "Kenyan Foreign
/// Minister"; `None` where it has none such.
pub(crate) fn without_titles(knowledge: &Knowledge, analysis: &Analysis) -> Option<Analysis> {
    let is_title = |name: &Name| {
        let tokens = &analysis.tokens;
        let (start, end) = (name.tokens.start, name.tokens.end.min(tokens.len()));
        if name.kind != NameKind::Person || start + 1 >= tokens.len() || start >= end {
            return false;
        }
        let sentence =
            analysis.sentences.get(analysis.sentence_of(start)).map_or(end, |s| s.tokens.end.min(tokens.len()));
        let proper = (end..sentence).take(3).take_while(|&at| tokens[at].upos == Upos::Propn);
        let last = proper.last().map_or(end, |at| at + 1);
        let of_country = knowledge.country_called(analysis.form(start)).is_some_and(|country| {
            matches!(country.how, CountryWord::Adjective | CountryWord::People | CountryWord::Person)
        });
        let title = |to: usize| {
            let rest = analysis.words(TokenSpan::new(start + 1, to)).to_lowercase();
            !rest.is_empty() && knowledge.title(&rest).is_some()
        };
        of_country && (end..=last).any(title)
    };
    analysis.names.iter().any(is_title).then(|| {
        let mut less = analysis.clone();
        less.names.retain(|name| !is_title(name));
        less
    })
}

/// Adjectives of many countries at once: those whom they describe act for none of them.
pub(crate) const REGIONS: [&str; 16] = [
    "european",
    "western",
    "arab",
    "african",
    "asian",
    "international",
    "multinational",
    "scandinavian",
    "foreign",
    "nordic",
    "world",
    "global",
    "gulf",
    "baltic",
    "caribbean",
    "latin",
];

/// What there are many of in the world.
const STATES: [&str; 3] = ["country", "nation", "state"];

/// A run of tokens.
pub(crate) type Words = Option<TokenSpan>;

/// How a noun phrase begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Article {
    /// "the", "this", a possessive.
    Definite,
    /// "a", "some", "another".
    Indefinite,
    /// Nothing.
    #[default]
    Bare,
}

impl Description {
    /// What the noun phrase around `head` says; its borders come from the tree.
    pub fn of_noun(reading: &Reading, head: usize) -> Self {
        let (start, end) = borders(reading, head);
        Self::of_run(reading, start, head, end)
    }

    /// What the words from `start` to `end` say, whose noun is `head`.
    pub fn of_run(reading: &Reading, start: usize, head: usize, end: usize) -> Self {
        let tokens = &reading.analysis.tokens;
        let mut found = Self { head, noun: noun_of(reading, head), ..Self::default() };
        found.plural = tokens[head].feat("Number") == Some("Plur");
        let mut first = start;
        for token in start..head {
            found.take_modifier(reading, token);
            if found.article != Article::Bare && first == token && is_article(reading, token) {
                first = token + 1;
            }
        }
        found.take_attached(reading, head, end);
        let region = |mark: &String| REGIONS.contains(&mark.as_str());
        let states =
            found.plural && STATES.contains(&found.noun.as_str()) && found.owner.is_none() && found.body.is_none();
        let many = found.plural || found.noun == "community";
        found.group = group(reading, first, head).or_else(|| counted_people(reading, head));
        // Forces of a coalition are several states'; a government's or a party's is at home.
        let allied = |group: &Group| {
            let of_coalition = found.noun == "coalition" || found.marks.iter().any(|mark| mark == "coalition");
            group.sector == Sector::Mil && of_coalition
        };
        let body =
            matches!(found.noun.as_str(), "body" | "court" | "parliament" | "agency" | "watchdog" | "commission");
        let of_region = (many || body) && found.marks.iter().any(region) || found.group.as_ref().is_some_and(allied);
        if found.country.is_none() && reading.name_of(head).is_none() && (states || of_region) {
            found.country = Some("INT".to_owned());
        }
        // "administration officials" are the United States', where these are spoken of.
        let aides = found.marks.iter().any(|mark| mark == "administration") && found.body.is_none();
        if aides && found.country.is_none() && found.owner.is_none() && reading.share("USA") >= 0.1 {
            found.country = Some("USA".to_owned());
        }
        found.words = Some(TokenSpan::new(first, end.max(head + 1)));
        found.title = title(reading, first, head, end).filter(|_| !found.plural);
        found.common = !reading.analysis.form(head).starts_with(char::is_uppercase) || tokens[head].upos != Upos::Propn;
        found
    }

    /// Where country and sector come from.
    pub fn basis(&self) -> Basis {
        if self.title.is_some() { Basis::Title } else { Basis::Demonym }
    }

    fn take_modifier(&mut self, reading: &Reading, token: usize) {
        let form = reading.lower(token);
        match form.as_str() {
            "the" | "this" | "that" | "these" | "those" => self.article = Article::Definite,
            "a" | "an" | "another" | "some" | "several" | "many" | "any" | "other" => {
                self.article = Article::Indefinite;
                if matches!(form.as_str(), "another" | "other") {
                    self.marks.push(form);
                }
                return;
            }
            "his" | "her" | "its" | "their" | "our" | "my" | "whose" => {
                self.article = Article::Definite;
                self.owner = Some(token);
                return;
            }
            _ => {}
        }
        if only_backs(reading, token) {
            return;
        }
        if let Some(country) = reading.country_at(token) {
            let word = reading.country_of_word(token);
            self.of_government |= word.is_some_and(|word| word.how == CountryWord::Metonym);
            self.country.get_or_insert_with(|| country.to_owned());
            return;
        }
        if let Some(name) = reading.name_of(token) {
            match reading.analysis.names[name].kind {
                NameKind::Organisation => self.body = self.body.or(Some(name)),
                NameKind::Person => self.owner = self.owner.or(Some(token)),
                // "African leaders"
                NameKind::Group => self.marks.push(form),
                _ => {}
            }
            return;
        }
        let owns = reading.analysis.tokens[token].is("nmod")
            && token + 1 < self.head
            && reading.lower(token + 1).ends_with('s');
        match reading.analysis.tokens[token].upos {
            Upos::Noun if owns => self.owner = self.owner.or(Some(token)),
            Upos::Num => self.number = self.number.or(Some(token)),
            Upos::Adj | Upos::Noun | Upos::Propn => self.marks.push(noun_of(reading, token)),
            Upos::Verb if matches!(form.as_str(), "ruling" | "governing") => self.marks.push(form),
            _ => {}
        }
    }

    /// Names in the "of ...", "for ..." that follow the noun. Whom a body has in a country is the body's.
    fn take_attached(&mut self, reading: &Reading, head: usize, end: usize) {
        let mut preposition = String::new();
        let mut token = head + 1;
        while token < end {
            match reading.analysis.tokens[token].upos {
                // "a source close to the White House", "troops loyal to Peru"
                Upos::Adp if matches!(reading.lower(token - 1).as_str(), "close" | "loyal") => {
                    preposition = "of".to_owned()
                }
                Upos::Adp => preposition = reading.lower(token),
                _ if !matches!(preposition.as_str(), "of" | "for" | "from" | "at" | "to" | "with" | "in") => {}
                _ => {
                    if let Some(country) = reading.country_at(token) {
                        let posted = self.body.is_some_and(|body| !reading.analysis.names[body].tokens.contains(head));
                        if !(posted && matches!(preposition.as_str(), "in" | "at")) {
                            self.attach_country(&preposition, country);
                        }
                    } else if let Some(name) = reading.name_of(token) {
                        if self.body.is_none() && reading.analysis.names[name].kind == NameKind::Organisation {
                            self.body = Some(name);
                        }
                    } else if preposition == "of" && reading.analysis.tokens[token].upos == Upos::Noun {
                        self.marks.push(noun_of(reading, token));
                    }
                }
            }
            token =
                reading.name_of(token).map_or(token + 1, |name| reading.analysis.names[name].tokens.end.max(token + 1));
        }
    }

    /// "minister of Jordan" is Jordan's; "forces in Iraq" need not be Iraq's, "people in Iraq" are.
    fn attach_country(&mut self, preposition: &str, iso3: &str) {
        if matches!(preposition, "of" | "for" | "from" | "in" | "at") && self.country.is_none() {
            self.country = Some(iso3.to_owned());
        }
    }
}

/// The words that make a title, "of ..." behind the noun among them. A word that changes nothing ("embattled") is none.
fn title(reading: &Reading, first: usize, head: usize, end: usize) -> Option<(Words, Title)> {
    let read = |start: usize, end: usize| {
        reading.knowledge.title(&reading.analysis.words(TokenSpan::new(start, end)).to_lowercase())
    };
    let stop = (head + 1..end).find(|&token| reading.country_at(token).is_some()).unwrap_or(end).min(head + 5);
    let mut found = read(head, head + 1).map(|title| (head, head + 1, title));
    let mut extend = |start: usize, end: usize| {
        if let Some(title) = read(start, end)
            && found.as_ref().is_none_or(|(.., known)| *known != title)
        {
            found = Some((start, end, title));
        }
    };
    if stop > head + 1 {
        extend(head, stop);
    }
    for start in (first.max(head.saturating_sub(4))..head).rev() {
        if reading.country_at(start).is_some() {
            break;
        }
        extend(start, head + 1);
    }
    found.map(|(start, end, title)| (Some(TokenSpan::new(start, end)), title))
}

/// What the noun says of an unnamed actor, alone or with the word before it.
fn group(reading: &Reading, first: usize, head: usize) -> Option<Group> {
    let noun = noun_of(reading, head);
    // "the House" is a parliament's, a house nobody's.
    if noun == "house" && reading.analysis.form(head).starts_with(char::is_lowercase) {
        return None;
    }
    let compound = head.checked_sub(1).filter(|before| *before >= first).map(|before| {
        let before = reading.lower(before);
        [format!("{before} {noun}"), format!("{before} {}", reading.lower(head))]
    });
    let compounds = compound.into_iter().flatten();
    compounds.chain([noun.clone(), reading.lower(head)]).find_map(|words| reading.knowledge.group(&words))
}

/// "killed five", "dozens fled": people, where nothing else is said to be counted.
fn counted_people(reading: &Reading, head: usize) -> Option<Group> {
    let words = ["dozen", "hundred", "thousand", "score", "other", "many", "some", "several", "all", "those", "people"];
    let number =
        reading.analysis.tokens[head].upos == Upos::Num && reading.lower(head).parse::<i32>().is_ok_and(|n| n < 1900);
    let spelled = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let people =
        number || words.contains(&noun_of(reading, head).as_str()) || spelled.contains(&reading.lower(head).as_str());
    people.then_some(Group { kind: ActorKind::Crowd, sector: Sector::Cvl, persons: true })
}

/// The dictionary form of a word, small; its letters where it has none.
pub(crate) fn noun_of(reading: &Reading, token: usize) -> String {
    match reading.analysis.tokens[token].lemma.as_str() {
        "" | "_" => reading.lower(token),
        lemma => lemma.to_lowercase(),
    }
}

fn is_article(reading: &Reading, token: usize) -> bool {
    matches!(reading.lower(token).as_str(), "the" | "a" | "an" | "this" | "that" | "these" | "those")
}

/// Words in a body's name that do not tell what it is: a council may be a parliament or a club.
const VAGUE: [&str; 9] =
    ["committee", "council", "commission", "union", "association", "front", "centre", "alliance", "coalition"];

/// What the words of a body's name say: "Iraqi Interior Ministry" is a ministry, Iraq's.
pub(crate) fn of_body_name(reading: &Reading, tokens: TokenSpan) -> (Option<Group>, Option<String>) {
    let analysis = reading.analysis;
    let stop = tokens.tokens().find(|&token| matches!(analysis.form(token), "of" | "for")).unwrap_or(tokens.end);
    let phrases = (tokens.start..stop).map(|from| without_frame(analysis.words(TokenSpan::new(from, stop))));
    let group = phrases
        .chain((tokens.start..stop).rev().map(|token| analysis.form(token)))
        .map(str::to_lowercase)
        .filter(|words| !words.split(' ').next_back().is_some_and(|last| VAGUE.contains(&last.trim_end_matches('s'))))
        .find_map(|words| {
            reading.knowledge.group(&words).or_else(|| reading.knowledge.group(words.strip_suffix('s')?))
        });
    let country = tokens
        .tokens()
        .filter(|&token| !only_backs(reading, token))
        .find_map(|token| reading.country_of_word(token))
        .map(|country| country.iso3.to_string());
    (group, country)
}
