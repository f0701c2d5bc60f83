//! The parts of a time expression, before anything is reckoned from them.

use jiff::civil::{Date, Weekday};
use record::calendar;

/// The parts that a time expression tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Expression {
    /// A date in figures: 2025-09-09, 23.9.2025.
    pub written_out: Option<Date>,
    /// A year.
    pub year: Option<i16>,
    /// A month, from 1.
    pub month: Option<i8>,
    /// Another month: "in March and April".
    pub second_month: Option<i8>,
    /// A day beside the month.
    pub day: Option<i8>,
    /// Another day beside it: "4-5 July".
    pub second_day: Option<i8>,
    /// A day of the week.
    pub weekday: Option<Weekday>,
    /// Whether another day of the week is named too.
    pub second_weekday: bool,
    /// "last", "this", "next" over a month or a day of the week.
    pub side: Option<Side>,
    /// "last week", "this year".
    pub period: Option<(Side, Unit)>,
    /// "two days ago".
    pub lapse: Option<Lapse>,
    /// Days from publication: today 0, yesterday -1.
    pub day_word: Option<i64>,
    /// "the same day".
    pub same_day: bool,
    /// "the 14th", without a month.
    pub ordinal: Option<i8>,
    /// Whether that is all there is.
    pub ordinal_alone: bool,
    /// "every Friday", "Fridays".
    pub repeats: bool,
    /// "before March", "until Friday": a bound, not a time.
    pub open_ended: bool,
}

/// Which one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Last,
    This,
    Next,
}

impl Side {
    /// How far from the present one.
    pub fn step(self) -> i64 {
        match self {
            Self::Last => -1,
            Self::This => 0,
            Self::Next => 1,
        }
    }
}

/// What time is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Year,
}

/// So much time away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lapse {
    /// How many units; less than 0 is earlier.
    pub count: i64,
    pub unit: Unit,
    /// Whether it counts from the day that the text spoke of last rather than from publication.
    pub from_anchor: bool,
}

impl Expression {
    /// Takes the parts out of `text`.
    pub fn of(text: &str) -> Self {
        let words = words_of(text);
        let mut parts = Self::default();
        let plain: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
        parts.open_ended = matches!(plain.first(), Some(&("before" | "until" | "till" | "by" | "after")))
            && !plain.iter().any(|word| matches!(*word, "before" | "after") && plain.contains(&"day"));
        parts.repeats = plain.iter().any(|word| matches!(*word, "every" | "each" | "daily" | "weekly" | "monthly"));
        for (at, word) in words.iter().enumerate() {
            parts.figures(word);
            parts.month_at(&words, at);
            parts.weekday_at(&plain, at);
            parts.period_at(&plain, at);
            parts.lapse_at(&plain, at);
            parts.day_word_at(&plain, at);
            if let Some(day) = ordinal(&word.plain).filter(|_| parts.ordinal.is_none()) {
                parts.ordinal = Some(day);
            }
        }
        parts.feast(&plain.join(" "));
        parts.ordinal_alone = plain.iter().all(|word| matches!(*word, "on" | "the" | "of") || ordinal(word).is_some());
        parts
    }

    fn figures(&mut self, word: &Word) {
        let plain = &word.plain;
        if let Some(date) = written_out(plain) {
            self.written_out = self.written_out.or(Some(date));
        } else if let Some((year, month)) = year_and_month(plain) {
            self.year = Some(year);
            self.month = Some(month);
        } else if let Some(year) = year(plain) {
            // Two years are a range or a list: neither is the time.
            self.year = if self.year.is_none_or(|known| known == year) { Some(year) } else { None };
        }
    }

    fn month_at(&mut self, words: &[Word], at: usize) {
        let Some(month) = month(&words[at]) else { return };
        if self.month.is_some() {
            self.second_month = self.second_month.or(Some(month));
            return;
        }
        self.month = Some(month);
        let plain = |at: usize| words.get(at).map_or("", |word| word.plain.as_str());
        let before = at.checked_sub(1).map_or("", plain);
        let before = if before == "of" { at.checked_sub(2).map_or("", plain) } else { before };
        let (day, second) = match days(before) {
            Some(days) => Some(days),
            None => days(plain(at + 1)).or_else(|| days(plain(at + 2)).filter(|_| plain(at + 1) == "the")),
        }
        .unzip();
        self.day = day;
        self.second_day = second.flatten();
        if matches!(plain(at + 2), "and" | "to" | "or") && day.is_some() {
            self.second_day = self.second_day.or(days(plain(at + 3)).map(|(day, _)| day));
        }
        self.side = self.side.or(at.checked_sub(1).and_then(|at| side(plain(at))));
    }

    fn weekday_at(&mut self, plain: &[&str], at: usize) {
        let word = plain[at];
        if calendar::WEEKDAYS.iter().any(|day| word.strip_suffix('s') == Some(day)) {
            self.repeats = true;
        }
        let Some(weekday) = weekday(word) else { return };
        self.second_weekday |= self.weekday.is_some_and(|known| known != weekday);
        self.weekday = self.weekday.or(Some(weekday));
        self.side = self.side.or(at.checked_sub(1).and_then(|before| side(plain[before])));
        if plain.get(at + 1) == Some(&"last") {
            self.side = Some(Side::Last);
        }
    }

    fn period_at(&mut self, plain: &[&str], at: usize) {
        let Some(unit) = unit(plain[at]).filter(|unit| *unit != Unit::Day) else { return };
        let before = at.checked_sub(1).map_or("", |before| plain[before]);
        let side = match before {
            "the" if unit == Unit::Weekend => Some(Side::Last),
            "over" | "at" if unit == Unit::Weekend => Some(Side::Last),
            "current" => Some(Side::This),
            // "this weekend" told in the past is the one that is over.
            _ => side(before),
        };
        if let Some(side) = side {
            self.period = Some((side, unit));
        }
    }

    fn lapse_at(&mut self, plain: &[&str], at: usize) {
        let word = |at: usize| plain.get(at).copied().unwrap_or("");
        let before = |steps: usize| at.checked_sub(steps).map_or("", |at| plain[at]);
        let Some(unit) = unit(plain[at]).filter(|unit| *unit != Unit::Weekend) else { return };
        if let Some(count) = number(before(1)) {
            let (sign, from_anchor) = match word(at + 1) {
                "ago" | "back" => (-1, false),
                "earlier" | "before" | "previously" => (-1, true),
                "later" | "afterwards" | "after" => (1, true),
                _ => return,
            };
            let loose = before(2) == "than" || matches!(before(2), "nearly" | "almost" | "over");
            if !(loose && unit == Unit::Day) {
                self.lapse = Some(Lapse { count: sign * count, unit, from_anchor });
            }
        } else if unit == Unit::Day {
            let count = match (before(1), word(at + 1), word(at + 2)) {
                ("previous" | "preceding", ..) => -1,
                ("next" | "following", ..) => 1,
                ("the", "before", after) if after != "yesterday" => -1,
                ("the", "after", after) if after != "tomorrow" => 1,
                _ => return,
            };
            self.lapse = Some(Lapse { count, unit, from_anchor: true });
        }
    }

    fn day_word_at(&mut self, plain: &[&str], at: usize) {
        let before = at.checked_sub(1).map_or("", |before| plain[before]);
        let earlier = at.checked_sub(2).map_or("", |before| plain[before]);
        let days = match (earlier, before, plain[at]) {
            (_, "same" | "that" | "this", "day") => {
                self.same_day = true;
                return;
            }
            ("day", "before", "yesterday") => -2,
            ("day", "after", "tomorrow") => 2,
            (_, _, "yesterday") => -1,
            (_, "last", "night") => -1,
            (_, _, "tomorrow") => 1,
            (_, _, "today" | "tonight") => 0,
            (_, "this", "morning" | "afternoon" | "evening") => 0,
            _ => return,
        };
        self.day_word = self.day_word.or(Some(days));
    }

    fn feast(&mut self, text: &str) {
        if self.month.is_none()
            && let Some((month, day)) = calendar::feast(text)
        {
            (self.month, self.day) = (Some(month as i8), Some(day as i8));
        }
    }
}

struct Word {
    /// In small letters, without marks at its ends.
    plain: String,
    /// Whether it is written with a capital, as the months are.
    capital: bool,
}

fn words_of(text: &str) -> Vec<Word> {
    let cut = |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';' | '"' | '“' | '”' | '—' | ':');
    text.split(cut)
        .flat_map(|word| word.split_inclusive('–'))
        .filter_map(|word| {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare);
            let feast = bare.eq_ignore_ascii_case("valentine") || bare.eq_ignore_ascii_case("year");
            let plain = bare.to_lowercase().replace('’', "'");
            let plain = if feast && word.contains(['\'', '’']) { format!("{plain}'s") } else { plain };
            let capital = bare.chars().next().is_some_and(char::is_uppercase);
            (!plain.is_empty()).then_some(Word { plain, capital })
        })
        .collect()
}

fn month(word: &Word) -> Option<i8> {
    let part = ["mid-", "early-", "late-"].iter().find_map(|part| word.plain.strip_prefix(part));
    let plain = part.unwrap_or(&word.plain);
    let short = plain.strip_suffix('.').unwrap_or(plain);
    // "may" and "march" are verbs, too; the month has its capital.
    if !word.capital && matches!(short, "may" | "march" | "mar" | "jan" | "dec") {
        return None;
    }
    calendar::month(short).map(|month| month as i8)
}

fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_zero_offset(calendar::weekday(word)? as i8).ok()
}

fn side(word: &str) -> Option<Side> {
    match word {
        "last" | "past" | "previous" => Some(Side::Last),
        "this" => Some(Side::This),
        "next" | "coming" | "following" => Some(Side::Next),
        _ => None,
    }
}

fn unit(word: &str) -> Option<Unit> {
    match word {
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" => Some(Unit::Week),
        "weekend" => Some(Unit::Weekend),
        "month" | "months" => Some(Unit::Month),
        "year" | "years" | "year's" => Some(Unit::Year),
        _ => None,
    }
}

/// "9", "9th" and "4-5" as days of a month, the second where two are told.
fn days(word: &str) -> Option<(i8, Option<i8>)> {
    if let Some((from, to)) = word.split_once(['-', '–', '/']) {
        return Some((days(from)?.0, Some(days(to)?.0)));
    }
    let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !matches!(&word[figures.len()..], "" | "st" | "nd" | "rd" | "th") || figures.len() > 2 {
        return None;
    }
    figures.parse().ok().filter(|day| (1..=31).contains(day)).map(|day| (day, None))
}

fn ordinal(word: &str) -> Option<i8> {
    days(word).filter(|(_, second)| second.is_none() && word.ends_with(|c: char| c.is_alphabetic())).map(|(day, _)| day)
}

fn year(word: &str) -> Option<i16> {
    let word = word.strip_prefix("mid-").unwrap_or(word);
    let year = (word.len() == 4).then(|| word.parse::<i16>().ok())??;
    (1000..2200).contains(&year).then_some(year)
}

fn year_and_month(word: &str) -> Option<(i16, i8)> {
    let (first, second) = word.split_once('-')?;
    let month = second.parse().ok().filter(|month| second.len() == 2 && (1..=12).contains(month))?;
    Some((year(first)?, month))
}

/// Dates in figures. Of day and month the one over 12 is the day; where neither is, a dot tells that the day is first.
fn written_out(word: &str) -> Option<Date> {
    let mark = ['-', '/', '.'].into_iter().find(|mark| word.matches(*mark).count() == 2)?;
    let parts: Vec<&str> = word.split(mark).collect();
    let number = |part: &str| part.parse::<i8>().ok();
    if let Some(year) = year(parts[0]) {
        return Date::new(year, number(parts[1])?, number(parts[2])?).ok();
    }
    let (year, first, second) = (year(parts[2])?, number(parts[0])?, number(parts[1])?);
    match (mark, first > 12, second > 12) {
        ('.', _, false) | (_, true, false) => Date::new(year, second, first).ok(),
        (_, false, true) => Date::new(year, first, second).ok(),
        _ if first == second => Date::new(year, first, second).ok(),
        _ => None,
    }
}

fn number(word: &str) -> Option<i64> {
    const SMALL: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match word {
        "a" | "an" => Some(1),
        _ => match SMALL.iter().position(|small| *small == word) {
            Some(at) => Some(at as i64),
            None => word.parse().ok().filter(|count| (1..=400).contains(count)),
        },
    }
}
