//! What speaks for and against somebody as a party of an event.

use std::collections::BTreeMap;

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
    let sums = sums(&tellings);
    let most_named = cast.members.iter().map(|member| member.mentions.len()).max().unwrap_or(1).max(1);
    let event = Event { cast, actors, tellings, sums, most_named };
    let candidate = |(&member, sum): (&usize, &Sum)| Candidate {
        actor: actors[member].clone(),
        by_pattern: sum.by_pattern.map(|times| times > 0),
        beside: sum.words_beside > 0 || sum.times != [0, 0],
        scores: [0.0; 2],
        put: sum.times,
        clues: Side::BOTH.map(|side| event.clues(member, side)),
        member,
    };
    event.sums.iter().map(candidate).collect()
}

struct Event<'a> {
    cast: &'a Cast<'a>,
    actors: &'a [Actor],
    tellings: Vec<&'a Telling<'a>>,
    /// Everyone who is weighed.
    sums: BTreeMap<usize, Sum>,
    /// How often the one is mentioned who is mentioned most in the report.
    most_named: usize,
}

impl Event<'_> {
    fn clues(&self, member: usize, side: Side) -> [f64; CLUES.len()] {
        let flag = |holds: bool| f64::from(u8::from(holds));
        let found = &self.cast.members[member];
        let actor = &self.actors[member];
        let n = self.tellings.len() as f64;
        let own = self.sum(member);
        let (at, across) = (side as usize, side.other() as usize);
        let others = || self.sums.keys().copied().filter(|&other| other != member);
        let here = own.times[at];
        let others_here: Vec<usize> = others().filter(|&other| self.sum(other).times[at] > 0).collect();
        let mut others_across = others().filter(|&other| self.sum(other).times[across] > 0).peekable();
        let of_country = |other: usize| self.actors[other].country == actor.country && actor.country != "UNK";
        let is_state = |member: usize| matches!(self.cast.members[member].key, Key::Country(_));
        let most = own.most(side);
        let most_of_others = others().map(|other| self.sum(other).most(side)).fold(0.0, f64::max);
        let others_beside: usize = others().map(|other| self.sum(other).words_beside).sum();
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
            own.beside[at],
            own.around[at],
            own.summed[at] / n,
            own.summed[at],
            own.most(side.other()),
            most_of_others,
            most - most_of_others,
            here as f64 / n,
            own.times[across] as f64 / n,
            flag(own.first[at]),
            n,
            kind_number(self.tellings[0].mention.kind),
            flag(others_here.iter().any(|&other| of_country(other))),
            flag(across_of_country),
            flag(is_state(member) && others_here.iter().any(|&other| of_country(other) && !is_state(other))),
            flag(others_here.iter().any(|&other| self.sum(other).times[at] > here)),
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
            others().filter(|&other| self.sum(other).most(side) > most).count() as f64,
            flag(actor.country == "UNK"),
            flag(nobody_across),
            steps as f64,
            self.words_since(member) as f64,
            found.mentions.len() as f64 / self.most_named as f64,
            flag(object),
            flag(subject),
            own.by_pattern[at] as f64 / n,
            own.by_pattern[across] as f64 / n,
            flag(own.words_beside > 0 && own.of_others == own.words_beside),
        ]
    }

    fn sum(&self, member: usize) -> &Sum {
        &self.sums[&member]
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

/// What all mentions say of one member; of two values, the first is of the source's side.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// In how many mentions grammar puts it on a side, and whether in the first.
    times: [usize; 2],
    first: [bool; 2],
    /// In how many a pattern of the codebook does.
    by_pattern: [usize; 2],
    /// The most that the model believes beside the mentions and around them, and the sum of the most of each mention.
    beside: [f64; 2],
    around: [f64; 2],
    summed: [f64; 2],
    /// How many words for it the model sees beside the mentions, and how many of them under the words for other events.
    words_beside: usize,
    of_others: usize,
}

impl Sum {
    /// The most that the model believes, beside the mentions or around them.
    fn most(&self, side: Side) -> f64 {
        self.beside[side as usize].max(self.around[side as usize])
    }
}

/// The sums of everyone named by grammar or thought likely, in one pass.
fn sums(tellings: &[&Telling]) -> BTreeMap<usize, Sum> {
    let mut sums = BTreeMap::<usize, Sum>::new();
    for (at, telling) in tellings.iter().enumerate() {
        let mut most = BTreeMap::<usize, ([f64; 2], [bool; 2])>::new();
        for likely in &telling.likely {
            let sum = sums.entry(likely.member).or_default();
            let (most, by_pattern) = most.entry(likely.member).or_default();
            sum.words_beside += usize::from(likely.beside);
            sum.of_others += usize::from(likely.beside && likely.of_another);
            for side in Side::BOTH {
                let (at, value) = (side as usize, f64::from(likely.of(side)));
                let there = if likely.beside { &mut sum.beside } else { &mut sum.around };
                there[at] = there[at].max(value);
                most[at] = most[at].max(value);
                by_pattern[at] |= likely.by_pattern == Some(side);
            }
        }
        for (member, (most, by_pattern)) in most {
            let sum = sums.entry(member).or_default();
            for side in 0..2 {
                sum.summed[side] += most[side];
                sum.by_pattern[side] += usize::from(by_pattern[side]);
            }
        }
        for side in Side::BOTH {
            for (member, _) in side.of(telling) {
                let sum = sums.entry(*member).or_default();
                sum.times[side as usize] += 1;
                sum.first[side as usize] |= at == 0;
            }
        }
    }
    sums
}

pub(crate) fn kind_number(kind: EventType) -> f64 {
    kind as usize as f64
}
