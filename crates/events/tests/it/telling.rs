//! Factuality, figures, places and dates.

use crate::check;

#[test]
fn negation_modality_plans_and_attempts() {
    check(
        "The::D:2:det army::N:5:nsubj did:do:X:5:aux not::T:5:advmod attack::V:0:root the::D:7:det rebels:rebel:N:5:obj .::.:5:punct",
        &["ASSAULT | The army > the rebels | denied (not)"],
    );
    check(
        "The::D:2:det army::N:4:nsubj may::X:4:aux attack::V:0:root the::D:6:det rebels:rebel:N:4:obj .::.:4:punct",
        &["ASSAULT | The army > the rebels | possible (may)"],
    );
    check(
        "Kenya:Kenya:P:3:nsubj@LOC will::X:3:aux deploy::V:0:root troops:troop:N:3:obj .::.:3:punct",
        &["MOBILIZE troops | Kenya > - | planned (will)"],
    );
    check(
        "Gunmen:gunman:N:2:nsubj tried:try:V:0:root to::T:4:mark kidnap::V:2:xcomp:VerbForm=Inf the::D:6:det judge::N:4:obj .::.:2:punct",
        &["ASSAULT abduct | Gunmen > the judge | attempted (tried)"],
    );
    check(
        "Police::N:2:nsubj foiled:foil:V:0:root an::D:4:det attack::N:2:obj by::I:6:case rebels:rebel:N:4:nmod .::.:2:punct",
        &["ASSAULT | rebels > - | attempted (foiled)"],
    );
    check(
        "Norway:Norway:P:3:nsubj@LOC to::T:3:mark host::V:0:root Thai:thai:A:5:amod@GROUP leaders:leader:N:3:obj",
        &["CONSULT visit | Thai leaders > Norway | planned (to)"],
    );
    check(
        "Ministers:minister:N:2:nsubj said:say:V:0:root Chad:Chad:P:5:nsubj@LOC would::X:5:aux deploy::V:2:ccomp troops:troop:N:5:obj .::.:2:punct",
        &["MOBILIZE troops | Chad > - | planned (would)"],
    );
}

#[test]
fn figures_have_bounds() {
    check(
        "Gunmen:gunman:N:2:nsubj killed:kill:V:0:root at::I:4:case least::A:5:advmod six::#:6:nummod soldiers:soldier:N:2:obj .::.:2:punct",
        &["ASSAULT firearms | Gunmen > at least six soldiers | happened | killed 6.."],
    );
    check(
        "The::D:2:det blast::N:3:nsubj wounded:wound:V:0:root between::I:5:case 10::#:8:nummod and::C:7:cc 15::#:5:conj guards:guard:N:3:obj .::.:3:punct",
        &["ASSAULT explosives | - > between 10 and 15 guards | happened | injured 10..15"],
    );
    // The tree may hang the second number from the first; the verb before it says what it counts.
    check(
        "Rebels:rebel:N:2:nsubj killed:kill:V:0:root six::#:4:nummod guards:guard:N:2:obj and::C:7:cc wounding:wound:V:7:dep:VerbForm=Part|Tense=Pres nine::#:4:conj .::.:2:punct",
        &["ASSAULT | Rebels > six guards | happened | killed 6..6 | injured 9..9"],
    );
    check(
        "Police::N:2:nsubj arrested:arrest:V:0:root dozens:dozen:N:2:obj of::I:5:case students:student:N:3:nmod .::.:2:punct",
        &["COERCE arrest | Police > students | happened | detained 24.."],
    );
    check(
        "Rebels:rebel:N:2:nsubj killed:kill:V:0:root a::D:4:det judge::N:2:obj .::.:2:punct",
        &["ASSAULT assassinate | Rebels > a judge | happened | killed 1..1"],
    );
    check(
        "Rebels:rebel:N:2:nsubj fired:fire:V:0:root about::B:5:advmod a::D:5:det dozen::N:6:nummod rockets:rocket:N:2:obj at::I:9:case the::D:9:det army::N:2:obl .::.:2:punct",
        &["ASSAULT heavy-weapons | Rebels > the army | happened | weapons ~12..12"],
    );
    check(
        "Canada:Canada:P:2:nsubj@LOC donated:donate:V:0:root 1.2::#:2:obj million::#:3:flat dollars:dollar:N:3:nmod to::I:7:case refugees:refugee:N:2:obl .::.:2:punct",
        &["AID | Canada > refugees | happened"],
    );
}

#[test]
fn figures_of_a_part_are_not_added() {
    let killed = "Gunmen:gunman:N:2:nsubj killed:kill:V:0:root";
    check(
        &format!(
            "{killed} thirty::#:4:nummod guards:guard:N:2:obj ,::.:8:punct including:include:V:8:case twelve::#:8:nummod women:woman:N:4:nmod .::.:2:punct"
        ),
        &["ASSAULT firearms | Gunmen > thirty guards | happened | killed 30..30"],
    );
    check(
        &format!("{killed} 15::#:2:obj of::I:7:case the::D:7:det 40::#:7:nummod guards:guard:N:3:nmod .::.:2:punct"),
        &["ASSAULT firearms | Gunmen > the 40 guards | happened | killed 15..15"],
    );
    check(
        &format!("{killed} four::#:4:nummod guards:guard:N:2:obj and::C:7:cc a::D:7:det driver::N:4:conj .::.:2:punct"),
        &["ASSAULT firearms | Gunmen > four guards, a driver | happened | killed 5..5"],
    );
    check(
        "The::D:2:det blast::N:3:nsubj killed:kill:V:0:root six::#:5:nummod guards:guard:N:3:obj and::C:7:cc wounded:wounded:A:5:conj nine::#:5:conj .::.:3:punct",
        &["ASSAULT explosives | - > six guards | happened | killed 6..6 | injured 9..9"],
    );
}

#[test]
fn lives_are_lost_and_taken() {
    check(
        "The::D:2:det shelling::N:3:nsubj took:take:V:0:root the::D:5:det lives:life:N:3:obj of::I:8:case three::#:8:nummod farmers:farmer:N:5:nmod .::.:3:punct",
        &["ASSAULT heavy-weapons | - > three farmers | happened | killed 3..3"],
    );
    check(
        "Five::#:2:nummod farmers:farmer:N:3:nsubj lost:lose:V:0:root their::R:5:nmod/poss lives:life:N:3:obj when::B:8:advmod rebels:rebel:N:8:nsubj attacked:attack:V:3:advcl the::D:10:det village::N:8:obj .::.:3:punct",
        &["ASSAULT | rebels > the village | happened | killed 5..5"],
    );
}

#[test]
fn place_and_date_stand_in_the_own_clause() {
    check(
        "Police::N:2:nsubj said:say:V:0:root on::I:4:case Monday:Monday:P:2:obl that::S:7:mark gunmen:gunman:N:7:nsubj attacked:attack:V:2:ccomp a::D:9:det judge::N:7:obj in::I:11:case Quito:Quito:P:7:obl@LOC on::I:13:case Sunday:Sunday:P:7:obl .::.:2:punct",
        &["ASSAULT firearms | gunmen > a judge | happened | in Quito | on Sunday"],
    );
}

#[test]
fn nobody_vouches_for_alleged_deeds() {
    check(
        "Guards:guard:N:3:nsubj allegedly::B:3:advmod tortured:torture:V:0:root the::D:5:det monk::N:3:obj .::.:3:punct",
        &["ASSAULT torture | Guards > the monk | happened | unsourced"],
    );
}

#[test]
fn more_ways_to_hedge() {
    check(
        "Norway:Norway:P:2:nsubj@LOC plans:plan:V:0:root to::T:4:mark deploy::V:2:xcomp:VerbForm=Inf troops:troop:N:4:obj .::.:2:punct",
        &["MOBILIZE troops | Norway > - | planned (plans)"],
    );
    check(
        "If::S:3:mark rebels:rebel:N:3:nsubj attack::V:6:advcl police::N:6:nsubj will::X:6:aux march::V:0:root .::.:6:punct",
        &["ASSAULT | rebels > - | possible (If)", "PROTEST demo | police > - | planned (will)"],
    );
    check(
        "The::D:2:det planned:planned:A:3:amod visit::N:6:nsubj of::I:5:case ministers:minister:N:3:nmod failed:fail:V:0:root .::.:6:punct",
        &["CONSULT visit | ministers > - | planned (planned)"],
    );
    check(
        "An::D:3:det assassination::N:3:compound attempt::N:8:nsubj on::I:6:case the::D:6:det premier::N:3:nmod was:be:X:8:aux/pass reported:report:V:0:root:VerbForm=Part .::.:8:punct",
        &["ASSAULT assassinate | - > the premier | attempted (attempt)"],
    );
    check(
        "Rebels:rebel:N:4:nsubj have::X:4:aux never::B:4:advmod attacked:attack:V:0:root monks:monk:N:4:obj .::.:4:punct",
        &["ASSAULT | Rebels > monks | denied (never)"],
    );
}

#[test]
fn deaths_told_beside_the_deed() {
    check(
        "The::D:2:det attack::N:6:nsubj by::I:4:case rebels:rebel:N:2:nmod has::X:6:aux left:leave:V:0:root 12::#:8:nummod guards:guard:N:6:obj dead::A:6:xcomp .::.:6:punct",
        &["ASSAULT | rebels > 12 guards | happened | killed 12..12"],
    );
    check(
        "More::A:3:advmod than::I:1:fixed 100::#:4:nummod people::N:5:nsubj died:die:V:0:root in::I:7:case clashes:clash:N:5:obl between::I:9:case clans:clan:N:7:nmod .::.:5:punct",
        &["ASSAULT | clans > - | happened | killed 100.."],
    );
    check(
        "The::D:2:det army::N:3:nsubj killed:kill:V:0:root two::#:5:nummod rebels:rebel:N:3:obj and::C:7:cc wounded:wound:V:3:conj several::A:9:amod others:other:N:7:obj .::.:3:punct",
        &[
            "ASSAULT | The army > two rebels | happened | killed 2..2",
            "ASSAULT | The army > several others | happened | injured 3..",
        ],
    );
}

#[test]
fn dates_in_many_forms() {
    let date = |words: &str, told: &str| {
        check(
            &format!("Rebels:rebel:N:2:nsubj attacked:attack:V:0:root police::N:2:obj {words} .::.:2:punct"),
            &[&format!("ASSAULT | Rebels > police | happened | on {told}")],
        );
    };
    date("yesterday::N:2:obl/tmod", "yesterday");
    date("last::A:5:amod week::N:2:obl/tmod", "last week");
    date("on::I:5:case 9::#:2:obl September:September:P:5:nmod", "9 September");
    date("on::I:5:case September:September:P:2:obl 9::#:5:nummod ,:,:.:8:punct 2025::#:5:nummod", "September 9 , 2025");
    date("in::I:5:case 2003::#:2:obl", "2003");
}

#[test]
fn the_word_behind_a_number_says_what_it_counts() {
    check(
        "A::D:2:det blast::N:5:nsubj by::I:4:case rebels:rebel:N:2:nmod left:leave:V:0:root four::#:7:nummod dead::A:5:xcomp and::C:9:cc nine::#:7:conj wounded:wounded:A:9:amod .::.:5:punct",
        &["ASSAULT explosives | rebels > - | happened | killed 4..4 | injured 9..9"],
    );
    check(
        "Rebels:rebel:N:2:nsubj killed:kill:V:0:root six::#:4:nummod ferrymen:ferryman:N:2:obj .::.:2:punct",
        &["ASSAULT | Rebels > - | happened | killed 6..6"],
    );
    check(
        "Guards:guard:N:2:nsubj shot:shoot:V:0:root dead::A:2:xcomp two::#:5:nummod robbers:robber:N:2:obj .::.:2:punct",
        &["ASSAULT firearms | Guards > two robbers | happened | killed 2..2"],
    );
    check(
        "Guards:guard:N:2:nsubj shot:shoot:V:0:root at::I:5:case two::#:5:nummod robbers:robber:N:2:obl .::.:2:punct",
        &["ASSAULT firearms | Guards > two robbers | happened"],
    );
}

#[test]
fn ordinal_days_are_dates_and_a_paper_is_none() {
    check(
        "On::I:3:case June:June:P:3:compound 16th::A:5:obl gunmen:gunman:N:5:nsubj attacked:attack:V:0:root a::D:7:det judge::N:5:obj .::.:5:punct",
        &["ASSAULT firearms | gunmen > a judge | happened | on June 16th"],
    );
    check(
        "Gunmen:gunman:N:2:nsubj attacked:attack:V:0:root a::D:4:det judge::N:2:obj two::#:6:nummod days:day:N:7:obl earlier:early:B:2:advmod .::.:2:punct",
        &["ASSAULT firearms | Gunmen > a judge | happened | on two days earlier"],
    );
    check(
        "Gunmen:gunman:N:2:nsubj attacked:attack:V:0:root Oslo:Oslo:P:4:compound@ORG Today:Today:P:2:obj@I .::.:2:punct",
        &["ASSAULT firearms | Gunmen > Oslo Today | happened"],
    );
}

#[test]
fn nobody_denies_and_going_on_strike_is_told_by_its_verb() {
    check(
        "No:no:D:2:det rebels:rebel:N:3:nsubj attacked:attack:V:0:root the::D:5:det army::N:3:obj .::.:3:punct",
        &["ASSAULT | No rebels > the army | denied (No)"],
    );
    check(
        "Nurses:nurse:N:3:nsubj will::X:3:aux go::V:0:root on::I:5:case strike::N:3:obl .::.:3:punct",
        &["PROTEST strike | Nurses > - | planned (will)"],
    );
}

#[test]
fn the_only_day_of_a_sentence_is_its_events_unless_a_clause_parts_them() {
    check(
        "Troops:troop:N:2:nsubj attacked:attack:V:0:root the::D:4:det rebels:rebel:N:2:obj after::I:6:mark crossing:cross:V:2:advcl:VerbForm=Ger the::D:8:det river::N:6:obj on::I:10:case Friday:Friday:P:6:obl .::.:2:punct",
        &["ASSAULT | Troops > the rebels | happened | on Friday"],
    );
    check(
        "Troops:troop:N:2:nsubj attacked:attack:V:0:root the::D:4:det rebels:rebel:N:2:obj who::R:6:nsubj crossed:cross:V:4:acl/relcl the::D:8:det river::N:6:obj on::I:10:case Friday:Friday:P:6:obl .::.:2:punct",
        &["ASSAULT | Troops > the rebels | happened"],
    );
    // What is to come has a day of its own.
    check(
        "Troops:troop:N:2:nsubj made:make:V:0:root on::I:4:case Friday:Friday:P:2:obl a::D:6:det plan::N:2:obj to::T:8:mark attack::V:6:acl:VerbForm=Inf the::D:10:det rebels:rebel:N:8:obj .::.:2:punct",
        &["ASSAULT | Troops > the rebels | planned (plan)"],
    );
}

#[test]
fn what_is_sent_none_of_or_judged_untrue_is_denied() {
    check(
        "Egypt:Egypt:P:2:nsubj@LOC bombed:bomb:V:0:root no::D:4:det rebels:rebel:N:2:obj .::.:2:punct",
        &["ASSAULT explosives | Egypt > no rebels | denied (no)"],
    );
    check(
        "Neither:neither:C:2:cc/preconj Egypt:Egypt:P:5:nsubj@LOC nor::C:4:cc Chad:Chad:P:2:conj@LOC bombed:bomb:V:0:root the::D:7:det rebels:rebel:N:5:obj .::.:5:punct",
        &["ASSAULT explosives | Egypt, Chad > the rebels | denied (Neither)"],
    );
    let judged = |adjective: &str, not: &str, told: &str| {
        check(
            &format!(
                "It:it:R:4:expl is:be:X:4:cop {not} {adjective}::A:0:root that::S:7:mark Egypt:Egypt:P:7:nsubj@LOC bombed:bomb:V:4:csubj the::D:9:det rebels:rebel:N:7:obj .::.:4:punct"
            ),
            &[&format!("ASSAULT explosives | Egypt > the rebels | {told}")],
        );
    };
    judged("true", "not::T:4:advmod", "denied (true)");
    judged("true", "indeed::B:4:advmod", "happened");
    judged("false", "quite::B:4:advmod", "denied (false)");
    judged("unclear", "still::B:4:advmod", "possible (unclear)");
    judged("possible", "quite::B:4:advmod", "possible (possible)");
}

#[test]
fn a_few_dozen_are_dozens() {
    let detained = |words: &str, low: &str| {
        check(
            &format!("Police::N:2:nsubj arrested:arrest:V:0:root {words} students:student:N:2:obj .::.:2:punct"),
            &[&format!("COERCE arrest | Police > {} students | happened | detained {low}..", plain(words))],
        );
    };
    fn plain(words: &str) -> String {
        words.split(' ').map(|word| word.split(':').next().unwrap_or("")).collect::<Vec<_>>().join(" ")
    }
    detained("a::D:6:det few::A:6:amod dozen::N:6:nummod", "24");
    detained("several::A:5:amod hundred::#:5:nummod", "200");
    detained("several::A:4:amod", "3");
}
