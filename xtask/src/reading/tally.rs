//! Counts, and the figures made of them.

use std::{collections::BTreeMap, fmt};

use serde_json::{Value, json};

/// What was right, what the annotation holds and what was found: precision, recall and F1 come of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub hit: usize,
    /// In the annotation.
    pub gold: usize,
    /// Found, right or wrong.
    pub found: usize,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Right.
    pub right: usize,
    /// Asked.
    pub of: usize,
}

/// What one document, or all of them together, came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// The measures told as precision, recall and F1.
    pub rows: BTreeMap<Measure, Tally>,
    /// The measures told as a share of what was matched; one that was never asked has no entry.
    pub shares: BTreeMap<Accuracy, Share>,
    /// The mentions of events, type by type.
    pub by_type: BTreeMap<String, Tally>,
    /// Events missed and invented, a line each.
    pub errors: Vec<String>,
}

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$item_doc])* $item,)+ }

        impl $name {
            /// As tables and JSON name it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$item => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

names! {
    /// A measure told as precision, recall and F1.
    Measure {
        /// A type in the right sentence.
        Mention = "mention",
        /// A distinct event: who did what to whom.
        Event = "event",
        /// The same between countries.
        Pair = "pair",
        /// Content and its speaker.
        Statement = "statement",
        /// Content, whoever speaks.
        Content = "content",
        /// Factuality other than "happened", on matched events.
        Hedged = "hedged",
        /// Events that only somebody's words carry, with that somebody.
        Voiced = "voiced",
        /// Dates of matched events.
        Date = "date",
        /// Places of matched events.
        Place = "place",
        /// The numbers of killed at matched events.
        Killed = "killed",
        /// The numbers of injured at matched events.
        Injured = "injured",
        /// Speakers without a name, on matched contents.
        Anonymous = "anonymous",
        /// Who passes a matched content on.
        Via = "via",
    }
}

names! {
    /// A measure told as a share of what was matched.
    Accuracy {
        /// Source and recipient the right way round.
        Direction = "direction",
        /// How firmly the event is told.
        Factuality = "factuality",
        /// Whose word it rests on.
        Vouching = "vouching",
        /// The codebook's mode, where the annotation has one.
        Mode = "mode",
        /// The country of the place.
        PlaceCountry = "place_country",
        /// The speaker of a content.
        Speaker = "speaker",
        /// The speaker of a quotation.
        DirectSpeaker = "direct_speaker",
    }
}

impl Measure {
    /// All of them, in the order in which they are told.
    #[rustfmt::skip]
    pub const ALL: [Self; 13] = [
        Self::Mention, Self::Event, Self::Pair, Self::Statement, Self::Content, Self::Hedged, Self::Voiced, Self::Date,
        Self::Place, Self::Killed, Self::Injured, Self::Anonymous, Self::Via,
    ];
}

impl Tally {
    /// Counts as booleans: a value is there in the annotation, there in the record, the right one.
    pub fn of(hit: bool, gold: bool, found: bool) -> Self {
        Self { hit: hit.into(), gold: gold.into(), found: found.into() }
    }

    /// Adds another count to this one.
    pub fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.gold += other.gold;
        self.found += other.found;
    }

    /// The share of what was found that is right; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.hit, self.found)
    }

    /// The share of what the annotation holds that was found; 0 where it holds nothing.
    pub fn recall(self) -> f64 {
        share(self.hit, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    fn json(self) -> Value {
        let Self { gold, found, .. } = self;
        json!({"p": rounded(self.precision()), "r": rounded(self.recall()), "f1": rounded(self.f1()), "gold": gold, "pred": found})
    }
}

impl Share {
    /// The share itself; `None` where nothing was asked.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| share(self.right, self.of))
    }
}

impl Counts {
    /// Counts towards a measure.
    pub fn row(&mut self, measure: Measure, tally: Tally) {
        self.rows.entry(measure).or_default().add(tally);
    }

    /// Counts one answer towards a share.
    pub fn answer(&mut self, accuracy: Accuracy, right: bool) {
        let share = self.shares.entry(accuracy).or_default();
        share.right += usize::from(right);
        share.of += 1;
    }

    /// Adds a document's counts.
    pub fn add(&mut self, other: &Self) {
        for (&measure, &tally) in &other.rows {
            self.row(measure, tally);
        }
        for (&accuracy, answers) in &other.shares {
            let share = self.shares.entry(accuracy).or_default();
            share.right += answers.right;
            share.of += answers.of;
        }
        for (kind, &tally) in &other.by_type {
            self.by_type.entry(kind.clone()).or_default().add(tally);
        }
        self.errors.extend(other.errors.iter().cloned());
    }

    /// The count of one measure; empty where nothing was counted.
    pub fn tally(&self, measure: Measure) -> Tally {
        self.rows.get(&measure).copied().unwrap_or_default()
    }

    /// All figures, rounded to four places.
    pub fn json(&self) -> serde_json::Map<String, Value> {
        let mut out = serde_json::Map::new();
        for measure in Measure::ALL {
            out.insert(measure.to_string(), self.tally(measure).json());
        }
        let shares = self.shares.iter().map(|(accuracy, share)| {
            let value = json!({"right": share.right, "of": share.of, "share": share.value().map(rounded)});
            (accuracy.to_string(), value)
        });
        out.insert("accuracy".to_owned(), Value::Object(shares.collect()));
        let by_type = self.by_type.iter().map(|(kind, tally)| (kind.clone(), tally.json()));
        out.insert("mention_by_type".to_owned(), Value::Object(by_type.collect()));
        out
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// To four places, ties to the even digit, as decimal printing rounds.
fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_recall_and_f1_come_of_the_counts() {
        let tally = Tally { hit: 2, gold: 4, found: 8 };
        assert_eq!((tally.precision(), tally.recall()), (0.25, 0.5));
        assert_eq!(rounded(tally.f1()), 0.3333);
        assert_eq!(Tally { hit: 0, gold: 0, found: 3 }.f1(), 0.0);
        assert_eq!(Share::default().value(), None);
    }

    #[test]
    fn ties_are_rounded_to_the_even_digit() {
        assert_eq!((rounded(1.0 / 32.0), rounded(3.0 / 32.0)), (0.0312, 0.0938));
    }

    #[test]
    fn documents_add_up() {
        let (mut all, mut one) = (Counts::default(), Counts::default());
        one.row(Measure::Event, Tally::of(true, true, true));
        one.answer(Accuracy::Mode, false);
        all.add(&one);
        all.add(&one);
        assert_eq!(all.tally(Measure::Event), Tally { hit: 2, gold: 2, found: 2 });
        assert_eq!(all.shares[&Accuracy::Mode], Share { right: 0, of: 2 });
    }
}
