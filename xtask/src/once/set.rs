//! A set of news reports of which it is known who copied whom.

use pipeline::{About, published_from, report_from_text};
use record::Report;

use super::chance::Chance;
use super::reprint;
use super::texts::{Facts, Template, Texts};

/// One report, and what is true of it.
pub struct Known {
    pub report: Report,
    /// The number of the story: equal for those that have one text from another.
    pub story: usize,
    /// What its story was made from: different stories of one template must never be taken for copies.
    pub template: String,
    /// Whose text it is.
    pub origin: String,
}

/// A text that goes round.
pub struct Story {
    pub template: String,
    pub titles: Vec<String>,
    pub paragraphs: Vec<String>,
    pub updates: Vec<String>,
    /// The agency that sends it out, or the outlet that printed it first.
    pub origin: String,
    pub is_wire: bool,
    pub town: String,
    /// The day of the month on which it came out.
    pub day: usize,
}

/// The set of this seed: some 100 stories, each printed by one to twelve outlets, in no order.
pub fn made(seed: u64) -> Vec<Known> {
    let chance = &mut Chance::new(seed);
    let texts = Texts::of_ours();
    let stories = stories(&texts, chance);
    let mut set = Vec::new();
    for (number, story) in stories.iter().enumerate() {
        for printed in reprint::printings(story, &texts, chance) {
            let published = format!("2024-03-{:02}", printed.day);
            let about = About {
                source: format!("{}.txt", set.len()),
                outlet: Some(printed.outlet),
                published: published_from(&published).ok(),
                ..About::default()
            };
            set.push(Known {
                report: report_from_text(&printed.raw, &about),
                story: number,
                template: story.template.clone(),
                origin: story.origin.clone(),
            });
        }
    }
    chance.shuffle(&mut set);
    set
}

fn stories(texts: &Texts, chance: &mut Chance) -> Vec<Story> {
    let mut stories = Vec::new();
    for template in &texts.templates {
        let of_family = Facts::draw(chance);
        let n_stories = if template.is_form { 6 } else { 4 };
        for _ in 0..n_stories {
            // Forms come from one office week after week: much stays the same, the rest is other names and numbers.
            let kept: &[&str] = match chance.below(3) {
                0 if template.is_form => &["region", "country", "town", "other", "river", "street", "day", "next"],
                1 if template.is_form => &["region", "country", "town"],
                _ => &[],
            };
            let facts = Facts::draw(chance).with(kept, &of_family);
            let story = story(template, 0, &facts, chance);
            if !template.is_form && chance.happens(50) {
                stories.push(follow_up(texts, template, &story, &facts, chance));
            }
            if !template.is_form && chance.happens(50) {
                let mut rival = self::story(template, 1, &facts, chance);
                while rival.origin == story.origin || !rival.is_wire {
                    rival = self::story(template, 1, &facts, chance);
                }
                rival.day = story.day;
                stories.push(rival);
            }
            stories.push(story);
        }
    }
    let digests: Vec<Story> = (0..4).map(|_| digest(&stories, chance)).collect();
    stories.extend(digests);
    stories
}

fn story(template: &Template, version: usize, facts: &Facts, chance: &mut Chance) -> Story {
    let is_wire = !template.is_form && chance.happens(70);
    let filled = |texts: &[String]| texts.iter().map(|text| facts.fill(text)).collect();
    Story {
        template: template.name.clone(),
        titles: filled(&template.titles),
        paragraphs: filled(&template.paragraphs[version]),
        updates: filled(&template.updates),
        origin: chance.one_of(if is_wire { AGENCIES } else { OUTLETS }).to_owned(),
        is_wire,
        town: facts.get("town").to_owned(),
        day: chance.between(3, 20),
    }
}

/// The next day's story of the same place and persons, with the last two paragraphs of the first for background.
fn follow_up(texts: &Texts, of: &Template, first: &Story, facts: &Facts, chance: &mut Chance) -> Story {
    let others: Vec<&Template> =
        texts.templates.iter().filter(|other| !other.is_form && other.name != of.name).collect();
    let other = others[chance.below(others.len())];
    let numbers = ["n", "m", "k", "big", "money", "share", "day", "next", "org", "street"];
    let facts = facts.clone().with(&numbers, &Facts::draw(chance));
    let mut next = story(other, 0, &facts, chance);
    next.paragraphs.truncate(5);
    next.paragraphs.extend(first.paragraphs[first.paragraphs.len() - 2..].to_vec());
    (next.origin, next.is_wire, next.day) = (first.origin.clone(), first.is_wire, first.day + 1);
    next.updates.clear();
    next
}

/// Six stories in six paragraphs: nobody's copy.
fn digest(stories: &[Story], chance: &mut Chance) -> Story {
    let mut picked: Vec<&Story> = stories.iter().collect();
    chance.shuffle(&mut picked);
    picked.truncate(6);
    Story {
        template: "digest".to_owned(),
        titles: vec!["News in brief".to_owned(), "The day at a glance".to_owned()],
        paragraphs: picked.iter().map(|story| story.paragraphs[0].clone()).collect(),
        updates: Vec::new(),
        origin: chance.one_of(OUTLETS).to_owned(),
        is_wire: false,
        town: picked[0].town.clone(),
        day: 21,
    }
}

const AGENCIES: &[&str] = &[
    "Meridian Press Agency",
    "Kestrel News Agency",
    "Halden Wire",
    "Corda Newswire",
    "Northwire",
    "Ostra Press Service",
];

/// Newspapers and stations.
pub const OUTLETS: &[&str] = &[
    "The Harbour Post",
    "Ambel Gazette",
    "The Kessel Courier",
    "Vinmar Today",
    "Radio Tolvik",
    "The Daily Lantern",
    "Northmark Herald",
    "The Sorrel Star",
    "Estmoor Tribune",
    "Brask Evening News",
    "Valley Observer",
    "The Olm Islander",
    "Halmere Mercury",
    "Dunmoor Dispatch",
    "The Merrin Sentinel",
    "Teign Telegraph",
    "Quillan Review",
    "The Copper Lamp",
    "Channel Nine",
    "fernpost.org",
    "Greyfold Examiner",
    "The Tamsin Times",
    "Ruvo Record",
    "Zandt Chronicle",
    "The Weekly Anchor",
    "Calder Monitor",
    "Pelham Standard",
    "Wexmouth Journal",
    "The Ferryman",
    "Inland Press",
];
