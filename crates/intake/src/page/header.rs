//! The short lines between a report's title and its first words, where pages say who wrote it and when.

use super::blocks::{Block, Blocks, Shape};
use super::marks::Mark;
use super::region::{Region, has_sentence};

/// The lines that are looked at, and how long they may be.
const MOST_LINES: usize = 12;
const LONGEST: usize = 160;

/// A paragraph is the report's from so many bytes on.
const PROSE: usize = 100;

/// The lines over the report's first words and under its title, those of other reports, readers and notices left out.
pub(super) fn lines<'a>(page: &'a Blocks, region: &Region) -> Vec<&'a Block> {
    let foreign = [Mark::Promo, Mark::Comment, Mark::Consent, Mark::Caption];
    let is_own = |mark: &Option<Mark>| mark.is_none_or(|mark| !foreign.contains(&mark));
    let is_prose =
        |block: &Block| block.text.len() >= PROSE && has_sentence(&block.text) && block.n_linked * 2 < block.text.len();
    let own = page.blocks.iter().zip(&region.marks).filter(|(_, mark)| is_own(mark));
    let own: Vec<&Block> = own.map(|(block, _)| block).collect();
    let Some(first) = own.iter().position(|block| is_prose(block)) else { return Vec::new() };
    let title = own[..first].iter().rposition(|block| block.shape == Shape::Heading(1)).unwrap_or(0);
    let from = title.max(first.saturating_sub(MOST_LINES));
    own[from..first].iter().filter(|block| block.text.len() <= LONGEST).copied().collect()
}
