//! How much of one text stands in another, and whether that makes them one story.

use super::units::{Unit, mixed};

/// So many units make a shingle: short enough to live on through light editing, long enough to mean something.
const SHINGLE: usize = 4;

/// A run of [`SHINGLE`] units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shingle {
    /// A hash of its words.
    pub words: u32,
    /// A hash of its words, any name or number as good as any other.
    pub masked: u32,
    /// Whether it holds a name or a number.
    pub is_specific: bool,
    /// Whether all of it stands in quotation marks.
    pub is_quoted: bool,
    /// Whether it says how old somebody is.
    pub has_age: bool,
    /// Whether it holds a number.
    pub has_number: bool,
}

impl Shingle {
    /// What a shared shingle counts. Two agencies that hear one speech share its words and no more.
    fn weight(self) -> usize {
        if self.is_quoted { 1 } else { 4 }
    }
}

/// The shingles of a text in their order. A text of fewer units than a shingle has is one shingle.
pub(crate) fn shingles(units: &[Unit]) -> Vec<Shingle> {
    let size = SHINGLE.min(units.len().max(1));
    let hash = |of: fn(Unit) -> u32, window: &[Unit]| {
        (window.iter().fold(window.len() as u64, |hash, &unit| mixed(hash ^ u64::from(of(unit)))) >> 32) as u32
    };
    let shingle = |window: &[Unit]| Shingle {
        words: hash(Unit::words, window),
        masked: hash(Unit::masked, window),
        is_specific: window.iter().any(|unit| unit.is_specific()),
        is_quoted: window.iter().all(|unit| unit.is_quoted()),
        has_age: window.iter().any(|unit| unit.is_age()),
        has_number: window.iter().any(|unit| unit.is_number()),
    };
    units.windows(size).map(shingle).collect()
}

/// A text as a set of shingles, to compare it with others.
#[derive(Debug)]
pub(crate) struct Shingles {
    /// Those that it opens with.
    opening: Vec<u32>,
    /// Its different shingles, by their words.
    shingles: Vec<Shingle>,
    /// The masked forms of its shingles, in order.
    masked: Vec<u32>,
    weight: usize,
}

impl Shingles {
    pub fn of(mut shingles: Vec<Shingle>) -> Self {
        let opening = shingles.iter().take(OPENING).map(|shingle| shingle.words).collect();
        shingles.sort_unstable();
        shingles.dedup_by_key(|shingle| shingle.words);
        let mut masked: Vec<u32> = shingles.iter().map(|shingle| shingle.masked).collect();
        masked.sort_unstable();
        masked.dedup();
        let weight = shingles.iter().map(|shingle| shingle.weight()).sum();
        Self { opening, shingles, masked, weight }
    }

    fn has(&self, words: u32) -> bool {
        self.shingles.binary_search_by_key(&words, |other| other.words).is_ok()
    }

    /// Whether most of what the other opens with is here.
    fn has_opening_of(&self, other: &Self) -> bool {
        2 * other.opening.iter().filter(|&&words| self.has(words)).count() > other.opening.len()
    }

    fn has_masked(&self, shingle: &Shingle) -> bool {
        self.masked.binary_search(&shingle.masked).is_ok()
    }
}

/// What two texts share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Overlap {
    /// The share of the shorter text that stands in the longer one word for word.
    pub contained: f64,
    /// The share of the longer text that stands in the shorter one.
    pub covered: f64,
    /// Of the shorter text's shingles with a name or number whose other words are in the longer text too, the share
    /// that has the same names and numbers there. One for texts without any.
    pub agreed: f64,
    /// Whether what either opens with stands in the other: a digest may open with what another has further down.
    pub opens_alike: bool,
    /// How many shingles they share.
    pub n_shared: usize,
    /// How many of these hold a name or a number.
    pub n_specific: usize,
    /// Whether somebody is of another age in the one than in the other, and nobody of the same: reprints and updates
    /// change numbers, and make nobody older.
    pub ages_differ: bool,
    /// The same share as `agreed`, of shingles with a number alone.
    pub numbers_agreed: f64,
}

/// So many shingles are the opening of a text: its first two sentences.
const OPENING: usize = 30;

/// The share of the shorter text that a copy must have of the longer where they open alike.
const COPY: f64 = 0.40;

/// The share of the longer text that it must then have too, and the number of shingles that they must share: a digest
/// has one paragraph of each of many stories.
const COVERED: f64 = 0.25;
const PARAGRAPH: usize = 45;

/// The same where they do not. The next day's story shares the background of the first, down at its end.
const COPY_OF_THE_REST: f64 = 0.65;

/// The same where the two are signed by different agencies, which do not copy one another.
const COPY_OF_A_RIVAL: f64 = 0.75;

/// The same where no name or number speaks for it.
const COPY_WITHOUT_NAMES: f64 = 0.80;

/// The share of names and numbers that must agree. Reprints and updates change a few; stories that are made from one
/// template change most.
const AGREED: f64 = 0.80;

/// The share of numbers that must agree: a form that one office fills in every day keeps its names, and changes those.
const NUMBERS_AGREED: f64 = 0.70;

/// Fewer shared shingles than that may be chance.
const LEAST_SHARED: usize = 10;

impl Overlap {
    /// Compares two texts; the order makes no difference.
    pub fn between(one: &Shingles, other: &Shingles) -> Self {
        let key = |text: &Shingles| (text.weight, text.shingles.len());
        let (short, long) = if key(one) <= key(other) { (one, other) } else { (other, one) };
        let mut overlap = Self::default();
        let (mut weight, mut n_changed) = (0, 0);
        let (mut n_ages, mut n_other_ages) = (0, 0);
        let (mut n_numbers, mut n_other_numbers) = (0, 0);
        for shingle in &short.shingles {
            if long.has(shingle.words) {
                weight += shingle.weight();
                overlap.n_shared += 1;
                overlap.n_specific += usize::from(shingle.is_specific);
                n_ages += usize::from(shingle.has_age);
                n_numbers += usize::from(shingle.has_number);
            } else if shingle.is_specific && long.has_masked(shingle) {
                n_changed += 1;
                n_other_ages += usize::from(shingle.has_age);
                n_other_numbers += usize::from(shingle.has_number);
            }
        }
        let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        overlap.ages_differ = n_other_ages > 0 && n_ages == 0;
        overlap.numbers_agreed = share(n_numbers, n_numbers + n_other_numbers);
        overlap.opens_alike = short.has_opening_of(long) && long.has_opening_of(short);
        overlap.contained = share(weight, short.weight);
        overlap.covered = share(weight, long.weight);
        overlap.agreed = share(overlap.n_specific, overlap.n_specific + n_changed);
        overlap
    }

    /// Whether one of the texts is the other's copy; `are_rivals` where different agencies signed them.
    pub fn is_copy(&self, are_rivals: bool) -> bool {
        if self.contained >= 1.0 && self.covered >= 1.0 {
            return true;
        }
        let needed = match self {
            Self { n_specific: 0, .. } => COPY_WITHOUT_NAMES,
            _ if are_rivals => COPY_OF_A_RIVAL,
            Self { opens_alike: true, .. } if self.covered >= COVERED && self.n_shared > PARAGRAPH => COPY,
            _ => COPY_OF_THE_REST,
        };
        let agrees = self.agreed >= AGREED && self.numbers_agreed >= NUMBERS_AGREED && !self.ages_differ;
        agrees && self.n_shared >= LEAST_SHARED && self.contained >= needed
    }
}

/// In each stretch of so many shingles, one is a fingerprint: texts that share such a stretch share one.
const STRETCH: usize = 24;

/// The most fingerprints of one text.
const MOST_FINGERPRINTS: usize = 160;

/// The shingles that a text is found again by, those with names and numbers first: what templates share finds nothing.
pub(crate) fn fingerprints(shingles: &[Shingle]) -> Vec<u32> {
    let key = |shingle: &Shingle| (!shingle.is_specific, shingle.is_quoted, shingle.words);
    let mut chosen: Vec<_> = shingles
        .windows(STRETCH.min(shingles.len().max(1)))
        .filter_map(|window| window.iter().map(key).min())
        .collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.truncate(MOST_FINGERPRINTS);
    let mut fingerprints: Vec<u32> = chosen.into_iter().map(|(_, _, words)| words).collect();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    fingerprints
}
