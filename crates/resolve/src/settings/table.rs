//! What all events of a report are asked about where and when they are, looked up once.

use std::collections::{BTreeMap, BTreeSet};

use record::TokenSpan;

use crate::{cast::Cast, dates::When, places::Atlas, telling::Telling, times::Time};

/// How far is looked in words and in the tree.
const FAR_WORDS: usize = 60;
const STEPS: usize = 12;
/// How many sentences lie between, where words are not near.
const FAR: usize = 20;
/// So many mentions of an event are asked at most.
const MOST: usize = 40;
/// So many dates or places are weighed at most, the nearest.
const MOST_WEIGHED: usize = 12;

/// What all events of a report are asked.
pub(super) struct Table<'t, 'a> {
    pub(super) cast: &'t Cast<'t>,
    pub(super) atlas: &'t Atlas,
    pub(super) groups: &'t [Vec<usize>],
    pub(super) tellings: &'t [Telling<'a>],
    pub(super) times: &'t BTreeMap<usize, Time>,
    /// Of each time its first words and how often it is told.
    pub(super) first_told: BTreeMap<When, (usize, usize)>,
    /// How many words of time the report has that mean one.
    pub(super) n_times: usize,
    /// The date and the place that grammar gives each event, and where the event is first told.
    pub(super) told: Vec<Told>,
    /// The event told before each.
    pub(super) before: Vec<Option<usize>>,
    /// How many events grammar gives each date and place, and how many any.
    pub(super) dated: BTreeMap<When, usize>,
    pub(super) placed: BTreeMap<usize, usize>,
    pub(super) n_told: [usize; 2],
    /// The word of each mention.
    pub(super) triggers: Vec<usize>,
}

/// What grammar gives an event, and the word that tells it first.
pub(super) struct Told {
    pub(super) date: Option<When>,
    pub(super) place: Option<usize>,
    pub(super) first: usize,
}

/// How words lie to the mentions of an event.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub(super) sentences: usize,
    pub(super) words: usize,
    pub(super) steps: usize,
    pub(super) between: usize,
    pub(super) under_another: bool,
    pub(super) behind: bool,
    pub(super) paragraph: bool,
}

impl<'t, 'a> Table<'t, 'a> {
    pub fn of(
        cast: &'t Cast<'t>,
        atlas: &'t Atlas,
        groups: &'t [Vec<usize>],
        tellings: &'t [Telling<'a>],
        times: &'t BTreeMap<usize, Time>,
    ) -> Self {
        let told = |group: &Vec<usize>| Told {
            date: group.iter().find_map(|&at| tellings[at].date.and_then(|(when, _)| when)),
            place: group.iter().find_map(|&at| tellings[at].place.map(|(spot, _)| spot)),
            first: group.iter().map(|&at| tellings[at].mention.head).min().unwrap_or(0),
        };
        let told: Vec<Told> = groups.iter().map(told).collect();
        let mut order: Vec<usize> = (0..told.len()).collect();
        order.sort_by_key(|&at| (told[at].first, at));
        let mut before = vec![None; told.len()];
        order.windows(2).for_each(|pair| before[pair[1]] = Some(pair[0]));
        let mut first_told = BTreeMap::new();
        let fixed = times.values().filter_map(|time| Some((time.when?, time.head)));
        fixed.for_each(|(when, head)| first_told.entry(when).or_insert((head, 0)).1 += 1);
        let n_times = times.values().filter(|time| time.when.is_some()).count();
        let (mut dated, mut placed) = (BTreeMap::new(), BTreeMap::new());
        told.iter().filter_map(|told| told.date).for_each(|when| *dated.entry(when).or_default() += 1);
        told.iter().filter_map(|told| told.place).for_each(|spot| *placed.entry(spot).or_default() += 1);
        let n_told = [dated.values().sum(), placed.values().sum()];
        let mut triggers: Vec<usize> = tellings.iter().map(|telling| telling.mention.head).collect();
        triggers.sort_unstable();
        triggers.dedup();
        Self {
            cast,
            atlas,
            groups,
            tellings,
            times,
            first_told,
            n_times,
            told,
            before,
            dated,
            placed,
            n_told,
            triggers,
        }
    }

    pub(super) fn group(&self, at: usize) -> impl Iterator<Item = &'t Telling<'a>> + Clone {
        let tellings = self.tellings;
        self.groups[at].iter().take(MOST).map(move |&telling| &tellings[telling])
    }

    /// How a word lies to the mention of an event that is nearest to it.
    pub(super) fn way(&self, at: usize, head: usize) -> Way {
        let ways = self.group(at).map(|telling| self.way_to(telling, head));
        ways.min_by_key(Way::order).expect("an event has a mention")
    }

    fn way_to(&self, telling: &Telling, head: usize) -> Way {
        let analysis = self.cast.reading.analysis;
        let (trigger, sentence) = (telling.mention.head, analysis.sentence_of(head));
        let same = sentence == telling.sentence;
        let (from, to) = (head.min(trigger), head.max(trigger));
        let inside =
            self.triggers.partition_point(|&other| other <= from)..self.triggers.partition_point(|&other| other < to);
        let climb = |token: usize| std::iter::once(token).chain(analysis.above(token)).take(STEPS);
        let own: Vec<usize> = climb(trigger).collect();
        let met = climb(head).enumerate().find_map(|(up, token)| Some((up, own.iter().position(|own| *own == token)?)));
        let under_another = same && {
            let mut over = climb(head).skip(1).take_while(|token| *token != trigger);
            over.any(|token| self.triggers.binary_search(&token).is_ok() && !own.contains(&token))
        };
        Way {
            sentences: telling.sentence.abs_diff(sentence).min(FAR),
            words: if same { (to - from).min(FAR_WORDS) } else { FAR_WORDS },
            steps: met.filter(|_| same).map_or(STEPS, |(up, down)| (up + down).min(STEPS)),
            between: if same { inside.len() } else { 0 },
            under_another,
            behind: head > trigger,
            paragraph: self.cast.reading.paragraph_of(head) == self.cast.reading.paragraph_of(trigger),
        }
    }
}

/// Words near an event, and what they mean.
pub(super) struct Near<T> {
    pub(super) means: T,
    pub(super) head: usize,
    pub(super) tokens: TokenSpan,
    pub(super) way: Way,
}

impl Table<'_, '_> {
    /// The words near an event, the nearest first, of so many meanings at most as are weighed.
    pub(super) fn near<T: Copy + Ord>(&self, at: usize, mut words: Vec<(T, usize, TokenSpan)>) -> Vec<Near<T>> {
        words.sort_unstable();
        words.dedup_by_key(|(means, head, _)| (*means, *head));
        let near = words.into_iter().map(|(means, head, tokens)| Near { means, head, tokens, way: self.way(at, head) });
        let mut near: Vec<Near<T>> = near.collect();
        near.sort_by_key(|word| (word.way.order(), word.head));
        let mut means = BTreeSet::new();
        near.retain(|word| means.len() < MOST_WEIGHED && means.insert(word.means) || means.contains(&word.means));
        near
    }
}

/// The nearest words of each meaning.
pub(super) fn nearest<T: Copy + Ord>(near: &[Near<T>]) -> impl Iterator<Item = &Near<T>> {
    let mut means = BTreeSet::new();
    near.iter().filter(move |word| means.insert(word.means))
}

impl Way {
    /// What is near comes before what is far.
    pub(super) fn order(&self) -> (usize, bool, usize, usize) {
        (self.sentences, self.under_another, self.steps, self.words)
    }
}

pub(super) fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// What sort of preposition stands before a word.
pub(super) fn preposition(cast: &Cast, head: usize) -> f64 {
    let reading = cast.reading;
    let case = reading.analysis.children(head).filter(|&child| child < head).find(|&child| {
        let word = &reading.analysis.tokens[child];
        word.is("case") || word.is("mark")
    });
    let word = case.map(|case| reading.lower(case));
    let sort = match word.as_deref() {
        None if reading.analysis.tokens[head].is("nmod:poss") => 1,
        None if reading.analysis.tokens[head].is("compound") || reading.analysis.tokens[head].is("amod") => 2,
        None => 0,
        Some("in" | "inside" | "within" | "across" | "throughout") => 3,
        Some("on" | "at" | "near" | "outside" | "around" | "off" | "along") => 4,
        Some("since" | "until" | "till" | "by" | "before" | "after" | "following") => 5,
        Some("during" | "for" | "over") => 6,
        Some("to" | "into" | "towards" | "toward") => 7,
        Some("from") => 8,
        Some("of") => 9,
        Some("against" | "with" | "between") => 10,
        Some(_) => 11,
    };
    f64::from(sort)
}
