//! Quantities in words and digits: "at least six", "1.2 million", "between 10 and 15", "dozens".

use record::{TokenSpan, Upos, calendar, numerals::spelled};

use crate::scene::Scene;

/// A number of things, as a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quantity {
    pub(crate) low: Option<u64>,
    pub(crate) high: Option<u64>,
    pub(crate) approximate: bool,
    /// The words, those that bound it included.
    pub(crate) tokens: TokenSpan,
    /// The word that carries the number in the tree.
    pub(crate) head: usize,
}

/// The quantities in a run of tokens, in the order of the text.
pub(crate) fn quantities(scene: &Scene<'_>, run: TokenSpan) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = run.start;
    while at < run.end {
        match quantity(scene, at, run) {
            Some(quantity) => {
                at = quantity.tokens.end.max(at + 1);
                found.push(quantity);
            }
            None => at += 1,
        }
    }
    found
}

fn quantity(scene: &Scene<'_>, at: usize, run: TokenSpan) -> Option<Quantity> {
    if let Some(vague) = vague(scene, at, run) {
        return Some(vague);
    }
    let (value, end) = number(scene, at, run)?;
    let mut quantity =
        Quantity { low: Some(value), high: Some(value), approximate: false, tokens: TokenSpan::new(at, end), head: at };
    if end < run.end
        && matches!(scene.form(end).as_str(), "to" | "-" | "–" | "and" | "or")
        && let Some((upper, upper_end)) = number(scene, end + 1, run)
        && upper > value
        && (!matches!(scene.form(end).as_str(), "and") || at > run.start && scene.form(at - 1) == "between")
    {
        quantity.high = Some(upper);
        quantity.tokens.end = upper_end;
        quantity.head = end + 1;
        if at > run.start && matches!(scene.form(at - 1).as_str(), "between" | "from") {
            quantity.tokens.start -= 1;
        }
    }
    Some(bounded(scene, quantity, run))
}

/// Widens a quantity by the words that bound it.
fn bounded(scene: &Scene<'_>, mut quantity: Quantity, run: TokenSpan) -> Quantity {
    let start = quantity.tokens.start;
    let before = |n: usize| {
        (start >= run.start + n).then(|| (start - n..start).map(|at| scene.form(at)).collect::<Vec<_>>().join(" "))
    };
    let after = |n: usize| {
        let end = quantity.tokens.end;
        (end + n <= run.end).then(|| (end..end + n).map(|at| scene.form(at)).collect::<Vec<_>>().join(" "))
    };
    for n in (1..=3).rev() {
        let Some(words) = before(n) else { continue };
        let known = match words.as_str() {
            "at least" | "more than" | "over" | "no fewer than" | "no less than" | "upwards of" | "above"
            | "exceeding" => {
                quantity.high = None;
                true
            }
            "up to" | "at most" | "as many as" | "fewer than" | "less than" | "no more than" | "under" => {
                quantity.low = None;
                true
            }
            "about" | "around" | "some" | "approximately" | "roughly" | "nearly" | "almost" | "an estimated"
            | "estimated" | "close to" => {
                quantity.approximate = true;
                true
            }
            _ => false,
        };
        if known {
            quantity.tokens.start -= n;
            break;
        }
    }
    if after(2).is_some_and(|words| matches!(words.as_str(), "or more" | "or so")) {
        quantity.high = if scene.form(quantity.tokens.end + 1) == "more" { None } else { quantity.high };
        quantity.tokens.end += 2;
    }
    quantity
}

/// Quantities without a number: "dozens", "several", "no one".
fn vague(scene: &Scene<'_>, at: usize, run: TokenSpan) -> Option<Quantity> {
    let form = scene.form(at);
    let next = |n: usize| (at + n < run.end).then(|| scene.form(at + n));
    // "a few dozen", "several hundred": as "dozens", "hundreds".
    let scaled = |n: usize| next(n).and_then(|form| scale(&form)).map(|scale| 2 * scale);
    let (low, high, length) = match form.as_str() {
        "a" if next(1).as_deref() == Some("few") && scaled(2).is_some() => (scaled(2)?, None, 3),
        "several" if scaled(1).is_some() => (scaled(1)?, None, 2),
        "dozens" => (24, None, 1),
        "scores" => (40, None, 1),
        "tens" if next(1).as_deref() == Some("of") && next(2).as_deref() == Some("thousands") => (20_000, None, 3),
        "hundreds" if next(1).as_deref() == Some("of") && next(2).as_deref() == Some("thousands") => (200_000, None, 3),
        "hundreds" => (200, None, 1),
        "thousands" => (2_000, None, 1),
        "millions" => (2_000_000, None, 1),
        "several" => (3, None, 1),
        "nobody" | "none" => (0, Some(0), 1),
        "no" if next(1).as_deref() == Some("one") => (0, Some(0), 2),
        "a" if next(1).as_deref() == Some("few") => (3, None, 2),
        "a" if next(1).as_deref() == Some("dozen") => (12, Some(12), 2),
        "a" if next(1).as_deref() == Some("hundred") => (100, Some(100), 2),
        "a" if next(1).as_deref() == Some("thousand") => (1_000, Some(1_000), 2),
        _ => return None,
    };
    let tokens = TokenSpan::new(at, at + length);
    let head = at + if matches!(form.as_str(), "a" | "no") { length - 1 } else { 0 };
    let quantity = Quantity { low: Some(low), high, approximate: false, tokens, head };
    let bounded = bounded(scene, quantity, run);
    Some(if high.is_none() { Quantity { low: Some(low), high, ..bounded } } else { bounded })
}

/// A number from `at` on, and one past its last token.
fn number(scene: &Scene<'_>, at: usize, run: TokenSpan) -> Option<(u64, usize)> {
    if at >= run.end
        || !matches!(scene.token(at).upos, Upos::Num | Upos::Noun | Upos::Adj | Upos::Det | Upos::X)
        || tells_time(scene, at, run)
    {
        return None;
    }
    let mut value = value(&scene.form(at))
        .or_else(|| (scene.token(at).upos == Upos::Num).then(|| scale(&scene.form(at)).map(|s| s as f64)).flatten())?;
    let mut end = at + 1;
    while end < run.end
        && let Some(scale) = scale(&scene.form(end))
    {
        value *= scale as f64;
        end += 1;
        if end < run.end
            && scene.token(end).upos == Upos::Num
            && let Some(more) = self::value(&scene.form(end))
            && more < scale as f64
        {
            value += more;
            end += 1;
        }
    }
    // What no count can be is no quantity.
    (0.0..1e15).contains(&value).then_some((value.round() as u64, end))
}

/// Whether a number is a day of a month or a time of day: "July 25", "25 July", "10 a.m.", "UTC+3".
fn tells_time(scene: &Scene<'_>, at: usize, run: TokenSpan) -> bool {
    let month = |token: usize| scene.token(token).upos == Upos::Propn && calendar::month(&scene.form(token)).is_some();
    let before = (at > run.start).then(|| at - 1);
    let after = Some(at + 1).filter(|&next| next < run.end);
    let hour =
        |token: usize| matches!(scene.form(token).as_str(), "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m" | "o'clock");
    let offset = |token: usize| matches!(scene.form(token).as_str(), "+" | "utc" | "gmt");
    before.is_some_and(|token| month(token) || offset(token)) || after.is_some_and(|token| month(token) || hour(token))
}

fn scale(form: &str) -> Option<u64> {
    Some(match form {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "million" | "m" => 1_000_000,
        "billion" | "bn" => 1_000_000_000,
        "trillion" => 1_000_000_000_000,
        _ => return None,
    })
}

fn value(form: &str) -> Option<f64> {
    if form.starts_with(|c: char| c.is_ascii_digit()) {
        let plain = form.replace(',', "");
        return plain.parse().ok().filter(|_| plain.len() < 16);
    }
    spelled(form).map(|value| value as f64)
}
