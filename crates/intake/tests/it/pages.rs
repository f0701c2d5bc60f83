//! Pages of many layouts and the reports on them. All outlets, persons and events are invented.

use intake::{About, Limits, report_from_bytes, report_from_page};
use record::{RemovedKind, Report};

const ONE: &str = "The harbour council of Port Sale voted on Monday to close the northern quay for a year, after divers found cracks in its wall.";
const TWO: &str = "“We could wait no longer,” said Mara Quist, who heads the council. “A ship of that weight would have brought it down.”";
const THREE: &str = "Dockers told this newspaper that they had warned of the cracks since the storm of January, and that nobody had come to look.";
const FOUR: &str =
    "The work will begin in May, and the ferries to Alder will leave from the southern quay until it ends.";
const TITLE: &str = "Port Sale closes its northern quay";

/// The four paragraphs, each in a `p`.
fn paragraphs() -> String {
    [ONE, TWO, THREE, FOUR].map(|text| format!("<p>{text}</p>\n")).concat()
}

fn whole() -> String {
    [TITLE, ONE, TWO, THREE, FOUR].join("\n\n")
}

fn read(html: &str) -> Report {
    report_from_bytes(html.as_bytes(), &About::default(), Limits::default())
        .unwrap_or_else(|error| panic!("{error}\n{html}"))
}

/// The page gives the four paragraphs under their title, and nothing else.
#[track_caller]
fn check(html: &str) -> Report {
    let report = read(html);
    assert_eq!(report.text.as_str(), whole(), "{:#?}", report.removed);
    assert_eq!(report.title.as_deref(), Some(TITLE));
    report
}

fn removed(report: &Report, kind: RemovedKind) -> Vec<&str> {
    report.removed.iter().filter(|removed| removed.kind == kind).map(|removed| removed.text.as_str()).collect()
}

#[test]
fn a_wire_story_with_all_that_stands_around_it() {
    let report = check(&format!(
        "<!doctype html><html lang=en><head><title>{TITLE} | The Sale Courier</title>
        <link rel=canonical href='https://sale-courier.example/news/quay'>
        <meta property='og:site_name' content='The Sale Courier'>
        <meta property='article:published_time' content='2024-03-12T10:15:00Z'>
        <meta property='article:modified_time' content='2024-03-14T10:15:00Z'></head><body>
        <nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav>
        <main><article><h1>{TITLE}</h1><p class=standfirst>Cracks in the wall were found by divers</p>
        <div class=byline>By <a rel=author href=/bell>Ana Bell</a> and Joe Marsh</div><time datetime='2024-03-14'>Updated 14 March 2024</time>
        <figure><img src=x><figcaption>The quay last week. Photo: Kim Obi</figcaption></figure>
        <div class=article-body>{}<aside class=related><h3>Related</h3><ul><li><a href=/a>Storm hits the coast and the islands</a></ul></aside>
        <p><a href=/b>Read more: Why the ferries are late</a></p></div>
        <div class=newsletter-signup><p>Sign up for our morning letter, and get the news of the coast before breakfast.</p></div></article></main>
        <footer><p>© 2024 The Sale Courier. All rights reserved.</p></footer></body></html>",
        paragraphs()
    ));
    assert_eq!(report.byline, ["Ana Bell", "Joe Marsh"]);
    assert_eq!(report.outlet.as_deref(), Some("The Sale Courier"));
    assert_eq!(report.published.as_deref(), Some("2024-03-12"));
    assert_eq!(report.url.as_deref(), Some("https://sale-courier.example/news/quay"));
    assert_eq!(report.deck.as_deref(), Some("Cracks in the wall were found by divers"));
    assert_eq!(removed(&report, RemovedKind::Caption), ["The quay last week. Photo: Kim Obi"]);
    assert!(removed(&report, RemovedKind::Promo).contains(&"Read more: Why the ferries are late"));
}

#[test]
fn a_blog_with_comments_and_a_widget() {
    let report = check(&format!(
        "<html><head><title>Harbour Notes: {TITLE}</title></head><body class='single-post has-sidebar comments-open'>
        <div id=wrapper><div id=content><article class='post type-post author-admin'><h1 class=entry-title>{TITLE}</h1>
        <div class=entry-meta>Posted on <time class=entry-date datetime='2023-11-02T08:00:00+00:00'>November 2, 2023</time> by <span class=author>Lena Okoro</span></div>
        <div class=entry-content>{}<div class=sharedaddy>Share this: <a href=x>Tweet</a> <a href=y>Email</a></div></div></article>
        <div id=comments><h2>3 thoughts on this</h2><p>I have lived at the quay for forty years, and I have never seen a crack in it, not one, whatever they say.</p>
        <p>You should look at the other side of it, then, where the paint ends and the weeds begin, as we all did.</p></div></div>
        <div class=sidebar><div class=widget><h3>Categories</h3><ul><li><a href=a>Boats</a><li><a href=b>Birds</a></ul></div></div></div></body></html>",
        paragraphs()
    ));
    assert_eq!(report.published.as_deref(), Some("2023-11-02"));
    assert_eq!(report.byline, ["Lena Okoro"]);
}

#[test]
fn linked_data_in_a_graph_and_in_an_array() {
    for data in [
        r#"{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle","headline":"TITLE","datePublished":"2024-05-06T00:10:00+02:00","dateModified":"2024-06-01","author":{"@id":"x:a"},"publisher":{"@type":"Organization","name":"Northvale News"}},{"@type":"Person","@id":"x:a","name":"Ines Varga"}]}"#,
        r#"[{"@type":"BreadcrumbList"},{"@type":["Article","NewsArticle"],"headline":"TITLE","datePublished":"2024-05-06","author":[{"@type":"Person","name":"Ines Varga"}],"publisher":{"name":"Northvale News"}}]"#,
    ] {
        let data = data.replace("TITLE", TITLE);
        let report = check(&format!(
            "<html><head><title>{TITLE}</title><script type='application/ld+json'>{data}</script></head><body><h1>{TITLE}</h1><div>{}</div></body></html>",
            paragraphs()
        ));
        assert_eq!(report.published.as_deref(), Some("2024-05-06"));
        assert_eq!((report.byline, report.outlet.as_deref()), (vec!["Ines Varga".to_owned()], Some("Northvale News")));
    }
}

#[test]
fn linked_data_of_another_report_is_not_believed() {
    let data = r#"[{"@type":"NewsArticle","headline":"Mayor of Alder wins a third term","datePublished":"2019-01-01","author":{"name":"Tom Dell"},
        "articleBody":"Another body."},{"@type":"NewsArticle","headline":"TITLE","datePublished":"2024-02-03","author":{"name":"Ines Varga"}}]"#;
    let report = check(&format!(
        "<html><head><title>{TITLE}</title><script type='application/ld+json'>{}</script></head><body><h1>{TITLE}</h1><div>{}</div></body></html>",
        data.replace("TITLE", TITLE),
        paragraphs()
    ));
    assert_eq!((report.byline, report.published.as_deref()), (vec!["Ines Varga".to_owned()], Some("2024-02-03")));
}

#[test]
fn linked_data_that_is_broken_is_read_past() {
    let report = check(&format!(
        "<html><head><title>{TITLE}</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":</script>
        <script type='application/ld+json'><!-- {{\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\",\"description\":\"two\nlines\",\"datePublished\":\"2022-07-08\",}} --></script></head>
        <body><h1>{TITLE}</h1><div>{}</div></body></html>",
        paragraphs()
    ));
    assert_eq!(report.published.as_deref(), Some("2022-07-08"));
}

#[test]
fn microdata() {
    let report = check(&format!(
        "<html><body><div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>{TITLE}</h1>
        <p>By <span itemprop=author itemscope><span itemprop=name>Piet Halloran</span>, <span>staff</span></span></p>
        <meta itemprop=datePublished content='2021-09-10'><meta itemprop=dateModified content='2021-09-12'>
        <div itemprop=articleBody>{}</div></div></body></html>",
        paragraphs()
    ));
    assert_eq!((report.byline, report.published.as_deref()), (vec!["Piet Halloran".to_owned()], Some("2021-09-10")));
}

#[test]
fn an_old_page_of_tables_and_line_breaks() {
    check(&format!(
        "<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY><TABLE><TR><TD WIDTH=120><A HREF=a>Home</A><BR><A HREF=b>Sports</A><BR><A HREF=c>Weather</A></TD>
        <TD><H1>{TITLE}</H1><FONT SIZE=2>{ONE}<BR><BR>{TWO}<BR><BR>\n{THREE}<BR>\n<BR>{FOUR}</FONT></TD></TR></TABLE></BODY></HTML>"
    ));
}

#[test]
fn an_amp_page() {
    check(&format!(
        "<!doctype html><html amp><head><title>{TITLE} - Coast News</title><meta property=og:title content='{TITLE}'></head><body><amp-sidebar id=s><ul><li><a href=x>Politics</a></ul></amp-sidebar>
        <header class=amp-wp-header>Coast News</header><article class=amp-wp-article><h1 class=amp-wp-title>{TITLE}</h1><amp-img src=x></amp-img>
        <div class=amp-wp-article-content>{}<amp-ad></amp-ad></div></article></body></html>",
        paragraphs()
    ));
}

#[test]
fn paragraphs_that_are_divs_and_a_page_in_a_form() {
    let body = [ONE, TWO, THREE, FOUR].map(|text| format!("<div class=x{}>{text}</div>", text.len())).concat();
    check(&format!(
        "<html><head><title>{TITLE}</title></head><body><form action=x><div class=top><a href=a>One</a> <a href=b>Two</a></div><h1>{TITLE}</h1><div id=main>{body}</div><input name=q></form></body></html>"
    ));
}

#[test]
fn an_advertisement_between_paragraphs_and_a_pull_quote() {
    let report = check(&format!(
        "<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{ONE}</p><div class='ad-slot'>Advertisement</div><p>{TWO}</p>
        <blockquote class=pullquote>A ship of that weight would have brought it down.</blockquote><p>{THREE}</p><p>Advertisement</p><p>{FOUR}</p></article></body></html>"
    ));
    assert!(removed(&report, RemovedKind::Boilerplate).contains(&"A ship of that weight would have brought it down."));
}

#[test]
fn a_list_that_is_part_of_the_report_and_one_that_is_not() {
    let report = read(&format!(
        "<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{}<ul><li>The northern quay closes on the first of May.<li>The southern quay stays open all year.</ul>
        <p>{ONE} So it was.</p><ul><li><a href=a>Storm hits the coast</a><li><a href=b>Ferry is late again</a></ul></article></body></html>",
        paragraphs()
    ));
    assert!(report.text.as_str().contains("\n\nThe southern quay stays open all year.\n\n"));
    assert!(!report.text.as_str().contains("Ferry is late"));
}

#[test]
fn subheadings_stay_where_they_head_prose() {
    let report = read(&format!(
        "<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{ONE}</p><h2>A wall of cracks</h2><p>{TWO}</p><p>{THREE}</p><h3>More from the harbour</h3><p><a href=a>Birds of the quay</a></p></article></body></html>"
    ));
    assert_eq!(report.text.as_str(), [TITLE, ONE, "A wall of cracks", TWO, THREE].join("\n\n"));
}

#[test]
fn a_second_report_below_the_first_is_another() {
    let other = "The mayor of Alder, who has held the town for eight years, won a third term on Sunday with more votes than ever before.";
    check(&format!(
        "<html><head><title>{TITLE}</title></head><body><main><article><h1>{TITLE}</h1>{}</article>
        <article><h2>Mayor of Alder wins a third term</h2><p>{other}</p><p>{other} He thanked nobody.</p></article></main></body></html>",
        paragraphs()
    ));
}

#[test]
fn a_lead_that_stands_in_the_header() {
    check(&format!(
        "<html><head><title>{TITLE}</title></head><body><div class=page><div class=story-top><h1>{TITLE}</h1><p>{ONE}</p></div><div class=story-body><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div></div></body></html>"
    ));
}

#[test]
fn a_last_paragraph_outside_of_the_body() {
    check(&format!(
        "<html><head><title>{TITLE}</title></head><body><div class=page><h1>{TITLE}</h1><div class=story-body><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div><p>{FOUR}</p></div></body></html>"
    ));
}

#[test]
fn dates_of_pages() {
    for (head, body, url, expected) in [
        ("<meta name=pubdate content='20240312'>", "", None, Some("2024-03-12")),
        ("<meta name=dc.date.issued content='12 Mar 2024'>", "", None, Some("2024-03-12")),
        ("", "<div class=date>Published: 12 March 2024, 10:15</div>", None, Some("2024-03-12")),
        ("", "<p>March 12, 2024</p>", None, Some("2024-03-12")),
        (
            "",
            "<span class=timestamp>Last updated: 14 March 2024</span>",
            Some("https://a.example/2024/03/12/quay"),
            Some("2024-03-12"),
        ),
        (
            "<meta property=article:published_time content='2024-03-20'>",
            "",
            Some("https://a.example/2024/03/12/quay"),
            Some("2024-03-12"),
        ),
        ("", "<time datetime='2024-03-14T10:00Z' class=updated itemprop=dateModified>14 March 2024</time>", None, None),
        ("<meta property=article:modified_time content='2024-03-14'>", "", None, None),
        ("", "", None, None),
    ] {
        let html = format!(
            "<html><head><title>{TITLE}</title>{head}</head><body><article><h1>{TITLE}</h1>{body}{}</article></body></html>",
            paragraphs()
        );
        let about = About { url: url.map(str::to_owned), ..About::default() };
        let report = report_from_page(html.as_bytes(), None, &about, Limits::default()).unwrap();
        assert_eq!(report.published.as_deref(), expected, "{head}{body}");
        assert_eq!(report.text.as_str(), whole(), "{head}{body}");
    }
}

#[test]
fn what_the_caller_knows_of_a_page_wins() {
    let html = format!(
        "<html><head><meta property=og:site_name content=Web><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{}</body></html>",
        paragraphs()
    );
    let about = About {
        outlet: Some("The Coast".into()),
        published: Some(intake::published_from("2020-01-02").unwrap()),
        ..About::default()
    };
    let report = report_from_page(html.as_bytes(), None, &about, Limits::default()).unwrap();
    assert_eq!((report.outlet.as_deref(), report.published.as_deref()), (Some("The Coast"), Some("2020-01-02")));
}

#[test]
fn charsets_named_hidden_and_lying() {
    let page = |head: &str| {
        format!("<html><head>{head}<title>{TITLE}</title></head><body><h1>{TITLE}</h1>{}</body></html>", paragraphs())
    };
    let latin = |text: &str| -> Vec<u8> {
        text.chars()
            .map(|letter| match letter {
                '“' => 0x93,
                '”' => 0x94,
                _ => letter as u8,
            })
            .collect()
    };
    let read =
        |bytes: &[u8], encoding| report_from_page(bytes, encoding, &About::default(), Limits::default()).unwrap();
    for (head, encoding) in [
        ("<meta charset=windows-1252>", None),
        ("<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>", None),
        ("", Some("windows-1252")),
        ("<meta charset=utf-8>", None),
        ("", Some("no-such-thing")),
    ] {
        assert_eq!(read(&latin(&page(head)), encoding).text.as_str(), whole(), "{head} {encoding:?}");
    }
    assert_eq!(
        read(page("<meta charset=windows-1252>").as_bytes(), Some("shift_jis")).text.as_str(),
        whole(),
        "UTF-8 is told by its bytes"
    );
    let utf16: Vec<u8> = format!("\u{FEFF}{}", page("")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16, None).text.as_str(), whole());
}

#[test]
fn a_stub_behind_a_wall_gives_what_is_shown() {
    let report = read(&format!(
        "<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{ONE}</p></article><div class=paywall><p>Subscribe today to read on, and support reporting from the coast for the price of a coffee.</p></div></body></html>"
    ));
    assert_eq!(report.text.as_str(), [TITLE, ONE].join("\n\n"));
}

#[test]
fn a_page_that_scripts_write_gives_what_its_data_hold() {
    let body = [ONE, TWO, THREE, FOUR].join("\\n\\n");
    let report = read(&format!(
        "<html><head><title>{TITLE}</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{TITLE}\",\"articleBody\":\"{body}\"}}</script></head><body><div id=app>Loading the page, please wait.</div></body></html>"
    ));
    assert_eq!(report.text.as_str(), whole());
}

#[test]
fn pages_without_a_report_are_told() {
    let error = |html: &str| {
        report_from_bytes(html.as_bytes(), &About { source: "a.html".into(), ..About::default() }, Limits::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        error("<html><body><nav><a href=a>Home</a></nav></body></html>"),
        "a.html has no report on it: no prose stands on the page; give it the page of one report"
    );
    assert!(error(&format!("<html>{}", "<div>".repeat(200_000))).contains("its elements stand more than 1000 deep"));
    assert!(error(&format!("<html>{}", "<br>".repeat(1_000_000))).contains("more than 400000 elements"));
}

#[test]
fn hostile_pages_cost_little_and_lose_nothing() {
    let around = |filler: &str| {
        format!(
            "<html><head><title>{TITLE}</title></head><body>{filler}<article><h1>{TITLE}</h1>{}</article></body></html>",
            paragraphs()
        )
    };
    for filler in [
        "<p>x</p>".repeat(100_000),
        format!("<div class='{}'></div>", "a ".repeat(500_000)),
        format!("<a href='{}'>x</a>", "x".repeat(2_000_000)),
        "&amp;".repeat(200_000),
        "&lt;!ENTITY a \"&a;&a;\"&gt;".repeat(1_000),
        "<!--".repeat(10_000) + "-->",
        "\0".repeat(10_000),
        "<b><i>".repeat(300),
        "<table><tr><td>".repeat(100),
        "<ul><li><a href=x>y</a>".repeat(50),
        "<div><p>To your inbox.</p></div>".repeat(20_000),
        "<div><h1>Another</h1><p>It was so, and so it was, and will be so again as long as it is so.</p></div>"
            .repeat(5_000),
        "<h2>Another</h2>".repeat(20_000),
        "<div><p>It was so, and so it was, and will be so again as long as it is so.</p><a href=x>Reply</a></div>"
            .repeat(5_000),
    ] {
        let report = report_from_bytes(around(&filler).as_bytes(), &About::default(), Limits::default()).unwrap();
        assert!(report.text.as_str().contains(THREE), "{}", &filler[..20]);
    }
}

#[test]
fn unseen_characters_go_and_offsets_stay_true() {
    let html = format!(
        "<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{}</body></html>",
        paragraphs().replace("quay", "q\u{200B}u\u{202E}a\u{AD}y")
    );
    let report = check(&html);
    let span = record::Span::new(0, TITLE.chars().count());
    assert_eq!(report.text.slice(span), TITLE);
}
