//! What is one event, when, and on whose word.

use record::{EventType, Factuality, FigureKind, FigureMention, Grain, Mention, TokenSpan, Voucher};

use crate::scene::Scene;

/// Troops shell a camp; a later sentence calls it "the shelling"; a third tells of another day.
fn shelling() -> Scene {
    let mut scene = Scene::new(
        "2024-05-08",
        "Danish/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj shelled/PAST/0/root Bergen/PROPN/3/obj/B-LOC on/ADP/6/case Monday/PROPN/3/obl
        The/DET/2/det shelling/NOUN/3/nsubj killed/PAST/0/root six/NUM/5/nummod people/NOUNS/3/obj
        Danish/ADJ/2/amod/B-GROUP troops/NOUNS/3/nsubj shelled/PAST/0/root Bergen/PROPN/3/obj/B-LOC on/ADP/6/case Friday/PROPN/3/obl",
    );
    for (nth, day) in [(0, "Monday"), (1, "Friday")] {
        let (troops, shelled) = (scene.token("troops", nth), scene.token("shelled", nth));
        let (day, bergen) = (scene.mention(scene.token(day, 0)), scene.token("Bergen", nth));
        let event = scene.event(EventType::Assault, shelled, &[troops], &[bergen]);
        event.date = Some(day);
    }
    let shelling = scene.token("shelling", 0);
    let six = TokenSpan::one(scene.token("six", 0));
    let figure =
        FigureMention { kind: FigureKind::Killed, low: Some(6), high: Some(6), approximate: false, tokens: six };
    scene.event(EventType::Assault, shelling, &[], &[]).figures = vec![figure];
    scene
}

#[test]
fn a_noun_that_points_back_joins_its_event_and_another_day_does_not() {
    let found = shelling().resolve();
    assert_eq!(found.events.len(), 2, "{:#?}", found.events);
    assert_eq!(found.events[0].mentions.len(), 2);
    let dates: Vec<_> = found.events.iter().map(|event| event.date.clone().unwrap()).collect();
    assert_eq!((dates[0].value.as_str(), dates[0].grain), ("2024-05-06", Grain::Day));
    assert_eq!(dates[1].value, "2024-05-03");
    assert_eq!(found.events[0].figures[0].low, Some(6));
    assert_eq!(found.events[0].figures[0].vouched_by, [Voucher::Report(true)]);
    assert_eq!((found.events[0].cameo.is_empty(), found.events[0].intensity < 0.0), (false, true));
}

#[test]
fn an_event_in_a_statement_rests_on_its_speaker_until_the_report_says_it_too() {
    let mut scene = Scene::new(
        "2024-05-08",
        "Norway/PROPN/2/nsubj/B-LOC said/PAST/0/root troops/NOUNS/4/nsubj shelled/PAST/2/ccomp Bergen/PROPN/4/obj/B-LOC
        Troops/NOUNS/2/nsubj shelled/PAST/0/root Bergen/PROPN/2/obj/B-LOC",
    );
    let (norway, said, troops) = (scene.token("Norway", 0), scene.token("said", 0), scene.token("troops", 0));
    let (shelled, bergen) = (scene.token("shelled", 0), scene.token("Bergen", 0));
    scene.says(norway, said, troops, bergen);
    scene.event(EventType::Assault, shelled, &[troops], &[bergen]);
    let once = scene.resolve();
    assert_eq!(once.events[0].vouched_by, [Voucher::Statement("s1".to_owned())]);
    assert_eq!(once.statements[0].speaker.as_deref(), Some("a1"));

    let (troops, shelled, bergen) = (scene.token("Troops", 0), scene.token("shelled", 1), scene.token("Bergen", 1));
    scene.event(EventType::Assault, shelled, &[troops], &[bergen]);
    let twice = scene.resolve();
    assert_eq!(twice.events.len(), 1, "{:#?}", twice.events);
    assert_eq!(twice.events[0].vouched_by, [Voucher::Report(true)]);
}

#[test]
fn hearsay_is_unsourced() {
    let mut scene = Scene::new(
        "2024-05-08",
        "Troops/NOUNS/3/nsubj reportedly/ADV/3/advmod shelled/PAST/0/root Bergen/PROPN/3/obj/B-LOC",
    );
    let (troops, shelled, bergen) = (scene.token("Troops", 0), scene.token("shelled", 0), scene.token("Bergen", 0));
    let reportedly = TokenSpan::one(scene.token("reportedly", 0));
    scene.event(EventType::Assault, shelled, &[troops], &[bergen]).unsourced = Some(reportedly);
    let found = scene.resolve();
    let [Voucher::Unsourced(span)] = found.events[0].vouched_by[..] else { panic!("{:?}", found.events[0].vouched_by) };
    assert_eq!(scene.text(span), "reportedly");
}

#[test]
fn an_attempt_stays_one_when_later_words_call_it_the_attack() {
    let mut scene = Scene::new(
        "2024-05-08",
        "Rebels/NOUNS/2/nsubj tried/PAST/0/root to/PART/4/mark kill/VERB/2/xcomp Jon/PROPN/4/obj/B-PER Arnarson/PROPN/5/flat/I-PER
        The/DET/2/det attack/NOUN/3/nsubj failed/PAST/0/root",
    );
    let (rebels, kill, jon) = (scene.token("Rebels", 0), scene.token("kill", 0), scene.token("Jon", 0));
    let tried = TokenSpan::one(scene.token("tried", 0));
    let event = scene.event(EventType::Assault, kill, &[rebels], &[jon]);
    event.factuality = Factuality::Attempted;
    event.factuality_cue = Some(tried);
    event.mode = Some("assassinate".to_owned());
    let attack = scene.token("attack", 0);
    scene.event(EventType::Assault, attack, &[], &[]);
    let found = scene.resolve();
    assert_eq!(found.events.len(), 1, "{:#?}", found.events);
    assert_eq!(
        (found.events[0].factuality, found.events[0].mode.as_deref()),
        (Factuality::Attempted, Some("assassinate"))
    );
    assert_eq!(found.events[0].factuality_cue.map(|span| scene.text(span)), Some("tried"));
}

#[test]
fn other_victims_make_another_event() {
    let mut scene = Scene::new(
        "2024-05-08",
        "Norway/PROPN/2/nsubj/B-LOC condemned/PAST/0/root Iceland/PROPN/2/obj/B-LOC
        Norway/PROPN/2/nsubj/B-LOC condemned/PAST/0/root Sweden/PROPN/2/obj/B-LOC",
    );
    for (nth, whom) in [(0, "Iceland"), (1, "Sweden")] {
        let (norway, condemned, whom) =
            (scene.token("Norway", nth), scene.token("condemned", nth), scene.token(whom, 0));
        scene.event(EventType::Accuse, condemned, &[norway], &[whom]);
    }
    assert_eq!(scene.resolve().events.len(), 2);
}

#[test]
fn mentions_outside_the_analysis_are_passed_over() {
    let mut scene = Scene::new("2024-05-08", "Norway/PROPN/2/nsubj/B-LOC left/PAST/0/root");
    let beyond = Mention { tokens: TokenSpan::new(7, 9), head: 40 };
    scene.event(EventType::Retreat, 1, &[0], &[]).recipients = vec![beyond];
    scene.event(EventType::Retreat, 12, &[0], &[]);
    let found = scene.resolve();
    assert_eq!(found.events.len(), 1);
    assert!(found.events[0].recipients.is_empty());
}

/// Officials blame rebels for a bombing; how many it wounded stands in a clause behind it.
fn blamed(clause: &str) -> Vec<Voucher> {
    let mut scene = Scene::new(
        "2024-05-08",
        &format!(
            "Danish/ADJ/2/amod/B-GROUP officials/NOUNS/3/nsubj blamed/PAST/0/root rebels/NOUNS/3/obj for/ADP/7/case the/DET/7/det bombing/NOUN/3/obl {clause}"
        ),
    );
    let (bombing, two) = (scene.at("bombing"), TokenSpan::one(scene.at("two")));
    scene.says(scene.at("officials"), scene.at("blamed"), scene.at("rebels"), scene.at("wounded"));
    let figure =
        FigureMention { kind: FigureKind::Injured, low: Some(2), high: Some(2), approximate: false, tokens: two };
    scene.event(EventType::Assault, bombing, &[scene.at("rebels")], &[]).figures = vec![figure];
    scene.resolve().events[0].figures[0].vouched_by.clone()
}

#[test]
fn what_the_report_adds_to_a_thing_that_is_blamed_is_the_reports() {
    let aside = ",/PUNCT/13/punct in/ADP/10/case which/PRON/13/obl two/NUM/12/nummod soldiers/NOUNS/13/nsubj:pass wounded/PAST/7/acl:relcl";
    assert_eq!(blamed(aside), [Voucher::Report(true)]);
    let within = "that/PRON/11/nsubj two/NUM/10/nummod soldiers/NOUNS/11/obj wounded/PAST/7/acl:relcl";
    assert_eq!(
        blamed(within),
        [Voucher::Statement("s1".to_owned())],
        "what is told without a comma is part of the blame"
    );
}

#[test]
fn a_headline_does_not_say_whose_figure_it_is_where_the_body_does() {
    let mut scene = Scene::new(
        "2024-05-08",
        "Bomb/NOUN/2/nsubj Kills/VERB/0/root Nine/NUM/2/obj
        Police/NOUN/2/nsubj said/PAST/0/root a/DET/4/det bomb/NOUN/5/nsubj killed/PAST/2/ccomp nine/NUM/5/obj in/ADP/8/case Bergen/PROPN/5/obl/B-LOC",
    );
    scene.report.title = Some("Bomb Kills Nine".to_owned());
    scene.says(scene.at("Police"), scene.at("said"), scene.at("bomb"), scene.at("Bergen"));
    for (verb, count) in [("Kills", "Nine"), ("killed", "nine")] {
        let tokens = TokenSpan::one(scene.at(count));
        let figure =
            FigureMention { kind: FigureKind::Killed, low: Some(9), high: Some(9), approximate: false, tokens };
        scene.tells(EventType::Assault, verb, &[], &[count]).figures = vec![figure];
    }
    let found = scene.resolve();
    assert_eq!(found.events.len(), 1, "{:#?}", found.events);
    assert_eq!(found.events[0].figures[0].vouched_by, [Voucher::Statement("s1".to_owned())]);
}
