//! Through whom the report has it.

use crate::check;

#[test]
fn an_outlet_that_is_told() {
    check(
        "A|D2det source|N3nsubj told/tell|V0root Politico|P3obj@ORG that|S7mark rain|N7nsubj fell/fall|V3ccomp .|.3punct",
        &["A source | told | rain fell | indirect | anonymous | via Politico"],
    );
    check(
        "Ann|P2nsubj@PER said/say|V0root to|I4case Reuters|P2obl@ORG that|S7mark rain|N7nsubj fell/fall|V2ccomp .|.2punct",
        &["Ann | said | rain fell | indirect | via Reuters"],
    );
    // A verb has one subject: the second is the one told, whatever the tree calls it.
    check(
        "Ann|P2nsubj@PER told/tell|V0root Reuters|P2nsubj@ORG that|S6mark rain|N6nsubj fell/fall|V2ccomp .|.2punct",
        &["Ann | told | rain fell | indirect | via Reuters"],
    );
}

#[test]
fn an_interview_holds_for_the_run() {
    check(
        "In|I3case an|D3det interview|N7obl with|I5case CNN|P3nmod@ORG Ann|P7nsubj@PER#1 said/say|V0root rain|N9nsubj fell/fall|V7ccomp .|.7punct\n\
         \"|.4punct The|D3det dam|N4nsubj held/hold|V8ccomp ,|.4punct \"|.4punct she|R8nsubj#1 added/add|V0root .|.8punct\n\
         Bill|P2nsubj@PER said/say|V0root it|R4nsubj leaks/leak|V2ccomp .|.2punct",
        &[
            "Ann | said | rain fell | indirect | via CNN",
            "she | added | \"The dam held,\" | direct | via CNN",
            "Bill | said | it leaks | indirect",
        ],
    );
}

#[test]
fn an_outlet_that_reports_what_somebody_said() {
    check(
        "Reuters|P2nsubj@ORG reported/report|V0root that|S5mark Ann|P5nsubj@PER said/say|V2ccomp rain|N7nsubj fell/fall|V5ccomp .|.2punct",
        &["Reuters | reported | Ann said rain fell | indirect", "Ann | said | rain fell | indirect | via Reuters"],
    );
}

#[test]
fn a_correspondent_speaks_through_the_outlet() {
    check(
        "A|D3det Reuters|P3compound@ORG correspondent|N4nsubj said/say|V0root rain|N6nsubj fell/fall|V4ccomp .|.4punct",
        &["A Reuters correspondent | said | rain fell | indirect | anonymous | via Reuters"],
    );
}

#[test]
fn a_platform_passes_nothing_on() {
    check(
        "Ann|P2nsubj@PER said/say|V0root on|I4case Twitter|P2obl@ORG that|S7mark rain|N7nsubj fell/fall|V2ccomp .|.2punct",
        &["Ann | said | rain fell | indirect"],
    );
}

#[test]
fn those_quoted_by_an_outlet() {
    check(
        "Ann|P3nsubj:pass@PER was/be|X3aux:pass quoted/quote|V0root by|I5case Reuters|P3obl:agent@ORG as|S7mark saying/say|V3advcl rain|N9nsubj fell/fall|V7ccomp .|.3punct",
        &["Ann | saying | rain fell | indirect | via Reuters"],
    );
}
