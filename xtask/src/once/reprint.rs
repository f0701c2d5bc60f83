//! What outlets do to a story that they print.

use super::chance::Chance;
use super::set::{OUTLETS, Story};
use super::texts::{Facts, Texts};

/// A report as it stands on an outlet's page.
pub struct Printed {
    pub raw: String,
    pub outlet: String,
    pub day: usize,
}

/// All printings of a story. At least one of them says whose it is, or is its owner's own.
pub fn printings(story: &Story, texts: &Texts, chance: &mut Chance) -> Vec<Printed> {
    let mut outlets = OUTLETS.to_vec();
    chance.shuffle(&mut outlets);
    outlets.retain(|outlet| *outlet != story.origin);
    let n_reprints = match chance.below(10) {
        0..3 => 0,
        3..8 => chance.between(1, 4),
        _ => chance.between(5, 11),
    };
    let mut all = vec![owners(story, chance)];
    if !story.updates.is_empty() && chance.happens(40) {
        all.push(update(story, chance));
    }
    let reprints = outlets.iter().take(n_reprints).map(|outlet| reprint(story, outlet, texts, chance));
    all.extend(reprints);
    // Not every agency is read itself; then somebody must have named it.
    let is_named = |printed: &Printed| printed.raw.contains(&story.origin);
    if story.is_wire && all.len() > 1 && all[1..].iter().any(is_named) && chance.happens(50) {
        all.remove(0);
    }
    all
}

/// As its owner puts it out.
fn owners(story: &Story, chance: &mut Chance) -> Printed {
    let mut paragraphs = story.paragraphs.clone();
    if story.is_wire {
        paragraphs[0] = format!("{} - {}", dateline(story, chance), paragraphs[0]);
    }
    let byline = match chance.below(3) {
        0 => format!("By {}, {}", author(chance), story.origin),
        1 => format!("By {}", author(chance)),
        _ => String::new(),
    };
    let raw = page(&story.titles[chance.below(story.titles.len())], &byline, &paragraphs, "");
    Printed { raw, outlet: story.origin.clone(), day: story.day }
}

/// As its owner puts it out again some hours later, with what is new on top.
fn update(story: &Story, chance: &mut Chance) -> Printed {
    let mut paragraphs = story.paragraphs.clone();
    let new = chance.between(1, story.updates.len());
    for (at, text) in story.updates.iter().take(new).enumerate() {
        paragraphs.insert(1 + at, text.clone());
    }
    if chance.happens(50) {
        paragraphs[0] = renumbered(&paragraphs[0]);
        paragraphs.pop();
    }
    if story.is_wire {
        paragraphs[0] = format!("{} - {}", dateline(story, chance), paragraphs[0]);
    }
    let raw = page(&story.titles[chance.below(story.titles.len())], "", &paragraphs, "");
    Printed { raw, outlet: story.origin.clone(), day: story.day + chance.below(2) }
}

fn reprint(story: &Story, outlet: &str, texts: &Texts, chance: &mut Chance) -> Printed {
    let mut paragraphs = story.paragraphs.clone();
    let n_own = cut(&mut paragraphs, texts, chance);
    if chance.happens(40) {
        paragraphs = paragraphs.iter().map(|text| edited(text, chance)).collect();
    }
    if chance.happens(25) && paragraphs.len() > 2 {
        let joined = paragraphs.remove(1);
        paragraphs[0] = format!("{} {joined}", paragraphs[0]);
    }
    let title = match chance.below(3) {
        0 => story.titles[chance.below(story.titles.len())].clone(),
        1 => format!("{}: what we know", story.town),
        _ => format!("{} in the news again", story.town),
    };
    let (mut byline, mut tail) = (String::new(), String::new());
    credit(story, outlet, &mut paragraphs, &mut byline, &mut tail, chance);
    if n_own > 0 && byline.is_empty() && chance.happens(20) {
        tail = format!("{tail}\n\nAdditional reporting by {}", author(chance));
    }
    if chance.happens(30) {
        tail = format!(
            "{tail}\n\n{}",
            chance.one_of(&["Share this article", "Read more: Our picture of the week", "Subscribe to our newsletter"])
        );
    }
    if chance.happens(30) {
        tail = format!("{tail}\n\n© 2024 {outlet}. All rights reserved.");
    }
    Printed {
        raw: page(&title, &byline, &paragraphs, tail.trim()),
        outlet: outlet.to_owned(),
        day: story.day + chance.below(3),
    }
}

/// Cuts a story and adds to it; gives how many paragraphs are the outlet's own.
fn cut(paragraphs: &mut Vec<String>, texts: &Texts, chance: &mut Chance) -> usize {
    let n_whole = paragraphs.len();
    match chance.below(10) {
        // From the end, as most editors do.
        0..4 => paragraphs.truncate(chance.between((n_whole / 2).max(3), n_whole)),
        4..6 => {
            paragraphs.remove(chance.between(1, n_whole - 1));
            paragraphs.remove(chance.between(1, n_whole - 2));
        }
        6 => paragraphs.truncate(3),
        7 => {
            let mut tail = paragraphs.split_off(2);
            chance.shuffle(&mut tail);
            paragraphs.extend(tail);
        }
        _ => {}
    }
    let most = if paragraphs.len() < 4 { 1 } else { 2 };
    let n_own = if chance.happens(40) { chance.between(1, most) } else { 0 };
    let facts = Facts::draw(chance);
    for _ in 0..n_own {
        let text = &texts.local[chance.below(texts.local.len())];
        let at = chance.between(1, paragraphs.len());
        paragraphs.insert(at, facts.fill(text));
    }
    n_own
}

/// Light editing, as a sub-editor does it.
fn edited(text: &str, chance: &mut Chance) -> String {
    let mut text = text.to_owned();
    for (old, new) in EDITS {
        if chance.happens(50) {
            text = text.replacen(old, new, 1);
        }
    }
    if chance.happens(30) { text.replace(['“', '”'], "\"") } else { text }
}

const EDITS: &[(&str, &str)] = &[
    (" percent", " per cent"),
    (" said that ", " said "),
    (", who ", " who "),
    (" near ", " close to "),
    (" but ", " although "),
    (" told reporters", " said"),
    (" kilometres", " km"),
    (" at least ", " no fewer than "),
    (" began ", " started "),
    (" because ", " since "),
    (" on Monday", " Monday"),
    (" of the ", " of "),
    (" large", " big"),
    (", and ", " and "),
];

/// The number that a text begins to give with, one higher, as updates have it.
fn renumbered(text: &str) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| word.parse::<usize>().map_or_else(|_| word.to_owned(), |number| (number + 1).to_string()))
        .collect();
    words.join(" ")
}

/// Says whose the story is in one of the ways of the trade, or does not.
fn credit(
    story: &Story,
    outlet: &str,
    paragraphs: &mut [String],
    byline: &mut String,
    tail: &mut String,
    chance: &mut Chance,
) {
    let origin = &story.origin;
    match (story.is_wire, chance.below(10)) {
        (true, 0..3) => {
            paragraphs[0] = format!("{} {} {}", dateline(story, chance), chance.one_of(&["-", "–", "—"]), paragraphs[0])
        }
        (true, 3) => *byline = format!("By {origin}"),
        (true, 4) => *byline = format!("By {}, {origin}", author(chance)),
        (true, 5) => *tail = format!("Copyright 2024 {origin}. All rights reserved."),
        (true, 6) => *byline = chance.one_of(&["By Agency staff", "By Staff and agencies"]).to_owned(),
        (true, 7) => *tail = format!("— {origin}"),
        (false, 0..2) => *tail = format!("This story was first published by {origin}."),
        (false, 2) => {
            *tail = format!("This article originally appeared in {origin} and is republished here with its leave.")
        }
        (false, 3) => *tail = format!("Republished from {origin} with permission."),
        (false, 4) => *tail = format!("Source: {origin}"),
        (_, 8) => *byline = format!("By {outlet} staff"),
        _ => {}
    }
}

fn dateline(story: &Story, chance: &mut Chance) -> String {
    let town = story.town.to_uppercase();
    if chance.happens(50) {
        format!("{town}, March {} ({})", story.day, story.origin)
    } else {
        format!("{town} ({})", story.origin)
    }
}

fn author(chance: &mut Chance) -> String {
    let firsts = ["Wanda", "Gil", "Pia", "Ronan", "Edda", "Luis"];
    format!("{} {}", chance.one_of(&firsts), chance.one_of(&["Marsh", "Obi", "Reyes", "Stark", "Winter", "Castell"]))
}

fn page(title: &str, byline: &str, paragraphs: &[String], tail: &str) -> String {
    let mut parts = vec![title, byline];
    parts.extend(paragraphs.iter().map(String::as_str));
    parts.push(tail);
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}
