//! Quoted words, with a cue and without.

use crate::check;

#[test]
fn the_cue_follows() {
    check(
        "\"|.4punct The|D3det dam|N4nsubj held/hold|V7ccomp ,|.4punct \"|.4punct said/say|V0root Ann|P7nsubj@PER Bell|P8flat@-PER .|.7punct",
        &["Ann Bell | said | \"The dam held,\" | direct"],
    );
    check(
        "\"|.3punct Nobody|R3nsubj knows/know|V0root ,|.3punct \"|.3punct she|R7nsubj said/say|V3parataxis .|.3punct",
        &["she | said | \"Nobody knows,\" | direct"],
    );
}

#[test]
fn the_cue_comes_first() {
    check(
        "Ann|P2nsubj@PER said/say|V0root :|.7punct \"|.7punct The|D6det dam|N7nsubj held/hold|V2ccomp .|.7punct \"|.7punct",
        &["Ann | said | \"The dam held.\" | direct"],
    );
    check(
        "Ann|P2nsubj@PER added/add|V0root ,|.6punct \"|.6punct We|R6nsubj wait|V2parataxis \"|.6punct .|.2punct",
        &["Ann | added | \"We wait\" | direct"],
    );
}

#[test]
fn the_cue_splits_it() {
    check(
        "\"|.4punct The|D3det dam|N4nsubj held/hold|V0root ,|.4punct \"|.4punct Ann|P8nsubj@PER said/say|V4parataxis ,|.8punct \"|.4punct \
         but|C13cc it|R13nsubj leaks/leak|V4conj .|.4punct \"|.4punct",
        &["Ann | said | \"The dam held,\" ~ \"but it leaks.\" | direct"],
    );
}

#[test]
fn it_runs_over_sentences() {
    check(
        "\"|.3punct We|R3nsubj wait|V0root .|.3punct\nIt|R2nsubj rains/rain|V5ccomp ,|.2punct \"|.2punct said/say|V0root Ann|P5nsubj@PER .|.5punct",
        &["Ann | said | \"We wait. It rains,\" | direct"],
    );
}

#[test]
fn it_runs_over_paragraphs() {
    check(
        "Ann|P2nsubj@PER said/say|V0root :|.6punct \"|.6punct We|R6nsubj wait|V2ccomp .|.6punct\n\n\"|.4punct The|D3det dam|N4nsubj leaks/leak|V0root .|.4punct \"|.4punct",
        &["Ann | said | \"We wait. | direct", "Ann | - | \"The dam leaks.\" | direct"],
    );
}

#[test]
fn a_quotation_alone_goes_on_from_the_statement_before() {
    check(
        "Ann|P2nsubj@PER said/say|V0root the|D4det dam|N5nsubj held/hold|V2ccomp .|.2punct\n\
         \"|.4punct But|C4cc it|R4nsubj leaks/leak|V0root ,|.4punct too|B4advmod .|.4punct \"|.4punct",
        &["Ann | said | the dam held | indirect", "Ann | - | \"But it leaks, too.\" | direct"],
    );
}

#[test]
fn a_quotation_alone_with_nobody_near_is_nobodys() {
    check("\"|.4punct But|C4cc it|R4nsubj leaks/leak|V0root ,|.4punct too|B4advmod .|.4punct \"|.4punct", &[]);
}

#[test]
fn words_of_few_letters_in_marks_are_no_statement() {
    check("The|D5det \"|.4punct safe|A5amod \"|.3punct zone|N6nsubj fell/fall|V0root .|.6punct", &[]);
}

#[test]
fn a_colon_leads_in_words_of_the_subject() {
    check(
        "The|D2det council|N3nsubj turned/turn|V0root him|R3obj down|I3compound:prt :|.3punct \"|.10punct We|R10nsubj will|X10aux wait|V3parataxis .|.10punct \"|.10punct",
        &["The council | - | \"We will wait.\" | direct"],
    );
}

#[test]
fn an_unclosed_mark_ends_with_its_sentence() {
    check(
        "Ann|P2nsubj@PER said/say|V0root :|.6punct \"|.6punct We|R6nsubj wait|V2ccomp .|.6punct\nRain|N2nsubj fell/fall|V0root .|.2punct",
        &["Ann | said | \"We wait. | direct"],
    );
}

#[test]
fn a_participle_says_what_its_subject_says() {
    check(
        "Ann|P2nsubj@PER left/leave|V0root ,|.4punct saying/say|V2advcl :|.8punct \"|.8punct I|R8nsubj resign|V4ccomp .|.8punct \"|.8punct",
        &["Ann | saying | \"I resign.\" | direct"],
    );
}

#[test]
fn a_nested_speaker_speaks_through_the_outer_one() {
    check(
        "\"|.6punct The|D3det bank|N4nsubj says/say|V9ccomp prices/price|N6nsubj rise|V4ccomp ,|.4punct \"|.4punct said/say|V0root Ann|P9nsubj@PER .|.9punct",
        &["Ann | said | \"The bank says prices rise,\" | direct", "The bank | says | prices rise | indirect | via Ann"],
    );
}
