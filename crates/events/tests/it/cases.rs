//! Types and parties, by the shape of the sentence.

use crate::check;

#[test]
fn active_and_passive() {
    check(
        "Rebels:rebel:N:2:nsubj attacked:attack:V:0:root the::D:5:det army::N:5:compound post::N:2:obj .::.:2:punct",
        &["ASSAULT | Rebels > army | happened"],
    );
    check(
        "The::D:2:det mayor::N:4:nsubj/pass was:be:X:4:aux/pass arrested:arrest:V:0:root:VerbForm=Part by::I:6:case police::N:4:obl .::.:4:punct",
        &["COERCE arrest | police > The mayor | happened"],
    );
    check(
        "The::D:2:det port::N:4:nsubj/pass was:be:X:4:aux/pass shelled:shell:V:0:root:VerbForm=Part .::.:4:punct",
        &[],
    );
}

#[test]
fn relative_clauses_and_participles() {
    check(
        "Gunmen:gunman:N:0:root who::R:3:nsubj kidnapped:kidnap:V:1:acl/relcl the::D:5:det nuns:nun:N:3:obj .::.:1:punct",
        &["ASSAULT abduct | Gunmen > the nuns | happened"],
    );
    check(
        "Soldiers:soldier:N:5:nsubj firing:fire:V:1:acl:VerbForm=Part|Tense=Pres on::I:4:case protesters:protester:N:2:obl fled:flee:V:0:root .::.:5:punct",
        &["ASSAULT | Soldiers > protesters | happened"],
    );
    check(
        "The::D:2:det journalists:journalist:N:0:root detained:detain:V:2:acl:VerbForm=Part|Tense=Past by::I:5:case soldiers:soldier:N:3:obl .::.:2:punct",
        &["COERCE arrest | soldiers > The journalists | happened"],
    );
    check(
        "The::D:2:det envoy::N:0:root whom::R:5:obj the::D:5:det president::N:6:nsubj praised:praise:V:2:acl/relcl .::.:2:punct",
        &["SUPPORT | the president > The envoy | happened"],
    );
    // What stands right before the pronoun is described, though the tree has it otherwise.
    check(
        "The::D:2:det rebels:rebel:N:3:nsubj left::V:0:root the::D:5:det camp::N:3:obj that::R:8:obj Chad:Chad:P:8:nsubj@LOC proposed:propose:V:2:acl/relcl .::.:3:punct",
        &["REQUEST | Chad > - | happened"],
    );
}

#[test]
fn control_and_coordination() {
    check(
        "Police::N:2:nsubj entered:enter:V:0:root the::D:4:det office::N:2:obj and::C:6:cc arrested:arrest:V:2:conj two::#:8:nummod editors:editor:N:6:obj .::.:2:punct",
        &["COERCE arrest | Police > two editors | happened | detained 2..2"],
    );
    check(
        "Norway:Norway:P:4:nsubj@LOC and::C:3:cc Sweden:Sweden:P:1:conj@LOC condemned:condemn:V:0:root the::D:6:det junta::N:4:obj .::.:4:punct",
        &["ACCUSE disapprove | Norway, Sweden > the junta | happened"],
    );
    check(
        "The::D:2:det general::N:3:nsubj urged:urge:V:0:root the::D:5:det rebels:rebel:N:3:obj to::T:7:mark surrender::V:3:xcomp:VerbForm=Inf .::.:3:punct",
        &["REQUEST yield | The general > the rebels | happened"],
    );
    check(
        "The::D:2:det militia::N:3:nsubj vowed:vow:V:0:root to::T:5:mark attack::V:3:xcomp:VerbForm=Inf the::D:7:det police::N:5:obj .::.:3:punct",
        &["THREATEN violence | The militia > the police | happened"],
    );
}

#[test]
fn nouns_with_their_parties() {
    check(
        "Chad:Chad:P:3:nmod/poss@LOC 's::T:1:case attack::N:6:nsubj on::I:5:case rebels:rebel:N:3:nmod failed:fail:V:0:root .::.:6:punct",
        &["ASSAULT | Chad > rebels | happened"],
    );
    check(
        "Talks:talk:N:6:nsubj between::I:3:case Oman:Oman:P:1:nmod@LOC and::C:5:cc Iran:Iran:P:3:conj@LOC resumed:resume:V:0:root .::.:6:punct",
        &["CONSULT | Oman, Iran > - | happened"],
    );
    check(
        "Israeli:israeli:A:3:amod@GROUP air::N:3:compound strikes:strike:N:4:nsubj hit::V:0:root the::D:6:det militia::N:4:obj .::.:4:punct",
        &["ASSAULT aerial | Israeli > - | happened", "ASSAULT aerial | Israeli > the militia | happened"],
    );
    check(
        "The::D:2:det assassination::N:8:nsubj of::I:5:case the::D:5:det premier::N:2:nmod by::I:7:case rebels:rebel:N:2:nmod shocked:shock:V:0:root many::A:8:obj .::.:8:punct",
        &["ASSAULT assassinate | rebels > the premier | happened | killed 1..1"],
    );
    check(
        "Sanctions:sanction:N:4:nsubj against::I:3:case Belarus:Belarus:P:1:nmod@LOC continued:continue:V:0:root .::.:4:punct",
        &["SANCTION discontinue | - > Belarus | happened"],
    );
}

#[test]
fn light_verbs_lend_their_parties() {
    check(
        "The::D:2:det emir::N:3:nsubj paid:pay:V:0:root a::D:5:det visit::N:3:obj to::I:7:case Jordan:Jordan:P:5:nmod@LOC .::.:3:punct",
        &["CONSULT visit | The emir > Jordan | happened"],
    );
    check(
        "Serbia:Serbia:P:2:nsubj@LOC held:hold:V:0:root talks:talk:N:2:obj with::I:5:case Kosovo:Kosovo:P:3:nmod@LOC .::.:2:punct",
        &["CONSULT | Serbia, Kosovo > - | happened"],
    );
    check(
        "The::D:2:det senator::N:3:nsubj faces:face:V:0:root criticism::N:3:obj from::I:6:case unions:union:N:4:nmod .::.:3:punct",
        &["ACCUSE disapprove | unions > The senator | happened"],
    );
    check(
        "The::D:2:det minister::N:3:nsubj came:come:V:0:root under::I:5:case attack::N:3:obl .::.:3:punct",
        &["ASSAULT | - > The minister | happened"],
    );
}

#[test]
fn things_lead_to_their_owners() {
    check(
        "Police::N:2:nsubj raided:raid:V:0:root the::D:4:det office::N:2:obj of::I:7:case the::D:7:det union::N:4:nmod .::.:2:punct",
        &["COERCE seize | Police > the union | happened"],
    );
    check(
        "Dozens:dozen:N:4:nsubj of::I:3:case students:student:N:1:nmod protested:protest:V:0:root .::.:4:punct",
        &["PROTEST demo | students > - | happened"],
    );
    check("A::D:2:det storm::N:3:nsubj hit::V:0:root the::D:5:det coast::N:3:obj .::.:3:punct", &[]);
}

#[test]
fn an_accusation_and_what_it_says_are_two_events() {
    check(
        "Kenya:Kenya:P:2:nsubj@LOC accused:accuse:V:0:root the::D:4:det militia::N:2:obj of::S:6:mark shelling:shell:V:2:advcl:VerbForm=Ger villagers:villager:N:6:obj .::.:2:punct",
        &[
            "ACCUSE allege | Kenya > the militia | happened",
            "ASSAULT heavy-weapons | the militia > villagers | happened",
        ],
    );
}

#[test]
fn all_types_are_found() {
    check(
        "Canada:Canada:P:2:nsubj@LOC pledged:pledge:V:0:root tents:tent:N:2:obj to::I:6:case the::D:6:det refugees:refugee:N:2:obl .::.:2:punct",
        &["AGREE | Canada > the refugees | happened"],
    );
    check(
        "The::D:2:det rebels:rebel:N:3:nsubj declared:declare:V:0:root a::D:5:det ceasefire::N:3:obj .::.:3:punct",
        &["CONCEDE | The rebels > - | happened"],
    );
    check(
        "Spain:Spain:P:2:nsubj@LOC extradited:extradite:V:0:root the::D:4:det banker::N:2:obj to::I:6:case Peru:Peru:P:2:obl@LOC .::.:2:punct",
        &["COOPERATE | Spain > Peru | happened"],
    );
    check(
        "Kuwait:Kuwait:P:2:nsubj@LOC donated:donate:V:0:root food::N:2:obj to::I:5:case refugees:refugee:N:2:obl .::.:2:punct",
        &["AID | Kuwait > refugees | happened"],
    );
    check(
        "The::D:2:det minister::N:3:nsubj resigned:resign:V:0:root on::I:5:case Friday:Friday:P:3:obl .::.:3:punct",
        &["RETREAT resign | The minister > - | happened | on Friday"],
    );
    check(
        "The::D:2:det junta::N:3:nsubj rejected:reject:V:0:root talks:talk:N:3:obj .::.:3:punct",
        &["REJECT meet | The junta > - | happened"],
    );
    check(
        "Farmers:farmer:N:2:nsubj marched:march:V:0:root in::I:4:case Lima:Lima:P:2:obl@LOC .::.:2:punct",
        &["PROTEST demo | Farmers > - | happened | in Lima"],
    );
    check(
        "A::D:2:det court::N:3:nsubj sentenced:sentence:V:0:root the::D:5:det colonel::N:3:obj .::.:3:punct",
        &["SANCTION convict | A court > the colonel | happened"],
    );
    check(
        "Kenya:Kenya:P:2:nsubj@LOC deployed:deploy:V:0:root troops:troop:N:2:obj .::.:2:punct",
        &["MOBILIZE troops | Kenya > - | happened"],
    );
}

#[test]
fn more_verbs_for_cooperation() {
    check(
        "Peru:Peru:P:4:nsubj@LOC and::C:3:cc Chile:Chile:P:1:conj@LOC signed:sign:V:0:root a::D:6:det treaty::N:4:obj .::.:4:punct",
        &["SUPPORT | Peru, Chile > - | happened"],
    );
    check(
        "The::D:2:det chancellor::N:3:nsubj phoned:phone:V:0:root the::D:6:det Greek:greek:A:6:amod@GROUP premier::N:3:obj .::.:3:punct",
        &["CONSULT phone | The chancellor > the Greek premier | happened"],
    );
    check(
        "The::D:2:det navies:navy:N:3:nsubj shared:share:V:0:root intelligence::N:3:obj with::I:6:case Oman:Oman:P:3:obl@LOC .::.:3:punct",
        &["COOPERATE | The navies > Oman | happened"],
    );
    check(
        "Sweden:Sweden:P:2:nsubj@LOC granted:grant:V:0:root the::D:4:det dissident::N:2:iobj asylum::N:2:obj .::.:2:punct",
        &["AID | Sweden > the dissident | happened"],
    );
    check(
        "The::D:2:det coast::N:3:compound guard::N:4:nsubj rescued:rescue:V:0:root forty::#:6:nummod migrants:migrant:N:4:obj .::.:4:punct",
        &["AID | The coast guard > forty migrants | happened"],
    );
    check(
        "The::D:2:det rebels:rebel:N:3:nsubj released:release:V:0:root the::D:5:det hostages:hostage:N:3:obj .::.:3:punct",
        &["RETREAT release | The rebels > the hostages | happened"],
    );
    check(
        "Ethiopian:ethiopian:A:2:amod@GROUP troops:troop:N:3:nsubj pulled:pull:V:0:root out::I:3:compound/prt of::I:7:case the::D:7:det town::N:3:obl .::.:3:punct",
        &["RETREAT withdraw | Ethiopian troops > - | happened | in the town"],
    );
}

#[test]
fn who_is_asked_stands_in_the_clause() {
    check(
        "The::D:2:det court::N:3:nsubj demanded:demand:V:0:root that::S:7:mark the::D:6:det army::N:7:nsubj leave::V:3:ccomp .::.:3:punct",
        &["REQUEST yield | The court > the army | happened"],
    );
    check(
        "Amnesty:Amnesty:P:2:nsubj@ORG called:call:V:0:root on::I:5:case the::D:5:det king::N:2:obl to::T:7:mark reform::V:2:xcomp:VerbForm=Inf .::.:2:punct",
        &["REQUEST change | Amnesty > the king | happened"],
    );
    check(
        "Unions:union:N:2:nsubj called:call:V:0:root for::I:5:case new::A:5:amod elections:election:N:2:obl .::.:2:punct",
        &["REQUEST change | Unions > - | happened"],
    );
    check(
        "Brazil:Brazil:P:2:nsubj@LOC invited:invite:V:0:root the::D:5:det Thai:thai:A:5:amod@GROUP premier::N:2:obj .::.:2:punct",
        &["REQUEST meet | Brazil > the Thai premier | happened"],
    );
}

#[test]
fn courts_and_prosecutors() {
    check(
        "The::D:2:det senator::N:4:nsubj/pass was:be:X:4:aux/pass charged:charge:V:0:root:VerbForm=Part with::I:6:case fraud::N:4:obl .::.:4:punct",
        &["ACCUSE allege | - > The senator | happened"],
    );
    check(
        "The::D:2:det trial::N:6:nsubj of::I:5:case the::D:5:det dictator::N:2:nmod opened:open:V:0:root .::.:6:punct",
        &["ACCUSE allege | - > the dictator | happened"],
    );
    check(
        "An::D:2:det inquiry::N:6:nsubj into::I:5:case the::D:5:det police::N:2:nmod began:begin:V:0:root .::.:6:punct",
        &["ACCUSE investigate | - > the police | happened"],
    );
    check(
        "The::D:2:det jury::N:3:nsubj found:find:V:0:root the::D:5:det banker::N:3:obj guilty::A:3:xcomp .::.:3:punct",
        &["SANCTION convict | The jury > the banker | happened"],
    );
    check(
        "The::D:2:det tribe::N:3:nsubj filed:file:V:0:root a::D:5:det lawsuit::N:3:obj against::I:8:case the::D:8:det state::N:5:nmod .::.:3:punct",
        &["ACCUSE allege | The tribe > the state | happened"],
    );
}

#[test]
fn conflict_in_words_and_deeds() {
    check(
        "The::D:2:det general::N:3:nsubj threatened:threaten:V:0:root to::T:5:mark bomb::V:3:xcomp:VerbForm=Inf the::D:7:det town::N:5:obj .::.:3:punct",
        &["THREATEN violence | The general > - | happened"],
    );
    check(
        "Teachers:teacher:N:2:nsubj went:go:V:0:root on::I:4:case strike::N:2:obl .::.:2:punct",
        &["PROTEST strike | Teachers > - | happened"],
    );
    check(
        "Bahrain:Bahrain:P:2:nsubj@LOC cut::V:0:root ties:tie:N:2:obj with::I:5:case Qatar:Qatar:P:3:nmod@LOC .::.:2:punct",
        &["SANCTION discontinue | Bahrain > Qatar | happened"],
    );
    check(
        "The::D:2:det premier::N:3:nsubj sacked:sack:V:0:root his:he:R:5:nmod/poss minister::N:3:obj .::.:3:punct",
        &["SANCTION expel | The premier > his minister | happened"],
    );
    check(
        "The::D:2:det army::N:3:nsubj imposed:impose:V:0:root a::D:5:det curfew::N:3:obj on::I:8:case the::D:8:det city::N:3:obl .::.:3:punct",
        &["COERCE curfew | The army > the city | happened"],
    );
    check(
        "Rebels:rebel:N:2:nsubj clashed:clash:V:0:root with::I:5:case the::D:5:det army::N:2:obl in::I:7:case Kivu:Kivu:P:2:obl@LOC .::.:2:punct",
        &["ASSAULT | Rebels, the army > - | happened | in Kivu"],
    );
    check(
        "Police::N:2:nsubj fired:fire:V:0:root tear::N:4:compound gas::N:2:obj at::I:7:case the::D:7:det marchers:marcher:N:2:obl .::.:2:punct",
        &["ASSAULT crowd-control | Police > the marchers | happened"],
    );
    check(
        "The::D:2:det president::N:3:nsubj fired:fire:V:0:root the::D:5:det minister::N:3:obj .::.:3:punct",
        &["SANCTION expel | The president > the minister | happened"],
    );
    check(
        "A::D:3:det suicide::N:3:compound bombing::N:4:nsubj killed:kill:V:0:root nine::#:6:nummod pilgrims:pilgrim:N:4:obj .::.:4:punct",
        &["ASSAULT suicide-attack | - > nine pilgrims | happened | killed 9..9"],
    );
    check(
        "The::D:2:det rebels:rebel:N:3:nsubj took:take:V:0:root the::D:5:det tourists:tourist:N:3:obj hostage::N:3:xcomp .::.:3:punct",
        &["ASSAULT abduct | The rebels > the tourists | happened"],
    );
}

#[test]
fn what_is_only_demanded_or_promised_is_no_event() {
    check(
        "The::D:2:det rebels:rebel:N:3:nsubj demanded:demand:V:0:root the::D:5:det release::N:3:obj of::I:8:case their:they:R:8:nmod/poss leader::N:5:nmod .::.:3:punct",
        &["REQUEST yield | The rebels > - | happened"],
    );
}

#[test]
fn weather_sport_and_things_are_no_events() {
    check(
        "The::D:2:det striker::N:3:nsubj hit::V:0:root the::D:5:det post::N:3:obj .::.:3:punct",
        &["ASSAULT | The striker > - | happened"],
    );
    check("A::D:2:det flood::N:3:nsubj destroyed:destroy:V:0:root the::D:5:det bridge::N:3:obj .::.:3:punct", &[]);
    check("Prices:price:N:2:nsubj rallied:rally:V:0:root .::.:2:punct", &[]);
}

#[test]
fn whoever_is_named_not_to_be_meant_is_no_party() {
    check(
        "Rebels:rebel:N:2:nsubj attacked:attack:V:0:root police::N:2:obj ,::.:6:punct not::T:6:advmod soldiers:soldier:N:3:conj .::.:2:punct",
        &["ASSAULT | Rebels > police | happened"],
    );
}

#[test]
fn the_port_of_a_town_is_no_part_of_it_and_that_of_a_country_is() {
    let blocked = |place: &str, recipient: &str, row: &str| {
        check(
            &format!(
                "Rebels:rebel:N:2:nsubj attacked:attack:V:0:root the::D:4:det port::N:2:obj of::I:6:case {place}:{place}:P:4:nmod@LOC .::.:2:punct"
            ),
            &[&format!("ASSAULT | Rebels > {recipient} | happened{row}")],
        );
    };
    blocked("Piraeus", "-", " | in Piraeus");
    blocked("Malta", "Malta", "");
}
