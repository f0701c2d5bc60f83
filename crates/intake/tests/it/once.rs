//! Whose copy a report is, and whose text. All persons and outlets are invented.

use intake::once::{Memory, Once};
use intake::{About, report_from_text};
use proptest::prelude::*;
use record::{OriginBasis, Report};

const FERRY: &str = "The ferry Sankt Olaf ran aground off Kessel on Monday with ninety people on board, the coast guard said.\n\n\
    Harbour master Ilse Maren said that all of them were taken off by nightfall and that nobody was hurt.\n\n\
    The ship belongs to Tolle Lines, which lost a freighter in the same channel in 2019.\n\n\
    Divers are to look at the hull on Tuesday, and a tug from Vinmar stands by.";

const WEATHER: &str = "TOWN will be mostly cloudy on DAY with a high near HIGH degrees, the weather office said in its outlook.\n\n\
    Winds from the west will reach WIND kilometres an hour along the RIVER and die down after dark.\n\n\
    The chance of rain is RAIN percent in the morning and falls during the afternoon.\n\n\
    Drivers between TOWN and OTHER should expect fog in low places before eight in the morning.";

fn report(outlet: Option<&str>, raw: &str) -> Report {
    report_from_text(raw, &About { outlet: outlet.map(str::to_owned), ..About::default() })
}

fn weather(fills: [&str; 7]) -> String {
    ["TOWN", "DAY", "HIGH", "WIND", "RIVER", "RAIN", "OTHER"]
        .iter()
        .zip(fills)
        .fold(format!("The weather\n\n{WEATHER}"), |text, (gap, fill)| text.replace(gap, fill))
}

/// The number of the story that each of these tells.
fn stories(raws: &[&str]) -> Vec<u32> {
    let mut once = Once::new(Memory::default());
    raws.iter().map(|raw| once.take(&report(None, raw)).expect("there is room on the disk").story).collect()
}

#[test]
fn cuts_additions_and_new_titles_make_no_new_story() {
    let whole = format!("Ferry aground\n\n{FERRY}");
    let paragraphs: Vec<&str> = FERRY.split("\n\n").collect();
    let cut = format!("Ninety saved\n\n{}", paragraphs[..3].join("\n\n"));
    let more = format!(
        "Scare at sea\n\n{}\n\nAnton Bell, who sells smoked fish on the quay, said that he had sold nothing all day.\n\n{}",
        paragraphs[..2].join("\n\n"),
        paragraphs[2..].join("\n\n")
    );
    let other = "Dockers walk out\n\nDockers in Kessel stopped work on Monday over pay and left nine freighters outside.\n\n\
        Ilse Maren, the harbour master, asked both sides to come back to the table before the fruit is spoilt.";
    assert_eq!(stories(&[&whole, other, &cut, &more]), [0, 1, 0, 0]);
    assert_eq!(stories(&[&cut, &more, other, &whole]), [0, 0, 1, 0]);
}

#[test]
fn one_template_is_not_one_story() {
    let first = weather(["Kessel", "Monday", "21", "35", "Ambel", "40", "Vinmar"]);
    let other_day = weather(["Kessel", "Tuesday", "18", "20", "Ambel", "75", "Vinmar"]);
    let other_town = weather(["Brask", "Monday", "21", "35", "Teign", "40", "Ruvo"]);
    let again = first.replace("The weather", "Kessel tomorrow");
    assert_eq!(stories(&[&first, &other_day, &other_town, &again]), [0, 1, 2, 0]);
}

#[test]
fn a_shared_speech_is_no_copy() {
    let speech = "“We did not come here to draw lines on a map in one afternoon,” Maren said. “We came to find out whether \
        we can talk at all, and whether those who fled in the winter of 1987 may come home to the fields that they left.”";
    let one = format!(
        "Envoys meet\n\nKESSEL (Northwire) - Envoys of Norvia met those of Taldor in Kessel on Monday.\n\n{speech}\n\n\
         They are to meet again in Brask before the end of the month, according to people in both delegations."
    );
    let other = format!(
        "First talks in years\n\nKESSEL (Halden Wire) - For the first time in nine years, Norvia and Taldor talk.\n\n{speech}\n\n\
         A second round will be held at Brask, it was learnt from the teams, and it will be no later than this month."
    );
    assert_eq!(stories(&[&one, &other]), [0, 1]);
}

#[test]
fn empty_and_tiny_reports_are_copies_only_of_their_like() {
    assert_eq!(stories(&["Rain.", "Snow.", "Rain.", "Rain in May."]), [0, 1, 0, 2]);
    assert_eq!(stories(&["", "", "Rain."]), [0, 1, 2], "there is nothing in an empty report to copy");
}

#[test]
fn old_reports_are_forgotten() {
    let mut once = Once::new(Memory { reports: 2 });
    let first = report(None, &format!("Ferry aground\n\n{FERRY}"));
    let mut seen = |report: &Report| once.take(report).unwrap().copy_of;
    assert_eq!(seen(&first), None);
    for town in ["Brask", "Ruvo", "Sorn", "Tolvik"] {
        let fills = [town, "Monday", &town.len().to_string(), town, town, "5", town];
        assert_eq!(seen(&report(None, &weather(fills))), None);
    }
    assert_eq!(seen(&first), None, "five reports back, where two are remembered and four held at most");
    assert_eq!(seen(&first), Some(first.id.clone()));
}

/// Whose text a report of The Harbour Post is by its own words.
#[track_caller]
fn check(raw: &str, name: Option<&str>, basis: OriginBasis) {
    let report = report(Some("The Harbour Post"), raw);
    let origin = report.origin.as_ref();
    assert_eq!(origin.map(|origin| origin.name.as_str()), name, "{:?}", report.removed);
    if let Some(origin) = origin {
        assert_eq!(origin.basis, basis);
        let is_there = |words: &String| {
            report.text.as_str().contains(words) || report.removed.iter().any(|removed| removed.text.contains(words))
        };
        assert!(origin.words.as_ref().is_none_or(is_there), "{origin:?}");
    }
}

#[test]
fn a_report_says_whose_text_it_is() {
    use OriginBasis::{Byline, Credit, Dateline, Outlet};
    let with = |head: &str, tail: &str| format!("Ferry aground\n\n{head}{FERRY}\n\n{tail}");
    check(&with("KESSEL, May 3 (Reuters) - ", ""), Some("Reuters"), Dateline);
    check(&with("KESSEL (Northwire) — ", ""), Some("Northwire"), Dateline);
    check(&with("KESSEL, Norvia, May 3 /Northwire/ -- ", ""), Some("Northwire"), Dateline);
    check(&with("(Reuters) - ", ""), Some("Reuters"), Dateline);
    check(&with("By Reuters\n\n", ""), Some("Reuters"), Byline);
    check(&with("By Ana Bell, Associated Press\n\n", ""), Some("Associated Press"), Byline);
    check(&with("By Ana Bell, The Harbour Post\n\n", ""), Some("The Harbour Post"), Byline);
    check(&with("", "Copyright 2024 The Associated Press. All rights reserved."), Some("The Associated Press"), Credit);
    check(&with("", "© 2024 AFP"), Some("AFP"), Credit);
    check(&with("", "This story was first published by The Copper Lamp."), Some("The Copper Lamp"), Credit);
    check(&with("", "Originally published in The Copper Lamp on May 3."), Some("The Copper Lamp"), Credit);
    check(&with("", "Source: Vinmar Gazette"), Some("Vinmar Gazette"), Credit);
    check(&with("", "— Halden Wire"), Some("Halden Wire"), Credit);
    // What names another outlet and no origin.
    check(&with("", "Additional reporting by Reuters"), Some("The Harbour Post"), Outlet);
    check(&with("", "AFP contributed to this report."), Some("The Harbour Post"), Outlet);
    check(&with("", "© 2024 Harbour Media. All rights reserved."), Some("The Harbour Post"), Outlet);
    check(&with("", "This story was first published on Monday."), Some("The Harbour Post"), Outlet);
    check(&with("", "Source: Ministry of Transport"), Some("The Harbour Post"), Outlet);
    check(&with("The minister (Ana Bell) - ", ""), Some("The Harbour Post"), Outlet);
    // An agency that nobody names.
    check(&with("By Staff and agencies\n\n", ""), None, Outlet);
}

#[test]
fn forty_reprints_are_one_source() {
    let mut once = Once::new(Memory::default());
    let mut reports: Vec<Report> = (0..40)
        .map(|number| report(Some(&format!("Gazette {number}")), &format!("Title {number}\n\n{FERRY}")))
        .collect();
    reports.insert(25, report(Some("The Vinmar Star"), &format!("Aground\n\nKESSEL (Northwire) - {FERRY}")));
    let sightings: Vec<_> = reports.iter().map(|report| once.take(report).unwrap()).collect();
    for (number, sighting) in sightings.iter().enumerate() {
        let origin = once.origin(sighting).unwrap();
        assert_eq!((sighting.story, origin.name.as_str()), (0, "Northwire"));
        let basis = if number == 25 { OriginBasis::Dateline } else { OriginBasis::Overlap };
        assert_eq!(origin.basis, basis, "{number}");
    }
}

#[test]
fn the_first_to_print_a_text_is_its_origin_where_nobody_says_more() {
    let mut once = Once::new(Memory::default());
    let printed = |outlet: &str, day: &str| {
        let about = About {
            outlet: Some(outlet.to_owned()),
            published: Some(intake::published_from(day).unwrap()),
            ..About::default()
        };
        report_from_text(&format!("{outlet}\n\n{FERRY}"), &about)
    };
    let late = once.take(&printed("Ruvo Record", "2024-03-06")).unwrap();
    let early = once.take(&printed("Vinmar Today", "2024-03-05")).unwrap();
    let names = [&late, &early].map(|sighting| once.origin(sighting).unwrap().name);
    assert_eq!(names, ["Vinmar Today", "Vinmar Today"]);
}

#[test]
fn marking_tells_what_is_known_by_then() {
    let mut once = Once::new(Memory::default());
    let mut first = report(Some("Vinmar Today"), &format!("Aground\n\nKESSEL (Northwire) - {FERRY}"));
    let mut second = report(Some("Ruvo Record"), &format!("Ninety saved\n\n{FERRY}"));
    once.mark(&mut first).unwrap();
    once.mark(&mut second).unwrap();
    assert_eq!((first.copy_of.as_ref(), second.copy_of.as_ref()), (None, Some(&first.id)));
    assert_eq!(second.origin.map(|origin| origin.name).as_deref(), Some("Northwire"));
}

proptest! {
    #[test]
    fn any_reports_are_taken_and_a_second_time_are_copies(
        texts in prop::collection::vec("(\\PC{0,30}|[A-Z]{3} \\(\\PC{0,9}\\) - |By \\PC{0,9}\n|©|copyright 20|\"|first published in |\n\n){0,6}", 1..5)
    ) {
        let mut once = Once::new(Memory { reports: 100 });
        for text in texts {
            let report = report(Some("The Harbour Post"), &text);
            let first = once.take(&report).unwrap();
            let second = once.take(&report).unwrap();
            let body = report.text.as_str();
            let body = report.title.as_deref().and_then(|title| body.strip_prefix(title)).unwrap_or(body);
            let is_wordless = !body.contains(char::is_alphanumeric);
            prop_assert!(is_wordless || (first.story == second.story && second.copy_of.is_some()), "{:?}", report.text);
        }
    }
}
