//! What a page's data, where they hold the words of the report, tell of the words on the page.

use record::RemovedKind;

use super::blocks::Block;
use super::fates::Fate;
use super::fullness::{MOST_COMPARED, letters};

/// Keeps what was taken out though the data have it, and takes out what stands under the report's end as the data have it.
/// Data that hold little of what is kept tell nothing.
pub(super) fn by_data(body: &str, blocks: &[&Block], fates: &mut [Fate]) {
    let whole = letters(body);
    if whole.len().saturating_mul(blocks.len()) > MOST_COMPARED {
        return;
    }
    let texts: Vec<String> = blocks.iter().map(|block| letters(&block.text)).collect();
    let is_told = |at: usize, least: usize| texts[at].len() >= least && whole.contains(&texts[at]);
    let kept = |fates: &[Fate]| -> Vec<usize> { (0..fates.len()).filter(|&at| fates[at] == Fate::Body).collect() };
    let length = |ats: &[usize]| ats.iter().map(|&at| texts[at].len()).sum::<usize>();
    let of_page = kept(fates);
    let told: Vec<usize> = of_page.iter().copied().filter(|&at| is_told(at, SHORTEST)).collect();
    if length(&told) * 2 < length(&of_page) {
        return;
    }
    for (at, fate) in fates.iter_mut().enumerate() {
        if matches!(fate, Fate::Removed(_)) && is_told(at, TELLING) {
            *fate = Fate::Body;
        }
    }
    let Some(last) = kept(fates).into_iter().rfind(|&at| is_told(at, SHORTEST)) else { return };
    let under: Vec<usize> = kept(fates).into_iter().filter(|&at| at > last).collect();
    // Data that were cut end within a paragraph.
    if whole.ends_with(&texts[last]) && length(&under) * 10 <= length(&told) * 3 {
        under.into_iter().for_each(|at| fates[at] = Fate::Removed(RemovedKind::Boilerplate));
    }
}

/// The letters of a block that is looked for.
const SHORTEST: usize = 20;

/// The letters of a block that cannot be there by chance.
const TELLING: usize = 40;
