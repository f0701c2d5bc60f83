//! Raw texts and what they come out as. All persons and outlets are invented.

use intake::{About, report_from_text};
use record::Report;

/// What a raw text should give; removed parts as "kind: words".
#[derive(Default)]
struct Want<'a> {
    text: &'a str,
    title: Option<&'a str>,
    deck: Option<&'a str>,
    byline: &'a [&'a str],
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    removed: &'a [&'a str],
}

#[track_caller]
fn check(raw: &str, want: Want) -> Report {
    let report = report_from_text(raw, &About::default());
    assert_eq!(report.text.as_str(), want.text);
    assert_eq!(report.title.as_deref(), want.title);
    assert_eq!(report.deck.as_deref(), want.deck);
    assert_eq!(report.byline, want.byline);
    assert_eq!(report.outlet.as_deref(), want.outlet);
    assert_eq!(report.published.as_deref(), want.published);
    let removed: Vec<String> =
        report.removed.iter().map(|removed| format!("{}: {}", removed.kind.as_str(), removed.text)).collect();
    assert_eq!(removed, want.removed);
    let again = report_from_text(report.text.as_str(), &About::default());
    assert_eq!((&again.text, &again.title), (&report.text, &report.title), "cleaning a clean text changes nothing");
    report
}

#[test]
fn a_byline_that_lost_its_line_break() {
    check(
        "\nMoravan Meets Tolle: Ties as Old as the Bridge\n\nTolle is flying to Brask to renew the vow of help...\n\n\
         Erna Tolle\n(Piet Halloran, Fernpost.orgForeign Minister Erna Tolle is flying to Brask to renew the old vow. \
         She lands on Monday.\n\nShe will see the bridge.\n\n",
        Want {
            text: "Moravan Meets Tolle: Ties as Old as the Bridge\n\nForeign Minister Erna Tolle is flying to Brask to \
                   renew the old vow. She lands on Monday.\n\nShe will see the bridge.",
            title: Some("Moravan Meets Tolle: Ties as Old as the Bridge"),
            deck: Some("Tolle is flying to Brask to renew the vow of help..."),
            byline: &["Piet Halloran"],
            outlet: Some("Fernpost.org"),
            removed: &[
                "deck: Tolle is flying to Brask to renew the vow of help...",
                "caption: Erna Tolle",
                "byline: (Piet Halloran, Fernpost.org",
            ],
            ..Want::default()
        },
    );
}

#[test]
fn a_bracket_that_is_closed_and_a_second_level_address() {
    check(
        "Ministers quarrel over the dam\n\n(Ines Varga and Tom O'Dell, northvale.co.uk) - The water minister left the \
         talks on Friday.\n\nNobody followed her.",
        Want {
            text: "Ministers quarrel over the dam\n\nThe water minister left the talks on Friday.\n\nNobody followed her.",
            title: Some("Ministers quarrel over the dam"),
            byline: &["Ines Varga", "Tom O'Dell"],
            outlet: Some("northvale.co.uk"),
            removed: &["byline: (Ines Varga and Tom O'Dell, northvale.co.uk) -"],
            ..Want::default()
        },
    );
}

#[test]
fn an_outlet_of_several_words_with_a_sentence_glued_on() {
    check(
        "Rebels free a judge\n\n(Lena Okoro, The Harbour HeraldRebels in the north freed a judge on Tuesday.\n\nHe is well.",
        Want {
            text: "Rebels free a judge\n\nRebels in the north freed a judge on Tuesday.\n\nHe is well.",
            title: Some("Rebels free a judge"),
            byline: &["Lena Okoro"],
            outlet: Some("The Harbour Herald"),
            removed: &["byline: (Lena Okoro, The Harbour Herald"],
            ..Want::default()
        },
    );
}

#[test]
fn one_paragraph_a_line_with_everything_around_it() {
    check(
        "Skip to content\nStrike shuts ports\nBy Mara Quist and Jon Bello, Staff Writers\n\
         Published: 12 March 2024, 10:15 GMT\nLast updated 13 March 2024\nPhoto: Ola Brandt/AFP\n\
         PORT SALE, March 12 (Reuters) - Dockers shut three ports on Tuesday.\nAdvertisement\n\
         \"We will not move,\" said their leader, Sam Teo.\nRead more: Why the dockers strike\n\
         Sign up for our newsletter\nFacebook Twitter WhatsApp\n(Reporting by Mara Quist; Editing by Lee Park)\n\
         © 2024 Harbour Media. All rights reserved.\n",
        Want {
            text: "Strike shuts ports\n\nPORT SALE, March 12 (Reuters) - Dockers shut three ports on Tuesday.\n\n\
                   \"We will not move,\" said their leader, Sam Teo.",
            title: Some("Strike shuts ports"),
            byline: &["Mara Quist", "Jon Bello"],
            outlet: Some("Reuters"),
            published: Some("2024-03-12"),
            removed: &[
                "boilerplate: Skip to content",
                "byline: By Mara Quist and Jon Bello, Staff Writers",
                "boilerplate: Published: 12 March 2024, 10:15 GMT",
                "boilerplate: Last updated 13 March 2024",
                "caption: Photo: Ola Brandt/AFP",
                "boilerplate: Advertisement",
                "promo: Read more: Why the dockers strike",
                "promo: Sign up for our newsletter",
                "promo: Facebook Twitter WhatsApp",
                "byline: (Reporting by Mara Quist; Editing by Lee Park)",
                "boilerplate: © 2024 Harbour Media. All rights reserved.",
            ],
            ..Want::default()
        },
    );
}

#[test]
fn a_text_wrapped_to_a_width() {
    check(
        "River towns ask for help\n\n   The mayors of four river towns asked the government on Monday for\n\
         boats and tents, after a week of rain that drove thousands out of their\nhomes and cut the coast-\n\
         bound road in two places.\n\n   \"We have nothing left,\" said one of them, who had not slept since the\n\
         water came and was still giving out bread when reporters met him.\n",
        Want {
            text: "River towns ask for help\n\nThe mayors of four river towns asked the government on Monday for boats and \
                   tents, after a week of rain that drove thousands out of their homes and cut the coast-bound road in two \
                   places.\n\n\"We have nothing left,\" said one of them, who had not slept since the water came and was \
                   still giving out bread when reporters met him.",
            title: Some("River towns ask for help"),
            ..Want::default()
        },
    );
}

#[test]
fn entities_mojibake_and_unseen_characters() {
    check(
        "\u{FEFF}Fish &amp;amp; oil talks fail\r\n\r\nâ€œIt\u{AD}â€™s over,â€\u{9D} she\u{A0}\u{2009}said&nbsp;in Malm&ouml;&#8212;twice.\u{200B}\r\n\r\n\
         The cafÃ© paid Â£5&#133;\u{202E}\r\n",
        Want {
            text: "Fish & oil talks fail\n\n“It’s over,” she said in Malmö—twice.\n\nThe café paid £5…",
            title: Some("Fish & oil talks fail"),
            ..Want::default()
        },
    );
}

#[test]
fn what_stands_over_the_title() {
    check(
        "WORLD\n\nMarch 3, 2021 / 5:14 PM / Coast News\n\nStorm hits coast\n\nBy KAREN LOWE\nASSOCIATED PRESS\n\n\
         SAN PEDRO (AP) — A storm hit the coast on Friday.\n\nThe mayor asked for help.",
        Want {
            text: "Storm hits coast\n\nSAN PEDRO (AP) — A storm hit the coast on Friday.\n\nThe mayor asked for help.",
            title: Some("Storm hits coast"),
            byline: &["KAREN LOWE"],
            outlet: Some("ASSOCIATED PRESS"),
            published: Some("2021-03-03"),
            removed: &[
                "boilerplate: WORLD",
                "boilerplate: March 3, 2021 / 5:14 PM / Coast News",
                "byline: By KAREN LOWE",
                "byline: ASSOCIATED PRESS",
            ],
            ..Want::default()
        },
    );
}

#[test]
fn a_lone_date_line_gives_the_day_of_publication() {
    check(
        "Island votes to leave\n\nTuesday, March 4, 2008\n\nThe island voted to leave.\n\nThe count took a day.",
        Want {
            text: "Island votes to leave\n\nThe island voted to leave.\n\nThe count took a day.",
            title: Some("Island votes to leave"),
            published: Some("2008-03-04"),
            removed: &["boilerplate: Tuesday, March 4, 2008"],
            ..Want::default()
        },
    );
}

#[test]
fn bylines_of_many_forms() {
    for (line, names, outlet) in [
        ("By Ana Bell", &["Ana Bell"][..], None),
        ("BY ANA BELL", &["ANA BELL"], None),
        ("By Ana Bell, Joe Marsh and Kim Obi", &["Ana Bell", "Joe Marsh", "Kim Obi"], None),
        ("By Ana Bell in Goma and Joe Marsh in Lima", &["Ana Bell", "Joe Marsh"], None),
        ("By Ana Bell, Nairobi", &["Ana Bell"], None),
        ("By Ana Bell, New Delhi", &["Ana Bell"], None),
        ("By Ana Bell, Staff Writer", &["Ana Bell"], None),
        ("By Ana Bell, Coast Tribune", &["Ana Bell"], Some("Coast Tribune")),
        ("Ana Bell | Reuters", &["Ana Bell"], Some("Reuters")),
        ("Ana Bell, Political Correspondent", &["Ana Bell"], None),
        ("Ana Bell in Nairobi", &["Ana Bell"], None),
        ("(By Ana van den Bell)", &["Ana van den Bell"], None),
        ("Ana Bell for The Coast Herald", &["Ana Bell"], Some("The Coast Herald")),
        ("Ana Bell | 4 March 2024", &["Ana Bell"], None),
        ("By Associated Press", &[], Some("Associated Press")),
        ("Ana Bell", &["Ana Bell"], None),
    ] {
        let removed = format!("byline: {line}");
        check(
            &format!("Guards free ten\n\n{line}\n\nGuards freed ten men.\n\nThey went home."),
            Want {
                text: "Guards free ten\n\nGuards freed ten men.\n\nThey went home.",
                title: Some("Guards free ten"),
                byline: names,
                outlet,
                published: line.ends_with("2024").then_some("2024-03-04"),
                removed: &[&removed],
                ..Want::default()
            },
        );
    }
}

#[test]
fn a_signed_byline_glued_to_the_body() {
    for glued in
        ["By Ana BellThe guards freed ten men on Sunday.", "By Ana Bell LIMA (AP) — Guards freed ten on Sunday."]
    {
        let report = report_from_text(&format!("Guards free ten\n\n{glued}\n\nThey went home."), &About::default());
        assert_eq!(report.byline, ["Ana Bell"]);
        assert_eq!(report.removed.len(), 1);
        assert!(
            ["The guards freed ten men on Sunday.", "LIMA (AP) — Guards freed ten on Sunday."]
                .iter()
                .any(|body| report.text.as_str() == format!("Guards free ten\n\n{body}\n\nThey went home."))
        );
    }
}

/// Each second line is body, whatever it resembles.
#[test]
fn in_doubt_a_line_stays() {
    for line in [
        "By Monday the water had gone.",
        "By Ronald McTavish and his men the bridge was held.",
        "Photo shops closed early.",
        "“Subscribe to the truth,” he said.",
        "Comments by the minister drew anger.",
        "More-than-expected turnout slowed the count.",
        "Share prices fell.",
        "Election results",
        "Heavy losses",
        "In March 2024 the talks began.",
        "(Ana Bell, the minister, was not there.)",
        "He paused, and looked at the sea, and then...",
        "The U.S.",
    ] {
        let clean = format!("Bridge holds\n\n{line}\n\nThe bridge was held by few men that day.\n\nThey went home.");
        check(&clean, Want { text: &clean, title: Some("Bridge holds"), ..Want::default() });
    }
}

#[test]
fn a_deck_that_the_body_repeats_goes_and_another_stays() {
    let body = "The finance minister, Ola Brandt, resigned on Monday after losing a vote on pensions.\n\nHe gave no interview.";
    let deck = "Ola Brandt resigned after losing pensions vote on Monday";
    check(
        &format!("Minister quits\n\n{deck}\n\n{body}"),
        Want {
            text: &format!("Minister quits\n\n{body}"),
            title: Some("Minister quits"),
            deck: Some(deck),
            removed: &[&format!("deck: {deck}")],
            ..Want::default()
        },
    );
    let other = format!("Minister quits\n\nOpposition asks for an early election in the spring\n\n{body}");
    check(&other, Want { text: &other, title: Some("Minister quits"), ..Want::default() });
}

#[test]
fn a_single_paragraph_has_no_title_and_loses_nothing() {
    for text in ["Advertisement", "By Ana Bell", "A ferry sank on Monday.", "(Ana Bell, Fernpost.orgThe ferry sank."] {
        check(text, Want { text, ..Want::default() });
    }
    check("Advertisement\n\nShare this", Want { text: "Advertisement\n\nShare this", ..Want::default() });
    check("", Want::default());
}

#[test]
fn what_the_caller_knows_wins() {
    let about = About {
        source: "a.txt".into(),
        url: Some("https://example.org/a".into()),
        outlet: Some("The Coast".into()),
        published: Some(intake::published_from("2024-05-01").unwrap()),
        title: Some("Ferry sinks.".into()),
    };
    let raw = "(Ana Bell, Fernpost.orgA ferry sank off the coast.\n\nPublished: 2 April 2024\n\nAll were saved.";
    let report = report_from_text(raw, &about);
    assert_eq!(report.text.as_str(), "Ferry sinks.\n\nA ferry sank off the coast.\n\nAll were saved.");
    assert_eq!(report.title.as_deref(), Some("Ferry sinks."));
    assert_eq!(report.outlet.as_deref(), Some("The Coast"));
    assert_eq!(report.published.as_deref(), Some("2024-05-01"));
    assert_eq!((report.source.as_str(), report.language.as_str()), ("a.txt", "en"));
    assert_eq!(report.id, Report::id_of(Some("The Coast"), Some("Ferry sinks."), report.text.as_str()));
    let same = report_from_text("FERRY SINKS\n\nA ferry sank.", &about);
    assert_eq!(
        same.text.as_str(),
        "FERRY SINKS\n\nA ferry sank.",
        "a title that the text begins with is not put before it"
    );
}

#[test]
fn joiners_stay_where_other_scripts_need_them() {
    let report = report_from_text("He wrote می\u{200C}روم in his let\u{200D}ter.", &About::default());
    assert_eq!(report.text.as_str(), "He wrote می\u{200C}روم in his letter.");
}
