//! Time expressions: from words to a day, a month or a year.
//!
//! Only what the words and the day of publication fix has a value. A week has one where all of it lies in one month;
//! "recently", "for years" and ranges over months have none.

mod expression;
#[cfg(test)]
mod tests;

use jiff::{Span as Lapse, civil::Date};
use record::Grain;

use self::expression::{Expression, Side, Unit};

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum When {
    /// A day.
    Day(Date),
    /// A month of a year.
    Month(i16, i8),
    /// A year.
    Year(i16),
}

/// Whether the clause of a time expression tells of the past or the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// "met", "has met".
    Past,
    /// "will meet", "plans to meet".
    Future,
    /// Nothing tells.
    Open,
}

/// What a time expression is read against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar {
    /// The day of publication.
    pub published: Option<Date>,
    /// The day that the text spoke of last, for "the same day".
    pub anchor: Option<Date>,
    /// The tense of the clause.
    pub tense: Tense,
}

impl When {
    /// As records write it.
    pub fn value(self) -> String {
        match self {
            Self::Day(date) => date.to_string(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Year(year) => format!("{year:04}"),
        }
    }

    /// How exact it is.
    pub fn grain(self) -> Grain {
        match self {
            Self::Day(_) => Grain::Day,
            Self::Month(..) => Grain::Month,
            Self::Year(_) => Grain::Year,
        }
    }

    /// Whether both can be one time: one is the other or holds it.
    pub fn agrees(self, other: Self) -> bool {
        let parts = |when: Self| match when {
            Self::Day(date) => (date.year(), Some(date.month()), Some(date.day())),
            Self::Month(year, month) => (year, Some(month), None),
            Self::Year(year) => (year, None, None),
        };
        let ((year, month, day), (other_year, other_month, other_day)) = (parts(self), parts(other));
        let fits = |a: Option<i8>, b: Option<i8>| a.is_none() || b.is_none() || a == b;
        year == other_year && fits(month, other_month) && fits(day, other_day)
    }

    /// So many days it lies before another; of a month its first day counts, of a year its middle.
    pub fn days_before(self, other: Date) -> i32 {
        let day = match self {
            Self::Day(date) => Some(date),
            Self::Month(year, month) => Date::new(year, month, 1).ok(),
            Self::Year(year) => Date::new(year, 7, 1).ok(),
        };
        day.map_or(0, |day| days(day, other))
    }

    /// Its one day, where it is one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            _ => None,
        }
    }
}

impl Calendar {
    /// The time that `words` name, where they and the publication day fix it.
    pub fn when(&self, words: &str) -> Option<When> {
        let expression = Expression::of(words);
        if expression.repeats || expression.open_ended {
            return None;
        }
        if let Some(date) = expression.written_out {
            return Some(When::Day(date));
        }
        self.by_month(&expression)
            .or_else(|| self.by_weekday(&expression))
            .or_else(|| self.by_lapse(&expression))
            .or_else(|| self.by_day_word(&expression))
            .or_else(|| self.by_period(&expression))
            .or_else(|| self.by_day_of_month(&expression))
            .or_else(|| expression.year.map(When::Year))
    }

    /// "9 September", "last March", "April of this year".
    fn by_month(&self, expression: &Expression) -> Option<When> {
        let month = expression.month?;
        if expression.second_month.is_some_and(|second| second != month) {
            return expression.year.map(When::Year);
        }
        let year = match expression.year.or_else(|| self.year_of_period(expression)) {
            Some(year) => year,
            None => self.year_of_month(expression, month)?,
        };
        match expression.day {
            Some(day) if expression.second_day.is_none() => Date::new(year, month, day).ok().map(When::Day),
            _ => Some(When::Month(year, month)),
        }
    }

    /// The year of "last year", "this year", "next year" beside a month.
    fn year_of_period(&self, expression: &Expression) -> Option<i16> {
        let published = self.published?;
        let (side, unit) = expression.period?;
        (unit == Unit::Year).then(|| published.year() + side.step() as i16)
    }

    /// The year of a month, or of a day of it, that is told without one: the nearest in the tense of the clause.
    fn year_of_month(&self, expression: &Expression, month: i8) -> Option<i16> {
        let published = self.published?;
        let here = published.year();
        let on = |year: i16| match expression.day {
            Some(day) => Date::new(year, month, day).ok(),
            None => Date::new(year, month, 1).ok(),
        };
        let years = (here - 1)..=(here + 1);
        if let (Some(weekday), Some(_)) = (expression.weekday, expression.day) {
            let fits = |year: &i16| on(*year).is_some_and(|date| date.weekday() == weekday);
            let nearest = |year: &i16| on(*year).map_or(i32::MAX, |date| days(published, date).abs());
            if let Some(year) = years.clone().filter(fits).min_by_key(nearest) {
                return Some(year);
            }
        }
        let floor = if expression.day.is_some() { published } else { published.first_of_month() };
        let past = |year: &i16| on(*year).is_some_and(|date| date <= floor);
        match (expression.side, self.tense) {
            (Some(Side::Last), _) => years.clone().rev().find(|year| on(*year).is_some_and(|date| date < floor)),
            (Some(Side::Next), _) => years.clone().find(|year| on(*year).is_some_and(|date| date > floor)),
            (_, Tense::Past) => years.clone().rev().find(past),
            (_, Tense::Future) => years.clone().find(|year| on(*year).is_some_and(|date| date >= floor)),
            (_, Tense::Open) => {
                years.clone().min_by_key(|year| on(*year).map_or(i32::MAX, |date| days(floor, date).abs()))
            }
        }
    }

    /// "on Sunday", "next Monday", "Monday of last week".
    fn by_weekday(&self, expression: &Expression) -> Option<When> {
        let weekday = expression.weekday?;
        let published = self.published?;
        let last = published.checked_sub(Lapse::new().days(published.weekday().since(weekday))).ok()?;
        let week = |weeks: i64| {
            let monday = monday_of(published)?.checked_add(Lapse::new().weeks(weeks)).ok()?;
            monday.checked_add(Lapse::new().days(weekday.to_monday_zero_offset())).ok()
        };
        let date = match (expression.period, expression.side, self.tense) {
            (Some((side, Unit::Week)), _, _) => week(side.step())?,
            _ if expression.second_weekday => return self.window(last, published),
            (_, Some(Side::Last), _) if last == published => last.checked_sub(Lapse::new().weeks(1)).ok()?,
            (_, Some(Side::Next), _) => last.checked_add(Lapse::new().weeks(1)).ok()?,
            (_, None | Some(Side::This), Tense::Future) if last != published => {
                last.checked_add(Lapse::new().weeks(1)).ok()?
            }
            _ => last,
        };
        Some(When::Day(date))
    }

    /// "two days ago", "three months later", "the previous day".
    fn by_lapse(&self, expression: &Expression) -> Option<When> {
        let lapse = expression.lapse?;
        let from = if lapse.from_anchor { self.anchor? } else { self.published? };
        let count = lapse.count;
        match lapse.unit {
            Unit::Day => from.checked_add(Lapse::new().days(count)).ok().map(When::Day),
            Unit::Week => {
                let middle = from.checked_add(Lapse::new().weeks(count)).ok()?;
                let slack = Lapse::new().days(3);
                self.window(middle.checked_sub(slack).ok()?, middle.checked_add(slack).ok()?)
            }
            Unit::Month => {
                let date = from.checked_add(Lapse::new().months(count)).ok()?;
                Some(When::Month(date.year(), date.month()))
            }
            Unit::Year => from.checked_add(Lapse::new().years(count)).ok().map(|date| When::Year(date.year())),
            Unit::Weekend => None,
        }
    }

    /// "today", "yesterday", "tomorrow", "the same day".
    fn by_day_word(&self, expression: &Expression) -> Option<When> {
        if expression.same_day {
            return self.anchor.map(When::Day);
        }
        let date = self.published?.checked_add(Lapse::new().days(expression.day_word?)).ok()?;
        Some(When::Day(date))
    }

    /// "last month", "this week", "next year"; with a day of the month where one is told.
    fn by_period(&self, expression: &Expression) -> Option<When> {
        let published = self.published?;
        let (side, unit) = expression.period?;
        let monday = monday_of(published)?.checked_add(Lapse::new().weeks(side.step())).ok()?;
        match unit {
            Unit::Day => None,
            Unit::Week => self.window(monday, monday.checked_add(Lapse::new().days(6)).ok()?),
            Unit::Weekend => {
                let back = if side == Side::Next || self.tense == Tense::Future { 0 } else { 7 };
                let saturday = monday_of(published)?.checked_add(Lapse::new().days(5 - back)).ok()?;
                self.window(saturday, saturday.checked_add(Lapse::new().days(1)).ok()?)
            }
            Unit::Month => {
                let month = published.first_of_month().checked_add(Lapse::new().months(side.step())).ok()?;
                match expression.ordinal {
                    Some(day) => Date::new(month.year(), month.month(), day).ok().map(When::Day),
                    None => Some(When::Month(month.year(), month.month())),
                }
            }
            Unit::Year => Some(When::Year(published.year() + side.step() as i16)),
        }
    }

    /// "on the 14th".
    fn by_day_of_month(&self, expression: &Expression) -> Option<When> {
        let published = self.published?;
        let day = expression.ordinal.filter(|_| expression.ordinal_alone)?;
        let step = match self.tense {
            Tense::Future if day < published.day() => 1,
            Tense::Past | Tense::Open if day > published.day() => -1,
            _ => 0,
        };
        let month = published.first_of_month().checked_add(Lapse::new().months(step)).ok()?;
        Date::new(month.year(), month.month(), day).ok().map(When::Day)
    }

    /// The month that holds all days of a stretch.
    fn window(&self, from: Date, to: Date) -> Option<When> {
        let month = (from.year(), from.month());
        (month == (to.year(), to.month())).then_some(When::Month(month.0, month.1))
    }
}

fn monday_of(date: Date) -> Option<Date> {
    date.checked_sub(Lapse::new().days(date.weekday().to_monday_zero_offset())).ok()
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |lapse| lapse.get_days())
}
