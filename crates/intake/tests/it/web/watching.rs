//! Watching feeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use intake::fetch::{Fetcher, Settings};
use intake::watch::{Note, Pace, Watch, WatchError};
use tempfile::TempDir;

use super::{Answer, QuickClock, Server, hurried, strict};

/// A feed with items at these paths.
fn rss(server: &Server, paths: &[&str]) -> Answer {
    let items: String = paths
        .iter()
        .map(|path| format!("<item><title>{path}</title><link>{}</link><guid>{path}</guid></item>", server.url(path)))
        .collect();
    feed(&items)
}

fn feed(items: &str) -> Answer {
    let feed = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>A</title>{items}</channel></rss>");
    Answer::of("200 OK", "Content-Type: application/rss+xml\r\n", feed)
}

/// A folder, and the watch in it.
struct Scene {
    folder: TempDir,
    clock: QuickClock,
    settings: Settings,
}

impl Scene {
    fn new() -> Self {
        let settings = Settings { pause: Duration::ZERO, ..strict() };
        Self { folder: tempfile::tempdir().expect("there is room"), clock: QuickClock::new(), settings }
    }

    /// Watches feeds for some rounds, as a program that is started anew; gives what it told.
    fn watch(&self, feeds: &[String], rounds: usize) -> Vec<Note> {
        let fetcher = Fetcher::new(self.settings.clone(), &self.clock);
        let pace = Pace { threads: 3, ..Pace::default() };
        let mut notes = Vec::new();
        let mut watch =
            Watch::open(self.folder.path(), feeds, &fetcher, &self.clock, pace).expect("the folder is ours");
        watch.run(Some(rounds), &mut |note| notes.push(note)).expect("the disk holds");
        notes
    }

    /// The files under `pages` with their texts.
    fn pages(&self) -> BTreeMap<String, String> {
        let mut pages = BTreeMap::new();
        let mut open = vec![self.folder.path().join("pages")];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(fs::read_dir(&path).expect("it is there").map(|entry| entry.expect("it is there").path()));
            } else {
                let name = path.strip_prefix(self.folder.path()).expect("it is in it").display().to_string();
                pages.insert(name, fs::read_to_string(&path).expect("it is text"));
            }
        }
        pages
    }

    fn texts(&self) -> Vec<String> {
        let mut texts: Vec<String> = self.pages().into_values().collect();
        texts.sort();
        texts
    }

    /// The lines of the list of items.
    fn lines(&self) -> Vec<serde_json::Value> {
        let list = fs::read_to_string(self.folder.path().join("items.jsonl")).expect("it is there");
        list.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    }
}

fn troubles(notes: &[Note]) -> Vec<&str> {
    let lines = notes.iter().filter_map(|note| match note {
        Note::Trouble(line) => Some(line.as_str()),
        Note::Kept { .. } => None,
    });
    lines.collect()
}

#[test]
fn each_item_is_kept_once() {
    let (server, scene) = (Server::new(), Scene::new());
    server.put("/feed", rss(&server, &["/1", "/2"]));
    for path in ["/1", "/2", "/3"] {
        server.put(path, Answer::page(path));
    }
    let feeds = [server.url("/feed")];
    let notes = scene.watch(&feeds, 2);
    assert_eq!(troubles(&notes), Vec::<&str>::new());
    assert_eq!((notes.len(), scene.texts()), (2, vec!["/1".to_owned(), "/2".to_owned()]));
    // The feed moves on, and the program is started anew.
    server.put("/feed", rss(&server, &["/3", "/2"]));
    scene.clock.pass(Duration::from_secs(3600));
    assert_eq!(scene.watch(&feeds, 1).len(), 1);
    assert_eq!(scene.texts(), ["/1", "/2", "/3"]);
    assert_eq!(scene.lines().len(), 3);
    for path in ["/1", "/2", "/3"] {
        assert_eq!(server.requests(path).len(), 1, "{path}");
    }
    for line in scene.lines() {
        let file = line["file"].as_str().unwrap();
        assert!(scene.pages().contains_key(file), "{line}");
        assert!(line["title"] == line["url"].as_str().unwrap()[server.url("").len()..]);
    }
}

#[test]
fn a_feed_that_has_not_changed_is_not_sent_again() {
    let (server, scene) = (Server::new(), Scene::new());
    let body = "<rss version=\"2.0\"><channel></channel></rss>";
    let changed = Answer::of("200 OK", "ETag: \"b\"\r\n", body);
    let same = Answer::Raw(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec());
    server.put_in_turn("/feed", vec![Answer::of("200 OK", "ETag: \"a\"\r\n", body), same, changed]);
    assert_eq!(troubles(&scene.watch(&[server.url("/feed")], 4)), Vec::<&str>::new());
    let marks: Vec<bool> = server.requests("/feed").iter().map(|request| request.contains("\"a\"")).collect();
    assert_eq!(marks, [false, true, true, false], "each time the mark of the version at hand is sent");
    assert!(server.requests("/feed")[3].contains("\"b\""));
}

#[test]
fn bad_feeds_and_pages_hold_up_no_others() {
    let server = Server::new();
    let scene = Scene { settings: Settings { pause: Duration::ZERO, ..hurried() }, ..Scene::new() };
    let head = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let bad = [
        ("/html", Answer::page("<!DOCTYPE html><p>No feed</p>")),
        ("/empty", feed("").clone()),
        ("/void", Answer::of("200 OK", "", "")),
        ("/500", Answer::of("500 Oops", "", "")),
        ("/gone", Answer::of("410 Gone", "", "")),
        (
            "/torn",
            Answer::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss version=\"2.0\"><channel>".to_vec()),
        ),
        ("/endless", Answer::Endless(head.clone(), vec![b'x'; 65_536], Duration::ZERO)),
        ("/drip", Answer::Endless(head.clone(), b"x".to_vec(), Duration::from_millis(20))),
        ("/silent", Answer::Silence(head)),
        ("/private", Answer::of("302 Found", "Location: http://10.0.0.1/feed\r\n", "")),
        ("/circle", Answer::of("302 Found", "Location: /circle\r\n", "")),
        ("/broken", Answer::of("200 OK", "", "<rss version=\"2.0\"><channel><item></channel>")),
        ("/deep", Answer::of("200 OK", "", format!("<rss version=\"2.0\"><channel>{}", "<a>".repeat(50_000)))),
        ("/json", Answer::of("200 OK", "", "{\"version\": \"x\"")),
        ("/bytes", Answer::of("200 OK", "", vec![0xFF; 900])),
        ("/bomb", Answer::of("200 OK", "Content-Encoding: gzip\r\n", "no gzip")),
    ];
    server.put("/good", rss(&server, &["/1", "/missing", "/2"]));
    server.put("/1", Answer::page("one"));
    server.put("/2", Answer::page("two"));
    let mut feeds: Vec<String> = bad.iter().map(|(path, _)| server.url(path)).collect();
    feeds.insert(7, server.url("/good"));
    feeds.push("http://no-such-host.invalid/feed".to_owned());
    for (path, answer) in bad {
        server.put(path, answer);
    }
    let mut notes = Vec::new();
    // A host that fails again and again is not asked for all it has in one round.
    for _ in 0..10 {
        notes.extend(scene.watch(&feeds, 1));
    }
    assert_eq!(scene.texts(), ["one", "two"]);
    for feed in feeds.iter().filter(|feed| !feed.ends_with("/good") && !feed.ends_with("/empty")) {
        let about: Vec<&str> = troubles(&notes).into_iter().filter(|line| line.contains(&format!("{feed}:"))).collect();
        assert_eq!(about.len(), 1, "{feed}: {:?}", troubles(&notes));
        assert!(!about[0].contains('\n') && about[0].len() < 400, "{}", about[0]);
    }
    assert_eq!(troubles(&notes).len(), feeds.len() - 2 + 1, "one line for each, and one for the missing page");
}

#[test]
fn a_page_that_fails_for_a_while_is_not_lost() {
    let (server, scene) = (Server::new(), Scene::new());
    let feeds = [server.url("/feed")];
    server.put_in_turn("/feed", vec![rss(&server, &["/1", "/2", "/3"]), feed("")]);
    server.put_in_turn("/3", vec![Answer::of("200 OK", "", " \n"), Answer::page("three")]);
    server.put_in_turn("/1", vec![Answer::of("500 Oops", "", ""), Answer::of("502 Oops", "", ""), Answer::page("one")]);
    server.put_in_turn("/2", vec![Answer::of("429 Slow", "Retry-After: 5000\r\n", ""), Answer::page("two")]);
    let mut notes = Vec::new();
    for _ in 0..12 {
        // Each time the program is started anew; the feed has long forgotten the items.
        notes.extend(scene.watch(&feeds, 1));
        scene.clock.pass(Duration::from_secs(1200));
    }
    assert_eq!(scene.texts(), ["one", "three", "two"]);
    assert_eq!(scene.lines().len(), 3);
    assert!(troubles(&notes).iter().any(|line| line.contains("the host sent an empty page")), "{notes:?}");
    assert!(server.requests("/2").len() <= 2, "it asked to be left alone");
}

#[test]
fn what_never_comes_is_given_up_and_told() {
    let (server, scene) = (Server::new(), Scene::new());
    server.put("/feed", rss(&server, &["/1", "/2"]));
    server.put("/2", Answer::of("302 Found", "Location: http://192.168.0.1/\r\n", ""));
    let mut n_given_up = 0;
    for _ in 0..12 {
        let notes = scene.watch(&[server.url("/feed")], 1);
        n_given_up += troubles(&notes).iter().filter(|line| line.ends_with("given up")).count();
        scene.clock.pass(Duration::from_secs(24 * 3600));
    }
    assert_eq!((n_given_up, scene.pages().len(), scene.lines().len()), (2, 0, 2));
    assert_eq!((server.requests("/1").len(), server.requests("/2").len()), (6, 1));
    assert!(scene.lines().iter().all(|line| line["file"].is_null() && line["given_up"].is_string()));
}

#[test]
fn a_watch_that_was_broken_off_goes_on_without_loss() {
    let (server, scene) = (Server::new(), Scene::new());
    let feeds = [server.url("/feed")];
    server.put("/feed", rss(&server, &["/1", "/2", "/3"]));
    for path in ["/1", "/2", "/3"] {
        server.put(path, Answer::page(path));
    }
    scene.watch(&feeds, 1);
    let list = scene.folder.path().join("items.jsonl");
    let whole = fs::read_to_string(&list).unwrap();
    let state = fs::read_to_string(scene.folder.path().join("watch.json")).unwrap();
    // Broken off: in the middle of a line, or with a page written and not yet noted, or before the state was written.
    for len in [whole.len() - 1, whole.len() / 2, 0] {
        fs::write(&list, &whole[..len]).unwrap();
        if len == 0 {
            fs::remove_file(scene.folder.path().join("watch.json")).unwrap();
        }
        scene.clock.pass(Duration::from_secs(3600));
        let notes = scene.watch(&feeds, 1);
        assert_eq!(troubles(&notes), Vec::<&str>::new());
        assert_eq!((scene.texts(), scene.lines().len()), (vec!["/1".into(), "/2".into(), "/3".into()], 3));
    }
    for path in ["/1", "/2", "/3"] {
        assert_eq!(server.requests(path).len(), 1, "{path}");
    }
    assert!(state.contains("\"version\": 1"));
}

#[test]
fn one_guid_for_all_costs_no_item_and_a_page_that_moved_makes_no_second() {
    let (server, scene) = (Server::new(), Scene::new());
    let item = |path: &str, title: &str, guid: &str| {
        format!("<item><title>{title}</title><link>{}</link><guid>{guid}</guid></item>", server.url(path))
    };
    let same = item("/1", "One", "same") + &item("/2", "Two", "same") + &item("/2?utm_source=x#top", "Two", "same");
    let moved = item("/moved", "Three", "g3");
    server.put_in_turn(
        "/feed",
        vec![feed(&(same + &item("/3", "Three", "g3"))), feed(&moved), feed(&item("/4", "Four", "g3"))],
    );
    for path in ["/1", "/2", "/3", "/moved", "/4"] {
        server.put(path, Answer::page(path));
    }
    scene.watch(&[server.url("/feed")], 3);
    assert_eq!(scene.texts(), ["/1", "/2", "/3", "/4"]);
    assert_eq!(server.requests("/2").len(), 1);
}

#[test]
fn items_without_a_page_are_kept_as_the_feed_has_them() {
    let (server, scene) = (Server::new(), Scene::new());
    server.put("/feed", feed("<item><description>All of it.</description><guid isPermaLink=\"false\">g</guid></item>"));
    scene.watch(&[server.url("/feed")], 3);
    assert_eq!((scene.texts(), scene.lines().len()), (vec!["All of it.".to_owned()], 1));
}

#[test]
fn an_enormous_feed_is_taken_bit_by_bit() {
    let (server, scene) = (Server::new(), Scene::new());
    let items: String = (0..2_400).map(|at| format!("<item><link>http://10.0.0.1/{at}</link></item>")).collect();
    server.put("/feed", feed(&items));
    let notes = scene.watch(&[server.url("/feed")], 1);
    assert!(
        troubles(&notes)[0].contains("announces 2400 new items at once; 2000 are taken now"),
        "{:?}",
        troubles(&notes)[0]
    );
    let state = fs::read_to_string(scene.folder.path().join("watch.json")).unwrap();
    assert!(state.matches("\"url\"").count() > 1_900, "they wait for their turn");
}

#[test]
fn two_watches_do_not_share_a_folder() {
    let scene = Scene::new();
    let fetcher = Fetcher::new(scene.settings.clone(), &scene.clock);
    let open = |path: &Path| Watch::open(path, &[], &fetcher, &scene.clock, Pace::default()).map(|_| ());
    let _first = Watch::open(scene.folder.path(), &[], &fetcher, &scene.clock, Pace::default()).unwrap();
    assert!(matches!(open(scene.folder.path()), Err(WatchError::Taken { .. })));
    assert!(open(&scene.folder.path().join("other")).is_ok());
}

#[test]
fn a_damaged_state_is_told_and_not_written_over() {
    for (file, text) in
        [("watch.json", "{"), ("watch.json", "{\"version\": 9, \"feeds\": {}}"), ("items.jsonl", "hello\n")]
    {
        let scene = Scene::new();
        fs::write(scene.folder.path().join(file), text).unwrap();
        let fetcher = Fetcher::new(scene.settings.clone(), &scene.clock);
        let fault =
            Watch::open(scene.folder.path(), &[], &fetcher, &scene.clock, Pace::default()).map(|_| ()).unwrap_err();
        assert!(fault.to_string().contains(file), "{fault}");
        assert_eq!(fs::read_to_string(scene.folder.path().join(file)).unwrap(), text);
    }
}
