//! What is counted between two countries, however the archive changes.

use archive::{Between, By, Period};
use record::{Factuality, Origin, OriginBasis, Record};

use crate::made::{Raid, Scratch, run};

const LONG: &str = "The harbour master Joos van Leer said that two barges lay across the channel and that pilots had been \
    sent home before noon. Divers from Emmerich were on their way with a crane that the waterways office had hired in \
    Duisburg the week before. Residents of the Rheinstrasse heard a dull blow and saw smoke over the grain store, which \
    burned until firemen from three towns put it out towards evening.";

/// Days on both sides of where weeks, months and years end.
const DAYS: [&str; 7] =
    ["2023-12-31", "2024-01-01", "2024-02-25", "2024-02-26", "2024-02-29", "2024-03-01", "2024-03-04"];

/// Reports of many days: every third is a reprint, some by word of a minister, some deny.
fn reports() -> Vec<Record> {
    let outlets = ["River Post", "Herald", "Kurier", "Evening Lamp", "Wharf Gazette"];
    let mut records = Vec::new();
    for (at, day) in DAYS.into_iter().cycle().take(21).enumerate() {
        let more = if at % 3 == 0 { LONG.to_owned() } else { format!("Watch number {at} saw {} gulls.", at * at) };
        let raid = Raid {
            outlet: outlets[at % outlets.len()],
            day,
            on: if at % 4 == 1 { DAYS[(at + 1) % DAYS.len()] } else { day },
            raiders: if at % 5 == 2 { ("Norway", "NOR") } else { ("Alvania", "ALB") },
            said: at % 3 == 1,
            denied: at % 6 == 5,
            killed: 5 + at as u64 % 3,
            more: &more,
            ..Raid::default()
        };
        let mut record = raid.record();
        record.events[0].intensity = -[10.0, 7.2, 0.3][at % 3];
        // Some say whose text they have, and the archive learns it late.
        if at == 15 || at == 9 {
            record.report.origin =
                Some(Origin { name: "Northern Wire".into(), basis: OriginBasis::Overlap, words: None });
        }
        records.push(record);
    }
    records
}

fn asked(one: &str, other: &str, by: By, from: Option<&str>, to: Option<&str>) -> Between {
    let [from, to] = [from, to].map(|day| day.map(str::to_owned));
    Between { one: one.into(), other: other.into(), from, to, by, limit: 5 }
}

#[track_caller]
fn is_whole(scratch: &Scratch, after: &str) {
    assert_eq!(scratch.archive.verify().unwrap().faults, Vec::<String>::new(), "after {after}");
}

#[test]
fn counts_of_two_countries_follow_every_change() {
    let records = reports();
    let mut scratch = Scratch::new();
    // In several batches, not in the order of days.
    for batch in [&records[7..9], &records[0..7], &records[9..14], &records[14..21]] {
        scratch.archive.add(batch, &mut run()).unwrap();
        is_whole(&scratch, "add");
    }
    let stats = scratch.archive.stats().unwrap();
    assert!(stats.n_stories < stats.n_reports && stats.n_origins < stats.n_stories, "{stats:?}");
    for at in [1, 8, 10] {
        let mut again = records[at].clone();
        again.reader.version = "0.2.0".into();
        again.events[0].factuality = Factuality::Denied;
        again.events[0].intensity = 1.9;
        if let Some(date) = &mut again.events[0].date {
            date.value = "2024-02-27".into();
        }
        scratch.archive.reread(&[again], &mut run()).unwrap();
        is_whole(&scratch, "reread");
    }
    let happenings = scratch.archive.happenings(&archive::Search { limit: 50, ..Default::default() }, 1).unwrap();
    let ids: Vec<String> = happenings.happenings.iter().map(|told| told.id.clone()).collect();
    let joined = scratch.archive.join(&ids[0], &ids[1], None, "").unwrap();
    is_whole(&scratch, "join");
    let split = scratch.archive.split(&joined.moved, None, "").unwrap();
    assert_eq!(split.moved, joined.moved);
    is_whole(&scratch, "split");
    // The first of the reprints goes early, so that what was a copy is none any more.
    for at in [0, 9, 3, 1, 20] {
        scratch.archive.retract(&records[at].report.id, None, "").unwrap();
        is_whole(&scratch, "retract");
    }
    for (at, record) in records.iter().enumerate() {
        if ![0, 9, 3, 1, 20].contains(&at) {
            scratch.archive.retract(&record.report.id, None, "").unwrap();
        }
    }
    is_whole(&scratch, "all have gone");
    assert_eq!(scratch.archive.stats().unwrap().n_events, 0);
}

/// Numbers and ids of deeds and words: the names of those who do it bring no statements together.
fn told(periods: &[Period]) -> Vec<(String, String, String)> {
    let is_told = |period: &&Period| {
        period.deeds.counts().iter().chain(&period.words.counts()).any(|(_, count)| count.n_reports > 0)
    };
    let told =
        |Period { period, deeds, words, .. }: &Period| (period.clone(), format!("{deeds:?}"), format!("{words:?}"));
    periods.iter().filter(is_told).map(told).collect()
}

#[test]
fn what_is_kept_of_countries_is_what_is_gathered_of_their_names() {
    let scratch = Scratch::with(&reports());
    let mut n_told = 0;
    let ends = || [None].into_iter().chain(DAYS.map(Some)).chain([Some("2024-03-02"), Some("2024-01-03")]);
    for by in [By::Day, By::Week, By::Month] {
        for (from, to) in ends().flat_map(|from| ends().map(move |to| (from, to))) {
            let relations =
                |one: &str, other: &str| scratch.archive.relations(&asked(one, other, by, from, to)).unwrap();
            let (kept, gathered) = (relations("ALB", "NLD"), relations("Alvania", "Dutch sailors"));
            assert_eq!(told(&kept.periods), told(&gathered.periods), "{by:?} {from:?} {to:?}");
            assert_eq!(kept.events, gathered.events);
            n_told += kept.periods.len();
            let turned = relations("NLD", "ALB");
            let ways = |relation: &archive::Relation| -> Vec<(usize, usize)> {
                let ways = |period: &Period| (period.deeds.asserted.n_by_one, period.deeds.asserted.n_by_other);
                relation.periods.iter().map(ways).collect()
            };
            let swapped: Vec<_> = ways(&turned).into_iter().map(|(one, other)| (other, one)).collect();
            assert_eq!(ways(&kept), swapped);
        }
    }
    assert!(n_told > 100, "{n_told}");
}
