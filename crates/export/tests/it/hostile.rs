//! Records that somebody made to do harm.

use export::{Format, Profile, Reported, Settings, TABLES, unguarded};
use record::Span;

use crate::Written;
use crate::made::reported;

/// The forms and profiles that there are.
const ALL: [Format; 10] = [
    Format::Jsonl,
    Format::Csv,
    Format::Parquet,
    Format::Geojson,
    Format::Graphml,
    Format::Webannotation,
    Format::Profile(Profile::Gdelt2),
    Format::Profile(Profile::Icews),
    Format::Profile(Profile::Polecat),
    Format::Profile(Profile::Acled),
];

#[test]
fn no_cell_runs_as_a_formula() {
    let evil = "=HYPERLINK(\"https://bad.example\")";
    let mut one = reported();
    one.record.report.title = Some(evil.to_owned());
    one.record.report.outlet = Some("@SUM(A1:A9)".to_owned());
    one.record.report.url = Some("\t=1+1".to_owned());
    one.record.actors[0].name = "+4930".to_owned();
    one.record.actors[2].name = "-2+3\tcmd|' /C calc'!A0".to_owned();
    let starts_evil = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let csv = Written::of(Format::Csv, Settings::default(), std::slice::from_ref(&one));
    for table in TABLES {
        for row in csv.rows(&format!("{}.csv", table.name), b',') {
            let bad = row.iter().find(|cell| starts_evil(cell) && cell.parse::<f64>().is_err());
            assert_eq!(bad, None);
        }
    }
    assert_eq!(unguarded(&csv.rows("reports.csv", b',')[1][1]), evil);
    for (profile, delimiter) in Profile::ALL.into_iter().zip([b'\t', b'\t', b'\t', b',']) {
        let written = Written::of(Format::Profile(profile), Settings::default(), std::slice::from_ref(&one));
        let rows = written.rows("", delimiter);
        assert!(rows.iter().all(|row| row.len() == profile.table().columns.len()));
        let cells = rows.iter().flatten();
        assert_eq!(cells.filter(|cell| starts_evil(cell) && cell.parse::<f64>().is_err()).count(), 0, "{profile}");
    }
}

#[test]
fn tables_without_quotation_keep_their_columns() {
    let mut one = reported();
    one.record.actors[0].name = "\"Ida\"\tVoß\r\nII".to_owned();
    for profile in [Profile::Gdelt2, Profile::Icews, Profile::Polecat] {
        let text = Written::of(Format::Profile(profile), Settings::default(), std::slice::from_ref(&one)).text("");
        assert!(!text.contains('"') && !text.contains('\r'));
        assert!(text.lines().all(|line| line.split('\t').count() == profile.table().columns.len()), "{profile}");
        assert!(text.to_lowercase().contains("'ida' vo"), "{text}");
    }
}

#[test]
fn what_xml_cannot_hold_is_left_out() {
    let mut one = reported();
    one.record.actors[0].name = "A\u{0}\u{1b}\u{ffff}<&\"'>Z".to_owned();
    let text = Written::of(Format::Graphml, Settings::default(), &[one]).text("");
    assert!(text.contains("A&lt;&amp;&quot;&apos;&gt;Z"), "{text}");
}

#[test]
fn spans_and_ids_that_lead_nowhere_harm_nobody() {
    let mut one = reported();
    for event in &mut one.record.events {
        event.sources = vec!["a99".to_owned()];
        event.place = Some("p99".to_owned());
        event.mentions[0].trigger = Span::new(usize::MAX - 1, usize::MAX);
        event.mentions[0].sentence = usize::MAX;
        event.date.as_mut().into_iter().for_each(|date| date.value = "2024-99".to_owned());
    }
    one.record.sentences = vec![Span::new(9, 3), Span::new(0, usize::MAX)];
    one.record.statements[0].content = vec![Span::new(50, 20)];
    one.record.places[0].lat = Some(91.0);
    one.record.report.published = Some("soon".to_owned());
    let textless = Reported {
        record: record::Record {
            report: record::Report { text: Default::default(), ..one.record.report.clone() },
            ..one.record.clone()
        },
        ..one.clone()
    };
    for format in ALL {
        for one in [&one, &textless] {
            let settings = Settings { date_by_publication: true, ..Settings::default() };
            Written::of(format, settings, std::slice::from_ref(one));
        }
    }
}

#[test]
fn a_thousand_parties_do_not_make_a_million_rows() {
    let mut one = reported();
    let ids: Vec<String> = (0..1_000).map(|n| format!("x{n}")).collect();
    let actor = one.record.actors[0].clone();
    one.record.actors = ids.iter().map(|id| record::Actor { id: id.clone(), ..actor.clone() }).collect();
    one.record.events.truncate(1);
    one.record.events[0].sources = ids.clone();
    one.record.events[0].recipients = ids;
    for format in ALL.into_iter().filter(|format| !matches!(format, Format::Csv | Format::Parquet)) {
        let written = Written::of(format, Settings::default(), std::slice::from_ref(&one));
        assert!(written.summary.n_rows <= 100, "{format:?} has {} rows", written.summary.n_rows);
    }
}

#[test]
fn no_form_quotes_more_than_a_snippet_unasked() {
    let mut one = reported();
    let long = format!("{} END", "never ending words ".repeat(200));
    let start = one.record.report.text.len() + 2;
    one.record.report.text = record::Text::new(format!("{}\n\n{long}", one.record.report.text.as_str()));
    let whole = Span::new(start, one.record.report.text.len());
    one.record.sentences.push(whole);
    one.record.statements[0].content.insert(0, whole);
    let figure = record::Figure { span: whole, ..one.record.events[1].figures[0].clone() };
    let event = &mut one.record.events[0];
    event.mentions[0].sentence = one.record.sentences.len() - 1;
    event.mentions[0].trigger = Span::new(start + 2_000, start + 3_000);
    event.mentions[0].roles[0].span = whole;
    event.figures.push(figure);
    event.factuality_cue = Some(whole);
    let over = "never ending words ".repeat(20);
    for format in ALL {
        let written = Written::of(format, Settings::default(), std::slice::from_ref(&one));
        let files: Vec<_> = match format {
            Format::Csv => TABLES.iter().map(|table| written.text(&format!("{}.csv", table.name))).collect(),
            // Compressed; its cells are those of CSV.
            Format::Parquet => Vec::new(),
            _ => vec![written.text("")],
        };
        // One code point more than a snippet has, wherever it begins.
        let has_over = |text: &String| (0..19).any(|at| text.contains(&over[at..at + 241]));
        assert!(!files.iter().any(has_over), "{format:?}");
    }
}
