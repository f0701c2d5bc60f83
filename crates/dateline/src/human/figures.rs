//! Numbers as a page tells them.

use record::{Event, Figure, FigureKind, Record};

use super::layout::{Ink, Words};
use super::people;

/// "at least 6 killed (“at least six people”)", and on whose word where that is another than the event's.
pub fn figure(record: &Record, event: &Event, figure: &Figure) -> Words {
    let words = Words::of(Ink::PLAIN, &told(figure));
    let words = words.and(Ink::FAINT, &format!(" ({})", people::quoted(record, figure.span)));
    if figure.vouched_by == event.vouched_by {
        return words;
    }
    words.and(Ink::PLAIN, &format!(" {}", people::according_to(record, &figure.vouched_by)))
}

fn told(figure: &Figure) -> String {
    let number = grouped;
    let count = match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => number(low),
        (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
        (Some(low), None) => format!("at least {}", number(low)),
        (None, Some(high)) => format!("at most {}", number(high)),
        (None, None) => "an unknown number".to_owned(),
    };
    let about = if figure.approximate { "about " } else { "" };
    match figure.kind {
        FigureKind::Money => format!("money: {about}{count}"),
        kind => format!("{about}{count} {kind}"),
    }
}

/// 1,200,000.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use record::Span;

    use super::*;

    fn told_of(kind: FigureKind, low: Option<u64>, high: Option<u64>, approximate: bool) -> String {
        told(&Figure { kind, low, high, approximate, span: Span::new(0, 1), vouched_by: Vec::new() })
    }

    #[test]
    fn figures_are_told_as_they_are_known() {
        assert_eq!(told_of(FigureKind::Killed, Some(6), None, false), "at least 6 killed");
        assert_eq!(told_of(FigureKind::Weapons, Some(12), Some(12), true), "about 12 weapons");
        assert_eq!(told_of(FigureKind::Injured, Some(3), Some(5), false), "3 to 5 injured");
        assert_eq!(told_of(FigureKind::Displaced, None, None, false), "an unknown number displaced");
        assert_eq!(told_of(FigureKind::Money, Some(1_200_000), Some(1_200_000), false), "money: 1,200,000");
    }
}
