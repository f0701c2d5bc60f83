//! Whose word an event rests on.

use record::{Analysis, FigureMention, Voucher};

use crate::{reading::Reading, telling::Telling};

/// Whose word an event rests on, over all its mentions: the report's where it speaks in its own voice anywhere.
pub(crate) fn vouchers<'a>(analysis: &Analysis, tellings: impl Iterator<Item = &'a Telling<'a>>) -> Vec<Voucher> {
    let mut found: Vec<Voucher> = Vec::new();
    for telling in tellings {
        let voucher = voucher(analysis, telling);
        if !found.contains(&voucher) {
            found.push(voucher);
        }
    }
    if found.contains(&Voucher::Report(true)) {
        return vec![Voucher::Report(true)];
    }
    found
}

/// Whose word one mention rests on: the speaker's in whose words it stands, nobody's where the report says
/// "reportedly", else the report's. A trigger that is a statement's cue stands outside that statement's content.
pub(crate) fn voucher(analysis: &Analysis, telling: &Telling) -> Voucher {
    match (telling.said_in, telling.mention.unsourced) {
        (Some(statement), _) => Voucher::Statement(format!("s{}", statement + 1)),
        (None, Some(words)) if !analysis.span(words).is_empty() => Voucher::Unsourced(analysis.span(words)),
        _ => Voucher::Report(true),
    }
}

/// Whose word a figure rests on: the speaker's in whose words it stands, else that of what it belongs to.
pub(crate) fn voucher_of_figure(reading: &Reading, telling: &Telling, figure: &FigureMention) -> Voucher {
    let said = reading.statement_around(figure.tokens.start);
    if said.is_some()
        && reading.quotation_around(figure.tokens.start).is_none()
        && is_aside(reading, figure.tokens.start)
    {
        return Voucher::Report(true);
    }
    said.map_or_else(|| voucher(reading.analysis, telling), |at| Voucher::Statement(format!("s{}", at + 1)))
}

/// Whether a word stands in a clause that the report adds, after a comma, to a thing that somebody only speaks of: "blamed rebels for
/// the bombing, in which two died".
fn is_aside(reading: &Reading, token: usize) -> bool {
    let analysis = reading.analysis;
    let tokens = &analysis.tokens;
    let mut above = std::iter::once(token).chain(analysis.above(token)).take(FAR);
    let Some(verb) = above.find(|&at| tokens[at].is("acl:relcl")) else { return false };
    let Some(thing) = tokens[verb].head else { return false };
    let comma = (thing + 1..verb).any(|at| analysis.form(at) == ",");
    // What is claimed stands in a clause of its own; what is only spoken of hangs on the verb as a thing.
    let said = reading.statement_around(thing);
    let inside = std::iter::once(thing).chain(analysis.above(thing).take(FAR));
    let mut inside = inside.take_while(|&at| reading.statement_around(at) == said);
    comma
        && said.is_some()
        && inside.all(|at| ["obl", "obj", "nmod", "conj", "appos"].iter().any(|link| tokens[at].is(link)))
}

/// How far up the tree is climbed.
const FAR: usize = 12;
