//! Words that the report gives in its own.

use crate::check;

#[test]
fn a_clause_with_that_or_without() {
    check(
        "Ann|P2nsubj@PER said/say|V0root that|S6mark the|D5det dam|N6nsubj held/hold|V2ccomp .|.2punct",
        &["Ann | said | the dam held | indirect"],
    );
    check(
        "The|D2det ministry|N3nsubj said/say|V0root on|I5case Monday|P3obl rain|N7nsubj fell/fall|V3ccomp .|.3punct",
        &["The ministry | said | rain fell | indirect"],
    );
}

#[test]
fn a_clause_before_the_cue_or_around_it() {
    check(
        "The|D2det dam|N3nsubj held/hold|V0root ,|.3punct Ann|P6nsubj@PER said/say|V3parataxis .|.3punct",
        &["Ann | said | The dam held | indirect"],
    );
    check(
        "The|D2det dam|N6nsubj ,|.5punct Ann|P5nsubj@PER said/say|V6parataxis held/hold|V0root .|.6punct",
        &["Ann | said | The dam ~ held | indirect"],
    );
}

#[test]
fn quoted_words_among_it_make_it_mixed() {
    check(
        "Ann|P2nsubj@PER said/say|V0root the|D4det dam|N7nsubj \"|.7punct barely|B7advmod held/hold|V2ccomp \"|.7punct .|.2punct",
        &["Ann | said | the dam \"barely held\" | mixed"],
    );
}

#[test]
fn hearers_are_told() {
    check(
        "Ann|P2nsubj@PER told/tell|V0root reporters/reporter|N2obj that|S6mark rain|N6nsubj fell/fall|V2ccomp .|.2punct",
        &["Ann | told | rain fell | indirect | to reporters"],
    );
}

#[test]
fn passives_have_nobody_who_speaks() {
    check(
        "The|D2det queen|N4nsubj:pass was/be|X4aux:pass reported/report|V0root to|T8mark be|X8cop very|B8advmod ill|A4xcomp .|.4punct",
        &["- | reported | The queen ~ to be very ill | indirect"],
    );
    check(
        "It|R3expl is/be|X3aux:pass said/say|V0root that|S6mark rain|N6nsubj fell/fall|V3ccomp .|.3punct",
        &["- | said | rain fell | indirect"],
    );
    check(
        "It|R3expl was/be|X3aux:pass announced/announce|V0root by|I5case Ann|P3obl:agent@PER that|S8mark rain|N8nsubj fell/fall|V3ccomp .|.3punct",
        &["Ann | announced | rain fell | indirect"],
    );
}

#[test]
fn those_who_are_quoted_speak() {
    check(
        "Ann|P3nsubj:pass@PER was/be|X3aux:pass quoted/quote|V0root as|S5mark saying/say|V3advcl that|S8mark rain|N8nsubj fell/fall|V5ccomp .|.3punct",
        &["Ann | saying | rain fell | indirect"],
    );
}

#[test]
fn according_to() {
    check(
        "According/accord|V3case to|I1fixed Ann|P7obl@PER ,|.3punct the|D6det dam|N7nsubj held/hold|V0root .|.7punct",
        &["Ann | According to | the dam held | indirect"],
    );
    check(
        "The|D2det dam|N3nsubj held/hold|V0root ,|.7punct according/accord|V7case to|I5fixed Ann|P3obl@PER .|.3punct",
        &["Ann | according to | The dam held | indirect"],
    );
    check(
        "The|D2det dam|N8nsubj ,|.6punct according/accord|V6case to|I4fixed Ann|P8obl@PER ,|.6punct held/hold|V0root .|.8punct",
        &["Ann | according to | The dam ~ held | indirect"],
    );
}

#[test]
fn reports_without_an_owner_are_nobodys() {
    check(
        "According/accord|V3case to|I1fixed reports/report|N6obl%Number=Plur ,|.3punct rain|N6nsubj fell/fall|V0root .|.6punct",
        &["- | According to | rain fell | indirect"],
    );
}

#[test]
fn joined_speakers_make_a_statement_each() {
    check(
        "Ann|P4nsubj@PER and|C3cc Bill|P1conj@PER said/say|V0root rain|N6nsubj fell/fall|V4ccomp .|.4punct",
        &["Ann | said | rain fell | indirect", "Bill | said | rain fell | indirect"],
    );
}

#[test]
fn joined_cues_share_their_subject() {
    check(
        "Ann|P2nsubj@PER said/say|V0root rain|N4nsubj fell/fall|V2ccomp and|C6cc added/add|V2conj that|S9mark dams/dam|N9nsubj held/hold|V6ccomp .|.2punct",
        &["Ann | said | rain fell | indirect", "Ann | added | dams held | indirect"],
    );
}

#[test]
fn a_relative_clause_has_its_noun_speak() {
    check(
        "Ann|P7nsubj@PER ,|.4punct who|R4nsubj said/say|V1acl:relcl rain|N6nsubj fell/fall|V4ccomp left/leave|V0root .|.7punct",
        &["Ann | said | rain fell | indirect"],
    );
}

#[test]
fn accusations_denials_and_vows() {
    check(
        "Ann|P2nsubj@PER accused/accuse|V0root the|D4det mayor|N2obj of|S6mark hiding/hide|V2advcl the|D8det leak|N6obj .|.2punct",
        &["Ann | accused | hiding the leak | indirect"],
    );
    check(
        "The|D2det mayor|N3nsubj denied/deny|V0root any|D6det known/know|A6amod leak|N3obj .|.3punct",
        &["The mayor | denied | any known leak | indirect"],
    );
    check(
        "The|D2det mayor|N3nsubj denied/deny|V0root hiding/hide|V3xcomp%VerbForm=Ger the|D6det leak|N4obj .|.3punct",
        &["The mayor | denied | hiding the leak | indirect"],
    );
    check(
        "The|D2det mayor|N3nsubj vowed/vow|V0root to|T5mark repair|V3xcomp it|R5obj .|.3punct",
        &["The mayor | vowed | to repair it | indirect"],
    );
    check(
        "Ann|P2nsubj@PER warned/warn|V0root of|I4case floods/flood|N2obl .|.2punct",
        &["Ann | warned | floods | indirect"],
    );
}

#[test]
fn thoughts_of_somebody_count() {
    check(
        "Experts/expert|N2nsubj fear|V0root the|D4det dam|N6nsubj will|X6aux burst|V2ccomp .|.2punct",
        &["Experts | fear | the dam will burst | indirect | anonymous"],
    );
}

#[test]
fn what_is_not_said_is_no_statement() {
    check(
        "Ann|P4nsubj@PER did/do|X4aux not|T4advmod say|V0root that|S7mark rain|N7nsubj fell/fall|V4ccomp .|.4punct",
        &[],
    );
    check(
        "Ann|P2nsubj@PER refused/refuse|V0root to|T4mark say|V2xcomp whether|S7mark rain|N7nsubj fell/fall|V4ccomp .|.2punct",
        &[],
    );
    check(
        "If|S3mark Ann|P3nsubj@PER says/say|V7advcl rain|N5nsubj fell/fall|V3ccomp we|R7nsubj wait|V0root .|.7punct",
        &[],
    );
    check("Ann|P3nsubj@PER is/be|X3cop tired|A0root .|.3punct", &[]);
    check("Ann|P2nsubj@PER called/call|V0root for|I4case calm|N2obl .|.2punct", &[]);
}

#[test]
fn adverbs_report_their_clause() {
    check(
        "The|D2det troops/troop|N5nsubj were/be|X5aux reportedly|B5advmod planning/plan|V0root a|D7det coup|N5obj .|.5punct",
        &["- | reportedly | The troops were ~ planning a coup | indirect"],
    );
    check(
        "He|R3nsubj allegedly|B3advmod stole/steal|V0root it|R3obj .|.3punct",
        &["- | allegedly | He ~ stole it | indirect"],
    );
    check("The|D4det allegedly|B3advmod corrupt|A4amod mayor|N5nsubj left/leave|V0root .|.5punct", &[]);
}

#[test]
fn a_phrase_at_the_border_holds_for_the_whole_sentence() {
    check(
        "According/accord|V4case to|I1fixed the|D4det treasurer|N12obl ,|.6punct Ann|P4appos@PER Bell|P6flat@-PER ,|.4punct the|D10det dam|N12nsubj has|X12aux held/hold|V0root .|.12punct",
        &["the treasurer, Ann Bell | According to | the dam has held | indirect"],
    );
    check(
        "The|D2det dam|N3nsubj held/hold|V0root ,|.5punct sparing/spare|V3advcl towns/town|N5obj ,|.9punct according/accord|V10case to|I8fixed Ann|P5obl@PER .|.3punct",
        &["Ann | according to | The dam held, sparing towns | indirect"],
    );
}

#[test]
fn an_outlet_that_is_only_named_passes_the_words_on() {
    check(
        "According/accord|V3case to|I1fixed Reuters|P6obl@ORG ,|.3punct Ann|P6nsubj@PER said/say|V0root rain|N8nsubj fell/fall|V6ccomp .|.6punct",
        &["Ann | said | rain fell | indirect | via Reuters"],
    );
}

#[test]
fn the_next_cue_ends_a_clause() {
    check(
        "Ann|P2nsubj@PER said/say|V0root rain|N4nsubj fell/fall|V2ccomp ,|.6punct adding/add|V4advcl that|S9mark dams/dam|N9nsubj held/hold|V6ccomp .|.2punct",
        &["Ann | said | rain fell | indirect", "Ann | adding | dams held | indirect"],
    );
    check(
        "Ann|P2nsubj@PER said/say|V0root rain|N4nsubj fell/fall|V2ccomp ,|.8punct although|S8mark others/other|N8nsubj doubt|V4advcl it|R8obj .|.2punct",
        &["Ann | said | rain fell | indirect"],
    );
    check(
        "Ann|P2nsubj@PER said/say|V0root the|D4det dam|N5nsubj held/hold|V2ccomp :|.10punct \"|.10punct We|R10nsubj will|X10aux wait|V5parataxis .|.10punct \"|.10punct",
        &["Ann | said | the dam held | indirect", "Ann | - | \"We will wait.\" | direct"],
    );
}

#[test]
fn own_words_inside_a_quotation_and_polls_are_no_statements() {
    check(
        "\"|.3punct I|R3nsubj think|V0root rain|N5nsubj fell/fall|V3ccomp ,|.3punct \"|.3punct said/say|V3parataxis Ann|P8nsubj@PER .|.3punct",
        &["Ann | said | \"I think rain fell,\" | direct"],
    );
    check(
        "According/accord|V4case to|I1fixed a|D4det poll|N7obl ,|.4punct rain|N7nsubj fell/fall|V0root .|.7punct",
        &[],
    );
}

#[test]
fn those_who_are_quoted_by_name_speak() {
    check(
        "Reuters|P2nsubj@ORG quoted/quote|V0root Ann|P2obj@PER as|S5mark saying/say|V2advcl rain|N7nsubj fell/fall|V5ccomp .|.2punct",
        &["Ann | saying | rain fell | indirect | via Reuters"],
    );
}

#[test]
fn a_title_and_a_name_are_one_speaker() {
    check(
        "Mayor|N3nsubj Ann|P3nsubj@PER said/say|V0root rain|N5nsubj fell/fall|V3ccomp .|.3punct",
        &["Mayor Ann | said | rain fell | indirect"],
    );
}

#[test]
fn headlines() {
    check(
        "Minister|N4nsubj :|.1punct Dam|N4nsubj held/hold|V0root\n\nRain|N2nsubj fell/fall|V0root .|.2punct",
        &["Minister | - | Dam held | indirect"],
    );
    check(
        "Dam|N2nsubj held/hold|V0root :|.4punct officials/official|N2parataxis\n\nRain|N2nsubj fell/fall|V0root .|.2punct",
        &["officials | - | Dam held | indirect | anonymous"],
    );
    check(
        "Dam|N2nsubj held/hold|V0root ,|.2punct says/say|V2parataxis Ann|P4nsubj@PER\n\nRain|N2nsubj fell/fall|V0root .|.2punct",
        &["Ann | says | Dam held | indirect"],
    );
    check(
        "Election|N0root 2010|M1nummod :|.1punct votes/vote|N5nsubj counted/count|V1parataxis\n\nRain|N2nsubj fell/fall|V0root .|.2punct",
        &[],
    );
}
