//! Days as pages write them.

use jiff::civil::Date;
use record::calendar;

use crate::about::{date_of, number};

/// The years that a report on the web may be of; what is outside is no day of publication.
const YEARS: std::ops::RangeInclusive<i16> = 1980..=2100;

/// Which of the two first figures of "03/04/2024" is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The first, as in British English.
    DayFirst,
    /// The second, as in American English.
    MonthFirst,
    /// Nothing says which.
    Unknown,
}

impl Order {
    /// The order of those who write a language: "en-GB", "en_US".
    pub fn of_language(tag: &str) -> Self {
        let tag = tag.trim().to_ascii_lowercase();
        match tag.split_once(['-', '_']) {
            Some(("en", "us" | "ph" | "lr" | "pr")) => Self::MonthFirst,
            Some(("en", "gb" | "au" | "nz" | "ie" | "in" | "ng" | "ke" | "gh" | "pk" | "sg" | "my" | "hk" | "uk")) => {
                Self::DayFirst
            }
            _ => Self::Unknown,
        }
    }
}

/// The first day that `text` names where nothing says in which order figures stand.
pub(crate) fn day_in(text: &str) -> Option<Date> {
    day_in_order(text, Order::Unknown)
}

/// The first day that `text` names: "2024-03-12T10:15:00Z", "12 March 2024", "Mar. 12th, 2024", "20240312",
/// "2024/03/12", "12.03.2024", where the day is always first. A day that could be read in two ways ("03/04/2024") is read by
/// `order`, and else none; one that cannot ("03/24/2024") is.
pub(crate) fn day_in_order(text: &str, order: Order) -> Option<Date> {
    let head: String = text.chars().take(200).collect();
    let tokens: Vec<&str> =
        head.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|token| !token.is_empty()).collect();
    (0..tokens.len())
        .find_map(|at| day_at(&tokens[at..], order_at(&head, &tokens[at..], order)))
        .filter(|day| YEARS.contains(&day.year()))
}

/// The order of the figures that a day begins with: with full stops between them, the day is first.
fn order_at(text: &str, tokens: &[&str], order: Order) -> Order {
    match tokens {
        [day, month, year, ..] if day.len() <= 2 && text.contains(&format!("{day}.{month}.{year}")) => Order::DayFirst,
        _ => order,
    }
}

fn day_at(tokens: &[&str], order: Order) -> Option<Date> {
    let first = tokens[0];
    let figure = |at: usize| tokens.get(at).and_then(|token| ordinal(token));
    let month = |at: usize| tokens.get(at).and_then(|token| calendar::month(&token.to_lowercase())).map(i16::from);
    if first.len() == 8 && first.bytes().all(|byte| byte.is_ascii_digit())
        || first.len() > 8 && first.as_bytes()[8] == b'T' && first.is_ascii()
    {
        let part = |range: std::ops::Range<usize>| number(first.get(range)?);
        return date_of(part(0..4)?, part(4..6)?, part(6..8)?);
    }
    if first.len() == 4
        && let Some(year) = number(first)
    {
        // The day of a stamp runs into its time: "2024-03-12T10".
        let day = tokens.get(2).map(|day| day.split(['T', 't']).next().unwrap_or(day)).and_then(ordinal);
        return date_of(year, figure(1).or_else(|| month(1))?, day?);
    }
    if let Some(month) = month(0) {
        return date_of(year_at(tokens, 2)?, month, figure(1)?);
    }
    let day = ordinal(first)?;
    let of = usize::from(tokens.get(1) == Some(&"of"));
    if let Some(month) = month(1 + of) {
        return date_of(year_at(tokens, 2 + of)?, month, day);
    }
    let (other, year) = (figure(1)?, year_at(tokens, 2)?);
    match (day, other) {
        _ if first.len() > 2 || tokens[1].len() > 2 => None,
        (13.., _) => date_of(year, other, day),
        _ if order == Order::DayFirst => date_of(year, other, day),
        (_, 13..) => date_of(year, day, other),
        _ if day == other || order == Order::MonthFirst => date_of(year, day, other),
        _ => None,
    }
}

fn year_at(tokens: &[&str], at: usize) -> Option<i16> {
    let year = tokens.get(at)?;
    let year = year.split(['T', 't']).next().unwrap_or(year);
    number(year).filter(|_| year.len() == 4)
}

fn ordinal(token: &str) -> Option<i16> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| token.strip_suffix(ending)).unwrap_or(token);
    number(digits).filter(|_| digits.len() <= 2)
}

/// The day that an address carries: ".../2024/03/12/...", ".../2024-03-12-...", ".../2024/mar/12/...".
pub(crate) fn day_of_address(url: &str) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        if year.len() != 4 || !(1..=2).contains(&day.len()) {
            return None;
        }
        let month = number(month)
            .filter(|_| month.len() <= 2)
            .or_else(|| calendar::month(&month.to_lowercase()).map(i16::from))?;
        date_of(number(year)?, month, number(day)?).filter(|day| YEARS.contains(&day.year()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_many_forms() {
        for text in [
            "2024-03-12T10:15:00+01:00",
            "2024-03-12",
            "20240312",
            "20240312T101500Z",
            "12 March 2024",
            "Mar. 12th, 2024 at 5pm",
            "Tue, 12 Mar 2024 10:00:00 GMT",
            "Published 12th of March 2024",
            "2024/3/12",
            "03/24/2024",
            "2024 Mar 12",
        ] {
            let expected = if text.contains("/24/") { "2024-03-24" } else { "2024-03-12" };
            assert_eq!(day_in(text).map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["03/04/2024", "March 2024", "at 10:15", "2024-13-40", "1712 March 1", "12 people", "10.11.12"] {
            assert_eq!(day_in(text), None, "{text}");
        }
    }

    #[test]
    fn figures_are_read_in_the_order_of_a_language() {
        let read = |text, language| day_in_order(text, Order::of_language(language)).map(|day| day.to_string());
        assert_eq!(read("03/04/2024", "en-US").as_deref(), Some("2024-03-04"));
        assert_eq!(read("03/04/2024", "en_GB").as_deref(), Some("2024-04-03"));
        assert_eq!(read("03/04/2024", "en"), None);
        assert_eq!(read("05.11.2022", "en-US").as_deref(), Some("2022-11-05"));
        assert_eq!(read("25/08/2016", "en-US").as_deref(), Some("2016-08-25"));
    }

    #[test]
    fn days_of_addresses() {
        for (url, expected) in [
            ("https://a.example/world/2024/03/12/ferry", Some("2024-03-12")),
            ("https://a.example/2024/mar/12/ferry", Some("2024-03-12")),
            ("https://a.example/ferry-2024-03-12", Some("2024-03-12")),
            ("https://a.example/2024/03/ferry", None),
        ] {
            assert_eq!(day_of_address(url).map(|day| day.to_string()).as_deref(), expected, "{url}");
        }
    }
}
