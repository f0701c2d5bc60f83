//! Counts, and the figures made of them.

use std::{collections::BTreeMap, fmt};

use serde_json::{Value, json};

use super::reliability::Stated;
use crate::tally::{Tally, share};

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
    /// Events found, each with its confidence.
    pub stated: Vec<Stated>,
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
        self.stated.extend(&other.stated);
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
            out.insert(measure.to_string(), json_of(self.tally(measure)));
        }
        let shares = self.shares.iter().map(|(accuracy, share)| {
            let value = json!({"right": share.right, "of": share.of, "share": share.value().map(rounded)});
            (accuracy.to_string(), value)
        });
        out.insert("accuracy".to_owned(), Value::Object(shares.collect()));
        let by_type = self.by_type.iter().map(|(kind, tally)| (kind.clone(), json_of(*tally)));
        out.insert("mention_by_type".to_owned(), Value::Object(by_type.collect()));
        out
    }
}

fn json_of(tally: Tally) -> Value {
    let Tally { gold, found, .. } = tally;
    let [p, r, f1] = [tally.precision(), tally.recall(), tally.f1()].map(rounded);
    json!({"p": p, "r": r, "f1": f1, "gold": gold, "pred": found})
}

/// To four places, ties to the even digit, as decimal printing rounds.
fn rounded(value: f64) -> f64 {
    format!("{value:.4}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_asked_is_no_share() {
        assert_eq!(Share::default().value(), None);
        assert_eq!(Share { right: 1, of: 4 }.value(), Some(0.25));
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
