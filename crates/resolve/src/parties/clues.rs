//! What speaks for and against somebody as a party of an event.

use record::{Actor, EventType, Sector};

use super::{Candidate, Side};
use crate::{
    cast::{Cast, Key},
    telling::Telling,
};

/// The clues by name, in the order in which judges take them. "This side" is the one that is asked about; likelihoods are the
/// model's, from 0 to 1; what holds or not is 1 or 0.
pub const CLUES: [&str; 46] = [
    "likeliest beside a mention",
    "likeliest in the sentences around",
    "likelihood, mean over the mentions",
    "likelihood, summed over the mentions",
    "likeliest on the other side",
    "likeliest of the others",
    "likeliest less that of the others",
    "share of mentions whose grammar puts it here",
    "share of mentions whose grammar puts it on the other side",
    "put here by the first mention",
    "mentions",
    "type",
    "another one here is of its country",
    "another one on the other side is of its country",
    "a state beside its own organ",
    "another one is here more often",
    "others here",
    "another one here has a name",
    "others likely beside the mentions",
    "government",
    "forces or police",
    "rebels or criminals",
    "civilians",
    "sector unknown",
    "body of states",
    "media",
    "has a name",
    "person",
    "country",
    "several",
    "has a title",
    "told of without a name",
    "counted",
    "people of a country",
    "a mention is passive",
    "others likelier",
    "country unknown",
    "nobody else on the other side",
    "steps in the tree",
    "words since it was named",
    "times named, as a share of the most named one's",
    "object of a mention",
    "subject of a mention",
    "share of mentions whose pattern puts it here",
    "share of mentions whose pattern puts it on the other side",
    "all its words beside the mentions stand under other events",
];

/// How far a tree is climbed, and the steps where there is no way.
const STEPS: usize = 12;

/// How many words back are looked at.
const BACK: usize = 300;

/// Everyone whom the mentions of an event name by grammar or the model thinks likely, in the order of the cast.
pub(crate) fn candidates(cast: &Cast, actors: &[Actor], group: &[usize], tellings: &[Telling]) -> Vec<Candidate> {
    let tellings: Vec<&Telling> = group.iter().map(|&at| &tellings[at]).collect();
    let named = tellings.iter().flat_map(|telling| telling.sources.iter().chain(&telling.recipients));
    let likely = tellings.iter().flat_map(|telling| telling.likely.iter().map(|likely| likely.member));
    let mut members: Vec<usize> = named.map(|(member, _)| *member).chain(likely).collect();
    members.sort_unstable();
    members.dedup();
    let most_named = cast.members.iter().map(|member| member.mentions.len()).max().unwrap_or(1).max(1);
    let event = Event { cast, actors, tellings, members, most_named };
    let candidate = |&member: &usize| Candidate {
        actor: actors[member].clone(),
        by_pattern: Side::BOTH.map(|side| event.by_pattern(member, side) > 0),
        scores: [0.0; 2],
        put: Side::BOTH.map(|side| event.times(member, side)),
        clues: Side::BOTH.map(|side| event.clues(member, side)),
        member,
    };
    event.members.iter().map(candidate).collect()
}

struct Event<'a> {
    cast: &'a Cast<'a>,
    actors: &'a [Actor],
    tellings: Vec<&'a Telling<'a>>,
    members: Vec<usize>,
    /// How often the one is mentioned who is mentioned most in the report.
    most_named: usize,
}

impl Event<'_> {
    fn clues(&self, member: usize, side: Side) -> [f64; CLUES.len()] {
        let flag = |holds: bool| f64::from(u8::from(holds));
        let found = &self.cast.members[member];
        let actor = &self.actors[member];
        let n = self.tellings.len() as f64;
        let others = || self.members.iter().copied().filter(|&other| other != member);
        let here = self.times(member, side);
        let others_here: Vec<usize> = others().filter(|&other| self.times(other, side) > 0).collect();
        let mut others_across = others().filter(|&other| self.times(other, side.other()) > 0).peekable();
        let of_country = |other: usize| self.actors[other].country == actor.country && actor.country != "UNK";
        let is_state = |member: usize| matches!(self.cast.members[member].key, Key::Country(_));
        let (beside, around) = (self.most(member, side, Some(true)), self.most(member, side, Some(false)));
        let most = beside.max(around);
        let most_of_others = others().map(|other| self.most(other, side, None)).fold(0.0, f64::max);
        let summed: f64 = self.tellings.iter().map(|telling| likeliest(telling, member, side, None)).sum();
        let words = self.tellings.iter().flat_map(|telling| &telling.likely);
        let others_beside = words.filter(|likely| likely.beside && likely.member != member).count();
        let nobody_across = others_across.peek().is_none();
        let across_of_country = others_across.any(of_country);
        let sector = |sectors: &[Sector]| flag(sectors.contains(&actor.sector));
        let (steps, object, subject) = self.place_in_tree(member, side);
        let passive = |telling: &&Telling| {
            let analysis = self.cast.reading.analysis;
            let passive = |child: usize| analysis.tokens[child].deprel.ends_with(":pass");
            analysis.children(telling.mention.head).any(passive)
        };
        [
            beside,
            around,
            summed / n,
            summed,
            self.most(member, side.other(), None),
            most_of_others,
            most - most_of_others,
            here as f64 / n,
            self.times(member, side.other()) as f64 / n,
            flag(holds(self.tellings[0], member, side)),
            n,
            kind_number(self.tellings[0].mention.kind),
            flag(others_here.iter().any(|&other| of_country(other))),
            flag(across_of_country),
            flag(is_state(member) && others_here.iter().any(|&other| of_country(other) && !is_state(other))),
            flag(others_here.iter().any(|&other| self.times(other, side) > here)),
            others_here.len() as f64,
            flag(others_here.iter().any(|&other| !self.cast.members[other].names.is_empty())),
            others_beside as f64,
            sector(&[Sector::Gov]),
            sector(&[Sector::Mil, Sector::Cop]),
            sector(&[Sector::Reb, Sector::Crm]),
            sector(&[Sector::Cvl]),
            sector(&[Sector::Unk]),
            sector(&[Sector::Igo]),
            sector(&[Sector::Med]),
            flag(!found.names.is_empty()),
            flag(found.person),
            flag(is_state(member)),
            flag(found.plural),
            flag(found.said.iter().any(|(said, _)| said.title.is_some())),
            flag(matches!(found.key, Key::Described(_))),
            flag(found.said.iter().any(|(said, _)| said.number.is_some())),
            flag(matches!(found.key, Key::People(_))),
            flag(self.tellings.iter().any(passive)),
            others().filter(|&other| self.most(other, side, None) > most).count() as f64,
            flag(actor.country == "UNK"),
            flag(nobody_across),
            steps as f64,
            self.words_since(member) as f64,
            found.mentions.len() as f64 / self.most_named as f64,
            flag(object),
            flag(subject),
            self.by_pattern(member, side) as f64 / n,
            self.by_pattern(member, side.other()) as f64 / n,
            flag(self.of_another(member)),
        ]
    }

    /// In how many mentions grammar puts a member on a side.
    fn times(&self, member: usize, side: Side) -> usize {
        self.tellings.iter().filter(|telling| holds(telling, member, side)).count()
    }

    /// In how many mentions a pattern of the codebook puts a member on a side.
    fn by_pattern(&self, member: usize, side: Side) -> usize {
        let put = |telling: &&&Telling| {
            telling.likely.iter().any(|likely| likely.member == member && likely.by_pattern == Some(side))
        };
        self.tellings.iter().filter(put).count()
    }

    /// Whether a member is named beside the mentions, but only under the words for other events.
    fn of_another(&self, member: usize) -> bool {
        let words = self.tellings.iter().flat_map(|telling| &telling.likely);
        let mut beside = words.filter(|likely| likely.beside && likely.member == member).peekable();
        beside.peek().is_some() && beside.all(|likely| likely.of_another)
    }

    /// The most that the model believes of a member on a side, beside the mentions or around them.
    fn most(&self, member: usize, side: Side, beside: Option<bool>) -> f64 {
        self.tellings.iter().map(|telling| likeliest(telling, member, side, beside)).fold(0.0, f64::max)
    }

    /// The steps in the tree between a mention and its nearest words for a member, and whether any such words are its object or
    /// subject.
    fn place_in_tree(&self, member: usize, side: Side) -> (usize, bool, bool) {
        let analysis = self.cast.reading.analysis;
        let (mut object, mut subject) = (false, false);
        let mut best = None::<(bool, usize)>;
        for telling in &self.tellings {
            let sentence = analysis.sentences[telling.sentence].tokens;
            let verb = telling.mention.head;
            for &head in self.cast.members[member].mentions.range(sentence.start..sentence.end).map(|(head, _)| head) {
                let word = &analysis.tokens[head];
                let direct = word.head == Some(verb);
                object |= direct && matches!(word.deprel.as_str(), "obj" | "iobj" | "nsubj:pass");
                subject |= direct && word.deprel == "nsubj";
                let likely = telling.likely.iter().any(|likely| likely.head == head && likely.of(side) > 0.3);
                let steps = self.steps(head, verb);
                if best.is_none_or(|(known, fewest)| likely && !known || likely == known && steps < fewest) {
                    best = Some((likely, steps));
                }
            }
        }
        (best.map_or(STEPS, |(_, steps)| steps), object, subject)
    }

    /// The steps from a word to another in the tree.
    fn steps(&self, from: usize, to: usize) -> usize {
        let analysis = self.cast.reading.analysis;
        let up = |token: usize| std::iter::once(token).chain(analysis.above(token)).take(STEPS);
        let meets = |(down, at): (usize, usize)| up(to).position(|other| other == at).map(|climbed| down + climbed);
        up(from).enumerate().find_map(meets).map_or(STEPS, |steps| steps.min(STEPS))
    }

    /// The words between a member's last mention before the event's and that.
    fn words_since(&self, member: usize) -> usize {
        let mentions = &self.cast.members[member].mentions;
        let since = |telling: &&Telling| {
            let head = telling.mention.head;
            mentions.range(..head).next_back().map(|(&at, _)| head - at)
        };
        self.tellings.iter().filter_map(since).min().unwrap_or(BACK).min(BACK)
    }
}

/// Whether a mention's grammar puts a member on a side.
fn holds(telling: &Telling, member: usize, side: Side) -> bool {
    side.of(telling).iter().any(|(known, _)| *known == member)
}

/// The most that the model believes of a member beside one mention, around it, or either.
fn likeliest(telling: &Telling, member: usize, side: Side, beside: Option<bool>) -> f64 {
    let words = telling.likely.iter().filter(|likely| likely.member == member);
    let there = words.filter(|likely| beside.is_none_or(|beside| likely.beside == beside));
    there.map(|likely| f64::from(likely.of(side))).fold(0.0, f64::max)
}

fn kind_number(kind: EventType) -> f64 {
    kind as usize as f64
}
