//! Plain blame and praise in reported words, and what is none.

use crate::check;

#[test]
fn a_wrong_told_of_another_is_blame() {
    check(
        "Peru:Peru:P:2:nsubj@LOC said:say:V:0:root that::S:5:mark Chile:Chile:P:5:nsubj@LOC betrayed:betray:V:2:ccomp \
         the::D:7:det truce::N:5:obj",
        &["ACCUSE disapprove | Peru > Chile | happened"],
    );
}

#[test]
fn a_wrong_that_may_come_or_never_was_is_none() {
    check(
        "Peru:Peru:P:2:nsubj@LOC said:say:V:0:root that::S:7:mark Chile:Chile:P:7:nsubj@LOC did:do:X:7:aux \
         not::T:7:advmod betray:betray:V:2:ccomp them:they:R:7:obj",
        &[],
    );
    check(
        "Peru:Peru:P:2:nsubj@LOC said:say:V:0:root that::S:6:mark Chile:Chile:P:6:nsubj@LOC could::X:6:aux \
         betray:betray:V:2:ccomp them:they:R:6:obj",
        &[],
    );
}

#[test]
fn nobody_blames_himself() {
    check(
        "Peru:Peru:P:2:nsubj@LOC said:say:V:0:root Peru:Peru:P:4:nsubj@LOC betrayed:betray:V:2:ccomp nobody::R:4:obj",
        &[],
    );
}

#[test]
fn one_warm_word_is_no_praise_and_two_are() {
    check(
        "Peru:Peru:P:2:nsubj@LOC said:say:V:0:root the::D:5:det Chilean:Chilean:A:5:amod@GROUP alliance::N:7:nsubj \
         was:be:X:7:cop strong::A:2:ccomp",
        &["SUPPORT | Peru > Chilean | happened"],
    );
    check(
        "Peru:Peru:P:2:nsubj@LOC said:say:V:0:root the::D:5:det Chilean:Chilean:A:5:amod@GROUP alliance::N:7:nsubj \
         was:be:X:7:cop old::A:2:ccomp",
        &[],
    );
}

#[test]
fn what_another_must_do_is_demanded() {
    check(
        "Norway:Norway:P:2:nsubj@LOC said:say:V:0:root Iceland:Iceland:P:5:nsubj@LOC must::X:5:aux leave::V:2:ccomp .::.:2:punct",
        &["REQUEST | Norway > Iceland | happened"],
    );
    check(
        "Norway:Norway:P:2:nsubj@LOC said:say:V:0:root Iceland:Iceland:P:4:nsubj@LOC has:have:V:2:ccomp to::T:6:mark wait::V:4:xcomp:VerbForm=Inf .::.:2:punct",
        &["REQUEST | Norway > Iceland | happened"],
    );
    check(
        "Norway:Norway:P:2:nsubj@LOC said:say:V:0:root Iceland:Iceland:P:5:nsubj@LOC will::X:5:aux leave::V:2:ccomp .::.:2:punct",
        &[],
    );
}
