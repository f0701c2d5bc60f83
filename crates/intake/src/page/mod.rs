//! Web pages: which words on them are the report, and what the page says of it.

mod authors;
mod blocks;
mod days;
mod evidence;
mod fates;
mod fullness;
mod head;
mod header;
mod invitations;
mod linked_data;
mod marks;
mod metadata;
mod others;
mod published;
mod region;
mod threads;
mod titles;
mod tree;

use record::RemovedKind;

pub(crate) use days::day_in;
pub(crate) use metadata::{Metadata, single};
pub(crate) use tree::Overgrown;

use self::blocks::{Block, Blocks};
use self::fates::{Fate, fates};
use self::marks::{Hidden, Mark};
use self::region::{Region, prose};
use self::titles::Titles;
use self::tree::Tree;
use crate::cleaning::Given;

/// A page taken apart.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What it says of its report.
    pub metadata: Metadata,
    /// The report's words and what stood among them, in the order of the page; without the title.
    pub paragraphs: Vec<Given>,
    /// The bytes of prose that the page shows of it.
    n_prose: f64,
    /// Whether the paragraphs are from the page's data.
    is_of_data: bool,
}

/// The bytes of prose below which a page's own words count for less than those that its data give.
const LITTLE: f64 = 200.0;

impl Page {
    /// Takes a page apart. `address` is where it came from, if that is known.
    pub fn of(html: &str, address: Option<&str>) -> Result<Self, Overgrown> {
        let tree = Tree::parse(html)?;
        let blocks = Blocks::of(&tree, Hidden::Left);
        let (n_hidden, shown) = (blocks.n_hidden, Self::of_blocks(&tree, &blocks, address));
        if n_hidden == 0 || shown.n_prose >= fullness::ENOUGH || shown.is_of_data {
            return Ok(shown);
        }
        // Scripts show some reports only when the page is there, or take away the rest of it.
        let whole = Self::of_blocks(&tree, &Blocks::of(&tree, Hidden::Taken), address);
        let is_fuller = whole.n_prose > 2.0 * shown.n_prose
            && (shown.n_prose == 0.0 || fullness::is_fuller(&whole.body().collect::<Vec<_>>().join(" "), shown.body()));
        Ok(if is_fuller { whole } else { shown })
    }

    fn of_blocks(tree: &Tree, blocks: &Blocks, address: Option<&str>) -> Self {
        let titles = Titles::of(tree, blocks);
        let region = Region::of(tree, blocks, titles.block);
        let mut metadata = Metadata::of(tree, blocks, &region, titles, address);
        let mut fates = fates(tree, blocks, &region, metadata.title.as_deref());
        let data = metadata
            .body
            .take()
            .map(|body| crate::paragraphs::paragraphs(&crate::characters::lines(&without_tags(&body))));
        if let Some(data) = &data {
            let of_region: Vec<&Block> = region.blocks.iter().map(|&at| &blocks.blocks[at]).collect();
            evidence::by_data(&data.concat(), &of_region, &mut fates);
        }
        let told = region.blocks.iter().map(|&at| &blocks.blocks[at]).zip(&fates);
        let prose_of = |(block, fate): (&Block, &Fate)| if *fate == Fate::Body { prose(block).max(0.0) } else { 0.0 };
        let n_prose: f64 = told.clone().map(prose_of).sum();
        let mut page = Self { n_prose, ..Self::default() };
        let last = fates.iter().rposition(|fate| *fate == Fate::Body).filter(|&at| at > 0);
        for (at, (block, fate)) in told.enumerate() {
            let removed = match fate {
                Fate::Body if Some(at) == last && tells_of(&block.text, &metadata.byline) => Some(RemovedKind::Byline),
                Fate::Body => None,
                Fate::Removed(kind) => Some(*kind),
                Fate::Header(Mark::Byline) => Some(RemovedKind::Byline),
                Fate::Header(_) => Some(RemovedKind::Boilerplate),
                Fate::Title | Fate::Foreign => continue,
            };
            let text = single(&block.text);
            if !text.is_empty() {
                page.paragraphs.push(Given { text, removed });
            }
        }
        let n_bytes = |data: &[String]| data.iter().map(String::len).sum::<usize>() as f64;
        if let Some(data) = data.filter(|data| n_bytes(data) > 1.5 * n_prose)
            && (n_prose < LITTLE && n_bytes(&data) > 2.0 * n_prose || fullness::is_fuller(&data.concat(), page.body()))
        {
            page.paragraphs = data.into_iter().map(Given::body).collect();
            page.is_of_data = true;
        }
        // A deck stands over the body; what is called so further down is a summary of something else.
        let first = page.paragraphs.iter().position(|given| given.removed.is_none()).unwrap_or(page.paragraphs.len());
        for given in page.paragraphs.iter_mut().skip(first).filter(|given| given.removed == Some(RemovedKind::Deck)) {
            given.removed = Some(RemovedKind::Boilerplate);
        }
        page.metadata = metadata;
        page
    }

    /// The paragraphs of the report.
    fn body(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().filter(|given| given.removed.is_none()).map(|given| given.text.as_str())
    }

    /// Whether there is nothing on the page that reads like a report.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.iter().all(|given| given.removed.is_some())
    }
}

/// Whether a paragraph says who one of these is, as papers do under a report: "Ines Varga is a hydrologist in Alder."
fn tells_of(text: &str, names: &[String]) -> bool {
    text.len() <= 300
        && names.iter().filter_map(|name| text.strip_prefix(name.as_str())).any(|rest| {
            [" is a ", " is an ", " is the ", " writes ", " covers ", " reports "]
                .iter()
                .any(|words| rest.starts_with(words))
                && !rest.contains(['“', '"'])
        })
}

/// A text in which somebody left tags, without them.
pub(crate) fn without_tags(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let Ok(tree) = Tree::parse(text) else { return text.to_owned() };
    let blocks = Blocks::of(&tree, Hidden::Left).blocks;
    blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n\n")
}
