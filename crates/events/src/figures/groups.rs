//! Several groups of people that one verb counts, and parts of a group.

use record::FigureKind;

use super::{Count, victims};
use crate::scene::Scene;

/// So far up a row of groups its first is looked for.
const FAR: usize = 8;

/// Adds up what one verb counts in several groups ("killed six soldiers, two guards and a driver"); what is part of a group
/// told before is not counted again ("thirty, including twelve women").
pub(super) fn summed(scene: &Scene<'_>, counts: impl Iterator<Item = Count>) -> Vec<Count> {
    let mut out: Vec<Count> = Vec::new();
    let mut nouns = Vec::new();
    for count in counts {
        nouns.push(count.noun);
        match out.last_mut() {
            Some(last) if of_people(count.kind) && last.kind == count.kind && is_part(scene, last, &count) => {}
            Some(last) if of_people(count.kind) && last.kind == count.kind && last.word == count.word => {
                let sum = |a: Option<u64>, b: Option<u64>| a?.checked_add(b?);
                last.quantity.low = sum(Some(last.quantity.low.unwrap_or(0)), Some(count.quantity.low.unwrap_or(0)));
                last.quantity.high = sum(last.quantity.high, count.quantity.high);
                last.quantity.approximate |= count.quantity.approximate;
                last.quantity.tokens.end = count.quantity.tokens.end;
            }
            _ => out.push(count),
        }
    }
    for count in out.iter_mut().filter(|count| of_people(count.kind)) {
        with_single_persons(scene, count, &nouns);
    }
    out
}

/// Whether a figure is of people struck.
pub(super) fn of_people(kind: FigureKind) -> bool {
    matches!(kind, FigureKind::Killed | FigureKind::Injured | FigureKind::Detained)
}

/// Whether a count is of some of those that the count before is of: "among them three children", "15 of the 40 people",
/// "30 of them soldiers", "12 seriously", "four civilians: two men and two women".
fn is_part(scene: &Scene<'_>, whole: &Count, part: &Count) -> bool {
    const OPENS: [&str; 9] = ["including", "included", "among", "them", "whom", "(", ":", "--", "—"];
    let between = whole.quantity.tokens.end..part.quantity.tokens.start;
    if between.clone().any(|at| OPENS.contains(&scene.form(at).as_str())) {
        return true;
    }
    // The number of all comes after "of".
    let all = scene.preposition(part.noun) == Some("of");
    if all && scene.head(part.noun).is_some_and(|head| head == whole.noun || head == whole.quantity.head) {
        return true;
    }
    let sentence = scene.sentence(part.quantity.head);
    let after = |n: usize| {
        let at = part.quantity.tokens.end + n;
        if sentence.contains(at) { scene.form(at) } else { String::new() }
    };
    let whose = after(0) == "of" && matches!(after(1).as_str(), "them" | "whom" | "these" | "those" | "which");
    let gravely =
        matches!(after(0).as_str(), "seriously" | "badly" | "critically" | "severely" | "gravely" | "fatally");
    let mut at = part.noun;
    for _ in 0..FAR {
        let Some(head) = scene.head(at).filter(|_| scene.is(at, "conj") || scene.is(at, "nummod")) else { break };
        at = head;
    }
    whose || gravely || scene.is(at, "appos") && at != whole.noun
}

/// Adds those who stand in a row with a group and are told one by one: "four miners and a driver".
fn with_single_persons(scene: &Scene<'_>, count: &mut Count, counted: &[usize]) {
    let single = |at: &usize| !counted.contains(at) && scene.may_act(*at) && victims::is_one_person(scene, *at);
    for at in victims::row(scene, count.noun).into_iter().filter(single) {
        let one = |n: Option<u64>| n?.checked_add(1);
        count.quantity.low = one(count.quantity.low);
        count.quantity.high = one(count.quantity.high);
        let tokens = &mut count.quantity.tokens;
        (tokens.start, tokens.end) = (tokens.start.min(at), tokens.end.max(at + 1));
    }
}
