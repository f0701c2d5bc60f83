//! What stands around a person's name and describes it: titles before it, descriptions behind it.

use record::{Basis, NameKind, TokenSpan, Upos};

use crate::{naming::Description, reading::Reading};

/// What stands around a person's name: titles before it, descriptions in apposition or by "is".
pub(crate) fn around_name(reading: &Reading, name: usize) -> Vec<(Description, Basis)> {
    let analysis = reading.analysis;
    let tokens = analysis.names[name].tokens;
    let head = reading.head_of_name(name);
    let mut found = Vec::new();
    if is_remark(reading, tokens) {
        return found;
    }
    let taken_in = title_within(reading, tokens);
    if taken_in > 0 {
        let end = tokens.start + taken_in;
        found.push((Description::of_run(reading, tokens.start, end - 1, end), Basis::Title));
    }
    if let Some((start, noun)) = run_before(reading, tokens.start) {
        let mut description = Description::of_run(reading, start, noun, tokens.start);
        // "Juncker spokesman NAME", "Juncker's spokesman NAME"
        let whose = |at: &usize| !matches!(analysis.form(*at), "'s" | "’s" | "'" | "’");
        let before = (start.saturating_sub(2)..start).rev().find(whose);
        let owner = before.filter(|&at| {
            is_person_name(reading, at) && reading.analysis.sentence_of(at) == reading.analysis.sentence_of(start)
        });
        description.owner = description.owner.or(owner.filter(|_| description.title.is_some()));
        found.push((description, Basis::Title));
    }
    let outer = analysis.tokens[head].head;
    if let Some(noun) = outer.filter(|&noun| hangs_on(reading, head, noun) && is_noun(reading, noun)) {
        found.push((Description::of_noun(reading, noun), Basis::Appositive));
    }
    if let Some(noun) = outer.filter(|&noun| {
        analysis.tokens[head].is("nsubj") && is_noun(reading, noun) && analysis.child(noun, "cop").is_some()
    }) {
        found.push((Description::of_noun(reading, noun), Basis::Appositive));
    }
    for token in tokens.tokens() {
        for child in analysis.children(token) {
            if analysis.tokens[child].is("appos") && is_noun(reading, child) {
                found.push((Description::of_noun(reading, child), Basis::Appositive));
            }
        }
    }
    if found.iter().all(|(_, basis)| *basis != Basis::Appositive)
        && let Some(description) = behind_comma(reading, tokens.end).or_else(|| before_comma(reading, tokens.start))
    {
        found.push((description, Basis::Appositive));
    }
    found
}

/// Whether a name stands in brackets right behind a person's: "Kari Holm (Voss, Liberal)". What is said of that
/// person is not said of it.
fn is_remark(reading: &Reading, tokens: TokenSpan) -> bool {
    let bracket = tokens.start.checked_sub(1).filter(|&before| reading.analysis.form(before) == "(");
    bracket.and_then(|bracket| bracket.checked_sub(1)).is_some_and(|before| is_person_name(reading, before))
}

/// How many words at the beginning of a person's name are a title that was taken into it.
pub(crate) fn title_within(reading: &Reading, tokens: TokenSpan) -> usize {
    let title = |n: &usize| {
        let words = reading.analysis.words(TokenSpan::new(tokens.start, tokens.start + n)).to_lowercase();
        reading.knowledge.title(&words).is_some()
    };
    (1..tokens.len().min(6)).rev().find(title).unwrap_or(0)
}

/// Whether a name hangs on a noun as its apposition: "the foreign minister, Abdullah Gul".
fn hangs_on(reading: &Reading, name: usize, noun: usize) -> bool {
    let word = &reading.analysis.tokens[name];
    noun < name && (word.is("appos") || word.is("flat"))
}

fn is_noun(reading: &Reading, token: usize) -> bool {
    matches!(reading.analysis.tokens[token].upos, Upos::Noun | Upos::Propn) && !is_person_name(reading, token)
}

fn is_person_name(reading: &Reading, token: usize) -> bool {
    reading.name_of(token).is_some_and(|name| reading.analysis.names[name].kind == NameKind::Person)
}

/// The words right before a name that describe it: the first token, and the noun among them.
fn run_before(reading: &Reading, name_start: usize) -> Option<(usize, usize)> {
    let analysis = reading.analysis;
    let sentence = analysis.sentences.get(analysis.sentence_of(name_start))?.tokens;
    let mut start = name_start;
    while start > sentence.start.max(name_start.saturating_sub(10)) {
        let token = start - 1;
        let word = &analysis.tokens[token];
        let fits = match word.upos {
            Upos::Noun | Upos::Propn | Upos::Adj => !is_person_name(reading, token),
            Upos::Part => matches!(analysis.form(token), "'s" | "’s" | "'" | "’"),
            Upos::Punct => analysis.form(token) == "-" && token > sentence.start,
            Upos::Adp => {
                let posted = || token.checked_sub(1).is_some_and(|before| is_posted(&reading.lower(before)));
                analysis.form(token) == "of"
                    || start < name_start && (analysis.form(token) == "for" || analysis.form(token) == "to" && posted())
            }
            _ => false,
        };
        if !fits || start == name_start && !matches!(word.upos, Upos::Noun | Upos::Propn | Upos::Adj) {
            break;
        }
        start = token;
    }
    while start < name_start && matches!(analysis.tokens[start].upos, Upos::Adp | Upos::Part | Upos::Punct) {
        start += 1;
    }
    // "In Iraq President Bush": the place belongs to the clause.
    let after_preposition = start > sentence.start && analysis.tokens[start - 1].upos == Upos::Adp;
    if let Some(place) = reading.name_of(start).filter(|_| after_preposition)
        && analysis.names[place].kind == NameKind::Location
    {
        start = analysis.names[place].tokens.end;
    }
    let of = (start..name_start).find(|&token| analysis.tokens[token].upos == Upos::Adp).unwrap_or(name_start);
    (start < of).then(|| (start, of - 1))
}

/// Whether somebody with this title is sent to somewhere: "ambassador to Iraq".
fn is_posted(title: &str) -> bool {
    matches!(title, "ambassador" | "envoy" | "representative" | "delegate" | "emissary" | "adviser" | "advisor")
}

/// "Jordan's foreign minister, NAME ..." where the sentence begins so.
fn before_comma(reading: &Reading, name_start: usize) -> Option<Description> {
    let analysis = reading.analysis;
    let sentence = analysis.sentences.get(analysis.sentence_of(name_start))?.tokens;
    let comma = name_start.checked_sub(1).filter(|&comma| comma > sentence.start && analysis.form(comma) == ",")?;
    let (start, noun) = run_before(reading, comma)?;
    // "The president, Reuters reported, left": another speaks in between.
    let end = reading.name_of(name_start).map_or(name_start + 1, |name| analysis.names[name].tokens.end);
    let verb = analysis.tokens.get(end).is_some_and(|word| word.upos == Upos::Verb);
    let said_behind = (end + 1 < sentence.end).then(|| analysis.form(end + 1)).is_some_and(|form| form == ",");
    let opens = start == sentence.start || start == sentence.start + 1 && analysis.tokens[sentence.start].is("det");
    let description = Description::of_run(reading, start, noun, comma);
    let person = is_person_name(reading, name_start);
    (opens && person && !(verb && said_behind) && description.title.is_some()).then_some(description)
}

/// "NAME, the foreign minister of Jordan, ..." where the tree does not tell.
fn behind_comma(reading: &Reading, name_end: usize) -> Option<Description> {
    let analysis = reading.analysis;
    if analysis.tokens.get(name_end).is_none() || !matches!(analysis.form(name_end), "," | "(") {
        return None;
    }
    let sentence = analysis.sentences.get(analysis.sentence_of(name_end))?.tokens;
    let start = name_end + 1;
    let mut end = start;
    while end < sentence.end.min(start + 12) {
        let fits = match analysis.tokens[end].upos {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Part => !is_person_name(reading, end),
            Upos::Adp => matches!(analysis.form(end), "of" | "for"),
            _ => analysis.form(end) == "-",
        };
        if !fits {
            break;
        }
        end += 1;
    }
    if end == start
        || analysis.tokens.get(end).is_none()
        || !matches!(analysis.form(end), "," | "." | ")" | ";" | "and")
    {
        return None;
    }
    // The noun is the last before "of"; it must be a title or a group for this to be a description at all.
    let stop = (start..end).find(|&token| analysis.tokens[token].upos == Upos::Adp).unwrap_or(end);
    let head = stop.checked_sub(1).filter(|head| *head >= start && is_noun(reading, *head))?;
    let description = Description::of_run(reading, start, head, end);
    (description.title.is_some() || description.group.is_some_and(|group| group.persons)).then_some(description)
}
