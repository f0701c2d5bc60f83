//! A table of expressions, each against a day of publication.

use super::*;

fn check(published: &str, anchor: &str, tense: Tense, rows: &[(&str, &str)]) {
    let date = |text: &str| text.parse::<Date>().ok();
    let calendar = Calendar { published: date(published), anchor: date(anchor), tense };
    for (words, due) in rows {
        let found = calendar.when(words).map(When::value).unwrap_or_default();
        assert_eq!(found, *due, "{words:?} read on {published} ({tense:?})");
    }
}

/// 17 September 2025 was a Wednesday.
const WEDNESDAY: &str = "2025-09-17";

#[test]
fn dates_that_are_written_out() {
    let rows = [
        ("9 September 2025", "2025-09-09"),
        ("September 9, 2025", "2025-09-09"),
        ("on September 9th", "2025-09-09"),
        ("Sept. 9", "2025-09-09"),
        ("the 9th of September", "2025-09-09"),
        ("September the 9th", "2025-09-09"),
        ("on Tuesday, September 9", "2025-09-09"),
        ("2025-09-09", "2025-09-09"),
        ("2025-09", "2025-09"),
        ("23/9/2024", "2024-09-23"),
        ("9/23/2024", "2024-09-23"),
        ("3.9.2024", "2024-09-03"),
        ("3/9/2024", ""),
        ("March 2003", "2003-03"),
        ("in March", "2025-03"),
        ("in November", "2024-11"),
        ("September 11, 2001", "2001-09-11"),
        ("December 4", "2024-12-04"),
        ("in 1998", "1998"),
        ("mid-2005", "2005"),
        ("the summer of 2005", "2005"),
        ("4-5 July", "2025-07"),
        ("July 4 and 5", "2025-07"),
        ("in March and April 2024", "2024"),
        ("in March and April", ""),
        ("between 2003 and 2005", ""),
        ("the 1990s", ""),
        ("February 30", ""),
        ("on Christmas Day", "2024-12-25"),
        ("New Year’s Eve", "2024-12-31"),
        ("Tuesday, 5 March", "2024-03-05"),
    ];
    check(WEDNESDAY, "", Tense::Past, &rows);
}

#[test]
fn days_of_the_week() {
    let past = [
        ("on Sunday", "2025-09-14"),
        ("Sunday night", "2025-09-14"),
        ("on Wednesday", "2025-09-17"),
        ("last Wednesday", "2025-09-10"),
        ("last Friday", "2025-09-12"),
        ("Friday last", "2025-09-12"),
        ("this Tuesday", "2025-09-16"),
        ("late on Thursday", "2025-09-11"),
        ("Monday’s", "2025-09-15"),
        ("Monday of last week", "2025-09-08"),
        ("Friday last week", "2025-09-12"),
        ("next Monday", "2025-09-22"),
        ("Saturday and Sunday", "2025-09"),
        ("every Friday", ""),
        ("on Fridays", ""),
        ("before Friday", ""),
        ("Wed", "2025-09-17"),
    ];
    check(WEDNESDAY, "", Tense::Past, &past);
    let future = [
        ("on Thursday", "2025-09-18"),
        ("on Monday", "2025-09-22"),
        ("this Friday", "2025-09-19"),
        ("next Friday", "2025-09-19"),
        ("next Wednesday", "2025-09-24"),
        ("on Wednesday", "2025-09-17"),
        ("last Monday", "2025-09-15"),
        ("Monday next week", "2025-09-22"),
        ("in March", "2026-03"),
        ("on October 3", "2025-10-03"),
        ("on 3 January", "2026-01-03"),
    ];
    check(WEDNESDAY, "", Tense::Future, &future);
}

#[test]
fn times_told_from_publication() {
    let rows = [
        ("today", "2025-09-17"),
        ("earlier today", "2025-09-17"),
        ("tonight", "2025-09-17"),
        ("this morning", "2025-09-17"),
        ("yesterday", "2025-09-16"),
        ("last night", "2025-09-16"),
        ("yesterday evening", "2025-09-16"),
        ("the day before yesterday", "2025-09-15"),
        ("tomorrow", "2025-09-18"),
        ("the day after tomorrow", "2025-09-19"),
        ("two days ago", "2025-09-15"),
        ("10 days ago", "2025-09-07"),
        ("three months ago", "2025-06"),
        ("a year ago", "2024"),
        ("two years ago", "2023"),
        ("two weeks ago", ""),
        ("a week ago", "2025-09"),
        ("last week", "2025-09"),
        ("this week", "2025-09"),
        ("next week", "2025-09"),
        ("last weekend", "2025-09"),
        ("last month", "2025-08"),
        ("earlier this month", "2025-09"),
        ("next month", "2025-10"),
        ("last year", "2024"),
        ("later this year", "2025"),
        ("next year", "2026"),
        ("November of last year", "2024-11"),
        ("April of this year", "2025-04"),
        ("last November", "2024-11"),
        ("last September", "2024-09"),
        ("next May", "2026-05"),
        ("on the 14th", "2025-09-14"),
        ("on the 28th", "2025-08-28"),
        ("the 14th of last month", "2025-08-14"),
        ("recently", ""),
        ("for years", ""),
        ("hours later", ""),
        ("", ""),
    ];
    check(WEDNESDAY, "", Tense::Past, &rows);
}

#[test]
fn times_told_from_another_day() {
    let rows = [
        ("the same day", "2025-03-01"),
        ("that day", "2025-03-01"),
        ("the next day", "2025-03-02"),
        ("the following day", "2025-03-02"),
        ("the previous day", "2025-02-28"),
        ("a day earlier", "2025-02-28"),
        ("the day before", "2025-02-28"),
        ("two days later", "2025-03-03"),
        ("three weeks earlier", "2025-02"),
        ("four months later", "2025-07"),
    ];
    check(WEDNESDAY, "2025-03-01", Tense::Past, &rows);
    let unknown = rows.map(|(words, _)| (words, ""));
    check(WEDNESDAY, "", Tense::Past, &unknown);
}

#[test]
fn without_a_day_of_publication_only_full_dates_stand() {
    let rows = [
        ("yesterday", ""),
        ("on Sunday", ""),
        ("September 9", ""),
        ("last year", ""),
        ("September 9, 2025", "2025-09-09"),
        ("May 2004", "2004-05"),
        ("in 2004", "2004"),
    ];
    check("", "", Tense::Past, &rows);
}

#[test]
fn where_no_tense_is_told_the_nearest_month_is_meant() {
    let rows =
        [("in October", "2025-10"), ("in July", "2025-07"), ("in May", "2025-05"), ("on 20 September", "2025-09-20")];
    check(WEDNESDAY, "", Tense::Open, &rows);
}

#[test]
fn a_month_agrees_with_its_days() {
    let day = When::Day(Date::new(2025, 9, 9).unwrap());
    assert!(day.agrees(When::Month(2025, 9)) && When::Year(2025).agrees(day));
    assert!(!day.agrees(When::Month(2025, 8)) && !day.agrees(When::Day(Date::new(2025, 9, 10).unwrap())));
}
