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
    said.map_or_else(|| voucher(reading.analysis, telling), |at| Voucher::Statement(format!("s{}", at + 1)))
}
