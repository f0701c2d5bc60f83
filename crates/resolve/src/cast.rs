//! Everyone in a report: which words stand for whom.

mod member;

use std::collections::BTreeMap;

use knowledge::CountryWord;
use record::{Doubt, EventMention, Mention, NameKind, StatementMention, TokenSpan, Upos};

use crate::{
    bodies, homes,
    naming::Description,
    nominals, persons,
    pronouns::{self, Pronoun},
    reading::{Reading, folded, without_frame},
};

pub(crate) use self::member::{Gender, Hint, Key, Member, Point};

/// Everyone in a report.
pub(crate) struct Cast<'a> {
    pub reading: &'a Reading<'a>,
    pub members: Vec<Member<'a>>,
    /// Where members are mentioned, in the order of the text so far.
    pub points: Vec<Point>,
    pub doubts: Vec<Doubt>,
    by_key: BTreeMap<Key, usize>,
    of_name: BTreeMap<usize, usize>,
    of_head: BTreeMap<usize, Vec<usize>>,
    /// Owners who are being looked for.
    owners: Vec<usize>,
    /// The chain that a token carries a mention of.
    chain_of: BTreeMap<usize, usize>,
    speakers: Vec<Option<usize>>,
}

impl<'a> Cast<'a> {
    /// Finds out whom the words of a report stand for.
    pub fn of(reading: &'a Reading<'a>, statements: &[StatementMention], events: &[EventMention]) -> Self {
        let mut cast = Self {
            reading,
            members: Vec::new(),
            points: Vec::new(),
            doubts: Vec::new(),
            by_key: BTreeMap::new(),
            of_name: BTreeMap::new(),
            of_head: BTreeMap::new(),
            owners: Vec::new(),
            chain_of: BTreeMap::new(),
            speakers: Vec::new(),
        };
        for (at, chain) in reading.analysis.chains.iter().enumerate() {
            for mention in chain.mentions.iter().filter(|mention| reading.holds(mention)) {
                cast.chain_of.entry(mention.head).or_insert(at);
            }
        }
        cast.enlist_names();
        let speakers = statements.iter().map(|s| s.speaker.filter(|speaker| reading.holds(speaker)));
        cast.speakers = speakers.map(|speaker| speaker.map(|speaker| cast.carrier(&speaker))).collect();
        let used = cast.used(statements, events);
        cast.cast_mentions(&used);
        cast
    }

    /// Those whom the words of a mention stand for.
    pub fn members_of(&self, mention: &Mention) -> &[usize] {
        if !self.reading.holds(mention) {
            return &[];
        }
        self.of_head.get(&self.carrier(mention)).map_or(&[], Vec::as_slice)
    }

    /// Those whom the words carried by `token` stand for.
    pub fn members_at(&self, token: usize) -> &[usize] {
        self.of_head.get(&token).map_or(&[], Vec::as_slice)
    }

    /// The member that a name was found to stand for.
    pub fn member_at_name(&self, name: usize) -> Option<usize> {
        self.of_name.get(&name).copied()
    }

    /// The token that carries a statement's speaker.
    pub fn speaker_of(&self, statement: usize) -> Option<usize> {
        self.speakers.get(statement).copied().flatten()
    }

    /// Whether `token` carries a statement's speaker.
    pub fn speaks(&self, token: usize) -> bool {
        self.speakers.contains(&Some(token))
    }

    /// The heads of the other mentions in the chain of `token`.
    pub fn chained(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.chain_of(token).into_iter().flat_map(|chain| self.heads_of_chain(chain)).filter(move |&head| head != token)
    }

    /// The chain that a token carries a mention of.
    pub fn chain_of(&self, token: usize) -> Option<usize> {
        self.chain_of.get(&token).copied()
    }

    /// The heads of a chain's mentions.
    pub fn heads_of_chain(&self, chain: usize) -> impl Iterator<Item = usize> + '_ {
        let mentions = self.reading.analysis.chains[chain].mentions.iter();
        mentions.filter(|mention| self.reading.holds(mention)).map(|mention| mention.head)
    }

    /// The member with this key, enlisted where it is new.
    pub fn enlist(&mut self, key: Key, person: bool, plural: bool) -> usize {
        let next = self.members.len();
        let at = *self.by_key.entry(key.clone()).or_insert(next);
        if at == next {
            let country = match &key {
                Key::Country(iso3) | Key::People(iso3) => Some(iso3.clone()),
                _ => None,
            };
            let (names, said, mentions) = (Vec::new(), Vec::new(), BTreeMap::new());
            let hint = Hint { country, ..Hint::default() };
            self.members.push(Member {
                key,
                names,
                said,
                mentions,
                person,
                plural,
                gender: None,
                hint,
                known: Vec::new(),
            });
        }
        at
    }

    /// The member with this key.
    pub fn with_key(&self, key: &Key) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// The member that a name stands for, as an actor.
    pub fn member_of_name(&mut self, name: usize) -> Option<usize> {
        if let Some(&member) = self.of_name.get(&name) {
            return Some(member);
        }
        if let Some(member) = nominals::one_of_people(self, name).or_else(|| nominals::called_by_party(self, name)) {
            self.of_name.insert(name, member);
            return Some(member);
        }
        let found = self.reading.analysis.names[name];
        let words = without_frame(self.reading.analysis.words(found.tokens));
        let key = match self.reading.country_of_name(name) {
            Some(country) => match country.how {
                CountryWord::People | CountryWord::Person => Key::People(country.iso3.to_string()),
                CountryWord::Adjective if self.is_people(name) => Key::People(country.iso3.to_string()),
                _ => Key::Country(country.iso3.to_string()),
            },
            None => Key::Body(folded(words)),
        };
        let fresh = self.with_key(&key).is_none();
        let plural = matches!(key, Key::People(_)) || found.kind == NameKind::Group;
        let member = self.enlist(key, false, plural);
        self.name_is(name, member);
        if fresh {
            bodies::learn(self, name, member);
        }
        Some(member)
    }

    /// Whether an adjective of a country is meant as its people: "two Danish"; "the Danish attack" is Denmark's.
    fn is_people(&self, name: usize) -> bool {
        let head = self.reading.head_of_name(name);
        let counted = self.reading.analysis.child(head, "nummod").is_some();
        counted || self.reading.analysis.tokens[head].feat("Number") == Some("Plur")
    }

    /// Writes down that a name stands for a member.
    pub fn name_is(&mut self, name: usize, member: usize) {
        let tokens = self.reading.analysis.names[name].tokens;
        self.of_name.insert(name, member);
        if !self.members[member].names.contains(&tokens) {
            self.members[member].names.push(tokens);
        }
    }

    /// The token by which a mention is known: that of the name it bears, else its head.
    pub fn carrier(&self, mention: &Mention) -> usize {
        let reading = self.reading;
        if let Some(name) = reading.name_of(mention.head) {
            return reading.head_of_name(name);
        }
        match self.named_after(mention.head) {
            Some(name) => reading.head_of_name(name),
            None => mention.head,
        }
    }

    /// The person's name that follows a title and hangs on it: "Secretary of State Marco Rubio", "the minister, Gul".
    fn named_after(&self, head: usize) -> Option<usize> {
        let (reading, analysis) = (self.reading, self.reading.analysis);
        let plural = analysis.tokens[head].feat("Number") == Some("Plur");
        if plural || !matches!(analysis.tokens[head].upos, Upos::Noun | Upos::Propn) {
            return None;
        }
        let hanging = analysis.children(head).filter(|&child| child > head).find_map(|child| {
            let word = &analysis.tokens[child];
            let name = reading.name_of(child).filter(|_| word.is("appos") || word.is("flat"))?;
            (analysis.names[name].kind == NameKind::Person).then_some(name)
        });
        let next = || {
            let description = Description::of_noun(reading, head);
            let end = description.words.map_or(head + 1, |words| words.end);
            let behind = if analysis.tokens.get(end).is_some() && analysis.form(end) == "," { end + 1 } else { end };
            let name = reading.name_of(behind).or_else(|| reading.name_of(behind + 1))?;
            let near = analysis.sentence_of(behind.min(analysis.tokens.len() - 1)) == analysis.sentence_of(head);
            let named =
                analysis.names[name].kind == NameKind::Person && analysis.names[name].tokens.start <= behind + 1;
            let direct = analysis.names[name].tokens.start == behind || persons::is_honorific(&reading.lower(behind));
            (near && named && direct && description.title.is_some()).then_some(name)
        };
        hanging.or_else(next)
    }

    /// The mentions that a statement or an event uses, by the token that carries them.
    fn used(&self, statements: &[StatementMention], events: &[EventMention]) -> BTreeMap<usize, TokenSpan> {
        let of_statements =
            statements.iter().flat_map(|statement| statement.speaker.iter().chain(&statement.addressee));
        let of_events = events.iter().flat_map(|event| event.sources.iter().chain(&event.recipients));
        let mut used = BTreeMap::new();
        for mention in of_statements.chain(of_events).filter(|mention| self.reading.holds(mention)) {
            used.entry(self.carrier(mention)).or_insert(mention.tokens);
        }
        used
    }

    /// Persons, bodies and countries by name: all names of a report at once, since the fullest may come late.
    fn enlist_names(&mut self) {
        persons::enlist(self);
        bodies::enlist(self);
        persons::recognise(self);
        homes::find(self);
        for name in 0..self.reading.analysis.names.len() {
            let country = self.reading.country_of_name(name).map(|country| country.how);
            if country == Some(CountryWord::Name) && !self.of_name.contains_key(&name) {
                self.member_of_name(name);
            }
        }
    }

    /// Goes through the mentions in the order of the text; what was said in the first person comes last, when all
    /// speakers are known.
    fn cast_mentions(&mut self, used: &BTreeMap<usize, TokenSpan>) {
        let reading = self.reading;
        let mut heads = used.clone();
        for (at, name) in reading.analysis.names.iter().enumerate() {
            if self.of_name.contains_key(&at) {
                heads.insert(reading.head_of_name(at), name.tokens);
            }
        }
        for chain in &reading.analysis.chains {
            for mention in
                chain.mentions.iter().filter(|mention| reading.holds(mention) && !reading.in_dateline(mention.head))
            {
                heads.entry(self.carrier(mention)).or_insert(mention.tokens);
            }
        }
        let mut late = Vec::new();
        for (&head, &tokens) in &heads {
            match Pronoun::of(reading, head) {
                Some(Pronoun::Speaker | Pronoun::Addressee) => late.push((head, tokens)),
                pronoun => self.cast_mention(head, tokens, pronoun),
            }
        }
        for (head, tokens) in late {
            let members = pronouns::in_quotation(self, head);
            self.note(head, tokens, members);
        }
    }

    fn cast_mention(&mut self, head: usize, tokens: TokenSpan, pronoun: Option<Pronoun>) {
        self.cast_owners(head);
        let members = match (pronoun, self.reading.name_of(head)) {
            (Some(pronoun), _) => pronouns::antecedents(self, head, pronoun),
            (None, Some(name)) => self.member_of_name(name).into_iter().collect(),
            (None, None) => nominals::members(self, head),
        };
        let tokens = match self.reading.name_of(head) {
            Some(name) => self.reading.analysis.names[name].tokens,
            None if pronoun.is_some() => TokenSpan::one(head),
            None => tokens,
        };
        self.note(head, tokens, members);
    }

    /// Those to whom the words around a name tie it: "his spokesman", "the country's minister".
    fn cast_owners(&mut self, head: usize) {
        let Some(&member) = self.reading.name_of(head).and_then(|name| self.of_name.get(&name)) else { return };
        let sentence = self.reading.analysis.sentence_of(head);
        let owners = self.members[member].said.iter().filter_map(|(said, _)| said.owner);
        let here = owners.filter(|&owner| self.reading.analysis.sentence_of(owner) == sentence && owner != head);
        for owner in here.collect::<Vec<_>>() {
            self.cast_owner(owner);
        }
    }

    /// The one to whom a possessive ties a noun.
    pub fn cast_owner(&mut self, owner: usize) {
        // A tree that is wrong may tie an owner to itself by way of others.
        if self.of_head.contains_key(&owner) || self.owners.contains(&owner) {
            return;
        }
        let pronoun = Pronoun::of(self.reading, owner);
        self.owners.push(owner);
        let members = match (pronoun, self.reading.name_of(owner)) {
            (Some(Pronoun::Speaker | Pronoun::Addressee), _) => Vec::new(),
            (Some(pronoun), _) => pronouns::antecedents(self, owner, pronoun),
            (None, Some(name)) => self.member_of_name(name).into_iter().collect(),
            (None, None) => nominals::members(self, owner),
        };
        self.owners.pop();
        self.note(owner, TokenSpan::one(owner), members);
    }

    /// Writes down whom a mention stands for.
    fn note(&mut self, head: usize, tokens: TokenSpan, members: Vec<usize>) {
        if members.is_empty() {
            return;
        }
        let word = &self.reading.analysis.tokens[head];
        let phrase = self.members[members[0]].said.iter().find(|(phrase, _)| phrase.head == head);
        let words = phrase.filter(|_| self.reading.name_of(head).is_none()).and_then(|(phrase, _)| phrase.words);
        for &member in &members {
            self.members[member].mentions.insert(head, words.unwrap_or(tokens));
        }
        let several = members.len() > 1 || members.iter().any(|&member| self.members[member].plural);
        self.points.push(Point {
            token: head,
            sentence: self.reading.analysis.sentence_of(head),
            subject: word.is("nsubj"),
            speaks: self.speaks(head),
            plural: several || word.feat("Number") == Some("Plur"),
            members: members.clone(),
        });
        self.of_head.insert(head, members);
    }
}
