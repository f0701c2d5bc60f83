//! Claims, reports and documents.

use crate::check;

#[test]
fn a_claim_belongs_to_its_owner() {
    check(
        "He|R2nsubj dismissed/dismiss|V0root Ann|P5nmod:poss@PER 's|T3case claim|N2obj that|S8mark rain|N8nsubj fell/fall|V5acl .|.2punct",
        &["Ann | claim | rain fell | indirect"],
    );
}

#[test]
fn reports_of_something() {
    check(
        "There|R2expl were/be|V0root reports/report|N2nsubj of|I6case heavy|A6amod floods/flood|N3nmod .|.2punct",
        &["- | reports | heavy floods | indirect"],
    );
    check(
        "Ann|P2nsubj@PER recalled/recall|V0root allegations/allegation|N2obj that|S6mark he|R6nsubj lied/lie|V3acl .|.2punct",
        &["- | allegations | he lied | indirect"],
    );
}

#[test]
fn a_statement_speaks_for_whoever_issued_it() {
    check(
        "A|D2det statement|N6nsubj by|I5case the|D5det bank|N2nmod said/say|V0root prices/price|N8nsubj fell/fall|V6ccomp .|.6punct",
        &["the bank | said | prices fell | indirect"],
    );
    check(
        "Ann|P2nsubj@PER said/say|V0root rain|N4nsubj fell/fall|V2ccomp .|.2punct\n\
         The|D2det statement|N3nsubj added/add|V0root that|S6mark dams/dam|N6nsubj held/hold|V3ccomp .|.3punct",
        &["Ann | said | rain fell | indirect", "Ann | added | dams held | indirect"],
    );
    check(
        "A|D2det letter|N3nsubj said/say|V0root rain|N5nsubj fell/fall|V3ccomp .|.3punct",
        &["A letter | said | rain fell | indirect"],
    );
}

#[test]
fn who_is_anonymous() {
    check(
        "A|D3det senior|A3amod official|N4nsubj said/say|V0root rain|N6nsubj fell/fall|V4ccomp .|.4punct",
        &["A senior official | said | rain fell | indirect | anonymous"],
    );
    check(
        "Some|D2nsubj say|V0root rain|N4nsubj fell/fall|V2ccomp .|.2punct",
        &["Some | say | rain fell | indirect | anonymous"],
    );
    check(
        "Police|N2nsubj said/say|V0root rain|N4nsubj fell/fall|V2ccomp .|.2punct",
        &["Police | said | rain fell | indirect"],
    );
    check(
        "The|D3det Prime|A3amod Minister|N4nsubj said/say|V0root rain|N6nsubj fell/fall|V4ccomp .|.4punct",
        &["The Prime Minister | said | rain fell | indirect"],
    );
    check(
        "An|D2det aide|N5nsubj to|I4case Ann|P2nmod@PER said/say|V0root rain|N7nsubj fell/fall|V5ccomp .|.5punct",
        &["An aide to Ann | said | rain fell | indirect | anonymous"],
    );
    check(
        "The|D2det spokesman|N5nsubj ,|.4punct Ann|P2appos@PER said/say|V0root rain|N7nsubj fell/fall|V5ccomp .|.5punct",
        &["The spokesman, Ann | said | rain fell | indirect"],
    );
}

#[test]
fn a_pronoun_is_as_anonymous_as_its_chain() {
    check(
        "A|D2det witness|N3nsubj#1 left/leave|V0root .|.3punct\nShe|R2nsubj#1 said/say|V0root rain|N4nsubj fell/fall|V2ccomp .|.2punct",
        &["She | said | rain fell | indirect | anonymous"],
    );
    check(
        "Ann|P2nsubj@PER#1 left/leave|V0root .|.2punct\nShe|R2nsubj#1 said/say|V0root rain|N4nsubj fell/fall|V2ccomp .|.2punct",
        &["She | said | rain fell | indirect"],
    );
}
