//! Where and when: words of an event's own clause, nothing borrowed from another event's; and what the sentences before name, put
//! forward for those who know more.

use record::{EventType, LikelyPlace, Mention, NameKind, TokenSpan, Upos, calendar};

use crate::{
    clause::light_verb,
    parties::Parties,
    phrases::{mention, place_in},
    scene::Scene,
    scores::{self, Heads},
    stage::Around,
    triggers::Candidate,
};

/// Place and date of an event, in words.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WhenWhere {
    pub(crate) place: Option<Mention>,
    pub(crate) date: Option<Mention>,
}

const PLACING: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "across",
    "around",
    "throughout",
    "within",
    "along",
    "off",
    "over",
    "from",
    "to",
    "into",
    "on",
    "through",
    "of",
    "against",
];

/// How many of them are strict.
const STRICT: usize = 8;

/// Place and date of a trigger's event.
pub(crate) fn of(
    scene: &Scene<'_>,
    heads: &Heads<'_>,
    around: &Around,
    candidate: &Candidate<'_>,
    parties: &Parties,
) -> WhenWhere {
    let clause = clause(scene, around, candidate);
    let mut found = WhenWhere { date: lapse_before(scene, candidate.head), ..WhenWhere::default() };
    let beside: Vec<usize> = clause.iter().flat_map(|&at| scene.children(at).iter().copied()).collect();
    // Strict prepositions first: "to" and "of" tell a place only where nothing better does, and never where words are
    // spoken: "a call for peace in" is, "a call to Chad" is not.
    let spoken = matches!(
        candidate.kind,
        EventType::Accuse | EventType::Agree | EventType::Reject | EventType::Request | EventType::Support
    );
    for strict in [STRICT, if spoken { STRICT } else { PLACING.len() }] {
        for &at in &beside {
            // Whence an envoy is called home is not where he is called.
            let placed = !is_recalled_from(scene, candidate, at)
                && PLACING[..strict].iter().any(|word| scene.preposition(at) == Some(word));
            if found.place.is_none() && placed {
                found.place = place_in(scene, at).filter(|place| !is_party(parties, place));
            }
        }
    }
    for &at in &beside {
        let beside = scene.is(at, "compound") || scene.is(at, "amod");
        if found.place.is_none() && beside && scene.head(at) == Some(candidate.head) && !scene.may_describe_actor(at) {
            found.place = scene
                .analysis
                .name_at(at)
                .filter(|name| name.kind == NameKind::Location)
                .and_then(|_| place_in(scene, at));
        }
    }
    // "blocked the port of Piraeus": what suffers stands somewhere.
    for &at in &beside {
        let suffers = scene.is(at, "obj") || scene.token(at).deprel == "nsubj:pass";
        if !spoken && found.place.is_none() && suffers && scene.is_nominal(at) && !scene.may_act(at) {
            // "America's aims", "US ties": whose it is is not where it is.
            let there = |place: &Mention| match scene.preposition(place.head) {
                None => !scene.is_country(place.head),
                word => matches!(word, Some("of" | "in" | "at")),
            };
            found.place =
                place_in(scene, at).filter(|place| place.head != at && there(place) && !is_party(parties, place));
        }
    }
    for &at in beside.iter().filter(|&&at| counts_to(scene, at).is_none()) {
        found.date = found.date.or_else(|| time(scene, at));
    }
    found.date = found.date.or_else(|| time_of_sentence(scene, around, candidate));
    for argument in heads.arguments(&candidate.parts()).unwrap_or_default() {
        // "a rocket launched from Lebanon": where it came from is not where it struck.
        let origin = candidate.kind == EventType::Assault && scene.preposition(argument.token) == Some("from")
            || is_recalled_from(scene, candidate, argument.token);
        // "America's aims", "US-Israeli ties": whose it is is not where it is.
        let owner = scene.is(argument.token, "nmod:poss") || scene.form_after(argument.token) == Some("-");
        if found.place.is_none()
            && !origin
            && !owner
            && scene.preposition(argument.token) != Some("against")
            && scores::is_place(argument.place, candidate.kind)
            && scene.analysis.name_at(argument.token).is_some()
        {
            found.place = place_in(scene, argument.token);
        }
        if found.date.is_none() && scores::is_date(argument.date) {
            found.date = time(scene, argument.token);
        }
    }
    found
}

/// Whether an envoy is recalled from a place.
fn is_recalled_from(scene: &Scene<'_>, candidate: &Candidate<'_>, place: usize) -> bool {
    scene.lemma(candidate.head) == "recall" && scene.preposition(place) == Some("from")
}

fn is_party(parties: &Parties, place: &Mention) -> bool {
    parties.sources.iter().chain(&parties.recipients).any(|party| party.head == place.head)
}

/// The words whose dependents belong to the event: its trigger, its phrase, and the verbs over it that name no event.
fn clause(scene: &Scene<'_>, around: &Around, candidate: &Candidate<'_>) -> Vec<usize> {
    let mut clause = vec![candidate.head];
    clause.extend(&candidate.companions);
    clause.extend(light_verb(scene, candidate.head));
    let mut at = candidate.head;
    for _ in 0..3 {
        let Some(head) = scene.head(at) else { break };
        let inner =
            ["nsubj", "obj", "xcomp", "obl", "nmod", "compound", "conj"].iter().any(|relation| scene.is(at, relation));
        let other = around.kind(head).is_some_and(|kind| kind != candidate.kind);
        if !inner || other {
            break;
        }
        if !clause.contains(&head) {
            clause.push(head);
        }
        at = head;
    }
    clause
}

/// The words of time of a sentence.
pub(crate) fn times(scene: &Scene<'_>, sentence: TokenSpan) -> Vec<Mention> {
    sentence.tokens().filter_map(|at| time(scene, at)).collect()
}

/// The places that a sentence names.
pub(crate) fn places(scene: &Scene<'_>, sentence: TokenSpan) -> Vec<Mention> {
    let opens = |at: &usize| scene.analysis.name_at(*at).is_some_and(|name| name.tokens.start == *at);
    let place = |at: usize| place_in(scene, at).filter(|place| place.tokens.contains(at));
    let is_place = |at: &usize| scene.analysis.name_at(*at).is_some_and(|name| name.kind == NameKind::Location);
    sentence.tokens().filter(opens).filter(is_place).filter_map(place).collect()
}

/// The places that may be a trigger's, each with what the model thinks of it.
pub(crate) fn likely_places(
    scene: &Scene<'_>,
    heads: &Heads<'_>,
    around: &Around,
    candidate: &Candidate<'_>,
) -> Vec<LikelyPlace> {
    let seen = heads.all_arguments(&candidate.parts());
    let likelihood = |mention: &Mention| {
        let within = seen.iter().filter(|argument| mention.tokens.contains(argument.token));
        within.map(|argument| argument.place).fold(0.0, f32::max)
    };
    let places = around.places(scene, candidate.head);
    places.map(|mention| LikelyPlace { mention, likelihood: likelihood(&mention) }).collect()
}

/// The only words of time of a sentence, where they hang on a verb over the event, or on a word under it, that is of no
/// other clause: "troops left the town after shelling it on Friday".
fn time_of_sentence(scene: &Scene<'_>, around: &Around, candidate: &Candidate<'_>) -> Option<Mention> {
    let only = around.only_time(scene, candidate.head)?;
    let parts = |relation: &str| ["ccomp", "acl:relcl", "parataxis", "appos", "csubj"].contains(&relation);
    let reaches = |from: usize, to: usize| {
        let mut at = from;
        for _ in 0..6 {
            if at == to {
                return true;
            }
            let Some(head) = scene.head(at) else { return false };
            let other = head != to && head != candidate.head && around.kind(head).is_some();
            // "threatened on Friday to attack", "a plan to withdraw": what is to come has a day of its own; so has what
            // somebody else does.
            let aim = scene.is(at, "xcomp") || scene.is(at, "acl") && scene.with(at, "mark").next().is_some();
            let apart = scene.is(at, "conj") && scene.with(at, "nsubj").next().is_some();
            if parts(&scene.token(at).deprel) || other || aim || apart {
                return false;
            }
            at = head;
        }
        false
    };
    let over = scene.head(only.head)?;
    (reaches(candidate.head, over) || reaches(over, candidate.head)).then_some(only)
}

/// The clause to which a span of time counts: "left *a day* after troops shelled the town".
fn counts_to(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let mark = Some(at + 1).filter(|&mark| scene.sentence(at).contains(mark) && scene.is(mark, "mark"))?;
    let counts = counted(scene, at) && matches!(scene.form(mark).as_str(), "after" | "before");
    scene.head(mark).filter(|_| counts)
}

/// The span of time that lies between a verb's deed and what is told before it.
fn lapse_before(scene: &Scene<'_>, verb: usize) -> Option<Mention> {
    let before = scene.with(verb, "mark").filter_map(|mark| mark.checked_sub(1));
    before.filter(|&at| counts_to(scene, at) == Some(verb)).find_map(|at| time(scene, at))
}

const NEAR_DAYS: &[&str] = &["today", "yesterday", "tomorrow", "tonight"];
const SPANS: &[&str] =
    &["day", "week", "weekend", "month", "year", "night", "morning", "afternoon", "evening", "hour", "decade"];

/// The words of time that hang on a word, if they tell a day, month or year.
fn time(scene: &Scene<'_>, at: usize) -> Option<Mention> {
    let time = ["obl", "nmod", "advmod", "nummod", "compound", "dep", "nsubj", "appos", "flat", "amod"]
        .iter()
        .any(|relation| scene.is(at, relation));
    if !time || !tells_time(scene, at) {
        return None;
    }
    // What stands before the word belongs to it ("the end of last week" does not); behind it only numbers and months do,
    // and the month of "the 3rd of May".
    let of =
        scene.with(at, "nmod").filter(|&child| scene.preposition(child) == Some("of") && month(scene, child)).last();
    let span = scene.children(at).iter().copied().find(|&child| child < at && counted(scene, child));
    let start = mention(scene, span.unwrap_or(at)).tokens.start;
    let end = if in_figures(scene, at) { at + 5 } else { of.unwrap_or(at) + 1 };
    let tokens = widen(scene, TokenSpan::new(start, end));
    Some(Mention { tokens, head: at })
}

/// Whether a word is the name of a day or, unlike "may" and "march", of nothing but a month.
pub(crate) fn tells_day_or_month(form: &str) -> bool {
    calendar::WEEKDAYS.contains(&form)
        || NEAR_DAYS.contains(&form)
        || calendar::month(form).is_some() && !matches!(form, "may" | "march" | "mar" | "jan" | "dec")
}

fn tells_time(scene: &Scene<'_>, at: usize) -> bool {
    let lemma = scene.lemma(at);
    let form = scene.form(at);
    let is = |list: &[&str]| list.contains(&lemma) || list.contains(&form.as_str());
    // A "Today" that is a proper noun is a paper or a broadcast.
    if is(&calendar::WEEKDAYS) || is(NEAR_DAYS) && scene.token(at).upos != Upos::Propn {
        return true;
    }
    if calendar::month(lemma).or(calendar::month(&form)).is_some() {
        return scene.token(at).upos == Upos::Propn || scene.preposition(at).is_some();
    }
    if year(&form) {
        return in_figures(scene, at) || tells_year(scene, at);
    }
    if written_out(&form) || feast(scene, at) || month_part(&form) {
        return true;
    }
    // "over the weekend"
    if lemma == "weekend" && matches!(scene.preposition(at), Some("over" | "at" | "during")) {
        return true;
    }
    let inner = |word: usize| {
        let form = scene.form(word);
        matches!(
            form.as_str(),
            "last" | "next" | "this" | "previous" | "past" | "earlier" | "same" | "following" | "recent"
        ) || tells_day_or_month(&form)
    };
    is(SPANS) && scene.children(at).iter().any(|&child| inner(child) || matches!(scene.lemma(child), "ago"))
        || (scene.token(at).upos == Upos::Num || is_ordinal(&form))
            && scene.children(at).iter().any(|&child| month(scene, child))
        || lemma == "ago"
        || counts_to(scene, at).is_some()
        || matches!(form.as_str(), "earlier" | "later" | "before")
            && scene.children(at).iter().any(|&child| counted(scene, child))
}

/// Whether a number of four figures is a year: "in 2015", "the end of 2015", "the 2015 attack"; not "2015 soldiers".
fn tells_year(scene: &Scene<'_>, at: usize) -> bool {
    const PARTS: [&str; 10] =
        ["start", "beginning", "middle", "end", "spring", "summer", "autumn", "winter", "quarter", "half"];
    let Some(head) = scene.head(at) else { return false };
    match scene.preposition(at) {
        Some(word) => {
            matches!(word, "in" | "since" | "during" | "by" | "until")
                || word == "of" && PARTS.contains(&scene.lemma(head))
        }
        None => {
            let before = ["nummod", "compound", "amod"].iter().any(|relation| scene.is(at, relation)) && at < head;
            before && !scene.may_act(head) && scene.with(head, "det").any(|det| det + 1 == at)
        }
    }
}

/// "2025-09-09" in five tokens, from its year on.
fn in_figures(scene: &Scene<'_>, at: usize) -> bool {
    let form = |n: usize| if scene.sentence(at).contains(at + n) { scene.form(at + n) } else { String::new() };
    let two = |n: usize| form(n).len() == 2 && form(n).bytes().all(|byte| byte.is_ascii_digit());
    year(&form(0)) && form(1) == "-" && two(2) && form(3) == "-" && two(4)
}

/// "23/9/2025", "23.9.2025".
fn written_out(form: &str) -> bool {
    let marks = form.bytes().filter(|byte| matches!(byte, b'-' | b'/' | b'.')).count();
    let digits = form.bytes().filter(u8::is_ascii_digit).count();
    marks == 2 && (6..=8).contains(&digits) && marks + digits == form.len()
}

/// "mid-April".
fn month_part(form: &str) -> bool {
    form.split_once('-')
        .is_some_and(|(part, month)| matches!(part, "mid" | "early" | "late") && calendar::month(month).is_some())
}

/// A day with a name of its own: "Christmas Day", "New Year's Eve".
fn feast(scene: &Scene<'_>, at: usize) -> bool {
    let words = || scene.analysis.words(mention(scene, at).tokens).to_lowercase().replace('’', "'");
    matches!(scene.form(at).as_str(), "day" | "eve") && calendar::feast(&words()).is_some()
}

/// A child that names a month: "June" of "June 16th", "the 3rd of May".
fn month(scene: &Scene<'_>, at: usize) -> bool {
    calendar::month(&scene.form(at)).is_some() && scene.form(at) != "may" || scene.analysis.form(at) == "May"
}

/// "two days", "a week": a span of time that is counted.
fn counted(scene: &Scene<'_>, at: usize) -> bool {
    SPANS.contains(&scene.lemma(at))
        && scene
            .children(at)
            .iter()
            .any(|&child| scene.is(child, "nummod") || matches!(scene.form(child).as_str(), "a" | "an" | "one"))
}

/// "16th", "3rd".
fn is_ordinal(form: &str) -> bool {
    let digits = form.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && matches!(&form[digits..], "st" | "nd" | "rd" | "th")
}

fn year(form: &str) -> bool {
    form.len() == 4
        && (form.starts_with("19") || form.starts_with("20") || form.starts_with("18"))
        && form.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes in the numbers and months that stand right beside: "9 September 2025", "March 4, 2019".
fn widen(scene: &Scene<'_>, mut tokens: TokenSpan) -> TokenSpan {
    let sentence = scene.sentence(tokens.start);
    let dates = |at: usize| {
        let form = scene.form(at);
        calendar::month(&form).is_some()
            || calendar::WEEKDAYS.contains(&form.as_str())
            || year(&form)
            || form
                .trim_end_matches(|c: char| c.is_ascii_alphabetic())
                .parse::<u32>()
                .is_ok_and(|day| (1..=31).contains(&day))
                && form.len() <= 4
    };
    while sentence.contains(tokens.end) && dates(tokens.end) {
        tokens.end += 1;
    }
    if sentence.contains(tokens.end + 1) && scene.form(tokens.end) == "," && dates(tokens.end + 1) {
        tokens.end += 2;
        while sentence.contains(tokens.end) && dates(tokens.end) {
            tokens.end += 1;
        }
    }
    while tokens.start > sentence.start && dates(tokens.start - 1) && dates(tokens.start) {
        tokens.start -= 1;
    }
    // "the day before yesterday"
    let back = |n: usize| (tokens.start >= sentence.start + n).then(|| scene.form(tokens.start - n));
    let turn = back(1).is_some_and(|word| matches!(word.as_str(), "before" | "after"));
    if turn && NEAR_DAYS.contains(&scene.form(tokens.start).as_str()) && back(2).as_deref() == Some("day") {
        tokens.start -= 2;
    }
    tokens
}
